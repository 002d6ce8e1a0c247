"""Acuan 26 jenis PMKS: jenisnya tetap, apa yang dikatakan sebuah peraturan tentangnya menjadi versi bertanggal."""

from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from pmks.enums import Peka, Skema
from pmks.rincian import Ditanya, baca_medan
from tksk_portal.dasar.berversi import AturanBerversi, PotretBerversi, Simpanan, Stempel, kendala_versi
from tksk_portal.dasar.masa import kendala_masa
from tksk_portal.wilayah.dinding import Acuan

RIWAYAT = {"dinding": Acuan("riwayat acuan, tanpa data orang; hanya pemicu yang menulis")}


class Kriteria(NamedTuple):
    """A criterion of a type in one version."""

    huruf: str
    teks: str

    def __str__(self) -> str:
        """Return it as it is shown."""
        return f"{self.huruf}. {self.teks}"


class DaftarKriteria(tuple):
    """The criteria of a version, in order; read like the relation that they once were."""

    __slots__ = ()

    def all(self) -> "DaftarKriteria":
        """Return itself."""
        return self


def _dari_versi(nama: str, arti: str) -> property:
    return property(lambda jenis: getattr(jenis.versi, nama), doc=arti)


class JenisPMKS(models.Model):
    """One of the 26 official types: the stable key. What a regulation says about it is in `versi`.

    `acuan_jenis(pada=…)` gives the types with the version of a day; one that was read from the database by itself has
    the version of today. `peka` is the highest that any version ever said: masking follows it.
    """

    dinding = Acuan("acuan 26 jenis; admin mengubah aturannya", tulis=True)

    kode = models.PositiveSmallIntegerField(primary_key=True)
    nama = models.CharField(max_length=80)
    pendek = models.CharField("sebutan pendek", max_length=30)
    peka = models.PositiveSmallIntegerField(choices=Peka, default=Peka.BIASA)

    class Meta:
        verbose_name = "jenis PMKS"
        verbose_name_plural = "jenis PMKS"
        ordering = ("kode",)

    def __str__(self) -> str:
        return self.nama

    @cached_property
    def versi(self) -> "AturanJenis":
        """The version that holds today, unless another one was put here."""
        return acuan_jenis()[self.kode].versi

    definisi = _dari_versi("definisi", "The definition.")
    subjek = _dari_versi("subjek", "The kinds of subject, as letters of IKGM.")
    umur_min = _dari_versi("umur_min", "Lowest age in whole years, or None.")
    umur_maks = _dari_versi("umur_maks", "Highest age in whole years, this year included, or None.")
    jk = _dari_versi("jk", "The only sex it holds for, or an empty text.")
    kriteria = _dari_versi("daftar_kriteria", "The criteria.")
    ditanya = _dari_versi("ditanya", "The fields that it asks.")
    aturan = _dari_versi("aturan", "The age and sex rule in words; empty when there is none.")

    @property
    def perorangan(self) -> bool:
        """Whether single persons are recorded in it."""
        return "I" in self.subjek

    def menanyakan(self, nama: str) -> bool:
        """Tell whether it asks a field."""
        return any(d.nama == nama for d in self.ditanya)

    def memenuhi(self, *, lahir: date, jk: str, pada: date) -> bool:
        """Tell whether a person meets the age and sex rule on a day."""
        return self.versi.memenuhi(lahir=lahir, jk=jk, pada=pada)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="PeraturanRiwayat", attrs=RIWAYAT)
