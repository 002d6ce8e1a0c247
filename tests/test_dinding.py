"""Dinding menurut katalog: setiap relasi berdinding seperti dinyatakan, atau ada di daftar pendek dengan alasannya."""

import pytest
from django.db import connection

from tests.katalog import model_berdinding, model_sendiri, periksa, relasi, tabel_berdinding
from tksk_portal.basisdata.siapkan import APLIKASI

RUSAK = {
    "kebijakan dibuang": ("DROP POLICY pmks_orang_select ON pmks_orang", "pmks_orang: kebijakan kurang"),
    "kebijakan dilonggarkan": (
        "ALTER POLICY pmks_kasus_select ON pmks_kasus USING (wilayah_id >= tksk_batas('awal'))",
        "pmks_kasus: kebijakan lain",
    ),
    "kebijakan bocor ditambah": (
        "CREATE POLICY intip ON pmks_orang FOR SELECT USING (true)",
        "pmks_orang: kebijakan lain: ('intip'",
    ),
    "kebijakan untuk satu peran": (
        f"ALTER POLICY pmks_sel_select ON pmks_sel TO {APLIKASI}",
        "pmks_sel: kebijakan lain",
    ),
    "tulisan dilonggarkan": (
        "ALTER POLICY pmks_orang_update ON pmks_orang WITH CHECK (true)",
        "pmks_orang: kebijakan lain",
    ),
    "pindahan terbaca semua": (
        "ALTER POLICY pmks_pindahan_select ON pmks_pindahan USING (true)",
        "pmks_pindahan: kebijakan lain",
    ),
    "tidak dipaksakan": (
        "ALTER TABLE pmks_revisi NO FORCE ROW LEVEL SECURITY",
        "pmks_revisi: dinding tidak dipaksakan",
    ),
    "dimatikan": ("ALTER TABLE jejak_pembukaan DISABLE ROW LEVEL SECURITY", "jejak_pembukaan: row-level security mati"),
    "hak berlebih": (f"GRANT DELETE ON pmks_orang TO {APLIKASI}", f"pmks_orang: hak {APLIKASI}"),
    "riwayat dapat diubah": (f"GRANT UPDATE ON pmks_orangriwayat TO {APLIKASI}", f"pmks_orangriwayat: hak {APLIKASI}"),
    "hak per kolom": (
        f"GRANT UPDATE (nama) ON pmks_orangriwayat TO {APLIKASI}",
        "pmks_orangriwayat.nama: hak per kolom",
    ),
    "hak untuk semua": ("GRANT SELECT ON pmks_orang TO PUBLIC", "pmks_orang: PUBLIC mendapat SELECT"),
    "indeks NIK terbaca": (f"GRANT SELECT ON pmks_indeksnik TO {APLIKASI}", f"pmks_indeksnik: hak {APLIKASI}"),
    "kunci NIK berkebijakan": (
        "CREATE POLICY intip ON pmks_kuncinik FOR SELECT USING (true)",
        "pmks_kuncinik: tertutup, tetapi ada kebijakan",
    ),
    "indeks NIK tanpa dinding": (
        "ALTER TABLE pmks_indeksnik DISABLE ROW LEVEL SECURITY",
        "pmks_indeksnik: row-level security mati",
    ),
    "tabel polos": ("CREATE TABLE pmks_salinan (id int, nama text)", "pmks_salinan: tabel tanpa `dinding`"),
    "salinan isi": (
        "CREATE TABLE pmks_salinan AS TABLE pmks_orang WITH NO DATA",
        "pmks_salinan: tabel tanpa `dinding`",
    ),
    "pandangan terwujud": (
        "CREATE MATERIALIZED VIEW pmks_ringkas AS SELECT wilayah_id, nama FROM pmks_orang WITH NO DATA",
        "pmks_ringkas: pandangan terwujud",
    ),
    "pandangan bocor": (
        "CREATE VIEW pmks_intip AS SELECT * FROM pmks_orang",
        "pmks_intip: pandangan tanpa security_invoker",
    ),
    "partisi": (
        "CREATE TABLE pmks_belah (kode text) PARTITION BY LIST (kode); "
        "CREATE TABLE pmks_belah_64 PARTITION OF pmks_belah FOR VALUES IN ('64')",
        "pmks_belah_64: tabel tanpa `dinding`",
    ),
    "anak warisan": (
        "CREATE TABLE pmks_orang_lama () INHERITS (pmks_orang)",
        "pmks_orang_lama: row-level security mati",
    ),
    "skema lain": (
        "CREATE SCHEMA gudang; CREATE TABLE gudang.orang (nik text)",
        "gudang.orang: relasi di luar skema public",
    ),
    "kolom pribadi di tabel terbuka": (
        "ALTER TABLE tinjauan_langkah ADD COLUMN nik_pelapor text",
        "tinjauan_langkah.nik_pelapor: kolom seperti data orang",
    ),
    "kunci asing dibuang": (
        "DO $$ DECLARE k text; BEGIN SELECT conname INTO k FROM pg_constraint WHERE conrelid = 'pmks_orang'::regclass "
        "AND contype = 'f' AND confrelid = 'wilayah_wilayah'::regclass; "
        "EXECUTE 'ALTER TABLE pmks_orang DROP CONSTRAINT ' || quote_ident(k); END $$",
        "pmks_orang.wilayah_id: bukan kunci asing",
    ),
    "tempat boleh kosong": (
        "ALTER TABLE pmks_pengesahan ALTER COLUMN wilayah_id DROP NOT NULL",
        "pmks_pengesahan.wilayah_id: boleh kosong",
    ),
    "indeks dibuang": (
        "DROP INDEX pembukaan_objek; DO $$ DECLARE i text; BEGIN FOR i IN SELECT indexrelid::regclass FROM pg_index "
        "WHERE indrelid = 'jejak_pembukaan'::regclass AND NOT indisprimary LOOP EXECUTE 'DROP INDEX ' || i; END LOOP; "
        "END $$",
        "jejak_pembukaan: tanpa indeks",
    ),
}


