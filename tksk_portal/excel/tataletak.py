"""Mengenali tata letak: di lembar mana judul kolomnya, mulai baris berapa, kolom apa berarti apa.

Yang tidak pasti dikatakan tidak pasti (`yakin=False`), lalu orang yang memetakan kolomnya.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tksk_portal.excel.baris import alasan_dilewati
from tksk_portal.excel.bentuk import LEMBAR_PORTAL, Buku, Lembar, huruf_kolom
from tksk_portal.excel.sel import normal, tampil

__all__ = ["Kolom", "Pengenalan", "TataLetak", "baris_data", "dilewati", "kenali", "normal"]

BARIS_DICARI = 80  # judul kolom dicari pada sekian baris pertama yang terisi
TINGGI_JUDUL = 3
JUDUL_TERPANJANG = 250
MIRIP = 0.88
TERPENDEK_MIRIP = 6
_KURUNG = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True)
class Kolom:
    """One field of a layout.

    Attributes:
        nama: of the field.
        label: heading that the portal itself writes.
        sebutan: headings it is known by; compared without case, punctuation and line breaks.
        wajib: the layout is nothing without it.
        jenis: "teks", "nomor16", "tanggal", "pilihan" or "bilangan"; for the template.
        petunjuk: what the template says when the cell is entered.
    """

    nama: str
    label: str
    sebutan: tuple[str, ...] = ()
    wajib: bool = False
    jenis: str = "teks"
    petunjuk: str = ""


@dataclass(frozen=True)
class TataLetak:
    """A layout in use; `tanda` are the fields that make it certain."""

    kode: str
    nama: str
    kolom: tuple[Kolom, ...]
    tanda: frozenset[str] = frozenset()


@dataclass
class Pengenalan:
    """What was recognised.

    Attributes:
        tata_letak: None when nothing fits.
        lembar: index into `Buku.lembar`.
        baris_judul: first and last Excel row of the headings; (0, 0) when there are none.
        peta: field -> 1-based column.
        asing: 1-based column -> heading that no field is known by ("Kolom F (tanpa judul)" for data without one).
        yakin: nothing was guessed; False = let a person confirm or map by hand.
        ragu: sentences that say why it is not certain.
        lembar_lain: indexes of other sheets that look like a table of the same kind.
        judul: 1-based column -> heading as written, of all columns.
    """

    tata_letak: TataLetak | None
    lembar: int
    baris_judul: tuple[int, int]
    peta: dict[str, int] = field(default_factory=dict)
    asing: dict[int, str] = field(default_factory=dict)
    yakin: bool = False
    ragu: list[str] = field(default_factory=list)
    lembar_lain: tuple[int, ...] = ()
    judul: dict[int, str] = field(default_factory=dict)


@dataclass
class _Calon:
    """One layout tried on one place."""

    kenal: Pengenalan
    nilai: tuple[float, ...]


def kenali(buku: Buku, daftar: Sequence[TataLetak], *, lembar: int | None = None) -> Pengenalan:
    """Find the table of a workbook and what its columns mean.

    Args:
        buku: as read.
        daftar: layouts that may be meant.
        lembar: look only at this sheet; otherwise at all that are neither hidden nor the portal's own.

    Returns:
        The best fit. Without any, `tata_letak` is None, `lembar` is the fullest sheet and `judul` its likely headings.
    """
    boleh = [lembar] if lembar is not None else lembar_isian(buku)
    terbaik = {n: calon for n in boleh if (calon := _terbaik_di(buku.lembar[n], n, daftar))}
    if not terbaik:
        return _tak_dikenal(buku, boleh)
    pilih = max(terbaik, key=lambda n: (terbaik[n].nilai, -n))
    kenal = terbaik[pilih].kenal
    kenal.lembar_lain = tuple(n for n in terbaik if n != pilih and _sama_jenis(terbaik[n], terbaik[pilih], buku))
    if kenal.lembar_lain:
        nama = ", ".join(f"“{buku.lembar[n].nama}”" for n in kenal.lembar_lain[:5])
        kenal.ragu.append(f"Lembar lain juga berisi tabel semacam ini: {nama}. Tiap lembar dibaca sendiri-sendiri.")
    kenal.asing = _asing(buku.lembar[pilih], kenal)
    kenal.yakin = not kenal.ragu
    return kenal


def lembar_isian(buku: Buku) -> list[int]:
    """Return the indexes of sheets that may hold the user's table: filled, not hidden, not written by the portal."""
    return [
        n for n, isi in enumerate(buku.lembar) if isi.baris and not isi.tersembunyi and isi.nama not in LEMBAR_PORTAL
    ]


