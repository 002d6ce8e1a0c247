from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pmks', '0012_acuan_berversi'),
    ]

    operations = []
