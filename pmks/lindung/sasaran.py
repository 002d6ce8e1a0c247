"""Tiap kolom tentang seseorang di tiap tabel: dikosongkan dengan apa, atau mengapa tetap.

`tests/pmks/test_lindung.py` mencocokkannya dengan keputusan privasi (`tests/jalan/privasi.py`): tabel atau kolom baru
tentang orang yang belum diputuskan di sini menggagalkannya. Data kembar yang digabung ikut dengan data yang berlaku.
Daftar ini dipasang migrasi; sesudah rilis, perubahan memerlukan migrasi baru dengan `PasangSasaran`.
"""

from pmks.lindung.keluarga import SASARAN_KELUARGA, SEMUA, STATISTIK, TANDA
from tksk_portal.lindung.sasaran import (
    BUKTI_JAWABAN,
    DIHAPUS,
    LAHIR,
    Sasaran,
    berdua,
    isi_teks,
    sasaran_pembukaan,
    sasaran_permintaan,
)

KODE = "pmks.orang"
# Potongan SQL dari tetapan di berkas ini; tidak ada isian orang di dalamnya.
KASUS = f"(SELECT id FROM pmks_kasus WHERE orang_id IN {SEMUA})"  # noqa: S608
REVISI = f"(SELECT id FROM pmks_revisi WHERE orang_id IN {SEMUA})"  # noqa: S608

_ORANG = {
    "nik": "''",
    "alasan_tanpa_nik": f"'{TANDA}'",
    "no_kk": "''",
    "alasan_tanpa_kk": f"'{TANDA}'",
    "nama": f"'{DIHAPUS}'",
    "tempat_lahir": "''",
    "tanggal_lahir": f"DATE '{LAHIR}'",
    "lahir_perkiraan": "true",
    "alamat": "''",
    "rt": "''",
    "rw": "''",
    "dusun": "''",
    "alamat_ktp": "''",
    "telepon": "''",
    "lintang": "NULL",
    "bujur": "NULL",
    "desil": "NULL",
    "bantuan": "'{}'",
}
_ORANG_TETAP = {
    "jk": STATISTIK,
    "sumber": STATISTIK,
    "tanggal_data": STATISTIK,
    "keadaan": STATISTIK,
    "keadaan_pada": STATISTIK,
}
_KASUS = {
    "kriteria": "'{}'",
    "disabilitas": "'{}'",
    "keterangan": "''",
    "alasan_khusus": "''",
    "temuan": "'{}'",
    # Rincian jenis (pmks/rincian.py): kapan bebas, di negara mana, kejadian apa.
    "kedudukan": "''",
    "bebas_pada": "NULL",
    "negeri": "''",
    "negara": "''",
    "kejadian": "''",
    "kejadian_pada": "NULL",
    "tanggungan": "NULL",
}
_KASUS_TETAP = {
    "status": STATISTIK,
    "jenis": STATISTIK,
    "ditemukan_pada": STATISTIK,
    "keadaan": STATISTIK,
    "keadaan_pada": STATISTIK,
}
_PUTUSAN_TETAP = {"aksi": STATISTIK, "dari": STATISTIK, "ke": STATISTIK}
_REVISI = {"isi": "'{}'", "alasan": f"'{DIHAPUS}'"}


def _anak(tabel: str, teks: tuple[str, ...], tetap: tuple[str, ...]) -> tuple[Sasaran, Sasaran]:
    """Return a tracked child of a person: its free texts go, what is counted stays."""
    kosong = {kolom: isi_teks(kolom) for kolom in teks}
    sasaran = Sasaran(tabel, f"orang_id IN {SEMUA}", kosong, dict.fromkeys(tetap, STATISTIK), baca=("pmks_orang",))
    return berdua(sasaran)


