"""NIK rekaan terbaca kembali, dan salah satu angka ditolak atau diterangkan (tabelnya: `manage.py ukur_nik`)."""

from datetime import date
from random import Random

import pytest
from django.core.management import call_command
from lokal.nik import parse_nik
from stdnum.id import nik as pembanding

from pmks.actions.nik import selisih_satu
from pmks.models import acuan_jenis
from pmks.nik import NIKSalah, baca_nik, bandingkan, pilih_lahir
from pmks.umur import umur
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.contoh.ukur_nik import PANJANG_DITERANGKAN, bagian, ganti, rekaan, ukur_register, ukur_selip

PADA = date(2026, 11, 24)
SEDANG = 20_000
# Yang tidak dilihat python-stdnum 2.2, jadi tidak dapat ditanyakan kepadanya.
BUTA = {
    "abad: 19xx selalu didahulukan, juga bagi anak": "6472030403209001",
    "hari 81 ke atas dibaca sebagai hari biasa": "6472039205589001",
    "nomor urut 0000 diterima": "6472035205580000",
    "kecamatan 00 diterima, kode kecamatan tidak diperiksa": "6472005205589001",
    "kab/kota 00 diterima, hanya provinsinya yang diperiksa": "6400035205589001",
}
# Sebaliknya: daftar provinsinya daftar lama.
DAFTAR_LAMA = {"Kalimantan Utara": "6571015205589001", "Papua Barat Daya": "9601015205589001"}


def test_dua_puluh_ribu_nik_terbaca_kembali(db):
    baca_semua(SEDANG)


def baca_semua(banyak: int) -> None:
    """Decode made-up NIK and compare with what they were made from. Also used for the full million."""
    satu_abad = 0
    lansia, balita = acuan_jenis()[8], acuan_jenis()[1]
    for r in rekaan(banyak, pada=PADA):
        nik = baca_nik(r.nik, pada=PADA)
        assert (nik.kode_kecamatan, nik.jk, int(nik.urut)) == (r.kecamatan, r.jk, r.urut)
        assert r.lahir in nik.lahir_calon and not bandingkan(nik, lahir=r.lahir, jk=r.jk)
        if len(nik.lahir_calon) == 1:
            satu_abad += 1
            assert nik.lahir == r.lahir
        # Abadnya dapat diketahui dari yang diketik, dari tahun perkiraan, dan dari jenis dengan aturan umur.
        assert pilih_lahir(nik, pada=PADA, lahir=r.lahir).tanggal == r.lahir
        kira = date(r.lahir.year, 7, 1)
        assert pilih_lahir(nik, pada=PADA, lahir=kira, perkiraan=True).tanggal == r.lahir
        tahun = umur(r.lahir, PADA)
        if tahun >= 60:
            assert pilih_lahir(nik, pada=PADA, jenis=[lansia]).tanggal == r.lahir
        elif tahun <= 5:
            assert pilih_lahir(nik, pada=PADA, jenis=[balita]).tanggal == r.lahir
    assert 0.7 < satu_abad / banyak < 0.8, "yang lahir 1927-1999: abadnya pasti"


@pytest.mark.parametrize("letak", range(1, PANJANG_DITERANGKAN + 1))
def test_satu_angka_salah_ditolak_atau_diterangkan(letak, lengkap):
    assert sum(v for k, v in lengkap[letak].items() if k != "tepat") == 9 * 400
    assert bagian(lengkap[letak]) >= 0.99
    assert lengkap[letak]["tepat"] >= 0.99 * 9 * 400, "NIK yang benar ada di antara yang ditawarkan"


@pytest.fixture(scope="module")
def lengkap():
    return ukur_selip(400, pada=PADA)


def test_tahun_saja_tetap_menjaga_tahun_bulan_dan_kelamin():
    hasil = ukur_selip(200, pada=PADA, keadaan="tahun")
    assert all(bagian(hasil[n]) >= 0.99 for n in (*range(1, 7), 11))
    assert bagian(hasil[9]) > 0.9 and bagian(hasil[7]) > 0.5
    assert bagian(hasil[8]) < 0.5, "hari lain pada bulan yang sama memang tidak dapat diketahui"


def test_yang_pindah_tetap_dijaga_tanggalnya():
    hasil = ukur_selip(200, pada=PADA, keadaan="pindah")
    assert all(bagian(hasil[n]) >= 0.99 for n in range(7, 13))
    assert all(bagian(hasil[n]) > 0.2 for n in range(1, 7)), "kode yang tidak pernah ada"


