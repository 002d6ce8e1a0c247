"""Kartu publik mitra yang terverifikasi, dan jenis PMKS yang dilayaninya; keduanya ditulis pemicu saja."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Func

from psks.dinding import KartuPublik
from psks.enums import Bentuk, Cakupan
from psks.models.acuan import acuan_psks
from tksk_portal.wilayah.dinding import KolomWilayah
from tksk_portal.wilayah.kueri import BerwilayahQuerySet


class KartuMitra(models.Model):
    """What anybody on duty in the province may know of a verified partner.

    A person's or family's address, point and photo stay out: their home and face are nobody's business.
    `foto`: key of the institution's photo; the file stays walled, `psks.berkas.foto_kartu` opens it.
    """

    dinding = KartuPublik()

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah(db_index=False)
    bentuk = models.CharField(max_length=8, choices=Bentuk)
    jenis = ArrayField(models.CharField(max_length=20))
    nama = models.CharField(max_length=120)
    nama_cari = models.CharField(max_length=120)
    alamat = models.CharField(max_length=200)
    lintang = models.FloatField(null=True)
    bujur = models.FloatField(null=True)
    telepon = models.CharField(max_length=20)
    surel = models.CharField(max_length=120)
    layanan = models.TextField()
    sasaran = ArrayField(models.PositiveSmallIntegerField())
    kapasitas = models.PositiveIntegerField(null=True)
    terisi = models.PositiveIntegerField(null=True)
    cakupan = models.CharField(max_length=10, choices=Cakupan)
    jam = models.CharField(max_length=80)
    foto = models.UUIDField(null=True)
    diubah_pada = models.DateTimeField()

    objects = BerwilayahQuerySet.as_manager()

    class Meta:
        verbose_name = "kartu publik"
        verbose_name_plural = "kartu publik"
        indexes = (
            models.Index(fields=("wilayah", "nama_cari", "id"), name="kartu_wilayah"),
            models.Index(fields=("nama_cari", "id"), name="kartu_nama"),
            GinIndex(OpClass(F("nama_cari"), name="gin_trgm_ops"), name="kartu_cari"),
        )

    def __str__(self) -> str:
        return f"KartuMitra {self.pk}"

    @property
    def sisa(self) -> int | None:
        """Free places; None when the capacity is not known."""
        return None if self.kapasitas is None else self.kapasitas - (self.terisi or 0)

    @property
    def nama_jenis(self) -> list[str]:
        """The short names of its types."""
        acuan = acuan_psks()
        return [acuan[k].pendek if k in acuan else k for k in self.jenis]


class KartuSasaran(models.Model):
    """A type of PMKS that a card serves, with the card's point: the index of the need search."""

    dinding = KartuPublik()

    kartu_id = models.UUIDField()
    wilayah = KolomWilayah(db_index=False)
    sasaran = models.PositiveSmallIntegerField()
    lintang = models.FloatField(null=True)
    bujur = models.FloatField(null=True)

    class Meta:
        verbose_name = "sasaran kartu"
        verbose_name_plural = "sasaran kartu"
        indexes = (
            models.Index(fields=("kartu_id",), name="kartusasaran_kartu"),
            models.Index(fields=("sasaran", "wilayah", "kartu_id"), name="kartusasaran_tempat"),
            models.Index(fields=("wilayah",), name="kartusasaran_wilayah"),
            GistIndex(
                F("sasaran"),
                Func("bujur", "lintang", function="point"),
                name="kartusasaran_titik",
                condition=models.Q(lintang__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"KartuSasaran {self.pk}"
