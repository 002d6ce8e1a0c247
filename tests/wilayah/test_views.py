"""Halaman wilayah: setiap peran, telusur, cari, kode lama, masukan buruk, jumlah kueri."""

import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import PENGHUNI
from tksk_portal.wilayah.models import Ejaan, Wilayah
from tksk_portal.wilayah.muat import daftar_provinsi, muat

HTMX = {"HTTP_HX_REQUEST": "true"}


def teks(respons) -> str:
    """Return the page as plain text with single spaces."""
    isi = respons.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", isi).split())


def kode_hasil(respons) -> list[str]:
    return [t.wilayah.kode for t in [*respons.context["tepat"], *respons.context["hasil"]]]


@pytest.mark.parametrize("nama", PENGHUNI)
def test_setiap_peran_mulai_dari_tempat_tugasnya(masuk, dunia, nama):
    respons = masuk(nama).get("/wilayah/")
    assert respons.status_code == 200
    assert respons.context["wilayah"] == dunia[nama].tugas.tempat
    assert "tempat tugas Anda" in teks(respons)


@pytest.mark.parametrize("nama", PENGHUNI)
@pytest.mark.parametrize("kode", ["0", "64", "64.71", "64.71.01", "64.71.01.1001"])
def test_setiap_peran_boleh_melihat_wilayah_mana_pun(masuk, nama, kode):
    assert masuk(nama).get(f"/wilayah/{kode}/").status_code == 200


@pytest.mark.parametrize("alamat", ["/wilayah/", "/wilayah/64.72/", "/wilayah/?q=ulu"])
def test_orang_luar_diminta_masuk(client, db, alamat):
    respons = client.get(alamat)
    assert respons.status_code == 302
    assert "/masuk/" in respons["Location"]


@pytest.mark.parametrize("alamat", ["/wilayah/", "/wilayah/64.72/"])
def test_halaman_hanya_dapat_dibaca(masuk, alamat):
    assert masuk("tksk").post(alamat).status_code == 405


def test_tksk_melihat_kelurahannya(masuk):
    respons = masuk("tksk").get("/wilayah/")
    assert [w.kode for w in respons.context["anak"].baris][:2] == ["64.72.03.1001", "64.72.03.1002"]
    assert respons.context["remah"] == [
        ("Indonesia", "/wilayah/0/"),
        ("Kalimantan Timur", "/wilayah/64/"),
        ("Kota Samarinda", "/wilayah/64.72/"),
    ]


def test_halaman_provinsi_menyebut_jumlah_per_jenis(masuk):
    respons = masuk("kemensos").get("/wilayah/64/")
    assert respons.context["wilayah"].rincian_isi == [
        ("kabupaten", 7),
        ("kota", 3),
        ("kecamatan", 105),
        ("kelurahan", 197),
        ("desa", 841),
    ]
    assert "kecamatan 105" in teks(respons)
    assert "10 kecamatan, 59 kelurahan" in teks(respons)


def test_kode_lama_menunjuk_penerusnya_dan_sebaliknya(masuk):
    client = masuk("tksk")
    lama = client.get("/wilayah/64.02.08.2001/")
    assert "tidak berlaku lagi; hari terakhirnya 13 Februari 2022" in teks(lama)
    assert 'href="/wilayah/64.02.19.2001/"' in lama.content.decode()
    assert "Perda Kutai Kartanegara 6/2020" in teks(lama)
    baru = client.get("/wilayah/64.02.19.2001/")
    assert "sejak 14 Februari 2022" in teks(baru)
    assert "belum dipastikan" in teks(baru)
    assert 'href="/wilayah/64.02.08.2001/"' in baru.content.decode()


def test_kode_lama_terpisah_dari_anak_yang_berlaku(masuk):
    konteks = masuk("tksk").get("/wilayah/64.02.08/").context
    assert len(konteks["anak"].baris) == 11
    assert len(konteks["anak_lama"]) == 10


def test_ejaan_lain_tampil(masuk):
    assert "Ejaan lain Kongbeng" in teks(masuk("tksk").get("/wilayah/64.08.08/"))


@pytest.mark.parametrize("kode", ["99", "64.99", "64.72.03.9999"])
def test_kode_yang_tidak_ada_dijawab_404_dengan_pesan(masuk, kode):
    respons = masuk("tksk").get(f"/wilayah/{kode}/")
    assert respons.status_code == 404
    assert f"Tidak ada wilayah dengan kode {kode}" in teks(respons)


@pytest.mark.parametrize("kode", ["abc", "64.720", "647203", "64.72.03.1004.1", "64.72'", "٦٤"])
def test_alamat_yang_bukan_kode_dijawab_404(masuk, kode):
    assert masuk("tksk").get(f"/wilayah/{kode}/").status_code == 404


