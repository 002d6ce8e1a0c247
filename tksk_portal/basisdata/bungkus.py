"""Bungkus cadangan: satu tar beraliran dengan basis data (dalam potongan), berkas pribadi, dan sidik semuanya.

keterangan.json         bentuk, kapan, dari mana, banyak baris tiap tabel
basisdata/000000 …      hasil pg_dump, dipotong; `cat basisdata/*` menyatukannya lagi
berkas/ALIAS/KUNCI …    isi penyimpanan
sidik.txt               SHA-256 semua di atas, dapat diperiksa dengan `sha256sum -c sidik.txt`
"""

import hashlib
import io
import json
import re
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from django.core.files.storage import Storage

from tksk_portal.basisdata.siapkan import TidakSiap

POTONG = 8 * 1024 * 1024
BENTUK = 1
KETERANGAN, SIDIK = "keterangan.json", "sidik.txt"
NAMA_POTONG = re.compile(r"basisdata/\d{6}")
NAMA_BERKAS = re.compile(r"berkas/([a-z]+)/([A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*)")
TIDAK_LENGKAP = "Cadangan ini tidak lengkap atau bukan cadangan portal. Tidak ada yang diubah; pakai cadangan lain."


@dataclass
class Isi:
    """What a backup holds, counted while it is written or read."""

    keterangan: dict
    besar_basis: int = 0
    berkas: int = 0
    besar_berkas: int = 0
    hilang: list[str] = field(default_factory=list)


def telusuri(simpanan: Storage, folder: str = "") -> Iterator[str]:
    """Yield the names of all files of a store, in order."""
    try:
        isi_folder, berkas = simpanan.listdir(folder)
    except FileNotFoundError:
        return
    for nama in sorted(berkas):
        yield f"{folder}/{nama}" if folder else nama
    for nama in sorted(isi_folder):
        yield from telusuri(simpanan, f"{folder}/{nama}" if folder else nama)


def tulis(keluar: BinaryIO, *, keterangan: dict, basis: Iterator[bytes], simpanan: dict[str, Storage]) -> Isi:
    """Write a whole bundle, piece by piece.

    The database comes first: a file stored meanwhile is one too many, which harms nothing; a file removed meanwhile is
    named in `hilang`.
    """
    hasil = Isi(keterangan)
    with tarfile.open(fileobj=keluar, mode="w|", format=tarfile.PAX_FORMAT) as tar, _catatan_sidik() as catatan:
        penulis = _Penulis(tar, catatan)
        penulis.tulis(KETERANGAN, json.dumps(keterangan | {"bentuk": BENTUK}, indent=1).encode())
        for nomor, potong in enumerate(basis):
            penulis.tulis(f"basisdata/{nomor:06}", potong)
            hasil.besar_basis += len(potong)
        for alias, tempat in simpanan.items():
            for kunci in telusuri(tempat):
                _tulis_berkas(penulis, tempat, alias, kunci, hasil)
        catatan.seek(0, io.SEEK_END)
        besar = catatan.tell()
        catatan.seek(0)
        penulis.tulis_aliran(SIDIK, catatan, besar)
    return hasil


def _tulis_berkas(penulis: "_Penulis", tempat: Storage, alias: str, kunci: str, hasil: Isi) -> None:
    nama = f"berkas/{alias}/{kunci}"
    if not NAMA_BERKAS.fullmatch(nama) or ".." in kunci.split("/"):
        raise TidakSiap(f"Nama berkas di penyimpanan {alias} tidak wajar; jalankan manage.py periksa_arsip.")
    try:
        with tempat.open(kunci, "rb") as isi:
            besar = tempat.size(kunci)
            penulis.tulis_aliran(nama, isi, besar)
    except FileNotFoundError:
        hasil.hilang.append(kunci)
        return
    hasil.berkas += 1
    hasil.besar_berkas += besar


