"""Antrean pekerjaan: meminta, membatalkan, pagar percobaan, mengulang, tugas dan hak yang diperiksa lagi."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.pekerjaan import bahan
from tests.pekerjaan.bahan import kerjakan_semua
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Penempatan
from tksk_portal.pekerjaan import antrean, kerja, pelaksana
from tksk_portal.pekerjaan.antrean import (
    Dibatalkan,
    Direbut,
    Gagal,
    Kerja,
    KunciTerpakai,
    ambil,
    ambil_kembali,
    antrekan,
    batalkan,
    berdetak,
    cari_jenis,
    jenis_pekerjaan,
)
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan

NAMA = "Zefanya Kanarikusuma"
DINI = "tests.pekerjaan.test_antrean."


@jenis_pekerjaan("uji.rusak", judul="Rusak", izin="beranda", percobaan=3)
def rusak(kerja: Kerja) -> dict:
    """Write a row, then fail with personal data in the error."""
    with kerja.transaksi():
        bahan.kabari(akun_id=kerja.by.akun_id, wilayah=kerja.by.tempat, jenis="uji", teks="baris 0")
        raise ValueError(f"{NAMA} 6472031201800001")


@jenis_pekerjaan("uji.menolak", judul="Menolak", izin="beranda")
def menolak(kerja: Kerja) -> dict:
    """End at once with a message for the user."""
    raise Gagal("Buku kerja ini kosong. Isi lalu unggah lagi. 6472031201800001")


@jenis_pekerjaan("uji.maju_lalu_rusak", judul="Maju lalu rusak", izin="beranda", percobaan=2)
def maju_lalu_rusak(kerja: Kerja) -> dict:
    """Fail after every checkpoint, yet come further each time."""
    sampai = kerja.titik.get("n", 0) + 1
    kerja.maju(sampai, 6, titik={"n": sampai})
    if sampai < 6:
        raise ValueError("lagi")
    return {"ringkas": [["Langkah", "6"]], "url": "/pmks/", "label": "Lihat data"}


@jenis_pekerjaan("uji.mundur", judul="Titik yang sama", izin="beranda", percobaan=3)
def titik_yang_sama(kerja: Kerja) -> dict:
    """Write the same checkpoint at each start, then fail."""
    kerja.maju(0, 6, titik={"n": 0})
    raise ValueError("lagi")


@jenis_pekerjaan("uji.verifikasi", judul="Hanya kab/kota", izin="pmks.verifikasi")
def verifikasi(kerja: Kerja) -> None:
    """Do nothing."""


@pytest.fixture(autouse=True)
def jenis(settings):
    """Register the demo jobs."""
    semua = ("rusak", "menolak", "maju_lalu_rusak", "titik_yang_sama", "verifikasi")
    settings.JENIS_PEKERJAAN = ["tests.pekerjaan.bahan.tulis_baris", *(DINI + n for n in semua)]
    settings.JENIS_KABAR = [*settings.JENIS_KABAR, "tests.pekerjaan.bahan.UJI"]


def minta(penghuni, nama: str = "tulis", **pilihan) -> Pekerjaan:
    """Ask for a job as an inhabitant of the test world."""
    with lingkup.masuk(penghuni.lingkup) as by:
        return antrekan(nama, by=by, isi=pilihan.pop("isi", {"banyak": 25}), **pilihan)


def segar(p: Pekerjaan) -> Pekerjaan:
    """Read a job again."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return Pekerjaan.objects.get(pk=p.pk)


