"""Dinding khusus ruang akun."""

from dataclasses import dataclass

from tksk_portal.wilayah.dinding import Tambah


@dataclass(frozen=True)
class RiwayatAkun(Tambah):
    """History of accounts: by the range of the keeping office, and one's own account from wherever one works.

    An officer's range (a kecamatan) does not hold the office that keeps the account (the province), and yet the
    officer may correct the own name and phone number.
    """

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        (_, baca, _), (_, _, tulis) = super().aturan()
        sendiri = "pgh_obj_id = tksk_akun()"
        return [("SELECT", f"({baca}) OR {sendiri}", ""), ("INSERT", "", f"({tulis}) OR {sendiri}")]

    def hak(self) -> str:
        """Return the privileges of the runtime role: rows come from the triggers alone (`jejak/kunci.py`)."""
        return "SELECT"
