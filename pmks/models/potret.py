"""Potret angka pada akhir triwulan, dan saringan yang disimpan seseorang."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from pmks.enums import JenisKelamin, KelompokUmur
from tksk_portal.akun.models import Akun
from tksk_portal.tinjauan.enums import Status
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Tambah

AKHIR_TRIWULAN = Q(akhir__month__in=(3, 12), akhir__day=31) | Q(akhir__month__in=(6, 9), akhir__day=30)
PESAN_TRIWULAN = "Potret bertanggal hari terakhir triwulan."


class Potret(models.Model):
    """A cell of the summary as it stood at the end of a quarter. Written once, never changed.

    Same meaning of columns as `Sel`, also of the status `KELUAR`.
    `diambil_pada` tells when it was really taken: after the quarter's last day.
    """

    dinding = Tambah()
    mekar_tetap = "potret: angka suatu hari, tetap pada kode hari itu"
    mekar_potret = True

    wilayah = KolomWilayah(db_index=False)
    akhir = models.DateField(help_text="Hari terakhir triwulan.")
    jenis = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=14, choices=Status)
    jk = models.CharField(max_length=1, choices=JenisKelamin)
    kelompok_umur = models.PositiveSmallIntegerField(choices=KelompokUmur)
    jumlah = models.IntegerField()
    diambil_pada = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "potret angka"
        verbose_name_plural = "potret angka"
        constraints = (
            models.UniqueConstraint(
                fields=("wilayah", "akhir", "jenis", "status", "jk", "kelompok_umur"), name="potret_sekali"
            ),
            models.CheckConstraint(
                name="potret_akhir_triwulan",
                condition=AKHIR_TRIWULAN,
                violation_error_message=PESAN_TRIWULAN,
            ),
        )

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.akhir}/{self.jenis}"


class Halaman(models.TextChoices):
    """A page whose filters can be kept."""

    DAFTAR = "daftar", "Daftar PMKS"
    PERIKSA = "periksa", "Periksa data"


class Saringan(models.Model):
    """Filters that somebody keeps under a name, for one duty's place. Holds no search text."""

    dinding = Milik(hapus=True)
    mekar_isi = ("isi",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah()
    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)
    halaman = models.CharField(max_length=8, choices=Halaman, editable=False)
    nama = models.CharField("nama saringan", max_length=40)
    isi = models.JSONField(editable=False)
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "saringan tersimpan"
        verbose_name_plural = "saringan tersimpan"
        constraints = (
            models.UniqueConstraint(
                fields=("akun", "wilayah", "halaman", "nama"),
                name="saringan_nama_sekali",
                violation_error_message="Nama itu sudah dipakai untuk saringan lain.",
            ),
        )

    def __str__(self) -> str:
        return f"Saringan {self.pk}"
