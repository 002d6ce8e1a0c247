"""Perjalanan seseorang: kebutuhan, layanan yang diterima, keadaannya, dan data DTSEN.

Tiap tabel anak dari orang: terlihat di mana orangnya terlihat, ikut pindah bersamanya (migrasi 0017). Tidak ditinjau.
"""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from pmks.dinding import AnakBerubah
from pmks.enums import HasilKebutuhan, JenisKebutuhan, Keadaan, SumberDTSEN, SumberLayanan
from pmks.models.kasus import Kasus
from pmks.models.orang import Orang
from pmks.models.program import Program
from tksk_portal.akun.models import Akun
from tksk_portal.wilayah.dinding import KolomWilayah, Riwayat
from tksk_portal.wilayah.kueri import TersimpanQuerySet

DINDING = AnakBerubah("pmks_orang", "orang_id")
TERBESAR = 999_999_999_999
# Yang hanya berlaku bagi orangnya, bukan bagi satu jenis.
KEADAAN_JENIS = (Keadaan.AKTIF, Keadaan.TERTANGANI)


class CatatanJalan(models.Model):
    """What every row of a course has: its key from the client, a fingerprint of its entry, who and when."""

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah()
    sidik_kiriman = models.CharField(max_length=64, editable=False)
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"

    @property
    def kunci_dialog(self) -> str:
        """The key as text, for ids on a page."""
        return str(self.pk)


def _dihapus(tabel: str) -> models.CheckConstraint:
    kosong = Q(dihapus_pada=None, dihapus_oleh=None)
    return models.CheckConstraint(
        name=f"{tabel}_dihapus_beralasan",
        condition=kosong | Q(dihapus_pada__isnull=False, dihapus_oleh__isnull=False) & ~Q(alasan_ubah=""),
        violation_error_message="Yang dihapus harus punya waktu, pelaku, dan alasannya.",
    )


