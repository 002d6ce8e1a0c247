"""Keketatan templat sendiri diuji: variabel yang tidak ada menggagalkan uji, di templat portal saja."""

import pytest
from django.template import Context, Origin, Template, engines

from tests.conftest import TEMPLAT


def _templat(isi: str, asal: str) -> Template:
    return Template(isi, origin=Origin(asal), engine=engines["django"].engine)


@pytest.mark.parametrize(
    "isi", ["{{ tidak_ada }}", "{{ ada.tidak_ada }}", "{% if ada %}{{ tidak_ada|upper }}{% endif %}"]
)
def test_variabel_yang_tidak_ada_menggagalkan(isi):
    with pytest.raises(AssertionError, match="tidak_ada"):
        _templat(isi, f"{TEMPLAT}/uji.html").render(Context({"ada": "x"}))


def test_variabel_yang_ada_dan_pertanyaan_diterima():
    isi = "{{ ada }}{{ kosong }}{% if tidak_ada %}ya{% endif %}"
    assert _templat(isi, f"{TEMPLAT}/uji.html").render(Context({"ada": "x", "kosong": None})) == "xNone"


def test_templat_pustaka_dibiarkan():
    assert _templat("a{{ tidak_ada }}b", "/pustaka/crispy/field.html").render(Context()) == "ab"
