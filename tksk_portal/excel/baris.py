"""Baris mana di bawah judul yang bukan data: nomor kolom, judul berulang, jumlah, contoh, tanda tangan.

Ragu berarti data: baris yang tidak jelas tetap dibaca dan ditolak dengan alasan yang terlihat, tidak hilang diam-diam.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tksk_portal.excel.bentuk import Lembar
from tksk_portal.excel.sel import normal, tampil

NOMOR_KOLOM = "baris nomor kolom"
JUDUL_ULANG = "judul kolom yang diulang"
JUMLAH = "baris jumlah"
CONTOH = "baris contoh"
KELOMPOK = "judul kelompok"
CATATAN = "catatan atau tanda tangan di bawah tabel"

PANJANG_JUDUL = 200
JUDUL_DI_ATAS = 8  # sekian baris di atas judul kolom ikut dikenali bila diulang
SEL_CATATAN = 3  # baris tanda tangan paling banyak berisi sekian sel
_JUMLAH = re.compile(r"(?:sub |grand )?(?:jumlah|total|jml|subtotal)(?: .*)?")
_KELOMPOK = re.compile(r"(?:desa|kelurahan|kel|kecamatan|kec|kabupaten|kab|kota|dusun|lingkungan|rt|rw) [a-z0-9 ]+")
_CACAH = re.compile(r"[\d.,]{1,9}(?:\s*(?:orang|jiwa|kk|kpm|data))?")
_NOMOR = re.compile(r"\(?\s*(\d{1,3})\s*\)?|\(?\s*([a-z])\s*\)?", re.IGNORECASE)
_KATA_CATATAN = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|keterangan|catatan|note|ket|nb|sumber(?: data)?|tertanda|ttd|petugas|"
    r"pendata|operator|dibuat oleh|disusun oleh|yang membuat|hormat kami|camat|lurah|kepala|plt|a n|an|tksk|"
    r"koordinator|ketua|sekretaris|pendamping|nip|niat|nik tksk)\b.*"
)
_TEMPAT_TANGGAL = re.compile(r"[a-z .]+,?\s*(?:\d{1,2}|\.{2,}|_{2,})\s+[a-z]+\s+(?:19|20)\d{2}", re.IGNORECASE)


def alasan_dilewati(
    lembar: Lembar, baris_judul: tuple[int, int], peta: dict[str, int], wajib: frozenset[str]
) -> Iterator[tuple[int, list[object], str]]:
    """Yield (Excel row, cells, reason) of the filled rows below the headings; the reason is "" for data.

    Args:
        lembar: the sheet.
        baris_judul: first and last Excel row of the headings; (0, 0) = no headings.
        peta: field -> 1-based column.
        wajib: fields that a row of data normally has.
    """
    awal = max(0, baris_judul[1] - lembar.mulai + 1)
    ekor = _awal_ekor(lembar, awal, peta, wajib)
    judul = _tulisan_judul(lembar, baris_judul)
    setelah_judul = True
    for letak in range(awal, len(lembar.baris)):
        isi = lembar.baris[letak]
        terisi = [(kolom, nilai) for kolom, nilai in enumerate(isi, 1) if not _hampa(nilai)]
        if not terisi:
            continue
        alasan = _alasan(terisi, judul, setelah_judul)
        if not alasan and letak >= ekor:
            alasan = CATATAN
        setelah_judul = alasan in (JUDUL_ULANG, CONTOH, NOMOR_KOLOM)
        yield lembar.mulai + letak, isi, alasan


def _hampa(nilai: object) -> bool:
    return nilai is None or (isinstance(nilai, str) and not nilai.strip())


def _alasan(terisi: list[tuple[int, object]], judul: dict[int, set[str]], setelah_judul: bool) -> str:
    pertama = terisi[0][1]
    if setelah_judul and _nomor_kolom([nilai for _, nilai in terisi]):
        return NOMOR_KOLOM
    if not isinstance(pertama, str) and len(terisi) > 1:
        pertama = terisi[1][1]
    if not isinstance(pertama, str):
        return ""
    if _contoh(terisi[0][1]):
        return CONTOH
    if _judul_ulang(terisi, judul):
        return JUDUL_ULANG
    return _jumlah_atau_kelompok(terisi)


def _contoh(nilai: object) -> bool:
    return isinstance(nilai, str) and len(nilai) < 20 and normal(nilai) in ("contoh", "contoh isian", "cth")


def _tulisan_judul(lembar: Lembar, baris_judul: tuple[int, int]) -> dict[int, set[str]]:
    """Return 1-based column -> what stands in its heading and in the titles above, for comparing."""
    tulisan: dict[int, set[str]] = {}
    for nomor in range(max(baris_judul[0] - JUDUL_DI_ATAS, lembar.mulai), baris_judul[1] + 1):
        for kolom, nilai in enumerate(lembar.baris[nomor - lembar.mulai], 1):
            if isinstance(nilai, str):
                tulisan.setdefault(kolom, set()).add(normal(nilai))
    return tulisan


def _judul_ulang(terisi: list[tuple[int, object]], judul: dict[int, set[str]]) -> bool:
    """Tell whether every cell repeats a heading of its own column."""
    return all(
        isinstance(nilai, str) and len(nilai) < PANJANG_JUDUL and normal(nilai) in judul.get(kolom, ())
        for kolom, nilai in terisi
    )


def _jumlah_atau_kelompok(terisi: list[tuple[int, object]]) -> str:
    kata, lain = [], []
    for _, nilai in terisi:
        if not isinstance(nilai, str) or _angka_kecil(nilai):
            lain.append(nilai)
        elif kata:
            return ""  # dua tulisan atau lebih: orang, bukan jumlah
        else:
            kata.append(nilai)
    teks = [normal(nilai) for nilai in kata]
    if len(teks) == 1 and _JUMLAH.fullmatch(teks[0]) and all(map(_angka_kecil, lain)):
        return JUMLAH
    if len(terisi) == 1 and len(teks) == 1 and _KELOMPOK.fullmatch(teks[0]):
        return KELOMPOK
    return ""


def _angka_kecil(nilai: object) -> bool:
    """Tell whether a cell is a count: a small number, also with a unit ("12 orang")."""
    if isinstance(nilai, (bool, date)):
        return False
    if isinstance(nilai, (int, float)):
        return abs(nilai) < 10**7
    return isinstance(nilai, str) and bool(
        re.fullmatch(r"[\d.,]{1,9}(?:\s*(?:orang|jiwa|kk|kpm|data))?", nilai.strip())
    )


def _nomor_kolom(sel: list[object]) -> bool:
    """Tell whether cells count the columns: (1) (2) (3), 1 2 3, a b c."""
    if len(sel) < 3:
        return False
    urut = []
    for nilai in sel:
        cocok = _NOMOR.fullmatch(tampil(nilai))
        if not cocok:
            return False
        urut.append(int(cocok[1]) if cocok[1] else ord(cocok[2].lower()) - 96)
    naik = all(b - a == 1 for a, b in pairwise(urut))
    return naik and urut[0] in (0, 1, 2)


def _awal_ekor(lembar: Lembar, awal: int, peta: dict[str, int], wajib: frozenset[str]) -> int:
    """Return the index of the first row of the notes below the table; the number of rows when there are none.

    Notes begin after the last full row of data, at a row that speaks like notes, and every row from there on has few
    cells. Rows between the last full row and such words stay data.
    """
    panjang = len(lembar.baris)
    if len(peta) < 4:
        return panjang
    penting = [peta[nama] for nama in wajib if nama in peta] or list(peta.values())
    letak = panjang
    while letak > awal and _seperti_catatan(lembar.baris[letak - 1], penting):
        letak -= 1
    for mulai in range(letak, panjang):
        isi = [nilai for nilai in lembar.baris[mulai] if isinstance(nilai, str) and nilai.strip()]
        # Dipotong: pola tempat dan tanggal menelusuri deretan titik yang panjang berulang-ulang.
        pendek = [nilai.strip()[:PANJANG_JUDUL] for nilai in isi]
        if any(_KATA_CATATAN.fullmatch(normal(nilai)) or _TEMPAT_TANGGAL.fullmatch(nilai) for nilai in pendek):
            return mulai
    return panjang


def _seperti_catatan(isi: list[object], penting: list[int]) -> bool:
    """Tell whether a row may be a note: few cells, all text, and not two of the fields that a person has."""
    terisi = [nilai for nilai in isi if not _hampa(nilai)]
    if len(terisi) > SEL_CATATAN or not all(isinstance(nilai, str) for nilai in terisi):
        return False
    isian = sum(1 for kolom in penting if kolom <= len(isi) and not _hampa(isi[kolom - 1]))
    return isian <= 1 and not any(re.fullmatch(r"['\s]*(?:\d[\s.-]?){16}", nilai) for nilai in terisi)
