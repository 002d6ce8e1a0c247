"""Acuan berversi: jenis yang tetap, dan apa yang dikatakan sebuah peraturan tentangnya dari hari ke hari.

Disimpan tiap proses. Perubahan terbaca semua proses dalam `settings.ACUAN_SEGAR_DETIK`: sesering itu satu nomor
dibandingkan dengan basis data, bukan pada tiap pemakaian.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from copy import copy
from datetime import date
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from tksk_portal.dasar.enums import JenisKelamin
from tksk_portal.dasar.masa import kendala_masa, masa
from tksk_portal.dasar.umur import umur

UMUR_PALING_TUA = 130
K = TypeVar("K")
J = TypeVar("J")


class Versi(Protocol):
    """What a regulation says of a type from a day on; None: from the beginning."""

    jenis_id: Any
    berlaku_sejak: date | None


class PotretBerversi(Generic[K, J]):
    """Reference data at one moment; immutable, shared between threads, read without the database.

    Args:
        nomor: the stamp that it was read at.
        jenis: types with their key in `pk`; every type has a version for every day.
        versi: all versions of all types.
    """

    def __init__(self, nomor: int, jenis: Iterable[J], versi: Iterable[Versi]) -> None:
        self.nomor = nomor
        self.jenis = list(jenis)
        versi = sorted(versi, key=lambda v: v.berlaku_sejak or date.min)
        self._versi: dict[K, list[Versi]] = {j.pk: [] for j in self.jenis}
        for v in versi:
            self._versi[v.jenis_id].append(v)
        self._batas = sorted({v.berlaku_sejak for v in versi if v.berlaku_sejak})
        self._masa: dict[int, dict[K, J]] = {}

    def pada(self, hari: date) -> dict[K, J]:
        """Return all types by key, each with the version of a day."""
        letak = bisect_right(self._batas, hari)
        if letak not in self._masa:
            mulai = self._batas[letak - 1] if letak else date.min
            self._masa[letak] = {j.pk: self._dengan_versi(j, mulai) for j in self.jenis}
        return self._masa[letak]

    def _dengan_versi(self, jenis: J, hari: date) -> J:
        hasil = copy(jenis)
        hasil.versi = next(v for v in reversed(self._versi[jenis.pk]) if (v.berlaku_sejak or date.min) <= hari)
        return hasil


P = TypeVar("P", bound=PotretBerversi)


_SEMUA: list["Simpanan"] = []


class Simpanan(Generic[P]):
    """The snapshot of this process, and when it was last compared with the database.

    Args:
        nomor: reads the present stamp.
        potret: reads everything, for a stamp.
    """

    def __init__(self, nomor: Callable[[], int], potret: Callable[[int], P]) -> None:
        self._nomor, self._susun = nomor, potret
        self._potret: P | None = None
        self._diperiksa = 0.0
        _SEMUA.append(self)

    def baca(self) -> P:
        """Return the snapshot, read anew when the stamp has moved."""
        kini = monotonic()
        potret = self._potret
        if potret is not None and kini - self._diperiksa < settings.ACUAN_SEGAR_DETIK:
            return potret
        # Nomornya dibaca dahulu: yang berubah di antaranya terlihat pada pemeriksaan berikutnya.
        nomor = self._nomor()
        if potret is None or potret.nomor != nomor:
            potret = self._susun(nomor)
        self._potret, self._diperiksa = potret, kini
        return potret

    def lupakan(self) -> None:
        """Let the next reader compare with the database, whenever that was done last."""
        self._diperiksa = float("-inf")


def lupakan_semua() -> None:
    """Let the next reader of any reference data compare with the database."""
    for satu in _SEMUA:
        satu.lupakan()


class Stempel(models.Model):
    """One row whose number changes with every change of reference data (`tksk_portal.dasar.migrasi`)."""

    nomor = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.nomor)

    @classmethod
    def kini(cls) -> int:
        """Return the present number."""
        return cls.objects.values_list("nomor", flat=True).get()


class AturanBerversi(models.Model):
    """What a source says about a type (`jenis`), over a stretch of days. Exactly one per type and day.

    Without `berlaku_sejak` it holds from the beginning, so that every day has one. Once it has started it stays as it
    is but for its last day: what was judged by it is read by it.
    """

    berlaku_sejak = models.DateField("berlaku sejak", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, editable=False)
    definisi = models.TextField("definisi", max_length=1000)
    umur_min = models.PositiveSmallIntegerField(
        "umur paling muda", null=True, blank=True, validators=[MaxValueValidator(UMUR_PALING_TUA)]
    )
    umur_maks = models.PositiveSmallIntegerField(
        "umur paling tua", null=True, blank=True, validators=[MaxValueValidator(UMUR_PALING_TUA)]
    )
    jk = models.CharField("hanya jenis kelamin", max_length=1, blank=True, choices=JenisKelamin)
    kriteria = ArrayField(models.CharField(max_length=300), verbose_name="kriteria", default=list, blank=True)

    class Meta:
        abstract = True
        ordering = ("jenis", F("berlaku_sejak").asc(nulls_first=True))

    @cached_property
    def aturan(self) -> str:
        """The age and sex rule in words; empty when there is none."""
        return kata_aturan(self.umur_min, self.umur_maks, self.get_jk_display() if self.jk else "")

    @property
    def mulai_nanti(self) -> bool:
        """Whether it has not started yet, and may still be changed or taken back."""
        return self.berlaku_sejak is not None and self.berlaku_sejak > timezone.localdate()

    def umur_cocok(self, lahir: date, pada: date) -> bool:
        """Tell whether somebody born on a day meets the age rule."""
        tahun = umur(lahir, pada)
        return (self.umur_min is None or tahun >= self.umur_min) and (self.umur_maks is None or tahun <= self.umur_maks)

    def memenuhi(self, *, lahir: date, jk: str, pada: date) -> bool:
        """Tell whether a person meets the age and sex rule on a day."""
        return self.umur_cocok(lahir, pada) and (not self.jk or jk == self.jk)


def kendala_versi(awalan: str) -> tuple[models.BaseConstraint, ...]:
    """Return the constraints of a table of versions: one per type and day, dates and ages in order.

    The table has `jenis`, `berlaku_sejak`, `berlaku_sampai`, `umur_min`, `umur_maks`.
    """
    return (
        ExclusionConstraint(
            name=f"{awalan}_satu_per_hari",
            expressions=[
                ("jenis", RangeOperators.EQUAL),
                (masa("berlaku_sejak", "berlaku_sampai"), RangeOperators.OVERLAPS),
            ],
            violation_error_message="Jenis ini sudah punya aturan lain pada hari-hari itu.",
        ),
        kendala_masa(
            f"{awalan}_masa_urut",
            "Tanggal akhir tidak boleh sebelum tanggal mulai.",
            "berlaku_sejak",
            "berlaku_sampai",
            tanpa_awal=True,
        ),
        models.CheckConstraint(
            name=f"{awalan}_umur_urut",
            condition=Q(umur_min=None) | Q(umur_maks=None) | Q(umur_maks__gte=F("umur_min")),
            violation_error_message="Umur paling tua tidak boleh di bawah umur paling muda.",
        ),
    )


def kata_aturan(umur_min: int | None, umur_maks: int | None, kelamin: str) -> str:
    """Return an age and sex rule in words; empty when there is none."""
    bagian = [kelamin.lower()] if kelamin else []
    if umur_min is not None and umur_maks is not None:
        bagian.append(f"{umur_min}–{umur_maks} tahun")
    elif umur_min is not None:
        bagian.append(f"{umur_min} tahun ke atas")
    elif umur_maks is not None:
        bagian.append(f"sampai {umur_maks} tahun")
    return ", ".join(bagian)
