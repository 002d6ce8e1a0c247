"""Sebaran jenis pada data contoh: bobot, umur, dan jenis kelamin yang masuk akal.

Bobot mengikuti angka yang diterbitkan (domain.md 6.3): di Samarinda 2015 hampir separuh PMKS fakir miskin; urutan
jenis lain dari Kutai Timur 2013. Jenis 14 (kelompok) dan 26 (komunitas) tidak dibuat karena subjeknya bukan
orang. Jenis 25 (keluarga) dicatat pada seorang kepala keluarga atau istrinya.
"""

from typing import NamedTuple


class Profil(NamedTuple):
    """How persons of a type are drawn: weights in kabupaten and kota, ages, skew to the young, share of women."""

    kabupaten: float
    kota: float
    umur_awal: int
    umur_akhir: int
    condong: float = 1.0
    perempuan: float = 0.5
    tanpa_nik: float = 0.04
    berkeluarga: bool = True


PROFIL: dict[int, Profil] = {
    1: Profil(18, 14, 0, 5, tanpa_nik=0.25),
    2: Profil(52, 46, 6, 18, tanpa_nik=0.08),
    3: Profil(2, 5, 12, 17, 0.6, 0.08, berkeluarga=False),
    4: Profil(1, 9, 7, 17, 0.7, 0.25, 0.3),
    5: Profil(30, 27, 2, 17, 0.8, 0.46, 0.1),
    6: Profil(4, 7, 3, 17, 0.8, 0.6),
    7: Profil(26, 14, 6, 18, 0.8),
    8: Profil(150, 130, 60, 94, 1.6, 0.56, 0.06),
    9: Profil(108, 96, 18, 78, 1.1, 0.47, 0.07),
    10: Profil(6, 7, 19, 45, 1.3, 0.88, 0.1, berkeluarga=False),
    11: Profil(1, 6, 16, 70, 0.9, 0.3, 0.75, berkeluarga=False),
    12: Profil(1, 7, 14, 76, 0.8, 0.45, 0.3, berkeluarga=False),
    13: Profil(5, 17, 18, 66, 0.9, 0.4, 0.08),
    15: Profil(8, 12, 21, 58, 1.3, 0.07, berkeluarga=False),
    16: Profil(3, 8, 19, 58, 1.1, 0.38, berkeluarga=False),
    17: Profil(6, 11, 17, 52, 1.4, 0.1, berkeluarga=False),
    18: Profil(0.6, 1.2, 15, 38, 1.4, 0.75, berkeluarga=False),
    19: Profil(5, 8, 18, 62, 1.3, 0.8),
    20: Profil(6, 5, 20, 50, 1.2, 0.55),
    21: Profil(30, 22, 4, 76, 0.9),
    22: Profil(2, 1, 8, 70, 0.9),
    23: Profil(86, 76, 20, 59, 0.9, 1.0, 0.03),
    24: Profil(420, 450, 24, 74, 0.9, 0.42, 0.03),
    25: Profil(8, 12, 25, 60, 0.9, 0.6),
}

# Jenis kedua yang wajar di samping yang pertama.
PASANGAN: dict[int, tuple[int, ...]] = {
    8: (24, 9),
    9: (24, 21),
    24: (21, 9, 13),
    23: (24, 21),
    2: (7, 5),
    13: (24,),
    21: (24, 9),
    12: (24,),
    5: (2,),
    15: (24,),
    19: (24,),
    4: (2,),
}
# Anggota lain dari keluarga yang sama.
SEKELUARGA = (24, 24, 24, 8, 8, 9, 2, 2, 23, 1, 5)

# Kriteria yang pasti ada bila aturannya dipenuhi (umur atau keadaan yang menjadi syarat jenisnya).
KRITERIA_PASTI: dict[int, str] = {6: "a", 7: "a", 10: "ab", 12: "a", 13: "b", 15: "ab", 16: "ab", 17: "a", 23: "a"}
# Kriteria jenis 5 dan 9 menurut jenis disabilitas: (fisik/sensorik, mental/intelektual, ganda, lainnya).
KRITERIA_DISABILITAS = {5: ("a", "b", "c", "d"), 9: ("d", "e", "f", "abc")}
