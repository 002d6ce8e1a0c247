"""Apa yang tampak dari sebuah rekaman menurut peran dan pembukaannya; sama bagi semua ruang yang memuat orang."""

from django.db import models
from django.http import HttpRequest

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan

# Di atas kab/kota semua identitas samar sampai keperluannya disebut (desain.md, Roles).
PERLU_TUJUAN = {Peran.PROVINSI, Peran.KEMENSOS}
NOMOR = frozenset({"nik", "no_kk"})


def boleh_nomor(rekaman: models.Model, by: Lingkup) -> bool:
    """Tell whether NIK and KK may be shown in full now: opened within the last hour, never for the camat."""
    return by.peran != Peran.CAMAT and Pembukaan.objects.masih_terbuka(rekaman, by, Bagian.NIK)


def catat_dibaca(request: HttpRequest, rekaman: models.Model, bagian: str = Bagian.RINCI) -> None:
    """Log that a readable record was opened, once an hour per duty."""
    if not Pembukaan.objects.masih_terbuka(rekaman, request.lingkup, bagian):
        catat_pembukaan(objek=rekaman, bagian=bagian, by=request.lingkup)


def catat_dibaca_utuh(request: HttpRequest, rekaman: models.Model) -> None:
    """Log that everything of a record is shown, NIK and KK too, as in a form that holds them."""
    for bagian in (Bagian.RINCI, Bagian.NIK):
        catat_dibaca(request, rekaman, bagian)
