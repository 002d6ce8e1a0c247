from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.akun.bahan import masukkan, tutup
from tksk_portal.akses import lingkup
from tksk_portal.akun.jadwal import bersihkan
from tksk_portal.akun.middleware import JEDA_TERLIHAT, TERLIHAT


def test_daftar_perangkat_dan_keluarkan_yang_lain(dunia):
    ponsel, laptop = Client(), Client()
    masukkan(ponsel, "tksk")
    masukkan(laptop, "tksk")
    assert UserSession.objects.filter(user=dunia.tksk.akun).count() == 2
    assert ponsel.get(reverse("usersessions_list")).context["session_count"] == 2
    assert ponsel.post(reverse("usersessions_list")).status_code == 302
    assert laptop.get("/akun/").status_code == 302
    assert ponsel.get("/akun/").status_code == 200


def test_terlihat_ditulis_paling_sering_sepuluh_menit(masuk):
    client = masuk("tksk")
    client.get("/akun/")
    with CaptureQueriesContext(connection) as kueri:
        client.get("/akun/")
    assert not [k for k in kueri if "UPDATE" in k["sql"]]
    sesi = client.session
    sesi[TERLIHAT] -= JEDA_TERLIHAT
    sesi.save()
    with CaptureQueriesContext(connection) as kueri:
        client.get("/akun/")
    assert [k for k in kueri if 'UPDATE "usersessions_usersession"' in k["sql"]]


def test_akun_ditutup_keluar_pada_permintaan_berikut(masuk, dunia):
    client = masuk("tksk")
    assert client.get("/akun/").status_code == 200
    tutup(dunia.tksk.akun, dunia.admin.akun)
    assert client.get("/akun/").url.startswith("/masuk/")


def test_bersihkan_menghapus_sesi_kedaluwarsa_saja(dunia):
    lama, baru = Client(), Client()
    masukkan(lama, "tksk")
    masukkan(baru, "tetangga")
    Session.objects.filter(pk=lama.session.session_key).update(expire_date=timezone.now() - timedelta(hours=1))
    with lingkup.masuk(lingkup.sistem("jadwal")):
        bersihkan()
    assert list(UserSession.objects.values_list("user__username", flat=True)) == ["tetangga"]
    assert list(Session.objects.values_list("pk", flat=True)) == [baru.session.session_key]
    assert bersihkan.setiap == timedelta(days=1)
