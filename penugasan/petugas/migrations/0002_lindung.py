from django.db import migrations, models

from penugasan.petugas.lindung.sasaran import KODE, SASARAN
from tksk_portal.lindung.sasaran import PasangSasaran, sql_pindah, sql_tetap


class Migration(migrations.Migration):

    dependencies = [
        ('petugas', '0001_awal'),
        ('jejak', '0004_dasar'),
        ('lindung', '0003_nisan_berurut'),
    ]

    # Petugas yang identitasnya dihapus tidak punya NIK; selain itu NIK tetap wajib.
    operations = [
        migrations.RemoveConstraint(model_name='petugas', name='petugas_nik_sekali'),
        migrations.RemoveConstraint(model_name='petugas', name='petugas_nik_bentuk'),
        migrations.AddConstraint(
            model_name='petugas',
            constraint=models.UniqueConstraint(condition=models.Q(('nik', ''), _negated=True), fields=('nik',), name='petugas_nik_sekali', violation_error_message='NIK ini sudah tercatat.'),
        ),
        migrations.AddConstraint(
            model_name='petugas',
            constraint=models.CheckConstraint(condition=models.Q(('nik__regex', '^[0-9]{16}$'), models.Q(('nama', '(dihapus)'), ('nik', '')), _connector='OR'), name='petugas_nik_bentuk', violation_error_message='NIK harus 16 angka.'),
        ),
        migrations.RunSQL(*sql_pindah('petugas_petugas', KODE, fungsi='petugas_lindung_pindah')),
        migrations.RunSQL(*sql_tetap('petugas_petugas', 'petugas_tetap_dihapus', "OLD.nik = ''", ('nik', 'nama'))),
        PasangSasaran(KODE, SASARAN),
    ]