@pytest.mark.parametrize(
    ("kata", "pertama"),
    [
        ("samarinda ulu", "64.72.03"),
        ("Kec. Samarinda Ulu", "64.72.03"),
        ("kongbeng", "64.08.08"),
        ("kongb", "64.08.08"),
        ("6472031004", "64.72.03.1004"),
        ("64.72.03.1004", "64.72.03.1004"),
        ("64.72.031", "64.72.03.1001"),
        ("siring", "64.72.05.1004"),
        ("paser", "64.01"),
        ("KUKAR", "64.02"),
    ],
)
def test_cari_dengan_nama_ejaan_atau_kode(masuk, kata, pertama):
    assert kode_hasil(masuk("tksk").get("/wilayah/", {"q": kata}))[0] == pertama


def aktif(respons, nama: str) -> list[str]:
    return [label for label, _, ya in respons.context[nama] if ya]


def test_cari_mulai_di_provinsi_tugas_lalu_meluas_bila_diminta(masuk):
    muat(["65"])
    client = masuk("tksk")
    respons = client.get("/wilayah/", {"q": "sungai"})
    assert all(k.startswith("64") for k in kode_hasil(respons))
    assert aktif(respons, "cakupan") == ["Kalimantan Timur"]
    luas = client.get("/wilayah/", {"q": "sungai", "cakupan": "semua", "tingkat": "4"})
    assert {k[:2] for k in kode_hasil(luas)} == {"64", "65"}
    assert aktif(luas, "cakupan") == ["Seluruh Indonesia"]


def test_cari_yang_kosong_di_provinsi_sendiri_meluas_sendiri(masuk):
    muat(["65"])
    respons = masuk("tksk").get("/wilayah/", {"q": "Nunukan"})
    assert kode_hasil(respons)[0].startswith("65")
    assert "Tidak ada di Kalimantan Timur; ini dari seluruh Indonesia." in teks(respons)
    assert aktif(respons, "cakupan") == ["Seluruh Indonesia"]


def test_kemensos_selalu_mencari_di_seluruh_indonesia(masuk):
    muat(["65"])
    respons = masuk("kemensos").get("/wilayah/", {"q": "Nunukan"})
    assert kode_hasil(respons)
    assert respons.context["cakupan"] == []


def test_nama_kembar_yang_dekat_dengan_tempat_tugas_lebih_dulu(masuk):
    Ejaan.objects.create(wilayah_id="64.02.01.2001", ejaan="Kampung Uji", ejaan_cari="kampunguji")
    Ejaan.objects.create(wilayah_id="64.72.03.1001", ejaan="Kampung Uji", ejaan_cari="kampunguji")
    respons = masuk("tksk").get("/wilayah/", {"q": "kampung uji"})
    assert [t.wilayah.kode for t in respons.context["tepat"]] == ["64.72.03.1001", "64.02.01.2001"]


def test_cari_dengan_tingkat_hanya_memberi_tingkat_itu(masuk):
    respons = masuk("tksk").get("/wilayah/", {"q": "samarinda", "tingkat": "3"})
    hasil = kode_hasil(respons)
    assert hasil
    assert {k.count(".") for k in hasil} == {2}
    assert aktif(respons, "cip") == ["Kecamatan"]


def test_cari_menandai_kode_lama(masuk):
    assert "kode lama" in teks(masuk("tksk").get("/wilayah/", {"q": "64.02.08.2001"}))


def test_cari_dua_huruf_dari_awal_nama(masuk):
    hasil = kode_hasil(masuk("tksk").get("/wilayah/", {"q": "se", "tingkat": "3"}))
    nama = Wilayah.objects.filter(kode__in=hasil).values_list("nama_cari", flat=True)
    assert set(nama) >= {"sebulu", "segah", "sepaku", "sekolaqdarat"}


def test_halaman_hasil_berlanjut_tanpa_ulang_dan_tanpa_lubang(masuk):
    client, alamat, terkumpul = masuk("kemensos"), "/wilayah/?q=ang", []
    while alamat:
        respons = client.get(alamat)
        terkumpul += [t.wilayah.kode for t in respons.context["hasil"]]
        alamat = respons.context["lembar"].sesudah_url
    diharapkan = Wilayah.objects.filter(nama_cari__contains="ang").order_by("kode")
    assert terkumpul == list(diharapkan.values_list("kode", flat=True))
    assert len(terkumpul) > 30
    assert client.get("/wilayah/?q=ang").context["lembar"].sebelum_url is None


def test_halaman_kedua_dapat_kembali(masuk):
    client = masuk("kemensos")
    pertama = client.get("/wilayah/?q=ang")
    kedua = client.get(pertama.context["lembar"].sesudah_url)
    lagi = client.get(kedua.context["lembar"].sebelum_url)
    assert kode_hasil(lagi) == kode_hasil(pertama)


