"""Kesatuan: subjek yang bukan satu orang (keluarga, kelompok, komunitas, hitungan jenis 14), dan anggota keluarga."""

from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact
from django.utils import timezone
from uuid_utils.compat import uuid7

from pmks.dinding import AnakBerubah
from pmks.enums import (
    AlasanTanpaKK,
    BentukKesatuan,
    HubunganKeluarga,
    JenisKelamin,
    KelompokUmur,
    Peka,
    SebabKeluar,
    Sumber,
)
from pmks.models.orang import Orang
from pmks.umur import kelompok_umur, umur
from tksk_portal.akun.models import Akun
from tksk_portal.dasar.nama import Samaran
from tksk_portal.dasar.titik import kendala_titik
from tksk_portal.tinjauan.models import BerderajatQuerySet
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Riwayat

BERNAMA = (BentukKesatuan.KELOMPOK, BentukKesatuan.KOMUNITAS)
KOSONG_PADA_HITUNGAN = ("nama", "alamat", "rt", "rw", "dusun", "no_kk", "alasan_tanpa_kk")
BANYAK_UMUR = len(KelompokUmur)


def anak(lahir: date | None) -> bool:
    """Tell whether somebody born on a day is a child today; whose birth date is not known is none."""
    if lahir is None:
        return False
    return kelompok_umur(lahir, timezone.localdate()) in (KelompokUmur.BALITA, KelompokUmur.ANAK)


