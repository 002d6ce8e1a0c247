"""NIK yang sama di tempat lain (indeks, pencarian, bentrok) dan pasangan yang mungkin satu orang.

Indeks, kunci, dan bentrok diisi pemicu basis data (migrasi 0015), jadi formulir, impor, perintah, penggabungan, dan
penghapusan semuanya lewat jalan yang sama.
"""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from pmks.dinding import AnakBerubah
from pmks.enums import (
    CaraCari,
    KeyakinanKembar,
    PutusanBentrok,
    SebabSelesai,
    StatusBentrok,
    StatusPasangan,
)
from pmks.models.orang import Orang
from tksk_portal.akun.models import Akun
from tksk_portal.wilayah.dinding import Acuan, HanyaBaca, KolomWilayah, Milik, Tertutup
from tksk_portal.wilayah.kueri import BerwilayahQuerySet

# Putusan yang menahan sisi ini sampai dilaksanakan.
MENAHAN = (PutusanBentrok.INI_KELIRU, PutusanBentrok.INI_PINDAH)


class KunciNIK(models.Model):
    """The key of the index: one row, made by the migration, read by the owner's functions alone.

    Kept as the two padded halves of HMAC (RFC 2104), so that a hash costs two calls of `sha256`.
    """

    dinding = Tertutup("kunci indeks NIK: dengannya seluruh indeks dapat ditebak")

    id = models.SmallIntegerField(primary_key=True, default=1)
    dalam = models.BinaryField()
    luar = models.BinaryField()

    class Meta:
        verbose_name = "kunci indeks NIK"
        verbose_name_plural = "kunci indeks NIK"
        constraints = (models.CheckConstraint(name="kuncinik_satu", condition=Q(id=1)),)

    def __str__(self) -> str:
        return "Kunci indeks NIK"


class IndeksNIK(models.Model):
    """Who holds which NIK across the wall: keyed hash, kecamatan, record (desain.md, "index of NIK").

    `urut` counts the holders of one hash; its unique key makes two who record the same NIK at once wait for each other.
    """

    dinding = Tertutup("indeks NIK lintas dinding: hanya lewat pmks_cari_nik, yang mencatat dan membatasi")

    orang_id = models.UUIDField(primary_key=True)
    sidik = models.UUIDField()
    urut = models.PositiveSmallIntegerField()
    kecamatan = models.CharField(max_length=13, db_collation="C")

    class Meta:
        verbose_name = "indeks NIK"
        verbose_name_plural = "indeks NIK"
        constraints = (models.UniqueConstraint(fields=("sidik", "urut"), name="indeksnik_urut"),)

    def __str__(self) -> str:
        return f"IndeksNIK {self.orang_id}"


class PencarianNIK(models.Model):
    """One use of the index: who, when, how many asked and found. The NIK itself only as its keyed hash."""

    dinding = HanyaBaca()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wilayah = KolomWilayah(db_index=False)
    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", db_index=False)
    cara = models.CharField(max_length=6, choices=CaraCari)
    diminta = models.PositiveIntegerField()
    ketemu = models.PositiveIntegerField()
    sidik = models.UUIDField(null=True)
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "pencarian NIK"
        verbose_name_plural = "pencarian NIK"
        indexes = (
            models.Index(fields=("akun", "cara", "-pada"), name="pencariannik_akun"),
            models.Index(fields=("wilayah", "-pada"), name="pencariannik_wilayah"),
        )

    def __str__(self) -> str:
        return f"PencarianNIK {self.pk}"


class BentrokQuerySet(BerwilayahQuerySet):
    """Reads on clashes."""

    def terbuka(self) -> Self:
        """Return those that are not over."""
        return self.exclude(status=StatusBentrok.SELESAI)

    def menghalangi(self) -> Self:
        """Return those because of which their person cannot be submitted: the later record until it is decided, and
        the side that was told to mend its NIK, or to move to the other record of that person, until it has."""
        return self.filter(
            Q(status=StatusBentrok.MENUNGGU, belakangan=True) | Q(status=StatusBentrok.DIPUTUSKAN, putusan__in=MENAHAN)
        )


