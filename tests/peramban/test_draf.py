"""Isian tidak pernah hilang: draf di ponsel, per akun, sampai server menerimanya; tidak ada yang ganda."""

import json
import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from pmks.actions import IsianKasus, ubah_orang
from pmks.models import Orang
from tests.peramban.bahan import (
    Portal,
    isi_langkah_dua,
    isi_langkah_satu,
    isi_semua,
    ketuk,
    lanjut,
    masuk_lewat_halaman,
    simpanan,
    tunggu_draf,
)
from tests.pmks.bahan import DESA, banyak, catat, isian
from tksk_portal.akses import lingkup

pytestmark = pytest.mark.peramban

NAMA = "Siti Aminah"
KIRIM = "Simpan dan ajukan"


def _mulai(portal: Portal) -> Page:
    """Open the form on the TKSK's phone and fill its first step."""
    h = portal.buka("tksk", "/pmks/baru/")
    isi_langkah_satu(h)
    tunggu_draf(h)
    return h


def _masih_lengkap(h: Page) -> None:
    expect(h.get_by_label("Nama lengkap")).to_have_value(NAMA)
    expect(h.locator("[name=nik]")).to_have_value("6472 0352 0558 9001")
    expect(h.get_by_label("Perempuan", exact=True)).to_be_checked()
    expect(h.get_by_label("Tanggal lahir")).to_have_value("12-05-1958")
    expect(h.get_by_label("Desa/kelurahan")).to_have_value(DESA)


def _kirim(h: Page) -> None:
    ketuk(h.get_by_role("button", name=KIRIM))


def _tersimpan_sekali(h: Page) -> None:
    expect(h.get_by_role("heading", name=NAMA, level=1)).to_be_visible()
    assert banyak(Orang) == 1
    assert simpanan(h) == {}
    expect(h.locator("[data-status-kirim]:visible")).to_have_text("tersambung, terkirim")


def test_draf_selamat_dari_muat_ulang_di_langkah_yang_sama(portal: Portal):
    h = _mulai(portal)
    lanjut(h, "jenis masalah")
    isi_langkah_dua(h)
    h.locator("input[name=kriteria_8][value=a]").check()
    tunggu_draf(h)
    h.reload()
    expect(h.get_by_text("Langkah 2 dari 3")).to_be_visible()
    expect(h.locator("input[name=jenis][value='8']")).to_be_checked()
    expect(h.locator("input[name=kriteria_8][value=a]")).to_be_checked()
    expect(h.locator(".rinci-jenis:visible")).to_have_count(1)
    ketuk(h.get_by_role("button", name="Kembali"))
    _masih_lengkap(h)
    expect(h.get_by_text("Draf belum terkirim dari")).to_be_visible()


def test_draf_tampak_di_beranda_dan_dapat_diteruskan(portal: Portal):
    h = _mulai(portal)
    h.goto("/")
    daftar = h.locator("[data-draf-daftar]")
    daftar.get_by_role("link", name=f"Catat orang – {NAMA}").tap()
    _masih_lengkap(h)


