"""Menggabungkan, mengurungkan, menyerahkan dan menerima kembali di ponsel TKSK; dua orang pada data yang sama."""

import pytest
from playwright.sync_api import Page, expect

from pmks.actions import IsianKasus, ubah_orang
from pmks.angka import angka_satu
from pmks.models import Orang
from tests.peramban.bahan import LEBAR, Portal, ketuk, lanjut, tidak_melebar
from tests.pmks.bahan import DESA, DESA_TETANGGA, catat, isian, kasus_dari, lakukan, nik_ke, pada_status
from tests.pmks.test_ringkasan import periksa
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Aksi, Status

pytestmark = pytest.mark.peramban

SINI, SANA = "64.72.03", "64.72.04"
CATATAN = "Nomor KK belum cocok dengan kartunya"


def jumlah(tempat: str) -> int:
    """Count the persons of a place from the summary, after comparing every level with the direct count."""
    periksa()
    with lingkup.masuk(lingkup.sistem("uji")):
        return angka_satu(tempat).orang


def test_gabung_dan_urungkan_di_ponsel_angka_benar_di_tiap_langkah(portal: Portal):
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        utama = catat(by, jenis=(8, 24), ajukan=True)
        lain = catat(by, jenis=(8, 11), nik=nik_ke(9008), nama="Sitti Aminah", telepon="0811 1234")
    assert jumlah(SINI) == 2
    h = portal.buka("tksk", f"/pmks/gabung/{utama.pk}/{lain.pk}/")
    tidak_melebar(h)
    expect(h.get_by_text("1 jenis pindah ke data utama; 1 jenis yang sama")).to_be_visible()
    expect(h.get_by_label("0811 1234")).to_be_checked()
    ketuk(h.locator("label", has=h.get_by_label("Sitti Aminah")))
    ketuk(h.get_by_role("button", name="Gabungkan"))
    expect(h.get_by_text("Belum digabung")).to_be_visible()
    expect(h.get_by_label("Sitti Aminah")).to_be_checked()
    h.get_by_label("Mengapa keduanya orang yang sama?").fill("KTP asli sudah dilihat")
    ketuk(h.get_by_role("button", name="Gabungkan"))
    expect(h.get_by_role("heading", name="Sitti Aminah", level=1)).to_be_visible()
    expect(h.get_by_text("Kedua data menjadi satu")).to_be_visible()
    assert jumlah(SINI) == 1
    h.goto(f"/pmks/{lain.pk}/")
    ketuk(h.get_by_role("link", name="Buka datanya"))
    h.get_by_role("link", name="Lihat riwayat perubahan").tap()
    expect(h.get_by_text("digabung ke data ini")).to_be_visible()
    expect(h.get_by_text("Data yang digabung (1):").first).to_be_visible()
    h.goto(f"/pmks/{utama.pk}/")
    ketuk(h.get_by_role("link", name="Urungkan…"))
    ketuk(h.get_by_role("dialog").get_by_role("button", name="Urungkan"))
    expect(h.get_by_text("Penggabungan diurungkan")).to_be_visible()
    expect(h.get_by_role("heading", name="Gabungkan dua data")).to_be_attached()
    assert jumlah(SINI) == 2
    h.goto(f"/pmks/{lain.pk}/")
    expect(h.get_by_role("heading", name="Sitti Aminah", level=1)).to_be_visible()


def _serahkan(h: Page, orang, ke: str) -> None:
    h.goto(f"/pmks/{orang.pk}/")
    ketuk(h.get_by_role("link", name="Serahkan ke kecamatan lain"))
    h.get_by_label("Pindah ke kecamatan").select_option(ke)
    tidak_melebar(h)
    h.get_by_label("Mengapa pindah?").fill("Ikut anaknya")
    ketuk(h.get_by_role("button", name="Serahkan"))
    expect(h.get_by_text("Datanya tetap di sini sampai kecamatan tujuan menerimanya")).to_be_visible()


