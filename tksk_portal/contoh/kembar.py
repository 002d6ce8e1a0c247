"""Orang karangan dengan kembaran yang ditanam di sekitar ambang, dan seberapa tepat pembanding menemukannya.

Yang ditanam adalah salah tulis yang sungguh terjadi di lapangan (tanggal tertukar, ejaan, inisial, tahun saja), dan di
sampingnya orang berbeda yang mirip (anak kembar, saudara serumah, senama). Pembanding hanya melihat pasangan yang juga
ditemukan pencarian calon di basis data (`pmks/actions/kembar.py`).
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from pmks.banding import Ciri, bandingkan_orang, tanggal_dekat, untuk_banding
from tksk_portal.contoh.nama import RASA, karang_nama, salah_eja

KECAMATAN = "64.72.03"
DESA = tuple(f"{KECAMATAN}.{1001 + n}" for n in range(8))
EJAAN = (
    *(("siti ", "sitti "), ("siti ", "st. "), ("muhammad ", "moh. "), ("muhammad ", "muh "), ("muhammad ", "m. ")),
    *(("abdul ", "abd. "), ("ahmad ", "achmad "), ("nur", "noer"), ("u", "oe"), ("j", "dj"), ("ss", "s")),
    *(("y", "j"), ("f", "p"), ("sy", "s"), ("kh", "ch"), ("ah ", "a "), ("l", "ll"), ("m", "mm"), ("z", "j")),
)


@dataclass(frozen=True)
class Tanam:
    """A planted pair: what kind, and whether it is one person."""

    jenis: str
    satu_orang: bool
    a: Ciri
    b: Ciri


@dataclass(frozen=True)
class Hasil:
    """How well the comparison did. `ketemu` and `ditanam` by kind; `salah` counts pairs of different people found."""

    ditanam: Counter
    ketemu: Counter
    salah: Counter
    kebetulan: int
    lolos: tuple[tuple[str, int, Ciri, Ciri], ...]

    @property
    def daya_temu(self) -> float:
        """Recall: of the planted pairs that are one person, the share found."""
        return self.ketemu.total() / self.ditanam.total()

    @property
    def ketepatan(self) -> float:
        """Precision: of all pairs found, the share that is one person."""
        benar = self.ketemu.total()
        return benar / (benar + self.salah.total() + self.kebetulan)


class Karangan:
    """Makes persons and plants pairs; the same seed makes the same."""

    def __init__(self, benih: int) -> None:
        self.acak = random.Random(benih)  # noqa: S311 - contoh, bukan rahasia
        self.urut = 0

    def orang(self, **ganti) -> Ciri:
        """Return a person with NIK and KK."""
        jk = self.acak.choice("LP")
        lahir = date(1935, 1, 1) + timedelta(days=self.acak.randrange(32_000))
        satu = Ciri(
            nama=karang_nama(self.acak, self.acak.choice(list(RASA)), jk),
            lahir=lahir,
            jk=jk,
            wilayah=self.acak.choice(DESA),
            no_kk=f"647203010110{self.acak.randrange(1, 9999):04d}",
        )
        return self.bernik(replace(satu, **ganti))

    def bernik(self, satu: Ciri) -> Ciri:
        """Return the same person with a NIK of its own."""
        self.urut += 1
        hari = satu.lahir.day + (40 if satu.jk == "P" else 0)
        return replace(satu, nik=f"647203{hari:02d}{satu.lahir:%m%y}{self.urut % 9999 + 1:04d}")

    def lagi(self, satu: Ciri, **ganti) -> Ciri:
        """Return the same person recorded again, as happens: usually without NIK, sometimes without KK."""
        kk = satu.no_kk if self.acak.random() < 0.4 else ""
        return replace(satu, nik="", no_kk=kk, **ganti)

    # Satu orang, dua data --------------------------------------------------------------------------------------

    def tukar_tanggal(self) -> Tanam:
        """Day and month swapped."""
        lahir = date(self.acak.randrange(1935, 2015), self.acak.randrange(1, 13), self.acak.randrange(1, 13))
        a = self.orang(lahir=lahir)
        tukar = date(lahir.year, lahir.day, lahir.month)
        return Tanam("tanggal dan bulan tertukar", True, a, self.lagi(a, lahir=tukar))

    def satu_angka(self) -> Tanam:
        """One digit of the birth date wrong."""
        a = self.orang()
        dekat = sorted(tanggal_dekat(a.lahir) - {a.lahir})
        return Tanam("satu angka tanggal", True, a, self.lagi(a, lahir=self.acak.choice(dekat)))

    def ejaan(self) -> Tanam:
        """Another spelling of the name."""
        a = self.orang()
        nama = a.nama.lower()
        cocok = [(d, k) for d, k in EJAAN if d in f"{nama} "]
        dari, ke = self.acak.choice(cocok) if cocok else ("a", "aa")
        return Tanam("ejaan lain", True, a, self.lagi(a, nama=f"{nama} ".replace(dari, ke, 1).strip().title()))

    def salah_ketik(self) -> Tanam:
        """One slip of a letter, and half of the time another in the next word."""
        a = self.orang()
        nama = salah_eja(a.nama)
        if self.acak.random() < 0.5:
            nama = self._ketik(nama)
        return Tanam("salah ketik", True, a, self.lagi(a, nama=nama))

    def _ketik(self, nama: str) -> str:
        letak = self.acak.randrange(1, len(nama))
        cara = self.acak.randrange(3)
        if cara == 0:
            return nama[:letak] + nama[letak + 1 :]
        if cara == 1 and letak + 1 < len(nama):
            return nama[:letak] + nama[letak + 1] + nama[letak] + nama[letak + 2 :]
        return nama[:letak] + self.acak.choice("aeiounrst") + nama[letak + 1 :]

    def inisial(self) -> Tanam:
        """One word cut to its first letter."""
        a = self._berkata(2)
        kata = a.nama.split()
        letak = self.acak.randrange(len(kata))
        kata[letak] = kata[letak][0] + "."
        return Tanam("inisial", True, a, self.lagi(a, nama=" ".join(kata)))

    def tahun_saja(self) -> Tanam:
        """Only the year of birth is known, in the same village."""
        a = self.orang()
        return Tanam("tahun saja", True, a, self.lagi(a, lahir=date(a.lahir.year, 7, 1), perkiraan=True))

    def kurang_kata(self) -> Tanam:
        """A word of the name left out."""
        a = self._berkata(3)
        kata = a.nama.split()
        return Tanam("kata nama kurang", True, a, self.lagi(a, nama=" ".join(kata[:-1])))

    def gelar(self) -> Tanam:
        """A title before or the father's name after."""
        a = self.orang()
        nama = self.acak.choice((f"Hj. {a.nama}", f"{a.nama} bin Hasan", f"{a.nama}, S.Pd"))
        return Tanam("gelar atau nama ayah", True, a, self.lagi(a, nama=nama))

    def desa_lain(self) -> Tanam:
        """Recorded again in another village of the kecamatan."""
        a = self.orang()
        lain = self.acak.choice([d for d in DESA if d != a.wilayah])
        return Tanam("desa lain", True, a, self.lagi(a, wilayah=lain, nama=salah_eja(a.nama)))

    def nik_meleset(self) -> Tanam:
        """Both have a NIK; one digit of one is wrong."""
        a = self.orang()
        letak = self.acak.randrange(12, 16)
        angka = self.acak.choice([n for n in "123456789" if n != a.nik[letak]])
        b = replace(a, nik=a.nik[:letak] + angka + a.nik[letak + 1 :], no_kk="")
        return Tanam("NIK meleset satu angka", True, a, b)

    def dua_salah(self) -> Tanam:
        """A slip in the name and one in the date: on the threshold."""
        a = self.orang()
        lahir = self.acak.choice(sorted(tanggal_dekat(a.lahir) - {a.lahir}))
        return Tanam("nama dan tanggal salah", True, a, self.lagi(a, nama=self._ketik(a.nama), lahir=lahir))

    # Orang berbeda yang mirip ----------------------------------------------------------------------------------

    def anak_kembar(self) -> Tanam:
        """Twins: same KK, same birth date, other given name."""
        a = self._berkata(2)
        depan = self._depan_lain(a)
        b = self.bernik(replace(a, nama=" ".join([depan, *a.nama.split()[1:]])))
        return Tanam("anak kembar", False, a, b)

    def senama(self) -> Tanam:
        """The same name in one village, other birth dates."""
        a = self.orang()
        b = self.orang(nama=a.nama, wilayah=a.wilayah, jk=a.jk)
        return Tanam("senama sedesa", False, a, b)

    def saudara(self) -> Tanam:
        """Siblings: same KK, part of the name shared."""
        a = self._berkata(2)
        depan = self._depan_lain(a)
        lahir = a.lahir + timedelta(days=self.acak.randrange(400, 3000))
        b = self.bernik(replace(a, nama=" ".join([depan, *a.nama.split()[1:]]), lahir=lahir))
        return Tanam("saudara serumah", False, a, b)

    def sehari_mirip(self) -> Tanam:
        """Two people born on one day in one village who share a word of their names."""
        a = self._berkata(2)
        kata = karang_nama(self.acak, self.acak.choice(list(RASA)), a.jk).split()
        b = self.orang(nama=" ".join([a.nama.split()[0], kata[-1] + "in"]), lahir=a.lahir, wilayah=a.wilayah, jk=a.jk)
        return Tanam("lahir sehari, satu kata sama", False, a, b)

    def senama_sehari(self) -> Tanam:
        """Two people with one name and birth date, both with a NIK of their own, in two villages."""
        a = self.orang()
        lain = self.acak.choice([d for d in DESA if d != a.wilayah])
        return Tanam("senama lahir sehari, NIK lain", False, a, self.orang(nama=a.nama, lahir=a.lahir, wilayah=lain))

    def _depan_lain(self, a: Ciri) -> str:
        """Return a given name that is not this person's own, in no spelling."""
        while True:
            depan = karang_nama(self.acak, self.acak.choice(list(RASA)), a.jk).split()[0]
            if untuk_banding(depan) != untuk_banding(a.nama.split()[0]):
                return depan

    def _berkata(self, banyak: int) -> Ciri:
        for _ in range(50):
            satu = self.orang()
            if len(satu.nama.split()) >= banyak:
                return satu
        return replace(satu, nama="Siti Nur Aminah"[: 4 + 4 * banyak])


