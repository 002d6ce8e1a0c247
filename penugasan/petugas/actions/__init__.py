"""Perbuatan atas formasi, hunian, petugas, usulan, serah terima, akun, dan kartu."""

from penugasan.petugas.actions.akun import TERBANYAK, Undangan, buat_akun, cetak_kartu, sidik_kartu
from penugasan.petugas.actions.dasar import Ditolak
from penugasan.petugas.actions.hunian import (
    akhiri,
    angkat,
    batalkan,
    buka_formasi,
    cuti,
    penghuni,
    rangkap,
    samakan_akses,
)
from penugasan.petugas.actions.petugas import (
    catat,
    dasar_penilaian,
    hapus_catatan,
    pasang_foto,
    tambah_catatan,
    tarik,
    ubah,
)
from penugasan.petugas.actions.serah import pemegang, penerus, serahkan
from penugasan.petugas.actions.usulan import can_maju, can_tutup, maju, tetapkan, tutup, usulkan, usulkan_calon

__all__ = [
    "TERBANYAK",
    "Ditolak",
    "Undangan",
    "akhiri",
    "angkat",
    "batalkan",
    "buat_akun",
    "buka_formasi",
    "can_maju",
    "can_tutup",
    "catat",
    "cetak_kartu",
    "cuti",
    "dasar_penilaian",
    "hapus_catatan",
    "maju",
    "pasang_foto",
    "pemegang",
    "penerus",
    "penghuni",
    "rangkap",
    "samakan_akses",
    "serahkan",
    "sidik_kartu",
    "tambah_catatan",
    "tarik",
    "tetapkan",
    "tutup",
    "ubah",
    "usulkan",
    "usulkan_calon",
]
