from django.db import migrations, models

from psks.lindung.sasaran import KODE, KONTAK, SASARAN, SASARAN_KONTAK, TANDA
from tksk_portal.lindung.sasaran import PasangSasaran, sql_pindah, sql_tetap

TERHAPUS = f"OLD.sidik_kiriman = '{TANDA}'"


class Migration(migrations.Migration):

    dependencies = [
        ('psks', '0002_dinding'),
        ('jejak', '0004_dasar'),
        ('lindung', '0003_nisan_berurut'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='mitra',
            index=models.Index(condition=models.Q(('nik', ''), _negated=True), fields=['nik'], name='mitra_nik'),
        ),
        migrations.RunSQL(*sql_pindah('psks_mitra', KODE, KONTAK, fungsi='psks_lindung_pindah')),
        migrations.RunSQL(*sql_tetap('psks_mitra', 'mitra_tetap_dihapus', TERHAPUS, ('sidik_kiriman', 'nik', 'nama'))),
        PasangSasaran(KODE, SASARAN),
        PasangSasaran(KONTAK, SASARAN_KONTAK),
    ]
