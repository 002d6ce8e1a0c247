"""Salah satu angka: angka mana yang, bila diganti, membuat NIK cocok dengan isian lain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pmks.enums import JenisKelamin
from tksk_portal.dasar.nik import NIKSalah, baca_nik

ANGKA = "0123456789"
PANJANG_TERTEBAK = 12  # nomor urut di belakangnya tidak berhubungan dengan isian lain


@dataclass(frozen=True)
class Usul:
    """A NIK one slip away that agrees with what was entered. `letak`: its changed digits, counted from 1."""

    digits: str
    letak: tuple[int, ...]
    kalimat: str


def sebelah(digits: str) -> Iterator[str]:
    """Yield every number one slip away: a digit replaced (16 x 9) or two neighbours swapped (at most 15)."""
    for i, lama in enumerate(digits):
        for baru in ANGKA:
            if baru != lama:
                yield digits[:i] + baru + digits[i + 1 :]
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1]:
            yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def satu_angka(satu: str, dua: str) -> tuple[int, ...]:
    """Return the positions, from 1, in which two numbers of equal length differ by one slip; () when by none or more.

    One position: a digit replaced. Two: neighbours swapped.
    """
    beda = [i for i, (a, b) in enumerate(zip(satu, dua, strict=True)) if a != b]
    if len(beda) == 1:
        return (beda[0] + 1,)
    if len(beda) == 2:
        i, j = beda
        if j == i + 1 and satu[i] == dua[j] and satu[j] == dua[i]:
            return (i + 1, j + 1)
    return ()


def kata_letak(digits: str, benar: str, letak: tuple[int, ...]) -> str:
    """Return the slip as a sentence."""
    if len(letak) == 2:
        return f"Angka ke-{letak[0]} dan ke-{letak[1]} NIK mungkin tertukar."
    (n,) = letak
    return f"Angka ke-{n} NIK mungkin {benar[n - 1]}, bukan {digits[n - 1]}."


def usul_selip(
    digits: str, *, lahir: date | None, jk: str, kecamatan: Iterable[str] = (), pada: date
) -> tuple[Usul, ...]:
    """Return the NIK one slip away that agree with birth date, sex and, where it was the slip, a kecamatan.

    Args:
        digits: 16 digits; they need not be a possible NIK.
        lahir: the exact birth date, None when unknown or an estimate: then only region and sex are looked at.
        jk: "L", "P", or empty when unknown.
        kecamatan: codes that the NIK may have been issued in (address, family card), the likeliest first.
    """
    kode = [digits[:6], *(k.replace(".", "") for k in kecamatan)]
    tengah = [_tanggal(lahir, j) for j in ([jk] if jk else JenisKelamin.values)] if lahir else [_kelamin(digits, jk)]
    hasil: dict[str, Usul] = {}
    for awal in kode:
        for isi in tengah:
            benar = awal + isi + digits[PANJANG_TERTEBAK:]
            letak = satu_angka(digits, benar)
            if letak and benar not in hasil and _mungkin(benar, pada):
                hasil[benar] = Usul(benar, letak, kata_letak(digits, benar, letak))
    return tuple(hasil.values())


def _tanggal(lahir: date, jk: str) -> str:
    hari = lahir.day + (40 if jk == JenisKelamin.PEREMPUAN else 0)
    return f"{hari:02d}{lahir.month:02d}{lahir.year % 100:02d}"


def _kelamin(digits: str, jk: str) -> str:
    """Return the six digits of date and sex with the sex put right, the day kept."""
    hari, perempuan = int(digits[6:8]), digits[6:8] > "40"
    if jk and perempuan != (jk == JenisKelamin.PEREMPUAN):
        hari += -40 if perempuan else 40
    return f"{hari:02d}{digits[8:PANJANG_TERTEBAK]}" if 0 < hari < 100 else digits[6:PANJANG_TERTEBAK]


def _mungkin(digits: str, pada: date) -> bool:
    try:
        baca_nik(digits, pada=pada)
    except NIKSalah:
        return False
    return True
