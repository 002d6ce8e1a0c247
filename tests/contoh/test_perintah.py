from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pmks.models import Orang, Pengesahan, Sel
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun
from tksk_portal.contoh.tulis import SEDANG_DIMUAT
from tksk_portal.wilayah.models import Wilayah


def muat(**pilihan) -> str:
    keluaran = StringIO()
    call_command("muat_contoh", stdout=keluaran, **({"sandi": "sandi-contoh-uji"} | pilihan))
    return keluaran.getvalue()


# Data kembar, NIK bentrok, pindahan, dan permintaan pelindungan memakai orang-orangnya sendiri, berapa pun skalanya.
PELENGKAP = 21


@pytest.fixture
def hitung(db):
    def banyak() -> int:
        with lingkup.masuk(lingkup.sistem("uji")):
            return Orang.objects.count()

    return banyak


def test_muat_lalu_ulang_tidak_menambah(hitung):
    assert "Memuat 40 orang rekaan, benih 9" in muat(skala=40, benih=9)
    assert hitung() == 40 + PELENGKAP
    assert f"Orang sudah ada ({40 + PELENGKAP}); tidak ada yang ditambahkan." in muat(skala=80)
    assert hitung() == 40 + PELENGKAP


def test_tanpa_orang_hanya_akun(hitung):
    keluaran = muat(tanpa_orang=True)
    assert "Akun contoh: 221" in keluaran
    assert hitung() == 0
    assert Akun.objects.filter(username="tksk.64.72.03").exists()


def test_mode_server_menolak(settings, hitung):
    settings.SERVER = True
    with pytest.raises(CommandError, match="TKSK_MODE=server"):
        muat()
    assert not Akun.objects.filter(username="tksk.64.72.03").exists()


def test_tanpa_sandi_ditolak(monkeypatch, db):
    monkeypatch.delenv("TKSK_SANDI_DEMO", raising=False)
    with pytest.raises(CommandError, match="TKSK_SANDI_DEMO"):
        muat(sandi=None)


def test_sandi_dari_lingkungan(monkeypatch, db):
    monkeypatch.setenv("TKSK_SANDI_DEMO", "sandi-dari-luar")
    muat(sandi=None, tanpa_orang=True)
    assert Akun.objects.get(username="camat.64.72.03").check_password("sandi-dari-luar")


@pytest.mark.parametrize("skala", [0, -1, 1_000_001])
def test_skala_di_luar_batas_ditolak(db, skala):
    with pytest.raises(CommandError, match="--skala harus 1 sampai 1000000"):
        muat(skala=skala)


def test_pemuatan_yang_terputus_disebut_dengan_cara_memperbaikinya(hitung):
    muat(skala=60)
    with lingkup.masuk(lingkup.sistem("uji")):
        Pengesahan.objects.create(
            id=Orang.objects.first().pk,
            wilayah_id="64.72",
            periode=date(2026, 1, 1),
            catatan=SEDANG_DIMUAT,
            oleh=Akun.objects.get(username="provinsi"),
            sebagai="uji",
        )
    with pytest.raises(CommandError, match=rf"berhenti di tengah \({60 + PELENGKAP} orang\).*hapus folder"):
        muat()


def test_pemuatan_yang_terputus_sebelum_ringkasan(hitung, monkeypatch):
    monkeypatch.setattr("tksk_portal.contoh.muat.tutup", lambda jumlah: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        muat(skala=20)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Sel.objects.exists()
    with pytest.raises(CommandError, match=r"berhenti di tengah"):
        muat()


def test_edisi_2019_memakai_kode_sebelum_pemekaran(db):
    muat(edisi="2019", skala=30)
    assert Wilayah.objects.filter(tingkat=3).berlaku().count() == 103
    tksk = Akun.objects.filter(username__startswith="tksk.64")
    assert tksk.count() == 103
    assert not Akun.objects.filter(username="camat.64.02.19").exists()
