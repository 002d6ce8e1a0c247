"""Foto di peramban sungguhan: dikecilkan sebelum dikirim, tanpa skrip tetap tersimpan, batasnya dikatakan di tempat."""

import pytest
from playwright.sync_api import Page, expect

from pmks.models import BerkasOrang
from tests.arsip.bahan import PDF, foto
from tests.peramban.bahan import LEBAR, PONSEL, Portal, tidak_melebar
from tests.peramban.bahan import foto as potret
from tests.pmks.bahan import banyak, catat
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas

pytestmark = pytest.mark.peramban
BESAR = {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": foto(3600, 2400, gps=True)}


def _orang(portal: Portal) -> str:
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        return f"/pmks/{catat(by).pk}/berkas/"


def _pilih(h: Page, *berkas: dict, jenis: str = "rumah") -> None:
    h.locator(f"input[name=jenis][value={jenis}]").check(force=True)
    h.locator("input[name=berkas]").set_input_files(list(berkas))


def _gambar_tampil(h: Page, banyak: int) -> None:
    """Wait until all thumbnails are drawn; none is still being fetched when the test ends."""
    expect(h.locator(".berkas-gambar img")).to_have_count(banyak)
    for satu in h.locator(".berkas-gambar img").all():
        satu.scroll_into_view_if_needed()
        expect(satu).to_have_js_property("complete", True)
        assert satu.evaluate("(g) => g.naturalWidth") > 0


def _tersimpan() -> list[Berkas]:
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(Berkas.objects.order_by("dibuat_pada"))


@pytest.mark.parametrize("lebar", [PONSEL, LEBAR])
def test_foto_dikecilkan_di_ponsel_sebelum_dikirim(portal: Portal, lebar: int):
    jalan = _orang(portal)
    h = portal.buka("tksk", jalan, lebar=lebar)
    expect(h.get_by_text("Belum ada foto atau dokumen")).to_be_visible()
    potret(h, f"berkas-kosong-{lebar}")
    h.get_by_role("link", name="Tambah foto pertama").click()
    _pilih(h, BESAR, BESAR | {"name": "IMG_2042.jpg", "buffer": foto(900, 1600)})
    h.get_by_label("Keterangan (boleh kosong)").fill("Rumah dilihat dari jalan")
    expect(h.locator(".berkas-keterangan")).to_contain_text("2 berkas")
    tidak_melebar(h)
    potret(h, f"berkas-dipilih-{lebar}")
    with h.expect_request(lambda p: p.method == "POST") as kiriman:
        h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("2 berkas tersimpan")).to_be_visible()
    assert b"Kamera Rahasia" not in (kiriman.value.post_data_buffer or b""), "lokasi tidak meninggalkan ponsel"
    _gambar_tampil(h, 2)
    tidak_melebar(h)
    potret(h, f"berkas-daftar-{lebar}")
    assert [(b.lebar, b.tinggi) for b in _tersimpan()] == [(1600, 1067), (900, 1600)]
    h.get_by_role("link", name="Hapus").first.click()
    expect(h.locator("dialog[open]")).to_be_visible()
    potret(h, f"berkas-hapus-{lebar}")
    h.locator("dialog[open]").get_by_role("button", name="Hapus").click()
    expect(h.get_by_text("Foto tempat tinggal dihapus.")).to_be_visible()
    _gambar_tampil(h, 1)


def test_tanpa_skrip_server_yang_mengecilkan(portal: Portal):
    h = portal.buka("tksk", _orang(portal) + "tambah/", java_script_enabled=False)
    _pilih(h, BESAR)
    h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("1 berkas tersimpan")).to_be_visible()
    h.wait_for_load_state("networkidle")
    assert [(b.lebar, b.tinggi) for b in _tersimpan()] == [(1600, 1067)]


def test_batas_dikatakan_sebelum_dikirim(portal: Portal):
    h = portal.buka("tksk", _orang(portal) + "tambah/")
    besar = {"name": "pindaian.pdf", "mimeType": "application/pdf", "buffer": PDF + b"0" * 9 * 1024 * 1024}
    _pilih(h, besar, jenis="surat")
    expect(h.locator(".berkas-keterangan.gagal")).to_have_text("pindaian.pdf 9 MB; paling besar 8 MB.")
    h.get_by_role("button", name="Simpan").click()
    expect(h.locator("input[name=berkas]")).to_be_focused()
    assert banyak(BerkasOrang) == 0
    _pilih(h, {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": PDF}, jenis="surat")
    h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("1 berkas tersimpan")).to_be_visible()


@pytest.mark.parametrize("lebar", [PONSEL, LEBAR])
def test_yang_ditolak_server_kembali_dengan_alasannya(portal: Portal, lebar: int):
    h = portal.buka("tksk", _orang(portal) + "tambah/", lebar=lebar)
    palsu = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": PDF[:-20]}
    _pilih(h, palsu, {"name": "rumah.jpg", "mimeType": "image/jpeg", "buffer": foto()})
    h.get_by_label("Keterangan (boleh kosong)").fill("Rumah dari jalan")
    h.get_by_role("button", name="Simpan").click()
    expect(h.locator("#div_id_berkas .invalid-feedback")).to_contain_text("surat.pdf: PDF ini terpotong")
    expect(h.get_by_text("1 berkas tersimpan")).to_be_visible()
    expect(h.get_by_label("Keterangan (boleh kosong)")).to_have_value("Rumah dari jalan")
    tidak_melebar(h)
    potret(h, f"berkas-ditolak-{lebar}")


def test_pdf_terbuka_atau_terunduh_dengan_kepala_yang_aman(portal: Portal):
    jalan = _orang(portal)
    h = portal.buka("tksk", jalan + "tambah/")
    _pilih(h, {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": PDF}, jenis="surat")
    h.get_by_role("button", name="Simpan").click()
    alamat = h.get_by_role("link", name="Buka PDF").get_attribute("href")
    jawaban = h.request.get(h.url.split("/pmks/")[0] + alamat)
    assert jawaban.status == 200 and jawaban.body() == PDF
    assert "sandbox" in jawaban.headers["content-security-policy"]
