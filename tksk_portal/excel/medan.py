"""Membaca sel menurut artinya: nama, NIK, tanggal, telepon, titik, pilihan. Dipakai Resource tiap ruang."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from import_export import resources
from import_export.fields import Field
from import_export.widgets import Widget

from tksk_portal.dasar.bentuk import TEKS_BIASA, TELEPON
from tksk_portal.dasar.nik import NIK, NIKSalah, baca_kk, baca_nik
from tksk_portal.excel import sel
from tksk_portal.excel.sel import SelSalah

BANYAK_INGAT = 50_000


class TidakDikenal(ValueError):
    """The text is no type, kind or criterion; `pesan` and `saran` are for the user."""

    def __init__(self, pesan: str, saran: str = "") -> None:
        super().__init__(pesan)
        self.pesan, self.saran = pesan, saran


def rapat(teks: str) -> str:
    """Return a name with one spelling: lower case, letters and digits only, "terlantar" as "telantar"."""
    return re.sub(r"[^a-z0-9]+", "", teks.lower()).replace("terlantar", "telantar")


@dataclass(frozen=True)
class Rapi:
    """The cleaned cells of one row and the faults found, as (field, message, suggestion)."""

    nilai: dict[str, object]
    salah: list[tuple[str, str, str]]


class WidgetSel(Widget):
    """Cleans one cell; the same raw value is worked out once per file."""

    def __init__(self, baca: Callable[[object, date], object], *, ingat: bool = True) -> None:
        super().__init__()
        self.baca = baca
        self.ingat = ingat
        self.hari = date.min
        self.jawaban: dict[object, object] = {}

    def clean(self, value, row=None, **kwargs) -> object:
        """Return the cleaned value; None when the cell is empty.

        Raises:
            SelSalah: the cell cannot be used.
        """
        if value is None or value == "":
            return None
        hasil = self.jawab(value)
        if isinstance(hasil, SelSalah):
            raise hasil
        return hasil

    def jawab(self, value: object) -> object:
        """Do the same for a filled cell, but return the fault instead of raising it."""
        kunci = (type(value), value)
        hasil = self.jawaban.get(kunci, self)
        if hasil is not self:
            return hasil
        try:
            hasil = self._hitung(value)
        except SelSalah as salah:
            hasil = salah
        if self.ingat and len(self.jawaban) < BANYAK_INGAT:
            self.jawaban[kunci] = hasil
        return hasil

    def _hitung(self, value: object) -> object:
        if sel.kosong(value):
            return None
        try:
            return self.baca(value, self.hari)
        except (NIKSalah, TidakDikenal) as salah:
            raise SelSalah(salah.pesan, getattr(salah, "saran", "")) from None
        except ValidationError as salah:
            raise SelSalah(" ".join(salah.messages)) from None


def baca_teks(panjang: int, bentuk: RegexValidator = TEKS_BIASA) -> Callable[[object, date], str]:
    """Return the reader of a text cell, at most `panjang` characters, of the given form."""
    pola = re.compile(bentuk.regex.pattern)

    def baca(nilai: object, hari: date) -> str:
        hasil = sel.teks(nilai, panjang=panjang)
        if hasil and not pola.search(hasil):
            raise SelSalah(str(bentuk.message))
        return hasil

    return baca


def baca_sel_nik(nilai: object, hari: date) -> NIK | None:
    """Read a NIK cell."""
    digits = sel.nomor16(nilai, sebutan="NIK")
    return baca_nik(digits, pada=hari) if digits else None


def baca_sel_kk(nilai: object, hari: date) -> str | None:
    """Read a cell with the number of a family card."""
    digits = sel.nomor16(nilai, sebutan="Nomor KK")
    return baca_kk(digits, pada=hari).digits if digits else None


def baca_tanggal(sebutan: str) -> Callable[[object, date], tuple[date, bool]]:
    """Read a date cell and whether it is an estimate (only a year, or month and year, was written)."""
    return lambda nilai, hari: sel.tanggal(nilai, paling_akhir=hari, sebutan=sebutan)


def baca_hari(sebutan: str) -> Callable[[object, date], date]:
    """Read a date cell; a year alone is its middle, as in the form."""
    return lambda nilai, hari: sel.tanggal(nilai, paling_akhir=hari, sebutan=sebutan)[0]


def baca_rt(bentuk: RegexValidator) -> Callable[[object, date], str]:
    """Return the reader of an RT or RW cell; the words themselves may stand before the number."""

    def baca(nilai: object, hari: date) -> str:
        teks = re.sub(r"(?i)^\s*r[tw]\s*[.:]?\s*", "", sel.teks(nilai, panjang=20)).strip()
        bentuk(teks)
        return teks

    return baca


def baca_telepon(nilai: object, hari: date) -> str:
    """Read a telephone cell; Excel drops the zero in front of a number."""
    if isinstance(nilai, (int, float)):
        teks = f"{nilai:.0f}"
        # Excel membuang nol di depan; nomor seluler Indonesia selalu dimulai 08.
        nilai = f"0{teks}" if teks.startswith("8") and 9 <= len(teks) <= 12 else teks
    teks = sel.teks(nilai, panjang=20).lstrip("'").replace(".", " ").strip()
    TELEPON(teks)
    return teks


def baca_derajat(batas_awal: Decimal, batas_akhir: Decimal, sebutan: str) -> Callable[[object, date], Decimal]:
    """Return the reader of a latitude or longitude in degrees."""

    def baca(nilai: object, hari: date) -> Decimal:
        try:
            angka = Decimal(str(nilai).strip().replace(",", ".")).quantize(Decimal("0.000001"))
        except InvalidOperation:
            raise SelSalah(f"{sebutan} harus angka.", "Contoh -0.46213 dan 117.12345.") from None
        if angka.is_nan() or not batas_awal <= angka <= batas_akhir:
            raise SelSalah(f"{sebutan} di luar Indonesia.", "Lintang antara -11 dan 6.5; bujur antara 95 dan 141.5.")
        return angka

    return baca


def baca_pilihan(pilihan: type, sebutan: str, **lain: str) -> Callable[[object, date], str]:
    """Return the reader of a choice: by key, label, or another spelling (`lain`: spelling=key)."""
    tulisan = ((t, n) for n, label in pilihan.choices for t in (n, label, re.sub(r"\(.*", "", str(label))))
    peta = {rapat(str(t)): str(n) for t, n in tulisan} | {rapat(t): n for t, n in lain.items()}

    def baca(nilai: object, hari: date) -> str:
        hasil = peta.get(rapat(str(nilai)))
        if hasil is None:
            daftar = "; ".join(str(label) for label in pilihan.labels)
            raise SelSalah(f"{sebutan} “{str(nilai)[:40]}” tidak dikenal.", f"Pilih: {daftar}.")
        return hasil

    return baca


def medan(nama: str, baca: Callable[[object, date], object], *, ingat: bool = True) -> Field:
    """Return a field of a resource."""
    return Field(attribute=nama, column_name=nama, widget=WidgetSel(baca, ingat=ingat))


class ResourceSel(resources.ModelResource):
    """Fields of a record as they stand in a workbook, each cleaned by a `WidgetSel`; it parses, it does not write."""

    def rapikan(self, baris: dict[str, object], medan: list[tuple[str, Callable]]) -> Rapi:
        """Clean the mapped cells of one row; all faults are collected, not only the first."""
        nilai: dict[str, object] = {}
        salah: list[tuple[str, str, str]] = []
        for nama, bersih in medan:
            mentah = baris.get(nama)
            if mentah is None or mentah == "":
                continue
            hasil = bersih(mentah)
            if isinstance(hasil, SelSalah):
                salah.append((nama, hasil.pesan, hasil.saran))
            elif hasil is not None and hasil != "" and hasil != ():
                nilai[nama] = hasil
        return Rapi(nilai, salah)

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        hari = timezone.localdate()  # sekali per berkas: hari terakhir yang boleh bagi sebuah tanggal
        for f in self.fields.values():
            f.widget.hari = hari

    def pembersih(self, dipakai: set[str]) -> list[tuple[str, Callable]]:
        """Return (name, cleaner) of the fields that the workbook has."""
        return [(n, f.widget.jawab) for n, f in self.fields.items() if n in dipakai and isinstance(f.widget, WidgetSel)]
