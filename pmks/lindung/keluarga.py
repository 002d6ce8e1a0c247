"""Seseorang sebagai anggota keluarga yang diketik: apa yang dikosongkan bila identitasnya dihapus.

Anggota yang ditautkan membaca data orangnya dan ikut kosong. Yang diketik dikenali dari identitas orangnya, kini dan
dahulu (riwayatnya): NIK yang sama; atau nama dan tanggal lahir yang sama di kecamatan itu; atau nama yang sama pada KK
yang sama bila tanggal lahirnya tidak diketik atau hanya perkiraan. Karena itu semua di sini dijalankan sebelum tabel
orang dan riwayatnya dikosongkan.

Keluarga dan anggota lainnya tetap: hanya sebutan orang itu yang hilang dari kalimat bebas. Bila tidak ada anggota lain
yang masih bernama, nomor KK, alamat, dan titik keluarga itu hanya menunjuk dirinya, jadi ikut dikosongkan.
"""

from tksk_portal.lindung.sasaran import DIHAPUS, Sasaran, pola, tanpa_sebutan

TANDA = "dihapus"
STATISTIK = "dihitung dalam angka; tanpa identitas tidak menunjuk siapa pun"
KELUARGANYA = "milik keluarga itu, yang anggota lainnya tetap"

# Potongan SQL dari tetapan di berkas ini; tidak ada isian orang di dalamnya.
SEMUA = (
    "(WITH RECURSIVE s AS (SELECT id FROM pmks_orang WHERE id = $1 "
    "UNION SELECT o.id FROM pmks_orang o JOIN s ON o.digabung_ke_id = s.id) SELECT id FROM s)"
)
_DIRI = f"FROM pmks_orangriwayat i WHERE i.pgh_obj_id IN {SEMUA} AND i.nama <> '{DIHAPUS}'"
# Dari riwayatnya, yang dikosongkan paling akhir: nomor KK keluarga itu sendiri sudah kosong bila tidak ada orang lain.
_SEKARTU = (
    "(SELECT k.pgh_obj_id FROM pmks_kesatuanriwayat k WHERE k.no_kk <> '' "  # noqa: S608
    f"AND k.no_kk IN (SELECT i.no_kk {_DIRI}))"
)


def _cocok(nik: str, nama: str, lahir: str, perkiraan: str, sekeluarga: str = _SEKARTU) -> str:
    """Return the condition that a typed member is the person, from the SQL of its four columns.

    Args:
        sekeluarga: the families in which a name without a certain birth date is the person's.
    """
    return (
        f"({nik} <> '' AND {nik} IN (SELECT i.nik {_DIRI}) "
        f"OR {nama} <> '' AND left(wilayah_id, 8) IN (SELECT left(i.wilayah_id, 8) {_DIRI}) "
        f"AND ((lower({nama}), {lahir}) IN (SELECT lower(i.nama), i.tanggal_lahir {_DIRI}) "
        f"OR ({lahir} IS NULL OR {perkiraan}) AND lower({nama}) IN (SELECT lower(i.nama) {_DIRI}) "
        f"AND kesatuan_id IN {sekeluarga}))"
    )


