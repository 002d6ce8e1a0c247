"""Dunia uji yang kecil: satu TKSK, tetangganya, kab/kota, kab/kota lain, provinsi, Kemensos, admin, camat."""

import os
import sys
from dataclasses import dataclass
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.template import engines
from django.template.base import Node
from django.test.utils import override_settings, setup_databases, teardown_databases

from tests.jalan.basis import putus
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.dasar.berversi import AturanBerversi, lupakan_semua
from tksk_portal.wilayah.dinding import Acuan
from tksk_portal.wilayah.muat import muat

SANDI = "sandi-uji-panjang"
TEMPLAT = str(settings.BASE_DIR / "templates")
PENGHUNI = {
    "tksk": (Peran.TKSK, "64.72.03", "Nurhayati"),
    "tetangga": (Peran.TKSK, "64.72.04", "Yosef Lawai"),
    "camat": (Peran.CAMAT, "64.72.03", "Camat Samarinda Ulu"),
    "dinsos": (Peran.KABKOTA, "64.72", "Dinsos Samarinda"),
    "dinsos_lain": (Peran.KABKOTA, "64.71", "Dinsos Balikpapan"),
    "provinsi": (Peran.PROVINSI, "64", "Dinsos Kaltim"),
    "admin": (Peran.ADMIN, "64", "Admin Kaltim"),
    "kemensos": (Peran.KEMENSOS, "0", "Kemensos"),
}


class TidakTerdefinisi(str):
    """Stands where a template prints a variable that is not there: in the portal's own templates, the test fails."""

    def __contains__(self, teks: str) -> bool:
        return teks == "%s"

    def __mod__(self, variabel: str) -> str:
        bingkai = sys._getframe(1)
        while bingkai is not None:
            simpul = bingkai.f_locals.get("self")
            if isinstance(simpul, Node) and getattr(simpul, "origin", None) is not None:
                if str(simpul.origin).startswith(TEMPLAT):
                    raise AssertionError(f"variabel templat {variabel} tidak ada, di {simpul.origin}")
                return ""
            bingkai = bingkai.f_back
        return ""


@pytest.fixture(scope="session", autouse=True)
def templat_ketat():
    """Templates may print only what their view passes."""
    mesin = engines["django"].engine
    mesin.string_if_invalid = TidakTerdefinisi("%s")
    yield
    mesin.string_if_invalid = ""


@pytest.fixture(scope="session", autouse=True)
def arsip_sendiri(tmp_path_factory):
    """Private files of this run, and of each of its workers, lie in a folder of their own; child processes know it."""
    folder = tmp_path_factory.mktemp("arsip")
    lama = os.environ.get("TKSK_ARSIP")
    os.environ["TKSK_ARSIP"] = str(folder)
    disk = {"BACKEND": "tksk_portal.arsip.penyimpanan.BerkasDiDisk", "OPTIONS": {"location": folder}}
    with override_settings(STORAGES=settings.STORAGES | {"arsip": disk}):
        yield folder
    if lama is None:
        del os.environ["TKSK_ARSIP"]
    else:
        os.environ["TKSK_ARSIP"] = lama


@pytest.fixture(scope="session", autouse=True)
def daftar_hapus_sendiri(tmp_path_factory):
    """The list of erased records of this run, and of each of its workers, lies in a folder of its own."""
    folder = tmp_path_factory.mktemp("hapus")
    lama = os.environ.get("TKSK_DAFTAR_HAPUS")
    os.environ["TKSK_DAFTAR_HAPUS"] = str(folder)
    with override_settings(DAFTAR_PENGHAPUSAN=folder):
        yield folder
    if lama is None:
        del os.environ["TKSK_DAFTAR_HAPUS"]
    else:
        os.environ["TKSK_DAFTAR_HAPUS"] = lama


@dataclass(frozen=True)
class Penghuni:
    """One inhabitant of the test world."""

    akun: Akun
    tugas: Penempatan
    lingkup: Lingkup


class Dunia(dict):
    """The test world: name -> inhabitant; also as attributes."""

    __getattr__ = dict.__getitem__


