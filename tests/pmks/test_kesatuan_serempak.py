"""Dua orang pada satu keluarga atau serah terima pada saat yang sama: tepat satu menang, yang lain diberi tahu."""

from datetime import date

import pytest

from pmks.actions import (
    VersiKesatuanBasi,
    putuskan_kasus_kesatuan,
    tarik_pindah,
    terima_pindah,
    tolak_pindah,
    usulkan_pindah,
)
from pmks.models import KasusKesatuan, Kesatuan, Orang, Pindahan, PutusanKesatuan
from tests.conftest import baca_dunia
from tests.pmks.bahan import DESA_TETANGGA
from tests.pmks.bahan import catat as catat_orang
from tests.pmks.bahan import segar as orang_segar
from tests.pmks.bahan_kesatuan import catat, pada_status, segar, ubah
from tests.tinjauan.test_serempak import serempak
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status

ALAMAT = {"alamat": "Jl. Anggrek 14", "rt": "21", "rw": "", "dusun": ""}
USUL = {"ke": "64.72.04", "tanggal": date(2026, 11, 20), "alasan": "Ikut anaknya"}


@pytest.fixture
def dunia(data_tetap):
    """The test world, committed; shadows the one that is rolled back."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return baca_dunia()


def _satu_menang(hasil: list, menang: type, kalah: type | tuple) -> tuple:
    """Return (who won, who was told); fails unless exactly one won and the other was told."""
    benar = [h for h in hasil if isinstance(h, menang)]
    salah = [h for h in hasil if isinstance(h, kalah)]
    assert len(benar) == len(salah) == 1, hasil
    return benar[0], salah[0]


def test_dua_petugas_mengubah_keluarga_yang_sama_yang_kedua_diberi_isi_yang_pertama(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = catat(by)

    def mengubah(alamat: str):
        def tindakan(by: Lingkup, tunggu):
            versi = Kesatuan.objects.get(pk=satu.pk).versi
            tunggu()
            ubah(by, satu, versi=versi, alamat=alamat)
            return alamat

        return tindakan

    by = dunia.tksk.lingkup
    alamat, salah = _satu_menang(
        serempak((by, mengubah("Jl. Satu")), (by, mengubah("Jl. Dua"))), str, VersiKesatuanBasi
    )
    assert salah.kesatuan.alamat == alamat == segar(satu).alamat and segar(satu).versi == satu.versi + 1


def test_dua_pemeriksa_memutuskan_keluarga_yang_sama(dunia):
    k = pada_status(dunia, Status.DIAJUKAN)
    rekan = Lingkup(dunia.dinsos_lain.akun.pk, dunia.dinsos_lain.tugas.pk, "kabkota", "64.72", "rekan")

    def memutuskan(aksi: Aksi):
        def tindakan(by: Lingkup, tunggu):
            dilihat = KasusKesatuan.objects.get(pk=k.pk)
            tunggu()
            return putuskan_kasus_kesatuan(kasus=dilihat, aksi=aksi, by=by, versi=dilihat.versi, komentar="Lengkapi")

        return tindakan

    hasil = serempak((dunia.dinsos.lingkup, memutuskan(Aksi.VERIFIKASI)), (rekan, memutuskan(Aksi.KEMBALIKAN)))
    menang, salah = _satu_menang(hasil, KasusKesatuan, Bentrok)
    assert "diputuskan orang lain" in str(salah) and segar(k).status == menang.status
    with lingkup.masuk(lingkup.sistem("uji")):
        assert PutusanKesatuan.objects.filter(rekaman=k).count() == 2  # diajukan, lalu satu putusan


def test_dua_usulan_pindah_orang_yang_sama_hanya_satu_yang_berjalan(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat_orang(by)

    def mengusulkan(by: Lingkup, tunggu):
        dilihat = Orang.objects.get(pk=orang.pk)
        tunggu()
        return usulkan_pindah(orang=dilihat, by=by, **USUL)

    by = dunia.tksk.lingkup
    menang, salah = _satu_menang(serempak((by, mengusulkan), (by, mengusulkan)), Pindahan, Ditolak)
    assert str(salah)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert list(Pindahan.objects.all()) == [menang]


@pytest.mark.parametrize("lawan", ["ditarik", "ditolak"])
def test_serah_terima_diterima_saat_dijawab_lain_tepat_satu_yang_berlaku(dunia, lawan):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat_orang(by)
        pindahan = usulkan_pindah(orang=orang, by=by, **USUL)

    def menerima(by: Lingkup, tunggu):
        dilihat = Pindahan.objects.get(pk=pindahan.pk)
        tunggu()
        return terima_pindah(pindahan=dilihat, desa=DESA_TETANGGA, alamat=ALAMAT, by=by)

    def menjawab(by: Lingkup, tunggu):
        dilihat = Pindahan.objects.get(pk=pindahan.pk)
        tunggu()
        if lawan == "ditarik":
            tarik_pindah(pindahan=dilihat, by=by)
        else:
            tolak_pindah(pindahan=dilihat, alasan="Tidak tinggal di sini", by=by)
        return lawan

    siapa = dunia.tksk if lawan == "ditarik" else dunia.tetangga
    hasil = serempak((dunia.tetangga.lingkup, menerima), (siapa.lingkup, menjawab))
    menang, _ = _satu_menang(hasil, (Orang, str), Ditolak)
    with lingkup.masuk(lingkup.sistem("uji")):
        status = Pindahan.objects.get(pk=pindahan.pk).status
    pindah = isinstance(menang, Orang)
    assert (status != lawan) is pindah
    assert orang_segar(orang).wilayah_id == (DESA_TETANGGA if pindah else orang.wilayah_id)
