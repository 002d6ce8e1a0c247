"""Anak ikut induk: proses yang dinyalakan `manage.py jalankan` berhenti bila penyelianya mati, juga oleh kill -9.

Penyelia memegang ujung tulis sebuah pipa; anak membaca ujung lainnya sebagai masukan baku. Bila penyelia mati,
pembacaan selesai dan anak mengirim SIGTERM kepada dirinya sendiri. Cara ini sama di Linux dan macOS.
"""

import os
import signal
import sys
import threading
from pathlib import Path

PENANDA = "TKSK_IKUT_INDUK"


def ikut_induk() -> threading.Event:
    """Watch the supervisor when this process was started by it.

    Returns:
        An event that is set when the supervisor is gone (never, without supervisor).
    """
    yatim = threading.Event()
    if os.environ.get(PENANDA) == "1":
        threading.Thread(target=_tunggu, args=(yatim,), daemon=True, name="ikut-induk").start()
    return yatim


def _tunggu(yatim: threading.Event) -> None:
    while os.read(sys.__stdin__.fileno(), 64):
        pass
    yatim.set()
    os.kill(os.getpid(), signal.SIGTERM)


def make_diputus(pid: int) -> bool:
    """Tell whether `pid` is a `make` that got Ctrl-C alone and now waits for its children.

    A terminal sends Ctrl-C to the whole group, but a script may send SIGINT to `make` only. GNU make does not pass it
    on: it gives the signal back its default meaning and waits. Seen in /proc; elsewhere the answer is False.
    """
    try:
        status = dict(b.split(":\t", 1) for b in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in b)
    except OSError:
        return False
    bita = 1 << (signal.SIGINT - 1)
    ditangkap, ditahan, diabaikan = (int(status[n], 16) & bita for n in ("SigCgt", "SigBlk", "SigIgn"))
    return status["Name"] in {"make", "gmake"} and bool(ditahan) and not ditangkap and not diabaikan
