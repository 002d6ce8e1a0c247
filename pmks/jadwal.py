"""Pekerjaan berkala PMKS."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from pmks.actions.bentrok import segarkan_bentrok
from pmks.actions.kembar import catat_semua
from pmks.actions.potret import ambil_potret
from pmks.enums import KelompokUmur, StatusPindahan
from pmks.kabar import kabari_pindahan
from pmks.lindung.sasaran import TANDA
from pmks.models import Bentrok, Orang, Pindahan, SapuanKembar
from pmks.models.pindah import TERBUKA
from tksk_portal.akses import lingkup
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
    # Tanggal lahir yang sudah dihapus bukan tanggal lahir: kelompok umurnya tetap seperti saat dihapus.
    usang = usang.exclude(alasan_tanpa_nik=TANDA)
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


# Sekali sapuan: paling banyak sekian orang, tiap kecamatan dalam transaksinya sendiri.
SEKALI_SAPU = 500
# Yang ditulis baru saja menunggu sapuan berikut: transaksi yang lebih tua mungkin belum selesai.
BARU_SAJA = timedelta(minutes=2)


@terjadwal(setiap=timedelta(minutes=1), sendiri=True)
def sapu_kembar() -> int:
    """Search for likely duplicates among the records changed since the last round; return how many were looked at.

    What came by import or by a command is compared here; entries by hand were at once. Starts with the oldest record,
    so that a register that existed before is gone through once.
    """
    sistem = lingkup.sistem("jadwal sapu_kembar")
    with lingkup.masuk(sistem):
        tanda, _ = SapuanKembar.objects.get_or_create(pk=1, defaults={"sampai": datetime(2000, 1, 1, tzinfo=UTC)})
        sesudah = Q(diubah_pada__gt=tanda.sampai)
        if tanda.kunci:
            sesudah |= Q(diubah_pada=tanda.sampai, id__gt=tanda.kunci)
        berubah = Orang.objects.filter(
            sesudah, diubah_pada__gte=tanda.sampai, diubah_pada__lt=timezone.now() - BARU_SAJA
        )
        semua = list(berubah.order_by("diubah_pada", "id").values_list("pk", "wilayah_id", "diubah_pada")[:SEKALI_SAPU])
    for kecamatan in sorted({wilayah[:8] for _, wilayah, _ in semua}):
        with lingkup.masuk(lingkup.sistem("jadwal sapu_kembar", kecamatan)):
            kunci = [pk for pk, wilayah, _ in semua if wilayah[:8] == kecamatan]
            catat_semua(Orang.objects.filter(pk__in=kunci).order_by("pk"))
    if semua:
        with lingkup.masuk(sistem):
            SapuanKembar.objects.filter(pk=1).update(sampai=semua[-1][2], kunci=semua[-1][0])
    return len(semua)


@terjadwal(setiap=timedelta(minutes=10))
def segarkan_semua_bentrok() -> int:
    """Close the clashes that ended where two transactions crossed; return how many were open."""
    terbuka = list(Bentrok.objects.terbuka().values_list("orang_id", flat=True).distinct()[:10_000])
    segarkan_bentrok(terbuka)
    return len(terbuka)


@terjadwal(setiap=timedelta(hours=6))
def potret_triwulan() -> int:
    """Keep the numbers of the quarter that is over, once; return how many cells were kept."""
    return ambil_potret(hari=timezone.localdate())
