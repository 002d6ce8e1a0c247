"""Buku kerja Excel yang memuat orang yang dihapus: unggahannya dibersihkan, berkas unduhannya dibuang.

Unggahan admin dan berkas kantor di atas berada di luar lingkup kabupaten/kota yang melaksanakan, jadi semuanya
dikerjakan dalam lingkup sistem, di dalam transaksi penghapusannya.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buang
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.masuk.alur import bersihkan
from tksk_portal.excel.masuk.berkas import NAMA as KEPERLUAN_UNGGAHAN
from tksk_portal.excel.models import BarisUnggahan, Ekspor, Unggahan
from tksk_portal.lindung.models import Penghapusan
from tksk_portal.lindung.subjek import Ditolak
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.wilayah.rentang import jalur

SEDANG_DIKERJAKAN = "Unggahan Excel yang memuat orang ini sedang dikerjakan. Coba lagi beberapa menit lagi."


@dataclass(frozen=True)
class Sebutan:
    """How somebody may stand in a workbook: by the record's key, a number, or the name.

    A name counts beside the birth date; where that is not known (`lahir` None), as a whole value.
    """

    kunci: UUID
    nama: str = ""
    nomor: tuple[str, ...] = ()
    lahir: date | None = None


def _sistem(by: Lingkup) -> Lingkup:
    return lingkup.sistem(f"penghapusan identitas oleh {by.keterangan}")


def buang_unggahan(semua: Sequence[Sebutan], by: Lingkup) -> list[Berkas]:
    """Clean the uploads that hold somebody; return their files.

    Raises:
        Ditolak: one of them is being worked on.
    """
    with lingkup.masuk(_sistem(by)):
        unggahan = list(
            Unggahan.objects.select_for_update().filter(pk__in=_memuat(semua), dibersihkan_pada=None).order_by("pk")
        )
        if Pekerjaan.objects.belum_selesai().filter(pk__in=[u.pekerjaan for u in unggahan if u.pekerjaan]).exists():
            raise Ditolak(SEDANG_DIKERJAKAN)
        hasil = []
        for u in unggahan:
            hasil += Berkas.objects.tersimpan().filter(keperluan=KEPERLUAN_UNGGAHAN, induk=u.pk)
            bersihkan(u, by=by)
    return hasil


def _memuat(semua: Sequence[Sebutan]) -> set[UUID]:
    tidak_ada = Q(pk__in=())
    baris, contoh = Q(kunci__in=[s.kunci for s in semua]), tidak_ada
    for s in semua:
        bernomor = tidak_ada
        for nomor in s.nomor:
            bernomor |= Q(teks__contains=nomor)
        baris |= bernomor
        contoh |= bernomor
        if s.nama:
            tanggal = Q(teks__icontains=s.nama) & Q(teks__contains=s.lahir.isoformat()) if s.lahir else None
            baris |= tanggal or Q(teks__icontains=f'"{s.nama}"')
            contoh |= Q(teks__icontains=s.nama)
    per_baris = BarisUnggahan.objects.annotate(teks=Cast("isi", TextField())).filter(baris)
    per_contoh = Unggahan.objects.annotate(teks=Cast("contoh", TextField())).filter(contoh, dibersihkan_pada=None)
    return {*per_baris.values_list("unggahan_id", flat=True), *per_contoh.values_list("pk", flat=True)}


def memuat_tempat(sumber: Sequence[str], wilayah: str) -> Q:
    """Return the condition "an export of these sources whose place contains this one"."""
    return Q(sumber__in=sumber, wilayah__in=[*jalur(wilayah), wilayah])


def buang_ekspor(sumber: Sequence[str], wilayah: Iterable[str], by: Lingkup) -> list[Berkas]:
    """Remove the files that were taken out of places that contain somebody, also those of offices above."""
    syarat = Q(pk__in=())
    for tempat in wilayah:
        syarat |= memuat_tempat(sumber, tempat)
    with lingkup.masuk(_sistem(by)):
        return _buang_berkas(Ekspor.objects.filter(syarat), by)


def _buang_berkas(ekspor: QuerySet, by: Lingkup) -> list[Berkas]:
    semua = list(Berkas.objects.tersimpan().filter(pk__in=ekspor.filter(berkas__isnull=False).values("berkas")))
    for berkas in semua:
        buang(berkas, by=by)
    Ekspor.objects.filter(berkas__in=[b.pk for b in semua]).update(kedaluwarsa_pada=timezone.now())
    return semua


def buang_susulan(sumber: Sequence[str], nisan: Penghapusan, by: Lingkup) -> int:
    """Remove the files of exports that were asked before an erasure and finished after it; return how many."""
    terlambat = Ekspor.objects.filter(
        memuat_tempat(sumber, nisan.wilayah_id), dibuat_pada__lt=nisan.pada, selesai_pada__gte=nisan.pada
    )
    return len(_buang_berkas(terlambat, by))
