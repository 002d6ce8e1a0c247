"""Unggahan: satu buku kerja yang dibaca, diperiksa, lalu dimasukkan atau dibuang; dan baris-barisnya."""

from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.excel.enums import BISA_MASUK, TERBUKA, StatusBaris, StatusUnggahan
from tksk_portal.wilayah.dinding import KolomWilayah, Milik


def _pasangan(awal: str) -> models.CheckConstraint:
    kosong = Q(**{f"{awal}_pada": None, f"{awal}_oleh": None})
    isi = Q(**{f"{awal}_pada__isnull": False, f"{awal}_oleh__isnull": False})
    return models.CheckConstraint(name=f"unggahan_{awal}_berpasangan", condition=kosong | isi)


class UnggahanQuerySet(models.QuerySet):
    """Reads on uploads."""

    def milik(self, by: Lingkup) -> Self:
        """Return the uploads of one's own office (the place of the duty, not what lies under it)."""
        return self.filter(wilayah_id=by.tempat)


class Unggahan(models.Model):
    """A workbook that was uploaded, and what became of it. The numbers stay when the rows are erased."""

    dinding = Milik(derajat="derajat")
    mekar_isi = ("pilihan",)

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah(verbose_name="tempat tugas")
    derajat = models.SmallIntegerField(default=0, editable=False, help_text="Isinya draf: dibaca TKSK dan kab/kota.")
    sumber = models.CharField("jenis data", max_length=20)
    status = models.CharField(max_length=14, choices=StatusUnggahan, default=StatusUnggahan.DIBACA)
    nama_berkas = models.CharField("nama berkas", max_length=200)
    sidik = models.CharField("sidik isi berkas", max_length=64)
    berkas = models.UUIDField("berkas asal")
    kembalian = models.UUIDField("berkas kembalian", null=True)
    pekerjaan = models.UUIDField("pekerjaan yang sedang mengolahnya", null=True)
    pilihan = models.JSONField("pilihan pengunggah", default=dict)
    kenal = models.JSONField("tata letak yang dikenali", default=dict)
    contoh = models.JSONField("judul kolom dan contoh baris", default=dict, encoder=DjangoJSONEncoder)
    hitung = models.JSONField("jumlah baris per status", default=dict)
    pesan = models.CharField(max_length=500, blank=True)
    dibuat_pada = models.DateTimeField("diunggah pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)
    penempatan = models.ForeignKey(
        Penempatan, on_delete=models.PROTECT, related_name="+", editable=False, db_constraint=False
    )
    sebagai = models.CharField(max_length=160)
    diperiksa_pada = models.DateTimeField(null=True, editable=False)
    ditulis_pada = models.DateTimeField(null=True, editable=False)
    ditulis_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    diurungkan_pada = models.DateTimeField(null=True, editable=False)
    diurungkan_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    kedaluwarsa_pada = models.DateTimeField("isinya dihapus pada")
    dibersihkan_pada = models.DateTimeField(null=True, editable=False)

    objects = UnggahanQuerySet.as_manager()

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"
        constraints = (
            models.UniqueConstraint(
                fields=("sumber", "wilayah", "sidik"),
                name="unggahan_sekali_terbuka",
                condition=Q(status__in=TERBUKA),
                violation_error_message="Berkas yang sama sedang dikerjakan di tempat ini.",
            ),
            _pasangan("ditulis"),
            _pasangan("diurungkan"),
            models.CheckConstraint(
                name="unggahan_status_lengkap",
                condition=~Q(status__in=(StatusUnggahan.DITULIS, StatusUnggahan.DIURUNGKAN), ditulis_pada=None)
                & ~Q(status=StatusUnggahan.DIURUNGKAN, diurungkan_pada=None),
            ),
        )
        indexes = (
            models.Index(fields=("wilayah", "-dibuat_pada"), name="unggahan_wilayah"),
            models.Index(fields=("kedaluwarsa_pada",), name="unggahan_kedaluwarsa", condition=Q(dibersihkan_pada=None)),
        )

    def __str__(self) -> str:
        return f"Unggahan {self.pk}"

    @property
    def terbuka(self) -> bool:
        """Whether it still waits for something."""
        return self.status in TERBUKA

    @property
    def masuk(self) -> int:
        """How many rows can be taken in."""
        return sum(self.hitung.get(s, 0) for s in BISA_MASUK)


class BarisUnggahan(models.Model):
    """One row of an uploaded workbook: cleaned values, what would become of it, and why. Erased when it expires."""

    dinding = Milik(derajat="derajat", hapus=True)
    mekar_isi = ("isi", "sebelum")

    unggahan = models.ForeignKey(Unggahan, on_delete=models.PROTECT, related_name="baris", db_constraint=False)
    wilayah = KolomWilayah(db_index=False)
    derajat = models.SmallIntegerField(default=0, editable=False)
    nomor = models.PositiveIntegerField("nomor baris Excel")
    status = models.CharField(max_length=8, choices=StatusBaris)
    peringatan = models.BooleanField(default=False)
    kunci = models.UUIDField("kunci rekaman", null=True)
    isi = models.JSONField("nilai yang sudah dirapikan", encoder=DjangoJSONEncoder)
    pesan = models.JSONField("pesan per kolom", default=list)
    sebelum = models.JSONField("keadaan sebelum diubah", null=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "baris unggahan"
        verbose_name_plural = "baris unggahan"
        constraints = (models.UniqueConstraint(fields=("unggahan", "nomor"), name="barisunggahan_sekali"),)
        indexes = (models.Index(fields=("unggahan", "status", "nomor"), name="barisunggahan_status"),)

    def __str__(self) -> str:
        return f"Baris {self.nomor} unggahan {self.unggahan_id}"


class PetaKolom(models.Model):
    """Columns that an office pointed out by hand, remembered by the fingerprint of the headings."""

    dinding = Milik()

    wilayah = KolomWilayah()
    sumber = models.CharField(max_length=20)
    sidik_judul = models.CharField("sidik judul kolom", max_length=64)
    peta = models.JSONField("isian menurut nomor kolom")
    diubah_pada = models.DateTimeField(default=timezone.now)
    diubah_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "peta kolom"
        verbose_name_plural = "peta kolom"
        constraints = (models.UniqueConstraint(fields=("wilayah", "sumber", "sidik_judul"), name="petakolom_sekali"),)

    def __str__(self) -> str:
        return f"Peta kolom {self.sumber} {self.wilayah_id}"
