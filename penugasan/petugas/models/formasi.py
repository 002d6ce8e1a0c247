"""Formasi: satu kursi TKSK tiap kecamatan, dengan hidup sendiri; dan hunian: siapa mendudukinya kapan."""

from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from penugasan.petugas.enums import AlasanSelesai, JenisHunian
from penugasan.petugas.models.petugas import Petugas
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.dasar.masa import Bermasa, kendala_masa, masa, pada_hari
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Riwayat
from tksk_portal.wilayah.kueri import BerwilayahQuerySet


class FormasiQuerySet(BerwilayahQuerySet):
    """Reads on formations."""

    def terbuka(self) -> Self:
        """Return formations that were not closed."""
        return self.filter(ditutup_pada=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["dibuat_pada", "dibuat_oleh"],
    model_name="FormasiRiwayat",
    attrs={"dinding": Riwayat("petugas_formasi")},
)
class Formasi(models.Model):
    """The seat of the TKSK of one kecamatan. It outlives its officers, and its place may change when codes change."""

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah(verbose_name="kecamatan", db_index=False)
    catatan = models.CharField("catatan", max_length=300, blank=True)
    dibuat_pada = models.DateTimeField("dibuka pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(
        Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, editable=False)

    objects = FormasiQuerySet.as_manager()

    class Meta:
        verbose_name = "formasi"
        verbose_name_plural = "formasi"
        constraints = (
            models.UniqueConstraint(
                fields=("wilayah",),
                name="formasi_sekali",
                condition=Q(ditutup_pada=None),
                violation_error_message="Kecamatan ini sudah punya formasi.",
            ),
            models.UniqueConstraint(fields=("id", "wilayah"), name="formasi_berwilayah"),
        )
        indexes = (models.Index(fields=("wilayah", "id"), name="formasi_wilayah"),)

    def __str__(self) -> str:
        return f"Formasi TKSK {self.wilayah_id}"


class HunianQuerySet(models.QuerySet):
    """Reads on occupancies."""

    def sah(self) -> Self:
        """Return those that were not cancelled."""
        return self.filter(dibatalkan_pada=None)

    def pada(self, hari: date | None = None) -> Self:
        """Return those that hold on a day (today by default)."""
        return self.filter(pada_hari(hari or timezone.localdate()))

    def sejak(self, hari: date) -> Self:
        """Return those that hold on a day or later."""
        return self.sah().filter(Q(selesai=None) | Q(selesai__gte=hari))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["dibuat_pada", "dibuat_oleh"],
    model_name="HunianRiwayat",
    attrs={"dinding": Riwayat("petugas_hunian")},
)
class Hunian(Bermasa, models.Model):
    """Somebody holds a formation from a date to a date, both days included. The database refuses overlaps.

    `penempatan` is the duty of access that it gives; only the actions on occupancies begin and end it. A cancelled
    occupancy never held (a return from leave that did not come, a slip); a gap between occupancies is the vacancy.
    """

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    formasi = models.ForeignKey(
        Formasi, on_delete=models.PROTECT, related_name="hunian", db_constraint=False, db_index=False
    )
    wilayah = KolomWilayah(verbose_name="kecamatan")
    petugas = models.ForeignKey(Petugas, on_delete=models.PROTECT, related_name="hunian", db_constraint=False)
    jenis = models.CharField("sebagai", max_length=8, choices=JenisHunian)
    mulai = models.DateField("mulai")
    selesai = models.DateField("hari terakhir", null=True, blank=True)
    dasar = models.CharField("dasar (nomor SK atau surat)", max_length=200, blank=True)
    alasan = models.CharField("mengapa berakhir", max_length=10, choices=AlasanSelesai, blank=True)
    penempatan = models.OneToOneField(
        Penempatan, null=True, on_delete=models.PROTECT, related_name="hunian", db_constraint=False, editable=False
    )
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(
        Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, editable=False)

    objects = HunianQuerySet.as_manager()

    class Meta:
        verbose_name = "hunian"
        verbose_name_plural = "hunian"
        ordering = ("mulai",)
        constraints = (
            kendala_masa("hunian_masa_urut", "Hari terakhir tidak boleh sebelum hari mulai."),
            models.CheckConstraint(
                name="hunian_rangkap_berbatas",
                condition=~Q(jenis=JenisHunian.RANGKAP, selesai=None),
                violation_error_message="Perangkapan harus punya hari terakhir.",
            ),
            ExclusionConstraint(
                name="hunian_formasi_tunggal",
                expressions=[("formasi", RangeOperators.EQUAL), (masa(), RangeOperators.OVERLAPS)],
                condition=Q(dibatalkan_pada=None),
                violation_error_message="Formasi ini sudah dihuni pada masa itu.",
            ),
            ExclusionConstraint(
                name="hunian_petugas_tunggal",
                expressions=[("petugas", RangeOperators.EQUAL), (masa(), RangeOperators.OVERLAPS)],
                condition=Q(dibatalkan_pada=None, jenis=JenisHunian.PETUGAS),
                violation_error_message="Petugas ini sudah menghuni formasi lain pada masa itu.",
            ),
        )
        indexes = (models.Index(fields=("formasi", "mulai"), name="hunian_formasi_mulai"),)

    def __str__(self) -> str:
        return f"Hunian {self.pk}"

    @property
    def kunci_dialog(self) -> str:
        """The key as text, for ids on a page."""
        return str(self.pk)
