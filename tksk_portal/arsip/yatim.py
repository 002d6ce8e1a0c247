"""Mencocokkan baris, isi, dan induk: isi tanpa baris, baris tanpa isi, baris yang induknya sudah tidak ada."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.core.files.storage import Storage
from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.arsip.berkas import Keperluan, daftar_keperluan
from tksk_portal.arsip.berkas import buang as buang_berkas
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.penyimpanan import penyimpanan, semua_kunci

# Yang lebih muda mungkin milik transaksi yang masih berjalan.
UMUR_YATIM = timedelta(hours=24)
SEKALI = 500
AWALAN = [f"{n:02x}" for n in range(256)]


@dataclass
class Laporan:
    """What does not match. Keys of contents, ids of rows; `muda` counts contents too young to judge."""

    isi_yatim: list[str] = field(default_factory=list)
    isi_hilang: list[UUID] = field(default_factory=list)
    tanpa_induk: list[UUID] = field(default_factory=list)
    dibuang: int = 0
    muda: int = 0

    @property
    def bersih(self) -> bool:
        """Whether everything matches."""
        return not (self.isi_yatim or self.isi_hilang or self.tanpa_induk)


def periksa(*, buang: bool) -> Laporan:
    """Compare the store with the rows, and the rows with their parents, in short transactions of their own.

    Args:
        buang: remove contents without a row and rows without a parent, both only when older than `UMUR_YATIM`.
            Rows without content are never touched: a backup may still hold it.
    """
    laporan = Laporan()
    simpanan = penyimpanan()
    try:
        folder, lepas = simpanan.listdir("")
    except FileNotFoundError:
        folder, lepas = [], []
    for nama in lepas:
        _yatim(simpanan, nama, laporan, buang=buang)
    for awalan in sorted({*folder, *AWALAN}):
        _periksa_folder(simpanan, awalan, laporan, buang=buang, ada=awalan in folder)
    for guna in daftar_keperluan().values():
        if guna.ada_induk:
            _periksa_induk(guna, laporan, buang=buang)
    return laporan


def _periksa_folder(simpanan: Storage, awalan: str, laporan: Laporan, *, buang: bool, ada: bool) -> None:
    """Read rows, contents, rows again: what is stored or removed meanwhile matches one of the two readings."""
    with lingkup.masuk(lingkup.sistem("memeriksa arsip")):
        baris = _baris(awalan)
        nyata = set(semua_kunci(simpanan, awalan)) if ada or baris else set()
        kini = _baris(awalan)
    milik = {k for b in (baris | kini).values() if b.dibuang_pada is None for k in (b.kunci, b.kecil) if k}
    tetap = (b for b in baris.values() if kini[b.pk].dibuang_pada is None)
    laporan.isi_hilang += [b.pk for b in tetap if not {b.kunci, b.kecil} - {""} <= nyata]
    terbuang = {k for b in kini.values() if b.dibuang_pada is not None for k in (b.kunci, b.kecil) if k}
    for kunci in sorted(nyata - milik):
        _yatim(simpanan, kunci, laporan, buang=buang, pasti=kunci in terbuang)


def _baris(awalan: str) -> dict[UUID, Berkas]:
    medan = ("kunci", "kecil", "dibuang_pada")
    return {b.pk: b for b in Berkas.objects.filter(kunci__startswith=f"{awalan}/").only(*medan)}


def _yatim(simpanan: Storage, kunci: str, laporan: Laporan, *, buang: bool, pasti: bool = False) -> None:
    try:
        umur = timezone.now() - simpanan.get_modified_time(kunci)
    except FileNotFoundError:
        return
    if not pasti and umur < UMUR_YATIM:
        laporan.muda += 1
        return
    laporan.isi_yatim.append(kunci)
    if buang:
        simpanan.delete(kunci)
        laporan.dibuang += 1


def _periksa_induk(guna: Keperluan, laporan: Laporan, *, buang: bool) -> None:
    batas = timezone.now() - UMUR_YATIM
    for bagian in _per_bagian(guna.nama):
        with lingkup.masuk(lingkup.sistem("memeriksa arsip")) as by:
            ada = guna.ada_induk({b.induk for b in bagian})
            for berkas in bagian:
                if berkas.induk in ada or berkas.dibuat_pada > batas:
                    continue
                laporan.tanpa_induk.append(berkas.pk)
                if buang:
                    buang_berkas(berkas, by=by)
                    laporan.dibuang += 1


def _per_bagian(keperluan: str) -> Iterator[list[Berkas]]:
    """Yield the stored files of a purpose that name a parent, a few hundred at a time."""
    terakhir: UUID | None = None
    while True:
        with lingkup.masuk(lingkup.sistem("memeriksa arsip")):
            semua = Berkas.objects.tersimpan().filter(keperluan=keperluan, induk__isnull=False)
            bagian = list((semua.filter(pk__gt=terakhir) if terakhir else semua).order_by("pk")[:SEKALI])
        if not bagian:
            return
        yield bagian
        terakhir = bagian[-1].pk