def baris() -> list[str]:
    """Return what the demo job wrote."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(Kabar.objects.filter(jenis="uji").order_by("pk").values_list("teks", flat=True))


def mulai(p: Pekerjaan, dunia) -> Kerja:
    """Take the job and return what its function would get."""
    diambil = ambil()
    assert diambil.pk == p.pk
    return Kerja(diambil, dunia.tksk.lingkup, threading.Event())


# Meminta -----------------------------------------------------------------------------------------------------


def test_pekerjaan_dijalankan_dengan_lingkup_pemohon_dan_hasilnya_tersimpan(dunia):
    p = minta(dunia.tksk)
    (akhir,) = kerjakan_semua()
    assert (akhir.status, akhir.selesai_butir, akhir.jumlah_butir, akhir.percobaan) == ("selesai", 25, 25, 1)
    assert (akhir.pemohon_id, akhir.wilayah_id) == (dunia.tksk.akun.pk, "64.72.03")
    assert akhir.hasil == {"ringkas": [["Baris", "25"]]}
    assert baris() == [f"baris {n}" for n in range(25)]
    assert segar(p).selesai_pada is not None
    with lingkup.masuk(dunia.tksk.lingkup):
        # Yang ditulis pekerjaan bernama pemohonnya.
        assert set(Kabar.objects.filter(jenis="uji").values_list("dari", flat=True)) == {dunia.tksk.akun.pk}


def test_kunci_yang_sama_pekerjaan_yang_sama(dunia):
    kunci = uuid4()
    assert minta(dunia.tksk, kunci=kunci).pk == minta(dunia.tksk, kunci=kunci).pk == kunci
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Pekerjaan.objects.count() == 1


@pytest.mark.parametrize("siapa", ["tksk", "tetangga"])
def test_kunci_yang_sama_dengan_isi_atau_orang_lain_ditolak(dunia, siapa):
    kunci = uuid4()
    minta(dunia.tksk, kunci=kunci)
    with pytest.raises(KunciTerpakai):
        minta(dunia[siapa], kunci=kunci, isi={"banyak": 99})
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Pekerjaan.objects.count() == 1


def test_yang_tidak_berhak_tidak_dapat_meminta(dunia):
    with pytest.raises(PermissionDenied):
        minta(dunia.tksk, "uji.verifikasi", isi={})


def test_jenis_yang_tidak_terdaftar_ditolak(dunia):
    with pytest.raises(KeyError):
        minta(dunia.tksk, "tidak.ada")


def test_judul_tidak_memuat_nik(dunia):
    assert "1201800001" not in minta(dunia.tksk, judul="Ekspor 6472031201800001").judul


def test_permintaan_yang_digulung_balik_tidak_meninggalkan_pekerjaan(dunia):
    with pytest.raises(ZeroDivisionError), lingkup.masuk(dunia.tksk.lingkup) as by:
        antrekan("tulis", by=by, isi={})
        raise ZeroDivisionError
    assert kerjakan_semua() == []


def test_dua_jenis_bernama_sama_dikatakan(settings):
    settings.JENIS_PEKERJAAN = [DINI + "rusak", DINI + "rusak"]
    with pytest.raises(ImproperlyConfigured, match=r"uji\.rusak"):
        cari_jenis("uji.rusak")


def test_yang_bukan_pekerjaan_dikatakan(settings):
    settings.JENIS_PEKERJAAN = [DINI + "minta"]
    with pytest.raises(ImproperlyConfigured, match="bukan pekerjaan"):
        cari_jenis("x")


def test_giliran_dibagi_antar_orang(dunia):
    banyak = [minta(dunia.tksk) for _ in range(3)]
    satu = minta(dunia.dinsos)
    assert [ambil().pk for _ in range(4)] == [banyak[0].pk, satu.pk, banyak[1].pk, banyak[2].pk]
    assert ambil() is None


# Pagar -------------------------------------------------------------------------------------------------------


def test_pekerja_tersangka_mati_tidak_dapat_menulis_setelah_pekerjaannya_diambil(dunia, monkeypatch):
    p = minta(dunia.tksk)
    zombi = mulai(p, dunia)
    zombi.maju(3, 25, titik={"berikut": 3})
    jam = bahan.Jam(timezone.now() + timedelta(minutes=2))
    monkeypatch.setattr(antrean, "kini", jam)
    assert ambil_kembali() == 1
    penerus = mulai(p, dunia)
    assert (penerus.titik, penerus.percobaan) == ({"berikut": 3}, 2)
    for tulis in (
        lambda: zombi.maju(9, titik={"berikut": 9}),
        lambda: zombi.transaksi().__enter__(),
        lambda: [setattr(zombi, "_denyut_terakhir", 0), zombi.denyut()],
    ):
        with pytest.raises(Direbut):
            tulis()
    assert not antrean.akhiri(Pekerjaan(pk=p.pk, percobaan=1), "selesai")
    assert berdetak([(p.pk, 1)]) == set()
    with penerus.transaksi():
        penerus.maju(4, titik={"berikut": 4})
    assert (segar(p).titik, segar(p).status) == ({"berikut": 4}, "berjalan")


def test_kemajuan_dalam_transaksi_ikut_digulung_balik(dunia):
    p = minta(dunia.tksk)
    kerja_ini = mulai(p, dunia)
    kerja_ini.maju(1, 25, titik={"berikut": 1})
    with pytest.raises(ZeroDivisionError), kerja_ini.transaksi():
        kerja_ini.maju(2, titik={"berikut": 2})
        raise ZeroDivisionError
    assert kerja_ini.titik == segar(p).titik == {"berikut": 1}
    assert segar(p).selesai_butir == 1


def test_transaksi_bersarang_ditolak(dunia):
    kerja_ini = mulai(minta(dunia.tksk), dunia)
    with pytest.raises(RuntimeError, match="bersarang"), kerja_ini.transaksi(), kerja_ini.transaksi():
        pass


def test_kemajuan_tidak_pernah_melebihi_jumlahnya(dunia):
    p = minta(dunia.tksk)
    kerja_ini = mulai(p, dunia)
    kerja_ini.maju(30, 25, tahap="a")
    assert (segar(p).selesai_butir, segar(p).jumlah_butir) == (25, 25)


def test_kemajuan_yang_beruntun_cepat_tidak_semuanya_ditulis(dunia, django_assert_num_queries):
    kerja_ini = mulai(minta(dunia.tksk), dunia)
    with django_assert_num_queries(0):
        for n in range(100):
            kerja_ini.maju(n, 100)
            kerja_ini.denyut()


def test_yang_masih_berdetak_tidak_diambil(dunia, monkeypatch):
    p = minta(dunia.tksk)
    mulai(p, dunia)
    jam = bahan.Jam(timezone.now() + timedelta(seconds=25))
    monkeypatch.setattr(antrean, "kini", jam)
    assert berdetak([(p.pk, 1)]) == set()
    jam.maju(seconds=25)
    assert ambil_kembali() == 0
    jam.maju(seconds=6)
    assert ambil_kembali() == 1


# Membatalkan -------------------------------------------------------------------------------------------------


def test_yang_masih_antre_batal_seketika(dunia):
    p = minta(dunia.tksk)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        assert batalkan(pekerjaan=p, by=by)
        assert not batalkan(pekerjaan=p, by=by)
    assert kerjakan_semua() == []
    assert segar(p).status == "dibatalkan"


def test_yang_berjalan_batal_pada_langkah_berikutnya(dunia):
    p = minta(dunia.tksk)
    kerja_ini = mulai(p, dunia)
    kerja_ini.maju(5, 25, titik={"berikut": 5})
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        assert batalkan(pekerjaan=p, by=by)
    assert segar(p).dibatalkan_nanti
    assert berdetak([(p.pk, 1)]) == {(p.pk, 1)}
    with pytest.raises(Dibatalkan), kerja_ini.transaksi():
        pytest.fail("tidak boleh masuk")
    antrean.lepas(segar(p))
    assert segar(p).status == "dibatalkan"


def test_yang_dibatalkan_lalu_pekerjanya_mati_tidak_dijalankan_lagi(dunia, monkeypatch):
    p = minta(dunia.tksk)
    mulai(p, dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        batalkan(pekerjaan=p, by=by)
    monkeypatch.setattr(antrean, "kini", bahan.Jam(timezone.now() + timedelta(minutes=2)))
    ambil_kembali()
    assert segar(p).status == "dibatalkan"


def test_pekerjaan_orang_lain_tidak_dapat_dibatalkan(dunia):
    p = minta(dunia.tksk)
    with pytest.raises(PermissionDenied), lingkup.masuk(dunia.dinsos.lingkup) as by:
        batalkan(pekerjaan=p, by=by)


# Gagal dan mengulang -----------------------------------------------------------------------------------------


def test_yang_gagal_diulang_dengan_jeda_makin_panjang_lalu_berakhir_dengan_pesan_aman(dunia, monkeypatch, caplog):
    p = minta(dunia.tksk, "uji.rusak")
    jam = bahan.Jam(timezone.now())
    monkeypatch.setattr(antrean, "kini", jam)
    for jeda in (5, 30):
        pelaksana.kerjakan(ambil())
        assert (segar(p).status, segar(p).pesan) == ("antre", antrean.PESAN_DICOBA_LAGI)
        jam.maju(seconds=jeda - 1)
        assert ambil() is None
        jam.maju(seconds=1)
    pelaksana.kerjakan(ambil())
    akhir = segar(p)
    assert (akhir.status, akhir.percobaan) == ("gagal", 3)
    assert "sudah dicoba 3 kali" in akhir.pesan
    assert baris() == []
    for rahasia in (NAMA, "6472031201800001"):
        assert rahasia not in caplog.text + akhir.pesan + str(akhir.titik) + str(akhir.hasil)
    assert "ValueError" in caplog.text and "raise ValueError" in caplog.text


def test_yang_maju_di_antara_gagalnya_tidak_dihitung_gagal_berturut_turut(dunia):
    minta(dunia.tksk, "uji.maju_lalu_rusak")
    (akhir,) = kerjakan_semua(lempar=False)
    assert (akhir.status, akhir.percobaan, akhir.titik) == ("selesai", 6, {"n": 6})


def test_titik_yang_sama_bukan_kemajuan(dunia):
    minta(dunia.tksk, "uji.mundur")
    (akhir,) = kerjakan_semua(lempar=False)
    assert (akhir.status, akhir.percobaan) == ("gagal", 3)


def test_batas_mutlak_percobaan(dunia, monkeypatch):
    monkeypatch.setattr(antrean, "PERCOBAAN_TERBANYAK", 3)
    minta(dunia.tksk, "uji.maju_lalu_rusak")
    (akhir,) = kerjakan_semua(lempar=False)
    assert (akhir.status, akhir.percobaan) == ("gagal", 3)


def test_gagal_dengan_pesan_tidak_diulang_dan_pesannya_tanpa_nik(dunia):
    minta(dunia.tksk, "uji.menolak")
    (akhir,) = kerjakan_semua()
    assert (akhir.status, akhir.percobaan) == ("gagal", 1)
    assert akhir.pesan.startswith("Buku kerja ini kosong.") and "1201800001" not in akhir.pesan


def test_pekerja_mati_berkali_kali_tanpa_maju_berakhir_gagal(dunia, monkeypatch):
    p = minta(dunia.tksk, "uji.menolak")
    jam = bahan.Jam(timezone.now())
    monkeypatch.setattr(antrean, "kini", jam)
    for _ in range(3):
        assert ambil().pk == p.pk
        jam.maju(hours=2)
        ambil_kembali()
        jam.maju(hours=2)
    assert segar(p).status == "gagal"


def test_pekerja_mati_sekali_langsung_diteruskan(dunia, monkeypatch):
    p = minta(dunia.tksk)
    mulai(p, dunia)
    monkeypatch.setattr(antrean, "kini", bahan.Jam(timezone.now() + timedelta(minutes=2)))
    ambil_kembali()
    assert ambil().pk == p.pk


def test_mati_tiga_hari_yang_ditinggalkan_diteruskan_sekali(dunia, monkeypatch):
    p, antre = minta(dunia.tksk), minta(dunia.tksk)
    mulai(p, dunia)
    jam = bahan.Jam(timezone.now())
    monkeypatch.setattr(antrean, "kini", jam)
    jam.maju(days=3)
    assert [ambil_kembali(), ambil_kembali()] == [1, 0]
    semua = kerjakan_semua()
    assert [(a.pk, a.percobaan, a.status) for a in semua] == [(p.pk, 2, "selesai"), (antre.pk, 1, "selesai")]


# Tugas dan hak diperiksa lagi --------------------------------------------------------------------------------


def test_tugas_yang_berakhir_menggagalkan_dengan_sebabnya(dunia):
    minta(dunia.tksk)
    with lingkup.masuk(lingkup.sistem("uji")):
        kemarin = timezone.localdate() - timedelta(days=1)
        Penempatan.objects.filter(pk=dunia.tksk.tugas.pk).update(selesai=kemarin)
    (akhir,) = kerjakan_semua()
    assert (akhir.status, akhir.pesan, baris()) == ("gagal", pelaksana.TUGAS_BERAKHIR, [])


def test_akun_yang_ditutup_menggagalkan(dunia):
    minta(dunia.tksk)
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia.tksk.akun.ditutup_pada, dunia.tksk.akun.ditutup_oleh = timezone.now(), dunia.admin.akun
        dunia.tksk.akun.save()
    (akhir,) = kerjakan_semua()
    assert (akhir.status, baris()) == ("gagal", [])


def test_hak_yang_dicabut_menggagalkan(dunia, monkeypatch):
    minta(dunia.dinsos, "uji.verifikasi", isi={})
    monkeypatch.setattr(pelaksana, "boleh", lambda by, izin: izin != "pmks.verifikasi")
    (akhir,) = kerjakan_semua()
    assert (akhir.status, akhir.pesan) == ("gagal", pelaksana.TANPA_HAK)


def test_jenis_yang_tidak_lagi_dikenal_menggagalkan(dunia, settings):
    minta(dunia.tksk)
    settings.JENIS_PEKERJAAN = []
    (akhir,) = kerjakan_semua()
    assert (akhir.status, akhir.pesan) == ("gagal", pelaksana.JENIS_HILANG)


# Kabar dan batasan -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("nama", "kata"), [("tulis", "Menulis baris: selesai"), ("uji.menolak", "Menolak: gagal")])
def test_pemohon_dikabari_sekali_saat_berakhir(dunia, nama, kata):
    p = minta(dunia.tksk, nama)
    kerjakan_semua()
    with lingkup.masuk(dunia.tksk.lingkup):
        (k,) = Kabar.objects.exclude(jenis="uji")
        assert (k.kalimat, k.url, k.akun_id) == (kata, f"/pekerjaan/{p.pk}/", dunia.tksk.akun.pk)


@pytest.mark.parametrize(
    "salah",
    [
        {"status": "selesai"},
        {"status": "berjalan"},
        {"status": "gagal", "selesai_pada": timezone.now()},
        {"jumlah_butir": 1, "selesai_butir": 2},
    ],
)
def test_basis_data_menolak_keadaan_yang_tidak_mungkin(dunia, salah):
    p = minta(dunia.tksk)
    with pytest.raises(IntegrityError), lingkup.masuk(dunia.tksk.lingkup), transaction.atomic():
        Pekerjaan.objects.filter(pk=p.pk).update(**salah)


def test_transaksi_yang_ditinggalkan_diputus_server(dunia):
    kerja_ini = mulai(minta(dunia.tksk), dunia)
    with kerja_ini.transaksi(), antrean.transaction.get_connection().cursor() as kursor:
        kursor.execute("SHOW idle_in_transaction_session_timeout")
        assert kursor.fetchone() == (kerja.DIAM_DALAM_TRANSAKSI,)
