"""Cadangan penuh di balik dinding, dan pemulihannya di server lain."""

import os
import subprocess
import sys

import psycopg2
import pytest
from django.conf import settings

from tests.basisdata.bahan import folder_sementara
from tksk_portal.basisdata import cadangan
from tksk_portal.basisdata.siapkan import CADANGAN, LEAKPROOF, PEMILIK, TidakSiap, siapkan
from tksk_portal.basisdata.tertanam import ADMIN, ServerTertanam, folder_program

# Tabel berdinding paksa yang tidak menunjukkan satu baris pun kepada pemiliknya.
ISI = """
CREATE TABLE kotak (id int PRIMARY KEY, wilayah text COLLATE "C" NOT NULL);
INSERT INTO kotak SELECT n, '64.72.03' FROM generate_series(1, 500) n;
ALTER TABLE kotak ENABLE ROW LEVEL SECURITY;
ALTER TABLE kotak FORCE ROW LEVEL SECURITY;
CREATE POLICY kotak_baca ON kotak FOR SELECT USING (false);
"""


@pytest.fixture(scope="module")
def pg():
    """A prepared server with a walled table of 500 rows."""
    with folder_sementara() as tempat:
        server = ServerTertanam(tempat / "pg", tanpa_fsync=True)
        server.mulai()
        siapkan(server.url(ADMIN, "postgres"))
        tanya(server.url(PEMILIK, "tksk"), ISI)
        yield server
        server.selesai()


@pytest.fixture
def berkas(pg, tmp_path):
    """A backup of that server."""
    tujuan = tmp_path / "dalam" / "tksk.dump"
    cadangan.cadangkan(pg.url(CADANGAN, "tksk"), tujuan, program=folder_program())
    return tujuan


@pytest.fixture
def tempat():
    """An empty data folder."""
    with folder_sementara() as folder:
        yield folder


def tanya(url: str, kueri: str):
    """Run a query on a connection of its own and return the first value."""
    sambungan = psycopg2.connect(url)
    try:
        with sambungan, sambungan.cursor() as kursor:
            kursor.execute(kueri)
            return kursor.fetchone()[0] if kursor.description else None
    finally:
        sambungan.close()


def test_cadangan_memuat_baris_yang_tidak_dilihat_pemilik(pg, berkas):
    assert tanya(pg.url(PEMILIK, "tksk"), "SELECT count(*) FROM kotak") == 0
    cadangan.pulihkan(pg.url(ADMIN, "postgres"), berkas, basis="pulih", program=folder_program())
    assert tanya(pg.url(ADMIN, "pulih"), "SELECT count(*) FROM kotak") == 500


def test_sesudah_pulih_dinding_pemilik_dan_leakproof_kembali(pg, berkas):
    cadangan.pulihkan(pg.url(ADMIN, "postgres"), berkas, basis="pulih2", program=folder_program())
    url = pg.url(ADMIN, "pulih2")
    assert tanya(pg.url(PEMILIK, "pulih2"), "SELECT count(*) FROM kotak") == 0
    assert tanya(url, "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = 'kotak'")
    assert tanya(url, "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'kotak'") == PEMILIK
    assert tanya(url, "SELECT has_table_privilege('tksk_app', 'kotak', 'INSERT')")
    for fungsi in LEAKPROOF:
        assert tanya(url, f"SELECT proleakproof FROM pg_proc WHERE oid = '{fungsi}'::regprocedure"), fungsi


def test_basis_data_terisi_tidak_ditimpa_tanpa_diminta(pg, berkas):
    with pytest.raises(TidakSiap, match="--ganti"):
        cadangan.pulihkan(pg.url(ADMIN, "postgres"), berkas, basis="tksk", program=folder_program())
    assert tanya(pg.url(ADMIN, "tksk"), "SELECT count(*) FROM kotak") == 500
    cadangan.pulihkan(pg.url(ADMIN, "postgres"), berkas, basis="tksk", ganti=True, program=folder_program())
    assert tanya(pg.url(ADMIN, "tksk"), "SELECT count(*) FROM kotak") == 500


def test_berkas_rusak_ditolak_sebelum_apa_pun_dibuang(pg, berkas, tmp_path):
    rusak = tmp_path / "rusak.dump"
    rusak.write_bytes(berkas.read_bytes()[:200])
    with pytest.raises(TidakSiap):
        cadangan.pulihkan(pg.url(ADMIN, "postgres"), rusak, basis="tksk", ganti=True, program=folder_program())
    assert tanya(pg.url(ADMIN, "tksk"), "SELECT count(*) FROM kotak") == 500


def test_cadangan_hanya_terbaca_pemiliknya(berkas):
    assert berkas.stat().st_mode & 0o077 == 0
    assert [b.name for b in berkas.parent.iterdir()] == ["tksk.dump"]


def test_cadangan_gagal_tidak_meninggalkan_berkas(pg, tmp_path):
    with pytest.raises(TidakSiap):
        cadangan.cadangkan(pg.url(CADANGAN, "tidak_ada"), tmp_path / "x.dump", program=folder_program())
    assert list(tmp_path.iterdir()) == []


def test_pemilik_tidak_dapat_mencadangkan(pg, tmp_path):
    with pytest.raises(TidakSiap, match="row-level security"):
        cadangan.cadangkan(pg.url(PEMILIK, "tksk"), tmp_path / "x.dump", program=folder_program())


def test_perintah_cadangkan_dan_pulihkan_dengan_server_tertanam(tempat):
    lingkungan = {k: v for k, v in os.environ.items() if not k.startswith(("TKSK_URL", "DATABASE_URL"))}

    def jalankan(*argumen: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *argumen],
            cwd=settings.BASE_DIR,
            env=lingkungan | {"TKSK_DATA": str(tempat)},
            capture_output=True,
            text=True,
        )

    berkas = tempat / "c.dump"
    assert jalankan("createcachetable").returncode == 0
    assert str(berkas) in jalankan("cadangkan", str(berkas)).stdout
    assert "sudah ada" in jalankan("cadangkan", str(berkas)).stderr
    assert "--ganti" in jalankan("pulihkan", str(berkas)).stderr
    assert "dipulihkan" in jalankan("pulihkan", str(berkas), "--ganti").stdout
