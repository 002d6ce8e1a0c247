"""Membatalkan kueri yang sedang berjalan begitu isyarat datang.

Penangan isyarat Python baru berjalan setelah kueri selesai, karena psycopg2 menunggu di dalam C. Lapisan isyarat
menulis satu bita ke sebuah pipa seketika itu juga; utas ini membacanya dan meminta server membatalkan kueri.
"""

import contextlib
import os
import signal
import threading

import psycopg2


class Pembatal:
    """Context in which a signal cancels the query of one Django connection."""

    def __init__(self, sambungan) -> None:
        # Sambungan Django milik utas ini; yang dipakai utas pembatal hanya sambungan psycopg2 di dalamnya.
        self.sambungan = sambungan

    def __enter__(self) -> "Pembatal":
        self.baca, self.tulis = os.pipe()
        os.set_blocking(self.tulis, False)
        self.sebelum = signal.set_wakeup_fd(self.tulis, warn_on_full_buffer=False)
        self.utas = threading.Thread(target=self._tunggu, daemon=True, name="pembatal")
        self.utas.start()
        return self

    def __exit__(self, *_) -> None:
        signal.set_wakeup_fd(self.sebelum)
        os.close(self.tulis)
        self.utas.join()
        os.close(self.baca)

    def _tunggu(self) -> None:
        hentikan = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
        while isyarat := os.read(self.baca, 16):
            dasar = self.sambungan.connection
            if hentikan & set(isyarat) and dasar is not None:
                with contextlib.suppress(psycopg2.Error):
                    dasar.cancel()
