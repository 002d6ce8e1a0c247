"""Tiap kolom tentang seorang petugas: dikosongkan dengan apa, atau mengapa tetap.

Dokumen kedinasan tetap tanpa orangnya: hunian (siapa menduduki formasi, jadi atas tugas apa data dikerjakan), nomor dan
masa SK, tali asih (uang negara), penilaian dan pelatihan sebagai hitungan. Nomor SK menunjuk arsip kantor; di situlah,
menurut jadwal retensi kantor itu, identitasnya tetap disimpan. Berapa lama belum dipastikan: kantor mengaturnya sebagai
masa simpan (`subjek.py`).

Akunnya ikut dikosongkan: jejak pekerjaannya tetap menyebut tugas dan kecamatannya, bukan namanya. Sebutannya dibaca
dari riwayat, yang karena itu dikosongkan paling akhir. `tests/lindung/test_sasaran.py` mencocokkan daftar ini dengan
keputusan privasi.
"""

from tksk_portal.lindung.sasaran import (
    DIHAPUS,
    LAHIR,
    Sasaran,
    berdua,
    isi_teks,
    pola,
    sasaran_pembukaan,
    sasaran_permintaan,
    tanpa_sebutan,
)

KODE = "petugas.petugas"
TANDA = "dihapus"
STATISTIK = "dihitung dalam angka; tanpa identitas tidak menunjuk siapa pun"
KEDINASAN = "dokumen kedinasan; menunjuk arsip kantor, tanpa identitas di sini"
UANG = "pertanggungjawaban uang negara; tanpa identitas"

# Potongan SQL dari tetapan di berkas ini; tidak ada isian orang di dalamnya.
_DIRI = "FROM petugas_petugasriwayat i WHERE i.pgh_obj_id = $1"
POLA = pola(
    f"SELECT i.nama AS x {_DIRI} AND length(i.nama) > 2 AND i.nama <> '{DIHAPUS}' "
    f"UNION SELECT i.nik {_DIRI} AND i.nik <> '' UNION SELECT i.niat {_DIRI} AND i.niat <> '' "
    f"UNION SELECT i.telepon {_DIRI} AND length(i.telepon) > 7"
)
AKUN = "(SELECT akun_id FROM petugas_petugas WHERE id = $1)"
HUNIAN = "(SELECT id FROM petugas_hunian WHERE petugas_id = $1)"
_RIWAYAT = ("petugas_petugasriwayat",)

_KOSONG = {
    "nama": f"'{DIHAPUS}'",
    "nama_cari": f"'{TANDA}'",
    **dict.fromkeys(("nama_ibu", "nik", "niat", "tempat_lahir", "agama", "alamat", "rt", "rw", "telepon"), "''"),
    **dict.fromkeys(("email", "pekerjaan", "bank1", "rekening1", "bank2", "rekening2"), "''"),
    "tanggal_lahir": f"DATE '{LAHIR}'",
    **dict.fromkeys(("domisili_id", "foto"), "NULL"),
}
_TETAP = {
    **dict.fromkeys(("jk", "pendidikan", "tahun_angkat"), STATISTIK),
    "akun": "penunjuk ke akun, yang ditutup dan identitasnya ikut dikosongkan",
}


def _sebut(panjang: int, *kolom: str) -> dict[str, str]:
    """Return text columns without the officer's name and numbers, no longer than they may be."""
    return {k: f"left({tanpa_sebutan(k, POLA)}, {panjang})" for k in kolom}


def _catatan(
    tabel: str, kosong: dict[str, str], tetap: tuple[str, ...], alasan: str = KEDINASAN
) -> tuple[Sasaran, ...]:
    """Return what hangs on an officer, and its history."""
    return berdua(Sasaran(tabel, "petugas_id = $1", kosong, dict.fromkeys(tetap, alasan), baca=_RIWAYAT))


SASARAN = (
    # Lebih dahulu akunnya, selagi petugasnya menunjuknya; ia dikelola kantor provinsi, di luar lingkup kab/kota.
    *berdua(
        Sasaran(
            "akun_akun",
            f"id = {AKUN}",
            {
                "nama": f"'{DIHAPUS}'",
                "username": "'dihapus.' || right(id::text, 12)",
                "email": "''",
                "telepon": "''",
                "password": "'!'",
            },
            {"wilayah": "kantor yang mengelola akunnya"},
            aplikasi=True,
            luar=True,
        ),
        f"pgh_obj_id = {AKUN}",
        ("password",),
        baca=("petugas_petugas",),
    ),
    *_catatan("petugas_hunian", _sebut(200, "dasar"), ("petugas", "jenis", "mulai", "selesai", "alasan")),
    *_catatan(
        "petugas_sk",
        {"perihal": isi_teks("perihal"), "berkas": "NULL"},
        ("tingkat", "nomor", "tanggal", "mulai", "selesai"),
    ),
    *_catatan(
        "petugas_pelatihan",
        {"sertifikat": "''", "berkas": "NULL", **_sebut(160, "nama")},
        ("penyelenggara", "mulai", "selesai"),
        STATISTIK,
    ),
    *_catatan("petugas_penilaian", {"dasar": "'[]'", "uraian": isi_teks("uraian")}, ("tahun", "hasil"), STATISTIK),
    *_catatan("petugas_penghargaan", _sebut(160, "nama"), ("pemberi", "tanggal"), STATISTIK),
    *_catatan(
        "petugas_usulan",
        {"catatan": isi_teks("catatan"), "alasan_tutup": isi_teks("alasan_tutup")},
        (
            *("petugas", "tahap", "bukan_pns", "sehat", "berkelakuan_baik", "aktif", "komputer"),
            *("diusulkan_pada", "direkomendasikan_pada", "diteruskan_pada", "ditetapkan_pada", "ditutup_pada"),
        ),
    ),
    *berdua(
        Sasaran(
            "petugas_serahterima",
            f"dari_id IN {HUNIAN} OR ke_id IN {HUNIAN}",
            _sebut(1500, "barang", "mitra", "catatan") | _sebut(160, "saksi"),
            dict.fromkeys(("dari", "ke", "tanggal", "isi"), KEDINASAN),
            baca=("petugas_hunian", *_RIWAYAT),
        ),
    ),
    Sasaran(
        "petugas_kartu",
        "petugas = $1",
        {"nama": f"'{DIHAPUS}'", "niat": "''", "dicabut_pada": "coalesce(dicabut_pada, now())"},
        dict.fromkeys(("tugas", "berlaku_sampai"), "kartu yang beredar terbaca sudah dicabut; tanpa nama"),
    ),
    sasaran_pembukaan(KODE, "objek_id = $1"),
    *sasaran_permintaan(KODE, "objek_id = $1"),
    # Yang terakhir: dari sinilah yang di atas mengenali orangnya.
    *berdua(Sasaran("petugas_petugas", "id = $1", _KOSONG, _TETAP), "pgh_obj_id = $1"),
)
# Tabel lain yang dapat memuat orang, dan apa yang terjadi dengannya.
TANPA_SASARAN = {
    "petugas_taliasih": f"bulan, sumber, dan jumlahnya: {UANG}",
    "petugas_formasi": "kursi kecamatan, bukan orangnya",
}
