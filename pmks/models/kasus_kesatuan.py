"""Kesatuan dalam satu jenis, usulan perubahannya, putusan keduanya, dan pengecualian dari pengesahan."""

import uuid
from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pmks.enums import Temuan
from pmks.models.acuan import DalamJenis, JenisPMKS
from pmks.models.kesatuan import Kesatuan
from pmks.models.pengesahan import Pengesahan
from tksk_portal.akun.models import Akun
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.models import Bertemuan, Ditinjau, DitinjauQuerySet, Putusan, Usulan, satu_usulan
from tksk_portal.wilayah.dinding import Anak, KolomWilayah, Milik, Riwayat


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["bentuk", "derajat", "bergerak_pada"],
    model_name="KasusKesatuanRiwayat",
    attrs={"dinding": Riwayat("pmks_kasuskesatuan")},
)
class KasusKesatuan(DalamJenis, Bertemuan, Ditinjau):
    """A subject that is not one person, in a type: the unit of review. Place and form follow by foreign key."""

    dinding = Milik(derajat="derajat")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kesatuan = models.ForeignKey(
        Kesatuan, on_delete=models.PROTECT, related_name="kasus", db_constraint=False, db_index=False
    )
    wilayah = KolomWilayah(db_index=False)
    bentuk = models.CharField(max_length=10, editable=False)
    jenis = models.ForeignKey(JenisPMKS, on_delete=models.PROTECT, related_name="+", db_index=False)
    kriteria = ArrayField(models.CharField(max_length=1), verbose_name="kriteria terpenuhi", default=list, blank=True)
    ditemukan_pada = models.DateField("ditemukan pada", null=True, blank=True)
    keterangan = models.TextField("keterangan", blank=True, max_length=1000)
    temuan = ArrayField(
        models.CharField(max_length=16, choices=Temuan), verbose_name="temuan", default=list, blank=True
    )
    pengesahan = models.ForeignKey(
        Pengesahan,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="kasus_kesatuan",
        db_constraint=False,
    )
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    objects = DitinjauQuerySet.as_manager()

    class Meta(Ditinjau.Meta):
        verbose_name = "keluarga atau komunitas dalam jenis"
        verbose_name_plural = "keluarga dan komunitas dalam jenis"
        constraints = (
            *Ditinjau.Meta.constraints,
            models.UniqueConstraint(fields=("id", "wilayah"), name="kasuskesatuan_sasaran_anak"),
            models.UniqueConstraint(
                fields=("kesatuan", "jenis"),
                name="kasuskesatuan_jenis_sekali",
                condition=~Q(status=Status.DIBATALKAN),
                violation_error_message="Sudah tercatat pada jenis itu.",
            ),
            models.CheckConstraint(
                name="kasuskesatuan_hitungan_jenis_14",
                condition=Q(jenis=14, bentuk="hitungan", keterangan="") | (~Q(jenis=14) & ~Q(bentuk="hitungan")),
                violation_error_message="Jenis 14 hanya dicatat sebagai hitungan, dan hanya jenis itu.",
            ),
        )
        indexes = (
            models.Index(fields=("kesatuan",), name="kasuskesatuan_kesatuan"),
            models.Index(fields=("wilayah", "jenis", "status"), name="kasuskesatuan_wilayah"),
            models.Index(
                fields=("diajukan_pada", "id"),
                name="kasuskesatuan_antrean",
                condition=Q(status__in=("diajukan", "ditinjau_ulang")),
            ),
        )

    def __str__(self) -> str:
        return f"KasusKesatuan {self.pk}"

    @property
    def dinilai_pada(self) -> date:
        """The day whose rules hold for it: the day it was found, or else the day of the subject's data."""
        return self.ditemukan_pada or self.kesatuan.tanggal_data


class PutusanKesatuan(Putusan):
    """An act of review on a family, group or community in a type."""

    dinding = Anak("pmks_kasuskesatuan")

    rekaman = models.ForeignKey(
        KasusKesatuan, on_delete=models.PROTECT, related_name="putusan", db_constraint=False, db_index=False
    )

    class Meta(Putusan.Meta):
        verbose_name = "putusan"
        verbose_name_plural = "putusan"
        indexes = (models.Index(fields=("rekaman", "-pada"), name="putusankesatuan_rekaman"),)


class PengecualianKesatuan(models.Model):
    """A family, group or community in a type left out of an approval, with the reason."""

    dinding = Anak("pmks_kasuskesatuan", "kasus_id")

    pengesahan = models.ForeignKey(
        Pengesahan, on_delete=models.PROTECT, related_name="pengecualian_kesatuan", db_constraint=False, db_index=False
    )
    kasus = models.ForeignKey(KasusKesatuan, on_delete=models.PROTECT, related_name="pengecualian", db_constraint=False)
    wilayah = KolomWilayah()
    alasan = models.CharField(max_length=300)

    class Meta:
        verbose_name = "pengecualian"
        verbose_name_plural = "pengecualian"
        constraints = (
            models.UniqueConstraint(fields=("pengesahan", "kasus"), name="pengecualiankesatuan_sekali"),
            models.CheckConstraint(name="pengecualiankesatuan_beralasan", condition=~Q(alasan="")),
        )

    def __str__(self) -> str:
        return f"PengecualianKesatuan {self.pk}"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["derajat", "bergerak_pada"],
    model_name="RevisiKesatuanRiwayat",
    attrs={"dinding": Riwayat("pmks_revisikesatuan")},
)
class RevisiKesatuan(Usulan):
    """A change of a verified family, group or community. The verified version counts until this is decided.

    `isi`: {"kolom": {column: value}, "anggota": [member, …] or absent, "kasus": {type: {column: value}},
    "batal": [type, …]}.
    """

    dinding = Milik(derajat="derajat")
    mekar_isi = ("isi",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kesatuan = models.ForeignKey(
        Kesatuan, on_delete=models.PROTECT, related_name="revisi", db_constraint=False, db_index=False
    )
    wilayah = KolomWilayah(db_index=False)
    dasar_versi = models.PositiveIntegerField()

    class Meta(Usulan.Meta):
        verbose_name = "usulan perubahan keluarga atau komunitas"
        verbose_name_plural = "usulan perubahan keluarga dan komunitas"
        constraints = (
            *Usulan.Meta.constraints,
            models.UniqueConstraint(fields=("id", "wilayah"), name="revisikesatuan_sasaran_anak"),
            satu_usulan("revisikesatuan_satu_berjalan", "kesatuan"),
        )
        indexes = (
            models.Index(fields=("kesatuan",), name="revisikesatuan_kesatuan"),
            models.Index(fields=("wilayah", "status"), name="revisikesatuan_wilayah"),
        )

    def __str__(self) -> str:
        return f"RevisiKesatuan {self.pk}"


class PutusanRevisiKesatuan(Putusan):
    """An act of review on a change of a family, group or community."""

    dinding = Anak("pmks_revisikesatuan")

    rekaman = models.ForeignKey(
        RevisiKesatuan, on_delete=models.PROTECT, related_name="putusan", db_constraint=False, db_index=False
    )

    class Meta(Putusan.Meta):
        verbose_name = "putusan usulan perubahan"
        verbose_name_plural = "putusan usulan perubahan"
        indexes = (models.Index(fields=("rekaman", "-pada"), name="putusanrevisikes_rekaman"),)
