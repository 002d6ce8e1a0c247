"""Dua petugas di dua kecamatan mencatat NIK yang sama pada saat yang sama, dengan data tetap di dua sambungan."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from pmks.actions import NIKBentrok, ajukan_orang
from pmks.models import Bentrok, Orang
from tests.conftest import baca_dunia
from tests.pmks.bahan import DESA_TETANGGA, catat, nik_ke
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup


@pytest.fixture
def dunia(data_tetap):
    """The test world, committed; shadows the one that is rolled back."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return baca_dunia()


def serempak(*kerja: tuple[Lingkup, Callable]) -> list:
    """Run each (scope, act) in its own thread and connection, all beginning together."""
    gerbang = threading.Barrier(len(kerja), timeout=30)

    def jalankan(by: Lingkup, tindakan: Callable):
        try:
            with lingkup.masuk(by):
                gerbang.wait()
                return tindakan(by)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(kerja)) as kolam:
        return list(kolam.map(lambda k: jalankan(*k), kerja))


def sanggup_ajukan(by: Lingkup, orang: Orang) -> bool:
    """Tell whether a person could be submitted."""
    with lingkup.masuk(by):
        try:
            return ajukan_orang(orang=orang, by=by) == 1
        except NIKBentrok:
            return False


def test_pelajaran_12_nik_sama_pada_saat_yang_sama_paling_sedikit_satu_bentrok(dunia):
    sini, sana = dunia.tksk.lingkup, dunia.tetangga.lingkup
    for n in range(12):
        satu, dua = serempak(
            (sini, lambda by, n=n: catat(by, nik=nik_ke(600 + n))),
            (sana, lambda by, n=n: catat(by, nik=nik_ke(600 + n), wilayah_id=DESA_TETANGGA)),
        )
        with lingkup.masuk(lingkup.sistem("uji")):
            semua = {b.orang_id: b for b in Bentrok.objects.filter(orang__in=[satu.pk, dua.pk])}
        assert set(semua) == {satu.pk, dua.pk}
        assert sorted(b.belakangan for b in semua.values()) == [False, True]
        assert sanggup_ajukan(sini, satu) != sanggup_ajukan(sana, dua)


def test_yang_kedua_menunggu_yang_pertama_selesai(dunia):
    """Shown step by step: the second waits on the first's uncommitted entry, and then sees it."""
    pertama_menulis, boleh_selesai, urutan = threading.Event(), threading.Event(), []

    def pertama(by: Lingkup) -> Orang:
        orang = catat(by, nik=nik_ke(700))
        pertama_menulis.set()
        assert boleh_selesai.wait(20)
        urutan.append("pertama selesai")
        return orang

    def kedua(by: Lingkup) -> Orang:
        assert pertama_menulis.wait(20)
        threading.Timer(0.5, boleh_selesai.set).start()
        orang = catat(by, nik=nik_ke(700), wilayah_id=DESA_TETANGGA)
        urutan.append("kedua tertulis")
        return orang

    _, dua = serempak((dunia.tksk.lingkup, pertama), (dunia.tetangga.lingkup, kedua))
    assert urutan == ["pertama selesai", "kedua tertulis"]
    with lingkup.masuk(dunia.tetangga.lingkup):
        assert Bentrok.objects.get(orang=dua).menghalangi


def test_pertama_yang_batal_tidak_meninggalkan_bentrok(dunia):
    pertama_menulis, boleh_batal = threading.Event(), threading.Event()

    def pertama(by: Lingkup) -> str:
        catat(by, nik=nik_ke(701))
        pertama_menulis.set()
        assert boleh_batal.wait(20)
        raise ZeroDivisionError

    def kedua(by: Lingkup) -> Orang:
        assert pertama_menulis.wait(20)
        threading.Timer(0.3, boleh_batal.set).start()
        return catat(by, nik=nik_ke(701), wilayah_id=DESA_TETANGGA)

    def telan(by: Lingkup) -> None:
        with pytest.raises(ZeroDivisionError), lingkup.masuk(by):
            pertama(by)

    _, dua = serempak((dunia.tksk.lingkup, telan), (dunia.tetangga.lingkup, kedua))
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Bentrok.objects.exists()
    assert sanggup_ajukan(dunia.tetangga.lingkup, dua)


def test_banyak_nik_dalam_urutan_terbalik_tidak_saling_mengunci(dunia):
    """Two imports with the same hundreds of NIK in opposite order: one statement each, in the order of the hash."""

    def massal(desa: str, urut: int) -> Callable:
        def tindakan(by: Lingkup) -> int:
            contoh = catat(by, nik=nik_ke(800 + (urut > 0)), wilayah_id=desa)
            semua = []
            for n in range(400)[::urut]:
                baru = Orang.objects.get(pk=contoh.pk)
                baru.pk, baru.nik = type(baru.pk)(int=n + 1 + 1000 * (urut > 0)), nik_ke(2000 + n)
                semua.append(baru)
            return len(Orang.objects.bulk_create(semua))

        return tindakan

    hasil = serempak(
        (dunia.tksk.lingkup, massal("64.72.03.1001", 1)), (dunia.tetangga.lingkup, massal(DESA_TETANGGA, -1))
    )
    assert hasil == [400, 400]
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Bentrok.objects.filter(belakangan=True).count() == 400
