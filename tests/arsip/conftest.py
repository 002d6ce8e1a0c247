"""Keperluan uji, dan penyimpanan yang kosong pada awal tiap uji."""

import shutil

import pytest

from tests.arsip.bahan import NAMA_KEPERLUAN
from tksk_portal.arsip.penyimpanan import penyimpanan


@pytest.fixture(autouse=True)
def keperluan_uji(settings):
    """Register the purposes of the tests beside the portal's own."""
    settings.KEPERLUAN_BERKAS = [*settings.KEPERLUAN_BERKAS, NAMA_KEPERLUAN]


@pytest.fixture
def arsip_kosong(arsip_sendiri):
    """An empty store of this worker; return its folder."""
    for isi in arsip_sendiri.iterdir():
        shutil.rmtree(isi) if isi.is_dir() else isi.unlink()
    assert penyimpanan().location == str(arsip_sendiri)
    return arsip_sendiri
