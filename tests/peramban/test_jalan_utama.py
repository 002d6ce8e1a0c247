"""Pekerjaan utama di peramban sungguhan: dari ponsel TKSK sampai daftar Kemensos, dan tetangga tidak pernah bertemu."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from pmks.models import Kasus, Orang
from tests.peramban.bahan import (
    KK_BARU,
    LEBAR,
    NIK_BARU,
    Portal,
    isi_langkah_dua,
    isi_langkah_satu,
    isi_langkah_tiga,
    ketuk,
    lanjut,
    masuk_lewat_halaman,
    simpanan,
)
from tests.pmks.bahan import DESA, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.peramban

NAMA, NAMA_KEDUA = "Siti Aminah", "Bambang Kedua"
ALASAN = "Lengkapi nomor KK, angka terakhir tertukar"
KK_BETUL = "6472030101109002"
TUJUAN = "Pemeriksaan data penerima bantuan"
TUJUAN_PROVINSI = "Memeriksa alamat sebelum pengesahan"


def test_jalan_utama_dari_ponsel_tksk_sampai_kemensos(portal: Portal):
    tksk = portal.buka()
    orang = _tksk_mencatat(tksk)
    dinsos = portal.buka(lebar=LEBAR)
    _dinsos_mengembalikan(dinsos)
    _tksk_memperbaiki(tksk, orang)
    _dinsos_memverifikasi(dinsos)
    kedua = pada_status(portal.dunia, Status.DIVERIFIKASI, nama=NAMA_KEDUA, nik="6472031203609005", jk="L",
                        no_kk="6472030101109077", tanggal_lahir=date(1960, 3, 12))  # fmt: skip
    _provinsi_mengesahkan(portal, kedua)
    _kemensos_membuka(portal, orang)
    _tksk_melihat_pembuka(tksk, orang)
    for nama in ("dinsos_lain", "tetangga"):
        _tidak_pernah_bertemu(portal, nama, orang)


def _tksk_mencatat(h: Page) -> str:
    masuk_lewat_halaman(h, "tksk")
    ketuk(h.get_by_role("navigation", name="Kerja cepat").get_by_role("link", name="Catat orang"))
    expect(h.get_by_text("Langkah 1 dari 3")).to_be_visible()
    isi_langkah_satu(h, nama=NAMA, desa=DESA)
    expect(h.locator("[data-nik-baca]")).to_contain_text("perempuan, lahir 12 Mei 1958")
    expect(h.locator("[data-nik-hasil]")).to_contain_text("Terbit di Kec. Samarinda Ulu")
    lanjut(h, "jenis masalah")
    expect(h.get_by_text("Langkah 2 dari 3")).to_be_visible()
    isi_langkah_dua(h)
    lanjut(h, "alamat")
    isi_langkah_tiga(h)
    ketuk(h.get_by_role("button", name="Simpan dan ajukan"))
    expect(h.get_by_text("Tersimpan dan diajukan ke dinas sosial.")).to_be_visible()
    expect(h.get_by_role("heading", name=NAMA, level=1)).to_be_visible()
    assert simpanan(h) == {}
    return re.fullmatch(r".*(/pmks/[0-9a-f-]{36}/)(\?.*)?", h.url)[1]


def _dinsos_mengembalikan(h: Page) -> None:
    masuk_lewat_halaman(h, "dinsos")
    h.get_by_role("link", name="Periksa data").first.click()
    panel = h.get_by_role("region", name="Data terpilih")
    expect(panel.get_by_role("heading", name=NAMA)).to_be_visible()
    h.keyboard.press("r")
    dialog = h.get_by_role("dialog", name="Kembalikan ke TKSK")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    h.keyboard.type(ALASAN)
    h.keyboard.press("Tab")
    h.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Kembalikan")).to_be_focused()
    h.keyboard.press("Enter")
    expect(h.get_by_text("Dikembalikan dengan catatan Anda.")).to_be_visible()
    expect(h.get_by_text("Semua sudah diperiksa")).to_be_visible()


def _tksk_memperbaiki(h: Page, orang: str) -> None:
    h.goto("/")
    menunggu = h.locator("section", has=h.get_by_role("heading", name="Menunggu Anda"))
    expect(menunggu).to_contain_text(ALASAN)
    menunggu.get_by_role("link", name="1 data dikembalikan").tap()
    h.get_by_role("link", name=NAMA).tap()
    expect(h.locator("main")).to_contain_text(ALASAN)
    ketuk(h.get_by_role("link", name="Ubah", exact=True))
    expect(h.get_by_label("Nama lengkap")).to_have_value(NAMA)
    lanjut(h, "jenis masalah")
    lanjut(h, "alamat")
    expect(h.get_by_label("Nomor KK")).to_have_value(KK_BARU)
    h.get_by_label("Nomor KK").fill(KK_BETUL)
    ketuk(h.get_by_role("button", name="Simpan dan ajukan"))
    expect(h.get_by_text("Perubahan tersimpan dan diajukan ke dinas sosial.")).to_be_visible()
    assert simpanan(h) == {}
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.get(pk=orang.split("/")[2]).no_kk == KK_BETUL


def _dinsos_memverifikasi(h: Page) -> None:
    h.goto("/pmks/periksa/")
    expect(h.get_by_role("region", name="Data terpilih").get_by_role("heading", name=NAMA)).to_be_visible()
    h.keyboard.press("v")
    expect(h.get_by_text("Terverifikasi.", exact=True)).to_be_visible()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kasus.objects.get().status == Status.DIVERIFIKASI


def _provinsi_mengesahkan(portal: Portal, kedua: Kasus) -> None:
    h = portal.buka(lebar=LEBAR)
    masuk_lewat_halaman(h, "provinsi")
    h.get_by_role("link", name="Pengesahan").first.click()
    h.get_by_role("link", name="Periksa Kota Samarinda").click()
    expect(h.get_by_role("heading", name="Data yang akan disahkan")).to_be_visible()
    halaman = h.url
    assert NAMA not in h.content() and NAMA_KEDUA not in h.content()
    # Barisnya tertutup: jenis tanpa orangnya, sampai dibuka dengan menyebut keperluan.
    assert str(kedua.orang_id) not in h.content()
    baris = h.get_by_role("row").filter(has=h.locator(f"input[value^='{kedua.pk}:']"))
    baris.get_by_text("Buka…").click()
    baris.get_by_label("Untuk keperluan apa data ini dibuka?").fill(TUJUAN_PROVINSI)
    baris.get_by_role("button", name="Buka (dicatat)").click()
    expect(h.get_by_role("heading", name=NAMA_KEDUA, level=1)).to_be_visible()
    h.goto(halaman)
    expect(baris.get_by_role("link", name=NAMA_KEDUA)).to_be_visible()
    assert NAMA not in h.content()
    baris.get_by_text("Kecualikan…").click()
    baris.get_by_label("Mengapa belum disahkan?").fill("Alamat belum jelas")
    baris.get_by_role("button", name="Kecualikan").click()
    expect(h.get_by_text("1 dikecualikan")).to_be_visible()
    h.get_by_role("link", name="Sahkan…").click()
    dialog = h.get_by_role("dialog")
    expect(dialog).to_contain_text("kecuali 1 yang dikecualikan")
    dialog.get_by_role("button", name="Sahkan").click()
    expect(h.get_by_text("Pengesahan selesai.")).to_be_visible()
    expect(h.locator("main")).to_contain_text("Alamat belum jelas")
    with lingkup.masuk(lingkup.sistem("uji")):
        per_orang = dict(Kasus.objects.values_list("orang__nama", "status"))
    assert per_orang == {NAMA: Status.DISAHKAN, NAMA_KEDUA: Status.DIVERIFIKASI}


def _kemensos_membuka(portal: Portal, orang: str) -> None:
    h = portal.buka(lebar=LEBAR)
    masuk_lewat_halaman(h, "kemensos")
    h.get_by_role("link", name="PMKS", exact=True).first.click()
    expect(h.get_by_role("row")).to_have_count(2)
    assert "Aminah" not in h.content() and NIK_BARU not in h.content()
    h.locator(f"a[href='{orang}']").click()
    for rahasia in ("Aminah", NIK_BARU, KK_BETUL, "Anggrek"):
        assert rahasia not in h.content()
    h.get_by_role("button", name="Buka identitas").click()
    h.get_by_label("Untuk keperluan apa").fill(TUJUAN)
    h.get_by_role("button", name="Buka identitas").click()
    expect(h.get_by_role("heading", name=NAMA, level=1)).to_be_visible()
    expect(h.locator("main")).to_contain_text("Jl. Anggrek 14")
    expect(h.locator("main")).to_contain_text(NIK_BARU)


def _tksk_melihat_pembuka(h: Page, orang: str) -> None:
    h.goto(orang)
    jejak = h.locator("section", has=h.get_by_role("heading", name="Siapa melihat"))
    expect(jejak).to_contain_text("Kementerian Sosial")
    expect(jejak).to_contain_text(TUJUAN)


def _tidak_pernah_bertemu(portal: Portal, nama: str, orang: str) -> None:
    h = portal.buka(lebar=LEBAR)
    masuk_lewat_halaman(h, nama)
    expect(h.get_by_role("heading", level=1)).to_be_visible()
    assert NAMA not in h.content()
    h.goto("/pmks/")
    expect(h.get_by_text("Belum ada")).to_be_visible()
    for kata in (NAMA, NIK_BARU, KK_BETUL):
        h.get_by_role("searchbox").fill(kata)
        h.get_by_role("searchbox").press("Enter")
        expect(h.get_by_text("Tidak ada yang cocok")).to_be_visible()
        assert orang not in h.content()
    with lingkup.masuk(lingkup.sistem("uji")):
        kasus = Kasus.objects.get(orang=orang.split("/")[2]).pk
    harapan = {
        orang: {404},
        f"{orang}riwayat/": {404},
        f"{orang}ubah/": {404} if nama == "tetangga" else {403},
        f"/pmks/periksa/{kasus}/": {403} if nama == "tetangga" else {404, 302},
    }
    for jalan, kode in harapan.items():
        jawaban = h.request.get(jalan, max_redirects=0)
        assert jawaban.status in kode, f"{nama} {jalan}: {jawaban.status}"
        assert NAMA not in jawaban.text()
    if nama == "dinsos_lain":
        h.goto(f"/pmks/periksa/?pilih={kasus}")
        expect(h.locator("main")).to_be_visible()
        assert NAMA not in h.content()
