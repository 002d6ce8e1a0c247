"""Memotret angka pada akhir triwulan, supaya rekap masa lalu tidak ikut berubah."""

from datetime import date, timedelta

from django.db import connection

from pmks.models import Gerak, Potret
from tksk_portal.wilayah.rentang import NASIONAL

# Sesudah ini keadaan sudah terlalu berbeda dengan akhir triwulannya: lebih jujur tanpa potret.
PALING_TERLAMBAT = timedelta(days=31)
ORANG = """
INSERT INTO pmks_potret (wilayah_id, akhir, jenis, status, jk, kelompok_umur, jumlah, diambil_pada)
SELECT wilayah_id, %s, jenis, status, jk, kelompok_umur, jumlah, now() FROM pmks_sel WHERE jumlah <> 0
ON CONFLICT DO NOTHING
"""
JIWA = """
INSERT INTO pmks_potretjiwa (wilayah_id, akhir, jenis, bentuk, status, jumlah, kk, jiwa_l, jiwa_p, rangkap_l,
    rangkap_p, diambil_pada)
SELECT wilayah_id, %s, jenis, bentuk, status, jumlah, kk, jiwa_l, jiwa_p, rangkap_l, rangkap_p, now()
FROM pmks_seljiwa WHERE (jumlah, kk, jiwa_l, jiwa_p, rangkap_l, rangkap_p) <> (0, 0, 0, 0, 0, 0)
ON CONFLICT DO NOTHING
"""
# Tempat tanpa keluarga mendapat sebaris nol: bedanya dengan potret dari sebelum jiwa ikut dipotret.
JIWA_NOL = """
INSERT INTO pmks_potretjiwa (wilayah_id, akhir, jenis, bentuk, status, jumlah, kk, jiwa_l, jiwa_p, rangkap_l,
    rangkap_p, diambil_pada)
SELECT DISTINCT wilayah_id, akhir, 0, 'keluarga', 'draf', 0, 0, 0, 0, 0, 0, diambil_pada
FROM pmks_potret p WHERE akhir = %s
    AND NOT EXISTS (SELECT 1 FROM pmks_potretjiwa j WHERE (j.wilayah_id, j.akhir) = (p.wilayah_id, p.akhir))
ON CONFLICT DO NOTHING
"""


def akhir_triwulan(hari: date) -> date:
    """Return the last day of the quarter that was over on a day."""
    awal_bulan = (hari.month - 1) // 3 * 3 + 1
    return hari.replace(month=awal_bulan, day=1) - timedelta(days=1)


def ambil_potret(*, hari: date) -> int:
    """Keep the summary as the picture of the quarter that ended last; return how many cells of persons were written.

    Souls of families, groups and communities are kept with it. Runs in the scope of the system. Nothing is written
    when the picture exists, when it comes more than `PALING_TERLAMBAT` after the quarter's end, or when nothing was
    recorded before that end.
    """
    akhir = akhir_triwulan(hari)
    if hari - akhir > PALING_TERLAMBAT or Potret.objects.filter(wilayah=NASIONAL, akhir=akhir).exists():
        return 0
    with connection.cursor() as kursor:
        kursor.execute("SELECT pmks_padatkan()")
        if not Gerak.objects.filter(wilayah=NASIONAL, tanggal__lte=akhir).exists():
            return 0
        kursor.execute(ORANG, [akhir])
        sel = kursor.rowcount
        kursor.execute(JIWA, [akhir])
        kursor.execute(JIWA_NOL, [akhir])
        return sel
