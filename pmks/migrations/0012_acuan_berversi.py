from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pmks', '0011_dasar'),
    ]

    operations = []
