"""Menghapus identitas: nisan, tahan hukum, dan daftar kolom yang dikosongkan."""

from typing import Self
from uuid import UUID

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akun.models import Akun
from tksk_portal.lindung.dinding import PELAYAN, MilikPeran, Nisan
from tksk_portal.lindung.models.permintaan import Permintaan
from tksk_portal.wilayah.dinding import Acuan, KolomWilayah, Riwayat


class PenghapusanQuerySet(models.QuerySet):
    """Reads on tombstones."""

    def atas(self, subjek: str, objek_id: UUID) -> Self:
        """Return the tombstones of a record, newest first."""
        return self.filter(subjek=subjek, objek_id=objek_id).order_by("-ke")


class Penghapusan(models.Model):
    """The tombstone of an erased record: which, who proposed, who carried it out, when, why, what was blanked.

    It names no person. `ulang`: written from the list of erasures after an older backup was restored. `ke`: the how
    manieth of this record; above 1 only where another person can stand in the same place, as an institution's leader.
    """

    dinding = Nisan()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah()
    subjek = models.CharField("jenis rekaman", max_length=30)
    objek_id = models.UUIDField("rekaman")
    ke = models.PositiveSmallIntegerField("penghapusan ke", default=1)
    nomor = models.CharField("nomor pendek rekaman", max_length=12)
    permintaan = models.ForeignKey(
        Permintaan, null=True, on_delete=models.PROTECT, related_name="penghapusan", db_constraint=False
    )
    alasan = models.CharField("dasar penghapusan", max_length=80)
    diusulkan_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+")
    dilaksanakan_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+")
    sebagai = models.CharField(max_length=160)
    pada = models.DateTimeField("dihapus pada", default=timezone.now)
    ulang = models.BooleanField("diulang sesudah pemulihan", default=False)
    hitung = models.JSONField("baris yang dikosongkan per tabel", default=dict)
    berkas = models.JSONField("kunci berkas yang dihancurkan", default=list)
    berkas_diperiksa_pada = models.DateTimeField("berkas dipastikan hilang pada", null=True)

    objects = PenghapusanQuerySet.as_manager()

    class Meta:
        verbose_name = "penghapusan"
        verbose_name_plural = "penghapusan"
        constraints = (
            models.UniqueConstraint(
                fields=("subjek", "objek_id", "ke"),
                name="penghapusan_sekali",
                violation_error_message="Rekaman ini sudah dihapus.",
            ),
            models.CheckConstraint(
                name="penghapusan_dua_orang",
                # Tanpa isnull, NULL memberi NULL, yang oleh CHECK dianggap benar.
                condition=Q(ulang=True)
                | Q(permintaan__isnull=False, diusulkan_oleh__isnull=False, dilaksanakan_oleh__isnull=False)
                & ~Q(diusulkan_oleh=F("dilaksanakan_oleh")),
                violation_error_message="Penghapusan diusulkan dan dilaksanakan dua orang yang berbeda.",
            ),
        )
        indexes = (
            models.Index(fields=("-pada", "-id"), name="penghapusan_terbaru"),
            models.Index(fields=("pada",), name="penghapusan_berkas", condition=Q(berkas_diperiksa_pada=None)),
        )

    def __str__(self) -> str:
        return f"Penghapusan {self.pk}"

    @property
    def banyak_baris(self) -> int:
        """How many rows were blanked, over all tables."""
        return sum(self.hitung.values())


class SasaranHapus(models.Model):
    """A table whose personal columns the erasing function blanks; written by migrations only (`sasaran.py`)."""

    dinding = Acuan("daftar kolom yang dikosongkan; ditulis migrasi, tanpa data orang")

    subjek = models.CharField(max_length=30)
    tabel = models.CharField(max_length=63)
    kunci = models.TextField()
    isi = models.TextField()
    aplikasi = models.BooleanField(default=False)

    class Meta:
        verbose_name = "sasaran penghapusan"
        verbose_name_plural = "sasaran penghapusan"

    def __str__(self) -> str:
        return f"{self.subjek}: {self.tabel}"


class TahanHukumQuerySet(models.QuerySet):
    """Reads on legal holds."""

    def berlaku(self) -> Self:
        """Return holds that were not released. A day of review that has passed releases nothing by itself."""
        return self.filter(dilepas_pada=None)

    def atas(self, subjek: str, objek_id: UUID) -> Self:
        """Return the holds of one record, newest first."""
        return self.filter(subjek=subjek, objek_id=objek_id).order_by("-dipasang_pada", "-id")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="TahanHukumRiwayat",
    attrs={"dinding": Riwayat("lindung_tahanhukum")},
)
class TahanHukum(models.Model):
    """A legal hold: while it stands, the record is not erased, whatever the retention period says."""

    dinding = MilikPeran(peran=PELAYAN)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah()
    subjek = models.CharField(max_length=30, editable=False)
    objek_id = models.UUIDField(editable=False)
    alasan = models.CharField("mengapa ditahan", max_length=300)
    tinjau_pada = models.DateField("ditinjau lagi pada", null=True, blank=True)
    dipasang_pada = models.DateTimeField("dipasang pada", default=timezone.now, editable=False)
    dipasang_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)
    sebagai = models.CharField("sebagai", max_length=160, editable=False)
    dilepas_pada = models.DateTimeField("dilepas pada", null=True, editable=False)
    dilepas_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    alasan_lepas = models.CharField("mengapa dilepas", max_length=300, blank=True)

    objects = TahanHukumQuerySet.as_manager()

    class Meta:
        verbose_name = "tahan hukum"
        verbose_name_plural = "tahan hukum"
        constraints = (
            models.UniqueConstraint(
                fields=("subjek", "objek_id"),
                name="tahanhukum_satu_berlaku",
                condition=Q(dilepas_pada=None),
                violation_error_message="Rekaman ini sudah ditahan.",
            ),
            models.CheckConstraint(
                name="tahanhukum_beralasan",
                condition=~Q(alasan=""),
                violation_error_message="Tulis mengapa rekaman ini ditahan.",
            ),
            models.CheckConstraint(
                name="tahanhukum_dilepas_lengkap",
                condition=Q(dilepas_pada=None, dilepas_oleh=None, alasan_lepas="")
                | Q(dilepas_pada__isnull=False, dilepas_oleh__isnull=False) & ~Q(alasan_lepas=""),
                violation_error_message="Yang dilepas harus punya waktu, pelaku, dan alasannya.",
            ),
        )
        indexes = (models.Index(fields=("subjek", "objek_id"), name="tahanhukum_objek"),)

    def __str__(self) -> str:
        return f"Tahan hukum {self.pk}"
