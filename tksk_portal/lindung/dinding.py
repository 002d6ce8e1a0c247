"""Dinding khusus ruang pelindungan data: menurut tempat, dan hanya peran yang mengerjakannya."""

from dataclasses import dataclass

from tksk_portal.akun.enums import Peran
from tksk_portal.wilayah.dinding import Milik

PELAYAN = (Peran.TKSK, Peran.KABKOTA, Peran.PROVINSI)
PENJAGA = (Peran.KABKOTA, Peran.PROVINSI, Peran.ADMIN)


@dataclass(frozen=True)
class MilikPeran(Milik):
    """Own table by range, and only for some roles (and the system).

    A request names a relative or a lawyer; a breach names the office's weak spot. Camat and Kemensos read neither.
    """

    peran: tuple[str, ...] = ()

    def _syarat(self) -> str:
        daftar = ", ".join(f"'{p}'" for p in (*self.peran, "sistem"))
        return f"tksk_batas('peran') IN ({daftar})"

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        return [
            (perintah, *(f"{syarat} AND {self._syarat()}" if syarat else "" for syarat in (baca, tulis)))
            for perintah, baca, tulis in super().aturan()
        ]


@dataclass(frozen=True)
class Nisan(Milik):
    """Tombstones: read by range; one written without two persons (a restore repeats it) only by the system."""

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        baca, (_, _, tulis), ubah = super().aturan()
        sistem = "(NOT ulang OR tksk_batas('peran') = 'sistem')"
        return [baca, ("INSERT", "", f"{tulis} AND {sistem}"), ubah]