def test_nomor_urut_tertangkap_bila_aslinya_tercatat(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = [
            catat(by, nik=f"647203520558{n:04d}", nama=nama, no_kk=f"64720301011090{n % 2:02d}")
            for n, nama in enumerate(("Siti Aminah", "Nurhayati Dewi", "Yosefa Lawai", "Kartini Rahma"), start=1)
        ]
        hasil = ukur_register(orang)
        assert hasil["asli"] == {"diterangkan": 16}
        assert hasil["kk"] == {"lolos": 16}, "tanpa aslinya nomor urut tidak berhubungan dengan apa pun"
        # Nama dieja lain, tanggalnya keliru, KK-nya sama.
        isi = {"nik": "6472035205580009", "nama_cari": "siti aminnah", "lahir": date(1960, 1, 1)}
        assert selisih_satu(**isi, no_kk=orang[0].no_kk, kecuali=None) == [orang[0]]
        assert selisih_satu(**isi, no_kk="", kecuali=None) == []


def test_perintah_mencetak_tabel(dunia, capsys):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    call_command("ukur_nik", orang=5, register=5)
    cetak = capsys.readouterr().out
    assert cetak.count("100.00%") >= 12 and "aslinya tercatat: 4 dari 4" in cetak
    assert "6472035205589001" not in cetak and "Siti" not in cetak


# Pembanding dari luar ---------------------------------------------------------------------------------------------


def test_lokal_id_membaca_sama():
    for r in rekaan(3_000, pada=PADA, benih=2):
        for digits in (r.nik, *(next(ganti(r.nik, n)) for n in range(1, 13))):
            luar = parse_nik(digits, reference_date=PADA)
            try:
                nik = baca_nik(digits, pada=PADA)
            except NIKSalah:
                assert not luar.valid
            else:
                assert luar.valid
                assert (luar.district_code, luar.gender, luar.serial) == (nik.kode_kecamatan, nik.jk, nik.urut)
                # lokal-id membandingkan tahun saja: tanggal yang belum terjadi tahun ini diberinya abad sekarang.
                if nik.lahir.year != PADA.year - 100:
                    assert luar.birth_date == nik.lahir.isoformat()


def test_python_stdnum_setuju_di_luar_titik_butanya():
    acak, sama = Random(3), 0
    for r in rekaan(3_000, pada=PADA, benih=3):
        letak = acak.randrange(7, 13)
        for digits in (r.nik, acak.choice(list(ganti(r.nik, letak)))):
            if _buta(digits):
                continue
            try:
                nik = baca_nik(digits, pada=PADA)
            except NIKSalah:
                # Yang diterima mereka dan ditolak kita hanyalah tanggal yang belum terjadi atau 29 Februari abad lain.
                assert not pembanding.is_valid(digits) or pembanding.get_birth_date(digits) > PADA
                continue
            assert pembanding.is_valid(digits)
            # Abad mereka dapat meleset; hari, bulan, dan dua angka tahunnya tidak.
            mereka = pembanding.get_birth_date(digits)
            assert f"{mereka:%d%m%y}" == f"{nik.lahir:%d%m%y}"
            sama += 1
    assert sama > 2_500


def _buta(digits: str) -> bool:
    return digits[6] in "89" or not pembanding.is_valid(f"{digits[:6]}0101019001")


@pytest.mark.parametrize("digits", BUTA.values(), ids=BUTA)
def test_titik_buta_python_stdnum(digits):
    assert pembanding.is_valid(digits)
    try:
        nik = baca_nik(digits, pada=PADA)
    except NIKSalah:
        return
    assert pembanding.get_birth_date(digits) != nik.lahir


@pytest.mark.parametrize("digits", DAFTAR_LAMA.values(), ids=DAFTAR_LAMA)
def test_daftar_lama_python_stdnum(digits):
    assert baca_nik(digits, pada=PADA)
    assert not pembanding.is_valid(digits)


# Tepi -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tengah", "lahir", "jk"),
    [
        ("290200", date(2000, 2, 29), "L"),
        ("690224", date(2024, 2, 29), "P"),
        ("410101", date(2001, 1, 1), "P"),
        ("710158", date(1958, 1, 31), "P"),
        ("310158", date(1958, 1, 31), "L"),
        ("241126", PADA, "L"),
        ("641126", PADA, "P"),
        ("251126", date(1926, 11, 25), "L"),
    ],
)
def test_tepi_yang_diterima(tengah, lahir, jk):
    nik = baca_nik(f"647203{tengah}0001", pada=PADA)
    assert (nik.lahir, nik.jk) == (lahir, jk)


@pytest.mark.parametrize("tengah", ["000158", "320158", "400158", "720158", "991258", "011358", "010058", "290223"])
def test_tepi_yang_ditolak(tengah):
    with pytest.raises(NIKSalah):
        baca_nik(f"647203{tengah}0001", pada=PADA)


def test_lahir_hari_ini_atau_seratus_tahun_lalu_keduanya_disebut(db):
    nik = baca_nik("6472032411260001", pada=PADA)
    assert nik.lahir_calon == (PADA, date(1926, 11, 24))
    pilihan = pilih_lahir(nik, pada=PADA)
    assert (pilihan.tanggal, pilihan.lain, pilihan.pasti) == (PADA, date(1926, 11, 24), False)
    tua = pilih_lahir(nik, pada=PADA, jenis=[acuan_jenis()[8]])
    assert tua.tanggal == date(1926, 11, 24) and "umurnya sesuai dengan aturan" in tua.sebab
