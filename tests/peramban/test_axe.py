"""Tiap halaman: axe tanpa pelanggaran di ponsel, tidak melebar; tiap keadaan di kedua lebar: uji berat."""

from functools import partial
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_resolver, resolve
from playwright.sync_api import Page, Route, expect

from tests.akun.bahan import pasang_totp
from tests.conftest import SANDI
from tests.jalan.isi import BERAKHIR, KORBAN, TANPA_TUGAS, Isi
from tests.peramban.axe import periksa, siapkan, tidak_mengunci_arah
from tests.peramban.bahan import LEBAR, PONSEL, Portal, masuk_lewat_halaman, pastikan
from tests.peramban.keadaan import KEADAAN, KOSONG, TANPA_HALAMAN, muat_keadaan
from tests.peramban.laku import Keadaan, kirim_apa_adanya
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun

muat_keadaan()
pytestmark = pytest.mark.peramban


def tanpa_keluhan(keluhan: list[str]) -> None:
    """Fail with one complaint a line."""
    assert not keluhan, "\n".join(keluhan)


def _jalani(portal: Portal, siapa: str, daftar: list[Keadaan], awalan: str = "", axe_di: int = PONSEL) -> list[str]:
    keluhan = []
    h = portal.buka(siapa)
    siapkan(h.context)
    for k in daftar:
        # Alamat yang sama dua kali dianggap memuat ulang, dan langkah formulir diingat.
        h.goto("about:blank")
        h.goto(k.jalan)
        if k.lakukan:
            k.lakukan(h)
        keluhan += periksa(h, f"{awalan}{siapa}-{k.nama}", lebar=not k.ponsel, axe_di=axe_di)
        h.evaluate("localStorage.clear()")
    return keluhan


def _menu(portal: Portal, siapa: str) -> list[str]:
    h = portal.buka(siapa, "/", lebar=LEBAR)
    return h.locator(".sisi-menu a").evaluate_all("(semua) => semua.map((a) => a.getAttribute('href'))")


# Yang dilihat di setiap putaran; semua bagian dalam semua keadaannya, di kedua lebar: uji berat.
UTAMA = ("", "formulir")
# Halaman yang isinya lain bagi tiap peran.
PER_PERAN = {"beranda", "daftar", "daftar-mitra", "angka", "rekap"}


def _giliran(isi: Isi, kunci: tuple[str, str]) -> list[Keadaan]:
    """Return the states that nobody before shows: of each page once as it opens, and once after an act on it."""
    sudah = set()
    for (siapa, bagian), buat in KEADAAN.items():
        if bagian not in UTAMA:
            continue
        daftar = []
        for k in buat(isi):
            halaman = resolve(urlsplit(k.jalan).path).view_name
            tanda = (halaman, k.lakukan is not None, siapa if k.nama in PER_PERAN else "")
            if tanda not in sudah or k.ponsel:
                daftar.append(k)
            sudah.add(tanda)
        if (siapa, bagian) == kunci:
            return daftar
    raise KeyError(kunci)


@pytest.mark.parametrize(("siapa", "bagian"), [k for k in KEADAAN if k[1] in UTAMA])
def test_halaman_terisi_tanpa_pelanggaran(portal_penuh: Portal, siapa: str, bagian: str):
    tanpa_keluhan(_jalani(portal_penuh, siapa, _giliran(portal_penuh.isi, (siapa, bagian))))
    if bagian:
        return
    # Yang ada di menu juga ada di daftar di atas: halaman baru tidak luput.
    sudah = {k.jalan for (s, _), buat in KEADAAN.items() if s == siapa for k in buat(portal_penuh.isi)}
    assert [jalan for jalan in _menu(portal_penuh, siapa) if jalan not in sudah] == []


@pytest.mark.berat
@pytest.mark.parametrize("axe_di", [PONSEL, LEBAR])
@pytest.mark.parametrize(("siapa", "bagian"), KEADAAN)
def test_semua_keadaan_tanpa_pelanggaran(portal_penuh: Portal, siapa: str, bagian: str, axe_di: int):
    daftar = [k for k in KEADAAN[siapa, bagian](portal_penuh.isi) if axe_di == PONSEL or not k.ponsel]
    tanpa_keluhan(_jalani(portal_penuh, siapa, daftar, axe_di=axe_di))


def test_halaman_kosong_tanpa_pelanggaran(portal: Portal):
    keluhan = []
    for siapa, jalan in KOSONG.items():
        daftar = [Keadaan(j.strip("/").replace("/", "-") or "beranda", j) for j in jalan]
        keluhan += _jalani(portal, siapa, daftar, "kosong-")
    keluhan += [f"arah layar dikunci: {aturan}" for aturan in tidak_mengunci_arah(portal.buka("tksk", "/"))]
    tanpa_keluhan(keluhan)


