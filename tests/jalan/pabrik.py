"""Pabrik sasaran: bagi tiap alamat portal, objek di wilayah sendiri dan di wilayah lain, dan isi kirimannya.

Alamat baru yang memerlukan objek harus mendapat pabrik di salah satu `pabrik_*.py` di sebelahnya, yang semuanya dimuat
oleh `sasaran`; tanpa itu `tests/test_jalan.py` gagal.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.jalan.isi import Isi, Rekaman

LANGKAH = {
    "ajukan": {"tksk"},
    "tarik": {"tksk"},
    "batalkan": {"tksk"},
    "verifikasi": {"kabkota"},
    "kembalikan": {"kabkota", "provinsi"},
    "sahkan": {"provinsi"},
}


@dataclass(frozen=True)
class Sasaran:
    """One target of an address.

    Args:
        kwargs: arguments of the address.
        wilayah: where its object is; None when the address has no object.
        rekaman: the person it is about, for the state of review.
        paling_rendah: the lowest degree at which the page still shows it.
        derajat: a fixed degree, for objects that are no persons.
        peran: the roles that may, when finer than the view's right.
        milik: the inhabitant to whom alone it belongs.
        kantor: the roles that may see it at all, beside the place; for others it is not there (404).
        kedua: a second place from which it is seen too (a hand-over lies between two offices).
        pelaku: of the places that see it, the one that may act; for the other 403.
        kiriman: body of the POST.
    """

    kwargs: dict = field(default_factory=dict)
    wilayah: str | None = None
    rekaman: Rekaman | None = None
    paling_rendah: int = -1
    derajat: int = 9
    peran: frozenset[str] | None = None
    milik: str = ""
    kantor: frozenset[str] = frozenset()
    kedua: str = ""
    pelaku: str = ""
    kiriman: dict = field(default_factory=dict)
    tanya: str = ""
    htmx: bool = False

    def derajat_kini(self) -> int:
        """The degree of review of its object now."""
        return self.rekaman.derajat() if self.rekaman else self.derajat


Pabrik = Callable[[Isi], Iterator[Sasaran]]
PABRIK: dict[str, Pabrik] = {}


def pabrik(*nama: str) -> Callable[[Pabrik], Pabrik]:
    """Register the factory of one or more addresses."""

    def daftar(fungsi: Pabrik) -> Pabrik:
        for n in nama:
            PABRIK[n] = fungsi
        return fungsi

    return daftar


@cache
def muat_pabrik() -> None:
    """Import every module of factories beside this one; each registers its own."""
    for berkas in sorted(Path(__file__).parent.glob("pabrik_*.py")):
        import_module(f"tests.jalan.{berkas.stem}")


def sasaran(nama: str, isi: Isi, perlu_objek: bool) -> list[Sasaran]:
    """Return the targets of an address.

    Raises:
        KeyError: the address needs an object and has no factory.
    """
    muat_pabrik()
    if nama in PABRIK:
        return list(PABRIK[nama](isi))
    if perlu_objek:
        raise KeyError(f"{nama}: alamat ini memerlukan objek; buat pabriknya di tests/jalan/pabrik_*.py")
    return [Sasaran()]
