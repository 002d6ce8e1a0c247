"""Yang harus dilakukan sebelum identitas seseorang dikosongkan: membatalkan yang berjalan, menghancurkan berkas."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from pmks.lindung.sasaran import TANDA
from pmks.models import BerkasOrang, Kasus, Orang, Revisi
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buang
from tksk_portal.arsip.models import Berkas
from tksk_portal.lindung.buku_kerja import Sebutan, buang_ekspor, buang_susulan, buang_unggahan
from tksk_portal.lindung.models import Penghapusan
from tksk_portal.tinjauan.enums import Status

# Daftar keluarga pun memuat anggotanya.
SUMBER = ("pmks", "keluarga")
DIGABUNG = "Data ini sudah digabung ke data lain. Hapus data yang berlaku itu; yang ini ikut."


def sudah_dihapus(orang: Orang) -> bool:
    """Tell whether a person's identity was erased."""
    return orang.alasan_tanpa_nik == TANDA


def halangan(orang: Orang) -> str:
    """Return why a person cannot be erased now; empty when nothing hinders."""
    return DIGABUNG if orang.digabung_ke_id else ""


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
        Ditolak: an upload that holds the person is being worked on.
    """
    semua = rumpun(orang)
    kunci = [o.pk for o in semua]
    sebutan = [Sebutan(o.pk, o.nama, (o.nik,) if o.nik else (), o.tanggal_lahir) for o in semua]
    tempat = {o.wilayah_id for o in semua}
    berkas = [*buang_unggahan(sebutan, by), *buang_ekspor(SUMBER, tempat, by), *_buang_foto(kunci, by)]
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


def susulan(nisan: Penghapusan, by: Lingkup) -> int:
    """Remove the files of exports that were asked before an erasure and finished after it; return how many."""
    return buang_susulan(SUMBER, nisan, by)