def test_halaman_tanpa_masuk_tanpa_pelanggaran(portal_penuh: Portal):
    keluhan = []
    h = portal_penuh.buka(jalan="/masuk/")
    keluhan += periksa(h, "masuk")
    masuk_lewat_halaman(h, "tksk", "sandi yang salah")
    expect(h.get_by_text("tidak cocok")).to_be_visible()
    keluhan += periksa(h, "masuk-ditolak")
    _, token = portal_penuh.isi.tautan[KORBAN]
    for nama, jalan in {
        "tidak-ada": "/tidak/ada/",
        "akun-ditutup": "/akun/ditutup/",
        "undangan-tidak-berlaku": "/undangan/bukan-token/",
        "undangan": f"/undangan/{token}/",
    }.items():
        h.goto(jalan)
        keluhan += periksa(h, f"luar-{nama}")
    kirim_apa_adanya(h)
    keluhan += periksa(h, "luar-undangan-ditolak")
    portal_penuh.masukkan(h.context, "tksk")
    h.goto("/undangan/")
    keluhan += periksa(h, "luar-undangan-masih-masuk")
    for siapa in (TANPA_TUGAS, BERAKHIR):
        portal_penuh.masukkan(h.context, portal_penuh.isi.akun[siapa])
        h.goto("/")
        keluhan += periksa(h, siapa)
    tanpa_keluhan(keluhan)


def test_halaman_galat_tanpa_pelanggaran(portal: Portal):
    keluhan = []
    h = portal.buka("tksk", "/pmks/baru/")
    h.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    h.locator("form.form-orang").evaluate("(f) => HTMLFormElement.prototype.submit.call(f)")
    expect(h.get_by_role("heading", name="Sesi formulir kedaluwarsa")).to_be_visible()
    keluhan += periksa(h, "csrf")
    for kode in ("500", "503"):
        isi = render_to_string(f"{kode}.html")
        h.route(f"**/galat-{kode}/", partial(Route.fulfill, body=isi, content_type="text/html"))
        h.goto(f"/galat-{kode}/")
        keluhan += periksa(h, f"galat-{kode}")
    tanpa_keluhan(keluhan)


def test_keamanan_akun_tanpa_pelanggaran(portal: Portal):
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun.objects.get(username="tksk")
    h = portal.buka(jalan="/masuk/")
    masuk_lewat_halaman(h, "tksk")
    expect(h.get_by_role("heading", name="Menunggu Anda")).to_be_visible()
    dasar = "/akun/dua-langkah/"
    h.goto(f"{dasar}totp/activate/")
    keluhan = periksa(h, "akun-pastikan")
    pastikan(h)
    awal = {
        "sandi": "/akun/sandi/",
        "perangkat": "/akun/perangkat/",
        "indeks": dasar,
        "totp": f"{dasar}totp/activate/",
        "kunci": f"{dasar}webauthn/",
        "kunci-baru": f"{dasar}webauthn/add/",
    }
    keluhan += _kunjungi(h, awal)
    h.goto("/akun/sandi/")
    kirim_apa_adanya(h)
    keluhan += periksa(h, "akun-sandi-ditolak")
    pasang_totp(akun)
    kunci = akun.authenticator_set.create(type="webauthn", data={"name": "Ponsel Nurhayati", "credential": {}})
    sesudah = {
        "indeks-aktif": dasar,
        "totp-matikan": f"{dasar}totp/deactivate/",
        "pemulihan": f"{dasar}recovery-codes/",
        "pemulihan-baru": f"{dasar}recovery-codes/generate/",
        "kunci-ada": f"{dasar}webauthn/",
        "kunci-ubah": f"{dasar}webauthn/keys/{kunci.pk}/edit/",
        "kunci-hapus": f"{dasar}webauthn/keys/{kunci.pk}/remove/",
        "pastikan-kode": f"{dasar}reauthenticate/",
    }
    keluhan += _kunjungi(h, sesudah)
    kunci.delete()
    tamu = portal.buka(jalan="/masuk/")
    masuk_lewat_halaman(tamu, "tksk", SANDI)
    expect(tamu.get_by_role("heading", name="Kode masuk")).to_be_visible()
    keluhan += periksa(tamu, "akun-kode-masuk")
    tanpa_keluhan(keluhan)


def _kunjungi(h: Page, jalan: dict[str, str]) -> list[str]:
    keluhan = []
    for nama, satu in jalan.items():
        jawaban = h.goto(satu)
        assert (jawaban.status, urlsplit(h.url).path) == (200, satu)
        keluhan += periksa(h, f"akun-{nama}")
    return keluhan


# Halaman keamanan akun dan orang luar, yang dijalani kedua uji di atas.
LAIN = {
    *("account_login", "account_inactive", "undangan_isi", "account_change_password", "usersessions_list"),
    *("mfa_index", "mfa_authenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
    *("mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_edit_webauthn"),
    *("mfa_remove_webauthn", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
}


def _semua_nama(resolver, ruang: str = "") -> set[str]:
    nama = set()
    for p in resolver.url_patterns:
        if hasattr(p, "url_patterns"):
            nama |= _semua_nama(p, f"{ruang}{p.namespace}:" if p.namespace else ruang)
        else:
            nama.add(f"{ruang}{p.name}")
    return nama


def test_setiap_alamat_punya_keadaan_yang_diperiksa(portal_penuh: Portal):
    dikunjungi = {
        resolve(urlsplit(k.jalan).path).view_name for buat in KEADAAN.values() for k in buat(portal_penuh.isi)
    }
    semua = _semua_nama(get_resolver())
    assert semua - dikunjungi - LAIN - TANPA_HALAMAN.keys() == set()
    assert (LAIN | TANPA_HALAMAN.keys()) - semua == set()
