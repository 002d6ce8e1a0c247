"""Membersihkan sel satu per satu: Resource django-import-export untuk `Orang`, dengan widget yang berbahasa Indonesia.

Resource ini mengurai dan merapikan; penulisannya milik `pmks.impor.tulis` (per himpunan, lewat COPY).
"""

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

from pmks.bentuk import HURUF_NAMA, RT, RW, TEKS_BIASA, TELEPON
from pmks.enums import AlasanTanpaKK, AlasanTanpaNIK, Bantuan, Bencana, Kedudukan, Negeri, Sumber
from pmks.impor.jenis import TidakDikenal, baca_disabilitas, baca_jenis, rapat
from pmks.models import Orang
from pmks.nik import NIK, NIKSalah, baca_kk, baca_nik
from pmks.rincian import KATALOG, PALING_BANYAK_TANGGUNGAN
from tksk_portal.excel import sel
from tksk_portal.excel.sel import SelSalah

BANYAK_INGAT = 50_000


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


def _teks(panjang: int, bentuk: RegexValidator = TEKS_BIASA) -> Callable[[object, date], str]:
    pola = re.compile(bentuk.regex.pattern)

    def baca(nilai: object, hari: date) -> str:
        hasil = sel.teks(nilai, panjang=panjang)
        if hasil and not pola.search(hasil):
            raise SelSalah(str(bentuk.message))
        return hasil

    return baca


def _nik(nilai: object, hari: date) -> NIK | None:
    digits = sel.nomor16(nilai, sebutan="NIK")
    return baca_nik(digits, pada=hari) if digits else None


def _kk(nilai: object, hari: date) -> str | None:
    digits = sel.nomor16(nilai, sebutan="Nomor KK")
    return baca_kk(digits, pada=hari).digits if digits else None


def _tanggal(sebutan: str) -> Callable[[object, date], tuple[date, bool]]:
    """Read a date cell and whether it is an estimate (only a year, or month and year, was written)."""
    return lambda nilai, hari: sel.tanggal(nilai, paling_akhir=hari, sebutan=sebutan)


def _hari(sebutan: str) -> Callable[[object, date], date]:
    """Read a date cell; a year alone is its middle, as in the form."""
    return lambda nilai, hari: sel.tanggal(nilai, paling_akhir=hari, sebutan=sebutan)[0]


def _tanggungan(nilai: object, hari: date) -> int | None:
    label = KATALOG["tanggungan"].label
    return sel.bilangan(nilai, sebutan=label, paling_besar=PALING_BANYAK_TANGGUNGAN)


def _rt(bentuk: RegexValidator) -> Callable[[object, date], str]:
    def baca(nilai: object, hari: date) -> str:
        teks = re.sub(r"(?i)^\s*r[tw]\s*[.:]?\s*", "", sel.teks(nilai, panjang=20)).strip()
        bentuk(teks)
        return teks

    return baca


def _telepon(nilai: object, hari: date) -> str:
    if isinstance(nilai, (int, float)):
        teks = f"{nilai:.0f}"
        # Excel membuang nol di depan; nomor seluler Indonesia selalu dimulai 08.
        nilai = f"0{teks}" if teks.startswith("8") and 9 <= len(teks) <= 12 else teks
    teks = sel.teks(nilai, panjang=20).lstrip("'").replace(".", " ").strip()
    TELEPON(teks)
    return teks


def _derajat(batas_awal: Decimal, batas_akhir: Decimal, sebutan: str) -> Callable[[object, date], Decimal]:
    def baca(nilai: object, hari: date) -> Decimal:
        try:
            angka = Decimal(str(nilai).strip().replace(",", ".")).quantize(Decimal("0.000001"))
        except InvalidOperation:
            raise SelSalah(f"{sebutan} harus angka.", "Contoh -0.46213 dan 117.12345.") from None
        if angka.is_nan() or not batas_awal <= angka <= batas_akhir:
            raise SelSalah(f"{sebutan} di luar Indonesia.", "Lintang antara -11 dan 6.5; bujur antara 95 dan 141.5.")
        return angka

    return baca


def _desil(nilai: object, hari: date) -> int:
    teks = sel.teks(nilai, panjang=20).lower().removeprefix("desil").strip()
    if not re.fullmatch(r"0?[1-9]|10", teks):
        raise SelSalah("Desil harus angka 1 sampai 10.")
    return int(teks)


def _pilihan(pilihan: type, sebutan: str, **lain: str) -> Callable[[object, date], str]:
    tulisan = ((t, n) for n, label in pilihan.choices for t in (n, label, re.sub(r"\(.*", "", str(label))))
    peta = {rapat(str(t)): str(n) for t, n in tulisan} | {rapat(t): n for t, n in lain.items()}

    def baca(nilai: object, hari: date) -> str:
        hasil = peta.get(rapat(str(nilai)))
        if hasil is None:
            daftar = "; ".join(str(label) for label in pilihan.labels)
            raise SelSalah(f"{sebutan} “{str(nilai)[:40]}” tidak dikenal.", f"Pilih: {daftar}.")
        return hasil

    return baca


