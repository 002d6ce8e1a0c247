"""Umur dalam tahun genap."""

from datetime import date


def umur(lahir: date, pada: date) -> int:
    """Return whole years of age on a day. Born on 29 February: a year older on 1 March of common years."""
    return pada.year - lahir.year - ((pada.month, pada.day) < (lahir.month, lahir.day))
