"""Menandai sel dalam XML satu lembar sambil dialirkan: selain sel yang ditandai, tidak satu byte pun berubah."""

import re
from collections.abc import Iterator

from tksk_portal.excel.bentuk import huruf_kolom, kolom_dari_huruf
from tksk_portal.excel.gayaxml import Gaya

_SIFAT_R = re.compile(rb'\sr="([^"]*)"')
_SIFAT_S = re.compile(rb'\ss="(\d+)"')
_SPANS = re.compile(rb'\sspans="[^"]*"')
_KOLOM = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
# Yang harus berada sesudah <legacyDrawing> menurut urutan skema lembar.
SESUDAH_GAMBAR = frozenset(
    {
        b"legacyDrawingHF",
        b"drawingHF",
        b"picture",
        b"oleObjects",
        b"controls",
        b"webPublishItems",
        b"tableParts",
        b"extLst",
    }
)
_UNSUR = re.compile(rb"<(/?)((?:\w+:)?)(\w+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Penyisip:
    """Rewrites one sheet.

    Args:
        gaya: the styles, to which marked copies are added on the way.
        tanda: Excel row -> {1-based column or None for "the row": nada}.

    Attributes:
        letak_baris: Excel row -> column that stands for the whole row, known after the run.
    """

    def __init__(self, gaya: Gaya, tanda: dict[int, dict[int | None, str]], *, id_gambar: str) -> None:
        self.gaya, self.tanda, self.id_gambar = gaya, tanda, id_gambar
        self.letak_baris: dict[int, int] = {}
        self._antre = sorted(tanda)
        self._awalan = b""
        self._gaya_kolom: list[tuple[int, int, int]] = []
        self._baris = 0

    def jalankan(self, potongan: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the sheet's XML with the marks."""
        kepala, sisa = self._kepala(potongan)
        yield kepala
        tutup = b"</" + self._awalan + b"sheetData>"
        pola = re.compile(b"<" + self._awalan + rb"row(?=[\s/>])([^<>]*)>")
        akhir_baris = b"</" + self._awalan + b"row>"
        while True:
            keluar, sisa = self._potong(sisa, pola, akhir_baris, tutup)
            yield from keluar
            if sisa.startswith(tutup):
                break
            potong = next(potongan, None)
            if potong is None:
                break
            sisa += potong
        yield from self._sisa_antre()
        yield self._ekor(sisa + b"".join(potongan))

    def _kepala(self, potongan: Iterator[bytes]) -> tuple[bytes, bytes]:
        """Return what stands before the first row, and the rest read so far; an empty <sheetData/> is opened."""
        data = b""
        pola = re.compile(rb"<((?:\w+:)?)sheetData\s*(/?)>")
        for potong in potongan:
            awal = max(0, len(data) - 64)
            data += potong
            if cocok := pola.search(data, awal):
                self._awalan = cocok[1]
                kepala, sisa = data[: cocok.end()], data[cocok.end() :]
                if cocok[2]:
                    kepala = data[: cocok.start()] + b"<" + cocok[1] + b"sheetData>"
                    sisa = b"</" + cocok[1] + b"sheetData>" + sisa
                self._baca_kolom(kepala)
                return kepala, sisa
        return data, b""

    def _baca_kolom(self, kepala: bytes) -> None:
        for sebut in _KOLOM.findall(kepala):
            sifat = dict(re.findall(rb'\s(min|max|style)="(\d+)"', sebut))
            if b"style" in sifat and b"min" in sifat and b"max" in sifat:
                self._gaya_kolom.append((int(sifat[b"min"]), int(sifat[b"max"]), int(sifat[b"style"])))

    def _potong(
        self, data: bytes, pola: re.Pattern[bytes], akhir_baris: bytes, tutup: bytes
    ) -> tuple[list[bytes], bytes]:
        """Return finished pieces, and the rest that needs more input (or begins with the end of the rows)."""
        keluar: list[bytes] = []
        letak = polos = 0
        while cocok := pola.search(data, letak):
            if data.find(tutup, letak, cocok.start()) >= 0:
                break
            if cocok[1].endswith(b"/"):
                akhir = cocok.end()
            else:
                akhir = data.find(akhir_baris, cocok.end())
                if akhir < 0:
                    keluar.append(data[polos : cocok.start()])
                    return keluar, data[cocok.start() :]
                akhir += len(akhir_baris)
            nomor = _SIFAT_R.search(cocok[1])
            self._baris = int(nomor[1]) if nomor else self._baris + 1
            if (self._antre and self._antre[0] <= self._baris) or self.gaya.bertanda:
                keluar.append(data[polos : cocok.start()])
                keluar += self._sisa_antre(sebelum=self._baris)
                keluar.append(self._baris_baru(data[cocok.start() : akhir]))
                polos = akhir
            letak = akhir
        ujung = data.find(tutup, letak)
        if ujung >= 0:
            keluar.append(data[polos:ujung])
            return keluar, data[ujung:]
        batas = max(letak, data.rfind(b"<", letak))
        keluar.append(data[polos:batas])
        return keluar, data[batas:]

    def _sisa_antre(self, sebelum: int | None = None) -> Iterator[bytes]:
        """Yield rows that are marked but not in the file."""
        while self._antre and (sebelum is None or self._antre[0] < sebelum):
            nomor = self._antre.pop(0)
            p = self._awalan
            yield self._isi_baris(b"<" + p + b'row r="' + str(nomor).encode() + b'"', nomor, b"")

    def _baris_baru(self, mentah: bytes) -> bytes:
        kepala, _, isi = mentah.partition(b">")
        tutup = b"</" + self._awalan + b"row>"
        isi = b"" if kepala.endswith(b"/") else isi[: -len(tutup)]
        if self.gaya.bertanda:
            lepas = re.compile(rb"(<" + self._awalan + rb'c\s[^<>]*?\bs=")(\d+)(")')
            isi = lepas.sub(lambda m: m[1] + str(self.gaya.bertanda_asal(int(m[2]))).encode() + m[3], isi)
        if not self._antre or self._antre[0] != self._baris:
            sama = b"/>" if kepala.endswith(b"/") else b">" + isi + tutup
            return kepala.rstrip(b"/") + sama if kepala.endswith(b"/") else kepala + sama
        self._antre.pop(0)
        return self._isi_baris(kepala.rstrip(b"/").rstrip(), self._baris, isi)

    def _isi_baris(self, kepala: bytes, nomor: int, isi: bytes) -> bytes:
        p = self._awalan
        pola = re.compile(b"<" + p + rb"c(?=[\s/>])([^<>]*?)(/?)>")
        sel: list[tuple[int, int, int, bytes, bytes]] = []
        kolom = 0
        for cocok in pola.finditer(isi):
            acuan = _SIFAT_R.search(cocok[1])
            kolom = kolom_dari_huruf(acuan[1].rstrip(b"0123456789")) if acuan else kolom + 1
            sel.append((kolom, cocok.start(), cocok.end(), cocok[1], cocok[2]))
        tanda = dict(self.tanda[nomor])
        if None in tanda:
            self.letak_baris[nomor] = next((k for k, *_, tutup in sel if not tutup), sel[0][0] if sel else 1)
            nada = tanda.pop(None)
            if tanda.get(self.letak_baris[nomor]) != "tolak":
                tanda[self.letak_baris[nomor]] = nada
        gaya_baris = _SIFAT_S.search(kepala)
        ganti: list[tuple[int, int, bytes]] = []
        for kolom, nada in sorted(tanda.items()):
            ada = next((s for s in sel if s[0] == kolom), None)
            if ada:
                ganti.append((ada[1], ada[2], self._sel_lama(ada, nada)))
            else:
                dasar = int(gaya_baris[1]) if gaya_baris else self._gaya_dari_kolom(kolom)
                baru = f'c r="{huruf_kolom(kolom)}{nomor}" s="{self.gaya.tandai(dasar, nada)}"/>'.encode()
                di = next((s[1] for s in sel if s[0] > kolom), len(isi))
                ganti.append((di, di, b"<" + p + baru))
                kepala = _SPANS.sub(b"", kepala)
        hasil, letak = [kepala, b">"], 0
        for awal, akhir, baru in sorted(ganti, key=lambda g: (g[0], g[1])):
            hasil += [isi[letak:awal], baru]
            letak = akhir
        return b"".join([*hasil, isi[letak:], b"</", p, b"row>"])

    def _sel_lama(self, ada: tuple[int, int, int, bytes, bytes], nada: str) -> bytes:
        _, _, _, sifat, tutup = ada
        lama = _SIFAT_S.search(sifat)
        baru = str(self.gaya.tandai(int(lama[1]) if lama else 0, nada)).encode()
        sifat = _SIFAT_S.sub(b' s="' + baru + b'"', sifat) if lama else sifat.rstrip() + b' s="' + baru + b'"'
        return b"<" + self._awalan + b"c" + sifat + tutup + b">"

    def _gaya_dari_kolom(self, kolom: int) -> int:
        return next((gaya for awal, akhir, gaya in self._gaya_kolom if awal <= kolom <= akhir), 0)

    def _ekor(self, ekor: bytes) -> bytes:
        """Return what follows the rows, with the link to the drawing of the notes."""
        p = self._awalan
        if not self.id_gambar or re.search(b"<" + p + rb"legacyDrawing\s", ekor):
            return ekor
        letak = _letak_gambar(ekor, p)
        unsur = b"<" + p + f'legacyDrawing xmlns:r="{NS_R}" r:id="{self.id_gambar}"/>'.encode()
        return ekor[:letak] + unsur + ekor[letak:]


def _letak_gambar(ekor: bytes, awalan: bytes) -> int:
    """Return where <legacyDrawing> belongs among the elements that follow the rows."""
    dalam = 0
    for cocok in _UNSUR.finditer(ekor, ekor.find(b">") + 1):
        if cocok[1]:
            if dalam == 0:  # penutup <worksheet>
                return cocok.start()
            dalam -= 1
            continue
        if dalam == 0 and cocok[2] == awalan and cocok[3] in SESUDAH_GAMBAR:
            return cocok.start()
        dalam += not cocok[4]
    return ekor.rfind(b"</")
