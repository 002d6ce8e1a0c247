"""Data contoh dimuat sekali per berkas uji, dalam satu transaksi yang dibatalkan."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.db import transaction

from tksk_portal.akses import lingkup
from tksk_portal.contoh import muat

KINI = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
BENIH, SKALA, SANDI = 2026, 1500, "sandi-contoh-uji"


@dataclass(frozen=True)
class Muatan:
    """What the load said and did."""

    akun: muat.HasilAkun
    orang: int
    laporan: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def muatan(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        laporan = []
        akun = muat.muat_akun(sandi=SANDI, benih=BENIH, kini=KINI)
        orang = muat.muat_orang(skala=SKALA, benih=BENIH, lapor=laporan.append, kini=KINI)
        with lingkup.masuk(lingkup.sistem("uji data contoh")):
            yield Muatan(akun, orang, laporan)
        transaction.set_rollback(True)
