"""Petugas: orangnya, terpisah dari formasi yang dihuninya."""

from typing import Self

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from penugasan.petugas.enums import Agama, Pendidikan
from tksk_portal.akun.models import Akun
from tksk_portal.dasar.enums import JenisKelamin
from tksk_portal.dasar.nama import Samaran
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Riwayat
from tksk_portal.wilayah.kueri import BerwilayahQuerySet

REKENING = RegexValidator(r"^[0-9][0-9 .-]{4,28}\Z", "Nomor rekening hanya angka, paling sedikit 5.")
TAHUN_PERTAMA = 2009


class PetugasQuerySet(BerwilayahQuerySet):
    """Reads on officers."""

    def ada(self) -> Self:
        """Return those that were not taken back with the roster they came from."""
        return self.filter(ditarik_pada=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["dibuat_pada", "dibuat_oleh"],
    model_name="PetugasRiwayat",
    attrs={"dinding": Riwayat("petugas_petugas")},
)
class Petugas(Samaran, models.Model):
    """A TKSK, present, former or nominated. Its place is the kecamatan of the last occupancy or nomination.

    The columns are those of the real form (Pendataan TKSK, pelajaran.md). Names of formations and dates of duty are
    not here: see `Hunian`.
    """

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah(verbose_name="kecamatan", db_index=False)
    versi = models.PositiveIntegerField(default=1, editable=False)
    akun = models.OneToOneField(
        Akun, null=True, on_delete=models.PROTECT, related_name="petugas", editable=False, verbose_name="akun"
    )
    nama = models.CharField("nama lengkap", max_length=100)
    nama_cari = models.CharField(max_length=100, editable=False)
    nama_ibu = models.CharField("nama ibu kandung", max_length=100, blank=True)
    nik = models.CharField("NIK", max_length=16)
    niat = models.CharField("NIAT", max_length=30, blank=True)
    tempat_lahir = models.CharField("tempat lahir", max_length=60, blank=True)
    tanggal_lahir = models.DateField("tanggal lahir")
    jk = models.CharField("jenis kelamin", max_length=1, choices=JenisKelamin)
    agama = models.CharField("agama", max_length=12, choices=Agama, blank=True)
    pendidikan = models.CharField("pendidikan terakhir", max_length=4, choices=Pendidikan, blank=True)
    alamat = models.CharField("alamat", max_length=200, blank=True)
    domisili = KolomWilayah(null=True, blank=True, verbose_name="desa/kelurahan tempat tinggal", db_index=False)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    telepon = models.CharField("nomor HP", max_length=20, blank=True)
    email = models.EmailField("alamat surel", blank=True)
    tahun_angkat = models.PositiveSmallIntegerField("tahun pengangkatan", null=True, blank=True)
    pekerjaan = models.CharField("pekerjaan utama", max_length=80, blank=True)
    bank1 = models.CharField("bank (tali asih pusat)", max_length=40, blank=True)
    rekening1 = models.CharField("nomor rekening", max_length=30, blank=True, validators=[REKENING])
    bank2 = models.CharField("bank (tali asih daerah)", max_length=40, blank=True)
    rekening2 = models.CharField("nomor rekening kedua", max_length=30, blank=True, validators=[REKENING])
    foto = models.UUIDField("berkas foto", null=True, editable=False)
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(
        Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    ditarik_pada = models.DateTimeField("ditarik pada", null=True, editable=False)

    objects = PetugasQuerySet.as_manager()

    class Meta:
        verbose_name = "petugas"
        verbose_name_plural = "petugas"
        constraints = (
            models.UniqueConstraint(
                fields=("nik",),
                name="petugas_nik_sekali",
                condition=~Q(nik="") & Q(ditarik_pada=None),
                violation_error_message="NIK ini sudah tercatat.",
            ),
            models.CheckConstraint(
                name="petugas_nik_bentuk",
                # Kosong hanya bagi yang identitasnya dihapus (petugas/lindung).
                condition=Q(nik__regex=r"^[0-9]{16}$") | Q(nik="", nama="(dihapus)"),
                violation_error_message="NIK harus 16 angka.",
            ),
            models.UniqueConstraint(
                fields=("niat",),
                name="petugas_niat_sekali",
                condition=~Q(niat="") & Q(ditarik_pada=None),
                violation_error_message="NIAT ini sudah dipakai petugas lain.",
            ),
            models.UniqueConstraint(fields=("id", "wilayah"), name="petugas_berwilayah"),
            models.CheckConstraint(
                name="petugas_tahun_wajar",
                condition=Q(tahun_angkat=None) | Q(tahun_angkat__gte=TAHUN_PERTAMA, tahun_angkat__lte=2100),
                violation_error_message=f"Tahun pengangkatan paling awal {TAHUN_PERTAMA}.",
            ),
        )
        indexes = (models.Index(fields=("wilayah", "nama_cari", "id"), name="petugas_wilayah_nama"),)

    def __str__(self) -> str:
        return f"Petugas {self.pk}"

    @property
    def rekening(self) -> list[tuple[str, str]]:
        """The bank accounts as (bank, masked number)."""
        return [(bank, samar_nomor(nomor)) for bank, nomor in self.rekening_utuh]

    @property
    def rekening_utuh(self) -> list[tuple[str, str]]:
        """The bank accounts as (bank, number)."""
        semua = ((self.bank1, self.rekening1), (self.bank2, self.rekening2))
        return [(bank or "Bank belum diisi", nomor) for bank, nomor in semua if nomor]


def samar_nomor(nomor: str) -> str:
    """Return a bank account with all but its last three digits hidden."""
    return f"{'•' * max(4, len(nomor) - 3)}{nomor[-3:]}"
