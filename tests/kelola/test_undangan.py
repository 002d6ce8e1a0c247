import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.akun.bahan import buat, kode_totp, masukkan, pasang_totp, punya_faktor, serentak, tutup
from tests.conftest import SANDI, baca_dunia
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import JenisTautan
from tksk_portal.akun.models import Akun, Tautan
from tksk_portal.kelola import tautan
from tksk_portal.kelola.catatan import SaringTautan

BARU = "gunung-sungai-hutan"


@pytest.fixture
def calon(dunia) -> Akun:
    """An account whose invitation waits."""
    akun = buat("calon", orang="Rahmat Hidayatullah")
    akun.set_unusable_password()
    akun.save(update_fields=["password"])
    return akun


def buka(client, token: str):
    """Open a link as a person does, and return the page it leads to."""
    return client.get(f"/undangan/{token}/", follow=True)


def isi_sandi(client, sandi1: str = BARU, sandi2: str | None = None):
    return client.post("/undangan/", {"sandi1": sandi1, "sandi2": sandi1 if sandi2 is None else sandi2})


def test_undangan_membuat_sandi_dan_masuk(client, calon, undang):
    token = undang(calon)
    halaman = buka(client, token)
    assert halaman.redirect_chain == [("/undangan/", 302)]
    assert calon.username in halaman.content.decode()
    assert isi_sandi(client).url == "/"
    assert client.session["_auth_user_id"] == str(calon.pk)
    client.logout()
    assert masukkan(client, "calon", BARU).status_code == 302


def test_token_tidak_disimpan_di_mana_pun(client, calon, undang):
    token = undang(calon)
    buka(client, token)
    satu = Tautan.objects.get(akun=calon)
    assert satu.sidik == tautan.sidik(token)
    assert token not in str(dict(client.session))
    assert len(token) >= 43


def test_tautan_tidak_membocorkan_perujuk(client, calon, undang):
    jawab = client.get(f"/undangan/{undang(calon)}/")
    assert jawab["Referrer-Policy"] == "no-referrer"
    assert "no-store" in jawab["Cache-Control"]


def test_membuka_tautan_belum_memakainya(client, calon, undang):
    token = undang(calon)
    for _ in range(3):
        assert buka(client, token).status_code == 200
    assert Tautan.objects.get(akun=calon).keadaan == "menunggu"


@pytest.mark.parametrize(
    ("sandi1", "sandi2", "kata"),
    [
        ("pendek", None, "terlalu pendek"),
        ("1234567890", None, "angka"),
        ("password123", None, "umum"),
        ("hidayatullah", None, "mirip"),
        (BARU, "lain-sekali-x", "belum sama"),
        ("", "", "Isi dahulu bagian ini."),
        (BARU, "", "Isi dahulu bagian ini."),
    ],
)
def test_sandi_yang_buruk_dijelaskan_dan_tautan_tetap_berlaku(client, calon, undang, sandi1, sandi2, kata):
    buka(client, undang(calon))
    jawab = isi_sandi(client, sandi1, sandi2)
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()
    assert Tautan.objects.get(akun=calon).keadaan == "menunggu"
    assert isi_sandi(client).status_code == 302


def test_tautan_hanya_sekali(client, calon, undang):
    token = undang(calon)
    buka(client, token)
    isi_sandi(client)
    lain = Client()
    assert lain.get(f"/undangan/{token}/").status_code == 410
    assert isi_sandi(lain).status_code == 404


def _kedaluwarsa(calon):
    kini = timezone.now()
    Tautan.objects.filter(akun=calon).update(dibuat_pada=kini - timedelta(days=8), berlaku_sampai=kini)


def _batal(calon):
    Tautan.objects.filter(akun=calon).update(dibatalkan_pada=timezone.now())


@pytest.mark.parametrize("rusak", [_kedaluwarsa, _batal, lambda calon: tutup(calon, calon)])
def test_tautan_yang_tidak_berlaku_menjelaskan(client, calon, undang, rusak):
    token = undang(calon)
    buka(client, token)
    rusak(calon)
    for jawab in (isi_sandi(client), client.get(f"/undangan/{token}/")):
        assert jawab.status_code == 410
        assert "Minta tautan baru" in jawab.content.decode()
    assert not Akun.objects.get(pk=calon.pk).sudah_menerima


@pytest.mark.parametrize("token", ["x", "a" * 43, "..", "%00", "😀"])
def test_token_tidak_dikenal_berhalaman_sama(client, dunia, token):
    jawab = client.get(f"/undangan/{token}/")
    assert jawab.status_code == 404
    assert "Tautan tidak berlaku" in jawab.content.decode()


