from datetime import date, timedelta

import pytest

from pmks.enums import KelompokUmur
from pmks.umur import kelompok_umur, umur

LAHIR = date(1966, 11, 24)


@pytest.mark.parametrize(
    ("pada", "tahun"),
    [(date(2026, 11, 23), 59), (date(2026, 11, 24), 60), (date(2026, 11, 25), 60), (LAHIR, 0)],
)
def test_umur_sehari_sebelum_pada_dan_sesudah_ulang_tahun(pada, tahun):
    assert umur(LAHIR, pada) == tahun


@pytest.mark.parametrize(
    ("pada", "tahun"),
    [
        (date(2026, 2, 28), 25),
        (date(2026, 3, 1), 26),
        (date(2028, 2, 28), 27),
        (date(2028, 2, 29), 28),
    ],
)
def test_lahir_29_februari_bertambah_umur_1_maret_pada_tahun_biasa(pada, tahun):
    assert umur(date(2000, 2, 29), pada) == tahun


@pytest.mark.parametrize(
    ("tahun", "sebelum", "sejak"),
    [
        (6, KelompokUmur.BALITA, KelompokUmur.ANAK),
        (18, KelompokUmur.ANAK, KelompokUmur.DEWASA),
        (60, KelompokUmur.DEWASA, KelompokUmur.LANSIA),
    ],
)
def test_kelompok_umur_berganti_tepat_pada_ulang_tahun(tahun, sebelum, sejak):
    ulang_tahun = date(2026, 11, 24)
    lahir = ulang_tahun.replace(year=2026 - tahun)
    assert kelompok_umur(lahir, ulang_tahun - timedelta(days=1)) == sebelum
    assert kelompok_umur(lahir, ulang_tahun) == sejak


def test_kelompok_umur_paling_muda_dan_paling_tua():
    pada = date(2026, 11, 24)
    assert kelompok_umur(pada, pada) == KelompokUmur.BALITA
    assert kelompok_umur(date(1900, 1, 1), pada) == KelompokUmur.LANSIA
