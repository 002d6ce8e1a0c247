from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmks.enums import Temuan
from pmks.nik import NIK, NIKSalah, baca_kk, baca_nik, bandingkan

PADA = date(2026, 11, 24)
BAIK = "6472035205589001"


def susun(lahir: date, jk: str, urut: int = 9001, kecamatan: str = "64.72.03") -> str:
    hari = lahir.day + (40 if jk == "P" else 0)
    return f"{kecamatan.replace('.', '')}{hari:02d}{lahir:%m%y}{urut:04d}"


def pesan(teks: str, baca=baca_nik) -> str:
    with pytest.raises(NIKSalah) as tangkap:
        baca(teks, pada=PADA)
    assert tangkap.value.pesan == str(tangkap.value)
    return tangkap.value.pesan


def test_nik_menerangkan_dirinya():
    assert baca_nik(BAIK, pada=PADA) == NIK(
        digits=BAIK, kode_kecamatan="64.72.03", lahir_calon=(date(1958, 5, 12),), jk="P", urut="9001"
    )


@given(
    lahir=st.dates(date(1927, 1, 1), PADA),
    jk=st.sampled_from("LP"),
    urut=st.integers(1, 9999),
    kecamatan=st.sampled_from(["64.72.03", "11.01.01", "91.71.01", "64.02.20"]),
)
def test_nik_yang_disusun_terbaca_kembali(lahir, jk, urut, kecamatan):
    nik = baca_nik(susun(lahir, jk, urut, kecamatan), pada=PADA)
    assert (nik.kode_kecamatan, nik.jk, nik.urut) == (kecamatan, jk, f"{urut:04d}")
    assert lahir in nik.lahir_calon
    assert nik.lahir == max(nik.lahir_calon) <= PADA
    assert bandingkan(nik, lahir=lahir, jk=jk) == []


def test_dua_abad_mungkin_yang_terbaru_didahulukan():
    nik = baca_nik(susun(date(2020, 3, 4), "L"), pada=PADA)
    assert nik.lahir_calon == (date(2020, 3, 4), date(1920, 3, 4))
    assert nik.lahir == date(2020, 3, 4)


def test_tanggal_yang_masih_akan_datang_bukan_calon():
    assert baca_nik(susun(PADA, "L"), pada=PADA).lahir == PADA
    assert baca_nik(susun(date(2026, 11, 25), "L"), pada=PADA).lahir_calon == (date(1926, 11, 25),)


def test_29_februari_1900_tidak_ada_2000_ada():
    assert baca_nik(susun(date(2000, 2, 29), "P"), pada=PADA).lahir_calon == (date(2000, 2, 29),)


@pytest.mark.parametrize("tahun", [4, 24, 56, 96])
def test_29_februari_tahun_kabisat_diterima(tahun):
    assert baca_nik(f"6472032902{tahun:02d}9001", pada=PADA).lahir.day == 29


@given(tahun=st.integers(0, 99).filter(lambda t: t % 4))
def test_29_februari_tahun_biasa_ditolak(tahun):
    with pytest.raises(NIKSalah, match=r"Tanggal 29-02 dalam NIK tidak ada pada tahun \d{4}, bukan tahun kabisat"):
        baca_nik(f"6472032902{tahun:02d}9001", pada=PADA)


