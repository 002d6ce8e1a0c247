"""Pengaturan portal dengan pekerjaan rekaan, bagi pekerja yang dinyalakan uji sebagai proses sendiri."""

from tksk_portal.settings import *  # noqa: F403
from tksk_portal.settings import JENIS_KABAR

JENIS_PEKERJAAN = ["tests.pekerjaan.bahan.tulis_baris", "tests.pekerjaan.bahan.kueri_panjang"]
JENIS_KABAR = [*JENIS_KABAR, "tests.pekerjaan.bahan.UJI"]
PEKERJAAN_TERJADWAL = ["tests.pekerjaan.bahan.tiap_jam"]
