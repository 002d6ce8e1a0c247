"""`manage.py pekerja` sungguhan pada basis data uji, sebagai proses yang dapat dibunuh."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings

from tests.server import url_basis_data
from tksk_portal.akses import lingkup
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan


class ProsesPekerja:
    """One worker process.

    Args:
        denyut_mati: seconds of silence after which its jobs are taken back.
        setelan: settings module; by default one that knows the made-up jobs only.
    """

    def __init__(
        self,
        *,
        denyut_mati: float = 1.0,
        banyak: int = 1,
        url: str | None = None,
        setelan: str = "tests.pekerjaan.setelan",
    ) -> None:
        perintah = [sys.executable, "manage.py", "pekerja", "--banyak", str(banyak), "--jeda", "1"]
        lingkungan = os.environ | {
            "DATABASE_URL": url or url_basis_data(),
            "DJANGO_SETTINGS_MODULE": setelan,
            "TKSK_DATA": str(settings.DATA_DIR),
            "TKSK_UJI": "1",
            "TKSK_DENYUT_MATI": str(denyut_mati),
        }
        self.proses = subprocess.Popen(
            perintah,
            cwd=settings.BASE_DIR,
            env=lingkungan,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def bunuh(self) -> None:
        """End it by SIGKILL, in the middle of whatever it does."""
        self._isyarat(signal.SIGKILL)

    def hentikan(self) -> int:
        """Ask it to stop; return its exit code."""
        self._isyarat(signal.SIGTERM)
        return self.proses.returncode

    def isyaratkan(self, isyarat: signal.Signals) -> None:
        """Send it a signal, and do not wait."""
        with suppress(ProcessLookupError):
            os.killpg(self.proses.pid, isyarat)

    def _isyarat(self, isyarat: signal.Signals) -> None:
        self.isyaratkan(isyarat)
        self.catatan = self.proses.communicate(timeout=60)[1].decode()


def tunggu(benar: Callable[[], bool], pesan: str, batas: float = 60) -> None:
    """Wait until a condition holds."""
    akhir = time.monotonic() + batas
    while not benar():
        assert time.monotonic() < akhir, pesan
        time.sleep(0.02)


def kini(pk) -> Pekerjaan:
    """Read a job as it is now, committed."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return Pekerjaan.objects.get(pk=pk)


def nomor_baris(akun=None) -> list[int]:
    """Return the numbers of the rows that the demo job has written, in order; of one requester or of all."""
    with lingkup.masuk(lingkup.sistem("uji")):
        semua = Kabar.objects.filter(jenis="uji")
        teks = (semua.filter(akun=akun) if akun else semua).values_list("teks", flat=True)
        return sorted(int(t.removeprefix("baris ")) for t in teks)
