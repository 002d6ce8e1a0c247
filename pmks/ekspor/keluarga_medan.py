"""Medan keluarga, kelompok, dan komunitas bagi tata letak keluar, dan tata letak yang ikut dikirim."""

from types import MappingProxyType

from pmks.ekspor.medan import MEDAN as MEDAN_ORANG
from pmks.enums import AlasanTanpaKK, BentukKesatuan, HubunganKeluarga, JenisKelamin, KelompokUmur
from pmks.enums import Sumber as SumberData
from pmks.models import acuan_jenis
from tksk_portal.excel.keluar.sumber import Baris, Medan
from tksk_portal.excel.keluar.tataletak import NOMOR, KolomTata, TataLetak
from tksk_portal.tinjauan.enums import Status


def _dari(nama: str):
    return lambda b: b.get(nama)


def _label(pilihan: type, nama: str):
    kata = {nilai: str(label) for nilai, label in pilihan.choices}
    return lambda b: kata.get(b.get(nama), "")


def _ya(nama: str):
    return lambda b: {True: "ya", False: "tidak"}.get(b.get(nama), "")


def _jenis(b: Baris) -> str:
    return "; ".join(acuan_jenis()[k["jenis_id"]].nama for k in b["daftar_kasus"])


def _kode_jenis(b: Baris) -> object:
    kode = [k["jenis_id"] for k in b["daftar_kasus"]]
    return kode[0] if len(kode) == 1 else ""


def _status(b: Baris) -> str:
    return "; ".join(str(Status(k["status"]).label) for k in b["daftar_kasus"])


def _teks_kriteria(b: Baris) -> str:
    # Menurut versi yang berlaku pada hari ditemukannya; tanpa hari, pada tanggal datanya.
    hasil = []
    for k in b["daftar_kasus"]:
        jenis = acuan_jenis(k["ditemukan_pada"] or b["tanggal_data"] or None)[k["jenis_id"]]
        hasil.append(", ".join(c.teks for c in jenis.kriteria if c.huruf in k["kriteria"]))
    return "; ".join(t or "–" for t in hasil)


def _keterangan(b: Baris) -> str:
    return "; ".join(k["keterangan"] for k in b["daftar_kasus"] if k["keterangan"])


_TEMPAT = ("desa", "kecamatan", "kabkota", "provinsi", "kode_desa", "kode_kecamatan", "kode_kabkota", "kode_provinsi")
_SEMUA = (
    Medan("bentuk", "Bentuk", _label(BentukKesatuan, "bentuk"), lebar=14),
    Medan("nama", "Nama kelompok atau kepala keluarga", _dari("nama"), lebar=30),
    Medan("no_kk", "Nomor KK", _dari("no_kk"), lebar=19),
    Medan("alasan_tanpa_kk", "Alasan tanpa KK", _label(AlasanTanpaKK, "alasan_tanpa_kk"), lebar=24),
    Medan("nik_kepala", "NIK kepala keluarga", _dari("nik_kepala"), lebar=19),
    Medan("jumlah_kk", "Jumlah KK", _dari("jumlah_kk"), "angka", 8),
    Medan("jiwa", "Jumlah jiwa", _dari("jiwa"), "angka", 8),
    Medan("jiwa_l", "Jiwa laki-laki", _dari("jiwa_l"), "angka", 8),
    Medan("jiwa_p", "Jiwa perempuan", _dari("jiwa_p"), "angka", 8),
    Medan("jiwa_bulat", "Jiwa dibulatkan", _ya("jiwa_bulat"), lebar=9),
    Medan("alamat", "Alamat atau lokasi", _dari("alamat"), lebar=34, bungkus=True),
    Medan("rt", "RT", _dari("rt"), lebar=6),
    Medan("rw", "RW", _dari("rw"), lebar=6),
    Medan("dusun", "Dusun/lingkungan", _dari("dusun"), lebar=18),
    *(MEDAN_ORANG[n] for n in _TEMPAT),
    Medan("lintang", "Lintang", _dari("lintang"), "angka", 11),
    Medan("bujur", "Bujur", _dari("bujur"), "angka", 11),
    Medan("jenis", "Jenis PMKS", _jenis, lebar=32),
    Medan("kode_jenis", "Kode jenis", _kode_jenis, "kode", 11),
    Medan("teks_kriteria", "Kriteria dalam kata", _teks_kriteria, lebar=44, bungkus=True),
    Medan("keterangan", "Keterangan", _keterangan, lebar=34, bungkus=True),
    Medan("status", "Status", _status, lebar=18),
    Medan("sumber", "Sumber data", _label(SumberData, "sumber"), lebar=20),
    Medan("tanggal_data", "Tanggal data", _dari("tanggal_data"), "tanggal"),
    *(MEDAN_ORANG[n] for n in ("pendata", "dibuat_pada", "diubah_pada", "kode_data")),
    Medan("hubungan", "Hubungan keluarga", _label(HubunganKeluarga, "hubungan"), lebar=18),
    Medan("nama_anggota", "Nama anggota", _dari("nama_anggota"), lebar=28),
    Medan("nik_anggota", "NIK anggota", _dari("nik_anggota"), lebar=19),
    Medan("jk_anggota", "Jenis kelamin", _label(JenisKelamin, "jk_anggota"), lebar=12),
    Medan("lahir_anggota", "Tanggal lahir", _dari("lahir_anggota"), "tanggal"),
    Medan("umur_anggota", "Umur", _dari("umur_anggota"), "angka", 7),
    Medan("kelompok_umur", "Kelompok umur", _label(KelompokUmur, "kelompok_umur"), lebar=16),
    Medan("terdaftar", "Terdaftar sebagai orang", _ya("terdaftar"), lebar=12),
)
MEDAN = MappingProxyType({m.nama: m for m in _SEMUA})


def _kolom(*nama: str) -> tuple[KolomTata, ...]:
    return tuple(KolomTata("No" if n == NOMOR else MEDAN[n].label, n) for n in nama)


_ANGGOTA = (
    *("hubungan", "nama_anggota", "nik_anggota", "jk_anggota", "lahir_anggota", "umur_anggota", "kelompok_umur"),
    "terdaftar",
)
BAWAAN = (
    TataLetak(
        kode="ringkas",
        nama="Daftar ringkas",
        satuan="kesatuan",
        keterangan="Seperti daftar di layar: nama, bentuk, jiwa, jenis, status, tempat.",
        kolom=_kolom(
            *(NOMOR, "nama", "bentuk", "no_kk", "jumlah_kk", "jiwa", "jiwa_bulat", "jenis", "status"),
            *("desa", "kecamatan", "kabkota", "diubah_pada"),
        ),
    ),
    TataLetak(
        kode="lengkap",
        nama="Lengkap (semua kolom)",
        satuan="kesatuan",
        keterangan="Semua kolom keluarga, kelompok, komunitas, dan hitungan; tanpa anggotanya satu per satu.",
        kolom=_kolom(NOMOR, *(n for n in MEDAN if n not in _ANGGOTA)),
    ),
    TataLetak(
        kode="anggota",
        nama="Keluarga dengan anggotanya",
        satuan="anggota",
        keterangan="Satu baris per anggota keluarga, kepala lebih dahulu; seperti kartu keluarga.",
        perlu_identitas=True,
        kolom=_kolom(
            *(NOMOR, "no_kk", "nama", *_ANGGOTA, "alamat", "rt", "rw", "dusun", "desa", "kecamatan", "jenis", "status"),
        ),
    ),
)