class Bentrok(models.Model):
    """One side of a clash: this person's NIK is also held in another kecamatan.

    Each side has its own row behind its own wall and knows of the other only the kecamatan; `pasangan` joins the two
    for the office above both. Opened and closed by the triggers; decided by `pmks.actions.bentrok`.
    """

    dinding = AnakBerubah("pmks_orang", "orang_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="bentrok", db_constraint=False)
    wilayah = KolomWilayah()
    kecamatan_lain = models.ForeignKey(
        "wilayah.Wilayah", verbose_name="kecamatan lain", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    pasangan = models.UUIDField(db_index=True)
    belakangan = models.BooleanField("dicatat belakangan")
    status = models.CharField(max_length=10, choices=StatusBentrok, default=StatusBentrok.MENUNGGU)
    putusan = models.CharField("putusan", max_length=11, choices=PutusanBentrok, blank=True)
    komentar = models.TextField("komentar", max_length=500, blank=True)
    diputus_pada = models.DateTimeField("diputus pada", null=True)
    diputus_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    diputus_sebagai = models.CharField(max_length=160, blank=True)
    dibuka_pada = models.DateTimeField("dibuka pada", default=timezone.now)
    selesai_pada = models.DateTimeField("selesai pada", null=True)
    selesai_karena = models.CharField(max_length=10, choices=SebabSelesai, blank=True)

    objects = BentrokQuerySet.as_manager()

    class Meta:
        verbose_name = "NIK bentrok"
        verbose_name_plural = "NIK bentrok"
        constraints = (
            models.UniqueConstraint(fields=("orang", "pasangan"), name="bentrok_satu_sisi"),
            models.CheckConstraint(
                name="bentrok_putusan_lengkap",
                condition=Q(putusan="", diputus_pada=None, diputus_oleh=None)
                | ~Q(putusan="") & ~Q(komentar="") & Q(diputus_pada__isnull=False, diputus_oleh__isnull=False),
                violation_error_message="Putusan harus punya alasan, waktu, dan pelakunya.",
            ),
            models.CheckConstraint(
                name="bentrok_selesai_lengkap",
                condition=Q(status=StatusBentrok.SELESAI, selesai_pada__isnull=False) & ~Q(selesai_karena="")
                | ~Q(status=StatusBentrok.SELESAI) & Q(selesai_pada=None, selesai_karena=""),
                violation_error_message="Yang selesai harus punya waktu dan sebabnya.",
            ),
            models.CheckConstraint(
                name="bentrok_diputuskan_berputusan",
                condition=~Q(status=StatusBentrok.DIPUTUSKAN) | ~Q(putusan=""),
                violation_error_message="Yang diputuskan harus menyebut putusannya.",
            ),
        )
        indexes = (
            models.Index(
                fields=("wilayah", "dibuka_pada"),
                name="bentrok_terbuka",
                condition=~Q(status=StatusBentrok.SELESAI),
            ),
        )

    def __str__(self) -> str:
        return f"Bentrok {self.pk}"

    @property
    def menghalangi(self) -> bool:
        """Whether its person cannot be submitted because of it; see `BentrokQuerySet.menghalangi`."""
        if self.status == StatusBentrok.MENUNGGU:
            return self.belakangan
        return self.status == StatusBentrok.DIPUTUSKAN and self.putusan in MENAHAN


class PasanganQuerySet(BerwilayahQuerySet):
    """Reads on likely duplicates."""

    def menunggu(self) -> Self:
        """Return those that nobody decided."""
        return self.filter(status=StatusPasangan.MENUNGGU)

    def milik(self, orang: Orang) -> Self:
        """Return those that one person is part of."""
        return self.filter(Q(kiri=orang.pk) | Q(kanan=orang.pk))


class PasanganMirip(models.Model):
    """Two records that may be one person, with how sure it is and why. `kiri` has the smaller key.

    `wilayah` is the smallest place that holds both; a trigger moves it with them. "Not the same" is remembered: the
    pair is asked again only when its score later rises by `NAIK_BERARTI` (pmks/actions/kembar.py).
    """

    dinding = Milik()
    mekar_tetap = "tempatnya turunan dari kedua orangnya; pemicu memindahkannya bersama mereka"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah(db_index=False)
    # "+": penggabungan memindahkan anak seseorang menurut relasinya; pasangan tidak ikut pindah, ia diputuskan.
    kiri = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    kanan = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    skor = models.PositiveSmallIntegerField("kemiripan")
    alasan = ArrayField(models.CharField(max_length=80), verbose_name="alasan", default=list)
    status = models.CharField(max_length=8, choices=StatusPasangan, default=StatusPasangan.MENUNGGU)
    komentar = models.TextField("komentar", max_length=500, blank=True)
    ditemukan_pada = models.DateTimeField(default=timezone.now)
    diputus_pada = models.DateTimeField("diputus pada", null=True)
    diputus_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    diputus_sebagai = models.CharField(max_length=160, blank=True)

    objects = PasanganQuerySet.as_manager()

    class Meta:
        verbose_name = "pasangan mirip"
        verbose_name_plural = "pasangan mirip"
        constraints = (
            models.UniqueConstraint(fields=("kiri", "kanan"), name="pasangan_sekali"),
            models.CheckConstraint(
                name="pasangan_urut",
                condition=Q(kiri__lt=F("kanan")),
                violation_error_message="Sisi kiri memakai kunci yang lebih kecil.",
            ),
            models.CheckConstraint(name="pasangan_skor_wajar", condition=Q(skor__lte=100)),
            models.CheckConstraint(
                name="pasangan_diputus_berpasangan",
                condition=Q(
                    status__in=(StatusPasangan.MENUNGGU, StatusPasangan.GUGUR), diputus_pada=None, diputus_oleh=None
                )
                | Q(
                    status__in=(StatusPasangan.BUKAN, StatusPasangan.GABUNG),
                    diputus_pada__isnull=False,
                    diputus_oleh__isnull=False,
                ),
                violation_error_message="Yang diputuskan harus punya waktu dan pelakunya.",
            ),
        )
        indexes = (
            models.Index(
                fields=("-skor", "id", "wilayah"), name="pasangan_antrean", condition=Q(status=StatusPasangan.MENUNGGU)
            ),
            models.Index(fields=("wilayah", "status"), name="pasangan_wilayah"),
        )

    def __str__(self) -> str:
        return f"PasanganMirip {self.pk}"

    @property
    def keyakinan(self) -> KeyakinanKembar:
        """How sure it is, in a word."""
        return KeyakinanKembar.dari_skor(self.skor)


class SapuanKembar(models.Model):
    """How far the scheduled search for likely duplicates has come: one row."""

    dinding = Acuan("penanda kemajuan pekerjaan terjadwal, tanpa data orang", tulis=True)

    id = models.SmallIntegerField(primary_key=True, default=1)
    sampai = models.DateTimeField()
    kunci = models.UUIDField(null=True)

    class Meta:
        verbose_name = "sapuan kembar"
        verbose_name_plural = "sapuan kembar"
        constraints = (models.CheckConstraint(name="sapuankembar_satu", condition=Q(id=1)),)

    def __str__(self) -> str:
        return f"SapuanKembar sampai {self.sampai}"
