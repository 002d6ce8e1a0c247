"""Buku kerja yang ditulis: aman, utuh, dan terbaca kembali sama."""

import csv
import io
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from tksk_portal.excel.aman import RUMUS, berpetik, bersih, lepas_petik, nama_berkas, nama_lembar
from tksk_portal.excel.tulis import (
    JumlahBerbeda,
    KolomKeluar,
    LembarBebas,
    TeksTerlaluPanjang,
    serial,
    tulis_csv,
    tulis_xlsx,
)

BERBAHAYA = [
    "=1+1",
    "+62 812",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "'=1",
    "''=1",
    '=HYPERLINK("http://x")',
]
ANEH = [
    "<&>\"'",
    " depan",
    "belakang ",
    "a_x0041_b",
    "_x000D_",
    "é ñ 漢",
    "😀",
    "baris\nbaru",
    "x\ry",
    "0012",
    "'kutip",
]


def xlsx(kolom, baris, **lain) -> bytes:
    keluar = io.BytesIO()
    lain.setdefault("lembar_keterangan", {"Diminta oleh": "Nurhayati"})
    tulis_xlsx(keluar, kolom=kolom, baris=baris, **lain)
    return keluar.getvalue()


def sel(isi: bytes, lembar: int = 1) -> list[list]:
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(lembar).to_python()


def openpyxl_data(isi: bytes, lembar: str = "Data"):
    return openpyxl.load_workbook(io.BytesIO(isi))[lembar]


def csv_baris(isi: bytes, pemisah: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(isi.decode("utf-8-sig"), newline=""), delimiter=pemisah))


def tulis_ke_csv(kolom, baris, **lain) -> bytes:
    keluar = io.BytesIO()
    tulis_csv(keluar, kolom=kolom, baris=baris, **lain)
    return keluar.getvalue()


def test_nomor_panjang_tetap_teks_sampai_angka_terakhir():
    nomor = ["6472035205580007", "9171010101019999", "0012345678901234", "081234567890"]
    isi = xlsx([KolomKeluar("NIK")], [[n] for n in nomor])
    assert [b[0] for b in sel(isi)[1:]] == nomor
    lembar = openpyxl_data(isi)
    assert [(lembar.cell(i, 1).data_type, lembar.cell(i, 1).number_format) for i in range(2, 6)] == [("s", "@")] * 4


def test_bilangan_lebih_dari_15_angka_tidak_pernah_dibulatkan():
    isi = xlsx([KolomKeluar("Angka", "angka")], [[6472035205580007], [999_999_999_999_999], [Decimal("-0.462130")]])
    lembar = openpyxl_data(isi)
    assert lembar["A2"].value == "6472035205580007" and lembar["A2"].data_type == "s"
    assert lembar["A3"].value == 999_999_999_999_999
    assert lembar["A4"].value == pytest.approx(-0.46213)


@pytest.mark.parametrize("teks", BERBAHAYA)
def test_rumus_susupan_di_xlsx_adalah_teks_berpetik_dan_isinya_utuh(teks):
    isi = xlsx([KolomKeluar(teks)], [[teks]], judul=[teks], lembar_keterangan={teks: teks}, nama_data=teks)
    assert sel(isi)[-1][0] == teks, "terbaca kembali sama"
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    semua = [c for lembar in buku for baris in lembar.iter_rows() for c in baris if c.value is not None]
    assert all(c.data_type != "f" for c in semua)
    assert buku.worksheets[1].cell(3, 1).quotePrefix, "tetap teks sesudah disunting di Excel"
    assert b"<f>" not in b"".join(zipfile.ZipFile(io.BytesIO(isi)).read(n) for n in _nama(isi))
    assert not RUMUS.match(buku.sheetnames[1])


def _nama(isi: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(isi)).namelist()


@pytest.mark.parametrize("teks", BERBAHAYA)
def test_rumus_susupan_di_csv_diawali_petik_dan_dapat_dilepas(teks):
    judul, sel_ = csv_baris(tulis_ke_csv([KolomKeluar(teks)], [[teks]]))
    assert judul[0][0] == sel_[0][0] == "'"
    assert lepas_petik(sel_[0]) == teks


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=300)
def test_petik_csv_selalu_pulang_pergi(teks):
    tertulis = berpetik(teks)
    assert lepas_petik(tertulis) == teks
    assert not RUMUS.match(tertulis)