class _Penulis:
    """Adds members to a tar and notes their hashes."""

    def __init__(self, tar: tarfile.TarFile, catatan: BinaryIO) -> None:
        self.tar, self.catatan = tar, catatan

    def tulis(self, nama: str, isi: bytes) -> None:
        """Add a member from memory."""
        self.tulis_aliran(nama, io.BytesIO(isi), len(isi))

    def tulis_aliran(self, nama: str, isi: BinaryIO, besar: int) -> None:
        """Add a member from a stream of known size."""
        anggota = tarfile.TarInfo(nama)
        anggota.size, anggota.mode = besar, 0o600
        penghitung = Penghitung(isi)
        self.tar.addfile(anggota, penghitung)
        if nama != SIDIK:
            self.catatan.write(f"{penghitung.sidik.hexdigest()}  {nama}\n".encode())


class Penghitung:
    """A readable stream that hashes and counts what passes through it."""

    def __init__(self, isi: BinaryIO) -> None:
        self.isi, self.sidik, self.besar = isi, hashlib.sha256(), 0

    def read(self, banyak: int = -1) -> bytes:
        """Read and hash."""
        potong = self.isi.read(banyak)
        self.sidik.update(potong)
        self.besar += len(potong)
        return potong


@contextmanager
def _catatan_sidik() -> Iterator[BinaryIO]:
    # Di atas 4 MB (puluhan ribu berkas) catatannya pindah ke disk; isinya hanya sidik dan nama acak.
    with tempfile.SpooledTemporaryFile(max_size=4 * 1024 * 1024) as catatan:
        yield catatan


def baca(
    masuk: BinaryIO,
    *,
    basis: Callable[[bytes], None] | None = None,
    berkas: Callable[[str, str, BinaryIO], None] | None = None,
) -> Isi:
    """Read a whole bundle in one pass and compare every hash.

    Args:
        basis: receives the database piece by piece.
        berkas: receives (alias, key, stream) of each stored file; what it leaves unread is read after it.

    Raises:
        TidakSiap: not a bundle, unknown form, a member too many or too few, or a hash that differs.
    """
    hasil = Isi({})
    selesai = False
    try:
        with tarfile.open(fileobj=masuk, mode="r|") as tar, _catatan_sidik() as catatan:
            for nomor, anggota in enumerate(tar):
                aliran = tar.extractfile(anggota) if anggota.isreg() else None
                if aliran is None or selesai or (nomor == 0) != (anggota.name == KETERANGAN):
                    raise TidakSiap(TIDAK_LENGKAP)
                if anggota.name == SIDIK:
                    _bandingkan(catatan, aliran)
                    selesai = True
                    continue
                penghitung = Penghitung(aliran)
                _terima(anggota, penghitung, hasil, basis, berkas)
                while penghitung.read(256 * 1024):
                    pass
                catatan.write(f"{penghitung.sidik.hexdigest()}  {anggota.name}\n".encode())
    except (tarfile.TarError, EOFError, ValueError):
        raise TidakSiap(TIDAK_LENGKAP) from None
    if not selesai:
        raise TidakSiap(TIDAK_LENGKAP)
    return hasil


def _terima(anggota: tarfile.TarInfo, aliran: Penghitung, hasil: Isi, basis, berkas) -> None:
    if anggota.name == KETERANGAN:
        hasil.keterangan = json.loads(aliran.read())
        if hasil.keterangan.get("bentuk") != BENTUK:
            raise TidakSiap("Cadangan ini dibuat versi portal yang lebih baru; mutakhirkan portal dahulu.")
        return
    if NAMA_POTONG.fullmatch(anggota.name):
        hasil.besar_basis += anggota.size
        if basis:
            while potong := aliran.read(256 * 1024):
                basis(potong)
        return
    cocok = NAMA_BERKAS.fullmatch(anggota.name)
    if not cocok or ".." in cocok[2].split("/"):
        raise TidakSiap(TIDAK_LENGKAP)
    hasil.berkas += 1
    hasil.besar_berkas += anggota.size
    if berkas:
        berkas(cocok[1], cocok[2], aliran)


def _bandingkan(catatan: BinaryIO, aliran: BinaryIO) -> None:
    catatan.seek(0)
    while True:
        milik, nyata = catatan.read(256 * 1024), aliran.read(256 * 1024)
        if milik != nyata:
            raise TidakSiap("Sidik isi cadangan ini tidak cocok. Tidak ada yang diubah; pakai cadangan lain.")
        if not milik:
            return
