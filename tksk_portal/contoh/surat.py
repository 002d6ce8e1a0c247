"""Surat rekaan lewat tindakan yang sama dengan halaman: berlaku, dibatalkan, draf, dan berita acara pengesahan."""

from collections.abc import Callable
from datetime import date, timedelta

from pmks.models import Pengesahan
from pmks.surat import buat_berita_acara
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.contoh.kantor import lingkup_akun
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.dokumen.actions import (
    batalkan,
    kop_sendiri,
    penandatangan_tunggal,
    simpan_draf,
    terbitkan,
    terbitkan_surat,
)
from tksk_portal.dokumen.isi import Daftar, IsiSurat, Paragraf, Rincian
from tksk_portal.dokumen.models import Surat
from tksk_portal.tampilan.templatetags.tampilan import tanggal_hari

BERITA_ACARA_DARI = "64.72"
TUTUP = Paragraf("Atas perhatian dan kerja samanya kami ucapkan terima kasih.")


def buat_surat(*, benih: int, hari_ini: date) -> int:
    """Write the demo letters; letterheads and approvals must exist. Return how many there are."""
    jumlah = 0
    for username, susun in (
        ("provinsi", _surat_provinsi),
        ("dinsos.64.72", _surat_samarinda),
        ("dinsos.64.71", _surat_balikpapan),
    ):
        by = lingkup_akun(username)
        with lingkup.masuk(by):
            susun(by, lambda nama, k=username: kunci_bernama("surat", benih, k, nama), hari_ini)
            jumlah += Surat.objects.count()
    return jumlah


Kunci = Callable[[str], object]


def _surat_provinsi(by: Lingkup, kunci: Kunci, hari_ini: date) -> None:
    _berita_acara(by)
    rapat = hari_ini + timedelta(days=9)
    salah = terbitkan(jenis="undangan", isi=_undangan(hari_ini + timedelta(days=8)), by=by, kunci=kunci("undangan"))
    batalkan(surat=salah, alasan="Hari rapat berubah; diganti dengan undangan baru.", by=by)
    terbitkan(jenis="undangan", isi=_undangan(rapat), by=by, kunci=kunci("undangan pengganti"))


def _berita_acara(by: Lingkup) -> None:
    """Issue the report of the latest approval of a kab/kota, if there is one."""
    pengesahan = (
        Pengesahan.objects.filter(wilayah=BERITA_ACARA_DARI, jumlah__gt=0).select_related("wilayah").order_by("-pada")
    ).first()
    if pengesahan is None:
        return
    surat = buat_berita_acara(pengesahan, by=by)
    terbitkan_surat(surat=surat, by=by, penandatangan=penandatangan_tunggal(kop_sendiri(by)))


def _surat_samarinda(by: Lingkup, kunci: Kunci, hari_ini: date) -> None:
    # Nomor dari buku agenda kantor, bukan dari portal.
    lalu = max(hari_ini - timedelta(days=6), date(hari_ini.year, 1, 1))
    terbitkan(
        jenis="tugas",
        isi=_tugas(hari_ini),
        by=by,
        kunci=kunci("tugas"),
        nomor=f"800.1.11/{31 + hari_ini.month}/DINSOS/{lalu.year}",
        tanggal=lalu,
    )
    terbitkan(jenis="surat", isi=_batas_waktu(hari_ini), by=by, kunci=kunci("batas waktu"), kode="400.9.5")
    simpan_draf(
        jenis="pengantar",
        isi=_pengantar(),
        by=by,
        kunci=kunci("pengantar"),
        penandatangan=penandatangan_tunggal(kop_sendiri(by)),
    )


def _surat_balikpapan(by: Lingkup, kunci: Kunci, hari_ini: date) -> None:
    salah = terbitkan(jenis="surat", isi=_batas_waktu(hari_ini), by=by, kunci=kunci("batas waktu"), kode="400.9.5")
    batalkan(surat=salah, alasan="Salah tujuan; dikirim ulang lewat kecamatan.", by=by)


def _undangan(hari: date) -> IsiSurat:
    return IsiSurat(
        perihal="Undangan rapat koordinasi pemutakhiran data PMKS",
        sifat="Biasa",
        lampiran="-",
        tujuan=["Yth. Kepala Dinas Sosial Kabupaten/Kota", "se-Kalimantan Timur", "di tempat"],
        blok=[
            Paragraf(
                "Dalam rangka pemutakhiran data Penyandang Masalah Kesejahteraan Sosial (PMKS) yang dikelola melalui "
                "Portal TKSK, kami mengundang Saudara menghadiri rapat koordinasi pada:"
            ),
            Rincian(
                [
                    ("Hari, tanggal", tanggal_hari(hari)),
                    ("Waktu", "09.00 WITA sampai selesai"),
                    ("Tempat", "Ruang rapat Dinas Sosial Provinsi"),
                    ("Acara", "Hasil verifikasi dan rencana pengesahan bulan ini"),
                ]
            ),
            Paragraf("Mengingat pentingnya acara ini, diharapkan Saudara hadir tepat waktu."),
            TUTUP,
        ],
        tembusan=["Kepala Dinas Sosial Provinsi (sebagai laporan)"],
    )


def _tugas(hari_ini: date) -> IsiSurat:
    sampai = hari_ini + timedelta(days=14)
    return IsiSurat(
        perihal="Verifikasi lapangan data PMKS",
        blok=[
            Paragraf("Menugaskan para Tenaga Kesejahteraan Sosial Kecamatan (TKSK) se-Kota Samarinda untuk:"),
            Daftar(
                [
                    "mendatangi alamat data PMKS yang dikembalikan dinas sosial;",
                    "melengkapi data di Portal TKSK dan mengajukannya kembali;",
                    "melaporkan hasilnya kepada dinas sosial.",
                ]
            ),
            Paragraf(f"Tugas dilaksanakan sampai {tanggal_hari(sampai)}."),
        ],
    )


def _batas_waktu(hari_ini: date) -> IsiSurat:
    return IsiSurat(
        perihal="Batas waktu pengajuan data PMKS",
        sifat="Segera",
        tujuan=["Yth. Camat", "se-kota", "di tempat"],
        blok=[
            Paragraf(
                "Bersama ini kami sampaikan bahwa data PMKS yang akan disahkan bulan depan diajukan melalui Portal "
                f"TKSK paling lambat {tanggal_hari(hari_ini + timedelta(days=7))}."
            ),
            Paragraf("Mohon bantuan Saudara mengingatkan TKSK di wilayah Saudara."),
            TUTUP,
        ],
    )


def _pengantar() -> IsiSurat:
    return IsiSurat(
        perihal="Rekapitulasi data PMKS",
        tujuan=["Yth. Kepala Dinas Sosial Provinsi", "Kalimantan Timur", "di Samarinda"],
        blok=[
            Rincian([("Naskah", "Rekapitulasi data PMKS per kecamatan"), ("Banyaknya", "1 (satu) berkas")]),
            Paragraf("Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya."),
        ],
    )
