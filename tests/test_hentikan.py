"""SIGTERM pada uji (`make test` yang dihentikan): bahan uji dibereskan dan tidak ada proses yang tertinggal."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from django.conf import settings

UJI = """
import subprocess, time
from pathlib import Path
import pytest

FOLDER = Path(__file__).parent

@pytest.fixture
def server():
    proses = subprocess.Popen(["sleep", "300"])
    try:
        (FOLDER / f"mulai-{proses.pid}").touch()
        yield
    finally:
        # Isyaratnya dapat datang sebelum `yield`.
        proses.kill()
        proses.wait()

@pytest.mark.parametrize("n", [1, 2])
def test_lama(server, n):
    time.sleep(200)
"""


@pytest.mark.parametrize("banyak", [0, 2])
def test_sigterm_membereskan_seperti_ctrl_c(tmp_path: Path, banyak: int):
    (tmp_path / "test_lama.py").write_text(UJI)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    perintah = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.lingkungan",
        "-p",
        "no:django",
        "-p",
        "no:playwright",
    ]
    perintah += ["-p", "no:base_url", "-p", "no:cacheprovider", "-n", str(banyak), str(tmp_path)]
    lingkungan = os.environ | {"PYTHONPATH": str(settings.BASE_DIR)}
    lingkungan = {k: v for k, v in lingkungan.items() if not k.startswith("PYTEST")}
    proses = subprocess.Popen(
        perintah, cwd=tmp_path, env=lingkungan, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        tunggu = time.monotonic() + 60
        while len(list(tmp_path.glob("mulai-*"))) < max(1, banyak) and time.monotonic() < tunggu:
            time.sleep(0.1)
        server = [int(p.name.removeprefix("mulai-")) for p in tmp_path.glob("mulai-*")]
        keturunan = psutil.Process(proses.pid).children(recursive=True)
        assert len(server) == max(1, banyak)
        proses.send_signal(signal.SIGTERM)
        proses.wait(60)
        assert psutil.wait_procs(keturunan, timeout=60)[1] == []
        assert [pid for pid in server if psutil.pid_exists(pid)] == []
    finally:
        for sisa in [*psutil.Process(proses.pid).children(recursive=True)] if proses.poll() is None else []:
            sisa.kill()
        proses.kill()
        proses.wait()
