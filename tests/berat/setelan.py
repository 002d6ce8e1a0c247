"""Pengaturan portal apa adanya, dengan potongan kerja yang kecil: pekerja dibunuh di tengahnya, bukan di antaranya."""

from tksk_portal.settings import *  # noqa: F403
from tksk_portal.settings import JENIS_PEKERJAAN

JENIS_PEKERJAAN = [
    f"tests.berat.potong_kecil.{nama.rpartition('.')[2]}" if nama.startswith("tksk_portal.excel.") else nama
    for nama in JENIS_PEKERJAAN
]
