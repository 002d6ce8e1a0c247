"""Pekerjaan latar, kotak kabar, dan catatan pekerjaan terjadwal."""

from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.pekerjaan.dinding import Kotak
from tksk_portal.pekerjaan.enums import BELUM_SELESAI, Irama, Status
from tksk_portal.wilayah.dinding import Acuan, KolomWilayah, Milik


class Putaran(models.Model):
    """The last run of a scheduled function: when, and whether it failed (the kind of error only, no values)."""

    dinding = Acuan("jam pekerjaan terjadwal; tidak memuat data orang", tulis=True)

    nama = models.CharField("pekerjaan", max_length=120, primary_key=True)
    mulai_pada = models.DateTimeField("mulai")
    selesai_pada = models.DateTimeField("selesai")
    galat = models.CharField("galat", max_length=80, blank=True)
    gagal_beruntun = models.PositiveSmallIntegerField("gagal berturut-turut", default=0)

    class Meta:
        verbose_name = "putaran pekerjaan"
        verbose_name_plural = "putaran pekerjaan"
        ordering = ("nama",)
        constraints = (
            models.CheckConstraint(name="putaran_masa_urut", condition=Q(selesai_pada__gte=F("mulai_pada"))),
            models.CheckConstraint(
                name="putaran_galat_berpasangan",
                condition=Q(galat="", gagal_beruntun=0) | (~Q(galat="") & Q(gagal_beruntun__gt=0)),
            ),
        )

    def __str__(self) -> str:
        return self.nama


class PekerjaanQuerySet(models.QuerySet):
    """Reads on background jobs."""

    def milik(self, akun_id) -> Self:
        """Return the jobs that an account asked for."""
        return self.filter(pemohon_id=akun_id)

    def belum_selesai(self) -> Self:
        """Return jobs that wait or run."""
        return self.filter(status__in=BELUM_SELESAI)


class Pekerjaan(models.Model):
    """One background job: who asked for it under which duty, how far it is, and what came of it.

    This row is the queue as well (see `antrean`). `percobaan` counts the starts and is the fencing token: whoever
    holds an older number can no longer write.
    """

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah()
    jenis = models.CharField("jenis", max_length=40)
    judul = models.CharField("judul", max_length=160)
    pemohon = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")
    penempatan = models.ForeignKey(Penempatan, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    isi = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.ANTRE)
    selesai_butir = models.PositiveIntegerField(default=0)
    jumlah_butir = models.PositiveIntegerField(null=True)
    tahap = models.CharField("tahap", max_length=120, blank=True)
    titik = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    hasil = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    pesan = models.CharField("pesan", max_length=400, blank=True)
    percobaan = models.PositiveIntegerField(default=0)
    gagal_beruntun = models.PositiveSmallIntegerField(default=0)
    dibuat_pada = models.DateTimeField("diminta", default=timezone.now)
    coba_lagi_pada = models.DateTimeField(default=timezone.now)
    mulai_pada = models.DateTimeField(null=True)
    denyut_pada = models.DateTimeField(null=True)
    selesai_pada = models.DateTimeField("selesai", null=True)
    batal_diminta_pada = models.DateTimeField(null=True)

    objects = PekerjaanQuerySet.as_manager()

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"
        indexes = (
            models.Index(fields=("pemohon", "-dibuat_pada", "-id"), name="pekerjaan_milik"),
            models.Index(
                fields=("status", "dibuat_pada"), name="pekerjaan_antre", condition=Q(status__in=BELUM_SELESAI)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="pekerjaan_selesai_berpasangan",
                condition=Q(status__in=BELUM_SELESAI, selesai_pada=None)
                | (~Q(status__in=BELUM_SELESAI) & Q(selesai_pada__isnull=False)),
            ),
            models.CheckConstraint(
                name="pekerjaan_berjalan_lengkap",
                condition=~Q(status=Status.BERJALAN)
                | Q(percobaan__gt=0, mulai_pada__isnull=False, denyut_pada__isnull=False),
            ),
            models.CheckConstraint(
                name="pekerjaan_gagal_berpesan",
                condition=~Q(status=Status.GAGAL, pesan=""),
                violation_error_message="Pekerjaan yang gagal harus mengatakan sebabnya.",
            ),
            models.CheckConstraint(
                name="pekerjaan_butir_wajar",
                condition=Q(jumlah_butir=None) | Q(selesai_butir__lte=F("jumlah_butir")),
            ),
        )

    def __str__(self) -> str:
        return self.judul

    @property
    def berakhir(self) -> bool:
        """Whether nothing will happen any more."""
        return self.status not in BELUM_SELESAI

    @property
    def dibatalkan_nanti(self) -> bool:
        """Whether it still runs although its owner asked to stop it."""
        return self.status == Status.BERJALAN and self.batal_diminta_pada is not None


