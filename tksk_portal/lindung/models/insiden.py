"""Catatan kegagalan pelindungan data, dengan tenggat pemberitahuannya."""

from datetime import datetime
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akun.models import Akun
from tksk_portal.lindung.dinding import PENJAGA, MilikPeran
from tksk_portal.wilayah.dinding import KolomWilayah, Riwayat

# NIK atau KK, juga bila angkanya dipisah spasi, titik, atau strip.
NOMOR_ORANG = r"[0-9]([ .-]?[0-9]){15}"
KALIMAT = ("judul", "uraian", "kategori", "penanganan", "pemulihan", "alasan_umum", "cara_subjek", "cara_lembaga")


class InsidenQuerySet(models.QuerySet):
    """Reads on breaches."""

    def terbuka(self) -> Self:
        """Return breaches that were not closed."""
        return self.filter(ditutup_pada=None)

    def belum_diberitahukan(self) -> Self:
        """Return breaches of which the persons or the authority were not told yet."""
        return self.terbuka().filter(Q(subjek_pada=None) | Q(lembaga_pada=None))


def _tanpa_nomor() -> models.CheckConstraint:
    syarat = Q()
    for medan in KALIMAT:
        syarat &= ~Q(**{f"{medan}__regex": NOMOR_ORANG})
    return models.CheckConstraint(
        name="insiden_tanpa_nomor_orang",
        condition=syarat,
        violation_error_message="Jangan menulis NIK, KK, atau nomor orang di catatan insiden.",
    )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["dibuat_pada", "dibuat_oleh"],
    model_name="InsidenRiwayat",
    attrs={"dinding": Riwayat("lindung_insiden")},
)
class Insiden(models.Model):
    """One failure to protect data: what, when, how many, what was done, who was told within 3x24 hours (Ps. 46).

    It describes kinds of data and counts, never a person.
    """

    dinding = MilikPeran(peran=PENJAGA)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah(verbose_name="kantor yang mencatat")
    judul = models.CharField("apa yang terjadi, singkat", max_length=120)
    diketahui_pada = models.DateTimeField("diketahui pada")
    terjadi_pada = models.DateTimeField("terjadi pada", null=True, blank=True)
    tenggat_pada = models.DateTimeField("tenggat pemberitahuan", editable=False)
    uraian = models.TextField("bagaimana terjadinya", max_length=2000)
    kategori = models.TextField("data apa yang terungkap", max_length=1000)
    jumlah = models.PositiveIntegerField("jumlah orang yang terdampak", null=True, blank=True)
    penanganan = models.TextField("upaya penanganan", max_length=2000)
    pemulihan = models.TextField("upaya pemulihan", max_length=2000, blank=True)
    subjek_pada = models.DateTimeField("orang yang terdampak diberi tahu pada", null=True, blank=True)
    cara_subjek = models.CharField("dengan cara", max_length=200, blank=True)
    lembaga_pada = models.DateTimeField("lembaga diberi tahu pada", null=True, blank=True)
    cara_lembaga = models.CharField("dengan cara", max_length=200, blank=True)
    umum_pada = models.DateTimeField("diumumkan kepada masyarakat pada", null=True, blank=True)
    alasan_umum = models.CharField("mengapa diumumkan atau tidak", max_length=300, blank=True)
    versi = models.PositiveIntegerField(default=1, editable=False)
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, editable=False)
    ditutup_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = InsidenQuerySet.as_manager()

    class Meta:
        verbose_name = "insiden"
        verbose_name_plural = "insiden"
        constraints = (
            models.CheckConstraint(
                name="insiden_waktu_urut",
                condition=Q(tenggat_pada__gt=F("diketahui_pada"))
                & (Q(terjadi_pada=None) | Q(terjadi_pada__lte=F("diketahui_pada"))),
                violation_error_message="Insiden terjadi sebelum diketahui, dan tenggatnya sesudahnya.",
            ),
            models.CheckConstraint(
                name="insiden_cara_berpasangan",
                condition=(Q(subjek_pada=None, cara_subjek="") | Q(subjek_pada__isnull=False) & ~Q(cara_subjek=""))
                & (Q(lembaga_pada=None, cara_lembaga="") | Q(lembaga_pada__isnull=False) & ~Q(cara_lembaga="")),
                violation_error_message="Pemberitahuan harus punya waktu dan caranya.",
            ),
            models.CheckConstraint(
                name="insiden_ditutup_lengkap",
                condition=Q(ditutup_pada=None, ditutup_oleh=None)
                | Q(ditutup_pada__isnull=False, ditutup_oleh__isnull=False)
                & Q(subjek_pada__isnull=False, lembaga_pada__isnull=False)
                & ~Q(pemulihan=""),
                violation_error_message="Yang ditutup harus sudah diberitahukan dan dipulihkan.",
            ),
            _tanpa_nomor(),
        )
        indexes = (
            models.Index(fields=("-diketahui_pada", "-id"), name="insiden_terbaru"),
            models.Index(fields=("tenggat_pada",), name="insiden_tenggat", condition=Q(ditutup_pada=None)),
        )

    def __str__(self) -> str:
        return f"Insiden {self.nomor}"

    @property
    def nomor(self) -> str:
        """The short number: I-1A2B3C."""
        return f"I-{self.pk.hex[-6:].upper()}"

    @property
    def diberitahukan_pada(self) -> datetime | None:
        """When the later of both was told; None while one was not."""
        return max(self.subjek_pada, self.lembaga_pada) if self.subjek_pada and self.lembaga_pada else None

    @property
    def lewat(self) -> bool:
        """Whether the deadline passed before both were told."""
        return (self.diberitahukan_pada or timezone.now()) > self.tenggat_pada
