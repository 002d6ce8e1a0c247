"""Pekerjaan terjadwal dengan jam yang dikendalikan."""

from datetime import timedelta
from io import StringIO

import psycopg2
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from tests.pekerjaan import bahan
from tksk_portal.akses import lingkup
from tksk_portal.pekerjaan import jadwal
from tksk_portal.pekerjaan.models import Putaran

AWALAN = "tests.pekerjaan.bahan."


@pytest.fixture
def jam(db, monkeypatch, settings):
    """The clock of the schedule; hourly, daily, and a job with its own scope are due at first."""
    jam = bahan.Jam()
    monkeypatch.setattr(jadwal, "kini", jam)
    settings.PEKERJAAN_TERJADWAL = [AWALAN + n for n in ("tiap_jam", "tiap_hari", "berlingkup_sendiri")]
    bahan.jalan.clear()
    return jam


def nama_jalan() -> list[str]:
    """Return what ran since the last look."""
    hasil = [nama for nama, _ in bahan.jalan]
    bahan.jalan.clear()
    return hasil


def test_yang_belum_pernah_jalan_langsung_jatuh_tempo(jam):
    hasil = jadwal.jalankan_yang_tempo()
    assert nama_jalan() == ["tiap_jam", "tiap_hari", "berlingkup_sendiri"]
    assert hasil.selesai == tuple(AWALAN + n for n in ("tiap_jam", "tiap_hari", "berlingkup_sendiri"))


def test_yang_belum_tempo_tidak_jalan(jam):
    jadwal.jalankan_yang_tempo()
    nama_jalan()
    jam.maju(minutes=59)
    assert jadwal.jalankan_yang_tempo() == jadwal.Hasil()
    jam.maju(minutes=1)
    jadwal.jalankan_yang_tempo()
    assert nama_jalan() == ["tiap_jam"]


def test_mati_tiga_hari_yang_terlewat_jalan_masing_masing_sekali(jam):
    jadwal.jalankan_yang_tempo()
    nama_jalan()
    jam.maju(days=3)
    jadwal.jalankan_yang_tempo()
    assert sorted(nama_jalan()) == ["berlingkup_sendiri", "tiap_hari", "tiap_jam"]
    jadwal.jalankan_yang_tempo()
    assert nama_jalan() == []


def test_pekerjaan_berjalan_dalam_lingkup_sistem_kecuali_yang_membuka_sendiri(jam):
    jadwal.jalankan_yang_tempo()
    assert dict(bahan.jalan) == {"tiap_jam": "sistem", "tiap_hari": "sistem", "berlingkup_sendiri": ""}


def test_galat_satu_pekerjaan_tidak_menghentikan_yang_lain(jam, settings, caplog):
    settings.PEKERJAAN_TERJADWAL = [AWALAN + "rusak", AWALAN + "tiap_jam"]
    hasil = jadwal.jalankan_yang_tempo()
    assert (hasil.gagal, hasil.selesai) == ((AWALAN + "rusak",), (AWALAN + "tiap_jam",))
    assert nama_jalan() == ["rusak", "tiap_jam"]
    putaran = Putaran.objects.get(nama=AWALAN + "rusak")
    assert (putaran.galat, putaran.gagal_beruntun) == ("ValueError", 1)
    assert "rusak gagal" in caplog.text


def test_yang_gagal_dicoba_lagi_dengan_jeda_makin_panjang(jam, settings):
    settings.PEKERJAAN_TERJADWAL = [AWALAN + "rusak"]
    jadwal.jalankan_yang_tempo()
    for jeda in (1, 2, 4, 8, 16, 32, 60, 60):  # menit; tidak pernah lebih jarang daripada jadwalnya sendiri
        nama_jalan()
        jam.maju(minutes=jeda, seconds=-1)
        jadwal.jalankan_yang_tempo()
        assert nama_jalan() == [], jeda
        jam.maju(seconds=1)
        jadwal.jalankan_yang_tempo()
        assert nama_jalan() == ["rusak"], jeda


def test_yang_pulih_kembali_ke_jadwalnya(jam, settings, monkeypatch):
    settings.PEKERJAAN_TERJADWAL = [AWALAN + "tiap_jam"]
    Putaran.objects.create(
        nama=AWALAN + "tiap_jam", mulai_pada=jam(), selesai_pada=jam(), galat="ValueError", gagal_beruntun=3
    )
    jam.maju(minutes=4)
    jadwal.jalankan_yang_tempo()
    putaran = Putaran.objects.get(nama=AWALAN + "tiap_jam")
    assert (putaran.galat, putaran.gagal_beruntun) == ("", 0)


