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
from pmks.actions.gabung import gabungkan
from pmks.actions.kesatuan import (
    HasilKesatuan,
    HasilUbahKesatuan,
    KunciKesatuanTerpakai,
    VersiKesatuanBasi,
    catat_kesatuan,
    ubah_kesatuan,
)
from pmks.actions.kesatuan_isian import (
    AnggotaTerdaftar,
    IsianAnggota,
    IsianJenis,
    KKSudahAda,
    anggota_kini,
    jenis_bagi,
)
from pmks.actions.kesatuan_tinjau import (
    ajukan_kesatuan,
    kesatuan_menunggu_pengesahan,
    putuskan_kasus_kesatuan,
    putuskan_revisi_kesatuan,
)
from pmks.actions.pindah import (
    minta_pindah,
    setujui_permintaan,
    tarik_pindah,
    terima_pindah,
    tolak_pindah,
    usulkan_pindah,
)
from pmks.actions.sahkan import sahkan_periode
from pmks.actions.temuan import mirip, perbarui_temuan
from pmks.actions.tergabung import SudahDigabung
from pmks.actions.tinjau import ajukan_orang, putuskan_kasus, putuskan_revisi, verifikasi_tanpa_temuan
from pmks.actions.ubah import HasilUbah, VersiBasi, ubah_orang
from pmks.actions.urungkan import urungkan_gabung

__all__ = [
    "AnggotaTerdaftar",
    "HasilBerkas",
    "HasilCatat",
    "HasilKesatuan",
    "HasilUbah",
    "HasilUbahKesatuan",
    "IsianAnggota",
    "IsianJenis",
    "IsianKasus",
    "KKSudahAda",
    "KunciAsing",
    "KunciKesatuanTerpakai",
    "KunciTerpakai",
    "NIKSudahAda",
    "SudahDigabung",
    "VersiBasi",
    "VersiKesatuanBasi",
    "ajukan_kesatuan",
    "ajukan_orang",
    "anggota_kini",
    "catat_kesatuan",
    "catat_orang",
    "gabungkan",
    "hapus_berkas",
    "jenis_bagi",
    "kesatuan_menunggu_pengesahan",
    "minta_pindah",
    "mirip",
    "perbarui_temuan",
    "putuskan_kasus",
    "putuskan_kasus_kesatuan",
    "putuskan_revisi",
    "putuskan_revisi_kesatuan",
    "sahkan_periode",
    "setujui_permintaan",
    "tambah_berkas",
    "tarik_pindah",
    "terima_pindah",
    "tolak_pindah",
    "ubah_kesatuan",
    "ubah_orang",
    "urungkan_gabung",
    "usulkan_pindah",
    "verifikasi_tanpa_temuan",
]
