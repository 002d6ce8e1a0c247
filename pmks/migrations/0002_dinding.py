from django.db import migrations

from tksk_portal.wilayah.dinding import Acuan, Anak, Milik, PasangDinding, Riwayat

# Anak berada di tempat yang sama dengan induknya, dan ikut pindah dalam pernyataan yang sama.
KUNCI_ANAK = """
ALTER TABLE pmks_kasus ADD CONSTRAINT kasus_ikut_orang
    FOREIGN KEY (orang_id, wilayah_id, jk, kelompok_umur)
    REFERENCES pmks_orang (id, wilayah_id, jk, kelompok_umur) ON UPDATE CASCADE;
ALTER TABLE pmks_revisi ADD CONSTRAINT revisi_ikut_orang
    FOREIGN KEY (orang_id, wilayah_id) REFERENCES pmks_orang (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE pmks_revisi ADD CONSTRAINT revisi_ikut_kasus
    FOREIGN KEY (kasus_id) REFERENCES pmks_kasus (id);
ALTER TABLE pmks_putusankasus ADD CONSTRAINT putusankasus_ikut_kasus
    FOREIGN KEY (rekaman_id, wilayah_id) REFERENCES pmks_kasus (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE pmks_putusanrevisi ADD CONSTRAINT putusanrevisi_ikut_revisi
    FOREIGN KEY (rekaman_id, wilayah_id) REFERENCES pmks_revisi (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE pmks_pengecualian ADD CONSTRAINT pengecualian_ikut_kasus
    FOREIGN KEY (kasus_id, wilayah_id) REFERENCES pmks_kasus (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE pmks_pengecualian ADD CONSTRAINT pengecualian_ikut_pengesahan
    FOREIGN KEY (pengesahan_id) REFERENCES pmks_pengesahan (id);
ALTER TABLE pmks_kasus ADD CONSTRAINT kasus_pengesahan
    FOREIGN KEY (pengesahan_id) REFERENCES pmks_pengesahan (id);
"""
KUNCI_ANAK_BALIK = """
ALTER TABLE pmks_kasus DROP CONSTRAINT kasus_pengesahan;
ALTER TABLE pmks_pengecualian DROP CONSTRAINT pengecualian_ikut_pengesahan;
ALTER TABLE pmks_pengecualian DROP CONSTRAINT pengecualian_ikut_kasus;
ALTER TABLE pmks_putusanrevisi DROP CONSTRAINT putusanrevisi_ikut_revisi;
ALTER TABLE pmks_putusankasus DROP CONSTRAINT putusankasus_ikut_kasus;
ALTER TABLE pmks_revisi DROP CONSTRAINT revisi_ikut_kasus;
ALTER TABLE pmks_revisi DROP CONSTRAINT revisi_ikut_orang;
ALTER TABLE pmks_kasus DROP CONSTRAINT kasus_ikut_orang;
"""


class Migration(migrations.Migration):
    dependencies = (("pmks", "0001_initial"), ("wilayah", "0002_dinding"))
    operations = (
        # Sebelum dinding: memeriksa kunci asing membaca seluruh tabel.
        migrations.RunSQL(KUNCI_ANAK, KUNCI_ANAK_BALIK),
        PasangDinding("pmks_jenispmks", Acuan("acuan 26 jenis")),
        PasangDinding("pmks_kriteriapmks", Acuan("acuan 26 jenis")),
        PasangDinding("pmks_orang", Milik(derajat="derajat")),
        PasangDinding("pmks_orangriwayat", Riwayat("pmks_orang")),
        PasangDinding("pmks_kasus", Milik(derajat="derajat")),
        PasangDinding("pmks_kasusriwayat", Riwayat("pmks_kasus")),
        PasangDinding("pmks_putusankasus", Anak("pmks_kasus")),
        PasangDinding("pmks_revisi", Milik(derajat="derajat")),
        PasangDinding("pmks_revisiriwayat", Riwayat("pmks_revisi")),
        PasangDinding("pmks_putusanrevisi", Anak("pmks_revisi")),
        PasangDinding("pmks_pengesahan", Milik()),
        PasangDinding("pmks_pengesahanriwayat", Riwayat("pmks_pengesahan")),
        PasangDinding("pmks_pengecualian", Anak("pmks_kasus", "kasus_id")),
        PasangDinding("pmks_sel", Milik()),
        PasangDinding("pmks_selisih", Milik(hapus=True)),
        PasangDinding("pmks_gerak", Milik()),
        PasangDinding("pmks_selisihgerak", Milik(hapus=True)),
    )
