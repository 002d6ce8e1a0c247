from django.db import migrations

from tksk_portal.jejak.kunci import KunciRiwayat


class Migration(migrations.Migration):

    dependencies = [
        ('jejak', '0004_dasar'),
        ('akun', '0004_penempatan_batal'),
    ]

    operations = [KunciRiwayat()]
