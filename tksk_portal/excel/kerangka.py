"""Kerangka buku kerja: semua bagian selain baris data, dibuat xlsxwriter.

Dua baris percobaan di lembar data membawa gaya tiap kolom (biasa, dan dengan `quotePrefix`); nomor gayanya dibaca
dari XML kerangka, lalu kedua baris itu diganti baris data sungguhan.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter
from django.utils import timezone
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from tksk_portal.excel.aman import bersih, nama_lembar

# Kode Excel -> pola strftime, untuk csv.
POLA_TANGGAL = {
    "dd-mm-yyyy": "%d-%m-%Y",
    "dd/mm/yyyy": "%d/%m/%Y",
    "yyyy-mm-dd": "%Y-%m-%d",
}
LEBAR = {"teks": 18, "angka": 9, "tanggal": 12, "waktu": 17}
HIJAU_MUDA, GARIS = "#E3EFE9", "#9DB5A9"


@dataclass(frozen=True)
class KolomKeluar:
    """One column of a workbook.

    Args:
        judul: heading text.
        jenis: "teks" (also ids, codes, phone numbers), "angka", "tanggal" or "waktu".
        lebar: width in characters.
        format_tanggal: a key of `POLA_TANGGAL`.
        bungkus: long texts take several lines.
    """

    judul: str
    jenis: str = "teks"
    lebar: int | None = None
    format_tanggal: str = "dd-mm-yyyy"
    bungkus: bool = False

    @property
    def pola_tanggal(self) -> str:
        """The date format for strftime."""
        return POLA_TANGGAL[self.format_tanggal]


@dataclass(frozen=True)
class LembarBebas:
    """A sheet of free text, such as a berita acara.

    Args:
        baris: rows of cells; texts, numbers and dates.
        tebal: numbers of the rows (0-based) written in bold.
        lebar: widths of the columns.
    """

    nama: str
    baris: Sequence[Sequence[object]]
    tebal: frozenset[int] = field(default_factory=frozenset)
    lebar: Sequence[int] = (28, 60)


def huruf_kolom(indeks: int) -> str:
    """Return the letters of a column; 0 is A."""
    return xl_col_to_name(indeks)


class Kerangka:
    """Everything of a workbook but its data rows.

    Attributes:
        baris_judul: rows above the first data row on each data sheet.
        kepala: XML of a data sheet up to its first data row.
        gaya, gaya_petik: style number of each column's cells, plain and with quotePrefix.
    """

    def __init__(
        self,
        kolom: Sequence[KolomKeluar],
        *,
        nama_data: str,
        judul: Sequence[str],
        keterangan: dict[str, object],
        tambahan: Sequence[LembarBebas],
    ) -> None:
        self.kolom = kolom
        self.judul = list(judul)
        self.keterangan = keterangan
        self.tambahan = tambahan
        self.nama_data = nama_data
        self.baris_judul = len(self.judul) + 1
        isi = self._buat([1], None)[self.nama_bagian(0)].decode()
        self.kepala, percobaan, _ = self._belah(isi)
        gaya = [int(n) for n in re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', percobaan)]
        self.gaya, self.gaya_petik = gaya[: len(kolom)], gaya[len(kolom) :]

    def nama_bagian(self, nomor: int) -> str:
        """Return the name inside the zip of a data sheet; 0 is the first."""
        return f"xl/worksheets/sheet{nomor + 2}.xml"

    def ekor(self, per_lembar: list[int]) -> str:
        """Return the XML after the last data row of the sheet that was written last."""
        isi = self._buat(per_lembar, None)[self.nama_bagian(len(per_lembar) - 1)].decode()
        kepala, _, ekor = self._belah(isi)
        if kepala != self.kepala:
            raise RuntimeError("kepala lembar data berubah antara awal dan akhir")
        return ekor

    def bagian(self, per_lembar: list[int], diharapkan: int | None) -> dict[str, bytes]:
        """Return all parts of the finished workbook; those of the data sheets hold no rows."""
        return self._buat(per_lembar, diharapkan)

    def _belah(self, isi: str) -> tuple[str, str, str]:
        """Split a data sheet into head, trial rows, tail; its stated size, which is wrong, is left out."""
        isi = re.sub(r"<dimension [^>]*/>", "", isi)
        letak = isi.index(f'<row r="{self.baris_judul + 1}"')
        akhir = isi.index("</sheetData>")
        return isi[:letak], isi[letak:akhir], isi[akhir:]

    def _buat(self, per_lembar: list[int], diharapkan: int | None) -> dict[str, bytes]:
        memori = io.BytesIO()
        pilihan = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(memori, pilihan) as buku:
            buku.set_properties({"author": "Portal TKSK", "title": bersih(self.nama_data)})
            nama = {"Keterangan"}
            sampul = buku.add_worksheet("Keterangan")
            data = []
            for _ in per_lembar:
                lembar = buku.add_worksheet(nama_lembar(self.nama_data, terpakai=nama))
                nama.add(lembar.get_name())
                data.append(lembar)
            # Lembar data lebih dahulu: nomor teks bersama dan gayanya tidak boleh bergantung pada isi sampul.
            gaya = _Gaya(buku)
            for lembar, banyak in zip(data, per_lembar, strict=True):
                self._lembar_data(lembar, gaya, banyak)
            _isi_sampul(sampul, gaya, self.keterangan, per_lembar, diharapkan)
            for bebas in self.tambahan:
                lembar = buku.add_worksheet(nama_lembar(bebas.nama, terpakai=nama))
                nama.add(lembar.get_name())
                _isi_bebas(lembar, gaya, bebas)
        with zipfile.ZipFile(memori) as arsip:
            return {n: arsip.read(n) for n in arsip.namelist()}

    def _lembar_data(self, lembar: Worksheet, gaya: "_Gaya", banyak: int) -> None:
        for i, teks in enumerate(self.judul):
            lembar.write_string(i, 0, bersih(teks), gaya.besar)
        kepala = len(self.judul)
        for i, k in enumerate(self.kolom):
            biasa, petik = gaya.kolom(k)
            lembar.set_column(i, i, k.lebar or LEBAR[k.jenis], biasa)
            lembar.write_string(kepala, i, bersih(k.judul), gaya.kepala)
            lembar.write_blank(kepala + 1, i, None, biasa)
            lembar.write_blank(kepala + 2, i, None, petik)
        lembar.freeze_panes(kepala + 1, 0)
        lembar.autofilter(kepala, 0, kepala + max(banyak, 1), len(self.kolom) - 1)
        lembar.set_landscape()
        lembar.set_paper(9)
        lembar.fit_to_pages(1, 0)
        lembar.repeat_rows(kepala)
        lembar.set_footer("&L&8Memuat data pribadi: simpan dan bagikan seperlunya&R&8&P / &N")


class _Gaya:
    """The formats of one workbook, made once each."""

    def __init__(self, buku: xlsxwriter.Workbook) -> None:
        self.buku = buku
        self.besar = buku.add_format({"bold": True, "font_size": 12, "num_format": "@"})
        self.kepala = buku.add_format(
            {
                **{"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": HIJAU_MUDA, "num_format": "@"},
                **{"bottom": 1, "bottom_color": GARIS},
            }
        )
        self.label = buku.add_format({"bold": True, "valign": "top", "num_format": "@"})
        self.teks = buku.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True})
        self.tebal = buku.add_format({"text_wrap": True, "bold": True, "num_format": "@", "quote_prefix": True})
        self.angka = buku.add_format({"num_format": "#,##0", "align": "left", "valign": "top"})
        self.hari = buku.add_format({"num_format": "dd-mm-yyyy", "align": "left", "valign": "top"})
        self._kolom: dict[tuple, tuple] = {}

    def kolom(self, k: KolomKeluar) -> tuple:
        """Return the plain format of a column's cells and the one with quotePrefix."""
        kunci = (k.jenis, k.format_tanggal, k.bungkus)
        if kunci not in self._kolom:
            angka = {
                "teks": "@",
                "angka": "General",
                "tanggal": k.format_tanggal,
                "waktu": f"{k.format_tanggal} hh:mm",
            }[k.jenis]
            dasar = {"num_format": angka, "valign": "top", "text_wrap": k.bungkus}
            self._kolom[kunci] = (
                self.buku.add_format(dasar),
                self.buku.add_format(dasar | {"num_format": "@", "quote_prefix": True}),
            )
        return self._kolom[kunci]