def _terima(h: Page, desa: str) -> None:
    h.goto("/pmks/pindah/")
    h.get_by_role("link", name="S••• A••••").first.tap()
    expect(h.get_by_role("heading", name="Terima di kecamatan Anda")).to_be_visible()
    tidak_melebar(h)
    h.get_by_label("Desa/kelurahan").select_option(desa)
    ketuk(h.get_by_role("button", name="Terima", exact=True))
    expect(h.get_by_text("Tulis alamat barunya.")).to_be_visible()
    expect(h.get_by_label("Desa/kelurahan")).to_have_value(desa)
    h.get_by_label("Alamat tinggal yang baru").fill("Jl. Anggrek 14")
    h.get_by_label("RT", exact=True).fill("21")
    ketuk(h.get_by_role("button", name="Terima", exact=True))
    expect(h.get_by_text("Diterima. Data dan riwayatnya sekarang ada di kecamatan Anda.")).to_be_visible()


def test_pindah_dan_kembali_di_ponsel_angka_benar_di_kedua_sisi(portal: Portal):
    kasus = pada_status(portal.dunia, Status.DIVERIFIKASI)
    orang = kasus.orang
    tksk, tetangga = portal.buka("tksk", "/"), portal.buka("tetangga", "/")
    _serahkan(tksk, orang, SANA)
    assert (jumlah(SINI), jumlah(SANA)) == (1, 0)
    _terima(tetangga, DESA_TETANGGA)
    assert (jumlah(SINI), jumlah(SANA)) == (0, 1)
    expect(tetangga.get_by_text("terverifikasi").first).to_be_visible()
    tetangga.get_by_role("link", name="Lihat riwayat perubahan").tap()
    expect(tetangga.get_by_text("Nurhayati").first).to_be_visible()
    tksk.goto(f"/pmks/{orang.pk}/")
    expect(tksk.get_by_text("Dipindahkan ke Kec. ")).to_be_visible()
    tksk.goto("/pmks/pindah/")
    expect(tksk.locator("main")).to_contain_text("S••• A••••")
    expect(tksk.locator("main")).not_to_contain_text("Siti")
    _serahkan(tetangga, orang, SINI)
    _terima(tksk, DESA)
    assert (jumlah(SINI), jumlah(SANA)) == (1, 0)
    kini = kasus_dari(orang)
    assert (kini.pk, kini.status, kini.orang.alamat) == (kasus.pk, Status.DIVERIFIKASI, "Jl. Anggrek 14")


def test_pindahan_ditolak_dengan_alasan_yang_dibaca_pengirim(portal: Portal):
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        orang = catat(by)
    tksk, tetangga = portal.buka("tksk", "/"), portal.buka("tetangga", "/pmks/pindah/")
    _serahkan(tksk, orang, SANA)
    tetangga.reload()
    tetangga.get_by_role("link", name="S••• A••••").tap()
    ketuk(tetangga.get_by_role("link", name="Tolak…"))
    tetangga.get_by_label("Mengapa ditolak?").fill("Tidak tinggal di sini")
    ketuk(tetangga.get_by_role("dialog").get_by_role("button", name="Tolak"))
    expect(tetangga.get_by_text("Ditolak dengan alasan Anda.")).to_be_visible()
    tksk.reload()
    expect(tksk.get_by_text("Tidak tinggal di sini")).to_be_visible()
    assert (jumlah(SINI), jumlah(SANA)) == (1, 0)


# Dua orang pada data yang sama: yang kedua diberi tahu dan melihat keduanya ----------------------------------------


def test_dua_petugas_mengubah_orang_yang_sama_yang_kedua_melihat_keduanya(portal: Portal):
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        orang = catat(by)
    h = portal.buka("tksk", f"/pmks/{orang.pk}/ubah/", lebar=LEBAR)
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        baru = [IsianKasus(8, ["b"]), IsianKasus(24, ["a"])]
        ubah_orang(orang=orang, versi=1, isian=isian(alamat="Jl. Melati 9"), kasus=baru, by=by)
    h.get_by_label("Alamat tinggal").fill("Jl. Kenanga 3")
    h.get_by_role("button", name="Simpan", exact=True).click()
    banding = h.get_by_role("alert").filter(has_text="diubah orang lain")
    for kata in ("Nurhayati", "Jl. Melati 9", "Jl. Kenanga 3", "Fakir miskin", "tidak dipilih", "kriteria terpenuhi"):
        expect(banding).to_contain_text(kata)


