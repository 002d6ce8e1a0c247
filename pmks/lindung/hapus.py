"""Yang harus dilakukan sebelum identitas seseorang dikosongkan: membatalkan yang berjalan, menghancurkan berkas."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from pmks.lindung.sasaran import TANDA
from pmks.models import BerkasOrang, Kasus, Orang, Revisi
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
from tksk_portal.tinjauan.enums import Status
from tksk_portal.wilayah.rentang import jalur

# Daftar keluarga pun memuat anggotanya.
SUMBER = ("pmks", "keluarga")
SEDANG_DIKERJAKAN = "Unggahan Excel yang memuat orang ini sedang dikerjakan. Coba lagi beberapa menit lagi."


def sudah_dihapus(orang: Orang) -> bool:
    """Tell whether a person's identity was erased."""
    return orang.alasan_tanpa_nik == TANDA


def rumpun(orang: Orang) -> list[Orang]:
    """Return a person and the records that were merged into it, locked."""
    semua, baru = {}, [orang.pk]
    while baru:
        satu = Orang.objects.select_for_update().filter(Q(pk__in=baru) | Q(digabung_ke__in=baru)).exclude(pk__in=semua)
        tambahan = {o.pk: o for o in satu}
        semua |= tambahan
        baru = list(tambahan)
    return list(semua.values())


def hapus(orang: Orang, by: Lingkup) -> list[Berkas]:
    """Cancel what still runs, and remove the files that hold the person; return the files.

    Raises:
        Ditolak: the record was merged into another, or an upload that holds the person is being worked on.
    """
    if orang.digabung_ke_id:
        raise Ditolak("Data ini sudah digabung ke data lain. Hapus data yang berlaku itu; yang ini ikut.")
    semua = rumpun(orang)
    kunci = [o.pk for o in semua]
    berkas = [*_buang_unggahan(semua, by), *_buang_ekspor(semua, by), *_buang_foto(kunci, by)]
    kini = timezone.now()
    Revisi.objects.berjalan().filter(orang__in=kunci).update(
        status=Status.DIBATALKAN, versi=F("versi") + 1, bergerak_pada=kini
    )
    # Pemicu ringkasan menguranginya dari angka hari ini; angka periode yang lewat tetap.
    Kasus.objects.aktif().filter(orang__in=kunci).update(
        status=Status.DIBATALKAN, versi=F("versi") + 1, bergerak_pada=kini
    )
    Orang.objects.filter(pk__in=kunci).update(versi=F("versi") + 1, diubah_pada=kini)
    return berkas


def _buang_foto(kunci: Iterable[UUID], by: Lingkup) -> list[Berkas]:
    kini = timezone.now()
    semua = list(BerkasOrang.objects.tersimpan().filter(orang__in=kunci).select_related("berkas"))
    for satu in semua:
        buang(satu.berkas, by=by)
        if by.akun_id:
            satu.dihapus_pada, satu.dihapus_oleh_id = kini, by.akun_id
            satu.save(update_fields=["dihapus_pada", "dihapus_oleh"])
    return [satu.berkas for satu in semua]


def _buang_unggahan(semua: list[Orang], by: Lingkup) -> list[Berkas]:
    """Clean the uploads that hold one of the persons: by key, by NIK, or by name and birth date."""
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


def _memuat(semua: list[Orang]) -> set[UUID]:
    baris, contoh = Q(kunci__in=[o.pk for o in semua]), Q()
    for o in semua:
        bernama = Q(teks__icontains=o.nama) & Q(teks__contains=o.tanggal_lahir.isoformat())
        bernik = Q(teks__contains=o.nik) if o.nik else Q(pk__in=())
        baris |= bernama | bernik
        contoh |= Q(teks__icontains=o.nama) | bernik
    per_baris = BarisUnggahan.objects.annotate(teks=Cast("isi", TextField())).filter(baris)
    per_contoh = Unggahan.objects.annotate(teks=Cast("contoh", TextField())).filter(contoh, dibersihkan_pada=None)
    return {*per_baris.values_list("unggahan_id", flat=True), *per_contoh.values_list("pk", flat=True)}


def _cakupan(wilayah: str) -> Q:
    """Return the condition "an export whose place contains this village"."""
    return Q(sumber__in=SUMBER, wilayah__in=[*jalur(wilayah), wilayah])


def _buang_ekspor(semua: list[Orang], by: Lingkup) -> list[Berkas]:
    """Remove the files that were taken out of places that contain the persons, also those of offices above."""
    syarat = Q()
    for o in semua:
        syarat |= _cakupan(o.wilayah_id)
    # Berkas provinsi dan Kementerian Sosial berada di luar lingkup kabupaten/kota yang melaksanakan.
    with lingkup.masuk(lingkup.sistem(f"penghapusan identitas oleh {by.keterangan}")):
        return _buang_berkas_ekspor(Ekspor.objects.filter(syarat), by)


def _buang_berkas_ekspor(ekspor: QuerySet, by: Lingkup) -> list[Berkas]:
    semua = list(Berkas.objects.tersimpan().filter(pk__in=ekspor.filter(berkas__isnull=False).values("berkas")))
    for berkas in semua:
        buang(berkas, by=by)
    Ekspor.objects.filter(berkas__in=[b.pk for b in semua]).update(kedaluwarsa_pada=timezone.now())
    return semua


def susulan(nisan: Penghapusan, by: Lingkup) -> int:
    """Remove the files of exports that were asked before an erasure and finished after it; return how many."""
    terlambat = Ekspor.objects.filter(
        _cakupan(nisan.wilayah_id), dibuat_pada__lt=nisan.pada, selesai_pada__gte=nisan.pada
    )
    return len(_buang_berkas_ekspor(terlambat, by))
