"""Usulan perubahan atas data yang sudah diverifikasi."""

import uuid

import pghistory
from django.db import models

from pmks.models.kasus import Kasus
from pmks.models.orang import Orang
from tksk_portal.akun.models import Akun
from tksk_portal.tinjauan.models import Putusan, Usulan, satu_usulan
from tksk_portal.wilayah.dinding import Anak, KolomWilayah, Milik, Riwayat


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["derajat", "bergerak_pada"],
    model_name="RevisiRiwayat",
    attrs={"dinding": Riwayat("pmks_revisi")},
)
class Revisi(Usulan):
    """A change of identity or type after verification. The verified version counts until this is decided."""

    dinding = Milik(derajat="derajat")
    mekar_isi = ("isi",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="revisi", db_constraint=False)
    kasus = models.ForeignKey(Kasus, null=True, on_delete=models.PROTECT, related_name="revisi", db_constraint=False)
    wilayah = KolomWilayah()
    dasar_versi = models.PositiveIntegerField()
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta(Usulan.Meta):
        verbose_name = "usulan perubahan"
        verbose_name_plural = "usulan perubahan"
        constraints = (
            *Usulan.Meta.constraints,
            models.UniqueConstraint(fields=("id", "wilayah"), name="revisi_sasaran_anak"),
            satu_usulan("revisi_satu_berjalan", "orang", "kasus", nulls_distinct=False),
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
