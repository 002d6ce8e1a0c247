"""Dimuat paling awal (addopts -p): pengaturan membaca ini sebelum conftest dibaca."""

import os
import signal

import psutil
from hypothesis import settings as atur_hypothesis

os.environ["TKSK_UJI"] = "1"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Batas waktu bawaan (200 ms per contoh) merah pada komputer yang sibuk, bukan pada kode yang salah.
atur_hypothesis.register_profile("uji", deadline=None)
atur_hypothesis.load_profile("uji")


def pytest_configure(config) -> None:
    """Let SIGTERM end the suite like Ctrl-C: servers, browsers, and databases of running tests are put away."""
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _berhenti)


def _berhenti(*_) -> None:
    """Pass Ctrl-C on to the test processes, as a terminal would, and take it oneself."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for anak in psutil.Process().children():
        # Hanya proses uji: server dan peramban dihentikan uji yang menyalakannya.
        if any("execnet" in bagian for bagian in anak.cmdline()):
            anak.send_signal(signal.SIGINT)
    raise KeyboardInterrupt
