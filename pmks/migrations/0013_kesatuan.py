"""Keluarga, kelompok, komunitas, dan hitungan jenis 14; jiwa dalam semua jumlah."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import tksk_portal.wilayah.dinding
import uuid
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from pmks.dinding import AnakBerubah
from tksk_portal.jejak.kunci import KunciRiwayat
from tksk_portal.tinjauan.migrasi import isi_langkah
from tksk_portal.wilayah.dinding import Anak, Milik, PasangDinding, Riwayat
from tksk_portal.wilayah.migrasi import LingkupSistem
from tksk_portal.basisdata.serentak import Serentak

# Anak berada di tempat (dan berbentuk) sama dengan induknya, dan ikut pindah dalam pernyataan yang sama. Bentuk ikut
# dalam kuncinya, sehingga hitungan (jenis 14) tidak dapat diberi anggota atau jenis lain, juga tidak lewat SQL.
KUNCI_ANAK = """
ALTER TABLE pmks_anggotakesatuan ADD CONSTRAINT anggota_ikut_kesatuan
    FOREIGN KEY (kesatuan_id, wilayah_id, bentuk) REFERENCES pmks_kesatuan (id, wilayah_id, bentuk) ON UPDATE CASCADE;
ALTER TABLE pmks_anggotakesatuan ADD CONSTRAINT anggota_orang_ada FOREIGN KEY (orang_id) REFERENCES pmks_orang (id);
ALTER TABLE pmks_kasuskesatuan ADD CONSTRAINT kasuskesatuan_ikut_kesatuan
    FOREIGN KEY (kesatuan_id, wilayah_id, bentuk) REFERENCES pmks_kesatuan (id, wilayah_id, bentuk) ON UPDATE CASCADE;
ALTER TABLE pmks_kasuskesatuan ADD CONSTRAINT kasuskesatuan_pengesahan
    FOREIGN KEY (pengesahan_id) REFERENCES pmks_pengesahan (id);
