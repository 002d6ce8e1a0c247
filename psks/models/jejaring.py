"""Jejaring: kerja sama, pertemuan, kontak, dan kegiatan bersama antara mitra."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from psks.dinding import MilikPetugas
from psks.enums import JenisJejaring
from tksk_portal.akun.models import Akun
from tksk_portal.arsip.models import Berkas
from tksk_portal.wilayah.dinding import AnakBerubah, KolomWilayah, Riwayat
from tksk_portal.wilayah.kueri import TersimpanQuerySet


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["sidik_kiriman", "dibuat_pada", "dibuat_oleh"],
    model_name="JejaringRiwayat",
    attrs={"dinding": Riwayat("psks_jejaring")},
)
class Jejaring(models.Model):
    """An agreement with its scope and dates, or a meeting, contact or activity, kept by the office that recorded it.

    An agreement lasts from `mulai` to `sampai`; the others happen on the day `mulai`.
    """

    dinding = MilikPetugas()

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah(db_index=False)
    jenis = models.CharField("macam", max_length=10, choices=JenisJejaring)
    judul = models.CharField("tentang apa", max_length=120)
    lingkup = models.TextField("ruang lingkup", max_length=1000, blank=True)
    mulai = models.DateField("tanggal mulai")
    sampai = models.DateField("berlaku sampai", null=True, blank=True)
    target = models.CharField("target", max_length=300, blank=True)
    tokoh = models.CharField("tokoh masyarakat yang ikut", max_length=300, blank=True)
    hasil = models.TextField("hasilnya", max_length=1000, blank=True)
    berkas = models.OneToOneField(
        Berkas, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    versi = models.PositiveIntegerField(default=1, editable=False)
    sidik_kiriman = models.CharField(max_length=64, editable=False)
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)
    dihapus_pada = models.DateTimeField("ditarik pada", null=True, editable=False)

    objects = TersimpanQuerySet.as_manager()

    class Meta:
        verbose_name = "jejaring"
        verbose_name_plural = "jejaring"
        constraints = (
            models.UniqueConstraint(fields=("id", "wilayah"), name="jejaring_sasaran_anak"),
            models.CheckConstraint(
                name="jejaring_masa_urut",
                condition=Q(sampai=None) | Q(jenis=JenisJejaring.PERJANJIAN, sampai__gte=F("mulai")),
                violation_error_message="Hanya kerja sama yang punya masa berlaku, dan berakhir sesudah mulai.",
            ),
            models.CheckConstraint(
                name="jejaring_berjudul",
                condition=~Q(judul=""),
                violation_error_message="Tulis tentang apa jejaring ini.",
            ),
        )
        indexes = (
            models.Index(fields=("wilayah", "-mulai"), name="jejaring_wilayah"),
            models.Index(fields=("-mulai", "-id"), name="jejaring_terbaru"),
        )

    def __str__(self) -> str:
        return f"Jejaring {self.pk}"

    @property
    def berakhir(self) -> bool:
        """Whether an agreement is over."""
        return self.sampai is not None and self.sampai < timezone.localdate()


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="PihakJejaringRiwayat",
    attrs={"dinding": Riwayat("psks_pihakjejaring")},
)
class PihakJejaring(models.Model):
    """A partner who took part. The partner may live anywhere in the province: its public card names it."""

    dinding = AnakBerubah("psks_jejaring", "jejaring_id")

    jejaring = models.ForeignKey(Jejaring, on_delete=models.PROTECT, related_name="pihak", db_constraint=False)
    wilayah = KolomWilayah()
    mitra_id = models.UUIDField("mitra", db_index=True)
    lepas_pada = models.DateTimeField("tidak ikut lagi", null=True, editable=False)

    class Meta:
        verbose_name = "pihak jejaring"
        verbose_name_plural = "pihak jejaring"
        constraints = (
            models.UniqueConstraint(
                fields=("jejaring", "mitra_id"),
                name="pihak_sekali",
                condition=Q(lepas_pada=None),
                violation_error_message="Mitra itu sudah menjadi pihaknya.",
            ),
        )

    def __str__(self) -> str:
        return f"PihakJejaring {self.pk}"
