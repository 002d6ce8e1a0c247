"""Seratus impor dan ekspor rekaan, dengan jawaban yang benar bagi masing-masing: baris, orang, jenis, versi."""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.excel.bahan import TULIS, Orang, daftar_orang
from tests.excel.bahan_masuk import JUDUL, PILIHAN
from tksk_portal.wilayah.models import Wilayah

BARIS_DASAR = 500
REBUTAN = 8
BENTUK = ("xlsx", "csv", "ods")
TATA = (("garut", "xlsx"), ("buleleng", "csv"), ("lengkap", "xlsx"), ("ringkas", "xlsx"))
JENIS = (8, 20, 24)
# Tempat yang kosong dipakai ekspor.
PUTUSAN = ("masukkan", "", "urungkan", "", "masukkan", "buang", "", "masukkan", "", "masukkan")


@dataclass
class Harapan:
    """What the register must hold of one person at the end; `baris` is how the person last stood in a workbook."""

    nama: str
    alamat: str
    jenis: set[int]
    batal: set[int] = field(default_factory=set)
    versi: int = 1
    baris: dict = field(default_factory=dict)


@dataclass
class Impor:
    """One workbook, what its owner does with it, and what each of its rows must become.

    Attributes:
        putusan: "masukkan", "buang" or "urungkan" (after taking it in).
        hitung: rows per status; those wanted by two offices at once are counted in `rebutan` instead.
    """

    nama: str
    isi: bytes
    putusan: str
    hitung: Counter
    rebutan: int = 0
    kunci: str = ""


@dataclass
class Ekspor:
    """One export of a village whose rows do not change."""

    desa: str
    tata: str
    bentuk: str
    nik: list[str]
    kunci: str = ""
    gagal: list[str] = field(default_factory=list)
    isi: bytes = b""


@dataclass
class Kantor:
    """An office with its people: those recorded before, those in its workbooks, and what must become of them."""

    nama: str
    kecamatan: str
    desa: list[Wilayah]
    benih: int
    harapan: dict[str, Harapan] = field(default_factory=dict)
    _orang: list[Orang] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._orang = daftar_orang(BARIS_DASAR + 2500, benih=self.benih, kec=self.kecamatan.replace(".", ""))
        self.acak = random.Random(self.benih)
        self.lama: list[str] = []
        self.nik_dasar: list[str] = []

    @property
    def desa_dasar(self) -> str:
        """The village whose people are recorded before the storm and exported in it."""
        return self.desa[0].pk

    def ambil(self, banyak: int) -> list[Orang]:
        """Return people that nobody has had yet."""
        diambil, self._orang = self._orang[:banyak], self._orang[banyak:]
        return diambil

    def baris(self, o: Orang, desa: str, **ganti) -> dict:
        """Return a good row of a workbook."""
        return {
            **{"nik": o.nik, "nama": o.nama, "jk": o.jk, "tanggal_lahir": f"{o.lahir:%d-%m-%Y}", "no_kk": o.no_kk},
            **{"jenis": str(o.jenis), "desa": desa, "alamat": o.alamat},
        } | ganti

    def dasar(self) -> list[dict]:
        """Return the rows that are recorded before the storm."""
        hasil = []
        for o in self.ambil(BARIS_DASAR):
            o.jenis = 8
            hasil.append(self.baris(o, self.desa_dasar))
            self.harapan[o.nik] = Harapan(o.nama, o.alamat, {8})
            self.nik_dasar.append(o.nik)
        return hasil

    def impor(self, folder: Path, nomor: int, *, putusan: str, rebutan: list[dict]) -> Impor:
        """Write a workbook and note what must become of it.

        Args:
            rebutan: rows that another office sends too; only for a workbook that is taken in.
        """
        bentuk = BENTUK[nomor % len(BENTUK)]
        susun = _Susun(self, masuk=putusan == "masukkan", urung=putusan == "urungkan")
        susun.isi(self.acak.randint(60, 200))
        baris = [*susun.baris, *rebutan]
        jalan = folder / f"{self.nama}-{nomor}.{bentuk}"
        judul = {k: v for k, v in JUDUL.items() if k != "alasan_tanpa_nik"}
        TULIS[bentuk](jalan, {"Data": [list(judul.values()), *([b[k] for k in judul] for b in baris)]})
        return Impor(jalan.name, jalan.read_bytes(), putusan, susun.hitung, len(rebutan))


