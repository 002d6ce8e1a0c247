"""NIK dan nomor KK yang menerangkan dirinya: fungsi murni, tanpa basis data.

NIK berisi kode kecamatan tempat nomor itu diterbitkan, tanggal lahir (perempuan: tanggal ditambah 40), dan
nomor urut. Angka yang benar susunannya belum tentu terdaftar di Dukcapil.
"""

import re
from dataclasses import dataclass
from datetime import date

from lokal.provinces import PROVINCES

from tksk_portal.dasar.enums import JenisKelamin

PANJANG = 16
# Yang dibuang tanpa bertanya: cara orang mengelompokkan angka, dan apostrof penjaga teks dari Excel.
PEMISAH = dict.fromkeys(map(ord, " \t\r\n\u00a0\u2007\u202f.-\u2010\u2011\u2013"))
APOSTROF = "'\u2019\u02bc"
ANGKA = re.compile(r"[0-9]*")
TAMPIL_PALING_BANYAK = 3
# Bentuk yang ditinggalkan Excel, yang menyimpan 15 angka dengan tepat: 6,47203E+15 dan 6472035205589000,0.
ILMIAH = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
BERKOMA_NOL = re.compile(r"\d{16}[.,]0+")
HILANG_DI_EXCEL = (
    "{} ditulis sebagai bilangan; angka terakhirnya mungkin hilang di Excel. Ketik ulang 16 angkanya dari KTP atau KK."
)


class NIKSalah(ValueError):
    """The number cannot be a NIK or KK; `pesan` says in Indonesian what to mend."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


@dataclass(frozen=True)
class NIK:
    """What a NIK says. `lahir_calon`: the possible birth dates, 20xx before 19xx, none in the future."""

    digits: str
    kode_kecamatan: str
    lahir_calon: tuple[date, ...]
    jk: str
    urut: str

    @property
    def lahir(self) -> date:
        """The likelier birth date: the latest that is not in the future."""
        return self.lahir_calon[0]


@dataclass(frozen=True)
class KK:
    """What the number of a family card says. `terbit_calon` is empty when its date part is no date."""

    digits: str
    kode_kecamatan: str
    terbit_calon: tuple[date, ...]
    urut: str


def baca_nik(teks: str, *, pada: date) -> NIK:
    """Read a typed NIK.

    Args:
        teks: as typed; spaces, dots, dashes and a leading apostrophe do not matter.
        pada: the day on which it is read; birth dates after it are impossible.

    Raises:
        NIKSalah: not a NIK; the message names the first fault.
    """
    digits = _angka(teks, "NIK")
    _periksa_wilayah(digits, "NIK")
    calon = _tanggal(digits, pada)
    if not calon:
        raise NIKSalah(_pesan_tanggal(digits, pada))
    _periksa_urut(digits, "NIK")
    jk = JenisKelamin.PEREMPUAN if digits[6:8] > "40" else JenisKelamin.LAKI
    return NIK(digits, kode_kecamatan(digits), calon, jk, digits[12:])


def baca_kk(teks: str, *, pada: date) -> KK:
    """Read a typed number of a family card: region, date of issue, serial; only the structure is checked.

    A date part that is no date is let pass: no source at hand says that every office kept to it (domain.md).

    Raises:
        NIKSalah: cannot be such a number; the message names the first fault.
    """
    digits = _angka(teks, "Nomor KK")
    _periksa_wilayah(digits, "nomor KK")
    _periksa_urut(digits, "nomor KK")
    return KK(digits, kode_kecamatan(digits), _tanggal(digits, pada, kelamin=False), digits[12:])


def _angka(teks: str, sebutan: str) -> str:
    if len(teks) == PANJANG and ANGKA.fullmatch(teks):
        return teks
    bersih = teks.strip().lstrip(APOSTROF)
    if ILMIAH.fullmatch(bersih.replace(" ", "")) or BERKOMA_NOL.fullmatch(bersih):
        raise NIKSalah(HILANG_DI_EXCEL.format(sebutan))
    digits = bersih.translate(PEMISAH)
    if not ANGKA.fullmatch(digits):
        raise NIKSalah(_pesan_bukan_angka(digits, sebutan))
    if not digits:
        raise NIKSalah(f"{sebutan} belum diisi.")
    if len(digits) != PANJANG:
        raise NIKSalah(f"{sebutan} harus 16 angka; yang diketik {len(digits)} angka.")
    return digits


def _pesan_bukan_angka(digits: str, sebutan: str) -> str:
    asing = list(dict.fromkeys(h for h in digits if not ("0" <= h <= "9")))
    tampak = [h for h in asing if h.isprintable()]
    if not tampak:
        return f"{sebutan} hanya berisi angka 0–9; ada tanda yang tidak terlihat. Ketik ulang angkanya."
    daftar = ", ".join(f"“{h}”" for h in tampak[:TAMPIL_PALING_BANYAK])
    daftar += ", dan lainnya" if len(tampak) > TAMPIL_PALING_BANYAK else ""
    if all(h.isdecimal() for h in tampak):
        return f"{sebutan} ditulis dengan angka biasa 0–9; {daftar} bukan angka biasa."
    jenis = "huruf" if all(h.isalpha() for h in tampak) else "tanda"
    return f"{sebutan} hanya berisi angka 0–9; ada {jenis} {daftar}."


def kode_kecamatan(digits: str) -> str:
    """Return the code of the kecamatan that the first six digits name: "64.72.03"."""
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}"


def _periksa_wilayah(digits: str, sebutan: str) -> None:
    if digits[:2] not in PROVINCES:
        raise NIKSalah(f"Kode provinsi {digits[:2]} (angka ke-1 dan ke-2 {sebutan}) tidak ada.")
    for awal, nama in ((2, "kabupaten/kota"), (4, "kecamatan")):
        if digits[awal : awal + 2] == "00":
            raise NIKSalah(f"Kode {nama} (angka ke-{awal + 1} dan ke-{awal + 2} {sebutan}) tidak boleh 00.")


def _periksa_urut(digits: str, sebutan: str) -> None:
    if digits[12:] == "0000":
        raise NIKSalah(f"Nomor urut (empat angka terakhir {sebutan}) tidak boleh 0000.")


def _hari_bulan_tahun(digits: str, *, kelamin: bool) -> tuple[int, int, int]:
    hari, bulan, tahun = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    return (hari - 40 if kelamin and hari > 40 else hari), bulan, tahun


def _tanggal(digits: str, pada: date, *, kelamin: bool = True) -> tuple[date, ...]:
    hari, bulan, tahun = _hari_bulan_tahun(digits, kelamin=kelamin)
    calon = []
    for abad in (2000, 1900):
        try:
            tanggal = date(abad + tahun, bulan, hari)
        except ValueError:
            continue
        if tanggal <= pada:
            calon.append(tanggal)
    return tuple(calon)


def _pesan_tanggal(digits: str, pada: date) -> str:
    hari, bulan, tahun = _hari_bulan_tahun(digits, kelamin=True)
    if bulan == 2 and hari == 29:
        abad = 2000 if 2000 + tahun <= pada.year else 1900
        return f"Tanggal 29-02 dalam NIK tidak ada pada tahun {abad + tahun}, bukan tahun kabisat."
    return f"Tanggal {hari:02d}-{bulan:02d} dalam NIK tidak ada."
