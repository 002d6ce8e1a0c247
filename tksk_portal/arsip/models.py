"""Berkas pribadi: barisnya di sini, di balik dinding; isinya di penyimpanan `arsip` dengan nama acak."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.arsip.jenis import BERTIPE, Jenis
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Tambah


class BerkasQuerySet(models.QuerySet):
    """Reads on files; the wall already bounds them to the scope."""

    def tersimpan(self) -> Self:
        """Return the files whose content was not removed."""
        return self.filter(dibuang_pada=None)

    def kedaluwarsa(self) -> Self:
        """Return the files whose time has passed and whose content is still there."""
        return self.tersimpan().filter(kedaluwarsa_pada__lte=timezone.now())

    def milik(self, keperluan: str, induk: UUID) -> Self:
        """Return the stored files of one record for one purpose, oldest first."""
        return self.tersimpan().filter(keperluan=keperluan, induk=induk).order_by("dibuat_pada", "id")


class Berkas(models.Model):
    """One private file. The row outlives its content, so that an expired address can say so.

    `nama` is shown to whoever may see the row, also by the page of an expired file: callers give a name without
    personal data.
    """

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah()
    keperluan = models.CharField("keperluan", max_length=40)
    induk = models.UUIDField("rekaman induk", null=True, blank=True)
    nama = models.CharField("nama berkas", max_length=120)
    jenis_isi = models.CharField("jenis isi", max_length=8, choices=Jenis)
    ukuran = models.PositiveBigIntegerField("ukuran (bita)")
    sha256 = models.CharField("sidik isi", max_length=64)
    kunci = models.CharField("kunci penyimpanan", max_length=80, unique=True)
    kecil = models.CharField("kunci gambar kecil", max_length=80, blank=True)
    ukuran_kecil = models.PositiveIntegerField("ukuran gambar kecil (bita)", default=0)
    sha256_kecil = models.CharField("sidik gambar kecil", max_length=64, blank=True)
    lebar = models.PositiveIntegerField("lebar (titik)", null=True, blank=True)
    tinggi = models.PositiveIntegerField("tinggi (titik)", null=True, blank=True)
    pemilik = models.ForeignKey(Akun, verbose_name="pengunggah", null=True, on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField("disimpan pada", default=timezone.now, editable=False)
    kedaluwarsa_pada = models.DateTimeField("kedaluwarsa pada", null=True, blank=True)
    dibuang_pada = models.DateTimeField("dibuang pada", null=True, blank=True, editable=False)
    dibuang_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = BerkasQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        constraints = (
            models.UniqueConstraint(fields=("id", "wilayah"), name="berkas_sasaran_anak"),
            models.CheckConstraint(
                name="berkas_berisi", condition=Q(ukuran__gt=0), violation_error_message="Berkas ini kosong."
            ),
            models.CheckConstraint(
                name="berkas_sidik_bentuk",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Sidik berkas harus SHA-256.",
            ),
            models.CheckConstraint(
                name="berkas_kecil_lengkap",
                condition=Q(kecil="", ukuran_kecil=0, sha256_kecil="")
                | ~Q(kecil="")
                & Q(ukuran_kecil__gt=0, sha256_kecil__regex=r"^[0-9a-f]{64}$", lebar__gt=0, tinggi__gt=0),
                violation_error_message="Gambar kecil harus lengkap dengan ukuran dan sidiknya.",
            ),
            models.CheckConstraint(
                name="berkas_masa_urut",
                condition=Q(kedaluwarsa_pada=None) | Q(kedaluwarsa_pada__gt=F("dibuat_pada")),
                violation_error_message="Kedaluwarsa harus sesudah berkas dibuat.",
            ),
            models.CheckConstraint(
                name="berkas_dibuang_berpasangan",
                condition=Q(dibuang_oleh=None) | Q(dibuang_pada__isnull=False),
                violation_error_message="Berkas yang dibuang harus punya waktunya.",
            ),
        )
        indexes = (
            models.Index(fields=("induk", "keperluan"), name="berkas_induk", condition=Q(induk__isnull=False)),
            models.Index(fields=("kedaluwarsa_pada",), name="berkas_tempo", condition=Q(dibuang_pada=None)),
            models.Index(fields=("keperluan", "id"), name="berkas_keperluan", condition=Q(dibuang_pada=None)),
        )

    def __str__(self) -> str:
        return f"Berkas {self.pk}"

    @property
    def habis(self) -> bool:
        """Whether the content is gone: removed, or past its time."""
        return self.dibuang_pada is not None or (
            self.kedaluwarsa_pada is not None and self.kedaluwarsa_pada <= timezone.now()
        )

    @property
    def tipe(self) -> str:
        """The media type that is sent; never what the browser said at upload."""
        return BERTIPE[Jenis(self.jenis_isi)]

    @property
    def gambar(self) -> bool:
        """Whether it has a thumbnail."""
        return bool(self.kecil)


class Unduhan(models.Model):
    """One opening of a file: who, under which duty, when."""

    dinding = Tambah()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="unduhan", db_constraint=False)
    wilayah = KolomWilayah()
    oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")
    penempatan = models.ForeignKey(Penempatan, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sebagai = models.CharField("sebagai", max_length=160)
    kecil = models.BooleanField("gambar kecil", default=False)
    pada = models.DateTimeField("pada", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "unduhan berkas"
        verbose_name_plural = "unduhan berkas"
        indexes = (models.Index(fields=("berkas", "-pada"), name="unduhan_berkas"),)

    def __str__(self) -> str:
        return f"Unduhan {self.pk}"


def catat_unduhan(berkas: Berkas, *, by: Lingkup, kecil: bool = False) -> Unduhan:
    """Log that a file was opened."""
    return Unduhan.objects.create(
        berkas=berkas,
        wilayah_id=berkas.wilayah_id,
        oleh_id=by.akun_id,
        penempatan_id=by.penempatan_id,
        sebagai=by.keterangan,
        kecil=kecil,
    )
