from django.db import migrations

from tksk_portal.wilayah.dinding import Acuan, PasangDinding


class Migration(migrations.Migration):
    dependencies = (("pekerjaan", "0001_awal"), ("wilayah", "0002_dinding"))
    operations = (
        PasangDinding(
            "pekerjaan_putaran", Acuan("jam pekerjaan terjadwal; tidak memuat data orang", tulis=True)
        ),
    )
