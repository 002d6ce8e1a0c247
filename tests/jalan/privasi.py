"""Keputusan privasi tiap kolom: kolom baru tanpa keputusan menggagalkan `tests/test_pribadi.py`.

- `identitas`: siapa orangnya; samar di atas kab/kota, tidak pernah di alamat halaman, catatan, kuki, atau galat;
- `peka`: keadaan orang itu, atau kalimat bebas tentangnya; hanya di balik dinding, tidak di alamat halaman;
- `petugas`: tentang petugas, bukan orang yang didata; terlihat oleh kantornya dan dalam riwayat;
- `teknis`: kunci, versi, waktu, penunjuk;
- `umum`: angka atau acuan yang boleh dilihat siapa saja yang masuk.
"""

_TINJAUAN = (
    *("derajat", "versi", "diajukan_pada", "diajukan_oleh", "diverifikasi_pada", "diverifikasi_oleh"),
    *("disahkan_pada", "disahkan_oleh", "dibuat_pada", "dibuat_oleh", "id", "orang", "wilayah"),
    "bergerak_pada",
)
_PUTUSAN = {
    "peka": ("komentar", "aksi", "dari", "ke"),
    "petugas": ("oleh", "sebagai"),
    "teknis": ("id", "wilayah", "pada", "rekaman"),
}
_ANGKA = ("id", "wilayah", "jenis", "status", "jk", "kelompok_umur", "jumlah")
_GERAK = ("id", "wilayah", "tanggal", "aksi", "jumlah")

_PER_MODEL: dict[str, dict[str, tuple[str, ...]]] = {
    "pmks.Orang": {
        "identitas": (
            *("nik", "no_kk", "nama", "nama_cari", "tempat_lahir", "tanggal_lahir", "alamat", "rt", "rw", "dusun"),
            *("alamat_ktp", "telepon", "lintang", "bujur"),
        ),
        "peka": (
            *(
                "alasan_tanpa_nik",
                "alasan_tanpa_kk",
                "lahir_perkiraan",
                "jk",
                "kelompok_umur",
                "desil",
                "bantuan",
                "peka",
            ),
            *("sumber", "tanggal_data"),
        ),
        "teknis": (
            *("id", "wilayah", "derajat", "versi", "sidik_kiriman", "dibuat_pada", "dibuat_oleh", "diubah_pada"),
            "diubah_oleh",
        ),
    },
    "pmks.Kasus": {
        "peka": (
            *("status", "jenis", "kriteria", "disabilitas", "keterangan", "alasan_khusus", "temuan", "jk"),
            "kelompok_umur",
        ),
        "teknis": (*_TINJAUAN, "pengesahan"),
    },
    "pmks.Revisi": {
        "identitas": ("isi",),
        "peka": ("status", "alasan"),
        "teknis": (*_TINJAUAN, "kasus", "dasar_versi", "diterapkan_pada"),
    },
    "pmks.PutusanKasus": _PUTUSAN,
    "pmks.PutusanRevisi": _PUTUSAN,
    "pmks.Pengesahan": {
        "umum": ("wilayah", "periode", "jumlah", "jumlah_revisi", "catatan", "pada"),
        "petugas": ("oleh", "sebagai"),
        "teknis": ("id",),
    },
    "pmks.Pengecualian": {"peka": ("alasan",), "teknis": ("id", "pengesahan", "kasus", "wilayah")},
    "pmks.Sel": {"umum": _ANGKA},
    "pmks.Selisih": {"umum": _ANGKA},
    "pmks.Gerak": {"umum": _GERAK},
    "pmks.SelisihGerak": {"umum": _GERAK},
    "pmks.JenisPMKS": {
        "umum": (
            *("kode", "nama", "pendek", "definisi", "subjek", "umur_min", "umur_maks", "jk", "peka"),
            "tanya_disabilitas",
        )
    },
    "pmks.KriteriaPMKS": {"umum": ("id", "jenis", "huruf", "teks")},
    "jejak.Pembukaan": {
        "peka": ("tujuan", "bagian"),
        "petugas": ("oleh", "penempatan", "sebagai"),
        "teknis": ("id", "wilayah", "jenis", "objek_id", "pada"),
    },
    "akun.Akun": {
        "petugas": ("username", "nama", "email", "telepon", "wilayah"),
        "teknis": ("id", "password", "last_login", "dibuat_pada", "ditutup_pada", "ditutup_oleh"),
    },
    "akun.Penempatan": {
        "petugas": ("akun", "peran", "tempat", "mulai", "selesai", "dasar"),
        "teknis": ("id", "dibuat_pada", "dibuat_oleh"),
    },
    "akun.Tautan": {
        "petugas": ("akun", "jenis", "dibuat_oleh", "dibatalkan_oleh"),
        "teknis": ("id", "sidik", "dibuat_pada", "berlaku_sampai", "dipakai_pada", "dibatalkan_pada"),
    },
    "akun.SyaratMasuk": {"umum": ("wilayah", "peran", "wajib_dua_langkah"), "teknis": ("id",)},
    "tinjauan.Langkah": {"umum": ("jenis", "aksi", "dari", "ke", "peran"), "teknis": ("id",)},
    "pekerjaan.Putaran": {"teknis": ("nama", "mulai_pada", "selesai_pada", "galat", "gagal_beruntun")},
    "wilayah.Wilayah": {
        "umum": (
            *("kode", "nama", "nama_cari", "tingkat", "jenis", "induk", "berlaku_sejak", "berlaku_sampai"),
            *("catatan_masa", "isi"),
        )
    },
    "wilayah.Penerus": {"umum": ("id", "lama", "baru", "dasar")},
    "wilayah.Ejaan": {"umum": ("id", "wilayah", "ejaan", "ejaan_cari")},
}

KEPUTUSAN: dict[str, str] = {
    f"{model}.{kolom}": kelas
    for model, per_kelas in _PER_MODEL.items()
    for kelas, semua in per_kelas.items()
    for kolom in semua
}
