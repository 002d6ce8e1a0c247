"""Membuka buku kerja: empat bentuk terbaca sama, yang terlalu besar ditolak."""

import struct
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter

from tests.excel.alat import ISI, SHEET, sunting, tolak, xlsx
from tests.excel.bahan import buku_nyata, tulis_ods
from tests.excel.biner import tulis_xls
from tksk_portal.excel.buka import Batas, buka


@pytest.mark.parametrize("jenis", ["xlsx", "xls", "ods", "csv"])
def test_tiap_bentuk_terbaca_dengan_isi_yang_sama(tmp_path, jenis):
    nyata = buku_nyata(tmp_path / f"data.{jenis}", jenis, rusak=("biasa", "apostrof", "kata", "nik_bilangan"))
    buku = buka(nyata.jalan, nama=f"DATA.{jenis.upper()}")
    assert buku.jenis == jenis
    baris = buku.lembar[0].baris
    assert buku.lembar[0].mulai == 1
    kolom = nyata.kolom
    for satu in nyata.orang:
        isi = baris[satu.baris - 1]
        assert isi[kolom["nama"] - 1] == satu.nama
        harap = int(satu.nik) if satu.rusak == "nik_bilangan" and jenis != "csv" else satu.nik
        harap = f"'{satu.nik}" if satu.rusak == "apostrof" else harap
        assert isi[kolom["nik"] - 1] == (str(harap) if jenis == "csv" else harap)
    if jenis != "csv":
        assert baris[nyata.orang[0].baris - 1][kolom["tanggal_lahir"] - 1] == nyata.orang[0].lahir
        assert [satu.nama for satu in buku.lembar] == ["Data PPKS", "Keterangan"]


def test_sel_xlsx_dibaca_menurut_jenisnya(tmp_path):
    isi = [[None, True, 0.5, datetime(2020, 1, 2, 3, 4), time(7, 30), "0012", "  x "], [], [None, None, "a\nb"]]
    lembar = buka(xlsx(tmp_path / "a.xlsx", isi), nama="a.xlsx").lembar[0]
    assert lembar.baris[0] == [None, True, 0.5, datetime(2020, 1, 2, 3, 4), time(7, 30), "0012", "  x "]
    assert lembar.baris[1:] == [[], [None, None, "a\nb"]]


def test_tahun_1904_dan_1900_dibaca_benar(tmp_path):
    for awal_1904 in (False, True):
        jalan = tmp_path / "t.xlsx"
        with xlsxwriter.Workbook(str(jalan), {"date_1904": awal_1904}) as buku:
            bentuk = buku.add_format({"num_format": "dd/mm/yyyy"})
            for n, hari in enumerate((date(1958, 5, 12), date(1904, 3, 1), date(2026, 11, 24))):
                buku.worksheets()[0].write_datetime(n, 0, hari, bentuk) if n else buku.add_worksheet().write_datetime(
                    n, 0, hari, bentuk
                )
        hasil = [isi[0] for isi in buka(jalan, nama="t.xlsx").lembar[0].baris]
        assert hasil == [date(1958, 5, 12), date(1904, 3, 1), date(2026, 11, 24)]


def test_rumus_dicatat_letaknya_juga_rumus_bersama_dan_larik(tmp_path):
    jalan = xlsx(tmp_path / "r.xlsx", [["a", "=1+1"], ["b", "c"], ["d"], ["e"]])
    sunting(
        jalan,
        {
            SHEET: lambda x: x.replace(
                b"</sheetData>",
                b'<row r="9"><c r="A9"><f t="shared" ref="A9:A10" si="0">B1</f><v>1</v></c></row>'
                b'<row r="10"><c r="A10"><f t="shared" si="0"/><v>1</v></c>'
                b'<c r="C10"><f t="array" ref="C10:D11">X1</f><v>2</v></c><c r="D10"><v>2</v></c></row>'
                b"</sheetData>",
            )
        },
    )
    lembar = buka(jalan, nama="r.xlsx").lembar[0]
    assert lembar.rumus == {(1, 2), (9, 1), (10, 1), (10, 3), (10, 4), (11, 3), (11, 4)}


