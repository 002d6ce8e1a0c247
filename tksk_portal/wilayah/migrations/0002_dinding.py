from django.db import migrations

from tksk_portal.basisdata.siapkan import APLIKASI
from tksk_portal.wilayah.dinding import FUNGSI, FUNGSI_BALIK, Acuan, PasangDinding

UMUM = Acuan("daftar wilayah umum; hanya muat_wilayah yang menulis")


class Migration(migrations.Migration):
    dependencies = (("wilayah", "0001_initial"),)
    operations = (
        migrations.RunSQL(FUNGSI, FUNGSI_BALIK),
        migrations.RunSQL(
            f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APLIKASI}",
            f"GRANT INSERT, UPDATE, DELETE ON django_migrations TO {APLIKASI}",
        ),
        PasangDinding("wilayah_wilayah", UMUM),
        PasangDinding("wilayah_penerus", UMUM),
        PasangDinding("wilayah_ejaan", UMUM),
        # Nasional adalah akar; ada sejak awal supaya akun dan tugas dapat menunjuknya.
        migrations.RunSQL(
            "INSERT INTO wilayah_wilayah (kode, nama, nama_cari, tingkat, jenis) "
            "VALUES ('0', 'Indonesia', 'indonesia', 0, 'negara')",
            "DELETE FROM wilayah_wilayah WHERE kode = '0'",
        ),
    )
