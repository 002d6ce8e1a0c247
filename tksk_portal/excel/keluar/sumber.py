"""Sumber ekspor: apa yang didaftarkan ruang atas di `settings.SUMBER_EKSPOR` (nama bertitik dari sebuah `Sumber`)."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import QueryDict
from django.utils.module_loading import import_string

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.keluar.tataletak import TataLetak

Baris = Mapping[str, object]


@dataclass(frozen=True)
class Medan:
    """A field that a layout may put in a column.

    Args:
        nama: key, kept in layouts.
        label: what admins and headings call it.
        ambil: takes it from a row that `Sumber.baris` gave, masked already.
        jenis: "teks" (also ids and phone numbers), "angka", "tanggal", "waktu", or "kode" (a number of a type, which
            layouts may write as "PMKS-08").
        lebar: of its column, in characters.
        bungkus: long texts take several lines.
    """

    nama: str
    label: str
    ambil: Callable[[Baris], object]
    jenis: str = "teks"
    lebar: int | None = None
    bungkus: bool = False


class Sumber(ABC):
    """A list that may be taken out of the portal.

    The rows are read inside one snapshot by `keluar.kerja`; `jumlah` and `baris` must answer from the same queryset.
    """

    kode: str
    nama: str
    izin: str
    satuan: Mapping[str, str]
    """What one row may stand for: key -> words, such as {"orang": "satu baris per orang"}."""

    @property
    @abstractmethod
    def medan(self) -> Mapping[str, Medan]:
        """The fields by name, in the order in which admins choose them."""

    @property
    @abstractmethod
    def bawaan(self) -> tuple[TataLetak, ...]:
        """The shipped layouts; the first is the one offered first."""

    @abstractmethod
    def saring(self, tanya: QueryDict | Mapping[str, object], by: Lingkup) -> dict[str, object] | None:
        """Return the valid filters as codes that may be stored (never a search text), or None when one is invalid."""

    @abstractmethod
    def kata_saring(self, saring: Mapping[str, object], by: Lingkup) -> str:
        """Return the filters in words."""

    @abstractmethod
    def kira(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> int | None:
        """Return about how many rows there are, cheaply, for the form; None when that is not known beforehand."""

    @abstractmethod
    def jumlah(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> int:
        """Count the rows that `baris` will give."""

    @abstractmethod
    def baris(
        self, saring: Mapping[str, object], satuan: str, by: Lingkup, *, identitas: bool
    ) -> Iterator[list[Baris]]:
        """Yield the rows in portions, masked for the reader."""

    @abstractmethod
    def contoh(self) -> list[Baris]:
        """Return made-up rows for the preview of a layout; no real person's."""

    @abstractmethod
    def daftar_url(self, saring: Mapping[str, object]) -> str:
        """Return the address of the list with these filters."""

    def catatan(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> list[tuple[str, str]]:
        """Return what the cover and the job's page say of the rows, as (label, text): what was left out and why."""
        return []

    def boleh_ekspor(self, by: Lingkup) -> bool:
        """Tell whether this duty may take the list out at all."""
        return boleh(by, "ekspor.buat") and boleh(by, self.izin)

    def boleh_identitas(self, by: Lingkup) -> bool:
        """Tell whether this duty may take identities unmasked, with a stated purpose."""
        return False


@cache
def _daftar(nama: tuple[str, ...]) -> dict[str, Sumber]:
    semua = [import_string(n) for n in nama]
    return {s.kode: s for s in semua}


def daftar_sumber() -> dict[str, Sumber]:
    """Return all sources by code."""
    return _daftar(tuple(settings.SUMBER_EKSPOR))
