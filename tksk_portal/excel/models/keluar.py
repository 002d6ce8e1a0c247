"""Buku kerja keluar: catatan tiap ekspor, dan tata letak yang disusun admin."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Riwayat, Warisan


class Format(models.TextChoices):
    """Kind of file that is handed out."""

    XLSX = "xlsx", "Excel (xlsx)"
    CSV = "csv", "CSV"


PEMISAH = ((";", "; (titik koma)"), (",", ", (koma)"))


class EksporQuerySet(models.QuerySet):
    """Reads on exports; the wall already bounds them to the scope."""

    def milik(self, by: Lingkup) -> Self:
        """Return one's own exports under the present duty."""
        return self.filter(pemohon_id=by.akun_id, penempatan_id=by.penempatan_id)


class Ekspor(models.Model):
    """One export: who took what, in which scope, with or without identities, why, and how many rows.

    It stays when the file has expired. It holds codes and counts only, no search text and no data of persons.
    """

    dinding = Milik()
    mekar_isi = ("saring",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah(verbose_name="tempat tugas pemohon")
    pemohon = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")
    penempatan = models.ForeignKey(Penempatan, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sebagai = models.CharField(max_length=160)
    sumber = models.CharField("jenis data", max_length=20)
    tata_letak = models.CharField("kode tata letak", max_length=40)
    nama_tata_letak = models.CharField("tata letak", max_length=80)
    format = models.CharField(max_length=4, choices=Format)
    saring = models.JSONField("saringan", default=dict, blank=True)
    kata_saring = models.CharField("saringan dalam kata", max_length=400)
    identitas = models.BooleanField("dengan identitas", default=False)
    tujuan = models.CharField("keperluan", max_length=300, blank=True)
    pekerjaan = models.UUIDField(null=True, editable=False)
    berkas = models.UUIDField(null=True, editable=False)
    baris_diharapkan = models.PositiveIntegerField(null=True, editable=False)
    baris_ditulis = models.PositiveIntegerField(null=True, editable=False)
    dibuat_pada = models.DateTimeField("diminta pada", default=timezone.now, editable=False)
    selesai_pada = models.DateTimeField(null=True, editable=False)
    kedaluwarsa_pada = models.DateTimeField(null=True, editable=False)

    objects = EksporQuerySet.as_manager()

    class Meta:
        verbose_name = "ekspor"
        verbose_name_plural = "ekspor"
        constraints = (
            models.CheckConstraint(
                name="ekspor_identitas_bertujuan",
                condition=Q(identitas=False) | ~Q(tujuan=""),
                violation_error_message="Sebutkan keperluannya.",
            ),
            models.CheckConstraint(
                name="ekspor_jumlah_cocok",
                # Tanpa isnull, NULL = NULL menjadi NULL, yang oleh CHECK dianggap benar.
                condition=Q(berkas=None, baris_ditulis=None, selesai_pada=None)
                | Q(
                    berkas__isnull=False,
                    selesai_pada__isnull=False,
                    baris_diharapkan__isnull=False,
                    baris_ditulis__isnull=False,
                    baris_ditulis=F("baris_diharapkan"),
                ),
                violation_error_message="Baris yang ditulis harus sama dengan yang diharapkan.",
            ),
        )
        indexes = (
            models.Index(fields=("-dibuat_pada", "-id"), name="ekspor_terbaru"),
            models.Index(fields=("pemohon", "-dibuat_pada", "-id"), name="ekspor_pemohon"),
        )

    def __str__(self) -> str:
        return f"Ekspor {self.pk}"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["diubah_pada"],
    model_name="TataLetakKeluarRiwayat",
    attrs={"dinding": Riwayat("excel_tataletakkeluar")},
)
class TataLetakKeluar(models.Model):
    """A layout of workbooks going out, mapped by an admin; offices below use it too.

    One with the code of a shipped layout takes its place there; with `aktif` off it hides it.
    """

    dinding = Warisan()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah(verbose_name="kantor pemilik")
    sumber = models.CharField("jenis data", max_length=20)
    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("nama", max_length=80)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    format = models.CharField("format berkas", max_length=4, choices=Format, default=Format.XLSX)
    satuan = models.CharField("satu baris per", max_length=20)
    kolom = models.JSONField("kolom", default=list)
    judul = models.TextField("baris judul", blank=True, max_length=1000)
    nama_lembar = models.CharField("nama lembar", max_length=31, default="Data")
    berita_acara = models.TextField("lembar berita acara", blank=True, max_length=8000)
    format_tanggal = models.CharField("format tanggal", max_length=12, default="dd-mm-yyyy")
    format_kode = models.CharField("format kode jenis", max_length=20, default="0")
    pemisah = models.CharField("pemisah csv", max_length=1, default=";", choices=PEMISAH)
    penanda = models.BooleanField("tanda UTF-8 (BOM) di awal csv", default=True)
    perlu_identitas = models.BooleanField("hanya dengan identitas", default=False)
    aktif = models.BooleanField("dipakai", default=True)
    versi = models.PositiveIntegerField(default=1, editable=False)
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)
    diubah_pada = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "tata letak keluar"
        verbose_name_plural = "tata letak keluar"
        constraints = (
            models.UniqueConstraint(
                fields=("wilayah", "sumber", "kode"),
                name="tataletakkeluar_kode_sekali",
                violation_error_message="Kode ini sudah dipakai di kantor ini.",
            ),
            models.CheckConstraint(
                name="tataletakkeluar_bernama",
                condition=~Q(nama="") & ~Q(kode=""),
                violation_error_message="Tata letak harus bernama.",
            ),
        )

    def __str__(self) -> str:
        return self.nama
