"""Tata letak buku kerja PMKS yang dikenali dari judul kolomnya (pelajaran.md, bagian terakhir)."""

from tksk_portal.excel.tataletak import Kolom, TataLetak

# Sebutan tiap isian; dibandingkan sesudah huruf besar, spasi, dan tanda baca diabaikan.
SEBUTAN: dict[str, tuple[str, tuple[str, ...]]] = {
    "nik": ("NIK", ("nik", "no nik", "nomor nik", "no ktp", "nomor ktp", "no ktp nik", "nik ktp")),
    "alasan_tanpa_nik": ("Alasan tanpa NIK", ("alasan tanpa nik", "alasan tidak punya nik")),
    "nama": ("Nama lengkap", ("nama", "nama lengkap", "nama ppks", "nama pmks", "nama penerima", "nama kpm")),
    "jk": ("Jenis kelamin", ("jenis kelamin", "jk", "l p", "kelamin", "sex", "gender", "jenis kelamin l p")),
    "tempat_lahir": ("Tempat lahir", ("tempat lahir", "tempatlahir", "tmp lahir", "tmpt lahir")),
    "tanggal_lahir": ("Tanggal lahir", ("tanggal lahir", "tgl lahir", "tanggallahir", "tgl lhr", "tanggal_lahir")),
    "jenis": (
        "Jenis PMKS",
        (
            *("jenis pmks", "jenis ppks", "jenis", "kode kategori", "kategori", "kategori pmks", "kategori ppks"),
            *("kode pmks", "kode ppks", "jenis masalah", "jenis masalah sosial", "pmks", "ppks"),
        ),
    ),
    "kriteria": ("Kriteria", ("kriteria", "kriteria terpenuhi")),
    "disabilitas": ("Jenis disabilitas", ("jenis disabilitas", "disabilitas", "ragam disabilitas", "jenis kecacatan")),
    "kedudukan": (
        "Kedudukan dalam perkara",
        ("kedudukan dalam perkara", "kedudukan anak dalam perkara", "kedudukan anak", "kedudukan"),
    ),
    "bebas_pada": ("Bebas dari lapas pada", ("bebas dari lapas pada", "tanggal bebas", "tgl bebas", "bebas pada")),
    "negeri": (
        "Dalam atau luar negeri",
        ("dalam atau luar negeri", "dalam luar negeri", "tempat kejadian atau bekerja"),
    ),
    "negara": ("Negara", ("negara", "negara tujuan", "negara tempat bekerja")),
    "kejadian": ("Macam kejadian", ("macam kejadian", "jenis kejadian", "jenis bencana", "macam bencana")),
    "kejadian_pada": ("Tanggal kejadian", ("tanggal kejadian", "tgl kejadian", "tanggal bencana")),
    "tanggungan": ("Jumlah tanggungan", ("jumlah tanggungan", "tanggungan", "jml tanggungan")),
    "ditemukan_pada": ("Ditemukan pada", ("ditemukan pada", "tanggal ditemukan", "tgl ditemukan")),
    "keterangan": ("Keterangan", ("keterangan", "catatan", "ket", "keterangan jenis")),
    "alasan_khusus": ("Alasan di luar aturan umur", ("alasan di luar aturan umur", "alasan di luar aturan")),
    "desa": (
        "Desa/kelurahan",
        (
            *("desa kelurahan", "kelurahan", "desa", "kelurahan desa", "kode desa", "kode kelurahan", "nama desa"),
            *("nama kelurahan", "desa kel", "kel desa", "kampung"),
        ),
    ),
    "kecamatan": ("Kecamatan", ("kecamatan", "kec", "nama kecamatan", "distrik", "kode kecamatan")),
    "kabkota": ("Kabupaten/kota", ("kabupaten kota", "kabupaten", "kab kota", "kota", "kab", "nama kabupaten")),
    "alamat": (
        "Alamat tinggal",
        ("alamat tinggal", "alamat", "alamat domisili", "alamat lengkap", "alamat rumah", "alamat sekarang"),
    ),
    "rt": ("RT", ("rt", "no rt")),
    "rw": ("RW", ("rw", "no rw")),
    "dusun": ("Dusun/lingkungan", ("dusun", "dusun lingkungan", "lingkungan", "nama dusun")),
    "alamat_ktp": ("Alamat sesuai KTP", ("alamat sesuai ktp", "alamat ktp", "alamat kk", "alamat sesuai kk")),
    "no_kk": ("Nomor KK", ("nomor kk", "no kk", "kk", "nokk", "no kartu keluarga", "nomor kartu keluarga")),
    "alasan_tanpa_kk": ("Alasan tanpa KK", ("alasan tanpa kk", "alasan tidak punya kk")),
    "telepon": (
        "Nomor telepon",
        ("nomor telepon", "telepon", "no telepon", "no hp", "nomor hp", "hp", "telp", "no telp"),
    ),
    "bantuan": ("Bantuan yang diterima", ("bantuan yang diterima", "bantuan", "bansos", "jenis bantuan")),
    "desil": ("Desil DTSEN", ("desil dtsen", "desil", "desil kesejahteraan")),
    "lintang": ("Lintang", ("lintang", "lat", "latitude", "garis lintang")),
    "bujur": ("Bujur", ("bujur", "lng", "long", "longitude", "lon", "garis bujur")),
    "sumber": ("Sumber data", ("sumber data", "sumber")),
    "tanggal_data": ("Tanggal data", ("tanggal data", "tanggal pendataan", "tgl pendataan", "tanggal kunjungan")),
}
WAJIB = ("nama", "jk", "tanggal_lahir", "jenis")
JENIS_SEL = {
    **dict.fromkeys(("nik", "no_kk"), "nomor16"),
    **dict.fromkeys(("tanggal_lahir", "tanggal_data", "bebas_pada", "kejadian_pada", "ditemukan_pada"), "tanggal"),
    **dict.fromkeys(("jk", "desa", "alasan_tanpa_nik", "alasan_tanpa_kk", "sumber"), "pilihan"),
    **dict.fromkeys(("kedudukan", "negeri", "kejadian"), "pilihan"),
    **dict.fromkeys(("desil", "tanggungan"), "bilangan"),
}
PETUNJUK = {
    "nik": "16 angka dari KTP atau KK. Kosong: isi alasannya di kolom berikut.",
    "tanggal_lahir": "Contoh 12-05-1958. Bila hanya tahunnya yang diketahui, tulis 1958.",
    "jenis": "Nomor atau nama jenis. Lebih dari satu: pisahkan dengan titik koma, misalnya 8; 24.",
    "kriteria": "Huruf kriteria, misalnya a, c. Bila jenisnya lebih dari satu: 8a; 24b.",
    "disabilitas": "Untuk jenis 5 dan 9: fisik, intelektual, mental, sensorik; boleh lebih dari satu.",
    "kedudukan": "Untuk jenis 3: pelaku, korban, atau saksi.",
    "bebas_pada": "Untuk jenis 15. Contoh 12-05-2025; bila hanya tahunnya yang diketahui, tulis 2025.",
    "negeri": "Untuk jenis 18 dan 20: dalam negeri atau luar negeri.",
    "negara": "Untuk jenis 18 dan 20 di luar negeri, misalnya Malaysia.",
    "kejadian": "Untuk jenis 21 dan 22. Pilih dari daftar.",
    "kejadian_pada": "Untuk jenis 21 dan 22. Contoh 02-11-2026; bila hanya tahunnya yang diketahui, tulis 2026.",
    "tanggungan": "Untuk jenis 23: banyaknya orang yang ditanggung; 0 bila tidak ada.",
    "ditemukan_pada": "Kosong: sama dengan tanggal data. Aturan yang berlaku pada hari itu yang dipakai.",
    "desil": "1 sampai 10, keadaan pada tanggal datanya. Yang terbaru berlaku.",
    "bantuan": "PKH, Sembako, PBI, BLT Desa, Atensi, Daerah; boleh lebih dari satu, dipisah titik koma.",
}