class Peraturan(models.Model):
    """A regulation that says what the types are."""

    dinding = Acuan("daftar peraturan, tanpa data orang; admin yang mengubahnya", tulis=True)

    kode = models.CharField("kode", max_length=40, unique=True, help_text="Sebutan pendek, misalnya Permensos 8/2012.")
    nama = models.CharField("nama lengkap", max_length=200)
    berlaku_sejak = models.DateField("berlaku sejak", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    catatan = models.CharField("catatan", max_length=500, blank=True)
    pasti = models.BooleanField("isinya sudah dipastikan", default=False)
    versi = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "peraturan"
        verbose_name_plural = "peraturan"
        ordering = (F("berlaku_sejak").asc(nulls_first=True), "pk")
        constraints = (
            kendala_masa(
                "peraturan_masa_urut",
                "Tanggal akhir tidak boleh sebelum tanggal mulai.",
                "berlaku_sejak",
                "berlaku_sampai",
                tanpa_awal=True,
            ),
        )

    def __str__(self) -> str:
        return self.kode


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="AturanJenisRiwayat",
    attrs=RIWAYAT,
)
class AturanJenis(AturanBerversi):
    """What a regulation says about a type; cases that were judged by it are read by it."""

    dinding = Acuan("aturan jenis, tanpa data orang; admin yang mengubahnya", tulis=True)

    jenis = models.ForeignKey(JenisPMKS, on_delete=models.PROTECT, related_name="daftar_versi")
    peraturan = models.ForeignKey(Peraturan, on_delete=models.PROTECT, related_name="aturan")
    subjek = models.CharField("subjek", max_length=4, help_text="I individu, K keluarga, G kelompok, M komunitas")
    peka = models.PositiveSmallIntegerField("kepekaan", choices=Peka, default=Peka.BIASA)
    medan = models.JSONField("rincian yang ditanyakan", default=list, blank=True)
    catatan = models.CharField("catatan", max_length=500, blank=True)

    class Meta(AturanBerversi.Meta):
        verbose_name = "aturan jenis"
        verbose_name_plural = "aturan jenis"
        constraints = (
            *kendala_versi("aturan"),
            models.CheckConstraint(
                name="aturan_subjek_dikenal",
                condition=Q(subjek__regex=r"^I?K?G?M?$") & ~Q(subjek=""),
                violation_error_message="Pilih paling sedikit satu subjek.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.jenis_id} menurut {self.peraturan_id}"

    @cached_property
    def daftar_kriteria(self) -> DaftarKriteria:
        """The criteria with their letters."""
        return DaftarKriteria(Kriteria(chr(ord("a") + n), teks) for n, teks in enumerate(self.kriteria))

    @cached_property
    def ditanya(self) -> tuple[Ditanya, ...]:
        """The fields that it asks."""
        return baca_medan(self.medan)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="LabelTurunanRiwayat", attrs=RIWAYAT)
class LabelTurunan(models.Model):
    """A label of a later scheme that is derived from the type; the type stays what is recorded."""

    dinding = Acuan("padanan sebutan jenis, tanpa data orang; admin yang mengubahnya", tulis=True)

    skema = models.CharField("skema", max_length=8, choices=Skema)
    kode = models.PositiveSmallIntegerField("nomor")
    nama = models.CharField("nama", max_length=80)
    jenis = ArrayField(models.PositiveSmallIntegerField(), verbose_name="jenis PMKS", default=list, blank=True)
    pasti = models.BooleanField("padanannya sudah dipastikan", default=False)
    sumber = models.CharField("sumber", max_length=200, blank=True)
    versi = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "label turunan"
        verbose_name_plural = "label turunan"
        ordering = ("skema", "kode")
        constraints = (
            models.UniqueConstraint(
                fields=("skema", "kode"),
                name="label_sekali",
                violation_error_message="Nomor ini sudah dipakai label lain dalam skema yang sama.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_skema_display()} {self.kode}. {self.nama}"


class StempelAcuan(Stempel):
    """One row whose number changes with every change of the tables above (statement triggers); see `acuan`."""

    dinding = Acuan("nomor perubahan acuan; ditulis pemicu")

    class Meta(Stempel.Meta):
        verbose_name = "stempel acuan"
        verbose_name_plural = "stempel acuan"


class PotretAcuan(PotretBerversi):
    """All reference data of PMKS at one moment."""

    def __init__(self, nomor: int, jenis: list[JenisPMKS], versi: list[AturanJenis], label: list[LabelTurunan]) -> None:
        super().__init__(nomor, jenis, versi)
        self.label = tuple(label)

    def label_jenis(self, kode: int) -> list[LabelTurunan]:
        """Return the labels of a type, one per scheme."""
        return [la for la in self.label if kode in la.jenis]


def _potret(nomor: int) -> PotretAcuan:
    return PotretAcuan(
        nomor,
        list(JenisPMKS.objects.all()),
        list(AturanJenis.objects.select_related("peraturan")),
        list(LabelTurunan.objects.all()),
    )


_simpanan = Simpanan(StempelAcuan.kini, _potret)


def acuan() -> PotretAcuan:
    """Return the reference data.

    Kept per process. A change by the admin reaches every process within `ACUAN_SEGAR_DETIK` seconds: so often, and not
    for every use, one row is read and compared. A version starts on a later day, so seconds do not matter; the process
    that writes sees its own change at once (`lupakan_acuan`).
    """
    return _simpanan.baca()


def lupakan_acuan() -> None:
    """Let the next reader compare with the database, whenever that was done last."""
    _simpanan.lupakan()


def acuan_jenis(pada: date | None = None) -> dict[int, JenisPMKS]:
    """Return all types by code with the rules of a day; without one, those valid today."""
    return acuan().pada(pada or timezone.localdate())


class DalamJenis:
    """What a record in a type, found on a day (`dinilai_pada`), says of the rules that held then."""

    @property
    def jenis_berlaku(self) -> JenisPMKS:
        """Its type with the rules of that day."""
        return acuan_jenis(self.dinilai_pada)[self.jenis_id]

    @property
    def teks_kriteria(self) -> list[Kriteria]:
        """The criteria that are met, in the words of its version."""
        return [k for k in self.jenis_berlaku.kriteria if k.huruf in self.kriteria]


def sehari_sebelum(hari: date) -> date:
    """Return the last day of what ends before a day."""
    return hari - timedelta(days=1)