COCOK = _cocok("nik", "nama", "tanggal_lahir", "lahir_perkiraan")
ANGGOTA = f"(SELECT pgh_obj_id FROM pmks_anggotariwayat WHERE orang_id IN {SEMUA} OR {COCOK})"  # noqa: S608
KELUARGA = f"(SELECT kesatuan_id FROM pmks_anggotariwayat WHERE orang_id IN {SEMUA} OR {COCOK})"  # noqa: S608
# Di keluarga yang memuat dirinya, namanya saja sudah cukup: usulan dapat mendahului NIK dan tanggal lahirnya.
_COCOK_USUL = _cocok(
    "(e ->> 'nik')",
    "(e ->> 'nama')",
    "(e ->> 'tanggal_lahir')::date",
    "(e ->> 'lahir_perkiraan')::boolean",
    f"(SELECT * FROM {KELUARGA} AS f(id) UNION SELECT * FROM {_SEKARTU} AS f(id))",  # noqa: S608
)
# Nama dan NIK-nya sebagai satu pola.
POLA = pola(f"SELECT i.nama AS x {_DIRI} AND length(i.nama) > 2 UNION SELECT i.nik {_DIRI} AND i.nik <> ''")
_BACA = ("pmks_orang", "pmks_orangriwayat", "pmks_kesatuanriwayat", "pmks_anggotakesatuan", "pmks_anggotariwayat")
_KASUS = f"(SELECT c.id FROM pmks_kasuskesatuan c WHERE c.kesatuan_id IN {KELUARGA})"  # noqa: S608
_REVISI = f"(SELECT c.id FROM pmks_revisikesatuan c WHERE c.kesatuan_id IN {KELUARGA})"  # noqa: S608
# Sesudah riwayat anggotanya dikosongkan; keluarga yang dahulu sudah dikosongkan tidak disentuh lagi (lihat `_data`).
_DIKOSONGKAN = f"(SELECT kesatuan_id FROM pmks_anggotariwayat WHERE orang_id IN {SEMUA} OR nama = '{DIHAPUS}')"  # noqa: S608


def _sendiri(kunci: str) -> str:
    """Return the condition that nobody else with a name is left in the family that a column names."""
    return (
        "NOT EXISTS (SELECT 1 FROM pmks_anggotakesatuan a LEFT JOIN pmks_orang o ON o.id = a.orang_id "  # noqa: S608
        f"WHERE a.kesatuan_id = {kunci} AND a.keluar_pada IS NULL AND (a.orang_id IS NULL AND a.nama <> '{DIHAPUS}' "
        f"OR a.orang_id NOT IN {SEMUA} AND coalesce(o.alasan_tanpa_nik, '') <> '{TANDA}'))"
    )


def _tanpa_sebutan(kolom: str) -> str:
    return tanpa_sebutan(kolom, POLA)


def _bila_sendiri(tabel: str, kunci: str, kosong: dict[str, str]) -> dict[str, str]:
    """Return columns that are blanked only when nobody else is left."""
    return {k: f"CASE WHEN {_sendiri(f'{tabel}.{kunci}')} THEN {isi} ELSE {tabel}.{k} END" for k, isi in kosong.items()}


def _data(tabel: str, kunci: str, keluarga: str, *, aplikasi: bool) -> Sasaran:
    sendiri = _sendiri(f"{tabel}.{kunci}")
    kosong = {"no_kk": "''", "alasan_tanpa_kk": f"'{TANDA}'", "rt": "''", "rw": "''", "dusun": "''"}
    kosong |= {"lintang": "NULL", "bujur": "NULL"}
    return Sasaran(
        tabel,
        f"bentuk = 'keluarga' AND {kunci} IN {keluarga} AND (no_kk, alamat) <> ('', '{DIHAPUS}') "
        f"AND ({sendiri} OR alamat ~* {POLA})",
        _bila_sendiri(tabel, kunci, kosong)
        | {"alamat": f"CASE WHEN {sendiri} THEN '{DIHAPUS}' ELSE {_tanpa_sebutan('alamat')} END", "nama": "''"},
        dict.fromkeys(("bentuk", "jumlah_kk", "jiwa_l", "jiwa_p", "umur_l", "umur_p", "sumber"), STATISTIK)
        | {"tanggal_data": STATISTIK, "peka": STATISTIK},
        aplikasi=aplikasi,
        baca=_BACA,
    )


_ANGGOTA_KOSONG = {
    "nama": f"CASE WHEN nama = '' THEN '' ELSE '{DIHAPUS}' END",
    "nik": "''",
    "tanggal_lahir": "NULL",
    "lahir_perkiraan": "false",
}
_ANGGOTA_TETAP = dict.fromkeys(("orang", "hubungan", "jk", "keluar_pada", "keluar_sebab"), STATISTIK)
_KASUS_TETAP = dict.fromkeys(("status", "jenis", "kriteria", "temuan", "ditemukan_pada"), KELUARGANYA)


