"""Templat: nomor tetap teks, daftar pilihan berfungsi, baris contoh tidak ikut dibaca."""

import openpyxl
import pytest

from tests.excel.tata import PMKS, SEMUA
from tksk_portal.excel.bentuk import LEMBAR_PETUNJUK, LEMBAR_PILIHAN
from tksk_portal.excel.buka import buka
from tksk_portal.excel.kembalikan import Cacat, kembalikan
from tksk_portal.excel.tataletak import baris_data, dilewati, kenali
from tksk_portal.excel.templat import BARIS_JUDUL, LEMBAR_ISIAN, templat

DAFTAR = {"jk": ["Laki-laki", "Perempuan"], "desa": [f"Desa {n}" for n in range(300)]}
CONTOH = [
    {"nik": "6472035205589001", "nama": "Siti Aminah", "tanggal_lahir": "12-05-1958", "jk": "Perempuan", "jenis": "8"}
]


@pytest.fixture
def jalan(tmp_path):
    keluar = tmp_path / "templat.xlsx"
    templat(keluar, tata_letak=PMKS, judul="PMKS Samarinda Ulu", daftar=DAFTAR, contoh=CONTOH * 2)
    return keluar


def test_templat_dikenali_pasti_dan_contohnya_dilewati(jalan):
    buku = buka(jalan, nama="templat.xlsx")
    kenal = kenali(buku, SEMUA)
    assert kenal.tata_letak is PMKS
    assert kenal.yakin
    assert kenal.baris_judul == (BARIS_JUDUL, BARIS_JUDUL)
    assert set(kenal.peta) == {k.nama for k in PMKS.kolom}
    assert list(baris_data(buku, kenal)) == []
    assert dilewati(buku, kenal) == [(4, "baris contoh"), (5, "baris contoh")]
    assert buku.peringatan == []


def test_kolom_berbentuk_teks_dan_daftar_menunjuk_lembar_tersembunyi(jalan):
    buku = openpyxl.load_workbook(jalan)
    assert buku.sheetnames == [LEMBAR_ISIAN, LEMBAR_PETUNJUK, LEMBAR_PILIHAN]
    assert buku[LEMBAR_PILIHAN].sheet_state == "hidden"
    assert buku.active.title == LEMBAR_ISIAN
    lembar = buku[LEMBAR_ISIAN]
    for kolom in range(2, len(PMKS.kolom) + 2):
        assert lembar.cell(BARIS_JUDUL, kolom).number_format == "@"
    huruf = {k.nama: openpyxl.utils.get_column_letter(n) for n, k in enumerate(PMKS.kolom, 2)}
    awal = BARIS_JUDUL + len(CONTOH * 2) + 1
    periksa = {str(v.sqref).partition(":")[0]: v for v in lembar.data_validations.dataValidation}
    desa = periksa[f"{huruf['desa']}{awal}"]
    assert desa.type == "list"
    kiri, kanan = desa.formula1.rpartition("!")[2].replace("$", "").split(":")
    isi = [baris[0].value for baris in buku[LEMBAR_PILIHAN][kiri:kanan]]
    assert isi == DAFTAR["desa"]
    nik = periksa[f"{huruf['nik']}{awal}"]
    assert (nik.type, nik.operator, nik.formula1) == ("textLength", "equal", "16")
    assert "12-05-1958" in periksa[f"{huruf['tanggal_lahir']}{awal}"].prompt
    for satu in periksa.values():
        assert len(satu.prompt or "") <= 255
        assert len(satu.promptTitle or "") <= 32


def test_isian_dibaca_dikembalikan_dan_dibaca_lagi(jalan, tmp_path):
    buku = openpyxl.load_workbook(jalan)
    isi = {"nik": "6472035205589002", "nama": "Budi", "tanggal_lahir": "1960-01-02", "jk": "Laki-laki", "jenis": "9"}
    for n, kolom in enumerate(PMKS.kolom, 2):
        buku[LEMBAR_ISIAN].cell(6, n).value = isi.get(kolom.nama)
    buku.save(jalan)
    terisi = buka(jalan, nama="t.xlsx")
    harap = [(6, {k.nama: isi.get(k.nama) for k in PMKS.kolom})]
    assert list(baris_data(terisi, kenali(terisi, SEMUA))) == harap
    keluar = tmp_path / "k.xlsx"
    kembalikan(jalan, keluar, buku_jenis="xlsx", lembar=0, cacat=[Cacat(6, 2, "NIK salah.")])
    lagi = buka(keluar, nama="k.xlsx")
    assert list(baris_data(lagi, kenali(lagi, SEMUA))) == harap
    assert len(openpyxl.load_workbook(keluar)[LEMBAR_ISIAN].data_validations.dataValidation) > 3


def test_templat_tanpa_daftar_dan_contoh(tmp_path):
    keluar = tmp_path / "t.xlsx"
    templat(keluar, tata_letak=PMKS, judul="=1+1", daftar={}, contoh=[])
    buku = openpyxl.load_workbook(keluar)
    assert buku[LEMBAR_ISIAN]["A1"].value == "=1+1"
    assert buku[LEMBAR_ISIAN]["A1"].data_type == "s"
    assert LEMBAR_PILIHAN not in buku.sheetnames


def test_daftar_untuk_kolom_yang_tidak_ada_ditolak(tmp_path):
    with pytest.raises(ValueError, match="warna"):
        templat(tmp_path / "t.xlsx", tata_letak=PMKS, judul="x", daftar={"warna": ["a"]}, contoh=[])
