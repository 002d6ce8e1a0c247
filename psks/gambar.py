"""Gambar jejaring sebuah tempat: mitra pada lingkaran, garis bagi siapa bekerja dengan siapa."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from math import cos, pi, sin
from uuid import UUID

from psks.models import Jejaring, KartuMitra, Mitra, PihakJejaring

SIMPUL_TERBANYAK = 24
LEBAR, TINGGI = 860, 520
JARI_X, JARI_Y = 230, 190


@dataclass
class Simpul:
    """A partner in the picture."""

    mitra_id: UUID
    nama: str
    banyak: int
    luar: bool
    nomor: int = 0
    x: float = 0.0
    y: float = 0.0
    jangkar: str = "middle"
    teks_x: float = 0.0
    teks_y: float = 0.0

    @property
    def pendek(self) -> str:
        """The name, short enough for the picture."""
        return self.nama if len(self.nama) <= 24 else f"{self.nama[:23]}…"


@dataclass
class Gambar:
    """Partners, lines (x1, y1, x2, y2, width), and the table that says the same."""

    simpul: list[Simpul] = field(default_factory=list)
    garis: list[tuple[float, float, float, float, int]] = field(default_factory=list)
    tabel: list[tuple[str, str, int, str]] = field(default_factory=list)
    lebih: int = 0
    lebar: int = LEBAR
    tinggi: int = TINGGI


def nama_pihak(kunci: set[UUID]) -> dict[UUID, tuple[str, bool]]:
    """Return key -> (name, whether it lies outside the scope): from the record in scope, else the public card."""
    hasil = {pk: (nama, True) for pk, nama in KartuMitra.objects.filter(pk__in=kunci).values_list("pk", "nama")}
    hasil |= {pk: (nama, False) for pk, nama in Mitra.objects.filter(pk__in=kunci).values_list("pk", "nama")}
    return hasil


def susun(jejaring: list[Jejaring]) -> Gambar:
    """Draw who works with whom on what."""
    pihak: dict[UUID, list[UUID]] = {j.pk: [] for j in jejaring}
    ikut = PihakJejaring.objects.filter(jejaring__in=pihak, lepas_pada=None)
    for kunci, mitra in ikut.order_by("id").values_list("jejaring_id", "mitra_id"):
        pihak[kunci].append(mitra)
    nama = nama_pihak({m for semua in pihak.values() for m in semua})
    sering = Counter(m for semua in pihak.values() for m in semua if m in nama)
    gambar = Gambar(lebih=max(0, len(sering) - SIMPUL_TERBANYAK))
    for mitra, banyak in sorted(sering.items(), key=lambda s: (-s[1], nama[s[0]][0]))[:SIMPUL_TERBANYAK]:
        gambar.simpul.append(Simpul(mitra, nama[mitra][0], banyak, nama[mitra][1]))
    _tata(gambar.simpul)
    tempat = {s.mitra_id: s for s in gambar.simpul}
    pasangan: dict[tuple[UUID, UUID], list[str]] = {}
    for j in jejaring:
        anggota = sorted({m for m in pihak[j.pk] if m in nama}, key=str)
        for dua in combinations(anggota, 2):
            pasangan.setdefault(dua, []).append(j.judul)
    for (satu, dua), tentang in sorted(pasangan.items(), key=lambda p: (-len(p[1]), nama[p[0][0]][0])):
        gambar.tabel.append((nama[satu][0], nama[dua][0], len(tentang), "; ".join(dict.fromkeys(tentang))))
        if satu in tempat and dua in tempat:
            a, b = tempat[satu], tempat[dua]
            gambar.garis.append((a.x, a.y, b.x, b.y, min(6, 1 + len(tentang))))
    return gambar


def _tata(simpul: list[Simpul]) -> None:
    """Place the partners on an ellipse, from the top clockwise, with their names outside it."""
    for n, s in enumerate(simpul):
        s.nomor = n + 1
        sudut = 2 * pi * n / max(1, len(simpul)) - pi / 2
        s.x, s.y = round(LEBAR / 2 + JARI_X * cos(sudut), 1), round(TINGGI / 2 + JARI_Y * sin(sudut), 1)
        s.jangkar = "middle" if abs(cos(sudut)) < 0.2 else "start" if cos(sudut) > 0 else "end"
        s.teks_x = round(s.x + 16 * cos(sudut), 1)
        s.teks_y = round(s.y + 22 * sin(sudut) + 5, 1)