@pytest.mark.parametrize(
    "teks",
    [
        "6472 0352 0558 9001",
        "64.72.03.52.05.58.9001",
        "647203-520558-9001",
        "'6472035205589001",
        "’6472035205589001",
        "  6472035205589001\n",
        "647203\u00a0520558\u20139001",
    ],
)
def test_pemisah_dan_apostrof_depan_tidak_berarti(teks):
    assert baca_nik(teks, pada=PADA).digits == BAIK


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "NIK belum diisi."),
        (" .- ", "NIK belum diisi."),
        (BAIK[:15], "NIK harus 16 angka; yang diketik 15 angka."),
        (BAIK + "7", "NIK harus 16 angka; yang diketik 17 angka."),
        ("6" * 10_000, "NIK harus 16 angka; yang diketik 10000 angka."),
        ("64720352O558900l", "NIK hanya berisi angka 0–9; ada huruf “O”, “l”."),
        ("<script>alert(1)", "NIK hanya berisi angka 0–9; ada tanda “<”, “s”, “c”, dan lainnya."),
        ("64720352055890😀1", "NIK hanya berisi angka 0–9; ada tanda “😀”."),
        ("６472035205589001", "NIK ditulis dengan angka biasa 0–9; “６” bukan angka biasa."),
        (
            "6472035205589\x00001",
            "NIK hanya berisi angka 0–9; ada tanda yang tidak terlihat. Ketik ulang angkanya.",
        ),
        ("9972035205589001", "Kode provinsi 99 (angka ke-1 dan ke-2 NIK) tidak ada."),
        ("0072035205589001", "Kode provinsi 00 (angka ke-1 dan ke-2 NIK) tidak ada."),
        ("6400035205589001", "Kode kabupaten/kota (angka ke-3 dan ke-4 NIK) tidak boleh 00."),
        ("6472005205589001", "Kode kecamatan (angka ke-5 dan ke-6 NIK) tidak boleh 00."),
        ("6472033102589001", "Tanggal 31-02 dalam NIK tidak ada."),
        ("6472037102589001", "Tanggal 31-02 dalam NIK tidak ada."),
        ("6472030005589001", "Tanggal 00-05 dalam NIK tidak ada."),
        ("6472031213589001", "Tanggal 12-13 dalam NIK tidak ada."),
        ("6472035205580000", "Nomor urut (empat angka terakhir NIK) tidak boleh 0000."),
    ],
)
def test_penolakan_menyebut_apa_yang_salah(teks, kata):
    assert pesan(teks) == kata


@given(st.text(max_size=40))
def test_teks_apa_pun_terbaca_atau_ditolak_dengan_pesan(teks):
    try:
        assert len(baca_nik(teks, pada=PADA).digits) == 16
    except NIKSalah as salah:
        assert salah.pesan.endswith(".")


@given(st.text(alphabet="0123456789", min_size=16, max_size=16))
def test_pesan_tidak_mengulang_nomor(digits):
    for baca in (baca_nik, baca_kk):
        try:
            baca(digits, pada=PADA)
        except NIKSalah as salah:
            assert digits not in salah.pesan


def test_kk_terbaca():
    kk = baca_kk("6472031207189004", pada=PADA)
    assert (kk.kode_kecamatan, kk.urut) == ("64.72.03", "9004")
    assert kk.terbit_calon[0] == date(2018, 7, 12)


def test_kk_hanya_strukturnya_yang_diperiksa():
    assert baca_kk("6472035299189004", pada=PADA).terbit_calon == ()


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "Nomor KK belum diisi."),
        ("647203120718900", "Nomor KK harus 16 angka; yang diketik 15 angka."),
        ("64720312O7189004", "Nomor KK hanya berisi angka 0–9; ada huruf “O”."),
        ("9972031207189004", "Kode provinsi 99 (angka ke-1 dan ke-2 nomor KK) tidak ada."),
        ("6472001207189004", "Kode kecamatan (angka ke-5 dan ke-6 nomor KK) tidak boleh 00."),
        ("6472031207180000", "Nomor urut (empat angka terakhir nomor KK) tidak boleh 0000."),
    ],
)
def test_penolakan_kk(teks, kata):
    assert pesan(teks, baca_kk) == kata


def test_bandingkan_menemukan_beda_tanggal_dan_kelamin():
    nik = baca_nik(BAIK, pada=PADA)
    assert bandingkan(nik, lahir=date(1958, 5, 12), jk="P") == []
    assert bandingkan(nik, lahir=date(1958, 12, 5), jk="P") == [Temuan.NIK_TANGGAL]
    assert bandingkan(nik, lahir=date(1958, 5, 12), jk="L") == [Temuan.NIK_KELAMIN]
    assert bandingkan(nik, lahir=date(1959, 5, 12), jk="L") == [Temuan.NIK_TANGGAL, Temuan.NIK_KELAMIN]


def test_bandingkan_menerima_kedua_abad():
    nik = baca_nik(susun(date(1922, 3, 4), "L"), pada=PADA)
    assert bandingkan(nik, lahir=date(1922, 3, 4), jk="L") == []
    assert bandingkan(nik, lahir=date(2022, 3, 4), jk="L") == []
