"""Tindakan PSKS; web, buku kerja, dan perintah memanggil yang sama."""

from psks.actions.acuan import buat_versi_psks, tambah_jenis
from psks.actions.catat import (
    KunciMitraTerpakai,
    MungkinKembar,
    NIKSudahMitra,
    VersiMitraBasi,
    ajukan_mitra,
    catat_mitra,
    perbarui_tempat,
    ubah_mitra,
)
from psks.actions.dokumen import akhiri_dokumen, ganti_foto, tambah_dokumen
from psks.actions.isian import cari_mirip
from psks.actions.jejaring import catat_jejaring, tarik_jejaring, ubah_jejaring
from psks.actions.tinjau import putuskan_mitra, putuskan_revisi_mitra

__all__ = [
    "KunciMitraTerpakai",
    "MungkinKembar",
    "NIKSudahMitra",
    "VersiMitraBasi",
    "ajukan_mitra",
    "akhiri_dokumen",
    "buat_versi_psks",
    "cari_mirip",
    "catat_jejaring",
    "catat_mitra",
    "ganti_foto",
    "perbarui_tempat",
    "putuskan_mitra",
    "putuskan_revisi_mitra",
    "tambah_dokumen",
    "tambah_jenis",
    "tarik_jejaring",
    "ubah_jejaring",
    "ubah_mitra",
]
