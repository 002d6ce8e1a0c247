"""NIK dan nomor KK yang menerangkan dirinya: fungsi murni, tanpa basis data.

`baca` strukturnya, `abad` tahun lahirnya, `selip` salah satu angka, `daerah` tempat terbitnya, dan `terang` kalimat
bagi petugas dan pemeriksa. Yang perlu basis data ada di `pmks.actions.nik`.
"""

from pmks.nik.abad import Lahir, pilih_lahir
from pmks.nik.banding import bandingkan
from pmks.nik.daerah import Daerah
from pmks.nik.selip import Usul, satu_angka, sebelah, usul_selip
from pmks.nik.terang import Catatan, Entri, Terang, kata_selisih, tanda, terangkan
from tksk_portal.dasar.nik import KK, NIK, NIKSalah, baca_kk, baca_nik, kode_kecamatan

__all__ = [
    "KK",
    "NIK",
    "Catatan",
    "Daerah",
    "Entri",
    "Lahir",
    "NIKSalah",
    "Terang",
    "Usul",
    "baca_kk",
    "baca_nik",
    "bandingkan",
    "kata_selisih",
    "kode_kecamatan",
    "pilih_lahir",
    "satu_angka",
    "sebelah",
    "tanda",
    "terangkan",
    "usul_selip",
]
