"""Jenis pekerjaan: fungsi yang didaftarkan ruang atas di `settings.JENIS_PEKERJAAN`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from tksk_portal.akses.izin import IZIN


@dataclass(frozen=True)
class JenisPekerjaan:
    """A kind of background job.

    Args:
        nama: by which it is stored; never changed afterwards.
        judul: what the list calls it.
        izin: right that the requester must hold, when asking and again at every start.
        percobaan: failures in a row without progress after which it ends as failed.
        fungsi: does the work; takes a `Kerja`, returns the result.
        kabari: whether its requester hears of success too; of a failure always.
    """

    nama: str
    judul: str
    izin: str
    percobaan: int
    fungsi: Callable
    kabari: bool = True


def jenis_pekerjaan(nama: str, *, judul: str, izin: str, percobaan: int = 3, kabari: bool = True) -> Callable:
    """Decorate the function of a kind of job; list it by its dotted name in `settings.JENIS_PEKERJAAN`.

    The function takes a `Kerja` and returns a dict (`hasil`) or None. It may be called again after a crash, also
    after it had finished all but the last step: it goes on from `kerja.titik`.

    Raises:
        KeyError: the right is not on the list (a programming error).
    """
    if izin not in IZIN:
        raise KeyError(izin)

    def tandai(fungsi: Callable) -> Callable:
        fungsi.jenis_pekerjaan = JenisPekerjaan(nama, judul, izin, percobaan, fungsi, kabari)
        return fungsi

    return tandai


def cari_jenis(nama: str) -> JenisPekerjaan:
    """Return a registered kind of job.

    Raises:
        KeyError: no such kind.
        ImproperlyConfigured: the settings name a function that is not there, or two of the same name.
    """
    return _daftar(tuple(settings.JENIS_PEKERJAAN))[nama]


@cache
def _daftar(nama_fungsi: tuple[str, ...]) -> dict[str, JenisPekerjaan]:
    hasil: dict[str, JenisPekerjaan] = {}
    for nama in nama_fungsi:
        try:
            jenis = import_string(nama).jenis_pekerjaan
        except (ImportError, AttributeError) as salah:
            raise ImproperlyConfigured(f"JENIS_PEKERJAAN menyebut {nama}, yang bukan pekerjaan ({salah}).") from None
        if jenis.nama in hasil:
            raise ImproperlyConfigured(f"JENIS_PEKERJAAN: dua pekerjaan bernama {jenis.nama!r}.")
        hasil[jenis.nama] = jenis
    return hasil
