"""Nomor rekaan: NIK dan KK yang urutnya selalu 9000-9999, dan kunci rekaman yang ditentukan benih."""

from array import array
from datetime import date
from random import Random
from uuid import UUID

URUT_AWAL, BANYAK_URUT = 9000, 1000
# Pengali yang relatif prima terhadap 1000 dan banyak hari, supaya nomor tidak tampak berurutan.
ACAK_URUT, ACAK_HARI = 617, 7919
KK_HARI = 6500
KK_TERAKHIR = date(2025, 6, 30).toordinal()


def kunci(acak: Random, detik: int) -> str:
    """Return a UUIDv7-shaped key for a moment (seconds since 1970), from the seeded generator."""
    b = acak.getrandbits(74)
    depan = f"{detik * 1000:012x}7{b >> 62:03x}"
    return f"{depan}{0x8000 | (b >> 48 & 0x3FFF):04x}{b & 0xFFFFFFFFFFFF:012x}"


def kunci_bernama(*nama: object) -> UUID:
    """Return a key that depends on nothing but the names (seed, account, …)."""
    return UUID(int=Random("|".join(map(str, nama))).getrandbits(128), version=4)  # noqa: S311 - data contoh


class PembuatNIK:
    """Hands out NIK numbers that are unique in the province, in constant memory (two bytes per day and sex)."""

    def __init__(self) -> None:
        self._terpakai: dict[str, array] = {}

    def ambil(self, kecamatan: str, lahir: date, jk: str) -> str | None:
        """Return the next NIK of a kecamatan, birth date and sex; None when its thousand serials are used up."""
        terpakai = self._terpakai.get(kecamatan)
        if terpakai is None:
            terpakai = self._terpakai[kecamatan] = array("H", bytes(2 * 100 * 372 * 2))
        tahun = lahir.year % 100
        letak = ((tahun * 12 + lahir.month - 1) * 31 + lahir.day - 1) * 2 + (jk == "P")
        ke = terpakai[letak]
        if ke >= BANYAK_URUT:
            return None
        terpakai[letak] = ke + 1
        hari = lahir.day + (40 if jk == "P" else 0)
        urut = URUT_AWAL + (ke * ACAK_URUT + letak * 31) % BANYAK_URUT
        return f"{kecamatan[:2]}{kecamatan[3:5]}{kecamatan[6:8]}{hari:02d}{lahir.month:02d}{tahun:02d}{urut}"


class PembuatKK:
    """Hands out numbers of family cards, unique in the province."""

    def __init__(self) -> None:
        self._banyak: dict[str, int] = {}

    def ambil(self, kecamatan: str) -> str:
        """Return the next number of a kecamatan: region, date of issue, serial."""
        ke = self._banyak.get(kecamatan, 0)
        self._banyak[kecamatan] = ke + 1
        terbit = date.fromordinal(KK_TERAKHIR - ke * ACAK_HARI % KK_HARI)
        urut = URUT_AWAL + (ke // KK_HARI + ke * ACAK_URUT) % BANYAK_URUT
        return f"{kecamatan[:2]}{kecamatan[3:5]}{kecamatan[6:8]}{terbit:%d%m%y}{urut}"
