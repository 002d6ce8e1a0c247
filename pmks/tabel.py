"""Tabel angka yang tetap: jenis menurut daerah, kelamin, dan umur; semua sel dan jumlah dibulatkan (`pmks.bulat`)."""

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from pmks.angka import ORANG, angka, angka_satu
from pmks.bulat import bulatkan5
from pmks.enums import JenisKelamin, KelompokUmur
from pmks.models import acuan_jenis
from tksk_portal.wilayah.models import Wilayah

JUMLAH = "Jumlah"


@dataclass(frozen=True)
class Tabel:
    """A table of rounded counts; the last column of each row is its total.

    Attributes:
        satuan: what one count is.
    """

    kode: str
    judul: str
    satuan: str
    kepala: tuple[str, ...]
    baris: list[tuple[str, tuple[int, ...]]]


def susun_tabel(tempat: Wilayah) -> list[Tabel]:
    """Return the fixed tables of a place: nothing about them can be chosen. Five queries."""
    satu = angka_satu(tempat.pk, derajat=0)
    return [
        _per_daerah(tempat),
        _per_jenis(satu, "kelamin", "Jenis menurut jenis kelamin", JenisKelamin.choices, lambda j, s, k, u: (j, k)),
        _per_jenis(satu, "umur", "Jenis menurut kelompok umur", KelompokUmur.choices, lambda j, s, k, u: (j, u)),
        _orang_per_umur(satu),
    ]


def _baris(label: str, isi: list[int], jumlah: int) -> tuple[str, tuple[int, ...]]:
    return label, tuple(bulatkan5(n) for n in (*isi, jumlah))


def _per_jenis(satu, kode: str, judul: str, kolom, per: Callable[[int, str, str, int], Hashable]) -> Tabel:
    sel = satu.menurut(per=lambda j, s, k, u: per(j, s, k, u) if j > ORANG else None)
    baris = []
    for jenis in acuan_jenis().values():
        isi = [sel[jenis.kode, nilai] for nilai, _ in kolom]
        baris.append(_baris(jenis.nama, isi, sum(isi)))
    semua = [sum(sel[j, nilai] for j in acuan_jenis()) for nilai, _ in kolom]
    baris.append(_baris(JUMLAH, semua, sum(semua)))
    kepala = ("Jenis", *(str(label) for _, label in kolom), JUMLAH)
    return Tabel(kode, judul, "orang per jenis; satu orang dapat punya beberapa", kepala, baris)


def _orang_per_umur(satu) -> Tabel:
    sel = satu.menurut(per=lambda j, s, k, u: (u, k) if j == ORANG else None)
    baris = []
    for umur, label in KelompokUmur.choices:
        isi = [sel[umur, jk] for jk in JenisKelamin.values]
        baris.append(_baris(str(label), isi, sum(isi)))
    semua = [sum(sel[u, jk] for u in KelompokUmur.values) for jk in JenisKelamin.values]
    baris.append(_baris(JUMLAH, semua, sum(semua)))
    kepala = ("Kelompok umur", *(str(x) for x in JenisKelamin.labels), JUMLAH)
    return Tabel("orang", "Orang menurut umur dan jenis kelamin", "orang", kepala, baris)


def _per_daerah(tempat: Wilayah) -> Tabel:
    """Types by the places right under this one, and the persons of each."""
    anak = list(Wilayah.objects.filter(induk=tempat.pk, berlaku_sampai=None).order_by("kode"))
    per_anak = angka([w.pk for w in anak], di_bawah=tempat.pk, derajat=0)
    if tempat.tingkat == 0:  # Nasional memuat banyak provinsi yang belum dipakai.
        anak = [w for w in anak if per_anak[w.pk].orang]
    sel = {w.pk: per_anak[w.pk].menurut(per=lambda j, s, k, u: j) for w in anak}
    baris = []
    for jenis in acuan_jenis().values():
        isi = [sel[w.pk][jenis.kode] for w in anak]
        baris.append(_baris(jenis.nama, isi, sum(isi)))
    for label, ambil in (("Jumlah orang per jenis", _semua_jenis), ("Jumlah orang", lambda c: c[ORANG])):
        isi = [ambil(sel[w.pk]) for w in anak]
        baris.append(_baris(label, isi, sum(isi)))
    kepala = ("Jenis", *(w.nama for w in anak), JUMLAH)
    return Tabel("daerah", "Jenis menurut daerah", "orang per jenis; satu orang dapat punya beberapa", kepala, baris)


def _semua_jenis(sel: Counter) -> int:
    return sum(n for j, n in sel.items() if j > ORANG)
