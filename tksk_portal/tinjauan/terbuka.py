"""Pekerjaan terbuka sebuah kecamatan: yang ikut berpindah tangan bila TKSK-nya berganti.

Tiap ruang mendaftarkan jenis pekerjaannya di `settings.PEKERJAAN_TERBUKA` (nama bertitik dari satu `PekerjaanTerbuka`
atau daftarnya). Pekerjaan melekat pada kecamatan, bukan pada orangnya, jadi penerusnya melihatnya begitu bertugas;
daftar ini membuatnya terlihat saat serah terima. Hanya angka, tanpa nama.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup


@dataclass(frozen=True)
class PekerjaanTerbuka:
    """A kind of open work.

    Args:
        kode: key, kept in hand-overs. label: in words.
        hitung: kecamatan -> how many are open there now; runs in a scope that sees every state of that kecamatan.
        url: where whoever holds the kecamatan finds them.
    """

    kode: str
    label: str
    hitung: Callable[[str], int]
    url: str = ""


@dataclass(frozen=True)
class Jumlah:
    """How much of one kind is open."""

    jenis: PekerjaanTerbuka
    jumlah: int


@cache
def _daftar(nama: tuple[str, ...]) -> tuple[PekerjaanTerbuka, ...]:
    hasil: list[PekerjaanTerbuka] = []
    for n in nama:
        isi = import_string(n)
        hasil += [isi] if isinstance(isi, PekerjaanTerbuka) else isi
    return tuple(hasil)


def semua_jenis() -> tuple[PekerjaanTerbuka, ...]:
    """Return all kinds of open work, in the order of the settings."""
    return _daftar(tuple(settings.PEKERJAAN_TERBUKA))


def hitung_terbuka(kecamatan: str, *, by: Lingkup) -> list[Jumlah]:
    """Return what is open in a kecamatan, kind by kind, also what is none.

    The caller has checked the right; figures alone are counted, in every state of review.

    Raises:
        ValueError: the kecamatan lies outside the scope (a programming error).
    """
    if not by.memuat(kecamatan):
        raise ValueError("kecamatan di luar lingkup")
    with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
        return [Jumlah(j, j.hitung(kecamatan)) for j in semua_jenis()]
