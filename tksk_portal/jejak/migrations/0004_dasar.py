from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jejak', '0003_kunci_riwayat'),
    ]

    operations = [
        migrations.AlterField(
            model_name='pembukaan',
            name='bagian',
            field=models.CharField(choices=[('rinci', 'membuka data'), ('nik', 'melihat NIK dan KK'), ('riwayat', 'melihat riwayat'), ('daftar', 'membuka di daftar'), ('cetak', 'mencetak'), ('banding', 'membandingkan data kembar'), ('laporan', 'mencetak laporan akses')], max_length=10),
        ),
    ]
