"""Teks yang aman ditaruh di buku kerja: tanpa huruf yang merusak XML, tanpa rumus yang berjalan sendiri.

Rumus susupan ("=HYPERLINK(…)" di kolom nama) dinetralkan dengan dua cara yang keduanya terbaca kembali sama:

- xlsx: sel ditulis sebagai teks dengan tanda `quotePrefix` dan format teks. Isinya tidak berubah satu huruf pun, dan
  tetap teks juga sesudah sel itu disunting di Excel.
- csv: tidak punya jenis sel, jadi teksnya diawali petik tunggal. `lepas_petik` mengembalikannya; teks yang memang
  berawalan petik diberi satu petik lagi, jadi pulang-perginya tidak pernah rancu.
"""

import re

# OWASP "CSV injection": = + - @ tab CR LF, juga bentuk lebarnya yang disamakan Excel di beberapa bahasa.
PEMICU = "=+\\-@\t\r\n＝＋－＠"
RUMUS = re.compile(f"^[{PEMICU}]")
_RUMUS_BERPETIK = re.compile(f"^'*[{PEMICU}]")
# Yang tidak boleh ada dalam XML 1.0, dan pengganti (surrogate) tanpa pasangan yang tidak dapat menjadi UTF-8.
TERLARANG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
PENGGANTI = "\ufffd"
_NAMA_LEMBAR = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LEMBAR_TERPANJANG = 31


def bersih(teks: str) -> str:
    """Return the text with characters no workbook can hold shown as U+FFFD, never silently dropped."""
    return TERLARANG.sub(PENGGANTI, teks)


def berpetik(teks: str) -> str:
    """Return the text for csv: what a spreadsheet would run as a formula starts with an apostrophe."""
    return f"'{teks}" if _RUMUS_BERPETIK.match(teks) else teks


def lepas_petik(teks: str) -> str:
    """Return what `berpetik` was given; other texts as they are."""
    return teks[1:] if teks[:1] == "'" and _RUMUS_BERPETIK.match(teks[1:]) else teks


def nama_lembar(teks: str, *, terpakai: set[str] | frozenset[str] = frozenset()) -> str:
    """Return a valid, unused sheet name (Excel: at most 31 characters, none of []:*?/\\, no apostrophe at the ends)."""
    dasar = " ".join(_NAMA_LEMBAR.sub(" ", teks).split()).strip("'")
    if RUMUS.match(dasar):
        dasar = dasar.lstrip("=+-@＝＋－＠ ")
    # "History" dipakai Excel sendiri.
    dasar = dasar if dasar and dasar.lower() != "history" else f"Lembar {dasar}".strip()
    pakai = {n.casefold() for n in terpakai}
    nama, nomor = dasar[:LEMBAR_TERPANJANG].strip().strip("'"), 2
    while nama.casefold() in pakai:
        ekor = f" {nomor}"
        nama, nomor = dasar[: LEMBAR_TERPANJANG - len(ekor)].strip() + ekor, nomor + 1
    return nama


def nama_berkas(teks: str) -> str:
    """Return a file name part of small letters, digits and "-" only, at most 60 characters."""
    return re.sub(r"[^a-z0-9]+", "-", teks.lower()).strip("-")[:60].strip("-") or "ekspor"
