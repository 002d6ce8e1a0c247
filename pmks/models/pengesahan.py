"""Pengesahan provinsi per kabupaten/kota dan periode, dengan pengecualiannya."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone

from pmks.models.kasus import Kasus
from tksk_portal.akun.models import Akun
from tksk_portal.wilayah.dinding import Anak, KolomWilayah, Milik, Riwayat


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="PengesahanRiwayat",
    attrs={"dinding": Riwayat("pmks_pengesahan")},
)
class Pengesahan(models.Model):
    """The province's approval of one kabupaten/kota for one period, in one act."""

    dinding = Milik()

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah(verbose_name="kabupaten/kota")
    periode = models.DateField("periode", help_text="Hari pertama bulan.")
    jumlah = models.PositiveIntegerField(default=0)
    jumlah_revisi = models.PositiveIntegerField(default=0)
    catatan = models.TextField(blank=True, max_length=1000)
    oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+")
    sebagai = models.CharField(max_length=160)
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "pengesahan"
        verbose_name_plural = "pengesahan"
        ordering = ("-pada",)
        constraints = (
            models.CheckConstraint(name="pengesahan_per_kabkota", condition=Exact(Length("wilayah_id"), 5)),
            models.CheckConstraint(name="pengesahan_awal_bulan", condition=Q(periode__day=1)),
        )

    def __str__(self) -> str:
        return f"Pengesahan {self.wilayah_id} {self.periode:%Y-%m}"


class Pengecualian(models.Model):
    """A person in a type left out of an approval, with the reason."""

    dinding = Anak("pmks_kasus", "kasus_id")

    pengesahan = models.ForeignKey(
        Pengesahan, on_delete=models.PROTECT, related_name="pengecualian", db_constraint=False
    )
    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="pengecualian", db_constraint=False)
    wilayah = KolomWilayah()
    alasan = models.CharField(max_length=300)

    class Meta:
        verbose_name = "pengecualian"
        verbose_name_plural = "pengecualian"
        constraints = (
            models.UniqueConstraint(fields=("pengesahan", "kasus"), name="pengecualian_sekali"),
            models.CheckConstraint(name="pengecualian_beralasan", condition=~Q(alasan="")),
        )

    def __str__(self) -> str:
        return f"Pengecualian {self.pk}"
