"""Memotret angka pada akhir triwulan, supaya rekap masa lalu tidak ikut berubah."""

from datetime import date, timedelta

from django.db import connection

from pmks.models import Gerak, Potret
from tksk_portal.wilayah.rentang import NASIONAL

# Sesudah ini keadaan sudah terlalu berbeda dengan akhir triwulannya: lebih jujur tanpa potret.
PALING_TERLAMBAT = timedelta(days=31)


def akhir_triwulan(hari: date) -> date:
    """Return the last day of the quarter that was over on a day."""
    awal_bulan = (hari.month - 1) // 3 * 3 + 1
    return hari.replace(month=awal_bulan, day=1) - timedelta(days=1)


def ambil_potret(*, hari: date) -> int:
    """Keep the summary as the picture of the quarter that ended last; return how many cells were written.

    Runs in the scope of the system. Nothing is written when the picture exists, when it comes more than
    `PALING_TERLAMBAT` after the quarter's end, or when nothing was recorded before that end.
    """
    akhir = akhir_triwulan(hari)
    if hari - akhir > PALING_TERLAMBAT or Potret.objects.filter(wilayah=NASIONAL, akhir=akhir).exists():
        return 0
    with connection.cursor() as kursor:
        kursor.execute("SELECT pmks_padatkan()")
        if not Gerak.objects.filter(wilayah=NASIONAL, tanggal__lte=akhir).exists():
            return 0
        kursor.execute(
            "INSERT INTO pmks_potret (wilayah_id, akhir, jenis, status, jk, kelompok_umur, jumlah, diambil_pada) "
            "SELECT wilayah_id, %s, jenis, status, jk, kelompok_umur, jumlah, now() FROM pmks_sel WHERE jumlah <> 0 "
            "ON CONFLICT DO NOTHING",
            [akhir],
        )
        return kursor.rowcount
