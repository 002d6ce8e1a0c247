"""Akun, tugas (peran di suatu tempat dengan masa berlaku), tautan sekali pakai, dan syarat masuk per peran."""

import uuid
from typing import Self

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone

from tksk_portal.akun.dinding import RiwayatAkun
from tksk_portal.akun.enums import JenisTautan, Peran
from tksk_portal.dasar.masa import Bermasa, kendala_masa, masa, pada_hari
from tksk_portal.wilayah.dinding import Acuan, KolomWilayah, Riwayat, Tugas, Warisan
from tksk_portal.wilayah.rentang import jalur, rentang


class AkunManager(BaseUserManager):
    """Manager of accounts; e-mail is optional, the user name is the identity."""

    def get_by_natural_key(self, username: str) -> "Akun":
        """Find an account by user name, whatever its capitals."""
        return self.get(username__iexact=username)

    def dikelola(self, tempat: str) -> models.QuerySet:
        """Return the accounts kept by the office of a place (its range)."""
        awal, akhir = rentang(tempat)
        return self.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["password", "last_login"],
    model_name="AkunRiwayat",
    attrs={"dinding": RiwayatAkun()},
)
class Akun(AbstractBaseUser):
    """A person who may sign in. Closed, never deleted. What it may see comes from its duties alone."""

    dinding = Acuan("dibaca saat masuk, sebelum ada lingkup; daftar hanya lewat AkunManager.dikelola", tulis=True)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        "nama pengguna",
        max_length=64,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,63}\Z", "Pakai huruf kecil, angka, titik, atau garis; 3-64 huruf.")
        ],
        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
    )
    nama = models.CharField("nama lengkap", max_length=150)
    email = models.EmailField("surel", blank=True)
    telepon = models.CharField("nomor telepon", max_length=20, blank=True)
    wilayah = KolomWilayah(verbose_name="dikelola oleh kantor di")
    dibuat_pada = models.DateTimeField("dibuat", default=timezone.now, editable=False)
    ditutup_pada = models.DateTimeField("ditutup", null=True, editable=False)
    ditutup_oleh = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="+", verbose_name="ditutup oleh"
    )

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("nama",)

    objects = AkunManager()

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                name="akun_ditutup_berpasangan",
                condition=Q(ditutup_pada=None, ditutup_oleh=None)
                | Q(ditutup_pada__isnull=False, ditutup_oleh__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.nama

    @property
    def is_active(self) -> bool:
        """Whether the account may sign in."""
        return self.ditutup_pada is None

    @property
    def sudah_menerima(self) -> bool:
        """Whether the person has accepted the invitation, that is, has a password."""
        return self.has_usable_password()

    def get_full_name(self) -> str:
        """Return the person's name."""
        return self.nama

    def clean(self) -> None:
        """Normalise the user name to lower case."""
        super().clean()
        self.username = self.username.strip().lower()


class PenempatanQuerySet(models.QuerySet):
    """Reads on duties."""

    def berlaku(self, tanggal=None) -> Self:
        """Return the duties that hold on a date (today by default)."""
        return self.filter(pada_hari(tanggal or timezone.localdate()))

    def akun_terbuka(self) -> Self:
        """Return the duties of accounts that are not closed."""
        return self.filter(akun__ditutup_pada=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="PenempatanRiwayat",
    attrs={"dinding": Riwayat("akun_penempatan", "tempat_id")},
)
class Penempatan(Bermasa, models.Model):
    """A duty: a role in a place from a date to a date (both days included)."""

    dinding = Tugas()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="penempatan")
    peran = models.CharField("peran", max_length=10, choices=Peran)
    tempat = KolomWilayah(verbose_name="tempat tugas")
    mulai = models.DateField("mulai", default=timezone.localdate)
    selesai = models.DateField(
        "selesai", null=True, blank=True, help_text="Hari terakhir bertugas; kosong bila belum ditentukan."
    )
    dasar = models.CharField("dasar (nomor SK atau surat)", max_length=200, blank=True)
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    dibatalkan_pada = models.DateTimeField(
        "dibatalkan",
        null=True,
        editable=False,
        help_text="Tidak pernah berlaku: batal sebelum mulai, atau salah catat.",
    )

    objects = PenempatanQuerySet.as_manager()

    class Meta:
        verbose_name = "tugas"
        verbose_name_plural = "tugas"
        ordering = ("mulai",)
        constraints = (
            kendala_masa("penempatan_masa_urut", "Tanggal selesai tidak boleh sebelum tanggal mulai."),
            models.CheckConstraint(
                name="penempatan_tingkat_sesuai",
                condition=(Q(peran__in=("tksk", "camat")) & Q(Exact(Length("tempat_id"), 8)))
                | (Q(peran="kabkota") & Q(Exact(Length("tempat_id"), 5)))
                | (Q(peran__in=("provinsi", "admin")) & Q(Exact(Length("tempat_id"), 2)))
                | Q(peran="kemensos", tempat="0"),
                violation_error_message="Tempat tugas tidak sesuai dengan peran.",
            ),
            ExclusionConstraint(
                name="penempatan_tidak_tumpang_tindih",
                expressions=[
                    ("akun", RangeOperators.EQUAL),
                    ("peran", RangeOperators.EQUAL),
                    ("tempat", RangeOperators.EQUAL),
                    (masa(), RangeOperators.OVERLAPS),
                ],
                condition=Q(dibatalkan_pada=None),
                violation_error_message="Akun ini sudah punya tugas yang sama pada masa itu.",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The duty in words, as shown at the top of every page."""
        pendek = {Peran.KABKOTA: "Dinas Sosial", Peran.PROVINSI: "Dinas Sosial Prov.", Peran.KEMENSOS: "Kemensos"}
        if self.peran == Peran.KEMENSOS:
            return "Kementerian Sosial"
        nama = pendek.get(Peran(self.peran), self.get_peran_display())
        pemisah = " " if self.peran in pendek else " · "
        return f"{nama}{pemisah}{self.tempat.sebutan}"


class TautanQuerySet(models.QuerySet):
    """Reads on one-time links."""

    def terbuka(self) -> Self:
        """Return links that were neither used nor revoked; they may have expired."""
        return self.filter(dipakai_pada=None, dibatalkan_pada=None)

    def berlaku(self) -> Self:
        """Return links that can be used now: open, not expired, and the account is not closed."""
        return self.terbuka().filter(berlaku_sampai__gt=timezone.now(), akun__ditutup_pada=None)


class Tautan(models.Model):
    """A one-time link that the admin hands over: invitation, new password, new second factor.

    Only the SHA-256 of its token is stored. An account has at most one open link of a kind.
    """

    dinding = Acuan("dicari orang yang belum masuk, hanya dengan sidik token", tulis=True)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="tautan")
    jenis = models.CharField(max_length=10, choices=JenisTautan)
    sidik = models.CharField(max_length=64, unique=True)
    dibuat_pada = models.DateTimeField(default=timezone.now)
    dibuat_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+")
    berlaku_sampai = models.DateTimeField()
    dipakai_pada = models.DateTimeField(null=True)
    dibatalkan_pada = models.DateTimeField(null=True)
    dibatalkan_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TautanQuerySet.as_manager()

    class Meta:
        verbose_name = "tautan sekali pakai"
        verbose_name_plural = "tautan sekali pakai"
        ordering = ("-dibuat_pada",)
        constraints = (
            models.CheckConstraint(name="tautan_sidik_bentuk", condition=Q(sidik__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="tautan_masa_urut", condition=Q(berlaku_sampai__gt=F("dibuat_pada"))),
            models.CheckConstraint(
                name="tautan_berakhir_sekali", condition=Q(dipakai_pada=None) | Q(dibatalkan_pada=None)
            ),
            # Perintah dan peladen (tanpa akun) boleh membatalkan: oleh boleh kosong, tetapi tidak sebaliknya.
            models.CheckConstraint(
                name="tautan_batal_berpasangan", condition=Q(dibatalkan_oleh=None) | Q(dibatalkan_pada__isnull=False)
            ),
            models.UniqueConstraint(
                fields=("akun", "jenis"),
                name="tautan_terbuka_sekali",
                condition=Q(dipakai_pada=None, dibatalkan_pada=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} untuk {self.akun_id}"

    @property
    def keadaan(self) -> str:
        """The link's state in a word."""
        if self.dipakai_pada:
            return "dipakai"
        if self.dibatalkan_pada:
            return "dibatalkan"
        return "kedaluwarsa" if self.berlaku_sampai <= timezone.now() else "menunggu"


class SyaratMasukQuerySet(models.QuerySet):
    """Reads on what is demanded at sign-in."""

    def wajib_dua_langkah(self, peran: str, tempat: str) -> bool:
        """Tell whether a role in a place must use a second factor: its province, or the nation, may demand it."""
        return self.filter(peran=peran, wajib_dua_langkah=True, wilayah__in=[*jalur(tempat), tempat]).exists()


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="SyaratMasukRiwayat",
    attrs={"dinding": Riwayat("akun_syaratmasuk")},
)
class SyaratMasuk(models.Model):
    """What a province demands of a role at sign-in."""

    dinding = Warisan()

    wilayah = KolomWilayah()
    peran = models.CharField("peran", max_length=10, choices=Peran)
    wajib_dua_langkah = models.BooleanField("wajib verifikasi dua langkah", default=False)

    objects = SyaratMasukQuerySet.as_manager()

    class Meta:
        verbose_name = "syarat masuk"
        verbose_name_plural = "syarat masuk"
        constraints = (models.UniqueConstraint(fields=("wilayah", "peran"), name="syarat_masuk_sekali"),)

    def __str__(self) -> str:
        return f"{self.get_peran_display()} di {self.wilayah_id}"
