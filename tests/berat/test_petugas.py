"""Sejarah acak hunian dalam jumlah besar: satu penghuni tiap kecamatan, dan akses selalu sama dengan hunian."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.penugasan.petugas.test_hunian import LANGKAH, by, uji_sejarah

pytestmark = pytest.mark.berat
__all__ = ["by"]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(langkah=st.lists(LANGKAH, min_size=6, max_size=40))
def test_sejarah_acak_panjang(by, langkah):
    titik = transaction.savepoint()
    try:
        uji_sejarah(langkah, by)
    finally:
        transaction.savepoint_rollback(titik)
