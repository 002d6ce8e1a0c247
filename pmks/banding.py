"""Membandingkan dua data orang: fungsi murni, tanpa basis data.

Nama dibandingkan dalam bentuk `untuk_banding`, yang menyamakan ejaan (Muhammad/Mohamad/Moh., Siti/Sitti, oe/u).
Hasilnya kemiripan 0 sampai 100 dengan alasannya dalam kata; manusia yang memutuskan. Ketepatannya diukur
manage.py ukur_kembar.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from tksk_portal.dasar.nama import untuk_cari

# Mulai kemiripan ini sepasang data masuk antrean (ditetapkan dari ukuran, tests/pmks/test_ukur_kembar.py).
BATAS_KEMBAR = 70
NAMA_SAMA, NAMA_HAMPIR = 0.97, 0.85

_KELAS_KATA = {
    "muhammad": (
        *("moh", "mohd", "mohamad", "mohammad", "mohamed", "mohammed", "moch", "mochamad", "mochammad", "mokhamad"),
        *("muh", "muhd", "muhamad", "muhammed", "muhamed", "much", "muchamad", "muchammad", "mukhamad", "mhd"),
    ),
    "siti": ("sitti", "sity", "sitty", "sithi", "siiti"),
    "abdul": ("abd", "abdl", "abdoel", "abdoul", "abdull"),
    "ahmad": ("achmad", "akhmad", "achmat", "akhmat", "ahmat", "ahmed"),
    "nur": ("noor", "nor", "noer", "nuur"),
    "yusuf": ("jusuf", "yusup", "jusup", "yoesoef"),
}
KELAS_KATA = {ejaan: baku for baku, semua in _KELAS_KATA.items() for ejaan in semua}
# Singkatan yang hanya berarti itu bila menjadi kata pertama dari beberapa.
SINGKATAN_AWAL = {"m": "muhammad", "st": "siti"}
GELAR = frozenset({"h", "hj", "haji", "hajah", "hajjah", "dr", "drs", "dra", "ir", "kh", "ust", "ustad", "alm", "almh"})
AYAH = frozenset({"bin", "binti", "binte", "bint", "bt", "bte"})
# Ejaan lama dan bunyi yang sering ditulis berbeda; urutannya berarti.
HURUF = (
    *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "s"), ("sy", "s"), ("sh", "s"), ("kh", "h")),
    *(("ch", "h"), ("dz", "z"), ("dh", "d"), ("th", "t"), ("bh", "b"), ("ph", "p"), ("ie", "i"), ("ij", "i")),
    *(("q", "k"), ("x", "ks"), ("v", "p"), ("f", "p"), ("z", "j"), ("y", "i")),
)
# Huruf pertama sebelum dan sesudah disamakan: "K." untuk Khairunnisa, "D." untuk Djamilah, "T." untuk Tjahaya.
INISIAL_SAMA = frozenset({("k", "h"), ("c", "h"), ("d", "j"), ("t", "c")})
_ABDUL = re.compile(r"^(?:abdul|abdur|abdus)(?=[a-z]{4,})(?!lah$|llah$)")
_GANDA = re.compile(r"(.)\1+")


@lru_cache(maxsize=16_384)
def _kelas(kata: str) -> str:
    kata = KELAS_KATA.get(kata, kata)
    for dari, ke in HURUF:
        kata = kata.replace(dari, ke)
    kata = _GANDA.sub(r"\1", kata)
    return kata[:-1] if len(kata) > 3 and kata.endswith("h") else kata


def untuk_banding(nama: str, *, inisial: bool = False) -> str:
    """Return a name as it is compared: titles, degrees and the father's name left out, one spelling per sound.

    "Hj. Sitti Noerhayati, S.Pd" and "Siti Nurhayati" give the same.

    Args:
        inisial: take "M.", "St." and "H." for initials, not for Muhammad, Siti and Haji.
    """
    kata = untuk_cari(nama.split(",")[0]).split()
    kata = [k for k in kata if k not in GELAR or (inisial and len(k) == 1)] or kata
    ayah = next((n for n, k in enumerate(kata) if k in AYAH and n), None)
    kata = kata[:ayah]
    if len(kata) > 1 and not inisial:
        kata[0] = SINGKATAN_AWAL.get(kata[0], kata[0])
    pisah = [p for k in kata for p in (("abdul", _ABDUL.sub("", k)) if _ABDUL.match(k) else (k,))]
    return " ".join(_kelas(k) for k in pisah)


def jarak(satu: str, dua: str, paling_jauh: int = 99) -> int:
    """Return how many letters must be typed, left out, changed or swapped with their neighbour to get the other."""
    if satu == dua:
        return 0
    if abs(len(satu) - len(dua)) > paling_jauh:
        return paling_jauh + 1
    dua_lalu: list[int] = []
    lalu = list(range(len(dua) + 1))
    for i, a in enumerate(satu, 1):
        kini = [i]
        for j, b in enumerate(dua, 1):
            biaya = min(lalu[j] + 1, kini[j - 1] + 1, lalu[j - 1] + (a != b))
            if i > 1 and j > 1 and a == dua[j - 2] and satu[i - 2] == b:
                biaya = min(biaya, dua_lalu[j - 2] + 1)
            kini.append(biaya)
        dua_lalu, lalu = lalu, kini
    return lalu[-1]


def _kata_mirip(a: str, b: str) -> float:
    if a == b:
        return 1.0
    pendek, panjang = sorted((a, b), key=len)
    if len(pendek) == 1:
        return 0.92 if panjang[0] == pendek or (pendek, panjang[0]) in INISIAL_SAMA else 0.0
    if len(pendek) >= 3 and panjang.startswith(pendek):
        return 0.85 if len(panjang) - len(pendek) <= 2 else 0.7
    beda = jarak(a, b, 2)
    if beda == 1 and len(panjang) >= 4:
        return 0.9
    return 0.8 if beda == 2 and len(panjang) >= 7 else 0.0


@dataclass(frozen=True)
class NilaiNama:
    """How alike two names are: 0 to 1, and whether a word of one is an initial in the other."""

    nilai: float
    singkatan: bool = False


@lru_cache(maxsize=16_384)
def nilai_nama(satu: str, dua: str) -> NilaiNama:
    """Compare two names in the form of `untuk_banding`, whatever the order of their words."""
    if satu == dua:
        return NilaiNama(1.0 if satu else 0.0)
    pendek, panjang = sorted((satu.split(), dua.split()), key=lambda kata: (len(kata), kata))
    if not pendek:
        return NilaiNama(0.0)
    calon = sorted(
        ((_kata_mirip(a, b), -abs(i - j), i, j) for (i, a), (j, b) in product(enumerate(pendek), enumerate(panjang))),
        reverse=True,
    )
    cocok: dict[int, tuple[int, float]] = {}
    terpakai: set[int] = set()
    for mirip, _, i, j in calon:
        if mirip and i not in cocok and j not in terpakai:
            cocok[i] = (j, mirip)
            terpakai.add(j)
    atas = bawah = 0.0
    singkatan = False
    for i, a in enumerate(pendek):
        j, mirip = cocok.get(i, (None, 0.0))
        bobot = max(len(a), len(panjang[j])) if j is not None else len(a) * 1.5
        singkatan |= j is not None and 1 in (len(a), len(panjang[j])) and a != panjang[j]
        atas, bawah = atas + bobot * mirip, bawah + bobot
    # Semua kata yang pendek ada di yang panjang: kata yang kurang lebih ringan daripada kata yang lain.
    seluruhnya = len(pendek) > 1 and all(m >= 0.9 for _, m in cocok.values()) and len(cocok) == len(pendek)
    bawah += (0.17 if seluruhnya else 0.28) * sum(len(b) for j, b in enumerate(panjang) if j not in terpakai)
    nilai = atas / bawah
    rapat = satu.replace(" ", ""), dua.replace(" ", "")
    beda = jarak(*rapat, 2)
    if beda <= 2 and max(map(len, rapat)) >= 6:
        nilai = max(nilai, 1 - beda / max(map(len, rapat)) * 0.7)
    return NilaiNama(nilai, singkatan)


@dataclass(frozen=True)
class Ciri:
    """What of a person is compared. `wilayah` is the village; empty where it is not known yet."""

    nama: str
    lahir: date
    perkiraan: bool = False
    jk: str = ""
    wilayah: str = ""
    nik: str = ""
    no_kk: str = ""


@dataclass(frozen=True)
class Kemiripan:
    """How alike two records are, 0 to 100, and why, in words."""

    skor: int
    alasan: tuple[str, ...]

    @property
    def kembar(self) -> bool:
        """Whether somebody should look at the two."""
        return self.skor >= BATAS_KEMBAR


def bandingkan_orang(a: Ciri, b: Ciri) -> Kemiripan:
    """Compare two records."""
    nama = _nilai_terbaik(a.nama, b.nama)
    bagian = (_nama(a, b, nama), _lahir(a, b), _tempat(a, b), _kk(a, b, nama.nilai), _nik(a, b, nama.nilai), _jk(a, b))
    skor, alasan = 100.0, []
    for kali, kata in bagian:
        skor *= kali
        if kata:
            alasan.append(kata)
    return Kemiripan(round(min(skor, 100)), tuple(alasan))


@lru_cache(maxsize=16_384)
def _bentuk(nama: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((untuk_banding(nama), untuk_banding(nama, inisial=True))))


def _nilai_terbaik(satu: str, dua: str) -> NilaiNama:
    """Compare in every reading of a short word: "M. Hasan" may be Muhammad Hasan or Marwan Hasan."""
    return max((nilai_nama(a, b) for a in _bentuk(satu) for b in _bentuk(dua)), key=lambda n: n.nilai)


def _nama(a: Ciri, b: Ciri, nama: NilaiNama) -> tuple[float, str]:
    if untuk_cari(a.nama) == untuk_cari(b.nama):
        return 1.0, "Nama sama"
    kali = nama.nilai**1.5
    if nama.singkatan:
        return kali, "Nama disingkat pada salah satunya"
    if nama.nilai >= NAMA_SAMA:
        return kali, "Nama sama, ejaannya berbeda"
    return kali, "Nama hampir sama" if nama.nilai >= NAMA_HAMPIR else "Sebagian nama sama"


def _lahir(a: Ciri, b: Ciri) -> tuple[float, str]:
    if a.lahir == b.lahir:
        # Dua perkiraan untuk tahun yang sama memakai tanggal yang sama: itu bukan bukti.
        return (
            (0.9, "Tahun lahir sama, keduanya perkiraan") if a.perkiraan and b.perkiraan else (1, "Tanggal lahir sama")
        )
    if a.perkiraan or b.perkiraan:
        selisih = abs(a.lahir.year - b.lahir.year)
        if selisih <= 1:
            return (0.86 if selisih == 0 else 0.78), "Tahun lahir cocok, tanggalnya perkiraan"
        return 0.5, "Tahun lahir berbeda"
    if _tukar(a.lahir) == b.lahir:
        return 0.95, "Tanggal dan bulan lahir tertukar"
    if b.lahir in tanggal_dekat(a.lahir):
        return 0.88, "Tanggal lahir berbeda satu angka"
    return 0.5, "Tanggal lahir berbeda"


def _tempat(a: Ciri, b: Ciri) -> tuple[float, str]:
    if a.wilayah and a.wilayah == b.wilayah:
        return 1.0, "Desa/kelurahan sama"
    if a.wilayah and b.wilayah and a.wilayah[:8] != b.wilayah[:8]:
        return 0.85, "Kecamatan berbeda"
    return 0.95, "Kecamatan sama"


def _kk(a: Ciri, b: Ciri, nama: float) -> tuple[float, str]:
    if not a.no_kk or not b.no_kk:
        return 1.0, ""
    if a.no_kk != b.no_kk:
        return 0.97, ""
    if nama < NAMA_HAMPIR:
        # Serumah dengan nama lain: kembar, kakak-adik, atau pasangan, bukan orang yang sama.
        return 0.75, "Nomor KK sama, namanya lain"
    return 1.06, "Nomor KK sama"


def _nik(a: Ciri, b: Ciri, nama: float) -> tuple[float, str]:
    if not a.nik or not b.nik:
        return 1.0, "Salah satu tanpa NIK" if a.nik or b.nik else ""
    if a.nik == b.nik:
        return 1.2, "NIK sama"
    beda = sum(x != y for x, y in zip(a.nik, b.nik, strict=False))
    if nama >= NAMA_SAMA and beda <= 2:
        return 1.0, "NIK berbeda satu atau dua angka"
    # Dua NIK yang sama-sama lengkap biasanya dua orang; anak kembar hanya berbeda nomor urutnya.
    return (0.72 if nama >= NAMA_SAMA else 0.6), "NIK berbeda"


def _jk(a: Ciri, b: Ciri) -> tuple[float, str]:
    return (0.75, "Jenis kelamin berbeda") if a.jk and b.jk and a.jk != b.jk else (1.0, "")


def _tukar(hari: date) -> date | None:
    return hari.replace(month=hari.day, day=hari.month) if hari.day <= 12 else None


@lru_cache(maxsize=4_096)
def tanggal_dekat(hari: date) -> frozenset[date]:
    """Return the dates that one slip away are this one: itself, day and month swapped, one digit wrong."""
    hasil = {hari} | {t for t in (_tukar(hari),) if t}
    angka = f"{hari:%d%m%Y}"
    for letak in (0, 1, 2, 3, 6, 7):
        for ganti in "0123456789":
            teks = angka[:letak] + ganti + angka[letak + 1 :]
            try:
                hasil.add(date(int(teks[4:]), int(teks[2:4]), int(teks[:2])))
            except ValueError:
                continue
    return frozenset(hasil)


def urut_kuat(semua: Sequence[tuple[Kemiripan, object]]) -> list[tuple[Kemiripan, object]]:
    """Return what should be looked at, most certain first."""
    return sorted((s for s in semua if s[0].kembar), key=lambda s: -s[0].skor)
