"""PSKS sebagai sumber ekspor: saringan daftarnya, satu baris tiap mitra, samar menurut pembacanya.

Kedua tata letak yang dipakai kantor (Buleleng dan Karang Taruna) diterbitkan dengan judul yang sama dengan yang
dikenali impornya: hasil ekspor yang diunggah kembali tidak mengubah apa pun.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import ClassVar

from psks.enums import Bentuk, JenisDokumen
from psks.impor.jenis import kode_buleleng
from psks.medan import KATALOG
from psks.models import DokumenMitra, Mitra, acuan_psks
from psks.saringan import baca_saring, mitra_tersaring
from psks.sasaran import nama_sasaran
from psks.tampak import nama_umum
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import samarkan_nama, samarkan_nomor
from tksk_portal.excel.keluar.daftar import SumberDaftar
from tksk_portal.excel.keluar.kenalan import MEDAN_TEMPAT, Kenalan
from tksk_portal.excel.keluar.sumber import Baris, Medan
from tksk_portal.excel.keluar.tataletak import NOMOR, KolomTata, TataLetak
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.saring import KATA

KODE = "psks"
BAGIAN = 1000
KOLOM = (
    *("id", "wilayah_id", "bentuk", "jenis", "nama", "nomor_registrasi", "alamat", "rt", "rw", "lintang", "bujur"),
    *("telepon", "surel", "nik", "no_kk", "jk", "tempat_lahir", "tanggal_lahir", "kontak_nama", "kontak_jabatan"),
    *("kontak_telepon", "layanan", "sasaran", "kapasitas", "terisi", "cakupan", "jam", "rincian", "keterangan"),
    *("status", "tanggal_data"),
)
# Tentang orang: keluar utuh hanya bagi yang boleh membawa identitas, dengan keperluannya.
ORANG = ("nik", "no_kk", "tempat_lahir", "tanggal_lahir", "kontak_nama", "kontak_telepon", "keterangan")
RUMAH = ("alamat", "rt", "rw", "lintang", "bujur", "telepon", "surel")


def _dari(nama: str) -> Callable[[Baris], object]:
    return lambda b: b.get(nama)


def _rincian(nama: str) -> Callable[[Baris], object]:
    medan = KATALOG[nama]

    def ambil(b: Baris) -> object:
        nilai = b["rincian"].get(nama)
        return nilai if medan.jenis in ("bilangan", "tahun") else medan.kata(nilai)

    return ambil


def _jenis(b: Baris) -> str:
    acuan = acuan_psks()
    return "; ".join(acuan[k].nama for k in b["jenis"] if k in acuan)


def _jenis_utama(b: Baris) -> str:
    acuan = acuan_psks()
    return acuan[b["jenis"][0]].nama if b["jenis"][0] in acuan else ""


def _tipe_lembaga(b: Baris) -> str:
    return "" if b["bentuk"] == Bentuk.INDIVIDU else _jenis_utama(b)


def _sk(nama: str) -> Callable[[Baris], object]:
    return lambda b: getattr(b["sk"], nama) if b.get("sk") else ""


_SEMUA = (
    Medan("nama", "Nama", _dari("nama"), lebar=32),
    Medan("jenis", "Jenis PSKS", _jenis, lebar=30),
    Medan("jenis_utama", "Jenis pertama", _jenis_utama, lebar=30),
    Medan("kode_kategori", "Kode kategori (Buleleng)", lambda b: kode_buleleng(b["jenis"][0], acuan_psks()), lebar=14),
    Medan("tipe_lembaga", "Tipe lembaga", _tipe_lembaga, lebar=26),
    Medan("bentuk", "Bentuk", lambda b: str(Bentuk(b["bentuk"]).label), lebar=12),
    Medan("status", "Status", lambda b: str(Status(b["status"]).label), lebar=14),
    Medan("nomor_registrasi", "Nomor registrasi", _dari("nomor_registrasi"), lebar=18),
    Medan("nik", "NIK", _dari("nik"), lebar=19),
    Medan("no_kk", "Nomor KK", _dari("no_kk"), lebar=19),
    Medan("jk", "Jenis kelamin", _dari("jk"), lebar=8),
    Medan("tempat_lahir", "Tempat lahir", _dari("tempat_lahir"), lebar=16),
    Medan("tanggal_lahir", "Tanggal lahir", _dari("tanggal_lahir"), "tanggal"),
    Medan("alamat", "Alamat", _dari("alamat"), lebar=34, bungkus=True),
    Medan("rt", "RT", _dari("rt"), lebar=6),
    Medan("rw", "RW", _dari("rw"), lebar=6),
    *MEDAN_TEMPAT,
    Medan("telepon", "Telepon untuk umum", _dari("telepon"), lebar=18),
    Medan("surel", "Surel", _dari("surel"), lebar=24),
    Medan("kontak_nama", "Nama pimpinan", _dari("kontak_nama"), lebar=26),
    Medan("kontak_jabatan", "Jabatan pimpinan", _dari("kontak_jabatan"), lebar=20),
    Medan("kontak_telepon", "Telepon pimpinan", _dari("kontak_telepon"), lebar=18),
    Medan("layanan", "Layanan", _dari("layanan"), lebar=34, bungkus=True),
    Medan("sasaran", "Melayani", lambda b: "; ".join(nama_sasaran(b["sasaran"])), lebar=34, bungkus=True),
    Medan("kapasitas", "Daya tampung", _dari("kapasitas"), "angka", 9),
    Medan("terisi", "Sudah terisi", _dari("terisi"), "angka", 9),
    Medan("jam", "Jam layanan", _dari("jam"), lebar=20),
    Medan("lintang", "Lintang", _dari("lintang"), "angka", 11),
    Medan("bujur", "Bujur", _dari("bujur"), "angka", 11),
    Medan("sk_nomor", "Nomor SK", _sk("nomor"), lebar=20),
    Medan("sk_tanggal", "Tanggal SK", _sk("tanggal"), "tanggal"),
    Medan("sk_penerbit", "Penandatangan SK", _sk("penerbit"), lebar=24),
    Medan("sk_selaku", "Selaku", _sk("selaku"), lebar=20),
    *(
        Medan(n, m.label, _rincian(n), "angka" if m.jenis == "bilangan" else "teks", 16)
        for n, m in KATALOG.items()
        if n not in ("kegiatan",)
    ),
    Medan("kegiatan", KATALOG["kegiatan"].label, _rincian("kegiatan"), lebar=30, bungkus=True),
    Medan("keterangan", "Catatan", _dari("keterangan"), lebar=34, bungkus=True),
    Medan("tanggal_data", "Tanggal data", _dari("tanggal_data"), "tanggal"),
    Medan("kode_data", "Kode data", lambda b: str(b["id"]), lebar=36),
)
MEDAN = MappingProxyType({m.nama: m for m in _SEMUA})


def _kolom(*pasangan: str | tuple[str, str]) -> tuple[KolomTata, ...]:
    return tuple(
        KolomTata(*p) if isinstance(p, tuple) else KolomTata("No" if p == NOMOR else MEDAN[p].label, p)
        for p in pasangan
    )


BAWAAN = (
    TataLetak(
        kode="ringkas",
        nama="Daftar ringkas",
        satuan="mitra",
        keterangan="Seperti daftar di layar, dengan kontak umumnya.",
        kolom=_kolom(*(NOMOR, "nama", "jenis", "status", "telepon", "layanan", "desa", "kecamatan", "kabkota")),
    ),
    TataLetak(
        kode="lengkap",
        nama="Lengkap (semua kolom)",
        satuan="mitra",
        keterangan="Semua kolom.",
        kolom=_kolom(NOMOR, *(n for n in MEDAN if n not in ("jenis_utama", "kode_kategori", "tipe_lembaga"))),
    ),
    TataLetak(
        kode="buleleng",
        nama="PSKS Kabupaten Buleleng (CSV)",
        satuan="mitra",
        format="csv",
        keterangan="Kolom unggahan aplikasi Kabupaten Buleleng, dengan kode desa di depan. Padanan kode kategorinya "
        "belum dipastikan.",
        perlu_identitas=True,
        kolom=_kolom(
            *(("kode_desa", "kode_desa"), ("kode_kategori", "kode_kategori"), ("nik", "nik"), ("nama", "nama")),
            *(("tgl_lahir", "tanggal_lahir"), ("jenis_kelamin", "jk"), ("tipe_lembaga", "tipe_lembaga")),
            *(("nomor_registrasi", "nomor_registrasi"), ("catatan", "keterangan")),
        ),
    ),
    TataLetak(
        kode="karang-taruna",
        nama="Karang Taruna (Dinsos Jawa Timur)",
        satuan="mitra",
        keterangan="Kolom pendataan Karang Taruna Dinas Sosial Jawa Timur; saring jenisnya lebih dahulu.",
        perlu_identitas=True,
        kolom=_kolom(
            *(NOMOR, ("Nama Karang Taruna", "nama"), ("Alamat Lengkap Sekretariat", "alamat")),
            *(("Kabupaten", "kabkota"), ("Kecamatan", "kecamatan"), ("Desa", "desa")),
            *(("Nomor Telepon Sekretariat", "telepon"), ("Alamat Email", "surel"), ("Nomor SK", "sk_nomor")),
            *(("Tanggal Bulan Tahun SK", "sk_tanggal"), ("Penandatangan SK", "sk_penerbit"), ("Selaku", "sk_selaku")),
            *(("Nama Ketua", "kontak_nama"), ("Nomor Telepon Ketua", "kontak_telepon")),
            *(("Jumlah Pengurus L", "pengurus_l"), ("Jumlah Pengurus P", "pengurus_p")),
            *(("Jumlah Anggota L", "anggota_l"), ("Jumlah Anggota P", "anggota_p")),
            *(("Klasifikasi", "klasifikasi"), ("Status Kinerja", "kinerja")),
        ),
    ),
)


class SumberPSKS(SumberDaftar):
    """Partners, as their list shows them."""

    kode = KODE
    nama = "PSKS"
    izin = "psks.lihat"
    satuan: ClassVar[Mapping[str, str]] = {"mitra": "satu baris per mitra"}
    medan = MEDAN
    bawaan = BAWAAN
    alamat = "psks:daftar"
    kata: ClassVar[Mapping[str, Callable[[str], str]]] = {
        "jenis": lambda nilai: f"jenis {acuan_psks()[nilai].nama}",
        "bentuk": lambda nilai: f"bentuk {str(Bentuk(nilai).label).lower()}",
        **KATA,
        "dokumen": lambda nilai: "dokumennya sudah habis",
    }

    def baca_saring(self, tanya: Mapping[str, object]) -> dict[str, str]:
        """Return the list's filters as codes."""
        return baca_saring(tanya)

    def kira(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> int | None:
        """Return None: not known beforehand."""
        return None

    def jumlah(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> int:
        """Count the rows."""
        return mitra_tersaring(baca_saring(saring)).count()

    def baris(
        self, saring: Mapping[str, object], satuan: str, by: Lingkup, *, identitas: bool
    ) -> Iterator[list[Baris]]:
        """Yield the rows by place and name, masked for the reader."""
        rekaman = mitra_tersaring(baca_saring(saring)).order_by("wilayah_id", "nama_cari", "id")
        mentah, kenalan = rekaman.iterator(chunk_size=BAGIAN), Kenalan()
        while bagian := list(islice(mentah, BAGIAN)):
            hasil = [{n: getattr(m, n) for n in KOLOM} for m in bagian]
            kenalan.kenali(hasil, ())
            sk = DokumenMitra.objects.berlaku().filter(mitra__in=[m.pk for m in bagian], jenis=JenisDokumen.SK)
            per = {d.mitra_id: d for d in sk}
            for b, m in zip(hasil, bagian, strict=True):
                b |= {"tempat": kenalan.tempat[m.wilayah_id], "sk": per.get(m.pk)}
                if not identitas:
                    b |= _samar(b, m)
            yield hasil

    def contoh(self) -> list[Baris]:
        """Return two made-up rows."""
        tempat = ("", "Provinsi Contoh", "Kota Contoh", "Kecamatan Contoh", "Desa Contoh")
        kosong = dict.fromkeys(KOLOM, "") | {"lintang": None, "bujur": None, "kapasitas": None, "terisi": None}
        umum = kosong | {"sasaran": [], "rincian": {}, "tempat": tempat, "status": "disahkan", "sk": None}
        umum |= {"wilayah_id": "64.72.03.1001", "tanggal_data": date(2026, 11, 2), "tanggal_lahir": None}
        panti = {"bentuk": "lembaga", "jenis": ["lks"], "nama": "Panti Contoh", "kapasitas": 40, "terisi": 31}
        orang = {"bentuk": "individu", "jenis": ["psm"], "nama": "Contoh Satu", "nik": "0000000000000001", "jk": "P"}
        return [umum | panti, umum | orang | {"tanggal_lahir": date(1988, 3, 4)}]


def _samar(b: Mapping[str, object], m: Mitra) -> dict[str, object]:
    """Return what replaces the columns about people."""
    hasil: dict[str, object] = dict.fromkeys(ORANG, "")
    hasil |= {"nik": samarkan_nomor(m.nik), "kontak_nama": samarkan_nama(m.kontak_nama), "tanggal_lahir": None}
    if not m.lembaga:
        hasil |= dict.fromkeys(RUMAH, "") | {"lintang": None, "bujur": None}
    return hasil if nama_umum(m) else hasil | {"nama": samarkan_nama(m.nama)}


SUMBER = SumberPSKS()