def _kasus(tabel: str, *, aplikasi: bool) -> Sasaran:
    sendiri = _sendiri(f"{tabel}.kesatuan_id")
    return Sasaran(
        tabel,
        f"kesatuan_id IN {KELUARGA} AND keterangan <> '' AND ({sendiri} OR keterangan ~* {POLA})",
        {"keterangan": f"CASE WHEN {sendiri} THEN '' ELSE {_tanpa_sebutan('keterangan')} END"},
        _KASUS_TETAP,
        aplikasi=aplikasi,
        baca=_BACA,
    )


_USUL_ANGGOTA = "jsonb_array_elements(coalesce(isi -> 'anggota', '[]'))"
_USUL_KOSONG = f'{{"nama": "{DIHAPUS}", "nik": "", "tanggal_lahir": null, "lahir_perkiraan": false}}'


def _usulan(tabel: str) -> Sasaran:
    """Return what becomes of a change: the entry of this person is blanked, the other members' stay as proposed."""
    anggota = (
        f"(SELECT coalesce(jsonb_agg(CASE WHEN {_COCOK_USUL} THEN e || '{_USUL_KOSONG}' ELSE e END ORDER BY n), '[]') "  # noqa: S608
        f"FROM {_USUL_ANGGOTA} WITH ORDINALITY AS t(e, n))"
    )
    return Sasaran(
        tabel,
        f"kesatuan_id IN {KELUARGA} OR EXISTS (SELECT 1 FROM {_USUL_ANGGOTA} AS t(e) WHERE {_COCOK_USUL})",  # noqa: S608
        {
            "isi": f"CASE WHEN {_sendiri(f'{tabel}.kesatuan_id')} THEN '{{}}' "
            f"WHEN jsonb_exists(isi, 'anggota') THEN jsonb_set(isi, '{{anggota}}', {anggota}) ELSE isi END",
            "alasan": _tanpa_sebutan("alasan"),
        },
        {"status": STATISTIK},
        baca=_BACA,
    )


def _catatan(tabel: str, kolom: str, kunci: str, milik: str, tetap: tuple[str, ...] = ()) -> Sasaran:
    return Sasaran(
        tabel,
        f"{kunci} AND {kolom} ~* {POLA}",
        {kolom: _tanpa_sebutan(kolom)},
        dict.fromkeys(tetap, STATISTIK),
        baca=(*_BACA, milik),
    )


_PUTUSAN = ("aksi", "dari", "ke")
SASARAN_KELUARGA = (
    # Lebih dahulu anggotanya: sesudah itu barulah terlihat apakah masih ada orang lain yang bernama.
    Sasaran("pmks_anggotakesatuan", f"nama <> '' AND {COCOK}", _ANGGOTA_KOSONG, _ANGGOTA_TETAP, aplikasi=True),
    _kasus("pmks_kasuskesatuan", aplikasi=True),
    _data("pmks_kesatuan", "id", KELUARGA, aplikasi=True),
    _kasus("pmks_kasuskesatuanriwayat", aplikasi=False),
    _usulan("pmks_revisikesatuan"),
    _usulan("pmks_revisikesatuanriwayat"),
    _catatan("pmks_putusankesatuan", "komentar", f"rekaman_id IN {_KASUS}", "pmks_kasuskesatuan", _PUTUSAN),
    _catatan("pmks_putusanrevisikesatuan", "komentar", f"rekaman_id IN {_REVISI}", "pmks_revisikesatuan", _PUTUSAN),
    _catatan("pmks_pengecualiankesatuan", "alasan", f"kasus_id IN {_KASUS}", "pmks_kasuskesatuan"),
    # Dua yang terakhir: dari sinilah yang di atas mengenali keluarganya.
    Sasaran("pmks_anggotariwayat", f"pgh_obj_id IN {ANGGOTA}", _ANGGOTA_KOSONG, _ANGGOTA_TETAP, baca=_BACA),
    _data("pmks_kesatuanriwayat", "pgh_obj_id", _DIKOSONGKAN, aplikasi=False),
)