class KabarQuerySet(models.QuerySet):
    """Reads on notices."""

    def milik(self, akun_id) -> Self:
        """Return the notices of an account."""
        return self.filter(akun_id=akun_id)

    def belum_dibaca(self) -> Self:
        """Return unread notices."""
        return self.filter(dibaca_pada=None)

    def tampil(self, akun_id) -> Self:
        """Leave out the kinds that an account does not want to see in the portal."""
        disembunyikan = PilihanKabar.objects.filter(akun=akun_id, portal=False)
        return self.exclude(jenis__in=disembunyikan.values("jenis"))


class Kabar(models.Model):
    """A notice in an account's box. Its text names offices and counts, never a person who was recorded.

    Args:
        wilayah: place of the duty that it concerns.
        teks: may hold `{n}`, the place of `banyak`.
        kunci: the same key never comes twice; empty when it does not matter.
        kelompok: unread notices of one group are one line with a count.
    """

    dinding = Kotak()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah()
    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")
    dari = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField("jenis", max_length=40)
    teks = models.CharField("kabar", max_length=300)
    url = models.CharField(max_length=300, blank=True)
    kunci = models.CharField(max_length=120, blank=True)
    kelompok = models.CharField(max_length=120, blank=True)
    banyak = models.PositiveIntegerField(default=1)
    dibuat_pada = models.DateTimeField("pada", default=timezone.now)
    dibaca_pada = models.DateTimeField("dibaca", null=True)
    disurel_pada = models.DateTimeField("masuk surat ringkasan", null=True)

    objects = KabarQuerySet.as_manager()

    class Meta:
        verbose_name = "kabar"
        verbose_name_plural = "kabar"
        indexes = (
            models.Index(fields=("akun", "-dibuat_pada", "-id"), name="kabar_milik"),
            models.Index(fields=("akun",), name="kabar_belum_dibaca", condition=Q(dibaca_pada=None)),
            models.Index(fields=("dari", "-dibuat_pada", "-id"), name="kabar_terkirim", condition=~Q(dari=None)),
        )
        constraints = (
            models.UniqueConstraint(fields=("akun", "wilayah", "kunci"), name="kabar_sekali", condition=~Q(kunci="")),
            models.UniqueConstraint(
                fields=("akun", "wilayah", "kelompok"),
                name="kabar_satu_kelompok",
                condition=~Q(kelompok="") & Q(dibaca_pada=None, disurel_pada=None),
            ),
            models.CheckConstraint(
                name="kabar_url_sendiri",
                condition=Q(url="") | Q(url__regex=r"^/([^/\\]|$)"),
                violation_error_message="Kabar hanya boleh menunjuk halaman portal ini.",
            ),
        )

    def __str__(self) -> str:
        return self.kalimat

    @property
    def kalimat(self) -> str:
        """The notice as it is read."""
        return self.teks.replace("{n}", str(self.banyak))


class PilihanKabar(models.Model):
    """What an account wants to hear of a kind of notice: in the portal, and how often by mail."""

    dinding = Kotak()

    wilayah = KolomWilayah()
    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField("jenis", max_length=40)
    portal = models.BooleanField("di portal", default=True)
    surel = models.CharField("surel", max_length=8, choices=Irama, default=Irama.TIDAK)

    class Meta:
        verbose_name = "pilihan kabar"
        verbose_name_plural = "pilihan kabar"
        constraints = (models.UniqueConstraint(fields=("akun", "jenis"), name="pilihan_kabar_sekali"),)

    def __str__(self) -> str:
        return f"{self.akun_id} {self.jenis}"


class Ringkasan(models.Model):
    """A mail digest: at most one per account, rhythm and period. Not sent (None): the address was refused."""

    dinding = Kotak()

    wilayah = KolomWilayah()
    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")
    irama = models.CharField(max_length=8, choices=Irama)
    batas = models.DateTimeField()
    banyak = models.PositiveIntegerField()
    terkirim_pada = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "surat ringkasan"
        verbose_name_plural = "surat ringkasan"
        constraints = (models.UniqueConstraint(fields=("akun", "irama", "batas"), name="ringkasan_sekali"),)

    def __str__(self) -> str:
        return f"{self.irama} {self.batas:%Y-%m-%d}"
