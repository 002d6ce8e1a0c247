"""Medan PMKS yang dapat dipilih tata letak keluar, dengan cara mengambilnya dari satu baris."""

from collections.abc import Callable, Iterable
from types import MappingProxyType

from pmks.enums import (
    AlasanTanpaKK,
    AlasanTanpaNIK,
    Bantuan,
    Bencana,
    Disabilitas,
    JenisKelamin,
    Keadaan,
    Kedudukan,
    KelompokUmur,
    Negeri,
    Temuan,
)
from pmks.enums import Sumber as SumberData
from pmks.models import acuan_jenis
from tksk_portal.excel.keluar.kenalan import MEDAN_TEMPAT
from tksk_portal.excel.keluar.sumber import Baris, Medan
from tksk_portal.tinjauan.enums import Status


def _dari(nama: str) -> Callable[[Baris], object]:
    return lambda b: b[nama]


def _label(pilihan: type, nama: str) -> Callable[[Baris], str]:
    kata = {nilai: str(label) for nilai, label in pilihan.choices}
    return lambda b: kata.get(b[nama], "")


def _gabung(pilihan: type, nama: str) -> Callable[[Baris], str]:
    kata = {nilai: str(label) for nilai, label in pilihan.choices}
    return lambda b: "; ".join(kata.get(n, n) for n in b[nama] or ())


def _petugas(nama: str) -> Callable[[Baris], str]:
    return lambda b: b["petugas"].get(b[nama], "")


def _ya(nama: str) -> Callable[[Baris], str]:
    return lambda b: {True: "ya", False: "tidak", None: ""}[b[nama]]


def _jenis(atribut: str) -> Callable[[Baris], str]:
    """Take a word about the type of a row; for rows of persons, of all their types."""
    return lambda b: "; ".join(getattr(acuan_jenis()[k], atribut) for k in _kode_jenis(b))


def _kode_jenis(b: Baris) -> Iterable[int]:
    return [b["jenis_id"]] if "jenis_id" in b else [k["jenis_id"] for k in b["daftar_kasus"]]


def _kode_satu(b: Baris) -> object:
    kode = list(_kode_jenis(b))
    return kode[0] if len(kode) == 1 else ""


def _per_kasus(satu: Callable[[Baris], object]) -> Callable[[Baris], object]:
    """Take something of the row's type; for rows of persons, of each of their types, in the same order."""

    def ambil(b: Baris) -> object:
        if "daftar_kasus" not in b:
            return satu(b)
        return "; ".join(str(satu(k) or "–") for k in b["daftar_kasus"])

    return ambil


def _hanya_kasus(nama: str) -> Callable[[Baris], object]:
    """Take a date of the row's type; persons with several types have several, so none is shown."""
    return lambda b: b.get(nama)


def _petugas_kasus(nama: str) -> Callable[[Baris], str]:
    return lambda b: b["petugas"].get(b[nama], "") if nama in b else ""


def _kriteria(b: Baris) -> str:
    return ", ".join(b["kriteria"])


def _teks_kriteria(b: Baris) -> str:
    # Menurut versi yang berlaku pada hari ditemukannya; baris per jenis di bawah orang membawa hari orangnya.
    jenis = acuan_jenis(b["ditemukan_pada"] or b["tanggal_data"])[b["jenis_id"]]
    return "; ".join(k.teks for k in jenis.kriteria if k.huruf in b["kriteria"])


def _ditemukan(b: Baris) -> object:
    return (b["ditemukan_pada"] or b["tanggal_data"]) if "ditemukan_pada" in b else None


