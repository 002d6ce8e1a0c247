"""Nama tempat dan petugas bagi baris ekspor; yang sudah dikenal tidak ditanyakan lagi."""

from collections.abc import Callable, Iterable, Mapping

from tksk_portal.akun.models import Akun
from tksk_portal.excel.keluar.sumber import Baris, Medan
from tksk_portal.wilayah.models import Wilayah


class Kenalan:
    """Names of places and officers that the rows of one export mention."""

    def __init__(self) -> None:
        self.tempat: dict[str, tuple[str, ...]] = {}
        self.petugas: dict[object, str] = {}

    def kenali(self, baris: Iterable[Mapping[str, object]], petugas: Iterable[str]) -> None:
        """Look up what the rows mention and is not known yet: at most two small queries.

        Args:
            petugas: the columns that name an officer.
        """
        baru = {b["wilayah_id"] for b in baris} - self.tempat.keys()
        if baru:
            kode = {k[:n] for k in baru for n in (2, 5, 8, 13)}
            nama = dict(Wilayah.objects.filter(pk__in=kode).values_list("pk", "nama"))
            for k in baru:
                self.tempat[k] = ("", *(nama.get(k[:n], "") for n in (2, 5, 8, 13)))
        orang = {b[k] for b in baris for k in petugas if b.get(k)} - self.petugas.keys()
        if orang:
            self.petugas |= dict(Akun.objects.filter(pk__in=orang).values_list("pk", "nama"))


def _tempat(tingkat: int) -> Callable[[Baris], str]:
    return lambda b: b["tempat"][tingkat]


def _kode(panjang: int) -> Callable[[Baris], str]:
    return lambda b: b["wilayah_id"][:panjang]


# Tempat sebuah baris; barisnya membawa `wilayah_id` dan `tempat` dari `Kenalan`.
MEDAN_TEMPAT = (
    Medan("desa", "Desa/kelurahan", _tempat(4), lebar=20),
    Medan("kecamatan", "Kecamatan", _tempat(3), lebar=20),
    Medan("kabkota", "Kabupaten/kota", _tempat(2), lebar=22),
    Medan("provinsi", "Provinsi", _tempat(1), lebar=20),
    Medan("kode_desa", "Kode wilayah desa", _kode(13), lebar=15),
    Medan("kode_kecamatan", "Kode wilayah kecamatan", _kode(8), lebar=12),
    Medan("kode_kabkota", "Kode wilayah kabupaten/kota", _kode(5), lebar=10),
    Medan("kode_provinsi", "Kode wilayah provinsi", _kode(2), lebar=9),
)
