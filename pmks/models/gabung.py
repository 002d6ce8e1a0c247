"""Penggabungan dua data seorang: apa yang pindah dan apa yang ditimpa, supaya dapat diurungkan."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from pmks.dinding import AnakBerubah
from pmks.models.orang import Orang
from tksk_portal.akun.models import Akun
from tksk_portal.wilayah.dinding import KolomWilayah


class Penggabungan(models.Model):
    """One merge of two records. Seen where the surviving record is seen, and moves with it.

    `isi` holds what is needed to undo it, identities included; erasing a person empties it, and with that the undo.
    """

    dinding = AnakBerubah("pmks_orang", "utama_id")
    mekar_isi = ("isi",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    utama = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="penggabungan", db_constraint=False)
    lain = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="digabungkan", db_constraint=False)
    wilayah = KolomWilayah(db_index=False)
    isi = models.JSONField("keadaan sebelum digabung", default=dict, editable=False)
    alasan = models.CharField("alasan", max_length=300)
    oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", db_index=False)
    sebagai = models.CharField(max_length=160)
    pada = models.DateTimeField("digabung pada", default=timezone.now)
    diurungkan_pada = models.DateTimeField("diurungkan pada", null=True, editable=False)
    diurungkan_oleh = models.ForeignKey(
        Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    diurungkan_sebagai = models.CharField(max_length=160, blank=True, editable=False)

    class Meta:
        verbose_name = "penggabungan"
        verbose_name_plural = "penggabungan"
        constraints = (
            models.CheckConstraint(name="penggabungan_beda_orang", condition=~Q(utama=F("lain"))),
            models.CheckConstraint(
                name="penggabungan_beralasan",
                condition=~Q(alasan=""),
                violation_error_message="Tulis mengapa kedua data ini orang yang sama.",
            ),
            models.CheckConstraint(
                name="penggabungan_urung_berpasangan",
                condition=Q(diurungkan_pada=None, diurungkan_oleh=None)
                | Q(diurungkan_pada__isnull=False, diurungkan_oleh__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("lain",),
                name="penggabungan_sekali",
                condition=Q(diurungkan_pada=None),
                violation_error_message="Data ini sudah digabung.",
            ),
        )
        indexes = (models.Index(fields=("wilayah",), name="penggabungan_wilayah"),)

    def __str__(self) -> str:
        return f"Penggabungan {self.pk}"

    @property
    def kunci_dialog(self) -> str:
        """The key as text, for ids on a page."""
        return str(self.pk)
