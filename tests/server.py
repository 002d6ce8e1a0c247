"""Server sungguhan untuk uji: gunicorn dengan 2 proses x 4 utas pada basis data uji yang berisi data tetap.

Cara memakai. Di `conftest.py` folder uji (atau langsung di berkas ujinya):

    from tests.server import server  # noqa: F401

lalu minta fixture `server`; ia membawa `data_tetap` (yang ditulis uji benar-benar tersimpan, dibuang sesudahnya):

    def test_sesuatu(server):
        with lingkup.masuk(lingkup.sistem("uji")):
            dunia = baca_dunia()                          # dari tests.conftest; bukan fixture `dunia`
        klien = server.klien(dunia.tksk.akun)             # sudah masuk, tanpa sandi
        kode, kepala, isi = klien.post("/pmks/baru/", borang())
        halaman.goto(server.url + "/masuk/")              # peramban: `server.url`; sandinya `tests.conftest.SANDI`
        konteks.add_cookies([server.kuki(dunia.tksk.akun)])   # atau masuk lewat kuki (bentuk Playwright)

`server.bunuh()` = kill -9 seluruh kelompok, `server.mulai()` menyalakan lagi di port yang sama (soketnya dipegang
proses uji, jadi port tidak dapat direbut). `server.catatan()` memberi isi catatannya. Satu `Klien` untuk satu utas.
Data uji ditulis dalam `lingkup.masuk(...)` dan harus sudah tersimpan (blok `with` selesai) sebelum server ditanya.
"""

import fcntl
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tksk_portal.akun.models import Akun

TUNGGU_NYALA = 60
BATAS_JAWAB = 60
URLENCODED = "application/x-www-form-urlencoded"


def url_basis_data() -> str:
    """Return the URL of the test database, for another process."""
    connection.ensure_connection()
    atur = connection.settings_dict
    siapa = quote(atur["USER"], safe="") + (":" + quote(atur["PASSWORD"], safe="") if atur["PASSWORD"] else "")
    # Bukan dari HOST: pada DATABASE_URL lewat soket, foldernya ada di pilihan sambungan.
    sambungan = connection.get_connection_params()
    host, port = sambungan.get("host") or "", sambungan.get("port") or ""
    if not host or host.startswith("/"):
        tempat = f"postgresql://{siapa}@/{atur['NAME']}?host={quote(host, safe='')}"
        return f"{tempat}&port={port}" if port else tempat
    return f"postgresql://{siapa}@{host}:{port or 5432}/{atur['NAME']}"


