"""Cadangan dan pemulihan dengan `pg_dump` dan `pg_restore` milik server itu sendiri.

Pemilik tabel tidak dapat mencadangkan: di balik dinding ia melihat nol baris. Cadangan dibuat peran
`tksk_cadangan` (BYPASSRLS, hanya membaca). Tanda LEAKPROOF tidak ikut tercadang; `siapkan` memasangnya lagi.
"""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg2
from psycopg2.extensions import make_dsn, parse_dsn

from tksk_portal.basisdata.siapkan import TidakSiap, buat_ulang, ganti_basis, siapkan

DEBIAN = Path("/usr/lib/postgresql")


def cadangkan(url: str, berkas: Path, *, program: Path | None = None) -> int:
    """Write a whole database to a file (custom format, readable by its owner only) and return its size.

    The file appears under its name only when it is complete and `pg_restore` can read it.

    Args:
        url: URL of `tksk_cadangan`.
        program: folder of `pg_dump`; by default that of the server's version.

    Raises:
        TidakSiap: no fitting program, unreachable, not allowed, disk full.
    """
    program = program or cari_program(url)
    berkas.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sebagian = berkas.with_name(berkas.name + ".sebagian")
    sebagian.touch(mode=0o600)
    try:
        _jalankan([program / "pg_dump", "--format=custom", f"--file={sebagian}"], url)
        _jalankan([program / "pg_restore", "--list", sebagian])
        with sebagian.open("rb") as isi:
            os.fsync(isi.fileno())
        sebagian.rename(berkas)
    finally:
        sebagian.unlink(missing_ok=True)
    return berkas.stat().st_size


def pulihkan(url_admin: str, berkas: Path, *, basis: str, ganti: bool = False, program: Path | None = None) -> None:
    """Restore a backup into a database, all or nothing, and prepare it again.

    Args:
        url_admin: URL of a superuser.
        ganti: destroy what is in the database; without it the database must be empty.

    Raises:
        TidakSiap: the file cannot be read, the database is not empty, or the server refuses.
    """
    program = program or cari_program(url_admin)
    _jalankan([program / "pg_restore", "--list", berkas])
    siapkan(url_admin, basis=basis)
    if not ganti and _terisi(ganti_basis(url_admin, basis)):
        raise TidakSiap(
            f"Basis data {basis} tidak kosong. Pakai nama lain (--basis), atau --ganti untuk membuang isinya."
        )
    buat_ulang(url_admin, basis)
    sekaligus = ["--single-transaction", "--exit-on-error", "--no-comments"]
    _jalankan([program / "pg_restore", *sekaligus, berkas], ganti_basis(url_admin, basis))
    siapkan(url_admin, basis=basis)


def cari_program(url: str) -> Path:
    """Return the folder of `pg_dump` that fits the server's version.

    Raises:
        TidakSiap: the server does not answer, or there is no such program.
    """
    try:
        sambungan = psycopg2.connect(url, connect_timeout=10)
    except psycopg2.Error as salah:
        raise TidakSiap(str(salah).strip().splitlines()[0]) from None
    versi = sambungan.server_version // 10000
    sambungan.close()
    biasa = shutil.which("pg_dump")
    for folder in (DEBIAN / str(versi) / "bin", Path(biasa).parent if biasa else None):
        if folder is not None and (folder / "pg_dump").exists():
            return folder
    raise TidakSiap(f"pg_dump versi {versi} tidak ada (di Debian: apt install postgresql-client-{versi}).")


def _terisi(url: str) -> bool:
    sambungan = psycopg2.connect(url)
    try:
        with sambungan.cursor() as kursor:
            kursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            return kursor.fetchone()[0] > 0
    finally:
        sambungan.close()


def _jalankan(perintah: list, url: str | None = None) -> None:
    """Run a program of PostgreSQL. The password goes by the environment: arguments are visible to all users."""
    lingkungan = dict(os.environ)
    if url:
        alamat = parse_dsn(url)
        lingkungan |= {"PGPASSWORD": alamat.pop("password")} if "password" in alamat else {}
        perintah = [perintah[0], f"--dbname={make_dsn(**alamat)}", *perintah[1:]]
    hasil = subprocess.run(perintah, env=lingkungan, capture_output=True, text=True)
    if hasil.returncode:
        galat = [b for b in hasil.stderr.splitlines() if "error:" in b] or hasil.stderr.splitlines() or ["gagal"]
        raise TidakSiap(galat[0].strip())
