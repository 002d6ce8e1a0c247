"""Potret triwulan bagi data contoh: disusun dari waktu tiap langkah tinjauan, karena datanya dimuat sekaligus.

Portal sendiri memotret pada saatnya (`pmks.actions.potret`); ini hanya supaya rekap masa lalu di demo ada isinya.
"""

from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from pmks.actions.potret import akhir_triwulan
from pmks.models import Potret
from tksk_portal.akses import lingkup
from tksk_portal.contoh.tulis import LINGKUP

BANYAK = 5
SUSUN = """
WITH k AS (
    SELECT orang_id, wilayah_id, jenis_id, jk, kelompok_umur, CASE
        WHEN disahkan_pada < %(batas)s THEN 3 WHEN diverifikasi_pada < %(batas)s THEN 2
        WHEN diajukan_pada < %(batas)s THEN 1 ELSE 0 END AS derajat
    FROM pmks_kasus WHERE dibuat_pada < %(batas)s AND derajat >= 0
), satuan AS (
    SELECT wilayah_id, jenis_id AS jenis, derajat, jk, kelompok_umur FROM k
    UNION ALL
    SELECT wilayah_id, 0, max(derajat), jk, kelompok_umur FROM k GROUP BY orang_id, wilayah_id, jk, kelompok_umur
)
INSERT INTO pmks_potret (wilayah_id, akhir, jenis, status, jk, kelompok_umur, jumlah, diambil_pada)
SELECT t, %(akhir)s, jenis, pmks_status_orang(derajat::smallint), jk, kelompok_umur, count(*), %(batas)s
FROM satuan, pmks_tingkat(wilayah_id) AS t GROUP BY 1, 3, 4, 5, 6
"""


def buat_potret(*, hari_ini: date) -> int:
    """Write the pictures of the last quarters where there are none; return how many quarters got one."""
    akhir, jumlah = hari_ini, 0
    with lingkup.masuk(LINGKUP), connection.cursor() as kursor:
        for _ in range(BANYAK):
            akhir = akhir_triwulan(akhir)
            if Potret.objects.filter(akhir=akhir).exists():
                continue
            batas = timezone.make_aware(datetime.combine(akhir + timedelta(days=1), time(1)))
            kursor.execute(SUSUN, {"akhir": akhir, "batas": batas})
            jumlah += bool(kursor.rowcount)
    return jumlah
