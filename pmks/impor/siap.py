"""Menyiapkan potongan baris untuk ditulis, tanpa basis data.

Dikerjakan di benang sendiri sementara potongan sebelumnya sedang ditulis (tksk_portal/excel/masuk/susul.py), jadi tidak
ada kueri di sini: acuan dan hari diberikan.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import NamedTuple
from uuid import UUID

from uuid_utils import uuid7

from pmks.actions.catat import IsianKasus, sidik
from pmks.actions.nik import daerah_asing
from pmks.actions.temuan import temuan_isian, temuan_kasus
from pmks.actions.terapkan import ISI_KASUS
from pmks.enums import Temuan
from pmks.impor import salin
from pmks.impor.dtsen import Desil
from pmks.models import Kasus, Orang, PotretAcuan
from pmks.models.orang import turunan
from pmks.rincian import KATALOG
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.sumber import BarisMentah

# Kolom kasus yang berbeda antarbaris; temuan terakhir, karena baru lengkap sesudah kemiripan dicari.
KOLOM_KASUS = (*("id", "orang_id", "wilayah_id", "jk", "kelompok_umur", "jenis_id", *ISI_KASUS, "temuan"),)
TANGGAL_KASUS = ("ditemukan_pada", *(n for n, m in KATALOG.items() if m.bentuk == "tanggal"))
TEKS_KASUS = ("keterangan", "alasan_khusus", *(n for n, m in KATALOG.items() if m.bentuk in ("teks", "pilihan")))


class BarisSiap(NamedTuple):
    """A staged row with its values decoded."""

    nomor: int
    kunci: UUID
    isi: dict


@dataclass(slots=True)
class OrangBaru:
    """The new persons of a chunk, ready to be written.

    Attributes:
        calon: (row number, key, name for search, birth date, kecamatan) for `cari.yang_mirip`.
        nomor: (NIK, number of the family card) of each, for `cari.yang_selisih`.
        kasus: their types, the findings left out. pemilik: index of the person per type.
        desil: the deciles to be noted as DTSEN data.
        temuan: findings per type: before the look-alikes, on the NIK (a namesake's one digit off comes after these),
            and on the type.
    """

    orang: salin.Muatan
    kasus: salin.Muatan
    calon: list[tuple[int, str, str, str, str]]
    nomor: list[tuple[str, str]]
    pemilik: list[int]
    desil: list[Desil]
    temuan: list[tuple[list[Temuan], list[Temuan], list[Temuan]]]


@dataclass(slots=True)
class Olahan:
    """A chunk worked out as far as possible without the database; `hari` is the day it was worked out for."""

    hari: date
    baru: OrangBaru | None = None
    lain: dict[str, list[BarisSiap]] = field(default_factory=lambda: defaultdict(list))


def siapkan(
    baris: Sequence[BarisMentah],
    *,
    by: Lingkup,
    acuan: PotretAcuan,
    hari: date,
    daerah: frozenset[str],
) -> Olahan:
    """Work a chunk out. `daerah`: see `pmks.actions.nik.kecamatan_dimuat`."""
    hasil, baru = Olahan(hari), []
    for nomor, kunci, teks in baris:
        isi = json.loads(teks)
        if isi["op"] == "baru":
            baru.append((nomor, kunci, isi))
        else:
            hasil.lain[isi["op"]].append(BarisSiap(nomor, UUID(kunci), isi))
    if baru:
        hasil.baru = _orang_baru(baru, by, acuan, hari, daerah)
    return hasil


def isian_kasus(isi: list[dict]) -> list[IsianKasus]:
    """Return the types of a staged row as the actions take them."""
    return [
        IsianKasus(
            jenis=k["jenis"],
            kriteria=sorted(k.get("kriteria") or []),
            disabilitas=sorted(k.get("disabilitas") or []),
            tanggungan=k.get("tanggungan"),
            **{n: date.fromisoformat(k[n]) if k.get(n) else None for n in TANGGAL_KASUS},
            **{n: k.get(n) or "" for n in TEKS_KASUS},
        )
        for k in isi
    ]


def _orang_baru(
    baris: list[tuple[int, str, dict]], by: Lingkup, acuan: PotretAcuan, hari: date, daerah: frozenset[str]
) -> OrangBaru:
    nama_kolom = list(baris[0][2]["orang"])
    if any(list(isi["orang"]) != nama_kolom for _, _, isi in baris):  # jsonb: urutannya selalu sama
        raise ValueError("Kolom orang baru tidak sama di semua baris.")
    isi_kolom = zip(*(isi["orang"].values() for _, _, isi in baris), strict=True)
    kolom: dict[str, list] = dict(zip(nama_kolom, map(list, isi_kolom), strict=True))
    tambahan = ("id", "nama_cari", "kelompok_umur", "sidik_kiriman", "peka")
    kolom |= {n: [] for n in tambahan}
    kasus: list[tuple] = []
    pemilik, temuan, calon, nomor_orang, desil = [], [], [], [], []
    for n, (nomor, kunci, isi) in enumerate(baris):
        jenis = isian_kasus(isi["kasus"])
        o = SimpleNamespace(**isi["orang"])
        o.sidik = sidik(by, isi["orang"], jenis)
        lahir, o.tanggal_data = o.tanggal_lahir, date.fromisoformat(o.tanggal_data)
        o.tanggal_lahir = date.fromisoformat(lahir)
        kolom["nama"][n], o.nama_cari, o.kelompok_umur = turunan(o.nama, o.tanggal_lahir, hari)
        aturan = acuan.pada(o.tanggal_data)
        peka = max(aturan[k.jenis].peka for k in jenis)
        for nama, nilai in zip(tambahan, (kunci, o.nama_cari, int(o.kelompok_umur), o.sidik, peka), strict=True):
            kolom[nama].append(nilai)
        calon.append((nomor, kunci, o.nama_cari, lahir, o.wilayah_id[:8]))
        nomor_orang.append((o.nik, o.no_kk))
        if o.desil:
            desil.append(Desil(kunci, o.wilayah_id, o.tanggal_data, o.desil))
        umum, dari_nik = temuan_isian(o, hari=hari), temuan_nik(o.nik, daerah)
        for k in jenis:
            kasus.append(baris_kasus(kunci, o, k))
            temuan.append((umum, dari_nik, _temuan_jenis(o, acuan, k, isi)))
            pemilik.append(n)
    muatan = salin.muat(Orang, kolom)
    return OrangBaru(muatan, muat_kasus(kasus), calon, nomor_orang, pemilik, desil, temuan)


def temuan_nik(nik: str, daerah: frozenset[str]) -> list[Temuan]:
    """Return the finding on the region of a NIK."""
    return [Temuan.NIK_DAERAH] if nik and daerah_asing(nik, daerah) else []


def _temuan_jenis(orang, acuan: PotretAcuan, k: IsianKasus, isi: dict) -> list[Temuan]:
    hilang = [Temuan.NIK_AKHIR] if isi.get("nik_akhir") else []
    return hilang + temuan_kasus(orang, k, acuan)


def baris_kasus(kunci: UUID | str, orang, k: IsianKasus) -> tuple:
    """Return the columns of a type in the order of `KOLOM_KASUS`, the findings left out."""
    return (
        *(str(uuid7()), str(kunci), orang.wilayah_id, orang.jk, int(orang.kelompok_umur), k.jenis),
        *(getattr(k, n) for n in ISI_KASUS),
    )


def muat_kasus(baris: list[tuple]) -> salin.Muatan:
    """Make types of persons ready, the findings left out; see `lengkapi_temuan`."""
    return salin.muat(Kasus, dict(zip(KOLOM_KASUS[:-1], map(list, zip(*baris, strict=True)), strict=True)))


def lengkapi_temuan(muatan: salin.Muatan, garis: list[tuple[str, list[Temuan]]]) -> salin.Muatan:
    """Return those types that are to be written, with their findings."""
    medan = [*muatan.medan, Kasus._meta.get_field("temuan")]
    ingat: dict[tuple, str] = {}
    isi = []
    for awal, temuan in garis:
        kunci = tuple(temuan)
        teks = ingat.get(kunci) or ingat.setdefault(kunci, "{" + ",".join(map(str, temuan)) + "}")
        isi.append(f"{awal}\t{teks}")
    return salin.Muatan(Kasus, medan, muatan.tetap, isi)
