from django.db import migrations

from tksk_portal.wilayah.dinding import Milik, PasangDinding, Tambah

# Unduhan berada di tempat yang sama dengan berkasnya, dan ikut pindah.
KUNCI_ANAK = """
ALTER TABLE arsip_unduhan ADD CONSTRAINT unduhan_ikut_berkas
    FOREIGN KEY (berkas_id, wilayah_id) REFERENCES arsip_berkas (id, wilayah_id) ON UPDATE CASCADE;
"""
KUNCI_ANAK_BALIK = "ALTER TABLE arsip_unduhan DROP CONSTRAINT unduhan_ikut_berkas;"


class Migration(migrations.Migration):
    dependencies = (("arsip", "0001_awal"), ("wilayah", "0002_dinding"))
    operations = (
        migrations.RunSQL(KUNCI_ANAK, KUNCI_ANAK_BALIK),
        PasangDinding("arsip_berkas", Milik()),
        PasangDinding("arsip_unduhan", Tambah()),
    )
