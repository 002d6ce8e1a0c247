"""Pekerja: pekerjaan latar dan jadwal berdampingan dalam satu proses, masing-masing utasnya sendiri.

Utas utama menunggu isyarat dan berdetak bagi pekerjaan yang sedang dipegang. Pekerjaan yang panjang tidak menahan
jadwal, dan sebaliknya. Beberapa proses boleh berjalan bersama.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg2
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections

from tksk_portal.pekerjaan.antrean import ambil, ambil_kembali, berdetak, lepas
from tksk_portal.pekerjaan.galat import catat_galat
from tksk_portal.pekerjaan.jadwal import jalankan_yang_tempo
from tksk_portal.pekerjaan.kerja import Kerja
from tksk_portal.pekerjaan.pelaksana import SambunganPutus, kerjakan

logger = logging.getLogger(__name__)
PUTUS = (OperationalError, InterfaceError, SambunganPutus)
JEDA_PUTUS = 1.0  # detik sebelum basis data yang tidak menjawab dicoba lagi
DIAM_TERLAMA = 30 * 60  # detik tanpa tanda dari fungsinya; sesudah itu utas utama tidak lagi berdetak baginya
TUNGGU_LANGKAH = 3.0  # detik bagi pekerjaan untuk sampai ke langkah berikutnya sebelum kuerinya dibatalkan
TUNGGU_UTAS = 15.0


@dataclass
class Utas:
    """A thread of the worker, with the connection whose query may be cancelled when it is to stop."""

    nama: str
    isi: Callable[["Utas"], None]
    proses: threading.Thread | None = None
    sambungan: object = None
    kerja: Kerja | None = None
    rusak: bool = False


@dataclass
class Pekerja:
    """Runs jobs and the schedule until `berhenti` is set.

    Args:
        jeda_jadwal: seconds between two looks at the schedule.
        jeda_antre: seconds between two looks at the queue while it is empty.
        banyak: jobs at the same time.
    """

    berhenti: threading.Event
    jeda_jadwal: float = 5.0
    jeda_antre: float = 1.0
    banyak: int = 2
    utas: list[Utas] = field(default_factory=list)

    def jalankan(self) -> bool:
        """Work until asked to stop; return False when a thread died of a fault in the portal."""
        self.utas = [Utas("jadwal", self._jadwal), *(Utas(f"antre-{i}", self._antre) for i in range(self.banyak))]
        for u in self.utas:
            u.proses = threading.Thread(target=self._jaga, args=(u,), daemon=True, name=u.nama)
            u.proses.start()
        jeda = max(0.2, settings.PEKERJAAN_DENYUT_MATI / 6)
        while not self.berhenti.wait(jeda) and all(u.proses.is_alive() for u in self.utas):
            self._berdetak()
        self.berhenti.set()
        self._tunggu_utas()
        connection.close()
        return not any(u.rusak for u in self.utas)

    def _jaga(self, u: Utas) -> None:
        """Repeat a thread's work until asked to stop; the database may come and go."""
        u.sambungan = connections["default"]
        try:
            while not self.berhenti.is_set():
                try:
                    connection.close_if_unusable_or_obsolete()
                    u.isi(u)
                except PUTUS:
                    if self.berhenti.is_set():
                        break
                    logger.warning("pekerja (%s): basis data tidak menjawab, dicoba lagi", u.nama)
                    connection.close()
                    self.berhenti.wait(JEDA_PUTUS)
        except BaseException as salah:
            u.rusak = True
            catat_galat(logger, f"pekerja: utas {u.nama}", salah)
        finally:
            with contextlib.suppress(*PUTUS):
                connection.close()

    def _jadwal(self, _: Utas) -> None:
        jalankan_yang_tempo(self.berhenti.is_set)
        self.berhenti.wait(self.jeda_jadwal)

    def _antre(self, u: Utas) -> None:
        p = ambil()
        if p is None:
            self.berhenti.wait(self.jeda_antre)
            return

        def pegang(kerja: Kerja) -> None:
            u.kerja = kerja

        try:
            kerjakan(p, self.berhenti, pegang=pegang)
        except PUTUS:
            u.kerja = None
            logger.warning("pekerja (%s): sambungan terputus di tengah pekerjaan %s", u.nama, p.pk)
            self._lepas_bila_dapat(lambda: lepas(p))
        finally:
            u.kerja = None

    def _lepas_bila_dapat(self, lepaskan: Callable[[], None]) -> None:
        """Let a job go as soon as the database answers; otherwise its missing heartbeat does it later."""
        batas = time.monotonic() + settings.PEKERJAAN_DENYUT_MATI
        while time.monotonic() < batas:
            connection.close()
            with contextlib.suppress(*PUTUS):
                lepaskan()
                return
            if self.berhenti.wait(JEDA_PUTUS):
                return

    def _berdetak(self) -> None:
        """Beat for the held jobs, hear which are cancelled, and take back those of dead workers."""
        hidup = [k for u in self.utas if (k := u.kerja) and time.monotonic() - k.tanda_hidup < DIAM_TERLAMA]
        try:
            connection.close_if_unusable_or_obsolete()
            batal = berdetak([(k.id, k.percobaan) for k in hidup]) if hidup else set()
            ambil_kembali()
        except PUTUS:
            connection.close()
            return
        for k in hidup:
            if (k.id, k.percobaan) in batal:
                k.minta_batal()

    def _tunggu_utas(self) -> None:
        mulai = time.monotonic()
        dibatalkan = False
        while any(u.proses.is_alive() for u in self.utas) and time.monotonic() - mulai < TUNGGU_UTAS:
            time.sleep(0.05)
            if not dibatalkan and time.monotonic() - mulai > TUNGGU_LANGKAH:
                dibatalkan = True
                self._batalkan_kueri()

    def _batalkan_kueri(self) -> None:
        # Sambungan Django milik utasnya; yang dipakai di sini hanya sambungan psycopg2 di dalamnya.
        for u in self.utas:
            dasar = getattr(u.sambungan, "connection", None)
            if u.kerja is not None and dasar is not None:
                with contextlib.suppress(psycopg2.Error):
                    dasar.cancel()