def test_ubahan_pada_versi_lama_di_ponsel_ditolak_dan_isian_tetap(portal: Portal):
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        orang = catat(by)
    h = portal.buka("tksk", f"/pmks/{orang.pk}/ubah/")
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        ubah_orang(orang=orang, versi=1, isian=isian(nama="Siti Aminahwati"), kasus=[IsianKasus(8, ["a"])], by=by)
    h.get_by_label("Nama lengkap").fill("Siti Aminatun")
    for nama in ("jenis masalah", "alamat"):
        lanjut(h, nama)
    ketuk(h.get_by_role("button", name="Simpan", exact=True))
    banding = h.get_by_role("alert").filter(has_text="diubah orang lain")
    expect(banding).to_contain_text("Siti Aminahwati")
    expect(banding).to_contain_text("Siti Aminatun")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.get().nama == "Siti Aminahwati"


def test_dua_pemeriksa_memutuskan_data_yang_sama_yang_kedua_melihat_kedua_putusan(portal: Portal):
    kasus = pada_status(portal.dunia, Status.DIAJUKAN)
    h = portal.buka("dinsos", f"/pmks/{kasus.orang_id}/", lebar=LEBAR)
    lakukan(portal.dunia, kasus, "dinsos", Aksi.KEMBALIKAN, CATATAN)
    h.get_by_role("button", name="Verifikasi", exact=True).click()
    expect(h.get_by_role("heading", name="Sudah diputuskan", level=1)).to_be_visible()
    expect(h.get_by_role("heading", name="Yang berlaku sekarang dikembalikan")).to_be_visible()
    isi = h.locator("main")
    for kata in (CATATAN, "Dinsos Samarinda mengembalikan", "Anda memverifikasi", "belum dicatat"):
        expect(isi).to_contain_text(kata)
    h.get_by_role("link", name="Buka data terbaru").click()
    expect(h.get_by_text("dikembalikan", exact=True)).to_be_visible()
    assert kasus_dari(kasus.orang).status == Status.DIKEMBALIKAN


def test_putusan_atas_identitas_yang_berubah_menunjukkan_siapa_yang_mengubah(portal: Portal):
    kasus = pada_status(portal.dunia, Status.DIAJUKAN)
    h = portal.buka("dinsos", f"/pmks/{kasus.orang_id}/", lebar=LEBAR)
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        baru = isian(nama="Siti Aminahwati")
        ubah_orang(orang=kasus.orang, versi=1, isian=baru, kasus=[IsianKasus(8, ["a"])], by=by)
    h.get_by_role("button", name="Verifikasi", exact=True).click()
    expect(h.get_by_text("Putusannya belum berubah; datanya yang diubah Nurhayati")).to_be_visible()
    h.get_by_role("link", name="Lihat apa yang berubah").click()
    expect(h.get_by_text("Siti Aminahwati").first).to_be_visible()
    assert kasus_dari(kasus.orang).status == Status.DIAJUKAN


def test_penggabungan_atas_data_yang_baru_diubah_ditahan_dengan_isi_terbaru(portal: Portal):
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        utama, lain = catat(by), catat(by, nik=nik_ke(9008), nama="Sitti Aminah", jenis=(11,))
    h = portal.buka("tksk", f"/pmks/gabung/{utama.pk}/{lain.pk}/")
    with lingkup.masuk(portal.dunia.tksk.lingkup) as by:
        baru = isian(nik=nik_ke(9008), nama="Sitti Aminahwati")
        ubah_orang(orang=lain, versi=1, isian=baru, kasus=[IsianKasus(11, ["a"])], by=by)
    h.get_by_label("Mengapa keduanya orang yang sama?").fill("KTP asli sudah dilihat")
    ketuk(h.get_by_role("button", name="Gabungkan"))
    expect(h.get_by_role("alert").filter(has_text="diubah orang lain")).to_be_visible()
    expect(h.get_by_label("Sitti Aminahwati")).to_be_visible()
    expect(h.get_by_label("Mengapa keduanya orang yang sama?")).to_have_value("KTP asli sudah dilihat")
    assert jumlah(SINI) == 2