def _kolom(*nama: str, wajib: tuple[str, ...] = WAJIB) -> tuple[Kolom, ...]:
    return tuple(
        Kolom(n, SEBUTAN[n][0], SEBUTAN[n][1], n in wajib, JENIS_SEL.get(n, "teks"), PETUNJUK.get(n, "")) for n in nama
    )


# Buleleng, Garut, dan templat portal menyebut kolom yang sama dengan judul yang berbeda: satu tata letak cukup, dan
# kolom lain yang ikut ada (RT, dusun) tidak hilang. OpenSID tidak menyebut jenis: dipilih saat mengunggah.
PMKS = TataLetak("pmks", "Daftar PMKS/PPKS", _kolom(*SEBUTAN), frozenset({*WAJIB, "nik"}))
OPENSID = TataLetak(
    "penduduk",
    "Daftar penduduk (tanpa kolom jenis)",
    _kolom(
        *(n for n in SEBUTAN if n not in ("jenis", "kriteria", "alasan_khusus")), wajib=("nama", "jk", "tanggal_lahir")
    ),
    frozenset({"nik", "no_kk", "alamat"}),
)
TATA_LETAK = (PMKS, OPENSID)
# Kolom templat portal, dalam urutan yang enak diisi.
TEMPLAT = TataLetak(
    "pmks",
    "Templat Portal TKSK",
    _kolom(*(n for n in SEBUTAN if n not in ("kabkota", "kecamatan")), wajib=(*WAJIB, "desa")),
    PMKS.tanda,
)
TEMPLAT_KABKOTA = TataLetak(
    "pmks", "Templat Portal TKSK", _kolom(*(n for n in SEBUTAN if n != "kabkota"), wajib=(*WAJIB, "desa")), PMKS.tanda
)
# Judul khas -> nama tata letak yang dipakai kantor, untuk ditampilkan.
CIRI = (
    (("alasan tanpa nik", "tanggal data"), "Templat Portal TKSK"),
    (("kode kategori", "tgl lahir"), "PMKS Kabupaten Buleleng"),
    (("nama ppks", "jenis ppks"), "Formulir Pendataan PPKS Kabupaten Garut"),
    (("tempatlahir", "tanggallahir"), "Penduduk OpenSID"),
)
