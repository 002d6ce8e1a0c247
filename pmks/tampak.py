"""Apa yang tampak dari identitas seseorang: nama dan NIK samar atau terbuka, menurut peran dan pembukaan."""

from django.http import HttpRequest

from pmks.models import Orang
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan

# Di atas kab/kota semua identitas samar sampai keperluannya disebut (desain.md, Roles).
PERLU_TUJUAN = {Peran.PROVINSI, Peran.KEMENSOS}


def nama_di_daftar(orang: Orang, by: Lingkup) -> str:
    """Return the name for lists: masked for sensitive types and children, and for roles that need a purpose."""
    return orang.nama_samar if orang.tersamar or by.peran in PERLU_TUJUAN else orang.nama


def boleh_rinci(orang: Orang, by: Lingkup) -> bool:
    """Tell whether the name and address may be shown on the record's page now."""
    if by.peran in PERLU_TUJUAN:
        return Pembukaan.objects.masih_terbuka(orang, by, Bagian.RINCI)
    return by.peran != Peran.CAMAT or not orang.tersamar


def boleh_nomor(orang: Orang, by: Lingkup) -> bool:
    """Tell whether NIK and KK may be shown in full now: opened within the last hour, never for the camat."""
    return by.peran != Peran.CAMAT and Pembukaan.objects.masih_terbuka(orang, by, Bagian.NIK)


def catat_dibaca(request: HttpRequest, orang: Orang) -> None:
    """Log that a readable record was opened, once an hour per duty."""
    if not Pembukaan.objects.masih_terbuka(orang, request.lingkup, Bagian.RINCI):
        catat_pembukaan(objek=orang, bagian=Bagian.RINCI, by=request.lingkup)
