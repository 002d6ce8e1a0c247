"""Temuan: apa yang dilihat mesin pada sebuah rekaman. Orang yang memutuskan."""

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.search import TrigramSimilarity
from django.utils import timezone

from pmks.actions.nik import temuan_register
from pmks.enums import StatusPasangan, Temuan
from pmks.models import Bentrok, Kasus, Orang, PasanganMirip, PotretAcuan, acuan
from pmks.nik import baca_nik, bandingkan
from pmks.rincian import Ditanya, kurang
from tksk_portal.dasar.nama import BATAS_MIRIP
from tksk_portal.tinjauan.enums import Status

# Yang bergantung pada jenis dan aturannya, bukan pada orangnya.
TEMUAN_JENIS = (Temuan.ATURAN_UMUR, Temuan.TANPA_KRITERIA, Temuan.RINCIAN_KURANG)


def ada_mirip(*, nama_cari: str, lahir: date, kecamatan: str, kecuali=None) -> bool:
    """Tell whether a kecamatan has somebody else born on the same day whose name is alike; stops at the first.

    Those who were judged to be somebody else do not count.
    """
    calon = Orang.objects.di_bawah(kecamatan).aktif().filter(tanggal_lahir=lahir)
    if kecuali:
        bukan = PasanganMirip.objects.filter(status=StatusPasangan.BUKAN)
        calon = (
            calon.exclude(pk=kecuali)
            .exclude(pk__in=bukan.filter(kanan=kecuali).values("kiri"))
            .exclude(pk__in=bukan.filter(kiri=kecuali).values("kanan"))
        )
    calon = calon.annotate(kemiripan=TrigramSimilarity("nama_cari", nama_cari))
    return calon.filter(kemiripan__gte=BATAS_MIRIP).exists()


def temuan_orang(orang: Orang) -> list[Temuan]:
    """Return the findings that concern the person, whatever the type."""
    hasil = temuan_isian(orang, hari=timezone.localdate())
    if ada_mirip(
        nama_cari=orang.nama_cari, lahir=orang.tanggal_lahir, kecamatan=orang.wilayah_id[:8], kecuali=orang.pk
    ):
        hasil.append(Temuan.MIRIP)
    hasil += temuan_register(orang) if orang.nik else []
    if orang.nik and Bentrok.objects.filter(orang=orang.pk).menghalangi().exists():
        hasil.append(Temuan.NIK_GANDA)
    return hasil


def temuan_isian(orang, *, hari: date) -> list[Temuan]:
    """Return the findings that the columns of the person alone give. `orang`: anything with these columns."""
    hasil: list[Temuan] = []
    if orang.nik:
        beda = bandingkan(baca_nik(orang.nik, pada=hari), lahir=orang.tanggal_lahir, jk=orang.jk)
        # Tanggal perkiraan tidak dapat bertentangan dengan NIK.
        hasil += [t for t in beda if not (orang.lahir_perkiraan and t == Temuan.NIK_TANGGAL)]
    else:
        hasil.append(Temuan.TANPA_NIK)
    if not orang.no_kk:
        hasil.append(Temuan.TANPA_KK)
    return hasil


def rincian_kurang(orang: Orang, kasus, acuan: PotretAcuan) -> list[Ditanya]:
    """Return what the version of the day asks and the entry does not answer.

    Args:
        kasus: an entry (`IsianKasus`) or a recorded type.
    """
    jenis = acuan.pada(kasus.ditemukan_pada or orang.tanggal_data)[kasus.jenis_id]
    return kurang(jenis.ditanya, kasus.__getattribute__) if jenis.ditanya else []


def temuan_kasus(orang: Orang, kasus, acuan: PotretAcuan) -> list[Temuan]:
    """Return the findings that concern one type, by the version valid on the day it was found.

    Args:
        kasus: an entry (`IsianKasus`) or a recorded type. acuan: given, since imports work in a thread of their own.
    """
    hasil: list[Temuan] = []
    pada = kasus.ditemukan_pada or orang.tanggal_data
    jenis = acuan.pada(pada)[kasus.jenis_id]
    if not jenis.memenuhi(lahir=orang.tanggal_lahir, jk=orang.jk, pada=pada):
        hasil.append(Temuan.ATURAN_UMUR)
    if not kasus.kriteria:
        hasil.append(Temuan.TANPA_KRITERIA)
    if rincian_kurang(orang, kasus, acuan):
        hasil.append(Temuan.RINCIAN_KURANG)
    return hasil


def perbarui_temuan(orang: Orang) -> None:
    """Compute the findings of all types of a person that are not decided yet, and store what changed."""
    umum = temuan_orang(orang)
    menunggu = (Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DITINJAU_ULANG)
    potret = acuan()
    semua = list(Kasus.objects.filter(orang=orang, status__in=menunggu))
    if masih_diduga_hilang(orang.nik, (k.temuan for k in semua)):
        umum.append(Temuan.NIK_AKHIR)
    for kasus in semua:
        temuan = [str(t) for t in umum + temuan_kasus(orang, kasus, potret)]
        if temuan != kasus.temuan:
            Kasus.objects.filter(pk=kasus.pk).update(temuan=temuan)


def masih_diduga_hilang(nik: str, temuan: Iterable[list[str]]) -> bool:
    """Tell whether the suspicion of a digit lost in Excel still holds: it came with a workbook and cannot be computed.

    It ends when the NIK is changed to one that does not end in 0.
    """
    return nik.endswith("0") and any(Temuan.NIK_AKHIR in t for t in temuan)
