"""Aturan kantor: tenggat tiap jenis permintaan, masa simpan tiap jenis rekaman, daftar kegiatan pemrosesan."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akun.models import Akun
from tksk_portal.lindung.enums import JenisPermintaan, Mulai
from tksk_portal.wilayah.dinding import KolomWilayah, Riwayat, Warisan

HARI_TERLAMA = 36_500


class _Aturan(models.Model):
    """What an office sets; those below it inherit it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah(verbose_name="kantor")
    diubah_pada = models.DateTimeField(default=timezone.now, editable=False)
    diubah_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["diubah_pada", "diubah_oleh"],
    model_name="BatasWaktuRiwayat",
    attrs={"dinding": Riwayat("lindung_bataswaktu")},
)
class BatasWaktu(_Aturan):
    """Hours until a kind of request must be answered. Only access is fixed by law; the rest is the office's choice."""

    dinding = Warisan()

    jenis = models.CharField(max_length=12, choices=JenisPermintaan)
    jam = models.PositiveSmallIntegerField("tenggat (jam)", validators=[MinValueValidator(1), MaxValueValidator(2160)])

    class Meta:
        verbose_name = "batas waktu"
        verbose_name_plural = "batas waktu"
        constraints = (
            models.UniqueConstraint(fields=("wilayah", "jenis"), name="bataswaktu_sekali"),
            models.CheckConstraint(
                name="bataswaktu_wajar",
                condition=Q(jam__gte=1, jam__lte=2160) & (~Q(jenis=JenisPermintaan.AKSES) | Q(jam__lte=72)),
                violation_error_message="Tenggat akses paling lama 72 jam (3x24 jam).",
            ),
        )

    def __str__(self) -> str:
        return f"{self.jenis}: {self.jam} jam"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["diubah_pada", "diubah_oleh"],
    model_name="RetensiRiwayat",
    attrs={"dinding": Riwayat("lindung_retensi")},
)
class Retensi(_Aturan):
    """How long a kind of record is kept. No period: nothing becomes due. Nothing is ever erased by itself."""

    dinding = Warisan()

    subjek = models.CharField("jenis rekaman", max_length=30)
    hari = models.PositiveIntegerField(
        "disimpan (hari)", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(HARI_TERLAMA)]
    )
    mulai = models.CharField("dihitung", max_length=8, choices=Mulai, default=Mulai.KELUAR)
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "masa simpan"
        verbose_name_plural = "masa simpan"
        constraints = (
            models.UniqueConstraint(fields=("wilayah", "subjek"), name="retensi_sekali"),
            models.CheckConstraint(
                name="retensi_berdasar",
                condition=Q(hari=None) | Q(hari__gte=1) & ~Q(dasar=""),
                violation_error_message="Masa simpan yang diatur harus punya dasar.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subjek}: {self.hari} hari"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["diubah_pada", "diubah_oleh"],
    model_name="KegiatanPemrosesanRiwayat",
    attrs={"dinding": Riwayat("lindung_kegiatanpemrosesan")},
)
class KegiatanPemrosesan(_Aturan):
    """One processing activity in the words of an office; it takes the place of the shipped one with the same code."""

    dinding = Warisan()

    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("kegiatan", max_length=120)
    tujuan = models.TextField("tujuan", max_length=1000)
    dasar = models.TextField("dasar hukum", max_length=1000)
    subjek = models.TextField("data siapa", max_length=500)
    kategori = models.TextField("kategori data", max_length=1000)
    penerima = models.TextField("penerima", max_length=1000)
    simpan = models.TextField("masa simpan", max_length=500)
    pengamanan = models.TextField("pengamanan", max_length=1000)
    aktif = models.BooleanField("masih dilakukan", default=True)
    versi = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "kegiatan pemrosesan"
        verbose_name_plural = "kegiatan pemrosesan"
        constraints = (
            models.UniqueConstraint(
                fields=("wilayah", "kode"),
                name="kegiatan_kode_sekali",
                violation_error_message="Kode ini sudah dipakai di kantor ini.",
            ),
        )

    def __str__(self) -> str:
        return self.nama
