"""Pelindungan data: permintaan, tahan hukum, penghapusan, masa simpan, kegiatan pemrosesan, insiden."""

from tksk_portal.lindung.models.aturan import BatasWaktu, KegiatanPemrosesan, Retensi
from tksk_portal.lindung.models.hapus import Penghapusan, SasaranHapus, TahanHukum
from tksk_portal.lindung.models.insiden import Insiden
from tksk_portal.lindung.models.permintaan import Permintaan

__all__ = [
    "BatasWaktu",
    "Insiden",
    "KegiatanPemrosesan",
    "Penghapusan",
    "Permintaan",
    "Retensi",
    "SasaranHapus",
    "TahanHukum",
]
