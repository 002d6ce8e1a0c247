"""Potret triwulan bagi data contoh: disusun dari waktu tiap langkah tinjauan, karena datanya dimuat sekaligus.

Portal sendiri memotret pada saatnya (`pmks.actions.potret`); ini hanya supaya rekap masa lalu di demo ada isinya.
Keluarga contoh dicatat lewat tindakan pada hari pemuatan, jadi tanggal datanyalah yang menentukan sejak kapan ia ada.
"""

from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from pmks.actions.potret import JIWA_NOL, akhir_triwulan
from pmks.models import Potret
from tksk_portal.akses import lingkup
from tksk_portal.contoh.tulis import LINGKUP

BANYAK = 5
# Tiap orang per jenis (0: orangnya) pada batas itu: derajatnya, dan apakah ia sudah keluar; lalu keluarga.
SUSUN = """
WITH k AS (
    SELECT orang_id, wilayah_id, jenis_id, jk, kelompok_umur, CASE
        WHEN disahkan_pada < %(batas)s THEN 3 WHEN diverifikasi_pada < %(batas)s THEN 2
        WHEN diajukan_pada < %(batas)s THEN 1 ELSE 0 END AS derajat,
        keadaan <> 'aktif' AND keadaan_pada <= %(akhir)s AS keluar
    FROM pmks_kasus WHERE dibuat_pada < %(batas)s AND derajat >= 0
), satuan AS (
    SELECT orang_id, wilayah_id, jenis_id AS jenis, derajat, jk, kelompok_umur, keluar FROM k
    UNION ALL
    SELECT orang_id, wilayah_id, 0, max(derajat), jk, kelompok_umur, bool_and(keluar) FROM k
    GROUP BY orang_id, wilayah_id, jk, kelompok_umur
), orang AS (
    INSERT INTO pmks_potret (wilayah_id, akhir, jenis, status, jk, kelompok_umur, jumlah, diambil_pada)
    SELECT t, %(akhir)s, jenis, CASE WHEN keluar THEN 'keluar' ELSE pmks_status_orang(derajat::smallint) END,
        jk, kelompok_umur, count(*), %(batas)s
    FROM satuan, pmks_tingkat(wilayah_id) AS t GROUP BY 1, 3, 4, 5, 6
), keluarga AS (
    SELECT j.*, array_position(ARRAY['draf', 'diajukan', 'diverifikasi', 'disahkan'], j.status::text) - 1 AS derajat
    FROM pmks_jiwakesatuan j JOIN pmks_kesatuan s ON s.id = j.kesatuan_id
    WHERE j.jumlah > 0 AND s.tanggal_data <= %(akhir)s
), isi AS (
    SELECT wilayah_id, jenis, bentuk, status, jumlah, kk, jiwa_l, jiwa_p, 0 AS rangkap_l, 0 AS rangkap_p FROM keluarga
    UNION ALL
    SELECT j.wilayah_id, j.jenis, j.bentuk, pmks_status_orang(least(o.derajat, j.derajat)::smallint), 0, 0, 0, 0,
        (o.jk = 'L')::int, (o.jk = 'P')::int
    FROM keluarga j JOIN pmks_anggotakesatuan a ON a.kesatuan_id = j.kesatuan_id AND a.keluar_pada IS NULL
        JOIN satuan o ON o.orang_id = a.orang_id AND o.jenis = j.jenis AND NOT o.keluar
)
INSERT INTO pmks_potretjiwa (wilayah_id, akhir, jenis, bentuk, status, jumlah, kk, jiwa_l, jiwa_p, rangkap_l,
    rangkap_p, diambil_pada)
SELECT t, %(akhir)s, jenis, bentuk, status, sum(jumlah), sum(kk), sum(jiwa_l), sum(jiwa_p), sum(rangkap_l),
    sum(rangkap_p), %(batas)s
FROM isi, pmks_tingkat(wilayah_id) AS t GROUP BY 1, 3, 4, 5
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
            kursor.execute(JIWA_NOL, [akhir])
            jumlah += Potret.objects.filter(akhir=akhir).exists()
    return jumlah
