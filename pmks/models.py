"""PMKS: orang, orang dalam jenis (kasus), usulan perubahan, pengesahan, dan ringkasan angkanya."""

import uuid
from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact
from django.utils import timezone

from pmks.enums import (
    AlasanTanpaKK,
    AlasanTanpaNIK,
    Bantuan,
    Disabilitas,
    JenisKelamin,
    KelompokUmur,
    Peka,
    Sumber,
    Temuan,
)
from pmks.nama import samarkan_nama, samarkan_nomor, untuk_cari
from pmks.umur import kelompok_umur, umur
from tksk_portal.akun.models import Akun
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.models import Ditinjau, Putusan
from tksk_portal.wilayah.dinding import Acuan, Anak, KolomWilayah, Milik, Riwayat
from tksk_portal.wilayah.rentang import rentang

BERJALAN = (Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DIVERIFIKASI, Status.DITINJAU_ULANG)


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


class OrangQuerySet(models.QuerySet):
    """Reads on persons; the wall already bounds them to the scope."""

    def di_bawah(self, kode: str) -> Self:
        """Return persons at or under a place."""
        awal, akhir = rentang(kode)
        return self.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir)

    def aktif(self) -> Self:
        """Return persons with at least one type that was not cancelled."""
        return self.filter(derajat__gte=0)


