"""Tiap kolom tentang orang di register PSKS: dikosongkan dengan apa, atau mengapa tetap.

Dua macam rekaman: mitra yang adalah orang atau keluarga (`psks.mitra`), yang barisnya tinggal hitungan; dan pimpinan
atau kontak sebuah lembaga (`psks.kontak`), yang lembaganya tetap. Kontak yang dahulu pun, yang tinggal di riwayat, ikut
dikosongkan: ia tidak menunjuk apa pun selain orangnya.

Kalimat yang menyebut orangnya tetapi bukan miliknya (jejaring, catatan lembaga) kehilangan sebutan itu saja. Sebutannya
dibaca dari riwayat, yang karena itu dikosongkan paling akhir. Daftar ini dipasang migrasi; sesudah rilis, perubahan
memerlukan migrasi baru dengan `PasangSasaran`. `tests/lindung/test_sasaran.py` mencocokkannya dengan keputusan privasi.
"""

from tksk_portal.lindung.sasaran import (
    DIHAPUS,
    Sasaran,
    berdua,
    isi_teks,
    pola,
    sasaran_pembukaan,
    sasaran_permintaan,
    tanpa_sebutan,
)

KODE, KONTAK = "psks.mitra", "psks.kontak"
# Isi `sidik_kiriman` sebuah mitra yang identitasnya dihapus: kolom itu tidak pernah diisi orang.
TANDA = "dihapus"
# Nomor sependek ini (layanan umum, misalnya) tidak dicari dalam kalimat.
PENDEK = 7
STATISTIK = "dihitung dalam angka; tanpa identitas tidak menunjuk siapa pun"
LEMBAGA = "milik lembaganya, yang tetap"
BERSAMA = "milik jejaring itu, yang pihak lainnya tetap"

# Potongan SQL dari tetapan di berkas ini; tidak ada isian orang di dalamnya.
_DIRI = "FROM psks_mitrariwayat i WHERE i.pgh_obj_id = $1"
_KONTAK = (
    f"SELECT i.kontak_nama AS x {_DIRI} AND length(i.kontak_nama) > 2 "
    f"UNION SELECT i.kontak_telepon {_DIRI} AND length(i.kontak_telepon) > {PENDEK}"
)
_MITRA = (
    f"SELECT i.nama AS x {_DIRI} AND i.nama <> '{DIHAPUS}' AND length(i.nama) > 2 UNION {_KONTAK} "
    f"UNION SELECT i.nik {_DIRI} AND i.nik <> '' UNION SELECT i.no_kk {_DIRI} AND i.no_kk <> '' "
    f"UNION SELECT i.telepon {_DIRI} AND length(i.telepon) > {PENDEK}"
)
POLA, POLA_KONTAK = pola(_MITRA), pola(_KONTAK)
REVISI = "(SELECT id FROM psks_revisimitra WHERE mitra_id = $1)"
JEJARING = "(SELECT jejaring_id FROM psks_pihakjejaring WHERE mitra_id = $1)"
LEMBAGANYA = "(SELECT id FROM psks_mitra WHERE id = $1 AND bentuk = 'lembaga')"
_PUTUSAN_TETAP = dict.fromkeys(("aksi", "dari", "ke"), STATISTIK)

_KOSONG = {
    "nama": f"'{DIHAPUS}'",
    **dict.fromkeys(("nomor_registrasi", "alamat", "rt", "rw", "telepon", "surel", "nik", "no_kk"), "''"),
    **dict.fromkeys(("tempat_lahir", "kontak_nama", "kontak_jabatan", "kontak_telepon", "layanan", "jam"), "''"),
    **dict.fromkeys(("alasan_khusus", "keterangan"), "''"),
    **dict.fromkeys(("lintang", "bujur", "tanggal_lahir", "kapasitas", "terisi"), "NULL"),
    **dict.fromkeys(("rincian", "temuan"), "'{}'"),
    "kartu_publik": "false",
}
_TETAP = dict.fromkeys(("jk", "status", "bentuk", "jenis", "sasaran", "cakupan", "tanggal_data"), STATISTIK)
_TETAP["foto"] = "penunjuk ke baris berkas yang isinya dihancurkan"
_PANJANG = {"judul": 120, "target": 300, "tokoh": 300, "alamat": 200, "alasan_khusus": 300, "alasan": 300}


def _sebut(pola: str, *kolom: str) -> dict[str, str]:
    """Return text columns without the words of a pattern, no longer than they may be."""
    semua = {k: tanpa_sebutan(k, pola) for k in kolom}
    return {k: f"left({isi}, {_PANJANG[k]})" if k in _PANJANG else isi for k, isi in semua.items()}


