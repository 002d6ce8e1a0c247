"""Proses bantu untuk uji basis data: pemakai server tertanam di proses lain, dan proses yang tersisa."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from django.conf import settings

PEMAKAI = """
import sys
from pathlib import Path
from tksk_portal.basisdata.tertanam import ServerTertanam
server = ServerTertanam(Path(sys.argv[1]), tanpa_fsync=True)
server.mulai()
print(server.proses().pid, flush=True)
sys.stdin.readline()
"""


@contextmanager
def folder_sementara() -> Iterator[Path]:
    """Yield a folder for a server of its own.

    Not pytest's: as root the server runs as another user, and every pytest that starts closes the common parent of
    all its temporary folders to other users, also under servers that run.
    """
    with tempfile.TemporaryDirectory(prefix="tksk-uji-", ignore_cleanup_errors=True) as folder:
        yield Path(folder).resolve()


class Pemakai:
    """Another process that uses an embedded server until it is told to end or is killed."""

    def __init__(self, folder: Path, *, tunggu: bool = True) -> None:
        self.proses = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", PEMAKAI, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=settings.BASE_DIR,
            env={k: v for k, v in os.environ.items() if k != "XDG_RUNTIME_DIR"},
        )
        self.pid_server = self.baca() if tunggu else None

    def baca(self) -> int:
        """Wait until the server answers and return the pid of its postmaster."""
        self.pid_server = int(self.proses.stdout.readline())
        return self.pid_server

    def akhiri(self) -> str:
        """Let the process end by itself and return what it wrote to stderr."""
        _, galat = self.proses.communicate("\n", timeout=60)
        return galat

    def bunuh(self) -> None:
        """End the process by SIGKILL."""
        self.proses.kill()
        self.proses.communicate(timeout=60)


def proses_di(folder: Path) -> list[str]:
    """Return the processes that work for a data folder, one line each."""
    hasil = []
    for p in psutil.process_iter(["pid", "cmdline", "status"]):
        try:
            milik = str(folder) in " ".join(p.info["cmdline"] or []) or p.environ().get("TKSK_DATA") == str(folder)
        except psutil.Error:
            continue
        if milik and p.pid != os.getpid() and p.info["status"] != psutil.STATUS_ZOMBIE:
            hasil.append(f"{p.pid} {' '.join(p.info['cmdline'])}")
    return hasil
