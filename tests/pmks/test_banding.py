"""Pembanding: ejaan nama, salah tanggal, dan alasan yang dibaca orang."""

from dataclasses import replace
from datetime import date

import pytest

from pmks.banding import Ciri, bandingkan_orang, jarak, nilai_nama, tanggal_dekat, untuk_banding

DASAR = Ciri("Siti Aminah", date(1958, 5, 12), jk="P", wilayah="64.72.03.1001")


@pytest.mark.parametrize(
    "sama",
    [
        ("Muhammad Yusuf", "Mohamad Yusuf", "Moh. Jusup", "M. Yusup", "Muh Yoesoef", "MUHAMMAD  YUSUF"),
        ("Siti Nurhayati", "Sitti Noerhayati", "St. Nurhayati", "Hj. Siti Nurhayati, S.Pd", "Siti Nurhayati binti Ali"),
        ("Abdul Rahman", "Abd. Rahman", "Abdulrahman", "Abdul Rachman"),
        ("Ahmad Fauzi", "Achmad Pauji", "Akhmad Fauzi"),
        ("Soekarno", "Sukarno"),
        ("Djamilah", "Jamila", "Djamilla"),
        ("Nur Aisyah", "Noor Aisah", "Nor Aisjah"),
        ("Syarifuddin", "Sarifudin", "Sjarifoeddin"),
    ],
)
def test_ejaan_yang_sama_bunyinya_disamakan(sama):
    assert len({untuk_banding(n) for n in sama}) == 1, {n: untuk_banding(n) for n in sama}


@pytest.mark.parametrize(
    ("satu", "dua"),
    [("Siti Aminah", "Siti Rahmah"), ("Abdullah", "Abdul Hamid"), ("Hasan", "Husin"), ("Rahmat", "Rahmah")],
)
def test_nama_lain_tetap_lain(satu, dua):
    assert untuk_banding(satu) != untuk_banding(dua)


@pytest.mark.parametrize("nama", ["", "Haji", "H.", "-", "bin", "M", "Ꮪ"])
def test_nama_ganjil_tidak_menggagalkan(nama):
    untuk_banding(nama)
    assert bandingkan_orang(replace(DASAR, nama=nama), DASAR).skor < 70


@pytest.mark.parametrize(
    ("a", "b", "n"), [("kitab", "kitba", 1), ("aminah", "amina", 1), ("a", "", 1), ("abc", "xyz", 3)]
)
def test_jarak_ketik(a, b, n):
    assert jarak(a, b) == jarak(b, a) == n


def test_urutan_kata_dan_inisial():
    assert nilai_nama("aminah siti", "siti aminah").nilai == 1
    inisial = nilai_nama(untuk_banding("S. Aminah"), untuk_banding("Siti Aminah"))
    assert inisial.singkatan and inisial.nilai > 0.9


def test_tanggal_dekat_satu_salah_ketik():
    dekat = tanggal_dekat(date(1958, 5, 12))
    assert {date(1958, 12, 5), date(1958, 5, 13), date(1958, 5, 22), date(1959, 5, 12), date(1968, 5, 12)} <= dekat
    assert date(1957, 6, 13) not in dekat and len(dekat) < 60
    # Simetris: siapa pun yang lebih dahulu tercatat.
    assert all(date(1958, 5, 12) in tanggal_dekat(t) for t in dekat)


@pytest.mark.parametrize(
    ("ganti", "kembar", "alasan"),
    [
        ({}, True, "Nama sama"),
        ({"nama": "Sitti Amina"}, True, "Nama sama, ejaannya berbeda"),
        ({"nama": "S. Aminah"}, True, "Nama disingkat pada salah satunya"),
        ({"lahir": date(1958, 12, 5)}, True, "Tanggal dan bulan lahir tertukar"),
        ({"lahir": date(1958, 5, 13)}, True, "Tanggal lahir berbeda satu angka"),
        ({"lahir": date(1958, 7, 1), "perkiraan": True}, True, "Tahun lahir cocok, tanggalnya perkiraan"),
        ({"wilayah": "64.72.03.1002"}, True, "Kecamatan sama"),
        ({"lahir": date(1971, 8, 30)}, False, "Tanggal lahir berbeda"),
        ({"nama": "Rahmawati Dewi"}, False, "Sebagian nama sama"),
        ({"jk": "L", "nama": "Yusuf Aminah"}, False, "Jenis kelamin berbeda"),
    ],
)
def test_kemiripan_dan_alasannya(ganti, kembar, alasan):
    hasil = bandingkan_orang(DASAR, replace(DASAR, **ganti))
    assert (hasil.kembar, alasan in hasil.alasan) == (kembar, True), hasil
    assert hasil == bandingkan_orang(replace(DASAR, **ganti), DASAR)


def test_anak_kembar_serumah_bukan_orang_yang_sama():
    satu = Ciri(
        "Hasan Basri", date(2015, 3, 4), jk="L", wilayah="64.72.03.1001", nik="6472030403150001", no_kk="1" * 16
    )
    dua = replace(satu, nama="Husin Basri", nik="6472030403150002")
    assert not bandingkan_orang(satu, dua).kembar
    assert bandingkan_orang(satu, replace(satu, nik="")).kembar


def test_alasan_muat_dalam_kolomnya():
    assert all(len(a) <= 80 for a in bandingkan_orang(DASAR, replace(DASAR, nik="1" * 16, no_kk="2" * 16)).alasan)
