"""Menyusun PDF dan gambar dengan typst: templat di folder `typst/`, data sebagai JSON, huruf dari pustakanya sendiri.

Huruf sistem tidak dipakai, jadi hasilnya sama di tiap komputer. Peringatan typst (huruf yang tidak ada, misalnya)
dijadikan galat: tanpa itu surat tersusun diam-diam dengan huruf lain.
"""

import json
import re
from functools import cache
from pathlib import Path

import typst

from tksk_portal.dokumen.isi import lipat

FOLDER = Path(__file__).parent / "typst"
# PDF/A-2a: arsip jangka panjang, bertanda struktur; PDF/UA-1: terbaca pembaca layar.
BAKU = ("a-2a", "ua-1")
# Masukan yang lebih besar dari ini dibersihkan dari ingatan typst sesudahnya; sebanyak itu susunan kecil.
BESAR, INGATAN = 20_000, 12
HURUF_ASING = re.compile(r"text `\"(.*?)\"` could not be displayed", re.DOTALL)


class TidakTercetak(Exception):
    """A text holds a letter that the typeface does not have. `pesan` goes beside the field."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


class PeringatanSusun(RuntimeError):
    """typst warned: the template is at fault, and nothing is printed."""


@cache
def _huruf() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _susun(templat: str, data: dict, **pilihan):
    mesin = typst.Compiler(FOLDER / f"{templat}.typ", root=FOLDER, font_paths=_huruf(), ignore_system_fonts=True)
    # Alamat pemeriksa dan kode QR-nya bukan kalimat: tidak disisipi tempat melipat.
    masukan = {"data": json.dumps(lipat(data) | {"periksa": data.get("periksa")}, ensure_ascii=False)}
    try:
        hasil, peringatan = mesin.compile_with_warnings(sys_inputs=masukan, **pilihan)
    except typst.TypstError as salah:
        if asing := HURUF_ASING.search(salah.message):
            raise TidakTercetak(_pesan_huruf(asing[1])) from None
        raise
    finally:
        if len(masukan["data"]) > BESAR:
            _lupakan()
    if peringatan:
        raise PeringatanSusun("; ".join(p.message for p in peringatan))
    return hasil


def _lupakan() -> None:
    """Let typst forget what it kept of a large document.

    It drops what went unused for ten compilations; until then ten reports of 1,000 rows hold 700 MB in a web worker.
    """
    for _ in range(INGATAN):
        typst.compile(b"-", font_paths=_huruf(), ignore_system_fonts=True, format="svg")


def _pesan_huruf(teks: str) -> str:
    huruf = next((h for h in teks if ord(h) > 0x24F), teks[:1])
    return f"Huruf “{huruf}” tidak dapat dicetak pada surat. Ganti dengan huruf Latin biasa."


def pdf(templat: str, data: dict) -> bytes:
    """Return a PDF/A-2a, PDF/UA-1 document; the same data give the same bytes.

    Args:
        templat: name of a file in `typst/`, without its ending.
        data: JSON data; every text is printed as it is, never run.

    Raises:
        TidakTercetak: a letter is missing from the typeface.
        PeringatanSusun: typst warned.
    """
    return _susun(templat, data, format="pdf", pdf_standards=list(BAKU))


def gambar(templat: str, data: dict, *, ppi: int = 90) -> list[bytes]:
    """Return the pages as PNG pictures.

    Raises:
        PeringatanSusun: typst warned.
    """
    hasil = _susun(templat, data, format="png", ppi=ppi)
    return hasil if isinstance(hasil, list) else [hasil]
