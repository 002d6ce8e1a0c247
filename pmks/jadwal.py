"""Pekerjaan berkala PMKS."""

from datetime import timedelta

from django.db import connection
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from pmks.actions.potret import ambil_potret
from pmks.enums import KelompokUmur
from pmks.models import Orang
from tksk_portal.pekerjaan.jadwal import terjadwal


def _tahun_lalu(hari, tahun: int):
    """Return the latest birth date of somebody who is `tahun` years old on a day."""
    try:
        return hari.replace(year=hari.year - tahun)
    except ValueError:  # 29 Februari pada tahun biasa
        return hari.replace(year=hari.year - tahun, day=28)


@terjadwal(setiap=timedelta(days=1))
def perbarui_kelompok_umur() -> int:
    """Move persons who had a birthday into their age group; return how many."""
    hari = timezone.localdate()
    kelompok = Case(
        When(tanggal_lahir__lte=_tahun_lalu(hari, 60), then=Value(KelompokUmur.LANSIA.value)),
        When(tanggal_lahir__lte=_tahun_lalu(hari, 18), then=Value(KelompokUmur.DEWASA.value)),
        When(tanggal_lahir__lte=_tahun_lalu(hari, 6), then=Value(KelompokUmur.ANAK.value)),
        default=Value(KelompokUmur.BALITA.value),
    )
    usang = Orang.objects.annotate(seharusnya=kelompok).filter(~Q(kelompok_umur=F("seharusnya")))
    return Orang.objects.filter(pk__in=usang.values("pk")).update(kelompok_umur=kelompok)


@terjadwal(setiap=timedelta(seconds=10))
def padatkan_ringkasan() -> int:
    """Add the waiting differences to the summary cells; return how many cells changed."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pmks_padatkan()")
        return kursor.fetchone()[0]


@terjadwal(setiap=timedelta(hours=6))
def potret_triwulan() -> int:
    """Keep the numbers of the quarter that is over, once; return how many cells were kept."""
    return ambil_potret(hari=timezone.localdate())