def _nomor(nama: str, alasan: str) -> tuple[models.CheckConstraint, ...]:
    return (
        models.CheckConstraint(
            name=f"orang_{nama}_bentuk",
            condition=Q(**{nama: ""}) | Q(**{f"{nama}__regex": r"^[0-9]{16}$"}),
            violation_error_message="Nomor harus 16 angka.",
        ),
        models.CheckConstraint(
            name=f"orang_{nama}_atau_alasan",
            condition=(Q(**{nama: ""}) & ~Q(**{alasan: ""})) | (~Q(**{nama: ""}) & Q(**{alasan: ""})),
            violation_error_message="Isi nomornya, atau pilih alasan mengapa tidak ada.",
        ),
    )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["nama_cari", "derajat", "peka", "kelompok_umur", "sidik_kiriman", "diubah_pada", "diubah_oleh", "dibuat_pada", "dibuat_oleh"],
    model_name="OrangRiwayat",
    attrs={"dinding": Riwayat("pmks_orang")},
)
class Orang(models.Model):
    """A person with social-welfare problems: the minimum by-name-by-address set (domain.md 4.2).

    `derajat`, `peka` and `kelompok_umur` are kept by triggers, actions and the daily schedule.
    """

    dinding = Milik(derajat="derajat")

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah(verbose_name="desa/kelurahan")
    nik = models.CharField("NIK", max_length=16, blank=True)
    alasan_tanpa_nik = models.CharField("alasan tanpa NIK", max_length=20, blank=True, choices=AlasanTanpaNIK)
    no_kk = models.CharField("nomor KK", max_length=16, blank=True)
    alasan_tanpa_kk = models.CharField("alasan tanpa KK", max_length=20, blank=True, choices=AlasanTanpaKK)
    nama = models.CharField("nama lengkap", max_length=100)
    nama_cari = models.CharField(max_length=200, editable=False)
    tempat_lahir = models.CharField("tempat lahir", max_length=60, blank=True)
    tanggal_lahir = models.DateField("tanggal lahir")
    lahir_perkiraan = models.BooleanField("tanggal lahir perkiraan", default=False)
    jk = models.CharField("jenis kelamin", max_length=1, choices=JenisKelamin)
    alamat = models.CharField("alamat tinggal", max_length=200)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    dusun = models.CharField("dusun/lingkungan", max_length=60, blank=True)
    alamat_ktp = models.CharField("alamat sesuai KTP bila berbeda", max_length=200, blank=True)
    telepon = models.CharField("nomor telepon", max_length=20, blank=True)
    lintang = models.DecimalField("lintang", max_digits=8, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    desil = models.PositiveSmallIntegerField(
        "desil DTSEN", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    bantuan = ArrayField(models.CharField(max_length=10, choices=Bantuan), verbose_name="bantuan yang diterima", default=list, blank=True)
    sumber = models.CharField("sumber data", max_length=10, choices=Sumber, default=Sumber.LAPANGAN)
    tanggal_data = models.DateField("tanggal data")
    derajat = models.SmallIntegerField(default=-1, editable=False)
    peka = models.PositiveSmallIntegerField(default=0, editable=False)
    kelompok_umur = models.PositiveSmallIntegerField("kelompok umur", choices=KelompokUmur, editable=False)
    versi = models.PositiveIntegerField(default=1, editable=False)
    sidik_kiriman = models.CharField(max_length=64, editable=False)
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, verbose_name="pendata", on_delete=models.PROTECT, related_name="+", editable=False)
    diubah_pada = models.DateTimeField("diubah pada", default=timezone.now, editable=False)
    diubah_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = OrangQuerySet.as_manager()

    class Meta:
        verbose_name = "orang"
        verbose_name_plural = "orang"
        constraints = (
            *_nomor("nik", "alasan_tanpa_nik"),
            *_nomor("no_kk", "alasan_tanpa_kk"),
            models.UniqueConstraint(fields=("id", "wilayah", "jk", "kelompok_umur"), name="orang_sasaran_kasus"),
            models.UniqueConstraint(fields=("id", "wilayah"), name="orang_sasaran_anak"),
            models.UniqueConstraint(
                Left("wilayah_id", 8),
                "nik",
                name="orang_nik_sekali_per_kecamatan",
                condition=~Q(nik=""),
                violation_error_message="NIK ini sudah tercatat di kecamatan ini.",
            ),
            models.CheckConstraint(name="orang_di_desa", condition=Exact(Length("wilayah_id"), 13)),
            models.CheckConstraint(
                name="orang_lahir_wajar",
                condition=Q(tanggal_lahir__gte=date(1900, 1, 1)) & Q(tanggal_lahir__lte=F("tanggal_data")),
                violation_error_message="Tanggal lahir harus antara tahun 1900 dan tanggal data.",
            ),
            models.CheckConstraint(
                name="orang_titik_lengkap",
                condition=Q(lintang=None, bujur=None)
                | Q(lintang__gte=-11, lintang__lte=6.5, bujur__gte=95, bujur__lte=141.5),
                violation_error_message="Titik harus lengkap (lintang dan bujur) dan berada di Indonesia.",
            ),
            models.CheckConstraint(name="orang_desil_wajar", condition=Q(desil=None) | Q(desil__gte=1, desil__lte=10)),
        )
        indexes = (
            models.Index(fields=("-diubah_pada", "-id"), name="orang_terbaru"),
            models.Index(fields=("wilayah", "-diubah_pada"), name="orang_wilayah"),
            models.Index(fields=("nik",), name="orang_nik"),
            models.Index(fields=("tanggal_lahir",), name="orang_lahir"),
            GinIndex(OpClass("nama_cari", name="gin_trgm_ops"), name="orang_nama_trgm"),
        )

    def __str__(self) -> str:
        return f"Orang {self.pk}"

    def rapikan(self) -> None:
        """Set the derived columns from name and birth date; called by actions before writing."""
        self.nama = " ".join(self.nama.split())
        self.nama_cari = untuk_cari(self.nama)
        self.kelompok_umur = kelompok_umur(self.tanggal_lahir, timezone.localdate())

    @property
    def umur(self) -> int:
        """Age today in whole years."""
        return umur(self.tanggal_lahir, timezone.localdate())

    @property
    def tersamar(self) -> bool:
        """Whether the name is masked by default: a sensitive type, or a child."""
        return self.peka > Peka.BIASA or self.kelompok_umur in (KelompokUmur.BALITA, KelompokUmur.ANAK)

    @property
    def nama_samar(self) -> str:
        """The masked name."""
        return samarkan_nama(self.nama)

    @property
    def nik_samar(self) -> str:
        """The masked NIK."""
        return samarkan_nomor(self.nik)

    @property
    def no_kk_samar(self) -> str:
        """The masked number of the family card."""
        return samarkan_nomor(self.no_kk)


class KasusQuerySet(models.QuerySet):
    """Reads on persons in types."""

    def aktif(self) -> Self:
        """Return all that were not cancelled."""
        return self.filter(derajat__gte=0)

    def di_bawah(self, kode: str) -> Self:
        """Return those at or under a place."""
        awal, akhir = rentang(kode)
        return self.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir)

    def menunggu_verifikasi(self) -> Self:
        """Return what waits for the kabupaten/kota, oldest first."""
        return self.filter(status__in=(Status.DIAJUKAN, Status.DITINJAU_ULANG)).order_by("diajukan_pada", "id")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["jk", "kelompok_umur", "derajat"],
    model_name="KasusRiwayat",
    attrs={"dinding": Riwayat("pmks_kasus")},
)
class Kasus(Ditinjau):
    """A person in a type: the unit of review. Place, sex and age group follow the person by foreign key."""

    dinding = Milik(derajat="derajat")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="kasus", db_constraint=False)
    wilayah = KolomWilayah()
    jk = models.CharField(max_length=1, editable=False)
    kelompok_umur = models.PositiveSmallIntegerField(editable=False)
    jenis = models.ForeignKey(JenisPMKS, on_delete=models.PROTECT, related_name="+")
    kriteria = ArrayField(models.CharField(max_length=1), verbose_name="kriteria terpenuhi", default=list, blank=True)
    disabilitas = ArrayField(models.CharField(max_length=12, choices=Disabilitas), verbose_name="jenis disabilitas", default=list, blank=True)
    keterangan = models.TextField("keterangan", blank=True, max_length=1000)
    alasan_khusus = models.CharField("alasan di luar aturan", max_length=300, blank=True)
    temuan = ArrayField(models.CharField(max_length=16, choices=Temuan), verbose_name="temuan", default=list, blank=True)
    pengesahan = models.ForeignKey(
        "Pengesahan", null=True, editable=False, on_delete=models.PROTECT, related_name="kasus", db_constraint=False
    )
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = KasusQuerySet.as_manager()

    class Meta(Ditinjau.Meta):
        verbose_name = "orang dalam jenis"
        verbose_name_plural = "orang dalam jenis"
        constraints = (
            *Ditinjau.Meta.constraints,
            models.UniqueConstraint(fields=("id", "wilayah"), name="kasus_sasaran_anak"),
            models.UniqueConstraint(
                fields=("orang", "jenis"),
                name="kasus_jenis_sekali",
                condition=~Q(status=Status.DIBATALKAN),
                violation_error_message="Orang ini sudah tercatat pada jenis itu.",
            ),
        )
        indexes = (
            models.Index(fields=("orang",), name="kasus_orang"),
            models.Index(fields=("jenis", "status", "wilayah"), name="kasus_jenis_status"),
            models.Index(fields=("wilayah", "status"), name="kasus_wilayah_status"),
            models.Index(
                fields=("diajukan_pada", "id"), name="kasus_antrean", condition=Q(status__in=("diajukan", "ditinjau_ulang"))
            ),
        )

    def __str__(self) -> str:
        return f"Kasus {self.pk}"


