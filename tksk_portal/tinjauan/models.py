"""Tinjauan: langkah per jenis rekaman (tabel), kolom keadaan, dan putusan. Dipakai data dan laporan."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Akun
from tksk_portal.tinjauan.enums import BERJALAN, DAPAT_DIPERBAIKI, DERAJAT, WAJIB_KOMENTAR, Aksi, Status
from tksk_portal.wilayah.dinding import Acuan, KolomWilayah
from tksk_portal.wilayah.kueri import BerwilayahQuerySet


class Langkah(models.Model):
    """One step of review for a kind of record: who may move it from which state to which."""

    dinding = Acuan("aturan kerja bersama; ditulis migrasi atau perintah, bukan oleh peran jalan")

    jenis = models.CharField("jenis rekaman", max_length=40)
    aksi = models.CharField(max_length=12, choices=Aksi)
    dari = models.CharField(max_length=14, choices=Status)
    ke = models.CharField(max_length=14, choices=Status)
    peran = models.CharField(max_length=10, choices=Peran)

    class Meta:
        verbose_name = "langkah tinjauan"
        verbose_name_plural = "langkah tinjauan"
        constraints = (models.UniqueConstraint(fields=("jenis", "aksi", "dari", "peran"), name="langkah_sekali"),)

    def __str__(self) -> str:
        return f"{self.jenis}: {self.dari} → {self.ke} oleh {self.peran}"


def _pasangan(awal: str) -> Q:
    kosong = Q(**{f"{awal}_pada": None, f"{awal}_oleh": None})
    return kosong | Q(**{f"{awal}_pada__isnull": False, f"{awal}_oleh__isnull": False})


class BerderajatQuerySet(BerwilayahQuerySet):
    """Reads on rows with a degree of review, their own or that of what hangs on them."""

    def aktif(self) -> Self:
        """Return all of which something was not cancelled."""
        return self.filter(derajat__gte=0)


class DitinjauQuerySet(BerderajatQuerySet):
    """Reads on records under review."""

    def menunggu_verifikasi(self) -> Self:
        """Return what waits for the kabupaten/kota."""
        return self.filter(status__in=(Status.DIAJUKAN, Status.DITINJAU_ULANG))


class Ditinjau(models.Model):
    """Columns of a record under review. The database keeps `x_pada`/`x_oleh` in pairs and reviewers apart."""

    status = models.CharField("status", max_length=14, choices=Status, default=Status.DRAF)
    derajat = models.GeneratedField(
        expression=Case(*(When(status=s, then=Value(d)) for s, d in DERAJAT.items()), default=Value(0)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    versi = models.PositiveIntegerField("versi", default=1)
    bergerak_pada = models.DateTimeField("terakhir bergerak", default=timezone.now, editable=False)
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, editable=False)
    diajukan_oleh = models.ForeignKey(
        Akun, null=True, editable=False, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    diverifikasi_pada = models.DateTimeField("diverifikasi pada", null=True, editable=False)
    diverifikasi_oleh = models.ForeignKey(
        Akun, null=True, editable=False, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    disahkan_pada = models.DateTimeField("disahkan pada", null=True, editable=False)
    disahkan_oleh = models.ForeignKey(
        Akun, null=True, editable=False, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_diajukan_berpasangan", condition=_pasangan("diajukan")
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_diverifikasi_berpasangan", condition=_pasangan("diverifikasi")
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_disahkan_berpasangan", condition=_pasangan("disahkan")
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_bukan_verifikasi_sendiri",
                condition=Q(diverifikasi_oleh=None) | ~Q(diverifikasi_oleh=models.F("diajukan_oleh")),
                violation_error_message="Data yang Anda ajukan sendiri harus diperiksa orang lain.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_bukan_sahkan_sendiri",
                condition=Q(disahkan_oleh=None)
                | ~(Q(disahkan_oleh=models.F("diajukan_oleh")) | Q(disahkan_oleh=models.F("diverifikasi_oleh"))),
                violation_error_message="Data yang Anda ajukan atau verifikasi sendiri harus disahkan orang lain.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_status_lengkap",
                condition=~Q(status__in=(Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISAHKAN), diajukan_pada=None)
                & ~Q(status__in=(Status.DIVERIFIKASI, Status.DISAHKAN), diverifikasi_pada=None)
                & ~Q(status=Status.DISAHKAN, disahkan_pada=None),
            ),
        )


class UsulanQuerySet(DitinjauQuerySet):
    """Reads on pending changes."""

    def berjalan(self) -> Self:
        """Return the changes that are neither applied nor cancelled nor decided."""
        return self.filter(status__in=BERJALAN, diterapkan_pada=None)

    def terbuka(self) -> Self:
        """Return the changes that a page shows: neither applied nor cancelled."""
        return self.filter(diterapkan_pada=None).exclude(status=Status.DIBATALKAN)

    def dapat_diperbaiki(self) -> Self:
        """Return the changes that are in the officer's hands again: withdrawn or returned, and not applied."""
        return self.filter(status__in=DAPAT_DIPERBAIKI, diterapkan_pada=None)


class Usulan(Ditinjau):
    """A change of a verified record, itself under review. The verified version counts until this is decided."""

    isi = models.JSONField("perubahan")
    alasan = models.CharField("alasan perubahan", max_length=300)
    diterapkan_pada = models.DateTimeField(null=True, editable=False)
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    objects = UsulanQuerySet.as_manager()

    class Meta(Ditinjau.Meta):
        abstract = True


def satu_usulan(nama: str, *kolom: str, **lain) -> models.UniqueConstraint:
    """Return the constraint that a record has one undecided change at a time."""
    return models.UniqueConstraint(
        fields=kolom,
        name=nama,
        condition=Q(status__in=BERJALAN, diterapkan_pada=None),
        violation_error_message="Masih ada usulan perubahan yang belum diputuskan.",
        **lain,
    )


class Bertemuan:
    """What a record with `temuan`, a list of choices, says of them."""

    @property
    def label_temuan(self) -> list[str]:
        """The findings, in words."""
        label = dict(self._meta.get_field("temuan").base_field.flatchoices)
        return [str(label[t]) for t in self.temuan]


class Putusan(models.Model):
    """One act of review on a record, with its comment. Concrete per kind of record, append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wilayah = KolomWilayah(db_index=False)
    aksi = models.CharField(max_length=12, choices=Aksi)
    dari = models.CharField(max_length=14, choices=Status)
    ke = models.CharField(max_length=14, choices=Status)
    komentar = models.TextField(blank=True)
    oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", db_index=False)
    sebagai = models.CharField(max_length=160)
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_berkomentar",
                condition=~Q(aksi__in=sorted(WAJIB_KOMENTAR)) | ~Q(komentar=""),
                violation_error_message="Tulis alasannya, supaya petugas tahu apa yang harus diperbaiki.",
            ),
        )
