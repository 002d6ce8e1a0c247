"""Peran aplikasi tidak dapat mengubah, mematikan, mengosongkan, atau meneruskan; peran yang menembus ditolak."""

import os
import re
import subprocess
import sys

import psycopg2
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from psycopg2 import errorcodes

from tests.jalan.basis import sambung
from tests.katalog import model_berdinding, tabel_berdinding
from tests.server import url_basis_data
from tksk_portal.basisdata.mesin.base import DatabaseWrapper
from tksk_portal.basisdata.siapkan import APLIKASI, CADANGAN, PEMILIK, PENGHAPUS
from tksk_portal.basisdata.tertanam import ADMIN
from tksk_portal.wilayah.dinding import Acuan

TABEL = sorted(model_berdinding())
RIWAYAT = sorted(t for t in tabel_berdinding() if t.endswith("riwayat"))
TERTUTUP_UBAH = [*RIWAYAT, "jejak_pembukaan", "pmks_putusankasus", "pmks_putusanrevisi", "pmks_pengecualian"]
TERTUTUP_HAPUS = [*TERTUTUP_UBAH, "pmks_orang", "pmks_kasus", "pmks_revisi", "pmks_pengesahan", "akun_penempatan"]
# Acuan jenis ditulis admin lewat halamannya; penandanya hanya oleh pemicu.
ACUAN_TERTUTUP = sorted(t for t, d in model_berdinding().items() if isinstance(d, Acuan) and not d.tulis)
# Pemicu riwayat (tests/jejak/test_kunci.py) dan indeks NIK (tests/pmks/test_indeks_nik.py), tidak yang lain; fungsi
# penghapus milik peran lain.
FUNGSI_BERHAK_PEMILIK = re.compile(
    r"^pgtrigger_(insert|update|delete)_\w+\(\)$|^pmks_orang_(nik_tambah|nik_ubah|pasangan)\(\)$|"
    # Penanda bahwa acuan berubah: satu angka, dinaikkan pemicu (tksk_portal/dasar/migrasi.py).
    r"^pmks_stempel_acuan\(\)$|^psks_stempel\(\)$|"
    # Kartu publik mitra, yang hanya ditulis pemicu (psks/migrations).
    r"^psks_kartu\(\)$|"
    r"^pmks_(daftarkan_nik|buka_bentrok|tutup_bentrok|cari_nik|segarkan_bentrok)\([a-z\[\], ]+\)$"
)

PER_TABEL = (
    "ALTER TABLE {t} DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE {t} DISABLE TRIGGER USER",
    "ALTER TABLE {t} ADD COLUMN lubang text",
    "ALTER TABLE {t} OWNER TO " + APLIKASI,
    "ALTER TABLE {t} RENAME TO lain",
    "CREATE POLICY lubang ON {t} USING (true)",
    "CREATE TRIGGER lubang BEFORE INSERT ON {t} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE INDEX ON {t} ((1))",
    "TRUNCATE {t} CASCADE",
    "DROP TABLE {t} CASCADE",
)
UMUM = (
    "CREATE TABLE public.lubang (id int)",
    "CREATE VIEW public.lubang AS SELECT 1",
    "CREATE FUNCTION public.lubang() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION tksk_batas(nama text) RETURNS text LANGUAGE sql AS $$ SELECT '0' $$",
    "ALTER FUNCTION tksk_batas(text) SECURITY DEFINER",
    "DROP FUNCTION tksk_batas(text) CASCADE",
    "CREATE SCHEMA lubang",
    "CREATE EXTENSION dblink",
    "CREATE ROLE lubang",
    f"ALTER ROLE {APLIKASI} BYPASSRLS",
    f"ALTER ROLE {APLIKASI} SUPERUSER",
    f"GRANT {PEMILIK} TO {APLIKASI}",
    "SET session_replication_role = replica",
    "UPDATE django_migrations SET app = 'x'",
    "DELETE FROM django_migrations",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'y', now())",
    "COPY pmks_orang TO PROGRAM 'cat'",
    "SELECT pg_read_file('PG_VERSION')",
)


