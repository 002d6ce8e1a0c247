"""Tanggal yang diketik orang: banyak bentuk dibaca, yang mendua ditolak dengan pesan yang jelas.

Dibaca: 12-05-1958, 12/5/1958, 12.5.1958, 12051958, 12 Mei 1958, 1958-05-12. Hanya bulan dan tahun (05-1958,
Mei 1958) atau hanya tahun (1958) menjadi perkiraan: tengah dari masa yang disebut, yaitu tanggal 15 atau
1 Juli, supaya kesalahannya paling kecil; tidak melewati hari terakhir yang boleh.
"""

import re
from datetime import date

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
TERPANJANG = 40
# Singkatan, ejaan lama, dan nama Inggris dari Excel; tiga huruf pertama nama bulan ditambahkan di bawah.
EJAAN = {
    "january": 1,
    "february": 2,
    "march": 3,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "aug": 8,
    "october": 10,
    "oct": 10,
    "december": 12,
    "dec": 12,
    "peb": 2,
    "pebruari": 2,
    "febuari": 2,
    "agt": 8,
    "ags": 8,
    "agst": 8,
    "agust": 8,
    "sept": 9,
    "nop": 11,
    "nopember": 11,
    **{nama.lower(): nomor for nomor, nama in enumerate(BULAN, 1)},
    **{nama[:3].lower(): nomor for nomor, nama in enumerate(BULAN, 1)},
}
CONTOH = "Tulis seperti 12-05-1958 atau 12 Mei 1958."

_SELA = r"\s*[-/.\s–,]\s*"
_LENGKAP = re.compile(rf"(\d{{1,2}}){_SELA}(\d{{1,2}}|[a-z]+)\.?{_SELA}(\d+)")
_TERBALIK = re.compile(rf"(\d{{4}}){_SELA}(\d{{1,2}}){_SELA}(\d{{1,2}})")
_RAPAT_KATA = re.compile(r"(\d{1,2})([a-z]+)(\d+)")
_DELAPAN = re.compile(r"(\d{2})(\d{2})(\d{4})")
_BULAN_TAHUN = re.compile(rf"(\d{{1,2}}|[a-z]+)\.?{_SELA}(\d{{4}})")
_TAHUN = re.compile(r"\d{4}")


class TanggalSalah(ValueError):
    """The text is no acceptable date; `pesan` says in Indonesian what to mend."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


def dalam_kata(tanggal: date) -> str:
    """Return a date in words: "12 Mei 1958"."""
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"


def baca_tanggal(
    teks: str,
    *,
    paling_akhir: date,
    paling_awal: date = date(1900, 1, 1),
    sebutan: str = "Tanggal lahir",
) -> tuple[date, bool]:
    """Read a typed date and tell whether it is an estimate (only year, or month and year, was typed).

    Args:
        teks: as typed.
        paling_akhir: the last day allowed, today for a birth date.
        paling_awal: the first day allowed.
        sebutan: what the date is called in messages.

    Raises:
        TanggalSalah: unreadable, impossible, or out of bounds; nothing else is ever raised.
    """
    rapi = " ".join(teks.split()).lower().lstrip("'")
    _periksa_tulisan(rapi, sebutan)
    if cocok := _TAHUN.fullmatch(rapi):
        return _perkiraan(int(rapi), None, paling_awal, paling_akhir, sebutan), True
    if cocok := _BULAN_TAHUN.fullmatch(rapi):
        bulan = _bulan(cocok[1])
        return _perkiraan(int(cocok[2]), bulan, paling_awal, paling_akhir, sebutan), True
    if cocok := _TERBALIK.fullmatch(rapi):
        tahun, bulan, hari = cocok.groups()
    elif cocok := _LENGKAP.fullmatch(rapi) or _DELAPAN.fullmatch(rapi) or _RAPAT_KATA.fullmatch(rapi):
        hari, bulan, tahun = cocok.groups()
    else:
        raise TanggalSalah(_pesan_tak_terbaca(rapi, sebutan))
    return _susun(int(hari), _bulan(bulan), tahun, paling_awal, paling_akhir, sebutan), False


def _periksa_tulisan(rapi: str, sebutan: str) -> None:
    if not rapi:
        raise TanggalSalah(f"{sebutan} belum diisi.")
    if len(rapi) > TERPANJANG:
        raise TanggalSalah(f"{sebutan} terlalu panjang. {CONTOH}")
    if any(h.isnumeric() and not h.isascii() for h in rapi):
        raise TanggalSalah(f"{sebutan} ditulis dengan angka biasa 0–9. {CONTOH}")


def _pesan_tak_terbaca(rapi: str, sebutan: str) -> str:
    if re.fullmatch(r"\d{6}", rapi):
        return f"Tulis tahun dengan empat angka. {CONTOH}"
    return f"{sebutan} tidak terbaca. {CONTOH}"


def _bulan(teks: str) -> int:
    nomor = int(teks) if teks.isdecimal() else EJAAN.get(teks)
    if nomor is None:
        raise TanggalSalah(f"Bulan “{teks}” tidak dikenal. {CONTOH}")
    if not 1 <= nomor <= 12:
        raise TanggalSalah(f"Bulan {teks} tidak ada; urutannya tanggal, bulan, tahun. {CONTOH}")
    return nomor


def _periksa_tahun(tahun: str, paling_awal: date) -> int:
    if len(tahun) != 4:
        raise TanggalSalah(f"Tulis tahun dengan empat angka. {CONTOH}")
    if int(tahun) < paling_awal.year:
        raise TanggalSalah(f"Tahun {tahun} tidak mungkin; paling awal {paling_awal.year}.")
    return int(tahun)


def _susun(hari: int, bulan: int, tahun: str, paling_awal: date, paling_akhir: date, sebutan: str) -> date:
    angka_tahun = _periksa_tahun(tahun, paling_awal)
    try:
        tanggal = date(angka_tahun, bulan, hari)
    except ValueError:
        raise TanggalSalah(f"Tanggal {hari} {BULAN[bulan - 1]} {tahun} tidak ada di kalender.") from None
    if tanggal > paling_akhir:
        raise TanggalSalah(f"{sebutan} {dalam_kata(tanggal)} masih akan datang.")
    if tanggal < paling_awal:
        raise TanggalSalah(f"{sebutan} {dalam_kata(tanggal)} terlalu awal; paling awal {dalam_kata(paling_awal)}.")
    return tanggal


def _perkiraan(tahun: int, bulan: int | None, paling_awal: date, paling_akhir: date, sebutan: str) -> date:
    _periksa_tahun(f"{tahun:04d}", paling_awal)
    awal = date(tahun, bulan or 1, 1)
    if awal > paling_akhir:
        masa = f"{BULAN[bulan - 1]} {tahun}" if bulan else f"tahun {tahun}"
        raise TanggalSalah(f"{sebutan} {masa} masih akan datang.")
    tengah = date(tahun, bulan, 15) if bulan else date(tahun, 7, 1)
    return max(paling_awal, min(tengah, paling_akhir))
