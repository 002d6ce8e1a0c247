"""Gaya sel dalam styles.xml: salinan gaya asal dengan warna tanda, dan jalan kembali ke gaya asal.

Warna asal sel disimpan sebagai `bgColor` isian tanda (tidak terlihat pada isian penuh), sehingga tanda dapat dilepas
lagi, juga sesudah buku kerja disimpan ulang oleh Excel.
"""

import re

WARNA = {"tolak": "FFFFC6C7", "peringatan": "FFFFE8A3"}
GAYA_POLOS = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font>'
    '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/>'
    '<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    "</styleSheet>"
)
_FILLS = re.compile(r"<((?:\w+:)?)fills\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?fills>)", re.DOTALL)
_FILL = re.compile(r"<(?:\w+:)?fill\b[^>]*?(?:/>|>.*?</(?:\w+:)?fill>)", re.DOTALL)
_XFS = re.compile(r"<((?:\w+:)?)cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(r"<(?:\w+:)?xf\b[^>]*?(?:/>|>.*?</(?:\w+:)?xf>)", re.DOTALL)
_POLA = re.compile(r"<(?:\w+:)?patternFill\b[^>]*patternType=\"solid\"[^>]*>", re.DOTALL)
_DEPAN = re.compile(r"<(?:\w+:)?fgColor\b([^>]*?)/?>")
_BELAKANG = re.compile(r"<(?:\w+:)?bgColor\b([^>]*?)/?>")
_RGB = re.compile(r'rgb="([0-9A-Fa-f]{6,8})"')


class Gaya:
    """The styles of a workbook, to which marked copies are added.

    Args:
        xml: the content of styles.xml.
    """

    def __init__(self, xml: str) -> None:
        self.xml = xml
        cocok = _FILLS.search(xml)
        self.awalan = cocok[1] if cocok else ""
        self.isian = _FILL.findall(cocok[2] or "") if cocok else []
        cocok = _XFS.search(xml)
        self.gaya = _XF.findall(cocok[2]) if cocok else []
        self._isian_awal, self._gaya_awal = len(self.isian), len(self.gaya)
        self._tanda: dict[tuple[int, str], int] = {}
        milik = {n: warna for n, satu in enumerate(self.isian) if (warna := self._asal_dari_tanda(satu)) is not None}
        self.bertanda = {n: milik[f] for n, xf in enumerate(self.gaya) if (f := _isian_dari(xf)) in milik}
        self._kembali: dict[int, int] = {}

    @staticmethod
    def _asal_dari_tanda(isian: str) -> str | None:
        """Return the colour that a mark hides ("" for none), None when the fill is no mark."""
        depan = _DEPAN.search(isian)
        rgb = _RGB.search(depan[1]) if depan and _POLA.search(isian) else None
        if not rgb or "FF" + rgb[1][-6:].upper() not in WARNA.values():
            return None
        belakang = _BELAKANG.search(isian)
        sifat = belakang[1].strip() if belakang else ""
        return "" if not sifat or 'indexed="' in sifat or "auto=" in sifat else sifat

    def bertanda_asal(self, nomor: int) -> int:
        """Return the style that a cell had before it was marked; `nomor` itself when it is not marked."""
        if nomor not in self.bertanda:
            return nomor
        if nomor not in self._kembali:
            warna = self.bertanda[nomor]
            p = self.awalan
            isian = 0
            if warna:
                isian = self._tambah_isian(
                    f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor {warna}/><{p}bgColor indexed="64"/>'
                    f"</{p}patternFill></{p}fill>",
                    warna,
                )
            self._kembali[nomor] = self._tambah_gaya(_ganti_isian(self.gaya[nomor], isian))
        return self._kembali[nomor]

    def tandai(self, nomor: int, nada: str) -> int:
        """Return the style like `nomor` with the colour of a mark."""
        kunci = (nomor, nada)
        if kunci not in self._tanda:
            xf = self.gaya[nomor] if nomor < len(self.gaya) else "<xf/>"
            isian = self.isian[lama] if (lama := _isian_dari(xf)) < len(self.isian) else ""
            depan = _DEPAN.search(isian) if _POLA.search(isian) else None
            belakang = depan[1].strip() if depan else 'indexed="64"'
            p = self.awalan
            baru = self._tambah_isian(
                f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{WARNA[nada]}"/>'
                f"<{p}bgColor {belakang}/></{p}patternFill></{p}fill>"
            )
            self._tanda[kunci] = self._tambah_gaya(_ganti_isian(xf, baru))
        return self._tanda[kunci]

    def tambah(self, sifat: str, isi: str = "") -> int:
        """Add a style of our own (for the sheet of results)."""
        p = self.awalan
        xf = f'<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" {sifat}'
        return self._tambah_gaya(f"{xf}>{isi}</{p}xf>" if isi else f"{xf}/>")

    def _tambah_isian(self, isian: str, warna: str = "") -> int:
        for nomor, lama in enumerate(self.isian):
            depan = _DEPAN.search(lama)
            if lama == isian or (
                warna
                and _POLA.search(lama)
                and depan
                and depan[1].strip() == warna
                and self._asal_dari_tanda(lama) is None
            ):
                return nomor
        self.isian.append(isian)
        return len(self.isian) - 1

    def _tambah_gaya(self, xf: str) -> int:
        if xf in self.gaya:
            return self.gaya.index(xf)
        self.gaya.append(xf)
        return len(self.gaya) - 1

    def tulis(self) -> str:
        """Return styles.xml with what was added."""
        xml = self.xml
        if len(self.isian) > self._isian_awal:
            xml = _FILLS.sub(lambda m: _kumpulan(m[1], "fills", self.isian), xml, count=1)
        if len(self.gaya) > self._gaya_awal:
            xml = _XFS.sub(lambda m: _kumpulan(m[1], "cellXfs", self.gaya), xml, count=1)
        return xml


def _kumpulan(awalan: str, nama: str, isi: list[str]) -> str:
    return f'<{awalan}{nama} count="{len(isi)}">{"".join(isi)}</{awalan}{nama}>'


def _isian_dari(xf: str) -> int:
    cocok = re.search(r'\bfillId="(\d+)"', xf.partition(">")[0])
    return int(cocok[1]) if cocok else 0


def _ganti_isian(xf: str, isian: int) -> str:
    kepala, tutup, isi = xf.partition(">")
    sendiri = kepala.endswith("/")
    kepala = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", kepala.rstrip("/").rstrip())
    pasang = f' fillId="{isian}"' + (' applyFill="1"' if isian else "")
    return f"{kepala}{pasang}{'/' if sendiri else ''}{tutup}{isi}"