def test_draf_tanpa_sinyal_saat_mengirim(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    isi_semua(h)
    h.context.set_offline(True)
    _kirim(h)
    expect(h.get_by_text("Tanpa sinyal. Isian tersimpan di ponsel ini")).to_be_visible()
    expect(h.locator("[data-status-kirim]:visible")).to_have_text("tanpa sinyal – tersimpan di ponsel")
    expect(h.get_by_role("button", name=KIRIM)).to_be_enabled()
    assert banyak(Orang) == 0 and len(simpanan(h)) == 1
    h.context.set_offline(False)
    _kirim(h)
    _tersimpan_sekali(h)


def test_draf_sambungan_putus_sebelum_server_menerima(portal: Portal):
    portal.maklum("net::ERR_")
    h = portal.buka("tksk", "/pmks/baru/")
    isi_semua(h)
    h.route("**/pmks/baru/", lambda jalur: jalur.abort() if jalur.request.method == "POST" else jalur.fallback())
    with h.expect_event("requestfailed"):
        _kirim(h)
    h.unroute_all()
    assert banyak(Orang) == 0
    h.goto("/pmks/baru/")
    _masih_lengkap(h)
    for nama in ("jenis masalah", "alamat"):
        lanjut(h, nama)
    _kirim(h)
    _tersimpan_sekali(h)


def test_draf_jawaban_hilang_sesudah_server_menerima_tidak_digandakan(portal: Portal):
    portal.maklum("net::ERR_")
    h = portal.buka("tksk", "/pmks/baru/")
    isi_semua(h)

    def terima_tanpa_jawab(jalur) -> None:
        if jalur.request.method != "POST":
            jalur.fallback()
            return
        jalur.fetch(max_redirects=0)
        jalur.abort()

    h.route("**/pmks/baru/", terima_tanpa_jawab)
    with h.expect_event("requestfailed"):
        _kirim(h)
    h.unroute_all()
    assert banyak(Orang) == 1
    h.goto("/pmks/baru/")
    _masih_lengkap(h)
    for nama in ("jenis masalah", "alamat"):
        lanjut(h, nama)
    _kirim(h)
    expect(h.get_by_text("sudah tersimpan sebelumnya; tidak ada yang digandakan")).to_be_visible()
    _tersimpan_sekali(h)


def test_draf_sesi_habis_kembali_lengkap_setelah_masuk(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    isi_semua(h)
    h.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    _kirim(h)
    expect(h.get_by_role("heading", name="Masuk")).to_be_visible()
    masuk_lewat_halaman(h, "tksk")
    h.wait_for_url("**/pmks/baru/")
    _masih_lengkap(h)
    for nama in ("jenis masalah", "alamat"):
        lanjut(h, nama)
    expect(h.get_by_label("Alamat tinggal")).to_have_value("Jl. Anggrek 14")
    _kirim(h)
    _tersimpan_sekali(h)


def test_draf_csrf_kedaluwarsa_kembali_lengkap(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    isi_semua(h)
    h.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    _kirim(h)
    expect(h.get_by_role("heading", name="Sesi formulir kedaluwarsa")).to_be_visible()
    ketuk(h.get_by_role("link", name="Buka formulir lagi"))
    _masih_lengkap(h)
    for nama in ("jenis masalah", "alamat"):
        lanjut(h, nama)
    _kirim(h)
    _tersimpan_sekali(h)


def test_draf_peramban_ditutup_lalu_dibuka_lagi(portal: Portal):
    h = _mulai(portal)
    keadaan = h.context.storage_state()
    h.context.close()
    baru = portal.buka(jalan="/pmks/baru/", storage_state=keadaan)
    _masih_lengkap(baru)


def test_draf_dua_akun_di_satu_ponsel_tidak_saling_melihat(portal: Portal):
    h = _mulai(portal)
    portal.masukkan(h.context, "tetangga")
    h.goto("/pmks/baru/")
    expect(h.get_by_label("Nama lengkap")).to_have_value("")
    h.goto("/")
    expect(h.locator("[data-draf-daftar]")).to_be_hidden()
    expect(h.locator("[data-status-kirim]:visible")).to_have_text("tersambung, terkirim")
    assert NAMA not in h.locator("body").inner_text()
    portal.masukkan(h.context, "tksk")
    h.goto("/pmks/baru/")
    _masih_lengkap(h)


def test_keluar_memperingatkan_lalu_menghapus_draf_akun_itu_saja(portal: Portal):
    h = _mulai(portal)
    tksk = simpanan(h)
    asing = {k.replace(k.split(":")[1], "00000000-0000-7000-8000-000000000000"): v for k, v in tksk.items()}
    h.evaluate("(isi) => Object.entries(isi).forEach(([k, v]) => localStorage.setItem(k, v))", asing)
    h.goto("/akun/")
    h.locator("main").get_by_role("button", name="Keluar").tap()
    dialog = h.get_by_role("dialog")
    expect(dialog).to_contain_text("Ada 1 draf yang belum terkirim")
    ketuk(dialog.get_by_role("button", name="Batal"))
    assert simpanan(h) == tksk | asing
    h.locator("main").get_by_role("button", name="Keluar").tap()
    ketuk(dialog.get_by_role("button", name="Keluar dan hapus"))
    expect(h.get_by_role("heading", name="Masuk")).to_be_visible()
    assert simpanan(h) == asing


def test_draf_dibuang_setelah_ditanya(portal: Portal):
    h = _mulai(portal)
    h.reload()
    ketuk(h.get_by_role("button", name="Buang draf"))
    expect(h.get_by_label("Nama lengkap")).to_have_value("")
    assert simpanan(h) == {}


def test_draf_tidak_memuat_token_atau_sandi(portal: Portal):
    h = _mulai(portal)
    (isi,) = simpanan(h).values()
    nama = {n for n, _ in json.loads(isi)["isi"]}
    assert {"nik", "nama", "id"} <= nama
    assert not nama & {"csrfmiddlewaretoken", "versi", "password"}


def _tercatat(portal: Portal) -> Orang:
    """Record a person that the TKSK is going to change."""
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        return catat(by, nama=NAMA)


def _ubah_di_server(portal: Portal, orang: Orang, alamat: str) -> None:
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        kini = Orang.objects.get(pk=orang.pk)
        kasus = [IsianKasus(jenis=8, kriteria=["a"])]
        ubah_orang(orang=kini, versi=kini.versi, isian=isian(nama=NAMA, alamat=alamat), kasus=kasus, by=by)


def test_draf_ubahan_dengan_versi_baru_di_server_menawarkan_keduanya(portal: Portal):
    orang = _tercatat(portal)
    jalan = f"/pmks/{orang.pk}/ubah/"
    h = portal.buka("tksk", jalan)
    h.get_by_label("Nama lengkap").fill("Siti Aminah Draf")
    tunggu_draf(h)
    _ubah_di_server(portal, orang, "Jl. Melati 9")
    h.goto(jalan)
    expect(h.get_by_text("data ini sudah berubah sejak itu")).to_be_visible()
    expect(h.get_by_label("Nama lengkap")).to_have_value(NAMA)
    ketuk(h.get_by_role("button", name="Pakai draf"))
    expect(h.get_by_label("Nama lengkap")).to_have_value("Siti Aminah Draf")
    h.goto(jalan)
    ketuk(h.get_by_role("button", name="Buang draf"))
    expect(h.get_by_label("Nama lengkap")).to_have_value(NAMA)
    assert simpanan(h) == {}


def test_kiriman_dari_versi_lama_ditolak_dengan_kedua_isinya(portal: Portal):
    orang = _tercatat(portal)
    h = portal.buka("tksk", f"/pmks/{orang.pk}/ubah/")
    _ubah_di_server(portal, orang, "Jl. Melati 9")
    for nama in ("jenis masalah", "alamat"):
        lanjut(h, nama)
    h.get_by_label("Alamat tinggal").fill("Jl. Kenanga 3")
    _kirim(h)
    banding = h.get_by_role("alert").filter(has_text="diubah orang lain")
    expect(banding).to_contain_text("Jl. Melati 9")
    expect(banding).to_contain_text("Jl. Kenanga 3")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.get().alamat == "Jl. Melati 9"
    for nama in ("jenis masalah", "alamat"):
        lanjut(h, nama)
    expect(h.get_by_label("Alamat tinggal")).to_have_value("Jl. Kenanga 3")
    _kirim(h)
    expect(h.get_by_text("Perubahan tersimpan")).to_be_visible()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.get().alamat == "Jl. Kenanga 3"


def test_ketuk_dua_kali_mengirim_sekali(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    isi_semua(h)
    h.get_by_role("button", name=KIRIM).dblclick()
    _tersimpan_sekali(h)
    assert [jalan for jalan, _ in portal.kirim if jalan == "/pmks/baru/"] == ["/pmks/baru/"]


def test_kembali_setelah_menyimpan_tidak_menggandakan(portal: Portal):
    h = portal.buka("tksk", "/pmks/baru/")
    isi_semua(h)
    _kirim(h)
    _tersimpan_sekali(h)
    h.go_back()
    h.wait_for_url(re.compile("/pmks/baru/"))
    expect(h.get_by_text("Langkah 1 dari 3")).to_be_visible()
    expect(h.get_by_label("Nama lengkap")).to_have_value("")
    # Yang diketik lagi dari ingatan pun tidak menjadi orang kedua: NIK-nya dikenali.
    isi_semua(h)
    _kirim(h)
    expect(h.get_by_text("NIK ini sudah tercatat di kecamatan ini")).to_be_visible()
    assert banyak(Orang) == 1
