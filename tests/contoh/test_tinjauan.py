from collections import Counter, defaultdict
from datetime import UTC, datetime

import pytest

from pmks.enums import Keadaan
from pmks.models import (
    DataDTSEN,
    Gerak,
    Kasus,
    KeadaanOrang,
    Kebutuhan,
    Layanan,
    Orang,
    Pengecualian,
    Pengesahan,
    PutusanKasus,
    Revisi,
    Sel,
)
from pmks.models.ringkasan import KELUAR
from tests.contoh.conftest import KINI
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.contoh.jalan import jadwal_pengesahan
from tksk_portal.contoh.waktu import Waktu
from tksk_portal.tinjauan.enums import WAJIB_KOMENTAR, Aksi, Status
from tksk_portal.tinjauan.models import Langkah

PELAKU = {Peran.TKSK: "tksk.", Peran.KABKOTA: "dinsos.", Peran.PROVINSI: "provinsi"}


@pytest.fixture(scope="module")
def putusan(muatan):
    hasil = defaultdict(list)
    for p in PutusanKasus.objects.select_related("oleh").order_by("pada", "id"):
        hasil[p.rekaman_id].append(p)
    return hasil


def test_semua_keadaan_ada(muatan):
    assert set(Kasus.objects.values_list("status", flat=True).distinct()) == set(Status.values)


def test_putusan_menyambung_sampai_keadaan_sekarang(muatan, putusan):
    for k in Kasus.objects.all():
        dari = Status.DRAF
        for p in putusan[k.pk]:
            assert p.dari == dari
            dari = p.ke
        assert k.status == dari
        assert k.versi == 1 + len(putusan[k.pk])


def test_tiap_putusan_langkah_yang_boleh_oleh_yang_berhak(muatan, putusan):
    langkah = {(b.aksi, b.dari, b.ke): b.peran for b in Langkah.objects.filter(jenis="pmks.kasus")}
    for daftar in putusan.values():
        for p in daftar:
            peran = langkah[p.aksi, p.dari, p.ke]
            assert p.oleh.username.startswith(PELAKU[peran])
            if p.aksi in WAJIB_KOMENTAR:
                assert p.komentar


def test_pelaku_bertugas_di_atas_tempat_rekamannya(muatan, putusan):
    tempat = defaultdict(set)
    for t in Penempatan.objects.all():
        tempat[t.akun_id].add(t.tempat_id)
    for daftar in putusan.values():
        for p in daftar:
            assert any(p.wilayah_id.startswith(k + ".") for k in tempat[p.oleh_id]), p.sebagai


def test_waktu_putusan_urut_dan_tidak_di_masa_depan(muatan, putusan):
    for k in Kasus.objects.all():
        waktu = [k.dibuat_pada, *(p.pada for p in putusan[k.pk]), KINI]
        assert waktu == sorted(waktu)


def test_kolom_waktu_sama_dengan_putusan_terakhirnya(muatan, putusan):
    for k in Kasus.objects.all():
        akhir = {p.aksi: p.pada for p in putusan[k.pk]}
        assert k.diajukan_pada == akhir.get(Aksi.AJUKAN)
        if k.diverifikasi_pada:
            assert k.diverifikasi_pada == akhir[Aksi.VERIFIKASI]
        if k.disahkan_pada:
            assert k.disahkan_pada == akhir[Aksi.SAHKAN] == k.pengesahan.pada
        assert bool(k.pengesahan_id) == (k.status == Status.DISAHKAN)


def test_pengesahan_per_kabkota_dan_bulan_dengan_jumlahnya(muatan):
    jumlah = Counter(Kasus.objects.filter(pengesahan__isnull=False).values_list("pengesahan_id", flat=True))
    semua = list(Pengesahan.objects.all())
    assert {p.pk: p.jumlah for p in semua if p.jumlah} == dict(jumlah)
    assert len({(p.wilayah_id, p.periode) for p in semua}) == len(semua) > 60
    assert {p.catatan for p in semua} == {""}
    for k in Kasus.objects.filter(pengesahan__isnull=False).select_related("pengesahan"):
        assert k.wilayah_id.startswith(k.pengesahan.wilayah_id + ".")
        assert k.diverifikasi_pada < k.pengesahan.pada


def test_bulan_terakhir_belum_semua_disahkan():
    kabkota = [f"64.{n:02d}" for n in range(1, 11)]
    sah = jadwal_pengesahan(Waktu(KINI), kabkota, 1)
    terakhir = [k for k in kabkota if sah[k][-1].periode == "2026-10-01"]
    assert 0 < len(terakhir) < 10
    assert all(datetime.fromtimestamp(s.saat, UTC) < KINI for daftar in sah.values() for s in daftar)


