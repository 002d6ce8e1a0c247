"""Pekerjaan berkala PMKS."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from pmks.actions.potret import ambil_potret
from pmks.enums import KelompokUmur, StatusPindahan
from pmks.kabar import kabari_pindahan
from pmks.models import Orang, Pindahan
from pmks.models.pindah import TERBUKA
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


@terjadwal(setiap=timedelta(days=1))
def ingatkan_pindahan() -> int:
    """Remind, once, the side that has not answered a hand-over for `PINDAHAN_INGATKAN_HARI` days; return how many."""
    batas = timezone.now() - timedelta(days=settings.PINDAHAN_INGATKAN_HARI)
    lama = Pindahan.objects.annotate(sejak=Coalesce("disetujui_pada", "dibuat_pada"))
    tempo = list(lama.filter(status__in=TERBUKA, diingatkan_pada=None, sejak__lte=batas).order_by("pk"))
    for p in tempo:
        kepada = p.ke_id if p.status == StatusPindahan.DIUSULKAN else p.dari_id
        kabari_pindahan(
            pindahan=p,
            kepada=kepada,
            teks=f"{{n}} pindahan belum Anda jawab lebih dari {settings.PINDAHAN_INGATKAN_HARI} hari",
        )
    Pindahan.objects.filter(pk__in=[p.pk for p in tempo]).update(diingatkan_pada=timezone.now())
    return len(tempo)


@terjadwal(setiap=timedelta(hours=6))
def potret_triwulan() -> int:
    """Keep the numbers of the quarter that is over, once; return how many cells were kept."""
    return ambil_potret(hari=timezone.localdate())