def test_halaman_isi_tanpa_tautan_tidak_berlaku(client, dunia):
    assert client.get("/undangan/").status_code == 404


def test_masa_berlaku_tiap_jenis(calon, undang):
    for jenis, lama in (
        ("undangan", timedelta(days=7)),
        ("sandi", timedelta(hours=24)),
        ("faktor", timedelta(hours=24)),
    ):
        undang(calon, JenisTautan(jenis))
        satu = Tautan.objects.get(akun=calon, jenis=jenis)
        assert satu.berlaku_sampai - satu.dibuat_pada == lama


def test_tautan_baru_membatalkan_yang_lama(client, calon, undang):
    lama, _ = undang(calon), undang(calon)
    assert client.get(f"/undangan/{lama}/").status_code == 410


def test_yang_sedang_masuk_diminta_keluar_dahulu(masuk, calon, undang):
    client = masuk("admin")
    jawab = buka(client, undang(calon))
    assert jawab.status_code == 409
    assert isi_sandi(client).status_code == 409
    assert not Akun.objects.get(pk=calon.pk).sudah_menerima


def test_sandi_baru_mengeluarkan_sesi_lama_dan_tetap_meminta_kode(client, dunia, undang):
    akun, lama = dunia.tksk.akun, Client()
    pasang_totp(akun)
    masukkan(lama, "tksk")
    lama.post("/akun/dua-langkah/authenticate/", {"code": kode_totp()})
    assert lama.get("/akun/").status_code == 200
    buka(client, undang(akun, JenisTautan.SANDI))
    assert "authenticate" in isi_sandi(client).url
    assert "_auth_user_id" not in client.session
    assert lama.get("/akun/").status_code == 302


def test_faktor_dilepas_sesudah_sandi_benar(client, dunia, undang):
    akun = dunia.tksk.akun
    pasang_totp(akun)
    buka(client, undang(akun, JenisTautan.FAKTOR))
    jawab = client.post("/undangan/", {"sandi": "salah"})
    assert jawab.status_code == 422
    assert punya_faktor(akun)
    assert client.post("/undangan/", {"sandi": SANDI}).url == "/"
    assert not punya_faktor(akun)
    assert client.session["_auth_user_id"] == str(akun.pk)


def test_faktor_menebak_sandi_dibatasi_bersama_halaman_masuk(client, dunia, undang):
    akun = dunia.tksk.akun
    pasang_totp(akun)
    buka(client, undang(akun, JenisTautan.FAKTOR))
    for _ in range(5):
        client.post("/undangan/", {"sandi": "salah"})
    assert "Coba lagi sesudah" in client.post("/undangan/", {"sandi": SANDI}).content.decode()
    assert "Coba lagi sesudah" in masukkan(Client(), "tksk").content.decode()
    assert punya_faktor(akun)


def test_tautan_faktor_tidak_dapat_mengganti_sandi(client, dunia, undang):
    akun = dunia.tksk.akun
    pasang_totp(akun)
    buka(client, undang(akun, JenisTautan.FAKTOR))
    assert isi_sandi(client).status_code == 422
    assert Akun.objects.get(pk=akun.pk).check_password(SANDI)


def test_pakai_serentak_hanya_satu_yang_menang(data_tetap):
    with transaction.atomic(), lingkup.masuk(lingkup.sistem("uji")):
        akun = baca_dunia().tetangga.akun
        _, token = tautan.buat(akun=akun, jenis=JenisTautan.SANDI, oleh_id=None)
    try:

        def pakai() -> Akun:
            with lingkup.masuk(lingkup.ORANG_LUAR):
                return tautan.pakai_untuk_sandi(sidik_=tautan.sidik(token), sandi=BARU)

        hasil = serentak(*[pakai] * 4)
        assert sum(isinstance(h, Akun) for h in hasil) == 1
        assert sum(isinstance(h, tautan.TidakBerlaku) for h in hasil) == 3
    finally:
        Tautan.objects.filter(akun=akun).delete()
        akun.set_password(SANDI)
        akun.save(update_fields=["password"])


def test_token_tidak_masuk_catatan():
    token = "a1B2-" * 8
    rekaman = logging.LogRecord("django.request", logging.ERROR, "", 1, "Galat: %s", (f"/undangan/{token}/",), None)
    assert SaringTautan().filter(rekaman)
    assert token not in rekaman.getMessage()
    assert "/undangan/" in rekaman.getMessage()


def test_catatan_portal_memakai_saringan_tautan(settings):
    assert "tautan" in settings.LOGGING["handlers"]["layar"]["filters"]
