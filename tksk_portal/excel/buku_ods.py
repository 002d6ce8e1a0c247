"""Membaca .ods: isinya dihitung dengan pengulangan baris dan kolomnya, lalu dibaca."""

import re
from pathlib import Path

from tksk_portal.excel.bentuk import Batas, Buku, BukuDitolak, Ukuran, angka, periksa_ukuran
from tksk_portal.excel.buku_xlsx import (
    KOSONG,
    MAKRO,
    TANAM,
    TAUTAN,
    BagianLembar,
    isi_lembar,
    periksa_xml,
    peringatan_lembar,
)
from tksk_portal.excel.lembarxml import urai_xml
from tksk_portal.excel.zipaman import RUSAK, ZipAman

JENIS = b"application/vnd.oasis.opendocument.spreadsheet"
TERSANDI = (
    "Berkas dikunci dengan kata sandi. Di LibreOffice: Berkas > Simpan Sebagai, hapus centang “Simpan dengan kata "
    "sandi”, lalu unggah yang baru."
)
LUAR = frozenset(
    {
        "dde-source",
        "dde-link",
        "dde-links",
        "dde-connection-decl",
        "table-source",
        "cell-range-source",
        "database-source-sql",
        "database-source-table",
        "database-source-query",
    }
)
_RUMUS_LUAR = re.compile(r"\bDDE\s*\(|'?\w+:/", re.IGNORECASE)
_MODUL = re.compile(r"basic/.+/(?!script-l[bc]\.xml).+|scripts/.*[^/]")


class _Lembar:
    """One table while its rows go by."""

    def __init__(self, nama: str, gaya: str, batas: Batas) -> None:
        self.nama, self.gaya, self.batas = nama, gaya, batas
        self.ukuran = Ukuran()
        self.baris, self.ulang_baris, self.kolom = 0, 1, 0

    def mulai_baris(self, sifat: dict[str, str]) -> None:
        self.baris += self.ulang_baris if self.baris else 1
        self.ulang_baris = _bulat(sifat.get("table:number-rows-repeated"))
        self.kolom = 0
        self.ukuran.baris_tersembunyi |= sifat.get("table:visibility") == "filter"

    def sel(self, sifat: dict[str, str]) -> None:
        ulang = _bulat(sifat.get("table:number-columns-repeated"))
        awal = self.kolom + 1
        self.kolom += ulang
        rumus = sifat.get("table:formula")
        lebar = _bulat(sifat.get("table:number-columns-spanned"))
        tinggi = _bulat(sifat.get("table:number-rows-spanned"))
        if lebar > 1 or tinggi > 1:
            self.ukuran.gabungan.append((self.baris, awal, self.baris + tinggi - 1, awal + lebar - 1))
        if rumus is None and not any(nama.endswith(":value-type") for nama in sifat):
            return
        if rumus and _RUMUS_LUAR.search(rumus):
            raise BukuDitolak(TAUTAN)
        ukuran = self.ukuran
        ukuran.baris = max(ukuran.baris, self.baris + self.ulang_baris - 1)
        ukuran.kolom = max(ukuran.kolom, self.kolom)
        ukuran.sel += ulang * self.ulang_baris
        periksa_ukuran(self.nama, ukuran, self.batas)
        if rumus is not None:
            ukuran.rumus.update(
                (b, k) for b in range(self.baris, self.baris + self.ulang_baris) for k in range(awal, awal + ulang)
            )


class _Isi:
    """Walks content.xml."""

    def __init__(self, batas: Batas) -> None:
        self.batas = batas
        self.lembar: list[_Lembar] = []
        self.dalam = 0
        self.gaya = ""
        self.tersembunyi: set[str] = set()
        self.sel_teks = 0

    def mulai(self, unsur: str, sifat: dict[str, str]) -> None:
        nama = unsur.rpartition(":")[2]
        if nama in LUAR:
            raise BukuDitolak(TAUTAN)
        if nama == "event-listener":
            raise BukuDitolak(MAKRO)
        if unsur == "style:style":
            self.gaya = sifat.get("style:name", "")
        elif unsur == "style:table-properties" and sifat.get("table:display") == "false":
            self.tersembunyi.add(self.gaya)
        elif unsur == "table:table":
            self.dalam += 1
            if self.dalam == 1:
                self.lembar.append(_Lembar(sifat.get("table:name", ""), sifat.get("table:style-name", ""), self.batas))
                if len(self.lembar) > self.batas.lembar:
                    raise BukuDitolak(
                        f"Buku kerja ini berisi lebih dari {angka(self.batas.lembar)} lembar. Pindahkan tabelnya ke "
                        "buku kerja baru, lalu unggah."
                    )
        elif self.dalam == 1 and unsur == "table:table-row":
            self.lembar[-1].mulai_baris(sifat)
        elif self.dalam == 1 and unsur in ("table:table-cell", "table:covered-table-cell"):
            self.lembar[-1].sel(sifat)

    def selesai(self, unsur: str) -> None:
        if unsur == "table:table":
            self.dalam -= 1


def baca_ods(jalan: Path, batas: Batas) -> Buku:
    """Read an ods file.

    Raises:
        BukuDitolak: locked, with macros or links, broken, too large, or empty.
    """
    with ZipAman(jalan, batas) as zip_aman:
        if zip_aman.baca("mimetype", terbesar=4096).strip() != JENIS:
            raise BukuDitolak("Berkas ini dokumen OpenDocument, tetapi bukan buku kerja. Pilih berkas .ods atau .xlsx.")
        _periksa_bagian(zip_aman)
        isi = _Isi(batas)
        urai_xml(zip_aman.alir("content.xml"), mulai=isi.mulai, selesai=isi.selesai, huruf=None)
    if len({satu.nama.casefold() for satu in isi.lembar}) < len(isi.lembar):
        raise BukuDitolak(RUSAK)
    daftar = [BagianLembar(satu.nama, "", satu.gaya in isi.tersembunyi) for satu in isi.lembar]
    ukuran = [satu.ukuran for satu in isi.lembar]
    if sum(u.sel for u in ukuran) > batas.sel:
        raise BukuDitolak(
            f"Buku kerja ini berisi lebih dari {angka(batas.sel)} sel. Bagi menjadi beberapa berkas, lalu unggah satu "
            "per satu."
        )
    lembar = isi_lembar(jalan, daftar, ukuran, batas)
    if not any(satu.baris for satu in lembar):
        raise BukuDitolak(KOSONG)
    return Buku("ods", lembar, peringatan_lembar(lembar, ukuran))


def _bulat(teks: str | None) -> int:
    return int(teks) if teks and teks.isascii() and teks.isdecimal() and len(teks) < 10 and int(teks) > 0 else 1


def _periksa_bagian(zip_aman: ZipAman) -> None:
    if "meta-inf/manifest.xml" in zip_aman:
        daftar = zip_aman.baca("meta-inf/manifest.xml", terbesar=2**20)
        if b"encryption-data" in daftar:
            raise BukuDitolak(TERSANDI)
    if any(_MODUL.fullmatch(nama) for nama in zip_aman.bagian):
        raise BukuDitolak(MAKRO)
    if any(nama.startswith("object ") and nama.endswith(".bin") for nama in zip_aman.bagian):
        raise BukuDitolak(TANAM)
    for bagian in zip_aman.bagian:
        periksa_xml(zip_aman, bagian)
