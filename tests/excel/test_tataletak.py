"""Tata letak dikenali dari judulnya; baris yang bukan data dilewati dengan alasan, tidak ada yang hilang diam-diam."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as aturan
from hypothesis import strategies as st

from tests.excel.bahan import TATA, buku_nyata
from tests.excel.tata import JENIS, JK, KARANG_TARUNA, LAHIR, NAMA, NIK, PMKS, SEMUA
from tksk_portal.excel.bentuk import LEMBAR_HASIL
from tksk_portal.excel.buka import Buku, Lembar, buka
from tksk_portal.excel.tataletak import Kolom, Pengenalan, TataLetak, baris_data, dilewati, kenali

KODE = {
    "garut": "pmks",
    "buleleng_pmks": "pmks",
    "buleleng_distrik": "pmks",
    "buleleng_psks": "psks",
    "jatim_tksk": "tksk",
    "karang_taruna": "karang_taruna",
    "opensid": "penduduk",
    "bdt": "penduduk",
}
KECIL = TataLetak("kecil", "Kecil", (NIK, NAMA, LAHIR, JK), frozenset({"nik"}))
JUDUL = ["NIK", "Nama", "Tgl Lahir", "JK"]
ORANG = ["6472035205589001", "Siti Aminah", "12-05-1958", "P"]


def buku(*baris, lain: dict | None = None, **sifat) -> Buku:
    lembar = [Lembar("Isian", [list(satu) for satu in baris], **sifat)]
    lembar += [Lembar(nama, [list(satu) for satu in isi]) for nama, isi in (lain or {}).items()]
    return Buku("xlsx", lembar)


def nomor(isi: Buku, kenal: Pengenalan) -> list[int]:
    return [n for n, _ in baris_data(isi, kenal)]


@pytest.mark.parametrize("jenis", ["xlsx", "xls", "ods", "csv"])
@pytest.mark.parametrize("tata", list(TATA))
def test_tata_letak_sungguhan_dikenali_dalam_tiap_bentuk(tmp_path, tata, jenis):
    nyata = buku_nyata(tmp_path / f"n.{jenis}", jenis, tata=tata, ulang_judul=True)
    isi = buka(nyata.jalan, nama=nyata.jalan.name)
    kenal = kenali(isi, SEMUA)
    assert kenal.tata_letak.kode == KODE[tata]
    assert kenal.lembar == 0
    assert kenal.baris_judul[1] == nyata.judul[1]
    dikenal = {k.nama for k in kenal.tata_letak.kolom}
    harap = {("jk" if nama == "sex" else nama): kolom for nama, kolom in nyata.kolom.items()}
    for nama, kolom in harap.items():
        if nama in dikenal:
            assert kenal.peta[nama] == kolom, nama
    assert nomor(isi, kenal) == [o.baris for o in nyata.orang]
    assert [n for n, _ in dilewati(isi, kenal)] == nyata.dilewati
    assert kenal.yakin is True, kenal.ragu


def test_setiap_baris_berisi_ditemukan_sebagai_data_atau_dilewati(tmp_path):
    nyata = buku_nyata(tmp_path / "n.xlsx", ulang_judul=True)
    isi = buka(nyata.jalan, nama="n.xlsx")
    kenal = kenali(isi, SEMUA)
    semua = {
        n for n, b in enumerate(isi.lembar[0].baris, 1) if n > kenal.baris_judul[1] and any(s is not None for s in b)
    }
    assert set(nomor(isi, kenal)) | {n for n, _ in dilewati(isi, kenal)} == semua


def test_sel_data_sampai_apa_adanya(tmp_path):
    nyata = buku_nyata(tmp_path / "n.xlsx")
    isi = buka(nyata.jalan, nama="n.xlsx")
    data = dict(baris_data(isi, kenali(isi, SEMUA)))
    for o in nyata.orang:
        if o.rusak == "biasa":
            assert data[o.baris]["nik"] == o.nik
            assert data[o.baris]["tanggal_lahir"] == o.lahir
        if o.rusak == "nik_bilangan":
            assert isinstance(data[o.baris]["nik"], float)


@pytest.mark.parametrize(
    "judul",
    [
        ["nik", "nama", "tgl lahir", "jk"],
        ["NIK*", "NAMA\nLENGKAP", "TANGGAL-LAHIR (dd/mm/yyyy)", "Jenis Kelamin [L/P]"],
        ["N.I.K"[:0] + "No. KTP / NIK", "  Nama  Lengkap ", "Tanggal  Lahir", "L/P"],
    ],
)
def test_judul_dikenal_dalam_tulisan_apa_pun(judul):
    isi = buku(["DAFTAR PENERIMA"], [], judul, ORANG)
    kenal = kenali(isi, [KECIL])
    assert kenal.peta == {"nik": 1, "nama": 2, "tanggal_lahir": 3, "jk": 4}
    assert kenal.baris_judul == (3, 3)
    assert kenal.yakin
    assert nomor(isi, kenal) == [4]


def test_lembar_yang_tidak_mulai_dari_baris_satu():
    isi = buku(JUDUL, ORANG, mulai=7)
    kenal = kenali(isi, [KECIL])
    assert kenal.baris_judul == (7, 7)
    assert nomor(isi, kenal) == [8]


def test_judul_yang_salah_ketik_dikira_tetapi_tidak_yakin():
    kenal = kenali(buku(["NIK", "Nama Lengkpa", "Tgl Lahir"], ORANG), [KECIL])
    assert kenal.peta["nama"] == 2
    assert not kenal.yakin
    assert "dikira “Nama lengkap”" in kenal.ragu[0]


def test_judul_ganda_tidak_yakin():
    kenal = kenali(buku(["NIK", "Nama", "Nama PPKS"], ORANG[:3]), [KECIL])
    assert not kenal.yakin
    assert "ada pada 2 kolom (B, C)" in kenal.ragu[0]
    assert kenal.asing == {3: "Nama PPKS"}


def test_dua_tata_letak_yang_sama_cocok_tidak_yakin():
    kembar = TataLetak("kembar", "Kembar", KECIL.kolom, KECIL.tanda)
    kenal = kenali(buku(JUDUL, ORANG), [KECIL, kembar])
    assert not kenal.yakin
    assert "Kembar" in kenal.ragu[0]


def test_kolom_ciri_atau_wajib_yang_hilang_tidak_yakin():
    kenal = kenali(buku(["Nama", "JK", "Tgl Lahir"], ORANG[1:]), [KECIL])
    assert kenal.tata_letak is KECIL
    assert not kenal.yakin
    assert "Kolom “NIK” tidak ditemukan." in kenal.ragu


def test_kolom_asing_juga_yang_tanpa_judul_disebut():
    isi = buku(["No", *JUDUL, "Hobi"], [1, *ORANG, "memancing", "catatan"])
    kenal = kenali(isi, [KECIL])
    assert kenal.asing == {1: "No", 6: "Hobi", 7: "Kolom G (tanpa judul)"}
    assert kenal.yakin


def test_tanpa_judul_yang_dikenal_dipetakan_tangan():
    isi = buku(["Laporan"], ["Warna", "Ukuran", "Harga"], ["merah", 1, 2])
    kenal = kenali(isi, [KECIL])
    assert kenal.tata_letak is None
    assert not kenal.yakin
    assert kenal.baris_judul == (2, 2)
    assert kenal.asing == {1: "Warna", 2: "Ukuran", 3: "Harga"}
    assert nomor(isi, kenal) == [3]


def test_buku_tanpa_lembar_isian():
    assert kenali(Buku("xlsx", [Lembar("A", [])]), [KECIL]).tata_letak is None
    assert kenali(Buku("xlsx", []), [KECIL]).tata_letak is None


def test_lembar_yang_benar_dipilih_dan_lembar_lain_disebut():
    isi = buku(["Petunjuk"], lain={"Data": [JUDUL, ORANG], LEMBAR_HASIL: [JUDUL, ORANG]})
    kenal = kenali(isi, [KECIL])
    assert kenal.lembar == 1
    assert kenal.yakin
    isi.lembar.append(Lembar("Desa lain", [list(JUDUL), list(ORANG)]))
    kenal = kenali(isi, [KECIL])
    assert kenal.lembar_lain == (3,)
    assert not kenal.yakin
    assert kenali(isi, [KECIL], lembar=3).lembar == 3
    assert kenali(isi, [KECIL], lembar=3).yakin
    isi.lembar[1].tersembunyi = True
    assert kenali(isi, [KECIL]).lembar == 3


def test_tiga_baris_judul_bertingkat_tanpa_keterangan_gabungan():
    isi = buku(
        ["Karang Taruna", None, None, None, None, None],
        ["Nama Karang Taruna", "Desa", "Jumlah Pengurus", None, "Jumlah Anggota", None],
        [None, None, "L", "P", "L", "P"],
        ["Tunas", "Air Putih", 3, 4, 50, 60],
    )
    kenal = kenali(isi, [KARANG_TARUNA])
    assert kenal.peta == {"nama": 1, "desa": 2, "pengurus_l": 3, "pengurus_p": 4, "anggota_l": 5, "anggota_p": 6}
    assert kenal.baris_judul == (2, 3)


BUKAN_DATA = {
    "nomor kolom": ["(1)", "(2)", "(3)", "(4)"],
    "nomor kolom bilangan": [1.0, 2.0, 3.0, 4.0],
    "nomor kolom huruf": ["a", "b", "c", "d"],
    "judul ulang": JUDUL,
    "jumlah": ["JUMLAH", None, None, 12.0],
    "total": [None, "Total seluruhnya", None, "12 orang"],
    "contoh": ["Contoh", "Siti", "12-05-1958", "P"],
    "kelompok": ["KELURAHAN AIR PUTIH"],
}


@pytest.mark.parametrize("nama", BUKAN_DATA)
def test_baris_yang_bukan_data_dilewati_dengan_alasan(nama):
    isi = buku(JUDUL, BUKAN_DATA[nama], [], [" "], ORANG)
    kenal = kenali(isi, [KECIL])
    assert nomor(isi, kenal) == [5]
    assert len(dilewati(isi, kenal)) == 1
    assert dilewati(isi, kenal)[0][0] == 2


MIRIP_BUKAN_DATA = {
    "bernama Jumlah": ["6472035205589001", "Jumlah Sitompul", "12-05-1958", "P"],
    "bernama Total tanpa NIK": [None, "Total", "12-05-1958", "P"],
    "jumlah bertanggal": ["JUMLAH", None, date(1958, 5, 12), None],
    "hanya nama": [None, "Siti Aminah", None, None],
    "nama Camat di tengah": [None, "Camat", None, None],
    "hanya NIK": ["6472035205589001"],
    "NIK bilangan di baris jumlah": ["Jumlah", 6472035205589001.0, None, None],
    "bernama Contoh": ["6472035205589001", "Contoh", "12-05-1958", "P"],
    "bernama Desa": ["6472035205589001", "Desa Ratna", None, None],
}


@pytest.mark.parametrize("nama", MIRIP_BUKAN_DATA)
def test_yang_mirip_bukan_data_tetap_data(nama):
    isi = buku(JUDUL, ORANG, MIRIP_BUKAN_DATA[nama], ORANG)
    assert nomor(isi, kenali(isi, [KECIL])) == [2, 3, 4]


def test_tanda_tangan_di_bawah_dilewati_tetapi_data_sesudahnya_tidak():
    ekor = [
        [None, "Mengetahui,"],
        [None, "Camat Samarinda Ulu"],
        [],
        [None, "Drs. H. Asep"],
        [None, "NIP. 19680512 199803 1 004"],
    ]
    isi = buku(JUDUL, ORANG, [], *ekor)
    kenal = kenali(isi, [KECIL])
    assert nomor(isi, kenal) == [2]
    assert [n for n, _ in dilewati(isi, kenal)] == [4, 5, 7, 8]
    isi = buku(JUDUL, ORANG, [], *ekor, ORANG)
    assert nomor(isi, kenali(isi, [KECIL])) == [2, 4, 5, 7, 8, 9]


def test_orang_di_bawah_tanda_tangan_membuat_semuanya_tetap_data():
    isi = buku(JUDUL, ORANG, [None, "Mengetahui,"], ["belum ada", "Budi"])
    assert nomor(isi, kenali(isi, [KECIL])) == [2, 3, 4]


def test_baris_tidak_lengkap_sebelum_tanda_tangan_tetap_data():
    isi = buku(
        JUDUL, ORANG, [None, "Budi tanpa NIK"], [], [None, None, "Samarinda, 12 Januari 2026"], [None, None, "TKSK"]
    )
    kenal = kenali(isi, [KECIL])
    assert nomor(isi, kenal) == [2, 3]
    assert [n for n, _ in dilewati(isi, kenal)] == [5, 6]


def test_seribu_baris_kosong_di_tengah_tidak_menghentikan_pembacaan():
    isi = buku(JUDUL, ORANG, *([[]] * 1_000), ORANG)
    assert nomor(isi, kenali(isi, [KECIL])) == [2, 1003]


SEL = st.one_of(
    st.none(),
    st.sampled_from([*JUDUL, "JUMLAH", "Mengetahui,", "(1)", "Contoh", "Desa A", 1.0, 2.0, 6472035205589001.0, *ORANG]),
    st.text(max_size=20),
    st.floats(allow_nan=False),
    st.dates(),
    st.booleans(),
)


@aturan(max_examples=150, deadline=None)
@given(st.lists(st.lists(SEL, max_size=7), max_size=14))
def test_lembar_apa_pun_dikenali_tanpa_galat_dan_tanpa_kehilangan_baris(baris):
    isi = buku(*baris)
    kenal = kenali(isi, [PMKS, KECIL, TataLetak("satu", "Satu", (Kolom("jenis", "Jenis", (), True), JENIS))])
    data, lewat = nomor(isi, kenal), [n for n, _ in dilewati(isi, kenal)]
    terisi = [
        n
        for n, satu in enumerate(baris, 1)
        if n > kenal.baris_judul[1] and any(s is not None and (not isinstance(s, str) or s.strip()) for s in satu)
    ]
    assert sorted(data + lewat) == terisi