def _jejaring(pola: str) -> tuple[Sasaran, ...]:
    """Return what partners did together, also kept by offices elsewhere in the province."""
    tetap = dict.fromkeys(("jenis", "mulai", "sampai"), BERSAMA)
    kolom = _sebut(pola, "tokoh", "lingkup", "hasil", "judul", "target")
    asal = Sasaran("psks_jejaring", f"id IN {JEJARING}", kolom, tetap, aplikasi=True, luar=True)
    return berdua(asal, f"pgh_obj_id IN {JEJARING}", baca=("psks_pihakjejaring", "psks_mitrariwayat"))


SASARAN = (
    *_jejaring(POLA),
    *berdua(
        Sasaran(
            "psks_dokumenmitra",
            "mitra_id = $1",
            {k: isi_teks(k) for k in ("nomor", "penerbit", "selaku", "nilai")} | {"berlaku_sampai": "NULL"},
            dict.fromkeys(("jenis", "tanggal"), "macam dokumen yang pernah ada; isinya dihancurkan"),
        ),
    ),
    *berdua(
        Sasaran("psks_revisimitra", "mitra_id = $1", {"isi": "'{}'", "alasan": f"'{DIHAPUS}'"}, {"status": STATISTIK})
    ),
    Sasaran("psks_putusanmitra", "rekaman_id = $1", {"komentar": isi_teks("komentar")}, _PUTUSAN_TETAP),
    Sasaran(
        "psks_putusanrevisimitra",
        f"rekaman_id IN {REVISI}",
        {"komentar": isi_teks("komentar")},
        _PUTUSAN_TETAP,
        baca=("psks_revisimitra",),
    ),
    sasaran_pembukaan(KODE, "objek_id = $1"),
    *sasaran_permintaan(KODE, "objek_id = $1"),
    # Yang terakhir riwayatnya: dari sinilah yang di atas mengenali orangnya.
    *berdua(
        Sasaran(
            "psks_mitra",
            "id = $1 AND bentuk <> 'lembaga'",
            {**_KOSONG, "nama_cari": f"'{TANDA}'", "sidik_kiriman": f"'{TANDA}'"},
            _TETAP,
            aplikasi=True,
        ),
        "pgh_obj_id = $1 AND bentuk <> 'lembaga'",
        ("nama_cari", "sidik_kiriman"),
    ),
)

_ORANG = dict.fromkeys(("kontak_nama", "kontak_jabatan", "kontak_telepon"), "''")
# Telepon umum lembaga yang ternyata telepon pribadinya ikut hilang.
_ORANG["telepon"] = "CASE WHEN telepon = kontak_telepon THEN '' ELSE telepon END"
_ORANG |= _sebut(POLA_KONTAK, "alamat", "layanan", "alasan_khusus", "keterangan")
_ORANG["rincian"] = f"{tanpa_sebutan('rincian::text', POLA_KONTAK)}::jsonb"
_LEMBAGA = dict.fromkeys(
    (
        *(k for k in (*_KOSONG, *_TETAP) if k not in _ORANG),
        *("nama_cari", "sidik_kiriman"),
    ),
    LEMBAGA,
)


def _tersebut(tabel: str, kunci: str, *kolom: str, baca: tuple[str, ...] = (), **ganti: str) -> Sasaran:
    """Return texts of an institution that may mention its contact person."""
    kosong = _sebut(POLA_KONTAK, *kolom) | ganti
    return Sasaran(tabel, kunci, kosong, baca=("psks_mitra", "psks_mitrariwayat", *baca))


_ISI = f"{tanpa_sebutan('isi::text', POLA_KONTAK)}::jsonb"
SASARAN_KONTAK = (
    *_jejaring(POLA_KONTAK),
    *berdua(_tersebut("psks_dokumenmitra", f"mitra_id IN {LEMBAGANYA}", "penerbit", "selaku")),
    *berdua(_tersebut("psks_revisimitra", f"mitra_id IN {LEMBAGANYA}", "alasan", isi=_ISI)),
    _tersebut("psks_putusanmitra", f"rekaman_id IN {LEMBAGANYA}", "komentar"),
    _tersebut("psks_putusanrevisimitra", f"rekaman_id IN {REVISI}", "komentar", baca=("psks_revisimitra",)),
    _tersebut("jejak_pembukaan", f"jenis = '{KODE}' AND objek_id IN {LEMBAGANYA}", "tujuan"),
    *sasaran_permintaan(KONTAK, "objek_id = $1"),
    *berdua(
        Sasaran(
            "psks_mitra",
            "id = $1 AND bentuk = 'lembaga'",
            _ORANG,
            _LEMBAGA,
            aplikasi=True,
        ),
        "pgh_obj_id = $1 AND bentuk = 'lembaga'",
        ("nama_cari", "sidik_kiriman"),
    ),
)
# Tabel lain yang dapat memuat orang, dan apa yang terjadi dengannya.
TANPA_SASARAN = {
    "psks_kartumitra": "dihapus pemicunya begitu mitranya ditutup; kartu lembaga tidak memuat kontaknya",
    "psks_kartusasaran": "dihapus bersama kartunya",
    "psks_pihakjejaring": "penunjuk ke mitra yang sudah tanpa identitas",
}
