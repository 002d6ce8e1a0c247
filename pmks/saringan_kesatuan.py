"""Saringan daftar keluarga, kelompok, dan komunitas; dipakai daftarnya dan ekspornya."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, QuerySet

from pmks.enums import BentukKesatuan
from pmks.models import KasusKesatuan, Kesatuan, acuan_jenis
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.saring import baca_kode

SARING_KESATUAN = ("bentuk", "jenis", "status", "wilayah")


def baca_saring(tanya: Mapping[str, object]) -> dict[str, str]:
    """Return the four filters as codes; empty where none was chosen or what was sent means nothing."""
    jenis = [str(k) for k in acuan_jenis()]
    return baca_kode(tanya, {"bentuk": BentukKesatuan.values, "jenis": jenis, "status": Status.values})


def kasus_tersaring(isi: Mapping[str, str]) -> QuerySet[KasusKesatuan]:
    """Return the subjects in types that the filters name; without a status, cancelled ones are left out."""
    kasus = KasusKesatuan.objects.filter(status=isi["status"]) if isi["status"] else KasusKesatuan.objects.aktif()
    if isi["jenis"]:
        kasus = kasus.filter(jenis=int(isi["jenis"]))
    if isi["bentuk"]:
        kasus = kasus.filter(bentuk=isi["bentuk"])
    return kasus.di_bawah(isi["wilayah"]) if isi["wilayah"] else kasus


def kesatuan_tersaring(isi: Mapping[str, str]) -> QuerySet[Kesatuan]:
    """Return the subjects that the filters name."""
    rekaman = Kesatuan.objects.all()
    if isi["status"] != Status.DIBATALKAN:
        rekaman = rekaman.aktif()
    if isi["bentuk"]:
        rekaman = rekaman.filter(bentuk=isi["bentuk"])
    if isi["wilayah"]:
        rekaman = rekaman.di_bawah(isi["wilayah"])
    if isi["jenis"] or isi["status"]:
        kasus = kasus_tersaring(dict(isi) | {"wilayah": "", "bentuk": ""})
        rekaman = rekaman.filter(Exists(kasus.filter(kesatuan=OuterRef("pk"))))
    return rekaman