class _Susun:
    """Makes the rows of one workbook: new, twice, refused, changed and unchanged people."""

    def __init__(self, kantor: Kantor, *, masuk: bool, urung: bool) -> None:
        self.kantor, self.masuk, self.urung = kantor, masuk, urung
        self.baris: list[dict] = []
        self.hitung: Counter = Counter()
        self.acak = kantor.acak

    def isi(self, banyak: int) -> None:
        """Make about that many rows."""
        kembali = self.acak.sample(self.kantor.lama, min(len(self.kantor.lama), banyak // 6))
        baru = []
        for o in self.kantor.ambil(banyak - len(kembali)):
            o.jenis = self.acak.choice(JENIS)
            cara = self.acak.choices(("baik", "dua_jenis", "rusak", "ganda"), (80, 8, 8, 4))[0]
            getattr(self, f"_{cara}")(o)
            if cara != "rusak":
                baru.append(o.nik)
        for nik in kembali:
            self._lagi(nik, ubah=self.acak.random() < 0.6)
        if self.masuk:
            self.kantor.lama += baru

    def _catat(self, status: str, **baris) -> None:
        self.baris.append(baris)
        self.hitung[status] += 1

    def _baik(self, o: Orang) -> dict:
        b = self.kantor.baris(o, self.acak.choice(self.kantor.desa[1:]).pk)
        self._catat("baru", **b)
        if self.masuk or self.urung:
            h = self.kantor.harapan[o.nik] = Harapan(o.nama, o.alamat, set(), baris=b)
            (h.jenis if self.masuk else h.batal).add(o.jenis)
        return b

    def _dua_jenis(self, o: Orang) -> None:
        b = self._baik(o)
        self._catat("baru", **b | {"jenis": "13"})
        if self.masuk or self.urung:
            h = self.kantor.harapan[o.nik]
            (h.jenis if self.masuk else h.batal).add(13)

    def _rusak(self, o: Orang) -> None:
        salah = self.acak.choice(({"nik": o.nik[:15]}, {"jenis": "Lansia terlntar"}, {"tanggal_lahir": "31-02-1990"}))
        self._catat("salah", **self.kantor.baris(o, self.kantor.desa[1].pk) | salah)

    def _ganda(self, o: Orang) -> None:
        b = self._baik(o)
        self._catat("salah", **b | {"nama": "Nama Orang Lain"})

    def _lagi(self, nik: str, *, ubah: bool) -> None:
        """Somebody whom an earlier workbook of this office recorded, with another address or just the same."""
        h = self.kantor.harapan[nik]
        if not ubah:
            self._catat("sama", **h.baris)
            return
        alamat = f"Jl. Pindahan No. {self.acak.randrange(10_000)} {len(self.baris)}"
        self._catat("berubah", **h.baris | {"alamat": alamat})
        if self.masuk:
            h.alamat, h.versi, h.baris = alamat, h.versi + 1, h.baris | {"alamat": alamat}
        elif self.urung:
            h.versi += 2


def pilihan_borang() -> dict:
    """Return the choices of the upload form as a browser sends them."""
    return {k: v or "" for k, v in PILIHAN.items()} | {"tanggal_data": "01-11-2026"}


def susun_tugas(kantor: list[Kantor], folder: Path, *, banyak: int) -> dict[str, list[Impor | Ekspor]]:
    """Return what each office does, in its order: three imports to two exports, `banyak` in all."""
    tugas: dict[str, list[Impor | Ekspor]] = {k.nama: [] for k in kantor}
    perebut = {"tksk": _Rebutan(kantor[0]), "dinsos": _Rebutan(kantor[0])}
    for nomor in range(banyak):
        k, ke = kantor[nomor % len(kantor)], nomor // len(kantor)
        if ke % 5 in (1, 3):
            tata, bentuk = TATA[nomor % len(TATA)]
            tugas[k.nama].append(Ekspor(k.desa_dasar, tata, bentuk, k.nik_dasar))
            continue
        putusan = PUTUSAN[ke % len(PUTUSAN)]
        rebutan = perebut[k.nama].baris() if putusan == "masukkan" and k.nama in perebut else []
        tugas[k.nama].append(k.impor(folder, nomor, putusan=putusan, rebutan=rebutan))
    return tugas


class _Rebutan:
    """People whom a TKSK and the kabupaten/kota above it both send, at about the same time: the same rows."""

    def __init__(self, kantor: Kantor) -> None:
        self.kantor = kantor
        self.orang = daftar_orang(REBUTAN * 10, benih=77, kec=kantor.kecamatan.replace(".", ""))

    def baris(self) -> list[dict]:
        """Return the next people, and note that they must be there once."""
        hasil = []
        for o in [self.orang.pop() for _ in range(REBUTAN)]:
            o.nik, o.jenis = o.nik[:12] + f"{int(o.nik[12:]) - 3000:04d}", 20
            self.kantor.harapan[o.nik] = Harapan(o.nama, o.alamat, {20})
            hasil.append(self.kantor.baris(o, self.kantor.desa[1].pk))
        return hasil
