"""Yang tidak dapat dinyatakan model PSKS: kunci anak, kartu publik, langkah tinjauan."""

from tksk_portal.tinjauan.migrasi import LANGKAH

LANGKAH_MITRA = (
    *LANGKAH,
    # Mitra yang bubar, pindah, atau ternyata kembar ditutup dinas sosial dengan alasannya.
    ("batalkan", "diverifikasi", "dibatalkan", "kabkota"),
    ("batalkan", "disahkan", "dibatalkan", "kabkota"),
)
# Usulan perubahan diputuskan kabupaten/kota, lalu langsung diterapkan.
LANGKAH_REVISI = tuple(satu for satu in LANGKAH if satu[1] not in ("ditinjau_ulang", "diverifikasi"))
# Anak berada di tempat yang sama dengan induknya, dan ikut pindah dalam pernyataan yang sama; berkasnya menyusul lewat
# pemicu, dan kunci yang ditunda diperiksa saat COMMIT.
ANAK = """
ALTER TABLE psks_putusanmitra ADD CONSTRAINT putusanmitra_ikut_mitra
    FOREIGN KEY (rekaman_id, wilayah_id) REFERENCES psks_mitra (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE psks_revisimitra ADD CONSTRAINT revisimitra_ikut_mitra
    FOREIGN KEY (mitra_id, wilayah_id) REFERENCES psks_mitra (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE psks_putusanrevisimitra ADD CONSTRAINT putusanrevisimitra_ikut_revisi
    FOREIGN KEY (rekaman_id, wilayah_id) REFERENCES psks_revisimitra (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE psks_dokumenmitra ADD CONSTRAINT dokumenmitra_ikut_mitra
    FOREIGN KEY (mitra_id, wilayah_id) REFERENCES psks_mitra (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE psks_dokumenmitra ADD CONSTRAINT dokumenmitra_berkas
    FOREIGN KEY (berkas_id, wilayah_id) REFERENCES arsip_berkas (id, wilayah_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE psks_mitra ADD CONSTRAINT mitra_foto
    FOREIGN KEY (foto_id, wilayah_id) REFERENCES arsip_berkas (id, wilayah_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE psks_jejaring ADD CONSTRAINT jejaring_berkas
    FOREIGN KEY (berkas_id, wilayah_id) REFERENCES arsip_berkas (id, wilayah_id) DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION psks_berkas_pindah() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE arsip_berkas SET wilayah_id = NEW.wilayah_id
    WHERE id = (CASE TG_TABLE_NAME WHEN 'psks_mitra' THEN to_jsonb(NEW) ->> 'foto_id'
                ELSE to_jsonb(NEW) ->> 'berkas_id' END)::uuid;
    RETURN NULL;
END $$;
CREATE TRIGGER berkas_pindah AFTER UPDATE OF wilayah_id ON psks_mitra
    FOR EACH ROW WHEN (OLD.wilayah_id IS DISTINCT FROM NEW.wilayah_id) EXECUTE FUNCTION psks_berkas_pindah();
CREATE TRIGGER berkas_pindah AFTER UPDATE OF wilayah_id ON psks_dokumenmitra
    FOR EACH ROW WHEN (OLD.wilayah_id IS DISTINCT FROM NEW.wilayah_id) EXECUTE FUNCTION psks_berkas_pindah();
ALTER TABLE psks_pihakjejaring ADD CONSTRAINT pihak_ikut_jejaring
    FOREIGN KEY (jejaring_id, wilayah_id) REFERENCES psks_jejaring (id, wilayah_id) ON UPDATE CASCADE;
"""
ANAK_BALIK = """
DROP TRIGGER berkas_pindah ON psks_dokumenmitra;
DROP TRIGGER berkas_pindah ON psks_mitra;
DROP FUNCTION psks_berkas_pindah();
ALTER TABLE psks_pihakjejaring DROP CONSTRAINT pihak_ikut_jejaring;
ALTER TABLE psks_jejaring DROP CONSTRAINT jejaring_berkas;
ALTER TABLE psks_mitra DROP CONSTRAINT mitra_foto;
ALTER TABLE psks_dokumenmitra DROP CONSTRAINT dokumenmitra_berkas;
ALTER TABLE psks_dokumenmitra DROP CONSTRAINT dokumenmitra_ikut_mitra;
ALTER TABLE psks_putusanrevisimitra DROP CONSTRAINT putusanrevisimitra_ikut_revisi;
ALTER TABLE psks_revisimitra DROP CONSTRAINT revisimitra_ikut_mitra;
ALTER TABLE psks_putusanmitra DROP CONSTRAINT putusanmitra_ikut_mitra;
"""


