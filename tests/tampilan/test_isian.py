"""Isian yang kosong: kalimat yang menyebut apa yang harus dilakukan, di semua formulir portal dan pustaka."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.urls import reverse

from tksk_portal.tampilan.isian import WAJIB

BAWAAN = "Bidang ini tidak boleh kosong"


@pytest.mark.parametrize(
    ("isian", "kalimat"),
    [
        (forms.CharField(), "Isi dahulu bagian ini."),
        (forms.DateField(), "Isi dahulu bagian ini."),
        (forms.ChoiceField(choices=[("a", "A")]), "Pilih dahulu salah satu."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), "Pilih paling sedikit satu."),
        (forms.FileField(), "Pilih dahulu berkasnya."),
        (forms.BooleanField(), "Centang dahulu kotak ini."),
    ],
)
def test_isian_kosong_menyebut_apa_yang_dilakukan(isian, kalimat):
    with pytest.raises(forms.ValidationError) as salah:
        isian.clean(isian.empty_values[0])
    assert salah.value.messages == [kalimat]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("siapa", "alamat"),
    [
        (None, "account_login"),
        ("tksk", "pmks:baru"),
        ("tksk", "account_change_password"),
        ("tksk", "account_reauthenticate"),
        ("tksk", "akun_ubah"),
        ("admin", "kelola_baru"),
    ],
)
def test_formulir_kosong_tidak_memakai_kalimat_bawaan(client, masuk, siapa, alamat):
    klien = masuk(siapa) if siapa else client
    teks = klien.post(reverse(alamat), {}).content.decode()
    assert BAWAAN not in teks
    assert any(k in teks for k in WAJIB.values())


def test_layar_memakai_kalimat_yang_sama():
    skrip = Path(settings.BASE_DIR, "static/sumber/js/langkah.js").read_text()
    fungsi = re.search(r"function required.*?\n}", skrip, re.DOTALL).group()
    assert set(re.findall(r'"([A-Z][^"]*\.)"', fungsi)) <= set(WAJIB.values())
