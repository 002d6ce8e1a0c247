"""Wilayah Kemendagri: kode sebagai kunci, masa berlaku, penerus, dan ejaan lain."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from tksk_portal.wilayah.dinding import Acuan
from tksk_portal.wilayah.enums import JenisWilayah, Tingkat
from tksk_portal.wilayah.rentang import jalur, rentang

KODE = r"^(0|\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?)$"


class WilayahQuerySet(models.QuerySet):
    """Reads on regions."""

    def berlaku(self) -> Self:
        """Return regions that are valid today."""
        return self.filter(berlaku_sampai=None)

    def di_bawah(self, kode: str) -> Self:
        """Return the region and everything under it."""
        awal, akhir = rentang(kode)
        return self.filter(kode__gte=awal, kode__lt=akhir)

    def jalur(self, kode: str) -> Self:
        """Return the ancestors from the nation down and the region itself, in that order."""
        return self.filter(kode__in=[*jalur(kode), kode]).order_by("tingkat")


class Wilayah(models.Model):
    """A region. The code is the key and never changes; a split ends codes and names their successors."""

    dinding = Acuan("daftar wilayah umum; hanya muat_wilayah yang menulis")

    kode = models.CharField("kode", max_length=13, primary_key=True, db_collation="C")
    nama = models.CharField("nama", max_length=100)
    nama_cari = models.CharField(max_length=100, editable=False)
    tingkat = models.PositiveSmallIntegerField("tingkat", choices=Tingkat)
    jenis = models.CharField("jenis", max_length=12, choices=JenisWilayah)
    induk = models.ForeignKey(
        "self", verbose_name="wilayah induk", null=True, on_delete=models.PROTECT, related_name="anak"
    )
    berlaku_sejak = models.DateField("berlaku sejak", null=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, help_text="Hari terakhir kode ini berlaku.")
    catatan_masa = models.CharField(
        "catatan masa berlaku", max_length=200, blank=True, help_text="Misalnya bila tanggal belum dipastikan."
    )
    isi = models.JSONField(
        "jumlah wilayah di bawahnya",
        default=dict,
        editable=False,
        help_text="Per jenis, yang berlaku; dihitung muat_wilayah.",
    )
    penerus = models.ManyToManyField(
        "self", through="Penerus", symmetrical=False, related_name="pendahulu", verbose_name="wilayah penerus"
    )

    objects = WilayahQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        ordering = ("kode",)
        constraints = (
            models.CheckConstraint(
                name="wilayah_kode_bentuk",
                condition=Q(kode__regex=KODE),
                violation_error_message="Kode wilayah tidak benar.",
            ),
            models.CheckConstraint(
                name="wilayah_induk_ada", condition=Q(tingkat=0, induk=None) | Q(tingkat__gt=0, induk__isnull=False)
            ),
            models.CheckConstraint(
                name="wilayah_masa_urut",
                condition=Q(berlaku_sejak=None) | Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=F("berlaku_sejak")),
            ),
        )
        indexes = (
            models.Index(fields=("nama_cari",), name="wilayah_nama_cari"),
            # Halaman wilayah: awalan (LIKE 'x%'), potongan dan kemiripan (trigram), dan telusur per tingkat.
            models.Index(fields=("nama_cari",), opclasses=("varchar_pattern_ops",), name="wilayah_nama_awalan"),
            GinIndex(OpClass(F("nama_cari"), "gin_trgm_ops"), name="wilayah_nama_trigram"),
            models.Index(fields=("tingkat", "kode"), name="wilayah_tingkat_kode"),
        )

    def __str__(self) -> str:
        return self.sebutan

    @property
    def sebutan(self) -> str:
        """The name with its kind, as offices write it: "Kec. Samarinda Ulu", "Kel. Air Putih"."""
        awalan = {"kecamatan": "Kec. ", "kelurahan": "Kel. ", "desa": "Desa ", "desa adat": "Desa Adat "}
        return awalan.get(self.jenis, "") + self.nama

    @property
    def rincian_isi(self) -> list[tuple[str, int]]:
        """How many valid regions of each kind lie under it, larger kinds first: [("kecamatan", 10), …]."""
        return [(j.label.lower(), self.isi[j.value]) for j in JenisWilayah if self.isi.get(j.value)]


class Penerus(models.Model):
    """What became of an ended code: its successor and the legal basis."""

    dinding = Acuan("bagian dari daftar wilayah; hanya muat_wilayah yang menulis")

    lama = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    baru = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    dasar = models.CharField("dasar hukum", max_length=200, blank=True)

    class Meta:
        verbose_name = "penerus wilayah"
        verbose_name_plural = "penerus wilayah"
        constraints = (
            models.UniqueConstraint(fields=("lama", "baru"), name="penerus_sekali"),
            models.CheckConstraint(name="penerus_bukan_diri", condition=~Q(lama=F("baru"))),
        )

    def __str__(self) -> str:
        return f"{self.lama_id} menjadi {self.baru_id}"


class Ejaan(models.Model):
    """Another spelling of a region's name that imports accept."""

    dinding = Acuan("bagian dari daftar wilayah; hanya muat_wilayah yang menulis")

    wilayah = models.ForeignKey(Wilayah, on_delete=models.CASCADE, related_name="ejaan")
    ejaan = models.CharField(max_length=100)
    ejaan_cari = models.CharField(max_length=100, editable=False, db_index=True)

    class Meta:
        verbose_name = "ejaan lain"
        verbose_name_plural = "ejaan lain"
        constraints = (models.UniqueConstraint(fields=("wilayah", "ejaan_cari"), name="ejaan_sekali"),)
        indexes = (GinIndex(OpClass(F("ejaan_cari"), "gin_trgm_ops"), name="ejaan_trigram"),)

    def __str__(self) -> str:
        return self.ejaan
