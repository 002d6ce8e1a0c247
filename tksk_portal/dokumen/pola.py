"""Pola nomor surat: teks dengan tempat isian, misalnya "{kode}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}".

Dibaca dengan pengurai sendiri, bukan `str.format`: yang diketik admin tidak dapat menyentuh objek Python.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError

PANJANG = 80
ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ISIAN = {
    "nomor": "nomor urut; {nomor:03} menjadi 007",
    "kode": "kode klasifikasi surat, misalnya 400.9.5",
    "unit": "singkatan kantor, misalnya DINSOS",
    "bulan": "bulan dengan angka: 01–12",
    "bulan_romawi": "bulan dengan angka Romawi: I–XII",
    "tahun": "tahun, misalnya 2026",
}
BAGIAN = re.compile(r"\{([^{}]*)\}")
LEBAR = re.compile(r"nomor:0([1-6])\Z")
HURUF = re.compile(r"[A-Za-z0-9 ./_-]*\Z")
CONTOH = "{kode}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}"


def periksa_pola(pola: str) -> None:
    """Check a pattern.

    Raises:
        ValidationError: an unknown place-holder, a stray brace, no {nomor} or more than one, or odd characters.
    """
    isian = BAGIAN.findall(pola)
    for nama in isian:
        if nama not in ISIAN and not LEBAR.match(nama):
            raise ValidationError(f"Isian {{{nama}}} tidak dikenal. Yang ada: {', '.join(f'{{{n}}}' for n in ISIAN)}.")
    if sum(n.startswith("nomor") for n in isian) != 1:
        raise ValidationError("Pola harus memuat {nomor} tepat satu kali, misalnya {nomor:03}.")
    if not HURUF.match(BAGIAN.sub("", pola)):
        raise ValidationError("Di luar isian hanya huruf, angka, spasi, titik, garis miring, dan strip.")


def isi_pola(pola: str, *, nomor: int, kode: str, unit: str, tanggal: date) -> str:
    """Return the number that a pattern gives.

    Args:
        nomor: the running number.
        kode: classification code of the letter.
        unit: short name of the office.
        tanggal: date of the letter (local).
    """
    nilai = {
        "nomor": str(nomor),
        "kode": kode,
        "unit": unit,
        "bulan": f"{tanggal.month:02d}",
        "bulan_romawi": ROMAWI[tanggal.month - 1],
        "tahun": str(tanggal.year),
    }

    def ganti(cocok: re.Match) -> str:
        nama = cocok[1]
        lebar = LEBAR.match(nama)
        return f"{nomor:0{lebar[1]}d}" if lebar else nilai[nama]

    return rapikan(BAGIAN.sub(ganti, pola))


def rapikan(nomor: str) -> str:
    """Return a number with its spaces collapsed."""
    return " ".join(nomor.split())
