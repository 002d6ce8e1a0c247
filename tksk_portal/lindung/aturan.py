"""Aturan yang berlaku di sebuah tempat: milik kantor terdekat di atasnya, atau bawaan."""

from dataclasses import dataclass

from tksk_portal.lindung.enums import JAM_BAWAAN, JAM_PASTI, JenisPermintaan
from tksk_portal.lindung.models import BatasWaktu, Retensi
from tksk_portal.wilayah.rentang import jalur


def _terdekat(rekaman, wilayah: str):
    """Return the rule of the nearest office at or above a place."""
    ada = {r.wilayah_id: r for r in rekaman.filter(wilayah__in=[*jalur(wilayah), wilayah])}
    return ada[max(ada, key=len)] if ada else None


@dataclass(frozen=True)
class Tenggat:
    """The hours of one kind of request at a place; `pasti` whether the law fixes them."""

    jenis: JenisPermintaan
    jam: int
    diatur: bool
    pasti: bool


def jam_tenggat(jenis: str, wilayah: str) -> int:
    """Return within how many hours a kind of request is to be answered at a place."""
    aturan = _terdekat(BatasWaktu.objects.filter(jenis=jenis), wilayah)
    return aturan.jam if aturan else JAM_BAWAAN[JenisPermintaan(jenis)]


def semua_tenggat(wilayah: str) -> list[Tenggat]:
    """Return the hours of all kinds of requests at a place."""
    ada: dict[str, BatasWaktu] = {}
    for aturan in BatasWaktu.objects.filter(wilayah__in=[*jalur(wilayah), wilayah]):
        if aturan.jenis not in ada or len(aturan.wilayah_id) > len(ada[aturan.jenis].wilayah_id):
            ada[aturan.jenis] = aturan
    return [Tenggat(j, ada[j].jam if j in ada else JAM_BAWAAN[j], j in ada, j in JAM_PASTI) for j in JenisPermintaan]


def retensi(subjek: str, wilayah: str) -> Retensi | None:
    """Return the retention rule of a kind of record at a place; None while nobody has set one."""
    return _terdekat(Retensi.objects.filter(subjek=subjek), wilayah)
