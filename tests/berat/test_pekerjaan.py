"""Tiga pekerjaan panjang, dua pekerja, tiga puluh gangguan: kill -9, SIGTERM, basis data dihentikan atau dibunuh."""

import random
import signal
import time
from collections import Counter

import pytest
from django.db import connection

from tests.berat.bahan import basis_sekali_pakai, jatuhkan, sabar
from tests.conftest import baca_dunia
from tests.pekerjaan.proses import ProsesPekerja, kini, nomor_baris
from tksk_portal.akses import lingkup
from tksk_portal.basisdata.siapkan import BASIS, PEMILIK
from tksk_portal.basisdata.tertanam import ServerTertanam
from tksk_portal.pekerjaan.antrean import antrekan
from tksk_portal.pekerjaan.models import Kabar

pytestmark = pytest.mark.berat
BARIS = 4000
GANGGUAN = 30
BENIH = 20261124
TERLAMA = 600


@pytest.fixture
def server_sendiri(django_db_setup, django_db_blocker):
    """A database server of its own, so that killing it disturbs nobody; Django is connected to it."""
    with django_db_blocker.unblock(), basis_sekali_pakai() as server:
        yield server


class Perusak:
    """Two workers and a database, and what can happen to them."""

    def __init__(self, server: ServerTertanam) -> None:
        self.server = server
        self.acak = random.Random(BENIH)
        self.pekerja = [self._baru(), self._baru()]
        self.hitungan: Counter = Counter()

    def _baru(self) -> ProsesPekerja:
        return ProsesPekerja(denyut_mati=1.5, banyak=2, url=self.server.url(PEMILIK, BASIS))

    def ganggu(self) -> None:
        """Do one thing at random; a dead worker or server is started again, as the supervisor would."""
        apa = self.acak.choices(["bunuh", "hentikan", "basis cepat", "basis mati"], [6, 2, 2, 2])[0]
        self.hitungan[apa] += 1
        if apa.startswith("basis"):
            self._basis_data(signal.SIGINT if apa == "basis cepat" else signal.SIGQUIT)
            return
        mana = self.acak.randrange(2)
        lama = self.pekerja[mana]
        lama.bunuh() if apa == "bunuh" else lama.hentikan()
        self.pekerja[mana] = self._baru()

    def _basis_data(self, isyarat: signal.Signals) -> None:
        connection.close()
        jatuhkan(self.server, isyarat)
        self.server.nyalakan_lagi()

    def selesai(self) -> list[int]:
        """Stop the workers; return their exit codes."""
        return [p.hentikan() for p in self.pekerja]


def test_tiga_puluh_gangguan_baris_tetap_tepat(server_sendiri, settings):
    settings.JENIS_PEKERJAAN = ["tests.pekerjaan.bahan.tulis_baris"]
    settings.JENIS_KABAR = [*settings.JENIS_KABAR, "tests.pekerjaan.bahan.UJI"]
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia = baca_dunia()
    pekerjaan = {}
    for nama in ("tksk", "dinsos", "provinsi"):
        with lingkup.masuk(dunia[nama].lingkup) as by:
            pekerjaan[nama] = antrekan("tulis", by=by, isi={"banyak": BARIS, "jeda": 0.004}).pk
    perusak = Perusak(server_sendiri)
    mulai = time.monotonic()
    while not all(sabar(lambda pk=pk: kini(pk)).berakhir for pk in pekerjaan.values()):
        assert time.monotonic() - mulai < TERLAMA, {n: kini(pk).selesai_butir for n, pk in pekerjaan.items()}
        time.sleep(perusak.acak.uniform(0.4, 2.4))
        if perusak.hitungan.total() < GANGGUAN:
            perusak.ganggu()
    assert perusak.hitungan.total() == GANGGUAN, f"selesai sebelum cukup diganggu: {perusak.hitungan}"
    assert perusak.selesai() == [0, 0]
    akhir = {nama: kini(pk) for nama, pk in pekerjaan.items()}
    assert {nama: p.status for nama, p in akhir.items()} == dict.fromkeys(pekerjaan, "selesai")
    for nama in pekerjaan:
        assert nomor_baris(dunia[nama].akun) == list(range(BARIS)), nama
    assert sum(p.percobaan for p in akhir.values()) > GANGGUAN // 2
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kabar.objects.filter(kunci__startswith="pekerjaan:").count() == len(pekerjaan)
    print(f"{time.monotonic() - mulai:.0f} s, {dict(perusak.hitungan)}, {[p.percobaan for p in akhir.values()]}")  # noqa: T201
