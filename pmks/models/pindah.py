"""Pindahan: serah terima seorang antara dua kecamatan."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from uuid_utils.compat import uuid7

from pmks.dinding import DuaTempat
from pmks.enums import JenisKelamin, StatusPindahan
from pmks.models.orang import Orang
from tksk_portal.akun.models import Akun
from tksk_portal.wilayah.dinding import KolomWilayah
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import rentang

TERBUKA = (StatusPindahan.DIMINTA, StatusPindahan.DIUSULKAN)


def _di(kolom: str, tempat: str) -> Q:
    awal, akhir = rentang(tempat)
    return Q(**{f"{kolom}__gte": awal, f"{kolom}__lt": akhir})


class PindahanQuerySet(models.QuerySet):
    """Reads on hand-overs; the wall bounds them to those that give or receive in the scope."""

    def menunggu(self, tempat: str) -> Self:
        """Return those that wait for an answer from a place: proposed to it, or asked of it."""
        return self.filter(
            Q(_di("ke_id", tempat), status=StatusPindahan.DIUSULKAN)
            | Q(_di("dari_id", tempat), status=StatusPindahan.DIMINTA)
        )

    def dikirim(self, tempat: str) -> Self:
        """Return those that a place proposed or asked for and that another place has not answered.

        What both sides of lie in the place (a kabupaten/kota's own) waits there, and is in `menunggu` only.
        """
        return self.filter(
            Q(_di("dari_id", tempat), ~_di("ke_id", tempat), status=StatusPindahan.DIUSULKAN)
            | Q(_di("ke_id", tempat), ~_di("dari_id", tempat), status=StatusPindahan.DIMINTA)
        )

    def selesai(self) -> Self:
        """Return those that were accepted, refused or withdrawn."""
        return self.exclude(status__in=TERBUKA)


class Pindahan(models.Model):
    """A person's hand-over from one kecamatan to another, proposed by the giver or asked for by the receiver.

    `nama` and the columns beside it are what the receiving side sees before it accepts: the wall hides the record
    itself. The name is masked for sensitive types and children, and for everybody once the hand-over is closed.
    `nik` is filled only in an open request: the receiver typed it, the giver finds the person by it.
    """

    dinding = DuaTempat()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    orang = models.ForeignKey(
        Orang, null=True, on_delete=models.PROTECT, related_name="pindahan", db_constraint=False, db_index=False
    )
    dari = KolomWilayah(verbose_name="dari kecamatan", db_index=False)
    ke = KolomWilayah(verbose_name="ke kecamatan", db_index=False)
    status = models.CharField("status", max_length=10, choices=StatusPindahan)
    nik = models.CharField("NIK yang diminta", max_length=16, blank=True)
    nama = models.CharField("nama", max_length=100, blank=True)
    jk = models.CharField("jenis kelamin", max_length=1, blank=True, choices=JenisKelamin)
    tahun_lahir = models.PositiveSmallIntegerField("tahun lahir", null=True)
    tanggal = models.DateField("pindah sejak", null=True)
    alasan = models.CharField("alasan", max_length=300)
    jawaban = models.CharField("jawaban", max_length=300, blank=True)
    dibuat_pada = models.DateTimeField("diajukan pada", default=timezone.now)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", db_index=False)
    dibuat_sebagai = models.CharField(max_length=160)
    disetujui_pada = models.DateTimeField("permintaan disetujui pada", null=True)
    dijawab_pada = models.DateTimeField("dijawab pada", null=True)
    dijawab_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    dijawab_sebagai = models.CharField(max_length=160, blank=True)
    diingatkan_pada = models.DateTimeField("diingatkan pada", null=True)

    objects = PindahanQuerySet.as_manager()

    class Meta:
        verbose_name = "pindahan"
        verbose_name_plural = "pindahan"
        constraints = (
            models.CheckConstraint(
                name="pindahan_antarkecamatan",
                condition=Exact(Length("dari_id"), 8) & Exact(Length("ke_id"), 8) & ~Q(dari=F("ke")),
                violation_error_message="Pindahan berlangsung antara dua kecamatan yang berbeda.",
            ),
            models.CheckConstraint(
                name="pindahan_beralasan",
                condition=~Q(alasan=""),
                violation_error_message="Tulis alasannya.",
            ),
            models.CheckConstraint(
                name="pindahan_ada_orang",
                condition=~Q(status__in=(StatusPindahan.DIUSULKAN, StatusPindahan.DITERIMA)) | Q(orang__isnull=False),
            ),
            models.CheckConstraint(
                name="pindahan_nik_permintaan",
                condition=Q(nik="") | Q(status=StatusPindahan.DIMINTA, nik__regex=r"^[0-9]{16}$"),
                violation_error_message="NIK hanya disimpan selama permintaan belum dijawab.",
            ),
            models.CheckConstraint(
                name="pindahan_dijawab_lengkap",
                condition=Q(status__in=TERBUKA, dijawab_pada=None, dijawab_oleh=None)
                | ~Q(status__in=TERBUKA) & Q(dijawab_pada__isnull=False, dijawab_oleh__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("orang",),
                name="pindahan_satu_terbuka",
                condition=Q(status=StatusPindahan.DIUSULKAN),
                violation_error_message="Orang ini sedang diserahkan; tunggu jawabannya.",
            ),
            models.UniqueConstraint(
                fields=("ke", "dari", "nik"),
                name="pindahan_satu_permintaan",
                condition=Q(status=StatusPindahan.DIMINTA),
                violation_error_message="NIK ini sudah Anda minta; tunggu jawabannya.",
            ),
        )
        indexes = (
            models.Index(fields=("dari", "-dibuat_pada"), name="pindahan_dari"),
            models.Index(fields=("ke", "-dibuat_pada"), name="pindahan_ke"),
            models.Index(fields=("orang",), name="pindahan_orang", condition=Q(orang__isnull=False)),
            models.Index(fields=("dibuat_pada",), name="pindahan_terbuka", condition=Q(status__in=TERBUKA)),
        )

    def __str__(self) -> str:
        return f"Pindahan {self.pk}"

    @property
    def penjawab(self) -> Wilayah:
        """The kecamatan whose answer an open hand-over waits for."""
        return self.dari if self.status == StatusPindahan.DIMINTA else self.ke
