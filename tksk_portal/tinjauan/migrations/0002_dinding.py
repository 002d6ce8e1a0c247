from django.db import migrations

from tksk_portal.wilayah.dinding import Acuan, PasangDinding


class Migration(migrations.Migration):
    dependencies = (("tinjauan", "0001_initial"), ("wilayah", "0002_dinding"))
    operations = (PasangDinding("tinjauan_langkah", Acuan("aturan kerja bersama")),)
