"""Desil dari buku kerja: data DTSEN bertanggal; yang terbaru berlaku, dari layar maupun dari berkas."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmks.actions import catat_dtsen, hapus_dtsen
from pmks.models import DataDTSEN, Orang, Revisi
from tests.excel.bahan_masuk import JUDUL, baris, isi_baris, isi_csv, lakukan, masukkan, pesan, semua_orang, unggah
from tests.pmks.bahan import catat, pada_status, segar
from tksk_portal.akses import lingkup
from tksk_portal.excel.enums import StatusBaris as B
from tksk_portal.excel.enums import StatusUnggahan as S
from tksk_portal.excel.masuk import alur
from tksk_portal.tinjauan.enums import Status

JUDUL_DESIL = JUDUL | {"desil": "Desil", "tanggal_data": "Tanggal data"}
TETAP = {"alamat": "Jl. Anggrek 14", "desa": "64.72.03.1001", "nama": "Siti Aminah"}


@pytest.fixture
def orang(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return catat(by, nik=baris(1)["nik"], tanggal_data=date(2026, 1, 1))


def berkas(*isi: dict) -> bytes:
    return isi_csv(list(isi), JUDUL_DESIL)


def satu(dunia, siapa: str = "tksk", **ganti):
    """Upload one row about the recorded person; return the upload and the judged row."""
    u = unggah(dunia[siapa], berkas(baris(1, **(TETAP | ganti))), tanggal_data="2026-10-01")
    return u, isi_baris(u)[2]


def dtsenkan(dunia, orang, desil: int, pada: date):
    isi = {"tanggal": pada, "desil": desil, "program": [], "sumber": "siks", "catatan": ""}
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return catat_dtsen(orang=Orang.objects.get(pk=orang.pk), kunci=uuid4(), isi=isi, by=by)[0]


def catatan(orang) -> list[tuple]:
    with lingkup.masuk(lingkup.sistem("uji")):
        ada = DataDTSEN.objects.tersimpan().filter(orang=orang)
        return [(d.tanggal, d.desil, d.sumber, d.wilayah_id) for d in ada]


def test_desil_orang_baru_menjadi_data_dtsen(dunia):
    u = unggah(dunia.tksk, berkas(baris(1, desil="2", tanggal_data="05-09-2026"), baris(2)))
    masukkan(dunia.tksk, u)
    ber, tanpa = semua_orang()
    assert (ber.desil, tanpa.desil) == (2, None)
    assert catatan(ber) == [(date(2026, 9, 5), 2, "impor", ber.wilayah_id)] and catatan(tanpa) == []
    with lingkup.masuk(lingkup.sistem("uji")):
        (d,) = DataDTSEN.objects.all()
        assert d.dibuat_oleh_id == dunia.tksk.akun.pk and d.riwayat.count() == 1


def test_tanggal_terbaru_berlaku_yang_lama_menjadi_riwayat(dunia, orang):
    dtsenkan(dunia, orang, 5, date(2026, 9, 1))
    _, b = satu(dunia, desil="3", tanggal_data="01-03-2026")
    assert b.status == B.BERUBAH and "hanya menjadi riwayat" in pesan(b) and "desil 5 keadaan 01-09-2026" in pesan(b)
    u, b = satu(dunia, desil="3")
    assert b.status == B.BERUBAH and "riwayat" not in pesan(b)
    masukkan(dunia.tksk, u)
    assert segar(orang).desil == 3
    u, b = satu(dunia, desil="8", tanggal_data="01-03-2026")
    masukkan(dunia.tksk, u)
    assert segar(orang).desil == 3
    assert [(t, d) for t, d, *_ in catatan(orang)] == [
        (date(2026, 10, 1), 3), (date(2026, 9, 1), 5), (date(2026, 3, 1), 8)
    ]  # fmt: skip


def test_pada_hari_yang_sama_yang_terakhir_dicatat_berlaku(dunia, orang):
    dtsenkan(dunia, orang, 5, date(2026, 10, 1))
    u, _ = satu(dunia, desil="6")
    masukkan(dunia.tksk, u)
    assert segar(orang).desil == 6
    dtsenkan(dunia, orang, 7, date(2026, 10, 1))
    assert segar(orang).desil == 7


def test_desil_yang_sudah_diketahui_bukan_kabar(dunia, orang):
    dtsenkan(dunia, orang, 3, date(2026, 3, 1))
    dtsenkan(dunia, orang, 5, date(2026, 9, 1))
    assert satu(dunia, desil="5")[1].status == B.SAMA, "sama dengan yang berlaku"
    assert satu(dunia, desil="3", tanggal_data="01-01-2026")[1].status == B.BERUBAH, "sebelum yang pertama"
    _, b = satu(dunia, desil="3", tanggal_data="01-04-2026")
    assert not b.isi.get("dtsen"), "sudah diketahui untuk hari itu"


def test_data_yang_sudah_disahkan_menerima_desil_tanpa_usulan(dunia):
    kasus = pada_status(dunia, Status.DISAHKAN, nik=baris(1)["nik"])
    u, b = satu(dunia, desil="4")
    assert b.status == B.BERUBAH, pesan(b)
    masukkan(dunia.tksk, u)
    assert segar(kasus.orang).desil == 4
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Revisi.objects.exists()


def test_kabkota_mencatat_desil_data_yang_sudah_diajukan(dunia):
    kasus = pada_status(dunia, Status.DIAJUKAN, nik=baris(1)["nik"])
    u, b = satu(dunia, "dinsos", desil="4")
    assert b.status == B.BERUBAH, pesan(b)
    masukkan(dunia.dinsos, u)
    assert segar(kasus.orang).desil == 4 and catatan(kasus.orang)[0][2] == "impor"


def test_mengurungkan_mengembalikan_desil_dan_mencabut_catatannya(dunia, orang):
    dtsenkan(dunia, orang, 5, date(2026, 9, 1))
    isi = berkas(baris(1, **TETAP, desil="3"), baris(2, desil="9"))
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi, tanggal_data="2026-10-01"))
    assert segar(orang).desil == 3
    u = lakukan(dunia.tksk, alur.urungkan, u)
    assert u.status == S.DIURUNGKAN, u.kenal.get("halangan")
    assert segar(orang).desil == 5 and [d for _, d, *_ in catatan(orang)] == [5]
    with lingkup.masuk(lingkup.sistem("uji")):
        cabut = DataDTSEN.objects.exclude(dihapus_pada=None)
        assert {(d.desil, d.alasan_ubah[:14], d.dihapus_oleh_id) for d in cabut} == {
            (3, "Unggahan Excel", dunia.tksk.akun.pk), (9, "Unggahan Excel", dunia.tksk.akun.pk)
        }  # fmt: skip


def test_mengurungkan_mengembalikan_desil_yang_diketik_di_formulir(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = catat(by, nik=baris(1)["nik"], desil=7, tanggal_data=date(2026, 1, 1))
    assert satu(dunia, desil="7")[1].status == B.SAMA
    u, _ = satu(dunia, desil="2")
    u = masukkan(dunia.tksk, u)
    assert segar(o).desil == 2
    lakukan(dunia.tksk, alur.urungkan, u)
    assert segar(o).desil == 7 and catatan(o) == []


def test_desil_yang_dihapus_di_layar_sesudah_impor_menahan_pengurungan(dunia, orang):
    u, _ = satu(dunia, desil="3")
    u = masukkan(dunia.tksk, u)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        hapus_dtsen(dtsen=DataDTSEN.objects.select_related("orang").get(orang=orang), alasan="salah orang", by=by)
    with lingkup.masuk(dunia.tksk.lingkup):
        hasil = alur.daftar_sumber()["pmks"].halangan(list(isi_baris(u).values()), unggahan=u, by=dunia.tksk.lingkup)
    assert hasil == {2: "sudah diubah sesudah dimasukkan"}


def test_orang_yang_dibatalkan_dan_masuk_lagi_tidak_kehilangan_desilnya(dunia):
    kasus = pada_status(dunia, Status.DIBATALKAN, nik=baris(1)["nik"])
    dtsenkan(dunia, kasus.orang, 5, date(2026, 9, 1))
    u, _ = satu(dunia)
    u = masukkan(dunia.tksk, u)
    assert segar(kasus.orang).desil == 5 and u.hitung["baru"] == 1
    lakukan(dunia.tksk, alur.urungkan, u)
    assert segar(kasus.orang).desil == 5


def test_banyak_pernyataan_sql_tidak_bergantung_pada_banyak_desil(dunia):
    def hitung(awal: int, banyak: int) -> int:
        nama = "abcdefghijklmnopqrstuvwxyz"
        isi = [
            baris(n, nama=f"Warga {nama[n % 26]}{nama[n // 26 % 26]} {nama[n % 7]}anto", desil=str(desil))
            for n in range(awal, awal + banyak)
            for desil in (1 + n % 10,)
        ]
        masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv(isi, JUDUL_DESIL)))
        lain = [b | {"desil": str(11 - int(b["desil"]))} for b in isi]
        u = unggah(dunia.tksk, isi_csv(lain, JUDUL_DESIL))
        with CaptureQueriesContext(
            connection,
        ) as kueri:
            u = masukkan(dunia.tksk, u)
            lakukan(dunia.tksk, alur.urungkan, u)
        assert u.hitung["berubah"] == banyak
        return len(kueri)

    assert hitung(1, 2) == hitung(100, 40)