def _pembuat(k: Karangan) -> tuple[Callable[[], Tanam], ...]:
    return (
        *(k.tukar_tanggal, k.satu_angka, k.ejaan, k.salah_ketik, k.inisial, k.tahun_saja, k.kurang_kata, k.gelar),
        *(k.desa_lain, k.nik_meleset, k.dua_salah, k.anak_kembar, k.senama, k.saudara, k.sehari_mirip, k.senama_sehari),
    )


def tanam(banyak: int, benih: int = 7) -> Iterator[Tanam]:
    """Yield this many planted pairs of each kind."""
    k = Karangan(benih)
    for buat in _pembuat(k):
        for _ in range(banyak):
            yield buat()


def ditemukan_pencari(a: Ciri, b: Ciri) -> bool:
    """Tell whether the search in the database lays these two side by side; the same conditions as its SQL."""
    if b.lahir in tanggal_dekat(a.lahir) or (a.no_kk and a.no_kk == b.no_kk):
        return True
    sedesa, perkiraan = a.wilayah == b.wilayah, a.perkiraan or b.perkiraan
    return sedesa and perkiraan and abs(a.lahir.year - b.lahir.year) <= 1


def ukur(banyak: int = 200, *, latar: int = 4_000, benih: int = 7) -> Hasil:
    """Plant pairs among other people and compare.

    Args:
        banyak: planted pairs of each kind.
        latar: other people of the kecamatan, none of whom is recorded twice.
    """
    ditanam, ketemu, salah = Counter(), Counter(), Counter()
    lolos = []
    for t in tanam(banyak, benih):
        hasil = bandingkan_orang(t.a, t.b)
        kena = hasil.kembar and ditemukan_pencari(t.a, t.b)
        if not t.satu_orang:
            salah[t.jenis] += kena
            continue
        ditanam[t.jenis] += 1
        ketemu[t.jenis] += kena
        if not kena:
            lolos.append((t.jenis, hasil.skor, t.a, t.b))
    return Hasil(ditanam, ketemu, salah, _kebetulan(latar, benih), tuple(lolos))


def _kebetulan(banyak: int, benih: int) -> int:
    """Return how many pairs of unrelated people would be laid before somebody, in a kecamatan of this size."""
    k = Karangan(benih + 1)
    per_hari: dict[date, list[Ciri]] = defaultdict(list)
    for _ in range(banyak):
        satu = k.orang()
        per_hari[satu.lahir].append(satu)
    kena = 0
    for hari, sini in per_hari.items():
        kena += sum(bandingkan_orang(a, b).kembar for a, b in combinations(sini, 2))
        for dekat in tanggal_dekat(hari):
            if dekat > hari:
                kena += sum(bandingkan_orang(a, b).kembar for a in sini for b in per_hari.get(dekat, ()))
    return kena
