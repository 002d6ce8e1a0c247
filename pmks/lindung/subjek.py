"""Orang PMKS sebagai pemilik data: didaftarkan di `settings.SUBJEK_LINDUNG`."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from pmks.actions.pembatasan import batasi
from pmks.enums import DasarPembatasan, Keadaan
from pmks.lindung.hapus import halangan, hapus, sudah_dihapus, susulan
from pmks.lindung.laporan import susun
from pmks.lindung.sasaran import KODE, SASARAN, TANDA
from pmks.models import Orang
from pmks.tampak import boleh_rinci
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.lindung.enums import Mulai
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.subjek import KataHapus, Subjek

AKIBAT_BATAS = (
    "orang ini tidak ikut dalam ekspor dan daftar cek lapangan; jenis dan kebutuhannya tidak ditambah. Datanya tetap "
    "disimpan, ditinjau, dan dihitung dalam jumlah."
)


KATA_HAPUS = KataHapus(
    hilang=(
        "Nama, NIK, KK, tempat dan tanggal lahir, alamat, titik rumah, telepon, bantuan, catatan bebas",
        "Sebutan dirinya pada keluarganya",
        "Foto dan dokumennya, unggahan Excel dan berkas unduhan yang memuatnya",
        "Orang ini dari daftar, pencarian, dan angka hari ini",
    ),
    tetap=("Jenis masalah dan desa, sebagai hitungan; angka periode yang lewat",),
)


def ambil(pk: UUID) -> Orang | None:
    """Return a person as the present scope sees it."""
    return Orang.objects.filter(pk=pk).first()


def nama(orang: Orang, by: Lingkup) -> str:
    """Return the masked name for lists, whoever it is; it opens on the page of its own."""
    return "Identitas dihapus" if sudah_dihapus(orang) else orang.nama_samar


def url(pk: UUID) -> str:
    """Return the person's page."""
    return reverse("pmks:rinci", args=[pk])


def tempo(mulai: str, batas: datetime) -> QuerySet:
    """Return the persons who have been out of care, or unchanged, since before a moment, oldest first."""
    lama = Orang.objects.exclude(alasan_tanpa_nik=TANDA).filter(digabung_ke=None, diubah_pada__lt=batas)
    if mulai == Mulai.KELUAR:
        lama = lama.filter(Q(derajat=-1) | ~Q(keadaan=Keadaan.AKTIF) & Q(keadaan_pada__lt=batas.date()))
    return lama.order_by("diubah_pada", "id")


def senik(nik: str) -> QuerySet:
    """Return the persons with a NIK; those that were merged into another are left out."""
    return Orang.objects.filter(nik=nik, digabung_ke=None).order_by("pk")


def batasi_orang(orang: Orang, permintaan: Permintaan, by: Lingkup) -> None:
    """Restrict the person's processing, as the granted request asks."""
    dasar = DasarPembatasan(permintaan.jenis)
    batasi(orang=orang, dasar=dasar, permintaan=permintaan.pk, alasan=permintaan.alasan, by=by)


ORANG = Subjek(
    kode=KODE,
    sebutan="orang PMKS",
    izin="pmks.lihat",
    ambil=ambil,
    dihapus=sudah_dihapus,
    nama=nama,
    url=url,
    terbuka=boleh_rinci,
    laporan=susun,
    sasaran=SASARAN,
    hapus=hapus,
    susulan=susulan,
    tempo=tempo,
    batasi=batasi_orang,
    akibat_batas=AKIBAT_BATAS,
    halangan=halangan,
    daftar=("pmks:daftar", "Daftar PMKS"),
    kata_hapus=KATA_HAPUS,
    nik=lambda orang: orang.nik,
    senik=senik,
)
