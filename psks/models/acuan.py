"""Acuan jenis PSKS: 12 jenis resmi, jenis daerah, dan SDM lain; apa kata sebuah dasar tentangnya menjadi versi."""

from datetime import date
from functools import cached_property

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from psks.enums import Bentuk, Golongan, JenisDokumen
from psks.medan import Ditanya, baca_medan
from tksk_portal.dasar.berversi import AturanBerversi, PotretBerversi, Simpanan, Stempel, kendala_versi
from tksk_portal.wilayah.dinding import Acuan

RIWAYAT = {"dinding": Acuan("riwayat acuan PSKS, tanpa data orang; hanya pemicu yang menulis")}
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
class AturanPSKS(AturanBerversi):
    """What a source says about a type."""

    dinding = Acuan("aturan jenis PSKS, tanpa data orang; admin yang mengubahnya", tulis=True)

    jenis = models.ForeignKey(JenisPSKS, on_delete=models.PROTECT, related_name="daftar_versi")
    dasar = models.CharField("dasar", max_length=120, help_text="Peraturan atau sumbernya, misalnya Permensos 8/2012.")
    pasti = models.BooleanField("isinya sudah dipastikan", default=False)
    medan = models.JSONField("isian yang ditanyakan", default=list, blank=True)
    dokumen = ArrayField(
        models.CharField(max_length=14, choices=JenisDokumen),
        verbose_name="dokumen yang diharapkan",
        default=list,
        blank=True,
    )

    class Meta(AturanBerversi.Meta):
        verbose_name = "aturan jenis PSKS"
        verbose_name_plural = "aturan jenis PSKS"
        constraints = kendala_versi("aturanpsks")

    def __str__(self) -> str:
        return f"{self.jenis_id} menurut {self.dasar}"

    @cached_property
    def ditanya(self) -> tuple[Ditanya, ...]:
        """The fields that it asks."""
        return baca_medan(self.medan)

    @property
    def label_dokumen(self) -> list[str]:
        """The papers it expects, in words."""
        return [str(JenisDokumen(d).label) for d in self.dokumen]


class StempelPSKS(Stempel):
    """One row whose number changes with every change of the tables above (statement triggers)."""

    dinding = Acuan("nomor perubahan acuan; ditulis pemicu")

    class Meta(Stempel.Meta):
        verbose_name = "stempel acuan PSKS"
        verbose_name_plural = "stempel acuan PSKS"


_simpanan: Simpanan = Simpanan(
    StempelPSKS.kini,
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
