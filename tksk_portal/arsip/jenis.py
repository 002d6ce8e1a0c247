"""Jenis berkas menurut isinya. Nama berkas hanya dibandingkan, tidak pernah dipercaya."""

import codecs
import re
import zipfile
from typing import BinaryIO

import puremagic
from django.db import models

KEPALA = 8192
EKOR = 2048
# Isi buku kerja sesudah dibuka; pemeriksaan bagian-bagiannya milik ruang excel.
ISI_ZIP_TERBESAR = 1024 * 1024 * 1024
BAGIAN_ZIP_TERBANYAK = 5000


class BerkasDitolak(Exception):
    """A file that is not taken in; `pesan` is Indonesian, for the field, without personal data."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


class Jenis(models.TextChoices):
    """Kinds of content the portal keeps."""

    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    WEBP = "webp", "WebP"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel (xlsx)"
    XLS = "xls", "Excel lama (xls)"
    ODS = "ods", "OpenDocument (ods)"
    CSV = "csv", "CSV"
    DOCX = "docx", "Word (docx)"


GAMBAR = frozenset({Jenis.JPEG, Jenis.PNG, Jenis.WEBP})
BERTIPE = {
    Jenis.JPEG: "image/jpeg",
    Jenis.PNG: "image/png",
    Jenis.WEBP: "image/webp",
    Jenis.PDF: "application/pdf",
    Jenis.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Jenis.XLS: "application/vnd.ms-excel",
    Jenis.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Jenis.CSV: "text/csv; charset=utf-8",
    Jenis.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Akhiran nama yang cocok dengan tiap jenis; yang pertama dipakai untuk nama yang disimpan.
AKHIRAN = {
    Jenis.JPEG: ("jpg", "jpeg", "jfif", "jpe"),
    Jenis.PNG: ("png",),
    Jenis.WEBP: ("webp",),
    Jenis.PDF: ("pdf",),
    Jenis.XLSX: ("xlsx",),
    Jenis.XLS: ("xls",),
    Jenis.ODS: ("ods",),
    Jenis.CSV: ("csv", "txt"),
    Jenis.DOCX: ("docx",),
}
# Yang sering diunggah tetapi tidak diterima, dengan jalan keluarnya.
TIDAK_DITERIMA = (
    (b"GIF8", "Gambar GIF tidak diterima. Simpan sebagai JPEG atau PNG, lalu unggah lagi."),
    (b"BM", "Gambar BMP tidak diterima. Simpan sebagai JPEG atau PNG, lalu unggah lagi."),
    (b"II*\x00", "Gambar TIFF tidak diterima. Simpan sebagai JPEG atau PDF, lalu unggah lagi."),
    (b"MM\x00*", "Gambar TIFF tidak diterima. Simpan sebagai JPEG atau PDF, lalu unggah lagi."),
    (b"Rar!", "Berkas RAR tidak diterima. Keluarkan isinya, lalu unggah satu per satu."),
    (b"7z\xbc\xaf", "Berkas 7z tidak diterima. Keluarkan isinya, lalu unggah satu per satu."),
    (b"MZ", "Berkas ini sebuah program, bukan foto atau dokumen."),
    (b"\x7fELF", "Berkas ini sebuah program, bukan foto atau dokumen."),
)
HEIC = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKAH = re.compile(rb"^\s*(?:<\?xml|<!doctype|<!--|<html|<svg|<script|<head|<body|<\?php)", re.IGNORECASE)


def kenali(isi: BinaryIO) -> Jenis:
    """Return the kind of a file, judged by its content alone; the position is 0 afterwards.

    Raises:
        BerkasDitolak: unknown, not taken in, truncated, encrypted, or an archive that would grow beyond bounds.
    """
    isi.seek(0)
    kepala = isi.read(KEPALA)
    if not kepala:
        raise BerkasDitolak("Berkas ini kosong (0 bita). Pilih berkas lain.")
    try:
        return _kenali(isi, kepala)
    finally:
        isi.seek(0)


def _kenali(isi: BinaryIO, kepala: bytes) -> Jenis:
    if kepala.startswith(b"\xff\xd8\xff"):
        return Jenis.JPEG
    if kepala.startswith(b"\x89PNG\r\n\x1a\n"):
        return Jenis.PNG
    if kepala[:4] == b"RIFF" and kepala[8:12] == b"WEBP":
        return Jenis.WEBP
    if kepala.startswith(b"%PDF-"):
        _periksa_pdf(isi)
        return Jenis.PDF
    if kepala.startswith(b"PK\x03\x04"):
        return _kenali_zip(isi)
    if kepala.startswith(OLE):
        return _kenali_ole(isi)
    if kepala[4:8] == b"ftyp" and kepala[8:12] in HEIC:
        raise BerkasDitolak(
            "Foto HEIC dari iPhone belum dapat dibaca. Di Pengaturan > Kamera > Format pilih “Paling Kompatibel”, "
            "atau simpan foto itu sebagai JPEG."
        )
    for tanda, pesan in TIDAK_DITERIMA:
        if kepala.startswith(tanda) and not (tanda in (b"BM", b"MZ") and _teks(kepala)):
            raise BerkasDitolak(pesan)
    return _kenali_teks(isi, kepala)


def _periksa_pdf(isi: BinaryIO) -> None:
    besar = isi.seek(0, 2)
    isi.seek(max(besar - EKOR, 0))
    if b"%%EOF" not in isi.read(EKOR):
        raise BerkasDitolak("PDF ini terpotong: bagian akhirnya tidak ada. Unduh atau pindai ulang, lalu unggah lagi.")
    if _memuat(isi, b"/Encrypt"):
        raise BerkasDitolak("PDF ini dikunci dengan sandi. Simpan tanpa sandi, lalu unggah lagi.")
    if _memuat(isi, b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia"):
        raise BerkasDitolak(
            "PDF ini memuat program atau lampiran. Cetak ulang ke PDF (“Simpan sebagai PDF”), lalu unggah hasilnya."
        )


def _memuat(isi: BinaryIO, *kata: bytes) -> bool:
    """Tell whether any word occurs, reading in pieces that overlap by the longest word."""
    isi.seek(0)
    sisa, tumpang = b"", max(map(len, kata)) - 1
    while potong := isi.read(256 * 1024):
        gabung = sisa + potong
        if any(k in gabung for k in kata):
            return True
        sisa = gabung[max(0, len(gabung) - tumpang) :]
    return False


def _kenali_zip(isi: BinaryIO) -> Jenis:
    isi.seek(0)
    try:
        with zipfile.ZipFile(isi) as arsip:
            daftar = arsip.infolist()
            nama = {b.filename for b in daftar}
            _periksa_bagian(daftar)
            mime = arsip.read("mimetype")[:80] if "mimetype" in nama and _kecil(arsip, "mimetype") else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise BerkasDitolak(
            "Berkas ini terpotong atau rusak. Simpan ulang dari aplikasinya, lalu unggah lagi."
        ) from None
    if any(n.lower().endswith("vbaproject.bin") for n in nama):
        raise BerkasDitolak("Berkas ini memuat makro. Simpan sebagai buku kerja tanpa makro (.xlsx), lalu unggah lagi.")
    if "xl/workbook.xml" in nama and "[Content_Types].xml" in nama:
        return Jenis.XLSX
    if "word/document.xml" in nama and "[Content_Types].xml" in nama:
        return Jenis.DOCX
    if mime.strip() == BERTIPE[Jenis.ODS].encode():
        return Jenis.ODS
    raise BerkasDitolak("Berkas ZIP tidak diterima. Keluarkan isinya, lalu unggah satu per satu.")


def _periksa_bagian(daftar: list[zipfile.ZipInfo]) -> None:
    if len(daftar) > BAGIAN_ZIP_TERBANYAK or sum(b.file_size for b in daftar) > ISI_ZIP_TERBESAR:
        raise BerkasDitolak("Isi berkas ini membengkak jauh di luar kewajaran saat dibuka, jadi tidak dibuka.")
    if any(b.flag_bits & 1 for b in daftar):
        raise BerkasDitolak("Berkas ini dikunci dengan sandi. Simpan tanpa sandi, lalu unggah lagi.")


def _kecil(arsip: zipfile.ZipFile, nama: str) -> bool:
    return arsip.getinfo(nama).file_size <= 200


def _kenali_ole(isi: BinaryIO) -> Jenis:
    if _memuat(isi, "EncryptedPackage".encode("utf-16-le")):
        raise BerkasDitolak("Berkas ini dikunci dengan sandi. Simpan tanpa sandi, lalu unggah lagi.")
    if _memuat(isi, "Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le")):
        return Jenis.XLS
    raise BerkasDitolak("Berkas Office lama ini bukan buku kerja Excel. Simpan sebagai PDF, lalu unggah lagi.")


def _kenali_teks(isi: BinaryIO, kepala: bytes) -> Jenis:
    bersih = kepala.removeprefix(codecs.BOM_UTF8)
    if MARKAH.match(bersih):
        raise BerkasDitolak(
            "Berkas ini halaman web atau gambar SVG, yang dapat memuat program. Unggah JPEG, PNG, atau PDF."
        )
    if not _teks(kepala) or _memuat(isi, b"\0"):
        raise BerkasDitolak(
            f"Isi berkas ini tidak dikenali{_dugaan(kepala)}. Unggah foto (JPEG, PNG), PDF, atau Excel."
        )
    return Jenis.CSV


def _teks(kepala: bytes) -> bool:
    """Tell whether the bytes are readable text: no control characters but tab and line ends."""
    return not any(b < 32 and b not in (9, 10, 13) for b in kepala)


def _dugaan(kepala: bytes) -> str:
    """Return what puremagic takes it for, for the message only."""
    try:
        nama = puremagic.from_string(kepala).lstrip(".")
    except (puremagic.PureError, ValueError):
        return ""
    return f" (mungkin {nama})" if re.fullmatch(r"[a-z0-9]{2,5}", nama) else ""


def cocokkan_akhiran(nama: str, jenis: Jenis) -> None:
    """Refuse a name whose ending says something else than the content; a name without ending says nothing.

    Raises:
        BerkasDitolak: the ending disagrees.
    """
    titik, akhiran = nama.rpartition(".")[1:]
    akhiran = akhiran.strip().lower()
    if titik and re.fullmatch(r"[a-z][a-z0-9]{1,4}", akhiran) and akhiran not in AKHIRAN[jenis]:
        raise BerkasDitolak(
            f"Nama berkas ini berakhiran .{akhiran}, tetapi isinya {jenis.label}. "
            f"Ganti akhirannya menjadi .{AKHIRAN[jenis][0]} bila memang itu isinya, lalu unggah lagi."
        )
