"""Pengusulan petugas baru, dengan jamnya di tiap tahap; dan serah terima pekerjaan."""

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from penugasan.petugas.enums import TAHAP_BERJALAN, Tahap
from penugasan.petugas.models.formasi import Formasi, Hunian
from penugasan.petugas.models.petugas import Petugas
from tksk_portal.akun.models import Akun
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Riwayat

LANGKAH = (Tahap.DIUSULKAN, Tahap.DIREKOMENDASIKAN, Tahap.DITERUSKAN, Tahap.DITETAPKAN)


class UsulanQuerySet(models.QuerySet):
    """Reads on nominations."""

    def berjalan(self) -> Self:
        """Return those that wait for somebody."""
        return self.filter(tahap__in=TAHAP_BERJALAN)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="UsulanRiwayat",
    attrs={"dinding": Riwayat("petugas_usulan")},
)
class Usulan(models.Model):
    """One candidate for one formation, from the kabupaten/kota to the decree. Each step keeps its day.

    The declarations answer the requirements for new officers (Permensos 28/2018 Pasal 9 as quoted by a kabupaten,
    domain.md 1.5; not confirmed): they warn, they never refuse.
    """

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    formasi = models.ForeignKey(Formasi, on_delete=models.PROTECT, related_name="usulan", db_constraint=False)
    wilayah = KolomWilayah(verbose_name="kecamatan")
    petugas = models.ForeignKey(Petugas, on_delete=models.PROTECT, related_name="usulan", db_constraint=False)
    tahap = models.CharField("tahap", max_length=16, choices=Tahap, default=Tahap.DIUSULKAN)
    versi = models.PositiveIntegerField(default=1, editable=False)
    bukan_pns = models.BooleanField("bukan PNS, TNI, Polri, atau anggota legislatif", default=False)
    sehat = models.BooleanField("ada surat sehat dari dokter", default=False)
    berkelakuan_baik = models.BooleanField("ada surat kelakuan baik", default=False)
    aktif = models.BooleanField("PSM atau anggota Karang Taruna yang aktif", default=False)
    komputer = models.BooleanField("dapat memakai komputer dan gawai", default=False)
    catatan = models.CharField("catatan", max_length=300, blank=True)
    diusulkan_pada = models.DateField("diusulkan")
    direkomendasikan_pada = models.DateField("direkomendasikan kab/kota", null=True, editable=False)
    diteruskan_pada = models.DateField("diteruskan provinsi", null=True, editable=False)
    ditetapkan_pada = models.DateField("SK terbit", null=True, editable=False)
    ditutup_pada = models.DateField("ditutup", null=True, editable=False)
    alasan_tutup = models.CharField("mengapa ditutup", max_length=300, blank=True, editable=False)

    objects = UsulanQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan"
        verbose_name_plural = "usulan"
        constraints = (
            models.UniqueConstraint(
                fields=("formasi", "petugas"),
                name="usulan_sekali_berjalan",
                condition=Q(tahap__in=TAHAP_BERJALAN),
                violation_error_message="Calon ini sudah diusulkan untuk formasi ini.",
            ),
            models.CheckConstraint(
                name="usulan_tutup_beralasan",
                condition=(Q(tahap=Tahap.DITUTUP, ditutup_pada__isnull=False) & ~Q(alasan_tutup=""))
                | (~Q(tahap=Tahap.DITUTUP) & Q(ditutup_pada=None, alasan_tutup="")),
                violation_error_message="Usulan yang ditutup harus punya hari dan alasannya.",
            ),
        )
        indexes = (models.Index(fields=("tahap", "diusulkan_pada"), name="usulan_tahap"),)

    def __str__(self) -> str:
        return f"Usulan {self.pk}"

    @property
    def berjalan(self) -> bool:
        """Whether it waits for somebody."""
        return self.tahap in TAHAP_BERJALAN

    def jam(self, hari: date) -> list[tuple[Tahap, date | None, int | None, bool]]:
        """Return the clock: per step its day, the days until the next (or until `hari`), and whether it still waits."""
        tanggal = [getattr(self, f"{t}_pada") for t in LANGKAH]
        akhir = self.ditutup_pada or hari
        hasil = []
        for n, (tahap, mulai) in enumerate(zip(LANGKAH, tanggal, strict=True)):
            lanjut = next((t for t in tanggal[n + 1 :] if t), None)
            terakhir = tahap == Tahap.DITETAPKAN
            hari_lama = None if mulai is None or terakhir else ((lanjut or akhir) - mulai).days
            hasil.append((tahap, mulai, hari_lama, lanjut is None and self.berjalan))
        return hasil

    def lama(self, hari: date) -> int:
        """Return how many days it has been under way, or was."""
        return ((self.ditetapkan_pada or self.ditutup_pada or hari) - self.diusulkan_pada).days


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["dibuat_pada", "dibuat_oleh"],
    model_name="SerahTerimaRiwayat",
    attrs={"dinding": Riwayat("petugas_serahterima")},
)
class SerahTerima(models.Model):
    """The hand-over of a formation's open work from one occupancy to the next, or to the kabupaten/kota.

    `isi` is what was open on that day, as figures without names: [kode, label, jumlah]; it does not change afterwards.
    """

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    formasi = models.ForeignKey(Formasi, on_delete=models.PROTECT, related_name="serah_terima", db_constraint=False)
    wilayah = KolomWilayah(verbose_name="kecamatan")
    dari = models.ForeignKey(Hunian, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    ke = models.ForeignKey(Hunian, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    tanggal = models.DateField("tanggal serah terima")
    isi = models.JSONField("pekerjaan terbuka", default=list, editable=False)
    barang = models.TextField("barang dan dokumen yang diserahkan", max_length=1500, blank=True)
    mitra = models.TextField("mitra yang perlu dihubungi", max_length=1500, blank=True)
    catatan = models.TextField("catatan bagi penerus", max_length=1500, blank=True)
    saksi = models.CharField("mengetahui (nama dan jabatan)", max_length=160, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(
        Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )

    class Meta:
        verbose_name = "serah terima"
        verbose_name_plural = "serah terima"
        constraints = (
            models.UniqueConstraint(
                fields=("dari",),
                name="serahterima_sekali",
                violation_error_message="Hunian ini sudah diserahterimakan.",
            ),
        )

    def __str__(self) -> str:
        return f"Serah terima {self.pk}"
