"""Catatan siapa membuka data siapa."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.wilayah.dinding import KolomWilayah, Tambah

LAMA_BUKA = timedelta(minutes=60)


class Bagian(models.TextChoices):
    """What of a record was opened."""

    RINCI = "rinci", "membuka data"
    NIK = "nik", "melihat NIK dan KK"
    RIWAYAT = "riwayat", "melihat riwayat"
    DAFTAR = "daftar", "membuka di daftar"
    CETAK = "cetak", "mencetak"
    BANDING = "banding", "membandingkan data kembar"
    LAPORAN = "laporan", "mencetak laporan akses"


class PembukaanQuerySet(models.QuerySet):
    """Reads on openings."""

    def pada(self, objek: models.Model) -> Self:
        """Return the openings of one record, newest first."""
        return self.filter(jenis=objek._meta.label_lower, objek_id=objek.pk).order_by("-pada")

    def masih_terbuka(self, objek: models.Model, lingkup: Lingkup, bagian: str) -> bool:
        """Tell whether this duty opened this part of the record within the last hour."""
        return (
            self.pada(objek)
            .filter(penempatan_id=lingkup.penempatan_id, bagian=bagian, pada__gte=timezone.now() - LAMA_BUKA)
            .exists()
        )


class Pembukaan(models.Model):
    """One opening of a person's record: who, under which duty, when, what, and why."""

    dinding = Tambah()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wilayah = KolomWilayah()
    jenis = models.CharField(max_length=60)
    objek_id = models.UUIDField()
    bagian = models.CharField(max_length=10, choices=Bagian)
    tujuan = models.CharField(max_length=300, blank=True)
    oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")
    penempatan = models.ForeignKey(Penempatan, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sebagai = models.CharField(max_length=160)
    pada = models.DateTimeField(default=timezone.now)

    objects = PembukaanQuerySet.as_manager()

    class Meta:
        verbose_name = "pembukaan data"
        verbose_name_plural = "pembukaan data"
        indexes = (models.Index(fields=("objek_id", "-pada"), name="pembukaan_objek"),)

    def __str__(self) -> str:
        return f"{self.sebagai} {self.get_bagian_display()}"


def catat_pembukaan_banyak(*, objek: Sequence[models.Model], bagian: str, by: Lingkup, tujuan: str = "") -> None:
    """Log that records were opened together, with one statement. Each must have a `wilayah_id`."""
    Pembukaan.objects.bulk_create(
        Pembukaan(
            wilayah_id=o.wilayah_id,
            jenis=o._meta.label_lower,
            objek_id=o.pk,
            bagian=bagian,
            tujuan=tujuan,
            oleh_id=by.akun_id,
            penempatan_id=by.penempatan_id,
            sebagai=by.keterangan,
        )
        for o in objek
    )


def catat_pembukaan(*, objek: models.Model, bagian: str, by: Lingkup, tujuan: str = "") -> Pembukaan:
    """Log that a record was opened. The record must have a `wilayah_id`."""
    return Pembukaan.objects.create(
        wilayah_id=objek.wilayah_id,
        jenis=objek._meta.label_lower,
        objek_id=objek.pk,
        bagian=bagian,
        tujuan=tujuan,
        oleh_id=by.akun_id,
        penempatan_id=by.penempatan_id,
        sebagai=by.keterangan,
    )
