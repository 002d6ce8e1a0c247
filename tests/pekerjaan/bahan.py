"""Pekerjaan terjadwal rekaan, dan jam yang dapat diputar."""

from datetime import UTC, datetime, timedelta

from tksk_portal.akses import lingkup
from tksk_portal.pekerjaan.jadwal import terjadwal

jalan: list[tuple[str, str]] = []


class Jam:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.kini = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)

    def maju(self, **lama) -> None:
        """Move the clock forward."""
        self.kini += timedelta(**lama)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.kini


@terjadwal(setiap=timedelta(hours=1))
def tiap_jam() -> None:
    """Note that it ran, and in which scope."""
    jalan.append(("tiap_jam", lingkup.sekarang().peran))


@terjadwal(setiap=timedelta(days=1))
def tiap_hari() -> None:
    """Note that it ran."""
    jalan.append(("tiap_hari", lingkup.sekarang().peran))


@terjadwal(setiap=timedelta(days=1), sendiri=True)
def berlingkup_sendiri() -> None:
    """Note that no scope was entered for it."""
    jalan.append(("berlingkup_sendiri", lingkup.sekarang().peran))


@terjadwal(setiap=timedelta(hours=1))
def rusak() -> None:
    """Fail with personal data in the message."""
    jalan.append(("rusak", ""))
    raise ValueError("NIK 6472031201800001 tidak terbaca")


def tanpa_jarak() -> None:
    """Does not say how often."""