def _sama_jenis(calon: _Calon, pemenang: _Calon, buku: Buku) -> bool:
    sama = calon.kenal.tata_letak is pemenang.kenal.tata_letak
    return sama and next(baris_data(buku, calon.kenal), None) is not None


def _terbaik_di(lembar: Lembar, nomor: int, daftar: Sequence[TataLetak]) -> _Calon | None:
    """Try every layout on every place of a sheet where headings may stand."""
    gabung = _peta_gabung(lembar)
    calon = []
    terisi = [n for n, isi in enumerate(lembar.baris[: BARIS_DICARI * 4]) if any(s is not None for s in isi)]
    for letak in terisi[:BARIS_DICARI]:
        if sum(isinstance(s, str) for s in lembar.baris[letak]) == 0:
            continue
        for tinggi in range(1, TINGGI_JUDUL + 1):
            if letak + tinggi > len(lembar.baris):
                break
            judul = _judul(lembar, letak, tinggi, gabung)
            calon += [c for satu in daftar if (c := _coba(lembar, nomor, letak, tinggi, judul, satu))]
    if not calon:
        return None
    calon.sort(key=lambda c: c.nilai, reverse=True)
    terbaik = calon[0]
    saingan = [
        c.kenal.tata_letak.nama
        for c in calon[1:]
        if c.kenal.tata_letak is not terbaik.kenal.tata_letak and c.nilai[:-2] == terbaik.nilai[:-2]
    ]
    if saingan:
        terbaik.kenal.ragu.append(
            f"Judul kolomnya cocok dengan “{terbaik.kenal.tata_letak.nama}” dan “{saingan[0]}”. Pilih salah satu."
        )
    return terbaik


def _peta_gabung(lembar: Lembar) -> dict[tuple[int, int], tuple[int, int]]:
    """Return merged cell -> the corner that holds its text, as (row, column), where headings may stand."""
    peta = {}
    for baris1, kolom1, baris2, kolom2 in lembar.gabungan:
        if baris1 - lembar.mulai > BARIS_DICARI * 4 or (baris2 - baris1 + 1) * (kolom2 - kolom1 + 1) > 5_000:
            continue
        for baris in range(baris1, baris2 + 1):
            for kolom in range(kolom1, kolom2 + 1):
                peta[baris, kolom] = (baris1, kolom1)
    return peta


def _teks_di(lembar: Lembar, letak: int, kolom: int) -> str:
    isi = lembar.baris[letak] if 0 <= letak < len(lembar.baris) else []
    nilai = isi[kolom - 1] if kolom <= len(isi) else None
    return " ".join(nilai[:JUDUL_TERPANJANG].split()) if isinstance(nilai, str) else tampil(nilai)


def _judul(
    lembar: Lembar, letak: int, tinggi: int, gabung: dict[tuple[int, int], tuple[int, int]]
) -> dict[int, list[str]]:
    """Return column -> parts of its heading from top to bottom; a merged or centred group counts for its columns."""
    lebar = max((len(lembar.baris[n]) for n in range(letak, letak + tinggi)), default=0)
    hasil: dict[int, list[str]] = {}
    kelompok = [""] * tinggi
    for kolom in range(1, lebar + 1):
        bagian = []
        for n in range(tinggi):
            nomor = lembar.mulai + letak + n
            sudut = gabung.get((nomor, kolom))
            sendiri = _teks_di(lembar, letak + n, kolom)
            if sudut and not sendiri:
                di_atas = sudut[0] < nomor
                sendiri = "" if di_atas else _teks_di(lembar, sudut[0] - lembar.mulai, sudut[1])
            elif not sendiri and not lembar.gabungan and n < tinggi - 1 and _teks_di(lembar, letak + n + 1, kolom):
                sendiri = kelompok[n]  # tanpa keterangan sel gabungan (ods, csv): kelompok berlaku ke kanan
            if sendiri:
                kelompok[n] = sendiri
            if sendiri and sendiri not in bagian:
                bagian.append(sendiri)
        if bagian:
            hasil[kolom] = bagian
    return hasil


