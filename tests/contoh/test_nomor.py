from datetime import date
from random import Random
from uuid import UUID

from pmks.nik import baca_kk, baca_nik
from tksk_portal.contoh.nomor import PembuatKK, PembuatNIK, kunci, kunci_bernama

PADA = date(2026, 11, 24)


def test_seribu_nik_per_tanggal_lalu_habis():
    pembuat = PembuatNIK()
    nik = [pembuat.ambil("64.72.03", date(1958, 5, 12), "P") for _ in range(1001)]
    assert nik[1000] is None
    assert len(set(nik[:1000])) == 1000
    terbaca = baca_nik(nik[0], pada=PADA)
    assert (terbaca.kode_kecamatan, terbaca.lahir, terbaca.jk) == ("64.72.03", date(1958, 5, 12), "P")
    assert {int(n[12:]) // 1000 for n in nik[:1000]} == {9}


def test_dua_abad_berbagi_nomor_urut():
    pembuat = PembuatNIK()
    tua, muda = (pembuat.ambil("64.72.03", date(tahun, 1, 2), "L") for tahun in (1925, 2025))
    assert tua[:12] == muda[:12]
    assert tua != muda


def test_nomor_kk_berbeda_dan_terbaca():
    pembuat = PembuatKK()
    kk = [pembuat.ambil("64.02.06") for _ in range(30_000)]
    assert len(set(kk)) == len(kk)
    assert all(int(n[12:]) >= 9000 for n in kk)
    assert all(baca_kk(n, pada=PADA).terbit_calon for n in kk[:500])


def test_kunci_urut_waktu_dan_ditentukan_benih():
    lama, baru = kunci(Random(1), 1_700_000_000), kunci(Random(1), 1_700_000_001)
    assert UUID(lama).version == 7
    assert lama < baru
    assert lama == kunci(Random(1), 1_700_000_000)
    assert kunci_bernama("akun", 1, "a") == kunci_bernama("akun", 1, "a") != kunci_bernama("akun", 2, "a")
