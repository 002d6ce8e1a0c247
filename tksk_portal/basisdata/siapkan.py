"""Menyiapkan server PostgreSQL: peran, templat dengan ekstensi dan tanda LEAKPROOF, basis data.

Semua langkah boleh diulang: yang sudah ada dibiarkan, yang belum ada dibuat dan dilaporkan.
"""

from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

PEMILIK = "tksk_pemilik"
APLIKASI = "tksk_app"
CADANGAN = "tksk_cadangan"
# Pemilik satu fungsi, yang mengosongkan identitas dalam riwayat (tksk_portal/lindung/sasaran.py); tidak dapat masuk.
PENGHAPUS = "tksk_penghapus"
TEMPLAT = "tksk_templat"
BASIS = "tksk"
EKSTENSI = ("btree_gist", "pg_trgm", "unaccent")
VERSI_TERENDAH = 150000

# Tanpa tanda ini, indeks trigram tidak dapat dipakai di balik dinding (desain.md: 0,30 s menjadi 0,04 s).
LEAKPROOF = (
    "textlike(text, text)",
    "texticlike(text, text)",
    "similarity_op(text, text)",
    "word_similarity_op(text, text)",
    "word_similarity_commutator_op(text, text)",
)


class TidakSiap(Exception):
    """The server cannot be prepared; the message says in one line what to do."""


def siapkan(url_admin: str, *, basis: str = BASIS, sandi: dict[str, str] | None = None) -> list[str]:
    """Prepare a server with an administrator's URL and return what was done, one line each.

    Args:
        url_admin: URL of a superuser, any database.
        basis: name of the portal's database.
        sandi: role name -> password, for servers that ask for one; roles named here may log in.

    Raises:
        TidakSiap: unreachable, too old, not a superuser, or refused by the server.
    """
    hasil: list[str] = []
    try:
        with _sambung(url_admin) as server:
            # Beberapa proses uji menyiapkan server yang sama pada saat yang sama: satu per satu.
            server.execute("SELECT pg_advisory_lock(hashtextextended('tksk_siapkan', 0))")
            _periksa_admin(server)
            _buat_peran(server, sandi or {}, hasil)
            _buat_basis(server, TEMPLAT, None, hasil)
            with _sambung(ganti_basis(url_admin, TEMPLAT)) as templat:
                _isi_templat(templat, hasil)
            _buat_basis(server, basis, TEMPLAT, hasil)
            with _sambung(ganti_basis(url_admin, basis)) as isi:
                _isi_templat(isi, hasil)
    except psycopg2.Error as salah:
        raise TidakSiap(_baris_pertama(salah)) from None
    return hasil


def buat_ulang(url_admin: str, basis: str) -> None:
    """Destroy a database with everything in it and make it afresh; only for the embedded server's demo data.

    Raises:
        TidakSiap: see `siapkan`.
    """
    with _sambung(url_admin) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(basis)))
    siapkan(url_admin, basis=basis)


def _baris_pertama(salah: Exception) -> str:
    return (str(salah).strip() or type(salah).__name__).splitlines()[0]


def ganti_basis(url: str, basis: str) -> str:
    """Return the same URL with another database name."""
    bagian = urlsplit(url)
    return urlunsplit(bagian._replace(path="/" + basis))


class _sambung:
    def __init__(self, url: str) -> None:
        try:
            self.sambungan = psycopg2.connect(url, connect_timeout=10)
        except psycopg2.Error as salah:
            raise TidakSiap(_baris_pertama(salah)) from None
        self.sambungan.autocommit = True

    def __enter__(self):
        return self.sambungan.cursor()

    def __exit__(self, *_):
        self.sambungan.close()


def _periksa_admin(kursor) -> None:
    kursor.execute(
        "SELECT current_setting('server_version_num')::int, rolsuper FROM pg_roles WHERE rolname = current_user"
    )
    versi, super_ = kursor.fetchone()
    if versi < VERSI_TERENDAH:
        raise TidakSiap(f"PostgreSQL {versi // 10000} terlalu lama; perlu versi 15 atau lebih baru.")
    if not super_:
        raise TidakSiap("URL administrator harus milik peran superuser (hanya untuk persiapan ini).")


