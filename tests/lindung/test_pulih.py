"""Sesudah `pulihkan`: yang harus diulang dijalankan pada basis data yang dipulihkan, atau dikatakan belum."""

from io import StringIO

import pytest
from django.db import DatabaseError, connection

from tksk_portal.basisdata.management.commands.pulihkan import BELUM_DIULANG, Command

NAMA: list[str] = []


def catat_nama() -> None:
    """Note which database Django would talk to."""
    NAMA.append(connection.settings_dict["NAME"])


def gagal() -> None:
    """Fail as a database of an older version does."""
    raise DatabaseError("relation lindung_penghapusan does not exist")


@pytest.fixture
def perintah(settings, monkeypatch):
    """The command, on a portal whose own server is the one that is restored."""
    monkeypatch.delenv("TKSK_URL_ADMIN", raising=False)
    monkeypatch.setattr(connection, "close", lambda: None)
    NAMA.clear()
    return Command(stderr=StringIO())


def test_dijalankan_pada_basis_data_yang_dipulihkan(perintah, settings):
    asal = connection.settings_dict["NAME"]
    settings.SESUDAH_PULIH = ["tests.lindung.test_pulih.catat_nama"]
    perintah._sesudah("tksk_pulih")
    assert (NAMA, connection.settings_dict["NAME"]) == (["tksk_pulih"], asal)
    assert perintah.stderr.getvalue() == ""


def test_cadangan_versi_lama_dikatakan_belum_diulang(perintah, settings):
    asal = connection.settings_dict["NAME"]
    settings.SESUDAH_PULIH = ["tests.lindung.test_pulih.gagal"]
    perintah._sesudah("tksk_pulih")
    assert BELUM_DIULANG in perintah.stderr.getvalue()
    assert connection.settings_dict["NAME"] == asal


def test_server_lain_tidak_disentuh(perintah, settings, monkeypatch):
    settings.SESUDAH_PULIH = ["tests.lindung.test_pulih.catat_nama"]
    monkeypatch.setenv("TKSK_URL_ADMIN", "postgresql://postgres@lain/postgres")
    perintah._sesudah("tksk_pulih")
    assert NAMA == [] and BELUM_DIULANG in perintah.stderr.getvalue()
