"""Satu server dan satu Chromium per proses uji; basis data baru bagi setiap uji."""

import shutil

import pytest
from django.db import connection

from tests.conftest import baca_dunia
from tests.jalan.isi import Isi
from tests.peramban.bahan import Portal, ServerPeramban, buang, klon
from tests.peramban.dunia import bangun_dunia_penuh
from tksk_portal.akses import lingkup

# Cangkang tanpa jendela memakai mesin yang sama dengan sepertiga tenaga; Chromium utuh bila ia tidak ada.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Start the Chromium of this computer."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        raise RuntimeError("Uji peramban memerlukan Chromium: apt-get install chromium")
    return {
        "executable_path": program,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }


class Mesin:
    """What lives as long as the test process: the server, and the databases that tests are cloned from."""

    def __init__(self) -> None:
        self.asal: str = connection.settings_dict["NAME"]
        self.kerja, self.penuh = f"{self.asal}_peramban", f"{self.asal}_peramban_penuh"
        self.server: ServerPeramban | None = None
        self.isi: Isi | None = None
        self._penuh_ada = False

    def siapkan(self, *, penuh: bool) -> ServerPeramban:
        """Give the coming test a fresh database, empty or full, and a running server on it."""
        if penuh and not self._penuh_ada:
            klon(self.asal, self.penuh)
            self.isi = bangun_dunia_penuh()
            self._penuh_ada = True
        klon(self.penuh if penuh else self.asal, self.kerja)
        if self.server is None:
            self.server = ServerPeramban()
            self.server.mulai()
        return self.server

    def lepas(self) -> None:
        """Return Django to the ordinary test database."""
        connection.close()
        connection.settings_dict["NAME"] = self.asal

    def akhiri(self) -> None:
        """Stop the server and drop the copies."""
        if self.server:
            self.server.berhenti()
        buang(self.kerja)
        buang(self.penuh)


@pytest.fixture(scope="session")
def mesin(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        satu = Mesin()
    yield satu
    with django_db_blocker.unblock():
        satu.akhiri()


def _portal(mesin: Mesin, browser, *, penuh: bool):
    try:
        server = mesin.siapkan(penuh=penuh)
        with lingkup.masuk(lingkup.sistem("uji")):
            dunia = baca_dunia()
        satu = Portal(browser, server, dunia, mesin.isi if penuh else None)
        try:
            yield satu
        finally:
            satu.tutup()
        assert satu.keluhan == []
    finally:
        mesin.lepas()


@pytest.fixture
def portal(mesin, browser, django_db_blocker):
    """The portal with the small test world and no people in it."""
    with django_db_blocker.unblock():
        yield from _portal(mesin, browser, penuh=False)


@pytest.fixture
def portal_penuh(mesin, browser, django_db_blocker):
    """The portal with people in all states, pending changes, approvals, links."""
    with django_db_blocker.unblock():
        yield from _portal(mesin, browser, penuh=True)
