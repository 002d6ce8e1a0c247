"""Tata letak uji: sebutan kolom seperti yang didaftarkan sebuah ruang."""

from tksk_portal.excel.tataletak import Kolom, TataLetak

NIK = Kolom("nik", "NIK", ("nik", "no ktp", "no ktp nik"), True, "nomor16")
NAMA = Kolom("nama", "Nama lengkap", ("nama", "nama ppks", "nama lengkap"), True)
LAHIR = Kolom("tanggal_lahir", "Tanggal lahir", ("tanggal lahir", "tgl lahir", "tanggallahir"), False, "tanggal")
JK = Kolom("jk", "Jenis kelamin", ("jenis kelamin", "jk", "sex", "l p"), False, "pilihan")
UMUM = (
    NIK,
    NAMA,
    Kolom("no_kk", "Nomor KK", ("no kk", "nomor kk"), False, "nomor16"),
    JK,
    Kolom("tempat_lahir", "Tempat lahir", ("tempat lahir", "tempatlahir")),
    LAHIR,
    Kolom("alamat", "Alamat", ("alamat",)),
    Kolom("alamat_ktp", "Alamat sesuai KTP", ("alamat sesuai ktp",)),
    Kolom("desa", "Desa/kelurahan", ("desa", "desa kelurahan", "kode desa"), False, "pilihan"),
    Kolom("kecamatan", "Kecamatan", ("kecamatan",)),
    Kolom("kabkota", "Kabupaten/kota", ("kabupaten", "kabupaten kota")),
    Kolom("rt", "RT", ("rt",)),
    Kolom("rw", "RW", ("rw",)),
)
JENIS = Kolom("jenis", "Jenis PMKS", ("jenis ppks", "jenis pmks", "kode kategori"), True)
PMKS = TataLetak(
    "pmks",
    "PMKS",
    (
        *UMUM,
        JENIS,
        Kolom("keterangan", "Keterangan", ("catatan", "keterangan")),
        Kolom("disabilitas", "Disabilitas", ("jenis disabilitas",)),
    ),
    frozenset({"nik", "nama", "jenis"}),
)
PSKS = TataLetak(
    "psks",
    "PSKS",
    (
        *UMUM,
        Kolom("kategori_psks", "Kode kategori", ("kode kategori",), True),
        Kolom("tipe_lembaga", "Tipe lembaga", ("tipe lembaga",)),
        Kolom("nomor_registrasi", "Nomor registrasi", ("nomor registrasi",)),
        Kolom("keterangan", "Catatan", ("catatan",)),
    ),
    frozenset({"kategori_psks", "tipe_lembaga"}),
)
TKSK = TataLetak(
    "tksk",
    "Daftar TKSK",
    (*UMUM, Kolom("niat", "NIAT", ("niat",), True), Kolom("telepon", "Telepon", ("no handphone",))),
    frozenset({"niat"}),
)
KARANG_TARUNA = TataLetak(
    "karang_taruna",
    "Karang Taruna",
    (
        Kolom("nama", "Nama Karang Taruna", ("nama karang taruna",), True),
        Kolom("alamat", "Alamat", ("alamat lengkap sekretariat",)),
        Kolom("kecamatan", "Kecamatan", ("kecamatan",)),
        Kolom("desa", "Desa", ("desa",)),
        Kolom("pengurus_l", "Pengurus L", ("jumlah pengurus l",), False, "bilangan"),
        Kolom("pengurus_p", "Pengurus P", ("jumlah pengurus p",), False, "bilangan"),
        Kolom("anggota_l", "Anggota L", ("jumlah anggota l",), False, "bilangan"),
        Kolom("anggota_p", "Anggota P", ("jumlah anggota p",), False, "bilangan"),
    ),
    frozenset({"nama"}),
)
PENDUDUK = TataLetak("penduduk", "Penduduk", UMUM, frozenset({"nik", "alamat"}))
SEMUA = (PMKS, PSKS, TKSK, KARANG_TARUNA, PENDUDUK)