class PutusanKasus(Putusan):
    """An act of review on a person in a type."""

    dinding = Anak("pmks_kasus")

    rekaman = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="putusan", db_constraint=False)

    class Meta(Putusan.Meta):
        verbose_name = "putusan"
        verbose_name_plural = "putusan"
        indexes = (
            models.Index(fields=("rekaman", "-pada"), name="putusankasus_rekaman"),
            models.Index(fields=("wilayah", "-pada"), name="putusankasus_wilayah"),
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["derajat"],
    model_name="RevisiRiwayat",
    attrs={"dinding": Riwayat("pmks_revisi")},
)
class Revisi(Ditinjau):
    """A change of identity or type after verification. The verified version counts until this is decided."""

    dinding = Milik(derajat="derajat")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="revisi", db_constraint=False)
    kasus = models.ForeignKey(
        Kasus, null=True, on_delete=models.PROTECT, related_name="revisi", db_constraint=False
    )
    wilayah = KolomWilayah()
    isi = models.JSONField("perubahan")
    alasan = models.CharField("alasan perubahan", max_length=300)
    dasar_versi = models.PositiveIntegerField()
    diterapkan_pada = models.DateTimeField(null=True, editable=False)
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta(Ditinjau.Meta):
        verbose_name = "usulan perubahan"
        verbose_name_plural = "usulan perubahan"
        constraints = (
            *Ditinjau.Meta.constraints,
            models.UniqueConstraint(fields=("id", "wilayah"), name="revisi_sasaran_anak"),
            models.UniqueConstraint(
                fields=("orang", "kasus"),
                name="revisi_satu_berjalan",
                condition=Q(status__in=BERJALAN, diterapkan_pada=None),
                nulls_distinct=False,
                violation_error_message="Masih ada usulan perubahan yang belum diputuskan.",
            ),
        )
        indexes = (
            models.Index(fields=("orang",), name="revisi_orang"),
            models.Index(fields=("wilayah", "status"), name="revisi_wilayah_status"),
        )

    def __str__(self) -> str:
        return f"Revisi {self.pk}"


