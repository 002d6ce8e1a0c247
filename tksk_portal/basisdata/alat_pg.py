"""`pg_dump` dan `pg_restore` milik server itu sendiri, dialirkan."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
from psycopg2.extensions import make_dsn, parse_dsn

from tksk_portal.basisdata.siapkan import TidakSiap

DEBIAN = Path("/usr/lib/postgresql")


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


def alirkan_dump(program: Path, url: str, *, cuplikan: str, potong: int) -> Iterator[bytes]:
    """Yield a whole database in pieces of `potong` bytes (custom format), as seen by an exported snapshot.

    Raises:
        TidakSiap: `pg_dump` refuses.
    """
    with _program([program / "pg_dump", "--format=custom", f"--snapshot={cuplikan}"], url, keluar=True) as proses:
        while isi := proses.stdout.read(potong):
            yield isi


@contextmanager
def menerima(program: Path, *pilihan: str, url: str | None = None) -> Iterator["Penerima"]:
    """Run `pg_restore` and yield what feeds it.

    Raises:
        TidakSiap: `pg_restore` refuses.
    """
    with _program([program / "pg_restore", *pilihan], url, keluar=False) as proses:
        yield Penerima(proses.stdin)


class Penerima:
    """Takes pieces until the program has read all that it wants."""

    def __init__(self, masuk) -> None:
        self.masuk, self.terbuka = masuk, True

    def __call__(self, potong: bytes) -> None:
        """Feed one piece; after the program has closed its input, pieces are let go."""
        if not self.terbuka:
            return
        try:
            self.masuk.write(potong)
        except BrokenPipeError:
            self.terbuka = False


@contextmanager
def _program(perintah: list, url: str | None, *, keluar: bool) -> Iterator[subprocess.Popen]:
    """Run a program of PostgreSQL. The password goes by the environment: arguments are visible to all users."""
    lingkungan = dict(os.environ)
    if url:
        alamat = parse_dsn(url)
        lingkungan |= {"PGPASSWORD": alamat.pop("password")} if "password" in alamat else {}
        perintah = [perintah[0], f"--dbname={make_dsn(**alamat)}", *perintah[1:]]
    pipa = {"stdout": subprocess.PIPE} if keluar else {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL}
    with tempfile.TemporaryFile("w+") as galat:
        proses = subprocess.Popen(perintah, env=lingkungan, stderr=galat, **pipa)
        try:
            yield proses
        except BaseException:
            proses.kill()
            raise
        finally:
            for aliran in filter(None, (proses.stdin, proses.stdout)):
                with suppress(BrokenPipeError):
                    aliran.close()
            proses.wait()
        if proses.returncode:
            galat.seek(0)
            semua = galat.read().splitlines()
            raise TidakSiap(next((b for b in semua if "error:" in b), semua[0] if semua else "gagal").strip())
