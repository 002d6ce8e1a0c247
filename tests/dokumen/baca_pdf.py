"""Membaca teks dari PDF buatan typst, tanpa pustaka: cukup untuk bentuk yang ditulisnya (tanpa object stream)."""

import re
import zlib

OBJEK = re.compile(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj", re.DOTALL)
ALIRAN = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
UNTAI = re.compile(rb"\((?:\\.|[^\\()]|\([^()]*\))*\)|<[0-9A-Fa-f]+>", re.DOTALL)
TEKS_GANTI = re.compile(rb"/ActualText\s*<[0-9A-Fa-f]*>")
LOLOS = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
HURUF_KHUSUS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def rapat(teks: str) -> str:
    """Return a text without any space, so that line ends and runs do not matter."""
    return re.sub(r"[\s\u200b]+", "", teks)


def halaman(pdf: bytes) -> list[str]:
    """Return the text of each page without spaces."""
    objek = {int(n): isi for n, isi in OBJEK.findall(pdf)}
    return [_teks_halaman(objek, isi) for isi in _urut(objek)]


def teks(pdf: bytes) -> str:
    """Return the text of all pages without spaces."""
    return "".join(halaman(pdf))


def _urut(objek: dict[int, bytes]) -> list[bytes]:
    akar = next(isi for isi in objek.values() if b"/Type/Pages" in isi and b"/Parent" not in isi)
    return list(_daun(objek, akar))


def _daun(objek: dict[int, bytes], simpul: bytes):
    anak = re.search(rb"/Kids\s*\[(.*?)\]", simpul, re.DOTALL)
    if anak is None:
        yield simpul
        return
    for n in re.findall(rb"(\d+) 0 R", anak[1]):
        yield from _daun(objek, objek[int(n)])


def _teks_halaman(objek: dict[int, bytes], simpul: bytes) -> str:
    sumber = re.search(rb"/Resources\s*(\d+) 0 R", simpul)
    huruf = re.search(rb"/Font\s*<<(.*?)>>", objek[int(sumber[1])] if sumber else simpul, re.DOTALL)
    peta = {
        nama: _peta(objek, objek[int(n)]) for nama, n in re.findall(rb"/(\w+) (\d+) 0 R", huruf[1] if huruf else b"")
    }
    isi = _aliran(objek[int(re.search(rb"/Contents (\d+) 0 R", simpul)[1])])
    hasil = []
    for blok in re.findall(rb"BT(.*?)ET", isi, re.DOTALL):
        nama = re.search(rb"/(\w+) [\d.]+ Tf", blok)[1]
        for untai in UNTAI.findall(TEKS_GANTI.sub(b"", blok)):
            bita = _bita(untai)
            hasil += [peta[nama].get(bita[i : i + 2], "\ufffd") for i in range(0, len(bita), 2)]
    return rapat("".join(hasil))


def _bita(untai: bytes) -> bytes:
    if untai.startswith(b"<"):
        return bytes.fromhex(untai[1:-1].decode())
    return LOLOS.sub(
        lambda m: bytes([int(m[1], 8)]) if m[1][:1].isdigit() else HURUF_KHUSUS.get(m[1], m[1]), untai[1:-1]
    )


def _aliran(objek: bytes) -> bytes:
    isi = ALIRAN.search(objek)[1]
    return zlib.decompress(isi) if b"/FlateDecode" in objek.split(b"stream", 1)[0] else isi


def _peta(objek: dict[int, bytes], huruf: bytes) -> dict[bytes, str]:
    """Return glyph code -> letters, from the font's ToUnicode map."""
    cmap = _aliran(objek[int(re.search(rb"/ToUnicode (\d+) 0 R", huruf)[1])])
    hasil = {}
    for blok in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for kode, huruf_ in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", blok):
            hasil[bytes.fromhex(kode.decode())] = bytes.fromhex(huruf_.decode()).decode("utf-16-be")
    for blok in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for awal, akhir, huruf_ in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", blok):
            dasar = int(huruf_, 16)
            for n in range(int(awal, 16), int(akhir, 16) + 1):
                hasil[n.to_bytes(2, "big")] = chr(dasar + n - int(awal, 16))
    return hasil
