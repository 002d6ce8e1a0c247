"""Dokumen mitra yang dapat habis masa berlakunya: akta, SK, izin, akreditasi, sertifikat."""

from datetime import date, timedelta
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from psks.enums import JenisDokumen
from psks.models.mitra import Mitra
from tksk_portal.akun.models import Akun
from tksk_portal.arsip.models import Berkas
from tksk_portal.dasar.masa import kendala_masa
from tksk_portal.wilayah.dinding import AnakBerubah, KolomWilayah, Riwayat

# Hari sebelum habis ketika diingatkan; yang terakhir: sudah habis.
LANGKAH = (90, 30, 7, 0)


class DokumenQuerySet(models.QuerySet):
    """Reads on papers."""

    def berlaku(self) -> Self:
        """Return the papers that were not replaced by a newer one of their kind."""
        return self.filter(diganti_pada=None)

    def segera_habis(self, hari: date, dalam: int = LANGKAH[0]) -> Self:
        """Return present papers that end within so many days, or have ended."""
        return self.berlaku().filter(berlaku_sampai__lte=hari + timedelta(days=dalam))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["diingatkan", "dibuat_pada", "dibuat_oleh"],
    model_name="DokumenMitraRiwayat",
    attrs={"dinding": Riwayat("psks_dokumenmitra")},
)
class DokumenMitra(models.Model):
    """A paper of a partner. A newer one of the same kind replaces it; the old one stays as history.

    `diingatkan`: the last step (`LANGKAH`) at which the offices were reminded; each step happens once.
    """

    dinding = AnakBerubah("psks_mitra", "mitra_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mitra = models.ForeignKey(
        Mitra, on_delete=models.PROTECT, related_name="dokumen", db_constraint=False, db_index=False
    )
    wilayah = KolomWilayah(db_index=False)
    jenis = models.CharField("dokumen", max_length=14, choices=JenisDokumen)
    nomor = models.CharField("nomor", max_length=80, blank=True)
    tanggal = models.DateField("tanggal terbit", null=True, blank=True)
    penerbit = models.CharField("penerbit atau penandatangan", max_length=100, blank=True)
    selaku = models.CharField("selaku", max_length=100, blank=True)
    nilai = models.CharField("nilai atau peringkat", max_length=40, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    berkas = models.OneToOneField(
        Berkas, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    diingatkan = models.PositiveSmallIntegerField(null=True, editable=False)
    diganti_pada = models.DateTimeField("digantikan pada", null=True, editable=False)
    dibuat_pada = models.DateTimeField("ditambahkan pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    objects = DokumenQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen PSKS"
        verbose_name_plural = "dokumen PSKS"
        constraints = (
            kendala_masa(
                "dokumenmitra_masa_urut",
                "Masa berlaku tidak boleh berakhir sebelum tanggal terbit.",
                "tanggal",
                "berlaku_sampai",
                tanpa_awal=True,
            ),
            models.CheckConstraint(
                name="dokumenmitra_berisi",
                condition=~Q(nomor="") | Q(tanggal__isnull=False) | Q(berkas__isnull=False),
                violation_error_message="Isi nomor, tanggal, atau berkasnya.",
            ),
            models.UniqueConstraint(
                fields=("mitra", "jenis"),
                name="dokumenmitra_satu_berlaku",
                condition=Q(diganti_pada=None) & ~Q(jenis=JenisDokumen.LAIN),
                violation_error_message="Dokumen ini sudah ada; yang baru menggantikannya.",
            ),
        )
        indexes = (
            models.Index(fields=("mitra", "-dibuat_pada"), name="dokumenmitra_mitra"),
            models.Index(fields=("wilayah", "berlaku_sampai"), name="dokumenmitra_wilayah"),
            models.Index(
                fields=("berlaku_sampai",),
                name="dokumenmitra_tempo",
                condition=Q(diganti_pada=None, berlaku_sampai__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"DokumenMitra {self.pk}"

    @property
    def sisa_hari(self) -> int | None:
        """Days until it ends, negative afterwards; None when it does not end."""
        return (self.berlaku_sampai - timezone.localdate()).days if self.berlaku_sampai else None

    @property
    def habis(self) -> bool:
        """Whether it has ended and nothing replaced it."""
        return self.diganti_pada is None and self.sisa_hari is not None and self.sisa_hari < 0

    @property
    def nada(self) -> str:
        """The tone of its badge."""
        if self.diganti_pada:
            return "abu"
        if self.habis:
            return "merah"
        return "kuning" if self.sisa_hari is not None and self.sisa_hari <= LANGKAH[0] else "hijau"

    @property
    def keadaan(self) -> str:
        """Its state in words."""
        if self.diganti_pada:
            return "digantikan"
        if self.sisa_hari is None:
            return "berlaku"
        if self.habis:
            return f"habis {-self.sisa_hari} hari lalu"
        return "habis hari ini" if self.sisa_hari == 0 else f"{self.sisa_hari} hari lagi"
