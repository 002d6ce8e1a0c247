"""Rentang kode, dibandingkan dengan semua kode Kemendagri."""

import bisect
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from lokal import wilayah as sumber

from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import KOSONG, NASIONAL, jalur, memuat, rentang, tingkat


@cache
def semua_kode() -> tuple[str, ...]:
    return tuple(sorted([NASIONAL, *(kode for kode, _ in sumber._region_names())]))


kode_nyata = st.sampled_from(semua_kode())
teks_kode = st.text(alphabet="0123456789.", min_size=1, max_size=14)


def di_bawah(tempat: str, kode: str) -> bool:
    return tempat == NASIONAL or kode == tempat or kode.startswith(tempat + ".")


@given(tempat=kode_nyata)
def test_rentang_memuat_tepat_tempat_dan_isinya(tempat):
    kode = semua_kode()
    awal, akhir = rentang(tempat)
    dalam = kode[bisect.bisect_left(kode, awal) : bisect.bisect_left(kode, akhir)]
    assert list(dalam) == [k for k in kode if di_bawah(tempat, k)]


@given(tempat=kode_nyata.filter(lambda k: k != NASIONAL), ekor=teks_kode)
def test_rentang_menolak_saudara_yang_berawalan_sama(tempat, ekor):
    """ "64.720" is no part of "64.72"."""
    assert memuat(tempat, tempat + ekor) == ekor.startswith(".")


@given(tempat=kode_nyata, kode=kode_nyata)
def test_memuat_sama_dengan_hubungan_jalur(tempat, kode):
    assert memuat(tempat, kode) == (tempat == kode or tempat in jalur(kode))


@given(kode=kode_nyata)
def test_rentang_kosong_tidak_memuat_apa_pun(kode):
    awal, akhir = KOSONG
    assert not awal <= kode < akhir


@given(kode=kode_nyata)
def test_jalur_naik_satu_tingkat_demi_satu_sampai_nasional(kode):
    atas = jalur(kode)
    assert [tingkat(k) for k in atas] == list(range(tingkat(kode)))
    assert all(memuat(a, kode) for a in atas)
    assert kode not in atas


def test_jalur_kelurahan():
    assert jalur("64.72.03.1004") == ["0", "64", "64.72", "64.72.03"]
    assert jalur(NASIONAL) == []


def test_basis_data_mengurutkan_kode_seperti_python(db):
    """The range is compared in the C collation; a database with another order would leak neighbours."""
    kode = list(Wilayah.objects.order_by("kode").values_list("kode", flat=True))
    assert kode == sorted(kode)
    assert set(Wilayah.objects.di_bawah("64.72").values_list("kode", flat=True)) == {
        k for k in kode if di_bawah("64.72", k)
    }
