"""Siapa yang datanya dilindungi di sini: `Subjek`, didaftarkan ruang atas di `settings.SUBJEK_LINDUNG`.

Ruang ini tidak mengenal orang PMKS, PSKS, atau petugas; ia hanya tahu cara menemukan, melaporkan, dan menghapusnya.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.dokumen.isi import Blok, blok_json
from tksk_portal.lindung.models import Penghapusan, Permintaan
from tksk_portal.lindung.sasaran import Sasaran

SENIK_TERBANYAK = 5


class Ditolak(Exception):
    """The act is not allowed now; `pesan` is for the user. `medan` names the field it belongs to, or is empty."""

    def __init__(self, pesan: str, medan: str = "") -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.medan = medan


class SudahDihapus(Exception):
    """The record's identity was erased; the page answers 410 with the way on (`middleware.py`)."""

    def __init__(self, subjek: str, objek_id: UUID) -> None:
        super().__init__("identitas rekaman ini sudah dihapus")
        self.subjek, self.objek_id = subjek, objek_id


@dataclass(frozen=True)
class BagianLaporan:
    """A section of the access report. `rawan` says why it may have to be withheld (UU 27/2022 Ps. 33)."""

    kode: str
    judul: str
    blok: Sequence[Blok]
    rawan: str = ""

    @property
    def isi(self) -> list[dict]:
        """The blocks for the page."""
        return [blok_json(b) for b in self.blok]


@dataclass(frozen=True)
class KataHapus:
    """What an erasure takes and what it leaves, beside what holds for every kind (`lindung/_tetap.html`)."""

    hilang: tuple[str, ...]
    tetap: tuple[str, ...]


@dataclass(frozen=True)
class Subjek:
    """A kind of person whose data the portal holds.

    Args:
        kode: stored with requests and tombstones; never changed. The model's lower-case label.
        sebutan: in words.
        izin: right that is needed to see one.
        ambil: key -> record as the present scope sees it; None when it is not visible. Also an erased one.
        dihapus: whether a record's identity was erased.
        nama: the name as this duty may show it in lists.
        url: page of a record.
        daftar: where one is looked for: (name of the address, label).
        kata_hapus: what an erasure takes and what it leaves, in words.
        terbuka: whether this duty may see the identity in full now (a purpose was stated where one is needed).
        laporan: everything held on one, as sections; the caller has checked the right and logs it.
        sasaran: what is blanked, per table.
        hapus: cancels what still runs and removes files, inside the erasure's scope and transaction; returns the
            removed files. Raises `Ditolak` when it cannot be done now.
        susulan: removes what was made from a record while it was being erased; returns how many.
        batasi: restricts the processing of a record, because this request (objection, restriction) was granted.
        akibat_batas: what that means, in words, for the one who decides.
        tempo: records that have been out of care, or unchanged, since before a moment: (mulai, moment) -> queryset
            with `diubah_pada`.
        halangan: why a record cannot be erased now, in words; empty when nothing hinders. Not asked again when an
            erasure is repeated after a restore.
        nik: the NIK of a record, and `senik` the records of a NIK that the present scope sees; both only for kinds
            that keep one.
    """

    kode: str
    sebutan: str
    izin: str
    ambil: Callable[[UUID], Any]
    dihapus: Callable[[Any], bool]
    nama: Callable[[Any, Lingkup], str]
    url: Callable[[UUID], str]
    daftar: tuple[str, str]
    kata_hapus: KataHapus
    terbuka: Callable[[Any, Lingkup], bool]
    laporan: Callable[[Any, Lingkup], list[BagianLaporan]]
    sasaran: tuple[Sasaran, ...]
    hapus: Callable[[Any, Lingkup], list[Berkas]]
    susulan: Callable[[Penghapusan, Lingkup], int]
    tempo: Callable[[str, datetime], QuerySet]
    batasi: Callable[[Any, Permintaan, Lingkup], None]
    akibat_batas: str
    halangan: Callable[[Any], str] = lambda objek: ""
    nik: Callable[[Any], str] = lambda objek: ""
    senik: Callable[[str], QuerySet] | None = None


@dataclass(frozen=True)
class Senik:
    """Another record with the same NIK, in this register or another one."""

    subjek: Subjek
    objek: Any

    @property
    def url(self) -> str:
        """Its page."""
        return self.subjek.url(self.objek.pk)

    @property
    def nomor(self) -> str:
        """Its short number."""
        return nomor_pendek(self.objek.pk)


def senik(subjek: Subjek, objek: Any, by: Lingkup) -> list[Senik]:
    """Return where else data of the same NIK stand. Each register answers for itself; erasing here leaves those.

    Only for who sees this record open, and only records that are open to her too.
    """
    nik = subjek.nik(objek) if subjek.terbuka(objek, by) else ""
    if not nik:
        return []
    return [
        Senik(lain, satu)
        for lain in subjek_terlihat(by)
        if lain.senik
        for satu in lain.senik(nik)[:SENIK_TERBANYAK]
        if (lain.kode, satu.pk) != (subjek.kode, objek.pk) and lain.terbuka(satu, by)
    ]


def nomor_pendek(objek_id: UUID) -> str:
    """Return the short number of a record, which is typed to confirm an erasure."""
    return objek_id.hex[-6:].upper()


def tempat_mencari(by: Lingkup) -> list[Subjek]:
    """Return the kinds that this duty sees, one for each place where records are looked for."""
    return list({s.daftar: s for s in subjek_terlihat(by)}.values())


def subjek_terlihat(by: Lingkup) -> list[Subjek]:
    """Return the kinds that this duty sees; requests about the others are none of its business."""
    return [s for s in daftar_subjek().values() if boleh(by, s.izin)]


@cache
def _daftar(nama: tuple[str, ...]) -> dict[str, Subjek]:
    semua = [import_string(n) for n in nama]
    return {s.kode: s for s in semua}


def daftar_subjek() -> dict[str, Subjek]:
    """Return all kinds by code."""
    return _daftar(tuple(settings.SUBJEK_LINDUNG))
