"""Nama tempat dan petugas bagi baris ekspor; yang sudah dikenal tidak ditanyakan lagi."""

from collections.abc import Iterable, Mapping

from tksk_portal.akun.models import Akun
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
