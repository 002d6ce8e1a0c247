"""Komentar sel dalam xlsx dan gambarnya (VML): yang milik portal diganti, yang milik orang dibiarkan."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

PENULIS = "Portal TKSK"
PEMISAH = "\n— Portal TKSK —\n"
TERBANYAK = 10_000
KOMENTAR_TERPANJANG = 200_000
_URUTAN_ID = 400  # kelompok nomor bentuk milik portal, jauh dari yang dipakai Excel
_KOMENTAR = re.compile(r"<((?:\w+:)?)comment(?=[\s>])([^<>]*)>")
_PENULIS = re.compile(r"<(?:\w+:)?author\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?author>)", re.DOTALL)
_BENTUK = re.compile(r"<(\w+:)shape(?=[\s>])")
_BARIS = re.compile(r"<(?:\w+:)?Row>\s*(\d+)\s*<")
_KOLOM = re.compile(r"<(?:\w+:)?Column>\s*(\d+)\s*<")
NS_VML = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
TERLARANG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def aman(teks: str) -> str:
    """Return a text that XML can hold."""
    return escape(TERLARANG.sub("", teks), {'"': "&quot;"})


def susun_komentar(lama: str, isi: dict[str, str]) -> tuple[str, set[str], set[str]]:
    """Return the new part of comments, the cells whose note was removed, and the cells that have a new note.

    Args:
        lama: the part as it was, "" when there was none.
        isi: cell ("B7") -> text.
    """
    if not lama:
        lama = f'<comments xmlns="{NS}"><authors></authors><commentList></commentList></comments>'
    penulis = [satu or "" for satu in _PENULIS.findall(lama)]
    milik = {n for n, nama in enumerate(penulis) if nama == PENULIS}
    awalan = cocok[1] if (cocok := re.search(r"<((?:\w+:)?)comments\b", lama)) else ""
    if not milik:
        penulis.append(PENULIS)
        tambah = f"<{awalan}author>{PENULIS}</{awalan}author>"
        lama = re.sub(r"<((?:\w+:)?)authors\s*/>", r"<\1authors></\1authors>", lama)
        lama = re.sub(r"(</(?:\w+:)?authors>)", lambda m: tambah + m[1], lama, count=1)
    nomor = len(penulis) - 1 if not milik else min(milik)
    dibuang: set[str] = set()
    baru: dict[str, str] = {}
    for awal, akhir in _potongan(lama, _KOMENTAR, "comment"):
        sifat = lama[awal:akhir].partition(">")[0]
        acuan, oleh = _sifat(sifat, "ref"), _sifat(sifat, "authorId")
        if oleh.isdecimal() and int(oleh) in milik:
            dibuang.add(acuan)
            continue
        baru[acuan] = _tambahkan(_lepas(lama[awal:akhir]), isi.get(acuan, ""), awalan)
    milik_orang = set(baru)
    for acuan, teks in isi.items():
        if acuan not in baru:
            baru[acuan] = (
                f'<{awalan}comment ref="{acuan}" authorId="{nomor}"><{awalan}text><{awalan}t xml:space="preserve">'
                f"{aman(teks)}</{awalan}t></{awalan}text></{awalan}comment>"
            )
    daftar = "".join(baru.values())
    lama = re.sub(r"<((?:\w+:)?)commentList\s*/>", r"<\1commentList></\1commentList>", lama)
    awal, akhir = re.search(r"<(?:\w+:)?commentList\b[^<>]*>", lama), lama.rfind(f"</{awalan}commentList>")
    hasil = lama[: awal.end()] + daftar + lama[akhir:] if awal and akhir > 0 else lama
    return hasil, dibuang - milik_orang, set(isi) - milik_orang


def _potongan(teks: str, awal: re.Pattern[str], nama: str) -> Iterator[tuple[int, int]]:
    """Yield where each element begins and ends; one that is never closed ends the search (so it stays linear)."""
    letak = 0
    while cocok := awal.search(teks, letak):
        tutup = f"</{cocok[1]}{nama}>"
        akhir = teks.find(tutup, cocok.end())
        if akhir < 0:
            return
        letak = akhir + len(tutup)
        yield cocok.start(), letak


def _sifat(sifat: str, nama: str) -> str:
    cocok = re.search(rf'\b{nama}="([^"]*)"', sifat)
    return cocok[1] if cocok else ""


def _lepas(komentar: str) -> str:
    """Return a person's comment without what the portal appended earlier."""
    tanda = re.escape(PEMISAH.strip())
    if PEMISAH.strip() not in komentar or len(komentar) > KOMENTAR_TERPANJANG:
        return komentar
    return re.sub(
        rf"<((?:\w+:)?)r>(?:(?!</(?:\w+:)?r>).)*?{tanda}(?:(?!</(?:\w+:)?r>).)*</(?:\w+:)?r>",
        "",
        komentar,
        flags=re.DOTALL,
    )


def _tambahkan(komentar: str, teks: str, awalan: str) -> str:
    """Append the portal's text to a person's comment, as a run of its own."""
    if not teks or "<threadedComment" in komentar or "[Threaded comment]" in komentar:
        return komentar
    p = awalan
    komentar = re.sub(
        rf"(<{p}text>)\s*(<{p}t\b[^>]*>.*?</{p}t>)", rf"\1<{p}r>\2</{p}r>", komentar, count=1, flags=re.DOTALL
    )
    potong = f'<{p}r><{p}t xml:space="preserve">{aman(PEMISAH + teks)}</{p}t></{p}r>'
    return komentar.replace(f"</{p}text>", f"{potong}</{p}text>", 1)


def susun_vml(lama: str, dibuang: set[tuple[int, int]], baru: list[tuple[int, int]], tinggi: dict) -> str:
    """Return the drawing part: boxes of removed notes out, new ones in.

    Args:
        lama: the part as it was, "" when there was none.
        dibuang: 0-based (row, column) of removed notes.
        baru: 0-based (row, column) of new notes.
        tinggi: (row, column) -> height of the box in rows.
    """
    if not lama:
        lama = '<xml><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
    for awalan, alamat in NS_VML.items():
        if f"xmlns:{awalan}=" not in lama:
            lama = lama.replace("<xml", f'<xml xmlns:{awalan}="{alamat}"', 1)
    buang = dibuang | set(baru)

    sisa, letak = [], 0
    for awal, akhir in _potongan(lama, _BENTUK, "shape"):
        baris, kolom = _BARIS.search(lama, awal, akhir), _KOLOM.search(lama, awal, akhir)
        if baris and kolom and (int(baris[1]), int(kolom[1])) in buang and '"Note"' in lama[awal:akhir]:
            sisa.append(lama[letak:awal])
            letak = akhir
    isi = "".join([*sisa, lama[letak:]])
    tambahan = [] if "_x0000_t202" in isi else [_JENIS_BENTUK]
    tambahan += [_bentuk(n, baris, kolom, tinggi.get((baris, kolom), 4)) for n, (baris, kolom) in enumerate(baru, 1)]
    akhir = isi.rindex("</xml>")
    return isi[:akhir] + "".join(tambahan) + isi[akhir:]


_JENIS_BENTUK = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def _bentuk(urut: int, baris: int, kolom: int, tinggi: int) -> str:
    atas = max(0, baris - 1)
    return (
        f'<v:shape id="_x0000_s{1024 * _URUTAN_ID + urut}" type="#_x0000_t202" style="position:absolute;'
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{kolom + 1}, 12, {atas}, 4, {kolom + 4}, 40, {atas + tinggi}, 8</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{baris}</x:Row><x:Column>{kolom}</x:Column></x:ClientData></v:shape>"
    )