def _jiwa() -> Q:
    return Q(jiwa_l__gt=0) | Q(jiwa_p__gt=0)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["derajat", "peka", "sidik_kiriman", "diubah_pada", "diubah_oleh", "dibuat_pada", "dibuat_oleh"],
    model_name="KesatuanRiwayat",
    attrs={"dinding": Riwayat("pmks_kesatuan")},
)
class Kesatuan(Samaran, models.Model):
    """A family, group or remote customary community with problems, or a mere count (type 14).

    A family bears the name of its head and counts its members; the others state households and souls themselves.
    `derajat` and `peka` are kept by triggers (migration 0013).
    """

    dinding = Milik(derajat="derajat")

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah(verbose_name="desa/kelurahan", db_index=False)
    bentuk = models.CharField("bentuk", max_length=10, choices=BentukKesatuan)
    nama = models.CharField("nama", max_length=100, blank=True)
    no_kk = models.CharField("nomor KK", max_length=16, blank=True)
    alasan_tanpa_kk = models.CharField("alasan tanpa KK", max_length=20, blank=True, choices=AlasanTanpaKK)
    alamat = models.CharField("alamat", max_length=200, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    dusun = models.CharField("dusun/lingkungan", max_length=60, blank=True)
    jumlah_kk = models.PositiveIntegerField("jumlah KK", default=0)
    jiwa_l = models.PositiveIntegerField("jiwa laki-laki", default=0)
    jiwa_p = models.PositiveIntegerField("jiwa perempuan", default=0)
    umur_l = ArrayField(models.IntegerField(), verbose_name="laki-laki per kelompok umur", null=True, blank=True)
    umur_p = ArrayField(models.IntegerField(), verbose_name="perempuan per kelompok umur", null=True, blank=True)
    lintang = models.DecimalField("lintang", max_digits=8, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    sumber = models.CharField("sumber data", max_length=10, choices=Sumber, default=Sumber.LAPANGAN)
    tanggal_data = models.DateField("tanggal data")
    derajat = models.SmallIntegerField(default=-1, editable=False)
    peka = models.PositiveSmallIntegerField(default=0, editable=False)
    versi = models.PositiveIntegerField(default=1, editable=False)
    sidik_kiriman = models.CharField(max_length=64, editable=False)
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(
        Akun, verbose_name="pendata", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    diubah_pada = models.DateTimeField("diubah pada", default=timezone.now, editable=False)
    diubah_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    objects = BerderajatQuerySet.as_manager()

    class Meta:
        verbose_name = "keluarga atau komunitas"
        verbose_name_plural = "keluarga dan komunitas"
        constraints = (
            models.UniqueConstraint(fields=("id", "wilayah"), name="kesatuan_sasaran_anak"),
            models.UniqueConstraint(fields=("id", "wilayah", "bentuk"), name="kesatuan_sasaran_bentuk"),
            models.UniqueConstraint(
                Left("wilayah_id", 8),
                "no_kk",
                name="kesatuan_kk_sekali_per_kecamatan",
                condition=~Q(no_kk="") & Q(derajat__gte=0),
                violation_error_message="Keluarga dengan nomor KK ini sudah tercatat di kecamatan ini.",
            ),
            models.CheckConstraint(name="kesatuan_di_desa", condition=Exact(Length("wilayah_id"), 13)),
            models.CheckConstraint(
                name="kesatuan_no_kk_bentuk",
                condition=Q(no_kk="") | Q(no_kk__regex=r"^[0-9]{16}$"),
                violation_error_message="Nomor harus 16 angka.",
            ),
            models.CheckConstraint(
                name="kesatuan_kk_atau_alasan",
                condition=(Q(bentuk="keluarga") & ((Q(no_kk="") & ~Q(alasan_tanpa_kk="")) | ~Q(no_kk="")))
                & ~(~Q(no_kk="") & ~Q(alasan_tanpa_kk=""))
                | (~Q(bentuk="keluarga") & Q(no_kk="", alasan_tanpa_kk="")),
                violation_error_message="Isi nomor KK keluarga, atau pilih alasan mengapa tidak ada.",
            ),
            models.CheckConstraint(
                name="kesatuan_bernama",
                condition=(Q(bentuk__in=BERNAMA) & ~Q(nama="")) | (~Q(bentuk__in=BERNAMA) & Q(nama="")),
                violation_error_message="Kelompok dan komunitas diberi nama; keluarga memakai nama kepalanya.",
            ),
            models.CheckConstraint(
                name="kesatuan_hitungan_tanpa_identitas",
                condition=~Q(bentuk="hitungan")
                | Q(**dict.fromkeys(KOSONG_PADA_HITUNGAN, ""), lintang=None, bujur=None, jumlah_kk=0),
                violation_error_message="Hitungan hanya berisi desa, tanggal, dan jumlah; tanpa nama dan alamat.",
            ),
            models.CheckConstraint(
                name="kesatuan_beralamat",
                condition=Q(bentuk="hitungan") | ~Q(alamat=""),
                violation_error_message="Tulis alamat atau lokasinya.",
            ),
            models.CheckConstraint(
                name="kesatuan_jiwa_lengkap",
                condition=Q(bentuk="keluarga", jumlah_kk=1, jiwa_l=0, jiwa_p=0, umur_l=None, umur_p=None)
                | (Q(bentuk="komunitas", jumlah_kk__gt=0) & _jiwa())
                | (Q(bentuk__in=("kelompok", "hitungan")) & _jiwa()),
                violation_error_message="Isi jumlah jiwa (komunitas juga jumlah KK); jiwa keluarga dari anggotanya.",
            ),
            kendala_titik("kesatuan"),
        )
        indexes = (
            models.Index(fields=("wilayah",), name="kesatuan_wilayah"),
            models.Index(fields=("-diubah_pada", "-id"), name="kesatuan_terbaru"),
        )

    def __str__(self) -> str:
        return f"Kesatuan {self.pk}"

    @property
    def keluarga(self) -> bool:
        """Whether it is a family."""
        return self.bentuk == BentukKesatuan.KELUARGA

    @property
    def hitungan(self) -> bool:
        """Whether it is only a count, without names (type 14)."""
        return self.bentuk == BentukKesatuan.HITUNGAN

    @property
    def tersamar(self) -> bool:
        """Whether the name is masked by default: a sensitive type."""
        return self.peka > Peka.BIASA


class AnggotaQuerySet(models.QuerySet):
    """Reads on members of families."""

    def kini(self) -> Self:
        """Return those who are members now."""
        return self.filter(keluar_pada=None)

    def urut(self) -> Self:
        """Return the head first, then by when they were recorded; with the registered person."""
        kepala = models.Case(models.When(hubungan=HubunganKeluarga.KEPALA, then=0), default=1)
        return self.select_related("orang").order_by(kepala, "dibuat_pada", "id")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["bentuk", "dibuat_pada", "dibuat_oleh"],
    model_name="AnggotaRiwayat",
    attrs={"dinding": Riwayat("pmks_anggotakesatuan")},
)
class AnggotaKesatuan(models.Model):
    """A member of a family: typed, or a registered person, whose identity is then read there and not kept twice."""

    dinding = AnakBerubah("pmks_kesatuan", "kesatuan_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kesatuan = models.ForeignKey(
        Kesatuan, on_delete=models.PROTECT, related_name="anggota", db_constraint=False, db_index=False
    )
    wilayah = KolomWilayah(db_index=False)
    bentuk = models.CharField(max_length=10, default=BentukKesatuan.KELUARGA, editable=False)
    orang = models.ForeignKey(
        Orang,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="keanggotaan",
        db_constraint=False,
        db_index=False,
    )
    hubungan = models.CharField("hubungan keluarga", max_length=10, choices=HubunganKeluarga)
    nama = models.CharField("nama anggota", max_length=100, blank=True)
    nik = models.CharField("NIK anggota", max_length=16, blank=True)
    jk = models.CharField("jenis kelamin", max_length=1, blank=True, choices=JenisKelamin)
    tanggal_lahir = models.DateField("tanggal lahir", null=True, blank=True)
    lahir_perkiraan = models.BooleanField("tanggal lahir perkiraan", default=False)
    keluar_pada = models.DateField("keluar pada", null=True, editable=False)
    keluar_sebab = models.CharField("sebab keluar", max_length=12, blank=True, choices=SebabKeluar, editable=False)
    dibuat_pada = models.DateTimeField("ditambahkan pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    objects = AnggotaQuerySet.as_manager()

    class Meta:
        verbose_name = "anggota keluarga"
        verbose_name_plural = "anggota keluarga"
        constraints = (
            models.CheckConstraint(name="anggota_hanya_keluarga", condition=Q(bentuk="keluarga")),
            models.CheckConstraint(
                name="anggota_nik_bentuk",
                condition=Q(nik="") | Q(nik__regex=r"^[0-9]{16}$"),
                violation_error_message="Nomor harus 16 angka.",
            ),
            models.CheckConstraint(
                name="anggota_satu_asal",
                condition=Q(orang__isnull=False, nama="", nik="", jk="", tanggal_lahir=None, lahir_perkiraan=False)
                | (Q(orang=None, jk__in=JenisKelamin.values) & ~Q(nama="")),
                violation_error_message="Anggota diketik, atau ditautkan ke data orang; tidak keduanya.",
            ),
            models.CheckConstraint(
                name="anggota_lahir_wajar",
                condition=Q(tanggal_lahir=None) | Q(tanggal_lahir__gte=date(1900, 1, 1)),
                violation_error_message="Tanggal lahir paling awal tahun 1900.",
            ),
            models.CheckConstraint(
                name="anggota_keluar_berpasangan",
                condition=Q(keluar_pada=None, keluar_sebab="") | (Q(keluar_pada__isnull=False) & ~Q(keluar_sebab="")),
                violation_error_message="Yang keluar harus punya tanggal dan sebabnya.",
            ),
            models.UniqueConstraint(
                fields=("kesatuan",),
                name="anggota_satu_kepala",
                condition=Q(hubungan="kepala", keluar_pada=None),
                violation_error_message="Keluarga ini sudah punya kepala keluarga.",
            ),
            models.UniqueConstraint(
                fields=("orang",),
                name="anggota_orang_sekali",
                condition=Q(orang__isnull=False, keluar_pada=None),
                violation_error_message="Orang ini sudah menjadi anggota sebuah keluarga.",
            ),
            models.UniqueConstraint(
                Left("wilayah_id", 8),
                "nik",
                name="anggota_nik_sekali_per_kecamatan",
                condition=~Q(nik="") & Q(keluar_pada=None),
                violation_error_message="NIK ini sudah tercatat pada anggota keluarga lain di kecamatan ini.",
            ),
        )
        indexes = (
            models.Index(fields=("kesatuan",), name="anggota_kesatuan"),
            models.Index(fields=("wilayah",), name="anggota_wilayah"),
            models.Index(fields=("orang",), name="anggota_orang", condition=Q(orang__isnull=False)),
        )

    def __str__(self) -> str:
        return f"AnggotaKesatuan {self.pk}"

    @property
    def tidak_tampak(self) -> bool:
        """Whether it is a registered person whom this reader does not see yet; needs `urut()`."""
        return self.orang_id is not None and self.orang is None

    @property
    def nama_asli(self) -> str:
        """The name, from the registered person when linked."""
        if self.tidak_tampak:
            return "Anggota terdaftar"
        return self.orang.nama if self.orang_id else self.nama

    @property
    def jk_asli(self) -> str:
        """The sex, from the registered person when linked."""
        if self.tidak_tampak:
            return ""
        return self.orang.jk if self.orang_id else self.jk

    @property
    def nik_asli(self) -> str:
        """The NIK, from the registered person when linked."""
        if self.tidak_tampak:
            return ""
        return self.orang.nik if self.orang_id else self.nik

    @property
    def lahir(self) -> date | None:
        """The birth date, from the registered person when linked."""
        if self.tidak_tampak:
            return None
        return self.orang.tanggal_lahir if self.orang_id else self.tanggal_lahir

    @property
    def umur(self) -> int | None:
        """Age today in whole years; None when the birth date is not known."""
        return umur(self.lahir, timezone.localdate()) if self.lahir else None

    @property
    def rawan(self) -> bool:
        """Whether the name is masked by itself: a child, or a registered person of a sensitive type."""
        if self.orang_id:
            return not self.tidak_tampak and self.orang.tersamar
        return anak(self.tanggal_lahir)
