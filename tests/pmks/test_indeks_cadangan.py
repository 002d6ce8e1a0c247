"""Indeks NIK sesudah cadangan dipulihkan: kuncinya ikut, haknya tetap tertutup, pencarian dan pemicunya bekerja."""

import psycopg2
import pytest

from pmks.models import Orang
from tests.conftest import baca_dunia
from tests.jalan.basis import dalam_lingkup
from tests.pmks.bahan import NIK, catat, nik_ke
from tests.server import url_basis_data
from tksk_portal.akses import lingkup
from tksk_portal.basisdata import cadangan
from tksk_portal.basisdata.sandi import KunciCadangan, buat_identitas
from tksk_portal.basisdata.siapkan import APLIKASI, CADANGAN, PEMILIK, ganti_basis
from tksk_portal.basisdata.tertanam import ADMIN, folder_program

BASIS = "tksk_pulih_nik"


def _url(peran: str, basis: str | None = None) -> str:
    url = url_basis_data().replace(f"//{PEMILIK}@", f"//{peran}@")
    return ganti_basis(url, basis) if basis else url


@pytest.fixture
def dunia(data_tetap):
    """The test world, committed; shadows the one that is rolled back."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return baca_dunia()


@pytest.fixture
def pulih(dunia, tmp_path):
    """Record a person, back up, restore beside it; return a connection to the restored database as the owner."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
    identitas, penerima = buat_identitas()
    berkas = tmp_path / "tksk.tksk"
    kunci = KunciCadangan(penerima=(penerima,))
    cadangan.cadangkan(_url(CADANGAN), berkas, kunci=kunci, simpanan={}, program=folder_program())
    buka = {"kunci": KunciCadangan(identitas=(identitas,)), "program": folder_program(), "ganti": True}
    cadangan.pulihkan(_url(ADMIN, "postgres"), berkas, basis=BASIS, simpanan=None, **buka)
    sambungan = psycopg2.connect(_url(PEMILIK, BASIS))
    yield sambungan, orang
    sambungan.close()
    cadangan._buang_basis(_url(ADMIN, "postgres"), BASIS)


def _bentrok(kursor) -> list[tuple]:
    kursor.execute("SELECT kecamatan FROM pmks_cari_nik(ARRAY[%s], ARRAY['64.72.04'], 'satu', 120)", [NIK])
    return kursor.fetchall()


def test_indeks_nik_bekerja_sesudah_dipulihkan(dunia, pulih):
    sambungan, orang = pulih
    with dalam_lingkup(sambungan, dunia.tetangga.lingkup) as kursor:
        assert _bentrok(kursor) == [("64.72.03",)]
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            kursor.execute("SELECT * FROM pmks_indeksnik")
    with dalam_lingkup(sambungan, dunia.tksk.lingkup) as kursor:
        kursor.execute("UPDATE pmks_orang SET nik = %s WHERE id = %s", [nik_ke(9002), str(orang.pk)])
        kursor.execute("SELECT set_config('tksk.akun', %s, true)", [str(dunia.tetangga.akun.pk)])
        assert _bentrok(kursor) == []
    with sambungan.cursor() as kursor:
        kursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname IN ('pmks_indeksnik', 'pmks_kuncinik')")
        assert kursor.fetchall() == [(True,), (True,)]
        kursor.execute("SELECT has_table_privilege(%s, 'pmks_kuncinik', 'SELECT')", [APLIKASI])
        assert kursor.fetchone() == (False,)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.get(pk=orang.pk).nik == NIK  # yang asli tidak tersentuh