@pytest.fixture
def aplikasi(django_db_setup, django_db_blocker):
    """A cursor of a session that signed in as the runtime role itself (no owner behind it)."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        sesi = sambung(peran=ADMIN)
        connection.close()
    with sesi.cursor() as kursor:
        kursor.execute(f"SET SESSION AUTHORIZATION {APLIKASI}")
        yield kursor
    sesi.rollback()
    sesi.close()


def _kode(kursor, perintah: str) -> str:
    """Return the code with which a statement is refused, "" when it was carried out."""
    kursor.execute("SAVEPOINT coba")
    try:
        kursor.execute(perintah)
    except psycopg2.Error as salah:
        kursor.execute("ROLLBACK TO coba")
        return salah.pgcode
    return ""


DITOLAK = {errorcodes.INSUFFICIENT_PRIVILEGE}


@pytest.mark.parametrize("tabel", TABEL)
def test_peran_aplikasi_tidak_mengubah_bentuk_tabel(aplikasi, tabel):
    dinding = ("DROP POLICY {t}_select ON {t}", "ALTER POLICY {t}_select ON {t} USING (true)")
    for perintah in (*PER_TABEL, *(dinding if tabel in tabel_berdinding() else ())):
        assert _kode(aplikasi, perintah.format(t=tabel)) in DITOLAK, perintah.format(t=tabel)


@pytest.mark.parametrize("perintah", UMUM)
def test_peran_aplikasi_tidak_berkuasa(aplikasi, perintah):
    assert _kode(aplikasi, perintah) in DITOLAK


def test_peran_aplikasi_tidak_meneruskan_hak(aplikasi):
    # GRANT tanpa hak meneruskan hanya memperingatkan: lihat akibatnya.
    for tabel in TABEL:
        _kode(aplikasi, f"GRANT SELECT ON {tabel} TO PUBLIC")
        aplikasi.execute(
            "SELECT count(*) FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = %s::regclass AND a.grantee = 0",
            [tabel],
        )
        assert aplikasi.fetchone() == (0,), tabel


@pytest.mark.parametrize(
    "peran", [PEMILIK, CADANGAN, PENGHAPUS, ADMIN, "pg_read_all_data", "pg_execute_server_program"]
)
def test_peran_aplikasi_tidak_berganti_peran(aplikasi, peran):
    assert _kode(aplikasi, f"SET ROLE {peran}") in DITOLAK


def test_reset_role_tidak_memberi_lebih(aplikasi):
    for perintah in ("RESET ROLE", "SET ROLE NONE"):
        aplikasi.execute(perintah)
        aplikasi.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles "
            "WHERE rolname = current_user"
        )
        assert aplikasi.fetchone() == (APLIKASI, False, False, False, False)
        assert _kode(aplikasi, "SELECT 1 FROM pmks_orang") == "TK001"


def test_row_security_off_tidak_membuka_apa_pun(aplikasi):
    aplikasi.execute("SET row_security = off")
    for tabel in tabel_berdinding():
        assert _kode(aplikasi, f"SELECT 1 FROM {tabel}") in DITOLAK, tabel


@pytest.mark.parametrize("tabel", TERTUTUP_UBAH)
def test_catatan_tidak_dapat_diubah(aplikasi, tabel):
    aplikasi.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", [tabel])
    for (kolom,) in aplikasi.fetchall():
        assert _hak(aplikasi, tabel, "UPDATE", kolom) is False, f"{tabel}.{kolom}"


@pytest.mark.parametrize("tabel", TERTUTUP_HAPUS)
def test_catatan_dan_data_orang_tidak_dapat_dihapus(aplikasi, tabel):
    assert _hak(aplikasi, tabel, "DELETE") is False
    _lingkup_nasional(aplikasi)
    assert _kode(aplikasi, f"DELETE FROM {tabel}") in DITOLAK


@pytest.mark.parametrize("tabel", ACUAN_TERTUTUP)
def test_acuan_hanya_dibaca(aplikasi, tabel):
    assert _hak(aplikasi, tabel, "SELECT") is True
    for hak in ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
        assert _hak(aplikasi, tabel, hak) is False, hak


def _hak(kursor, tabel: str, hak: str, kolom: str = "") -> bool:
    if kolom:
        kursor.execute("SELECT has_column_privilege(%s, %s::regclass, %s, %s)", [APLIKASI, tabel, kolom, hak])
    else:
        kursor.execute("SELECT has_table_privilege(%s, %s::regclass, %s)", [APLIKASI, tabel, hak])
    return kursor.fetchone()[0]


def _lingkup_nasional(kursor) -> None:
    for nama, nilai in {
        "awal": "0",
        "akhir": ":",
        "derajat": "-1",
        "akun": "",
        "jalur": "-",
        "peran": "sistem",
    }.items():
        kursor.execute("SELECT set_config(%s, %s, true)", [f"tksk.{nama}", nilai])


def test_sifat_keempat_peran(aplikasi):
    aplikasi.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcreatedb FROM pg_roles "
        "WHERE rolname LIKE 'tksk%'"
    )
    assert set(aplikasi.fetchall()) == {
        (PEMILIK, False, False, False, False, True),
        (APLIKASI, False, False, False, False, False),
        (CADANGAN, False, True, False, False, False),
        (PENGHAPUS, False, True, False, False, False),
    }
    aplikasi.execute("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole", [APLIKASI])
    assert aplikasi.fetchall() == []


def test_hanya_pemicu_riwayat_dan_indeks_nik_berhak_pemilik(aplikasi):
    aplikasi.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
    )
    semua = [nama for (nama,) in aplikasi.fetchall()]
    semua.remove("lindung_hapus(uuid)")
    semua.remove("mekar_wilayah(uuid)")
    assert [nama for nama in semua if not FUNGSI_BERHAK_PEMILIK.match(nama)] == []
    assert len(semua) >= 2 * len(RIWAYAT), "pemicu riwayat harus berhak pemilik"


def test_fungsi_penghapus_milik_peran_yang_tidak_dapat_masuk(aplikasi):
    aplikasi.execute(
        "SELECT pg_get_userbyid(proowner), prosecdef, proconfig, proacl::text FROM pg_proc "
        "WHERE proname = 'lindung_hapus'"
    )
    (pemilik, berhak_pemilik, pengaturan, hak), *lain = aplikasi.fetchall()
    assert (pemilik, berhak_pemilik, pengaturan, lain) == (PENGHAPUS, True, ["search_path=public, pg_temp"], [])
    assert {h.split("=")[0] for h in hak.strip("{}").split(",")} == {PENGHAPUS, APLIKASI}, "tidak untuk semua orang"
    aplikasi.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", [PENGHAPUS])
    assert aplikasi.fetchone() == (False,)
    aplikasi.execute("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [PENGHAPUS])
    assert aplikasi.fetchone() == (False,)


def test_peran_penghapus_hanya_berhak_atas_yang_dikosongkannya(aplikasi):
    aplikasi.execute("SELECT tabel FROM lindung_sasaranhapus WHERE NOT aplikasi")
    daftar = {t for (t,) in aplikasi.fetchall()}
    aplikasi.execute(
        "SELECT c.relname, array_agg(a.privilege_type::text) FROM pg_class c, aclexplode(c.relacl) a "
        "WHERE a.grantee = %s::regrole GROUP BY 1",
        [PENGHAPUS],
    )
    hak = {t: set(h) for t, h in aplikasi.fetchall()}
    assert {t for t, h in hak.items() if "UPDATE" in h} == daftar
    assert all(h <= {"SELECT", "UPDATE"} for h in hak.values()), "tidak pernah menambah atau menghapus baris"


def test_peran_aplikasi_tidak_menghapus_tanpa_nisan(aplikasi):
    _lingkup_nasional(aplikasi)
    assert _kode(aplikasi, "SELECT lindung_hapus(gen_random_uuid())") in DITOLAK
    assert _kode(aplikasi, "UPDATE lindung_sasaranhapus SET isi = 'nama = 1'") in DITOLAK


def test_fungsi_dinding_milik_pemilik(aplikasi):
    aplikasi.execute(
        "SELECT DISTINCT pg_get_userbyid(proowner) FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
        "AND proname ~ '^(tksk|pmks|pgtrigger)_'"
    )
    assert aplikasi.fetchall() == [(PEMILIK,)]


def _alat(peran: str) -> DatabaseWrapper:
    atur = {k: v for k, v in connection.settings_dict.items() if k != "TERTANAM"} | {"USER": peran}
    return DatabaseWrapper(atur, alias="lain")


@pytest.mark.parametrize("peran", [ADMIN, CADANGAN])
def test_peran_yang_menembus_dinding_ditolak(django_db_setup, django_db_blocker, peran):
    with django_db_blocker.unblock():
        connection.ensure_connection()
        alat = _alat(peran)
        with pytest.raises(ImproperlyConfigured, match=f"'{peran}' yang menembus dinding"):
            alat.get_new_connection(alat.get_connection_params())


def test_peran_pemilik_diterima(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        connection.ensure_connection()
        alat = _alat(PEMILIK)
        alat.get_new_connection(alat.get_connection_params()).close()


def test_url_superuser_ditolak_dengan_satu_baris(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        url = url_basis_data().replace(f"//{PEMILIK}@", f"//{ADMIN}@")
    hasil = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert hasil.returncode != 0
    assert "menembus dinding data (superuser atau BYPASSRLS)" in hasil.stderr
    assert "Traceback" not in hasil.stderr
    assert len(hasil.stderr.strip().splitlines()) == 1
