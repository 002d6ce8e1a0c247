"""Dinding khusus ruang pekerjaan."""

from dataclasses import dataclass

from tksk_portal.wilayah.dinding import Milik


@dataclass(frozen=True)
class Kotak(Milik):
    """Letter box of an account: its own rows from wherever it works now, and rows by range.

    A person with two duties has one box. An office writes into the boxes of the offices under it (by range), and sees
    whether what it sent was read. Only the system deletes.
    """

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        (_, baca, _), *_ = super().aturan()
        sendiri = f"akun_id = tksk_akun() OR ({baca})"
        return [
            ("SELECT", sendiri, ""),
            ("INSERT", "", sendiri),
            ("UPDATE", sendiri, sendiri),
            ("DELETE", f"tksk_batas('peran') = 'sistem' AND {baca}", ""),
        ]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT, UPDATE, DELETE"
