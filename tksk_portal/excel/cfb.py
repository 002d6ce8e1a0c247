"""Membaca wadah OLE (berkas .xls lama): daftar isi dan satu aliran, dengan rantai yang tidak boleh berputar."""

import struct
from dataclasses import dataclass

AKHIR = 0xFFFFFFF0  # nomor sektor sebesar ini ke atas bukan sektor


class WadahRusak(Exception):
    """The container is broken."""


@dataclass(frozen=True)
class Entri:
    """One entry of the directory."""

    nama: str
    jenis: int
    awal: int
    ukuran: int


class Wadah:
    """An OLE compound file in memory.

    Raises:
        WadahRusak: its tables make no sense.
    """

    def __init__(self, isi: bytes) -> None:
        self.isi = isi
        try:
            self.sektor = 1 << struct.unpack_from("<H", isi, 30)[0]
            kecil = 1 << struct.unpack_from("<H", isi, 32)[0]
            if self.sektor not in (512, 4096) or kecil != 64:
                raise WadahRusak
            _, awal_daftar, _, self.batas_kecil, awal_kecil, _, awal_difat = struct.unpack_from("<7L", isi, 44)
            self.fat = self._fat(awal_difat)
            self.fat_kecil = self._angka(self._rantai(awal_kecil)) if awal_kecil < AKHIR else []
            self.entri = self._daftar(self._rantai(awal_daftar))
            akar = next(e for e in self.entri if e.jenis == 5)
            self.kecil = self._rantai(akar.awal)[: akar.ukuran] if akar.awal < AKHIR else b""
        except (struct.error, StopIteration, IndexError):
            raise WadahRusak from None

    def _potong(self, nomor: int) -> bytes:
        awal = (nomor + 1) * self.sektor
        potong = self.isi[awal : awal + self.sektor]
        if not potong:
            raise WadahRusak
        return potong

    @staticmethod
    def _angka(isi: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(isi) // 4}L", isi[: len(isi) // 4 * 4]))

    def _fat(self, difat: int) -> list[int]:
        letak = [n for n in struct.unpack_from("<109L", self.isi, 76) if n < AKHIR]
        terbanyak = len(self.isi) // self.sektor + 1
        langkah = 0
        while difat < AKHIR:
            isi = self._angka(self._potong(difat))
            letak += [n for n in isi[:-1] if n < AKHIR]
            difat = isi[-1]
            langkah += 1
            if langkah > terbanyak or len(letak) > terbanyak:
                raise WadahRusak
        return [n for nomor in letak for n in self._angka(self._potong(nomor))]

    def _rantai(self, awal: int) -> bytes:
        bagian = []
        terbanyak = len(self.isi) // self.sektor + 1
        while awal < AKHIR:
            if len(bagian) > terbanyak:
                raise WadahRusak
            bagian.append(self._potong(awal))
            awal = self.fat[awal]
        return b"".join(bagian)

    @staticmethod
    def _daftar(isi: bytes) -> list[Entri]:
        hasil = []
        for letak in range(0, len(isi) - 127, 128):
            panjang, jenis = struct.unpack_from("<HB", isi, letak + 64)
            awal, ukuran = struct.unpack_from("<LL", isi, letak + 116)
            if jenis:
                nama = isi[letak : letak + max(0, min(panjang, 64) - 2)].decode("utf-16-le", "replace")
                hasil.append(Entri(nama, jenis, awal, ukuran))
        return hasil

    def aliran(self, nama: str) -> bytes | None:
        """Return the content of a stream, None when there is no such."""
        entri = next((e for e in self.entri if e.jenis == 2 and e.nama.casefold() == nama.casefold()), None)
        if entri is None:
            return None
        try:
            if entri.ukuran >= self.batas_kecil:
                return self._rantai(entri.awal)[: entri.ukuran]
            return self._rantai_kecil(entri.awal)[: entri.ukuran]
        except IndexError:
            raise WadahRusak from None

    def _rantai_kecil(self, awal: int) -> bytes:
        bagian = []
        while awal < AKHIR:
            if len(bagian) > len(self.fat_kecil):
                raise WadahRusak
            bagian.append(self.kecil[awal * 64 : awal * 64 + 64])
            awal = self.fat_kecil[awal]
        return b"".join(bagian)
