"""Apa yang keluar dari identitas seseorang: aturan yang sama dengan daftar dan halamannya (`pmks.tampak`).

Tertutup dari awal: pada baris yang tersamar hanya kolom di `AMAN` yang lewat; kolom baru tertutup sampai disebut.
"""

from pmks.models.orang import tersamar
from pmks.nama import samarkan_nama, samarkan_nomor
from pmks.tampak import PERLU_TUJUAN
from tksk_portal.akses.lingkup import Lingkup

# Keadaan, tempat, dan waktu: boleh terbaca di samping nama yang samar, seperti di daftar.
AMAN = frozenset(
    {
        *("id", "wilayah_id", "jk", "kelompok_umur", "peka", "desil", "bantuan", "sumber", "tanggal_data", "umur"),
        *("alasan_tanpa_nik", "alasan_tanpa_kk", "lahir_perkiraan", "derajat", "dibuat_pada", "diubah_pada"),
        *("dibuat_oleh_id", "kasus_id", "jenis_id", "kriteria", "disabilitas", "temuan", "status", "diajukan_pada"),
        *("diverifikasi_pada", "disahkan_pada", "diverifikasi_oleh_id", "disahkan_oleh_id", "diajukan_oleh_id"),
        *("bergerak_pada", "ditemukan_pada", "daftar_kasus", "tempat", "petugas"),
    }
)
# Tanpa "dengan identitas": nomor, telepon, dan titik rumah tidak pernah utuh, seperti di daftar.
NOMOR = ("nik", "no_kk")
KOSONG = ("telepon", "lintang", "bujur")


def samarkan(baris: dict, by: Lingkup) -> dict:
    """Mask one row in place for an export without identities, and return it."""
    for k in NOMOR:
        baris[k] = samarkan_nomor(baris[k])
    for k in KOSONG:
        baris[k] = None
    if by.peran in PERLU_TUJUAN or tersamar(baris["peka"], baris["kelompok_umur"]):
        nama = samarkan_nama(baris["nama"])
        for k in baris.keys() - AMAN - {"nik", "no_kk"}:
            baris[k] = None
        baris["nama"] = nama
        for kasus in baris.get("daftar_kasus", ()):
            kasus.update(dict.fromkeys(kasus.keys() - AMAN - {"orang_id"}, ""))
    return baris
