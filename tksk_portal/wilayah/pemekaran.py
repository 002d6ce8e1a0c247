"""Pemekaran wilayah yang mengubah kode, sejauh menyentuh Kalimantan Timur.

Sumber. Kecamatan Kota Bangun Darat (64.02.19) dan Samboja Barat (64.02.20) dibentuk dengan Perda Kutai
Kartanegara 6/2020. Kodenya muncul pertama kali dalam Kepmendagri 050-145/2022 (ditetapkan 14 Februari 2022,
pelaksanaan Permendagri 58/2021); daftar sebelumnya (Permendagri 72/2019) memuat 103 kecamatan. Padanan dua puluh
kode lama dan baru dibandingkan dari daftar 2020 dan 2025 pada cahyadsn/wilayah (lisensi MIT).

Belum pasti. Tanggal di sini ialah tanggal penetapan kode, bukan tanggal peresmian kecamatannya: Samboja Barat
disebut resmi berdiri 15 Februari 2023, dan untuk Kota Bangun Darat tanggal peresmian belum ditemukan. Karena itu
tiap baris membawa `CATATAN`, yang tampil di halaman wilayah di samping tanggalnya.
"""

from dataclasses import dataclass
from datetime import date

DASAR = "Perda Kutai Kartanegara 6/2020; Permendagri 58/2021; Kepmendagri 050-145/2022"
KODE_BARU_SEJAK = date(2022, 2, 14)
KODE_LAMA_SAMPAI = date(2022, 2, 13)
CATATAN = "Tanggal mengikuti penetapan kode dalam Kepmendagri 050-145/2022; tanggal peresmian belum dipastikan."


@dataclass(frozen=True)
class Pindah:
    """One village whose code changed, with its name in the older list."""

    lama: str
    baru: str
    nama: str


# Kecamatan baru -> kecamatan asalnya.
KECAMATAN_BARU = {"64.02.19": "64.02.08", "64.02.20": "64.02.13"}

PINDAH = (
    Pindah("64.02.08.2001", "64.02.19.2001", "Kedang Ipil"),
    Pindah("64.02.08.2002", "64.02.19.2003", "Benua Baru"),
    Pindah("64.02.08.2003", "64.02.19.2002", "Sedulang"),
    Pindah("64.02.08.2010", "64.02.19.2004", "Kota Bangun I"),
    Pindah("64.02.08.2011", "64.02.19.2005", "Kota Bangun II"),
    Pindah("64.02.08.2012", "64.02.19.2006", "Kota Bangun III"),
    Pindah("64.02.08.2013", "64.02.19.2007", "Sumber Sari"),
    Pindah("64.02.08.2014", "64.02.19.2008", "Sari Nadi"),
    Pindah("64.02.08.2015", "64.02.19.2009", "Suka Bumi"),
    Pindah("64.02.08.2016", "64.02.19.2010", "Wonosari"),
    Pindah("64.02.13.1001", "64.02.20.1007", "Salok Api Barat"),
    Pindah("64.02.13.1002", "64.02.20.1008", "Salok Api Laut"),
    Pindah("64.02.13.1003", "64.02.20.1009", "Ambarawang Laut"),
    Pindah("64.02.13.1004", "64.02.20.1005", "Ambarawang Darat"),
    Pindah("64.02.13.1005", "64.02.20.1010", "Margomulyo"),
    Pindah("64.02.13.1006", "64.02.20.1002", "Sungai Merdeka"),
    Pindah("64.02.13.1015", "64.02.20.1001", "Bukit Merdeka"),
    Pindah("64.02.13.1017", "64.02.20.1006", "Argo Sari"),
    Pindah("64.02.13.1020", "64.02.20.1003", "Karya Merdeka"),
    Pindah("64.02.13.2018", "64.02.20.2004", "Tani Bhakti"),
)
