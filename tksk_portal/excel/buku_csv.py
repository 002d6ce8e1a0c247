"""Membaca csv: pemisah dan pengodean dikenali dari isinya, satu baris yang terlalu panjang ditolak."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tksk_portal.excel.bentuk import Batas, Buku, BukuDitolak, Lembar, Ukuran, angka, pangkas, periksa_ukuran

PEMISAH = ";,\t|"
CONTOH = 256 * 1024
_KENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
BOM = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BUKAN_TEKS = (
    "Berkas ini bukan buku kerja: isinya bukan teks csv dan bukan berkas Excel. Pilih berkas .xlsx, .xls, .ods, "
    "atau .csv."
)


def baca_csv(jalan: Path, batas: Batas) -> Buku:
    """Read a csv file whose content is text.

    Raises:
        BukuDitolak: not text, an unreadable letter, an unclosed quote, or too large.
    """
    kode, lompat = _pengodean(jalan)
    peringatan = []
    if kode == "cp1252":
        peringatan.append(
            "Berkas csv ini memakai pengodean lama (Windows-1252). Periksa huruf beraksen pada nama; bila rusak, "
            "simpan dari Excel sebagai “CSV UTF-8”."
        )
    with jalan.open("rb") as mentah:
        mentah.seek(lompat)
        awal = codecs.getincrementaldecoder(kode)().decode(mentah.read(CONTOH))
        mulai = len(cocok[0]) if (cocok := _SEP.match(awal)) else 0
        pemisah = cocok[1] if cocok else _pemisah(awal)
        mentah.seek(lompat)
        with io.TextIOWrapper(mentah, encoding=kode, newline="") as teks:
            teks.read(mulai)
            baris = list(_baris(teks, pemisah, batas))
    while baris and not baris[-1]:
        baris.pop()
    if not baris:
        raise BukuDitolak("Berkas csv ini kosong. Isi dahulu tabelnya, lalu unggah lagi.")
    return Buku("csv", [Lembar("CSV", baris)], peringatan)


def _pengodean(jalan: Path) -> tuple[str, int]:
    """Return the encoding and the length of the byte order mark, after reading the whole file once in pieces."""
    with jalan.open("rb") as mentah:
        kepala = mentah.read(4)
        for bom, kode in BOM:
            if kepala.startswith(bom):
                _coba(jalan, kode, len(bom))
                return kode, len(bom)
    try:
        _coba(jalan, "utf-8", 0)
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", 0
    try:
        _coba(jalan, "cp1252", 0)
    except UnicodeDecodeError:
        raise BukuDitolak(BUKAN_TEKS) from None
    return "cp1252", 0


def _coba(jalan: Path, kode: str, lompat: int) -> None:
    """Decode the file once; control characters are no csv.

    Raises:
        UnicodeDecodeError: another encoding.
        BukuDitolak: NUL or other control characters.
    """
    pembaca = codecs.getincrementaldecoder(kode)()
    with jalan.open("rb") as mentah:
        mentah.seek(lompat)
        while True:
            potong = mentah.read(CONTOH)
            try:
                teks = pembaca.decode(potong, final=not potong)
            except UnicodeDecodeError:
                if lompat:
                    raise BukuDitolak(BUKAN_TEKS) from None
                raise
            if "\x00" in teks:
                raise BukuDitolak(
                    "Berkas csv ini berisi byte kosong (NUL), tanda bahwa berkasnya rusak atau bukan teks. Buka di "
                    "Excel, simpan sebagai “CSV UTF-8”, lalu unggah lagi."
                )
            if _KENDALI.search(teks):
                raise BukuDitolak(BUKAN_TEKS)
            if not potong:
                return


def _pemisah(contoh: str) -> str:
    """Return the separator under which most lines have the same number of cells, more than one."""
    terbaik, nilai_terbaik = ";", (0, 0)
    baris = contoh.splitlines()[:200]
    for calon in PEMISAH:
        try:
            lebar = Counter(len(sel) for sel in csv.reader(baris, delimiter=calon) if len(sel) > 1)
        except csv.Error:
            continue
        if not lebar:
            continue
        kolom, kali = max(lebar.items(), key=lambda pasang: (pasang[1], pasang[0]))
        if (kali, kolom) > nilai_terbaik:
            terbaik, nilai_terbaik = calon, (kali, kolom)
    return terbaik


def _baris_pendek(teks: io.TextIOWrapper, batas: Batas) -> Iterator[str]:
    """Yield lines; one that is longer than a whole row may be is refused before it is in memory."""
    terpanjang = min(batas.teks * 8, 4 * 2**20)
    while baris := teks.readline(terpanjang + 1):
        if len(baris) > terpanjang:
            raise BukuDitolak(
                f"Satu baris dalam berkas csv ini lebih dari {angka(terpanjang)} huruf, tanda bahwa barisnya tidak "
                "terpisah atau tanda kutip tidak ditutup. Buka di Excel, simpan lagi sebagai csv, lalu unggah."
            )
        yield baris


def _baris(teks: io.TextIOWrapper, pemisah: str, batas: Batas) -> Iterator[list[object]]:
    ukuran = Ukuran()
    csv.field_size_limit(max(csv.field_size_limit(), batas.teks + 1))
    pembaca = csv.reader(_baris_pendek(teks, batas), delimiter=pemisah, strict=True)
    while True:
        try:
            sel = next(pembaca)
        except StopIteration:
            periksa_ukuran("CSV", ukuran, batas)
            return
        except csv.Error:
            raise BukuDitolak(
                f'Tanda kutip (") pada baris {angka(ukuran.baris + 1)} csv tidak lengkap, sehingga batas antar sel '
                "tidak pasti. Perbaiki kutipnya, atau simpan lagi dari Excel sebagai csv."
            ) from None
        ukuran.baris += 1
        bersih = pangkas(sel)
        ukuran.sel += len(bersih)
        ukuran.huruf += sum(map(len, sel))
        if len(bersih) > ukuran.kolom or ukuran.baris % 1000 == 0 or ukuran.huruf > batas.huruf:
            ukuran.kolom = max(ukuran.kolom, len(bersih))
            periksa_ukuran("CSV", ukuran, batas)
        if any(len(isi) > batas.teks for isi in sel):
            raise BukuDitolak(
                f"Sel pada baris {angka(ukuran.baris)} csv lebih dari {angka(batas.teks)} huruf, tanda bahwa tanda "
                "kutip tidak ditutup. Perbaiki kutipnya, atau simpan lagi dari Excel sebagai csv."
            )
        yield bersih