@lru_cache(maxsize=4096)
def _bentuk_judul(teks: str) -> tuple[str, ...]:
    """Return the comparable forms of a heading: whole, and without what stands in brackets."""
    utuh = normal(teks)
    tanpa = normal(_KURUNG.sub(" ", teks))
    bentuk = [utuh] if utuh else []
    if tanpa and tanpa != utuh:
        bentuk.append(tanpa)
    return tuple(bentuk)


@lru_cache(maxsize=256)
def _kamus(tata_letak: TataLetak) -> dict[str, str]:
    """Return comparable heading -> field; a heading claimed by two fields belongs to the first."""
    kamus: dict[str, str] = {}
    for tingkat in ("sebutan", "label", "nama"):
        for kolom in tata_letak.kolom:
            ejaan = kolom.sebutan if tingkat == "sebutan" else (getattr(kolom, tingkat),)
            for satu in ejaan:
                for bentuk in _bentuk_judul(satu)[:1]:
                    kamus.setdefault(bentuk, kolom.nama)
    return kamus


def _susunan(bagian: list[str]) -> list[str]:
    """Return the ways to read a heading of several rows: all of it, or only its lowest part."""
    return [" ".join(bagian), bagian[-1]] if len(bagian) > 1 else bagian


def _tepat(bagian: list[str], kamus: dict[str, str]) -> str:
    """Return the field that a heading is known to stand for, "" for none."""
    bentuk = (b for teks in _susunan(bagian) for b in _bentuk_judul(teks))
    return next((kamus[satu] for satu in bentuk if satu in kamus), "")


def _serupa(bagian: list[str], kamus: dict[str, str]) -> str:
    """Return the field whose heading is spelled nearly like this one, "" for none."""
    for teks in _susunan(bagian):
        for bentuk in _bentuk_judul(teks):
            if len(bentuk) >= TERPENDEK_MIRIP and (mirip := _mirip(bentuk, tuple(kamus))):
                return kamus[mirip]
    return ""


@lru_cache(maxsize=8192)
def _mirip(bentuk: str, ejaan: tuple[str, ...]) -> str:
    panjang = [satu for satu in ejaan if len(satu) >= TERPENDEK_MIRIP]
    dekat = difflib.get_close_matches(bentuk[:80], panjang, n=1, cutoff=MIRIP)
    return dekat[0] if dekat else ""


def _coba(
    lembar: Lembar, nomor: int, letak: int, tinggi: int, judul: dict[int, list[str]], tata_letak: TataLetak
) -> _Calon | None:
    kamus = _kamus(tata_letak)
    tepat = {kolom: nama for kolom, bagian in judul.items() if (nama := _tepat(bagian, kamus))}
    if len(set(tepat.values())) < min(2, len(tata_letak.kolom)):
        return None
    peta: dict[str, int] = {}
    for kolom, nama in tepat.items():
        peta.setdefault(nama, kolom)
    mirip = {}
    for kolom in judul.keys() - tepat.keys():
        if (nama := _serupa(judul[kolom], kamus)) and nama not in peta:
            mirip[kolom] = nama
            peta[nama] = kolom
    wajib = {k.nama for k in tata_letak.kolom if k.wajib}
    if wajib and not wajib & peta.keys():
        return None
    if 2 * len(peta) < len(wajib) or _bukan_judul(lembar, letak, tinggi):
        return None
    awal = lembar.mulai + letak
    kenal = Pengenalan(tata_letak, nomor, (awal, awal + tinggi - 1), peta)
    kenal.judul = {kolom: " ".join(bagian) for kolom, bagian in judul.items()}
    kenal.ragu = _ragu(kenal, tepat, wajib, mirip)
    lengkap = len(wajib & peta.keys()) / max(1, len(wajib))
    tanda = len(tata_letak.tanda & peta.keys()) / max(1, len(tata_letak.tanda))
    cakup = len(peta) / max(1, len(judul))
    return _Calon(kenal, (lengkap, tanda, len(peta), round(cakup, 3), -len(mirip), -tinggi, -letak))


def _bukan_judul(lembar: Lembar, letak: int, tinggi: int) -> bool:
    """Tell whether one of the rows cannot be headings: blank, or more numbers and dates than text."""
    for n in range(letak, letak + tinggi):
        isi = lembar.baris[n]
        terisi = [s for s in isi if s is not None]
        if not terisi or sum(isinstance(s, str) for s in terisi) * 2 < len(terisi):
            return True
    return False


