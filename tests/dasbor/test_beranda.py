"""Beranda dan angka: yang menunggu menurut peran, angka yang cocok dengan isinya, telusur, dan tautan yang terbuka."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from penugasan.petugas.actions import can_maju
from penugasan.petugas.models import Usulan
from pmks.angka import jumlah_sel
from pmks.kembar import bentrok_terbuka, pasangan_menunggu
from pmks.models import Kasus, Orang, Pindahan
from psks.views.daftar import antrean as antrean_psks
from tests.excel.bahan_masuk import baris, isi_csv, unggah
from tests.jalan.basis import salinan
from tests.jalan.isi import bangun
from tests.jalan.peran import di_dalam
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.excel.models import Ekspor, Unggahan
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.subjek import subjek_terlihat
from tksk_portal.pekerjaan import kabar
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan
from tksk_portal.tinjauan.enums import Status

PERAN_ANGKA = ("tksk", "tetangga", "camat", "dinsos", "dinsos_lain", "provinsi", "kemensos")


@pytest.fixture(scope="module")
def isi_modul(django_db_setup, django_db_blocker):
    """The full world, committed in a clone of the test database."""
    with django_db_blocker.unblock(), salinan("beranda"):
        yield bangun()


@pytest.fixture
def isi(isi_modul, db):
    """The full world; what a test changes in it is rolled back."""
    return isi_modul


def _orang_di(tempat: str) -> int:
    """Count persons that were not cancelled whole, without the summary."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return sum(di_dalam(tempat, w) for w in Orang.objects.aktif().values_list("wilayah_id", flat=True))


BUKU = "1 unggahan Excel selesai diperiksa", "1 unggahan Excel belum dikenali", "1 berkas siap diunduh"
PUTUSAN, KOLOM, SIAP = BUKU
KEADAAN, KESATUAN = "perubahan keadaan bulan ini", "keluarga atau komunitas"


@pytest.mark.parametrize(
    ("nama", "menunggu"),
    [
        (
            "tksk",
            [
                "1 data dikembalikan",
                "2 kebutuhan mendesak",
                "3 draf belum diajukan",
                f"1 {KESATUAN} draf belum diajukan",
                *BUKU,
            ],
        ),
        (
            "dinsos",
            [
                "6 data menunggu diperiksa",
                "2 usulan perubahan",
                f"6 {KEADAAN}",
                f"4 {KESATUAN} menunggu diperiksa",
                PUTUSAN,
                SIAP,
            ],
        ),
        ("dinsos_lain", ["4 data menunggu diperiksa", f"2 {KEADAAN}", f"1 {KESATUAN} menunggu diperiksa"]),
        ("provinsi", ["2 data menunggu pengesahan", f"2 {KESATUAN} menunggu pengesahan", SIAP]),
        ("kemensos", [SIAP]),
        ("camat", [SIAP]),
        ("admin", []),
    ],
)
def test_beranda_menyebut_yang_menunggu(masuk, isi, nama, menunggu):
    konteks = masuk(nama).get("/").context
    assert [t.judul for t in konteks["menunggu"] if "kabar" not in t.judul] == menunggu


def test_beranda_kemensos_menyebut_yang_baru_disahkan(masuk, isi):
    konteks = masuk("kemensos").get("/").context
    assert sorted(t.judul for t in konteks["baru_disahkan"]) == [
        "Kota Balikpapan: 1 data disahkan",
        "Kota Samarinda: 2 data disahkan",
    ]
    assert not masuk("provinsi").get("/").context["baru_disahkan"]


def _tunggu(klien, awal: str):
    semua = [t for t in klien.get("/").context["menunggu"] if awal in t.judul]
    assert len(semua) <= 1
    return semua[0] if semua else None


def test_unggahan_yang_menunggu_dibuka_langsung_dengan_jumlah_barisnya(masuk, isi):
    satu = _tunggu(masuk("tksk"), "selesai diperiksa")
    assert satu.url == f"/excel/{isi.unggahan['pratinjau']}/"
    assert satu.teks == "3 baris dapat dimasukkan, 2 ditolak"


