"""Konteks semua halaman: tugas, menu, pengguna."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from tksk_portal.akses.hitungan import hitung
from tksk_portal.akses.izin import boleh


@dataclass(frozen=True)
class ButirMenu:
    """One place in the menu. `izin` decides who sees it; `ponsel` whether it stands in the phone's bottom bar.

    `kepala`: it also stands as an icon in the phone's header. `lencana`: the number beside it, as a scalar SQL
    expression for `tksk_portal.akses.hitungan`; all those of a page are asked at once, and 0 is not shown.
    """

    label: str
    url: str
    ikon: str
    izin: str
    urutan: int
    ponsel: bool = False
    lencana: str = ""
    awalan: str = ""
    kepala: bool = False

    def cocok(self, jalan: str) -> bool:
        """Tell whether a path belongs to this place; of several, the longest address wins."""
        return jalan == self.url or (bool(self.awalan) and jalan.startswith(self.awalan))


@cache
def _penyusun() -> tuple:
    return tuple(import_string(nama) for nama in settings.MENU)


def portal(request: HttpRequest) -> dict:
    """Return what every page shows around its content (docs/tampilan.md)."""
    lingkup = getattr(request, "lingkup", None)
    pengguna = getattr(request, "user", None)
    masuk = pengguna is not None and pengguna.is_authenticated
    butir: list[dict] = []
    if lingkup is not None and lingkup.tempat:
        semua = [b for susun in _penyusun() for b in susun(request) if boleh(lingkup, b.izin)]
        cocok = [b for b in semua if b.cocok(request.path)]
        aktif = max(cocok, key=lambda b: len(b.url), default=None)
        berangka = [b for b in semua if b.lencana]
        angka = dict(zip((b.url for b in berangka), hitung(lingkup, [b.lencana for b in berangka]), strict=True))
        for b in sorted(semua, key=lambda b: b.urutan):
            butir.append(
                {
                    "label": b.label,
                    "url": b.url,
                    "ikon": b.ikon,
                    "aktif": b is aktif,
                    "lencana": angka.get(b.url) or None,
                    "ponsel": b.ponsel,
                    "kepala": b.kepala,
                }
            )
    return {
        "menu": butir,
        "menu_ponsel": [b for b in butir if b["ponsel"]],
        "menu_kepala": [b for b in butir if b["kepala"]],
        "tugas": getattr(request, "tugas", None),
        "daftar_tugas": [
            {"id": t.pk, "label": t.label, "aktif": t == request.tugas} for t in getattr(request, "daftar_tugas", [])
        ],
        "pengguna_portal": pengguna if masuk else None,
        "remah": [],
        "draf_terkirim": None,
        "versi": settings.VERSI,
    }
