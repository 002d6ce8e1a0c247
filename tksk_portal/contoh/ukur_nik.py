"""Mengukur seberapa banyak salah satu angka pada NIK yang ditolak atau diterangkan, per letak angka.

Orangnya rekaan: kecamatan mana pun di Indonesia, lahir dalam seratus tahun terakhir, tinggal di kecamatan penerbit
NIK-nya. Satu angka NIK diganti, isian lain tetap. Dua keadaan yang lebih sukar diukur juga: hanya tahun lahirnya yang
diketahui, dan orangnya sudah pindah kecamatan.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from lokal import wilayah as paket

from pmks.actions.nik import selisih_satu
from pmks.models import Orang
from pmks.nik import Daerah, Entri, NIKSalah, baca_nik, terangkan, usul_selip

TERTUA = 36_500  # hari
PANJANG_DITERANGKAN, PANJANG = 12, 16
DITOLAK, BENTROK, DIDUGA, DICATAT, LOLOS = "ditolak", "bentrok", "diduga", "dicatat", "lolos"
DITERANGKAN = (DITOLAK, BENTROK, DIDUGA, DICATAT)
KEADAAN = {
    "lengkap": "tanggal lahir, kelamin, dan alamat diketik lengkap; tinggal di kecamatan penerbit NIK-nya",
    "tahun": "hanya tahun lahirnya yang diketahui",
    "pindah": "tinggal di kecamatan lain daripada penerbit NIK-nya",
}


@dataclass(frozen=True)
class Rekaan:
    """A made-up person: what the NIK was made from, and the NIK."""

    kecamatan: str
    lahir: date
    jk: str
    urut: int

    @property
    def nik(self) -> str:
        """The NIK."""
        hari = self.lahir.day + (40 if self.jk == "P" else 0)
        return f"{self.kecamatan.replace('.', '')}{hari:02d}{self.lahir:%m%y}{self.urut:04d}"


@cache
def kecamatan() -> tuple[str, ...]:
    """Return the codes of all kecamatan of the country."""
    return tuple(
        k.code for p in paket.list_wilayah() for b in paket.list_wilayah(p.code) for k in paket.list_wilayah(b.code)
    )


@cache
def _dikenal() -> frozenset[str]:
    return frozenset(kecamatan())


def rekaan(banyak: int, *, pada: date, benih: int = 1) -> Iterator[Rekaan]:
    """Yield made-up persons born within a hundred years before a day; the same seed, the same persons."""
    acak, semua = Random(benih), kecamatan()  # noqa: S311
    for _ in range(banyak):
        lahir = pada - timedelta(days=acak.randrange(TERTUA))
        yield Rekaan(acak.choice(semua), lahir, acak.choice("LP"), acak.randrange(1, 10_000))


def ganti(digits: str, letak: int) -> Iterator[str]:
    """Yield the nine numbers with another digit at a position (from 1)."""
    for angka in "0123456789":
        if angka != digits[letak - 1]:
            yield digits[: letak - 1] + angka + digits[letak:]


def entri(asli: Rekaan, keadaan: str, acak: Random) -> Entri:
    """Return what is entered beside the NIK in one of `KEADAAN`."""
    tempat = acak.choice(kecamatan()) if keadaan == "pindah" else asli.kecamatan
    if keadaan == "tahun":
        return Entri(lahir=date(asli.lahir.year, 7, 1), perkiraan=True, jk=asli.jk, kecamatan=tempat)
    return Entri(lahir=asli.lahir, jk=asli.jk, kecamatan=tempat)


def nilai(salah: str, asli: str, isian: Entri, *, pada: date) -> tuple[str, bool]:
    """Return what the form says to a slip, and whether the true NIK is among what it offers.

    A mere note counts (`DICATAT`) only when it offers the true NIK: people who moved get the note without any slip.
    """
    try:
        nik = baca_nik(salah, pada=pada)
    except NIKSalah:
        lahir = None if isian.perkiraan else isian.lahir
        usul = usul_selip(salah, lahir=lahir, jk=isian.jk, kecamatan=isian.asal, pada=pada)
        return DITOLAK, any(u.digits == asli for u in usul)
    kode = nik.kode_kecamatan
    terang = terangkan(nik, isian, Daerah(kode, kode if kode in _dikenal() else ""), pada=pada)
    ada = {c.derajat for c in terang.catatan}
    tepat = any(u.digits == asli for c in terang.catatan for u in c.usul)
    if "bentrok" in ada:
        return BENTROK, tepat
    if "duga" in ada:
        return DIDUGA, tepat
    return (DICATAT if tepat else LOLOS), tepat


def ukur_selip(banyak: int, *, pada: date, keadaan: str = "lengkap", benih: int = 1) -> dict[int, Counter]:
    """Return, per position 1 to 12, how many slips had which answer (`DITERANGKAN`, `LOLOS`), and `tepat`."""
    acak = Random(benih)  # noqa: S311
    hasil = {n: Counter() for n in range(1, PANJANG_DITERANGKAN + 1)}
    for orang in rekaan(banyak, pada=pada, benih=benih):
        isian, asli = entri(orang, keadaan, acak), orang.nik
        for letak, hitung in hasil.items():
            for salah in ganti(asli, letak):
                jawaban, tepat = nilai(salah, asli, isian, pada=pada)
                hitung[jawaban] += 1
                hitung["tepat"] += tepat
    return hasil


def bagian(hitung: Counter) -> float:
    """Return the share of slips refused or explained, 0 to 1."""
    baik = sum(hitung[n] for n in DITERANGKAN)
    return baik / (baik + hitung[LOLOS])


def ukur_register(orang: list[Orang], *, benih: int = 1) -> dict[str, Counter]:
    """Return how many slips in digits 13 to 16 the register catches, reading only what the scope shows.

    `asli`: the person is recorded with the true NIK and is entered again. `kk`: the person is not recorded, but others
    of the family card may be. One slip per position and person.
    """
    acak = Random(benih)  # noqa: S311
    hasil = {"asli": Counter(), "kk": Counter()}
    for o in orang:
        for letak in range(PANJANG_DITERANGKAN + 1, PANJANG + 1):
            salah = acak.choice(list(ganti(o.nik, letak)))
            isi = {"nik": salah, "nama_cari": o.nama_cari, "lahir": o.tanggal_lahir, "no_kk": o.no_kk}
            ketemu = selisih_satu(**isi, kecuali=None)
            hasil["asli"]["diterangkan" if any(k.pk == o.pk for k in ketemu) else LOLOS] += 1
            hasil["kk"]["diterangkan" if selisih_satu(**isi, kecuali=o.pk) else LOLOS] += 1
    return hasil
