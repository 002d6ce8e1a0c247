"""Permintaan menghapus data, dari ponsel TKSK sampai identitasnya hilang di dinas, dengan angkanya di tiap langkah."""

import re

import pytest
from playwright.sync_api import Page, expect

from pmks.angka import jumlah_sel
from tests.lindung.bahan import sisa_di_basis_data
from tests.peramban.bahan import LEBAR, Portal, foto, tidak_melebar
from tests.pmks.bahan import pada_status
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.peramban
NAMA = "Rusminah Kenarisari"


def _angka() -> dict[str, int]:
    with lingkup.masuk(lingkup.sistem("uji")):
        return {t: jumlah_sel(t) for t in ("64.72.03.1001", "64.72.03", "64.72", "64", "0")}


def test_permintaan_hapus_dari_tksk_sampai_dilaksanakan_dinas(portal: Portal):
    orang = pada_status(portal.dunia, Status.DIVERIFIKASI, nama=NAMA).orang
    pada_status(portal.dunia, Status.DIVERIFIKASI, nama="Warga Lain", nik="6472035205589444")
    penuh = dict.fromkeys(_angka(), 2)
    assert _angka() == penuh
    nomor = _tksk_mencatat(portal, orang)
    assert _angka() == penuh, "permintaan belum mengubah apa pun"
    h = _dinas_membuka(portal, nomor)
    assert _angka() == penuh
    _dinas_melaksanakan(h, orang)
    assert _angka() == dict.fromkeys(penuh, 1)
    assert sisa_di_basis_data(NAMA, "Kenarisari", orang.nik, "Ibu Pemohon") == []
    _halaman_sesudahnya(portal, orang)


def _tksk_mencatat(portal: Portal, orang) -> str:
    h = portal.buka("tksk", f"/pmks/{orang.pk}/")
    h.get_by_role("link", name="Catat permintaan").click()
    h.get_by_label("Menghapus data").check(force=True)
    h.get_by_label("Isi permintaan").fill("Minta semua datanya dihapus")
    h.get_by_label("Siapa yang meminta?").select_option("diri")
    h.get_by_label("Nama pemohon").fill("Ibu Pemohon")
    h.get_by_label("Bagaimana identitasnya diperiksa?").select_option("ktp")
    h.get_by_label("Bagaimana diterima?").select_option("kunjungan")
    tidak_melebar(h)
    foto(h, "lindung-catat-360")
    h.get_by_role("button", name="Catat permintaan").click()
    expect(h.get_by_text("Tenggat").first).to_be_visible()
    expect(h.get_by_role("link", name="Hapus identitas")).to_have_count(0)
    tidak_melebar(h)
    return re.search(r"P-[0-9A-F]{6}", h.locator("main").inner_text()).group()


def _dinas_membuka(portal: Portal, nomor: str) -> Page:
    h = portal.buka("dinsos", "/kabar/", lebar=LEBAR)
    expect(h.get_by_text("Permintaan baru dari pemilik data")).to_be_visible()
    expect(h.locator("main")).not_to_contain_text(NAMA)
    h.goto("/lindung/")
    h.get_by_role("link", name=nomor).click()
    foto(h, "lindung-permintaan-1280")
    h.get_by_role("link", name="Hapus identitas").click()
    expect(h.get_by_text("Tidak dapat diurungkan.", exact=True)).to_be_visible()
    return h


def _dinas_melaksanakan(h: Page, orang) -> None:
    h.get_by_label("Ketik nomor rekaman").fill("salah")
    h.get_by_role("button", name="Hapus identitas selamanya").click()
    expect(h.get_by_text("tidak sama dengan nomor rekaman")).to_be_visible()
    h.get_by_label("Ketik nomor rekaman").fill(orang.pk.hex[-6:].lower())
    foto(h, "lindung-hapus-1280")
    h.get_by_role("button", name="Hapus identitas selamanya").click()
    expect(h.get_by_text("Identitas sudah dihapus")).to_be_visible()
    h.reload()
    expect(h.get_by_text("Rekaman ini tidak punya foto atau dokumen; dipastikan")).to_be_visible()
    foto(h, "lindung-nisan-1280")


def _halaman_sesudahnya(portal: Portal, orang) -> None:
    portal.maklum("410")
    h = portal.buka("tksk", f"/pmks/{orang.pk}/")
    expect(h.get_by_role("heading", name="Identitas orang ini sudah dihapus")).to_be_visible()
    tidak_melebar(h)
    foto(h, "lindung-dihapus-360")
    h.get_by_role("link", name="Daftar PMKS", exact=True).click()
    expect(h.get_by_text("Warga Lain").first).to_be_visible()
    expect(h.locator("main")).not_to_contain_text(NAMA)
    h.get_by_role("searchbox").first.fill("Rusminah")
    h.get_by_role("searchbox").first.press("Enter")
    h.wait_for_url(re.compile("cari="))
    expect(h.locator("main")).not_to_contain_text("Kenarisari")
    h.goto(f"/pmks/{orang.pk}/riwayat/")
    expect(h.get_by_role("heading", name="Riwayat perubahan")).to_be_visible()
    expect(h.locator("main")).not_to_contain_text("Kenarisari")
