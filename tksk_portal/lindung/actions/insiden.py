"""Mencatat dan menutup insiden, dengan tenggat pemberitahuannya (UU 27/2022 Ps. 46: 3x24 jam)."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.lindung.enums import JAM_INSIDEN
from tksk_portal.lindung.models import Insiden
from tksk_portal.lindung.subjek import Ditolak


def _check(by: Lingkup, wilayah: str) -> None:
    if not boleh(by, "lindung.insiden") or not by.memuat(wilayah):
        raise PermissionDenied


def catat_insiden(*, kunci: UUID, isian: dict, by: Lingkup) -> Insiden:
    """Log a breach at one's own office; the clock starts when it was noticed. The same key returns the first answer.

    Raises:
        PermissionDenied: wrong role.
        Ditolak: noticed in the future, or after it was said to have happened.
    """
    _check(by, by.tempat)
    if ada := Insiden.objects.filter(pk=kunci, dibuat_oleh_id=by.akun_id).first():
        return ada
    _check_waktu(isian)
    tenggat = isian["diketahui_pada"] + timedelta(hours=JAM_INSIDEN)
    return Insiden.objects.create(
        id=kunci, wilayah_id=by.tempat, tenggat_pada=tenggat, dibuat_oleh_id=by.akun_id, **isian
    )


def _check_waktu(isian: dict) -> None:
    kini = timezone.now()
    for medan in ("diketahui_pada", "terjadi_pada", "subjek_pada", "lembaga_pada", "umum_pada"):
        if isian.get(medan) and isian[medan] > kini:
            raise Ditolak("Waktu ini masih di masa depan.", medan)
    if isian.get("terjadi_pada") and isian["terjadi_pada"] > isian["diketahui_pada"]:
        raise Ditolak("Insiden terjadi sebelum diketahui; periksa kedua waktunya.", "terjadi_pada")


@transaction.atomic
def ubah_insiden(*, insiden: Insiden, versi: int, isian: dict, by: Lingkup) -> Insiden:
    """Change a breach that is not closed, from the version that the form was opened with.

    Raises:
        PermissionDenied: wrong role or place.
        Ditolak: closed or changed meanwhile, or times that cannot be.
    """
    _check(by, insiden.wilayah_id)
    kini = Insiden.objects.select_for_update().get(pk=insiden.pk)
    if kini.versi != versi or kini.ditutup_pada is not None:
        raise Ditolak("Insiden ini berubah sejak formulir dibuka. Muat ulang, lalu isi lagi.")
    _check_waktu(isian)
    for medan, nilai in isian.items():
        setattr(kini, medan, nilai)
    kini.tenggat_pada = kini.diketahui_pada + timedelta(hours=JAM_INSIDEN)
    kini.versi += 1
    kini.save()
    return kini


@transaction.atomic
def tutup_insiden(*, insiden: Insiden, by: Lingkup) -> Insiden:
    """Close a breach that was told to both and recovered from.

    Raises:
        PermissionDenied: wrong role or place.
        Ditolak: something is still missing.
    """
    _check(by, insiden.wilayah_id)
    kini = Insiden.objects.select_for_update().get(pk=insiden.pk)
    if kini.ditutup_pada is not None:
        raise Ditolak("Insiden ini sudah ditutup.")
    kurang = [
        kata
        for ada, kata in (
            (kini.subjek_pada, "pemberitahuan kepada orang yang terdampak"),
            (kini.lembaga_pada, "pemberitahuan kepada lembaga"),
            (kini.pemulihan, "upaya pemulihan"),
        )
        if not ada
    ]
    if kurang:
        raise Ditolak(f"Belum dapat ditutup. Lengkapi: {', '.join(kurang)}.")
    kini.ditutup_pada, kini.ditutup_oleh_id, kini.versi = timezone.now(), by.akun_id, kini.versi + 1
    kini.save()
    return kini
