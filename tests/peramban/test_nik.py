"""NIK di ponsel: pertentangan di bawah isiannya, satu ketukan mengambil alih, tidak ada yang bergeser di atasnya."""

import pytest
from playwright.sync_api import expect

from pmks.models import Orang
from tests.peramban.bahan import Portal
from tests.pmks.bahan import NIK, banyak

pytestmark = pytest.mark.peramban


@pytest.fixture
def borang(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    h.locator("[name=nik]").fill(NIK)
    h.locator("#id_jk_1").check()
    expect(h.locator("[data-nik-hasil]")).to_contain_text("Terbit di Kec. Samarinda Ulu")
    return h


def tanggal(h, teks: str) -> None:
    h.locator("[name=tanggal_lahir]").fill(teks)
    h.locator("[name=tanggal_lahir]").press("Tab")


def test_satu_ketukan_memakai_tanggal_dari_nik(borang):
    h, di = borang, borang.locator("#nik-di-tanggal_lahir")
    tanggal(h, "13-05-1958")
    expect(di).to_contain_text("Menurut NIK lahir 12 Mei 1958, yang diketik 13 Mei 1958.")
    expect(h.locator("[name=tanggal_lahir]")).to_have_value("13-05-1958")
    di.get_by_role("button", name="Pakai tanggal dari NIK").tap()
    expect(h.locator("[name=tanggal_lahir]")).to_have_value("12-05-1958")
    expect(di).to_be_empty()


def test_satu_ketukan_mengganti_angka_nik(borang):
    h = borang
    tanggal(h, "13-05-1958")
    h.get_by_role("button", name="Ganti NIK-nya").tap()
    expect(h.locator("[name=nik]")).to_have_value("6472 0353 0558 9001")
    expect(h.locator("#nik-di-tanggal_lahir")).to_be_empty()


def test_isian_di_atasnya_tidak_bergeser_saat_jawaban_tiba(borang):
    h = borang
    letak = h.locator("[name=tanggal_lahir]").bounding_box()["y"] - h.locator("[name=nik]").bounding_box()["y"]
    tanggal(h, "13-05-1958")
    expect(h.locator("#nik-di-tanggal_lahir")).not_to_be_empty()
    kini = h.locator("[name=tanggal_lahir]").bounding_box()["y"] - h.locator("[name=nik]").bounding_box()["y"]
    assert abs(kini - letak) < 1  # pembulatan setengah piksel bukan pergeseran


def test_nik_dihapus_menghapus_keterangannya(borang):
    h = borang
    tanggal(h, "13-05-1958")
    expect(h.locator("#nik-di-tanggal_lahir")).not_to_be_empty()
    h.locator("[name=nik]").fill("647203")
    expect(h.locator("#nik-di-tanggal_lahir")).to_be_empty()
    expect(h.locator("[data-nik-hasil]")).to_be_empty()


def test_dua_abad_petugas_yang_memilih(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    h.locator("[name=nik]").fill("6472034403209001")
    expect(h.locator("[data-nik-baca]")).to_contain_text("lahir 4 Maret 2020 atau 1920")
    h.get_by_role("button", name="Isikan jenis kelamin dan tanggal lahir (1920)").tap()
    expect(h.locator("[name=tanggal_lahir]")).to_have_value("04-03-1920")
    expect(h.locator("[data-nik-baca]")).to_contain_text("lahir 4 Maret 1920 (106 tahun)")
    assert banyak(Orang) == 0
