from django.db import migrations

from tksk_portal.jejak.kunci import KunciRiwayat
from tksk_portal.lindung.dinding import PELAYAN, PENJAGA, MilikPeran, Nisan
from tksk_portal.lindung.sasaran import PasangFungsiHapus
from tksk_portal.wilayah.dinding import Acuan, PasangDinding, Riwayat, Warisan


class Migration(migrations.Migration):
    dependencies = (
        ("lindung", "0001_awal"),
        ("jejak", "0003_kunci_riwayat"),
        ("wilayah", "0002_dinding"),
    )
    operations = (
        PasangDinding("lindung_permintaan", MilikPeran(peran=PELAYAN)),
        PasangDinding("lindung_permintaanriwayat", Riwayat("lindung_permintaan")),
        PasangDinding("lindung_tahanhukum", MilikPeran(peran=PELAYAN)),
        PasangDinding("lindung_tahanhukumriwayat", Riwayat("lindung_tahanhukum")),
        PasangDinding("lindung_penghapusan", Nisan()),
        PasangDinding("lindung_sasaranhapus", Acuan("daftar kolom yang dikosongkan")),
        PasangDinding("lindung_bataswaktu", Warisan()),
        PasangDinding("lindung_bataswakturiwayat", Riwayat("lindung_bataswaktu")),
        PasangDinding("lindung_retensi", Warisan()),
        PasangDinding("lindung_retensiriwayat", Riwayat("lindung_retensi")),
        PasangDinding("lindung_kegiatanpemrosesan", Warisan()),
        PasangDinding("lindung_kegiatanpemrosesanriwayat", Riwayat("lindung_kegiatanpemrosesan")),
        PasangDinding("lindung_insiden", MilikPeran(peran=PENJAGA)),
        PasangDinding("lindung_insidenriwayat", Riwayat("lindung_insiden")),
        PasangFungsiHapus(),
        KunciRiwayat(),
    )
