from django.db import migrations

from tksk_portal.wilayah.dinding import Milik, PasangDinding, Riwayat, Warisan


class Migration(migrations.Migration):
    # Sesudah kunci asing terpasang: memeriksanya membaca seluruh tabel.
    dependencies = (("excel", "0002_keluar"),)
    operations = (
        PasangDinding("excel_ekspor", Milik()),
        PasangDinding("excel_tataletakkeluar", Warisan()),
        PasangDinding("excel_tataletakkeluarriwayat", Riwayat("excel_tataletakkeluar")),
    )
