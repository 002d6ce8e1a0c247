"""Catatan pekerjaan terjadwal."""

from django.db import models
from django.db.models import F, Q

from tksk_portal.wilayah.dinding import Acuan


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
