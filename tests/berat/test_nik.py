"""Sejuta NIK rekaan terbaca kembali menjadi apa yang membuatnya."""

import pytest

from tests.pmks.test_nik_ukur import baca_semua

pytestmark = [pytest.mark.berat, pytest.mark.django_db]


def test_sejuta_nik_terbaca_kembali():
    baca_semua(1_000_000)