def buat_sesi(akun: Akun) -> str:
    """Return the key of a committed session in which the account is signed in."""
    sesi = import_module(settings.SESSION_ENGINE).SessionStore()
    sesi[SESSION_KEY] = str(akun.pk)
    sesi[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesi[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    sesi.save()
    return sesi.session_key


def _kumpulkan_statis() -> None:
    """Put the static files where WhiteNoise looks; several test processes take turns."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "static.kunci").open("a") as kunci:
        fcntl.flock(kunci, fcntl.LOCK_EX)
        call_command("collectstatic", interactive=False, verbosity=0)


class Klien:
    """A small HTTP client with one session and one kept-alive connection; for one thread.

    Args:
        port: of the server on 127.0.0.1.
        sesi: key of a session; None is a stranger.
    """

    def __init__(self, port: int, sesi: str | None = None) -> None:
        self.port = port
        self.token = secrets.token_hex(16)
        self.kuki = f"{settings.CSRF_COOKIE_NAME}={self.token}"
        if sesi:
            self.kuki += f"; {settings.SESSION_COOKIE_NAME}={sesi}"
        self._sambungan: http.client.HTTPConnection | None = None

    def get(self, jalan: str) -> tuple[int, http.client.HTTPMessage, str]:
        """Return (status, headers, body) of a page.

        Raises:
            OSError, http.client.HTTPException: no whole answer arrived.
        """
        return self._teks("GET", jalan, None)

    def unduh(self, jalan: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return (status, headers, content) of a file. Raises as `get`."""
        return self._kirim("GET", jalan, None)

    def post(self, jalan: str, isi: dict) -> tuple[int, http.client.HTTPMessage, str]:
        """Send a form with its CSRF token; redirects are not followed. Raises as `get`."""
        badan = urlencode(isi | {"csrfmiddlewaretoken": self.token}, doseq=True)
        return self._teks("POST", jalan, badan)

    def unggah(self, jalan: str, isi: dict, berkas: dict[str, tuple[str, bytes]]) -> tuple:
        """Send a form with files, field -> (name, content). Returns and raises as `post`."""
        lampiran = {medan: SimpleUploadedFile(nama, data) for medan, (nama, data) in berkas.items()}
        badan = encode_multipart(BOUNDARY, isi | lampiran | {"csrfmiddlewaretoken": self.token})
        return self._teks("POST", jalan, badan, MULTIPART_CONTENT)

    def _teks(self, *kirim) -> tuple[int, http.client.HTTPMessage, str]:
        kode, kepala, isi = self._kirim(*kirim)
        return kode, kepala, isi.decode()

    def _kirim(self, cara: str, jalan: str, badan: str | bytes | None, jenis: str = URLENCODED):
        if self._sambungan is None:
            self._sambungan = http.client.HTTPConnection("127.0.0.1", self.port, timeout=BATAS_JAWAB)
        kepala = {"Host": f"localhost:{self.port}", "Cookie": self.kuki}
        if badan is not None:
            kepala["Content-Type"] = jenis
        try:
            self._sambungan.request(cara, jalan, badan, kepala)
            jawab = self._sambungan.getresponse()
            return jawab.status, jawab.headers, jawab.read()
        except (OSError, http.client.HTTPException):
            self.tutup()
            raise

    def tutup(self) -> None:
        """Close the connection; the next request opens a new one."""
        if self._sambungan is not None:
            self._sambungan.close()
            self._sambungan = None


class ServerUji:
    """gunicorn on the test database. Use the fixture `server`; see the head of this file."""

    def __init__(self) -> None:
        self._soket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._soket.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self._berkas = Path(tempfile.mkstemp(prefix="tksk-server-uji-", suffix=".log")[1])
        self._lingkungan = os.environ | {
            "DATABASE_URL": url_basis_data(),
            "TKSK_UJI": "1",
            "TKSK_DATA": str(settings.DATA_DIR),
            "WEB_CONCURRENCY": "2",
        }
        self._proses: subprocess.Popen | None = None

    def mulai(self) -> None:
        """Start the server and wait until it is healthy.

        Raises:
            RuntimeError: it did not become healthy; the message holds its log.
        """
        perintah = [sys.executable, "-m", "gunicorn", "-c", "python:tksk_portal.pekerjaan.gunicorn_conf"]
        nomor = self._soket.fileno()
        with self._berkas.open("a") as catatan:
            self._proses = subprocess.Popen(
                [*perintah, "--bind", f"fd://{nomor}"],
                env=self._lingkungan,
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=catatan,
                stderr=subprocess.STDOUT,
                pass_fds=(nomor,),
                start_new_session=True,
            )
        batas = time.monotonic() + TUNGGU_NYALA
        while time.monotonic() < batas and self._proses.poll() is None:
            if self._sehat():
                return
            time.sleep(0.05)
        catatan = self.catatan()
        self.bunuh()
        raise RuntimeError(f"Server uji tidak menyala:\n{catatan[-3000:]}")

    def _sehat(self) -> bool:
        klien = Klien(self.port)
        try:
            return klien.get("/sehat/")[0] == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            klien.tutup()

    def bunuh(self) -> None:
        """End the server and its workers by SIGKILL, in the middle of whatever they do."""
        self._isyarat(signal.SIGKILL)

    def berhenti(self) -> None:
        """Stop the server, close its port and remove its log."""
        self._isyarat(signal.SIGTERM)
        self._isyarat(signal.SIGKILL)
        self._soket.close()
        self._berkas.unlink(missing_ok=True)

    def _isyarat(self, isyarat: signal.Signals) -> None:
        if self._proses is None:
            return
        try:
            os.killpg(self._proses.pid, isyarat)
        except ProcessLookupError:
            self._proses = None
            return
        try:
            self._proses.wait(timeout=15)
        except subprocess.TimeoutExpired:
            return
        if isyarat == signal.SIGKILL:
            self._proses = None

    def catatan(self) -> str:
        """Return what the server has logged."""
        return self._berkas.read_text(errors="replace")

    def klien(self, akun: Akun | None = None) -> Klien:
        """Return a client, signed in when an account is given."""
        return Klien(self.port, buat_sesi(akun) if akun else None)

    def kuki(self, akun: Akun) -> dict:
        """Return a session cookie of the account in the form that browsers under test take."""
        return {"name": settings.SESSION_COOKIE_NAME, "value": buat_sesi(akun), "url": self.url}


@pytest.fixture
def server(data_tetap):
    """Yield a running server on committed data (see the head of this file)."""
    _kumpulkan_statis()
    satu = ServerUji()
    try:
        satu.mulai()
        yield satu
    finally:
        satu.berhenti()
