"""Tempat soket lokal server tertanam.

Biasanya di dalam folder datanya sendiri (0700, jadi hanya pemiliknya yang dapat menyambung). Nama soket paling
panjang 107 bita di Linux dan 103 di macOS; untuk folder yang lebih dalam dipakai folder pendek di tempat sementara.
Begitu juga bila nama folder memuat koma atau tanda kutip, yang memisahkan nama dalam daftar soket.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BATAS = 103
NAMA = ".s.PGSQL.5432.lock"


def pilih(folder: Path) -> Path:
    """Return the folder of the socket for a data folder; the same answer in every process."""
    if len(os.fsencode(folder / NAMA)) <= BATAS and not set(str(folder)) & set(",\"'\\"):
        return folder
    sidik = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"tksk-{sidik}"


def siapkan(folder: Path) -> Path:
    """Make the socket's folder when it is not the data folder itself, and return it.

    Raises:
        ImproperlyConfigured: somebody else made a folder of that name.
    """
    tempat = pilih(folder)
    if tempat == folder:
        return tempat
    tempat.mkdir(mode=0o700, exist_ok=True)
    lihat = tempat.lstat()
    milik = {os.geteuid(), folder.stat().st_uid}
    if not stat.S_ISDIR(lihat.st_mode) or lihat.st_uid not in milik or stat.S_IMODE(lihat.st_mode) != 0o700:
        raise ImproperlyConfigured(f"Folder soket {tempat} milik pengguna lain. Pakai TKSK_DATA yang lebih pendek.")
    return tempat


def buang(folder: Path) -> None:
    """Remove the short folder, if one was made."""
    tempat = pilih(folder)
    if tempat != folder:
        shutil.rmtree(tempat, ignore_errors=True)
