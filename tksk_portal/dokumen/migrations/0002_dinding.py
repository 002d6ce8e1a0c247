from django.db import migrations

from tksk_portal.dokumen.dinding import MilikKantor, MilikToken
from tksk_portal.jejak.kunci import KunciRiwayat
from tksk_portal.wilayah.dinding import Milik, PasangDinding, Riwayat, Warisan

# Isi sebuah kantor berada di tempat kantornya, dan ikut pindah dalam pernyataan yang sama.
KUNCI_ANAK = """
ALTER TABLE dokumen_penandatangan ADD CONSTRAINT penandatangan_ikut_kop
    FOREIGN KEY (kop_id, wilayah_id) REFERENCES dokumen_kop (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE dokumen_polanomor ADD CONSTRAINT polanomor_ikut_kop
    FOREIGN KEY (kop_id, wilayah_id) REFERENCES dokumen_kop (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE dokumen_pencacah ADD CONSTRAINT pencacah_ikut_kop
    FOREIGN KEY (kop_id, wilayah_id) REFERENCES dokumen_kop (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE dokumen_surat ADD CONSTRAINT surat_ikut_kop
    FOREIGN KEY (kop_id, wilayah_id, kantor) REFERENCES dokumen_kop (id, wilayah_id, kantor) ON UPDATE CASCADE;
ALTER TABLE dokumen_tandasurat ADD CONSTRAINT tanda_ikut_surat
    FOREIGN KEY (id, wilayah_id) REFERENCES dokumen_surat (id, wilayah_id) ON UPDATE CASCADE;
"""
KUNCI_ANAK_BALIK = """
ALTER TABLE dokumen_tandasurat DROP CONSTRAINT tanda_ikut_surat;
ALTER TABLE dokumen_surat DROP CONSTRAINT surat_ikut_kop;
ALTER TABLE dokumen_pencacah DROP CONSTRAINT pencacah_ikut_kop;
ALTER TABLE dokumen_polanomor DROP CONSTRAINT polanomor_ikut_kop;
ALTER TABLE dokumen_penandatangan DROP CONSTRAINT penandatangan_ikut_kop;
"""

# Yang sudah terbit tidak berubah dan tidak dihapus; yang batal tetap batal. Nomor dan sidik PDF yang dijawab halaman
# umum karena itu dapat dipegang, juga bila kode portal keliru.
TETAP = """
CREATE FUNCTION dokumen_surat_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'draf' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'surat yang sudah bernomor tidak dihapus' USING ERRCODE = '23514', CONSTRAINT = 'surat_tetap';
    END IF;
    IF (NEW.kop_id, NEW.jenis, NEW.kode, NEW.perihal, NEW.isi, NEW.penandatangan_id, NEW.acuan_jenis, NEW.acuan_id,
        NEW.nomor, NEW.urut, NEW.tahun, NEW.cara_nomor, NEW.tanggal, NEW.token, NEW.berkas_id, NEW.sidik_pdf,
        NEW.terbit_pada, NEW.terbit_oleh_id)
        IS DISTINCT FROM
        (OLD.kop_id, OLD.jenis, OLD.kode, OLD.perihal, OLD.isi, OLD.penandatangan_id, OLD.acuan_jenis, OLD.acuan_id,
        OLD.nomor, OLD.urut, OLD.tahun, OLD.cara_nomor, OLD.tanggal, OLD.token, OLD.berkas_id, OLD.sidik_pdf,
        OLD.terbit_pada, OLD.terbit_oleh_id)
        OR NEW.status = 'draf'
        OR (OLD.status = 'dibatalkan' AND (NEW.status, NEW.batal_pada, NEW.batal_oleh_id, NEW.alasan_batal,
            NEW.berkas_tte_id, NEW.sidik_tte) IS DISTINCT FROM (OLD.status, OLD.batal_pada, OLD.batal_oleh_id,
            OLD.alasan_batal, OLD.berkas_tte_id, OLD.sidik_tte))
    THEN
        RAISE EXCEPTION 'surat yang sudah bernomor tidak diubah' USING ERRCODE = '23514', CONSTRAINT = 'surat_tetap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER surat_tetap BEFORE UPDATE OR DELETE ON dokumen_surat
    FOR EACH ROW EXECUTE FUNCTION dokumen_surat_tetap();
CREATE FUNCTION dokumen_tanda_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.sidik_token, NEW.nomor, NEW.tanggal, NEW.unit, NEW.sidik_pdf)
        IS DISTINCT FROM (OLD.id, OLD.sidik_token, OLD.nomor, OLD.tanggal, OLD.unit, OLD.sidik_pdf)
        OR (OLD.status = 'dibatalkan' AND NEW.status <> 'dibatalkan')
    THEN
        RAISE EXCEPTION 'tanda keaslian tidak diubah' USING ERRCODE = '23514', CONSTRAINT = 'tanda_tetap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tanda_tetap BEFORE UPDATE ON dokumen_tandasurat
    FOR EACH ROW EXECUTE FUNCTION dokumen_tanda_tetap();
"""
TETAP_BALIK = """
DROP TRIGGER tanda_tetap ON dokumen_tandasurat; DROP FUNCTION dokumen_tanda_tetap();
DROP TRIGGER surat_tetap ON dokumen_surat; DROP FUNCTION dokumen_surat_tetap();
"""


class Migration(migrations.Migration):
    dependencies = (("dokumen", "0001_awal"), ("wilayah", "0002_dinding"), ("jejak", "0003_kunci_riwayat"))
    operations = (
        # Sebelum dinding: memeriksa kunci asing membaca seluruh tabel.
        migrations.RunSQL(KUNCI_ANAK, KUNCI_ANAK_BALIK),
        migrations.RunSQL(TETAP, TETAP_BALIK),
        PasangDinding("dokumen_kop", Warisan()),
        PasangDinding("dokumen_kopriwayat", Riwayat("dokumen_kop")),
        PasangDinding("dokumen_penandatangan", Milik()),
        PasangDinding("dokumen_penandatanganriwayat", Riwayat("dokumen_penandatangan")),
        PasangDinding("dokumen_polanomor", Milik()),
        PasangDinding("dokumen_polanomorriwayat", Riwayat("dokumen_polanomor")),
        PasangDinding("dokumen_pencacah", Milik()),
        PasangDinding("dokumen_surat", MilikKantor(hapus=True)),
        PasangDinding("dokumen_suratriwayat", Riwayat("dokumen_surat")),
        PasangDinding("dokumen_tandasurat", MilikToken()),
        KunciRiwayat(),
    )
