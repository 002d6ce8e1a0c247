"""Fungsi basis data yang menulis wilayah menurut sebuah rencana.

Peran jalan tidak boleh menulis daftar wilayah. Fungsi ini berjalan dengan hak pemiliknya, membaca sendiri rencananya
(yang sedang dijalankan, dalam lingkup yang sedang dipakai), dan tidak menerima kode dari pemanggilnya. Kode baru yang
diurungkan tidak dihapus: riwayat mungkin sudah menyebutnya; ia hanya berakhir.
"""

from tksk_portal.basisdata.siapkan import APLIKASI

FUNGSI = """
CREATE FUNCTION public.mekar_isi_wilayah(kena text[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    UPDATE wilayah_wilayah w SET isi = coalesce((
        SELECT jsonb_object_agg(s.jenis, s.n) FROM (
            SELECT x.jenis, count(*) AS n FROM wilayah_wilayah x
            WHERE x.berlaku_sampai IS NULL AND x.kode <> w.kode
                AND x.kode >= w.kode AND x.kode < CASE w.kode WHEN '0' THEN ':' ELSE w.kode || '/' END
            GROUP BY x.jenis) s), '{}')
    WHERE w.kode IN (SELECT unnest(ARRAY['0', left(k, 2), left(k, 5), left(k, 8), k]) FROM unnest(kena) AS k)
$$;

CREATE FUNCTION public.mekar_wilayah(kunci uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m mekar_mekar%ROWTYPE;
BEGIN
    SELECT * INTO m FROM mekar_mekar WHERE id = kunci AND status = 'diantrekan' FOR UPDATE;
    IF NOT FOUND OR tksk_batas('peran') <> 'sistem' OR EXISTS (
        SELECT 1 FROM jsonb_to_recordset(m.butir) AS b (lama text, baru text), unnest(ARRAY[b.lama, b.baru]) AS k
        WHERE k <> '' AND (k COLLATE "C" < tksk_batas('awal') OR k COLLATE "C" >= tksk_batas('akhir')))
    THEN
        RAISE EXCEPTION 'pemekaran tidak ada dalam lingkup ini' USING ERRCODE = '42501';
    END IF;
    IF m.dijalankan_pada IS NULL THEN
        PERFORM mekar_terapkan(m);
    ELSE
        PERFORM mekar_kembalikan(m);
    END IF;
    PERFORM mekar_isi_wilayah(ARRAY(
        SELECT DISTINCT k FROM jsonb_to_recordset(m.butir) AS b (lama text, baru text),
            unnest(ARRAY[b.lama, b.baru]) AS k WHERE k <> ''));
END $$;

CREATE FUNCTION public.mekar_terapkan(m mekar_mekar) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO wilayah_wilayah (kode, nama, nama_cari, tingkat, jenis, induk_id, berlaku_sejak, catatan_masa, isi)
    SELECT b.baru, b.nama, b.nama_cari, b.tingkat, b.jenis, b.induk, m.berlaku_sejak, m.catatan_masa, '{}'
    FROM jsonb_to_recordset(m.butir)
        AS b (baru text, nama text, nama_cari text, tingkat smallint, jenis text, induk text)
    ORDER BY b.tingkat
    ON CONFLICT (kode) DO UPDATE SET nama = excluded.nama, nama_cari = excluded.nama_cari,
        berlaku_sejak = excluded.berlaku_sejak, berlaku_sampai = NULL, catatan_masa = excluded.catatan_masa
    WHERE wilayah_wilayah.berlaku_sampai IS NOT NULL;
    UPDATE wilayah_wilayah w SET berlaku_sampai = m.berlaku_sejak - 1, catatan_masa = m.catatan_masa
    FROM jsonb_to_recordset(m.butir) AS b (lama text)
    WHERE w.kode = b.lama AND w.berlaku_sampai IS NULL;
    INSERT INTO wilayah_penerus (lama_id, baru_id, dasar)
    SELECT b.lama, b.baru, m.dasar FROM jsonb_to_recordset(m.butir) AS b (lama text, baru text) WHERE b.lama <> ''
    ON CONFLICT (lama_id, baru_id) DO NOTHING;
END $$;

CREATE FUNCTION public.mekar_kembalikan(m mekar_mekar) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM wilayah_penerus p USING jsonb_to_recordset(m.butir) AS b (lama text, baru text)
    WHERE p.lama_id = b.lama AND p.baru_id = b.baru
        AND NOT m.sebelum -> 'penerus' @> jsonb_build_array(jsonb_build_array(b.lama, b.baru));
    UPDATE wilayah_wilayah w SET berlaku_sampai = (l.value ->> 0)::date, catatan_masa = l.value ->> 1
    FROM jsonb_each(m.sebelum -> 'lama') AS l WHERE w.kode = l.key;
    UPDATE wilayah_wilayah w SET nama = l.value ->> 0, nama_cari = l.value ->> 1,
        berlaku_sejak = (l.value ->> 2)::date, berlaku_sampai = (l.value ->> 3)::date, catatan_masa = l.value ->> 4
    FROM jsonb_each(m.sebelum -> 'baru') AS l WHERE w.kode = l.key AND l.value <> 'null';
    UPDATE wilayah_wilayah w SET
        berlaku_sampai = greatest(w.berlaku_sejak, (now() AT TIME ZONE coalesce(
            nullif(current_setting('tksk.zona', true), ''), 'Asia/Makassar'))::date),
        catatan_masa = 'Pemekaran diurungkan; kode ini tidak dipakai.'
    FROM jsonb_each(m.sebelum -> 'baru') AS l WHERE w.kode = l.key AND l.value = 'null';
END $$;

REVOKE ALL ON FUNCTION public.mekar_isi_wilayah(text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.mekar_terapkan(mekar_mekar) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.mekar_kembalikan(mekar_mekar) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.mekar_wilayah(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.mekar_wilayah(uuid) TO {aplikasi};
""".replace("{aplikasi}", APLIKASI)
FUNGSI_BALIK = """
DROP FUNCTION mekar_wilayah(uuid); DROP FUNCTION mekar_terapkan(mekar_mekar);
DROP FUNCTION mekar_kembalikan(mekar_mekar); DROP FUNCTION mekar_isi_wilayah(text[]);
"""