@given(st.lists(st.text(st.characters(codec=None), max_size=30), min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_teks_apa_pun_menjadi_xlsx_yang_sah(teks):
    isi = xlsx([KolomKeluar("T")], [[t] for t in teks] + [["akhir"]], diharapkan=len(teks) + 1)
    hasil = [b[0] for b in sel(isi)[1:]]
    assert [h or "" for h in hasil] == [bersih(t) for t in teks] + ["akhir"]


@pytest.mark.parametrize("teks", ANEH)
def test_huruf_aneh_terbaca_kembali_sama(teks):
    assert sel(xlsx([KolomKeluar("T")], [[teks], ["x"]]))[1][0] == teks
    assert lepas_petik(csv_baris(tulis_ke_csv([KolomKeluar("T")], [[teks]]))[1][0]) == teks


def test_huruf_yang_tidak_muat_terlihat_bukan_hilang():
    rusak = "a\x00b\x07c\ud800d\uffffe"
    assert bersih(rusak) == "a�b�c�d�e"
    assert sel(xlsx([KolomKeluar(rusak)], [[rusak]]))[1][0] == "a�b�c�d�e"
    assert b"\x00" not in tulis_ke_csv([KolomKeluar(rusak)], [[rusak]])


def test_tanggal_adalah_tanggal_sungguhan_juga_sekitar_1900():
    hari = [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(1958, 5, 12), date(2026, 11, 24)]
    isi = xlsx([KolomKeluar("T", "tanggal", format_tanggal="dd/mm/yyyy")], [[h] for h in hari])
    lembar = openpyxl_data(isi)
    assert [lembar.cell(i, 1).value.date() for i in range(2, 7)] == hari
    assert lembar["A2"].number_format == "dd/mm/yyyy"
    assert serial(date(1899, 12, 31)) is None
    assert sel(xlsx([KolomKeluar("T", "tanggal")], [[date(1850, 1, 2)]]))[1][0] == "02-01-1850"


def test_waktu_ditulis_dalam_zona_kantor():
    saat = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    isi = xlsx([KolomKeluar("W", "waktu")], [[saat]])
    assert openpyxl_data(isi)["A2"].value.replace(microsecond=0) == datetime(2026, 11, 25, 7, 30)
    assert csv_baris(tulis_ke_csv([KolomKeluar("W", "waktu")], [[saat]]))[1] == ["25-11-2026 07:30"]


def test_sampul_menyebut_siapa_dan_baris_diharapkan_sama_dengan_ditulis():
    isi = xlsx([KolomKeluar("T")], [["a"], ["b"]], diharapkan=2, lembar_keterangan={"Diminta oleh": "Nurhayati"})
    assert openpyxl.load_workbook(io.BytesIO(isi)).sheetnames == ["Keterangan", "Data"]
    sampul = {b[0]: b[1] for b in sel(isi, 0) if b[0]}
    assert sampul["Diminta oleh"] == "Nurhayati"
    assert sampul["Baris diharapkan"] == sampul["Baris ditulis"] == 2


@pytest.mark.parametrize("banyak", [1, 3])
def test_ekspor_yang_terpotong_gagal_bukan_diam_diam_pelajaran_7(banyak):
    baris = [["a"]] * banyak
    with pytest.raises(JumlahBerbeda) as salah:
        xlsx([KolomKeluar("T")], baris, diharapkan=2)
    assert (salah.value.diharapkan, salah.value.ditulis) == (2, banyak)
    with pytest.raises(JumlahBerbeda):
        tulis_ke_csv([KolomKeluar("T")], baris, diharapkan=2)


@pytest.mark.parametrize("diharapkan", [None, 25])
def test_lebih_dari_satu_lembar_bila_penuh(diharapkan):
    isi = xlsx([KolomKeluar("N", "angka")], [[i] for i in range(25)], diharapkan=diharapkan, baris_per_lembar=11)
    assert openpyxl.load_workbook(io.BytesIO(isi)).sheetnames == ["Keterangan", "Data", "Data 2", "Data 3"]
    assert [b[0] for n in (1, 2, 3) for b in sel(isi, n)[1:]] == list(range(25))
    assert all(sel(isi, n)[0] == ["N"] for n in (1, 2, 3))
    assert {b[0]: b[1] for b in sel(isi, 0)}["Lembar data"] == "10 + 10 + 5"


def test_tepat_penuh_tidak_membuat_lembar_kosong():
    isi = xlsx([KolomKeluar("N", "angka")], [[i] for i in range(10)], diharapkan=10, baris_per_lembar=11)
    assert openpyxl.load_workbook(io.BytesIO(isi)).sheetnames == ["Keterangan", "Data"]


def test_tanpa_baris_tetap_buku_kerja_sah():
    isi = xlsx([KolomKeluar("N")], [], diharapkan=0)
    assert sel(isi) == [["N"]]


def test_teks_yang_tidak_muat_satu_sel_ditolak_bukan_dipotong():
    with pytest.raises(TeksTerlaluPanjang) as salah:
        xlsx([KolomKeluar("Catatan")], [["x" * 32_768]])
    assert salah.value.judul == "Catatan"
    assert len(sel(xlsx([KolomKeluar("T")], [["x" * 32_767]]))[1][0]) == 32_767


def test_kesalahan_di_tengah_baris_sampai_ke_pemanggil():
    def baris():
        yield ["a"]
        raise RuntimeError("basis data putus")

    with pytest.raises(RuntimeError, match="basis data putus"):
        xlsx([KolomKeluar("T")], baris())


def test_baris_judul_saringan_dan_lembar_tambahan_pada_tempatnya():
    bebas = LembarBebas("Berita acara", [["BERITA ACARA"], ["Jumlah", "2"]], frozenset({0}))
    isi = xlsx([KolomKeluar("A"), KolomKeluar("B")], [["1", "2"]], judul=["FORMULIR", "Kec."], lembar_tambahan=[bebas])
    lembar = openpyxl_data(isi)
    assert [lembar.cell(i, 1).value for i in (1, 2, 3, 4)] == ["FORMULIR", "Kec.", "A", "1"]
    assert lembar.auto_filter.ref == "A3:B4" and lembar.freeze_panes == "A4"
    assert sel(isi, 2) == [["BERITA ACARA", ""], ["Jumlah", "2"]]


def test_bagian_pertama_berkas_adalah_daftar_isinya():
    assert _nama(xlsx([KolomKeluar("A")], [["1"]], diharapkan=1))[0] == "[Content_Types].xml"


def test_csv_memakai_tanda_utf8_titik_koma_dan_crlf():
    isi = tulis_ke_csv([KolomKeluar("nik"), KolomKeluar("tgl", "tanggal")], [["6472", date(1958, 5, 12)], [None, None]])
    assert isi == "\ufeffnik;tgl\r\n6472;12-05-1958\r\n;\r\n".encode()
    assert tulis_ke_csv([KolomKeluar("a")], [["1,2"]], pemisah=",", penanda=False) == b'a\r\n"1,2"\r\n'


def test_bilangan_negatif_di_csv_tetap_bilangan():
    isi = tulis_ke_csv([KolomKeluar("lintang", "angka")], [[Decimal("-0.5")], [-3]])
    assert csv_baris(isi)[1:] == [["-0.5"], ["-3"]]


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("a[b]:c*?/\\d", "a b c d"),
        ("=1", "1"),
        ("'x'", "x"),
        ("History", "Lembar History"),
        ("", "Lembar"),
        ("n" * 40, "n" * 31),
    ],
)
def test_nama_lembar_selalu_diterima_excel(teks, hasil):
    assert nama_lembar(teks) == hasil


