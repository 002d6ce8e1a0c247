"""Pengguna sistem yang menjalankan PostgreSQL tertanam: PostgreSQL menolak berjalan sebagai root."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

NAMA = "embedded_postgres"


def untuk(folder: Path, program: Path) -> dict:
    """Return the arguments for `subprocess` under which the server of a data folder runs.

    An ordinary user runs it as itself. For root it is the owner of the data, or a system user made for it, which
    then gets the right to pass through (not to list) the folders above the data and the programs.

    Raises:
        ImproperlyConfigured: the data belong to somebody else, or no system user can be made.
    """
    pemilik = folder.stat().st_uid if (folder / "PG_VERSION").exists() else None
    if os.geteuid() != 0:
        if pemilik not in {None, os.geteuid()}:
            raise ImproperlyConfigured(f"Data di {folder} milik pengguna lain. Pakai folder lain: TKSK_DATA=… make run")
        return {}
    masuk = _cari(pemilik)
    for jalan in (folder, program / "postgres"):
        _beri_lewat(jalan)
    _beri_baca(program.parent)
    return {"user": masuk.pw_uid, "group": masuk.pw_gid, "extra_groups": []}


def serahkan(folder: Path, sebagai: dict) -> None:
    """Give a folder to the user that runs the server."""
    if sebagai:
        os.chown(folder, sebagai["user"], sebagai["group"])


def _cari(pemilik: int | None) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(pemilik) if pemilik else pwd.getpwnam(NAMA)
    except KeyError:
        pass
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    hasil = (
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAMA],
            capture_output=True,
            text=True,
        )
        if Path(useradd).exists()
        else None
    )
    # Proses lain mungkin baru saja membuatnya: yang menentukan ada atau tidaknya, bukan hasil perintahnya.
    try:
        return pwd.getpwnam(NAMA)
    except KeyError:
        sebab = hasil.stderr.strip() if hasil else "useradd tidak ada"
        raise ImproperlyConfigured(
            f"PostgreSQL tertanam tidak berjalan sebagai root dan pengguna sistem {NAMA} tidak dapat dibuat ({sebab}). "
            "Jalankan sebagai pengguna biasa."
        ) from None


def _beri_lewat(jalan: Path) -> None:
    for induk in jalan.resolve().parents:
        izin = induk.stat().st_mode
        if not izin & stat.S_IXOTH:
            induk.chmod(stat.S_IMODE(izin) | stat.S_IXOTH)


def _beri_baca(pemasangan: Path) -> None:
    """Make the packaged programs readable when they were installed under a strict umask."""
    if (pemasangan / "bin" / "postgres").stat().st_mode & stat.S_IXOTH:
        return
    for jalan in [pemasangan, *pemasangan.rglob("*")]:
        izin = stat.S_IMODE(jalan.stat().st_mode)
        jalan.chmod(izin | stat.S_IROTH | (stat.S_IXOTH if izin & stat.S_IXUSR else 0))
