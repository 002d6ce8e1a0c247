"""Menghitung isi satu lembar xlsx tanpa memuatnya: luas yang terisi, letak rumus, letak kesalahan Excel.

Pembaca yang cepat menyusun seluruh luas lembar di memori dan membuang rumus serta kesalahan; karena itu lembar dilihat
dahulu di sini. Bentuk yang biasa ditulis Excel dilihat dengan pola, bentuk lain dengan pengurai XML.
"""

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from tksk_portal.excel.bentuk import Batas, BukuDitolak, Ukuran, kolom_dari_huruf, periksa_ukuran
from tksk_portal.excel.zipaman import RUSAK

ENTITAS = (
    "Berkas ini berisi perintah XML yang tidak wajar untuk buku kerja, sehingga tidak dibaca. Salin tabelnya ke buku "
    "kerja baru, lalu unggah."
)
SISA_TERBESAR = 2 * 2**20
_SEL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)>')
_SEL_ISI = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"(?:>| [^<>]*[^/<>]>)')
_RUMUS = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*>\s*<f([\s/>][^<>]*)')
_GALAT = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)>(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?<v>([^<]*)</v>')
_REF = re.compile(rb'\bref="([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?"')
_ACUAN = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_TERSEMBUNYI = re.compile(rb'<row [^<>]*hidden="(?:1|true)"')
_HURUF = re.compile(rb"[A-Z]+")
_SISIPAN = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?(?!xml\s).*?\?>", re.DOTALL)
_BUKAN_BIASA = re.compile(rb"<!|<\?(?!xml version)|<[A-Za-z_][\w.-]*:(?:row|c|f|v|worksheet|sheetData)[\s/>]")


class TidakBiasa(Exception):
    """The sheet is not written the way the quick look expects."""


def ukur(nama: str, alir: Callable[[], Iterator[bytes]], batas: Batas) -> Ukuran:
    """Measure a sheet.

    Args:
        nama: of the sheet, for messages.
        alir: opens the sheet's XML as a stream of pieces; called a second time when the quick look gives up.
        batas: the limits.

    Raises:
        BukuDitolak: too large, or no sheet.
    """
    try:
        return _ukur_cepat(nama, alir(), batas)
    except TidakBiasa:
        return _ukur_teliti(nama, alir(), batas)


def _ukur_cepat(nama: str, potongan: Iterator[bytes], batas: Batas) -> Ukuran:
    ukuran = Ukuran()
    sisa = b""
    kolom: set[bytes] = set()
    awal = True
    for potong in potongan:
        data = sisa + potong
        if awal and len(data) > 200:
            if b"<worksheet" not in data[:4096]:
                raise TidakBiasa
            awal = False
        letak = max(data.rfind(b"<c "), data.rfind(b"</sheetData>"), data.rfind(b"<mergeCell "))
        if letak <= 0:
            letak = 0
        if len(data) - letak > SISA_TERBESAR:
            raise TidakBiasa
        sisa = data[letak:]
        _lihat(nama, data[:letak], ukuran, kolom, batas)
    _lihat(nama, sisa, ukuran, kolom, batas)
    return ukuran


def _lihat(nama: str, data: bytes, ukuran: Ukuran, kolom: set[bytes], batas: Batas) -> None:
    """Add one piece, which ends where a cell begins, to the measure."""
    if _BUKAN_BIASA.search(data):
        raise TidakBiasa
    jumlah = data.count(b"<c ")
    if b"<c>" in data or b"<c/>" in data or data.count(b'<c r="') != jumlah:
        raise TidakBiasa
    if jumlah:
        terisi = _SEL_ISI.findall(data)
        ukuran.sel += len(terisi)
        if terisi:
            baris = {acuan.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ") for acuan in terisi}
            ukuran.baris = max(ukuran.baris, max(map(int, baris)))
            baru = {acuan.rstrip(b"0123456789") for acuan in terisi} - kolom
            kolom |= baru
            ukuran.kolom = max([ukuran.kolom, *map(kolom_dari_huruf, baru)])
            periksa_ukuran(nama, ukuran, batas)
    if b"<f" in data:
        _catat_rumus(data, ukuran, batas)
    if b't="e"' in data:
        for huruf, nomor, sifat, galat in _GALAT.findall(data):
            if b' t="e"' not in sifat:
                continue
            ukuran.galat[int(nomor), kolom_dari_huruf(huruf)] = galat.decode("utf-8", "replace")
    if not ukuran.baris_tersembunyi and b"hidden=" in data:
        ukuran.baris_tersembunyi = bool(_TERSEMBUNYI.search(data))
    if b"<mergeCell " in data:
        for potong in re.findall(rb"<mergeCell [^<>]*", data):
            if cocok := _REF.search(potong):
                _gabung(ukuran, _luas(cocok.groups()), batas)


def _luas(bagian: tuple) -> tuple[int, int, int, int]:
    huruf, nomor, huruf2, nomor2 = bagian
    baris, kolom = int(nomor), kolom_dari_huruf(huruf)
    return baris, kolom, int(nomor2 or nomor), kolom_dari_huruf(huruf2 or huruf)


def _gabung(ukuran: Ukuran, luas: tuple[int, int, int, int], batas: Batas) -> None:
    if len(ukuran.gabungan) < batas.baris:
        ukuran.gabungan.append(luas)


def _catat_rumus(data: bytes, ukuran: Ukuran, batas: Batas) -> None:
    temu = _RUMUS.findall(data)
    if len(temu) != len(re.findall(rb"<f[\s/>]", data)):
        raise TidakBiasa
    for huruf, nomor, sifat in temu:
        ukuran.rumus.add((int(nomor), kolom_dari_huruf(huruf)))
        if (b'"array"' in sifat or b'"dataTable"' in sifat) and (cocok := _REF.search(sifat)):
            _rumus_luas(ukuran, _luas(cocok.groups()), batas)


def _rumus_luas(ukuran: Ukuran, luas: tuple[int, int, int, int], batas: Batas) -> None:
    """Note every cell of an array formula: only its first cell carries it in the file."""
    baris1, kolom1, baris2, kolom2 = luas
    baris2, kolom2 = min(baris2, batas.baris), min(kolom2, batas.kolom)
    if len(ukuran.rumus) + max(0, baris2 - baris1 + 1) * max(0, kolom2 - kolom1 + 1) > batas.sel:
        raise BukuDitolak(
            "Rumus pada berkas ini meliputi terlalu banyak sel. Salin tabelnya, tempel sebagai nilai (Tempel Khusus > "
            "Nilai) ke buku kerja baru, lalu unggah."
        )
    ukuran.rumus.update((b, k) for b in range(baris1, baris2 + 1) for k in range(kolom1, kolom2 + 1))


class _Teliti:
    """Walks a sheet of any form with an XML parser; elements by local name."""

    def __init__(self, nama: str, batas: Batas) -> None:
        self.nama, self.batas, self.ukuran = nama, batas, Ukuran()
        self.baris = self.kolom = 0
        self.jenis = ""
        self.teks: list[str] | None = None
        self.hitung = 0

    def mulai(self, unsur: str, sifat: dict[str, str]) -> None:
        unsur = unsur.rpartition(":")[2]
        if unsur == "row":
            self.baris = int(sifat["r"]) if sifat.get("r", "").isdecimal() else self.baris + 1
            self.kolom = 0
            self.ukuran.baris_tersembunyi |= sifat.get("hidden") in ("1", "true")
        elif unsur == "c":
            self.kolom += 1
            self.jenis = sifat.get("t", "")
            if cocok := _ACUAN.fullmatch(sifat.get("r", "")):
                self.baris, self.kolom = int(cocok[2]), kolom_dari_huruf(cocok[1])
        elif unsur in ("f", "v", "is"):
            self._isi(unsur, sifat)
        elif unsur == "mergeCell" and (cocok := _ACUAN.fullmatch(sifat.get("ref", ""))):
            _gabung(self.ukuran, _luas(cocok.groups()), self.batas)

    def _isi(self, unsur: str, sifat: dict[str, str]) -> None:
        ukuran = self.ukuran
        ukuran.sel += unsur != "f"
        ukuran.baris, ukuran.kolom = max(ukuran.baris, self.baris), max(ukuran.kolom, self.kolom)
        periksa_ukuran(self.nama, ukuran, self.batas)
        if unsur == "f":
            ukuran.rumus.add((self.baris, self.kolom))
            cocok = _ACUAN.fullmatch(sifat.get("ref", ""))
            if cocok and sifat.get("t") in ("array", "dataTable"):
                _rumus_luas(ukuran, _luas(cocok.groups()), self.batas)
        elif unsur == "v" and self.jenis == "e":
            self.teks = []

    def selesai(self, unsur: str) -> None:
        if self.teks is not None and unsur.rpartition(":")[2] == "v":
            self.ukuran.galat[self.baris, self.kolom] = "".join(self.teks)
            self.teks = None

    def huruf(self, teks: str) -> None:
        if self.teks is not None and len(self.teks) < 32:
            self.teks.append(teks)


def xml_polos(teks: str) -> str:
    """Return a part that is well-formed, without comments, CDATA and instructions after its head.

    Patterns that look for an element up to its end go through such a text once; through unclosed or commented-out
    elements they would go once for each.

    Raises:
        BukuDitolak: not well-formed.
    """
    urai_xml(iter([teks.encode()]), mulai=None, selesai=None, huruf=None)
    return _SISIPAN.sub("", teks)


def urai_xml(
    potongan: Iterator[bytes], *, mulai: Callable | None, selesai: Callable | None, huruf: Callable | None
) -> None:
    """Run an XML stream through expat; a document type (entities) is refused.

    Raises:
        BukuDitolak: not well-formed, or with a document type.
    """
    pengurai = expat.ParserCreate()
    pengurai.buffer_text = True
    pengurai.StartElementHandler, pengurai.EndElementHandler = mulai, selesai
    pengurai.CharacterDataHandler = huruf

    def tolak(*_isi: object) -> None:
        raise BukuDitolak(ENTITAS)

    pengurai.StartDoctypeDeclHandler = pengurai.EntityDeclHandler = tolak
    try:
        for potong in potongan:
            pengurai.Parse(potong, False)
        pengurai.Parse(b"", True)
    except (expat.ExpatError, ValueError):
        raise BukuDitolak(RUSAK) from None


def _ukur_teliti(nama: str, potongan: Iterator[bytes], batas: Batas) -> Ukuran:
    teliti = _Teliti(nama, batas)
    urai_xml(potongan, mulai=teliti.mulai, selesai=teliti.selesai, huruf=teliti.huruf)
    return teliti.ukuran
