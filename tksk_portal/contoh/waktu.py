"""Waktu kerja: dua belas bulan terakhir, hari dan jam kantor, semuanya dalam detik sejak 1970."""

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

HARI = 86_400
BUKA = 8 * 3600
LAMA_BUKA = 30_600  # sampai 16.30
LAMA_DATA = 365
# Senin sampai Minggu; TKSK juga mendata pada Sabtu, sedikit pada Minggu.
BOBOT_HARI = (1.0, 1.0, 1.0, 1.0, 0.9, 0.2, 0.04)


class Waktu:
    """The demo's calendar, ending at a given moment."""

    def __init__(self, kini: datetime) -> None:
        lokal = kini.astimezone(ZoneInfo(settings.TIME_ZONE))
        self.kini = int(kini.timestamp())
        self.geser = int(lokal.utcoffset().total_seconds())
        self.hari_ini = lokal.date()
        self.hari = [self.hari_ini - timedelta(days=n) for n in range(LAMA_DATA, -1, -1)]
        bobot = [
            BOBOT_HARI[h.weekday()] * (0.6 + 0.8 * i / LAMA_DATA) * (h < self.hari_ini or lokal.hour > 8)
            for i, h in enumerate(self.hari)
        ]
        jumlah = sum(bobot)
        self.tumpuk = [b / jumlah for b in accumulate(bobot)]

    def catat(self, bagian: float, acak: Random) -> int:
        """Return when a record was made, for a share (0-1) of all records in order of time."""
        hari = self.hari[min(bisect_left(self.tumpuk, bagian), LAMA_DATA)]
        buka = self.buka(hari)
        return buka + int(acak.random() * max(60, min(LAMA_BUKA, self.kini - buka - 60)))

    def buka(self, hari: date) -> int:
        """Return the moment the offices open on a day."""
        return (hari.toordinal() - 719_163) * HARI + BUKA - self.geser

    def kerja(self, sesudah: int, hari: float, acak: Random) -> int:
        """Return a moment in office hours of a weekday, about so many days later."""
        ke = (sesudah + self.geser + int(hari * HARI)) // HARI
        pekan = (ke + 3) % 7  # 1 Januari 1970 hari Kamis
        if pekan > 4:
            ke += 7 - pekan
        saat = ke * HARI + BUKA - self.geser + int(acak.random() * LAMA_BUKA)
        return saat if saat > sesudah else sesudah + 600 + int(acak.random() * 3000)

    def tanggal(self, saat: int) -> date:
        """Return the local day of a moment."""
        return date.fromordinal((saat + self.geser) // HARI + 719_163)


def teks(saat: int | None) -> str:
    """Return a moment as PostgreSQL reads it in COPY."""
    return r"\N" if saat is None else datetime.fromtimestamp(saat, UTC).isoformat()
