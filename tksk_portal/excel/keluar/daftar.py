"""Sumber ekspor yang mengikuti sebuah daftar di layar: saringannya, kata-katanya, dan siapa yang boleh identitas."""

from collections.abc import Callable, Mapping

from django.http import QueryDict

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.excel.keluar.sumber import Sumber
from tksk_portal.tinjauan.saring import dengan_saring
from tksk_portal.wilayah.models import Wilayah


class SumberDaftar(Sumber):
    """A register's list.

    Attributes:
        alamat: name of the list's address. kata: filter -> its value in words. semua: what is shown without any.
    """

    alamat: str
    kata: Mapping[str, Callable[[str], str]]
    semua = "Semua yang tidak dibatalkan"

    def baca_saring(self, tanya: Mapping[str, object]) -> dict[str, str]:
        """Return all filters of the list as codes, empty where what was sent means nothing."""
        raise NotImplementedError

    def saring(self, tanya: QueryDict | Mapping[str, object], by: Lingkup) -> dict[str, object] | None:
        """Return the list's filters as codes; None when one means nothing, or names a place outside the scope."""
        semua = self.baca_saring(tanya)
        isi = {k: v for k, v in semua.items() if v}
        if any(tanya.get(n) not in (None, "") and n not in isi for n in semua):
            return None
        kode = isi.get("wilayah")
        if kode and not (by.memuat(kode) and Wilayah.objects.filter(pk=kode).exists()):
            return None
        return isi

    def kata_saring(self, saring: Mapping[str, object], by: Lingkup) -> str:
        """Return the filters in words."""
        teks = ", ".join(sebut(str(saring[n])) for n, sebut in self.kata.items() if n in saring)
        return teks[:1].upper() + teks[1:] or self.semua

    def daftar_url(self, saring: Mapping[str, object]) -> str:
        """Return the list with these filters."""
        return dengan_saring(self.alamat, saring)

    def boleh_identitas(self, by: Lingkup) -> bool:
        """TKSK and kabupaten/kota may take the identities of their own place; others see them masked everywhere."""
        return boleh(by, self.izin) and by.peran in (Peran.TKSK, Peran.KABKOTA)
