"""Menulis buku kerja besar dengan memori tetap.

xlsxwriter membuat kerangkanya (gaya, lebar, judul, sampul, lembar tambahan): berkas kecil yang pasti sah. Baris data
ditulis di sini langsung sebagai XML ke dalam lembar datanya, dan dimampatkan oleh utas kedua. xlsxwriter sendiri,
dengan `constant_memory`, menulis 132.229 x 60 sel dalam 40 detik; cara ini dalam sepertujuhnya.
"""

import csv
import io
import queue
import re
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, BinaryIO
from xml.sax.saxutils import escape

from django.utils import timezone

from tksk_portal.excel.aman import RUMUS, berpetik, bersih
from tksk_portal.excel.kerangka import Kerangka, KolomKeluar, LembarBebas, huruf_kolom

__all__ = (
    "BARIS_TERBANYAK",
    "JumlahBerbeda",
    "KolomKeluar",
    "LembarBebas",
    "TeksTerlaluPanjang",
    "tulis_csv",
    "tulis_xlsx",
)

BARIS_TERBANYAK = 1_048_576
KOLOM_TERBANYAK = 16_384
TEKS_TERPANJANG = 32_767
ANGKA_PASTI = 10**15
POTONG = 1 << 20
MAMPAT = 4

_KHUSUS = re.compile("[&<>\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]|^[ '=+\\-@＝＋－＠]| $|_x[0-9A-Fa-f]{4}_")
_LOLOS = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class JumlahBerbeda(Exception):
    """Fewer or more rows came than were counted; the file must not be handed out (pelajaran.md 7)."""

    def __init__(self, diharapkan: int, ditulis: int) -> None:
        super().__init__(f"{ditulis} baris ditulis, {diharapkan} diharapkan")
        self.diharapkan = diharapkan
        self.ditulis = ditulis


class TeksTerlaluPanjang(Exception):
    """A text does not fit an Excel cell (32,767 characters); it is refused, never cut."""

    def __init__(self, baris: int, judul: str) -> None:
        super().__init__(f"baris {baris}, kolom {judul}")
        self.baris = baris
        self.judul = judul