def _isi_sampul(
    lembar: Worksheet, gaya: _Gaya, keterangan: dict[str, object], per_lembar: list[int], diharapkan: int | None
) -> None:
    """Write the cover: what this is, and that nothing is missing."""
    lembar.set_column(0, 0, 24, gaya.label)
    lembar.set_column(1, 1, 80, gaya.teks)
    lembar.write_string(0, 0, "Keterangan", gaya.besar)
    baris = list(keterangan.items())
    if diharapkan is not None:
        baris.append(("Baris diharapkan", diharapkan))
    baris.append(("Baris ditulis", sum(per_lembar)))
    if len(per_lembar) > 1:
        baris.append(("Lembar data", " + ".join(str(n) for n in per_lembar)))
    for i, (label, nilai) in enumerate(baris, start=2):
        lembar.write_string(i, 0, bersih(label), gaya.label)
        _tulis_bebas(lembar, i, 1, nilai, gaya, tebal=False)
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)


def _isi_bebas(lembar: Worksheet, gaya: _Gaya, bebas: LembarBebas) -> None:
    for i, lebar in enumerate(bebas.lebar):
        lembar.set_column(i, i, lebar)
    for i, sel in enumerate(bebas.baris):
        for j, nilai in enumerate(sel):
            _tulis_bebas(lembar, i, j, nilai, gaya, tebal=i in bebas.tebal)
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)


def _tulis_bebas(lembar: Worksheet, i: int, j: int, nilai: object, gaya: _Gaya, *, tebal: bool) -> None:
    if nilai is None or nilai == "":
        return
    if isinstance(nilai, int) and not isinstance(nilai, bool):
        lembar.write_number(i, j, nilai, gaya.angka)
    elif isinstance(nilai, datetime):
        lokal = timezone.make_naive(nilai) if timezone.is_aware(nilai) else nilai
        lembar.write_string(i, j, lokal.strftime("%d-%m-%Y %H.%M"), gaya.teks)
    elif isinstance(nilai, date):
        lembar.write_datetime(i, j, datetime(nilai.year, nilai.month, nilai.day), gaya.hari)
    else:
        lembar.write_string(i, j, bersih(str(nilai)), gaya.tebal if tebal else gaya.teks)
