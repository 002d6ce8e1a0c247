import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.akun.bahan import tutup
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan


def undang(**pilihan) -> str:
    keluaran = StringIO()
    call_command("undang_admin", stdout=keluaran, **pilihan)
    return keluaran.getvalue()


def test_admin_pertama_diundang(client, dunia):
    isi = undang(provinsi="64", username="Admin.Kaltim", nama="Siti Rahma", alamat="https://tksk.example/")
    (token,) = re.findall(r"https://tksk\.example/undangan/([\w-]{43})/", isi)
    client.get(f"/undangan/{token}/")
    client.post("/undangan/", {"sandi1": "gunung-sungai-hutan", "sandi2": "gunung-sungai-hutan"})
    assert client.get("/akun/kelola/").status_code == 200
    akun = Akun.objects.get(username="admin.kaltim")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert akun.riwayat.first().pgh_context["tugas"] == "perintah undang_admin"


def test_kemensos_dikelola_pusat(dunia):
    undang(username="kemensos.satu", nama="Kemensos", peran="kemensos")
    akun = Akun.objects.get(username="kemensos.satu")
    assert akun.wilayah_id == "0"
    with lingkup.masuk(dunia.admin.lingkup):
        assert not Akun.objects.dikelola("64").filter(pk=akun.pk).exists()


def test_diulang_membuat_tautan_baru_tanpa_tugas_kedua(dunia):
    undang(username="admin.dua", nama="Dua")
    assert "Undangan" in undang(username="admin.dua")
    assert "Atur ulang sandi" in undang(username="admin")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Penempatan.objects.filter(akun__username__in=["admin.dua", "admin"]).count() == 2


@pytest.mark.parametrize(
    ("pilihan", "kata"),
    [
        ({"username": "admin.baru"}, "--nama wajib"),
        ({"username": "a b", "nama": "x"}, "Pakai huruf kecil"),
        ({"username": "admin.baru", "nama": "x", "provinsi": "99"}, "Tempat ini tidak ada"),
        ({"username": "admin.baru", "nama": "x", "provinsi": "64.72"}, "setingkat provinsi"),
        ({"username": "tksk", "provinsi": "63"}, "dikelola kantor lain"),
    ],
)
def test_pilihan_yang_keliru_dijelaskan(dunia, pilihan, kata):
    with pytest.raises(CommandError, match=kata):
        undang(**pilihan)
    assert not Akun.objects.filter(username="admin.baru").exists()


def test_akun_ditutup_tidak_diundang(dunia):
    tutup(dunia.tksk.akun, dunia.admin.akun)
    with pytest.raises(CommandError, match="ditutup"):
        undang(username="tksk")