def test_rumus_dan_gabungan_pada_ods_dan_xls(tmp_path):
    ods, xls = tmp_path / "r.ods", tmp_path / "r.xls"
    tulis_ods(ods, {"A": [["a", '=UPPER("x")'], [1]]})
    assert buka(ods, nama="r.ods").lembar[0].rumus == {(1, 2)}
    rumus = (0x06, struct.pack("<HHHdHLH", 4, 1, 0, 42.0, 0, 0, 0) + b"\x1e\x01\x00")
    larik = (0x221, struct.pack("<HHBBHL", 6, 7, 0, 1, 0, 0))
    gabung = (0xE5, struct.pack("<HHHHH", 1, 0, 1, 2, 3))
    tulis_xls(xls, {"A": [["a"], [2]]}, per_lembar=(rumus, larik, gabung))
    lembar = buka(xls, nama="r.xls").lembar[0]
    assert lembar.rumus == {(5, 2), (7, 1), (7, 2), (8, 1), (8, 2)}
    assert lembar.gabungan == [(1, 3, 2, 4)]
    assert lembar.baris[4][1] == 42.0


def test_kesalahan_excel_tidak_menjadi_sel_kosong(tmp_path):
    jalan = tmp_path / "g.xlsx"
    with xlsxwriter.Workbook(str(jalan)) as buku:
        lembar = buku.add_worksheet()
        lembar.write_string(0, 0, "nama")
        lembar.write_formula(1, 1, "=NA()", None, "#N/A")
        lembar.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    baris = buka(jalan, nama="g.xlsx").lembar[0].baris
    assert baris == [["nama"], [None, "#N/A"], [None, None, "#DIV/0!"]]
    xls = tmp_path / "g.xls"
    tulis_xls(xls, {"A": [["x"]]}, per_lembar=((0x205, struct.pack("<HHHBB", 1, 1, 0, 42, 1)),))
    assert buka(xls, nama="g.xls").lembar[0].baris == [["x"], [None, "#N/A"]]


def test_lembar_dan_baris_tersembunyi_diperingatkan(tmp_path):
    jalan = tmp_path / "s.xlsx"
    buku = openpyxl.Workbook()
    buku.active.append(["a"])
    buku.active.append(["b"])
    buku.active.row_dimensions[2].hidden = True
    lama = buku.create_sheet("Lama")
    lama.append(["rahasia"])
    lama.sheet_state = "hidden"
    buku.save(jalan)
    hasil = buka(jalan, nama="s.xlsx")
    assert [satu.tersembunyi for satu in hasil.lembar] == [False, True]
    assert any("“Lama”" in p for p in hasil.peringatan)
    assert any("baris yang tersembunyi" in p for p in hasil.peringatan)
    tulis_xls(tmp_path / "s.xls", {"A": [["x"]], "B": [["y"]]}, sifat={"B": (1, 0)})
    assert [satu.tersembunyi for satu in buka(tmp_path / "s.xls", nama="s.xls").lembar] == [False, True]


# --- csv -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pemisah", [";", ",", "\t", "|"])
@pytest.mark.parametrize("pengodean", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_csv_dengan_pemisah_dan_pengodean_apa_pun(tmp_path, pemisah, pengodean):
    jalan = tmp_path / "d.csv"
    bom = "\ufeff" if pengodean == "utf-16-le" else ""
    isi = [["nik", "nama", "alamat"], ["6472", "José Peñá", f"Jl. A{pemisah} B\nbaris dua"], ["1", 'kata "x"', ""]]
    teks = "\r\n".join(pemisah.join('"' + s.replace('"', '""') + '"' for s in b) for b in isi)
    jalan.write_bytes((bom + teks).encode(pengodean))
    baris = buka(jalan, nama="d.csv").lembar[0].baris
    assert baris == [isi[0], isi[1], ["1", 'kata "x"']]


def test_csv_cp1252_dibaca_dengan_peringatan_dan_sep_dihormati(tmp_path):
    jalan = tmp_path / "d.csv"
    jalan.write_bytes("sep=,\r\nnik,nama\r\n\r\n1,José – “x”\r\n".encode("cp1252"))
    buku = buka(jalan, nama="d.csv")
    assert buku.lembar[0].baris == [["nik", "nama"], [], ["1", "José – “x”"]]
    assert "Windows-1252" in buku.peringatan[0]


def test_csv_tidak_menjalankan_rumus_dan_nomor_tetap_teks(tmp_path):
    jalan = tmp_path / "d.csv"
    jalan.write_text("nik;nama\n6472031205580001;=cmd|'/c calc'!A0\n0012;+1\n")
    lembar = buka(jalan, nama="d.csv").lembar[0]
    assert lembar.baris[1:] == [["6472031205580001", "=cmd|'/c calc'!A0"], ["0012", "+1"]]
    assert lembar.rumus == set()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"nik;nama\n1;a\x00b\n", "byte kosong (NUL)"),
        (b'nik;nama\n1;"tidak ditutup\n2;b\n3;c\n', "Tanda kutip"),
        (b'nik;nama\n1;"a"b;c\n', "Tanda kutip"),
        (b"nik;nama\n1;\x01\x02\n", "bukan buku kerja"),
        (b"\xff\xfea\x00b", "bukan teks csv"),
        (b"\x81\x8d\x8f\x90", "bukan teks csv"),
        (b"\n\n  \n;;\n"[:2], "kosong"),
        (b"a;b\n" + b"x" * (5 * 2**20), "Satu baris dalam berkas csv"),
        (b'a;b\n1;"' + b"x\n" * 40_000 + b'";2\n', "tanda kutip tidak ditutup"),
        (b"<html><table><tr><td>NIK", "halaman web"),
        (b"<?xml version='1.0'?><Workbook/>", "halaman web"),
        (b"%PDF-1.7\n", "bukan buku kerja"),
        (b"\x89PNG\r\n", "bukan buku kerja"),
        (b"\xff\xd8\xff\xe0JFIF;a\n", "bukan buku kerja"),
        (b"", "kosong (0 byte)"),
    ],
)
def test_csv_yang_rusak_ditolak_dengan_pesannya(tmp_path, isi, kata):
    jalan = tmp_path / "d.csv"
    jalan.write_bytes(isi)
    assert kata in tolak(jalan)