class KebutuhanQuerySet(models.QuerySet):
    """Reads on needs."""

    def terbuka(self) -> Self:
        """Return the needs that are neither met nor given up."""
        return self.filter(hasil="")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["sidik_kiriman", "dibuat_pada", "dibuat_oleh"],
    model_name="KebutuhanRiwayat",
    attrs={"dinding": Riwayat("pmks_kebutuhan")},
)
class Kebutuhan(CatatanJalan):
    """Something a person needs, until it is met or no longer needed."""

    dinding = DINDING

    orang = models.ForeignKey(
        Orang, on_delete=models.PROTECT, related_name="kebutuhan", db_constraint=False, db_index=False
    )
    jenis = models.CharField("kebutuhan", max_length=12, choices=JenisKebutuhan)
    catatan = models.CharField("catatan", max_length=300, blank=True)
    mendesak = models.BooleanField("mendesak", default=False)
    ditemukan_pada = models.DateField("diketahui pada")
    hasil = models.CharField("hasil", max_length=12, blank=True, choices=HasilKebutuhan, editable=False)
    selesai_pada = models.DateField("selesai pada", null=True, editable=False)
    cara = models.CharField("bagaimana", max_length=300, blank=True, editable=False)

    objects = KebutuhanQuerySet.as_manager()

    class Meta:
        verbose_name = "kebutuhan"
        verbose_name_plural = "kebutuhan"
        constraints = (
            models.CheckConstraint(
                name="kebutuhan_selesai_lengkap",
                condition=Q(hasil="", selesai_pada=None, cara="")
                | ~Q(hasil="") & Q(selesai_pada__isnull=False) & ~Q(cara=""),
                violation_error_message="Kebutuhan yang selesai harus punya hasil, tanggal, dan caranya.",
            ),
            models.CheckConstraint(
                name="kebutuhan_berurutan",
                condition=Q(selesai_pada=None) | Q(selesai_pada__gte=F("ditemukan_pada")),
                violation_error_message="Kebutuhan tidak selesai sebelum diketahui.",
            ),
        )
        indexes = (
            models.Index(fields=("orang", "ditemukan_pada"), name="kebutuhan_orang"),
            models.Index(fields=("wilayah",), name="kebutuhan_mendesak_di", condition=Q(hasil="", mendesak=True)),
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["sidik_kiriman", "dibuat_pada", "dibuat_oleh"],
    model_name="LayananRiwayat",
    attrs={"dinding": Riwayat("pmks_layanan")},
)
class Layanan(CatatanJalan):
    """Aid or a service that a person received. Corrected and removed with a reason; the history keeps all of it."""

    dinding = DINDING

    orang = models.ForeignKey(
        Orang, on_delete=models.PROTECT, related_name="layanan", db_constraint=False, db_index=False
    )
    program = models.ForeignKey(Program, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    program_lain = models.CharField("program lain", max_length=100, blank=True)
    tanggal = models.DateField("tanggal")
    hanya_bulan = models.BooleanField("hanya bulannya diketahui", default=False)
    rupiah = models.BigIntegerField("jumlah uang (rupiah)", null=True, blank=True)
    barang = models.CharField("barang atau layanan", max_length=200, blank=True)
    pemberi = models.CharField("diberikan oleh", max_length=100, blank=True)
    sumber = models.CharField("sumber keterangan", max_length=8, choices=SumberLayanan, default=SumberLayanan.PENERIMA)
    catatan = models.CharField("catatan", max_length=300, blank=True)
    kebutuhan = models.ForeignKey(
        Kebutuhan,
        verbose_name="memenuhi kebutuhan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="layanan",
        db_constraint=False,
    )
    versi = models.PositiveIntegerField(default=1, editable=False)
    alasan_ubah = models.CharField("alasan perubahan", max_length=300, blank=True, editable=False)
    dihapus_pada = models.DateTimeField("dihapus pada", null=True, editable=False)
    dihapus_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = TersimpanQuerySet.as_manager()

    class Meta:
        verbose_name = "layanan"
        verbose_name_plural = "layanan"
        constraints = (
            models.CheckConstraint(
                name="layanan_satu_program",
                condition=Q(program=None) & ~Q(program_lain="") | Q(program__isnull=False, program_lain=""),
                violation_error_message="Pilih programnya, atau tulis nama program lain.",
            ),
            models.CheckConstraint(
                name="layanan_berisi",
                condition=Q(rupiah__isnull=False) | ~Q(barang=""),
                violation_error_message="Isi jumlah uangnya, atau barang atau layanan yang diterima.",
            ),
            models.CheckConstraint(
                name="layanan_rupiah_wajar",
                condition=Q(rupiah=None) | Q(rupiah__gte=1, rupiah__lte=TERBESAR),
                violation_error_message="Jumlah uang tidak wajar.",
            ),
            _dihapus("layanan"),
        )
        indexes = (models.Index(fields=("orang", "-tanggal"), name="layanan_orang"),)

    @property
    def nama_program(self) -> str:
        """The programme in words; needs `program` loaded."""
        return self.program.nama if self.program_id else self.program_lain


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["sidik_kiriman", "dibuat_oleh"],
    model_name="KeadaanOrangRiwayat",
    attrs={"dinding": Riwayat("pmks_keadaanorang")},
)
class KeadaanOrang(CatatanJalan):
    """One change of what became of a person, or of a person in one type. Never rewritten: a return is another row."""

    dinding = DINDING

    orang = models.ForeignKey(
        Orang, on_delete=models.PROTECT, related_name="daftar_keadaan", db_constraint=False, db_index=False
    )
    kasus = models.ForeignKey(
        Kasus, verbose_name="jenis", null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    keadaan = models.CharField("keadaan", max_length=10, choices=Keadaan)
    tanggal = models.DateField("sejak")
    alasan = models.CharField("keterangan", max_length=300)
    sebagai = models.CharField(max_length=160)
    # Bila datanya sudah diverifikasi: perubahan ini dikabarkan kepada kab/kota.
    terverifikasi = models.BooleanField(default=False)

    class Meta:
        verbose_name = "perubahan keadaan"
        verbose_name_plural = "perubahan keadaan"
        constraints = (
            models.CheckConstraint(
                name="keadaanorang_beralasan", condition=~Q(alasan=""), violation_error_message="Tulis keterangannya."
            ),
            models.CheckConstraint(
                name="keadaanorang_jenis",
                condition=Q(kasus=None) | Q(keadaan__in=KEADAAN_JENIS),
                violation_error_message="Pindah, meninggal, tidak ditemukan: bagi orangnya, bukan satu jenis.",
            ),
        )
        indexes = (
            models.Index(fields=("orang", "-dibuat_pada"), name="keadaanorang_orang"),
            models.Index(fields=("-dibuat_pada", "-id"), name="keadaanorang_terbaru"),
        )


class DataDTSENQuerySet(TersimpanQuerySet):
    """Reads on DTSEN data."""

    def tersimpan(self) -> Self:
        """Return those that were not removed, newest first."""
        return super().tersimpan().order_by("-tanggal", "-dibuat_pada", "-id")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["sidik_kiriman", "dibuat_pada", "dibuat_oleh"],
    model_name="DataDTSENRiwayat",
    attrs={"dinding": Riwayat("pmks_datadtsen")},
)
class DataDTSEN(CatatanJalan):
    """What DTSEN says of a person on a day. The decile is determined by BPS and Kemensos; here it is only noted."""

    dinding = DINDING

    orang = models.ForeignKey(
        Orang, on_delete=models.PROTECT, related_name="dtsen", db_constraint=False, db_index=False
    )
    tanggal = models.DateField("keadaan pada")
    desil = models.PositiveSmallIntegerField(
        "desil", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    program = ArrayField(models.CharField(max_length=20), verbose_name="program tercatat", default=list, blank=True)
    sumber = models.CharField("sumber", max_length=10, choices=SumberDTSEN, default=SumberDTSEN.SIKS)
    catatan = models.CharField("catatan", max_length=300, blank=True)
    alasan_ubah = models.CharField("alasan dihapus", max_length=300, blank=True, editable=False)
    dihapus_pada = models.DateTimeField("dihapus pada", null=True, editable=False)
    dihapus_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = DataDTSENQuerySet.as_manager()

    class Meta:
        verbose_name = "data DTSEN"
        verbose_name_plural = "data DTSEN"
        constraints = (
            models.CheckConstraint(
                name="datadtsen_desil_wajar",
                condition=Q(desil=None) | Q(desil__gte=1, desil__lte=10),
                violation_error_message="Desil antara 1 dan 10.",
            ),
            models.CheckConstraint(
                name="datadtsen_berisi",
                condition=Q(desil__isnull=False) | ~Q(program=[]) | ~Q(catatan=""),
                violation_error_message="Isi desilnya, programnya, atau catatan.",
            ),
            _dihapus("datadtsen"),
        )
        indexes = (models.Index(fields=("orang", "-tanggal"), name="datadtsen_orang"),)


def kunci_berjalan(kunci: Iterable[UUID], *, selain: Iterable[UUID] = ()) -> set[UUID]:
    """Return those of the persons of whom a need, a service, a state or DTSEN data was noted. Four queries.

    Args:
        selain: keys of notes that do not count.
    """
    selain = set(selain)
    return {
        orang
        for model in (Kebutuhan, Layanan, KeadaanOrang, DataDTSEN)
        for pk, orang in model.objects.filter(orang_id__in=kunci).values_list("pk", "orang_id")
        if pk not in selain
    }
