"""Permintaan seseorang (atau wakilnya) atas datanya sendiri, dengan tenggatnya."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akun.models import Akun
from tksk_portal.lindung.dinding import PELAYAN, MilikPeran
from tksk_portal.lindung.enums import (
    BERJALAN,
    CaraPeriksa,
    CaraTerima,
    Hubungan,
    JenisPermintaan,
    StatusPermintaan,
)
from tksk_portal.wilayah.dinding import KolomWilayah, Riwayat


class PermintaanQuerySet(models.QuerySet):
    """Reads on requests; the wall already bounds them to the scope."""

    def berjalan(self) -> Self:
        """Return requests without a decision."""
        return self.filter(status__in=BERJALAN)

    def lewat(self) -> Self:
        """Return requests without a decision whose deadline has passed."""
        return self.berjalan().filter(tenggat_pada__lt=timezone.now())

    def atas(self, subjek: str, objek_id) -> Self:
        """Return the requests about one record, newest first."""
        return self.filter(subjek=subjek, objek_id=objek_id).order_by("-diterima_pada", "-id")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["dibuat_pada"],
    model_name="PermintaanRiwayat",
    attrs={"dinding": Riwayat("lindung_permintaan")},
)
class Permintaan(models.Model):
    """One request about one record: who asks, how that was checked, until when, and what was decided."""

    dinding = MilikPeran(peran=PELAYAN)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah()
    subjek = models.CharField("jenis rekaman", max_length=30, editable=False)
    objek_id = models.UUIDField("rekaman", editable=False)
    jenis = models.CharField("yang diminta", max_length=12, choices=JenisPermintaan)
    hubungan = models.CharField("pemohon", max_length=12, choices=Hubungan)
    nama_pemohon = models.CharField("nama pemohon", max_length=100, blank=True)
    kontak_pemohon = models.CharField("kontak pemohon", max_length=100, blank=True)
    cara_periksa = models.CharField("cara memeriksa identitas pemohon", max_length=10, choices=CaraPeriksa)
    cara_terima = models.CharField("cara diterima", max_length=10, choices=CaraTerima)
    isi = models.TextField("isi permintaan", max_length=1000, blank=True)
    diterima_pada = models.DateTimeField("diterima pada")
    tenggat_pada = models.DateTimeField("tenggat", editable=False)
    status = models.CharField(max_length=10, choices=StatusPermintaan, default=StatusPermintaan.DITERIMA)
    versi = models.PositiveIntegerField(default=1, editable=False)
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(
        Akun, verbose_name="pencatat", on_delete=models.PROTECT, related_name="+", editable=False
    )
    sebagai = models.CharField("dicatat sebagai", max_length=160, editable=False)
    diputuskan_pada = models.DateTimeField("diputuskan pada", null=True, editable=False)
    diputuskan_oleh = models.ForeignKey(
        Akun, verbose_name="pemutus", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    diputuskan_sebagai = models.CharField("diputuskan sebagai", max_length=160, blank=True, editable=False)
    alasan = models.TextField("alasan putusan", max_length=1000, blank=True)
    berkas = models.UUIDField("surat atau laporan terlampir", null=True, editable=False)

    objects = PermintaanQuerySet.as_manager()

    class Meta:
        verbose_name = "permintaan"
        verbose_name_plural = "permintaan"
        constraints = (
            models.CheckConstraint(
                name="permintaan_diputuskan_lengkap",
                condition=Q(status__in=BERJALAN, diputuskan_pada=None, diputuskan_oleh=None)
                | ~Q(status__in=BERJALAN)
                & Q(diputuskan_pada__isnull=False, diputuskan_oleh__isnull=False)
                & ~Q(alasan=""),
                violation_error_message="Putusan harus punya waktu, pemutus, dan alasannya.",
            ),
            models.CheckConstraint(
                name="permintaan_tenggat_urut",
                condition=Q(tenggat_pada__gt=F("diterima_pada")),
                violation_error_message="Tenggat harus sesudah permintaan diterima.",
            ),
            models.UniqueConstraint(
                fields=("subjek", "objek_id", "jenis"),
                name="permintaan_satu_berjalan",
                condition=Q(status__in=BERJALAN),
                violation_error_message="Permintaan yang sama untuk orang ini masih berjalan.",
            ),
        )
        indexes = (
            models.Index(fields=("subjek", "objek_id"), name="permintaan_objek"),
            models.Index(fields=("tenggat_pada", "id"), name="permintaan_tenggat", condition=Q(status__in=BERJALAN)),
            models.Index(fields=("-diterima_pada", "-id"), name="permintaan_terbaru"),
        )

    def __str__(self) -> str:
        return f"Permintaan {self.nomor}"

    @property
    def nomor(self) -> str:
        """The short number, for speaking and writing: P-1A2B3C."""
        return f"P-{self.pk.hex[-6:].upper()}"

    @property
    def selesai(self) -> bool:
        """Whether it was decided."""
        return self.status not in BERJALAN

    @property
    def lewat(self) -> bool:
        """Whether the deadline passed without a decision, or the decision came after it."""
        return (self.diputuskan_pada or timezone.now()) > self.tenggat_pada
