"""Dua orang pada saat yang sama, di dua utas dengan data tetap: tepat satu yang menang, yang lain diberi tahu."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from pmks.actions import (
    IsianKasus,
    KunciAsing,
    NIKSudahAda,
    VersiBasi,
    putuskan_kasus,
    sahkan_periode,
    ubah_orang,
    verifikasi_tanpa_temuan,
)
from pmks.models import Kasus, Orang, Pengesahan, PutusanKasus
from tests.conftest import baca_dunia
from tests.pmks.bahan import catat, isian, nik_ke, pada_status, segar
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status


@pytest.fixture
def dunia(data_tetap):
    """The test world, committed; shadows the one that is rolled back."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return baca_dunia()


@pytest.fixture
def rekan(dunia) -> Lingkup:
    """A second reviewer at the same desk."""
    return Lingkup(dunia.dinsos_lain.akun.pk, dunia.dinsos_lain.tugas.pk, "kabkota", "64.72", "rekan")


def serempak(*kerja: tuple[Lingkup, Callable]) -> list:
    """Run each (scope, act) in its own thread and connection; all have read before any writes.

    An act takes a function that waits for the others. Returns per thread its result or the exception.
    """
    gerbang = threading.Barrier(len(kerja), timeout=30)

    def jalankan(by: Lingkup, tindakan: Callable):
        try:
            with lingkup.masuk(by):
                return tindakan(by, gerbang.wait)
        except Exception as salah:
            return salah
        finally:
            connection.close()

    with ThreadPoolExecutor(len(kerja)) as kolam:
        return list(kolam.map(lambda k: jalankan(*k), kerja))


def _memutuskan(kasus: Kasus, aksi: Aksi) -> Callable:
    def tindakan(by: Lingkup, tunggu: Callable):
        dilihat = Kasus.objects.get(pk=kasus.pk)
        tunggu()
        return putuskan_kasus(kasus=dilihat, aksi=aksi, by=by, versi=dilihat.versi, komentar="Karena sebab")

    return tindakan


def _tanpa_syarat_versi(kasus: Kasus, ke: Status) -> Callable:
    """The same decision as a naive program would write it: no version in the condition."""

    def tindakan(by: Lingkup, tunggu: Callable) -> int:
        dilihat = Kasus.objects.get(pk=kasus.pk)
        tunggu()
        return Kasus.objects.filter(pk=dilihat.pk).update(
            status=ke, versi=F("versi") + 1, diverifikasi_pada=timezone.now(), diverifikasi_oleh_id=by.akun_id
        )

    return tindakan


def test_balapan_itu_nyata_tanpa_syarat_versi_keduanya_merasa_menang(dunia, rekan):
    k = pada_status(dunia, Status.DIAJUKAN)
    hasil = serempak(
        (dunia.dinsos.lingkup, _tanpa_syarat_versi(k, Status.DIVERIFIKASI)),
        (rekan, _tanpa_syarat_versi(k, Status.DIKEMBALIKAN)),
    )
    assert hasil == [1, 1], "keduanya menulis; putusan yang pertama hilang tanpa kabar"
    assert segar(k).versi == k.versi + 2


@pytest.mark.parametrize("kedua", [Aksi.VERIFIKASI, Aksi.KEMBALIKAN])
def test_dua_pemeriksa_tepat_satu_menang(dunia, rekan, kedua):
    k = pada_status(dunia, Status.DIAJUKAN)
    hasil = serempak((dunia.dinsos.lingkup, _memutuskan(k, Aksi.VERIFIKASI)), (rekan, _memutuskan(k, kedua)))
    menang = [h for h in hasil if isinstance(h, Kasus)]
    kalah = [h for h in hasil if isinstance(h, Bentrok)]
    assert len(menang) == len(kalah) == 1, hasil
    assert "diputuskan orang lain" in str(kalah[0])
    kini = segar(k)
    assert (kini.status, kini.versi) == (menang[0].status, k.versi + 1)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert PutusanKasus.objects.filter(rekaman=k).count() == 2  # diajukan, lalu satu putusan


def test_pemeriksa_memutuskan_saat_tksk_menarik_kembali(dunia):
    k = pada_status(dunia, Status.DIAJUKAN)
    hasil = serempak(
        (dunia.tksk.lingkup, _memutuskan(k, Aksi.TARIK)), (dunia.dinsos.lingkup, _memutuskan(k, Aksi.VERIFIKASI))
    )
    assert sum(isinstance(h, Kasus) for h in hasil) == sum(isinstance(h, Bentrok) for h in hasil) == 1, hasil


def test_dua_pemeriksa_massal_tidak_memutuskan_dua_kali(dunia, rekan):
    for n, nama in enumerate(("Yohana Lahai", "Budi Hartono", "Dayang Kesuma", "Rahmat", "Ngau Usat", "Petrus Liah")):
        pada_status(dunia, Status.DIAJUKAN, nik=nik_ke(9100 + n), nama=nama)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kasus.objects.filter(temuan=[]).count() == 6

    def tindakan(by: Lingkup, tunggu: Callable) -> int:
        tunggu()
        return verifikasi_tanpa_temuan(kasus=Kasus.objects.all(), by=by, sampai=timezone.now()).jumlah

    hasil = serempak((dunia.dinsos.lingkup, tindakan), (rekan, tindakan))
    assert sum(hasil) == 6, hasil
    with lingkup.masuk(lingkup.sistem("uji")):
        assert PutusanKasus.objects.filter(aksi=Aksi.VERIFIKASI).count() == 6


