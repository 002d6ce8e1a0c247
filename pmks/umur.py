"""Umur dan kelompok umur."""

from datetime import date

from pmks.enums import KelompokUmur


def umur(lahir: date, pada: date) -> int:
    """Return whole years of age on a day. Born on 29 February: a year older on 1 March of common years."""
    return pada.year - lahir.year - ((pada.month, pada.day) < (lahir.month, lahir.day))


def kelompok_umur(lahir: date, pada: date) -> KelompokUmur:
    """Return the age group on a day."""
    tahun = umur(lahir, pada)
    if tahun <= 5:
        return KelompokUmur.BALITA
    if tahun <= 17:
        return KelompokUmur.ANAK
    return KelompokUmur.DEWASA if tahun <= 59 else KelompokUmur.LANSIA
