"""Bahan uji PMKS: isian yang sah, untuk aksi dan untuk formulir."""

from datetime import date
from uuid import uuid4

from pmks.actions import IsianKasus, catat_orang
from tksk_portal.akses.lingkup import Lingkup

DESA = "64.72.03.1001"
NIK = "6472035205589001"  # perempuan, lahir 12 Mei 1958


def isian(**ganti) -> dict:
    """Return cleaned columns of a person for `catat_orang`."""
    return {
        "wilayah_id": DESA,
        "nik": NIK,
        "alasan_tanpa_nik": "",
        "no_kk": "6472030101109001",
        "alasan_tanpa_kk": "",
        "nama": "Siti Aminah",
        "tempat_lahir": "Samarinda",
        "tanggal_lahir": date(1958, 5, 12),
        "lahir_perkiraan": False,
        "jk": "P",
        "alamat": "Jl. Anggrek 14",
        "rt": "21",
        "rw": "",
        "dusun": "",
        "alamat_ktp": "",
        "telepon": "",
        "lintang": None,
        "bujur": None,
        "desil": None,
        "bantuan": [],
        "sumber": "lapangan",
        "tanggal_data": date(2026, 11, 1),
    } | ganti


def catat(by: Lingkup, *, jenis=(8,), ajukan: bool = False, kunci=None, **ganti):
    """Record a person; needs the scope `by` to be entered. Returns the person."""
    kasus = [IsianKasus(jenis=j, kriteria=["a"]) for j in jenis]
    return catat_orang(kunci=kunci or uuid4(), orang=isian(**ganti), kasus=kasus, by=by, ajukan=ajukan).orang


def borang(**ganti) -> dict:
    """Return POST data of the form."""
    return {
        "id": str(uuid4()),
        "nik": NIK,
        "nama": "Siti Aminah",
        "jk": "P",
        "tanggal_lahir": "12-05-1958",
        "wilayah": DESA,
        "jenis": ["8"],
        "kriteria_8": ["a"],
        "alamat": "Jl. Anggrek 14",
        "rt": "21",
        "no_kk": "6472030101109001",
        "sumber": "lapangan",
        "tanggal_data": "01-11-2026",
    } | ganti
