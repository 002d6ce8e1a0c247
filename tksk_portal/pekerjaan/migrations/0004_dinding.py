from django.db import migrations

from tksk_portal.pekerjaan.dinding import Kotak
from tksk_portal.wilayah.dinding import Milik, PasangDinding


class Migration(migrations.Migration):
    dependencies = (("pekerjaan", "0003_antrean_kabar"), ("wilayah", "0002_dinding"))
    operations = (
        PasangDinding("pekerjaan_pekerjaan", Milik()),
        PasangDinding("pekerjaan_kabar", Kotak()),
        PasangDinding("pekerjaan_pilihankabar", Kotak()),
        PasangDinding("pekerjaan_ringkasan", Kotak()),
    )
