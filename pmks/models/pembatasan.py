"""Pembatasan pemrosesan: data seseorang tetap disimpan dan dihitung, tetapi tidak dibawa keluar dan tidak ditambah."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from uuid_utils.compat import uuid7

from pmks.dinding import AnakBerubah
from pmks.enums import DasarPembatasan
from pmks.models.orang import Orang
from tksk_portal.akun.models import Akun
from tksk_portal.wilayah.dinding import KolomWilayah


class PembatasanQuerySet(models.QuerySet):
    """Reads on restrictions."""

    def berlaku(self) -> Self:
        """Return those that nobody lifted."""
        return self.filter(dilepas_pada=None)


class Pembatasan(models.Model):
    """A granted objection or restriction (UU 27/2022) of one person, until the kabupaten/kota lifts it.

    Several may stand at once, one per request; each is lifted on its own. Moves with the person.
    """

    dinding = AnakBerubah("pmks_orang", "orang_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    orang = models.ForeignKey(
        Orang, on_delete=models.PROTECT, related_name="pembatasan", db_constraint=False, db_index=False
    )
    wilayah = KolomWilayah(db_index=False)
    dasar = models.CharField("dasar", max_length=12, choices=DasarPembatasan)
    permintaan = models.UUIDField("permintaan", editable=False)
    alasan = models.CharField("alasan", max_length=1000)
    dipasang_pada = models.DateTimeField("dipasang pada", default=timezone.now, editable=False)
    dipasang_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)
    dipasang_sebagai = models.CharField(max_length=160, editable=False)
    dilepas_pada = models.DateTimeField("dilepas pada", null=True, editable=False)
    dilepas_oleh = models.ForeignKey(
        Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    dilepas_sebagai = models.CharField(max_length=160, blank=True, editable=False)
    alasan_lepas = models.CharField("mengapa dilepas", max_length=300, blank=True)

    objects = PembatasanQuerySet.as_manager()

    class Meta:
        verbose_name = "pembatasan"
        verbose_name_plural = "pembatasan"
        constraints = (
            models.UniqueConstraint(
                fields=("permintaan",),
                name="pembatasan_sekali",
                violation_error_message="Permintaan ini sudah membatasi data orangnya.",
            ),
            models.CheckConstraint(
                name="pembatasan_beralasan",
                condition=~Q(alasan=""),
                violation_error_message="Tulis mengapa pemrosesannya dibatasi.",
            ),
            models.CheckConstraint(
                name="pembatasan_dilepas_lengkap",
                condition=Q(dilepas_pada=None, dilepas_oleh=None, alasan_lepas="")
                | Q(dilepas_pada__isnull=False, dilepas_oleh__isnull=False) & ~Q(alasan_lepas=""),
                violation_error_message="Yang dilepas harus punya waktu, pelaku, dan alasannya.",
            ),
        )
        indexes = (
            models.Index(fields=("orang",), name="pembatasan_orang"),
            models.Index(fields=("wilayah",), name="pembatasan_wilayah"),
        )

    def __str__(self) -> str:
        return f"Pembatasan {self.pk}"


def tanpa_dibatasi(rekaman: QuerySet, *, lewat: str = "pk") -> QuerySet:
    """Leave out whose processing is restricted: for everything that carries persons out of the portal.

    Args:
        lewat: column of the rows that holds the person's key.
    """
    return rekaman.filter(~Exists(Pembatasan.objects.berlaku().filter(orang=OuterRef(lewat))))


def yang_dibatasi(rekaman: QuerySet, *, lewat: str = "pk") -> QuerySet:
    """Return the opposite of `tanpa_dibatasi`: whom a list leaves out."""
    return rekaman.filter(Exists(Pembatasan.objects.berlaku().filter(orang=OuterRef(lewat))))
