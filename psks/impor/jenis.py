"""Jenis PSKS dari tulisan di dalam sel: kode Buleleng, nomor resmi, kode, nama, atau sebutannya."""

import re
from collections.abc import Mapping

from psks.enums import Bentuk, Golongan
from psks.models import JenisPSKS
from tksk_portal.excel.medan import TidakDikenal, rapat

# PSKS-J = jiwa (perorangan), PSKS-L = lembaga. Angkanya belum dipastikan (domain.md 4.2 menyebut bentuknya saja):
# dibaca menurut urutan 12 jenis resmi pada tiap kelompok, dan barisnya diberi peringatan.
KODE = re.compile(r"(?:PSKS[- ]?)?([JL])[- ]?(\d{1,2})", re.IGNORECASE)
BELUM_PASTI = "Kode kategori dibaca menurut urutan jenis resmi; padanannya belum dipastikan."


def kelompok(acuan: Mapping[str, JenisPSKS]) -> dict[str, list[str]]:
    """Return J and L -> the official types in order."""
    resmi = sorted((j for j in acuan.values() if j.golongan == Golongan.RESMI), key=lambda j: j.nomor)
    orang = [j.kode for j in resmi if j.bentuk == Bentuk.INDIVIDU]
    return {"J": orang, "L": [j.kode for j in resmi if j.kode not in orang]}


def kode_buleleng(jenis: str, acuan: Mapping[str, JenisPSKS]) -> str:
    """Return the code that the layout writes for a type; a type beyond the 12 keeps its name."""
    for huruf, isi in kelompok(acuan).items():
        if jenis in isi:
            return f"PSKS-{huruf}-{isi.index(jenis) + 1:02d}"
    return acuan[jenis].nama if jenis in acuan else jenis


class PembacaJenis:
    """Reads the cells that name a type; spellings are prepared once per file."""

    def __init__(self, acuan: Mapping[str, JenisPSKS]) -> None:
        self.kelompok = kelompok(acuan)
        self.peta: dict[str, str] = {}
        for j in acuan.values():
            nomor = [str(j.nomor)] if j.nomor else []
            for tulisan in (j.kode, j.nama, j.pendek, *j.sebutan, *nomor):
                self.peta.setdefault(rapat(tulisan), j.kode)

    def baca(self, nilai: object) -> str:
        """Return the type that a name, number or code names.

        Raises:
            TidakDikenal: none.
        """
        teks = str(int(nilai)) if isinstance(nilai, float) and nilai.is_integer() else str(nilai).strip()
        if (cocok := KODE.fullmatch(teks)) is not None:
            isi, nomor = self.kelompok[cocok[1].upper()], int(cocok[2])
            if 1 <= nomor <= len(isi):
                return isi[nomor - 1]
        elif (kode := self.peta.get(rapat(teks))) is not None:
            return kode
        raise TidakDikenal(f"Jenis PSKS “{teks[:40]}” tidak dikenal.", "Tulis nama jenisnya, misalnya Karang Taruna.")

    def berkode(self, nilai: object) -> bool:
        """Tell whether a cell is a code of the Buleleng layout, whose meaning is not certain."""
        return isinstance(nilai, str) and KODE.fullmatch(nilai.strip()) is not None