def test_nama_lembar_tidak_pernah_dua_kali():
    assert nama_lembar("data", terpakai={"Data", "data 2"}) == "data 3"
    assert nama_lembar("n" * 31, terpakai={"n" * 31}) == "n" * 29 + " 2"


def test_nama_berkas_hanya_huruf_angka_dan_garis():
    assert nama_berkas("=PMKS: Kab. Buleleng (CSV)\n../x") == "pmks-kab-buleleng-csv-x"
    assert nama_berkas("漢字") == "ekspor"


MEMORI = """
import resource, sys, tempfile
import django; django.setup()
from tksk_portal.excel.tulis import KolomKeluar, tulis_xlsx
kolom = [KolomKeluar(str(i)) for i in range(20)]
with tempfile.TemporaryFile() as f:
    baris = ([f"{i}-{k}" for k in range(20)] for i in range(int(sys.argv[1])))
    tulis_xlsx(f, kolom=kolom, baris=baris, lembar_keterangan={})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_memori_tidak_bertambah_dengan_baris_pelajaran_6():
    puncak = [
        int(subprocess.run([sys.executable, "-c", MEMORI, str(n)], capture_output=True, check=True, text=True).stdout)
        for n in (1_000, 30_000)
    ]
    assert puncak[1] - puncak[0] < 25, f"MB: {puncak}"


def test_jalan_berkas_atau_aliran_sama_saja(tmp_path: Path):
    jalan = tmp_path / "a.xlsx"
    assert tulis_xlsx(jalan, kolom=[KolomKeluar("A")], baris=[["1"]], lembar_keterangan={}) == 1
    assert sel(jalan.read_bytes())[1] == ["1"]
    assert tulis_csv(tmp_path / "a.csv", kolom=[KolomKeluar("A")], baris=[["1"]]) == 1
