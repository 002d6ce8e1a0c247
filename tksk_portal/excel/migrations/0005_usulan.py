from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('excel', '0004_dinding_unggahan'),
    ]

    operations = [
        migrations.AlterField(
            model_name='barisunggahan',
            name='status',
            field=models.CharField(choices=[('baru', 'Baru'), ('berubah', 'Berubah'), ('usulan', 'Usulan perubahan'), ('sama', 'Sama'), ('mungkin', 'Mungkin sudah ada'), ('salah', 'Ditolak'), ('lewat', 'Dilewati')], max_length=8),
        ),
    ]
