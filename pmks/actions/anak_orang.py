"""Apa yang menunjuk pada seseorang, dan apa yang terjadi padanya bila dua data digabung.

Daftarnya dibaca dari model, jadi tabel baru tidak terlewat: tanpa keputusan di sini uji gagal, dan selama itu data yang
mempunyainya tidak dapat digabung.
"""

import hmac
from dataclasses import dataclass
from enum import Enum
from functools import cache
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.db.models import F

from pmks.models import Orang
from tksk_portal.tinjauan.actions import Ditolak

_kode = DjangoJSONEncoder(sort_keys=True).encode
# Berubah sendiri menurut kolom lain, hari, atau pembacanya; dan penghitung perubahan, yang juga maju bila penggabungan
# sesudahnya diurungkan. Bukan tanda bahwa isi barisnya lain.
TURUNAN = frozenset(
    {
        *("derajat", "peka", "kelompok_umur", "nama_cari", "temuan"),
        *("versi", "bergerak_pada", "diubah_pada", "diubah_oleh"),
    }
)


class Urus(Enum):
    """What a merge does with the rows of a table that point at the record which gives way."""

    PINDAH = "pindah: menunjuk dan berada di tempat data utama"
    TUNJUK = "tunjuk: menunjuk data utama; tempatnya tetap, karena barisnya milik kantor atau keluarga lain"
    JENIS = "jenis PMKS: pindah bersama jenis kelamin dan kelompok umur data utama"
    BIARKAN = "biarkan: tentang data itu sendiri (riwayat, penunjuk)"
    LARANG = "larang: selama ada barisnya, penggabungan ditolak"


# "aplikasi.Model.kolom" -> keputusan.
KEPUTUSAN: dict[str, Urus] = {
    "pmks.Kasus.orang": Urus.JENIS,
    "pmks.Revisi.orang": Urus.PINDAH,
    "pmks.BerkasOrang.orang": Urus.PINDAH,
    # Baris anggota berada di desa keluarganya, bukan di desa orangnya.
    "pmks.AnggotaKesatuan.orang": Urus.TUNJUK,
    # Yang terbuka sudah menolak penggabungan (check_gabung); yang selesai tetap terbaca dari data utama.
    "pmks.Pindahan.orang": Urus.TUNJUK,
    "pmks.Kebutuhan.orang": Urus.PINDAH,
    "pmks.Layanan.orang": Urus.PINDAH,
    "pmks.KeadaanOrang.orang": Urus.PINDAH,
    "pmks.DataDTSEN.orang": Urus.PINDAH,
    # Yang dibatasi tetap dibatasi sesudah digabung.
    "pmks.Pembatasan.orang": Urus.PINDAH,
    # Pemicunya sendiri menutup bentrok data yang NIK-nya dikosongkan; pasangannya diputuskan, bukan dipindahkan.
    "pmks.Bentrok.orang": Urus.BIARKAN,
    "pmks.PasanganMirip.kiri": Urus.BIARKAN,
    "pmks.PasanganMirip.kanan": Urus.BIARKAN,
    # Rantai: penggabungan sebelumnya tetap menunjuk data yang dahulu menerimanya.
    "pmks.Penggabungan.utama": Urus.BIARKAN,
    "pmks.Penggabungan.lain": Urus.BIARKAN,
    "pmks.Orang.digabung_ke": Urus.BIARKAN,
}


@dataclass(frozen=True)
class Anak:
    """One column that points at persons, with its decision."""

    model: type[models.Model]
    kolom: str
    urus: Urus

    @property
    def nama(self) -> str:
        """The column's full name: "pmks.Kasus.orang"."""
        return f"{self.model._meta.app_label}.{self.model.__name__}.{self.kolom}"

    def semua(self) -> models.QuerySet:
        """Return all rows in scope."""
        return self.model._base_manager.all()

    def milik(self, orang: UUID) -> models.QuerySet:
        """Return the rows that point at a person."""
        return self.semua().filter(**{self.kolom: orang})


@cache
def anak_orang() -> tuple[Anak, ...]:
    """Return every column of every table that points at persons, hidden ones too; an undecided one forbids."""
    hasil = []
    for f in Orang._meta.get_fields(include_hidden=True):
        if not (f.auto_created and f.is_relation and (f.one_to_many or f.one_to_one)):
            continue
        model, kolom = f.related_model, f.field.name
        if hasattr(model, "pgh_tracked_model"):
            urus = Urus.BIARKAN
        else:
            urus = KEPUTUSAN.get(f"{model._meta.app_label}.{model.__name__}.{kolom}", Urus.LARANG)
        hasil.append(Anak(model, kolom, urus))
    return tuple(sorted(hasil, key=lambda a: a.nama))


def pindahkan_anak(anak: Anak, baris: models.QuerySet, *, ke: Orang) -> list:
    """Let rows point at another person, in its place; return their keys.

    Raises:
        Ditolak: the other person already has what may be there once.
    """
    kunci = list(baris.order_by("pk").values_list("pk", flat=True))
    if not kunci:
        return []
    ubah: dict = {anak.kolom: ke}
    punya = {f.name for f in anak.model._meta.concrete_fields}
    if anak.urus != Urus.TUNJUK and "wilayah" in punya:
        ubah["wilayah_id"] = ke.wilayah_id
    if anak.urus == Urus.JENIS:
        # Versinya naik: keputusan pemeriksa yang sedang membukanya ditolak sebagai basi.
        ubah |= {"jk": ke.jk, "kelompok_umur": ke.kelompok_umur, "versi": F("versi") + 1}
    try:
        with transaction.atomic():
            anak.semua().filter(pk__in=kunci).update(**ubah)
    except IntegrityError:
        nama = anak.model._meta.verbose_name
        raise Ditolak(
            f"Kedua data sama-sama punya {nama} yang hanya boleh satu. Akhiri salah satunya dahulu."
        ) from None
    return kunci


def sidik_baris(baris: models.Model, *, abaikan: tuple[str, ...] = ()) -> str:
    """Return a keyed fingerprint of a row without its derived columns."""
    kolom = [f for f in baris._meta.concrete_fields if f.name not in TURUNAN and f.name not in abaikan]
    isi = _kode({f.attname: getattr(baris, f.attname) for f in kolom})
    return hmac.digest(settings.SECRET_KEY.encode(), isi.encode(), "sha256").hex()
