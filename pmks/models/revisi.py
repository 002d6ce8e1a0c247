"""Usulan perubahan atas data yang sudah diverifikasi."""

import uuid
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pmks.models.kasus import Kasus
from pmks.models.orang import Orang
from tksk_portal.akun.models import Akun
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.models import Ditinjau, Putusan
from tksk_portal.wilayah.dinding import Anak, KolomWilayah, Milik, Riwayat

# Di tangan petugas lagi: ditarik kembali, atau dikembalikan pemeriksa dengan catatan.
DAPAT_DIPERBAIKI = (Status.DRAF, Status.DIKEMBALIKAN)
BERJALAN = (Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DIVERIFIKASI, Status.DITINJAU_ULANG)


class RevisiQuerySet(models.QuerySet):
    """Reads on pending changes."""

    def dapat_diperbaiki(self) -> Self:
        """Return the changes that are in the officer's hands again: withdrawn or returned, and not applied."""
        return self.filter(status__in=DAPAT_DIPERBAIKI, diterapkan_pada=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["derajat", "bergerak_pada"],
    model_name="RevisiRiwayat",
    attrs={"dinding": Riwayat("pmks_revisi")},
)
class Revisi(Ditinjau):
    """A change of identity or type after verification. The verified version counts until this is decided."""

    dinding = Milik(derajat="derajat")
    mekar_isi = ("isi",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="revisi", db_constraint=False)
    kasus = models.ForeignKey(Kasus, null=True, on_delete=models.PROTECT, related_name="revisi", db_constraint=False)
    wilayah = KolomWilayah()
    isi = models.JSONField("perubahan")
    alasan = models.CharField("alasan perubahan", max_length=300)
    dasar_versi = models.PositiveIntegerField()
    diterapkan_pada = models.DateTimeField(null=True, editable=False)
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = RevisiQuerySet.as_manager()

    class Meta(Ditinjau.Meta):
        verbose_name = "usulan perubahan"
        verbose_name_plural = "usulan perubahan"
        constraints = (
            *Ditinjau.Meta.constraints,
            models.UniqueConstraint(fields=("id", "wilayah"), name="revisi_sasaran_anak"),
            models.UniqueConstraint(
                fields=("orang", "kasus"),
                name="revisi_satu_berjalan",
                condition=Q(status__in=BERJALAN, diterapkan_pada=None),
                nulls_distinct=False,
                violation_error_message="Masih ada usulan perubahan yang belum diputuskan.",
            ),
        )
        indexes = (
            models.Index(fields=("orang",), name="revisi_orang"),
            models.Index(fields=("wilayah", "status"), name="revisi_wilayah_status"),
        )

    def __str__(self) -> str:
        return f"Revisi {self.pk}"


class PutusanRevisi(Putusan):
    """An act of review on a revision."""

    dinding = Anak("pmks_revisi")

    rekaman = models.ForeignKey(Revisi, on_delete=models.PROTECT, related_name="putusan", db_constraint=False)

    class Meta(Putusan.Meta):
        verbose_name = "putusan usulan perubahan"
        verbose_name_plural = "putusan usulan perubahan"
        indexes = (models.Index(fields=("rekaman", "-pada"), name="putusanrevisi_rekaman"),)
