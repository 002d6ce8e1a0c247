"""Membaca .xls (BIFF): catatan-catatannya dihitung dahulu, lalu isinya dibaca."""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tksk_portal.excel.bentuk import Batas, Buku, BukuDitolak, Ukuran, angka, periksa_ukuran
from tksk_portal.excel.buku_xlsx import KOSONG, MAKRO, TANAM, TAUTAN, BagianLembar, isi_lembar, peringatan_lembar
from tksk_portal.excel.cfb import Wadah, WadahRusak
from tksk_portal.excel.zipaman import RUSAK, TERSANDI

BOF, EOF, LANJUT = 0x809, 0x0A, 0x3C
BERSANDI, BAGIAN, BUKU_LUAR, TEKS_BERSAMA = 0x2F, 0x85, 0x1AE, 0xFC
RUMUS, LARIK, TABEL, BARIS, GALAT, DERET = 0x06, 0x221, 0x236, 0x208, 0x205, 0xBD
LUAS, TEKS_SST = 0x200, 0xFD
BARIS_BIFF, KOLOM_BIFF = 65_536, 256
SEL = frozenset({RUMUS, GALAT, DERET, TEKS_SST, 0x203, 0x204, 0x27E, 0xD6})
NAMA_GALAT = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
LAMA = "Berkas ini ditulis Excel yang sangat lama. Di Excel: Simpan Sebagai .xlsx, lalu unggah yang baru."


@dataclass
class _Isi:
    """What the globals of a workbook say."""

    lembar: list[tuple[int, BagianLembar]] = field(default_factory=list)
    lain: list[int] = field(default_factory=list)  # letak lembar bagan
    teks: list[bytes] = field(default_factory=list)


def baca_xls(jalan: Path, batas: Batas) -> Buku:
    """Read an xls file.

    Raises:
        BukuDitolak: locked, with macros or links, broken, too large, or empty.
    """
    try:
        wadah = Wadah(jalan.read_bytes())
        aliran = _aliran(wadah)
        isi = _baca_umum(aliran)
        ukuran, acuan = [], Counter()
        for letak, bagian in isi.lembar:
            ukuran.append(_ukur(aliran, letak, bagian.nama, batas, acuan))
        for letak in isi.lain:
            for _ in _catatan(aliran, letak):
                pass
        _periksa_teks(isi, acuan, batas)
    except (WadahRusak, struct.error, UnicodeError, IndexError):
        raise BukuDitolak(RUSAK) from None
    daftar = [bagian for _, bagian in isi.lembar]
    if len(daftar) > batas.lembar or sum(u.sel for u in ukuran) > batas.sel:
        raise BukuDitolak(
            f"Buku kerja ini terlalu besar: paling banyak {angka(batas.lembar)} lembar dan {angka(batas.sel)} sel. "
            "Bagi menjadi beberapa berkas, lalu unggah satu per satu."
        )
    lembar = isi_lembar(jalan, daftar, ukuran, batas)
    if not any(satu.baris for satu in lembar):
        raise BukuDitolak(KOSONG)
    return Buku("xls", lembar, peringatan_lembar(lembar, ukuran))


def _aliran(wadah: Wadah) -> bytes:
    nama = {entri.nama.casefold() for entri in wadah.entri}
    if "encryptedpackage" in nama or "encryptioninfo" in nama:
        raise BukuDitolak(TERSANDI)
    if nama & {"_vba_project_cur", "_vba_project", "vba", "macros"}:
        raise BukuDitolak(MAKRO)
    if any(n.startswith("mbd") or n == "\x01ole10native" for n in nama):
        raise BukuDitolak(TANAM)
    aliran = wadah.aliran("Workbook")
    if aliran is None and wadah.aliran("Book") is not None:
        raise BukuDitolak(LAMA)
    if aliran is None:
        raise BukuDitolak(
            "Berkas ini dokumen Office lama, tetapi bukan buku kerja Excel. Pilih berkas .xlsx, .xls, .ods, atau .csv."
        )
    return aliran


def _catatan(aliran: bytes, letak: int) -> Iterator[tuple[int, int, int]]:
    """Yield (kind, start, length) of the records of one substream, embedded ones (charts) left out."""
    dalam = 0
    while letak + 4 <= len(aliran):
        jenis, panjang = struct.unpack_from("<HH", aliran, letak)
        letak += 4
        if letak + panjang > len(aliran):
            raise BukuDitolak(RUSAK)
        if jenis == BOF:
            dalam += 1
        elif jenis == LUAS:
            _periksa_luas(aliran, letak, panjang)
        if dalam == 1:
            yield jenis, letak, panjang
        if jenis == EOF:
            dalam -= 1
            if dalam <= 0:
                return
        letak += panjang
    raise BukuDitolak(RUSAK)


def _periksa_luas(aliran: bytes, letak: int, panjang: int) -> None:
    """Refuse an impossible announced size: the reader reserves that much memory, which would end the process."""
    baris, kolom = struct.unpack_from("<4xL2xH" if panjang >= 14 else "<2xH2xH", aliran, letak)
    if baris > BARIS_BIFF or kolom > KOLOM_BIFF:
        raise BukuDitolak(RUSAK)


