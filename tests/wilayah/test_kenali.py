"""Mengenali wilayah dari tulisan orang."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tksk_portal.wilayah.ejaan import EJAAN
from tksk_portal.wilayah.enums import Edisi, Tingkat
from tksk_portal.wilayah.kenali import (
    Ambigu,
    SudahBerakhir,
    TidakDikenal,
    baca,
    cari_wilayah,
    kenali,
    lengkap,
    saran,
)
from tksk_portal.wilayah.models import Ejaan, Wilayah
from tksk_portal.wilayah.muat import muat
from tksk_portal.wilayah.nama import untuk_cari
from tksk_portal.wilayah.rentang import tingkat

pytestmark = pytest.mark.django_db

AWALAN_PENDEK = {
    "provinsi": "Prov. ",
    "kabupaten": "",
    "kota": "",
    "kecamatan": "kec.",
    "kelurahan": "KEL ",
    "desa": "Ds. ",
}
CARA = {
    "sebutan": lambda w: w.sebutan,
    "huruf besar berspasi": lambda w: "  " + w.sebutan.upper().replace(" ", "   ") + " ",
    "awalan pendek": lambda w: AWALAN_PENDEK[w.jenis] + w.nama,
    "disambung": lambda w: w.nama.replace(" ", ""),
    "bertanda hubung": lambda w: w.nama.replace(" ", "-").lower(),
    "kode bertitik": lambda w: w.kode,
    "kode angka saja": lambda w: w.kode.replace(".", ""),
}


@pytest.mark.parametrize("cara", CARA)
def test_semua_wilayah_kaltim_dikenali(cara):
    """All 1,154 valid regions, each looked for under its parent, as an import does."""
    semua = list(Wilayah.objects.di_bawah("64").berlaku())
    assert len(semua) == 1154
    for w in semua:
        tulisan = CARA[cara](w)
        assert kenali(tulisan, di_bawah=w.induk_id, tingkat=w.tingkat) == w, tulisan


@pytest.mark.parametrize(
    ("tulisan", "kode"),
    [
        ("Kongbeng", "64.08.08"),
        ("Kec. Kongbeng", "64.08.08"),
        ("Marangkayu", "64.02.17"),
        ("Sangasanga", "64.02.15"),
        ("Sanga-Sanga", "64.02.15"),
        ("SANGA SANGA", "64.02.15"),
        ("Semboja Barat", "64.02.20"),
        ("Sungai Siring", "64.72.05.1004"),
        ("Kel. Sungai Siring Pelita", "64.72.05.1004"),
        ("Ambarawang Laut", "64.02.20.1009"),
        ("Kukar", "64.02"),
        ("Kab. Kukar", "64.02"),
        ("Kabupaten Pasir", "64.01"),
        ("Kab Pasir", "64.01"),
        ("Paser", "64.01"),
        ("Samarinda", "64.72"),
        ("Kotamadya Samarinda", "64.72"),
        ("Provinsi Kaltim", "64"),
        ("Kec. Kota Bangun", "64.02.08"),
        ("Kota Bangun", "64.02.08"),
        ("Desa Kota Bangun 3", "64.02.19.2006"),
        ("kecamatan: Samarinda Ulu", "64.72.03"),
        ("Desa/Kel. Air Putih", "64.72.03.1004"),
        ("'6472031004", "64.72.03.1004"),
        ("64 72 03", "64.72.03"),
    ],
)
def test_tulisan_lazim_dikenali(tulisan, kode):
    assert kenali(tulisan).kode == kode


@pytest.mark.parametrize(("kode", "ejaan"), [(k, e) for k, e in EJAAN if k.startswith("64")])
def test_setiap_ejaan_yang_disertakan_menemukan_wilayahnya(kode, ejaan):
    assert [w.kode for w in cari_wilayah(ejaan, tingkat=tingkat(kode))] == [kode]


def test_desa_ditulis_untuk_kelurahan_tetap_diterima():
    assert kenali("Desa Air Putih", di_bawah="64.72.03").kode == "64.72.03.1004"


def test_nama_kembar_dikembalikan_semua_dan_ditolak_kenali():
    hasil = cari_wilayah("Kampung Baru", tingkat=Tingkat.DESA)
    assert [w.kode for w in hasil] == ["64.02.06.1008", "64.02.12.2008", "64.09.01.1006"]
    with pytest.raises(Ambigu, match="lebih dari satu") as galat:
        kenali("Kampung Baru")
    assert galat.value.pilihan == hasil
    assert "Kec. Tenggarong (64.02.06.1008)" in str(galat.value)


def test_nama_kembar_jelas_bila_tempat_atau_jenis_disebut():
    assert kenali("Kampung Baru", di_bawah="64.09").kode == "64.09.01.1006"
    assert kenali("Desa Kampung Baru").kode == "64.02.12.2008"


def test_tingkat_membedakan_kecamatan_dan_kelurahan_senama():
    with pytest.raises(Ambigu):
        kenali("Penajam")
    assert kenali("Penajam", tingkat=Tingkat.KECAMATAN).kode == "64.09.01"
    assert kenali("Penajam", tingkat=Tingkat.DESA).induk_id == "64.09.01"


def test_salah_ketik_ditolak_dengan_saran():
    with pytest.raises(TidakDikenal, match="tidak dikenal sebagai kecamatan di Kota Samarinda") as galat:
        kenali("Kec. Samarinda Uluu", di_bawah="64.72")
    assert galat.value.saran[0].kode == "64.72.03"
    assert "Kec. Samarinda Ulu, Kota Samarinda (64.72.03)" in str(galat.value)


@pytest.mark.parametrize(
    ("salah", "kode"), [("Kongbang", "64.08.08"), ("Balikpapn", "64.71"), ("Loa Janan Ilr", "64.72.10")]
)
def test_saran_menemukan_salah_ketik(salah, kode):
    assert saran(salah)[0].kode == kode


def test_saran_tinggal_di_dalam_tempat_dan_paling_banyak_lima():
    hasil = saran("Samarinda", di_bawah="64.72")
    assert 0 < len(hasil) <= 5
    assert all(w.kode.startswith("64.72") for w in hasil)


def test_kode_yang_berakhir_ditolak_dengan_penerusnya():
    with pytest.raises(SudahBerakhir, match="sudah tidak berlaku") as galat:
        kenali("64.02.08.2001")
    assert [w.kode for w in galat.value.saran] == ["64.02.19.2001"]
    assert "Sekarang: Desa Kedang Ipil, Kec. Kota Bangun Darat (64.02.19.2001)" in str(galat.value)
    assert cari_wilayah("6402082001") == []


def test_nama_di_kecamatan_asal_ditolak_dengan_penerusnya():
    with pytest.raises(SudahBerakhir, match=r"64\.02\.19\.2001"):
        kenali("Kedang Ipil", di_bawah="64.02.08", tingkat=Tingkat.DESA)


def test_nama_yang_berlaku_menang_atas_yang_berakhir():
    assert kenali("Kedang Ipil").kode == "64.02.19.2001"


def test_edisi_2019_mengenali_kode_lama():
    muat(["64"], edisi=Edisi.E2019)
    assert kenali("64.02.08.2001").kode == "64.02.08.2001"
    assert kenali("Kedang Ipil", di_bawah="64.02.08").kode == "64.02.08.2001"


@pytest.mark.parametrize(
    ("tulisan", "pesan"),
    [
        ("", "belum diisi"),
        ("   ", "belum diisi"),
        ("🙂", "belum diisi"),
        ("x" * 10_000, "terlalu panjang"),
        ("6472010", "BPS"),
        ("6472010001", "BPS"),
        ("64.72.03.9999", "tidak ada dalam daftar"),
        ("99", "tidak ada dalam daftar"),
        ("<script>alert(1)</script>", "tidak dikenal"),
        ("Atlantis", "tidak dikenal"),
    ],
)
def test_tulisan_yang_tidak_dapat_dikenali_ditolak_dengan_pesan(tulisan, pesan):
    with pytest.raises(TidakDikenal, match=pesan):
        kenali(tulisan)


def test_enam_belas_angka_tidak_diulang_dalam_pesan():
    with pytest.raises(TidakDikenal, match="16 angka") as galat:
        kenali("6472031205580001")
    assert "6472031205580001" not in str(galat.value)


def test_kode_di_luar_tempat_ditolak():
    with pytest.raises(TidakDikenal, match="tidak berada di Kota Balikpapan"):
        kenali("64.72.03.1004", di_bawah="64.71")


def test_kode_dengan_tingkat_lain_ditolak():
    with pytest.raises(TidakDikenal, match="bukan desa/kelurahan"):
        kenali("64.72.03", tingkat=Tingkat.DESA)


def test_ejaan_orang_lain_tidak_mengalahkan_nama_resmi():
    Ejaan.objects.create(wilayah_id="64.72.03.1001", ejaan="Air Putih", ejaan_cari="airputih")
    assert kenali("Air Putih", di_bawah="64.72.03").kode == "64.72.03.1004"


def test_ejaan_yang_dipakai_dua_wilayah_ambigu():
    for kode in ("64.72.03.1001", "64.72.03.1002"):
        Ejaan.objects.create(wilayah_id=kode, ejaan="Lerong", ejaan_cari="lerong")
    with pytest.raises(Ambigu):
        kenali("Lerong", di_bawah="64.72.03")


@given(teks=st.text(max_size=200))
def test_baca_tidak_pernah_gagal_dan_hanya_memberi_huruf_dan_angka(teks):
    tulisan = baca(teks)
    for bagian in (tulisan.utuh, tulisan.sisa, tulisan.kode.replace(".", "")):
        assert bagian == untuk_cari(bagian)


def test_lengkap_menyebut_induk_dan_kode():
    assert lengkap(Wilayah.objects.get(kode="64.72.03.1004")) == "Kel. Air Putih, Kec. Samarinda Ulu (64.72.03.1004)"
    assert lengkap(Wilayah.objects.get(kode="64")) == "Kalimantan Timur (64)"
    assert lengkap(Wilayah.objects.get(kode="0")) == "Indonesia (0)"


def test_kenali_memakai_satu_kueri_untuk_nama_resmi(django_assert_num_queries):
    with django_assert_num_queries(1):
        kenali("Kec. Samarinda Ulu")
    with django_assert_num_queries(1):
        kenali("6472031004")
    with django_assert_num_queries(2):
        kenali("Kongbeng")
