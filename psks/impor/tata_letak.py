"""Tata letak buku kerja PSKS yang dikenali dari judul kolomnya (pelajaran.md, bagian terakhir)."""

from psks.medan import KATALOG
from tksk_portal.excel.tataletak import Kolom, TataLetak

SEBUTAN: dict[str, tuple[str, tuple[str, ...]]] = {
    "jenis": ("Jenis PSKS", ("jenis psks", "jenis", "kode kategori", "kategori", "kategori psks", "kode psks")),
    "tipe_lembaga": ("Tipe lembaga", ("tipe lembaga", "jenis lembaga")),
    "nama": ("Nama", ("nama", "nama lengkap", "nama psks", "nama lembaga", "nama mitra")),
    "nik": ("NIK", ("nik", "no nik", "nomor nik", "no ktp", "no ktp nik")),
    "jk": ("Jenis kelamin", ("jenis kelamin", "jk", "l p", "kelamin")),
    "tempat_lahir": ("Tempat lahir", ("tempat lahir", "tmp lahir")),
    "tanggal_lahir": ("Tanggal lahir", ("tanggal lahir", "tgl lahir", "tanggal_lahir")),
    "nomor_registrasi": ("Nomor registrasi", ("nomor registrasi", "no registrasi", "nomor induk")),
    "desa": ("Desa/kelurahan", ("desa kelurahan", "kelurahan", "desa", "kode desa", "kelurahan desa")),
    "kecamatan": ("Kecamatan", ("kecamatan", "kec", "kode kecamatan")),
    "kabkota": ("Kabupaten/kota", ("kabupaten kota", "kabupaten", "kab kota", "kota")),
    "alamat": ("Alamat", ("alamat", "alamat lengkap", "alamat lengkap sekretariat", "alamat sekretariat")),
    "rt": ("RT", ("rt",)),
    "rw": ("RW", ("rw",)),
    "telepon": ("Telepon untuk umum", ("telepon untuk umum", "nomor telepon sekretariat", "telepon", "no telepon")),
    "surel": ("Surel", ("surel", "alamat email", "email")),
    "kontak_nama": ("Nama pimpinan", ("nama pimpinan", "nama ketua", "ketua", "nama kepala keluarga")),
    "kontak_jabatan": ("Jabatan pimpinan", ("jabatan pimpinan",)),
    "kontak_telepon": ("Telepon pimpinan", ("telepon pimpinan", "nomor telepon ketua", "no hp ketua")),
    "sk_nomor": ("Nomor SK", ("nomor sk", "no sk")),
    "sk_tanggal": ("Tanggal SK", ("tanggal sk", "tanggal bulan tahun sk", "tgl sk")),
    "sk_penerbit": ("Penandatangan SK", ("penandatangan sk", "penandatangan")),
    "sk_selaku": ("Selaku", ("selaku",)),
    "layanan": ("Layanan", ("layanan", "jenis layanan", "layanan yang diberikan")),
    "kapasitas": ("Daya tampung", ("daya tampung", "kapasitas")),
    "terisi": ("Sudah terisi", ("sudah terisi", "terisi")),
    "jam": ("Jam layanan", ("jam layanan", "jam buka")),
    "lintang": ("Lintang", ("lintang", "lat", "latitude")),
    "bujur": ("Bujur", ("bujur", "lng", "longitude")),
    "keterangan": ("Catatan", ("catatan", "keterangan", "ket")),
    "tanggal_data": ("Tanggal data", ("tanggal data", "tanggal pendataan")),
    **{m.nama: (m.label, (m.label, *m.sebutan)) for m in KATALOG.values()},
}
JENIS_SEL = {
    "nik": "nomor16",
    **dict.fromkeys(("tanggal_lahir", "sk_tanggal", "tanggal_data"), "tanggal"),
    **dict.fromkeys(("jk", "desa", "jenis"), "pilihan"),
    **dict.fromkeys(("kapasitas", "terisi"), "bilangan"),
    **{m.nama: "bilangan" for m in KATALOG.values() if m.jenis == "bilangan"},
}
PETUNJUK = {
    "jenis": "Nama jenisnya, misalnya Karang Taruna.",
    "nik": "Bagi perorangan: 16 angka dari KTP atau KK.",
    "tanggal_lahir": "Bagi perorangan. Contoh 12-05-1988.",
}
KARANG_TARUNA = "nama_karang_taruna"


def _kolom(*nama: str, wajib: tuple[str, ...]) -> tuple[Kolom, ...]:
    return tuple(
        Kolom(n, SEBUTAN[n][0], SEBUTAN[n][1], n in wajib, JENIS_SEL.get(n, "teks"), PETUNJUK.get(n, "")) for n in nama
    )


# Buleleng dan templat portal menyebut hal yang sama dengan judul berbeda: satu tata letak cukup.
PSKS = TataLetak("psks", "Daftar PSKS", _kolom(*SEBUTAN, wajib=("jenis", "nama")), frozenset({"jenis", "nama"}))
KT = TataLetak(
    "karang-taruna",
    "Data Karang Taruna",
    (
        Kolom(KARANG_TARUNA, "Nama Karang Taruna", ("nama karang taruna", "karang taruna"), True),
        *_kolom(*(n for n in SEBUTAN if n not in ("jenis", "nama", "nik", "jk", "tanggal_lahir")), wajib=("desa",)),
    ),
    frozenset({KARANG_TARUNA, "klasifikasi"}),
)
TATA_LETAK = (PSKS, KT)
_TEMPLAT = (
    *("jenis", "nama", "nik", "jk", "tanggal_lahir", "nomor_registrasi", "desa", "alamat", "rt", "rw", "telepon"),
    *("surel", "kontak_nama", "kontak_telepon", "layanan", "kapasitas", "terisi", "jam", "keterangan"),
)
TEMPLAT = TataLetak("psks", "Templat Portal TKSK", _kolom(*_TEMPLAT, wajib=("jenis", "nama", "desa")), PSKS.tanda)
TEMPLAT_KABKOTA = TataLetak(
    "psks",
    "Templat Portal TKSK",
    _kolom(*_TEMPLAT[:6], "kecamatan", *_TEMPLAT[6:], wajib=("jenis", "nama", "desa")),
    PSKS.tanda,
)
CIRI = (
    (("kode kategori", "tipe lembaga"), "PSKS Kabupaten Buleleng"),
    (("nama karang taruna", "penandatangan sk"), "Karang Taruna Dinsos Jawa Timur"),
    (("jenis psks", "nama"), "Templat Portal TKSK"),
)
