from django.db import migrations

from pmks.lindung.sasaran import KODE, SASARAN, TANDA
from tksk_portal.lindung.sasaran import PasangSasaran, sql_pindah, sql_tetap

TERHAPUS = f"OLD.alasan_tanpa_nik = '{TANDA}'"
KOLOM = ("alasan_tanpa_nik", "nik", "nama")


class Migration(migrations.Migration):

    dependencies = [
        ('pmks', '0018_samar'),
        ('excel', '0004_dinding_unggahan'),
        ('jejak', '0004_dasar'),
        ('lindung', '0002_dinding'),
    ]

    operations = [
        migrations.RunSQL(*sql_pindah('pmks_orang', KODE, fungsi='pmks_lindung_pindah')),
        migrations.RunSQL(*sql_tetap('pmks_orang', 'orang_tetap_dihapus', TERHAPUS, KOLOM)),
        PasangSasaran(KODE, SASARAN),
    ]