_SEMUA = (
    Medan("nik", "NIK", _dari("nik"), lebar=19),
    Medan("alasan_tanpa_nik", "Alasan tanpa NIK", _label(AlasanTanpaNIK, "alasan_tanpa_nik"), lebar=24),
    Medan("no_kk", "Nomor KK", _dari("no_kk"), lebar=19),
    Medan("alasan_tanpa_kk", "Alasan tanpa KK", _label(AlasanTanpaKK, "alasan_tanpa_kk"), lebar=24),
    Medan("nama", "Nama lengkap", _dari("nama"), lebar=28),
    Medan("jk", "Jenis kelamin (L/P)", _dari("jk"), lebar=8),
    Medan("jk_kata", "Jenis kelamin", _label(JenisKelamin, "jk"), lebar=12),
    Medan("tempat_lahir", "Tempat lahir", _dari("tempat_lahir"), lebar=18),
    Medan("tanggal_lahir", "Tanggal lahir", _dari("tanggal_lahir"), "tanggal"),
    Medan("lahir_perkiraan", "Tanggal lahir perkiraan", _ya("lahir_perkiraan"), lebar=11),
    Medan("umur", "Umur", _dari("umur"), "angka", 7),
    Medan("kelompok_umur", "Kelompok umur", _label(KelompokUmur, "kelompok_umur"), lebar=16),
    Medan("alamat", "Alamat tinggal", _dari("alamat"), lebar=34, bungkus=True),
    Medan("rt", "RT", _dari("rt"), lebar=6),
    Medan("rw", "RW", _dari("rw"), lebar=6),
    Medan("dusun", "Dusun/lingkungan", _dari("dusun"), lebar=18),
    Medan("alamat_ktp", "Alamat sesuai KTP", _dari("alamat_ktp"), lebar=34, bungkus=True),
    Medan(
        "alamat_ktp_atau_tinggal",
        "Alamat sesuai KTP, atau alamat tinggal",
        lambda b: b["alamat_ktp"] or b["alamat"],
        lebar=34,
        bungkus=True,
    ),
    *MEDAN_TEMPAT,
    Medan("telepon", "Nomor telepon", _dari("telepon"), lebar=16),
    Medan("lintang", "Lintang", _dari("lintang"), "angka", 11),
    Medan("bujur", "Bujur", _dari("bujur"), "angka", 11),
    Medan("desil", "Desil DTSEN", _dari("desil"), "angka", 8),
    Medan("bantuan", "Bantuan yang diterima", _gabung(Bantuan, "bantuan"), lebar=26),
    Medan("sumber", "Sumber data", _label(SumberData, "sumber"), lebar=20),
    Medan("tanggal_data", "Tanggal data", _dari("tanggal_data"), "tanggal"),
    Medan("jenis", "Jenis PMKS", _jenis("nama"), lebar=32),
    Medan("jenis_pendek", "Jenis, sebutan pendek", _jenis("pendek"), lebar=22),
    Medan("kode_jenis", "Kode jenis", _kode_satu, "kode", 11),
    Medan("kriteria", "Kriteria", _per_kasus(_kriteria), lebar=10),
    Medan("teks_kriteria", "Kriteria dalam kata", _per_kasus(_teks_kriteria), lebar=44, bungkus=True),
    Medan("disabilitas", "Jenis disabilitas", _per_kasus(_gabung(Disabilitas, "disabilitas")), lebar=18),
    Medan("kedudukan", "Kedudukan dalam perkara", _per_kasus(_label(Kedudukan, "kedudukan")), lebar=20),
    Medan("bebas_pada", "Bebas dari lapas pada", _hanya_kasus("bebas_pada"), "tanggal"),
    Medan("negeri", "Dalam atau luar negeri", _per_kasus(_label(Negeri, "negeri")), lebar=16),
    Medan("negara", "Negara", _per_kasus(_dari("negara")), lebar=16),
    Medan("kejadian", "Macam kejadian", _per_kasus(_label(Bencana, "kejadian")), lebar=20),
    Medan("kejadian_pada", "Tanggal kejadian", _hanya_kasus("kejadian_pada"), "tanggal"),
    Medan("tanggungan", "Jumlah tanggungan", _hanya_kasus("tanggungan"), "angka", 11),
    Medan("ditemukan_pada", "Ditemukan pada", _ditemukan, "tanggal"),
    Medan("keterangan", "Keterangan", _per_kasus(_dari("keterangan")), lebar=34, bungkus=True),
    Medan("alasan_khusus", "Alasan di luar aturan umur", _per_kasus(_dari("alasan_khusus")), lebar=26),
    Medan("temuan", "Temuan", _per_kasus(_gabung(Temuan, "temuan")), lebar=28),
    Medan("keadaan", "Keadaan", _label(Keadaan, "keadaan"), lebar=18),
    Medan("keadaan_pada", "Keadaan sejak", _dari("keadaan_pada"), "tanggal"),
    Medan("status", "Status", _per_kasus(_label(Status, "status")), lebar=18),
    Medan("diajukan_pada", "Diajukan pada", _hanya_kasus("diajukan_pada"), "waktu"),
    Medan("diajukan_oleh", "Diajukan oleh", _petugas_kasus("diajukan_oleh_id"), lebar=22),
    Medan("diverifikasi_pada", "Diverifikasi pada", _hanya_kasus("diverifikasi_pada"), "waktu"),
    Medan("diverifikasi_oleh", "Diverifikasi oleh", _petugas_kasus("diverifikasi_oleh_id"), lebar=22),
    Medan("disahkan_pada", "Disahkan pada", _hanya_kasus("disahkan_pada"), "waktu"),
    Medan("disahkan_oleh", "Disahkan oleh", _petugas_kasus("disahkan_oleh_id"), lebar=22),
    Medan("bergerak_pada", "Terakhir bergerak", _hanya_kasus("bergerak_pada"), "waktu"),
    Medan("pendata", "Pendata", _petugas("dibuat_oleh_id"), lebar=22),
    Medan("dibuat_pada", "Dicatat pada", _dari("dibuat_pada"), "waktu"),
    Medan("diubah_pada", "Diubah pada", _dari("diubah_pada"), "waktu"),
    Medan("kode_data", "Kode data di portal", lambda b: str(b["id"]), lebar=37),
)
MEDAN = MappingProxyType({m.nama: m for m in _SEMUA})
