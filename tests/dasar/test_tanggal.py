from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tksk_portal.dasar.tanggal import BULAN, TanggalSalah, baca_tanggal, dalam_kata

KINI = date(2026, 11, 24)


def pesan(teks: str, **pilihan) -> str:
    with pytest.raises(TanggalSalah) as tangkap:
        baca_tanggal(teks, paling_akhir=KINI, **pilihan)
    return tangkap.value.pesan


@pytest.mark.parametrize(
    "teks",
    [
        "12-05-1958",
        "12/5/1958",
        "12.5.1958",
        "12 - 5 - 1958",
        "12 5 1958",
        "12051958",
        "12 Mei 1958",
        "12 MEI 1958",
        "12mei1958",
        "12-Mei-1958",
        "12. Mei 1958",
        "1958-05-12",
        "1958/5/12",
        "  12-05-1958\n",
        "'12-05-1958",
    ],
)
def test_bentuk_yang_dibaca(teks):
    assert baca_tanggal(teks, paling_akhir=KINI) == (date(1958, 5, 12), False)


@pytest.mark.parametrize(
    ("teks", "bulan"),
    [
        ("3 Pebruari 1970", 2),
        ("3 Agt. 1970", 8),
        ("3 sept 1970", 9),
        ("3 Nopember 1970", 11),
        ("3 des 1970", 12),
    ],
)
def test_ejaan_lama_dan_singkatan_bulan(teks, bulan):
    assert baca_tanggal(teks, paling_akhir=KINI) == (date(1970, bulan, 3), False)


@pytest.mark.parametrize(
    ("teks", "tanggal"),
    [
        ("1958", date(1958, 7, 1)),
        ("05-1958", date(1958, 5, 15)),
        ("5/1958", date(1958, 5, 15)),
        ("Mei 1958", date(1958, 5, 15)),
        ("2026", date(2026, 7, 1)),
        ("Nov 2026", date(2026, 11, 15)),
    ],
)
def test_tanggal_tidak_lengkap_menjadi_perkiraan(teks, tanggal):
    assert baca_tanggal(teks, paling_akhir=KINI) == (tanggal, True)


def test_perkiraan_tidak_melewati_batas():
    awal_tahun = date(2026, 3, 4)
    assert baca_tanggal("2026", paling_akhir=awal_tahun) == (awal_tahun, True)
    assert baca_tanggal("Maret 2026", paling_akhir=awal_tahun) == (awal_tahun, True)
    assert baca_tanggal("1958", paling_akhir=KINI, paling_awal=date(1958, 9, 1)) == (date(1958, 9, 1), True)


def test_hari_terakhir_masih_boleh():
    assert baca_tanggal("24-11-2026", paling_akhir=KINI) == (KINI, False)


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "belum diisi"),
        ("   ", "belum diisi"),
        ("31-02-1990", "Tanggal 31 Februari 1990 tidak ada di kalender."),
        ("29 Februari 1957", "Tanggal 29 Februari 1957 tidak ada di kalender."),
        ("0-5-1990", "Tanggal 0 Mei 1990 tidak ada di kalender."),
        ("12 Mei 2030", "Tanggal lahir 12 Mei 2030 masih akan datang."),
        ("25-11-2026", "Tanggal lahir 25 November 2026 masih akan datang."),
        ("2031", "Tanggal lahir tahun 2031 masih akan datang."),
        ("Des 2026", "Tanggal lahir Desember 2026 masih akan datang."),
        ("12-05-0180", "Tahun 0180 tidak mungkin; paling awal 1900."),
        ("0180", "Tahun 0180 tidak mungkin; paling awal 1900."),
        ("31-12-1899", "Tahun 1899 tidak mungkin; paling awal 1900."),
        ("12 Mei 58", "Tulis tahun dengan empat angka."),
        ("12-05-58", "Tulis tahun dengan empat angka."),
        ("120558", "Tulis tahun dengan empat angka."),
        ("12-05-19580", "Tulis tahun dengan empat angka."),
        ("05-28-1958", "Bulan 28 tidak ada; urutannya tanggal, bulan, tahun."),
        ("12 Moi 1958", "Bulan “moi” tidak dikenal."),
        ("halo", "Tanggal lahir tidak terbaca."),
        ("12-05", "Tanggal lahir tidak terbaca."),
        ("12-05-1958\x00", "Tanggal lahir tidak terbaca."),
        ("😀", "Tanggal lahir tidak terbaca."),
        ("１２-05-1958", "Tanggal lahir ditulis dengan angka biasa 0–9."),
        ("1" * 10_000, "Tanggal lahir terlalu panjang."),
    ],
)
def test_penolakan_menyebut_apa_yang_salah(teks, kata):
    assert kata in pesan(teks)


def test_batas_awal_dan_sebutan_lain():
    kata = pesan("1-1-2026", paling_awal=date(2026, 3, 1), sebutan="Tanggal data")
    assert kata == "Tanggal data 1 Januari 2026 terlalu awal; paling awal 1 Maret 2026."


@given(
    st.dates(date(1900, 1, 1), KINI),
    st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d", "kata"]),
)
def test_tanggal_yang_ditulis_terbaca_kembali(tanggal, bentuk):
    teks = dalam_kata(tanggal) if bentuk == "kata" else tanggal.strftime(bentuk)
    assert baca_tanggal(teks, paling_akhir=KINI) == (tanggal, False)


POTONGAN = ["-", "/", ".", " ", "0", "1", "2", "9", "29", "1958", "0000", *BULAN, "mei", "x", "½", "٣", "\x00"]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(POTONGAN), max_size=8).map("".join)))
def test_teks_apa_pun_terbaca_atau_ditolak_dengan_pesan(teks):
    try:
        tanggal, _ = baca_tanggal(teks, paling_akhir=KINI)
    except TanggalSalah as salah:
        assert salah.pesan.endswith(".")
    else:
        assert date(1900, 1, 1) <= tanggal <= KINI
