from django.db import migrations

from pmks.lindung.sasaran import KODE, SASARAN
from tksk_portal.lindung.sasaran import PasangSasaran


class Migration(migrations.Migration):

    dependencies = [
        ('pmks', '0020_rekap'),
        ('lindung', '0002_dinding'),
    ]

    # Daftarnya bertambah: orang yang dihapus juga dikosongkan sebagai anggota keluarga yang diketik.
    operations = [PasangSasaran(KODE, SASARAN)]
