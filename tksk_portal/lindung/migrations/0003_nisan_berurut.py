from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lindung', '0002_dinding'),
    ]

    # Pimpinan lembaga berganti: yang berikutnya pun dapat meminta penghapusan pada rekaman yang sama.
    operations = [
        migrations.RemoveConstraint(model_name='penghapusan', name='penghapusan_sekali'),
        migrations.AddField(
            model_name='penghapusan',
            name='ke',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='penghapusan ke'),
        ),
        migrations.AddConstraint(
            model_name='penghapusan',
            constraint=models.UniqueConstraint(fields=('subjek', 'objek_id', 'ke'), name='penghapusan_sekali', violation_error_message='Rekaman ini sudah dihapus.'),
        ),
    ]