def _baca_umum(aliran: bytes) -> _Isi:
    isi = _Isi()
    sebelum = 0
    for jenis, letak, panjang in _catatan(aliran, 0):
        if jenis == BOF and struct.unpack_from("<H", aliran, letak)[0] != 0x600:
            raise BukuDitolak(LAMA)
        if jenis == BERSANDI:
            raise BukuDitolak(TERSANDI)
        if jenis == BUKU_LUAR and panjang != 4:
            raise BukuDitolak(TAUTAN)
        if jenis == BAGIAN:
            awal, terlihat, macam, huruf, lebar = struct.unpack_from("<LBBBB", aliran, letak)
            if macam in (1, 6):
                raise BukuDitolak(MAKRO)
            mentah = aliran[letak + 8 : letak + 8 + huruf * (2 if lebar & 1 else 1)]
            nama = mentah.decode("utf-16-le" if lebar & 1 else "latin-1")
            if macam == 0:
                isi.lembar.append((awal, BagianLembar(nama, "", bool(terlihat & 3))))
            else:
                isi.lain.append(awal)
        elif jenis == TEKS_BERSAMA or (jenis == LANJUT and sebelum == TEKS_BERSAMA):
            isi.teks.append(aliran[letak : letak + panjang])
        sebelum = TEKS_BERSAMA if jenis == LANJUT and sebelum == TEKS_BERSAMA else jenis
    if not isi.lembar or len({b.nama.casefold() for _, b in isi.lembar}) < len(isi.lembar):
        raise BukuDitolak(RUSAK)
    return isi


def _ukur(aliran: bytes, awal: int, nama: str, batas: Batas, acuan: Counter[int]) -> Ukuran:
    ukuran = Ukuran()
    ambil = struct.Struct("<HH").unpack_from
    for jenis, letak, panjang in _catatan(aliran, awal):
        if jenis in SEL:
            baris, kolom = ambil(aliran, letak)
            akhir = struct.unpack_from("<H", aliran, letak + panjang - 2)[0] if jenis == DERET else kolom
            ukuran.baris = max(ukuran.baris, baris + 1)
            ukuran.kolom = max(ukuran.kolom, akhir + 1)
            ukuran.sel += max(1, akhir - kolom + 1)
            if jenis == TEKS_SST:
                acuan[struct.unpack_from("<L", aliran, letak + 6)[0]] += 1
            elif jenis == RUMUS:
                ukuran.rumus.add((baris + 1, kolom + 1))
            elif jenis == GALAT and aliran[letak + 7]:
                ukuran.galat[baris + 1, kolom + 1] = NAMA_GALAT.get(aliran[letak + 6], "#N/A")
        elif jenis in (LARIK, TABEL):
            baris1, baris2, kolom1, kolom2 = struct.unpack_from("<HHBB", aliran, letak)
            if (baris2 - baris1 + 1) * (kolom2 - kolom1 + 1) + len(ukuran.rumus) > batas.sel:
                raise BukuDitolak(RUSAK)
            ukuran.rumus.update((b, k) for b in range(baris1 + 1, baris2 + 2) for k in range(kolom1 + 1, kolom2 + 2))
        elif jenis == 0xE5:
            jumlah = struct.unpack_from("<H", aliran, letak)[0]
            for n in range(jumlah):
                b1, b2, k1, k2 = struct.unpack_from("<4H", aliran, letak + 2 + 8 * n)
                ukuran.gabungan.append((b1 + 1, k1 + 1, b2 + 1, k2 + 1))
        elif jenis == BARIS and panjang >= 16:
            ukuran.baris_tersembunyi |= bool(aliran[letak + 12] & 0x20)
    periksa_ukuran(nama, ukuran, batas)
    return ukuran


def _periksa_teks(isi: _Isi, acuan: Counter[int], batas: Batas) -> None:
    """Bound what the shared strings become once each cell holds its own copy."""
    if not acuan or not isi.teks:
        return
    jumlah = sum(panjang * acuan.get(nomor, 0) for nomor, panjang in enumerate(_panjang_teks(isi.teks)))
    if jumlah > batas.huruf:
        raise BukuDitolak(
            "Isi sel pada buku kerja ini terlalu panjang bila dijumlahkan. Bagi menjadi beberapa berkas, lalu unggah "
            "satu per satu."
        )


def _panjang_teks(bagian: list[bytes]) -> Iterator[int]:
    """Yield the length in characters of each shared string; strings run on over continued records."""
    nomor, letak = 0, 8

    def maju(jumlah: int) -> None:
        nonlocal nomor, letak
        while jumlah and nomor < len(bagian):
            sisa = len(bagian[nomor]) - letak
            if jumlah < sisa:
                letak += jumlah
                return
            jumlah -= sisa
            nomor, letak = nomor + 1, 0

    while nomor < len(bagian):
        if letak >= len(bagian[nomor]):
            nomor, letak = nomor + 1, 0
            continue
        huruf, lebar = struct.unpack_from("<HB", bagian[nomor], letak)
        yield huruf
        kepala = 3
        tambahan = 0
        if lebar & 0x08:
            tambahan += 4 * struct.unpack_from("<H", bagian[nomor], letak + kepala)[0]
            kepala += 2
        if lebar & 0x04:
            tambahan += struct.unpack_from("<L", bagian[nomor], letak + kepala)[0]
            kepala += 4
        letak += kepala
        while huruf and nomor < len(bagian):
            per_huruf = 2 if lebar & 1 else 1
            muat = min(huruf, (len(bagian[nomor]) - letak) // per_huruf)
            huruf -= muat
            letak += muat * per_huruf
            if huruf:
                nomor, letak = nomor + 1, 1
                lebar = bagian[nomor][0] if nomor < len(bagian) and bagian[nomor] else 0
        maju(tambahan)