# --- batas ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", ["xlsx", "xls", "ods", "csv"])
def test_terlalu_banyak_baris_kolom_dan_sel_ditolak(tmp_path, jenis):
    jalan = tmp_path / f"b.{jenis}"
    buku_nyata(jalan, jenis, jumlah=40, rusak=())
    assert "paling banyak 20 baris" in tolak(jalan, batas=Batas(baris=20))
    assert "paling banyak 5 kolom" in tolak(jalan, batas=Batas(kolom=5))
    assert "terlalu besar" in tolak(jalan, batas=Batas(sel=100))
    assert "paling besar 1 MB" in tolak(jalan, batas=Batas(berkas=10))
    if jenis in ("xlsx", "ods"):
        assert "lembar" in tolak(jalan, batas=Batas(lembar=1))
        assert "bila dibuka" in tolak(jalan, batas=Batas(urai=500))


@pytest.mark.parametrize("ref", ["XFD1048576", "A1048576", "XFD1"])
def test_satu_sel_jauh_di_pojok_tidak_memesan_memori(tmp_path, ref):
    jalan = xlsx(tmp_path / "p.xlsx")
    sel = f'<row r="{ref.lstrip("AXFD")}"><c r="{ref}"><v>1</v></c></row></sheetData>'.encode()
    sunting(jalan, {SHEET: lambda x: x.replace(b"</sheetData>", sel)})
    assert "paling banyak" in tolak(jalan)


def test_sel_berformat_tanpa_isi_tidak_dihitung(tmp_path):
    jalan = xlsx(tmp_path / "k.xlsx")
    kosong = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    sunting(jalan, {SHEET: lambda x: x.replace(b"</sheetData>", kosong)})
    assert len(buka(jalan, nama="k.xlsx").lembar[0].baris) == 3


def test_pengulangan_baris_ods_tidak_memesan_memori(tmp_path):
    jalan = tmp_path / "u.ods"
    tulis_ods(jalan, {"A": ISI})
    for nama, kata in (("table-row", "rows"), ("table-cell", "columns")):
        bom = lambda x, n=nama, k=kata: x.replace(  # noqa: E731
            f"<table:{n}".encode(), f'<table:{n} table:number-{k}-repeated="1000000"'.encode(), 1
        )
        tulis_ods(jalan, {"A": ISI})
        assert "paling banyak" in tolak(sunting(jalan, {"content.xml": bom}))


def test_pengulangan_pada_baris_terakhir_ods_dihitung(tmp_path):
    jalan = tmp_path / "u.ods"
    tulis_ods(jalan, {"A": [["a"], ["b"]]})

    def ulang(isi: bytes) -> bytes:
        kiri, kanan = isi.rsplit(b"<table:table-row", 1)
        return kiri + b'<table:table-row table:number-rows-repeated="500"' + kanan

    sunting(jalan, {"content.xml": ulang})
    assert buka(jalan, nama="u.ods").lembar[0].baris == [["a"], *([["b"]] * 500)]
    assert "paling banyak 400 baris" in tolak(jalan, batas=Batas(baris=400))
    assert "terlalu besar" in tolak(jalan, batas=Batas(sel=400))
