"""Petugas sebagai pemilik data: didaftarkan di `settings.SUBJEK_LINDUNG`."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from penugasan.petugas.lindung.hapus import halangan, hapus, sudah_dihapus
from penugasan.petugas.lindung.laporan import susun
from penugasan.petugas.lindung.sasaran import KODE, SASARAN
from penugasan.petugas.models import Hunian, Petugas
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import samarkan_nama
from tksk_portal.lindung.enums import Mulai
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.subjek import KataHapus, Subjek

IZIN = "petugas.lihat"
KATA = KataHapus(
    hilang=(
        "Nama, nama ibu, NIK, NIAT, tempat dan tanggal lahir, agama, alamat, telepon, surel, pekerjaan, rekening",
        "Foto, berkas SK dan sertifikat, uraian penilaian, catatan pengusulan, unggahan roster yang memuatnya",
        "Nama, surel, telepon, dan nama pengguna akunnya; akunnya ditutup dan kartunya dicabut",
    ),
    tetap=(
        "Masa tugas di tiap kecamatan; tingkat, nomor, dan masa SK: menunjuk arsip kantor",
        "Tali asih: bulan, sumber, dan jumlahnya, sebagai pertanggungjawaban uang negara",
        "Hasil penilaian, pelatihan, penghargaan, kelamin, dan pendidikan, sebagai hitungan",
        "Apa yang ia kerjakan di portal, disebut dengan tugas dan kecamatannya",
    ),
)


def _ambil(pk: UUID) -> Petugas | None:
    return Petugas.objects.select_related("akun").filter(pk=pk).first()


def _nama(petugas: Petugas, by: Lingkup) -> str:
    if sudah_dihapus(petugas):
        return "Identitas dihapus"
    return petugas.nama if boleh(by, IZIN) else samarkan_nama(petugas.nama)


def _url(pk: UUID) -> str:
    return reverse("petugas:rinci", args=[pk])


def _terbuka(petugas: Petugas, by: Lingkup) -> bool:
    """Tell whether the report may be made: it holds what pages mask, and making it is logged."""
    return boleh(by, IZIN)


def _tempo(mulai: str, batas: datetime) -> QuerySet:
    """Return officers without a duty since before a moment, or unchanged since then, oldest first."""
    milik = Hunian.objects.sah().filter(petugas=OuterRef("pk"))
    riwayat = Petugas.riwayat.rel.related_model.objects.filter(pgh_obj_id=OuterRef("pk")).order_by("-pgh_id")
    lama = Petugas.objects.exclude(nik="").annotate(diubah_pada=Subquery(riwayat.values("pgh_created_at")[:1]))
    if mulai == Mulai.KELUAR:
        masih = milik.filter(Q(selesai=None) | Q(selesai__gte=batas.date()))
        return lama.filter(Exists(milik), ~Exists(masih)).order_by("diubah_pada", "pk")
    return lama.filter(diubah_pada__lt=batas).order_by("diubah_pada", "pk")


def _catat_saja(petugas: Petugas, permintaan: Permintaan, by: Lingkup) -> None:
    """Nothing follows by itself: the roster is needed for access and payment."""


def _senik(nik: str) -> QuerySet:
    return Petugas.objects.filter(nik=nik)


PETUGAS = Subjek(
    kode=KODE,
    sebutan="petugas",
    izin=IZIN,
    ambil=_ambil,
    dihapus=sudah_dihapus,
    nama=_nama,
    url=_url,
    daftar=("petugas:papan", "Petugas"),
    kata_hapus=KATA,
    terbuka=_terbuka,
    laporan=susun,
    sasaran=SASARAN,
    hapus=hapus,
    susulan=lambda nisan, by: 0,
    tempo=_tempo,
    batasi=_catat_saja,
    akibat_batas="putusannya dicatat. Portal tidak membatasi roster dengan sendirinya; kantor yang melaksanakannya.",
    halangan=halangan,
    nik=lambda petugas: petugas.nik,
    senik=_senik,
)
