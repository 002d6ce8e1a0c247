"""Umur dan kelompok umur."""

from datetime import date

from pmks.enums import KelompokUmur
from tksk_portal.dasar.umur import umur

__all__ = ["kelompok_umur", "umur"]


def kelompok_umur(lahir: date, pada: date) -> KelompokUmur:
    """Return the age group on a day."""
    tahun = umur(lahir, pada)
    if tahun <= 5:
        return KelompokUmur.BALITA
    if tahun <= 17:
        return KelompokUmur.ANAK
    return KelompokUmur.DEWASA if tahun <= 59 else KelompokUmur.LANSIA
