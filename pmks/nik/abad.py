"""Abad kelahiran: NIK hanya memuat dua angka terakhir tahun."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tksk_portal.dasar.nik import NIK


class AturanUmur(Protocol):
    """A type with an age rule; `JenisPMKS` is one."""

    nama: str

    def memenuhi(self, *, lahir: date, jk: str, pada: date) -> bool:
        """Tell whether a person meets the rule on a day."""


@dataclass(frozen=True)
class Lahir:
    """The birth date taken from a NIK.

    Attributes:
        lain: the date a century off that the digits allow as well; None when only one is possible.
        sebab: why this one, as a sentence; empty when only one is possible.
        pasti: False when nothing but likelihood chose it.
    """

    tanggal: date
    lain: date | None = None
    sebab: str = ""
    pasti: bool = True


def pilih_lahir(
    nik: NIK,
    *,
    pada: date,
    lahir: date | None = None,
    perkiraan: bool = False,
    jenis: Iterable[AturanUmur] = (),
    kata: str = "diketik",
) -> Lahir:
    """Choose the century: by what was entered, else by the age rules of the types, else the later one.

    Args:
        pada: the day on which the age rules are judged.
        lahir: the entered birth date. perkiraan: only its year is known.
        kata: how the entered date came about, for the sentence ("diketik", "tercatat").
    """
    if len(nik.lahir_calon) == 1:
        return Lahir(nik.lahir)
    muda, tua = nik.lahir_calon
    if lahir and (lahir in nik.lahir_calon or perkiraan):
        dekat = min(nik.lahir_calon, key=lambda c: abs(c.year - lahir.year))
        return _lahir(dekat, muda, tua, f"sesuai dengan tanggal lahir yang {kata}")
    for j in jenis:
        cocok = [c for c in nik.lahir_calon if c <= pada and j.memenuhi(lahir=c, jk=nik.jk, pada=pada)]
        if len(cocok) == 1:
            return _lahir(cocok[0], muda, tua, f"umurnya sesuai dengan aturan {j.nama}")
    sebab = f"Tahun {muda.year} lebih mungkin; bila umurnya sudah lewat 100 tahun, lahirnya {tua.year}."
    return Lahir(muda, tua, sebab, pasti=False)


def _lahir(dipilih: date, muda: date, tua: date, sebab: str) -> Lahir:
    lain = tua if dipilih == muda else muda
    return Lahir(dipilih, lain, f"Tahun {dipilih.year}, bukan {lain.year}: {sebab}.")
