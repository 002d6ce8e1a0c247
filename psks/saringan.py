"""Saringan daftar PSKS; dipakai daftarnya dan ekspornya."""

import re
from collections.abc import Mapping

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from psks.enums import Bentuk
from psks.models import DokumenMitra, Mitra, acuan_psks
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.jejak.tampak import PERLU_TUJUAN
from tksk_portal.tinjauan.enums import SUDAH_DIPERIKSA, Status
from tksk_portal.tinjauan.saring import baca_kode


def baca_saring(tanya: Mapping[str, object]) -> dict[str, str]:
    """Return the filters as codes; empty where none was chosen or what was sent means nothing."""
    sah = {"bentuk": Bentuk.values, "jenis": list(acuan_psks()), "status": Status.values, "dokumen": ["habis"]}
    return baca_kode(tanya, sah)


def mitra_tersaring(isi: Mapping[str, str]) -> QuerySet[Mitra]:
    """Return the partners that the filters name; without a status, cancelled ones are left out."""
    rekaman = Mitra.objects.filter(status=isi["status"]) if isi["status"] else Mitra.objects.aktif()
    if isi["bentuk"]:
        rekaman = rekaman.filter(bentuk=isi["bentuk"])
    if isi["jenis"]:
        rekaman = rekaman.filter(jenis__contains=[isi["jenis"]])
    if isi["wilayah"]:
        rekaman = rekaman.di_bawah(isi["wilayah"])
    if isi["dokumen"]:
        habis = DokumenMitra.objects.berlaku().filter(berlaku_sampai__lt=timezone.localdate())
        rekaman = rekaman.filter(Exists(habis.filter(mitra=OuterRef("pk"))))
    return rekaman


def cari_nama(rekaman: QuerySet[Mitra], kata: str, by: Lingkup) -> QuerySet[Mitra]:
    """Return those whose name holds every word, or whose NIK it is.

    Readers who see persons masked find by name only what bears a public name.
    """
    angka = re.sub(r"[ .-]", "", kata)
    if by.peran in PERLU_TUJUAN:
        rekaman = rekaman.filter(bentuk=Bentuk.LEMBAGA) | rekaman.filter(kartu_publik=True, status__in=SUDAH_DIPERIKSA)
    elif re.fullmatch(r"[0-9]{16}", angka):
        return rekaman.filter(nik=angka)
    kata_kata = untuk_cari(kata).split()
    if not kata_kata:
        return rekaman.none()
    for bagian in kata_kata[:6]:
        rekaman = rekaman.filter(nama_cari__contains=bagian)
    return rekaman
