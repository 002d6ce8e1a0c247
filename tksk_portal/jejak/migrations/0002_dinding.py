from django.db import migrations

from tksk_portal.wilayah.dinding import PasangDinding, Tambah


class Migration(migrations.Migration):
    dependencies = (("jejak", "0001_initial"), ("wilayah", "0002_dinding"))
    operations = (PasangDinding("jejak_pembukaan", Tambah()),)
