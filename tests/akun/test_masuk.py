import re
import time

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.akun.bahan import buat, masukkan, serentak, tutup
from tests.conftest import SANDI
from tksk_portal.akun import percobaan
from tksk_portal.akun.models import Akun

SALAH = "Nama pengguna atau sandi tidak cocok."


class Jam:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.kini = time.time()

    def time(self) -> float:
        return self.kini

    def maju(self, detik: float) -> None:
        self.kini += detik


@pytest.fixture
def jam(monkeypatch) -> Jam:
    """The clock by which tries are counted."""
    jam = Jam()
    monkeypatch.setattr(percobaan, "time", jam)
    return jam


def test_masuk_dengan_huruf_besar_dan_spasi(client, dunia):
    jawab = masukkan(client, "  TKSK ")
    assert jawab.status_code == 302
    assert jawab.url == "/"
    assert client.session["_auth_user_id"] == str(dunia.tksk.akun.pk)


def test_sesi_berganti_saat_masuk(client, dunia):
    client.get("/masuk/?next=/akun/")
    client.session.save()
    sesi = client.session
    sesi["titipan"] = "1"
    sesi.save()
    client.cookies["tksk_sesi"] = sesi.session_key
    masukkan(client, "tksk")
    assert client.session.session_key != sesi.session_key
    assert not type(sesi)().exists(sesi.session_key)


def test_sesudah_masuk_menuju_next_yang_aman(client, dunia):
    assert masukkan(client, "tksk", next="/akun/").url == "/akun/"


@pytest.mark.parametrize(
    "jauh", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "http:///x.example"]
)
def test_next_yang_tidak_aman_diabaikan(client, dunia, jauh):
    assert masukkan(client, "tksk", next=jauh).url == "/"


@pytest.mark.parametrize("nama", ["tksk", "tidak-ada", "x" * 64, "ｔｋｓｋ", "<script>"])
def test_sandi_salah_dijawab_sama(client, dunia, nama):
    jawab = masukkan(client, nama, "salah-sekali")
    assert jawab.status_code == 200
    assert SALAH in jawab.content.decode()


def test_pekerjaan_menebak_sama_berat_ada_atau_tidak(client, dunia, monkeypatch):
    tertutup, diundang = buat("tertutup"), buat("diundang")
    diundang.set_unusable_password()
    diundang.save(update_fields=["password"])
    tutup(tertutup, dunia.admin.akun)
    hitung = []
    asli = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *a: hitung.append(1) or asli(self, *a))
    banyak = {}
    for nama in ("tksk", "tidak-ada", "tertutup", "diundang"):
        hitung.clear()
        assert SALAH in masukkan(client, nama, "salah-sekali").content.decode()
        banyak[nama] = len(hitung)
    assert set(banyak.values()) == {1}


def test_akun_ditutup_dengan_sandi_benar_diberi_tahu(client, dunia):
    tertutup = buat("tertutup")
    tutup(tertutup, dunia.admin.akun)
    jawab = masukkan(client, "tertutup")
    assert jawab.url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_isian_masuk_yang_aneh_bukan_galat(client, dunia):
    for nama, sandi in (("tk\x00sk", "a"), ("tksk", "\x00"), ("tksk", "x" * 10_000), ("", ""), ("😀", "😀")):
        assert masukkan(client, nama, sandi).status_code == 200


def test_lima_kali_salah_mengunci_juga_sandi_benar(client, dunia, jam):
    for _ in range(5):
        assert SALAH in masukkan(client, "tksk", "salah").content.decode()
    for nama in ("tksk", "TKSK", " Tksk "):
        jawab = masukkan(client, nama)
        assert jawab.status_code == 200
        assert "Coba lagi sesudah 5 menit" in jawab.content.decode()
    assert "_auth_user_id" not in client.session


def test_kunci_berlaku_juga_untuk_nama_yang_tidak_ada(client, dunia, jam):
    for _ in range(5):
        masukkan(client, "tidak-ada", "salah")
    assert "Coba lagi sesudah 5 menit" in masukkan(client, "tidak-ada", "salah").content.decode()


def test_akun_lain_di_alamat_yang_sama_tetap_dapat_masuk(client, dunia, jam):
    for _ in range(6):
        masukkan(client, "tksk", "salah")
    assert masukkan(client, "tetangga").status_code == 302


def test_kunci_lepas_sesudah_jendelanya_lewat(client, dunia, jam):
    for _ in range(5):
        masukkan(client, "tksk", "salah")
    jam.maju(percobaan.PER_AKUN.detik - 1)
    assert "Coba lagi sesudah 1 detik" in masukkan(client, "tksk").content.decode()
    jam.maju(2)
    assert masukkan(client, "tksk").status_code == 302