@pytest.mark.django_db
def test_setiap_relasi_seperti_dinyatakan():
    with connection.cursor() as kursor:
        assert periksa(kursor) == []


@pytest.mark.django_db
@pytest.mark.parametrize("nama", RUSAK)
def test_pemeriksa_melaporkan_yang_rusak(nama):
    perintah, keluhan = RUSAK[nama]
    with connection.cursor() as kursor:
        kursor.execute(perintah)
        hasil = periksa(kursor)
    assert any(h.startswith(keluhan) for h in hasil), hasil
    assert {h.split(".")[0].split(":")[0] for h in hasil} <= {keluhan.split(".")[0].split(":")[0], "pmks_belah"}


@pytest.mark.django_db
def test_pandangan_security_invoker_diterima():
    with connection.cursor() as kursor:
        kursor.execute("CREATE VIEW pmks_sah WITH (security_invoker = true) AS SELECT * FROM pmks_orang")
        assert periksa(kursor) == []


@pytest.mark.django_db
def test_pemeriksa_melihat_semua_jenis_relasi():
    with connection.cursor() as kursor:
        kursor.execute(
            "CREATE TABLE uji_p (k text) PARTITION BY LIST (k); CREATE VIEW uji_v AS SELECT 1 AS a; "
            "CREATE MATERIALIZED VIEW uji_m AS SELECT 1 AS a"
        )
        jenis = {r.jenis for r in relasi(kursor)}
    assert jenis == {"r", "p", "v", "m"}


def test_setiap_model_sendiri_menyatakan_dinding():
    sendiri = model_sendiri()
    assert len(sendiri) >= 20
    assert [m.__name__ for m in sendiri if not getattr(m, "dinding", None)] == []
    assert set(tabel_berdinding()) <= set(model_berdinding())
