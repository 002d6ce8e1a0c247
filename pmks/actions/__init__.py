"""Tindakan pada data PMKS: mencatat, mengubah, meninjau, mengesahkan.

Web, impor, perintah, dan entri tanpa sinyal memakai fungsi yang sama dari paket ini.
"""

from pmks.actions.berkas import HasilBerkas, hapus_berkas, tambah_berkas
from pmks.actions.catat import (
    HasilCatat,
    IsianKasus,
    KunciAsing,
    KunciTerpakai,
    NIKSudahAda,
    catat_orang,
)
from pmks.actions.sahkan import sahkan_periode
from pmks.actions.temuan import mirip, perbarui_temuan
from pmks.actions.tinjau import ajukan_orang, putuskan_kasus, putuskan_revisi, verifikasi_tanpa_temuan
from pmks.actions.ubah import HasilUbah, VersiBasi, ubah_orang

__all__ = [
    "HasilBerkas",
    "HasilCatat",
    "HasilUbah",
    "IsianKasus",
    "KunciAsing",
    "KunciTerpakai",
    "NIKSudahAda",
    "VersiBasi",
    "ajukan_orang",
    "catat_orang",
    "hapus_berkas",
    "mirip",
    "perbarui_temuan",
    "putuskan_kasus",
    "putuskan_revisi",
    "sahkan_periode",
    "tambah_berkas",
    "ubah_orang",
    "verifikasi_tanpa_temuan",
]
