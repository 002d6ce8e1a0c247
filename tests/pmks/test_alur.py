"""Jalan utama: dicatat, dikembalikan, diperbaiki, diverifikasi, disahkan, terlihat oleh Kemensos."""

import pytest
from django.urls import reverse
from django.utils import timezone

from pmks.models import Kasus, Orang, Pengesahan
from tests.pmks.bahan import borang
from tksk_portal.akses import lingkup


@pytest.fixture
def di(client, dunia):
    def sebagai(nama):
        client.force_login(dunia[nama].akun)
        return client

    return sebagai


def _kasus(dunia):
    with lingkup.masuk(lingkup.sistem("uji")):
        return Kasus.objects.select_related("orang").get()


def test_jalan_utama_dari_kecamatan_sampai_kemensos(di, dunia):
    isi = borang() | {"ajukan": "1"}
    r = di("tksk").post("/pmks/baru/", isi)
    assert r.status_code == 302, r.content.decode()[:3000]
    orang = f"/pmks/{isi['id']}/"
    assert r.url == orang + "?tersimpan=1"
    assert "Siti Aminah" in di("tksk").get(orang).content.decode()
    assert di("tetangga").get(orang).status_code == 404
    assert di("dinsos_lain").get(orang).status_code == 404
    assert di("admin").get(orang).status_code == 403
    assert di("provinsi").get(orang).status_code == 404

    k = _kasus(dunia)
    c = di("dinsos")
    assert "Siti Aminah" in c.get("/pmks/periksa/").content.decode()
    r = c.post(f"{orang}jenis/{k.pk}/kembalikan/", {"versi": k.versi, "komentar": "Lengkapi nomor KK", "ke": "periksa"})
    assert r.status_code == 302
    k = _kasus(dunia)
    assert k.status == "dikembalikan"

    c = di("tksk")
    assert "Lengkapi nomor KK" in c.get("/").content.decode()
    halaman = c.get(f"{orang}ubah/")
    assert halaman.status_code == 200
    r = c.post(f"{orang}ubah/", isi | {"versi": k.orang.versi, "no_kk": "6472030101109002", "ajukan": "1"})
    assert r.status_code == 302, r.content.decode()[:3000]
    k = _kasus(dunia)
    assert (k.status, k.orang.no_kk) == ("diajukan", "6472030101109002")

    c = di("dinsos")
    r = c.post(f"{orang}jenis/{k.pk}/verifikasi/", {"versi": k.versi, "versi_orang": k.orang.versi, "ke": "periksa"})
    k = _kasus(dunia)
    assert k.status == "diverifikasi"

    assert di("kemensos").get(orang).status_code == 404
    c = di("provinsi")
    assert c.get("/pmks/pengesahan/").status_code == 200
    assert c.get("/pmks/pengesahan/64.72/").status_code == 200
    kunci = isi["id"][:-1] + "0"
    r = c.post("/pmks/pengesahan/64.72/sahkan/", {"id": kunci, "dilihat": timezone.now().isoformat()})
    assert r.status_code == 302
    assert _kasus(dunia).status == "disahkan"
    assert c.get(r.url).status_code == 200

    c = di("kemensos")
    daftar = c.get(reverse("pmks:daftar")).content.decode()
    assert "Siti Aminah" not in daftar
    assert "S•••" in daftar
    rinci = c.get(orang).content.decode()
    assert "Aminah" not in rinci and "6472035205589001" not in rinci
    c.post(f"{orang}buka/", {"tujuan": "Pemeriksaan data bantuan"})
    assert "Siti Aminah" in c.get(orang).content.decode()
    for nama in ("tksk", "dinsos", "provinsi"):
        assert di(nama).get(f"{orang}riwayat/").status_code in (200, 302)
    for nama in dunia:
        assert di(nama).get("/").status_code == 200
        if nama != "admin":
            assert di(nama).get(f"/angka/{dunia[nama].lingkup.tempat}/").status_code == 200
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.get().derajat == 3
        assert Pengesahan.objects.get().jumlah == 1
