"""Pemicu yang menjaga tempat diam selama pemekaran: kode diganti, orangnya tidak ke mana-mana."""

from django.db import migrations

# Sama dengan migrasi 0013 dan 0016, ditambah syarat `tksk.mekar`, yang hanya dipasang tksk_portal/mekar/actions.py.
FUNGSI = """
CREATE OR REPLACE FUNCTION pmks_orang_jiwa() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Tautan anggota hanya dalam satu kecamatan: yang pindah kecamatan keluar dari keluarga asalnya.
    IF coalesce(current_setting('tksk.mekar', true), '') <> '1' THEN
        UPDATE pmks_anggotakesatuan a
        SET keluar_pada = (now() AT TIME ZONE tksk_zona())::date, keluar_sebab = 'pindah'
        FROM baru b JOIN lama l ON l.id = b.id
        WHERE a.orang_id = b.id AND a.keluar_pada IS NULL AND left(b.wilayah_id, 8) <> left(l.wilayah_id, 8);
    END IF;
    PERFORM pmks_jiwa_orang(ARRAY(
        SELECT b.id FROM baru b JOIN lama l ON l.id = b.id
        WHERE (b.jk, b.keadaan, b.derajat) IS DISTINCT FROM (l.jk, l.keadaan, l.derajat)));
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION pmks_pindahan_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('tksk.mekar', true), '') = '1' AND tksk_batas('peran') = 'sistem' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'tempat sebuah pindahan tidak berubah' USING ERRCODE = '42501';
END $$;
"""
BALIK = """
CREATE OR REPLACE FUNCTION pmks_orang_jiwa() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pmks_anggotakesatuan a
    SET keluar_pada = (now() AT TIME ZONE tksk_zona())::date, keluar_sebab = 'pindah'
    FROM baru b JOIN lama l ON l.id = b.id
    WHERE a.orang_id = b.id AND a.keluar_pada IS NULL AND left(b.wilayah_id, 8) <> left(l.wilayah_id, 8);
    PERFORM pmks_jiwa_orang(ARRAY(
        SELECT b.id FROM baru b JOIN lama l ON l.id = b.id
        WHERE (b.jk, b.keadaan, b.derajat) IS DISTINCT FROM (l.jk, l.keadaan, l.derajat)));
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION pmks_pindahan_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'tempat sebuah pindahan tidak berubah' USING ERRCODE = '42501';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = (("pmks", "0024_kebutuhan_mendesak"),)
    operations = (migrations.RunSQL(FUNGSI, BALIK),)
