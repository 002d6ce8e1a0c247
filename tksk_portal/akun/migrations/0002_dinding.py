from django.db import migrations

from tksk_portal.wilayah.dinding import Acuan, PasangDinding, Riwayat, Tambah, Tugas, Warisan


class Migration(migrations.Migration):
    dependencies = (("akun", "0001_initial"), ("wilayah", "0002_dinding"))
    operations = (
        PasangDinding("akun_akun", Acuan("dibaca saat masuk, sebelum ada lingkup", tulis=True)),
        PasangDinding("akun_akunriwayat", Tambah()),
        PasangDinding("akun_penempatan", Tugas()),
        PasangDinding("akun_penempatanriwayat", Riwayat("akun_penempatan", "tempat_id")),
        PasangDinding("akun_tautan", Acuan("dicari dengan sidik token", tulis=True)),
        PasangDinding("akun_syaratmasuk", Warisan()),
    )
