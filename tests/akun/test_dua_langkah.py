import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.akun.bahan import beri, kode_totp, masukkan, pasang_totp
from tests.conftest import SANDI
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import SyaratMasuk
from tksk_portal.kelola.actions import atur_syarat


@pytest.fixture
def wajib_tksk(dunia):
    """The province demands a second factor of TKSK."""
    with lingkup.masuk(dunia.admin.lingkup):
        atur_syarat(wajib={"tksk"}, by=dunia.admin.lingkup)


def test_masuk_dengan_totp_meminta_kode(client, dunia):
    pasang_totp(dunia.tksk.akun)
    jawab = masukkan(client, "tksk")
    assert jawab.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get("/akun/").url.startswith("/masuk/")
    assert client.get(jawab.url).status_code == 200
    assert client.post(jawab.url, {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post(jawab.url, {"code": kode_totp()}).url == "/"
    assert client.session["_auth_user_id"] == str(dunia.tksk.akun.pk)


def test_kode_pemulihan_berlaku_satu_kali(client, dunia):
    pasang_totp(dunia.tksk.akun)
    simpanan = Authenticator.objects.get(user=dunia.tksk.akun, type=Authenticator.Type.RECOVERY_CODES)
    kode = simpanan.wrap().get_unused_codes()[0]
    masukkan(client, "tksk")
    assert client.post(reverse("mfa_authenticate"), {"code": kode}).status_code == 302
    client.logout()
    masukkan(client, "tksk")
    client.post(reverse("mfa_authenticate"), {"code": kode})
    assert "_auth_user_id" not in client.session


def test_kode_salah_dibatasi(client, dunia):
    pasang_totp(dunia.tksk.akun)
    masukkan(client, "tksk")
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    isi = client.post(reverse("mfa_authenticate"), {"code": kode_totp()}).content.decode()
    assert "Terlalu banyak percobaan" in isi
    assert "_auth_user_id" not in client.session


def test_wajib_dua_langkah_mengarahkan_ke_pemasangan(masuk, wajib_tksk):
    client = masuk("tksk")
    for jalan in ("/akun/", "/akun/ubah/", "/pmks/", "/akun/perangkat/"):
        assert client.get(jalan).url == reverse("mfa_index")
    assert client.post("/akun/ubah/", {"nama": "x"}).url == reverse("mfa_index")
    isi = client.get(reverse("mfa_index")).content.decode()
    assert "wajib memakai verifikasi dua langkah" in isi


def test_wajib_dua_langkah_htmx_diarahkan_utuh(masuk, wajib_tksk):
    jawab = masuk("tksk").get("/akun/", HTTP_HX_REQUEST="true")
    assert jawab["HX-Redirect"] == reverse("mfa_index")


def test_wajib_dua_langkah_dipasang_lalu_bekerja(masuk, dunia, wajib_tksk):
    client = masuk("tksk")
    pasang = reverse("mfa_activate_totp")
    assert client.get(pasang).url.startswith(reverse("account_reauthenticate"))
    pastikan = reverse("account_reauthenticate")
    assert client.get(pastikan).status_code == 200
    assert client.post(pastikan, {"password": SANDI, "next": pasang}).url == pasang
    halaman = client.get(pasang)
    assert "data:image/svg+xml;base64," in halaman.content.decode()
    sesi = client.session
    sesi["mfa.totp.secret"] = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    sesi.save()
    assert client.post(pasang, {"code": kode_totp()}).url == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert client.get("/akun/").status_code == 200


def test_wajib_dua_langkah_boleh_keluar_dan_ganti_tugas(masuk, dunia, wajib_tksk):
    kab = beri(dunia.tksk.akun, "kabkota", "64.72", dunia.tksk.tugas.mulai)
    client = masuk("tksk")
    assert client.post("/ganti-tugas/", {"tugas": str(kab.pk)}).url != reverse("mfa_index")
    assert client.get("/akun/").status_code == 200
    client.post("/ganti-tugas/", {"tugas": str(dunia.tksk.tugas.pk)})
    assert client.get("/akun/").status_code == 302
    assert client.post("/keluar/").url == "/masuk/"


def test_wajib_dua_langkah_hanya_peran_dan_provinsinya(masuk, dunia, wajib_tksk):
    assert masuk("dinsos").get("/akun/").status_code == 200
    with lingkup.masuk(dunia.tksk.lingkup):
        assert SyaratMasuk.objects.wajib_dua_langkah("tksk", "64.72.03")
        assert not SyaratMasuk.objects.wajib_dua_langkah("camat", "64.72.03")
    with lingkup.masuk(dunia.kemensos.lingkup):
        assert not SyaratMasuk.objects.wajib_dua_langkah("tksk", "63.71.01")
        assert not SyaratMasuk.objects.wajib_dua_langkah("kemensos", "0")


def test_kode_pemulihan_saja_bukan_faktor(masuk, dunia, wajib_tksk):
    pasang_totp(dunia.tksk.akun)
    Authenticator.objects.filter(user=dunia.tksk.akun, type=Authenticator.Type.TOTP).delete()
    assert masuk("tksk").get("/akun/").url == reverse("mfa_index")


def test_halaman_kunci_masuk_terbuka(masuk):
    client = masuk("tksk")
    client.post(reverse("account_reauthenticate"), {"password": SANDI})
    for nama in ("mfa_index", "mfa_list_webauthn", "mfa_add_webauthn"):
        assert client.get(reverse(nama)).status_code == 200
    client.logout()
    assert "request_options" in client.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json").json()


def test_riwayat_syarat_masuk_mencatat_siapa(dunia, wajib_tksk):
    with lingkup.masuk(dunia.admin.lingkup):
        atur_syarat(wajib=set(), by=dunia.admin.lingkup)
        satu = SyaratMasuk.objects.get(wilayah="64", peran="tksk")
        terakhir = satu.riwayat.order_by("-pgh_id").first()
        assert not terakhir.wajib_dua_langkah
        assert terakhir.pgh_context["akun"] == str(dunia.admin.akun.pk)
