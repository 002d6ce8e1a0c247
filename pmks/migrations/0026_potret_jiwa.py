"""Potret jiwa di samping potret orang; jiwa rangkap tepat juga bagi yang dikembalikan provinsi."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import tksk_portal.wilayah.dinding
from tksk_portal.basisdata.serentak import Serentak
from tksk_portal.wilayah.dinding import PasangDinding, Tambah
from tksk_portal.wilayah.migrasi import LingkupSistem

# Fungsi dari migrasi 0013 dengan satu beda, pada status rangkap; kembalinya tidak perlu: bentuk tabelnya sama.
SEGARKAN = """
CREATE OR REPLACE FUNCTION pmks_jiwa_segarkan(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE semula text := current_setting('tksk.derajat', true);
BEGIN
    IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
    PERFORM set_config('tksk.derajat', '-1', true);
    PERFORM 1 FROM pmks_kesatuan WHERE id = ANY (ids) ORDER BY id FOR UPDATE;
    UPDATE pmks_kesatuan k SET derajat = s.derajat, peka = s.peka FROM (
        SELECT k.id, coalesce(max(c.derajat), -1)::smallint AS derajat,
               coalesce(max(j.peka) FILTER (WHERE c.derajat >= 0), 0)::smallint AS peka
        FROM pmks_kesatuan k LEFT JOIN pmks_kasuskesatuan c ON c.kesatuan_id = k.id
            LEFT JOIN pmks_jenispmks j ON j.kode = c.jenis_id
        WHERE k.id = ANY (ids) GROUP BY k.id
    ) s WHERE s.id = k.id AND (k.derajat, k.peka) IS DISTINCT FROM (s.derajat, s.peka);
    WITH lama AS (DELETE FROM pmks_jiwakesatuan WHERE kesatuan_id = ANY (ids) RETURNING *),
    isi AS (
        SELECT k.id, k.wilayah_id, k.bentuk, c.jenis_id AS jenis, c.status, c.derajat, k.jumlah_kk, k.jiwa_l, k.jiwa_p
        FROM pmks_kesatuan k JOIN pmks_kasuskesatuan c ON c.kesatuan_id = k.id
        WHERE k.id = ANY (ids) AND c.derajat >= 0
        UNION ALL
        SELECT id, wilayah_id, bentuk, 0, pmks_status_orang(derajat), derajat, jumlah_kk, jiwa_l, jiwa_p
        FROM pmks_kesatuan WHERE id = ANY (ids) AND derajat >= 0 AND bentuk <> 'hitungan'
    ),
    -- Anggota kini. Yang meninggal atau pindah keluar bukan jiwa keluarga itu lagi.
    warga AS (
        SELECT a.kesatuan_id, a.orang_id, coalesce(o.jk, a.jk) AS jk
        FROM pmks_anggotakesatuan a LEFT JOIN pmks_orang o ON o.id = a.orang_id
        WHERE a.kesatuan_id = ANY (ids) AND a.keluar_pada IS NULL
            AND (a.orang_id IS NULL OR o.keadaan NOT IN ('meninggal', 'pindah'))
    ),
    -- Anggota yang juga dihitung sebagai orang pada jenis itu: dicatat pada status yang lebih rendah dari keduanya,
    -- sehingga tepat bagi siapa pun yang membaca mulai dari sebuah derajat. Pada derajat yang sama `ditinjau_ulang` lebih
    -- rendah daripada `diverifikasi`: rekap "terverifikasi" memuat yang kedua saja.
    rangkap AS (
        SELECT i.id, i.wilayah_id, i.bentuk, i.jenis, w.jk,
               CASE WHEN c.derajat < i.derajat OR c.derajat = i.derajat AND c.status = 'ditinjau_ulang'
                   THEN c.status ELSE i.status END AS status
        FROM isi i JOIN warga w ON w.kesatuan_id = i.id JOIN pmks_orang o ON o.id = w.orang_id
            JOIN pmks_kasus c ON c.orang_id = w.orang_id AND c.jenis_id = i.jenis
        WHERE c.derajat >= 0 AND c.keadaan = 'aktif' AND o.keadaan = 'aktif'
        UNION ALL
        SELECT i.id, i.wilayah_id, i.bentuk, 0, w.jk, pmks_status_orang(least(o.derajat, i.derajat))
        FROM isi i JOIN warga w ON w.kesatuan_id = i.id JOIN pmks_orang o ON o.id = w.orang_id
        WHERE i.jenis = 0 AND o.derajat >= 0 AND o.keadaan = 'aktif'
    ),
    baru AS (
        INSERT INTO pmks_jiwakesatuan (kesatuan_id, wilayah_id, bentuk, jenis, status, jumlah, kk, jiwa_l, jiwa_p,
                                       rangkap_l, rangkap_p)
        SELECT i.id, i.wilayah_id, i.bentuk, i.jenis, i.status, 1, i.jumlah_kk,
               i.jiwa_l + (SELECT count(*) FROM warga w WHERE w.kesatuan_id = i.id AND w.jk = 'L'),
               i.jiwa_p + (SELECT count(*) FROM warga w WHERE w.kesatuan_id = i.id AND w.jk = 'P'), 0, 0
        FROM isi i
        UNION ALL
        SELECT id, wilayah_id, bentuk, jenis, status, 0, 0, 0, 0,
               count(*) FILTER (WHERE jk = 'L'), count(*) FILTER (WHERE jk = 'P')
        FROM rangkap GROUP BY 1, 2, 3, 4, 5
        RETURNING *
    )
    INSERT INTO pmks_selisihjiwa (wilayah_id, bentuk, jenis, status, jumlah, kk, jiwa_l, jiwa_p, rangkap_l, rangkap_p)
    SELECT wilayah_id, bentuk, jenis, status, sum(n * jumlah), sum(n * kk), sum(n * jiwa_l), sum(n * jiwa_p),
           sum(n * rangkap_l), sum(n * rangkap_p)
    FROM (SELECT 1 AS n, baru.* FROM baru UNION ALL SELECT -1, lama.* FROM lama) s
    GROUP BY wilayah_id, bentuk, jenis, status
    HAVING (sum(n * jumlah), sum(n * kk), sum(n * jiwa_l), sum(n * jiwa_p), sum(n * rangkap_l), sum(n * rangkap_p))
        <> (0, 0, 0, 0, 0, 0);
    PERFORM set_config('tksk.derajat', coalesce(semula, ''), true);
END $$;
SELECT pmks_jiwa_segarkan(ARRAY(SELECT id FROM pmks_kesatuan ORDER BY id));
"""


class Migration(Serentak, migrations.Migration):
    dependencies = [
        ("pmks", "0025_mekar"),
        ("wilayah", "0004_batas_sebaris"),
    ]

    operations = [
        LingkupSistem(),
        migrations.CreateModel(
            name="PotretJiwa",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("jenis", models.PositiveSmallIntegerField()),
                (
                    "bentuk",
                    models.CharField(
                        choices=[
                            ("keluarga", "Keluarga"),
                            ("kelompok", "Kelompok"),
                            ("komunitas", "Komunitas"),
                            ("hitungan", "Hitungan tanpa nama"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draf", "Draf"),
                            ("diajukan", "Diajukan"),
                            ("dikembalikan", "Dikembalikan"),
                            ("diverifikasi", "Terverifikasi"),
                            ("ditinjau_ulang", "Dikembalikan provinsi"),
                            ("disahkan", "Disahkan"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        max_length=14,
                    ),
                ),
                ("jumlah", models.IntegerField(verbose_name="keluarga atau komunitas")),
                ("kk", models.IntegerField()),
                ("jiwa_l", models.IntegerField()),
                ("jiwa_p", models.IntegerField()),
                ("rangkap_l", models.IntegerField()),
                ("rangkap_p", models.IntegerField()),
                ("akhir", models.DateField(help_text="Hari terakhir triwulan.")),
                ("diambil_pada", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
            ],
            options={
                "verbose_name": "potret jiwa",
                "verbose_name_plural": "potret jiwa",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("wilayah", "akhir", "jenis", "bentuk", "status"), name="potretjiwa_sekali"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("akhir__day", 31), ("akhir__month__in", (3, 12))),
                            models.Q(("akhir__day", 30), ("akhir__month__in", (6, 9))),
                            _connector="OR",
                        ),
                        name="potretjiwa_akhir_triwulan",
                        violation_error_message="Potret bertanggal hari terakhir triwulan.",
                    ),
                ],
            },
        ),
        PasangDinding("pmks_potretjiwa", Tambah()),
        migrations.RunSQL(SEGARKAN, migrations.RunSQL.noop),
    ]
