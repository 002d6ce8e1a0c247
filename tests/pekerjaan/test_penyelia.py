"""`manage.py jalankan` sungguhan: menyala, berhenti, dan tidak meninggalkan apa pun."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.basisdata.bahan import folder_sementara, proses_di
from tksk_portal.basisdata.tertanam import ServerTertanam
from tksk_portal.pekerjaan.penyelia import menjawab

TUNGGU = 300
# Satu dari yang sejenis di setiap putaran; yang lain, dengan sebab gagal yang sama, di `make uji-berat`.
BERAT = pytest.mark.berat


def port_kosong() -> int:
    """Return a port that nothing uses now."""
    with socket.create_server(("127.0.0.1", 0)) as s:
        return s.getsockname()[1]


class Portal:
    """`manage.py jalankan` in a process group of its own, as a terminal would start it."""

    def __init__(self, folder: Path, port: int, **lingkungan: str) -> None:
        self.folder, self.port = folder, port
        self.keluaran = ""
        self.proses = subprocess.Popen(
            [sys.executable, "manage.py", "jalankan", "--tanpa-contoh"],
            cwd=settings.BASE_DIR,
            env=bersih() | {"TKSK_DATA": str(folder), "PORT": str(port), **lingkungan},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def tunggu(self, teks: str) -> None:
        """Read until a text appears."""
        batas = time.monotonic() + TUNGGU
        while teks not in self.keluaran:
            siap, _, _ = select.select([self.proses.stdout], [], [], 1)
            baru = os.read(self.proses.stdout.fileno(), 4096).decode() if siap else None
            self.keluaran += baru or ""
            assert baru != "", f"berhenti sebelum “{teks}”: {self.keluaran}"
            assert time.monotonic() < batas, f"tidak sampai “{teks}”: {self.keluaran}"

    def berhenti(self, isyarat: signal.Signals) -> int:
        """Send a signal to the whole group and return the exit code."""
        os.killpg(self.proses.pid, isyarat)
        sisa, _ = self.proses.communicate(timeout=TUNGGU)
        self.keluaran += sisa.decode()
        return self.proses.returncode

    def cari(self, *potongan: str) -> psutil.Process:
        """Return the oldest process of this portal whose command line holds all the pieces."""
        pid = [int(b.split()[0]) for b in proses_di(self.folder) if all(p in b for p in potongan)]
        return psutil.Process(min(pid))


def bersih() -> dict[str, str]:
    """Return the environment without what would change the portal's mode."""
    buang = ("DATABASE_URL", "TKSK_MODE", "TKSK_DENGAR", "TKSK_SANDI_DEMO", "PORT")
    return {k: v for k, v in os.environ.items() if k not in buang}


def tunggu_sampai(benar, pesan: str) -> None:
    """Wait until a condition holds."""
    batas = time.monotonic() + TUNGGU
    while not benar():
        assert time.monotonic() < batas, pesan
        time.sleep(0.1)


def buka(alamat: str) -> int:
    """Return the status of a page."""
    try:
        with urllib.request.urlopen(alamat, timeout=30) as jawab:  # noqa: S310
            return jawab.status
    except urllib.error.HTTPError as salah:
        return salah.code


def baris_galat(tmp_path: Path, *argumen: str, **lingkungan: str) -> str:
    """Run `jalankan` where it must refuse, and return its only line on stderr."""
    hasil = subprocess.run(
        [sys.executable, "manage.py", "jalankan", *argumen],
        cwd=settings.BASE_DIR,
        env=bersih() | {"TKSK_DATA": str(tmp_path)} | lingkungan,
        capture_output=True,
        text=True,
        timeout=TUNGGU,
    )
    assert hasil.returncode == 1
    assert len(hasil.stderr.splitlines()) == 1, hasil.stderr
    return hasil.stderr


@pytest.fixture(scope="module")
def folder():
    """A data folder of a portal that ran once."""
    with folder_sementara() as folder:
        portal = Portal(folder, port_kosong())
        portal.tunggu("Berhenti: Ctrl-C")
        assert portal.berhenti(signal.SIGTERM) == 0
        assert proses_di(folder) == []
        yield folder


@pytest.fixture
def tempat():
    """An empty data folder."""
    with folder_sementara() as folder:
        yield folder


@pytest.fixture
def portal(folder):
    """A running portal; the test stops it."""
    portal = Portal(folder, port_kosong())
    portal.tunggu("Berhenti: Ctrl-C")
    yield portal
    if portal.proses.poll() is None:
        portal.berhenti(signal.SIGKILL)


def test_portal_menjawab_di_semua_nama_loopback_dan_menyebut_sandi(portal):
    assert buka(f"http://localhost:{portal.port}/sehat/") == 200
    assert buka(f"http://127.0.0.1:{portal.port}/masuk/") == 200
    if socket.has_ipv6 and Path("/proc/net/if_inet6").exists():
        assert buka(f"http://[::1]:{portal.port}/sehat/") == 200
    assert f"http://localhost:{portal.port}" in portal.keluaran
    sandi = re.search(r"Sandi semua akun demo: (\S{10,})", portal.keluaran)[1]
    assert sandi == (portal.folder / "sandi-demo").read_text()
    assert (portal.folder / "sandi-demo").stat().st_mode & 0o077 == 0


