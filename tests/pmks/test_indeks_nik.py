"""Indeks NIK lintas dinding: siapa yang dapat membacanya, apa yang dijawabnya, batas, catatan, dan yang mengisinya."""

import hashlib
import hmac
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pmks.actions import IsianKasus, TerlaluSering, cari_nik, catat_orang, gabungkan
from pmks.enums import CaraCari
from pmks.models import IndeksNIK, Kasus, KunciNIK, Orang, PencarianNIK
from tests.pmks.bahan import DESA_TETANGGA, NIK, catat, isian, nik_ke
from tksk_portal.akses import lingkup
from tksk_portal.basisdata.siapkan import APLIKASI
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Status

SINI, SANA = "64.72.03", "64.72.04"
TERTUTUP = (
    "SELECT * FROM pmks_indeksnik",
    "SELECT * FROM pmks_kuncinik",
    "UPDATE pmks_kuncinik SET dalam = ''",
    "INSERT INTO pmks_indeksnik VALUES (gen_random_uuid(), gen_random_uuid(), 1, '64')",
    "DELETE FROM pmks_indeksnik",
    "INSERT INTO pmks_pencariannik (id) VALUES (gen_random_uuid())",
    "DELETE FROM pmks_pencariannik",
    "SELECT pmks_hmac_nik('', '', '1')",
    "SELECT pmks_daftarkan_nik('{}', '{}', '{}')",
    "SELECT pmks_buka_bentrok('{}')",
    "SELECT pmks_tutup_bentrok(gen_random_uuid())",
    "SELECT pmks_lingkup_nasional()",
    "SELECT pmks_lingkup_kembali('{}')",
)


@pytest.fixture
def pemilik():
    """Return a function that runs a query as the database's owner."""

    def tanya(perintah: str, *nilai) -> list[tuple]:
        with connection.cursor() as kursor:
            kursor.execute("RESET ROLE")
            kursor.execute(perintah, nilai)
            hasil = kursor.fetchall()
            kursor.execute(f"SET LOCAL ROLE {APLIKASI}")
            return hasil

    return tanya


def pemegang(pemilik) -> list[tuple]:
    """Return (kecamatan, order) of all holders."""
    return pemilik("SELECT kecamatan, urut FROM pmks_indeksnik ORDER BY 2, 1")


@pytest.mark.parametrize("perintah", TERTUTUP)
@pytest.mark.parametrize("siapa", ["tksk", "provinsi", "sistem"])
def test_peran_aplikasi_tidak_membaca_indeks_dan_kuncinya(dunia, siapa, perintah):
    ruang = lingkup.sistem("uji") if siapa == "sistem" else dunia[siapa].lingkup
    ditolak = pytest.raises(DatabaseError, match="permission denied")
    with lingkup.masuk(ruang), ditolak, transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(perintah)


@pytest.mark.parametrize("model", [IndeksNIK, KunciNIK])
def test_lewat_orm_pun_tertutup(dunia, model):
    ditolak = pytest.raises(DatabaseError, match="permission denied")
    with lingkup.masuk(dunia.dinsos.lingkup), ditolak, transaction.atomic():
        model.objects.first()


def test_sidiknya_hmac_sha256_menurut_kunci(dunia, pemilik):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        ((dalam, sidik),) = pemilik("SELECT k.dalam, i.sidik FROM pmks_kuncinik k, pmks_indeksnik i")
    kunci = bytes(b ^ 0x36 for b in bytes(dalam))[:32]
    assert len(set(kunci)) > 10
    assert sidik.bytes == hmac.new(kunci, NIK.encode(), hashlib.sha256).digest()[:16]
    assert NIK not in str(sidik)


def test_jawabannya_hanya_kecamatan_lain(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        assert cari_nik([NIK], [SINI]) == [[]]
    with lingkup.masuk(dunia.tetangga.lingkup):
        assert cari_nik([NIK], [SANA]) == [[SINI]]
        assert cari_nik([nik_ke(1)], [SANA]) == [[]]


def test_banyak_sekaligus_dijawab_menurut_urutannya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nik=nik_ke(11))
        catat(by, nik=nik_ke(13))
    with lingkup.masuk(dunia.tetangga.lingkup):
        tanya = [nik_ke(10), nik_ke(11), nik_ke(12), nik_ke(13), nik_ke(11)]
        jawab = cari_nik(tanya, [SANA, SANA, SANA, SINI, SANA], cara=CaraCari.IMPOR)
        assert jawab == [[], [SINI], [], [], [SINI]]
        assert cari_nik([], [], cara=CaraCari.IMPOR) == []


