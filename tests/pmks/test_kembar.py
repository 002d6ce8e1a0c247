"""Data yang mungkin satu orang: ditemukan, diputuskan, diingat; halaman, hak, catatan, dan sapuan terjadwal."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pmks.actions import IsianKasus, bukan_orang_sama, gabungkan, ubah_orang
from pmks.actions.kembar import cari_kembar, catat_pasangan, ciri
from pmks.banding import bandingkan_orang
from pmks.enums import StatusPasangan, Temuan
from pmks.jadwal import SEKALI_SAPU, sapu_kembar
from pmks.kembar import jumlah_menunggu
from pmks.models import Orang, PasanganMirip, SapuanKembar
from tests.conftest import PENGHUNI
from tests.pmks.bahan import DESA, DESA_LAIN, DESA_TETANGGA, catat, isian, kasus_dari, lakukan, nik_ke, segar
from tksk_portal.akses import lingkup
from tksk_portal.contoh.kembar import ditemukan_pencari, tanam
from tksk_portal.jejak.models import Bagian, Pembukaan
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi

TANPA = {"nik": "", "alasan_tanpa_nik": "belum_ditunjukkan"}


def dua(dunia, **kedua) -> tuple[Orang, Orang]:
    """Return two records of one person in the TKSK's kecamatan: with NIK, and again without."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return catat(by), catat(by, **TANPA | kedua)


def pasangan(orang: Orang) -> PasanganMirip:
    """Return a person's only pair."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return PasanganMirip.objects.milik(orang).get()


def ada_pasangan() -> bool:
    """Tell whether any pair waits anywhere."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return PasanganMirip.objects.menunggu().exists()


# Ditemukan ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kedua", "alasan"),
    [
        ({}, "Nama sama"),
        ({"nama": "Sitti Amina"}, "Nama sama, ejaannya berbeda"),
        ({"tanggal_lahir": date(1958, 12, 5)}, "Tanggal dan bulan lahir tertukar"),
        ({"tanggal_lahir": date(1958, 7, 1), "lahir_perkiraan": True}, "Tahun lahir cocok, tanggalnya perkiraan"),
        ({"wilayah_id": DESA_LAIN}, "Kecamatan sama"),
        ({"nama": "S. Aminah", "tanggal_lahir": date(1958, 5, 22)}, "Tanggal lahir berbeda satu angka"),
    ],
)
def test_pelajaran_13_yang_mirip_ditemukan_saat_dicatat(dunia, kedua, alasan):
    satu, lagi = dua(dunia, **kedua)
    p = pasangan(lagi)
    assert {p.kiri_id, p.kanan_id} == {satu.pk, lagi.pk} and p.kiri_id < p.kanan_id
    assert alasan in p.alasan and p.status == StatusPasangan.MENUNGGU
    assert p.wilayah_id == (DESA if lagi.wilayah_id == DESA else "64.72.03")


def test_di_kecamatan_lain_tidak_dipasangkan(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, wilayah_id=DESA_TETANGGA, **TANPA)
    assert not ada_pasangan()


