"""Titik lokasi yang diketik sebagai "lintang, bujur"."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

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
        raise ValidationError(CONTOH) from None
    if lintang.is_nan() or bujur.is_nan():
        raise ValidationError(CONTOH)
    if not (-11 <= lintang <= Decimal("6.5") and 95 <= bujur <= Decimal("141.5")):
        raise ValidationError("Titik ini di luar Indonesia. Urutannya lintang lalu bujur.")
    return lintang, bujur


def kata_titik(lintang: Decimal | None, bujur: Decimal | None) -> str:
    """Return a point as it is typed; empty where there is none."""
    return f"{lintang}, {bujur}" if lintang is not None else ""


def kendala_titik(awalan: str) -> models.CheckConstraint:
    """Return the constraint that a point is whole and lies in Indonesia."""
    return models.CheckConstraint(
        name=f"{awalan}_titik_lengkap",
        # Tanpa isnull, separuh titik memberi NULL, yang oleh CHECK dianggap benar.
        condition=Q(lintang=None, bujur=None)
        | Q(lintang__isnull=False, bujur__isnull=False)
        & Q(lintang__gte=-11, lintang__lte=6.5, bujur__gte=95, bujur__lte=141.5),
        violation_error_message="Titik harus lengkap (lintang dan bujur) dan berada di Indonesia.",
    )
