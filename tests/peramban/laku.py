"""Keadaan sebuah halaman, dan yang dilakukan orang untuk sampai ke sana."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.peramban.bahan import LEBAR, isi_langkah_satu, isi_semua, lanjut, tunggu_draf


@dataclass(frozen=True)
class Keadaan:
    """One state of a page.

    Args:
        nama: of the picture.
        jalan: address.
        lakukan: what a person does there to reach the state.
        ponsel: only on the phone (the steps of a form).
    """

    nama: str
    jalan: str
    lakukan: Callable[[Page], None] | None = None
    ponsel: bool = False


def buka_dialog(pemilih: str) -> Callable[[Page], None]:
    """Return an act that opens a dialog."""

    def lakukan(h: Page) -> None:
        h.locator(f"[data-buka-dialog^='{pemilih}']").first.click()
        expect(h.locator("dialog[open]")).to_be_visible()

    return lakukan


def buka_rincian(pemilih: str) -> Callable[[Page], None]:
    """Return an act that opens all <details> of a kind."""
    return lambda h: h.locator(pemilih).evaluate_all("(semua) => semua.forEach((d) => { d.open = true; })")


def cari(kata: str) -> Callable[[Page], None]:
    def lakukan(h: Page) -> None:
        h.get_by_role("searchbox").first.fill(kata)
        h.get_by_role("searchbox").first.press("Enter")
        h.wait_for_url(re.compile("cari=|q="))

    return lakukan


def kirim_kosong(h: Page) -> None:
    """Send the form with an error in as many fields as possible, past the browser's own checks."""
    salah = {
        **{"nik": "123", "nama": "<b>", "tanggal_lahir": "31-02-0180", "alamat": "<script>", "rt": "abcd", "rw": "x"},
        **{"dusun": "<i>", "no_kk": "9", "tempat_lahir": "<i>", "alamat_ktp": "<i>", "telepon": "abc"},
        **{"tanggal_data": "kemarin", "titik": "100, 200"},
    }
    for nama, nilai in salah.items():
        h.locator(f"[name={nama}]").evaluate("(e, n) => { e.value = n; }", nilai)
    h.locator("input[name=jenis][value='9']").evaluate("(e) => { e.checked = true; }")
    h.locator("form.form-orang").evaluate("(f) => HTMLFormElement.prototype.submit.call(f)")
    expect(h.get_by_text("Belum tersimpan. Perbaiki isian yang ditandai")).to_be_visible()
    h.locator("details.lebih").evaluate("(d) => { d.open = true; }")


def kirim_apa_adanya(h: Page) -> None:
    """Send the page's main form as it is, past the browser's own checks; it comes back refused."""
    # Di ponsel tombol kirim formulir berlangkah baru tampak di langkah terakhir.
    h.set_viewport_size({"width": LEBAR, "height": 860})
    # Yang tampak saja: dialog yang tertutup dan formulir pembantu tanpa tombol juga ada di halaman.
    tombol = h.locator("main form[method=post] [type=submit]:visible").last
    tombol.evaluate("(t) => { t.form.noValidate = true; }")
    tombol.click()
    expect(h.locator(".is-invalid, .invalid-feedback").filter(visible=True).first).to_be_visible()


def kirim_terima(h: Page) -> None:
    """Accept a hand-over without saying where; it comes back refused."""
    h.locator("form[action$='/terima/']").evaluate("(f) => { f.noValidate = true; }")
    h.get_by_role("button", name="Terima", exact=True).click()
    expect(h.locator(".is-invalid, .invalid-feedback").first).to_be_visible()


def verifikasi_basi(h: Page) -> None:
    """Decide on a version that another decision has overtaken: as if the page had been opened before it."""
    h.locator("form[action$='/verifikasi/'] [name=versi]").evaluate("(e) => { e.value = '1'; }")
    h.get_by_role("button", name="Verifikasi", exact=True).click()
    expect(h.get_by_role("heading", name="Yang berlaku sekarang")).to_be_visible()


def ekspor_tanpa_tujuan(h: Page) -> None:
    h.locator("input[name=identitas]").check()
    kirim_apa_adanya(h)


def cari_anggota(h: Page) -> None:
    h.get_by_role("searchbox").first.fill("kanari")
    h.get_by_role("searchbox").first.press("Enter")
    expect(h.get_by_text("Pilih", exact=True).first).to_be_visible()
    buka_rincian("main details")(h)


def langkah_dua(h: Page) -> None:
    isi_langkah_satu(h)
    lanjut(h, "jenis masalah")
    h.get_by_label("Cari jenis").fill("disabilitas")
    h.locator("input[name=jenis][value='9']").check()
    h.get_by_label("Cari jenis").fill("")
    h.locator("input[name=jenis][value='8']").check()
    expect(h.locator(".rinci-jenis:visible")).to_have_count(2)


def langkah_tiga(h: Page) -> None:
    isi_semua(h)
    h.locator("details.lebih").evaluate("(d) => { d.open = true; }")
    tunggu_draf(h)


def draf_dipulihkan(h: Page) -> None:
    isi_langkah_satu(h)
    tunggu_draf(h)
    h.reload()
    expect(h.get_by_role("button", name="Buang draf")).to_be_visible()


def keluar_dengan_draf(h: Page) -> None:
    isi_langkah_satu(h)
    tunggu_draf(h)
    h.goto("/akun/")
    h.locator("main").get_by_role("button", name="Keluar").click()
    expect(h.locator("dialog[open]")).to_be_visible()


def centang(h: Page) -> None:
    h.locator("input[name=pilih]").first.check()
    expect(h.get_by_text("1 dipilih,")).to_be_visible()


def buat_daftar_cek(h: Page) -> None:
    h.get_by_role("button", name="Buat daftar").click()
    expect(h.get_by_text("Berisi data pribadi")).to_be_visible()


def bantuan_tombol(h: Page) -> None:
    h.keyboard.press("?")
    expect(h.locator("dialog[open]")).to_be_visible()


def buka_identitas(h: Page) -> None:
    h.get_by_label("Untuk keperluan apa").fill("Pemeriksaan data penerima bantuan")
    h.get_by_role("button", name="Buka identitas").click()
    expect(h.get_by_role("button", name="Buka identitas")).to_have_count(0)


def kirim_basi(h: Page) -> None:
    """Send a form that somebody else's change has overtaken: as if it had been opened before."""
    h.locator("[name=versi]").evaluate("(e) => { e.value = 'lama'; }")
    h.locator("[name=dasar]").fill("SK 77/2026")
    h.get_by_role("button", name="Simpan tugas").click()
    expect(h.get_by_text("sejak formulir dibuka")).to_be_visible()


def tautan_baru(h: Page) -> None:
    h.get_by_role("button", name="Buat tautan sandi baru").click()
    expect(h.get_by_role("heading", name="Tautan sekali pakai")).to_be_visible()
