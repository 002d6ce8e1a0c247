from django.db import migrations

from tksk_portal.basisdata.siapkan import APLIKASI
from tksk_portal.jejak.kunci import KunciRiwayat

# Basis data yang sudah berjalan: hak menyisipkan dicabut dari setiap tabel riwayat yang ada. Pada basis data baru
# tabel yang dibuat sesudah ini mendapat haknya dari `PasangDinding`.
CABUT = f"""
DO $$ DECLARE t regclass; BEGIN
    FOR t IN SELECT a.attrelid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'pgh_obj_id'
    LOOP
        EXECUTE format('REVOKE INSERT ON %s FROM {APLIKASI}', t);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = (("jejak", "0002_dinding"), ("akun", "0003_tautan_dan_syarat"))
    operations = (KunciRiwayat(), migrations.RunSQL(CABUT, migrations.RunSQL.noop))
