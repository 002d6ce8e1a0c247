"""Foto dan dokumen seseorang. Isinya di ruang arsip; di sini apa yang ditunjukkannya."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from pmks.dinding import AnakBerubah
from pmks.enums import JenisBerkas
from pmks.models.orang import Orang
from tksk_portal.akun.models import Akun
from tksk_portal.arsip.models import Berkas
from tksk_portal.wilayah.dinding import KolomWilayah, Riwayat
from tksk_portal.wilayah.kueri import TersimpanQuerySet


class BerkasOrangQuerySet(TersimpanQuerySet):
    """Reads on photos and documents of persons."""

    def pada(self, orang: Orang) -> Self:
        """Return what is stored of one person, oldest first, with its file."""
        return self.tersimpan().filter(orang=orang).select_related("berkas").order_by("dibuat_pada", "id")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["dibuat_pada", "dibuat_oleh"],
    model_name="BerkasOrangRiwayat",
    attrs={"dinding": Riwayat("pmks_berkasorang")},
)
class BerkasOrang(models.Model):
    """A photo or document of a person. Seen where the person is seen; its file moves with the person."""

    dinding = AnakBerubah("pmks_orang", "orang_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="berkas", db_constraint=False)
    wilayah = KolomWilayah()
    berkas = models.OneToOneField(
        Berkas, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    jenis = models.CharField("isi berkas", max_length=8, choices=JenisBerkas)
    keterangan = models.CharField("keterangan", max_length=120, blank=True)
    dibuat_pada = models.DateTimeField("ditambahkan pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)
    dihapus_pada = models.DateTimeField("dihapus pada", null=True, editable=False)
    dihapus_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = BerkasOrangQuerySet.as_manager()

    class Meta:
        verbose_name = "foto dan dokumen"
        verbose_name_plural = "foto dan dokumen"
        constraints = (
            models.CheckConstraint(
                name="berkasorang_dihapus_berpasangan",
                condition=Q(dihapus_pada=None, dihapus_oleh=None)
                | Q(dihapus_pada__isnull=False, dihapus_oleh__isnull=False),
                violation_error_message="Yang dihapus harus punya waktu dan pelakunya.",
            ),
        )
        indexes = (models.Index(fields=("orang", "dibuat_pada"), name="berkasorang_orang"),)

    def __str__(self) -> str:
        return f"BerkasOrang {self.pk}"

    @property
    def memuat_nomor(self) -> bool:
        """Whether it shows NIK or KK in full, which the camat never sees and nobody sees unasked."""
        return self.jenis == JenisBerkas.KTP

    @property
    def kunci_dialog(self) -> str:
        """The key as text, for ids on a page."""
        return str(self.pk)
