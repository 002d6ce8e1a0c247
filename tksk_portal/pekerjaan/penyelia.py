"""Penyelia `manage.py jalankan`: menyalakan basis data, menyiapkannya, lalu menjaga web dan pekerja.

Ctrl-C atau SIGTERM menghentikan semuanya, juga di tengah persiapan. Anak yang mati dinyalakan lagi dengan jeda yang
makin panjang; yang mati terus-menerus mengakhiri semuanya dengan satu kalimat.
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections

from tksk_portal.basisdata.siapkan import PEMILIK
from tksk_portal.basisdata.tertanam import ServerTertanam, pakai
from tksk_portal.pekerjaan.induk import PENANDA, make_diputus
from tksk_portal.pekerjaan.management.commands.pekerja import TERTANAM
from tksk_portal.pekerjaan.pembatal import Pembatal

JEDA_PERTAMA, JEDA_TERPANJANG = 1.0, 30.0
MATI_TERUS = 5
SEHAT_SESUDAH = 30.0
TUNGGU_BERHENTI = 20.0


_PAKAI_LAIN = "Port {} sedang dipakai program lain. Pakai port lain: PORT={} make run"


class Berhenti(BaseException):
    """Somebody asked to stop; not an error, so that `except Exception` lets it pass."""


@dataclass
class Anak:
    """A child process under supervision."""

    nama: str
    perintah: list[str]
    soket: tuple[int, ...] = ()
    proses: subprocess.Popen | None = None
    mulai_pada: float = 0.0
    gagal: int = 0
    coba_lagi: float = 0.0
    lingkungan: dict[str, str] = field(default_factory=dict)


class Penyelia:
    """Runs the portal on this computer: database, web, and worker start and stop together.

    Args:
        port: where the web answers, on 127.0.0.1 and, where there is one, on ::1.
        tulis: prints one line.
    """

    def __init__(self, port: int, tulis: Callable[[str], None]) -> None:
        self.port = port
        self.tulis = tulis
        self.folder: Path = settings.DATA_DIR
        self.server: ServerTertanam | None = None
        self.anak: list[Anak] = []
        self.diminta = False
        self.boleh_potong = False

    # Isyarat -----------------------------------------------------------------------------------------------

    def _pasang_isyarat(self) -> None:
        for isyarat in (signal.SIGINT, signal.SIGTERM):
            signal.signal(isyarat, self._terima)
        # `nohup make run` tetap berjalan setelah terminal ditutup.
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._terima)

    def _terima(self, *_) -> None:
        self.diminta = True
        if self.boleh_potong:
            self.boleh_potong = False
            raise Berhenti

    @contextmanager
    def _dapat_dipotong(self):
        """Let a signal interrupt what runs inside; elsewhere it waits for the next such place."""
        if self.diminta:
            raise Berhenti
        self.boleh_potong = True
        try:
            yield
        finally:
            self.boleh_potong = False

    # Alur --------------------------------------------------------------------------------------------------

    def jalankan(self, siapkan: Callable[[], None], siap: Callable[[], None]) -> None:
        """Run until asked to stop.

        Args:
            siapkan: prepares the database and the static files; called in this process.
            siap: called once when the web answers.

        Raises:
            CommandError: already running, port in use, or a child that keeps dying.
        """
        self._pasang_isyarat()
        with self._sendirian(), self._dengarkan() as soket:
            try:
                self._nyalakan_basisdata()
                with Pembatal(connections["default"]), self._dapat_dipotong():
                    siapkan()
                connections.close_all()
                self._susun_anak(soket)
                with self._dapat_dipotong():
                    self._jaga(siap)
            except Berhenti:
                self.tulis("Berhenti…")
            finally:
                self._hentikan_semua()

    @contextmanager
    def _sendirian(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "jalankan.kunci").open("a") as kunci:
            try:
                fcntl.flock(kunci, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CommandError(
                    f"Portal sudah berjalan dari folder data {self.folder}. Yang kedua: TKSK_DATA=… PORT=… make run"
                ) from None
            yield

    @contextmanager
    def _dengarkan(self):
        terbuka: list[socket.socket] = []
        try:
            for keluarga, alamat in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
                with suppress(_TidakAda):
                    terbuka.append(_ikat(keluarga, alamat, self.port))
            yield terbuka
        finally:
            for s in terbuka:
                s.close()

    def _nyalakan_basisdata(self) -> None:
        atur = settings.DATABASES["default"].get("TERTANAM")
        if atur:
            self.server = pakai(atur["folder"], tanpa_fsync=atur["tanpa_fsync"])

    def _susun_anak(self, soket: list[socket.socket]) -> None:
        lingkungan = os.environ | {PENANDA: "1"}
        if self.server:
            nama = settings.DATABASES["default"]["NAME"]
            lingkungan |= {"DATABASE_URL": self.server.url(PEMILIK, nama), TERTANAM: str(self.server.folder)}
        # Proses pertama gunicorn mendengarkan pada soket yang sudah diikat di sini: tak ada yang dapat menyerobot
        # port, dan sambungan yang datang selagi web dinyalakan lagi menunggu, bukan ditolak.
        try:
            for s in soket:
                s.listen(512)
        except OSError:
            raise CommandError(_PAKAI_LAIN.format(self.port, self.port + 1)) from None
        nomor = tuple(s.fileno() for s in soket)
        ikat = [bagian for n in nomor for bagian in ("--bind", f"fd://{n}")]
        python, akar = sys.executable, settings.BASE_DIR
        web = [python, "-m", "gunicorn", "-c", "python:tksk_portal.pekerjaan.gunicorn_conf", *ikat]
        self.anak = [
            Anak("web", web, nomor, lingkungan=lingkungan),
            Anak("pekerja", [python, str(akar / "manage.py"), "pekerja"], lingkungan=lingkungan),
        ]
        self._pipa = os.pipe()

    # Menjaga -----------------------------------------------------------------------------------------------

    def _jaga(self, siap: Callable[[], None]) -> None:
        for anak in self.anak:
            self._nyalakan(anak)
        sudah = False
        while True:
            time.sleep(0.1 if not sudah else 1.0)
            for anak in self.anak:
                self._periksa(anak)
            if make_diputus(os.getppid()):
                raise Berhenti
            if self.server and not self.server.hidup():
                self._pulihkan_basisdata()
            if not sudah and menjawab(self.port):
                sudah = True
                siap()

    def _nyalakan(self, anak: Anak) -> None:
        anak.mulai_pada = time.monotonic()
        potong, self.boleh_potong = self.boleh_potong, False
        # Sesi sendiri: Ctrl-C di terminal hanya sampai ke penyelia, yang menghentikan anak satu per satu.
        anak.proses = subprocess.Popen(
            anak.perintah,
            env=anak.lingkungan,
            cwd=settings.BASE_DIR,
            stdin=self._pipa[0],
            pass_fds=anak.soket,
            start_new_session=True,
        )
        self.boleh_potong = potong
        if self.diminta:
            raise Berhenti

    def _periksa(self, anak: Anak) -> None:
        kini = time.monotonic()
        if anak.proses is None:
            if kini >= anak.coba_lagi:
                self._nyalakan(anak)
            return
        kode = anak.proses.poll()
        if kode is None:
            if anak.gagal and kini - anak.mulai_pada > SEHAT_SESUDAH:
                anak.gagal = 0
            return
        _akhiri(anak.proses, signal.SIGKILL)
        anak.gagal += 1
        if anak.gagal >= MATI_TERUS:
            raise CommandError(
                f"Proses {anak.nama} mati {anak.gagal} kali berturut-turut (kode {kode}); portal dihentikan."
            )
        jeda = min(JEDA_TERPANJANG, JEDA_PERTAMA * 2 ** (anak.gagal - 1))
        self.tulis(f"Proses {anak.nama} mati (kode {kode}); dinyalakan lagi dalam {jeda:.0f} detik.")
        anak.proses, anak.coba_lagi = None, kini + jeda

    def _pulihkan_basisdata(self) -> None:
        self.tulis("Basis data mati; dinyalakan lagi.")
        self.boleh_potong = False
        self.server.nyalakan_lagi()
        self.boleh_potong = True
        if self.diminta:
            raise Berhenti

    # Berhenti ----------------------------------------------------------------------------------------------

    def _hentikan_semua(self) -> None:
        hidup = [a.proses for a in self.anak if a.proses is not None]
        for proses in hidup:
            _akhiri(proses, signal.SIGTERM)
        batas = time.monotonic() + TUNGGU_BERHENTI
        for proses in hidup:
            with suppress(subprocess.TimeoutExpired):
                proses.wait(max(0.1, batas - time.monotonic()))
            _akhiri(proses, signal.SIGKILL)
            proses.wait()
        connections.close_all()
        if self.server:
            self.server.selesai()


class _TidakAda(Exception):
    """This computer has no such address."""


def _ikat(keluarga: socket.AddressFamily, alamat: str, port: int) -> socket.socket:
    try:
        s = socket.socket(keluarga, socket.SOCK_STREAM)
    except OSError:
        raise _TidakAda from None
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if keluarga == socket.AF_INET6:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        s.bind((alamat, port))
    except PermissionError:
        s.close()
        raise CommandError(
            f"Port {port} hanya boleh dipakai root. Pakai port di atas 1023: PORT=8000 make run"
        ) from None
    except OSError as salah:
        s.close()
        if keluarga == socket.AF_INET6 and salah.errno not in {98, 48}:
            raise _TidakAda from None
        raise CommandError(_PAKAI_LAIN.format(port, port + 1)) from None
    return s


def _akhiri(proses: subprocess.Popen, isyarat: signal.Signals) -> None:
    """Signal a child's whole group; it may be gone."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(proses.pid, isyarat)


def menjawab(port: int) -> bool:
    """Tell whether the web answers that it is healthy."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as s:
            s.sendall(b"GET /sehat/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return b" 200 " in s.recv(64)
    except OSError:
        return False
