import pytest
from django.contrib.auth.hashers import check_password

from tests.contoh.conftest import BENIH, KINI, SANDI
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.contoh import muat
from tksk_portal.wilayah.models import Wilayah

BARU = {"64.02.19", "64.02.20"}


@pytest.fixture(scope="module")
def wilayah(muatan):
    kode = list(Wilayah.objects.di_bawah("64").berlaku().values_list("kode", flat=True))
    return {n: {k for k in kode if len(k) == n} for n in (5, 8)}


def test_semua_akun_kontrak_ada_dengan_sandinya(muatan, wilayah):
    kontrak = (
        {"kemensos", "provinsi", "admin"}
        | {f"dinsos.{k}" for k in wilayah[5]}
        | {f"camat.{k}" for k in wilayah[8]}
        | {f"tksk.{k}" for k in wilayah[8] - BARU}
    )
    ada = dict(Akun.objects.filter(username__in=kontrak).values_list("username", "password"))
    assert set(ada) == kontrak
    assert len(kontrak) == 3 + 10 + 105 + 103 == muatan.akun.jumlah
    assert len(set(ada.values())) == 1
    assert check_password(SANDI, ada["tksk.64.72.03"])


@pytest.mark.parametrize(
    ("username", "peran", "tempat"),
    [
        ("kemensos", Peran.KEMENSOS, "0"),
        ("provinsi", Peran.PROVINSI, "64"),
        ("admin", Peran.ADMIN, "64"),
        ("dinsos.64.72", Peran.KABKOTA, "64.72"),
        ("camat.64.72.03", Peran.CAMAT, "64.72.03"),
        ("tksk.64.72.03", Peran.TKSK, "64.72.03"),
        ("camat.64.02.19", Peran.CAMAT, "64.02.19"),
    ],
)
def test_akun_bertugas_di_tempatnya(muatan, username, peran, tempat):
    tugas = Penempatan.objects.berlaku().filter(akun__username=username)
    assert [(t.peran, t.tempat_id) for t in tugas] == [(peran, tempat)]


def test_dua_kecamatan_baru_tanpa_tksk_sendiri(muatan, wilayah):
    assert not Akun.objects.filter(username__in=[f"tksk.{k}" for k in BARU]).exists()
    tugas = Penempatan.objects.berlaku(KINI.date()).filter(akun__username__startswith="tksk.")
    assert wilayah[8] - set(tugas.values_list("tempat_id", flat=True)) == {"64.02.19"}


def test_samboja_barat_dirangkap_tksk_samboja_tugas_utama_lebih_dulu(muatan):
    tugas = Penempatan.objects.berlaku(KINI.date()).filter(akun__username="tksk.64.02.13").order_by("mulai", "pk")
    assert [t.tempat_id for t in tugas] == ["64.02.13", "64.02.20"]


def test_nama_akun_nama_orang(muatan):
    nama = list(Akun.objects.filter(username__startswith="tksk.").values_list("nama", flat=True))
    assert all(len(n.split()) >= 2 for n in nama)
    assert len(set(nama)) > 90


def test_muat_akun_dua_kali_tidak_menambah(muatan):
    sebelum = Akun.objects.count(), Penempatan.objects.count()
    assert muat.muat_akun(sandi=SANDI, benih=BENIH, kini=KINI).baru == 0
    assert (Akun.objects.count(), Penempatan.objects.count()) == sebelum


def test_sandi_baru_berlaku_untuk_akun_lama(muatan):
    muat.muat_akun(sandi="sandi-yang-lain", benih=BENIH, kini=KINI)
    assert check_password("sandi-yang-lain", Akun.objects.get(username="tksk.64.72.03").password)
    muat.muat_akun(sandi=SANDI, benih=BENIH, kini=KINI)
    assert check_password(SANDI, Akun.objects.get(username="kemensos").password)
