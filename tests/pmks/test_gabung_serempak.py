"""Penggabungan dan serah terima bersamaan dengan pekerjaan lain: tepat satu yang menang, tidak ada yang hilang."""

import threading
from datetime import date

import pytest

from pmks.actions import (
    IsianKasus,
    SudahDigabung,
    VersiBasi,
    gabungkan,
    terima_pindah,
    ubah_orang,
    urungkan_gabung,
    usulkan_pindah,
)
from pmks.models import Kasus, Orang, Penggabungan, Pindahan
from tests.conftest import baca_dunia
from tests.pmks.bahan import DESA_TETANGGA, catat, isian, nik_ke, pada_status, segar
from tests.pmks.test_ringkasan import periksa
from tests.tinjauan.test_serempak import serempak
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.enums import Status

ALAMAT = {"alamat": "Jl. Anggrek 14", "rt": "21", "rw": "", "dusun": ""}


@pytest.fixture
def dunia(data_tetap):
    """The test world, committed; shadows the one that is rolled back."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return baca_dunia()


@pytest.fixture
def dua(dunia) -> tuple[Orang, Orang]:
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return catat(by), catat(by, nik=nik_ke(9008), nama="Sitti Aminah", jenis=(11,))


def _menggabung(utama, lain):
    def tindakan(by, tunggu):
        u, k = Orang.objects.get(pk=utama.pk), Orang.objects.get(pk=lain.pk)
        tunggu()
        isi = {"versi_utama": u.versi, "versi_lain": k.versi, "alasan": "sama"}
        return gabungkan(utama=u, lain=k, pilih={"nama": "lain"}, by=by, **isi)

    return tindakan


def _mengubah(orang, nik: str, jenis: int):
    def tindakan(by, tunggu):
        o = Orang.objects.get(pk=orang.pk)
        tunggu()
        isi = isian(nik=nik, nama=o.nama, alamat="Jl. Baru 7")
        return ubah_orang(orang=o, versi=o.versi, isian=isi, kasus=[IsianKasus(jenis, ["a"])], by=by)

    return tindakan


@pytest.mark.parametrize("yang_diubah", [0, 1])
def test_menggabung_saat_orang_lain_mengubah_tepat_satu_menang(dunia, dua, yang_diubah):
    utama, lain = dua
    nik, jenis = ((utama.nik, 8), (lain.nik, 11))[yang_diubah]
    by = dunia.tksk.lingkup
    gabung, ubah = serempak((by, _menggabung(utama, lain)), (by, _mengubah(dua[yang_diubah], nik, jenis)))
    if isinstance(gabung, Penggabungan):
        assert isinstance(ubah, (VersiBasi, SudahDigabung)), ubah
        assert segar(dua[yang_diubah]).alamat == "Jl. Anggrek 14"
    else:
        assert isinstance(gabung, Bentrok) and not isinstance(ubah, Exception), (gabung, ubah)
        assert segar(dua[yang_diubah]).alamat == "Jl. Baru 7" and segar(lain).digabung_ke_id is None
    periksa()


def test_menggabung_berlawanan_arah_pada_saat_yang_sama_hanya_sekali(dunia, dua):
    by = dunia.tksk.lingkup
    hasil = serempak((by, _menggabung(*dua)), (by, _menggabung(*reversed(dua))))
    assert sum(isinstance(h, Penggabungan) for h in hasil) == 1, hasil
    assert sum(isinstance(h, Ditolak) for h in hasil) == 1, hasil
    periksa()


def test_mengurungkan_dua_kali_pada_saat_yang_sama_hanya_sekali(dunia, dua):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = {"versi_utama": 1, "versi_lain": 1, "alasan": "sama"}
        satu = gabungkan(utama=dua[0], lain=dua[1], pilih={}, by=by, **isi)

    def mengurungkan(by, tunggu):
        tunggu()
        return urungkan_gabung(penggabungan=satu, by=by)

    hasil = serempak((by, mengurungkan), (by, mengurungkan))
    assert sum(isinstance(h, Penggabungan) for h in hasil) == 1, hasil
    assert "sudah diurungkan" in str(next(h for h in hasil if isinstance(h, Ditolak)))
    periksa()


def test_dua_penerimaan_pada_saat_yang_sama_hanya_sekali(dunia, dua):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        hari = date(2026, 11, 20)
        pindahan = usulkan_pindah(orang=dua[0], ke="64.72.04", tanggal=hari, alasan="Ikut anaknya", by=by)

    def menerima(by, tunggu):
        dilihat = Pindahan.objects.get(pk=pindahan.pk)
        tunggu()
        return terima_pindah(pindahan=dilihat, desa=DESA_TETANGGA, alamat=ALAMAT, by=by)

    hasil = serempak((dunia.tetangga.lingkup, menerima), (dunia.tetangga.lingkup, menerima))
    assert sum(isinstance(h, Orang) for h in hasil) == sum(isinstance(h, Bentrok) for h in hasil) == 1, hasil
    assert segar(dua[0]).versi == 2
    periksa()


def test_saat_pemeriksa_sedang_memutuskan_penggabungan_tidak_menunggu(dunia):
    """A decision on many holds the types and then asks for the persons; waiting here would be a deadlock."""
    kasus = pada_status(dunia, Status.DIAJUKAN)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        lain = catat(by, nik=nik_ke(9008), jenis=(11,))
    memegang, selesai = threading.Event(), threading.Event()

    def memutuskan(by, tunggu):
        list(Kasus.objects.select_for_update().filter(pk=kasus.pk))
        memegang.set()
        tunggu()
        assert selesai.wait(20)
        return Orang.objects.select_for_update().get(pk=kasus.orang_id)

    def menggabung(by, tunggu):
        tunggu()
        assert memegang.wait(20)
        try:
            return _menggabung(kasus.orang, lain)(by, lambda: None)
        finally:
            selesai.set()

    pemeriksa, gabung = serempak((dunia.dinsos.lingkup, memutuskan), (dunia.dinsos.lingkup, menggabung))
    assert isinstance(pemeriksa, Orang), pemeriksa
    assert isinstance(gabung, Bentrok) and "sedang memutuskan" in str(gabung)