# SIGTERM juga dipakai bahan `folder` di atas; ulangannya di sini hanya di `make uji-berat`.
@pytest.mark.parametrize("isyarat", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=BERAT)])
def test_isyarat_menghentikan_web_pekerja_dan_basis_data(portal, isyarat):
    assert {"gunicorn", "pekerja", "postgres"} <= set(" ".join(proses_di(portal.folder)).replace("/", " ").split())
    assert portal.berhenti(isyarat) == 0
    assert proses_di(portal.folder) == []
    assert not menjawab(portal.port)


@pytest.mark.parametrize("tunda", [pytest.param(0.0, marks=BERAT), 0.4, pytest.param(1.5, marks=BERAT)])
def test_ctrl_c_di_tengah_persiapan_tidak_meninggalkan_apa_pun(folder, tunda):
    portal = Portal(folder, port_kosong())
    portal.tunggu("Menyiapkan basis data")
    time.sleep(tunda)
    assert portal.berhenti(signal.SIGINT) == 0
    assert "Traceback" not in portal.keluaran
    assert proses_di(folder) == []


@BERAT
def test_ctrl_c_di_tengah_persiapan_pertama_lalu_mulai_lagi(tempat):
    portal = Portal(tempat, port_kosong())
    portal.tunggu("Menyiapkan basis data")
    time.sleep(0.5)
    assert portal.berhenti(signal.SIGINT) == 0
    assert proses_di(tempat) == []
    portal = Portal(tempat, port_kosong())
    portal.tunggu("Berhenti: Ctrl-C")
    assert portal.berhenti(signal.SIGINT) == 0


@BERAT
def test_anak_yang_dibunuh_dinyalakan_lagi(portal):
    portal.cari("gunicorn").kill()
    portal.tunggu("Proses web mati")
    tunggu_sampai(lambda: menjawab(portal.port), "web tidak kembali")
    portal.cari("pekerja").kill()
    portal.tunggu("Proses pekerja mati")
    assert portal.berhenti(signal.SIGTERM) == 0
    assert proses_di(portal.folder) == []


def test_basis_data_yang_dibunuh_dinyalakan_lagi(portal):
    portal.cari("postgres", "-D").kill()
    portal.tunggu("Basis data mati")
    tunggu_sampai(lambda: menjawab(portal.port), "basis data tidak kembali")
    assert portal.berhenti(signal.SIGTERM) == 0
    assert proses_di(portal.folder) == []


def test_penyelia_dibunuh_anak_dan_basis_data_ikut_berhenti(portal):
    portal.proses.kill()
    portal.proses.wait()
    tunggu_sampai(lambda: proses_di(portal.folder) == [], "masih ada yang berjalan")
    lagi = Portal(portal.folder, portal.port)
    lagi.tunggu("Berhenti: Ctrl-C")
    assert lagi.berhenti(signal.SIGTERM) == 0


def test_yang_kedua_dari_folder_yang_sama_ditolak(portal):
    assert "sudah berjalan" in baris_galat(portal.folder, "--port", str(port_kosong()))


def test_port_terpakai_dikatakan_dalam_satu_baris(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as s:
        port = s.getsockname()[1]
        assert f"Port {port} sedang dipakai" in baris_galat(tmp_path, PORT=str(port))
    assert proses_di(tmp_path) == []


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "８０００"])
def test_port_yang_bukan_nomor_dikatakan(port):
    with pytest.raises(CommandError, match="bukan nomor port"):
        call_command("jalankan", port=port)


@pytest.mark.parametrize("alamat", ["0.0.0.0", "::", "10.1.2.3", "tksk.contoh.go.id"])  # noqa: S104
def test_demo_menolak_alamat_selain_loopback(alamat):
    with pytest.raises(CommandError, match="hanya untuk komputer ini"):
        call_command("jalankan", alamat=alamat)


def test_mode_server_menolak_jalankan(tmp_path):
    server = {"TKSK_MODE": "server", "TKSK_ALAMAT": "a.go.id", "TKSK_SECRET_KEY": "x" * 60}
    assert "docs/server.md" in baris_galat(tmp_path, **server, DATABASE_URL="postgresql://a@/b")


@BERAT
def test_sandi_demo_dari_lingkungan_dipakai(folder):
    portal = Portal(folder, port_kosong(), TKSK_SANDI_DEMO="sandi-dari-lingkungan")
    portal.tunggu("Berhenti: Ctrl-C")
    assert "Sandi semua akun demo: sandi-dari-lingkungan" in portal.keluaran
    portal.berhenti(signal.SIGTERM)


def test_url_basis_data_sendiri_dipakai_dan_tidak_dihentikan(folder, tempat):
    pg = ServerTertanam(folder / "pg-uji", tanpa_fsync=True)
    pg.mulai()
    try:
        portal = Portal(tempat, port_kosong(), DATABASE_URL=pg.url("tksk_pemilik", "tksk"))
        portal.tunggu("Berhenti: Ctrl-C")
        assert portal.berhenti(signal.SIGTERM) == 0
        assert pg.menjawab()
        assert not (tempat / "pg-uji").exists()
    finally:
        pg.selesai()
