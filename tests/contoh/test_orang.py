from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from pmks.acuan import JENIS
from pmks.enums import Temuan
from pmks.models import JenisPMKS, Kasus, Orang
from pmks.nik import baca_kk, baca_nik, bandingkan
from pmks.rincian import kurang
from pmks.umur import kelompok_umur
from tests.contoh.conftest import BENIH, KINI, SKALA
from tksk_portal.contoh import muat
from tksk_portal.contoh.baris import KOLOM
from tksk_portal.contoh.titik import TITIK
from tksk_portal.contoh.waktu import Waktu
from tksk_portal.dasar.nama import untuk_cari

HARI_INI = KINI.date()
ACUAN = {j.kode: j for j in JENIS}


@pytest.fixture(scope="module")
def orang(muatan):
    return list(Orang.objects.all())


@pytest.fixture(scope="module")
def kasus(muatan):
    return list(Kasus.objects.select_related("orang", "jenis"))


def test_banyak_orang_sesuai_skala(muatan, orang):
    assert muatan.orang == len(orang) == SKALA
    assert any("1.500 dari 1.500 orang" in baris for baris in muatan.laporan)


def test_benih_sama_data_sama(muatan):
    paket = [next(muat.siapkan(300, benih, Waktu(KINI))[0].paket(300)) for benih in (BENIH, BENIH, 7)]
    assert paket[0].baris == paket[1].baris
    assert paket[0].sah == paket[1].sah
    assert paket[0].baris["pmks_orang"] != paket[2].baris["pmks_orang"]


@pytest.mark.parametrize("tabel", ["pmks_orang", "pmks_kasus"])
def test_semua_kolom_ditulis(tabel):
    model = {"pmks_orang": Orang, "pmks_kasus": Kasus}[tabel]
    kosong = {"digabung_ke_id"}
    assert set(KOLOM[tabel]) == {f.column for f in model._meta.concrete_fields if not f.generated} - kosong


def test_nik_dan_kk_rekaan_dan_terbaca(orang):
    berisi = [o for o in orang if o.nik]
    assert 0.85 < len(berisi) / SKALA < 0.99
    assert all(9000 <= int(o.nik[12:]) <= 9999 for o in berisi)
    assert all(baca_nik(o.nik, pada=HARI_INI) for o in berisi)
    assert all(int(o.no_kk[12:]) >= 9000 and baca_kk(o.no_kk, pada=HARI_INI) for o in orang if o.no_kk)
    assert len({o.nik for o in berisi}) == len(berisi)


def test_nik_kebanyakan_dari_kecamatannya(orang):
    sendiri = [o for o in orang if o.nik and o.nik[:6] == o.wilayah_id[:8].replace(".", "")]
    assert len(sendiri) / SKALA > 0.8


def test_tanpa_telepon_karena_dapat_milik_orang_sungguhan(orang):
    assert {o.telepon for o in orang} == {""}


def test_kolom_turunan_seperti_dihitung_portal(orang):
    for o in orang:
        assert o.nama_cari == untuk_cari(o.nama)
        assert o.kelompok_umur == kelompok_umur(o.tanggal_lahir, HARI_INI)


def test_derajat_dan_kepekaan_seperti_dihitung_pemicu(orang, kasus):
    per_orang = defaultdict(list)
    for k in kasus:
        per_orang[k.orang_id].append(k)
    for o in orang:
        milik = per_orang[o.pk]
        assert o.derajat == max(k.derajat for k in milik)
        assert o.peka == max((k.jenis.peka for k in milik if k.derajat >= 0), default=0)


def test_jenis_yang_subjeknya_bukan_orang_tidak_dibuat(kasus):
    assert {k.jenis_id for k in kasus}.isdisjoint({14, 26})
    assert all(set(ACUAN[k.jenis_id].subjek) & set("IK") for k in kasus)
    assert len({k.jenis_id for k in kasus}) >= 20


def test_fakir_miskin_paling_banyak_lalu_lansia(kasus):
    assert [kode for kode, _ in Counter(k.jenis_id for k in kasus).most_common(2)] == [24, 8]


def test_sebagian_orang_punya_dua_jenis(kasus):
    banyak = Counter(k.orang_id for k in kasus)
    assert 0.01 < sum(n == 2 for n in banyak.values()) / SKALA < 0.15
    assert max(banyak.values()) == 2


