"""Apa yang dikatakan NIK dibandingkan dengan isian lain, sebagai kalimat dengan jalan keluarnya.

Tiga derajat. `bentrok`: tanggal lahir atau kelamin berbeda; petugas memperbaiki atau menyatakan sudah mencocokkan.
`duga`: mungkin ada angka yang salah. `info`: baik diketahui, tidak ada yang perlu dilakukan.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pmks.enums import JenisKelamin, Temuan
from pmks.nik.abad import AturanUmur, Lahir, pilih_lahir
from pmks.nik.banding import bandingkan
from pmks.nik.daerah import Daerah
from pmks.nik.selip import Usul, satu_angka, usul_selip
from tksk_portal.dasar.nik import NIK
from tksk_portal.dasar.tanggal import dalam_kata

JAUH = 2  # tahun; perkiraan yang meleset lebih dari ini disebut


@dataclass(frozen=True)
class Entri:
    """What was entered beside the NIK; empty where nothing was.

    Attributes:
        kecamatan: code of the kecamatan of the address.
        kk: codes that the family card and its members were issued in.
    """

    lahir: date | None = None
    perkiraan: bool = False
    jk: str = ""
    kecamatan: str = ""
    kk: tuple[str, ...] = ()
    jenis: Sequence[AturanUmur] = ()

    @property
    def asal(self) -> tuple[str, ...]:
        """The codes that a NIK of this person is expected to bear, the likeliest first."""
        return tuple(dict.fromkeys(k for k in (self.kecamatan, *self.kk) if k))


@dataclass(frozen=True)
class Catatan:
    """One remark, to be shown beside a field.

    Attributes:
        medan: `nik`, `tanggal_lahir` or `jk`. derajat: `bentrok`, `duga` or `info`.
        pakai: what the field becomes when the NIK is believed; empty when nothing can be taken over.
        usul: numbers that would agree.
    """

    medan: str
    derajat: str
    kalimat: str
    pakai: str = ""
    usul: tuple[Usul, ...] = ()


@dataclass(frozen=True)
class Terang:
    """What a NIK says, and the remarks."""

    nik: NIK
    lahir: Lahir
    daerah: Daerah
    catatan: list[Catatan] = field(default_factory=list)

    @property
    def bentrok(self) -> bool:
        """Whether birth date or sex contradict the NIK."""
        return any(c.derajat == "bentrok" for c in self.catatan)

    @property
    def kalimat(self) -> str:
        """The reading in plain words: "perempuan, lahir 12 Mei 1958"."""
        return f"{JenisKelamin(self.nik.jk).label.lower()}, lahir {dalam_kata(self.lahir.tanggal)}"


def terangkan(nik: NIK, entri: Entri, daerah: Daerah, *, pada: date, kata: str = "diketik") -> Terang:
    """Compare a NIK with what was entered.

    Args:
        kata: how the entry came about, for the sentences: "diketik" in a form, "tercatat" on a record.
    """
    lahir = pilih_lahir(nik, pada=pada, lahir=entri.lahir, perkiraan=entri.perkiraan, jenis=entri.jenis, kata=kata)
    catatan = _bentrok(nik, entri, lahir, pada, kata)
    if daerah_ := _daerah(nik, entri, daerah, pada):
        catatan.append(daerah_)
    return Terang(nik, lahir, daerah, catatan)


def tanda(nik: str, lahir: date, jk: str) -> str:
    """Return a mark of a combination: a confirmation given for one does not hold for another."""
    return hashlib.sha256(f"{nik} {lahir} {jk}".encode()).hexdigest()[:16]


def _bentrok(nik: NIK, entri: Entri, lahir: Lahir, pada: date, kata: str) -> list[Catatan]:
    beda = bandingkan(nik, lahir=entri.lahir or nik.lahir, jk=entri.jk or nik.jk)
    tepat = None if entri.perkiraan else entri.lahir
    usul = usul_selip(nik.digits, lahir=tepat, jk=entri.jk, pada=pada) if beda else ()
    hasil = []
    if entri.perkiraan and entri.lahir:
        hasil.append(_perkiraan(entri, lahir, kata))
    elif Temuan.NIK_TANGGAL in beda:
        hasil.append(
            Catatan("tanggal_lahir", "bentrok", _kata_tanggal(nik, entri, lahir, kata), _ketik(lahir.tanggal), usul)
        )
        usul = ()
    if Temuan.NIK_KELAMIN in beda:
        kalimat = (
            f"Menurut NIK {JenisKelamin(nik.jk).label.lower()}, yang {kata} {JenisKelamin(entri.jk).label.lower()}."
        )
        hasil.append(Catatan("jk", "bentrok", kalimat, str(nik.jk), usul))
    return hasil


def _ketik(tanggal: date) -> str:
    return f"{tanggal:%d-%m-%Y}"


def _perkiraan(entri: Entri, lahir: Lahir, kata: str) -> Catatan:
    """Offer the exact date of the NIK where only a year is known; only a year far off is worth a doubt."""
    kalimat, jauh = f"Menurut NIK lahir {dalam_kata(lahir.tanggal)}", abs(lahir.tanggal.year - entri.lahir.year) > JAUH
    kalimat += f", jauh dari tahun yang {kata} ({entri.lahir.year})." if jauh else "."
    return Catatan("tanggal_lahir", "duga" if jauh else "info", kalimat, _ketik(lahir.tanggal))


def _kata_tanggal(nik: NIK, entri: Entri, lahir: Lahir, kata: str) -> str:
    kalimat = f"Menurut NIK lahir {dalam_kata(lahir.tanggal)}, yang {kata} {dalam_kata(entri.lahir)}."
    if any((c.day, c.month, c.year) == (entri.lahir.month, entri.lahir.day, entri.lahir.year) for c in nik.lahir_calon):
        return f"{kalimat} Hari dan bulannya mungkin tertukar."
    return kalimat


def _daerah(nik: NIK, entri: Entri, daerah: Daerah, pada: date) -> Catatan | None:
    """Remark on a region that is unlike the address and the family card; a kind one, unless the code is unknown."""
    if not daerah.asing and (not entri.asal or nik.kode_kecamatan in entri.asal):
        return None
    tepat = entri.lahir if entri.lahir and not entri.perkiraan else None
    usul = usul_selip(nik.digits, lahir=tepat, jk=entri.jk, kecamatan=entri.asal, pada=pada)
    usul = tuple(u for u in usul if min(u.letak) <= 6)
    if not usul:
        # Tanggalnya juga bertentangan: kodenya tetap dapat dibandingkan sendiri.
        usul = tuple(u for u in usul_selip(nik.digits, lahir=None, jk="", kecamatan=entri.asal, pada=pada))
    if daerah.asing:
        kalimat = f"{daerah.kalimat} Bisa kode lama yang belum kami ketahui, bisa juga salah satu angka; cocokkan."
        return Catatan("nik", "duga", kalimat, usul=usul)
    kalimat = "Berbeda dengan alamatnya sekarang; itu wajar bila orangnya pindah atau kodenya berganti."
    if usul:
        kalimat += " Bila tidak pernah pindah, cocokkan lagi:"
    return Catatan("nik", "info", kalimat, usul=usul)


def kata_selisih(satu: str, dua: str) -> str:
    """Return in what two recorded NIK differ, without showing a digit; empty when by more than one slip."""
    letak = satu_angka(satu, dua)
    if not letak:
        return ""
    return f"angka ke-{letak[0]}" if len(letak) == 1 else f"urutan angka ke-{letak[0]} dan ke-{letak[1]}"