def test_pelajaran_16_dua_orang_tanpa_nik_dengan_nama_lain_tidak_dipasangkan(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for nama in ("Rahmawati Dewi", "Yosef Lawai", "I Ketut Sudarma"):
            catat(by, nama=nama, **TANPA)
    assert not ada_pasangan()


def test_mengubah_nama_membuka_dan_menggugurkan_pasangan(dunia):
    satu, lagi = dua(dunia, nama="Rahmawati Dewi")
    assert not ada_pasangan()
    isi = [IsianKasus(jenis=8, kriteria=["a"])]
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        ubah_orang(orang=lagi, versi=1, isian=isian(**TANPA), kasus=isi, by=by)
        assert pasangan(lagi).status == StatusPasangan.MENUNGGU
        ubah_orang(orang=lagi, versi=2, isian=isian(**TANPA, nama="Rahmawati Dewi"), kasus=isi, by=by)
        assert pasangan(satu).status == StatusPasangan.GUGUR


@pytest.mark.parametrize("cara", ["dibatalkan", "digabung"])
def test_yang_dibatalkan_atau_digabung_tidak_ditanyakan(dunia, cara):
    satu, lagi = dua(dunia)
    if cara == "dibatalkan":
        lakukan(dunia, kasus_dari(lagi), "tksk", Aksi.BATALKAN)
        assert pasangan(satu).status == StatusPasangan.GUGUR
    else:
        versi = {"versi_utama": satu.versi, "versi_lain": lagi.versi}
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            gabungkan(utama=satu, lain=lagi, pilih={}, by=by, alasan="Dicatat dua kali", **versi)
        assert pasangan(satu).status == StatusPasangan.GABUNG
    assert not ada_pasangan()
    with lingkup.masuk(dunia.tksk.lingkup):
        assert catat_pasangan(segar(satu)) == 0


def test_pasangan_ikut_pindah_ke_leluhur_bersama(dunia):
    satu, lagi = dua(dunia)
    with lingkup.masuk(dunia.dinsos.lingkup):
        Orang.objects.filter(pk=lagi.pk).update(wilayah_id=DESA_LAIN)
        assert pasangan(satu).wilayah_id == "64.72.03"
        Orang.objects.filter(pk=lagi.pk).update(wilayah_id=DESA_TETANGGA)
        assert pasangan(satu).wilayah_id == "64.72"
    with lingkup.masuk(dunia.tksk.lingkup):
        assert not PasanganMirip.objects.exists()


def test_pencari_menemukan_yang_ditanam_seperti_ukurannya(dunia):
    """The search in the database lays side by side what the measurement assumes it does."""
    semua = [t for t in tanam(4, benih=11) if t.satu_orang]
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for n, t in enumerate(semua):
            kunci = {"jk": t.a.jk, "no_kk": t.a.no_kk, "nik": nik_ke(3000 + n)}
            a = catat(by, nama=t.a.nama, tanggal_lahir=t.a.lahir, wilayah_id=DESA, **kunci)
            cari = ciri(a).__class__(**vars(t.b) | {"wilayah": DESA, "nik": ""})
            ketemu = a.pk in {k.orang.pk for k in cari_kembar(cari, kecamatan="64.72.03")}
            asal = ciri(a)
            assert ketemu == (bandingkan_orang(asal, cari).kembar and ditemukan_pencari(asal, cari)), t


# Diputuskan --------------------------------------------------------------------------------------------------------


def test_bukan_orang_sama_diingat_dan_temuannya_hilang(dunia):
    satu, lagi = dua(dunia)
    assert Temuan.MIRIP in kasus_dari(lagi).temuan
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        hasil = bukan_orang_sama(pasangan=pasangan(satu), by=by, komentar="Dua bersaudara")
        assert (hasil.status, hasil.diputus_oleh_id, hasil.komentar) == ("bukan", by.akun_id, "Dua bersaudara")
        for orang in (satu, lagi):
            assert catat_pasangan(segar(orang)) == 0
        isi = [IsianKasus(jenis=8, kriteria=["a"])]
        ubah_orang(orang=lagi, versi=1, isian=isian(**TANPA, alamat="Jl. Lain 2"), kasus=isi, by=by)
        assert pasangan(satu).status == StatusPasangan.BUKAN
        with pytest.raises(Ditolak, match="sudah diputuskan"):
            bukan_orang_sama(pasangan=pasangan(satu), by=by)
    assert Temuan.MIRIP not in kasus_dari(lagi).temuan


def test_bukan_ditanyakan_lagi_bila_identitasnya_menjadi_jauh_lebih_mirip(dunia):
    satu, lagi = dua(dunia, nama="Siti Amina", tanggal_lahir=date(1958, 5, 13), wilayah_id=DESA_LAIN)
    isi = [IsianKasus(jenis=8, kriteria=["a"])]
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        lama = bukan_orang_sama(pasangan=pasangan(satu), by=by).skor
        ubah_orang(orang=lagi, versi=1, isian=isian(**TANPA, wilayah_id=DESA), kasus=isi, by=by)
    p = pasangan(satu)
    assert p.skor >= lama + 10 and p.status == StatusPasangan.MENUNGGU and p.diputus_pada is None


@pytest.mark.parametrize("siapa", [n for n in PENGHUNI if n not in ("tksk", "dinsos")])
def test_yang_tidak_berwenang_tidak_memutuskan(dunia, siapa):
    satu, _ = dua(dunia)
    p = pasangan(satu)
    with lingkup.masuk(dunia[siapa].lingkup) as by, pytest.raises(PermissionDenied):
        bukan_orang_sama(pasangan=p, by=by)


# Halaman -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("siapa", ["tksk", "dinsos"])
def test_antrean_dan_perbandingan_membuka_nama_dan_mencatat_keduanya(masuk, dunia, siapa):
    satu, lagi = dua(dunia, nama="Sitti Amina")
    p = pasangan(satu)
    teks = masuk(siapa).get("/pmks/kembar/").content.decode()
    terbuka = siapa == "tksk"  # ia sendiri yang mencatat keduanya
    assert "Nama sama, ejaannya berbeda" in teks
    for orang in (satu, lagi):
        assert (orang.nama in teks, orang.nama_samar in teks) == (terbuka, not terbuka)
    teks = masuk(siapa).get(f"/pmks/kembar/{p.pk}/").content.decode()
    assert "Siti Aminah" in teks and satu.nik not in teks and satu.no_kk not in teks
    assert "<mark>Sitti Amina</mark>" in teks and f"/pmks/gabung/{p.kiri_id}/{p.kanan_id}/" in teks
    masuk(siapa).get(f"/pmks/kembar/{p.pk}/")  # dalam jam yang sama: satu catatan
    with lingkup.masuk(lingkup.sistem("uji")):
        for orang in (satu, lagi):
            assert [b.bagian for b in Pembukaan.objects.pada(orang)] == [Bagian.BANDING]


def test_nama_yang_peka_samar_di_antrean(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, jenis=(16,), nama="Rahasia Sekali")
        catat(by, nama="Rahasia Sekali", **TANPA)
    teks = masuk("dinsos").get("/pmks/kembar/").content.decode()
    assert "R•••• S••••" in teks


def test_tombol_bukan_memutuskan_dan_mengosongkan_antrean(masuk, dunia):
    satu, _ = dua(dunia)
    p = pasangan(satu)
    respons = masuk("tksk").post(f"/pmks/kembar/{p.pk}/bukan/", {"komentar": "<script>"}, follow=True)
    assert pasangan(satu).status == StatusPasangan.MENUNGGU
    respons = masuk("tksk").post(f"/pmks/kembar/{p.pk}/bukan/", {"komentar": ""}, follow=True)
    teks = respons.content.decode()
    assert "bukan orang yang sama" in teks and "Tidak ada data kembar yang menunggu" in teks
    teks = masuk("tksk").get(f"/pmks/kembar/{p.pk}/").content.decode()
    assert "Gabungkan" not in teks and dunia.tksk.tugas.label in teks


def test_lencana_menu_menghitung_bentrok_dan_pasangan(masuk, dunia):
    satu, _ = dua(dunia)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, wilayah_id=DESA_TETANGGA)
    for siapa, banyak in (("tksk", 2), ("tetangga", 1), ("dinsos", 2), ("dinsos_lain", 0)):
        with lingkup.masuk(dunia[siapa].lingkup) as by:
            assert jumlah_menunggu(by) == banyak, siapa
    assert "Mungkin orang yang sama" in masuk("tksk").get(f"/pmks/{satu.pk}/").content.decode()
    assert "Mungkin orang yang sama" not in masuk("camat").get(f"/pmks/{satu.pk}/").content.decode()


