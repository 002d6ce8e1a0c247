"""Peramban uji: layar ponsel dan layar lebar pada server sungguhan, dengan mata yang mencatat setiap galat."""

import base64
import hmac
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect
from psycopg2 import sql

from tests.conftest import SANDI, Dunia
from tests.jalan.basis import sambung
from tests.jalan.isi import Isi
from tests.pmks.bahan import DESA
from tests.server import ServerUji, buat_sesi
from tksk_portal.akun.models import Akun

PONSEL, LEBAR, SEMPIT = 360, 1280, 320
JEMPOL = 44  # piksel; sasaran sentuh terkecil (tampilan.md: "big targets")
TUNGGU = 15_000
# Folder gambar tiap keadaan halaman, untuk dilihat orang: TKSK_FOTO=/tmp/foto
FOTO = os.environ.get("TKSK_FOTO")
# Chromium menyebut jawaban 4xx sebagai galat; yang bukan berkas statis memang diharapkan dan diperiksa ujinya sendiri.
JAWABAN_DITOLAK = "Failed to load resource: the server responded with a status of 4"
PENGAWAS_CSP = """addEventListener("securitypolicyviolation",
    (e) => console.error(`CSP: ${e.violatedDirective} menolak ${e.blockedURI} di ${e.sourceFile}:${e.lineNumber}`));"""


expect.set_options(timeout=TUNGGU)


class ServerPeramban(ServerUji):
    """The real server with hashed, compressed static files, as in an office."""

    def __init__(self) -> None:
        super().__init__()
        self._statis = tempfile.mkdtemp(prefix="tksk-statis-")
        self._lingkungan |= {"TKSK_STATIS": self._statis}
        perintah = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        subprocess.run(perintah, env=self._lingkungan, cwd=settings.BASE_DIR, check=True)

    def berhenti(self) -> None:
        """Stop the server and remove its files."""
        super().berhenti()
        shutil.rmtree(self._statis, ignore_errors=True)


def klon(asal: str, tiruan: str) -> None:
    """Make a fresh copy of a database and let Django work in the copy.

    What is still connected to the original is ended: once Playwright's loop runs, Django's connection is another
    object than before (asgiref.Local), and the earlier one stays open.
    """
    buang(tiruan)
    _putus(asal)
    _jalankan("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", sql.Identifier(tiruan), sql.Identifier(asal))
    connection.settings_dict["NAME"] = tiruan


def buang(nama: str) -> None:
    """Drop a database, also while a server is connected to it."""
    connection.close()
    if _ada(nama):
        # Server yang masih melayani kiriman terakhir menyambung lagi sesudah diputus: pintunya ditutup dahulu.
        _jalankan("ALTER DATABASE {} ALLOW_CONNECTIONS false", sql.Identifier(nama))
    _putus(nama)
    _jalankan("DROP DATABASE IF EXISTS {}", sql.Identifier(nama))


def _ada(nama: str) -> bool:
    pengelola = sambung("postgres")
    try:
        with pengelola.cursor() as kursor:
            kursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [nama])
            return kursor.fetchone() is not None
    finally:
        pengelola.close()


def _putus(nama: str) -> None:
    # Hanya sambungan sendiri: WITH (FORCE) gagal selama autovacuum, milik superuser, sedang di sana; CREATE dan DROP
    # menghentikannya sendiri.
    _jalankan(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = {} AND usename = current_user",
        sql.Literal(nama),
    )


def _jalankan(perintah: str, *isi: sql.Composable) -> None:
    pengelola = sambung("postgres")
    pengelola.autocommit = True
    try:
        with pengelola.cursor() as kursor:
            kursor.execute(sql.SQL(perintah).format(*isi))
    finally:
        pengelola.close()