SASARAN = (
    # Sebelum orangnya: identitasnya masih diperlukan untuk menemukan dirinya di antara anggota keluarga.
    *SASARAN_KELUARGA,
    *berdua(
        Sasaran(
            "pmks_orang",
            f"id IN {SEMUA}",
            {**_ORANG, "nama_cari": "''", "sidik_kiriman": "''"},
            {**_ORANG_TETAP, "kelompok_umur": STATISTIK, "peka": STATISTIK},
            aplikasi=True,
        ),
        f"pgh_obj_id IN {SEMUA}",
        ("nama_cari", "sidik_kiriman", "kelompok_umur", "peka"),
        baca=("pmks_orang",),
    ),
    *berdua(
        Sasaran(
            "pmks_kasus",
            f"orang_id IN {SEMUA}",
            _KASUS,
            {**_KASUS_TETAP, "jk": STATISTIK, "kelompok_umur": STATISTIK},
            aplikasi=True,
        ),
        "",
        ("jk", "kelompok_umur"),
        baca=("pmks_orang",),
    ),
    *berdua(
        Sasaran("pmks_revisi", f"orang_id IN {SEMUA}", _REVISI, {"status": STATISTIK}, baca=("pmks_orang",)),
    ),
    Sasaran(
        "pmks_putusankasus",
        f"rekaman_id IN {KASUS}",
        {"komentar": isi_teks("komentar")},
        _PUTUSAN_TETAP,
        baca=("pmks_orang", "pmks_kasus"),
    ),
    Sasaran(
        "pmks_putusanrevisi",
        f"rekaman_id IN {REVISI}",
        {"komentar": isi_teks("komentar")},
        _PUTUSAN_TETAP,
        baca=("pmks_orang", "pmks_revisi"),
    ),
    Sasaran(
        "pmks_pengecualian",
        f"kasus_id IN {KASUS}",
        {"alasan": f"'{DIHAPUS}'"},
        baca=("pmks_orang", "pmks_kasus"),
    ),
    *berdua(
        Sasaran(
            "pmks_berkasorang",
            f"orang_id IN {SEMUA}",
            {"keterangan": "''"},
            {"jenis": "macam berkas yang pernah ada; isinya dihancurkan"},
            baca=("pmks_orang",),
        ),
    ),
    *_anak("pmks_kebutuhan", ("catatan", "cara"), ("jenis", "mendesak", "ditemukan_pada", "hasil", "selesai_pada")),
    *_anak(
        "pmks_layanan",
        ("program_lain", "barang", "pemberi", "catatan", "alasan_ubah"),
        ("program", "tanggal", "hanya_bulan", "rupiah", "sumber", "kebutuhan"),
    ),
    *_anak("pmks_keadaanorang", ("alasan",), ("kasus", "keadaan", "tanggal", "terverifikasi")),
    *_anak("pmks_datadtsen", ("catatan", "alasan_ubah"), ("tanggal", "desil", "program", "sumber")),
    Sasaran(
        "pmks_pembatasan",
        f"orang_id IN {SEMUA}",
        {"alasan": f"'{DIHAPUS}'", "alasan_lepas": isi_teks("alasan_lepas")},
        {"dasar": BUKTI_JAWABAN},
        baca=("pmks_orang",),
    ),
    Sasaran(
        "pmks_penggabungan",
        f"utama_id IN {SEMUA} OR lain_id IN {SEMUA}",
        {"isi": "'{}'", "alasan": f"'{DIHAPUS}'"},
        baca=("pmks_orang",),
    ),
    Sasaran(
        "pmks_pindahan",
        f"orang_id IN {SEMUA}",
        {
            "nik": "''",
            "nama": isi_teks("nama"),
            "tahun_lahir": "NULL",
            "alasan": isi_teks("alasan"),
            "jawaban": isi_teks("jawaban"),
        },
        {"jk": STATISTIK, "tanggal": STATISTIK},
        baca=("pmks_orang",),
    ),
    Sasaran(
        "pmks_bentrok",
        f"orang_id IN {SEMUA}",
        {"komentar": isi_teks("komentar")},
        dict.fromkeys(("kecamatan_lain", "status", "putusan", "selesai_karena", "belakangan"), STATISTIK),
        baca=("pmks_orang",),
    ),
    Sasaran(
        "pmks_pasanganmirip",
        f"kiri_id IN {SEMUA} OR kanan_id IN {SEMUA}",
        {"alasan": "'{}'", "komentar": isi_teks("komentar")},
        dict.fromkeys(("skor", "status"), STATISTIK),
        baca=("pmks_orang",),
    ),
    sasaran_pembukaan(KODE, f"objek_id IN {SEMUA}", ("pmks_orang",)),
    *sasaran_permintaan(KODE, f"objek_id IN {SEMUA}", ("pmks_orang",)),
)
# Tabel lain yang dapat memuat orang, dan apa yang terjadi dengannya.
TANPA_SASARAN = {
    "pmks_indeksnik": "dihapus pemicunya begitu NIK orangnya dikosongkan",
    "pmks_kuncinik": "kunci sidik, tidak tentang siapa pun",
    "pmks_pencariannik": "sidik berkunci dari nomor yang ditanyakan; tanpa indeksnya tidak menunjuk siapa pun",
    "pmks_jiwakesatuan": "angka satu keluarga; anggota yang dihapus tetap satu jiwa di dalamnya",
    "arsip_berkas": "isi dan gambar kecilnya dihancurkan; baris tanpa identitas tetap sebagai bukti",
    "dokumen_surat": "surat bernomor adalah arsip yang tidak diubah; disebut pada halaman penghapusan",
    "excel_ekspor": "hanya kode saringan dan keperluan pemintanya; berkasnya dihancurkan",
    "excel_unggahan": "unggahan yang memuat orang ini dibersihkan seluruhnya (pmks/lindung/hapus.py)",
    "excel_barisunggahan": "dihapus bersama unggahannya",
}