def test_masuk_berhasil_tidak_menghapus_hitungan(client, dunia, jam):
    for _ in range(4):
        masukkan(client, "tksk", "salah")
    assert masukkan(client, "tksk").status_code == 302
    client.logout()
    masukkan(client, "tksk", "salah")
    assert "Coba lagi sesudah" in masukkan(client, "tksk").content.decode()


def test_banyak_nama_dari_satu_alamat_dibatasi(client, dunia, jam):
    for i in range(percobaan.PER_ALAMAT.banyak):
        masukkan(client, f"tebak-{i}", "salah")
    assert "dari jaringan ini. Coba lagi sesudah 1 menit" in masukkan(client, "tksk").content.decode()
    lain = Client(REMOTE_ADDR="10.0.0.9")
    assert masukkan(lain, "tksk").status_code == 302


@pytest.mark.parametrize(
    ("detik", "kata"), [(1, "1 detik"), (59, "59 detik"), (60, "1 menit"), (61, "2 menit"), (300, "5 menit")]
)
def test_waktu_tunggu_dalam_kata(detik, kata):
    assert percobaan.kata_tunggu(detik) == kata


def _tebak_serentak(banyak: int) -> list[str]:
    def tebak() -> str:
        isi = masukkan(Client(), "tksk", "salah-sekali").content.decode()
        return "diperiksa" if SALAH in isi else "ditolak" if "Terlalu banyak percobaan" in isi else isi

    return serentak(*[tebak] * banyak)


def _sandi_lambat(monkeypatch) -> None:
    asli = Akun.check_password

    def lambat(self, sandi):
        time.sleep(0.15)
        return asli(self, sandi)

    monkeypatch.setattr(Akun, "check_password", lambat)


def test_percobaan_serentak_lolos_bila_tanpa_kunci(data_tetap, monkeypatch):
    _sandi_lambat(monkeypatch)
    monkeypatch.setattr(percobaan, "kunci_transaksi", lambda nama: None)
    assert _tebak_serentak(10).count("diperiksa") > percobaan.PER_AKUN.banyak


def test_percobaan_serentak_paling_banyak_lima(data_tetap, monkeypatch):
    _sandi_lambat(monkeypatch)
    hasil = _tebak_serentak(10)
    assert hasil.count("diperiksa") == 5
    assert hasil.count("ditolak") == 5


def test_keluar_menanyakan_dahulu(masuk):
    client = masuk("tksk")
    assert client.get("/keluar/").status_code == 200
    assert "_auth_user_id" in client.session
    jawab = client.post("/keluar/")
    assert jawab.url == "/masuk/"
    assert "_auth_user_id" not in client.session


def test_ganti_sandi_mengeluarkan_perangkat_lain(masuk, dunia):
    client, lain = masuk("tksk"), Client()
    lain.force_login(dunia.tksk.akun)
    baru = "gunung-sungai-hutan"
    jawab = client.post("/akun/sandi/", {"oldpassword": SANDI, "password1": baru, "password2": baru})
    assert jawab.status_code == 302
    assert client.get("/akun/").status_code == 200
    assert lain.get("/akun/").status_code == 302


def test_ganti_sandi_yang_buruk_dijelaskan(masuk):
    client = masuk("tksk")
    isi = client.post("/akun/sandi/", {"oldpassword": "salah", "password1": "12345", "password2": "x"}).content.decode()
    assert "Sandi lama tidak cocok." in isi
    assert re.search("terlalu pendek", isi)


def test_hanya_ada_satu_jalan_masuk():
    nama = _semua_nama(get_resolver())
    assert [n for n in nama if "login" in n] == ["account_login", "mfa_login_webauthn"]
    for tertutup in (
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "mfa_signup_webauthn",
    ):
        assert tertutup not in nama
        with pytest.raises(NoReverseMatch):
            reverse(tertutup)


@pytest.mark.parametrize(
    "jalan", ["/accounts/login/", "/akun/masuk/", "/masuk/signup/", "/akun/password/reset/", "/akun/sandi/reset/"]
)
def test_alamat_allauth_lain_tidak_ada(client, dunia, jalan):
    assert client.get(jalan).status_code == 404


def _semua_nama(penyelesai) -> list[str]:
    nama = []
    for pola in penyelesai.url_patterns:
        if hasattr(pola, "url_patterns"):
            nama += _semua_nama(pola)
        elif pola.name:
            nama.append(pola.name)
    return nama
