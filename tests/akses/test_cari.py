"""Kata cari ada di sesi; alamat hanya memuat tanda acak."""

from tksk_portal.akses import cari


class Permintaan:
    """The part of a request that is used: session and address."""

    def __init__(self, sesi: dict, tanda: str = "") -> None:
        self.session, self.GET = sesi, {"cari": tanda} if tanda else {}


def test_kata_dibaca_kembali_dengan_tandanya():
    sesi: dict = {}
    tanda = cari.simpan(Permintaan(sesi), "Siti Aminah")
    assert "Siti" not in tanda
    assert cari.baca(Permintaan(sesi, tanda)) == "Siti Aminah"


def test_tanda_orang_lain_atau_tanpa_tanda_tidak_memberi_apa_pun():
    tanda = cari.simpan(Permintaan({}), "Siti Aminah")
    assert cari.baca(Permintaan({}, tanda)) == ""
    assert cari.baca(Permintaan({})) == ""


def test_hanya_pencarian_terakhir_yang_disimpan():
    sesi: dict = {}
    tanda = [cari.simpan(Permintaan(sesi), f"kata {n}") for n in range(cari.SIMPAN + 3)]
    assert cari.baca(Permintaan(sesi, tanda[0])) == ""
    assert cari.baca(Permintaan(sesi, tanda[-1])) == f"kata {cari.SIMPAN + 2}"
    assert len(sesi[cari.KUNCI]) == cari.SIMPAN


def test_kata_panjang_dipotong():
    sesi: dict = {}
    tanda = cari.simpan(Permintaan(sesi), "a" * 10_000)
    assert len(cari.baca(Permintaan(sesi, tanda))) == 100
