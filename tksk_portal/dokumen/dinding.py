"""Dinding khusus ruang dokumen: surat milik satu kantor, dan tanda keaslian yang dicari dengan tokennya saja."""

from dataclasses import dataclass

from tksk_portal.wilayah.dinding import Milik

KANTOR_SENDIRI = "(kantor = tksk_batas('peran') OR tksk_batas('peran') = 'sistem')"
# Sidik token yang sedang ditanyakan; dipasang untuk satu pencarian (dokumen/tanda.py).
TOKEN = "nullif(current_setting('tksk.token_surat', true), '')"  # noqa: S105 - nama pengaturan, bukan sandi


@dataclass(frozen=True)
class MilikKantor(Milik):
    """Letters: by range, and only the office that writes them.

    The offices above, the TKSK beside the camat and the system administrator do not read them: a letter may name a
    person whose identity they see masked.
    """

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        return [
            (perintah, *(f"{syarat} AND {KANTOR_SENDIRI}" if syarat else "" for syarat in (baca, tulis)))
            for perintah, baca, tulis in super().aturan()
        ]


@dataclass(frozen=True)
class MilikToken(Milik):
    """What a stranger may learn about a letter: read by range, or the one row whose token was shown.

    Without the token a stranger's scope reads no row, however the query is written, so that the table cannot be
    enumerated.
    """

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        (_, baca, _), *lain = super().aturan()
        return [("SELECT", f"({baca}) OR sidik_token = {TOKEN}", ""), *lain]
