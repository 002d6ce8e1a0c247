"""Tata letak keluar yang ikut dikirim bersama portal. Admin dapat menyalin dan mengubahnya.

Kolom Buleleng dan Garut adalah kolom yang dipakai sungguh-sungguh (pelajaran.md, domain.md 4.2). Kolom unggahan
SIKS-NG tidak dapat dipastikan: susunannya himpunan paling sedikit by name by address, sebagai titik awal.
"""

from pmks.ekspor.medan import MEDAN
from tksk_portal.excel.keluar.tataletak import NOMOR, KolomTata, TataLetak


def _kolom(*pasangan: str | tuple[str, str]) -> tuple[KolomTata, ...]:
    """Return columns from fields (heading = the field's label) or (heading, field) pairs."""
    return tuple(
        KolomTata(p[0], p[1]) if isinstance(p, tuple) else KolomTata("No" if p == NOMOR else MEDAN[p].label, p)
        for p in pasangan
    )


RINGKAS = TataLetak(
    kode="ringkas",
    nama="Daftar ringkas",
    satuan="orang",
    keterangan="Seperti daftar di layar: nama, umur, jenis, status, tempat.",
    kolom=_kolom(
        *(NOMOR, "nama", ("L/P", "jk"), "umur", "nik", "jenis", "status", "desa", "kecamatan", "kabkota", "desil"),
        *("bantuan", "diubah_pada"),
    ),
)
LENGKAP = TataLetak(
    kode="lengkap",
    nama="Lengkap (semua kolom)",
    satuan="kasus",
    keterangan="Semua kolom; judulnya dikenali bila diunggah kembali ke portal.",
    kolom=_kolom(
        NOMOR,
        *(n for n in MEDAN if n not in ("jk", "jk_kata", "alamat_ktp_atau_tinggal", "jenis_pendek")),
        ("Jenis kelamin", "jk"),
    ),
)
BULELENG = TataLetak(
    kode="buleleng",
    nama="PMKS Kabupaten Buleleng (CSV)",
    satuan="kasus",
    format="csv",
    keterangan="Kolom unggahan aplikasi PMKS Kabupaten Buleleng, dipisah titik koma.",
    perlu_identitas=True,
    format_kode="PMKS-00",
    kolom=_kolom(
        *(("nik", "nik"), ("nama", "nama"), ("tgl_lahir", "tanggal_lahir"), ("jenis_kelamin", "jk")),
        *(("kode_kategori", "kode_jenis"), ("catatan", "keterangan"), ("jenis_disabilitas", "disabilitas")),
    ),
)
GARUT = TataLetak(
    kode="garut",
    nama="Formulir Pendataan PPKS (Garut)",
    satuan="kasus",
    keterangan="Kolom Formulir Pendataan PPKS Kabupaten Garut.",
    perlu_identitas=True,
    judul=("FORMULIR PENDATAAN PPKS", "{tempat}, keadaan {tanggal}"),
    nama_lembar="Pendataan PPKS",
    kolom=_kolom(
        *(NOMOR, ("Nama PPKS", "nama"), ("No. KK", "no_kk"), "nik", ("JK", "jk")),
        *(("Tempat Lahir", "tempat_lahir"), ("Tanggal Lahir", "tanggal_lahir")),
        *(("Jenis PPKS", "jenis"), ("Alamat sesuai KTP", "alamat_ktp_atau_tinggal"), ("Desa", "desa"), "kecamatan"),
    ),
)
SIKS_NG = TataLetak(
    kode="siks-ng",
    nama="Usulan SIKS-NG dengan berita acara",
    satuan="orang",
    keterangan="Daftar usulan by name by address dan lembar berita acara musyawarah desa/kelurahan. Kolom resmi "
    "unggahan SIKS-NG belum dapat dipastikan: sesuaikan dengan aplikasi yang Anda pakai.",
    perlu_identitas=True,
    judul=("DAFTAR USULAN (BY NAME BY ADDRESS)", "{tempat}, keadaan {tanggal}"),
    nama_lembar="Daftar usulan",
    berita_acara=(
        "# BERITA ACARA MUSYAWARAH DESA/KELURAHAN",
        "# Usulan data kesejahteraan sosial",
        "",
        "Nomor|",
        "Hari dan tanggal|",
        "Tempat musyawarah|",
        "Desa/kelurahan|",
        "Wilayah daftar|{tempat}",
        "Pemimpin musyawarah|",
        "Jumlah peserta yang hadir|",
        "Jumlah yang diusulkan|{jumlah} baris di lembar daftar usulan",
        "Saringan daftar|{saringan}",
        "Hal yang disepakati|",
        "Hal yang tidak disepakati|",
        "",
        "Disusun dari Portal TKSK oleh|{petugas}, {tanggal}",
        "",
        "# Tanda tangan",
        "Kepala desa/lurah|",
        "Wakil peserta musyawarah|",
        "",
        "Catatan|Susunan lembar ini diatur kantor Anda. Cocokkan dengan ketentuan yang berlaku sebelum dipakai.",
    ),
    kolom=_kolom(
        *(NOMOR, "nik", ("Nama", "nama"), ("No. KK", "no_kk"), "jk_kata", "tempat_lahir", "tanggal_lahir"),
        *(("Alamat", "alamat"), "rt", "rw", "dusun", "desa", ("Kode wilayah", "kode_desa"), "kecamatan", "kabkota"),
        *(("Jenis PPKS", "jenis"), ("Desil", "desil"), "bantuan", ("Keterangan status", "status")),
    ),
)
BAWAAN = (RINGKAS, LENGKAP, BULELENG, GARUT, SIKS_NG)
