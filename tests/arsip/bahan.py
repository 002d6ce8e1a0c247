"""Bahan uji berkas: foto sungguhan dengan lokasi, dokumen, dan berkas jahat."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import Keperluan, simpan
from tksk_portal.arsip.jenis import Jenis
from tksk_portal.arsip.models import Berkas

MB = 1024 * 1024


def _milik_sendiri(by: Lingkup, berkas: Berkas) -> bool:
    return berkas.pemilik_id == by.akun_id


UMUM = Keperluan(
    nama="uji.umum",
    label="uji",
    jenis=frozenset(Jenis),
    ukuran_terbesar=2 * MB,
    boleh_baca=_milik_sendiri,
    lanjut=lambda berkas: ("/pmks/", "Ke daftar PMKS"),
)
ASLI = Keperluan(
    nama="uji.asli",
    label="uji tanpa tulis ulang",
    jenis=frozenset({Jenis.PNG}),
    ukuran_terbesar=MB,
    boleh_baca=_milik_sendiri,
    gambar=False,
)
KEPERLUAN = (UMUM, ASLI)
NAMA_KEPERLUAN = "tests.arsip.bahan.KEPERLUAN"


def foto(lebar: int = 400, tinggi: int = 300, *, jenis: str = "JPEG", gps: bool = False, putar: int = 1) -> bytes:
    """Return a picture: left half red, right half blue; on request with GPS and turned by its EXIF tag."""
    gambar = Image.new("RGB", (lebar, tinggi), "blue")
    gambar.paste("red", (0, 0, lebar // 2, tinggi))
    keluar, lain = io.BytesIO(), {}
    if gps or putar != 1:
        exif = Image.Exif()
        exif[0x0112] = putar
        exif[0x010F] = "Kamera Rahasia"
        if gps:
            exif.get_ifd(0x8825).update({1: "S", 2: (0.0, 27.0, 41.0), 3: "E", 4: (117.0, 7.0, 24.0)})
        lain["exif"] = exif
    gambar.save(keluar, jenis, **lain)
    return keluar.getvalue()


def png_raksasa(sisi: int = 30_000) -> bytes:
    """Return a tiny PNG that declares sisi x sisi pixels and really holds that many (all black, one bit each)."""

    def bagian(nama: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + nama + isi + struct.pack(">I", zlib.crc32(nama + isi))

    baris = b"\0" * (sisi // 8 + 1)
    mampat = zlib.compressobj(9)
    titik = b"".join(mampat.compress(baris) for _ in range(sisi)) + mampat.flush()
    kepala = struct.pack(">IIBBBBB", sisi, sisi, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bagian(b"IHDR", kepala) + bagian(b"IDAT", titik) + bagian(b"IEND", b"")


def zip_berisi(isi: dict[str, bytes]) -> bytes:
    """Return a ZIP."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, teks in isi.items():
            arsip.writestr(nama, teks)
    return keluar.getvalue()


def xlsx(**lain: bytes) -> bytes:
    """Return a minimal container of a workbook."""
    return zip_berisi({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"} | lain)


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def simpan_uji(by: Lingkup, isi=None, *, nama: str = "foto.jpg", keperluan: str = "uji.umum", **lain) -> Berkas:
    """Store a file at the officer's place; needs the scope `by` to be entered."""
    return simpan(isi or foto(), keperluan=keperluan, nama=nama, wilayah=by.tempat, by=by, **lain)