def test_pengecualian_menunjuk_pengesahan_kabkotanya(muatan):
    semua = list(Pengecualian.objects.select_related("pengesahan"))
    assert semua
    assert all(p.alasan and p.wilayah_id.startswith(p.pengesahan.wilayah_id + ".") for p in semua)


def test_usulan_perubahan_menunggu_pada_yang_terverifikasi(muatan):
    semua = list(Revisi.objects.select_related("orang"))
    assert semua
    for r in semua:
        assert r.status == Status.DIAJUKAN
        assert r.orang.derajat >= 2
        assert r.isi
        assert r.orang.versi == r.dasar_versi + 1
        assert [p.aksi for p in r.putusan.all()] == [Aksi.AJUKAN]


@pytest.mark.parametrize("tempat", ["0", "64", "64.72", "64.72.03", "64.02.06", "64.11"])
def test_ringkasan_jenis_sama_dengan_hitungan_langsung(muatan, tempat):
    langsung = Counter(
        (jenis, status if keadaan == Keadaan.AKTIF else KELUAR, jk, umur)
        for jenis, status, keadaan, jk, umur in Kasus.objects.di_bawah(tempat)
        .aktif()
        .values_list("jenis", "status", "keadaan", "jk", "kelompok_umur")
    )
    assert _sel(tempat, jenis__gt=0) == dict(langsung)


@pytest.mark.parametrize("tempat", ["0", "64.02", "64.71.01"])
def test_ringkasan_orang_sama_dengan_hitungan_langsung(muatan, tempat):
    nama = ("draf", "diajukan", "diverifikasi", "disahkan")
    langsung = Counter(
        (0, nama[derajat] if keadaan == Keadaan.AKTIF else KELUAR, jk, umur)
        for derajat, keadaan, jk, umur in Orang.objects.di_bawah(tempat)
        .aktif()
        .values_list("derajat", "keadaan", "jk", "kelompok_umur")
    )
    assert _sel(tempat, jenis=0) == dict(langsung)


def _sel(tempat: str, **saring) -> dict:
    sel = Sel.objects.filter(wilayah_id=tempat, **saring).exclude(jumlah=0)
    return {(s.jenis, s.status, s.jk, s.kelompok_umur): s.jumlah for s in sel}


def test_gerak_sama_dengan_banyak_putusan(muatan):
    gerak = Counter()
    for g in Gerak.objects.filter(wilayah_id="64"):
        gerak[g.aksi] += g.jumlah
    langsung = Counter(PutusanKasus.objects.values_list("aksi", flat=True))
    langsung += Counter(KeadaanOrang.objects.values_list("keadaan", flat=True))
    assert gerak == langsung + Counter(catat=Kasus.objects.count())


def test_perjalanan_rekaan_masuk_akal(muatan):
    for satu in Kebutuhan.objects.select_related("orang"):
        assert satu.wilayah_id == satu.orang.wilayah_id
        assert satu.hasil or satu.orang.keadaan != Keadaan.MENINGGAL, "kebutuhan yang meninggal tertutup"
    for satu in Layanan.objects.select_related("orang"):
        akhir = satu.orang.keadaan_pada or KINI.date()
        assert satu.orang.tanggal_lahir <= satu.tanggal <= akhir
    for satu in KeadaanOrang.objects.select_related("orang"):
        assert (satu.keadaan, satu.tanggal) == (satu.orang.keadaan, satu.orang.keadaan_pada)
        assert satu.orang.tanggal_data <= satu.tanggal <= KINI.date()
    assert {d.desil == d.orang.desil for d in DataDTSEN.objects.select_related("orang")} == {True}
    for model in (Kebutuhan, Layanan, KeadaanOrang, DataDTSEN):
        assert model.objects.count() > 20, model
    assert Orang.objects.exclude(keadaan=Keadaan.AKTIF).count() == KeadaanOrang.objects.count()


def test_riwayat_ditulis_untuk_tiap_orang_dan_kasus(muatan):
    for model in (Orang, Kasus, Revisi):
        riwayat = model._meta.get_field("riwayat").related_model.objects.filter(pgh_label="insert")
        assert riwayat.count() == model.objects.count()
        assert set(riwayat.values_list("pgh_context__tugas", flat=True)) == {"data contoh"}