def test_tiap_pencarian_dicatat_tanpa_nik(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        cari_nik([NIK], [SANA])
        cari_nik([NIK, nik_ke(2)], [SANA, SANA], cara=CaraCari.IMPOR)
        impor, satu = PencarianNIK.objects.order_by("cara")
        assert (satu.akun_id, satu.wilayah_id, satu.diminta, satu.ketemu) == (by.akun_id, SANA, 1, 1)
        assert (impor.diminta, impor.ketemu, impor.sidik) == (2, 1, None)
        assert NIK not in str(vars(satu)) and satu.sidik is not None
        assert abs(satu.pada - timezone.now()) < timedelta(minutes=1)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert not PencarianNIK.objects.exists()
    with lingkup.masuk(dunia.dinsos.lingkup):
        assert PencarianNIK.objects.count() == 2


def test_melampaui_batas_ditolak_dan_tidak_dijawab(dunia, settings):
    settings.BATAS_CARI_NIK = {"satu": 3, "impor": 5, "catat": 1}
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    with lingkup.masuk(dunia.tetangga.lingkup):
        for _ in range(3):
            cari_nik([NIK], [SANA])
        with pytest.raises(TerlaluSering):
            cari_nik([NIK], [SANA])
        # Impor dihitung sendiri, menurut barisnya.
        cari_nik([NIK] * 5, [SANA] * 5, cara=CaraCari.IMPOR)
        with pytest.raises(TerlaluSering):
            cari_nik([NIK], [SANA], cara=CaraCari.IMPOR)
    with lingkup.masuk(dunia.dinsos_lain.lingkup):  # akun lain tidak terkena
        assert cari_nik([NIK], ["64.71.01"]) == [[SINI]]


def test_pengaturan_tidak_dapat_melampaui_batas_di_basis_data(dunia, settings):
    settings.BATAS_CARI_NIK = {"satu": 10**9, "impor": 2 * 10**9, "catat": 10}
    with lingkup.masuk(dunia.tksk.lingkup):
        with connection.cursor() as kursor:
            kursor.execute(
                "SELECT 1 FROM generate_series(1, 1000) n, pmks_cari_nik(ARRAY[n::text], ARRAY['2'], 'satu', 2000)"
            )
        with pytest.raises(TerlaluSering):
            cari_nik([NIK], [SINI])


def test_tanpa_pelaku_atau_dengan_cara_lain_ditolak(dunia):
    with lingkup.masuk(lingkup.sistem("uji")), pytest.raises(DatabaseError, match="tanpa pelaku"), transaction.atomic():
        cari_nik([NIK], [SINI])
    with lingkup.masuk(dunia.tksk.lingkup):
        for nik, cara in (([NIK, NIK], "satu"), ([NIK], "borong")):
            with pytest.raises((DatabaseError, TerlaluSering)), transaction.atomic(), connection.cursor() as kursor:
                kursor.execute("SELECT * FROM pmks_cari_nik(%s, %s, %s, 5)", [nik, [SINI] * len(nik), cara])


def test_bentrok_lewat_pencatatan_pun_dibatasi(dunia, settings):
    settings.BATAS_CARI_NIK = settings.BATAS_CARI_NIK | {"catat": 2}
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for n in range(4):
            catat(by, nik=nik_ke(20 + n))
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        for n in range(2):
            catat(by, nik=nik_ke(20 + n), wilayah_id=DESA_TETANGGA)
        assert PencarianNIK.objects.filter(cara=CaraCari.CATAT).count() == 2
        # Ditolak sebelum ditulis, juga untuk NIK yang tidak bentrok: penolakannya tidak mengatakan apa pun.
        for nik in (nik_ke(22), nik_ke(99)):
            with pytest.raises(Ditolak, match="Terlalu banyak"):
                catat(by, nik=nik, wilayah_id=DESA_TETANGGA)
        catat(by, nik="", alasan_tanpa_nik="anak", wilayah_id=DESA_TETANGGA)


def test_kunci_yang_hilang_nyaring(dunia, pemilik):
    pemilik("DELETE FROM pmks_kuncinik RETURNING id")
    ditolak = pytest.raises(DatabaseError, match="kunci indeks NIK tidak ada")
    with lingkup.masuk(dunia.tksk.lingkup) as by, ditolak, transaction.atomic():
        catat(by)


def test_lingkup_pemanggil_kembali_sesudah_pemicu(dunia):
    baca = "SELECT current_setting('tksk.awal'), current_setting('tksk.akhir'), current_setting('tksk.derajat')"
    with lingkup.masuk(dunia.tksk.lingkup) as by, connection.cursor() as kursor:
        kursor.execute(baca)
        sebelum = kursor.fetchone()
        orang = catat(by)
        Orang.objects.filter(pk=orang.pk).update(nik=nik_ke(5))
        Orang.objects.filter(pk=orang.pk).update(wilayah_id="64.72.03.1002")
        kursor.execute("SELECT pmks_segarkan_bentrok(%s::uuid[])", [[str(orang.pk)]])
        kursor.execute(baca)
        assert kursor.fetchone() == sebelum == (SINI, f"{SINI}/", "-1")


# Yang mengisinya ---------------------------------------------------------------------------------------------------


def test_indeks_mengikuti_nik_tempat_batal_dan_gabung(dunia, pemilik):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
        lain = catat(by, nik=nik_ke(31))
        jenisnya = Kasus.objects.get(orang=lain).pk
    assert pemegang(pemilik) == [(SINI, 1), (SINI, 1)]
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        Orang.objects.filter(pk=orang.pk).update(wilayah_id=DESA_TETANGGA)
        assert pemegang(pemilik) == [(SINI, 1), (SANA, 1)]
        versi = {"versi_utama": lain.versi, "versi_lain": orang.versi}
        gabungkan(utama=lain, lain=orang, pilih={}, by=by, alasan="Dicatat dua kali", **versi)
        assert pemegang(pemilik) == [(SINI, 1)]
        Kasus.objects.filter(pk=jenisnya).update(status=Status.DIBATALKAN)
        assert pemegang(pemilik) == []
        Kasus.objects.filter(pk=jenisnya).update(status=Status.DRAF)
        assert pemegang(pemilik) == [(SINI, 1)]
        Orang.objects.filter(pk=lain.pk).update(keadaan="pindah")
        assert pemegang(pemilik) == []
        Orang.objects.filter(pk=lain.pk).update(keadaan="aktif", nik="", alasan_tanpa_nik="hilang")
        assert pemegang(pemilik) == []


def test_pelajaran_16_tanpa_nik_tidak_pernah_masuk_indeks_dan_tidak_bentrok(dunia, pemilik):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for nama in ("Siti Aminah", "Dewi Lestari"):
            catat(by, nik="", alasan_tanpa_nik="berpindah", nama=nama)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        orang = catat(by, nik="", alasan_tanpa_nik="berpindah", wilayah_id=DESA_TETANGGA)
        assert not orang.bentrok.exists()
    assert pemegang(pemilik) == []


def test_massal_masuk_indeks_dengan_satu_pernyataan(dunia, pemilik, django_assert_num_queries):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        contoh = catat(by)
        salinan = []
        for n in range(300):
            baru = Orang.objects.get(pk=contoh.pk)
            baru.pk, baru.nik = type(baru.pk)(int=n + 1), nik_ke(1000 + n)
            salinan.append(baru)
        with django_assert_num_queries(1):
            Orang.objects.bulk_create(salinan)
    assert pemilik("SELECT count(*), count(DISTINCT sidik) FROM pmks_indeksnik") == [(301, 301)]


def test_pencarian_tidak_pernah_menyapu_seluruh_indeks(dunia, pemilik):
    sapuan = "SELECT pg_stat_get_xact_numscans('pmks_indeksnik'::regclass)"
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        ((sebelum,),) = pemilik(sapuan)
        cari_nik([NIK], [SANA])
        cari_nik([nik_ke(n) for n in range(200)], [SANA] * 200, cara=CaraCari.IMPOR)
        assert pemilik(sapuan) == [(sebelum,)]


def test_kiriman_ulang_tidak_menggandakan_indeks(dunia, pemilik):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
        assert catat_orang(kunci=orang.pk, orang=isian(), kasus=[IsianKasus(jenis=8, kriteria=["a"])], by=by).ulang
    assert pemegang(pemilik) == [(SINI, 1)]
