"""Tidak ada kolom yang terlupakan: setiap kolom yang menyebut wilayah punya keputusan, juga yang dibuat kemudian."""

import pytest
from django.db import connection

from tests.katalog import tabel_berdinding
from tksk_portal.mekar import tabel
from tksk_portal.mekar.enums import Sifat
from tksk_portal.wilayah.acuan import TABEL_PUSTAKA

pytestmark = pytest.mark.django_db
# Kolom kode tanpa kunci asing yang bukan riwayat, dengan yang memindahkannya.
TANPA_KUNCI = {"pmks_indeksnik.kecamatan": "pemicu orang_nik_ubah memindahkannya bersama orangnya"}


def _tanya(perintah: str) -> list[tuple]:
    with connection.cursor() as kursor:
        kursor.execute(perintah)
        return kursor.fetchall()


def test_setiap_kunci_ke_wilayah_dikenal():
    nyata = _tanya(
        "SELECT c.conrelid::regclass::text || '.' || a.attname FROM pg_constraint c JOIN pg_attribute a "
        "ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) "
        "WHERE c.contype = 'f' AND c.confrelid = 'wilayah_wilayah'::regclass"
    )
    dikenal = {k.nama for k in tabel.semua_kolom()}
    assert {n for (n,) in nyata if not n.startswith("wilayah_")} <= dikenal
    assert {k.tabel for k in tabel.semua_kolom()} >= {t for t in tabel_berdinding() if t not in TABEL_PUSTAKA}


def test_setiap_kolom_kode_tanpa_kunci_punya_alasan():
    kolasi_c = _tanya(
        "SELECT a.attrelid::regclass::text || '.' || a.attname FROM pg_attribute a "
        "JOIN pg_class k ON k.oid = a.attrelid JOIN pg_collation l ON l.oid = a.attcollation "
        "WHERE k.relnamespace = 'public'::regnamespace AND k.relkind = 'r' AND l.collname = 'C' AND a.attnum > 0"
    )
    kolom = {n for (n,) in kolasi_c if not n.startswith("wilayah_")}
    assert kolom - {k.nama for k in tabel.semua_kolom()} == set(TANPA_KUNCI)


def test_induk_berpindah_sebelum_anaknya():
    urut = [k.nama for k in tabel.semua_kolom()]
    for anak, induk in tabel._induk().items():
        for atas in induk.keys() & set(urut):
            assert anak not in urut or anak == atas or urut.index(atas) < urut.index(anak)


def test_yang_tetap_menyebut_alasannya():
    tetap = [k for k in tabel.semua_kolom() if k.sifat == Sifat.TETAP]
    assert [k.nama for k in tetap if len(k.alasan) < 10] == []
    assert {k.tabel for k in tetap if k.potret} == {"pmks_potret", "pmks_potretjiwa"}


def test_kebijakan_tabel_yang_berpindah_memperlihatkan_semuanya_kepada_sistem():
    """A policy that hides rows from the system would leave them behind, and the count would not see it."""
    berperan = _tanya(
        "SELECT polrelid::regclass::text, pg_get_expr(polqual, polrelid) FROM pg_policy "
        "WHERE polcmd IN ('r', 'w') AND pg_get_expr(polqual, polrelid) LIKE '%peran%'"
    )
    berpindah = {k.tabel for k in tabel.semua_kolom() if k.sifat == Sifat.PINDAH}
    syarat = {t: s for t, s in berperan if t in berpindah}
    assert len(syarat) >= 4
    assert [t for t, s in syarat.items() if "sistem" not in s] == []


def test_kode_di_dalam_json_diganti_utuh_saja(sistem, dunia):
    with connection.cursor() as kursor:
        kursor.execute("CREATE TEMP TABLE uji_isi (isi jsonb)")
        isi = '{"a": "64.02.08.2001", "b": ["64.02.08.2001", "64.02.08"], '
        isi += '"c": "Desa 64.02.08.2001", "d": "64.02.08.20011"}'
        kursor.execute("INSERT INTO uji_isi VALUES (%s)", [isi])
    lama = tabel.kolom_isi
    try:
        tabel.kolom_isi = lambda: (("uji_isi", "isi"),)
        tabel.ganti_isi([("64.02.08.2001", "64.02.19.2001"), ("64.02.13.1001", "64.02.20.1007")])
    finally:
        tabel.kolom_isi = lama
    with connection.cursor() as kursor:
        kursor.execute("SELECT isi->>'a', isi->'b'->>0, isi->'b'->>1, isi->>'c', isi->>'d' FROM uji_isi")
        assert kursor.fetchone() == (
            *("64.02.19.2001", "64.02.19.2001", "64.02.08"),
            *("Desa 64.02.08.2001", "64.02.08.20011"),
        )