def test_htmx_hanya_menerima_bagian_hasil(masuk):
    isi = masuk("tksk").get("/wilayah/", {"q": "samarinda ulu"}, **HTMX).content.decode()
    assert "<html" not in isi
    assert "Kec. Samarinda Ulu" in isi


def test_htmx_dengan_kotak_kosong_kembali_ke_tempat_tugas(masuk):
    isi = masuk("tksk").get("/wilayah/", {"q": "", "tingkat": ""}, **HTMX).content.decode()
    assert "<html" not in isi
    assert "tempat tugas Anda" in isi


def test_tidak_ditemukan_memberi_saran(masuk):
    respons = masuk("tksk").get("/wilayah/", {"q": "Samarinda Uluu"})
    assert "Mungkin maksud Anda" in teks(respons)
    assert respons.context["mirip"][0].wilayah.kode == "64.72.03"
    assert respons.context["mirip"][0].letak == "Kota Samarinda, Kalimantan Timur"


@pytest.mark.parametrize("kata", ["zzqq", "???", "99999", "🙂🙂", "'; DROP TABLE wilayah_wilayah; --"])
def test_tidak_ditemukan_mengatakan_apa_yang_dilakukan(masuk, kata):
    respons = masuk("tksk").get("/wilayah/", {"q": kata})
    assert respons.status_code == 200
    assert "Wilayah tidak ditemukan" in teks(respons)


@pytest.mark.parametrize(
    ("tanya", "pesan"),
    [
        ({"q": "x"}, "sedikitnya dua huruf"),
        ({"q": "x" * 10_000}, "Terlalu panjang"),
        ({"q": "sa\x00ma"}, "tidak dapat dibaca"),
        ({"q": "samarinda", "tingkat": "9"}, "bukan"),
        ({"q": "samarinda", "tingkat": "abc"}, "bukan"),
        ({"q": "samarinda", "cakupan": "dunia"}, "bukan"),
    ],
)
def test_masukan_buruk_diberi_pesan_dan_tulisan_tetap(masuk, tanya, pesan):
    respons = masuk("tksk").get("/wilayah/", tanya)
    assert respons.status_code == 200
    assert pesan in teks(respons)
    assert respons.context["form"]["q"].value() == tanya["q"]


@pytest.mark.parametrize("kunci", ["abc", "WyJhIl0", "!!", "", "WyJcdTAwMDAiLCAiYSJd"])
def test_kunci_halaman_yang_rusak_memberi_halaman_pertama(masuk, kunci):
    client = masuk("kemensos")
    respons = client.get("/wilayah/", {"q": "ang", "sesudah": kunci})
    assert kode_hasil(respons) == kode_hasil(client.get("/wilayah/?q=ang"))


def test_kata_cari_tidak_menjadi_html(masuk):
    isi = masuk("tksk").get("/wilayah/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in isi


def banyak_kueri(client, alamat: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as kueri:
        assert client.get(alamat).status_code == 200
    return len(kueri)


def test_jumlah_kueri_tetap_berapa_pun_isinya(masuk):
    client = masuk("kemensos")
    alamat = ["/wilayah/0/", "/wilayah/64/", "/wilayah/64.02.08/", "/wilayah/64.72.03.1004/"]
    for a in alamat:
        client.get(a)
    rinci = [banyak_kueri(client, a) for a in alamat]
    assert len(set(rinci)) == 1, rinci
    sedikit, banyak = (
        banyak_kueri(client, "/wilayah/?q=sanga+sanga"),
        banyak_kueri(client, "/wilayah/?q=sungai+kunjang"),
    )
    assert sedikit == banyak
    lebar = banyak_kueri(client, "/wilayah/?q=ang")
    muat(["65"])
    assert [banyak_kueri(client, a) for a in alamat] == rinci
    assert banyak_kueri(client, "/wilayah/?q=ang") == lebar


@pytest.mark.berat
def test_halaman_tetap_cepat_dengan_38_provinsi(masuk):
    muat(daftar_provinsi())
    with connection.cursor() as kursor:
        kursor.execute("ANALYZE wilayah_wilayah")
    client = masuk("kemensos")
    client.get("/wilayah/")
    lama = {}
    for alamat in ("", "0/", "33/", "?q=suka", "?q=an", "?q=sungai&tingkat=4", "?q=zzqqx", "?q=Sukamajuu", "?q=64"):
        mulai = time.perf_counter()
        assert client.get("/wilayah/" + alamat).status_code == 200
        lama[alamat] = time.perf_counter() - mulai
    assert max(lama.values()) < 0.3, lama
