from django.db import migrations

from pmks.lindung.sasaran import KODE, SASARAN, TANDA
from tksk_portal.lindung.sasaran import PasangSasaran

# Permintaan dan tahan hukum berada di tempat orangnya, dan ikut pindah. Ruang lindung tidak mengenal orang PMKS, jadi
# bukan kunci asing melainkan pemicu. Nisan tidak ikut: orang yang sudah dihapus tidak pindah.
PINDAH = f"""
CREATE FUNCTION pmks_lindung_pindah() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE lindung_permintaan SET wilayah_id = NEW.wilayah_id
        WHERE subjek = '{KODE}' AND objek_id = NEW.id AND wilayah_id <> NEW.wilayah_id;
    UPDATE lindung_tahanhukum SET wilayah_id = NEW.wilayah_id
        WHERE subjek = '{KODE}' AND objek_id = NEW.id AND wilayah_id <> NEW.wilayah_id;
    RETURN NULL;
END $$;
CREATE TRIGGER lindung_pindah AFTER UPDATE OF wilayah_id ON pmks_orang
    FOR EACH ROW WHEN (OLD.wilayah_id IS DISTINCT FROM NEW.wilayah_id) EXECUTE FUNCTION pmks_lindung_pindah();
"""
PINDAH_BALIK = """
DROP TRIGGER lindung_pindah ON pmks_orang;
DROP FUNCTION pmks_lindung_pindah();
"""


# Yang sudah dihapus tidak diisi lagi: buku kerja yang masih memuat kuncinya ditolak basis data.
TETAP = f"""
CREATE FUNCTION pmks_orang_tetap_dihapus() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'identitas yang sudah dihapus tidak diisi lagi'
        USING ERRCODE = '23514', CONSTRAINT = 'orang_tetap_dihapus', TABLE = 'pmks_orang';
END $$;
CREATE TRIGGER orang_tetap_dihapus BEFORE UPDATE ON pmks_orang FOR EACH ROW
    WHEN (OLD.alasan_tanpa_nik = '{TANDA}' AND (NEW.alasan_tanpa_nik, NEW.nik, NEW.nama)
        IS DISTINCT FROM (OLD.alasan_tanpa_nik, OLD.nik, OLD.nama))
    EXECUTE FUNCTION pmks_orang_tetap_dihapus();
"""
TETAP_BALIK = """
DROP TRIGGER orang_tetap_dihapus ON pmks_orang;
DROP FUNCTION pmks_orang_tetap_dihapus();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('pmks', '0018_samar'),
        ('excel', '0004_dinding_unggahan'),
        ('jejak', '0004_dasar'),
        ('lindung', '0002_dinding'),
    ]

    operations = [
        migrations.RunSQL(PINDAH, PINDAH_BALIK),
        migrations.RunSQL(TETAP, TETAP_BALIK),
        PasangSasaran(KODE, SASARAN),
    ]
