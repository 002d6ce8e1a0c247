"""Masuk: sandi, kode, kunci perangkat, undangan, dan berganti tugas, di peramban sungguhan."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.akun.bahan import beri
from tests.peramban.axe import periksa
from tests.peramban.bahan import LEBAR, Portal, ketuk, kode_totp, masuk_lewat_halaman, pastikan

pytestmark = pytest.mark.peramban

SANDI_BARU = "gunung-sungai-hutan"


def _di_beranda(h: Page) -> None:
    expect(h.get_by_role("heading", name=re.compile("Selamat (pagi|siang|sore|malam), "), level=1)).to_be_visible()


def _keluar(h: Page) -> None:
    h.goto("/keluar/")
    h.locator("main").get_by_role("button", name="Keluar").tap()
    expect(h.get_by_role("heading", name="Masuk")).to_be_visible()


def test_masuk_lalu_kembali_ke_halaman_yang_dituju(portal: Portal):
    h = portal.buka(jalan="/pmks/baru/")
    expect(h.get_by_role("heading", name="Masuk")).to_be_visible()
    masuk_lewat_halaman(h, " TKSK ")
    h.wait_for_url("**/pmks/baru/")
    _keluar(h)
    h.go_back()
    assert "Nurhayati" not in h.locator("body").inner_text()


def test_sandi_salah_dikatakan_dan_nama_tetap(portal: Portal):
    h = portal.buka(jalan="/masuk/")
    masuk_lewat_halaman(h, "tksk", "sandi yang salah")
    expect(h.get_by_text("Nama pengguna atau sandi tidak cocok.")).to_be_visible()
    expect(h.get_by_label("Nama pengguna")).to_have_value("tksk")
    expect(h.get_by_label("Sandi")).to_have_value("")
    masuk_lewat_halaman(h, "tksk")
    _di_beranda(h)


def test_memasang_autentikator_lalu_masuk_dengan_kode(portal: Portal):
    h = portal.buka(jalan="/masuk/")
    masuk_lewat_halaman(h, "tksk")
    _di_beranda(h)
    h.goto("/akun/dua-langkah/")
    h.get_by_role("link", name="Aktifkan").tap()
    pastikan(h)
    expect(h.get_by_alt_text("Kode QR untuk aplikasi autentikator")).to_be_visible()
    assert h.evaluate("document.querySelector('.kode-qr').naturalWidth") > 0
    rahasia = h.get_by_label("Tidak bisa memindai?").input_value()
    h.get_by_label("Kode autentikator").or_(h.locator("[name=code]")).first.fill(kode_totp(rahasia))
    ketuk(h.get_by_role("button", name="Aktifkan"))
    expect(h.get_by_text("Aplikasi autentikator sudah aktif.")).to_be_visible()
    _keluar(h)
    masuk_lewat_halaman(h, "tksk")
    expect(h.get_by_role("heading", name="Kode masuk")).to_be_visible()
    h.locator("[name=code]").fill("000000")
    ketuk(h.get_by_role("button", name="Masuk", exact=True))
    expect(h.get_by_text("Kode tidak cocok.")).to_be_visible()
    # Kode yang dipakai mengaktifkan tidak berlaku dua kali; kode berikutnya sudah diterima (toleransi satu).
    h.locator("[name=code]").fill(kode_totp(rahasia, geser=1))
    ketuk(h.get_by_role("button", name="Masuk", exact=True))
    _di_beranda(h)


def test_memasang_kunci_perangkat_lalu_masuk_tanpa_sandi(portal: Portal):
    h = portal.buka(jalan="/masuk/")
    cdp = h.context.new_cdp_session(h)
    cdp.send("WebAuthn.enable")
    sifat = {
        **{"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True},
        **{"isUserVerified": True, "automaticPresenceSimulation": True},
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": sifat})
    masuk_lewat_halaman(h, "tksk")
    _di_beranda(h)
    h.goto("/akun/dua-langkah/webauthn/add/")
    pastikan(h)
    h.get_by_label("Nama", exact=False).first.fill("Ponsel Nurhayati")
    h.get_by_label("Cukup ini untuk masuk, tanpa sandi").check()
    ketuk(h.get_by_role("button", name="Tambah"))
    expect(h.get_by_text("Kunci masuk sudah ditambahkan.")).to_be_visible()
    h.goto("/akun/dua-langkah/webauthn/reauthenticate/")
    expect(h.get_by_role("button", name="Pakai sidik jari atau kunci")).to_be_visible()
    assert periksa(h, "akun-pastikan-kunci") == []
    _keluar(h)
    ketuk(h.get_by_role("button", name="Masuk dengan sidik jari atau kunci"))
    _di_beranda(h)


def test_undangan_dari_admin_sampai_beranda(portal: Portal):
    admin = portal.buka("admin", "/akun/kelola/baru/", lebar=LEBAR)
    admin.get_by_label("Nama lengkap").fill("Rahmat Hidayat")
    admin.get_by_label("Nama pengguna").fill("camat.64.72.05")
    admin.get_by_label("Tempat tugas").select_option("64.72.05")
    admin.get_by_role("button", name="Buat akun dan undangan").click()
    expect(admin.get_by_text("hanya tampil sekarang")).to_be_visible()
    tautan = admin.get_by_label("Tautan").first.input_value()
    assert tautan.startswith(portal.url)

    h = portal.buka(jalan=tautan)
    assert tautan.rstrip("/").rsplit("/", 1)[1] not in h.url
    expect(h.get_by_text("camat.64.72.05")).to_be_visible()
    h.get_by_label("Sandi baru").first.fill(SANDI_BARU)
    h.get_by_label("Ulangi sandi baru").fill(SANDI_BARU)
    ketuk(h.get_by_role("button", name="Simpan dan masuk"))
    expect(h.get_by_role("heading", name="Kec. Samarinda Utara", level=1)).to_be_visible()
    lain = portal.buka(jalan=tautan)
    expect(lain.get_by_role("heading", name="Tautan tidak berlaku")).to_be_visible()
    masuk_lewat_halaman(lain, "camat.64.72.05", SANDI_BARU)
    expect(lain.get_by_role("heading", name="Kec. Samarinda Utara", level=1)).to_be_visible()


def test_berganti_tugas_di_ponsel(portal: Portal):
    beri(portal.dunia.tksk.akun, "tksk", "64.72.04", date(2026, 1, 1))
    h = portal.buka("tksk", "/")
    semula = h.locator(".laci-tugas").inner_text()
    h.locator(".laci > summary").tap()
    lain = "Samarinda Ilir" if "Samarinda Ulu" in semula else "Samarinda Ulu"
    ketuk(h.locator(".laci").get_by_role("button", name=re.compile(lain)))
    expect(h.locator(".laci-tugas")).to_contain_text(lain)
    h.goto("/pmks/baru/")
    kode = {"Samarinda Ulu": "64.72.03", "Samarinda Ilir": "64.72.04"}[lain]
    isi = (
        h.get_by_label("Desa/kelurahan").locator("option").evaluate_all("(o) => o.map((x) => x.value).filter(Boolean)")
    )
    assert isi and all(k.startswith(f"{kode}.") for k in isi)
