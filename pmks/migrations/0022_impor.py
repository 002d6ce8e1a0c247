from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pmks', '0021_hapus_keluarga'),
    ]

    operations = [
        migrations.AlterField(
            model_name='datadtsen',
            name='sumber',
            field=models.CharField(choices=[('siks', 'SIKS-NG'), ('cek_bansos', 'Cek Bansos'), ('desa', 'Daftar desa/kelurahan'), ('dinas', 'Data dinas sosial'), ('impor', 'Unggahan Excel'), ('lain', 'Lainnya')], default='siks', max_length=10, verbose_name='sumber'),
        ),
        migrations.AlterField(
            model_name='datadtsenriwayat',
            name='sumber',
            field=models.CharField(choices=[('siks', 'SIKS-NG'), ('cek_bansos', 'Cek Bansos'), ('desa', 'Daftar desa/kelurahan'), ('dinas', 'Data dinas sosial'), ('impor', 'Unggahan Excel'), ('lain', 'Lainnya')], default='siks', max_length=10, verbose_name='sumber'),
        ),
    ]
