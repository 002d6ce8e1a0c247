"""Persiapan server PostgreSQL: boleh diulang, boleh serentak, dan menolak dengan satu kalimat."""

from concurrent.futures import ThreadPoolExecutor

import psycopg2
import pytest
from django.core.management import CommandError, call_command

from tests.basisdata.bahan import folder_sementara
from tksk_portal.basisdata.siapkan import (
    APLIKASI,
    CADANGAN,
    LEAKPROOF,
    PEMILIK,
    PENGHAPUS,
    TEMPLAT,
    TidakSiap,
    buat_ulang,
    ganti_basis,
    siapkan,
)
from tksk_portal.basisdata.tertanam import ADMIN, ServerTertanam


@pytest.fixture(scope="module")
def pg():
    """A server of its own, prepared by several processes at once."""
    with folder_sementara() as tempat:
        server = ServerTertanam(tempat / "pg", tanpa_fsync=True)
        server.mulai()
        url = server.url(ADMIN, "postgres")
        with ThreadPoolExecutor(4) as utas:
            server.hasil = [h for satu in utas.map(lambda _: siapkan(url), range(4)) for h in satu]
        yield server
        server.selesai()


def baca(url: str, kueri: str, isi: tuple = ()) -> list[tuple]:
    """Run a query on a connection of its own."""
    sambungan = psycopg2.connect(url)
    sambungan.autocommit = True
    try:
        with sambungan.cursor() as kursor:
            kursor.execute(kueri, isi)
            return kursor.fetchall() if kursor.description else []
    finally:
        sambungan.close()


def test_siapkan_serentak_membuat_semuanya_sekali(pg):
    assert pg.hasil.count(f"peran {PEMILIK} dibuat") == 1
    assert pg.hasil.count("basis data tksk dibuat") == 1
    assert len(pg.hasil) == len(set(pg.hasil))


def test_siapkan_diulang_tidak_mengubah_apa_pun(pg):
    assert siapkan(pg.url(ADMIN, "postgres")) == []


def test_peran_tidak_menembus_dinding(pg):
    kueri = "SELECT rolname, rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname LIKE 'tksk%%'"
    peran = {nama: sifat for nama, *sifat in baca(pg.url(ADMIN, "postgres"), kueri)}
    assert peran == {
        PEMILIK: [False, False, True],
        APLIKASI: [False, False, False],
        CADANGAN: [False, True, True],
        # Menembus dinding, tetapi tidak dapat masuk; haknya hanya atas kolom yang dikosongkan (tests/lindung).
        PENGHAPUS: [False, True, False],
    }


@pytest.mark.parametrize("basis", [TEMPLAT, "tksk"])
def test_tanda_leakproof_ada_di_templat_dan_basis_data(pg, basis):
    for fungsi in LEAKPROOF:
        tanda = baca(pg.url(ADMIN, basis), "SELECT proleakproof FROM pg_proc WHERE oid = %s::regprocedure", (fungsi,))
        assert tanda == [(True,)], fungsi


def test_aplikasi_tidak_dapat_membuat_tabel(pg):
    siapkan(pg.url(ADMIN, "postgres"), sandi={APLIKASI: "sandi-uji"})
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        baca(pg.url(APLIKASI, "tksk"), "CREATE TABLE t (n int)")


def test_jit_dimatikan(pg):
    assert baca(pg.url(PEMILIK, "tksk"), "SHOW jit") == [("off",)]


def test_bukan_superuser_ditolak(pg):
    with pytest.raises(TidakSiap, match="superuser"):
        siapkan(pg.url(PEMILIK, "postgres"))


def test_server_yang_tidak_menjawab_ditolak_dalam_satu_baris():
    with pytest.raises(TidakSiap) as salah:
        siapkan("postgresql://postgres@127.0.0.1:1/postgres")
    assert len(str(salah.value).splitlines()) == 1


def test_basis_data_milik_orang_lain_ditolak(pg):
    baca(pg.url(ADMIN, "postgres"), "CREATE DATABASE lain")
    with pytest.raises(TidakSiap, match="bukan UTF8 milik tksk_pemilik"):
        siapkan(pg.url(ADMIN, "postgres"), basis="lain")


def test_buat_ulang_mengosongkan_juga_bila_ada_yang_tersambung(pg):
    siapkan(pg.url(ADMIN, "postgres"), basis="sementara")
    url = pg.url(PEMILIK, "sementara")
    baca(url, "CREATE TABLE t (n int)")
    terbuka = psycopg2.connect(url)
    buat_ulang(pg.url(ADMIN, "postgres"), "sementara")
    terbuka.close()
    assert baca(url, "SELECT to_regclass('t')") == [(None,)]
    assert baca(url, "SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'") == [("pg_trgm",)]


def test_perintah_menyebut_apa_yang_dibuat(pg, capsys):
    call_command("siapkan_basisdata", url_admin=pg.url(ADMIN, "postgres"), basis="kantor")
    assert "basis data kantor dibuat" in capsys.readouterr().out
    call_command("siapkan_basisdata", url_admin=pg.url(ADMIN, "postgres"), basis="kantor")
    assert "semua sudah siap" in capsys.readouterr().out


def test_perintah_tanpa_url_mengatakan_caranya(monkeypatch):
    monkeypatch.delenv("TKSK_URL_ADMIN", raising=False)
    with pytest.raises(CommandError, match="--url-admin"):
        call_command("siapkan_basisdata")


def test_ganti_basis_membiarkan_bagian_lain():
    assert ganti_basis("postgresql://a:b@h:1/x?host=%2Ftmp", "y") == "postgresql://a:b@h:1/y?host=%2Ftmp"
