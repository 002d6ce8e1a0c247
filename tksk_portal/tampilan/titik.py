"""Titik lokasi yang diketik sebagai "lintang, bujur"."""

from decimal import Decimal, InvalidOperation

from django import forms

CONTOH = "Tulis lintang dan bujur dipisah koma, misalnya -0.46213, 117.12345."


def baca_titik(teks: str) -> tuple[Decimal, Decimal] | None:
    """Return latitude and longitude in degrees; None for an empty text.

    Raises:
        ValidationError: unreadable, or outside Indonesia.
    """
    teks = teks.strip()
    if not teks:
        return None
    try:
        lintang, bujur = (Decimal(b.strip()).quantize(Decimal("0.000001")) for b in teks.replace(";", ",").split(","))
    except (InvalidOperation, ValueError):
        raise forms.ValidationError(CONTOH) from None
    if lintang.is_nan() or bujur.is_nan():
        raise forms.ValidationError(CONTOH)
    if not (-11 <= lintang <= Decimal("6.5") and 95 <= bujur <= Decimal("141.5")):
        raise forms.ValidationError("Titik ini di luar Indonesia. Urutannya lintang lalu bujur.")
    return lintang, bujur
