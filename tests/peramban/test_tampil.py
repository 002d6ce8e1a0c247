"""Yang dilakukan layar: mencari jenis, mengisi titik, nama panjang, kertas, papan ketik, dan berat halaman."""

import pytest
from playwright.sync_api import Page, expect

from pmks.models import acuan_jenis
from tests.peramban.bahan import (
    LEBAR,
    PONSEL,
    SEMPIT,
    Portal,
    isi_langkah_satu,
    isi_semua,
    lanjut,
    masuk_lewat_halaman,
    tidak_melebar,
)
from tests.peramban.dunia import NAMA_PANJANG
from tests.pmks.bahan import pada_status
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.peramban

# KB yang dipindahkan (desain.md, Screens): kunjungan pertama, lalu tiap halaman sesudahnya.
BERAT_PERTAMA, BERAT_LANJUT = 120, 30


def test_cari_jenis_dengan_kata_sehari_hari(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    isi_langkah_satu(h)
    lanjut(h, "jenis masalah")
    tampak = h.locator("#div_id_jenis .form-check:visible")
    expect(tampak).to_have_count(sum(j.perorangan for j in acuan_jenis().values()))
    for kata, nama in {
        "lansia": "Lanjut usia telantar",
        "difabel": "Penyandang disabilitas",
        "odha": "Orang dengan HIV/AIDS",
        "  LANJUT   usia ": "Lanjut usia telantar",
    }.items():
        h.get_by_label("Cari jenis").fill(kata)
        expect(tampak.filter(has_text=nama)).to_have_count(1)
        assert tampak.count() <= 2
    h.get_by_label("Cari jenis").fill("zzz")
    expect(tampak).to_have_count(0)
    expect(h.get_by_text("Tidak ada yang cocok. Coba kata lain.")).to_be_visible()


def _di_langkah(h: Page, nomor: int) -> None:
    expect(h.locator(".langkah-teks")).to_contain_text(f"Langkah {nomor} dari 3")


def test_langkah_jenis_tidak_dilewati_tanpa_pilihan(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    isi_langkah_satu(h)
    lanjut(h, "jenis masalah")
    lanjut(h, "alamat")
    _di_langkah(h, 2)
    pesan = h.locator("#div_id_jenis").get_by_text("Pilih paling sedikit satu jenis.")
    expect(pesan).to_have_count(1)
    expect(pesan).to_be_visible()
    expect(h.locator("input[name=jenis]").first).to_be_focused()
    lanjut(h, "alamat")
    expect(pesan).to_have_count(1)
    h.locator("input[name=jenis][value='9']").check()
    expect(pesan).to_have_count(0)
    expect(h.locator("input[name=jenis].is-invalid")).to_have_count(0)
    # Jenis yang dipilih menuntut isiannya sendiri; yang tidak dipilih tidak.
    lanjut(h, "alamat")
    _di_langkah(h, 2)
    expect(h.get_by_text("Pilih paling sedikit satu jenis disabilitas.")).to_be_visible()
    h.locator("#id_disabilitas_9_3").check()
    lanjut(h, "alamat")
    _di_langkah(h, 3)


def test_setiap_langkah_menahan_isian_wajib_yang_kosong(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    lanjut(h, "jenis masalah")
    _di_langkah(h, 1)
    for medan, kalimat in {
        "nik": "Isi NIK, atau pilih alasan mengapa tidak ada.",
        "nama": "Isi dahulu bagian ini.",
        "jk": "Pilih dahulu salah satu.",
        "tanggal_lahir": "Isi dahulu bagian ini.",
        "wilayah": "Pilih dahulu salah satu.",
    }.items():
        expect(h.locator(f"#div_id_{medan}").get_by_text(kalimat)).to_be_visible()
    expect(h.locator("#id_nik")).to_be_focused()
    # Alasan menggantikan nomornya.
    h.get_by_role("button", name="Tidak punya NIK?").click()
    h.get_by_label("Alasan tanpa NIK").select_option("belum_rekam")
    expect(h.locator("#div_id_nik .invalid-feedback")).to_have_count(0)
    isi_langkah_satu(h, nik="")
    lanjut(h, "jenis masalah")
    _di_langkah(h, 2)


def test_langkah_terakhir_menahan_kk_dan_alamat_yang_kosong(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    isi_langkah_satu(h)
    lanjut(h, "jenis masalah")
    h.locator("input[name=jenis][value='8']").check()
    lanjut(h, "alamat")
    h.get_by_role("button", name="Simpan dan ajukan").click()
    _di_langkah(h, 3)
    expect(h.locator("#div_id_alamat").get_by_text("Isi dahulu bagian ini.")).to_be_visible()
    expect(h.locator("#div_id_no_kk").get_by_text("Isi nomor KK, atau pilih alasan")).to_be_visible()
    h.get_by_label("Alasan tanpa KK").select_option("belum_punya")
    expect(h.locator("#div_id_no_kk .invalid-feedback")).to_have_count(0)
    assert "/pmks/baru/" in h.url


def test_memilih_jenis_menampilkan_kriterianya(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/", lebar=LEBAR)
    rinci = h.locator(".rinci-jenis:visible")
    expect(rinci).to_have_count(0)
    h.locator("input[name=jenis][value='8']").check()
    expect(rinci).to_have_count(1)
    expect(rinci.get_by_role("heading", name="Lanjut usia telantar")).to_be_visible()
    assert rinci.locator("input[type=checkbox]").count() >= 2
    h.locator("input[name=jenis][value='9']").check()
    expect(rinci.get_by_label("Sensorik")).to_be_visible()
    h.locator("input[name=jenis][value='8']").uncheck()
    expect(rinci).to_have_count(1)


def test_titik_diisi_dari_lokasi_ponsel(portal: Portal):
    tempat = {"latitude": -0.46213, "longitude": 117.12345, "accuracy": 8}
    h = portal.buka("tksk", "/pmks/baru/", geolocation=tempat, permissions=["geolocation"])
    isi_semua(h)
    h.get_by_text("Keterangan lain (boleh dilewati)").tap()
    h.get_by_role("button", name="Pakai lokasi ponsel").tap()
    expect(h.get_by_label("Titik lokasi")).to_have_value("-0.462130, 117.123450")
    expect(h.get_by_text("ketelitian sekitar 8 meter")).to_be_visible()


def test_titik_ditolak_orangnya_boleh_kosong(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/", permissions=[])
    isi_semua(h)
    h.get_by_text("Keterangan lain (boleh dilewati)").tap()
    h.get_by_role("button", name="Pakai lokasi ponsel").tap()
    expect(h.get_by_text("lokasi tidak terbaca; boleh dikosongkan")).to_be_visible()


def test_nik_menawarkan_kelamin_dan_tanggal_lahir(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    h.locator("[name=nik]").fill("6472035205589001")
    h.get_by_role("button", name="Isikan jenis kelamin dan tanggal lahir").tap()
    expect(h.get_by_label("Perempuan", exact=True)).to_be_checked()
    expect(h.get_by_label("Tanggal lahir")).to_have_value("12-05-1958")


def test_kembaran_tampak_sebelum_formulir_selesai(portal: Portal):
    pada_status(portal.dunia, Status.DIAJUKAN, nama="Siti Aminah")
    h = portal.buka("tksk", "/pmks/baru/")
    h.locator("[name=nik]").fill("6472035205589001")
    expect(h.get_by_text("NIK ini sudah tercatat")).to_be_visible()


def test_nama_panjang_tidak_merusak_tata_letak(portal_penuh: Portal):
    portal = portal_penuh
    h = portal.buka("tksk")
    for jalan in ("/pmks/", *(f"/pmks/{pk}/" for pk in portal.isi.orang_panjang)):
        h.goto(jalan)
        for lebar in (PONSEL, SEMPIT, LEBAR):
            h.set_viewport_size({"width": lebar, "height": 740})
            tidak_melebar(h)
    h.goto(f"/pmks/{portal.isi.orang_panjang[0]}/")
    expect(h.get_by_role("heading", name=NAMA_PANJANG, level=1)).to_be_visible()


def test_kertas_tanpa_navigasi(portal_penuh: Portal):
    h = portal_penuh.buka("provinsi", lebar=LEBAR)
    for jalan in ("/", "/angka/64/", f"/pmks/pengesahan/{portal_penuh.isi.pengesahan['64.72']}/"):
        h.goto(jalan)
        h.emulate_media(media="print")
        for pemilih in (".sisi", ".kepala-ponsel", ".bar-bawah", "main .btn", "main button", ".lompat"):
            expect(h.locator(f"{pemilih}:visible")).to_have_count(0)
        expect(h.get_by_role("heading", level=1)).to_be_visible()
        expect(h.locator(".kaki-cetak")).to_contain_text("dicetak")
        assert h.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        h.emulate_media(media="screen")


FOKUS = """(e) => {
  const bergaris = (gaya) => gaya.outlineStyle !== "none" && parseFloat(gaya.outlineWidth) >= 2;
  // Tautan daftar menggarisi seluruh barisnya (::after), ubin pilihan menggarisi labelnya.
  const label = e.nextElementSibling;
  return bergaris(getComputedStyle(e)) || bergaris(getComputedStyle(e, "::after"))
    || (label && bergaris(getComputedStyle(label)));
}"""
DAPAT_FOKUS = """() => [...document.querySelectorAll(
    ["a[href]", "button", "input:not([type=hidden])", "select", "textarea", "summary"].map((p) => `main ${p}`).join()
  )].filter((e) => !e.disabled && e.checkVisibility({visibilityProperty: true}))
  .filter((e) => e.type !== "radio" || e === e.form.querySelector(`[name="${e.name}"]`)).length"""


@pytest.mark.parametrize("lebar", [PONSEL, LEBAR])
def test_formulir_dengan_papan_ketik_saja(portal: Portal, lebar: int):
    h = portal.buka("tksk", "/pmks/baru/", lebar=lebar)
    seharusnya = h.evaluate(DAPAT_FOKUS)
    h.locator("main").focus()
    tercapai, pudar = 0, []
    for _ in range(seharusnya + 20):
        h.keyboard.press("Tab")
        di_form = h.evaluate("Boolean(document.activeElement.closest('main'))")
        if not di_form:
            break
        tercapai += 1
        if not h.evaluate(f"({FOKUS})(document.activeElement)"):
            pudar.append(h.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert tercapai == seharusnya >= 5
    assert not pudar, pudar


def test_lompat_ke_isi_adalah_tab_pertama(portal: Portal):
    h = portal.buka("dinsos", "/", lebar=LEBAR)
    h.keyboard.press("Tab")
    expect(h.get_by_role("link", name="Lompat ke isi")).to_be_focused()
    h.keyboard.press("Enter")
    assert h.evaluate("document.activeElement.id") == "isi"


class Timbangan:
    """Counts the bytes that came over the wire, compressed, with headers."""

    def __init__(self, h: Page) -> None:
        self.byte = 0
        cdp = h.context.new_cdp_session(h)
        cdp.send("Network.enable")
        cdp.on("Network.loadingFinished", self._tambah)

    def _tambah(self, isi: dict) -> None:
        self.byte += isi["encodedDataLength"]

    def kilo(self, h: Page, jalan: str) -> float:
        """Open a page and return its KB."""
        self.byte = 0
        h.goto(jalan)
        h.wait_for_load_state("networkidle")
        return self.byte / 1000


def test_berat_halaman(portal_penuh: Portal):
    kilo = {}
    h = portal_penuh.buka()
    timbangan = Timbangan(h)
    kilo["masuk, pertama kali"] = timbangan.kilo(h, "/masuk/")
    masuk_lewat_halaman(h, "tksk")
    expect(h.get_by_role("heading", name="Menunggu Anda")).to_be_visible()
    rinci = f"/pmks/{portal_penuh.isi.orang['dikembalikan'].id}/"
    halaman = {"beranda": "/", "daftar": "/pmks/", "formulir": "/pmks/baru/", "rinci": rinci, "masuk lagi": "/akun/"}
    for nama, jalan in halaman.items():
        kilo[nama] = timbangan.kilo(h, jalan)
    dinas = portal_penuh.buka("dinsos", lebar=LEBAR)
    timbangan = Timbangan(dinas)
    pertama = timbangan.kilo(dinas, "/")
    kilo["beranda dinas, pertama kali"] = pertama
    kilo["meja periksa"] = timbangan.kilo(dinas, "/pmks/periksa/")
    print("\n".join(f"{nama:30} {n:6.1f} KB" for nama, n in kilo.items()))  # noqa: T201 - ukuran memang dicetak
    berat = {n: k for n, k in kilo.items() if k > (BERAT_PERTAMA if "pertama" in n else BERAT_LANJUT)}
    assert not berat, kilo
    assert kilo["masuk, pertama kali"] > 20, "timbangan tidak menimbang apa pun"