def test_pekerja_kedua_tidak_menggandakan(jam, settings):
    settings.PEKERJAAN_TERJADWAL = [AWALAN + "tiap_jam", AWALAN + "tiap_hari"]
    lain = psycopg2.connect(**{k: v for k, v in connection.get_connection_params().items() if k in BERSAMA})
    try:
        with lain.cursor() as kursor:
            kunci = jadwal.KUNCI + AWALAN + "tiap_jam"
            kursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [kunci])
        hasil = jadwal.jalankan_yang_tempo()
        assert hasil.dipegang == (AWALAN + "tiap_jam",)
        assert nama_jalan() == ["tiap_hari"]
        with lain.cursor() as kursor:  # menutup sambungan saja belum berarti kuncinya sudah lepas di server
            kursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        lain.close()
    jadwal.jalankan_yang_tempo()
    assert nama_jalan() == ["tiap_jam"]


BERSAMA = {"dbname", "user", "password", "host", "port"}


def test_yang_baru_diselesaikan_pekerja_lain_tidak_diulang(jam, settings, monkeypatch):
    settings.PEKERJAAN_TERJADWAL = [AWALAN + "tiap_jam"]
    basi = jadwal.daftar()
    Putaran.objects.create(nama=AWALAN + "tiap_jam", mulai_pada=jam(), selesai_pada=jam())
    monkeypatch.setattr(jadwal, "daftar", lambda: basi)
    assert jadwal.jalankan_yang_tempo() == jadwal.Hasil()
    assert nama_jalan() == []


def test_kunci_dilepas_sesudah_galat(jam, settings):
    settings.PEKERJAAN_TERJADWAL = [AWALAN + "rusak"]
    jadwal.jalankan_yang_tempo()
    with connection.cursor() as kursor:
        kursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert kursor.fetchone() == (0,)


def test_putaran_berhenti_bila_diminta(jam):
    assert jadwal.jalankan_yang_tempo(berhenti=lambda: True) == jadwal.Hasil()
    assert nama_jalan() == []


def test_nama_yang_tidak_ada_dikatakan(jam, settings):
    settings.PEKERJAAN_TERJADWAL = ["pmks.jadwal.tidak_ada"]
    with pytest.raises(ImproperlyConfigured, match=r"pmks\.jadwal\.tidak_ada"):
        jadwal.daftar()


def test_fungsi_tanpa_jarak_dikatakan(jam, settings):
    settings.PEKERJAAN_TERJADWAL = [AWALAN + "tanpa_jarak"]
    with pytest.raises(ImproperlyConfigured, match="setiap"):
        jadwal.daftar()


def test_semua_pekerjaan_dalam_pengaturan_dapat_dijalankan(dunia):
    hasil = jadwal.jalankan_yang_tempo()
    assert hasil.gagal == ()
    assert len(hasil.selesai) == len(jadwal.daftar())


def test_peran_aplikasi_boleh_mencatat_putaran(jam):
    with lingkup.masuk(lingkup.sistem("uji")):
        Putaran.objects.create(nama="x", mulai_pada=jam(), selesai_pada=jam() + timedelta(seconds=1))


def test_perintah_jadwal_menjalankan_dan_menyebutkan(jam):
    keluaran = StringIO()
    call_command("jadwal", stdout=keluaran)
    assert f"selesai  {AWALAN}tiap_hari" in keluaran.getvalue()
    keluaran = StringIO()
    call_command("jadwal", stdout=keluaran)
    assert keluaran.getvalue() == "tidak ada yang jatuh tempo\n"


def test_perintah_jadwal_daftar_tidak_menjalankan(jam):
    keluaran = StringIO()
    call_command("jadwal", daftar=True, stdout=keluaran)
    assert nama_jalan() == []
    assert keluaran.getvalue().count("terakhir belum pernah, jatuh tempo") == 3


def test_perintah_jadwal_gagal_bila_ada_yang_gagal(jam, settings):
    settings.PEKERJAAN_TERJADWAL = [AWALAN + "rusak"]
    with pytest.raises(CommandError, match="rusak"):
        call_command("jadwal", stdout=StringIO())
