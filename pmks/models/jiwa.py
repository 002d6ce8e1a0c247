"""Ringkasan jiwa: apa yang disumbang tiap kesatuan, sel semua tingkat, selisih dari pemicu (migrasi 0013), potret."""

from django.db import models
from django.utils import timezone

from pmks.enums import BentukKesatuan
from pmks.models.kesatuan import Kesatuan
from pmks.models.potret import AKHIR_TRIWULAN, PESAN_TRIWULAN
from pmks.models.ringkasan import DARI_PEMICU
from tksk_portal.tinjauan.enums import Status
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Tambah


class _Jiwa(models.Model):
    """Counts by type, form and status of review.

    `jenis` 0 counts each subject once, whatever its types, and leaves out counts without names (type 14).
    `rangkap_l`/`rangkap_p`: members of families who are counted as persons in the same type too, at the lower of both
    statuses, where `ditinjau_ulang` is lower than `diverifikasi`. Souls of "at or above a status", or of "verified",
    = persons + jiwa - rangkap, each summed over those statuses.
    """

    mekar_tetap = DARI_PEMICU

    wilayah = KolomWilayah(db_index=False)
    jenis = models.PositiveSmallIntegerField()
    bentuk = models.CharField(max_length=10, choices=BentukKesatuan)
    status = models.CharField(max_length=14, choices=Status)
    jumlah = models.IntegerField("keluarga atau komunitas")
    kk = models.IntegerField()
    jiwa_l = models.IntegerField()
    jiwa_p = models.IntegerField()
    rangkap_l = models.IntegerField()
    rangkap_p = models.IntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.jenis}/{self.bentuk}/{self.status}"


class JiwaKesatuan(_Jiwa):
    """What one family, group or community adds to the summary now; the triggers take it back before they add anew."""

    dinding = Milik(hapus=True)

    kesatuan = models.ForeignKey(
        Kesatuan, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    class Meta(_Jiwa.Meta):
        verbose_name = "jiwa kesatuan"
        verbose_name_plural = "jiwa kesatuan"
        indexes = (
            models.Index(fields=("kesatuan",), name="jiwakesatuan_kesatuan"),
            models.Index(fields=("wilayah",), name="jiwakesatuan_wilayah"),
        )


class SelJiwa(_Jiwa):
    """A cell of the summary at or under a place (every level). Written by `pmks_padatkan()`."""

    dinding = Milik()

    class Meta(_Jiwa.Meta):
        verbose_name = "sel jiwa"
        verbose_name_plural = "sel jiwa"
        constraints = (models.UniqueConstraint(fields=("wilayah", "jenis", "bentuk", "status"), name="seljiwa_sekali"),)


class SelisihJiwa(_Jiwa):
    """A change of the summary, written by triggers in the same transaction as the record itself."""

    dinding = Milik(hapus=True)

    class Meta(_Jiwa.Meta):
        verbose_name = "selisih jiwa"
        verbose_name_plural = "selisih jiwa"
        indexes = (models.Index(fields=("wilayah",), name="selisihjiwa_wilayah"),)


class PotretJiwa(_Jiwa):
    """A cell of the summary of souls as it stood at the end of a quarter; see `Potret`. Written once, never changed.

    Each place with a picture has at least one row, if need be one of zeros: a place without any was pictured before
    souls were, and nobody can tell its families.
    """

    dinding = Tambah()
    mekar_tetap = "potret: angka suatu hari, tetap pada kode hari itu"
    mekar_potret = True

    akhir = models.DateField(help_text="Hari terakhir triwulan.")
    diambil_pada = models.DateTimeField(default=timezone.now)

    class Meta(_Jiwa.Meta):
        verbose_name = "potret jiwa"
        verbose_name_plural = "potret jiwa"
        constraints = (
            models.UniqueConstraint(fields=("wilayah", "akhir", "jenis", "bentuk", "status"), name="potretjiwa_sekali"),
            models.CheckConstraint(
                name="potretjiwa_akhir_triwulan",
                condition=AKHIR_TRIWULAN,
                violation_error_message=PESAN_TRIWULAN,
            ),
        )
