"""Perjalanan seseorang di ponsel: mencatat layanan, menandai kebutuhan, melaporkan kematian, membatalkannya."""

import pytest
from playwright.sync_api import Page, expect

from pmks.angka import jumlah_sel
from tests.peramban.bahan import LEBAR, PONSEL, Portal, tidak_melebar
from tests.peramban.bahan import foto as potret
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup

pytestmark = pytest.mark.peramban


def _ditangani(portal: Portal) -> int:
    """Return how many persons today's totals of the kecamatan count."""
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        return jumlah_sel(by.tempat, jenis=0)


def _catat(h: Page, apa: str) -> None:
    h.get_by_role("navigation", name="Catat perjalanan").get_by_role("link", name=apa).click()


@pytest.mark.parametrize("lebar", [PONSEL, pytest.param(LEBAR, marks=pytest.mark.berat)])
def test_satu_perjalanan_dari_kebutuhan_sampai_kabar_duka_dan_pembatalannya(portal: Portal, lebar: int):
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        jalan = f"/pmks/{catat(by).pk}/"
    h = portal.buka("tksk", jalan, lebar=lebar)
    awal = _ditangani(portal)
    # Dua ketukan.
    _catat(h, "Kebutuhan")
    tidak_melebar(h)
    h.get_by_role("button", name="Alat bantu").click()
    expect(h.get_by_text("Kebutuhan alat bantu dicatat.")).to_be_visible()
    potret(h, f"perjalanan-kebutuhan-{lebar}")
    # Layanan yang memenuhinya; yang salah disebut, yang diketik tetap ada.
    _catat(h, "Layanan")
    h.locator("[name=program]").select_option(label="Program atau bantuan lain")
    h.get_by_label("Barang atau layanan").fill("kursi roda")
    h.get_by_role("radio", name="Alat bantu").check()
    h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("Tulis nama program atau bantuannya.")).to_be_visible()
    expect(h.get_by_label("Barang atau layanan")).to_have_value("kursi roda")
    h.get_by_label("Nama program atau bantuan lain").fill("Bantuan masjid")
    h.get_by_label("Jumlah uang (rupiah)").fill("Rp 150.000")
    tidak_melebar(h)
    potret(h, f"perjalanan-layanan-{lebar}")
    h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("Layanan dicatat.")).to_be_visible()
    expect(h.get_by_text("Semua kebutuhan yang tercatat sudah selesai.")).to_be_visible()
    expect(h.get_by_role("cell", name="Rp 150.000")).to_be_visible()
    # Kebutuhan kedua ditandai terpenuhi sendiri.
    _catat(h, "Kebutuhan")
    h.get_by_role("button", name="Pangan").click()
    h.get_by_role("link", name="Pangan").click()
    h.get_by_label("Bagaimana?").fill("Beras dari tetangga")
    h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("Kebutuhan ditandai selesai.")).to_be_visible()
    _catat(h, "Kebutuhan")
    h.get_by_role("button", name="Hunian").click()
    # Kabar duka: kebutuhan yang terbuka ditutup, orangnya keluar dari angka hari ini.
    assert _ditangani(portal) == awal
    _catat(h, "Keadaan")
    h.get_by_role("radio", name="Meninggal dunia").check()
    h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("Tulis keterangannya: dari siapa")).to_be_visible()
    h.get_by_label("Keterangan").fill("Keterangan ketua RT 21")
    tidak_melebar(h)
    potret(h, f"perjalanan-keadaan-{lebar}")
    h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("1 kebutuhan yang terbuka ditutup. Datanya tetap tersimpan.")).to_be_visible()
    tidak_melebar(h)
    potret(h, f"perjalanan-meninggal-{lebar}")
    assert _ditangani(portal) == awal - 1
    # Ternyata salah orang.
    h.get_by_role("link", name="Kembali ditangani?").click()
    h.get_by_label("Keterangan").fill("Salah orang, yang dimaksud tetangganya")
    h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("1 kebutuhan terbuka lagi.")).to_be_visible()
    assert _ditangani(portal) == awal
    h.goto("/pmks/keadaan/")
    expect(h.get_by_text("Salah orang, yang dimaksud tetangganya")).to_be_visible()
    tidak_melebar(h)
    potret(h, f"perjalanan-perubahan-{lebar}")


def test_layanan_yang_belum_terkirim_kembali_dari_draf(portal: Portal):
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        jalan = f"/pmks/{catat(by).pk}/layanan/baru/"
    h = portal.buka("tksk", jalan)
    h.get_by_label("Barang atau layanan").fill("beras 10 kg")
    expect(h.locator("[data-draf-status]")).to_contain_text("tersimpan")
    kunci = h.locator("input[name=id]").input_value()
    h.reload()
    expect(h.get_by_label("Barang atau layanan")).to_have_value("beras 10 kg")
    assert h.locator("input[name=id]").input_value() == kunci


def test_tanpa_skrip_dua_ketukan_tetap_tersimpan(portal: Portal):
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        jalan = f"/pmks/{catat(by).pk}/kebutuhan/baru/"
    h = portal.buka("tksk", jalan, java_script_enabled=False)
    h.get_by_role("button", name="Pangan").click()
    expect(h.get_by_text("Kebutuhan pangan dicatat.")).to_be_visible()
