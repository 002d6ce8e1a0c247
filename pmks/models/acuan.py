"""Acuan 26 jenis PMKS dan kriterianya."""

from datetime import date
from functools import cache

from django.db import models

from pmks.enums import JenisKelamin, Peka
from pmks.umur import umur
from tksk_portal.wilayah.dinding import Acuan


class JenisPMKS(models.Model):
    """One of the 26 official types (Permensos 8/2012) with its subject and its age and sex rule as data."""

    dinding = Acuan("acuan 26 jenis; ditulis migrasi")

    kode = models.PositiveSmallIntegerField(primary_key=True)
    nama = models.CharField(max_length=80)
    pendek = models.CharField("sebutan pendek", max_length=30)
    definisi = models.TextField(blank=True)
    subjek = models.CharField("subjek", max_length=4, help_text="I individu, K keluarga, G kelompok, M komunitas")
    umur_min = models.PositiveSmallIntegerField(null=True)
    umur_maks = models.PositiveSmallIntegerField(null=True, help_text="Termasuk tahun ini.")
    jk = models.CharField(max_length=1, blank=True, choices=JenisKelamin)
    peka = models.PositiveSmallIntegerField(choices=Peka, default=Peka.BIASA)
    tanya_disabilitas = models.BooleanField(default=False)

    class Meta:
        verbose_name = "jenis PMKS"
        verbose_name_plural = "jenis PMKS"
        ordering = ("kode",)

    def __str__(self) -> str:
        return self.nama

    @property
    def aturan(self) -> str:
        """The age and sex rule in words; empty when there is none."""
        bagian = []
        if self.jk:
            bagian.append(self.get_jk_display().lower())
        if self.umur_min is not None and self.umur_maks is not None:
            bagian.append(f"{self.umur_min}–{self.umur_maks} tahun")
        elif self.umur_min is not None:
            bagian.append(f"{self.umur_min} tahun ke atas")
        elif self.umur_maks is not None:
            bagian.append(f"sampai {self.umur_maks} tahun")
        return ", ".join(bagian)

    def memenuhi(self, *, lahir: date, jk: str, pada: date) -> bool:
        """Tell whether a person meets the age and sex rule on a day (Permensos 8/2012, annex)."""
        tahun = umur(lahir, pada)
        return (
            (self.umur_min is None or tahun >= self.umur_min)
            and (self.umur_maks is None or tahun <= self.umur_maks)
            and (not self.jk or jk == self.jk)
        )


@cache
def acuan_jenis() -> dict[int, JenisPMKS]:
    """Return all types with their criteria, by code. Read once per process: only migrations write them."""
    return {j.kode: j for j in JenisPMKS.objects.prefetch_related("kriteria")}


class KriteriaPMKS(models.Model):
    """A criterion (a, b, c …) of a type."""

    dinding = Acuan("bagian dari acuan 26 jenis; ditulis migrasi")

    jenis = models.ForeignKey(JenisPMKS, on_delete=models.CASCADE, related_name="kriteria")
    huruf = models.CharField(max_length=1)
    teks = models.CharField(max_length=300)

    class Meta:
        verbose_name = "kriteria PMKS"
        verbose_name_plural = "kriteria PMKS"
        ordering = ("jenis", "huruf")
        constraints = (models.UniqueConstraint(fields=("jenis", "huruf"), name="kriteria_sekali"),)

    def __str__(self) -> str:
        return f"{self.huruf}. {self.teks}"
