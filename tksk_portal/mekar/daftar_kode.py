"""Membaca daftar kode lama dan baru: dari buku kerja orang, atau dari selisih dengan daftar Kemendagri terpasang."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tksk_portal.excel.bentuk import Batas, BukuDitolak
from tksk_portal.excel.buka import buka
from tksk_portal.excel.sel import SelSalah, teks
from tksk_portal.excel.tataletak import Kolom, TataLetak, baris_data, kenali
from tksk_portal.wilayah import pemekaran
from tksk_portal.wilayah.enums import Edisi, Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.muat import baca
from tksk_portal.wilayah.rentang import jalur

BARIS_TERBANYAK = 5_000
BATAS_DAFTAR = Batas(berkas=5 * 2**20, urai=64 * 2**20, baris=20_000, kolom=60, sel=400_000, petak=1_200_000, lembar=10)
NAMA_TERPANJANG = 100
YA = frozenset({"ya", "y", "x", "v", "1", "utama", "benar", "true", "✓", "√"})
TIDAK = frozenset({"", "tidak", "t", "0", "bukan", "false", "-", "–"})
TATA_LETAK = TataLetak(
    "kode",
    "Daftar kode lama dan baru",
    (
        Kolom(
            "lama",
            "Kode lama",
            ("kode lama", "kode_lama", "lama", "kode asal", "kode sebelumnya", "kode semula", "dari kode", "old code",
             "kode sebelum pemekaran", "kode desa lama", "kode wilayah lama", "old"),
            wajib=True,
        ),
        Kolom(
            "baru",
            "Kode baru",
            ("kode baru", "kode_baru", "baru", "kode tujuan", "menjadi", "kode sekarang", "ke kode", "new code",
             "kode sesudah pemekaran", "kode desa baru", "kode wilayah baru", "new"),
            wajib=True,
        ),
        Kolom(
            "nama",
            "Nama",
            ("nama", "nama desa", "nama kelurahan", "nama desa/kelurahan", "nama wilayah", "nama baru", "name",
             "desa/kelurahan", "desa", "kelurahan", "nama kecamatan"),
        ),
        Kolom(
            "data",
            "Data pindah ke sini",
            ("data pindah ke sini", "data ke sini", "tujuan data", "data", "utama", "rekaman", "induk data"),
        ),
    ),
)  # fmt: skip


@dataclass
class Baris:
    """One line as written. `data` is True when the old code's records go here; None when it is not said."""

    nomor: int
    lama: str
    baru: str
    nama: str = ""
    data: bool | None = None
    galat: str = ""


def kode(nilai: object) -> str:
    """Return a code as "64.02.19.2001" from what a cell holds; what is no code comes back as it is, shortened."""
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    bersih = " ".join(str(nilai if nilai is not None else "").replace("\x00", " ").split()).strip("'’`\" .")
    angka = re.sub(r"[ .]", "", bersih)
    if not angka.isascii() or not angka.isdigit() or len(angka) not in (2, 4, 6, 10):
        return bersih[:30]
    return ".".join(b for b in (angka[:2], angka[2:4], angka[4:6], angka[6:]) if b)


def dari_berkas(jalan: Path, *, nama: str) -> list[Baris]:
    """Read the lines of a workbook (xlsx, xls, ods, csv).

    Raises:
        BukuDitolak: no workbook, no such table in it, no line, or too many.
    """
    buku = buka(jalan, nama=nama, batas=BATAS_DAFTAR)
    kenal = kenali(buku, [TATA_LETAK])
    if kenal.tata_letak is None:
        raise BukuDitolak(
            "Kolom kode lama dan kode baru tidak ditemukan. Beri judul kolomnya “Kode lama” dan “Kode baru”."
        )
    hasil = [_baris(nomor, sel) for nomor, sel in baris_data(buku, kenal)]
    hasil = [b for b in hasil if b.lama or b.baru or b.nama]
    if not hasil:
        raise BukuDitolak("Tidak ada baris di bawah judul kolomnya.")
    if len(hasil) > BARIS_TERBANYAK:
        raise BukuDitolak(f"Paling banyak {BARIS_TERBANYAK} baris; berkas ini {len(hasil)}. Bagi per kabupaten/kota.")
    return hasil


def _baris(nomor: int, sel: dict[str, object]) -> Baris:
    b = Baris(nomor, kode(sel.get("lama")), kode(sel.get("baru")))
    try:
        b.nama = teks(sel.get("nama"), panjang=NAMA_TERPANJANG, sebutan="Nama")
    except SelSalah as salah:
        b.galat = str(salah)
    tanda = str(sel.get("data") if sel.get("data") is not None else "").strip().lower()
    if tanda.endswith(".0"):
        tanda = tanda[:-2]
    if tanda not in YA | TIDAK:
        b.galat = f"Kolom “Data pindah ke sini” diisi ya atau dikosongkan, bukan “{tanda[:20]}”."
    b.data = True if tanda in YA else (None if not tanda else False)
    return b


def dari_paket(provinsi: str) -> tuple[list[Baris], list[Wilayah]]:
    """Compare the regions in use with the installed list of Kemendagri.

    Returns:
        Lines for codes that the list has under another code, and the regions in use that it knows no successor of.
        A village is paired by the project's own facts (`wilayah/pemekaran.py`), else by its name, when that is the
        only one in the same kabupaten/kota on both sides.
    """
    ada = {w.kode: w for w in Wilayah.objects.di_bawah(provinsi).filter(tingkat__gte=Tingkat.KECAMATAN).berlaku()}
    paket = {w.kode: w for w in baca(provinsi, Edisi.KINI) if w.berlaku_sampai is None}
    hilang = [w for k, w in ada.items() if k not in paket]
    muncul = [w for k, w in paket.items() if k not in ada and w.tingkat >= Tingkat.KECAMATAN]
    fakta = {p.lama: p.baru for p in pemekaran.PINDAH}
    nama_hilang, nama_muncul = _per_nama(hilang), _per_nama(muncul)
    baris, buntu = [], []
    for w in sorted(hilang, key=lambda w: w.kode):
        calon = nama_muncul[_kunci(w)]
        baru = fakta.get(w.kode) or (calon[0].kode if len(calon) == len(nama_hilang[_kunci(w)]) == 1 else "")
        if baru in paket:
            baris.append(Baris(len(baris) + 1, w.kode, baru, paket[baru].nama))
        else:
            buntu.append(w)
    terpakai = {b.baru for b in baris}
    terpakai |= {jalur(k)[-1] for k in terpakai}
    for w in sorted(muncul, key=lambda w: w.kode):
        if w.kode not in terpakai:
            baris.append(Baris(len(baris) + 1, "", w.kode, w.nama))
    return baris, buntu


def _kunci(w: Wilayah) -> tuple[str, int, str]:
    return w.kode[:5], w.tingkat, w.nama_cari


def _per_nama(wilayah: Iterable[Wilayah]) -> dict[tuple[str, int, str], list[Wilayah]]:
    hasil: dict[tuple[str, int, str], list[Wilayah]] = defaultdict(list)
    for w in wilayah:
        hasil[_kunci(w)].append(w)
    return hasil
