"""Masa berlaku: dari hari mulai sampai hari terakhir, keduanya termasuk; tanpa hari terakhir berarti masih berjalan."""

from datetime import date

from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone


def masa(awal: str = "mulai", akhir: str = "selesai") -> Func:
    """Return the days of a row as a range, for constraints that refuse overlaps."""
    return Func(F(awal), F(akhir), Value("[]"), function="daterange")


def kendala_masa(
    nama: str, pesan: str, awal: str = "mulai", akhir: str = "selesai", *, tanpa_awal: bool = False
) -> models.CheckConstraint:
    """Return the constraint that the last day, where there is one, is not before the first, which may be empty too."""
    urut = Q(**{akhir: None}) | Q(**{f"{akhir}__gte": F(awal)})
    urut = Q(**{awal: None}) | urut if tanpa_awal else urut
    return models.CheckConstraint(name=nama, condition=urut, violation_error_message=pesan)


def pada_hari(hari: date, awalan: str = "") -> Q:
    """Return the condition that a dated row that was not cancelled holds on a day."""
    a = awalan
    tiba = Q(**{f"{a}mulai__lte": hari, f"{a}dibatalkan_pada": None})
    return tiba & (Q(**{f"{a}selesai": None}) | Q(**{f"{a}selesai__gte": hari}))


class Bermasa:
    """What a row with `mulai`, `selesai` and `dibatalkan_pada` says of itself."""

    @property
    def masa(self) -> str:
        """Whether it holds today, in words."""
        hari = timezone.localdate()
        if self.dibatalkan_pada:
            return "dibatalkan"
        if self.mulai > hari:
            return "akan datang"
        return "berjalan" if self.selesai is None or self.selesai >= hari else "berakhir"
