"""Orang di register PSKS sebagai pemilik data: didaftarkan di `settings.SUBJEK_LINDUNG`."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse

from psks.enums import Bentuk
from psks.lindung.hapus import berkontak, hapus, hapus_kontak, kontak_dihapus, sudah_dihapus, susulan
from psks.lindung.laporan import susun, susun_kontak
from psks.lindung.sasaran import KODE, KONTAK, SASARAN, SASARAN_KONTAK, TANDA
from psks.models import Mitra
from psks.tampak import terbuka
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import samarkan_nama
from tksk_portal.lindung.enums import Mulai
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.subjek import KataHapus, Subjek
from tksk_portal.tinjauan.enums import Status

DAFTAR = ("psks:daftar", "Daftar PSKS")
KATA_MITRA = KataHapus(
    hilang=(
        "Nama, NIK, KK, tempat dan tanggal lahir, alamat, titik, telepon, surel, isian jenis, catatan bebas",
        "Kartu publiknya, foto dan dokumennya; unggahan Excel dan berkas unduhan yang memuatnya",
        "Sebutan dirinya pada jejaring yang diikutinya",
        "Orang ini dari daftar, pencarian, dan angka hari ini: datanya ditutup",
    ),
    tetap=("Jenis, kelamin, dan desa, sebagai hitungan; angka periode yang lewat",),
)
KATA_KONTAK = KataHapus(
    hilang=(
        "Nama, jabatan, dan telepon pribadi pimpinan atau kontak, yang sekarang dan yang dahulu",
        "Telepon umum lembaganya, bila sama dengan telepon pribadinya",
        "Sebutan dirinya pada catatan, layanan, dokumen, dan jejaring lembaganya",
        "Unggahan Excel dan berkas unduhan yang memuatnya",
    ),
    tetap=(
        "Lembaganya: nama, alamat, layanan, kartu publik, tinjauan, dan angkanya",
        "Isi berkas dokumen lembaga (akta, SK): milik lembaganya. Bila orangnya menghendaki, ganti berkasnya dahulu",
    ),
)


def _ambil(pk: UUID) -> Mitra | None:
    return Mitra.objects.filter(pk=pk).exclude(bentuk=Bentuk.LEMBAGA).first()


def _ambil_kontak(pk: UUID) -> Mitra | None:
    mitra = Mitra.objects.filter(pk=pk, bentuk=Bentuk.LEMBAGA).first()
    return mitra if mitra and (berkontak(mitra) or kontak_dihapus(mitra)) else None


def _nama(mitra: Mitra, by: Lingkup) -> str:
    return "Identitas dihapus" if sudah_dihapus(mitra) else mitra.nama_samar


def _nama_kontak(mitra: Mitra, by: Lingkup) -> str:
    kontak = samarkan_nama(mitra.kontak_nama) or ("Kontak" if berkontak(mitra) else "Identitas dihapus")
    return f"{kontak}, {mitra.nama}"


def _url(pk: UUID) -> str:
    return reverse("psks:rinci", args=[pk])


def _tempo(semua: QuerySet, mulai: str, batas: datetime) -> QuerySet:
    """Return partners that were closed, or unchanged, since before a moment, oldest first."""
    lama = semua.filter(bergerak_pada__lt=batas)
    if mulai == Mulai.KELUAR:
        lama = lama.filter(status=Status.DIBATALKAN)
    return lama.annotate(diubah_pada=F("bergerak_pada")).order_by("bergerak_pada", "id")


def _tempo_mitra(mulai: str, batas: datetime) -> QuerySet:
    return _tempo(Mitra.objects.exclude(bentuk=Bentuk.LEMBAGA).exclude(sidik_kiriman=TANDA), mulai, batas)


def _tempo_kontak(mulai: str, batas: datetime) -> QuerySet:
    return _tempo(Mitra.objects.filter(bentuk=Bentuk.LEMBAGA).exclude(kontak_nama=""), mulai, batas)


def _batasi(mitra: Mitra, permintaan: Permintaan, by: Lingkup) -> None:
    """Take the public card back: nobody outside the offices that keep the record sees the person any more."""
    Mitra.objects.filter(pk=mitra.pk).update(kartu_publik=False, versi=F("versi") + 1)


def _catat_saja(mitra: Mitra, permintaan: Permintaan, by: Lingkup) -> None:
    """Nothing follows by itself: the card does not hold the contact."""


def _senik(nik: str) -> QuerySet:
    return Mitra.objects.filter(nik=nik).order_by("pk")


MITRA = Subjek(
    kode=KODE,
    sebutan="orang atau keluarga PSKS",
    izin="psks.lihat",
    ambil=_ambil,
    dihapus=sudah_dihapus,
    nama=_nama,
    url=_url,
    daftar=DAFTAR,
    kata_hapus=KATA_MITRA,
    terbuka=terbuka,
    laporan=susun,
    sasaran=SASARAN,
    hapus=hapus,
    susulan=susulan,
    tempo=_tempo_mitra,
    batasi=_batasi,
    akibat_batas="kartu publiknya ditarik. Datanya tetap disimpan, ditinjau, dan dihitung dalam jumlah.",
    nik=lambda mitra: mitra.nik,
    senik=_senik,
)
PIMPINAN = Subjek(
    kode=KONTAK,
    sebutan="pimpinan atau kontak lembaga",
    izin="psks.lihat",
    ambil=_ambil_kontak,
    dihapus=kontak_dihapus,
    nama=_nama_kontak,
    url=_url,
    daftar=DAFTAR,
    kata_hapus=KATA_KONTAK,
    terbuka=terbuka,
    laporan=susun_kontak,
    sasaran=SASARAN_KONTAK,
    hapus=hapus_kontak,
    susulan=susulan,
    tempo=_tempo_kontak,
    batasi=_catat_saja,
    akibat_batas=(
        "putusannya dicatat. Kontak pribadi tidak pernah tampil di kartu publik; pembatasan lain dikerjakan kantor."
    ),
)
