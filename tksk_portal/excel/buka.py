"""Membuka buku kerja dari luar: jenisnya dikenali dari isinya, yang berbahaya ditolak sebelum dibaca."""

import re
from pathlib import Path

from tksk_portal.excel.bentuk import BATAS, Batas, Buku, BukuDitolak, Lembar, mega
from tksk_portal.excel.buku_csv import BUKAN_TEKS, baca_csv
from tksk_portal.excel.buku_ods import baca_ods
from tksk_portal.excel.buku_xls import baca_xls
from tksk_portal.excel.buku_xlsx import MAKRO, baca_xlsx
from tksk_portal.excel.zipaman import RUSAK, TERSANDI, ZipAman

__all__ = ["BATAS", "Batas", "Buku", "BukuDitolak", "Lembar", "buka"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAKET_SANDI = "EncryptedPackage".encode("utf-16-le")  # xlsx bersandi dibungkus dalam wadah OLE
AKHIRAN = {"xlsx": "xlsx", "xls": "xls", "ods": "ods", "csv": "csv", "txt": "csv", "tsv": "csv"}
AKHIRAN_MAKRO = frozenset({"xlsm", "xltm", "xlam", "xla", "xlw", "xlm"})
PEMBACA = {"xlsx": baca_xlsx, "xls": baca_xls, "ods": baca_ods, "csv": baca_csv}
SEBUTAN = {"xlsx": "buku kerja Excel (.xlsx)", "xls": "buku kerja Excel lama (.xls)", "ods": "buku kerja ODS (.ods)"}
_LAMAN = re.compile(rb"\s*<(?:!doctype html|html|head|body|table|meta|style|script)", re.IGNORECASE)
# Awal berkas yang sering tersasar ke sini: PDF, gambar, arsip lain, program.
ASING = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"{\\rtf",
    b"BM",
)


def buka(jalan: Path, *, nama: str, batas: Batas = BATAS) -> Buku:
    """Read a workbook that somebody uploaded.

    Args:
        jalan: the file; only read.
        nama: the name under which it was uploaded; its ending must agree with the content.
        batas: the limits.

    Raises:
        BukuDitolak: not a workbook, hostile, broken, locked, or too large; nothing else is raised for content.
    """
    jenis = kenali_jenis(jalan, nama=nama, batas=batas)
    try:
        return PEMBACA[jenis](jalan, batas)
    except RecursionError:
        raise BukuDitolak(RUSAK) from None


def kenali_jenis(jalan: Path, *, nama: str, batas: Batas = BATAS) -> str:
    """Return "xlsx", "xls", "ods" or "csv" by the content of a file.

    Raises:
        BukuDitolak: something else, or the ending of `nama` says another kind.
    """
    ukuran = jalan.stat().st_size
    if ukuran == 0:
        raise BukuDitolak("Berkas ini kosong (0 byte). Periksa berkasnya, lalu unggah lagi.")
    if ukuran > batas.berkas:
        raise BukuDitolak(
            f"Berkas ini {mega(ukuran)}; paling besar {mega(batas.berkas)}. Hapus gambar dan lembar yang tidak perlu, "
            "atau bagi menjadi beberapa berkas."
        )
    akhiran = nama.rpartition(".")[2].strip().lower() if "." in nama else ""
    if akhiran in AKHIRAN_MAKRO:
        raise BukuDitolak(MAKRO)
    jenis = _dari_isi(jalan, batas)
    menurut_nama = AKHIRAN.get(akhiran)
    if menurut_nama is None:
        raise BukuDitolak("Hanya berkas .xlsx, .xls, .ods, atau .csv yang dapat dibaca. Simpan sebagai .xlsx dahulu.")
    if menurut_nama != jenis:
        isi = SEBUTAN.get(jenis, "teks csv")
        raise BukuDitolak(
            f"Akhiran nama berkas .{akhiran} tidak cocok dengan isinya, yaitu {isi}. Buka di Excel, Simpan Sebagai "
            ".xlsx, lalu unggah yang baru."
        )
    return jenis


def _dari_isi(jalan: Path, batas: Batas) -> str:
    with jalan.open("rb") as berkas:
        kepala = berkas.read(1024)
    if kepala.startswith(b"PK\x03\x04"):
        with ZipAman(jalan, batas) as zip_aman:
            if "mimetype" in zip_aman and "content.xml" in zip_aman:
                return "ods"
            return "xlsx"
    if kepala.startswith(OLE):
        if PAKET_SANDI in jalan.read_bytes():
            raise BukuDitolak(TERSANDI)
        return "xls"
    if kepala.startswith(b"\x09\x08") or kepala[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04"):
        raise BukuDitolak("Berkas ini ditulis Excel yang sangat lama. Di Excel: Simpan Sebagai .xlsx, lalu unggah.")
    if kepala.startswith(ASING):
        raise BukuDitolak(BUKAN_TEKS)
    polos = kepala.lstrip(b"\xef\xbb\xbf")
    if _LAMAN.match(polos) or polos.lstrip().startswith(b"<?xml"):
        raise BukuDitolak(
            "Berkas ini sebenarnya halaman web atau XML yang diberi akhiran buku kerja, sering dihasilkan aplikasi "
            "lain. Buka di Excel, Simpan Sebagai .xlsx, lalu unggah yang baru."
        )
    return "csv"
