"""Mencatat, mengubah, dan menarik jejaring antar mitra."""

import hmac
from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from psks.actions.dokumen import simpan_berkas
from psks.models import Jejaring, KartuMitra, Mitra, PihakJejaring
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buang
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.isi import KunciAsing, sidik_kiriman

KOLOM = ("jenis", "judul", "lingkup", "mulai", "sampai", "target", "tokoh", "hasil")
PIHAK_TERBANYAK = 20
KEPERLUAN_JEJARING = "psks.jejaring"


def check_pihak(pihak: list[UUID]) -> None:
    """Refuse parties that this duty cannot know: neither a partner in scope nor a public card of the province.

    Raises:
        Ditolak: none, too many, or an unknown one.
    """
    if not pihak:
        raise Ditolak("Pilih paling sedikit satu mitra.")
    if len(pihak) > PIHAK_TERBANYAK:
        raise Ditolak(f"Paling banyak {PIHAK_TERBANYAK} mitra dalam satu jejaring.")
    dikenal = set(KartuMitra.objects.filter(pk__in=pihak).values_list("pk", flat=True))
    dikenal |= set(Mitra.objects.aktif().filter(pk__in=pihak).values_list("pk", flat=True))
    if set(pihak) - dikenal:
        raise Ditolak("Salah satu mitra tidak ditemukan. Pilih lagi dari daftar.")


@transaction.atomic
def catat_jejaring(
    *,
    kunci: UUID,
    isi: dict,
    pihak: list[UUID],
    by: Lingkup,
    berkas: BinaryIO | None = None,
    nama_berkas: str = "",
) -> Jejaring:
    """Record what partners did together; the same key and content again is the first answer again.

    Raises:
        PermissionDenied: the role may not.
        Ditolak: see `check_pihak`.
        KunciAsing: the key is used for something else.
        BerkasDitolak: the file is not taken in.
    """
    if not boleh(by, "psks.jejaring"):
        raise PermissionDenied
    check_pihak(pihak)
    jejak = sidik_kiriman(by, {k: isi[k] for k in KOLOM}, sorted(map(str, pihak)))
    lama = Jejaring.objects.filter(pk=kunci).first()
    if lama is not None:
        if lama.dibuat_oleh_id == by.akun_id and hmac.compare_digest(lama.sidik_kiriman, jejak):
            return lama
        raise KunciAsing
    jejaring = Jejaring(id=kunci, wilayah_id=by.tempat, sidik_kiriman=jejak, dibuat_oleh_id=by.akun_id)
    for kolom in KOLOM:
        setattr(jejaring, kolom, isi[kolom])
    jejaring.save(force_insert=True)
    _tulis_pihak(jejaring, pihak)
    _lampirkan(jejaring, berkas, nama_berkas, by)
    return jejaring


@transaction.atomic
def ubah_jejaring(
    *,
    jejaring: Jejaring,
    versi: int,
    isi: dict,
    pihak: list[UUID],
    by: Lingkup,
    berkas: BinaryIO | None = None,
    nama_berkas: str = "",
) -> Jejaring:
    """Change it and its parties, from the version that the form was opened with.

    Raises:
        PermissionDenied: wrong role or office.
        Ditolak: see `check_pihak`. Bentrok: somebody changed it meanwhile.
    """
    if not boleh(by, "psks.jejaring") or not by.memuat(jejaring.wilayah_id):
        raise PermissionDenied
    check_pihak(pihak)
    satu = Jejaring.objects.tersimpan().filter(pk=jejaring.pk, versi=versi)
    if not satu.update(**{k: isi[k] for k in KOLOM}, versi=F("versi") + 1):
        raise Bentrok("Catatan ini sudah diubah orang lain sejak Anda membukanya. Buka lagi, lalu ulangi.")
    _tulis_pihak(jejaring, pihak)
    _lampirkan(jejaring, berkas, nama_berkas, by)
    jejaring.refresh_from_db()
    return jejaring


def _lampirkan(jejaring: Jejaring, berkas: BinaryIO | None, nama: str, by: Lingkup) -> None:
    """Store the text of the agreement; an earlier one goes."""
    if berkas is None:
        return
    lama = jejaring.berkas
    baru = simpan_berkas(
        berkas,
        nama,
        pangkal="naskah-jejaring",
        guna=KEPERLUAN_JEJARING,
        wilayah=jejaring.wilayah_id,
        induk=jejaring.pk,
        by=by,
    )
    Jejaring.objects.filter(pk=jejaring.pk).update(berkas=baru)
    if lama is not None:
        buang(lama, by=by)


def _tulis_pihak(jejaring: Jejaring, pihak: list[UUID]) -> None:
    kini = PihakJejaring.objects.filter(jejaring=jejaring, lepas_pada=None)
    kini.exclude(mitra_id__in=pihak).update(lepas_pada=timezone.now())
    ada = set(kini.values_list("mitra_id", flat=True))
    PihakJejaring.objects.bulk_create(
        PihakJejaring(jejaring=jejaring, wilayah_id=jejaring.wilayah_id, mitra_id=m)
        for m in dict.fromkeys(pihak)
        if m not in ada
    )


@transaction.atomic
def tarik_jejaring(*, jejaring: Jejaring, by: Lingkup) -> bool:
    """Take it back, entered by mistake; it stays in the history. False when it was taken back already."""
    if not boleh(by, "psks.jejaring") or not by.memuat(jejaring.wilayah_id):
        raise PermissionDenied
    return bool(Jejaring.objects.tersimpan().filter(pk=jejaring.pk).update(dihapus_pada=timezone.now()))