def test_di_luar_aturan_sedikit_dan_selalu_beralasan(kasus):
    luar = [k for k in kasus if not _memenuhi(k)]
    assert 0.005 < len(luar) / len(kasus) < 0.05
    for k in kasus:
        assert bool(k.alasan_khusus) == (not _memenuhi(k))


def _memenuhi(k: Kasus) -> bool:
    jenis: JenisPMKS = k.jenis
    return jenis.memenuhi(lahir=k.orang.tanggal_lahir, jk=k.orang.jk, pada=k.dinilai_pada)


def test_temuan_benar(kasus):
    for k in kasus:
        assert [t for t in k.temuan if t != Temuan.MIRIP] == _temuan(k)


def _temuan(k: Kasus) -> list[str]:
    o = k.orang
    nik = baca_nik(o.nik, pada=HARI_INI) if o.nik else None
    hasil = bandingkan(nik, lahir=o.tanggal_lahir, jk=o.jk) if nik else [Temuan.TANPA_NIK]
    hasil += [] if o.no_kk else [Temuan.TANPA_KK]
    hasil += [] if _memenuhi(k) else [Temuan.ATURAN_UMUR]
    return hasil + ([] if k.kriteria else [Temuan.TANPA_KRITERIA])


def test_yang_disebut_mirip_memang_punya_kembaran(kasus):
    mirip = [k.orang for k in kasus if Temuan.MIRIP in k.temuan]
    assert mirip
    for o in mirip:
        kembar = Orang.objects.di_bawah(o.wilayah_id[:8]).filter(tanggal_lahir=o.tanggal_lahir, jk=o.jk)
        assert kembar.exclude(pk=o.pk).exists()


def test_kriteria_dan_disabilitas_sesuai_jenisnya(kasus):
    for k in kasus:
        acuan = ACUAN[k.jenis_id]
        assert set(k.kriteria) <= set(acuan.kriteria)
        assert k.kriteria == sorted(set(k.kriteria))
        assert bool(k.disabilitas) == acuan.tanya_disabilitas
        assert not kurang(k.jenis_berlaku.ditanya, k.__getattribute__)


def test_gelandangan_ber_nik_tidak_dicentang_tanpa_ktp(kasus):
    assert not [k for k in kasus if k.jenis_id == 11 and k.orang.nik and "a" in k.kriteria]


def test_sekitar_separuh_bertitik_di_dekat_kecamatannya(orang):
    bertitik = [o for o in orang if o.lintang is not None]
    assert 0.4 < len(bertitik) / SKALA < 0.6
    for o in bertitik:
        lintang, bujur = TITIK[o.wilayah_id[:8]]
        assert abs(o.lintang - Decimal(lintang)) < Decimal("0.15")
        assert abs(o.bujur - Decimal(bujur)) < Decimal("0.15")


def test_sekeluarga_serumah(orang):
    keluarga = defaultdict(set)
    for o in orang:
        if o.no_kk:
            keluarga[o.no_kk].add((o.wilayah_id, o.alamat, o.rt, o.lintang, o.desil))
    assert all(len(rumah) == 1 for rumah in keluarga.values())
    assert len(keluarga) < sum(bool(o.no_kk) for o in orang) * 0.95


def test_tersebar_menurut_penduduk(orang):
    per_kab = Counter(o.wilayah_id[:5] for o in orang)
    assert len(per_kab) == 10
    assert {kab for kab, _ in per_kab.most_common(3)} == {"64.72", "64.02", "64.71"}
    assert per_kab.most_common()[-1][0] == "64.11"


def test_waktu_dalam_dua_belas_bulan_terakhir(orang):
    waktu = Waktu(KINI)
    for o in orang:
        assert waktu.hari[0] <= waktu.tanggal(int(o.dibuat_pada.timestamp())) <= HARI_INI
        assert o.dibuat_pada <= o.diubah_pada <= KINI
        assert o.tanggal_lahir <= o.tanggal_data <= waktu.tanggal(int(o.dibuat_pada.timestamp()))
    assert len({o.dibuat_pada.month for o in orang}) == 12


def test_kota_bangun_darat_berhenti_sejak_lowong(orang):
    akhir = Waktu(KINI).hari[-100]
    assert all(o.dibuat_pada.date() < akhir for o in orang if o.wilayah_id.startswith("64.02.19."))