def _buat_peran(kursor, sandi: dict[str, str], hasil: list[str]) -> None:
    sifat = {
        PEMILIK: "LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB",
        APLIKASI: "NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
        CADANGAN: "LOGIN NOSUPERUSER BYPASSRLS",
        PENGHAPUS: "NOLOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE",
    }
    for peran, isi in sifat.items():
        kursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [peran])
        if not kursor.fetchone():
            kursor.execute(sql.SQL("CREATE ROLE {} " + isi).format(sql.Identifier(peran)))
            hasil.append(f"peran {peran} dibuat")
        if peran in sandi:
            kursor.execute(
                sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(peran), sql.Literal(sandi[peran]))
            )
            hasil.append(f"sandi peran {peran} ditetapkan")
    # Pemilik berganti menjadi aplikasi tiap permintaan, dan menyerahkan fungsi penghapus saat migrasi.
    for peran in (APLIKASI, PENGHAPUS):
        kursor.execute("SELECT pg_has_role(%s, %s, 'MEMBER')", [PEMILIK, peran])
        if not kursor.fetchone()[0]:
            kursor.execute(f"GRANT {peran} TO {PEMILIK}")
            hasil.append(f"{PEMILIK} boleh berganti menjadi {peran}")
    kursor.execute("SELECT pg_has_role(%s, 'pg_read_all_data', 'MEMBER')", [CADANGAN])
    if not kursor.fetchone()[0]:
        kursor.execute(f"GRANT pg_read_all_data TO {CADANGAN}")
        hasil.append(f"{CADANGAN} boleh membaca semua untuk cadangan")


def _buat_basis(kursor, nama: str, templat: str | None, hasil: list[str]) -> None:
    kursor.execute(
        "SELECT pg_encoding_to_char(encoding), pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [nama]
    )
    if ada := kursor.fetchone():
        if ada != ("UTF8", PEMILIK):
            raise TidakSiap(f"Basis data {nama} sudah ada, tetapi bukan UTF8 milik {PEMILIK}; pakai nama lain: --basis")
        return
    kursor.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(
            sql.Identifier(nama), sql.Identifier(PEMILIK), sql.Identifier(templat or "template0")
        )
    )
    hasil.append(f"basis data {nama} dibuat")


def _isi_templat(kursor, hasil: list[str]) -> None:
    kursor.execute("SELECT current_database()")
    (basis,) = kursor.fetchone()
    for nama in EKSTENSI:
        kursor.execute("SELECT 1 FROM pg_extension WHERE extname = %s", [nama])
        if not kursor.fetchone():
            kursor.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(nama)))
            hasil.append(f"{basis}: ekstensi {nama} dipasang")
    for tanda in LEAKPROOF:
        kursor.execute("SELECT proleakproof FROM pg_proc WHERE oid = %s::regprocedure", [tanda])
        if not kursor.fetchone()[0]:
            kursor.execute(f"ALTER FUNCTION {tanda} LEAKPROOF")
            hasil.append(f"{basis}: {tanda} ditandai LEAKPROOF")
    # Kueri portal pendek; menyusun kode mesin untuknya lebih lama daripada menjalankannya.
    kursor.execute(
        "SELECT 'jit=off' = ANY (setconfig) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase "
        "WHERE d.datname = current_database() AND s.setrole = 0"
    )
    if kursor.fetchone() != (True,):
        kursor.execute(sql.SQL("ALTER DATABASE {} SET jit = off").format(sql.Identifier(basis)))
        hasil.append(f"{basis}: jit dimatikan")
    kursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    kursor.execute(f"GRANT USAGE, CREATE ON SCHEMA public TO {PEMILIK}")
    kursor.execute(f"GRANT USAGE ON SCHEMA public TO {APLIKASI}")
    awal = f"ALTER DEFAULT PRIVILEGES FOR ROLE {PEMILIK} IN SCHEMA public GRANT"
    kursor.execute(f"{awal} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APLIKASI}")
    kursor.execute(f"{awal} USAGE, SELECT ON SEQUENCES TO {APLIKASI}")