class PutusanRevisi(Putusan):
    """An act of review on a revision."""

    dinding = Anak("pmks_revisi")

    rekaman = models.ForeignKey(Revisi, on_delete=models.PROTECT, related_name="putusan", db_constraint=False)

    class Meta(Putusan.Meta):
        verbose_name = "putusan usulan perubahan"
        verbose_name_plural = "putusan usulan perubahan"
        indexes = (models.Index(fields=("rekaman", "-pada"), name="putusanrevisi_rekaman"),)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="PengesahanRiwayat", attrs={"dinding": Riwayat("pmks_pengesahan")}
)
class Pengesahan(models.Model):
    """The province's approval of one kabupaten/kota for one period, in one act."""

    dinding = Milik()

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah(verbose_name="kabupaten/kota")
    periode = models.DateField("periode", help_text="Hari pertama bulan.")
    jumlah = models.PositiveIntegerField(default=0)
    jumlah_revisi = models.PositiveIntegerField(default=0)
    catatan = models.TextField(blank=True, max_length=1000)
    oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")
    sebagai = models.CharField(max_length=160)
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "pengesahan"
        verbose_name_plural = "pengesahan"
        ordering = ("-pada",)
        constraints = (
            models.CheckConstraint(name="pengesahan_per_kabkota", condition=Exact(Length("wilayah_id"), 5)),
            models.CheckConstraint(name="pengesahan_awal_bulan", condition=Q(periode__day=1)),
        )

    def __str__(self) -> str:
        return f"Pengesahan {self.wilayah_id} {self.periode:%Y-%m}"


class Pengecualian(models.Model):
    """A person in a type left out of an approval, with the reason."""

    dinding = Anak("pmks_kasus", "kasus_id")

    pengesahan = models.ForeignKey(Pengesahan, on_delete=models.PROTECT, related_name="pengecualian", db_constraint=False)
    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="pengecualian", db_constraint=False)
    wilayah = KolomWilayah()
    alasan = models.CharField(max_length=300)

    class Meta:
        verbose_name = "pengecualian"
        verbose_name_plural = "pengecualian"
        constraints = (
            models.UniqueConstraint(fields=("pengesahan", "kasus"), name="pengecualian_sekali"),
            models.CheckConstraint(name="pengecualian_beralasan", condition=~Q(alasan="")),
        )

    def __str__(self) -> str:
        return f"Pengecualian {self.pk}"


class Sel(models.Model):
    """A cell of the summary: how many at or under a place (every level), by type, status, sex and age group.

    `jenis` 0 counts persons, 1-26 persons in that type. Written by `pmks_padatkan()`; see `Selisih`.
    """

    dinding = Milik()

    wilayah = KolomWilayah()
    jenis = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=14, choices=Status)
    jk = models.CharField(max_length=1, choices=JenisKelamin)
    kelompok_umur = models.PositiveSmallIntegerField(choices=KelompokUmur)
    jumlah = models.IntegerField()

    class Meta:
        verbose_name = "sel ringkasan"
        verbose_name_plural = "sel ringkasan"
        constraints = (
            models.UniqueConstraint(fields=("wilayah", "jenis", "status", "jk", "kelompok_umur"), name="sel_sekali"),
        )

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.jenis}/{self.status}"


class Selisih(models.Model):
    """A change of the summary, written by triggers in the same transaction as the record itself."""

    dinding = Milik(hapus=True)

    wilayah = KolomWilayah()
    jenis = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=14)
    jk = models.CharField(max_length=1)
    kelompok_umur = models.PositiveSmallIntegerField()
    jumlah = models.IntegerField()

    class Meta:
        verbose_name = "selisih ringkasan"
        verbose_name_plural = "selisih ringkasan"

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.jenis}/{self.jumlah:+d}"


class Gerak(models.Model):
    """How many acts (recorded, submitted, verified …) on a day, at or under a place down to kecamatan."""

    dinding = Milik()

    wilayah = KolomWilayah()
    tanggal = models.DateField()
    aksi = models.CharField(max_length=12)
    jumlah = models.IntegerField()

    class Meta:
        verbose_name = "gerak"
        verbose_name_plural = "gerak"
        constraints = (models.UniqueConstraint(fields=("wilayah", "tanggal", "aksi"), name="gerak_sekali"),)

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.tanggal}/{self.aksi}"


class SelisihGerak(models.Model):
    """A change of `Gerak`, written by triggers."""

    dinding = Milik(hapus=True)

    wilayah = KolomWilayah()
    tanggal = models.DateField()
    aksi = models.CharField(max_length=12)
    jumlah = models.IntegerField()

    class Meta:
        verbose_name = "selisih gerak"
        verbose_name_plural = "selisih gerak"

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.tanggal}/{self.aksi}/{self.jumlah:+d}"
