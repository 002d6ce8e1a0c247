"""Sebaran orang: menurut penduduk kab/kota, di dalamnya menurut bobot yang ditentukan benih."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from tksk_portal.contoh.nama import tabel_rasa
from tksk_portal.contoh.titik import TITIK

# Penduduk semester II 2024 (domain.md 6.1).
PENDUDUK = {
    "64.01": 309_667,
    "64.02": 806_964,
    "64.03": 299_005,
    "64.07": 186_581,
    "64.08": 448_850,
    "64.09": 202_067,
    "64.11": 39_715,
    "64.71": 757_418,
    "64.72": 881_225,
    "64.74": 191_811,
}
PENDUDUK_LAIN = 100_000
# Kecamatan tempat ibu kota kabupaten, jauh lebih padat daripada tetangganya.
IBU_KOTA = {"64.01.04", "64.02.06", "64.03.05", "64.07.06", "64.07.07", "64.08.04", "64.09.01", "64.11.01"}
# Sebagian kecil desa/kelurahan belum tersentuh pendataan: keadaan kosong juga harus tampak.
DESA_KOSONG = 0.015


@dataclass(frozen=True)
class Desa:
    """A village with what its people share."""

    kode: str
    nama: str
    kelurahan: bool
    kecamatan: str
    kabkota: str
    kota: bool
    titik: tuple[float, float] | None
    rasa: tuple[str, ...]


class Sebaran:
    """Draws villages."""

    def __init__(self, desa: list[tuple[str, str, bool]], benih: int) -> None:
        """Take villages as (code, name, whether a kelurahan)."""
        rasa = {kab: tabel_rasa(kab) for kab in {kode[:5] for kode, _, _ in desa}}
        self.desa = [
            Desa(
                kode,
                nama,
                kelurahan,
                kode[:8],
                kode[:5],
                int(kode[3:5]) > 70,
                TITIK.get(kode[:8]),
                rasa[kode[:5]],
            )
            for kode, nama, kelurahan in desa
        ]
        self.kecamatan = sorted({d.kecamatan for d in self.desa})
        self._tumpuk = list(accumulate(self._bobot(Random(f"sebaran|{benih}"))))  # noqa: S311 - data contoh
        self.di_kecamatan: dict[str, list[Desa]] = {k: [] for k in self.kecamatan}
        for d in self.desa:
            self.di_kecamatan[d.kecamatan].append(d)

    def _bobot(self, acak: Random) -> list[float]:
        banyak = Counter(d.kecamatan for d in self.desa)
        kecamatan = {
            k: acak.lognormvariate(0, 0.3) * (4 if k in IBU_KOTA else 1) / banyak[k] ** 0.6 for k in self.kecamatan
        }
        kasar = []
        for d in self.desa:
            b = kecamatan[d.kecamatan] * acak.lognormvariate(0, 0.6) * (3 if d.kelurahan else 1)
            kasar.append(0.0 if acak.random() < DESA_KOSONG else b)
        jumlah: dict[str, float] = {}
        for d, b in zip(self.desa, kasar, strict=True):
            jumlah[d.kabkota] = jumlah.get(d.kabkota, 0) + b
        return [
            b / jumlah[d.kabkota] * PENDUDUK.get(d.kabkota, PENDUDUK_LAIN)
            for d, b in zip(self.desa, kasar, strict=True)
        ]

    def pilih(self, acak: Random) -> Desa:
        """Return a village by its weight."""
        x = acak.random() * self._tumpuk[-1]
        return self.desa[min(bisect_right(self._tumpuk, x), len(self.desa) - 1)]
