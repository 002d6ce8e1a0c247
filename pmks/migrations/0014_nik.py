from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pmks', '0013_kesatuan'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='orang',
            index=models.Index(
                condition=models.Q(('alasan_tanpa_nik', 'belum_ditunjukkan'), ('nik', '')),
                fields=['wilayah', '-diubah_pada', '-id'],
                name='orang_nik_menyusul',
            ),
        ),
    ]
