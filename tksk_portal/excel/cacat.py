"""Satu temuan pada satu sel atau baris buku kerja."""

from collections.abc import Iterable
from dataclasses import dataclass

from tksk_portal.excel.komentar import TERLARANG

NADA = ("tolak", "peringatan")
PESAN_TERPANJANG = 2_000


@dataclass(frozen=True)
class Cacat:
    """One finding.

    Attributes:
        baris: Excel row, 1-based.
        kolom: 1-based column; None = the row as a whole.
        pesan: what is wrong.
        saran: what to do (may be empty).
        nada: "tolak" (the row is not taken) or "peringatan".
    """

    baris: int
    kolom: int | None
    pesan: str
    saran: str = ""
    nada: str = "tolak"


def bersih(teks: str) -> str:
    """Return a text that a cell can hold: one line, no broken characters, not endless."""
    return " ".join(TERLARANG.sub(" ", teks).split())[:PESAN_TERPANJANG]


def per_baris(cacat: Iterable[Cacat]) -> dict[int, dict[int | None, str]]:
    """Return row -> {column: the graver tone of its findings}."""
    hasil: dict[int, dict[int | None, str]] = {}
    for satu in cacat:
        kolom = hasil.setdefault(satu.baris, {})
        if kolom.get(satu.kolom) != "tolak":
            kolom[satu.kolom] = satu.nada
    return hasil


def teks_komentar(cacat: Iterable[Cacat], letak: dict[int, int], terbanyak: int) -> dict[tuple[int, int], str]:
    """Return (row, column) -> the text of its note, for the first cells in order."""
    hasil: dict[tuple[int, int], list[str]] = {}
    for satu in sorted(cacat, key=lambda c: (c.baris, c.kolom or 0)):
        sel = (satu.baris, satu.kolom or letak.get(satu.baris, 1))
        if sel not in hasil and len(hasil) >= terbanyak:
            continue
        awal = "" if satu.nada == "tolak" else "Peringatan: "
        hasil.setdefault(sel, []).append(bersih(f"{awal}{satu.pesan} {satu.saran}"))
    return {sel: "\n".join(dict.fromkeys(isi))[:4_000] for sel, isi in hasil.items()}