_BANTUAN = {
    **{rapat(str(t)): str(n) for n, label in Bantuan.choices for t in (n, label)},
    **{rapat(t): "sembako" for t in ("Sembako", "BPNT", "Program Sembako", "Kartu sembako")},
    **{rapat(t): "pbi" for t in ("PBI", "PBI JK", "PBI-JKN", "KIS", "BPJS PBI")},
    **{rapat(t): "blt_desa" for t in ("BLT", "BLT DD", "BLT-DD", "BLT Desa")},
    **{rapat(t): "daerah" for t in ("Bantuan Pemda", "Pemda", "APBD")},
}


def _bantuan(nilai: object, hari: date) -> tuple[str, ...]:
    if rapat(str(nilai)) in ("tidakada", "tidak", "belumada", "nihil"):
        return ()
    hasil = set()
    for bagian in filter(None, (b.strip() for b in re.split(r"[;,\n+]", str(nilai)))):
        if rapat(bagian) not in _BANTUAN:
            daftar = "; ".join(str(label) for label in Bantuan.labels)
            raise SelSalah(f"Bantuan “{bagian[:40]}” tidak dikenal.", f"Pilih: {daftar}.")
        hasil.add(_BANTUAN[rapat(bagian)])
    return tuple(sorted(hasil))


_KEJADIAN = {
    **{"gempabumi": "gempa", "gunungberapi": "gunung", "erupsi": "gunung", "kebanjiran": "banjir"},
    **{"anginputingbeliung": "angin", "putingbeliung": "angin", "longsoran": "longsor", "konfliksosial": "konflik"},
}


def _medan(nama: str, baca: Callable[[object, date], object], *, ingat: bool = True) -> Field:
    return Field(attribute=nama, column_name=nama, widget=WidgetSel(baca, ingat=ingat))


class OrangResource(resources.ModelResource):
    """Fields of a person as they stand in a workbook; types and place are worked out by `pmks.impor.periksa`."""

    nik = _medan("nik", _nik, ingat=False)
    no_kk = _medan("no_kk", _kk)
    nama = _medan("nama", _teks(100, HURUF_NAMA))
    tempat_lahir = _medan("tempat_lahir", _teks(60))
    tanggal_lahir = _medan("tanggal_lahir", _tanggal("Tanggal lahir"))
    jk = _medan("jk", lambda nilai, hari: sel.jenis_kelamin(nilai))
    alamat = _medan("alamat", _teks(200))
    alamat_ktp = _medan("alamat_ktp", _teks(200))
    rt = _medan("rt", _rt(RT))
    rw = _medan("rw", _rt(RW))
    dusun = _medan("dusun", _teks(60))
    telepon = _medan("telepon", _telepon)
    lintang = _medan("lintang", _derajat(Decimal(-11), Decimal("6.5"), "Lintang"))
    bujur = _medan("bujur", _derajat(Decimal(95), Decimal("141.5"), "Bujur"))
    desil = _medan("desil", _desil)
    bantuan = _medan("bantuan", _bantuan)
    sumber = _medan("sumber", _pilihan(Sumber, "Sumber data"))
    tanggal_data = _medan("tanggal_data", _tanggal("Tanggal data"))
    alasan_tanpa_nik = _medan("alasan_tanpa_nik", _pilihan(AlasanTanpaNIK, "Alasan tanpa NIK"))
    alasan_tanpa_kk = _medan("alasan_tanpa_kk", _pilihan(AlasanTanpaKK, "Alasan tanpa KK"))
    jenis = _medan("jenis", lambda nilai, hari: baca_jenis(nilai))
    disabilitas = _medan("disabilitas", lambda nilai, hari: baca_disabilitas(nilai))
    kedudukan = _medan("kedudukan", _pilihan(Kedudukan, "Kedudukan", abhpelaku="pelaku", anakpelaku="pelaku"))
    bebas_pada = _medan("bebas_pada", _hari(KATALOG["bebas_pada"].label))
    negeri = _medan("negeri", _pilihan(Negeri, "Tempat", domestik="dalam", indonesia="dalam", luarnegri="luar"))
    negara = _medan("negara", _teks(60))
    kejadian = _medan("kejadian", _pilihan(Bencana, "Kejadian", **_KEJADIAN))
    kejadian_pada = _medan("kejadian_pada", _hari(KATALOG["kejadian_pada"].label))
    tanggungan = _medan("tanggungan", _tanggungan)
    ditemukan_pada = _medan("ditemukan_pada", _hari("Tanggal ditemukan"))
    keterangan = _medan("keterangan", _teks(1000))
    alasan_khusus = _medan("alasan_khusus", _teks(300))

    class Meta:
        model = Orang
        import_id_fields = ("id",)

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
