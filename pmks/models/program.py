"""Program bantuan dan layanan: acuan yang diatur admin."""

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from pmks.enums import TingkatPemberi
from tksk_portal.akun.models import Akun
from tksk_portal.wilayah.dinding import Acuan


class ProgramQuerySet(models.QuerySet):
    """Reads on programmes."""

    def berlaku(self, hari: date | None = None) -> Self:
        """Return those that run on a day, today when not given; open ends run on."""
        hari = hari or timezone.localdate()
        return self.filter(
            Q(berlaku_dari=None) | Q(berlaku_dari__lte=hari), Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=hari)
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="ProgramRiwayat",
    exclude=["diubah_pada", "diubah_oleh"],
    attrs={"dinding": Acuan("riwayat program bantuan, tanpa data orang; hanya pemicu yang menulis")},
)
class Program(models.Model):
    """A programme of aid or service. The list is a start and no law: the administrator completes and ends them."""

    dinding = Acuan("acuan program bantuan, diatur admin; tidak memuat data orang", tulis=True)

    kode = models.SlugField("kode", max_length=20, unique=True, help_text="Huruf kecil, angka, dan tanda hubung.")
    nama = models.CharField("nama program", max_length=100, unique=True)
    pemberi = models.CharField("diberikan oleh", max_length=8, choices=TingkatPemberi)
    berlaku_dari = models.DateField("berlaku sejak", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    diubah_pada = models.DateTimeField(default=timezone.now, editable=False)
    diubah_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = "program bantuan"
        verbose_name_plural = "program bantuan"
        ordering = ("nama",)
        constraints = (
            models.CheckConstraint(
                name="program_berurutan",
                condition=Q(berlaku_dari=None) | Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=F("berlaku_dari")),
                violation_error_message="Tanggal berakhir harus sesudah tanggal mulai.",
            ),
        )

    def __str__(self) -> str:
        return self.nama

    @property
    def berakhir(self) -> bool:
        """Whether it has ended."""
        return self.berlaku_sampai is not None and self.berlaku_sampai < timezone.localdate()
