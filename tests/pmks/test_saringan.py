"""Daftar tersaring dan nama salah eja: cara menjawab yang dipilih menurut banyaknya tidak mengubah jawabannya."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from pmks import saringan
from pmks.actions.kembar import cari_kembar
from pmks.actions.temuan import ada_mirip
from pmks.banding import Ciri
from pmks.models import Kasus, Orang
from pmks.saringan import SaringOrang, cari_mirip, halaman_kasus
from tests.pmks.bahan import DESA, DESA_LAIN, DESA_TETANGGA, catat, nik_ke, pada_status, segar
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.wilayah.enums import Tingkat

NAMA = ("Siti Nurhaliza", "Siti Nurhayati", "Ahmad Fauzi Rahman", "Ahmad Fauzan", "St Aminah", "Rahmawati")


@pytest.fixture
def daftar(dunia):
    """Persons in two types, every state, two sexes and age groups, two villages and a neighbour's; moved at times."""
    kini = timezone.now()
    for n, (status, jenis) in enumerate(product(Status, (8, 24))):
        k = pada_status(
            dunia,
            status,
            jenis=jenis,
            nik=nik_ke(n + 1),
            wilayah_id=(DESA, DESA_LAIN)[n % 2],
            tanggal_lahir=(date(1958, 5, 12), date(1950, 1, 1))[n % 2],
        )
        with lingkup.masuk(lingkup.sistem("uji")):
            # Berdua pada saat yang sama: kunci kedua ikut menentukan urutan.
            Kasus.objects.filter(pk=k.pk).update(bergerak_pada=kini - timedelta(minutes=n // 2))
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, wilayah_id=DESA_TETANGGA, nik=nik_ke(99))


def _jelajah(rf, by, tanya: str, banyak: int | None) -> list:
    """Return the keys of all pages, first to last."""
    alamat, hasil = f"/pmks/?{tanya}", []
    while alamat:
        request = rf.get(alamat)
        saring = SaringOrang(QueryDict(tanya), queryset=Orang.objects.all(), lingkup=by)
        assert saring.is_valid()
        lembar = halaman_kasus(request, saring, banyak)
        hasil += [k.pk for k in lembar.baris]
        assert all(k.orang.nama for k in lembar.baris)
        alamat = lembar.sesudah_url
    return hasil


@pytest.mark.parametrize("nama", ["tksk", "dinsos", "provinsi", "kemensos"])
@pytest.mark.parametrize(
    "tanya",
    [
        *("jenis=8", "status=draf", "status=disahkan&jk=P", "jenis=24&umur=3", "jenis=8&status=diajukan&umur=3&jk=P"),
        *(f"jenis=24&wilayah={DESA}", f"status=diverifikasi&wilayah={DESA_LAIN}", "jenis=8&jk=L"),
    ],
)
def test_sedikit_dan_banyak_menjawab_sama(dunia, daftar, rf, monkeypatch, nama, tanya):
    monkeypatch.setattr("tksk_portal.akses.halaman.UKURAN", 3)
    by = dunia[nama].lingkup
    with lingkup.masuk(by):
        saring = SaringOrang(QueryDict(tanya), queryset=Orang.objects.all(), lingkup=by)
        assert saring.is_valid()
        harus = list(saring.kasus().order_by("-bergerak_pada", "-id").values_list("pk", flat=True))
        assert saring.jumlah() == len(harus)
        sedikit, banyak, tidak_tahu = (_jelajah(rf, by, tanya, n) for n in (len(harus), saringan.SEDIKIT + 1, None))
    assert sedikit == banyak == tidak_tahu == harus


def test_yang_dibatalkan_hanya_bila_diminta(dunia, daftar, rf):
    by = dunia.tksk.lingkup
    with lingkup.masuk(by):
        batal = set(Kasus.objects.filter(status=Status.DIBATALKAN).values_list("pk", flat=True))
        assert len(batal) == 2
        assert set(_jelajah(rf, by, "status=dibatalkan", None)) == batal
        assert not batal & set(_jelajah(rf, by, "jenis=8", 10))


def test_perencana_dikembalikan_sesudah_halaman(dunia, daftar, rf):
    by = dunia.dinsos.lingkup
    with lingkup.masuk(by), connection.cursor() as kursor:
        for banyak in (3, saringan.SEDIKIT + 1):
            _jelajah(rf, by, "jenis=8", banyak)
            for cara in ("sort", "hashjoin", "mergejoin", "bitmapscan"):
                kursor.execute(f"SHOW enable_{cara}")
                assert kursor.fetchone()[0] == "on"


# Nama salah eja ---------------------------------------------------------------------------------------------


@pytest.fixture
def bernama(dunia):
    """People of the kecamatan with known names."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for n, nama in enumerate(NAMA):
            catat(by, nama=nama, nik=nik_ke(n + 1))


@pytest.mark.parametrize("nama", ["tksk", "dinsos"])
@pytest.mark.parametrize(
    ("kata", "pertama"),
    [
        ("siti nurhalqza", "Siti Nurhaliza"),
        ("sqti nurhaliza", "Siti Nurhaliza"),
        ("ahmad fauzi rahmqn", "Ahmad Fauzi Rahman"),
        ("ahmad fauqi rahman", "Ahmad Fauzi Rahman"),
        ("st aminnah", "St Aminah"),
        ("rahmawatti", "Rahmawati"),
        ("ahmat fauzi rahmann", "Ahmad Fauzi Rahman"),
    ],
)
def test_salah_eja_menemukan_yang_dimaksud_lebih_dahulu(dunia, bernama, nama, kata, pertama):
    by = dunia[nama].lingkup
    with lingkup.masuk(by):
        assert [o.nama for o in cari_mirip(Orang.objects.aktif(), kata, by)][:1] == [pertama]


def test_nama_mirip_di_kecamatan_lain_tidak_ditemukan(dunia, bernama):
    by = dunia.tetangga.lingkup
    with lingkup.masuk(by):
        assert cari_mirip(Orang.objects.aktif(), "siti nurhalqza", by) == []


@pytest.mark.parametrize(
    ("kata", "tingkat", "dipakai"),
    [
        ("siti nurhalqza", Tingkat.KECAMATAN, True),
        ("siti nurhalqza", Tingkat.KABKOTA, False),
        ("ahmad fauzi rahmqn", Tingkat.KABKOTA, True),
        ("nurhalqza", Tingkat.KECAMATAN, False),
        # Kata di bawah tiga huruf membaca seluruh indeks.
        ("st id", Tingkat.KECAMATAN, False),
        ("a b c d e f g h", Tingkat.KECAMATAN, False),
    ],
)
def test_kapan_kata_yang_lain_dipakai(kata, tingkat, dipakai):
    assert bool(saringan._selain_satu_kata(kata.split(), sempit=tingkat >= Tingkat.KECAMATAN)) == dipakai


# Pencatatan -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", [(8,), (24,), (8, 23), (18,)])
def test_derajat_dan_kepekaan_sejak_ditulis_sama_dengan_hitungan_pemicu(dunia, jenis):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, jenis=jenis)
    ditulis = (orang.derajat, orang.peka)
    tersimpan = segar(orang)
    with lingkup.masuk(lingkup.sistem("uji")):
        # Pemicu menghitung ulang dari jenisnya bila sebuah jenis dibatalkan lalu diadakan lagi.
        Kasus.objects.filter(orang=orang).update(status=Status.DIBATALKAN)
        Kasus.objects.filter(orang=orang).update(status=Status.DRAF)
    dihitung = segar(orang)
    assert ditulis == (tersimpan.derajat, tersimpan.peka) == (dihitung.derajat, dihitung.peka)
    assert ditulis[0] == DERAJAT[Status.DRAF]


@pytest.mark.parametrize(("nama", "ada"), [("siti nurhaliza", True), ("siti nurhaliz", True), ("bambang", False)])
def test_temuan_mirip_menjawab_seperti_pembanding(dunia, bernama, nama, ada):
    tanya = {"nama_cari": nama, "lahir": date(1958, 5, 12), "kecamatan": "64.72.03"}
    with lingkup.masuk(dunia.tksk.lingkup):
        kembar = cari_kembar(Ciri(nama, tanya["lahir"]), kecamatan="64.72.03")
        assert ada_mirip(**tanya) == bool(kembar) == ada
