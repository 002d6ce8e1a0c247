"""Pekerja sungguhan: dibunuh, dihentikan, berdua."""

import threading

import pytest
from django.db import connection

from tests.conftest import baca_dunia
from tests.pekerjaan.proses import ProsesPekerja, kini, nomor_baris, tunggu
from tksk_portal.akses import lingkup
from tksk_portal.pekerjaan import pekerja as modul
from tksk_portal.pekerjaan.antrean import ambil, antrekan, batalkan
from tksk_portal.pekerjaan.models import Putaran

pytestmark = pytest.mark.usefixtures("data_tetap")


@pytest.fixture(autouse=True)
def jenis(settings):
    """The demo job is registered here as in the worker's own settings."""
    settings.JENIS_PEKERJAAN = ["tests.pekerjaan.bahan.tulis_baris", "tests.pekerjaan.bahan.kueri_panjang"]
    settings.JENIS_KABAR = [*settings.JENIS_KABAR, "tests.pekerjaan.bahan.UJI"]


@pytest.fixture
def pekerja():
    """Return a function that starts workers; they are gone after the test."""
    semua: list[ProsesPekerja] = []

    def mulai(**pilihan) -> ProsesPekerja:
        semua.append(ProsesPekerja(**pilihan))
        return semua[-1]

    yield mulai
    for p in semua:
        if p.proses.poll() is None:
            p.bunuh()


def minta(banyak: int, jeda: float = 0, *, siapa: str = "tksk", nama: str = "tulis"):
    """Ask for a demo job, committed."""
    with lingkup.masuk(lingkup.sistem("uji")):
        by = baca_dunia()[siapa].lingkup
    with lingkup.masuk(by):
        return antrekan(nama, by=by, isi={"banyak": banyak, "jeda": jeda})


def test_pekerja_dibunuh_di_tengah_dilanjutkan_yang_lain_tanpa_baris_hilang_atau_ganda(pekerja):
    p = minta(120, 0.01)
    pertama = pekerja()
    tunggu(lambda: kini(p.pk).selesai_butir >= 30, "tidak mulai")
    pertama.bunuh()
    berhenti_di = kini(p.pk)
    assert (berhenti_di.status, berhenti_di.selesai_butir < 120) == ("berjalan", True)
    assert len(nomor_baris()) == berhenti_di.selesai_butir == berhenti_di.titik["berikut"]
    kedua = pekerja()
    tunggu(lambda: kini(p.pk).berakhir, "tidak dilanjutkan")
    akhir = kini(p.pk)
    assert (akhir.status, akhir.percobaan, akhir.selesai_butir) == ("selesai", 2, 120)
    assert nomor_baris() == list(range(120))
    assert kedua.hentikan() == 0


def test_sigterm_mengembalikan_pekerjaan_ke_antrean_pada_langkah_berikutnya(pekerja):
    p = minta(400, 0.01)
    satu = pekerja(denyut_mati=30)
    tunggu(lambda: kini(p.pk).selesai_butir >= 20, "tidak mulai")
    assert satu.hentikan() == 0
    antre = kini(p.pk)
    assert (antre.status, antre.gagal_beruntun) == ("antre", 0)
    assert len(nomor_baris()) == antre.selesai_butir == antre.titik["berikut"]


def test_dua_pekerja_tidak_pernah_menjalankan_pekerjaan_yang_sama(pekerja):
    pekerja(denyut_mati=30, banyak=2), pekerja(denyut_mati=30, banyak=2)
    semua = [minta(10, siapa=s) for s in ("tksk", "dinsos", "provinsi") for _ in range(8)]
    tunggu(lambda: all(kini(p.pk).berakhir for p in semua), "tidak selesai")
    assert {(kini(p.pk).status, kini(p.pk).percobaan) for p in semua} == {("selesai", 1)}
    assert len(nomor_baris()) == 10 * len(semua)


def test_batal_saat_berjalan_berhenti_pada_langkah_berikutnya(pekerja):
    p = minta(2000, 0.01)
    pekerja(denyut_mati=30)
    tunggu(lambda: kini(p.pk).selesai_butir >= 10, "tidak mulai")
    with lingkup.masuk(lingkup.sistem("uji")):
        by = baca_dunia().tksk.lingkup
    with lingkup.masuk(by):
        assert batalkan(pekerjaan=p, by=by)
    tunggu(lambda: kini(p.pk).berakhir, "tidak berhenti", 5)
    akhir = kini(p.pk)
    assert akhir.status == "dibatalkan"
    assert len(nomor_baris()) == akhir.selesai_butir < 2000


def test_yang_sedang_diambil_pekerja_lain_dilewati():
    p = minta(10)
    dipegang, boleh_lepas, hasil = threading.Event(), threading.Event(), []

    def pekerja_lain() -> None:
        with lingkup.masuk(lingkup.sistem("uji")):
            hasil.append(ambil())
            dipegang.set()
            boleh_lepas.wait(30)
        connection.close()

    utas = threading.Thread(target=pekerja_lain)
    utas.start()
    assert dipegang.wait(30)
    try:
        assert ambil() is None
    finally:
        boleh_lepas.set()
        utas.join()
    assert [a.pk for a in hasil] == [p.pk]
    assert kini(p.pk).percobaan == 1


def test_pekerjaan_panjang_tidak_menahan_jadwal(pekerja):
    p = minta(3000, 0.01)
    pekerja(denyut_mati=30)
    tunggu(lambda: kini(p.pk).selesai_butir >= 10, "tidak mulai")
    tunggu(lambda: Putaran.objects.filter(nama="tests.pekerjaan.bahan.tiap_jam").exists(), "jadwal tertahan", 10)
    assert kini(p.pk).status == "berjalan"


def test_sigterm_membatalkan_kueri_yang_panjang_dan_mengembalikannya(pekerja):
    p = minta(60, nama="kueri")
    satu = pekerja(denyut_mati=30)
    tunggu(lambda: kini(p.pk).tahap == "Menunggu", "tidak mulai")
    assert satu.hentikan() == 0
    assert (kini(p.pk).status, kini(p.pk).gagal_beruntun) == ("antre", 0)


def test_utas_yang_rusak_mengakhiri_pekerja_supaya_dinyalakan_lagi(monkeypatch, settings, caplog):
    def rusak(_) -> None:
        raise RuntimeError("nilai 6472031201800001")

    settings.PEKERJAAN_DENYUT_MATI = 1
    monkeypatch.setattr(modul, "jalankan_yang_tempo", rusak)
    assert not modul.Pekerja(threading.Event(), banyak=1).jalankan()
    assert "RuntimeError" in caplog.text and "6472031201800001" not in caplog.text
