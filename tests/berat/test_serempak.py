"""Di bawah beban: 500 kiriman serempak lewat HTTP, 10 % diulang, juga saat server dibunuh di tengah jalan."""

import http.client
import random
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db.models import Count

from pmks.angka import angka_satu
from pmks.models import Kasus, Orang, PutusanKasus
from tests.conftest import baca_dunia
from tests.pmks.bahan import borang
from tests.server import Klien, buat_sesi
from tksk_portal.akses import lingkup

pytestmark = pytest.mark.berat

BANYAK = 500
ULANGAN = 50
UTAS = 16


def _kiriman() -> list[dict]:
    """Return 500 entries plus 50 repeats, each repeat right after its first, so that they meet in the server."""
    acak = random.Random(20261124)
    isi = [
        borang(nik=f"647203520558{9000 + n:04d}", no_kk=f"647203010110{1 + n:04d}", nama=f"Orang Ke {n:03d}")
        | ({"ajukan": "1"} if n % 2 else {"draf": "1"})
        for n in range(BANYAK)
    ]
    diulang = set(acak.sample(range(BANYAK), ULANGAN))
    return [b for n, b in enumerate(isi) for _ in range(2 if n in diulang else 1)]


class Penyerbu:
    """Sends entries from many threads with one session, as one officer's devices would."""

    def __init__(self, port: int, sesi: str) -> None:
        self.port, self.sesi = port, sesi
        self.jawaban: dict[str, list] = defaultdict(list)
        self.putus = 0
        self.kunci = threading.Lock()
        self.utas = threading.local()

    def kirim(self, isi: dict) -> None:
        """Send one entry until it is answered; a broken connection is tried again with the same key."""
        batas = time.monotonic() + 120
        while time.monotonic() < batas:
            if not hasattr(self.utas, "klien"):
                self.utas.klien = Klien(self.port, self.sesi)
            try:
                kode, kepala, _ = self.utas.klien.post("/pmks/baru/", isi)
            except (OSError, http.client.HTTPException):
                with self.kunci:
                    self.putus += 1
                time.sleep(0.1)
                continue
            with self.kunci:
                self.jawaban[isi["id"]].append((kode, (kepala.get("Location") or "").partition("?")[0]))
            return
        raise AssertionError("tidak pernah dijawab")

    @property
    def dijawab(self) -> int:
        """How many entries have been answered."""
        with self.kunci:
            return sum(map(len, self.jawaban.values()))


def _periksa_isi(kiriman: list[dict], penyerbu: Penyerbu) -> None:
    """Everything answered is there, whole and once; repeats were answered like the first."""
    salah = {k: j for k, j in penyerbu.jawaban.items() if set(j) != {(302, f"/pmks/{k}/")}}
    assert not salah, list(salah.items())[:5]
    assert Counter({k: len(j) for k, j in penyerbu.jawaban.items()}) == Counter(b["id"] for b in kiriman)
    with lingkup.masuk(lingkup.sistem("uji")):
        tersimpan = {str(o.pk): (o.nik, o.nama) for o in Orang.objects.all()}
        assert tersimpan == {b["id"]: (b["nik"], b["nama"]) for b in kiriman}
        per_orang = Kasus.objects.values("orang").annotate(n=Count("pk")).values_list("n", flat=True)
        assert Counter(per_orang) == {1: BANYAK}
        status = Counter(Kasus.objects.values_list("status", flat=True))
        assert status == {"draf": BANYAK // 2, "diajukan": BANYAK // 2}
        assert PutusanKasus.objects.count() == BANYAK // 2
        assert angka_satu("64.72.03").orang == angka_satu("0").orang == BANYAK


@pytest.fixture
def penyerbu(server):
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = baca_dunia().tksk.akun
    return Penyerbu(server.port, buat_sesi(akun))


def test_500_kiriman_serempak_tidak_ganda_tidak_hilang(server, penyerbu):
    kiriman = _kiriman()
    with ThreadPoolExecutor(UTAS) as kolam:
        list(kolam.map(penyerbu.kirim, kiriman))
    assert penyerbu.putus == 0, server.catatan()[-3000:]
    _periksa_isi(kiriman, penyerbu)
    assert "Traceback" not in server.catatan()


def test_server_dibunuh_di_tengah_semua_yang_dijawab_tersimpan(server, penyerbu):
    kiriman = _kiriman()
    with ThreadPoolExecutor(UTAS) as kolam:
        hasil = [kolam.submit(penyerbu.kirim, b) for b in kiriman]
        while penyerbu.dijawab < 200:
            time.sleep(0.01)
        server.bunuh()
        sebelum = {k for k, jawab in dict(penyerbu.jawaban).items() if (302, f"/pmks/{k}/") in jawab}
        with lingkup.masuk(lingkup.sistem("uji")):
            ada = {str(k) for k in Orang.objects.values_list("pk", flat=True)}
        assert sebelum <= ada, "dijawab tersimpan, tetapi hilang"
        server.mulai()
        for h in hasil:
            h.result()
    assert 0 < len(sebelum) < BANYAK and penyerbu.putus > 0, "server tidak terbunuh di tengah pekerjaan"
    _periksa_isi(kiriman, penyerbu)
