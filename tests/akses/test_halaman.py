"""Halaman dengan kunci: setiap baris tepat sekali, ke depan dan ke belakang; kunci palsu memberi halaman pertama."""

import base64
import json
from datetime import UTC, datetime
from itertools import chain
from urllib.parse import parse_qs, urlsplit

import pytest

from tksk_portal.akses import lingkup
from tksk_portal.akses.halaman import buka, bungkus, halaman
from tksk_portal.akun.models import Akun

SAMA = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def akun(dunia):
    """Seven accounts made at one and the same moment: the first key alone does not order them."""
    with lingkup.masuk(lingkup.sistem("uji")):
        Akun.objects.bulk_create(
            Akun(username=f"urut{n}", nama="U", wilayah_id="64", dibuat_pada=SAMA) for n in range(7)
        )
    return Akun.objects.filter(username__startswith="urut")


def _jelajah(rf, rekaman, arah: str, mulai: str, urut) -> list:
    alamat, hasil = mulai, []
    while alamat:
        lembar = halaman(rf.get(alamat), rekaman, urut=urut, ukuran=3)
        hasil.append([a.username for a in lembar.baris])
        alamat = getattr(lembar, arah)
    return hasil


@pytest.mark.parametrize("urut", [("dibuat_pada", "id"), ("-dibuat_pada", "-id")])
def test_setiap_baris_tepat_sekali_ke_depan_lalu_kembali(rf, akun, urut):
    maju = _jelajah(rf, akun, "sesudah_url", "/daftar/?status=draf", urut)
    harus = [a.username for a in akun.order_by(*urut)]
    assert list(chain(*maju)) == harus
    assert [len(h) for h in maju] == [3, 3, 1]
    akhir = halaman(rf.get("/daftar/"), akun, urut=urut, ukuran=6).sesudah_url
    mundur = _jelajah(rf, akun, "sebelum_url", halaman(rf.get(akhir), akun, urut=urut, ukuran=3).sebelum_url, urut)
    assert list(chain(*reversed(mundur))) == harus[:6]


def test_alamat_tetangga_membawa_saringan_dan_satu_kunci(rf, akun):
    lembar = halaman(rf.get("/daftar/?status=draf"), akun, urut=("dibuat_pada", "id"), ukuran=3)
    lembar = halaman(rf.get(lembar.sesudah_url), akun, urut=("dibuat_pada", "id"), ukuran=3)
    for alamat in (lembar.sebelum_url, lembar.sesudah_url):
        tanya = parse_qs(urlsplit(alamat).query)
        assert tanya["status"] == ["draf"]
        assert len({"sebelum", "sesudah"} & set(tanya)) == 1


def _kunci(isi) -> str:
    return base64.urlsafe_b64encode(json.dumps(isi).encode()).decode()


@pytest.mark.parametrize(
    "kunci",
    ["", "x", "%%%", "é", _kunci([]), _kunci({"a": 1}), _kunci(["x", "y"]), _kunci([None, [1]]), _kunci(["\x00", "1"])],
)
@pytest.mark.parametrize("arah", ["sebelum", "sesudah"])
def test_kunci_palsu_memberi_halaman_pertama(rf, akun, arah, kunci):
    lembar = halaman(rf.get("/daftar/", {arah: kunci}), akun, urut=("dibuat_pada", "id"), ukuran=3)
    assert [a.username for a in lembar.baris] == [a.username for a in akun.order_by("dibuat_pada", "id")[:3]]
    assert lembar.sebelum_url is None and lembar.sesudah_url


def test_daftar_kosong_tanpa_tetangga(rf, dunia):
    lembar = halaman(rf.get("/daftar/"), Akun.objects.none(), urut=("dibuat_pada", "id"))
    assert (lembar.baris, lembar.sebelum_url, lembar.sesudah_url) == ([], None, None)


def test_kunci_tidak_terbaca_dan_hanya_berlaku_di_jalurnya():
    kunci = bungkus(["2026-11-24T08:00:00.123456+08:00", "0197-rahasia"], "/daftar/")
    assert kunci == bungkus(["2026-11-24T08:00:00.123456+08:00", "0197-rahasia"], "/daftar/")
    mentah = base64.urlsafe_b64decode(kunci + "=" * (-len(kunci) % 4))
    assert b"rahasia" not in mentah and b"2026" not in mentah
    assert buka(kunci, "/daftar/", 2) == ["2026-11-24T08:00:00.123456+08:00", "0197-rahasia"]
    assert buka(kunci, "/meja/", 2) is None and buka(kunci, "/daftar/", 3) is None
    rusak = kunci[:-2] + ("AA" if not kunci.endswith("AA") else "BB")
    assert buka(rusak, "/daftar/", 2) is None


@pytest.mark.parametrize("isi", [["x", "y"], ["\x00", "1"], ["", ""]])
def test_kunci_sah_dengan_nilai_rusak_memberi_halaman_pertama(rf, akun, isi):
    lembar = halaman(rf.get("/daftar/", {"sesudah": bungkus(isi, "/daftar/")}), akun, urut=("dibuat_pada", "id"))
    assert len(lembar.baris) == len(akun) and lembar.sebelum_url is None
