"""Membuka zip dari orang lain: daftar isinya dibatasi sebelum dibaca, isinya dihitung sambil diurai."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tksk_portal.excel.bentuk import Batas, BukuDitolak, mega

POTONGAN = 2**18
DAFTAR_TERBESAR = 2 * 2**20
BAGIAN_TERBANYAK = 4_000
RUSAK = (
    "Berkas rusak atau terpotong, sehingga tidak dapat dibaca. Buka di Excel, simpan dengan nama baru, lalu unggah "
    "lagi."
)
TERSANDI = (
    "Berkas dikunci dengan kata sandi. Di Excel: Berkas > Info > Lindungi Buku Kerja > Enkripsi dengan Kata Sandi, "
    "kosongkan sandinya, simpan, lalu unggah lagi."
)


def terlalu_besar(batas: Batas) -> BukuDitolak:
    """Return the refusal of a file that unpacks to more than allowed."""
    return BukuDitolak(
        f"Isi berkas ini lebih dari {mega(batas.urai)} bila dibuka, sehingga tidak dibaca. Hapus gambar dan lembar "
        "yang tidak perlu, atau bagi menjadi beberapa berkas."
    )


class ZipAman:
    """A zip archive of which nothing is believed.

    The list of parts is bounded before it is read; each part is unpacked in pieces, and its real length and checksum
    are compared with the declared ones. So what another reader of the same file unpacks later cannot be larger than
    what was counted here.

    Args:
        jalan: the file, which begins with a zip signature.
        batas: the limits.

    Raises:
        BukuDitolak: broken, encrypted, hostile, or larger than allowed by what it declares.
    """

    def __init__(self, jalan: Path, batas: Batas) -> None:
        self.batas = batas
        self._berkas = jalan.open("rb")
        try:
            self._periksa_ujung(jalan.stat().st_size)
            self._zip = zipfile.ZipFile(self._berkas)
            self.bagian = self._periksa_daftar()
        except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError, UnicodeError):
            self._berkas.close()
            raise BukuDitolak(RUSAK) from None
        except BukuDitolak:
            self._berkas.close()
            raise

    def __enter__(self) -> "ZipAman":
        return self

    def __exit__(self, *_galat: object) -> None:
        self._berkas.close()

    def __contains__(self, nama: str) -> bool:
        return nama in self.bagian

    def _periksa_ujung(self, ukuran: int) -> None:
        """Bound the central directory before zipfile reads it whole into memory."""
        awal = max(0, ukuran - 22 - 65_535)
        self._berkas.seek(awal)
        ekor = self._berkas.read()
        letak = ekor.rfind(b"PK\x05\x06")
        if letak < 0 or len(ekor) - letak < 22:
            raise BukuDitolak(RUSAK)
        jumlah, besar, _, catatan = struct.unpack("<HLLH", ekor[letak + 10 : letak + 22])
        if len(ekor) - letak - 22 != catatan:
            raise BukuDitolak(RUSAK)
        if catatan:
            raise BukuDitolak(
                "Berkas ini membawa isi tambahan di luar buku kerja. Buka di Excel, simpan dengan nama baru, lalu "
                "unggah lagi."
            )
        if letak >= 20 and ekor[letak - 20 : letak - 16] == b"PK\x06\x07":
            self._berkas.seek(struct.unpack("<Q", ekor[letak - 12 : letak - 4])[0])
            zip64 = self._berkas.read(56)
            jumlah, besar = struct.unpack("<QQ", zip64[32:48])
        if besar > DAFTAR_TERBESAR or jumlah > BAGIAN_TERBANYAK:
            raise BukuDitolak("Berkas ini berisi terlalu banyak bagian untuk sebuah buku kerja, sehingga tidak dibaca.")

    def _periksa_daftar(self) -> dict[str, zipfile.ZipInfo]:
        bagian: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            nama = info.filename.replace("\\", "/").lstrip("/").casefold()
            if nama in bagian or ".." in nama.split("/") or "\x00" in info.orig_filename:
                raise BukuDitolak(RUSAK)
            if info.flag_bits & 0x41:
                raise BukuDitolak(TERSANDI)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise BukuDitolak(RUSAK)
            bagian[nama] = info
        if not bagian or min(info.header_offset for info in bagian.values()) != 0:
            raise BukuDitolak(RUSAK)
        if sum(info.file_size for info in bagian.values()) > self.batas.urai:
            raise terlalu_besar(self.batas)
        return bagian

    def nama_asli(self, nama: str) -> str:
        """Return a part's name as written in the archive."""
        return self.bagian[nama].filename

    def baca(self, nama: str, *, terbesar: int = 8 * 2**20) -> bytes:
        """Return a small part whole; `nama` in lower case."""
        info = self.bagian[nama]
        if info.file_size > terbesar:
            raise terlalu_besar(self.batas)
        return b"".join(self.alir(nama))

    def alir(self, nama: str) -> Iterator[bytes]:
        """Yield the content of a part in pieces; its real length must be the declared one.

        Raises:
            BukuDitolak: the part is broken, or longer than it says.
        """
        info = self.bagian[nama]
        panjang = periksa = 0
        try:
            for potong in self._urai(info):
                panjang += len(potong)
                if panjang > info.file_size:
                    raise BukuDitolak(RUSAK)
                periksa = zlib.crc32(potong, periksa)
                yield potong
        except (zlib.error, struct.error, OSError, ValueError):
            raise BukuDitolak(RUSAK) from None
        if panjang != info.file_size or periksa != info.CRC:
            raise BukuDitolak(RUSAK)

    def _urai(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        self._berkas.seek(info.header_offset)
        kepala = self._berkas.read(30)
        if kepala[:4] != b"PK\x03\x04":
            raise BukuDitolak(RUSAK)
        letak = info.header_offset + 30 + sum(struct.unpack("<HH", kepala[26:30]))
        sisa = info.compress_size
        pengurai = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
        while sisa:
            self._berkas.seek(letak)
            mentah = self._berkas.read(min(POTONGAN, sisa))
            if not mentah:
                raise BukuDitolak(RUSAK)
            letak += len(mentah)
            sisa -= len(mentah)
            if pengurai is None:
                yield mentah
                continue
            while mentah and not pengurai.eof:
                yield pengurai.decompress(mentah, 4 * POTONGAN)
                mentah = pengurai.unconsumed_tail
        if pengurai is not None and (not pengurai.eof or pengurai.unused_data):
            raise BukuDitolak(RUSAK)
