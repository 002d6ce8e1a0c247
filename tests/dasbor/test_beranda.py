"""Beranda dan angka: yang menunggu menurut peran, angka yang cocok dengan isinya, telusur, dan tautan yang terbuka."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from django.db import connection

from pmks.models import Orang
from tests.jalan.isi import bangun
from tests.jalan.peran import di_dalam
from tksk_portal.akses import lingkup

PERAN_ANGKA = ("tksk", "tetangga", "camat", "dinsos", "dinsos_lain", "provinsi", "kemensos")


@pytest.fixture
def isi(dunia):
    """The full world, in the test's own transaction."""
    return bangun()


def _orang_di(tempat: str) -> int:
    """Count persons that were not cancelled whole, without the summary."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return sum(di_dalam(tempat, w) for w in Orang.objects.aktif().values_list("wilayah_id", flat=True))


@pytest.mark.parametrize(
    ("nama", "menunggu"),
    [
        ("tksk", ["1 data dikembalikan", "1 draf belum diajukan"]),
        ("dinsos", ["3 data menunggu diperiksa", "2 usulan perubahan"]),
        ("dinsos_lain", ["2 data menunggu diperiksa"]),
        ("provinsi", ["2 data menunggu pengesahan"]),
        ("kemensos", ["Kota Balikpapan: 1 data disahkan", "Kota Samarinda: 2 data disahkan"]),
        ("camat", []),
    ],
)
def test_beranda_menyebut_yang_menunggu(masuk, isi, nama, menunggu):
    konteks = masuk(nama).get("/").context
    assert sorted(t.judul for t in konteks["menunggu"]) == sorted(menunggu)


def test_beranda_tksk_menyebut_alasan_pengembalian(masuk, isi):
    assert "Lengkapi alamatnya" in masuk("tksk").get("/").content.decode()


def test_beranda_kosong_mengatakan_apa_yang_dilakukan(masuk, dunia):
    for nama in dunia:
        respons = masuk(nama).get("/")
        assert respons.status_code == 200, nama
    assert "/pmks/baru/" in masuk("tksk").get("/").content.decode()


@pytest.mark.parametrize("nama", PERAN_ANGKA)
@pytest.mark.parametrize("dipadatkan", [False, True])
def test_angka_wilayah_sama_dengan_isinya(masuk, isi, nama, dipadatkan):
    if dipadatkan:
        with lingkup.masuk(lingkup.sistem("uji")), connection.cursor() as kursor:
            kursor.execute("SELECT pmks_padatkan()")
    tempat = isi.dunia[nama].lingkup.tempat
    konteks = masuk(nama).get(f"/angka/{tempat}/").context
    assert konteks["a"].orang == _orang_di(tempat) > 0
    assert {w.pk: w.n_orang for w in konteks["anak"]} == {w.pk: _orang_di(w.pk) for w in konteks["anak"]}
    assert sum(w.n_orang for w in konteks["anak"]) == konteks["a"].orang
    assert sum(u["n"] for u in konteks["umur"]) == konteks["a"].orang


def test_telusur_turun_sampai_desa_dan_berhenti_di_batas(masuk, isi):
    klien = masuk("provinsi")
    for kode, anak in (("64", "64.72"), ("64.72", "64.72.03"), ("64.72.03", "64.72.03.1001")):
        assert f'href="/angka/{anak}/"' in klien.get(f"/angka/{kode}/").content.decode()
    assert klien.get("/angka/64.72.03.1001/").status_code == 200
    assert klien.get("/angka/0/").status_code == 404


@pytest.mark.parametrize(
    ("nama", "kode"), [("tksk", "64.72.04"), ("tksk", "64.72"), ("camat", "64"), ("dinsos", "64.71"), ("provinsi", "0")]
)
def test_angka_di_luar_wilayah_tidak_ada(masuk, dunia, nama, kode):
    assert masuk(nama).get(f"/angka/{kode}/").status_code == 404


def test_admin_melihat_akun_dan_bukan_orang(masuk, isi):
    klien = masuk("admin")
    teks = klien.get("/").content.decode()
    assert not any(r.nama in teks for r in isi.orang.values())
    assert klien.get("/angka/64/").status_code == 403


TAUTAN = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
BATAS = 60


@pytest.mark.parametrize("nama", [*PERAN_ANGKA, "admin"])
def test_setiap_tautan_yang_ditampilkan_dapat_dibuka(masuk, isi, nama):
    """Follow the links from home: what a page offers, its reader may open."""
    klien = masuk(nama)
    dilihat, antre, buntu = set(), deque(["/"]), []
    while antre and len(dilihat) < BATAS:
        alamat = antre.popleft()
        bentuk = re.sub(r"[0-9a-f-]{36}|\d[\d.]*|[\w-]{30,}", "#", alamat)
        if bentuk in dilihat:
            continue
        dilihat.add(bentuk)
        respons = klien.get(alamat)
        if respons.status_code >= 400:
            buntu.append(f"{respons.status_code} {alamat}")
        if respons.status_code == 200 and not respons.streaming:
            antre.extend(_di_portal(respons.content.decode(), alamat))
    assert buntu == []
    assert len(dilihat) > 8


def _di_portal(teks: str, asal: str) -> list[str]:
    hasil = []
    for tautan in TAUTAN.findall(teks):
        tautan = tautan.replace("&amp;", "&")
        if tautan.startswith("?"):
            tautan = urlsplit(asal).path + tautan
        if tautan.startswith("/") and not tautan.startswith("/static/"):
            hasil.append(tautan)
    return hasil
