"""Nama yang mirip di antara banyak orang yang lahir pada hari yang sama di satu kecamatan.

Ukurannya kemiripan trigram pg_trgm, dihitung di sini tanpa membandingkan semua dengan semua: berkas yang hanya menulis
tahun lahir memberi ribuan orang tanggal yang sama, dan perbandingan berpasangan tumbuh menurut kuadratnya.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import floor

from pmks.nik import sebelah
from tksk_portal.dasar.nama import BATAS_MIRIP


def trigram(teks: str) -> frozenset[str]:
    """Return the trigrams of a search name (lower case, letters, digits and blanks) as pg_trgm takes them."""
    return frozenset(k[i : i + 3] for kata in teks.split() for k in [f"  {kata} "] for i in range(len(k) - 2))


def cukup_mirip(satu: frozenset[str], dua: frozenset[str]) -> bool:
    """Tell whether two names are alike, as `similarity(a, b) >= BATAS_MIRIP` does in the database."""
    sama = len(satu & dua)
    # Basis data membagi dengan ketelitian tunggal: tepat pada batas 0,45 hasilnya sedikit di bawahnya.
    return sama > BATAS_MIRIP * (len(satu) + len(dua) - sama) + 1e-9


class IndeksNama:
    """Names of one group. Two names that are alike share one of their rarest trigrams; only those are looked up.

    Args:
        semua: every name that will be added or asked, so that rarity is the same for all.
    """

    def __init__(self, semua: Iterable[str]) -> None:
        self.isi = {nama: trigram(nama) for nama in semua}
        banyak = Counter(t for isi in self.isi.values() for t in isi)
        self.jarang = {nama: self._jarang(isi, banyak) for nama, isi in self.isi.items()}
        self.menurut: dict[str, list[str]] = defaultdict(list)
        self.ada: set[str] = set()

    @staticmethod
    def _jarang(isi: frozenset[str], banyak: Counter) -> list[str]:
        """Return the rarest trigrams: so many that the others alone cannot reach the limit."""
        urut = sorted(isi, key=lambda t: (banyak[t], t))
        return urut[: floor(len(urut) * (1 - BATAS_MIRIP) + 1e-9) + 1]

    def tambah(self, nama: str) -> None:
        """Add a name."""
        if nama not in self.ada:
            self.ada.add(nama)
            for t in self.jarang[nama]:
                self.menurut[t].append(nama)

    def mirip(self, nama: str, *, kecuali: str | None = None) -> bool:
        """Tell whether an added name is like this one; `kecuali` is a name that does not count."""
        isi = self.isi[nama]
        if nama in self.ada and nama != kecuali and isi:
            return True
        sudah = {nama, kecuali}
        for t in self.jarang[nama]:
            for lain in self.menurut.get(t, ()):
                if lain not in sudah:
                    sudah.add(lain)
                    if cukup_mirip(isi, self.isi[lain]):
                        return True
        return False


def mirip_sesama(baris: Sequence[tuple]) -> set[int]:
    """Return the rows that are like an earlier row of the same list.

    Args:
        baris: (row number, own key, name for search, birth date, kecamatan).
    """
    hasil = set()
    for kelompok in per_hari_dan_kecamatan(baris).values():
        if len(kelompok) == 1:
            continue
        indeks = IndeksNama(nama for _, _, nama, *_ in kelompok)
        for nomor, _, nama, *_ in sorted(kelompok):
            if indeks.mirip(nama):
                hasil.add(nomor)
            indeks.tambah(nama)
    return hasil


def selisih_sesama(baris: Sequence[tuple], nomor: Sequence[tuple[str, str]]) -> set[int]:
    """Return the rows whose NIK is one slip away from that of an earlier row with a like name.

    Only rows of the same kecamatan with the same birth date or family card are compared, as `cari.yang_selisih` does.

    Args:
        baris: as for `mirip_sesama`. nomor: (NIK, number of the family card) of each.
    """
    kelompok: dict[tuple, list[tuple[int, str, str]]] = defaultdict(list)
    for (n, _, nama, lahir, kec), (nik, kk) in zip(baris, nomor, strict=True):
        if nik:
            kelompok["lahir", lahir, kec].append((n, nik, nama))
            if kk:
                kelompok["kk", kk, kec].append((n, nik, nama))
    hasil = set()
    for isi in kelompok.values():
        ada: dict[str, frozenset[str]] = {}
        for n, nik, nama in sorted(isi) if len(isi) > 1 else ():
            tri = trigram(nama)
            if n not in hasil and any(s in ada and cukup_mirip(tri, ada[s]) for s in sebelah(nik)):
                hasil.add(n)
            ada[nik] = tri
    return hasil


def per_hari_dan_kecamatan(baris: Iterable[tuple]) -> dict[tuple, list[tuple]]:
    """Group rows by birth date and kecamatan; arguments as `mirip_sesama`."""
    hasil: dict[tuple, list[tuple]] = defaultdict(list)
    for b in baris:
        hasil[b[3], b[4]].append(b)
    return hasil
