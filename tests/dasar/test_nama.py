import pytest
from hypothesis import given
from hypothesis import strategies as st

from tksk_portal.dasar.nama import samarkan_nama, samarkan_nomor, untuk_cari

PANJANG = "Muhammad Rahmatullah Syarifuddin Noor Hidayatullah bin Abdul"


@pytest.mark.parametrize(
    ("nama", "cari"),
    [
        ("Rahmat Putra", "rahmat putra"),
        ("Ma'ruf", "maruf"),
        ("Nur’aini", "nuraini"),
        ("José Pére", "jose pere"),
        ("St. Aminah, S.Pd", "st aminah s pd"),
        ("  Siti   Aminah ", "siti aminah"),
        ("O", "o"),
        ("", ""),
    ],
)
def test_bentuk_cari_tanpa_aksen_dan_tanda(nama, cari):
    assert untuk_cari(nama) == cari


@pytest.mark.parametrize(
    ("nama", "samar"),
    [
        ("Rahmat Putra", "R•••• P••••"),
        ("Siti", "S•••"),
        ("Al", "A••"),
        ("O", "O••"),
        ("Ma'ruf Nur’aini", "M•••• N••••"),
        ("", ""),
    ],
)
def test_samaran_nama(nama, samar):
    assert samarkan_nama(nama) == samar


def test_nama_60_huruf():
    assert len(PANJANG) == 60
    assert untuk_cari(PANJANG) == PANJANG.lower()
    assert samarkan_nama(PANJANG) == "M•••• R•••• S•••• N••• H•••• b•• A••••"


@given(st.text(max_size=100))
def test_samaran_hanya_menyisakan_huruf_pertama(nama):
    for kata, samar in zip(nama.split(), samarkan_nama(nama).split(), strict=True):
        assert samar[0] == kata[0]
        assert set(samar[1:]) == {"•"}


@given(st.text(max_size=100))
def test_bentuk_cari_selalu_polos_dan_tetap_bila_diulang(nama):
    cari = untuk_cari(nama)
    assert set(cari) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert untuk_cari(cari) == cari


def test_samaran_nomor():
    assert samarkan_nomor("6472035205589001") == "6472••••••••9001"
    assert samarkan_nomor("") == ""
