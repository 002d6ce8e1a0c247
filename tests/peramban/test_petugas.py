"""Satu pergantian TKSK: mundur, dirangkap enam minggu, SK baru, serah terima; akun lama tidak melihat apa pun."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from penugasan.petugas import actions
from penugasan.petugas.models import Petugas
from tests.penugasan.petugas.bahan import formasi, orang
from tests.peramban.bahan import LEBAR, PONSEL, Portal, foto, tidak_melebar
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Penempatan

pytestmark = pytest.mark.peramban
ULU, ILIR = "64.72.03", "64.72.04"


def hari(n: int) -> str:
    return f"{timezone.localdate() + timedelta(days=n):%d-%m-%Y}"


def _siapkan(portal: Portal) -> str:
    """Put the two officers of the world on their seats; their duties come from the occupancies alone."""
    dunia = portal.dunia
    with lingkup.masuk(lingkup.sistem("uji")):
        Penempatan.objects.filter(akun__in=[dunia.tksk.akun, dunia.tetangga.akun]).update(
            dibatalkan_pada=timezone.now()
        )
    with lingkup.masuk(dunia.admin.lingkup) as by:
        for nama, kecamatan in (("tksk", ULU), ("tetangga", ILIR)):
            p = orang(by, kecamatan, nama=dunia[nama].akun.nama)
            Petugas.objects.filter(pk=p.pk).update(akun=dunia[nama].akun)
            p.refresh_from_db()
            mulai = timezone.localdate() - timedelta(days=200)
            actions.angkat(formasi=formasi(by, kecamatan), petugas=p, mulai=mulai, by=by)
        return f"/petugas/formasi/{formasi(by, ULU).pk}/"


def _simpan(h: Page, nama: str) -> None:
    tidak_melebar(h)
    h.get_by_role("button", name=nama).click()


def test_satu_pergantian_petugas_dari_mundur_sampai_serah_terima(portal: Portal):
    kursi = _siapkan(portal)
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        catat(by, ajukan=False)
    lama = portal.buka("tksk", "/pmks/")
    expect(lama.get_by_text("Siti Aminah").first).to_be_visible()
    # Admin mengakhirinya; kemarin hari terakhirnya.
    h = portal.buka("admin", kursi, lebar=LEBAR)
    h.get_by_role("link", name="Akhiri…").click()
    h.get_by_label("Hari terakhir bertugas").fill(hari(-1))
    h.get_by_role("radio", name="Mengundurkan diri").check()
    _simpan(h, "Akhiri")
    expect(h.get_by_text("Lowong", exact=True)).to_be_visible()
    # Yang mundur tidak melihat apa pun sejak hari ini.
    lama.goto("/pmks/")
    expect(lama.get_by_text("Siti Aminah")).to_have_count(0)
    expect(lama.get_by_role("heading", level=1)).to_be_visible()
    foto(lama, "petugas-lama")
    # Tetangganya merangkap enam minggu dan berganti tugas di ponselnya.
    h.get_by_role("link", name="Rangkapkan…").click()
    h.get_by_label("Perangkap").select_option(label="Yosef Lawai – Kec. Samarinda Ilir")
    h.get_by_label("Mulai bertugas").fill(hari(0))
    h.get_by_label("Hari terakhir").fill(hari(41))
    h.get_by_label("Nomor SK atau surat").fill("ST 7/2026")
    _simpan(h, "Simpan perangkapan")
    expect(h.get_by_text("Dirangkap", exact=True)).to_be_visible()
    _ganti_tugas(portal)
    # Petugas baru dengan SK: perangkapannya berakhir sendiri.
    h.get_by_role("link", name="Angkat petugas…").click()
    with lingkup.masuk(portal.dunia.admin.lingkup) as by:
        orang(by, ULU, nama="Rahma Pengganti")
    h.reload()
    h.locator("[name=petugas]").select_option(label="Rahma Pengganti – Kec. Samarinda Ulu")
    h.get_by_label("Mulai bertugas").fill(hari(42))
    h.get_by_label("Nomor SK atau surat").fill("SK 88/HUK/2026")
    _simpan(h, "Angkat")
    expect(h.get_by_text("akan datang")).to_be_visible()
    _serahkan(h)


def _ganti_tugas(portal: Portal) -> None:
    h = portal.buka("tetangga", "/", lebar=PONSEL)
    h.locator("summary", has_text="TKSK").first.click()
    h.get_by_role("button", name="Samarinda Ulu").first.click()
    h.goto("/pmks/")
    # Nama yang dicatat orang lain tersamar sampai dibuka; barisnya sudah terlihat.
    expect(h.get_by_text(re.compile(r"Samarinda Ulu · \d+ orang"))).to_be_visible()
    expect(h.locator("td.tabel-judul").first).to_be_visible()
    tidak_melebar(h)
    foto(h, "petugas-perangkap")


def _serahkan(h: Page) -> None:
    h.get_by_role("link", name="Buat serah terima").last.click()
    expect(h.get_by_text("data pmks yang masih draf 1")).to_be_visible()
    h.get_by_label("Barang dan dokumen").fill("Rompi dan buku kegiatan")
    h.get_by_label("Mengetahui").fill("Camat Samarinda Ulu")
    _simpan(h, "Buat berita acara")
    expect(h.get_by_role("heading", name="Pekerjaan terbuka pada hari itu")).to_be_visible()
    foto(h, "petugas-serah")
    alamat = h.get_by_role("link", name="Cetak berita acara").get_attribute("href")
    jawab = h.request.get(alamat)
    assert jawab.ok and jawab.body().startswith(b"%PDF")
