"""Pelindungan data rekaan: permintaan dengan tenggatnya, penghapusan yang sudah dilaksanakan, tahan hukum, insiden."""

from datetime import date, timedelta

from django.utils import timezone

from pmks.lindung.sasaran import KODE
from pmks.models import Orang
from tksk_portal.akses import lingkup
from tksk_portal.contoh.kantor import lingkup_akun
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.contoh.urusan import ULU, Pencatat, Tokoh
from tksk_portal.lindung.actions.hapus import hapus_identitas
from tksk_portal.lindung.actions.insiden import catat_insiden
from tksk_portal.lindung.actions.permintaan import (
    IsianPermintaan,
    catat_permintaan,
    pasang_tahan,
    proses,
    putuskan,
)
from tksk_portal.lindung.enums import CaraPeriksa, CaraTerima, Hubungan, JenisPermintaan
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.subjek import daftar_subjek, nomor_pendek

TKSK, DINAS = f"tksk.{ULU}", "dinsos.64.72"
J = JenisPermintaan
# Nama, kelamin, lahir -> (jenis permintaan, jam sejak diterima, isinya).
PEMOHON = (
    ("Arbayah Laila", "P", date(1954, 8, 5), J.AKSES, 20, "Ingin tahu data apa saja yang dicatat tentang saya."),
    ("Busra Arsyad", "L", date(1959, 12, 11), J.PERBAIKAN, 96, "Nama saya ditulis keliru pada surat kelurahan."),
    ("Supiani Ridwan", "L", date(1950, 10, 23), J.KEBERATAN, 60, "Tidak ingin diusulkan untuk bantuan lagi."),
    ("Mastora Wardah", "P", date(1957, 4, 9), J.PENGHAPUSAN, 30, "Sudah tidak memerlukan bantuan."),
)


def buat_permintaan(p: Pencatat) -> int:
    """Register requests: one running, one overdue, one taken up, one erasure to decide, one answered; return them."""
    for nama, jk, lahir, jenis, jam, isi in PEMOHON:
        orang = p.catat(Tokoh(ULU, nama, jk, lahir), ajukan=True)
        satu = _minta(p, orang, jenis, jam, isi)
        if jenis == J.KEBERATAN:
            _putuskan(satu, selesai=False)
    _putuskan(_minta(p, orang, J.AKSES, 70, "Minta salinan data."), selesai=True)
    return len(PEMOHON) + 1


def _minta(p: Pencatat, orang: Orang, jenis: str, jam: int, isi: str) -> Permintaan:
    by = lingkup_akun(TKSK)
    isian = IsianPermintaan(
        jenis=jenis,
        hubungan=Hubungan.DIRI,
        cara_periksa=CaraPeriksa.KTP,
        cara_terima=CaraTerima.KUNJUNGAN,
        diterima_pada=timezone.now() - timedelta(hours=jam),
        isi=isi,
    )
    with lingkup.masuk(by):
        return catat_permintaan(
            kunci=kunci_bernama("permintaan", p.benih, orang.pk, jenis),
            subjek=daftar_subjek()[KODE],
            objek_id=orang.pk,
            isian=isian,
            by=by,
        )


def _putuskan(permintaan: Permintaan, *, selesai: bool) -> None:
    by = lingkup_akun(DINAS)
    with lingkup.masuk(by):
        kini = proses(permintaan=permintaan, versi=permintaan.versi, by=by)
        if selesai:
            alasan = "Salinan diserahkan kepada orangnya."
            putuskan(permintaan=kini, versi=kini.versi, dipenuhi=True, alasan=alasan, by=by)


def buat_penghapusan(p: Pencatat) -> int:
    """Erase somebody's identity as the owner asked: the TKSK proposes, the office carries it out; return how many."""
    orang = p.catat(Tokoh(ULU, "Asmuni Saberan", "L", date(1948, 1, 16)), ajukan=True)
    satu = _minta(p, orang, J.PENGHAPUSAN, 48, "Meminta datanya dihapus.")
    by = lingkup_akun(DINAS)
    with lingkup.masuk(by):
        hapus_identitas(permintaan=satu, versi=satu.versi, ketik=nomor_pendek(orang.pk), by=by)
    return 1


def tahan_satu(p: Pencatat) -> int:
    """Put one record on legal hold; return how many."""
    orang = p.catat(Tokoh(ULU, "Jamilah Fitriah", "P", date(1951, 3, 3)), ajukan=True)
    by = lingkup_akun(DINAS)
    with lingkup.masuk(by):
        tinjau = p.hari_ini + timedelta(days=90)
        alasan = "Bukti perkara yang sedang diperiksa"
        pasang_tahan(subjek=daftar_subjek()[KODE], objek_id=orang.pk, alasan=alasan, tinjau_pada=tinjau, by=by)
    return 1


def catat_satu_insiden(*, benih: int) -> int:
    """Log a breach whose clock still runs; return how many."""
    kini = timezone.now()
    isian = {
        "judul": "Ponsel dinas hilang di jalan",
        "terjadi_pada": kini - timedelta(hours=31),
        "diketahui_pada": kini - timedelta(hours=26),
        "uraian": "Ponsel petugas tertinggal di angkutan; layarnya terkunci, portal masih masuk.",
        "kategori": "Nama, alamat, jenis PMKS",
        "jumlah": 60,
        "penanganan": "Sandi diganti dan semua sesi akun itu diakhiri.",
        **dict.fromkeys(("pemulihan", "cara_subjek", "cara_lembaga", "alasan_umum"), ""),
        **dict.fromkeys(("subjek_pada", "lembaga_pada", "umum_pada")),
    }
    by = lingkup_akun(DINAS)
    with lingkup.masuk(by):
        catat_insiden(kunci=kunci_bernama("insiden", benih), isian=isian, by=by)
    return 1
