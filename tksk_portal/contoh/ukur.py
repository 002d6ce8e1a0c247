"""Mengukur waktu jawaban halaman pada basis data yang berisi, lewat seluruh lapisan portal kecuali server web."""

import html
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import quantiles
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from pmks.models import Orang
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun
from tksk_portal.contoh.nama import karang_nama, tabel_rasa
from tksk_portal.contoh.psks import muat_mitra
from tksk_portal.contoh.titik import TITIK
from tksk_portal.contoh.tulis import rawat

SESUDAH = re.compile(r'href="([^"]+)" rel="next"')
LAHIR_AWAL, RENTANG_LAHIR = date(1935, 1, 1), 9131
KK_AWAL, RENTANG_KK = date(2006, 1, 1), 7000
ALAMAT_UJI = "Jl. Bench"
BANYAK_MITRA = 100_000
PERAN = {
    "tksk": "tksk.64.72.03",
    "dinsos": "dinsos.64.72",
    "provinsi": "provinsi",
    "kemensos": "kemensos",
    "admin": "admin",
}


@dataclass(frozen=True)
class Ukuran:
    """One measured figure."""

    nama: str
    nilai: float
    satuan: str


class Pengukur:
    """Signs in as each role and times requests; the same seed asks the same questions."""

    def __init__(self, *, ulang: int, benih: int = 7) -> None:
        self.ulang = ulang
        self.acak = random.Random(benih)  # noqa: S311 - pemilihan contoh, bukan rahasia
        settings.ALLOWED_HOSTS = ["testserver", *settings.ALLOWED_HOSTS]
        self.jauh = "/pmks/"
        self.klien: dict[str, Client] = {}
        for peran, nama in PERAN.items():
            self.klien[peran] = Client()
            self.klien[peran].force_login(Akun.objects.get(username=nama))
        with lingkup.masuk(lingkup.sistem("bench")):
            self.contoh = self._ambil_contoh()

    def _ambil_contoh(self) -> dict[str, list[tuple]]:
        """Return (NIK, name, birth date, village) of people of the kecamatan, the kota and the province."""
        hasil = {}
        for peran, tempat in (("tksk", "64.72.03"), ("dinsos", "64.72"), ("provinsi", "64")):
            rekaman = Orang.objects.di_bawah(tempat).filter(derajat=3, peka=0).exclude(nik="")
            semua = list(rekaman.order_by("pk").values_list("nik", "nama", "tanggal_lahir", "wilayah")[:2000])
            hasil[peran] = self.acak.sample(semua, min(100, len(semua)))
        return hasil

    def semua(self) -> Iterator[Ukuran]:
        """Yield all figures: p50 and p95 in milliseconds for each page and role."""
        for peran in PERAN:
            yield from self.halaman(f"beranda {peran}", lambda c: c.get("/"), peran)
        for peran in ("tksk", "dinsos", "provinsi", "kemensos"):
            yield from self.halaman(f"daftar {peran}", lambda c: c.get("/pmks/"), peran)
            yield from self.halaman(f"daftar tersaring {peran}", self._tersaring, peran)
            yield from self.halaman(f"angka {peran}", lambda c: c.get(f"/angka/{self._tempat(c)}/"), peran)
        for peran in ("tksk", "dinsos", "provinsi"):
            yield from self.halaman(f"cari NIK {peran}", self._cari(peran, 0), peran)
            yield from self.halaman(f"cari nama {peran}", self._cari(peran, 1), peran)
            yield from self.halaman(f"cari nama salah eja {peran}", self._cari_salah(peran), peran)
        # Batas pencarian NIK per jam tidak ikut terukur: tanpa ini jawaban sesudah yang ke-120 lebih ringan.
        with override_settings(BATAS_CARI_NIK=settings.BATAS_CARI_NIK | {"satu": 1000}):
            yield from self.halaman("pemeriksaan kembar tksk", self._kembar, "tksk")
        yield from self.halaman("data kembar dinsos", lambda c: c.get("/pmks/kembar/"), "dinsos")
        yield from self.halaman("halaman jauh dinsos", self._jauh, "dinsos")
        yield from self.halaman("meja periksa dinsos", lambda c: c.get("/pmks/periksa/"), "dinsos")
        muat_mitra(BANYAK_MITRA)
        rawat()
        for peran in ("tksk", "dinsos"):
            yield from self.halaman(f"cari kebutuhan psks {peran}", self._kebutuhan, peran)
            yield from self.halaman(f"daftar psks {peran}", lambda c: c.get("/psks/"), peran)
        yield from self.halaman("direktori psks tksk", lambda c: c.get("/psks/direktori/"), "tksk")
        yield from self.halaman("pengesahan provinsi", lambda c: c.get("/pmks/pengesahan/"), "provinsi")

    def halaman(self, nama: str, minta: Callable, peran: str) -> Iterator[Ukuran]:
        """Yield p50 and p95 of a request as a role."""
        klien = self.klien[peran]
        # Satu putaran tanpa dicatat: yang diukur adalah server yang sudah bekerja, bukan bacaan pertama dari cakram.
        for _ in range(self.ulang):
            minta(klien)
        waktu = []
        for _ in range(self.ulang):
            mulai = time.perf_counter()
            jawaban = minta(klien)
            waktu.append((time.perf_counter() - mulai) * 1000)
            if jawaban.status_code != 200:
                raise RuntimeError(f"{nama}: status {jawaban.status_code}")
        persentil = quantiles(waktu, n=100, method="inclusive")
        yield Ukuran(f"{nama} p50", round(persentil[49], 1), "ms")
        yield Ukuran(f"{nama} p95", round(persentil[94], 1), "ms")

    def _kebutuhan(self, klien: Client):
        """Ask who serves a type; half of the time from a point, half from the place of duty alone."""
        lintang, bujur = self.acak.choice(list(TITIK.values()))
        titik = f"{lintang + self.acak.uniform(-0.1, 0.1):.6f}, {bujur:.6f}" if self.acak.random() < 0.5 else ""
        return klien.post("/psks/direktori/cari/", {"sasaran": str(self.acak.randrange(1, 27)), "titik": titik})

    def _tempat(self, klien: Client) -> str:
        return {"tksk": "64.72.03", "dinsos": "64.72", "provinsi": "64", "kemensos": "64"}[
            next(p for p, c in self.klien.items() if c is klien)
        ]

    def _tersaring(self, klien: Client):
        jenis = self.acak.choice([1, 2, 5, 8, 9, 11, 16, 21, 23, 24])
        status = self.acak.choice(["", "disahkan", "disahkan", "diverifikasi"])
        umur = self.acak.choice(["", "2", "3"])
        if klien is self.klien["kemensos"]:
            status = ""
        return klien.get(
            "/pmks/", {"jenis": jenis, "status": status, "umur": umur, "jk": self.acak.choice(["", "L", "P"])}
        )

    def _cari(self, peran: str, kolom: int) -> Callable:
        def minta(klien: Client):
            kata = self.acak.choice(self.contoh[peran])[kolom]
            return klien.post("/pmks/cari/", {"q": kata}, follow=True)

        return minta

    def _cari_salah(self, peran: str) -> Callable:
        def minta(klien: Client):
            nama = list(self.acak.choice(self.contoh[peran])[1].lower())
            letak = self.acak.randrange(1, max(2, len(nama) - 1))
            nama[letak] = "q"
            return klien.post("/pmks/cari/", {"q": "".join(nama)}, follow=True)

        return minta

    def _kembar(self, klien: Client):
        """What the form asks while one types: NIK across the wall, and who may be the same person."""
        nik, nama, lahir, desa = self.acak.choice(self.contoh["tksk"])
        letak = self.acak.randrange(1, max(2, len(nama) - 1))
        kirim = {"nik": nik, "nama": nama[:letak] + "q" + nama[letak + 1 :], "wilayah": desa}
        return klien.post("/pmks/nik/", kirim | {"tanggal_lahir": f"{lahir:%d-%m-%Y}"})

    def _jauh(self, klien: Client):
        alamat = self.jauh
        jawaban = klien.get(alamat)
        sesudah = SESUDAH.search(jawaban.content.decode())
        self.jauh = html.unescape(sesudah[1]) if sesudah else "/pmks/"
        return jawaban


def isian_baru(nomor: int) -> dict:
    """Return POST data of a person who is in nobody's register, for measuring creates.

    Names, birth dates and families differ as they do in a village: thousands of one name, one day or one KK do not
    exist, and the search for likely duplicates would measure them.
    """
    lahir = LAHIR_AWAL + timedelta(days=nomor * 37 % RENTANG_LAHIR)
    urut = 1 + nomor // RENTANG_LAHIR % 8999
    acak = random.Random(nomor)  # noqa: S311 - nama rekaan
    keluarga = KK_AWAL + timedelta(days=nomor // 4 % RENTANG_KK)
    return {
        "id": str(uuid4()),
        "nik": f"647203{lahir:%d%m%y}{urut:04d}",
        "nama": karang_nama(acak, acak.choice(tabel_rasa("64.72")), "L"),
        "jk": "L",
        "tanggal_lahir": f"{lahir:%d-%m-%Y}",
        "wilayah": "64.72.03.1001",
        "jenis": ["8"],
        "kriteria_8": ["a"],
        "alamat": ALAMAT_UJI,
        "no_kk": f"647203{keluarga:%d%m%y}9001",
        "sumber": "lapangan",
        "tanggal_data": timezone.localdate().strftime("%d-%m-%Y"),
    }
