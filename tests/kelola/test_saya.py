import pytest
from django.urls import reverse

from tests.akun.bahan import pasang_totp
from tests.conftest import PENGHUNI
from tests.pmks.baca import dalam, nilai
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun
from tksk_portal.kelola.versi import KOLOM_AKUN, versi_isi


@pytest.mark.parametrize("nama", PENGHUNI)
def test_halaman_saya_untuk_semua_peran(masuk, dunia, nama):
    isi = masuk(nama).get("/akun/").content.decode()
    assert dunia[nama].akun.nama in isi
    assert dunia[nama].tugas.label in isi


def test_halaman_saya_menyebut_dua_langkah(masuk, dunia):
    client = masuk("tksk")
    assert "belum aktif" in client.get("/akun/").content.decode()
    pasang_totp(dunia.tksk.akun)
    assert "aplikasi autentikator aktif" in client.get("/akun/").content.decode()


@pytest.mark.parametrize("nama", PENGHUNI)
def test_ubah_data_sendiri(masuk, dunia, nama):
    client = masuk(nama)
    isi = {"nama": "Nama Baru", "telepon": "+62 812-3456-789", "email": "a@b.example"}
    jawab = client.post("/akun/ubah/", isi | {"versi": nilai(client.get("/akun/ubah/"), "versi")[0]})
    assert jawab.url == "/akun/"
    akun = Akun.objects.get(pk=dunia[nama].akun.pk)
    assert (akun.nama, akun.telepon, akun.email) == ("Nama Baru", "+62 812-3456-789", "a@b.example")
    with lingkup.masuk(dunia[nama].lingkup):
        terakhir = akun.riwayat.order_by("-pgh_id").first()
        assert terakhir.pgh_context["penempatan"] == str(dunia[nama].tugas.pk)


def test_ubah_data_sendiri_yang_buruk_dijelaskan(masuk, dunia):
    jawab = masuk("tksk").post("/akun/ubah/", {"nama": "", "telepon": "abc", "email": "x"})
    assert jawab.status_code == 422
    assert set(jawab.context["form"].errors) == {"nama", "telepon", "email"}
    assert Akun.objects.get(pk=dunia.tksk.akun.pk).nama == "Nurhayati"


def test_nama_pengguna_dan_kantor_tidak_dapat_diganti_sendiri(masuk, dunia):
    isi = {"nama": "N", "username": "lain", "wilayah": "0", "ditutup_pada": "2026-01-01"}
    isi |= {"versi": versi_isi(dunia.tksk.akun, KOLOM_AKUN)}
    assert masuk("tksk").post("/akun/ubah/", isi).status_code == 302
    akun = Akun.objects.get(pk=dunia.tksk.akun.pk)
    assert (akun.username, akun.wilayah_id, akun.is_active) == ("tksk", "64", True)


def test_data_sendiri_yang_diubah_admin_sementara_itu_tidak_ditimpa(masuk, dunia):
    client = masuk("tksk")
    versi = nilai(client.get("/akun/ubah/"), "versi")[0]
    with lingkup.masuk(dunia.admin.lingkup):
        Akun.objects.filter(pk=dunia.tksk.akun.pk).update(telepon="0541 777888")
    isi = {"nama": "Nurhayati", "telepon": "0812 1111 2222", "email": "", "versi": versi}
    jawab = client.post("/akun/ubah/", isi)
    assert jawab.status_code == 409
    assert "0541 777888" in dalam(jawab, "isi") and "oleh Admin Kaltim" in dalam(jawab, "isi")
    assert nilai(jawab, "telepon") == ["0812 1111 2222"]
    assert Akun.objects.get(pk=dunia.tksk.akun.pk).telepon == "0541 777888"
    assert client.post("/akun/ubah/", isi | {"versi": nilai(jawab, "versi")[0]}).status_code == 302
    assert Akun.objects.get(pk=dunia.tksk.akun.pk).telepon == "0812 1111 2222"


def test_menu_memuat_saya_dan_bagi_admin_akun(masuk):
    menu = masuk("tksk").get("/akun/").context["menu_ponsel"]
    assert [b["label"] for b in menu if b["aktif"]] == ["Saya"]
    assert reverse("kelola_daftar") not in [b["url"] for b in menu]


def test_menu_admin_memuat_akun(masuk):
    menu = masuk("admin").get(reverse("kelola_daftar")).context["menu"]
    assert [b["label"] for b in menu if b["aktif"]] == ["Akun"]


@pytest.mark.parametrize("siapa", ["tksk", "camat", "dinsos", "provinsi", "kemensos", "admin"])
def test_bar_ponsel_paling_banyak_lima_dan_berujung_di_saya(masuk, siapa):
    label = [b["label"] for b in masuk(siapa).get("/akun/").context["menu_ponsel"]]
    assert len(label) <= 5 and (label[0], label[-1]) == ("Beranda", "Saya")
