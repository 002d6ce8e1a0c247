"""Mengatur masa simpan, tenggat, dan daftar kegiatan pemrosesan: admin, bagi kantornya dan yang di bawahnya."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.lindung.kegiatan import ISI
from tksk_portal.lindung.models import BatasWaktu, KegiatanPemrosesan, Retensi
from tksk_portal.lindung.subjek import Ditolak


def _check(by: Lingkup) -> None:
    if not boleh(by, "lindung.atur"):
        raise PermissionDenied


def _tulis(model, kunci: dict, isi: dict, by: Lingkup):
    """Create or change the office's own row; nothing is written when nothing changed."""
    satu = model.objects.select_for_update().filter(wilayah_id=by.tempat, **kunci).first()
    if satu is None:
        return model.objects.create(wilayah_id=by.tempat, diubah_oleh_id=by.akun_id, **kunci, **isi)
    if all(getattr(satu, k) == v for k, v in isi.items()):
        return satu
    for medan, nilai in isi.items():
        setattr(satu, medan, nilai)
    satu.diubah_pada, satu.diubah_oleh_id = timezone.now(), by.akun_id
    satu.save()
    return satu


@transaction.atomic
def atur_retensi(*, subjek: str, hari: int | None, mulai: str, dasar: str, by: Lingkup) -> Retensi:
    """Set how long a kind of record is kept; no days takes the rule back.

    Raises:
        PermissionDenied: wrong role.
        Ditolak: a period without its basis.
    """
    _check(by)
    if hari is not None and not dasar.strip():
        raise Ditolak("Sebutkan dasar masa simpan ini, misalnya nomor jadwal retensi arsip.", "dasar")
    isi = {"hari": hari, "mulai": mulai, "dasar": dasar.strip() if hari is not None else ""}
    return _tulis(Retensi, {"subjek": subjek}, isi, by)


@transaction.atomic
def atur_tenggat(*, jam: dict[str, int], by: Lingkup) -> None:
    """Set the hours per kind of request; access cannot be longer than the law's 72.

    Raises:
        PermissionDenied: wrong role.
    """
    _check(by)
    for jenis, berapa in jam.items():
        _tulis(BatasWaktu, {"jenis": jenis}, {"jam": berapa}, by)


@transaction.atomic
def simpan_kegiatan(*, kode: str, versi: int, isi: dict, by: Lingkup) -> KegiatanPemrosesan:
    """Write a processing activity in the office's own words; the shipped one gives way to it.

    Args:
        versi: of the office's own row as it was shown; 0 when there was none.

    Raises:
        PermissionDenied: wrong role.
        Ditolak: somebody changed it meanwhile.
    """
    _check(by)
    isi = {k: isi[k] for k in ISI} | {"aktif": isi["aktif"]}
    satu = KegiatanPemrosesan.objects.select_for_update().filter(wilayah_id=by.tempat, kode=kode).first()
    if (satu.versi if satu else 0) != versi:
        raise Ditolak("Kegiatan ini diubah orang lain sejak formulir dibuka. Muat ulang, lalu isi lagi.")
    if satu is None:
        return KegiatanPemrosesan.objects.create(wilayah_id=by.tempat, kode=kode, diubah_oleh_id=by.akun_id, **isi)
    for medan, nilai in isi.items():
        setattr(satu, medan, nilai)
    satu.versi += 1
    satu.diubah_pada, satu.diubah_oleh_id = timezone.now(), by.akun_id
    satu.save()
    return satu
