"""Orang: identitas menurut himpunan paling sedikit by name by address (domain.md 4.2)."""

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
    JenisKelamin,
    Keadaan,
    KelompokUmur,
    Peka,
    Sumber,
)
from pmks.umur import kelompok_umur, umur
from tksk_portal.akun.models import Akun
from tksk_portal.dasar.nama import Samaran, samarkan_nomor_rapat, untuk_cari
from tksk_portal.dasar.titik import kendala_titik
from tksk_portal.tinjauan.models import BerderajatQuerySet
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Riwayat


def tersamar(peka: int, kelompok: int) -> bool:
    """Tell whether a name is masked by default: a sensitive type, or a child."""
    return peka > Peka.BIASA or kelompok in (KelompokUmur.BALITA, KelompokUmur.ANAK)


class OrangQuerySet(BerderajatQuerySet):
    """Reads on persons; the wall already bounds them to the scope."""

    def nik_menyusul(self) -> Self:
        """Return persons whose NIK was promised: the document was not shown yet."""
        return self.filter(nik="", alasan_tanpa_nik=AlasanTanpaNIK.BELUM_DITUNJUKKAN)

    def ditangani(self) -> Self:
        """Return those of `aktif` that count today: not helped out, moved, died or lost."""
        return self.aktif().filter(keadaan=Keadaan.AKTIF)


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


def turunan(nama: str, lahir: date, hari: date) -> tuple[str, str, int]:
    """Return the name as it is kept, its form for searching, and the age group on a day."""
    nama = " ".join(nama.split())
    # Huruf gabungan (ﬃ) memuai saat dirapikan.
    return nama, untuk_cari(nama)[:200], kelompok_umur(lahir, hari)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=[
        "nama_cari",
        "derajat",
        "peka",
        "kelompok_umur",
        "sidik_kiriman",
        "diubah_pada",
        "diubah_oleh",
        "dibuat_pada",
        "dibuat_oleh",
    ],
    model_name="OrangRiwayat",
    attrs={"dinding": Riwayat("pmks_orang")},
)
class Orang(Samaran, models.Model):
    """A person with social-welfare problems: the minimum by-name-by-address set (domain.md 4.2).

    `derajat`, `peka` and `kelompok_umur` are kept by triggers, actions and the daily schedule.
    """

    dinding = Milik(derajat="derajat")

    id = models.UUIDField(primary_key=True, editable=False)
    # Tanpa indeks sendiri di sini dan di bawah: orang_wilayah sudah dimulai dengannya, dan pendata tidak dicari.
    wilayah = KolomWilayah(verbose_name="desa/kelurahan", db_index=False)
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
    bantuan = ArrayField(
        models.CharField(max_length=10, choices=Bantuan), verbose_name="bantuan yang diterima", default=list, blank=True
    )
    sumber = models.CharField("sumber data", max_length=10, choices=Sumber, default=Sumber.LAPANGAN)
    tanggal_data = models.DateField("tanggal data")
    keadaan = models.CharField(
        "keadaan", max_length=10, choices=Keadaan, default=Keadaan.AKTIF, db_default=Keadaan.AKTIF, editable=False
    )
    keadaan_pada = models.DateField("keadaan sejak", null=True, editable=False)
    digabung_ke = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
        editable=False,
    )
    derajat = models.SmallIntegerField(default=-1, editable=False)
    peka = models.PositiveSmallIntegerField(default=0, editable=False)
    kelompok_umur = models.PositiveSmallIntegerField("kelompok umur", choices=KelompokUmur, editable=False)
    versi = models.PositiveIntegerField(default=1, editable=False)
    sidik_kiriman = models.CharField(max_length=64, editable=False)
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(
        Akun, verbose_name="pendata", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    diubah_pada = models.DateTimeField("diubah pada", default=timezone.now, editable=False)
    diubah_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

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
            kendala_titik("orang"),
            models.CheckConstraint(
                name="orang_digabung_kosong",
                condition=Q(digabung_ke=None) | Q(derajat=-1, nik="") & ~Q(digabung_ke=F("id")),
                violation_error_message="Data yang sudah digabung tidak dapat diisi lagi.",
            ),
            models.CheckConstraint(name="orang_desil_wajar", condition=Q(desil=None) | Q(desil__gte=1, desil__lte=10)),
        )
        indexes = (
            models.Index(fields=("-diubah_pada", "-id"), name="orang_terbaru"),
            models.Index(fields=("wilayah", "-diubah_pada"), name="orang_wilayah"),
            models.Index(
                fields=("keadaan", "-diubah_pada", "-id"), name="orang_keluar", condition=~Q(keadaan=Keadaan.AKTIF)
            ),
            models.Index(fields=("nik",), name="orang_nik"),
            models.Index(fields=("no_kk",), name="orang_no_kk"),
            # Kemiripan dicari di antara yang lahir pada hari yang sama di satu kecamatan (pmks/actions/temuan.py).
            models.Index(fields=("tanggal_lahir", "wilayah"), name="orang_lahir_wilayah"),
            models.Index(
                fields=("wilayah", "-diubah_pada", "-id"),
                name="orang_nik_menyusul",
                condition=Q(nik="", alasan_tanpa_nik=AlasanTanpaNIK.BELUM_DITUNJUKKAN),
            ),
            models.Index(fields=("digabung_ke",), name="orang_digabung", condition=Q(digabung_ke__isnull=False)),
            GinIndex(OpClass("nama_cari", name="gin_trgm_ops"), name="orang_nama_trgm"),
        )

    def __str__(self) -> str:
        return f"Orang {self.pk}"

    def rapikan(self) -> None:
        """Set the derived columns from name and birth date; called by actions before writing."""
        self.nama, self.nama_cari, self.kelompok_umur = turunan(self.nama, self.tanggal_lahir, timezone.localdate())

    @property
    def umur(self) -> int:
        """Age today in whole years."""
        return umur(self.tanggal_lahir, timezone.localdate())

    @property
    def tersamar(self) -> bool:
        """Whether the name is masked by default: a sensitive type, or a child."""
        return tersamar(self.peka, self.kelompok_umur)

    @property
    def nik_rapat(self) -> str:
        """The NIK without its last digits, for closed rows of lists."""
        return samarkan_nomor_rapat(self.nik)

    @property
    def label_bantuan(self) -> list[str]:
        """The aid received, in words."""
        return [str(Bantuan(b).label) for b in self.bantuan]
