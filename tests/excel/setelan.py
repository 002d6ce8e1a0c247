"""Pengaturan portal dengan sumber ekspor yang lambat, bagi pekerja yang dinyalakan uji sebagai proses sendiri."""

from tksk_portal.settings import *  # noqa: F403
from tksk_portal.settings import SUMBER_EKSPOR

SUMBER_EKSPOR = [*SUMBER_EKSPOR, "tests.excel.bahan_keluar.LAMBAT"]
PEKERJAAN_TERJADWAL = []
