"""Saringan daftar rekaman yang ditinjau: kode di alamat, cip di atas daftar, dan kata-katanya."""

import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from django.urls import reverse
from django.utils.http import urlencode

from tksk_portal.akses.alamat import KodeWilayah
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import tingkat

Pilihan = list[tuple[str, str]]
KATA: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "status": lambda nilai: f"status {Status(nilai).label}",
        "wilayah": lambda nilai: f"wilayah {Wilayah.objects.get(pk=nilai).sebutan}",
    }
)


def baca_kode(tanya: Mapping[str, object], sah: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return the filters, and `wilayah`, as codes; empty where none was chosen or what was sent means nothing.

    Args:
        sah: filter -> the codes that it may have.
    """
    isi = {n: str(tanya.get(n, "")) for n in (*sah, "wilayah")}
    isi |= {n: v if v in sah[n] else "" for n, v in isi.items() if n in sah}
    if not re.fullmatch(KodeWilayah.regex, isi["wilayah"]):
        isi["wilayah"] = ""
    return isi


def dengan_saring(alamat: str, isi: Mapping[str, object], *arg: object) -> str:
    """Return the address of a page with the filters that were chosen."""
    tanya = {k: v for k, v in isi.items() if v}
    return reverse(alamat, args=arg) + (f"?{urlencode(tanya)}" if tanya else "")


def pilihan_status(by: Lingkup) -> Pilihan:
    """Return the states that this duty can see."""
    return [(s.value, str(s.label)) for s in Status if DERAJAT[s] >= by.derajat]


def pilihan_wilayah(by: Lingkup) -> Pilihan:
    """Return the places right under this duty's place."""
    if tingkat(by.tempat) >= 4:
        return []
    return [(w.pk, w.sebutan) for w in Wilayah.objects.berlaku().filter(induk=by.tempat).order_by("nama")]


def cip(isi: Mapping[str, str], semua: Mapping[str, tuple[str, Pilihan]]) -> list[dict]:
    """Return the filters as chips: label, chosen value, choices with their addresses.

    Args:
        semua: filter -> (label, choices).
    """

    def alamat(nama: str, nilai: str) -> str:
        tanya = {k: v for k, v in isi.items() if v and k != nama}
        return "?" + urlencode({**tanya, nama: nilai} if nilai else tanya)

    hasil = []
    for nama, (label, pilihan) in semua.items():
        kini = dict(pilihan).get(isi[nama])
        butir = [{"label": "Semua", "url": alamat(nama, ""), "aktif": not kini}]
        butir += [{"label": teks, "url": alamat(nama, nilai), "aktif": nilai == isi[nama]} for nilai, teks in pilihan]
        hasil.append({"label": label, "kini": kini or "semua", "aktif": bool(kini), "butir": butir})
    return hasil
