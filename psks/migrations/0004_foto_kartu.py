from django.db import migrations, models

from psks.migrations import _sql as sql
from tksk_portal.wilayah.migrasi import LingkupSistem


class Migration(migrations.Migration):

    dependencies = [
        ('psks', '0003_lindung'),
    ]

    operations = [
        LingkupSistem(),
        migrations.AddField(model_name='kartumitra', name='foto', field=models.UUIDField(null=True)),
        migrations.RunSQL(sql.FOTO, sql.FOTO_BALIK),
    ]
