"""Dinding khusus ruang PMKS."""

from dataclasses import dataclass

from tksk_portal.wilayah.dinding import Anak


@dataclass(frozen=True)
class AnakBerubah(Anak):
    """Child that may be changed: read and changed where its parent is visible, placed by range."""

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        (_, baca, _), (_, _, tulis) = super().aturan()
        return [("SELECT", baca, ""), ("INSERT", "", tulis), ("UPDATE", baca, tulis)]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT, UPDATE"
