"""Beban tulis: mencatat orang lewat server web sungguhan dari beberapa pengirim sekaligus."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tksk_portal.akun.models import Akun
from tksk_portal.contoh.ukur import Ukuran, isian_baru

PENGIRIM = 8


def sesi_untuk(akun: Akun) -> str:
    """Return the key of a fresh signed-in session."""
    sesi = SessionStore()
    sesi[SESSION_KEY] = str(akun.pk)
    sesi[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesi[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    sesi.create()
    return sesi.session_key


class ServerWeb:
    """gunicorn with two workers and four threads each, on a free port; use as a context manager."""

    def __init__(self, url: str) -> None:
        with socket.socket() as soket:
            soket.bind(("127.0.0.1", 0))
            self.port = soket.getsockname()[1]
        perintah = [sys.executable, "-m", "gunicorn", "tksk_portal.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        perintah += ["--workers", "2", "--threads", "4", "--log-level", "error"]
        self.proses = subprocess.Popen(perintah, env=os.environ | {"DATABASE_URL": url}, cwd=settings.BASE_DIR)

    def __enter__(self) -> "ServerWeb":
        for _ in range(100):
            try:
                sambungan = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                sambungan.request("GET", "/sehat/")
                if sambungan.getresponse().status == 200:
                    return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("server web tidak menjawab")

    def __exit__(self, *_) -> None:
        self.proses.send_signal(signal.SIGTERM)
        self.proses.wait(20)


def catat_per_detik(url: str, *, jumlah: int, mulai_nomor: int) -> list[Ukuran]:
    """Return creates per second and their p95 with `PENGIRIM` clients, each record validated and audited."""
    kue = f"{settings.SESSION_COOKIE_NAME}={sesi_untuk(Akun.objects.get(username='tksk.64.72.03'))}"
    waktu: list[float] = []
    salah: list[int] = []
    kunci = threading.Lock()
    # Isian disusun sebelum jam berjalan: pengirim memakai inti yang sama dengan server yang diukur.
    antre = iter([urlencode(isian_baru(n), doseq=True) for n in range(mulai_nomor, mulai_nomor + jumlah)])

    def kirim() -> None:
        sambungan = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        kepala = _kepala(sambungan, kue)
        while True:
            with kunci:
                isi = next(antre, None)
            if isi is None:
                return
            awal = time.perf_counter()
            sambungan.request("POST", "/pmks/baru/", isi, kepala)
            jawaban = sambungan.getresponse()
            jawaban.read()
            with kunci:
                waktu.append(time.perf_counter() - awal)
                if jawaban.status != 302:
                    salah.append(jawaban.status)

    with ServerWeb(url) as server:
        mulai = time.perf_counter()
        utas = [threading.Thread(target=kirim) for _ in range(PENGIRIM)]
        for u in utas:
            u.start()
        for u in utas:
            u.join()
        lama = time.perf_counter() - mulai
    if salah:
        raise RuntimeError(f"{len(salah)} pencatatan ditolak, misalnya status {salah[0]}")
    waktu.sort()
    return [
        Ukuran("catat orang", round(jumlah / lama, 1), "per detik"),
        Ukuran("catat orang p50", round(waktu[len(waktu) // 2] * 1000, 1), "ms"),
        Ukuran("catat orang p95", round(waktu[int(len(waktu) * 0.95)] * 1000, 1), "ms"),
    ]


def _kepala(sambungan: http.client.HTTPConnection, kue: str) -> dict[str, str]:
    sambungan.request("GET", "/pmks/baru/", headers={"Cookie": kue})
    jawaban = sambungan.getresponse()
    isi = jawaban.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', isi)
    kue_csrf = jawaban.getheader("Set-Cookie", "").split(";")[0]
    return {
        "Cookie": f"{kue}; {kue_csrf}",
        "X-CSRFToken": token[1] if token else "",
        "Content-Type": "application/x-www-form-urlencoded",
    }
