"""Dinding khusus ruang PMKS."""

from dataclasses import dataclass

from tksk_portal.wilayah.dinding import AnakBerubah, Milik

__all__ = ["AnakBerubah", "DuaTempat"]


@dataclass(frozen=True)
class DuaTempat:
    """A row between two offices: the giver's place and the receiver's, seen and answered from both.

    Only the duties that hand persons over read it (TKSK, kabupaten/kota, the system): the camat and the offices above
    would otherwise meet a person whose record they do not see yet. A trigger keeps both places as they were written
    (migration 0016).
    """

    kolom: str = "dari_id"
    kedua: str = "ke_id"

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        (_, dari, _), *_ = Milik(self.kolom).aturan()
        (_, ke, _), *_ = Milik(self.kedua).aturan()
        syarat = f"tksk_batas('peran') = ANY ('{{tksk,kabkota,sistem}}') AND (({dari}) OR ({ke}))"
        return [("SELECT", syarat, ""), ("INSERT", "", syarat), ("UPDATE", syarat, syarat)]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT, UPDATE"
