"""Yang menempel pada seorang petugas: SK, pelatihan, penilaian tahunan, tali asih, penghargaan, kartu."""

from datetime import date, timedelta
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from penugasan.petugas.enums import HasilPenilaian, SumberTali, TingkatSK
from penugasan.petugas.models.petugas import Petugas
from tksk_portal.akun.models import Akun
from tksk_portal.dasar.masa import kendala_masa
from tksk_portal.wilayah.dinding import Acuan, KolomWilayah, Milik, Riwayat

TAK_DICATAT = ["dibuat_pada", "dibuat_oleh"]


def lacak(tabel: str, nama: str):
    """Decorate a child of an officer: its history is read where it is."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        exclude=TAK_DICATAT,
        model_name=nama,
        attrs={"dinding": Riwayat(tabel)},
    )


class CatatanQuerySet(models.QuerySet):
    """Reads on what hangs on an officer."""

    def ada(self) -> Self:
        """Return those that were not removed."""
        return self.filter(dihapus_pada=None)


class Catatan(models.Model):
    """Base: belongs to an officer, moves with the officer, is removed by a mark."""

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    petugas = models.ForeignKey(Petugas, on_delete=models.PROTECT, related_name="%(class)s", db_constraint=False)
    wilayah = KolomWilayah()
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(
        Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    dihapus_pada = models.DateTimeField("dihapus pada", null=True, editable=False)

    objects = CatatanQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"

    @property
    def kunci_dialog(self) -> str:
        """The key as text, for ids on a page."""
        return str(self.pk)


@lacak("petugas_sk", "SKRiwayat")
class SK(Catatan):
    """A decree. An officer may hold several at once, of different levels."""

    tingkat = models.CharField("diterbitkan oleh", max_length=8, choices=TingkatSK)
    nomor = models.CharField("nomor SK", max_length=80)
    tanggal = models.DateField("tanggal SK")
    mulai = models.DateField("berlaku sejak")
    selesai = models.DateField("berlaku sampai", null=True, blank=True)
    perihal = models.CharField("perihal", max_length=160, blank=True)
    berkas = models.UUIDField("berkas SK", null=True, editable=False)

    class Meta:
        verbose_name = "SK"
        verbose_name_plural = "SK"
        constraints = (
            kendala_masa("sk_masa_urut", "SK berakhir sebelum mulai berlaku."),
            models.UniqueConstraint(
                fields=("petugas", "tingkat", "nomor"),
                name="sk_sekali",
                condition=Q(dihapus_pada=None),
                violation_error_message="SK dengan nomor ini sudah dicatat.",
            ),
        )
        indexes = (models.Index(fields=("petugas", "selesai"), name="sk_petugas_selesai"),)

    @property
    def tanda(self) -> tuple[str, str]:
        """Its state as (words, tone)."""
        hari = timezone.localdate()
        if self.selesai is None:
            return "tanpa batas waktu", "hijau"
        if self.selesai < hari:
            return "sudah berakhir", "abu"
        return (
            ("berakhir dalam 90 hari", "kuning") if self.selesai <= hari + timedelta(days=90) else ("berlaku", "hijau")
        )


@lacak("petugas_pelatihan", "PelatihanRiwayat")
class Pelatihan(Catatan):
    """A training that was attended."""

    nama = models.CharField("nama pelatihan", max_length=160)
    penyelenggara = models.CharField("penyelenggara", max_length=120)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    sertifikat = models.CharField("nomor sertifikat", max_length=80, blank=True)
    berkas = models.UUIDField("berkas sertifikat", null=True, editable=False)

    class Meta:
        verbose_name = "pelatihan"
        verbose_name_plural = "pelatihan"
        constraints = (kendala_masa("pelatihan_masa_urut", "Pelatihan selesai sebelum mulai."),)


@lacak("petugas_penilaian", "PenilaianRiwayat")
class Penilaian(Catatan):
    """The evaluation of one year, with what it was based on as it stood then."""

    tahun = models.PositiveSmallIntegerField("tahun")
    hasil = models.CharField("penilaian", max_length=6, choices=HasilPenilaian)
    dasar = models.JSONField("dasar penilaian", default=list, editable=False)
    uraian = models.CharField("uraian", max_length=500, blank=True)

    class Meta:
        verbose_name = "penilaian tahunan"
        verbose_name_plural = "penilaian tahunan"
        constraints = (
            models.UniqueConstraint(
                fields=("petugas", "tahun"),
                name="penilaian_sekali",
                condition=Q(dihapus_pada=None),
                violation_error_message="Penilaian tahun ini sudah dicatat.",
            ),
            models.CheckConstraint(
                name="penilaian_buruk_beralasan",
                condition=~Q(hasil=HasilPenilaian.BURUK, uraian=""),
                violation_error_message="Penilaian buruk perlu uraian.",
            ),
        )


@lacak("petugas_taliasih", "TaliAsihRiwayat")
class TaliAsih(Catatan):
    """Tali asih of one month from one source; not paid twice from the same source."""

    bulan = models.DateField("bulan", help_text="Hari pertama bulannya.")
    sumber = models.CharField("sumber", max_length=8, choices=SumberTali)
    jumlah = models.PositiveIntegerField("jumlah (rupiah)")
    dibayar = models.DateField("dibayar pada", null=True, blank=True)

    class Meta:
        verbose_name = "tali asih"
        verbose_name_plural = "tali asih"
        constraints = (
            models.UniqueConstraint(
                fields=("petugas", "bulan", "sumber"),
                name="taliasih_sekali",
                condition=Q(dihapus_pada=None),
                violation_error_message="Tali asih bulan dan sumber ini sudah dicatat.",
            ),
            models.CheckConstraint(
                name="taliasih_awal_bulan",
                condition=Q(bulan__day=1),
                violation_error_message="Bulan ditulis sebagai hari pertamanya.",
            ),
            models.CheckConstraint(
                name="taliasih_ada_jumlah",
                condition=Q(jumlah__gt=0),
                violation_error_message="Tulis jumlah yang diterima.",
            ),
        )


@lacak("petugas_penghargaan", "PenghargaanRiwayat")
class Penghargaan(Catatan):
    """An award."""

    nama = models.CharField("penghargaan", max_length=160)
    pemberi = models.CharField("diberikan oleh", max_length=120)
    tanggal = models.DateField("tanggal")

    class Meta:
        verbose_name = "penghargaan"
        verbose_name_plural = "penghargaan"


class Kartu(models.Model):
    """A printed identity card: what its QR code may be checked against. Only the hash of its token is stored."""

    dinding = Acuan("kartu yang ditunjukkan kepada umum; dicari orang luar hanya dengan sidik token", tulis=True)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sidik = models.CharField(max_length=64, unique=True, editable=False)
    petugas = models.UUIDField("petugas", editable=False, db_index=True)
    nama = models.CharField(max_length=100, editable=False)
    niat = models.CharField(max_length=30, blank=True, editable=False)
    tugas = models.CharField(max_length=160, editable=False)
    dicetak_pada = models.DateTimeField(default=timezone.now, editable=False)
    dicetak_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)
    berlaku_sampai = models.DateField(editable=False)
    dicabut_pada = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "kartu petugas"
        verbose_name_plural = "kartu petugas"
        constraints = (
            models.CheckConstraint(
                name="kartu_sidik_bentuk",
                condition=Q(sidik__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Sidik kartu tidak benar.",
            ),
        )

    def __str__(self) -> str:
        return f"Kartu {self.pk}"

    def keadaan(self, hari: date) -> str:
        """Return whether it holds on a day, in a word."""
        if self.dicabut_pada:
            return "dicabut"
        return "berlaku" if hari <= self.berlaku_sampai else "kedaluwarsa"
