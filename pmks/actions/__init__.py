"""Tindakan pada data PMKS: mencatat, mengubah, meninjau, mengesahkan.

Web, impor, perintah, dan entri tanpa sinyal memakai fungsi yang sama dari paket ini.
"""

from pmks.actions.bentrok import (
    Kontak,
    NIKBentrok,
    TerlaluSering,
    boleh_putuskan,
    cari_nik,
    check_bentrok,
    kontak,
    putuskan_bentrok,
    segarkan_bentrok,
)
from pmks.actions.berkas import HasilBerkas, hapus_berkas, tambah_berkas
from pmks.actions.catat import HasilCatat, IsianKasus, KunciTerpakai, NIKSudahAda, catat_orang
from pmks.actions.gabung import gabungkan
from pmks.actions.jalan import (
    LayananBasi,
    buka_kebutuhan,
    catat_dtsen,
    catat_kebutuhan,
    catat_layanan,
    hapus_dtsen,
    hapus_layanan,
    simpan_program,
    tutup_kebutuhan,
    ubah_layanan,
)
from pmks.actions.keadaan import HasilKeadaan, KeadaanBasi, ubah_keadaan
from pmks.actions.kembar import Kembaran, bukan_orang_sama, cari_kembar, catat_pasangan, check_pasangan
from pmks.actions.kesatuan import (
    HasilKesatuan,
    HasilUbahKesatuan,
    KunciKesatuanTerpakai,
    VersiKesatuanBasi,
    catat_kesatuan,
    ubah_kesatuan,
)
from pmks.actions.kesatuan_isian import AnggotaTerdaftar, IsianAnggota, IsianJenis, KKSudahAda, anggota_kini, jenis_bagi
from pmks.actions.kesatuan_tinjau import (
    ajukan_kesatuan,
    kesatuan_menunggu_pengesahan,
    putuskan_kasus_kesatuan,
    putuskan_revisi_kesatuan,
)
from pmks.actions.kiriman import CatatanTerpakai
from pmks.actions.pembatasan import Dibatasi, batasi, lepas_pembatasan
from pmks.actions.pindah import (
    minta_pindah,
    setujui_permintaan,
    tarik_pindah,
    terima_pindah,
    tolak_pindah,
    usulkan_pindah,
)
from pmks.actions.sahkan import sahkan_periode
from pmks.actions.temuan import perbarui_temuan
from pmks.actions.tergabung import SudahDigabung
from pmks.actions.tinjau import ajukan_orang, putuskan_kasus, putuskan_revisi, verifikasi_tanpa_temuan
from pmks.actions.ubah import HasilUbah, VersiBasi, ubah_orang
from pmks.actions.urungkan import urungkan_gabung
from tksk_portal.tinjauan.isi import KunciAsing

__all__ = [
    "AnggotaTerdaftar",
    "CatatanTerpakai",
    "Dibatasi",
    "HasilBerkas",
    "HasilCatat",
    "HasilKeadaan",
    "HasilKesatuan",
    "HasilUbah",
    "HasilUbahKesatuan",
    "IsianAnggota",
    "IsianJenis",
    "IsianKasus",
    "KKSudahAda",
    "KeadaanBasi",
    "Kembaran",
    "Kontak",
    "KunciAsing",
    "KunciKesatuanTerpakai",
    "KunciTerpakai",
    "LayananBasi",
    "NIKBentrok",
    "NIKSudahAda",
    "SudahDigabung",
    "TerlaluSering",
    "VersiBasi",
    "VersiKesatuanBasi",
    "ajukan_kesatuan",
    "ajukan_orang",
    "anggota_kini",
    "batasi",
    "boleh_putuskan",
    "buka_kebutuhan",
    "bukan_orang_sama",
    "cari_kembar",
    "cari_nik",
    "catat_dtsen",
    "catat_kebutuhan",
    "catat_kesatuan",
    "catat_layanan",
    "catat_orang",
    "catat_pasangan",
    "check_bentrok",
    "check_pasangan",
    "gabungkan",
    "hapus_berkas",
    "hapus_dtsen",
    "hapus_layanan",
    "jenis_bagi",
    "kesatuan_menunggu_pengesahan",
    "kontak",
    "lepas_pembatasan",
    "minta_pindah",
    "mirip",
    "perbarui_temuan",
    "putuskan_bentrok",
    "putuskan_kasus",
    "putuskan_kasus_kesatuan",
    "putuskan_revisi",
    "putuskan_revisi_kesatuan",
    "sahkan_periode",
    "segarkan_bentrok",
    "setujui_permintaan",
    "simpan_program",
    "tambah_berkas",
    "tarik_pindah",
    "terima_pindah",
    "tolak_pindah",
    "tutup_kebutuhan",
    "ubah_keadaan",
    "ubah_kesatuan",
    "ubah_layanan",
    "ubah_orang",
    "urungkan_gabung",
    "usulkan_pindah",
    "verifikasi_tanpa_temuan",
]
