"""Acuan jenis PSKS: 12 jenis resmi, jenis daerah, dan SDM lain; apa kata sebuah dasar tentangnya menjadi versi."""

from datetime import date
from functools import cached_property

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from psks.enums import Bentuk, Golongan, JenisDokumen
from psks.medan import Ditanya, baca_medan
from tksk_portal.dasar.berversi import PotretBerversi, Simpanan, kata_aturan, kendala_versi
from tksk_portal.dasar.enums import JenisKelamin
from tksk_portal.dasar.umur import umur
from tksk_portal.wilayah.dinding import Acuan

RIWAYAT = {"dinding": Acuan("riwayat acuan PSKS, tanpa data orang; hanya pemicu yang menulis")}
UMUR_PALING_TUA = 130
KODE = RegexValidator(r"^[a-z][a-z0-9_]{1,19}\Z", "Kode: huruf kecil, angka, garis bawah; paling banyak 20.")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="JenisPSKSRiwayat", attrs=RIWAYAT)
class JenisPSKS(models.Model):
    """A type of partner: the stable key with its shape. What a source says about it is in `versi`."""

    dinding = Acuan("acuan jenis PSKS, tanpa data orang; admin menambah jenis daerah", tulis=True)

    kode = models.CharField("kode", max_length=20, primary_key=True, validators=[KODE])
    nomor = models.PositiveSmallIntegerField("nomor resmi", null=True, blank=True, unique=True)
    nama = models.CharField("nama", max_length=80, unique=True)
    pendek = models.CharField("sebutan pendek", max_length=30)
    golongan = models.CharField("golongan", max_length=8, choices=Golongan, default=Golongan.DAERAH)
    bentuk = models.CharField("bentuk", max_length=8, choices=Bentuk)
    sebutan = ArrayField(models.CharField(max_length=60), verbose_name="sebutan lain", default=list, blank=True)
    aktif = models.BooleanField("ditawarkan di formulir", default=True)
    urutan = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = "jenis PSKS"
        verbose_name_plural = "jenis PSKS"
        ordering = ("urutan", "nama")
        constraints = (
            models.CheckConstraint(
                name="jenispsks_resmi_bernomor",
                condition=Q(golongan="resmi", nomor__gte=1, nomor__lte=12) | (~Q(golongan="resmi") & Q(nomor=None)),
                violation_error_message="Hanya 12 jenis resmi yang bernomor.",
            ),
        )

    def __str__(self) -> str:
        return self.nama

    @cached_property
    def versi(self) -> "AturanPSKS":
        """The version that holds today, unless another one was put here."""
        return acuan_psks()[self.kode].versi

    @property
    def ditanya(self) -> tuple[Ditanya, ...]:
        """The fields that it asks."""
        return self.versi.ditanya


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="AturanPSKSRiwayat",
    attrs=RIWAYAT,
)
class AturanPSKS(models.Model):
    """What a source says about a type, over a stretch of days. Exactly one per type and day.

    Once it has started it stays as it is but for its last day (trigger `aturanpsks_tetap`).
    """

    dinding = Acuan("aturan jenis PSKS, tanpa data orang; admin yang mengubahnya", tulis=True)

    jenis = models.ForeignKey(JenisPSKS, on_delete=models.PROTECT, related_name="daftar_versi")
    dasar = models.CharField("dasar", max_length=120, help_text="Peraturan atau sumbernya, misalnya Permensos 8/2012.")
    pasti = models.BooleanField("isinya sudah dipastikan", default=False)
    berlaku_sejak = models.DateField("berlaku sejak", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, editable=False)
    definisi = models.TextField("definisi", max_length=1000)
    umur_min = models.PositiveSmallIntegerField(
        "umur paling muda", null=True, blank=True, validators=[MaxValueValidator(UMUR_PALING_TUA)]
    )
    umur_maks = models.PositiveSmallIntegerField(
        "umur paling tua", null=True, blank=True, validators=[MaxValueValidator(UMUR_PALING_TUA)]
    )
    jk = models.CharField("hanya jenis kelamin", max_length=1, blank=True, choices=JenisKelamin)
    kriteria = ArrayField(models.CharField(max_length=300), verbose_name="kriteria", default=list, blank=True)
    medan = models.JSONField("isian yang ditanyakan", default=list, blank=True)
    dokumen = ArrayField(
        models.CharField(max_length=14, choices=JenisDokumen),
        verbose_name="dokumen yang diharapkan",
        default=list,
        blank=True,
    )

    class Meta:
        verbose_name = "aturan jenis PSKS"
        verbose_name_plural = "aturan jenis PSKS"
        ordering = ("jenis", F("berlaku_sejak").asc(nulls_first=True))
        constraints = kendala_versi("aturanpsks")

    def __str__(self) -> str:
        return f"{self.jenis_id} menurut {self.dasar}"

    @cached_property
    def ditanya(self) -> tuple[Ditanya, ...]:
        """The fields that it asks."""
        return baca_medan(self.medan)

    @property
    def aturan(self) -> str:
        """The age and sex rule in words; empty when there is none."""
        return kata_aturan(self.umur_min, self.umur_maks, self.get_jk_display() if self.jk else "")

    @property
    def label_dokumen(self) -> list[str]:
        """The papers it expects, in words."""
        return [str(JenisDokumen(d).label) for d in self.dokumen]

    @property
    def mulai_nanti(self) -> bool:
        """Whether it has not started yet, and may still be taken back."""
        return self.berlaku_sejak is not None and self.berlaku_sejak > timezone.localdate()

    def umur_cocok(self, lahir: date, pada: date) -> bool:
        """Tell whether somebody born on a day meets the age rule."""
        tahun = umur(lahir, pada)
        return (self.umur_min is None or tahun >= self.umur_min) and (self.umur_maks is None or tahun <= self.umur_maks)


class StempelPSKS(models.Model):
    """One row whose number changes with every change of the tables above (statement triggers)."""

    dinding = Acuan("nomor perubahan acuan; ditulis pemicu")

    nomor = models.BigIntegerField()

    class Meta:
        verbose_name = "stempel acuan PSKS"
        verbose_name_plural = "stempel acuan PSKS"

    def __str__(self) -> str:
        return str(self.nomor)


_simpanan: Simpanan = Simpanan(
    lambda: StempelPSKS.objects.values_list("nomor", flat=True).get(),
    lambda nomor: PotretBerversi(nomor, JenisPSKS.objects.all(), AturanPSKS.objects.all()),
)


def acuan_psks(pada: date | None = None) -> dict[str, JenisPSKS]:
    """Return all types by code with the rules of a day; without one, those valid today."""
    return _simpanan.baca().pada(pada or timezone.localdate())


def jenis_bentuk(bentuk: str) -> list[JenisPSKS]:
    """Return the types of a shape that forms offer."""
    return [j for j in acuan_psks().values() if j.bentuk == bentuk and j.aktif]


def lupakan_psks() -> None:
    """Let the next reader compare with the database, whenever that was done last."""
    _simpanan.lupakan()
