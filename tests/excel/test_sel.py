"""Sel satu per satu: yang pasti dirapikan, yang tidak pasti ditolak dengan alasan dan saran."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tksk_portal.dasar.tanggal import dalam_kata
from tksk_portal.excel.sel import (
    SelSalah,
    bilangan,
    curiga_tertukar,
    jenis_kelamin,
    kosong,
    nomor16,
    normal,
    pilihan,
    tampil,
    tanggal,
    teks,
)

KINI = date(2026, 11, 24)
NIK = "6472035205589001"


def salah(fungsi, *isi, **pilihan_) -> tuple[str, str]:
    with pytest.raises(SelSalah) as tangkap:
        fungsi(*isi, **pilihan_)
    assert tangkap.value.pesan.endswith(".")
    assert not tangkap.value.saran or tangkap.value.saran.endswith(".")
    return tangkap.value.pesan, tangkap.value.saran


@pytest.mark.parametrize(
    "nilai",
    [
        NIK,
        f"'{NIK}",
        f"’{NIK} ",
        f"`{NIK}'",
        "6472 0352 0558 9001",
        "647203.520558.9001",
        "6472-0352-0558-9001",
        f"\u00a0{NIK}\u200b",
        f"\n{NIK}\t",
        f"\ufeff{NIK}",
    ],
)
def test_nik_sebagai_teks_dirapikan(nilai):
    assert nomor16(nilai, sebutan="NIK") == NIK


@pytest.mark.parametrize("nilai", [None, "", "  ", "-", "–", "'".strip("'"), "N/A", "nihil"])
def test_nik_kosong_menjadi_teks_kosong(nilai):
    assert nomor16(nilai, sebutan="NIK") == ""


@pytest.mark.parametrize("nilai", [float(NIK), int(NIK), 6472035205589000.0, 9.1e15, -6472035205589001.0, float("inf")])
def test_nik_sebagai_bilangan_ditolak_tidak_ditebak(nilai):
    pesan, saran = salah(nomor16, nilai, sebutan="NIK")
    assert "angka terakhir mungkin sudah hilang di Excel" in pesan.replace("Angka", "angka")
    assert "Teks" in saran


@pytest.mark.parametrize(
    "nilai", ["6,47203E+15", "6.47203520558E+15", "6E15", " 6.47 E+15 ", "6472035205589000.0", "6472035205589000,00"]
)
def test_nik_berbentuk_ilmiah_ditolak(nilai):
    assert "sudah hilang di Excel" in salah(nomor16, nilai, sebutan="NIK")[0]


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        (647203520558900.0, "tertulis 15 angka"),
        ("647203520558900", "tertulis 15 angka"),
        ("0", "tertulis 1 angka"),
        (NIK + "1", "tertulis 17 angka"),
        (NIK[:-1] + "O", "ada “O”"),
        ("belum ada", "hanya berisi angka"),
        ("６４７２０３５２０５５８９００１", "hanya berisi angka"),
        (NIK[:8] + "\x00" + NIK[8:], "tidak terlihat"),
        ("#N/A", "kesalahan Excel #N/A"),
        (True, "harus 16 angka"),
        (date(2020, 1, 1), "berisi 01-01-2020"),
        (time(1, 2), "harus 16 angka"),
        (timedelta(hours=1), "harus 16 angka"),
        (float("nan"), "harus 16 angka"),
    ],
)
def test_nik_yang_salah_disebut_sebabnya(nilai, kata):
    assert kata in salah(nomor16, nilai, sebutan="NIK")[0]


def test_huruf_mirip_angka_disebut_dalam_saran():
    assert "mirip angka" in salah(nomor16, NIK[:-1] + "l", sebutan="NIK")[1]


@pytest.mark.parametrize(
    "nilai",
    [
        date(1958, 5, 12),
        datetime(1958, 5, 12, 7, 30),
        21317.0,
        21317,
        "21317",
        "12-05-1958",
        "12/5/1958",
        "12 Mei 1958",
        "12 May 1958",
        "1958-05-12",
        "1958-05-12 00:00:00",
        "1958-05-12T00:00:00Z",
        "12/05/1958 0:00",
        "Senin, 12 Mei 1958",
        "jumat 12-05-1958",
        "'12-05-1958",
        12051958.0,
        "19580512",
        19580512.0,
    ],
)
def test_tanggal_dalam_segala_bentuk(nilai):
    assert tanggal(nilai, paling_akhir=KINI) == (date(1958, 5, 12), False)


def test_tanggal_yang_kehilangan_nol_di_depan_dan_yang_hanya_tahun():
    assert tanggal(5061958.0, paling_akhir=KINI) == (date(1958, 6, 5), False)
    assert tanggal(1958.0, paling_akhir=KINI) == (date(1958, 7, 1), True)
    assert tanggal("Mei 1958", paling_akhir=KINI) == (date(1958, 5, 15), True)


@pytest.mark.parametrize(
    ("nilai", "kata", "saran"),
    [
        (None, "belum diisi", ""),
        ("", "belum diisi", ""),
        ("05-28-1958", "Bulan 28 tidak ada", "28 Mei 1958"),
        ("31-02-1990", "tidak ada di kalender", ""),
        ("12-05-58", "empat angka", ""),
        (12.0, "tidak terbaca", "Tulis seperti"),
        (-5.0, "tidak terbaca", "Tulis seperti"),
        (99999999999.0, "tidak terbaca", ""),
        (float("nan"), "tidak terbaca", ""),
        (60000.0, "masih akan datang", "tahunnya"),
        (date(2027, 1, 1), "masih akan datang", "tahunnya"),
        (date(1899, 12, 31), "terlalu awal", "tahunnya"),
        (True, "BENAR/SALAH", ""),
        (time(7, 0), "jam", ""),
        ("#REF!", "kesalahan Excel", ""),
        ("\x00", "tidak terbaca", ""),
    ],
)
def test_tanggal_yang_salah_disebut_sebabnya(nilai, kata, saran):
    pesan, isi_saran = salah(tanggal, nilai, paling_akhir=KINI)
    assert kata in pesan
    assert saran in isi_saran


@given(st.dates(date(1905, 10, 2), KINI))
def test_nomor_seri_excel_kembali_menjadi_tanggalnya(hari):
    assert tanggal(float((hari - date(1899, 12, 30)).days), paling_akhir=KINI) == (hari, False)
    assert tanggal(dalam_kata(hari), paling_akhir=KINI) == (hari, False)


def test_kolom_yang_hari_dan_bulannya_tertukar_dicurigai():
    sel = [date(1990, bulan, hari) for bulan, hari in ((1, 2), (2, 3), (3, 4), (4, 5), (5, 12))]
    lewat = ["13/04/1990", "25/12/1988", "30-01-1991", "14.02.1992", "31/08/1970"]
    assert "tertukar" in curiga_tertukar(sel + lewat)
    assert curiga_tertukar([*sel, date(1990, 5, 13), *lewat]) == ""
    assert curiga_tertukar([*sel, *lewat, "03/04/1990"]) == ""
    assert curiga_tertukar(sel[:4] + lewat) == ""


@pytest.mark.parametrize(
    ("nilai", "harap"),
    [
        *(
            (s, "L")
            for s in ("L", "l", " Lk ", "LK.", "Laki-laki", "LAKI - LAKI", "laki2", "Pria", "M", "Male", 1, 1.0, "1")
        ),
        *((s, "P") for s in ("P", "Pr", "pr.", "PEREMPUAN", "perempuan ", "Wanita", "F", "W", 2, 2.0, "2", "(P)")),
    ],
)
def test_jenis_kelamin_dalam_segala_ejaan(nilai, harap):
    assert jenis_kelamin(nilai) == harap


@pytest.mark.parametrize("nilai", ["X", "LP", "L/P", 3, 0, True, date(2020, 1, 1), "lelaki tua", "\x00", "#N/A", "😀"])
def test_jenis_kelamin_lain_ditolak(nilai):
    salah(jenis_kelamin, nilai)


def test_jenis_kelamin_yang_salah_ketik_mendapat_saran():
    assert "L, P" in salah(jenis_kelamin, "X")[1]


PETA = {"Gelandangan": 14, "Penyandang disabilitas": 9, "Anak balita telantar": 1, "1": 1}


def test_pilihan_menurut_ejaan_dan_saran_yang_dekat():
    assert pilihan("  GELANDANGAN ", PETA, "Jenis PMKS") == 14
    assert pilihan("penyandang-disabilitas", PETA, "Jenis PMKS") == 9
    assert pilihan(1.0, PETA, "Jenis PMKS") == 1
    pesan, saran = salah(pilihan, "penyandang disabilitasi", PETA, "Jenis PMKS")
    assert pesan == "Jenis PMKS “penyandang disabilitasi” tidak dikenal."
    assert saran == "Mungkin maksudnya “Penyandang disabilitas”."
    assert "belum diisi" in salah(pilihan, None, PETA, "Jenis PMKS")[0]
    assert len(salah(pilihan, "x" * 30_000, PETA, "Jenis PMKS")[0]) < 120


def test_teks_dirapikan_dan_dibatasi():
    assert teks("  Jl.\u00a0 Anggrek\n 14\t", panjang=50) == "Jl. Anggrek 14"
    assert teks("a\r\n b\n", panjang=9, baris_baru=True) == "a\nb"
    assert teks(12.0, panjang=5) == "12"
    assert teks(0.5, panjang=5) == "0.5"
    assert teks("'0812", panjang=9) == "0812"
    assert teks("Sanga-Sanga 😀👨\u200d👩", panjang=30) == "Sanga-Sanga 😀👨\u200d👩"
    assert teks("abc\u202egnp.exe\u200b", panjang=20) == "abcgnp.exe"
    assert teks("e\u0301", panjang=1) == "é"
    assert teks(None, panjang=5) == teks("-", panjang=5) == ""
    assert "paling banyak 3" in salah(teks, "abcd", panjang=3)[0]


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        ("a\x00b", "tanda rusak"),
        ("\ud800", "tanda rusak"),
        (date(2026, 2, 1), "diubah sendiri oleh Excel"),
        (time(1, 2), "tanggal atau jam"),
        (True, "BENAR/SALAH"),
        (1e15, "lebih dari 15 angka"),
        ("#VALUE!", "kesalahan Excel"),
    ],
)
def test_teks_yang_salah_ditolak(nilai, kata):
    assert kata in salah(teks, nilai, panjang=100)[0]


def test_bilangan_bulat():
    assert bilangan("1.234", sebutan="Jumlah") == 1234
    assert bilangan("12,0", sebutan="Jumlah") == 12
    assert bilangan(7.0, sebutan="Jumlah") == 7
    assert bilangan(" ", sebutan="Jumlah") is None
    for nilai in (7.5, "1,5", "dua", True, float("nan"), float("inf"), date(2020, 1, 1), "1.23"):
        salah(bilangan, nilai, sebutan="Jumlah")
    assert "di luar batas" in salah(bilangan, 11, sebutan="Desil", paling_besar=10)[0]


NILAI = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.text(max_size=60),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.from_regex(r"'?[0-9 .,\-/eE+]{1,20}", fullmatch=True),
)


@given(NILAI)
def test_nilai_apa_pun_dibaca_atau_ditolak_dengan_pesan(nilai):
    for baca in (
        lambda n: nomor16(n, sebutan="NIK"),
        lambda n: tanggal(n, paling_akhir=KINI),
        lambda n: teks(n, panjang=40),
        lambda n: pilihan(n, PETA, "Jenis"),
        lambda n: bilangan(n, sebutan="Jumlah"),
        jenis_kelamin,
    ):
        try:
            hasil = baca(nilai)
        except SelSalah as tolakan:
            assert tolakan.pesan.endswith(".")
            assert len(tolakan.pesan) < 400
        else:
            if isinstance(hasil, str):
                assert "\x00" not in hasil
                assert len(hasil) <= 40
            if isinstance(hasil, tuple):
                assert date(1900, 1, 1) <= hasil[0] <= KINI
    assert len(tampil(nilai)) <= 60
    assert isinstance(kosong(nilai), bool)


@given(st.text(max_size=80))
def test_bentuk_banding_tidak_berubah_bila_diulang(isi):
    assert normal(normal(isi)) == normal(isi)
