"""Basis data sekali pakai yang boleh dibunuh, dan kesabaran menunggunya kembali."""

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg2
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection

from tests.basisdata.bahan import folder_sementara
from tests.conftest import _bangun_dunia
from tksk_portal.basisdata.siapkan import BASIS, PEMILIK, siapkan
from tksk_portal.basisdata.tertanam import ADMIN, ServerTertanam


@contextmanager
def basis_sekali_pakai(*, tahan: bool = False) -> Iterator[ServerTertanam]:
    """Yield a database server of its own with the test world; Django is connected to it meanwhile.

    Args:
        tahan: what was committed survives a crash, as on a real server; otherwise its last moments may be lost.
    """
    lama = dict(connection.settings_dict)
    with folder_sementara() as folder:
        server = ServerTertanam(folder / "pg", tanpa_fsync=True)
        server.mulai()
        try:
            siapkan(server.url(ADMIN, "postgres"))
            connection.close()
            connection.settings_dict |= {"HOST": str(server.soket), "NAME": BASIS, "USER": PEMILIK, "TERTANAM": None}
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            _bangun_dunia()
            if tahan:
                connection.close()
                jatuhkan(server, signal.SIGINT)
                server.tanpa_fsync = False
                server.nyalakan_lagi()
            yield server
        finally:
            connection.close()
            connection.settings_dict.clear()
            connection.settings_dict |= lama
            server.selesai()


def jatuhkan(server: ServerTertanam, isyarat: signal.Signals) -> None:
    """End a database server: SIGINT closes its connections in order, SIGQUIT at once, SIGKILL without a word."""
    proses = server.proses()
    proses.send_signal(isyarat)
    with contextlib.suppress(Exception):
        proses.wait(timeout=30)


def sabar(tanya: Callable):
    """Ask the database until it answers."""
    batas = time.monotonic() + 60
    while True:
        try:
            return tanya()
        except (OperationalError, InterfaceError, psycopg2.Error):
            connection.close()
            assert time.monotonic() < batas, "basis data tidak pulih"
            time.sleep(0.1)
