from django.db import migrations

from tksk_portal.wilayah.dinding import Milik, PasangDinding


class Migration(migrations.Migration):
    dependencies = (("excel", "0003_dinding_keluar"), ("wilayah", "0002_dinding"))
    operations = (
        PasangDinding("excel_unggahan", Milik(derajat="derajat")),
        PasangDinding("excel_barisunggahan", Milik(derajat="derajat", hapus=True)),
        PasangDinding("excel_petakolom", Milik()),
    )