def test_dua_petugas_provinsi_mengesahkan_tepat_satu_menang(dunia):
    for n in range(3):
        pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(9100 + n))
    rekan = Lingkup(dunia.kemensos.akun.pk, dunia.kemensos.tugas.pk, "provinsi", "64", "rekan")

    def tindakan(by: Lingkup, tunggu: Callable) -> Pengesahan:
        tunggu()
        return sahkan_periode(
            kunci=uuid4(), kabkota="64.72", periode=date(2026, 11, 1), dilihat=timezone.now(), kecuali={}, by=by
        )

    hasil = serempak((dunia.provinsi.lingkup, tindakan), (rekan, tindakan))
    menang = [h for h in hasil if isinstance(h, Pengesahan)]
    kalah = [h for h in hasil if isinstance(h, ValueError)]
    assert [m.jumlah for m in menang] == [3] and len(kalah) == 1, hasil
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Pengesahan.objects.count() == 1
        assert PutusanKasus.objects.filter(aksi=Aksi.SAHKAN).count() == 3


def test_kiriman_yang_sama_dua_kali_serempak_satu_baris(dunia):
    kunci = uuid4()

    def tindakan(by: Lingkup, tunggu: Callable) -> Orang:
        tunggu()
        return catat(by, kunci=kunci)

    hasil = serempak(*[(dunia.tksk.lingkup, tindakan)] * 4)
    assert [h.pk for h in hasil] == [kunci] * 4, hasil
    with lingkup.masuk(lingkup.sistem("uji")):
        assert (Orang.objects.count(), Kasus.objects.count()) == (1, 1)


def test_nik_sama_dua_kunci_serempak_satu_baris(dunia):
    def tindakan(by: Lingkup, tunggu: Callable) -> Orang:
        tunggu()
        return catat(by)

    hasil = serempak(*[(dunia.tksk.lingkup, tindakan)] * 2)
    assert sum(isinstance(h, Orang) for h in hasil) == sum(isinstance(h, NIKSudahAda) for h in hasil) == 1, hasil


def test_kunci_sama_dari_dua_wilayah_serempak(dunia):
    kunci = uuid4()

    def tindakan(by: Lingkup, tunggu: Callable) -> Orang:
        tunggu()
        return catat(by, kunci=kunci, wilayah_id=f"{by.tempat}.1001")

    hasil = serempak((dunia.tksk.lingkup, tindakan), (dunia.tetangga.lingkup, tindakan))
    assert sum(isinstance(h, Orang) for h in hasil) == sum(isinstance(h, KunciAsing) for h in hasil) == 1, hasil


def test_dua_petugas_mengubah_orang_yang_sama(dunia):
    k = pada_status(dunia, Status.DRAF)

    def mengubah(alamat: str) -> Callable:
        def tindakan(by: Lingkup, tunggu: Callable):
            versi = Orang.objects.get(pk=k.orang_id).versi
            tunggu()
            return ubah_orang(orang=k.orang, versi=versi, isian=isian(alamat=alamat), kasus=[], by=by)

        return tindakan

    hasil = serempak((dunia.tksk.lingkup, mengubah("Jl. Satu")), (dunia.tksk.lingkup, mengubah("Jl. Dua")))
    assert sum(isinstance(h, VersiBasi) for h in hasil) == 1, hasil
    assert segar(k.orang).versi == 2


def test_diverifikasi_saat_identitasnya_diubah(dunia):
    """What was verified is what the reviewer saw: either the edit or the decision is refused."""
    k = pada_status(dunia, Status.DIAJUKAN)

    def mengubah(by: Lingkup, tunggu: Callable):
        o = Orang.objects.get(pk=k.orang_id)
        tunggu()
        return ubah_orang(orang=o, versi=o.versi, isian=isian(alamat="Jl. Lain"), kasus=[_isi(k)], by=by)

    def memverifikasi(by: Lingkup, tunggu: Callable):
        dilihat = Kasus.objects.select_related("orang").get(pk=k.pk)
        tunggu()
        return putuskan_kasus(
            kasus=dilihat, aksi=Aksi.VERIFIKASI, by=by, versi=dilihat.versi, versi_orang=dilihat.orang.versi
        )

    hasil = serempak((dunia.tksk.lingkup, mengubah), (dunia.dinsos.lingkup, memverifikasi))
    assert sum(isinstance(h, Ditolak) for h in hasil) == 1, hasil
    kini = segar(k)
    assert (kini.status, kini.orang.alamat) in {("diverifikasi", "Jl. Anggrek 14"), ("diajukan", "Jl. Lain")}


def _isi(k: Kasus):
    return IsianKasus(k.jenis_id, k.kriteria, k.disabilitas, k.keterangan, k.alasan_khusus)