def _asing(lembar: Lembar, kenal: Pengenalan) -> dict[int, str]:
    """Return the columns that mean nothing here: with a heading that is not known, or with data and no heading."""
    dipakai = set(kenal.peta.values())
    asing = {kolom: judul for kolom, judul in kenal.judul.items() if kolom not in dipakai}
    berisi: set[int] = set()
    lain = [n for n in range(max(map(len, lembar.baris), default=0)) if n + 1 not in dipakai and n + 1 not in asing]
    for isi in lembar.baris[kenal.baris_judul[1] - lembar.mulai + 1 :] if lain else ():
        berisi.update(n + 1 for n in lain if n < len(isi) and isi[n] is not None)
        if len(berisi) == len(lain):
            break
    for kolom in sorted(berisi):
        asing[kolom] = f"Kolom {huruf_kolom(kolom)} (tanpa judul)"
    return asing


def _ragu(kenal: Pengenalan, tepat: dict[int, str], wajib: set[str], mirip: dict[int, str]) -> list[str]:
    label = {k.nama: k.label for k in kenal.tata_letak.kolom}
    ragu = []
    for nama in sorted(wajib - kenal.peta.keys()):
        ragu.append(f"Kolom “{label[nama]}” tidak ditemukan.")
    for nama in sorted(kenal.tata_letak.tanda - kenal.peta.keys() - wajib):
        ragu.append(f"Kolom “{label.get(nama, nama)}”, ciri tata letak ini, tidak ditemukan.")
    for nama, jumlah in Counter(tepat.values()).items():
        if jumlah > 1:
            kolom = ", ".join(huruf_kolom(k) for k, n in tepat.items() if n == nama)
            ragu.append(f"“{label[nama]}” ada pada {jumlah} kolom ({kolom}); dipakai yang pertama.")
    for kolom in sorted(mirip):
        ragu.append(f"Judul “{kenal.judul[kolom]}” dikira “{label[mirip[kolom]]}”.")
    return ragu


def _tak_dikenal(buku: Buku, boleh: list[int]) -> Pengenalan:
    """Return the fullest sheet, and as headings its first row in which most columns hold text."""
    nomor = max(boleh, key=lambda n: (sum(map(len, buku.lembar[n].baris)), -n), default=0)
    kenal = Pengenalan(None, nomor, (0, 0), ragu=["Judul kolom pada berkas ini tidak dikenal. Petakan kolomnya."])
    if not boleh:
        return kenal
    lembar = buku.lembar[nomor]
    lebar = max(map(len, lembar.baris), default=0)
    for letak, isi in enumerate(lembar.baris[: BARIS_DICARI * 4]):
        teks = {k: _teks_di(lembar, letak, k) for k, s in enumerate(isi, 1) if isinstance(s, str)}
        if len(teks) * 2 > lebar or (len(teks) == lebar and lebar):
            kenal.baris_judul = (lembar.mulai + letak, lembar.mulai + letak)
            kenal.judul = teks
            kenal.asing = dict(teks)
            break
    return kenal


def _jalan(buku: Buku, kenal: Pengenalan) -> Iterator[tuple[int, list[object], str]]:
    """Yield (Excel row, cells, why it is no data or "") of each filled row below the headings."""
    lembar = buku.lembar[kenal.lembar]
    wajib = frozenset(k.nama for k in kenal.tata_letak.kolom if k.wajib) if kenal.tata_letak else frozenset()
    yield from alasan_dilewati(lembar, kenal.baris_judul, kenal.peta, wajib)


def baris_data(buku: Buku, kenal: Pengenalan) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield (Excel row number, field -> raw cell) of each row of data, to the last; what is skipped: `dilewati`."""
    letak = [(nama, kolom - 1) for nama, kolom in kenal.peta.items()]
    for nomor, isi, alasan in _jalan(buku, kenal):
        if not alasan:
            lebar = len(isi)
            yield nomor, {nama: isi[kolom] if kolom < lebar else None for nama, kolom in letak}


def dilewati(buku: Buku, kenal: Pengenalan) -> list[tuple[int, str]]:
    """Return (Excel row number, reason) of the filled rows below the headings that are not data."""
    return [(nomor, alasan) for nomor, _, alasan in _jalan(buku, kenal) if alasan]