def test_dua_unggahan_menuju_daftarnya(masuk, isi):
    unggah(isi.dunia["tksk"], isi_csv([baris(7301, desa="64.72.03.1004")]))
    satu = _tunggu(masuk("tksk"), "selesai diperiksa")
    assert (satu.judul, satu.url) == ("2 unggahan Excel selesai diperiksa", "/excel/")


def test_unggahan_yang_dibersihkan_tidak_menunggu_lagi(masuk, isi):
    with lingkup.masuk(lingkup.sistem("uji")):
        Unggahan.objects.filter(pk=isi.unggahan["pratinjau"]).update(dibersihkan_pada=timezone.now())
    assert _tunggu(masuk("tksk"), "selesai diperiksa") is None


def test_ekspor_siap_sampai_diunduh_pemintanya(masuk, isi):
    klien = masuk("tksk")
    satu = _tunggu(klien, "siap diunduh")
    assert satu.url == f"/ekspor/{isi.ekspor['siap']}/"
    assert satu.teks.startswith("3 baris, selesai")
    with lingkup.masuk(isi.dunia["tksk"].lingkup):
        berkas = Ekspor.objects.get(pk=isi.ekspor["siap"]).berkas
    assert klien.get(f"/berkas/{berkas}/").status_code == 200
    assert _tunggu(klien, "siap diunduh") is None


def test_kabar_belum_dibaca_dihitung_sekali_bagi_beranda_dan_menu(masuk, isi):
    klien = masuk("dinsos")
    with lingkup.masuk(isi.dunia["dinsos"].lingkup) as by:
        jumlah = Kabar.objects.milik(by.akun_id).belum_dibaca().count()
    with CaptureQueriesContext(connection) as kueri:
        satu = _tunggu(klien, "kabar belum dibaca")
    assert satu.judul == f"{jumlah} kabar belum dibaca"
    assert sum("pekerjaan_pilihankabar" in k["sql"] for k in kueri) == 1
    assert sum("excel_unggahan" in k["sql"] or "excel_ekspor" in k["sql"] for k in kueri) == 1
    with lingkup.masuk(isi.dunia["dinsos"].lingkup):
        kabar.baca(by.akun_id)
    assert _tunggu(klien, "kabar belum dibaca") is None


@pytest.mark.parametrize("nama", PERAN_ANGKA)
def test_lencana_menu_sama_dengan_hitungan_halamannya(masuk, isi, nama):
    menu = {b["label"]: b["lencana"] for b in masuk(nama).get("/wilayah/").context["menu"]}
    with lingkup.masuk(isi.dunia[nama].lingkup) as by:
        terlihat = [s.kode for s in subjek_terlihat(by)]
        kembar = len(bentrok_terbuka(by)) + len(pasangan_menunggu(by)) if boleh(by, "pmks.gabung") else None
        hitungan = {
            "Pindahan": Pindahan.objects.menunggu(by.tempat).count(),
            "Data kembar": kembar,
            "Periksa data": Kasus.objects.menunggu_verifikasi().count(),
            "Usulan petugas": sum(can_maju(u, by) for u in Usulan.objects.berjalan()),
            "Pengesahan": jumlah_sel(by.tempat, status=(Status.DIVERIFIKASI,)),
            "Periksa PSKS": len(antrean_psks(by)),
            "Pelindungan data": Permintaan.objects.berjalan().filter(subjek__in=terlihat).count(),
            "Kabar": Kabar.objects.milik(by.akun_id).belum_dibaca().count(),
            "Pekerjaan": Pekerjaan.objects.filter(pemohon=by.akun_id, status__in=("antre", "berjalan")).count(),
        }
    assert {k: v for k, v in menu.items() if v} == {k: v for k, v in hitungan.items() if v and k in menu}


def test_beranda_tksk_menyebut_alasan_pengembalian(masuk, isi):
    assert "Lengkapi alamatnya" in masuk("tksk").get("/").content.decode()


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
def test_angka_di_luar_wilayah_tidak_ada(masuk, isi, nama, kode):
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
        if respons.status_code == 200 and respons.headers["Content-Type"].startswith("text/html"):
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
