"""Tabel petugas."""

from penugasan.petugas.models.catatan import SK, Catatan, Kartu, Pelatihan, Penghargaan, Penilaian, TaliAsih
from penugasan.petugas.models.formasi import Formasi, Hunian
from penugasan.petugas.models.petugas import TAHUN_PERTAMA, Petugas, samar_nomor
from penugasan.petugas.models.usulan import LANGKAH, SerahTerima, Usulan

__all__ = [
    "LANGKAH",
    "SK",
    "TAHUN_PERTAMA",
    "Catatan",
    "Formasi",
    "Hunian",
    "Kartu",
    "Pelatihan",
    "Penghargaan",
    "Penilaian",
    "Petugas",
    "SerahTerima",
    "TaliAsih",
    "Usulan",
    "samar_nomor",
]