ALTER TABLE pmks_putusankesatuan ADD CONSTRAINT putusankesatuan_ikut_kasus
    FOREIGN KEY (rekaman_id, wilayah_id) REFERENCES pmks_kasuskesatuan (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE pmks_pengecualiankesatuan ADD CONSTRAINT pengecualiankesatuan_ikut_kasus
    FOREIGN KEY (kasus_id, wilayah_id) REFERENCES pmks_kasuskesatuan (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE pmks_pengecualiankesatuan ADD CONSTRAINT pengecualiankesatuan_ikut_sah
    FOREIGN KEY (pengesahan_id) REFERENCES pmks_pengesahan (id);
ALTER TABLE pmks_revisikesatuan ADD CONSTRAINT revisikesatuan_ikut_kesatuan
    FOREIGN KEY (kesatuan_id, wilayah_id) REFERENCES pmks_kesatuan (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE pmks_putusanrevisikesatuan ADD CONSTRAINT putusanrevisikes_ikut_revisi
    FOREIGN KEY (rekaman_id, wilayah_id) REFERENCES pmks_revisikesatuan (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE pmks_jiwakesatuan ADD CONSTRAINT jiwakesatuan_milik_kesatuan
    FOREIGN KEY (kesatuan_id) REFERENCES pmks_kesatuan (id);
-- Kelompok umur, bila diisi: keempatnya, tidak negatif, dan jumlahnya tepat.
ALTER TABLE pmks_kesatuan ADD CONSTRAINT kesatuan_umur_cocok CHECK (
    (umur_l IS NULL AND umur_p IS NULL) OR coalesce(
        cardinality(umur_l) = 4 AND cardinality(umur_p) = 4 AND 0 <= ALL (umur_l) AND 0 <= ALL (umur_p)
        AND umur_l[1] + umur_l[2] + umur_l[3] + umur_l[4] = jiwa_l
        AND umur_p[1] + umur_p[2] + umur_p[3] + umur_p[4] = jiwa_p, false));
"""
KUNCI_ANAK_BALIK = """
ALTER TABLE pmks_kesatuan DROP CONSTRAINT kesatuan_umur_cocok;
ALTER TABLE pmks_jiwakesatuan DROP CONSTRAINT jiwakesatuan_milik_kesatuan;
ALTER TABLE pmks_putusanrevisikesatuan DROP CONSTRAINT putusanrevisikes_ikut_revisi;
ALTER TABLE pmks_revisikesatuan DROP CONSTRAINT revisikesatuan_ikut_kesatuan;
ALTER TABLE pmks_pengecualiankesatuan DROP CONSTRAINT pengecualiankesatuan_ikut_sah;
ALTER TABLE pmks_pengecualiankesatuan DROP CONSTRAINT pengecualiankesatuan_ikut_kasus;
ALTER TABLE pmks_putusankesatuan DROP CONSTRAINT putusankesatuan_ikut_kasus;
ALTER TABLE pmks_kasuskesatuan DROP CONSTRAINT kasuskesatuan_pengesahan;
ALTER TABLE pmks_kasuskesatuan DROP CONSTRAINT kasuskesatuan_ikut_kesatuan;
ALTER TABLE pmks_anggotakesatuan DROP CONSTRAINT anggota_orang_ada;
ALTER TABLE pmks_anggotakesatuan DROP CONSTRAINT anggota_ikut_kesatuan;
"""
# Jiwa. Tiap kesatuan yang tersentuh dihitung ulang dari barisnya; bedanya dengan yang terakhir disumbangkannya
# (pmks_jiwakesatuan) menjadi selisih. Dihitung tanpa batas derajat: provinsi yang mengesahkan seorang anggota tidak
# melihat draf keluarganya, tetapi angkanya harus tetap benar. Baris kesatuan dikunci, jadi dua perubahan bersamaan
# (anggota ditautkan, jenis orangnya diverifikasi) dihitung berurutan.
JIWA = """
CREATE FUNCTION pmks_jiwa_segarkan(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
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
    -- sehingga tepat bagi siapa pun yang membaca mulai dari sebuah derajat.
    rangkap AS (
        SELECT i.id, i.wilayah_id, i.bentuk, i.jenis, w.jk,
               CASE WHEN c.derajat < i.derajat THEN c.status ELSE i.status END AS status
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

-- Keluarga dari orang-orang ini, juga yang belum boleh dibaca peran yang sedang bekerja.
CREATE FUNCTION pmks_jiwa_orang(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE semula text := current_setting('tksk.derajat', true);
DECLARE keluarga uuid[];
BEGIN
    IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
    PERFORM set_config('tksk.derajat', '-1', true);
    keluarga := ARRAY(SELECT DISTINCT kesatuan_id FROM pmks_anggotakesatuan WHERE orang_id = ANY (ids));
    PERFORM pmks_jiwa_segarkan(keluarga);
    PERFORM set_config('tksk.derajat', coalesce(semula, ''), true);
END $$;

CREATE FUNCTION pmks_kesatuan_hitung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pmks_jiwa_segarkan(ARRAY(
        SELECT b.id FROM baru b JOIN lama l ON l.id = b.id
        WHERE (b.wilayah_id, b.jumlah_kk, b.jiwa_l, b.jiwa_p)
            IS DISTINCT FROM (l.wilayah_id, l.jumlah_kk, l.jiwa_l, l.jiwa_p)));
    RETURN NULL;
END $$;

CREATE FUNCTION pmks_anak_kesatuan_hitung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pmks_jiwa_segarkan(ARRAY(SELECT DISTINCT kesatuan_id FROM baru));
    RETURN NULL;
END $$;

CREATE FUNCTION pmks_kasus_jiwa() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM pmks_jiwa_orang(ARRAY(
            SELECT DISTINCT b.orang_id FROM baru b
            WHERE EXISTS (SELECT 1 FROM pmks_anggotakesatuan a WHERE a.orang_id = b.orang_id)));
    ELSE
        PERFORM pmks_jiwa_orang(ARRAY(
            SELECT DISTINCT o FROM baru b JOIN lama l ON l.id = b.id, unnest(ARRAY[b.orang_id, l.orang_id]) AS o
            WHERE (b.orang_id, b.jenis_id, b.status, b.keadaan)
                IS DISTINCT FROM (l.orang_id, l.jenis_id, l.status, l.keadaan)));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION pmks_orang_jiwa() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Tautan anggota hanya dalam satu kecamatan: yang pindah kecamatan keluar dari keluarga asalnya.
    UPDATE pmks_anggotakesatuan a
    SET keluar_pada = (now() AT TIME ZONE tksk_zona())::date, keluar_sebab = 'pindah'
    FROM baru b JOIN lama l ON l.id = b.id
    WHERE a.orang_id = b.id AND a.keluar_pada IS NULL AND left(b.wilayah_id, 8) <> left(l.wilayah_id, 8);
    PERFORM pmks_jiwa_orang(ARRAY(
        SELECT b.id FROM baru b JOIN lama l ON l.id = b.id
        WHERE (b.jk, b.keadaan, b.derajat) IS DISTINCT FROM (l.jk, l.keadaan, l.derajat)));
    RETURN NULL;
END $$;

CREATE TRIGGER kesatuan_hitung AFTER UPDATE ON pmks_kesatuan REFERENCING OLD TABLE AS lama NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_kesatuan_hitung();
CREATE TRIGGER kasuskesatuan_hitung_tambah AFTER INSERT ON pmks_kasuskesatuan REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_anak_kesatuan_hitung();
CREATE TRIGGER kasuskesatuan_hitung_ubah AFTER UPDATE ON pmks_kasuskesatuan REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_anak_kesatuan_hitung();
CREATE TRIGGER anggota_hitung_tambah AFTER INSERT ON pmks_anggotakesatuan REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_anak_kesatuan_hitung();
CREATE TRIGGER anggota_hitung_ubah AFTER UPDATE ON pmks_anggotakesatuan REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_anak_kesatuan_hitung();
CREATE TRIGGER kasus_jiwa_tambah AFTER INSERT ON pmks_kasus REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_kasus_jiwa();
CREATE TRIGGER kasus_jiwa_ubah AFTER UPDATE ON pmks_kasus REFERENCING OLD TABLE AS lama NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_kasus_jiwa();
CREATE TRIGGER orang_jiwa_ubah AFTER UPDATE ON pmks_orang REFERENCING OLD TABLE AS lama NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_orang_jiwa();

CREATE FUNCTION pmks_padatkan_jiwa() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE banyak bigint;
BEGIN
    WITH s AS (DELETE FROM pmks_selisihjiwa RETURNING *)
    INSERT INTO pmks_seljiwa AS c (wilayah_id, jenis, bentuk, status, jumlah, kk, jiwa_l, jiwa_p, rangkap_l, rangkap_p)
    SELECT k, jenis, bentuk, status, sum(jumlah), sum(kk), sum(jiwa_l), sum(jiwa_p), sum(rangkap_l), sum(rangkap_p)
    FROM s, pmks_tingkat(s.wilayah_id) AS k
    GROUP BY 1, 2, 3, 4
    ON CONFLICT (wilayah_id, jenis, bentuk, status) DO UPDATE SET
        jumlah = c.jumlah + excluded.jumlah, kk = c.kk + excluded.kk,
        jiwa_l = c.jiwa_l + excluded.jiwa_l, jiwa_p = c.jiwa_p + excluded.jiwa_p,
        rangkap_l = c.rangkap_l + excluded.rangkap_l, rangkap_p = c.rangkap_p + excluded.rangkap_p;
    GET DIAGNOSTICS banyak = ROW_COUNT;
    RETURN banyak;
END $$;
"""
JIWA_BALIK = """
DROP FUNCTION pmks_padatkan_jiwa();
DROP TRIGGER orang_jiwa_ubah ON pmks_orang;
DROP TRIGGER kasus_jiwa_ubah ON pmks_kasus; DROP TRIGGER kasus_jiwa_tambah ON pmks_kasus;
DROP TRIGGER anggota_hitung_ubah ON pmks_anggotakesatuan; DROP TRIGGER anggota_hitung_tambah ON pmks_anggotakesatuan;
DROP TRIGGER kasuskesatuan_hitung_ubah ON pmks_kasuskesatuan;
DROP TRIGGER kasuskesatuan_hitung_tambah ON pmks_kasuskesatuan;
DROP TRIGGER kesatuan_hitung ON pmks_kesatuan;
DROP FUNCTION pmks_orang_jiwa(); DROP FUNCTION pmks_kasus_jiwa(); DROP FUNCTION pmks_anak_kesatuan_hitung();
DROP FUNCTION pmks_kesatuan_hitung(); DROP FUNCTION pmks_jiwa_orang(uuid[]); DROP FUNCTION pmks_jiwa_segarkan(uuid[]);
"""
# Seperti migrasi 0003, dan sesudahnya jiwa; kunci yang sama.
PADATKAN = """
CREATE OR REPLACE FUNCTION pmks_padatkan() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE banyak bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('pmks_padatkan'));
    WITH s AS (DELETE FROM pmks_selisih RETURNING *)
    INSERT INTO pmks_sel AS c (wilayah_id, jenis, status, jk, kelompok_umur, jumlah)
    SELECT k, jenis, status, jk, kelompok_umur, sum(jumlah) FROM s, pmks_tingkat(s.wilayah_id) AS k
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (wilayah_id, jenis, status, jk, kelompok_umur) DO UPDATE SET jumlah = c.jumlah + excluded.jumlah;
    GET DIAGNOSTICS banyak = ROW_COUNT;
    WITH s AS (DELETE FROM pmks_selisihgerak RETURNING *)
    INSERT INTO pmks_gerak AS c (wilayah_id, tanggal, aksi, jumlah)
    SELECT k, tanggal, aksi, sum(jumlah) FROM s, pmks_tingkat(s.wilayah_id) AS k
    GROUP BY 1, 2, 3
    ON CONFLICT (wilayah_id, tanggal, aksi) DO UPDATE SET jumlah = c.jumlah + excluded.jumlah;
    {jiwa}
    RETURN banyak;
END $$;
"""

class Migration(Serentak, migrations.Migration):
    dependencies = [
        ("pmks", "0012_acuan_berversi"),
        ("tinjauan", "0002_dinding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("wilayah", "0003_pencarian"),
    ]

    operations = [
        LingkupSistem(),
        migrations.CreateModel(
            name="Kesatuan",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                        verbose_name="bentuk",
                    ),
                ),
                ("nama", models.CharField(blank=True, max_length=100, verbose_name="nama")),
                ("no_kk", models.CharField(blank=True, max_length=16, verbose_name="nomor KK")),
                (
                    "alasan_tanpa_kk",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("belum_punya", "Belum punya KK"),
                            ("hilang", "KK hilang, nomornya tidak diingat"),
                            ("berpindah", "Hidup berpindah, terpisah dari keluarga"),
                            ("belum_ditunjukkan", "Dokumen belum ditunjukkan, akan dilengkapi"),
                        ],
                        max_length=20,
                        verbose_name="alasan tanpa KK",
                    ),
                ),
                ("alamat", models.CharField(blank=True, max_length=200, verbose_name="alamat")),
                ("rt", models.CharField(blank=True, max_length=3, verbose_name="RT")),
                ("rw", models.CharField(blank=True, max_length=3, verbose_name="RW")),
                ("dusun", models.CharField(blank=True, max_length=60, verbose_name="dusun/lingkungan")),
                ("jumlah_kk", models.PositiveIntegerField(default=0, verbose_name="jumlah KK")),
                ("jiwa_l", models.PositiveIntegerField(default=0, verbose_name="jiwa laki-laki")),
                ("jiwa_p", models.PositiveIntegerField(default=0, verbose_name="jiwa perempuan")),
                (
                    "umur_l",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        blank=True,
                        null=True,
                        size=None,
                        verbose_name="laki-laki per kelompok umur",
                    ),
                ),
                (
                    "umur_p",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        blank=True,
                        null=True,
                        size=None,
                        verbose_name="perempuan per kelompok umur",
                    ),
                ),
                (
                    "lintang",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name="lintang"),
                ),
                (
                    "bujur",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="bujur"),
                ),
                (
                    "sumber",
                    models.CharField(
                        choices=[
                            ("lapangan", "Kunjungan TKSK"),
                            ("desa", "Usulan desa/kelurahan"),
                            ("rt", "Usulan RT/RW"),
                            ("warga", "Laporan warga"),
                            ("lembaga", "Panti atau lembaga sosial"),
                            ("dtsen", "DTSEN/SIKS-NG"),
                            ("lain", "Lainnya"),
                        ],
                        default="lapangan",
                        max_length=10,
                        verbose_name="sumber data",
                    ),
                ),
                ("tanggal_data", models.DateField(verbose_name="tanggal data")),
                ("derajat", models.SmallIntegerField(default=-1, editable=False)),
                ("peka", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
                ("sidik_kiriman", models.CharField(editable=False, max_length=64)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="dicatat pada"
                    ),
                ),
                (
                    "diubah_pada",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="diubah pada"),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pendata",
                    ),
                ),
                (
                    "diubah_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                        verbose_name="desa/kelurahan",
                    ),
                ),
            ],
            options={
                "verbose_name": "keluarga atau komunitas",
                "verbose_name_plural": "keluarga dan komunitas",
                "indexes": [
                    models.Index(fields=["wilayah"], name="kesatuan_wilayah"),
                    models.Index(fields=["-diubah_pada", "-id"], name="kesatuan_terbaru"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Left("wilayah_id", 8),
                        models.F("no_kk"),
                        condition=models.Q(models.Q(("no_kk", ""), _negated=True), ("derajat__gte", 0)),
                        name="kesatuan_kk_sekali_per_kecamatan",
                        violation_error_message="Keluarga dengan nomor KK ini sudah tercatat di kecamatan ini.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            django.db.models.functions.text.Length("wilayah_id"), 13
                        ),
                        name="kesatuan_di_desa",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("no_kk", ""), ("no_kk__regex", "^[0-9]{16}$"), _connector="OR"),
                        name="kesatuan_no_kk_bentuk",
                        violation_error_message="Nomor harus 16 angka.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("bentuk", "keluarga"),
                                models.Q(
                                    models.Q(("no_kk", ""), models.Q(("alasan_tanpa_kk", ""), _negated=True)),
                                    models.Q(("no_kk", ""), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(
                                    models.Q(("no_kk", ""), _negated=True),
                                    models.Q(("alasan_tanpa_kk", ""), _negated=True),
                                    _negated=True,
                                ),
                            ),
                            models.Q(
                                models.Q(("bentuk", "keluarga"), _negated=True), ("alasan_tanpa_kk", ""), ("no_kk", "")
                            ),
                            _connector="OR",
                        ),
                        name="kesatuan_kk_atau_alasan",
                        violation_error_message="Isi nomor KK keluarga, atau pilih alasan mengapa tidak ada.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bentuk__in", ("kelompok", "komunitas")), models.Q(("nama", ""), _negated=True)),
                            models.Q(models.Q(("bentuk__in", ("kelompok", "komunitas")), _negated=True), ("nama", "")),
                            _connector="OR",
                        ),
                        name="kesatuan_bernama",
                        violation_error_message="Kelompok dan komunitas diberi nama; keluarga memakai nama kepalanya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bentuk", "hitungan"), _negated=True),
                            models.Q(
                                ("alamat", ""),
                                ("alasan_tanpa_kk", ""),
                                ("bujur", None),
                                ("dusun", ""),
                                ("jumlah_kk", 0),
                                ("lintang", None),
                                ("nama", ""),
                                ("no_kk", ""),
                                ("rt", ""),
                                ("rw", ""),
                            ),
                            _connector="OR",
                        ),
                        name="kesatuan_hitungan_tanpa_identitas",
                        violation_error_message="Hitungan hanya berisi desa, tanggal, dan jumlah; tanpa nama dan alamat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bentuk", "hitungan"), models.Q(("alamat", ""), _negated=True), _connector="OR"
                        ),
                        name="kesatuan_beralamat",
                        violation_error_message="Tulis alamat atau lokasinya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("bentuk", "keluarga"),
                                ("jiwa_l", 0),
                                ("jiwa_p", 0),
                                ("jumlah_kk", 1),
                                ("umur_l", None),
                                ("umur_p", None),
                            ),
                            models.Q(
                                ("bentuk", "komunitas"),
                                ("jumlah_kk__gt", 0),
                                models.Q(("jiwa_l__gt", 0), ("jiwa_p__gt", 0), _connector="OR"),
                            ),
                            models.Q(
                                ("bentuk__in", ("kelompok", "hitungan")),
                                models.Q(("jiwa_l__gt", 0), ("jiwa_p__gt", 0), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="kesatuan_jiwa_lengkap",
                        violation_error_message="Isi jumlah jiwa (komunitas juga jumlah KK); jiwa keluarga dari anggotanya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bujur", None), ("lintang", None)),
                            models.Q(
                                ("bujur__isnull", False),
                                ("lintang__isnull", False),
                                ("bujur__gte", 95),
                                ("bujur__lte", 141.5),
                                ("lintang__gte", -11),
                                ("lintang__lte", 6.5),
                            ),
                            _connector="OR",
                        ),
                        name="kesatuan_titik_lengkap",
                        violation_error_message="Titik harus lengkap (lintang dan bujur) dan berada di Indonesia.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnggotaKesatuan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("bentuk", models.CharField(default="keluarga", editable=False, max_length=10)),
                (
                    "hubungan",
                    models.CharField(
                        choices=[
                            ("kepala", "Kepala keluarga"),
                            ("pasangan", "Suami/istri"),
                            ("anak", "Anak"),
                            ("menantu", "Menantu"),
                            ("cucu", "Cucu"),
                            ("orang_tua", "Orang tua"),
                            ("mertua", "Mertua"),
                            ("famili", "Famili lain"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=10,
                        verbose_name="hubungan keluarga",
                    ),
                ),
                ("nama", models.CharField(blank=True, max_length=100, verbose_name="nama anggota")),
                ("nik", models.CharField(blank=True, max_length=16, verbose_name="NIK anggota")),
                (
                    "jk",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
                        max_length=1,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("tanggal_lahir", models.DateField(blank=True, null=True, verbose_name="tanggal lahir")),
                ("lahir_perkiraan", models.BooleanField(default=False, verbose_name="tanggal lahir perkiraan")),
                ("keluar_pada", models.DateField(editable=False, null=True, verbose_name="keluar pada")),
                (
                    "keluar_sebab",
                    models.CharField(
                        blank=True,
                        choices=[("dikeluarkan", "Dikeluarkan petugas"), ("pindah", "Pindah ke kecamatan lain")],
                        editable=False,
                        max_length=12,
                        verbose_name="sebab keluar",
                    ),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="ditambahkan pada"
                    ),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keanggotaan",
                        to="pmks.orang",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
                (
                    "kesatuan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anggota",
                        to="pmks.kesatuan",
                    ),
                ),
            ],
            options={
                "verbose_name": "anggota keluarga",
                "verbose_name_plural": "anggota keluarga",
                "indexes": [
                    models.Index(fields=["kesatuan"], name="anggota_kesatuan"),
                    models.Index(fields=["wilayah"], name="anggota_wilayah"),
                    models.Index(condition=models.Q(("orang__isnull", False)), fields=["orang"], name="anggota_orang"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("bentuk", "keluarga")), name="anggota_hanya_keluarga"),
                    models.CheckConstraint(
                        condition=models.Q(("nik", ""), ("nik__regex", "^[0-9]{16}$"), _connector="OR"),
                        name="anggota_nik_bentuk",
                        violation_error_message="Nomor harus 16 angka.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("jk", ""),
                                ("lahir_perkiraan", False),
                                ("nama", ""),
                                ("nik", ""),
                                ("orang__isnull", False),
                                ("tanggal_lahir", None),
                            ),
                            models.Q(("jk__in", ["L", "P"]), ("orang", None), models.Q(("nama", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="anggota_satu_asal",
                        violation_error_message="Anggota diketik, atau ditautkan ke data orang; tidak keduanya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal_lahir", None), ("tanggal_lahir__gte", datetime.date(1900, 1, 1)), _connector="OR"
                        ),
                        name="anggota_lahir_wajar",
                        violation_error_message="Tanggal lahir paling awal tahun 1900.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("keluar_pada", None), ("keluar_sebab", "")),
                            models.Q(("keluar_pada__isnull", False), models.Q(("keluar_sebab", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="anggota_keluar_berpasangan",
                        violation_error_message="Yang keluar harus punya tanggal dan sebabnya.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("hubungan", "kepala"), ("keluar_pada", None)),
                        fields=("kesatuan",),
                        name="anggota_satu_kepala",
                        violation_error_message="Keluarga ini sudah punya kepala keluarga.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("keluar_pada", None), ("orang__isnull", False)),
                        fields=("orang",),
                        name="anggota_orang_sekali",
                        violation_error_message="Orang ini sudah menjadi anggota sebuah keluarga.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Left("wilayah_id", 8),
                        models.F("nik"),
                        condition=models.Q(models.Q(("nik", ""), _negated=True), ("keluar_pada", None)),
                        name="anggota_nik_sekali_per_kecamatan",
                        violation_error_message="NIK ini sudah tercatat pada anggota keluarga lain di kecamatan ini.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnggotaRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, serialize=False)),
                (
                    "hubungan",
                    models.CharField(
                        choices=[
                            ("kepala", "Kepala keluarga"),
                            ("pasangan", "Suami/istri"),
                            ("anak", "Anak"),
                            ("menantu", "Menantu"),
                            ("cucu", "Cucu"),
                            ("orang_tua", "Orang tua"),
                            ("mertua", "Mertua"),
                            ("famili", "Famili lain"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=10,
                        verbose_name="hubungan keluarga",
                    ),
                ),
                ("nama", models.CharField(blank=True, max_length=100, verbose_name="nama anggota")),
                ("nik", models.CharField(blank=True, max_length=16, verbose_name="NIK anggota")),
                (
                    "jk",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
                        max_length=1,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("tanggal_lahir", models.DateField(blank=True, null=True, verbose_name="tanggal lahir")),
                ("lahir_perkiraan", models.BooleanField(default=False, verbose_name="tanggal lahir perkiraan")),
                ("keluar_pada", models.DateField(editable=False, null=True, verbose_name="keluar pada")),
                (
                    "keluar_sebab",
                    models.CharField(
                        blank=True,
                        choices=[("dikeluarkan", "Dikeluarkan petugas"), ("pindah", "Pindah ke kecamatan lain")],
                        editable=False,
                        max_length=12,
                        verbose_name="sebab keluar",
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.orang",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.anggotakesatuan",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
                (
                    "kesatuan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.kesatuan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JiwaKesatuan",
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
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
                (
                    "kesatuan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks.kesatuan",
                    ),
                ),
            ],
            options={
                "verbose_name": "jiwa kesatuan",
                "verbose_name_plural": "jiwa kesatuan",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["kesatuan"], name="jiwakesatuan_kesatuan"),
                    models.Index(fields=["wilayah"], name="jiwakesatuan_wilayah"),
                ],
            },
        ),
        migrations.CreateModel(
            name="KasusKesatuan",
            fields=[
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
                        default="draf",
                        max_length=14,
                        verbose_name="status",
                    ),
                ),
                (
                    "derajat",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(status="dibatalkan", then=models.Value(-1)),
                            models.When(status="draf", then=models.Value(0)),
                            models.When(status="diajukan", then=models.Value(1)),
                            models.When(status="dikembalikan", then=models.Value(1)),
                            models.When(status="diverifikasi", then=models.Value(2)),
                            models.When(status="ditinjau_ulang", then=models.Value(2)),
                            models.When(status="disahkan", then=models.Value(3)),
                            default=models.Value(0),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("versi", models.PositiveIntegerField(default=1, verbose_name="versi")),
                (
                    "bergerak_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="terakhir bergerak"
                    ),
                ),
                ("diajukan_pada", models.DateTimeField(editable=False, null=True, verbose_name="diajukan pada")),
                (
                    "diverifikasi_pada",
                    models.DateTimeField(editable=False, null=True, verbose_name="diverifikasi pada"),
                ),
                ("disahkan_pada", models.DateTimeField(editable=False, null=True, verbose_name="disahkan pada")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("bentuk", models.CharField(editable=False, max_length=10)),
                (
                    "kriteria",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=1),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kriteria terpenuhi",
                    ),
                ),
                ("ditemukan_pada", models.DateField(blank=True, null=True, verbose_name="ditemukan pada")),
                ("keterangan", models.TextField(blank=True, max_length=1000, verbose_name="keterangan")),
                (
                    "temuan",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("nik_tanggal", "Tanggal lahir berbeda dengan NIK"),
                                ("nik_kelamin", "Jenis kelamin berbeda dengan NIK"),
                                ("tanpa_nik", "Tanpa NIK"),
                                ("tanpa_kk", "KK belum ada"),
                                ("aturan_umur", "Di luar aturan umur atau jenis kelamin"),
                                ("tanpa_kriteria", "Belum ada kriteria yang dicentang"),
                                ("mirip", "Mirip data lain"),
                                ("nik_ganda", "NIK tercatat juga di tempat lain"),
                                ("nik_selisih", "NIK berbeda satu angka dengan data lain"),
                                ("nik_akhir", "Angka terakhir NIK mungkin hilang di Excel"),
                                ("nik_daerah", "Kode daerah dalam NIK tidak dikenal"),
                                ("rincian_kurang", "Rincian jenis belum lengkap"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="temuan",
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "diajukan_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disahkan_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diverifikasi_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jenis",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks.jenispmks",
                    ),
                ),
                (
                    "pengesahan",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kasus_kesatuan",
                        to="pmks.pengesahan",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
                (
                    "kesatuan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kasus",
                        to="pmks.kesatuan",
                    ),
                ),
            ],
            options={
                "verbose_name": "keluarga atau komunitas dalam jenis",
                "verbose_name_plural": "keluarga dan komunitas dalam jenis",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["kesatuan"], name="kasuskesatuan_kesatuan"),
                    models.Index(fields=["wilayah", "jenis", "status"], name="kasuskesatuan_wilayah"),
                    models.Index(
                        condition=models.Q(("status__in", ("diajukan", "ditinjau_ulang"))),
                        fields=["diajukan_pada", "id"],
                        name="kasuskesatuan_antrean",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diajukan_oleh", None), ("diajukan_pada", None)),
                            models.Q(("diajukan_oleh__isnull", False), ("diajukan_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="pmks_kasuskesatuan_diajukan_berpasangan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diverifikasi_oleh", None), ("diverifikasi_pada", None)),
                            models.Q(("diverifikasi_oleh__isnull", False), ("diverifikasi_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="pmks_kasuskesatuan_diverifikasi_berpasangan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disahkan_oleh", None), ("disahkan_pada", None)),
                            models.Q(("disahkan_oleh__isnull", False), ("disahkan_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="pmks_kasuskesatuan_disahkan_berpasangan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("diverifikasi_oleh", None),
                            models.Q(("diverifikasi_oleh", models.F("diajukan_oleh")), _negated=True),
                            _connector="OR",
                        ),
                        name="pmks_kasuskesatuan_bukan_verifikasi_sendiri",
                        violation_error_message="Data yang Anda ajukan sendiri harus diperiksa orang lain.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disahkan_oleh", None),
                            models.Q(
                                ("disahkan_oleh", models.F("diajukan_oleh")),
                                ("disahkan_oleh", models.F("diverifikasi_oleh")),
                                _connector="OR",
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="pmks_kasuskesatuan_bukan_sahkan_sendiri",
                        violation_error_message="Data yang Anda ajukan atau verifikasi sendiri harus disahkan orang lain.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("diajukan_pada", None),
                                ("status__in", ("diajukan", "diverifikasi", "disahkan")),
                                _negated=True,
                            ),
                            models.Q(
                                ("diverifikasi_pada", None), ("status__in", ("diverifikasi", "disahkan")), _negated=True
                            ),
                            models.Q(("disahkan_pada", None), ("status", "disahkan"), _negated=True),
                        ),
                        name="pmks_kasuskesatuan_status_lengkap",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "dibatalkan"), _negated=True),
                        fields=("kesatuan", "jenis"),
                        name="kasuskesatuan_jenis_sekali",
                        violation_error_message="Sudah tercatat pada jenis itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bentuk", "hitungan"), ("jenis", 14), ("keterangan", "")),
                            models.Q(
                                models.Q(("jenis", 14), _negated=True), models.Q(("bentuk", "hitungan"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="kasuskesatuan_hitungan_jenis_14",
                        violation_error_message="Jenis 14 hanya dicatat sebagai hitungan, dan hanya jenis itu.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KasusKesatuanRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
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
                        default="draf",
                        max_length=14,
                        verbose_name="status",
                    ),
                ),
                ("versi", models.PositiveIntegerField(default=1, verbose_name="versi")),
                ("diajukan_pada", models.DateTimeField(editable=False, null=True, verbose_name="diajukan pada")),
                (
                    "diverifikasi_pada",
                    models.DateTimeField(editable=False, null=True, verbose_name="diverifikasi pada"),
                ),
                ("disahkan_pada", models.DateTimeField(editable=False, null=True, verbose_name="disahkan pada")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "kriteria",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=1),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kriteria terpenuhi",
                    ),
                ),
                ("ditemukan_pada", models.DateField(blank=True, null=True, verbose_name="ditemukan pada")),
                ("keterangan", models.TextField(blank=True, max_length=1000, verbose_name="keterangan")),
                (
                    "temuan",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("nik_tanggal", "Tanggal lahir berbeda dengan NIK"),
                                ("nik_kelamin", "Jenis kelamin berbeda dengan NIK"),
                                ("tanpa_nik", "Tanpa NIK"),
                                ("tanpa_kk", "KK belum ada"),
                                ("aturan_umur", "Di luar aturan umur atau jenis kelamin"),
                                ("tanpa_kriteria", "Belum ada kriteria yang dicentang"),
                                ("mirip", "Mirip data lain"),
                                ("nik_ganda", "NIK tercatat juga di tempat lain"),
                                ("nik_selisih", "NIK berbeda satu angka dengan data lain"),
                                ("nik_akhir", "Angka terakhir NIK mungkin hilang di Excel"),
                                ("nik_daerah", "Kode daerah dalam NIK tidak dikenal"),
                                ("rincian_kurang", "Rincian jenis belum lengkap"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="temuan",
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "diajukan_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disahkan_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diverifikasi_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jenis",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.jenispmks",
                    ),
                ),
                (
                    "pengesahan",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.pengesahan",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.kasuskesatuan",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
                (
                    "kesatuan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.kesatuan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KesatuanRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(editable=False, serialize=False)),
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
                        verbose_name="bentuk",
                    ),
                ),
                ("nama", models.CharField(blank=True, max_length=100, verbose_name="nama")),
                ("no_kk", models.CharField(blank=True, max_length=16, verbose_name="nomor KK")),
                (
                    "alasan_tanpa_kk",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("belum_punya", "Belum punya KK"),
                            ("hilang", "KK hilang, nomornya tidak diingat"),
                            ("berpindah", "Hidup berpindah, terpisah dari keluarga"),
                            ("belum_ditunjukkan", "Dokumen belum ditunjukkan, akan dilengkapi"),
                        ],
                        max_length=20,
                        verbose_name="alasan tanpa KK",
                    ),
                ),
                ("alamat", models.CharField(blank=True, max_length=200, verbose_name="alamat")),
                ("rt", models.CharField(blank=True, max_length=3, verbose_name="RT")),
                ("rw", models.CharField(blank=True, max_length=3, verbose_name="RW")),
                ("dusun", models.CharField(blank=True, max_length=60, verbose_name="dusun/lingkungan")),
                ("jumlah_kk", models.PositiveIntegerField(default=0, verbose_name="jumlah KK")),
                ("jiwa_l", models.PositiveIntegerField(default=0, verbose_name="jiwa laki-laki")),
                ("jiwa_p", models.PositiveIntegerField(default=0, verbose_name="jiwa perempuan")),
                (
                    "umur_l",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        blank=True,
                        null=True,
                        size=None,
                        verbose_name="laki-laki per kelompok umur",
                    ),
                ),
                (
                    "umur_p",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        blank=True,
                        null=True,
                        size=None,
                        verbose_name="perempuan per kelompok umur",
                    ),
                ),
                (
                    "lintang",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name="lintang"),
                ),
                (
                    "bujur",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="bujur"),
                ),
                (
                    "sumber",
                    models.CharField(
                        choices=[
                            ("lapangan", "Kunjungan TKSK"),
                            ("desa", "Usulan desa/kelurahan"),
                            ("rt", "Usulan RT/RW"),
                            ("warga", "Laporan warga"),
                            ("lembaga", "Panti atau lembaga sosial"),
                            ("dtsen", "DTSEN/SIKS-NG"),
                            ("lain", "Lainnya"),
                        ],
                        default="lapangan",
                        max_length=10,
                        verbose_name="sumber data",
                    ),
                ),
                ("tanggal_data", models.DateField(verbose_name="tanggal data")),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.kesatuan",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                        verbose_name="desa/kelurahan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PengecualianKesatuan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("alasan", models.CharField(max_length=300)),
                (
                    "kasus",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengecualian",
                        to="pmks.kasuskesatuan",
                    ),
                ),
                (
                    "pengesahan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengecualian_kesatuan",
                        to="pmks.pengesahan",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wilayah.wilayah"
                    ),
                ),
            ],
            options={
                "verbose_name": "pengecualian",
                "verbose_name_plural": "pengecualian",
                "constraints": [
                    models.UniqueConstraint(fields=("pengesahan", "kasus"), name="pengecualiankesatuan_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("alasan", ""), _negated=True), name="pengecualiankesatuan_beralasan"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PutusanKesatuan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "aksi",
                    models.CharField(
                        choices=[
                            ("ajukan", "mengajukan"),
                            ("tarik", "menarik kembali"),
                            ("verifikasi", "memverifikasi"),
                            ("kembalikan", "mengembalikan"),
                            ("sahkan", "mengesahkan"),
                            ("batalkan", "membatalkan"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "dari",
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
                (
                    "ke",
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
                ("komentar", models.TextField(blank=True)),
                ("sebagai", models.CharField(max_length=160)),
                ("pada", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rekaman",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="putusan",
                        to="pmks.kasuskesatuan",
                    ),
                ),
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
                "verbose_name": "putusan",
                "verbose_name_plural": "putusan",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["rekaman", "-pada"], name="putusankesatuan_rekaman"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aksi__in", ["batalkan", "kembalikan"]), _negated=True),
                            models.Q(("komentar", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pmks_putusankesatuan_berkomentar",
                        violation_error_message="Tulis alasannya, supaya petugas tahu apa yang harus diperbaiki.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisiKesatuan",
            fields=[
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
                        default="draf",
                        max_length=14,
                        verbose_name="status",
                    ),
                ),
                (
                    "derajat",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(status="dibatalkan", then=models.Value(-1)),
                            models.When(status="draf", then=models.Value(0)),
                            models.When(status="diajukan", then=models.Value(1)),
                            models.When(status="dikembalikan", then=models.Value(1)),
                            models.When(status="diverifikasi", then=models.Value(2)),
                            models.When(status="ditinjau_ulang", then=models.Value(2)),
                            models.When(status="disahkan", then=models.Value(3)),
                            default=models.Value(0),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("versi", models.PositiveIntegerField(default=1, verbose_name="versi")),
                (
                    "bergerak_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="terakhir bergerak"
                    ),
                ),
                ("diajukan_pada", models.DateTimeField(editable=False, null=True, verbose_name="diajukan pada")),
                (
                    "diverifikasi_pada",
                    models.DateTimeField(editable=False, null=True, verbose_name="diverifikasi pada"),
                ),
                ("disahkan_pada", models.DateTimeField(editable=False, null=True, verbose_name="disahkan pada")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("isi", models.JSONField(verbose_name="perubahan")),
                ("alasan", models.CharField(max_length=300, verbose_name="alasan perubahan")),
                ("dasar_versi", models.PositiveIntegerField()),
                ("diterapkan_pada", models.DateTimeField(editable=False, null=True)),
                ("dibuat_pada", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "diajukan_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disahkan_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diverifikasi_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kesatuan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisi",
                        to="pmks.kesatuan",
                    ),
                ),
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
                "verbose_name": "usulan perubahan keluarga atau komunitas",
                "verbose_name_plural": "usulan perubahan keluarga dan komunitas",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["kesatuan"], name="revisikesatuan_kesatuan"),
                    models.Index(fields=["wilayah", "status"], name="revisikesatuan_wilayah"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diajukan_oleh", None), ("diajukan_pada", None)),
                            models.Q(("diajukan_oleh__isnull", False), ("diajukan_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="pmks_revisikesatuan_diajukan_berpasangan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diverifikasi_oleh", None), ("diverifikasi_pada", None)),
                            models.Q(("diverifikasi_oleh__isnull", False), ("diverifikasi_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="pmks_revisikesatuan_diverifikasi_berpasangan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disahkan_oleh", None), ("disahkan_pada", None)),
                            models.Q(("disahkan_oleh__isnull", False), ("disahkan_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="pmks_revisikesatuan_disahkan_berpasangan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("diverifikasi_oleh", None),
                            models.Q(("diverifikasi_oleh", models.F("diajukan_oleh")), _negated=True),
                            _connector="OR",
                        ),
                        name="pmks_revisikesatuan_bukan_verifikasi_sendiri",
                        violation_error_message="Data yang Anda ajukan sendiri harus diperiksa orang lain.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disahkan_oleh", None),
                            models.Q(
                                ("disahkan_oleh", models.F("diajukan_oleh")),
                                ("disahkan_oleh", models.F("diverifikasi_oleh")),
                                _connector="OR",
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="pmks_revisikesatuan_bukan_sahkan_sendiri",
                        violation_error_message="Data yang Anda ajukan atau verifikasi sendiri harus disahkan orang lain.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("diajukan_pada", None),
                                ("status__in", ("diajukan", "diverifikasi", "disahkan")),
                                _negated=True,
                            ),
                            models.Q(
                                ("diverifikasi_pada", None), ("status__in", ("diverifikasi", "disahkan")), _negated=True
                            ),
                            models.Q(("disahkan_pada", None), ("status", "disahkan"), _negated=True),
                        ),
                        name="pmks_revisikesatuan_status_lengkap",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("diterapkan_pada", None),
                            ("status__in", ("draf", "diajukan", "dikembalikan", "diverifikasi", "ditinjau_ulang")),
                        ),
                        fields=("kesatuan",),
                        name="revisikesatuan_satu_berjalan",
                        violation_error_message="Masih ada usulan perubahan yang belum diputuskan.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PutusanRevisiKesatuan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "aksi",
                    models.CharField(
                        choices=[
                            ("ajukan", "mengajukan"),
                            ("tarik", "menarik kembali"),
                            ("verifikasi", "memverifikasi"),
                            ("kembalikan", "mengembalikan"),
                            ("sahkan", "mengesahkan"),
                            ("batalkan", "membatalkan"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "dari",
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
                (
                    "ke",
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
                ("komentar", models.TextField(blank=True)),
                ("sebagai", models.CharField(max_length=160)),
                ("pada", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
                (
                    "rekaman",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="putusan",
                        to="pmks.revisikesatuan",
                    ),
                ),
            ],
            options={
                "verbose_name": "putusan usulan perubahan",
                "verbose_name_plural": "putusan usulan perubahan",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["rekaman", "-pada"], name="putusanrevisikes_rekaman"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aksi__in", ["batalkan", "kembalikan"]), _negated=True),
                            models.Q(("komentar", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pmks_putusanrevisikesatuan_berkomentar",
                        violation_error_message="Tulis alasannya, supaya petugas tahu apa yang harus diperbaiki.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisiKesatuanRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
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
                        default="draf",
                        max_length=14,
                        verbose_name="status",
                    ),
                ),
                ("versi", models.PositiveIntegerField(default=1, verbose_name="versi")),
                ("diajukan_pada", models.DateTimeField(editable=False, null=True, verbose_name="diajukan pada")),
                (
                    "diverifikasi_pada",
                    models.DateTimeField(editable=False, null=True, verbose_name="diverifikasi pada"),
                ),
                ("disahkan_pada", models.DateTimeField(editable=False, null=True, verbose_name="disahkan pada")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("isi", models.JSONField(verbose_name="perubahan")),
                ("alasan", models.CharField(max_length=300, verbose_name="alasan perubahan")),
                ("dasar_versi", models.PositiveIntegerField()),
                ("diterapkan_pada", models.DateTimeField(editable=False, null=True)),
                ("dibuat_pada", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "diajukan_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disahkan_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diverifikasi_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kesatuan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.kesatuan",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.revisikesatuan",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SelisihJiwa",
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
                "verbose_name": "selisih jiwa",
                "verbose_name_plural": "selisih jiwa",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["wilayah"], name="selisihjiwa_wilayah"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SelJiwa",
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
                "verbose_name": "sel jiwa",
                "verbose_name_plural": "sel jiwa",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("wilayah", "jenis", "bentuk", "status"), name="seljiwa_sekali"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="kasus",
            constraint=models.CheckConstraint(
                condition=models.Q(("jenis", 14), _negated=True),
                name="kasus_bukan_jenis_hitungan",
                violation_error_message="Jenis 14 hanya dicatat sebagai hitungan, tanpa nama.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kesatuan",
            constraint=models.UniqueConstraint(fields=("id", "wilayah"), name="kesatuan_sasaran_anak"),
        ),
        migrations.AddConstraint(
            model_name="kesatuan",
            constraint=models.UniqueConstraint(fields=("id", "wilayah", "bentuk"), name="kesatuan_sasaran_bentuk"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kesatuan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_kesatuanriwayat" ("alamat", "alasan_tanpa_kk", "bentuk", "bujur", "dusun", "id", "jiwa_l", "jiwa_p", "jumlah_kk", "lintang", "nama", "no_kk", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt", "rw", "sumber", "tanggal_data", "umur_l", "umur_p", "versi", "wilayah_id") VALUES (NEW."alamat", NEW."alasan_tanpa_kk", NEW."bentuk", NEW."bujur", NEW."dusun", NEW."id", NEW."jiwa_l", NEW."jiwa_p", NEW."jumlah_kk", NEW."lintang", NEW."nama", NEW."no_kk", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rt", NEW."rw", NEW."sumber", NEW."tanggal_data", NEW."umur_l", NEW."umur_p", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="8b8f6ac1740bac5c66d14c68e5fd5903f07a1b50",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_79562",
                    table="pmks_kesatuan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kesatuan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."alamat" IS DISTINCT FROM (NEW."alamat") OR OLD."alasan_tanpa_kk" IS DISTINCT FROM (NEW."alasan_tanpa_kk") OR OLD."bentuk" IS DISTINCT FROM (NEW."bentuk") OR OLD."bujur" IS DISTINCT FROM (NEW."bujur") OR OLD."dusun" IS DISTINCT FROM (NEW."dusun") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jiwa_l" IS DISTINCT FROM (NEW."jiwa_l") OR OLD."jiwa_p" IS DISTINCT FROM (NEW."jiwa_p") OR OLD."jumlah_kk" IS DISTINCT FROM (NEW."jumlah_kk") OR OLD."lintang" IS DISTINCT FROM (NEW."lintang") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."no_kk" IS DISTINCT FROM (NEW."no_kk") OR OLD."rt" IS DISTINCT FROM (NEW."rt") OR OLD."rw" IS DISTINCT FROM (NEW."rw") OR OLD."sumber" IS DISTINCT FROM (NEW."sumber") OR OLD."tanggal_data" IS DISTINCT FROM (NEW."tanggal_data") OR OLD."umur_l" IS DISTINCT FROM (NEW."umur_l") OR OLD."umur_p" IS DISTINCT FROM (NEW."umur_p") OR OLD."versi" IS DISTINCT FROM (NEW."versi") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "pmks_kesatuanriwayat" ("alamat", "alasan_tanpa_kk", "bentuk", "bujur", "dusun", "id", "jiwa_l", "jiwa_p", "jumlah_kk", "lintang", "nama", "no_kk", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt", "rw", "sumber", "tanggal_data", "umur_l", "umur_p", "versi", "wilayah_id") VALUES (NEW."alamat", NEW."alasan_tanpa_kk", NEW."bentuk", NEW."bujur", NEW."dusun", NEW."id", NEW."jiwa_l", NEW."jiwa_p", NEW."jumlah_kk", NEW."lintang", NEW."nama", NEW."no_kk", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rt", NEW."rw", NEW."sumber", NEW."tanggal_data", NEW."umur_l", NEW."umur_p", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="bcf94319e0a6c4174b55d028820834a242434762",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b6042",
                    table="pmks_kesatuan",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="kasuskesatuan",
            constraint=models.UniqueConstraint(fields=("id", "wilayah"), name="kasuskesatuan_sasaran_anak"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kasuskesatuan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_kasuskesatuanriwayat" ("diajukan_oleh_id", "diajukan_pada", "dibuat_oleh_id", "dibuat_pada", "disahkan_oleh_id", "disahkan_pada", "ditemukan_pada", "diverifikasi_oleh_id", "diverifikasi_pada", "id", "jenis_id", "kesatuan_id", "keterangan", "kriteria", "pengesahan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "temuan", "versi", "wilayah_id") VALUES (NEW."diajukan_oleh_id", NEW."diajukan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."ditemukan_pada", NEW."diverifikasi_oleh_id", NEW."diverifikasi_pada", NEW."id", NEW."jenis_id", NEW."kesatuan_id", NEW."keterangan", NEW."kriteria", NEW."pengesahan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."status", NEW."temuan", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="627a4ced279832221629e52d986ee9e0b1c02ab9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_79912",
                    table="pmks_kasuskesatuan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kasuskesatuan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."diajukan_oleh_id" IS DISTINCT FROM (NEW."diajukan_oleh_id") OR OLD."diajukan_pada" IS DISTINCT FROM (NEW."diajukan_pada") OR OLD."dibuat_oleh_id" IS DISTINCT FROM (NEW."dibuat_oleh_id") OR OLD."dibuat_pada" IS DISTINCT FROM (NEW."dibuat_pada") OR OLD."disahkan_oleh_id" IS DISTINCT FROM (NEW."disahkan_oleh_id") OR OLD."disahkan_pada" IS DISTINCT FROM (NEW."disahkan_pada") OR OLD."ditemukan_pada" IS DISTINCT FROM (NEW."ditemukan_pada") OR OLD."diverifikasi_oleh_id" IS DISTINCT FROM (NEW."diverifikasi_oleh_id") OR OLD."diverifikasi_pada" IS DISTINCT FROM (NEW."diverifikasi_pada") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jenis_id" IS DISTINCT FROM (NEW."jenis_id") OR OLD."kesatuan_id" IS DISTINCT FROM (NEW."kesatuan_id") OR OLD."keterangan" IS DISTINCT FROM (NEW."keterangan") OR OLD."kriteria" IS DISTINCT FROM (NEW."kriteria") OR OLD."pengesahan_id" IS DISTINCT FROM (NEW."pengesahan_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."temuan" IS DISTINCT FROM (NEW."temuan") OR OLD."versi" IS DISTINCT FROM (NEW."versi") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "pmks_kasuskesatuanriwayat" ("diajukan_oleh_id", "diajukan_pada", "dibuat_oleh_id", "dibuat_pada", "disahkan_oleh_id", "disahkan_pada", "ditemukan_pada", "diverifikasi_oleh_id", "diverifikasi_pada", "id", "jenis_id", "kesatuan_id", "keterangan", "kriteria", "pengesahan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "temuan", "versi", "wilayah_id") VALUES (NEW."diajukan_oleh_id", NEW."diajukan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."ditemukan_pada", NEW."diverifikasi_oleh_id", NEW."diverifikasi_pada", NEW."id", NEW."jenis_id", NEW."kesatuan_id", NEW."keterangan", NEW."kriteria", NEW."pengesahan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."status", NEW."temuan", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="2208dd85bd2714ebcec307d857de8e5db6d7f9b7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eacbc",
                    table="pmks_kasuskesatuan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anggotakesatuan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_anggotariwayat" ("hubungan", "id", "jk", "keluar_pada", "keluar_sebab", "kesatuan_id", "lahir_perkiraan", "nama", "nik", "orang_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_lahir", "wilayah_id") VALUES (NEW."hubungan", NEW."id", NEW."jk", NEW."keluar_pada", NEW."keluar_sebab", NEW."kesatuan_id", NEW."lahir_perkiraan", NEW."nama", NEW."nik", NEW."orang_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."tanggal_lahir", NEW."wilayah_id"); RETURN NULL;',
                    hash="325fc8c000e7f8948f7edd55d30e546ab8fc26f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eb634",
                    table="pmks_anggotakesatuan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anggotakesatuan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."hubungan" IS DISTINCT FROM (NEW."hubungan") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jk" IS DISTINCT FROM (NEW."jk") OR OLD."keluar_pada" IS DISTINCT FROM (NEW."keluar_pada") OR OLD."keluar_sebab" IS DISTINCT FROM (NEW."keluar_sebab") OR OLD."kesatuan_id" IS DISTINCT FROM (NEW."kesatuan_id") OR OLD."lahir_perkiraan" IS DISTINCT FROM (NEW."lahir_perkiraan") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."nik" IS DISTINCT FROM (NEW."nik") OR OLD."orang_id" IS DISTINCT FROM (NEW."orang_id") OR OLD."tanggal_lahir" IS DISTINCT FROM (NEW."tanggal_lahir") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "pmks_anggotariwayat" ("hubungan", "id", "jk", "keluar_pada", "keluar_sebab", "kesatuan_id", "lahir_perkiraan", "nama", "nik", "orang_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_lahir", "wilayah_id") VALUES (NEW."hubungan", NEW."id", NEW."jk", NEW."keluar_pada", NEW."keluar_sebab", NEW."kesatuan_id", NEW."lahir_perkiraan", NEW."nama", NEW."nik", NEW."orang_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."tanggal_lahir", NEW."wilayah_id"); RETURN NULL;',
                    hash="7ff57078a40a6c63c9f0540ebb0d41ce25ca082d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_212d7",
                    table="pmks_anggotakesatuan",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="revisikesatuan",
            constraint=models.UniqueConstraint(fields=("id", "wilayah"), name="revisikesatuan_sasaran_anak"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revisikesatuan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_revisikesatuanriwayat" ("alasan", "dasar_versi", "diajukan_oleh_id", "diajukan_pada", "dibuat_oleh_id", "dibuat_pada", "disahkan_oleh_id", "disahkan_pada", "diterapkan_pada", "diverifikasi_oleh_id", "diverifikasi_pada", "id", "isi", "kesatuan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "versi", "wilayah_id") VALUES (NEW."alasan", NEW."dasar_versi", NEW."diajukan_oleh_id", NEW."diajukan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."diterapkan_pada", NEW."diverifikasi_oleh_id", NEW."diverifikasi_pada", NEW."id", NEW."isi", NEW."kesatuan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."status", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="464efa5472ef2bfb0167172b609d4bcd371ce95a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a1b1",
                    table="pmks_revisikesatuan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revisikesatuan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."alasan" IS DISTINCT FROM (NEW."alasan") OR OLD."dasar_versi" IS DISTINCT FROM (NEW."dasar_versi") OR OLD."diajukan_oleh_id" IS DISTINCT FROM (NEW."diajukan_oleh_id") OR OLD."diajukan_pada" IS DISTINCT FROM (NEW."diajukan_pada") OR OLD."dibuat_oleh_id" IS DISTINCT FROM (NEW."dibuat_oleh_id") OR OLD."dibuat_pada" IS DISTINCT FROM (NEW."dibuat_pada") OR OLD."disahkan_oleh_id" IS DISTINCT FROM (NEW."disahkan_oleh_id") OR OLD."disahkan_pada" IS DISTINCT FROM (NEW."disahkan_pada") OR OLD."diterapkan_pada" IS DISTINCT FROM (NEW."diterapkan_pada") OR OLD."diverifikasi_oleh_id" IS DISTINCT FROM (NEW."diverifikasi_oleh_id") OR OLD."diverifikasi_pada" IS DISTINCT FROM (NEW."diverifikasi_pada") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."isi" IS DISTINCT FROM (NEW."isi") OR OLD."kesatuan_id" IS DISTINCT FROM (NEW."kesatuan_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."versi" IS DISTINCT FROM (NEW."versi") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "pmks_revisikesatuanriwayat" ("alasan", "dasar_versi", "diajukan_oleh_id", "diajukan_pada", "dibuat_oleh_id", "dibuat_pada", "disahkan_oleh_id", "disahkan_pada", "diterapkan_pada", "diverifikasi_oleh_id", "diverifikasi_pada", "id", "isi", "kesatuan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "versi", "wilayah_id") VALUES (NEW."alasan", NEW."dasar_versi", NEW."diajukan_oleh_id", NEW."diajukan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."diterapkan_pada", NEW."diverifikasi_oleh_id", NEW."diverifikasi_pada", NEW."id", NEW."isi", NEW."kesatuan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."status", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="0d03d71646f2ab65e7344ba9084136d65ca2da68",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_91be9",
                    table="pmks_revisikesatuan",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(KUNCI_ANAK, KUNCI_ANAK_BALIK),
        migrations.RunSQL(JIWA, JIWA_BALIK),
        migrations.RunSQL(PADATKAN.format(jiwa="banyak := banyak + pmks_padatkan_jiwa();"), PADATKAN.format(jiwa="")),
        PasangDinding("pmks_kesatuan", Milik(derajat="derajat")),
        PasangDinding("pmks_kesatuanriwayat", Riwayat("pmks_kesatuan")),
        PasangDinding("pmks_anggotakesatuan", AnakBerubah("pmks_kesatuan", "kesatuan_id")),
        PasangDinding("pmks_anggotariwayat", Riwayat("pmks_anggotakesatuan")),
        PasangDinding("pmks_kasuskesatuan", Milik(derajat="derajat")),
        PasangDinding("pmks_kasuskesatuanriwayat", Riwayat("pmks_kasuskesatuan")),
        PasangDinding("pmks_putusankesatuan", Anak("pmks_kasuskesatuan")),
        PasangDinding("pmks_pengecualiankesatuan", Anak("pmks_kasuskesatuan", "kasus_id")),
        PasangDinding("pmks_revisikesatuan", Milik(derajat="derajat")),
        PasangDinding("pmks_revisikesatuanriwayat", Riwayat("pmks_revisikesatuan")),
        PasangDinding("pmks_putusanrevisikesatuan", Anak("pmks_revisikesatuan")),
        PasangDinding("pmks_jiwakesatuan", Milik(hapus=True)),
        PasangDinding("pmks_seljiwa", Milik()),
        PasangDinding("pmks_selisihjiwa", Milik(hapus=True)),
        isi_langkah("pmks.kasuskesatuan"),
        isi_langkah("pmks.revisikesatuan"),
        KunciRiwayat(),
    ]
