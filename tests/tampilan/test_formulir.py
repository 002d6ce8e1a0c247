from datetime import date

import pytest
from django import forms

from tksk_portal.dokumen.forms.atur import PenandatanganForm
from tksk_portal.tampilan.formulir import TanggalField


@pytest.mark.parametrize("teks", ["11-12-2026", "11/12/2026", "2026-12-11"])
def test_tanggal_dibaca_hari_lebih_dahulu(teks):
    assert TanggalField().clean(teks) == date(2026, 12, 11)


def test_tanggal_cara_amerika_ditolak():
    with pytest.raises(forms.ValidationError, match="seperti 24-11-2026"):
        TanggalField().clean("12/25/2026")


def test_surat_memakai_isian_tanggal_yang_sama():
    assert isinstance(PenandatanganForm.base_fields["mulai"], TanggalField)
