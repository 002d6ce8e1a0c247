"""Provinsi kedua dengan adminnya, dan pintasan untuk akun dan tautan."""

from datetime import date

import pytest

from tests.akun.bahan import beri, buat
from tests.conftest import Penghuni
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import JenisTautan, Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.kelola import tautan
from tksk_portal.wilayah.models import Wilayah


@pytest.fixture
def kalsel(dunia) -> Penghuni:
    """The admin of another province."""
    Wilayah.objects.get_or_create(
        kode="63", defaults={"nama": "Kalimantan Selatan", "tingkat": 1, "jenis": "provinsi", "induk_id": "0"}
    )
    tugas = beri(buat("admin63", "63"), Peran.ADMIN, "63", date(2026, 1, 1))
    return _penghuni(tugas)


@pytest.fixture
def admin_kedua(dunia) -> Penghuni:
    """A second admin of the province."""
    return _penghuni(beri(buat("admin2"), Peran.ADMIN, "64", date(2026, 1, 1)))


def _penghuni(tugas: Penempatan) -> Penghuni:
    with lingkup.masuk(lingkup.sistem("uji")):
        tugas = Penempatan.objects.select_related("akun", "tempat").get(pk=tugas.pk)
        return Penghuni(tugas.akun, tugas, lingkup.dari_penempatan(tugas))


@pytest.fixture
def undang(dunia):
    """Return a function that makes a link for an account: `undang(akun, jenis) -> token`."""

    def buat_tautan(akun, jenis=JenisTautan.UNDANGAN) -> str:
        with lingkup.masuk(dunia.admin.lingkup):
            return tautan.buat(akun=akun, jenis=jenis, oleh_id=dunia.admin.akun.pk)[1]

    return buat_tautan
