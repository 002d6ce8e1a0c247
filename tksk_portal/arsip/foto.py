"""Foto: diperiksa, diputar menurut kameranya, dikecilkan, dan ditulis ulang tanpa data lain.

Yang disimpan selalu JPEG baru yang hanya memuat titik gambar: lokasi GPS, nama kamera, profil warna, gambar mini di
dalamnya, dan apa pun yang ditempelkan sesudah gambar (ZIP, HTML) tertinggal.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps

from tksk_portal.arsip.jenis import BerkasDitolak, Jenis

SISI_TERBESAR = 1600
SISI_KECIL = 320
MUTU = 82
MUTU_KECIL = 72
# JPEG dibaca langsung dalam ukuran kecil (draft), jadi boleh lebih besar daripada yang harus dibuka utuh.
TITIK_TERBANYAK = {Jenis.JPEG: 52_000_000, Jenis.PNG: 25_000_000, Jenis.WEBP: 25_000_000}
NAMA_PILLOW = {Jenis.JPEG: "JPEG", Jenis.PNG: "PNG", Jenis.WEBP: "WEBP"}
RUSAK = "Gambar ini terpotong atau rusak. Ambil atau unduh ulang, lalu unggah lagi."


@dataclass(frozen=True)
class Foto:
    """A picture made anew, with its thumbnail. Sides in pixels."""

    isi: bytes
    kecil: bytes
    lebar: int
    tinggi: int


def olah(isi: BinaryIO, jenis: Jenis) -> Foto:
    """Return the picture turned upright, at most `SISI_TERBESAR` on its long side, as a fresh JPEG with thumbnail.

    Raises:
        BerkasDitolak: too many pixels (judged before decoding), truncated, or not what its first bytes promise.
    """
    periksa(isi, jenis)
    with _ditolak_bila_rusak(), Image.open(isi, formats=(NAMA_PILLOW[jenis],)) as asal:
        asal.draft("RGB", (SISI_TERBESAR, SISI_TERBESAR))
        asal.load()
        gambar = _datar(ImageOps.exif_transpose(asal))
    gambar.thumbnail((SISI_TERBESAR, SISI_TERBESAR), Image.Resampling.LANCZOS, reducing_gap=2.0)
    kecil = gambar.copy()
    kecil.thumbnail((SISI_KECIL, SISI_KECIL), Image.Resampling.LANCZOS)
    return Foto(_tulis(gambar, MUTU), _tulis(kecil, MUTU_KECIL), *gambar.size)


def kecilkan(isi: BinaryIO, jenis: Jenis) -> Foto:
    """Return a picture's bytes unchanged, checked and decoded once, with its thumbnail (for logos and seals)."""
    baru = olah(isi, jenis)
    isi.seek(0)
    with _ditolak_bila_rusak(), Image.open(isi, formats=(NAMA_PILLOW[jenis],)) as asal:
        lebar, tinggi = asal.size
    isi.seek(0)
    return Foto(isi.read(), baru.kecil, lebar, tinggi)


def periksa(isi: BinaryIO, jenis: Jenis) -> None:
    """Check a picture's size from its header, then its structure and its pixels; the position is 0 afterwards.

    Raises:
        BerkasDitolak: see `olah`.
    """
    isi.seek(0)
    with _ditolak_bila_rusak(), Image.open(isi, formats=(NAMA_PILLOW[jenis],)) as gambar:
        lebar, tinggi = gambar.size
        if lebar * tinggi > TITIK_TERBANYAK[jenis]:
            raise BerkasDitolak(_terlalu_besar(jenis, lebar, tinggi))
        gambar.verify()
    isi.seek(0)


@contextmanager
def _ditolak_bila_rusak() -> Iterator[None]:
    """Turn what Pillow raises on hostile or broken pictures into a refusal."""
    try:
        yield
    except Image.DecompressionBombError:
        raise BerkasDitolak(_terlalu_besar()) from None
    except (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error, zlib.error):
        raise BerkasDitolak(RUSAK) from None


def _terlalu_besar(jenis: Jenis = Jenis.JPEG, lebar: int = 0, tinggi: int = 0) -> str:
    ukuran = f"{lebar} × {tinggi} titik" if lebar else "jauh lebih besar daripada foto biasa"
    return (
        f"Gambar ini {ukuran}; paling besar {TITIK_TERBANYAK[jenis] // 1_000_000} juta titik. "
        "Kecilkan dahulu, atau ambil foto baru dengan kamera ponsel."
    )


def _datar(gambar: Image.Image) -> Image.Image:
    """Return the picture as RGB, transparency on white."""
    if gambar.mode in ("RGBA", "LA", "PA") or "transparency" in gambar.info:
        gambar = gambar.convert("RGBA")
        alas = Image.new("RGB", gambar.size, "white")
        alas.paste(gambar, mask=gambar.getchannel("A"))
        return alas
    return gambar.convert("RGB")


def _tulis(gambar: Image.Image, mutu: int) -> bytes:
    keluar = io.BytesIO()
    # Gambar baru tanpa `info`: EXIF, XMP, komentar, dan profil warna tidak ikut.
    bersih = Image.new("RGB", gambar.size)
    bersih.paste(gambar)
    bersih.save(keluar, "JPEG", quality=mutu, optimize=True, progressive=True)
    return keluar.getvalue()