def _bangun_dunia() -> None:
    muat(["64"])
    with lingkup.masuk(lingkup.sistem("dunia uji")):
        for nama, (peran, tempat, orang) in PENGHUNI.items():
            akun = Akun(username=nama, nama=orang, wilayah_id="0" if tempat == "0" else "64")
            akun.set_password(SANDI)
            akun.save()
            Penempatan.objects.create(akun=akun, peran=peran, tempat_id=tempat, mulai=date(2026, 1, 1))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_keepdb, django_db_createdb, django_db_blocker
):
    """Make the test database; regions and the test world are committed once in it.

    In the place of pytest-django's own fixture, which makes no database when only tests on committed data
    (`data_tetap`) are run: those would meet the ordinary database.
    """
    with django_db_blocker.unblock():
        simpan = django_db_keepdb and not django_db_createdb
        lama = setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set(), keepdb=simpan
        )
        if not Akun.objects.filter(username="tksk").exists():
            _bangun_dunia()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            # Utas server atau kiriman serempak dapat meninggalkan sambungannya; basis data yang dipakai tidak terhapus.
            nama = connection.settings_dict["NAME"]
            connection.close()
            putus(nama)
            teardown_databases(lama, verbosity=0)


@pytest.fixture
def acuan_sendiri(db):
    """For tests that change the reference data: what they leave in memory is compared again afterwards."""
    lupakan_semua()
    yield
    lupakan_semua()


@pytest.fixture
def dunia(db) -> Dunia:
    """Return the test world."""
    with lingkup.masuk(lingkup.sistem("dunia uji")):
        return baca_dunia()


def baca_dunia() -> Dunia:
    """Read the test world; needs a scope."""
    semua = Penempatan.objects.filter(akun__username__in=PENGHUNI).select_related("akun", "tempat")
    return Dunia({t.akun.username: Penghuni(t.akun, t, lingkup.dari_penempatan(t)) for t in semua})


@pytest.fixture
def masuk(client, dunia):
    """Return a function that signs the client in as an inhabitant: `masuk("tksk")`."""

    def sebagai(nama: str):
        client.force_login(dunia[nama].akun)
        return client

    return sebagai


@pytest.fixture
def sistem(db):
    """Enter the scope of a command for the whole test."""
    with lingkup.masuk(lingkup.sistem("uji")) as l:  # noqa: E741
        yield l


# Tabel yang diisi uji dengan data tetap; wilayah, acuan, dan akun dunia uji dibiarkan.
AWALAN_ISI = (
    *("pekerjaan_", "arsip_", "dokumen_", "excel_", "lindung_", "petugas_", "pmks_", "psks_", "jejak_", "mekar_"),
    *("django_session", "usersessions_", "tksk_tembolok"),
)
# Acuan tidak dikosongkan, kecuali yang ditulis sambil bekerja.
DITULIS_SAMBIL = ("pmks_sapuankembar", "petugas_kartu", "pekerjaan_putaran")
BUKAN_ISI = (
    "pmks_kuncinik",
    *(
        m._meta.db_table
        for m in apps.get_models()
        if isinstance(getattr(m, "dinding", None), Acuan) and m._meta.db_table not in DITULIS_SAMBIL
    ),
)


def kosongkan_isi() -> None:
    """Empty the content tables of the test database, as the owner and outside any scope."""
    with connection.cursor() as kursor:
        semua = connection.introspection.table_names(kursor)
        isi = [t for t in semua if t.startswith(AWALAN_ISI) and t not in BUKAN_ISI]
        kursor.execute("TRUNCATE " + ", ".join(isi) + " CASCADE")
        for aturan in AturanBerversi.__subclasses__():
            tabel = aturan._meta.db_table
            kursor.execute(f"DELETE FROM {tabel} WHERE berlaku_sejak IS NOT NULL")
            kursor.execute(f"UPDATE {tabel} SET berlaku_sampai = NULL WHERE berlaku_sampai IS NOT NULL")
        kursor.execute(
            "DELETE FROM pmks_peraturan p WHERE NOT EXISTS (SELECT 1 FROM pmks_aturanjenis a "
            "WHERE a.peraturan_id = p.id)"
        )
    lupakan_semua()


@pytest.fixture
def data_tetap(django_db_setup, django_db_blocker):
    """Committed data, for walls, concurrency and browsers; the content tables are emptied afterwards."""
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            connection.close()
            kosongkan_isi()
            connection.close()
