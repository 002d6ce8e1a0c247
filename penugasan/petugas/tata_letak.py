"""Tata letak buku kerja roster: formulir Pendataan TKSK yang dipakai dinas (pelajaran.md), masuk dan keluar sama."""

from tksk_portal.excel.tataletak import Kolom, TataLetak

# Isian -> (judul yang ditulis portal, sebutan lain yang dikenali).
SEBUTAN: dict[str, tuple[str, tuple[str, ...]]] = {
    "nama": ("Nama Lengkap", ("nama lengkap", "nama", "nama tksk", "nama petugas")),
    "nama_ibu": ("Nama Ibu Kandung", ("nama ibu kandung", "ibu kandung", "nama ibu")),
    "nik": ("No. KTP / NIK", ("no ktp nik", "nik", "no ktp", "nomor ktp", "nomor nik")),
    "niat": ("NIAT", ("niat", "no niat", "nomor niat", "nomor induk anggota tksk")),
    "tempat_lahir": ("Tempat Lahir", ("tempat lahir", "tmp lahir")),
    "tanggal_lahir": ("Tanggal Lahir", ("tanggal lahir", "tgl lahir", "tgl lhr")),
    "jk": ("Jenis Kelamin", ("jenis kelamin", "jk", "l p", "kelamin")),
    "agama": ("Agama", ("agama",)),
    "pendidikan": ("Pendidikan", ("pendidikan", "pendidikan terakhir")),
    "alamat": ("Alamat", ("alamat", "alamat lengkap", "alamat rumah")),
    "kabkota": ("Kabupaten / Kota", ("kabupaten kota", "kab kota", "kabupaten", "kota")),
    "kecamatan": ("Kecamatan", ("kecamatan", "kec")),
    "desa": ("Desa / Kelurahan", ("desa kelurahan", "desa", "kelurahan")),
    "rt": ("RT", ("rt",)),
    "rw": ("RW", ("rw",)),
    "telepon": ("No. Handphone", ("no handphone", "no hp", "nomor hp", "handphone", "telepon", "no telepon")),
    "email": ("Alamat Email", ("alamat email", "email", "surel", "e mail")),
    "kabkota_tugas": ("Kab/Kota Lokasi Tugas", ("kab kota lokasi tugas", "kabupaten lokasi tugas", "kab kota tugas")),
    "kecamatan_tugas": (
        "Kecamatan Lokasi Tugas",
        ("kecamatan lokasi tugas", "kecamatan tugas", "lokasi tugas", "wilayah tugas"),
    ),
    "tahun_angkat": ("Tahun Pengangkatan", ("tahun pengangkatan", "thn pengangkatan", "tahun angkat", "tahun sk")),
    "pekerjaan": ("Pekerjaan Utama", ("pekerjaan utama", "pekerjaan")),
    "bank1": ("Nama Bank 1", ("nama bank 1", "bank 1", "nama bank", "bank")),
    "rekening1": ("No. Rekening 1", ("no rekening 1", "rekening 1", "no rekening", "nomor rekening")),
    "bank2": ("Nama Bank 2", ("nama bank 2", "bank 2")),
    "rekening2": ("No. Rekening 2", ("no rekening 2", "rekening 2")),
    "kinerja": ("Status Kinerja", ("status kinerja", "kinerja", "status")),
    "penilaian": ("Penilaian Tahunan", ("penilaian tahunan", "penilaian", "nilai tahunan")),
}
WAJIB = ("nama", "nik", "tanggal_lahir", "jk", "kecamatan_tugas")
JENIS_SEL = {
    "nik": "nomor16",
    "tanggal_lahir": "tanggal",
    "tahun_angkat": "bilangan",
    **dict.fromkeys(("jk", "agama", "pendidikan", "kinerja", "penilaian", "kecamatan_tugas"), "pilihan"),
}
PETUNJUK = {
    "nik": "16 angka dari KTP, sebagai teks.",
    "niat": "Biasanya seperti 64.72.03-0001; boleh kosong.",
    "rekening1": "Sebagai teks, supaya angka nol di depan tidak hilang.",
    "rekening2": "Sebagai teks, supaya angka nol di depan tidak hilang.",
    "kinerja": "Aktif atau Tidak aktif. Yang tidak aktif dicatat tanpa menghuni formasi.",
}
ROSTER = TataLetak(
    "roster",
    "Pendataan TKSK",
    tuple(
        Kolom(n, judul, sebutan, n in WAJIB, JENIS_SEL.get(n, "teks"), PETUNJUK.get(n, ""))
        for n, (judul, sebutan) in SEBUTAN.items()
    ),
    frozenset({"nik", "kecamatan_tugas", "nama"}),
)