class Portal:
    """Screens on the portal. Whatever goes wrong in any of them is in `keluhan`; the fixture asserts it stays empty."""

    def __init__(self, peramban: Browser, server: ServerUji, dunia: Dunia, isi: Isi | None = None) -> None:
        self.peramban, self.server, self.dunia, self.isi = peramban, server, dunia, isi
        self.url = server.url
        self.keluhan: list[str] = []
        self.kirim: list[tuple[str, str]] = []
        self._maklum: list[str] = []
        self._konteks: list[BrowserContext] = []

    def maklum(self, potongan: str) -> None:
        """Expect console errors that contain a text (for instance the browser's own words on a lost signal)."""
        self._maklum.append(potongan)

    def konteks(self, siapa: str | Akun | None = None, *, lebar: int = PONSEL, **atur) -> BrowserContext:
        """Return a new browser profile; signed in by cookie when a name of the world (or an account) is given."""
        ponsel = lebar < 768
        bentuk = {
            "viewport": {"width": lebar, "height": 740 if ponsel else 860},
            "has_touch": ponsel,
            "is_mobile": ponsel,
            "locale": "id-ID",
            "timezone_id": settings.TIME_ZONE,
            "base_url": self.url,
            "reduced_motion": "reduce",
        }
        konteks = self.peramban.new_context(**bentuk | atur)
        konteks.set_default_timeout(TUNGGU)
        self._awasi(konteks)
        if siapa:
            self.masukkan(konteks, siapa)
        return konteks

    def buka(self, siapa: str | Akun | None = None, jalan: str | None = None, **atur) -> Page:
        """Return a page of a new profile (arguments as `konteks`), at an address when one is given."""
        halaman = self.konteks(siapa, **atur).new_page()
        if jalan:
            halaman.goto(jalan)
        return halaman

    def masukkan(self, konteks: BrowserContext, siapa: str | Akun) -> None:
        """Sign a profile in by cookie, in the place of whoever was signed in."""
        akun = self.dunia[siapa].akun if isinstance(siapa, str) else siapa
        konteks.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": buat_sesi(akun), "url": self.url}])

    def _awasi(self, konteks: BrowserContext) -> None:
        self._konteks.append(konteks)
        if konteks.browser is not None:
            konteks.add_init_script(PENGAWAS_CSP)
        konteks.on("console", self._pada_konsol)
        konteks.on("weberror", lambda g: self.keluhan.append(f"galat skrip: {g.error} di {g.page and g.page.url}"))
        konteks.on("response", self._pada_jawaban)

    def _pada_konsol(self, pesan) -> None:
        if pesan.type not in ("error", "warning") or any(m in pesan.text for m in self._maklum):
            return
        if not pesan.text.startswith(JAWABAN_DITOLAK):
            self.keluhan.append(f"konsol {pesan.type}: {pesan.text} ({pesan.location.get('url')})")

    def _pada_jawaban(self, jawaban: Response) -> None:
        jalan = jawaban.url.removeprefix(self.url)
        if jawaban.request.method == "POST":
            self.kirim.append((jalan.partition("?")[0], str(jawaban.status)))
        if jawaban.status >= 500 or (jawaban.status >= 400 and jalan.startswith("/static/")):
            self.keluhan.append(f"{jawaban.request.method} {jalan}: {jawaban.status}")

    def tutup(self) -> None:
        """Close all screens."""
        for konteks in self._konteks:
            konteks.close()


def masuk_lewat_halaman(halaman: Page, nama: str, sandi: str = SANDI) -> None:
    """Sign in as a person does."""
    if "/masuk/" not in halaman.url:
        halaman.goto("/masuk/")
    halaman.get_by_label("Nama pengguna").fill(nama)
    halaman.get_by_label("Sandi").fill(sandi)
    halaman.get_by_role("button", name="Masuk", exact=True).click()


def pastikan(halaman: Page) -> None:
    """Give the password once more, which the portal asks before the account's safety is changed."""
    expect(halaman.get_by_role("heading", name="Pastikan ini Anda")).to_be_visible()
    halaman.get_by_label("Sandi").fill(SANDI)
    halaman.get_by_role("button", name="Lanjut").click()
    expect(halaman.get_by_role("heading", name="Pastikan ini Anda")).to_have_count(0)


def ketuk(sasaran: Locator) -> None:
    """Tap a target as a thumb does; it must be large enough for one.

    Raises:
        AssertionError: the target is smaller than a thumb.
    """
    expect(sasaran).to_be_visible()
    sasaran.scroll_into_view_if_needed()
    kotak = sasaran.bounding_box()
    ukuran = f"{kotak['width']:.0f} x {kotak['height']:.0f}"
    assert min(kotak["width"], kotak["height"]) >= JEMPOL - 0.5, f"terlalu kecil untuk jempol: {ukuran} {sasaran}"
    sasaran.tap()


def lanjut(halaman: Page, nama: str) -> None:
    """Go to the next step of the form on the phone."""
    ketuk(halaman.get_by_role("button", name=f"Lanjut: {nama}"))


NIK_BARU, KK_BARU = "6472035205589001", "6472030101109001"


def isi_langkah_satu(halaman: Page, *, nama: str = "Siti Aminah", nik: str = NIK_BARU, desa: str = DESA) -> None:
    """Type the first step: who the person is."""
    halaman.get_by_label("NIK", exact=False).first.fill(nik)
    halaman.get_by_label("Nama lengkap").fill(nama)
    halaman.get_by_label("Perempuan", exact=True).check()
    halaman.get_by_label("Tanggal lahir").fill("12051958")
    halaman.get_by_label("Desa/kelurahan").select_option(desa)


