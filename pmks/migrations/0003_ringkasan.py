"""Ringkasan angka: pemicu per pernyataan menulis selisih; pmks_padatkan() menambahkannya ke sel semua tingkat."""

from django.db import migrations

from tksk_portal.tinjauan.migrasi import isi_langkah

PEMICU = """
-- Hari kantor, bukan hari UTC sambungan: zona dipasang bersama lingkup.
CREATE FUNCTION tksk_zona() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('tksk.zona', true), ''), 'Asia/Makassar')
$$;

CREATE FUNCTION pmks_status_orang(derajat smallint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (ARRAY['draf', 'diajukan', 'diverifikasi', 'disahkan'])[derajat + 1]
$$;

CREATE FUNCTION pmks_orang_hitung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO pmks_selisih (wilayah_id, jenis, status, jk, kelompok_umur, jumlah)
        SELECT wilayah_id, 0, pmks_status_orang(derajat), jk, kelompok_umur, count(*)
        FROM baru WHERE derajat >= 0 GROUP BY 1, 3, 4, 5;
    ELSE
        INSERT INTO pmks_selisih (wilayah_id, jenis, status, jk, kelompok_umur, jumlah)
        SELECT wilayah_id, 0, pmks_status_orang(derajat), jk, kelompok_umur, sum(n) FROM (
            SELECT wilayah_id, derajat, jk, kelompok_umur, 1 AS n FROM baru WHERE derajat >= 0
            UNION ALL
            SELECT wilayah_id, derajat, jk, kelompok_umur, -1 FROM lama WHERE derajat >= 0
        ) s GROUP BY wilayah_id, derajat, jk, kelompok_umur HAVING sum(n) <> 0;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION pmks_kasus_hitung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO pmks_selisih (wilayah_id, jenis, status, jk, kelompok_umur, jumlah)
        SELECT wilayah_id, jenis_id, status, jk, kelompok_umur, count(*)
        FROM baru WHERE derajat >= 0 GROUP BY 1, 2, 3, 4, 5;
        INSERT INTO pmks_selisihgerak (wilayah_id, tanggal, aksi, jumlah)
        SELECT left(wilayah_id, 8), (dibuat_pada AT TIME ZONE tksk_zona())::date, 'catat', count(*)
        FROM baru GROUP BY 1, 2;
        UPDATE pmks_orang o SET derajat = k.derajat, peka = k.peka FROM (
            SELECT s.orang_id, max(s.derajat) AS derajat,
                   coalesce(max(j.peka) FILTER (WHERE s.derajat >= 0), 0) AS peka
            FROM pmks_kasus s JOIN pmks_jenispmks j ON j.kode = s.jenis_id
            WHERE s.orang_id IN (SELECT orang_id FROM baru) GROUP BY s.orang_id
        ) k WHERE o.id = k.orang_id AND (o.derajat, o.peka) IS DISTINCT FROM (k.derajat, k.peka::smallint);
    ELSE
        INSERT INTO pmks_selisih (wilayah_id, jenis, status, jk, kelompok_umur, jumlah)
        SELECT wilayah_id, jenis_id, status, jk, kelompok_umur, sum(n) FROM (
            SELECT wilayah_id, jenis_id, status, jk, kelompok_umur, 1 AS n FROM baru WHERE derajat >= 0
            UNION ALL
            SELECT wilayah_id, jenis_id, status, jk, kelompok_umur, -1 FROM lama WHERE derajat >= 0
        ) s GROUP BY wilayah_id, jenis_id, status, jk, kelompok_umur HAVING sum(n) <> 0;
        -- Derajat orang adalah yang tertinggi dari jenisnya.
        UPDATE pmks_orang o SET derajat = k.derajat FROM (
            SELECT s.orang_id, max(s.derajat) AS derajat FROM pmks_kasus s
            WHERE s.orang_id IN (
                SELECT b.orang_id FROM baru b JOIN lama l ON l.id = b.id WHERE b.derajat <> l.derajat)
            GROUP BY s.orang_id
        ) k WHERE o.id = k.orang_id AND o.derajat <> k.derajat;
        -- Kepekaan hanya dihitung ulang oleh yang melihat semua jenisnya: bila ada yang dibatalkan.
        UPDATE pmks_orang o SET peka = k.peka FROM (
            SELECT s.orang_id, coalesce(max(j.peka) FILTER (WHERE s.derajat >= 0), 0) AS peka
            FROM pmks_kasus s JOIN pmks_jenispmks j ON j.kode = s.jenis_id
            WHERE s.orang_id IN (
                SELECT b.orang_id FROM baru b JOIN lama l ON l.id = b.id WHERE b.derajat = -1 OR l.derajat = -1)
            GROUP BY s.orang_id
        ) k WHERE o.id = k.orang_id AND o.peka <> k.peka;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION pmks_putusan_hitung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pmks_selisihgerak (wilayah_id, tanggal, aksi, jumlah)
    SELECT left(wilayah_id, 8), (pada AT TIME ZONE tksk_zona())::date, aksi, count(*)
    FROM baru GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;

CREATE TRIGGER orang_hitung_tambah AFTER INSERT ON pmks_orang REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_orang_hitung();
CREATE TRIGGER orang_hitung_ubah AFTER UPDATE ON pmks_orang REFERENCING OLD TABLE AS lama NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_orang_hitung();
CREATE TRIGGER kasus_hitung_tambah AFTER INSERT ON pmks_kasus REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_kasus_hitung();
CREATE TRIGGER kasus_hitung_ubah AFTER UPDATE ON pmks_kasus REFERENCING OLD TABLE AS lama NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_kasus_hitung();
CREATE TRIGGER putusan_hitung AFTER INSERT ON pmks_putusankasus REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_putusan_hitung();

-- Kode semua tingkat di atas dan sampai sebuah desa atau kecamatan.
CREATE FUNCTION pmks_tingkat(kode text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT DISTINCT k FROM unnest(ARRAY['0', left(kode, 2), left(kode, 5), left(kode, 8), kode]) AS k
$$;

CREATE FUNCTION pmks_padatkan() RETURNS bigint LANGUAGE plpgsql AS $$
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
    RETURN banyak;
END $$;
"""
BALIK = """
DROP FUNCTION pmks_padatkan(); DROP FUNCTION pmks_tingkat(text);
DROP TRIGGER putusan_hitung ON pmks_putusankasus;
DROP TRIGGER kasus_hitung_ubah ON pmks_kasus; DROP TRIGGER kasus_hitung_tambah ON pmks_kasus;
DROP TRIGGER orang_hitung_ubah ON pmks_orang; DROP TRIGGER orang_hitung_tambah ON pmks_orang;
DROP FUNCTION pmks_putusan_hitung(); DROP FUNCTION pmks_kasus_hitung(); DROP FUNCTION pmks_orang_hitung();
DROP FUNCTION pmks_status_orang(smallint); DROP FUNCTION tksk_zona();
"""


class Migration(migrations.Migration):
    dependencies = (("pmks", "0002_dinding"), ("tinjauan", "0002_dinding"))
    operations = (
        migrations.RunSQL(PEMICU, BALIK),
        isi_langkah("pmks.kasus"),
        isi_langkah("pmks.revisi"),
    )
