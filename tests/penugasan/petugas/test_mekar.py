"""Pemekaran: formasi dan huniannya ikut kodenya, kecamatan baru mendapat formasi lowong, dan semuanya dapat kembali."""

import pytest

from penugasan.petugas import actions
from penugasan.petugas.models import Formasi, Petugas
from penugasan.petugas.papan import hitung
from tests.mekar import bahan
from tests.mekar.bahan import ASAL, BARU, DESA, DESA_BARU
from tests.penugasan.petugas.bahan import hari, orang
from tksk_portal.akses import lingkup

pytestmark = pytest.mark.django_db


@pytest.fixture
def roster(dunia):
    """103 formations by the older codes, one of them with an officer who lives in a village that changes."""
    bahan.bangun(dunia)
    with lingkup.masuk(dunia.admin.lingkup) as by:
        actions.buka_formasi(tempat="64", by=by)
        f = Formasi.objects.get(wilayah_id=ASAL)
        p = orang(by, ASAL, domisili_id=DESA)
        actions.angkat(formasi=f, petugas=p, mulai=hari(-30), by=by)
    return p


def jumlah() -> tuple[int, int, int]:
    with lingkup.masuk(lingkup.sistem("uji")):
        h = hitung("64")["64"]
        return h.jumlah, h.terisi, h.lowong


def test_dua_kecamatan_baru_berformasi_lowong_dan_dapat_diurungkan(dunia, roster):
    assert jumlah() == (103, 1, 102)
    mekar = bahan.jalankan(dunia)
    assert jumlah() == (105, 1, 104)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Formasi.objects.terbuka().filter(wilayah__in=(BARU, "64.02.20")).count() == 2
        assert Petugas.objects.get(pk=roster.pk).domisili_id == DESA_BARU
    assert bahan.halangan(dunia, mekar) == []
    bahan.urungkan(dunia, mekar)
    assert jumlah() == (103, 1, 102)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Petugas.objects.get(pk=roster.pk).domisili_id == DESA


def test_formasi_baru_yang_dihuni_menghalangi_pengurungan(dunia, roster):
    mekar = bahan.jalankan(dunia)
    with lingkup.masuk(dunia.admin.lingkup) as by:
        f = Formasi.objects.get(wilayah_id=BARU)
        actions.angkat(formasi=f, petugas=orang(by, BARU), mulai=hari(0), by=by)
    assert any("sudah dihuni" in kata for kata in bahan.halangan(dunia, mekar))
