"""Nomor surat serentak: lima puluh penerbitan sekaligus mendapat lima puluh nomor berurutan, tanpa lubang."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from tests.conftest import baca_dunia
from tests.dokumen.bahan import siapkan_kantor, terbitkan
from tksk_portal.akses import lingkup
from tksk_portal.dokumen import nomor
from tksk_portal.dokumen.actions import Ditolak
from tksk_portal.dokumen.models import Pencacah, Surat

BANYAK, SEKALIGUS = 50, 10


def _serentak(banyak: int, perbuatan) -> list:
    """Run the same act in many threads that start together, each on its own connection; return results or errors."""
    mulai = Barrier(min(banyak, SEKALIGUS))

    def satu(n: int):
        try:
            if n < SEKALIGUS:
                mulai.wait(20)
            return perbuatan(n)
        except Exception as salah:
            return salah
        finally:
            connection.close()

    with ThreadPoolExecutor(SEKALIGUS) as kolam:
        return list(kolam.map(satu, range(banyak)))


@pytest.fixture
def by(data_tetap):
    with lingkup.masuk(lingkup.sistem("uji")):
        satu = baca_dunia().dinsos.lingkup
    siapkan_kantor()
    connection.close()
    return satu


def _terbitkan(by, **ganti):
    with lingkup.masuk(by):
        surat = terbitkan(by, **ganti)
        return surat.urut, surat.nomor


def test_lima_puluh_surat_serentak_mendapat_lima_puluh_nomor_berurutan(by):
    hasil = _serentak(BANYAK, lambda n: _terbitkan(by))
    assert [h for h in hasil if isinstance(h, Exception)] == []
    assert sorted(urut for urut, _ in hasil) == list(range(1, BANYAK + 1))
    assert len({nomor_ for _, nomor_ in hasil}) == BANYAK
    with lingkup.masuk(by):
        assert Surat.objects.bernomor().count() == BANYAK
        assert Pencacah.objects.get().terakhir == BANYAK


def test_yang_gagal_di_tengah_tidak_meninggalkan_lubang(by):
    """Every third letter is rolled back after its number was taken."""

    def perbuatan(n: int):
        with lingkup.masuk(by):
            surat = terbitkan(by)
            if n % 3 == 0:
                raise RuntimeError("putus")
            return surat.urut, surat.nomor

    hasil = _serentak(21, perbuatan)
    berhasil = sorted(h[0] for h in hasil if not isinstance(h, Exception))
    assert berhasil == list(range(1, 15))
    with lingkup.masuk(by) as dinas:
        assert terbitkan(dinas).urut == 15


def test_nomor_manual_yang_sama_serentak_hanya_satu_yang_mendapatnya(by):
    hasil = _serentak(10, lambda n: _terbitkan(by, nomor="460/7/Dinsos" if n % 2 else "460/7/DINSOS"))
    assert sum(not isinstance(h, Exception) for h in hasil) == 1
    assert {type(h) for h in hasil if isinstance(h, Exception)} == {Ditolak}


def test_tanpa_kunci_nomornya_bertabrakan(by, monkeypatch):
    """The race that the lock stops: seen by the database's own constraint, so no number is ever given twice."""
    monkeypatch.setattr(nomor, "kunci_buku", lambda *_: None)
    hasil = _serentak(SEKALIGUS, lambda n: _terbitkan(by))
    salah = [h for h in hasil if isinstance(h, Exception)]
    assert salah and all(isinstance(h, (Ditolak, IntegrityError)) for h in salah)
    berhasil = [h[0] for h in hasil if not isinstance(h, Exception)]
    assert len(berhasil) == len(set(berhasil)) < SEKALIGUS


def test_satu_draf_diterbitkan_serentak_hanya_terbit_satu_kali(by):
    kunci = uuid4()
    hasil = _serentak(8, lambda n: _terbitkan(by, kunci=kunci))
    with lingkup.masuk(by):
        assert Surat.objects.count() == 1
        assert Pencacah.objects.get().terakhir == 1
    assert [h for h in hasil if isinstance(h, Exception)] == []
    assert {h[0] for h in hasil} == {1}
