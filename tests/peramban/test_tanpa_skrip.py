"""Tanpa JavaScript pekerjaan utama tetap dapat dilakukan: dialog terbuka lewat alamat, galat di sebelah isian."""

import pytest
from playwright.sync_api import Page, expect

from pmks.models import Kasus, Orang
from tests.peramban.bahan import (
    LEBAR,
    Portal,
    isi_langkah_satu,
    isi_langkah_tiga,
    ketuk,
    masuk_lewat_halaman,
    tidak_melebar,
)
from tests.pmks.bahan import banyak, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.peramban


def _isi(h: Page) -> None:
    isi_langkah_satu(h)
    h.locator("input[name=jenis][value='8']").check()
    h.locator("input[name=kriteria_8][value=a]").check()
    isi_langkah_tiga(h)


def test_mencatat_dan_mengajukan_tanpa_skrip(portal: Portal):
    h = portal.buka(java_script_enabled=False)
    masuk_lewat_halaman(h, "tksk")
    h.get_by_role("navigation", name="Kerja cepat").get_by_role("link", name="Catat orang").tap()
    expect(h.get_by_role("group", name="Tinggal di mana?")).to_be_visible()
    tidak_melebar(h)
    _isi(h)
    ketuk(h.get_by_role("button", name="Simpan dan ajukan"))
    expect(h.get_by_text("Tersimpan dan diajukan ke dinas sosial.")).to_be_visible()
    with lingkup.masuk(lingkup.sistem("uji")):
        kasus = Kasus.objects.select_related("orang").get()
    assert (kasus.orang.nama, kasus.status, kasus.kriteria) == ("Siti Aminah", Status.DIAJUKAN, ["a"])


def test_galat_di_sebelah_isian_tanpa_skrip(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/", java_script_enabled=False)
    _isi(h)
    h.locator("[name=nik]").fill("12345")
    h.get_by_label("Tanggal lahir").fill("31-02-1958")
    h.get_by_role("button", name="Simpan dan ajukan").tap()
    expect(h.locator("#div_id_nik .invalid-feedback")).to_contain_text("16 angka")
    expect(h.locator("#div_id_tanggal_lahir .invalid-feedback")).to_be_visible()
    expect(h.locator("[name=nik]")).to_have_value("12345")
    expect(h.get_by_label("Nama lengkap")).to_have_value("Siti Aminah")
    expect(h.locator("input[name=kriteria_8][value=a]")).to_be_checked()
    assert banyak(Orang) == 0


def test_menu_ponsel_terbuka_tanpa_skrip(portal: Portal):
    h = portal.buka("tksk", "/", java_script_enabled=False)
    h.locator(".laci > summary").tap()
    h.get_by_role("navigation", name="Menu lengkap").get_by_role("link", name="PMKS").tap()
    expect(h.get_by_role("heading", name="PMKS", level=1)).to_be_visible()


def test_meja_dan_dialognya_tanpa_skrip(portal: Portal):
    pada_status(portal.dunia, Status.DIAJUKAN, nama="Siti Aminah")
    h = portal.buka("dinsos", "/pmks/periksa/", lebar=LEBAR, java_script_enabled=False)
    h.get_by_role("link", name="Siti Aminah").first.click()
    expect(h.get_by_role("dialog")).to_have_count(0)
    h.get_by_role("link", name="Kembalikan…").click()
    h.get_by_label("Apa yang harus diperbaiki?").fill("Lengkapi nomor KK")
    panel = h.get_by_role("region", name="Data terpilih")
    panel.get_by_role("button", name="Kembalikan", exact=True).click()
    expect(h.get_by_text("Dikembalikan dengan catatan Anda.")).to_be_visible()
    tksk = portal.buka("tksk", "/", java_script_enabled=False)
    expect(tksk.get_by_text("Lengkapi nomor KK")).to_be_visible()


def test_mengesahkan_tanpa_skrip(portal: Portal):
    pada_status(portal.dunia, Status.DIVERIFIKASI)
    h = portal.buka("provinsi", "/pmks/pengesahan/64.72/", lebar=LEBAR, java_script_enabled=False)
    h.get_by_role("link", name="Sahkan…").click()
    h.get_by_role("button", name="Sahkan").click()
    expect(h.get_by_text("Pengesahan selesai.")).to_be_visible()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kasus.objects.get().status == Status.DISAHKAN


def test_keluar_tanpa_skrip(portal: Portal):
    h = portal.buka("tksk", "/keluar/", java_script_enabled=False)
    h.locator("main").get_by_role("button", name="Keluar").tap()
    expect(h.get_by_role("heading", name="Masuk")).to_be_visible()