def tulis_xlsx(
    keluar: Path | BinaryIO,
    *,
    kolom: Sequence[KolomKeluar],
    baris: Iterable[Sequence[object]],
    lembar_keterangan: dict[str, object],
    diharapkan: int | None = None,
    nama_data: str = "Data",
    judul: Sequence[str] = (),
    lembar_tambahan: Sequence[LembarBebas] = (),
    baris_per_lembar: int = BARIS_TERBANYAK,
) -> int:
    """Write a workbook with a cover sheet and as many data sheets as the rows need, in constant memory.

    Args:
        keluar: a path, or a file open for writing and seeking.
        kolom: headings and how their cells look; ids, phone numbers and codes are columns of kind "teks".
        baris: one sequence per row, as long as `kolom`; str, int, float, Decimal, bool, date, datetime or None.
        lembar_keterangan: label -> value of the cover sheet; the rows expected and written are added here.
        diharapkan: rows counted beforehand.
        judul: texts in rows of their own above the headings.
        baris_per_lembar: most rows of one sheet, headings included (Excel's limit).

    Returns:
        Rows written.

    Raises:
        JumlahBerbeda: not as many rows as expected. The file is incomplete; discard it.
        TeksTerlaluPanjang: a text longer than a cell holds.
        ValueError: no column, or more than Excel has.
    """
    if not 0 < len(kolom) <= KOLOM_TERBANYAK:
        raise ValueError(f"{len(kolom)} kolom; paling sedikit 1, paling banyak {KOLOM_TERBANYAK}")
    kerangka = Kerangka(kolom, nama_data=nama_data, judul=judul, keterangan=lembar_keterangan, tambahan=lembar_tambahan)
    selembar = baris_per_lembar - kerangka.baris_judul
    if selembar < 1:
        raise ValueError("baris judul memenuhi lembar")
    penyusun = _Penyusun(kolom, kerangka)
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED, compresslevel=MAMPAT) as arsip:
        if diharapkan is not None:
            # Bagian pertama menurut kebiasaan Excel; pengenal jenis berkas bersandar padanya.
            banyak = max(1, -(-diharapkan // selembar))
            arsip.writestr("[Content_Types].xml", kerangka.bagian([0] * banyak, diharapkan)["[Content_Types].xml"])
        per_lembar = _tulis_lembar(arsip, kerangka, penyusun, iter(baris), selembar)
        ditulis = sum(per_lembar)
        if diharapkan is not None and ditulis != diharapkan:
            raise JumlahBerbeda(diharapkan, ditulis)
        for nama, isi in kerangka.bagian(per_lembar, diharapkan).items():
            if nama not in arsip.NameToInfo:
                arsip.writestr(nama, isi)
    return ditulis


def _tulis_lembar(
    arsip: zipfile.ZipFile, kerangka: Kerangka, penyusun: "_Penyusun", baris: Iterator, selembar: int
) -> list[int]:
    """Write the data sheets and return the rows of each."""
    per_lembar: list[int] = []
    sisa = next(baris, None)
    while sisa is not None or not per_lembar:
        nomor = len(per_lembar)
        with arsip.open(kerangka.nama_bagian(nomor), "w", force_zip64=True) as lembar, _utas_tulis(lembar) as kirim:
            kirim(kerangka.kepala)
            banyak, sisa = penyusun.isi(sisa, baris, selembar, kirim)
            per_lembar.append(banyak)
            kirim(kerangka.ekor(per_lembar))
    return per_lembar


@contextmanager
def _utas_tulis(lembar: IO[bytes]) -> Iterator[Callable[[str], None]]:
    """Give a function that hands text to a second thread, which encodes, compresses and writes it."""
    antre: queue.Queue[str | None] = queue.Queue(maxsize=8)
    gagal: list[BaseException] = []

    def kerja() -> None:
        while (potong := antre.get()) is not None:
            if gagal:
                continue
            try:
                lembar.write(potong.encode())
            except BaseException as salah:  # diteruskan ke utas pemanggil
                gagal.append(salah)

    def kirim(teks: str) -> None:
        if gagal:
            raise gagal[0]
        antre.put(teks)

    utas = threading.Thread(target=kerja, name="tulis-xlsx", daemon=True)
    utas.start()
    try:
        yield kirim
    finally:
        antre.put(None)
        utas.join()
    if gagal:
        raise gagal[0]


class _Penyusun:
    """Turns rows into the XML of a data sheet."""

    def __init__(self, kolom: Sequence[KolomKeluar], kerangka: Kerangka) -> None:
        self.awal = kerangka.baris_judul + 1
        self.kolom = [
            (f'<c r="{huruf_kolom(i)}', _sel(kerangka.gaya[i], kerangka.gaya_petik[i]), k) for i, k in enumerate(kolom)
        ]

    def isi(self, pertama, baris: Iterator, paling_banyak: int, kirim: Callable[[str], None]) -> tuple[int, object]:
        """Send rows until none is left or the sheet is full; return how many, and the first row of the next sheet."""
        nomor, akhir = self.awal, self.awal + paling_banyak
        potong, panjang = [], 0
        kini = pertama
        while kini is not None and nomor < akhir:
            teks = self.satu(nomor, kini)
            potong.append(teks)
            panjang += len(teks)
            if panjang > POTONG:
                kirim("".join(potong))
                potong, panjang = [], 0
            nomor += 1
            kini = next(baris, None)
        kirim("".join(potong))
        return nomor - self.awal, kini

    def satu(self, nomor: int, nilai: Sequence[object]) -> str:
        """Return one row as XML."""
        n = str(nomor)
        sel = []
        for (rujukan, jenis, kolom), v in zip(self.kolom, nilai, strict=True):
            if v is None or v == "":
                continue
            try:
                sel.append(f"{rujukan}{n}{jenis[type(v)](v)}")
            except KeyError:
                sel.append(f"{rujukan}{n}{jenis[_jenis_dasar(v)](v)}")
            except OverflowError:
                raise TeksTerlaluPanjang(nomor, kolom.judul) from None
        return f'<row r="{n}">{"".join(sel)}</row>'


def _jenis_dasar(nilai: object) -> type:
    """Return the base type that knows how to write a value (str enums, numpy-like numbers); everything is a text."""
    return next((t for t in (str, bool, int, float, datetime, date) if isinstance(nilai, t)), object)


def _sel(gaya: int, gaya_petik: int) -> dict[type, Callable]:
    """Return type -> function that writes the rest of a cell after its reference."""
    polos = f'" s="{gaya}" t="inlineStr"><is><t>'
    rapat = f'" s="{gaya}" t="inlineStr"><is><t xml:space="preserve">'
    petik = f'" s="{gaya_petik}" t="inlineStr"><is><t xml:space="preserve">'
    angka = f'" s="{gaya}"><v>'
    # Ditanya sekali: jutaan sel waktu tidak mencarinya satu per satu.
    zona = timezone.get_current_timezone()

    def teks(v: str) -> str:
        if len(v) > TEKS_TERPANJANG:
            raise OverflowError
        if _KHUSUS.search(v) is None:
            return f"{polos}{v}</t></is></c>"
        isi = _LOLOS.sub("_x005F_", escape(bersih(v))).replace("\r", "_x000D_")
        return f"{petik if RUMUS.match(v) or v[0] == chr(39) else rapat}{isi}</t></is></c>"

    def bulat(v: int) -> str:
        # Excel menyimpan 15 angka; lebih dari itu ditulis sebagai teks, bukan dibulatkan.
        return f"{angka}{v}</v></c>" if -ANGKA_PASTI < v < ANGKA_PASTI else teks(str(int(v)))

    def pecahan(v: float | Decimal) -> str:
        return f"{angka}{v}</v></c>" if -ANGKA_PASTI < v < ANGKA_PASTI else teks(str(v))

    def hari(v: date) -> str:
        n = serial(v)
        return f"{angka}{n}</v></c>" if n is not None else teks(v.strftime("%d-%m-%Y"))

    def saat(v: datetime) -> str:
        lokal = v.astimezone(zona) if v.tzinfo is not None else v
        n = serial(lokal.date())
        if n is None:
            return teks(lokal.strftime("%d-%m-%Y %H.%M"))
        return f"{angka}{n + (lokal.hour * 3600 + lokal.minute * 60 + lokal.second) / 86400:.6f}</v></c>"

    def lain(v: object) -> str:
        return teks(str(v))

    return {
        str: teks,
        int: bulat,
        float: pecahan,
        Decimal: pecahan,
        bool: lambda v: teks("ya" if v else "tidak"),
        date: hari,
        datetime: saat,
        object: lain,
    }


_NOL = date(1899, 12, 30).toordinal()


def serial(hari: date) -> int | None:
    """Return Excel's number of a day; None before 1900. Excel believes that 29 February 1900 existed."""
    n = hari.toordinal() - _NOL
    if n <= 1:
        return None
    return n if n >= 61 else n - 1


def tulis_csv(
    keluar: Path | BinaryIO,
    *,
    kolom: Sequence[KolomKeluar],
    baris: Iterable[Sequence[object]],
    diharapkan: int | None = None,
    pemisah: str = ";",
    penanda: bool = True,
) -> int:
    """Write a csv file (UTF-8, CRLF) of headings and rows only, so that machines can read it.

    Who, when, scope and counts stand on the export's page and the count in its file name, not inside the file.

    Args:
        pemisah: ";" as Excel expects with Indonesian settings, or ",".
        penanda: start with the UTF-8 mark (BOM), without which Excel misreads letters such as "é".

    Returns:
        Rows written.

    Raises:
        JumlahBerbeda: not as many rows as expected.
    """
    sasaran = keluar.open("wb") if isinstance(keluar, Path) else keluar
    try:
        teks = io.TextIOWrapper(sasaran, "utf-8-sig" if penanda else "utf-8", newline="")
        penulis = csv.writer(teks, delimiter=pemisah, lineterminator="\r\n")
        penulis.writerow([_sel_csv(k.judul, k) for k in kolom])
        ditulis = 0
        for satu in baris:
            penulis.writerow([_sel_csv(v, k) for v, k in zip(satu, kolom, strict=True)])
            ditulis += 1
        teks.flush()
        teks.detach()
    finally:
        if isinstance(keluar, Path):
            sasaran.close()
    if diharapkan is not None and ditulis != diharapkan:
        raise JumlahBerbeda(diharapkan, ditulis)
    return ditulis


def _sel_csv(nilai: object, kolom: KolomKeluar) -> object:
    if nilai is None:
        return ""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, datetime):
        lokal = timezone.make_naive(nilai) if timezone.is_aware(nilai) else nilai
        return lokal.strftime(f"{kolom.pola_tanggal} %H:%M")
    if isinstance(nilai, date):
        return nilai.strftime(kolom.pola_tanggal)
    if isinstance(nilai, int | float | Decimal) and not isinstance(nilai, str):
        return nilai
    return berpetik(bersih(str(nilai)))