def isi_langkah_dua(halaman: Page, cari: str = "lansia", jenis: str = "8") -> None:
    """Type the second step: what the problem is, by search."""
    halaman.get_by_label("Cari jenis").fill(cari)
    halaman.locator(f"input[name=jenis][value='{jenis}']").check()


def isi_langkah_tiga(halaman: Page, *, alamat: str = "Jl. Anggrek 14", kk: str = KK_BARU) -> None:
    """Type the third step: where the person lives."""
    halaman.get_by_label("Alamat tinggal").fill(alamat)
    halaman.get_by_label("RT", exact=True).fill("21")
    halaman.get_by_label("Nomor KK").fill(kk)


def isi_semua(halaman: Page, **ganti) -> None:
    """Fill the form on a phone up to its last step; nothing is sent."""
    isi_langkah_satu(halaman, **{k: v for k, v in ganti.items() if k in ("nama", "nik", "desa")})
    lanjut(halaman, "jenis masalah")
    isi_langkah_dua(halaman)
    lanjut(halaman, "alamat")
    isi_langkah_tiga(halaman, **{k: v for k, v in ganti.items() if k in ("alamat", "kk")})


def simpanan(halaman: Page) -> dict[str, str]:
    """Return the drafts that this browser keeps: key -> JSON."""
    return halaman.evaluate("Object.fromEntries(Object.entries(localStorage).filter(([k]) => k.startsWith('draf:')))")


# Nama isian yang terisi tetapi belum ada di draf; yang tidak pernah disimpan dilewati.
BELUM_DI_DRAF = """() => {
  const isi = Object.entries(localStorage).filter(([k]) => k.startsWith("draf:")).flatMap(([, v]) => JSON.parse(v).isi);
  const ada = new Set(isi.map(([nama]) => nama));
  return [...new FormData(document.querySelector("form[data-draf]"))]
    .filter(([nama, nilai]) => nilai && !["csrfmiddlewaretoken", "versi"].includes(nama) && !ada.has(nama))
    .map(([nama]) => nama);
}"""


def tunggu_draf(halaman: Page) -> None:
    """Wait until the form says that its draft is kept, and all that was typed is in it."""
    expect(halaman.locator("[data-draf-status]").first).to_contain_text(re.compile(r"draf tersimpan"))
    batas = time.monotonic() + TUNGGU / 1000
    while belum := halaman.evaluate(BELUM_DI_DRAF):
        assert time.monotonic() < batas, f"belum di draf: {belum}"
        halaman.wait_for_timeout(50)


def tidak_melebar(halaman: Page) -> None:
    """Assert that the page needs no horizontal scrolling.

    Raises:
        AssertionError: names the elements that stick out.
    """
    hasil = halaman.evaluate(
        """() => {
          const akar = document.documentElement;
          const lebar = Math.min(innerWidth, akar.clientWidth);
          const bergulir = ".tabel-bungkus, .cip-baris, .tab-baris, .visually-hidden";
          if (akar.scrollWidth <= lebar + 1) return null;
          const keluar = [...document.querySelectorAll("body *")].filter((e) => {
            const k = e.getBoundingClientRect();
            return k.width && k.right > lebar + 1 && !e.closest(bergulir);
          }).slice(0, 5).map((e) => `${e.tagName}.${e.className && e.className.baseVal || e.className}`);
          return `${akar.scrollWidth} > ${lebar}: ${keluar.join(", ")}`;
        }"""
    )
    assert hasil is None, f"{halaman.url} melebar: {hasil}"


def foto(halaman: Page, nama: str) -> None:
    """Save a picture of the whole page for people to look at, when TKSK_FOTO names a folder."""
    if FOTO:
        Path(FOTO).mkdir(parents=True, exist_ok=True)
        halaman.screenshot(path=f"{FOTO}/{nama}.png", full_page=True)


def kode_totp(rahasia: str, *, geser: int = 0) -> str:
    """Return the code of an authenticator app (RFC 6238), `geser` periods of 30 seconds from now."""
    kunci = base64.b32decode(rahasia + "=" * (-len(rahasia) % 8))
    sidik = hmac.digest(kunci, struct.pack(">Q", int(time.time()) // 30 + geser), "sha1")
    letak = sidik[-1] & 15
    return f"{(int.from_bytes(sidik[letak : letak + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"