def test_antrean_biaya_kuerinya_tetap(masuk, dunia, django_assert_max_num_queries):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for n in range(6):
            catat(by, nik=nik_ke(100 + n), nama="Siti Aminah")
    klien = masuk("tksk")
    klien.get("/pmks/kembar/")
    with django_assert_max_num_queries(26):
        teks = klien.get("/pmks/kembar/").content.decode()
    assert teks.count("Bandingkan") >= 10


def test_cek_saat_mengetik_memakai_pembanding(masuk, dunia):
    dua(dunia)
    kirim = {"nik": "", "nama": "St. Amina", "tanggal_lahir": "05-12-1958", "wilayah": DESA}
    teks = masuk("tksk").post("/pmks/nik/", kirim).content.decode()
    assert "Mungkin sudah ada" in teks and "tanggal dan bulan lahir tertukar" in teks
    assert "Mungkin sudah ada" not in masuk("tetangga").post("/pmks/nik/", kirim).content.decode()


def test_meja_periksa_menyebut_yang_mirip_kecuali_yang_sudah_diputuskan(masuk, dunia):
    satu, lagi = dua(dunia, nama="Sitti Amina", tanggal_lahir=date(1958, 12, 5))
    lakukan(dunia, kasus_dari(lagi), "tksk", Aksi.AJUKAN)
    jalan = f"/pmks/periksa/?pilih={kasus_dari(lagi).pk}"
    assert "tanggal dan bulan lahir tertukar" in masuk("dinsos").get(jalan).content.decode()
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        bukan_orang_sama(pasangan=pasangan(satu), by=by)
    assert "lahir tertukar" not in masuk("dinsos").get(jalan).content.decode()


# Sapuan ------------------------------------------------------------------------------------------------------------


def _tua(n: int = 0) -> None:
    """Make all records old enough for the round, and forget the pairs."""
    PasanganMirip.objects.update(status=StatusPasangan.GUGUR)
    Orang.objects.update(diubah_pada=timezone.now() - timedelta(hours=1, seconds=n))


def test_sapuan_menemukan_yang_masuk_tanpa_formulir_dan_melanjutkan_dari_tandanya(dunia):
    dua(dunia)
    with lingkup.masuk(lingkup.sistem("uji")):
        _tua()
    assert sapu_kembar() == 2
    assert ada_pasangan()
    assert sapu_kembar() == 0
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, **TANPA, nama="Sitti Amina")
    assert sapu_kembar() == 0  # baru saja ditulis: putaran berikut
    with lingkup.masuk(lingkup.sistem("uji")):
        Orang.objects.filter(nama="Sitti Amina").update(diubah_pada=timezone.now() - timedelta(minutes=3))
    assert sapu_kembar() == 1


def test_sapuan_terbatas_dan_sampai_habis(dunia, monkeypatch):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for n in range(5):
            catat(by, nik=nik_ke(200 + n), nama=f"Warga {'abcde'[n] * 4}", tanggal_lahir=date(1940 + n, 1, 1))
    with lingkup.masuk(lingkup.sistem("uji")):
        _tua()
    monkeypatch.setattr("pmks.jadwal.SEKALI_SAPU", 2)
    assert [sapu_kembar() for _ in range(4)] == [2, 2, 1, 0]
    assert SEKALI_SAPU >= 100 and SapuanKembar.objects.count() == 1
