"""Masukan yang rusak di alamat dan kiriman: NUL, angka raksasa, kunci halaman palsu; tidak satu pun menjadi 500."""

import base64
import json
import traceback
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.jalan.basis import salinan
from tests.jalan.isi import bangun
from tests.jalan.langkah import semua_alamat
from tests.jalan.pabrik import sasaran
from tksk_portal.akses.halaman import bungkus
from tksk_portal.akses.izin import IZIN

TANYA = (
    *("q", "cari", "kecamatan", "jenis", "temuan", "pilih", "wilayah", "status", "umur", "jk", "sesudah", "sebelum"),
    *("tempat", "peran", "keadaan", "tingkat", "next"),
)
# Yang pertama ditolak dapat menutupi yang berikut: juga dalam kelompok kecil.
KELOMPOK = tuple(TANYA[n::5] for n in range(5))
NUL = "a\x00b"
BERTANYA = ("dinsos", "tksk", "provinsi", "admin")
MENGIRIM = ("dinsos", "tksk", "provinsi", "admin", "kemensos")


def _kunci(*isi) -> str:
    return base64.urlsafe_b64encode(json.dumps(isi).encode()).decode().rstrip("=")


NILAI = (
    NUL,
    "9" * 400,
    _kunci(NUL, NUL),
    _kunci("9" * 40, {}),
    _kunci([], None),
    *(bungkus([NUL, NUL], f"/pmks/{h}") for h in ("", "periksa/", "periksa/usulan/")),
    "é\udc80".encode("utf-8", "surrogatepass"),
)


@pytest.fixture(scope="module")
def isi(django_db_setup, django_db_blocker):
    """The full world, committed in a clone of the test database."""
    with django_db_blocker.unblock(), salinan("rusak"):
        yield bangun()


def _klien(isi, nama: str) -> Client:
    klien = Client(raise_request_exception=False)
    klien.force_login(isi.dunia[nama].akun)
    return klien


def _boleh(isi, nama: str) -> list:
    peran = isi.dunia[nama].lingkup.peran
    return [
        a for a in semua_alamat()[0] if a.nama == "account_login" or peran in {str(p) for p in IZIN.get(a.izin, ())}
    ]


def _giliran(isi, nama: str, urutan: tuple[str, ...]) -> list:
    """Return the addresses of a role that no role before it in the order has: each address is tried once."""
    sudah = {a.nama for lain in urutan[: urutan.index(nama)] for a in _boleh(isi, lain)}
    return [a for a in _boleh(isi, nama) if a.nama not in sudah]


def _galat(respons) -> str:
    salah = respons.exc_info[1] if respons.exc_info else None
    return "".join(traceback.format_exception(salah)[-2:]) if salah else str(respons.status_code)


@pytest.mark.parametrize("nama", BERTANYA)
def test_tanya_yang_rusak_tidak_menjadi_500(isi, nama):
    klien = _klien(isi, nama)
    rusak = []
    for a in _giliran(isi, nama, BERTANYA):
        if a.perlu_objek:
            continue
        alamat = reverse(a.nama)
        for nilai in NILAI:
            satu_satu = nilai == NUL and a.kelas == "izin"
            coba = [dict.fromkeys(k, nilai) for k in (KELOMPOK if satu_satu else (TANYA,))]
            for tanya in coba:
                respons = klien.get(alamat, tanya)
                if respons.status_code >= 500:
                    rusak.append(f"{alamat} {list(tanya)[:2]}: {_galat(respons)}")
    assert rusak == [], "\n".join(rusak)


@pytest.mark.parametrize("nama", MENGIRIM)
def test_kiriman_yang_rusak_tidak_menjadi_500(isi, nama):
    klien = _klien(isi, nama)
    rusak = []
    for a in _giliran(isi, nama, MENGIRIM):
        daftar = [s for s in sasaran(a.nama, isi, a.perlu_objek) if s.kiriman]
        for s in daftar[:1]:
            alamat = reverse(a.nama, kwargs=s.kwargs)
            for kunci in s.kiriman:
                for nilai in (NUL + "<script>alert(1)</script>", "9" * 10_001):
                    respons = klien.post(alamat, s.kiriman | {kunci: nilai})
                    if respons.status_code >= 500:
                        rusak.append(f"{alamat} {kunci}: {_galat(respons)}")
                    assert "<script>alert" not in respons.content.decode(), f"{alamat} {kunci}"
    assert rusak == [], "\n".join(rusak)


@pytest.mark.parametrize("nama", ["tksk", "dinsos"])
def test_kunci_yang_keliru_dan_tanya_rusak_di_halaman_berobjek_tidak_menjadi_500(isi, nama):
    """Each key of an address is once nobody's and once another record's; the query is broken too."""
    klien = _klien(isi, nama)
    asing = isi.orang["lain_sah"].kasus_id
    rusak = []
    for a in _boleh(isi, nama):
        if not (a.perlu_objek and a.nama.startswith("pmks:")):
            continue
        s = sasaran(a.nama, isi, a.perlu_objek)[0]
        kunci = [k for k, v in s.kwargs.items() if isinstance(v, UUID)]
        for k in kunci:
            for ganti in (uuid4(), asing):
                alamat = reverse(a.nama, kwargs=s.kwargs | {k: ganti})
                for r in (klien.get(alamat), klien.post(alamat, s.kiriman)):
                    if r.status_code not in {302, 403, 404, 405}:
                        rusak.append(f"{alamat}: {_galat(r)}")
        alamat = reverse(a.nama, kwargs=s.kwargs)
        for nilai in (NUL, "9" * 400, "[]"):
            r = klien.get(alamat, dict.fromkeys((*TANYA, "kepala", "bulan", "keadaan", "perlu", "ke", "orang"), nilai))
            if r.status_code >= 500:
                rusak.append(f"{alamat} {nilai[:5]!r}: {_galat(r)}")
    assert rusak == [], "\n".join(rusak)


@pytest.mark.parametrize(
    "alamat",
    [
        *("/pmks/bukan-uuid/", "/pmks/00000000-0000-0000-0000-00000000000g/", "/pmks/%00/", "/pmks/kesatuan/x/"),
        *("/pmks/acuan/99999999999999999999/", "/pmks/acuan/label/99999999999999999999/", "/pmks/program/99999999999/"),
        *("/pmks/acuan/8/versi/99999999999999999999/", "/pmks/pengesahan/99.99.99/", "/pmks/tampilkan/x/"),
        *("/pmks/pengesahan/64.72/sahkan/", "/pmks/acuan/peraturan/99999999999999999999/", f"/pmks/{'a' * 3000}/"),
    ],
)
def test_alamat_yang_diketik_sembarang_tidak_menjadi_500(isi, alamat):
    for nama in ("tksk", "dinsos", "provinsi", "admin"):
        klien = _klien(isi, nama)
        for r in (klien.get(alamat), klien.post(alamat, {"tujuan": NUL, "versi": "9" * 400, "id": NUL})):
            assert r.status_code < 500, f"{nama} {alamat}: {_galat(r)}"
