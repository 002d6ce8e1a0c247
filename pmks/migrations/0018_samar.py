from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pmks', '0017_jalan'),
    ]

    operations = []