# Kartu publik mengikuti mitranya dalam pernyataan yang sama: ada sejak terverifikasi selama boleh tampil. Rumah orang
# dan keluarga tidak ikut. Berjalan dengan hak pemilik; dinding tetap membatasinya pada rentang yang menulis.
def fungsi_kartu(kolom: str = "", nilai: str = "") -> str:
    """Return the function of the card's trigger, with the columns that came later."""
    return f"""
CREATE OR REPLACE FUNCTION psks_kartu() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE umum boolean := NEW.bentuk = 'lembaga';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM psks_kartusasaran WHERE kartu_id = OLD.id;
        DELETE FROM psks_kartumitra WHERE id = OLD.id;
    END IF;
    IF NEW.kartu_publik AND NEW.status IN ('diverifikasi', 'ditinjau_ulang', 'disahkan') THEN
        INSERT INTO psks_kartumitra (id, wilayah_id, bentuk, jenis, nama, nama_cari, alamat, lintang, bujur, telepon,
            surel, layanan, sasaran, kapasitas, terisi, cakupan, jam, diubah_pada{kolom})
        VALUES (NEW.id, NEW.wilayah_id, NEW.bentuk, NEW.jenis, NEW.nama, NEW.nama_cari,
            CASE WHEN umum THEN NEW.alamat ELSE '' END, CASE WHEN umum THEN NEW.lintang END,
            CASE WHEN umum THEN NEW.bujur END, NEW.telepon, NEW.surel, NEW.layanan, NEW.sasaran, NEW.kapasitas,
            NEW.terisi, NEW.cakupan, NEW.jam, now(){nilai});
        INSERT INTO psks_kartusasaran (kartu_id, wilayah_id, sasaran, lintang, bujur)
        SELECT NEW.id, NEW.wilayah_id, s, CASE WHEN umum THEN NEW.lintang END, CASE WHEN umum THEN NEW.bujur END
        FROM unnest(NEW.sasaran) s GROUP BY s;
    END IF;
    RETURN NULL;
END $$;
"""


KARTU = f"""{fungsi_kartu()}REVOKE ALL ON FUNCTION psks_kartu() FROM PUBLIC;
CREATE TRIGGER psks_kartu_baru AFTER INSERT ON psks_mitra FOR EACH ROW
    WHEN (NEW.status IN ('diverifikasi', 'ditinjau_ulang', 'disahkan')) EXECUTE FUNCTION psks_kartu();
CREATE TRIGGER psks_kartu_ubah AFTER UPDATE ON psks_mitra FOR EACH ROW
    WHEN (OLD.status IN ('diverifikasi', 'ditinjau_ulang', 'disahkan')
          OR NEW.status IN ('diverifikasi', 'ditinjau_ulang', 'disahkan')) EXECUTE FUNCTION psks_kartu();
"""
KARTU_BALIK = """
DROP TRIGGER psks_kartu_ubah ON psks_mitra;
DROP TRIGGER psks_kartu_baru ON psks_mitra;
DROP FUNCTION psks_kartu();
"""
# Foto lembaga ikut di kartunya; juga kartu yang sudah terbit.
FOTO = f"""{fungsi_kartu(", foto", ", CASE WHEN umum THEN NEW.foto_id END")}UPDATE psks_kartumitra k SET foto = m.foto_id FROM psks_mitra m
WHERE m.id = k.id AND m.bentuk = 'lembaga' AND m.foto_id IS NOT NULL;
"""
FOTO_BALIK = fungsi_kartu()
