"""Dinding, kunci anak, kartu publik, isi awal acuan, dan langkah tinjauan PSKS."""

from django.db import migrations

from psks.migrations import _sql as sql
from psks.acuan_awal import baris_jenis
from psks.dinding import FUNGSI, FUNGSI_BALIK, KartuPublik, MilikPetugas
from tksk_portal.dasar.migrasi import acuan_berversi
from tksk_portal.jejak.kunci import KunciRiwayat
from tksk_portal.tinjauan.migrasi import isi_langkah
from tksk_portal.wilayah.dinding import Acuan, Anak, AnakBerubah, Milik, PasangDinding, Riwayat
from tksk_portal.wilayah.migrasi import LingkupSistem


def isi_acuan(apps, schema_editor) -> None:
    """Write the shipped types with their first version."""
    jenis, aturan = apps.get_model("psks", "JenisPSKS"), apps.get_model("psks", "AturanPSKS")
    for satu, versi in baris_jenis():
        aturan.objects.create(jenis=jenis.objects.create(**satu), **versi)


class Migration(migrations.Migration):
    dependencies = (("psks", "0001_awal"), ("tinjauan", "0001_initial"), ("jejak", "0001_initial"))
    operations = (
        LingkupSistem(),
        migrations.RunSQL(FUNGSI, FUNGSI_BALIK),
        acuan_berversi(
            stempel="psks_stempelpsks",
            fungsi="psks_stempel",
            pemicu="stempel_psks",
            tabel=("psks_jenispsks", "psks_aturanpsks"),
            aturan="psks_aturanpsks",
            fungsi_tetap="psks_aturan_tetap",
            tetap="aturanpsks_tetap",
        ),
        migrations.RunPython(isi_acuan, migrations.RunPython.noop),
        isi_langkah("psks.mitra", sql.LANGKAH_MITRA),
        isi_langkah("psks.revisimitra", sql.LANGKAH_REVISI),
        migrations.RunSQL(sql.ANAK, sql.ANAK_BALIK),
        migrations.RunSQL(sql.KARTU, sql.KARTU_BALIK),
        PasangDinding("psks_jenispsks", Acuan("acuan", tulis=True)),
        PasangDinding("psks_jenispsksriwayat", Acuan("riwayat acuan")),
        PasangDinding("psks_aturanpsks", Acuan("acuan", tulis=True)),
        PasangDinding("psks_aturanpsksriwayat", Acuan("riwayat acuan")),
        PasangDinding("psks_stempelpsks", Acuan("stempel")),
        PasangDinding("psks_mitra", Milik(derajat="derajat")),
        PasangDinding("psks_mitrariwayat", Riwayat("psks_mitra")),
        PasangDinding("psks_putusanmitra", Anak("psks_mitra")),
        PasangDinding("psks_revisimitra", Milik(derajat="derajat")),
        PasangDinding("psks_revisimitrariwayat", Riwayat("psks_revisimitra")),
        PasangDinding("psks_putusanrevisimitra", Anak("psks_revisimitra")),
        PasangDinding("psks_kartumitra", KartuPublik()),
        PasangDinding("psks_kartusasaran", KartuPublik()),
        PasangDinding("psks_dokumenmitra", AnakBerubah("psks_mitra", "mitra_id")),
        PasangDinding("psks_dokumenmitrariwayat", Riwayat("psks_dokumenmitra")),
        PasangDinding("psks_jejaring", MilikPetugas()),
        PasangDinding("psks_jejaringriwayat", Riwayat("psks_jejaring")),
        PasangDinding("psks_pihakjejaring", AnakBerubah("psks_jejaring", "jejaring_id")),
        PasangDinding("psks_pihakjejaringriwayat", Riwayat("psks_pihakjejaring")),
        KunciRiwayat(),
    )
