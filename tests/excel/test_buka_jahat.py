"""Berkas berbahaya: masing-masing ditolak dengan pesannya sendiri, memori terbatas."""

import random
import struct
import zipfile
import zlib

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import settings as aturan
from hypothesis import strategies as st

from tests.excel.alat import ISI, SHEET, sunting, tolak, ukur, xlsx
from tests.excel.bahan import buku_nyata, daftar_orang, tulis_ods
from tests.excel.biner import tulis_wadah, tulis_xls
from tksk_portal.excel.buka import Batas, BukuDitolak, buka
from tksk_portal.excel.zipaman import ZipAman

# --- berbahaya -----------------------------------------------------------------------------------------------------


def zip_palsu(nyata: bytes, diumumkan: int, crc: int | None = None) -> bytes:
    """Return a zip with one deflated part that declares another size and checksum."""
    padat = zlib.compressobj(9, zlib.DEFLATED, -15)
    isi = padat.compress(nyata) + padat.flush()
    nama = b"xl/workbook.xml"
    sifat = struct.pack(
        "<HHHHHLLLHH", 20, 0, 8, 0, 33, crc if crc is not None else zlib.crc32(nyata), len(isi), diumumkan, len(nama), 0
    )
    lokal = b"PK\x03\x04" + sifat + nama + isi
    pusat = b"PK\x01\x02\x14\x00" + sifat + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + nama
    return lokal + pusat + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(pusat), len(lokal), 0)


def test_dua_gigabita_yang_diumumkan_ditolak_sebelum_dibaca(tmp_path):
    jalan = tmp_path / "b.xlsx"
    jalan.write_bytes(zip_palsu(b"<x/>", 2 * 2**30))
    assert "lebih dari 384 MB bila dibuka" in tolak(jalan)


def test_isi_yang_lebih_besar_daripada_yang_diumumkan_tidak_diurai_sampai_habis(tmp_path):
    jalan = tmp_path / "b.xlsx"
    jalan.write_bytes(zip_palsu(b"\0" * 50 * 2**20, 1000, zlib.crc32(b"\0" * 1000)))
    terurai = 0
    with ZipAman(jalan, Batas()) as berkas, pytest.raises(BukuDitolak):
        for potong in berkas.alir("xl/workbook.xml"):
            terurai += len(potong)
    assert terurai == 0


def test_bom_zip_bertingkat_dihitung_dengan_bita_nyata(tmp_path):
    jalan = xlsx(tmp_path / "bom.xlsx")
    sunting(jalan, tambah={"xl/media/a.bin": b"\0" * (3 * 2**20)})
    assert "bila dibuka" in tolak(jalan, batas=Batas(urai=2 * 2**20))


PERUSAK = {
    "makro": ({}, {"xl/vbaProject.bin": b"x"}, "makro"),
    "makro_isi": ({"[Content_Types].xml": lambda x: x.replace(b"sheet.main", b"sheet.macroEnabled.main")}, {}, "makro"),
    "tautan": ({}, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}, "tautan luar"),
    "dde": ({}, {"xl/externalLinks/externalLink1.xml": b"<externalLink><ddeLink/></externalLink>"}, "tautan luar"),
    "koneksi": ({}, {"xl/connections.xml": b"<connections/>"}, "tautan luar"),
    "tanam": ({}, {"xl/embeddings/oleObject1.bin": b"x"}, "objek tertanam"),
    "entitas_bagian": ({}, {"xl/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "perintah XML"),
    "entitas_lembar": (
        {SHEET: lambda x: x.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY b "c">]><worksheet', 1)},
        {},
        "perintah XML",
    ),
    "biner": ({}, {"xl/workbook.bin": b"x"}, ".xlsb"),
    "jalan_ke_atas": ({}, {"../../etc/x": b"x"}, "rusak"),
    "utf16": ({"xl/styles.xml": lambda x: x.decode().encode("utf-16")}, {}, "perintah XML"),
    "xml_rusak": ({SHEET: lambda x: x[: len(x) // 2]}, {}, "rusak"),
    "gambar_luar": (
        {},
        {
            "xl/worksheets/_rels/sheet1.xml.rels": b'<Relationships xmlns="x"><Relationship Id="a" '
            b'Type="http://x/image" Target="http://contoh.invalid/a" TargetMode="External"/></Relationships>'
        },
        "tautan luar",
    ),
}


@pytest.mark.parametrize("nama", PERUSAK)
def test_isi_berbahaya_ditolak_dengan_pesannya_sendiri(tmp_path, nama):
    ganti, tambah, kata = PERUSAK[nama]
    jalan = sunting(xlsx(tmp_path / "h.xlsx"), ganti, tambah)
    pesan = tolak(jalan)
    assert kata in pesan
    assert pesan.endswith(".")


def test_pranala_biasa_dibolehkan(tmp_path):
    jalan = tmp_path / "p.xlsx"
    buku = openpyxl.Workbook()
    buku.active.append(["laman"])
    buku.active["A1"].hyperlink = "https://contoh.invalid/"
    buku.save(jalan)
    assert buka(jalan, nama="p.xlsx").lembar[0].baris == [["laman"]]


@pytest.mark.parametrize(
    ("nama", "kata"),
    [
        ("a.xlsm", "makro"),
        ("a.xls", "tidak cocok"),
        ("a.csv", "tidak cocok"),
        ("a.ods", "tidak cocok"),
        ("a.pdf", "Hanya berkas"),
        ("a", "Hanya berkas"),
        ("a.xlsx.exe", "Hanya berkas"),
    ],
)
def test_akhiran_yang_tidak_cocok_ditolak(tmp_path, nama, kata):
    assert kata in tolak(xlsx(tmp_path / "a.xlsx"), nama)


def test_csv_berakhiran_xlsx_ditolak(tmp_path):
    jalan = tmp_path / "a.xlsx"
    jalan.write_text("nik;nama\n1;a\n")
    assert "teks csv" in tolak(jalan)


def test_poliglot_ditolak(tmp_path):
    jalan = xlsx(tmp_path / "p.xlsx")
    isi = jalan.read_bytes()
    jalan.write_bytes(b"\xff\xd8\xff\xe0" + b"JFIF" * 10 + isi)
    assert "bukan buku kerja" in tolak(jalan)
    jalan.write_bytes(isi + b"<script>alert(1)</script>")
    assert "rusak" in tolak(jalan)
    jalan.write_bytes(isi[:-2] + struct.pack("<H", 9) + b"%PDF-1.7 ")
    assert "isi tambahan" in tolak(jalan)


def test_nama_bagian_ganda_ditolak(tmp_path):
    jalan = xlsx(tmp_path / "g.xlsx")
    with zipfile.ZipFile(jalan, "a") as berkas:
        berkas.writestr("XL/worksheets/SHEET1.xml", b"<worksheet/>")
    assert "rusak" in tolak(jalan)


def test_xlsx_bersandi_dan_zip_bersandi_ditolak(tmp_path):
    jalan = tmp_path / "s.xlsx"
    tulis_wadah(jalan, {"EncryptionInfo": b"x", "EncryptedPackage": b"y"})
    assert "kata sandi" in tolak(jalan, "s.xlsx")
    assert "kata sandi" in tolak(jalan, "s.xls")
    isi = bytearray(xlsx(tmp_path / "z.xlsx").read_bytes())
    for tanda, letak in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        awal = 0
        while (awal := isi.find(tanda, awal)) >= 0:
            isi[awal + letak] |= 1
            awal += 4
    (tmp_path / "z.xlsx").write_bytes(isi)
    assert "kata sandi" in tolak(tmp_path / "z.xlsx")


@pytest.mark.parametrize(
    ("pilihan", "kata"),
    [
        ({"umum": ((0x2F, b"\0" * 6),)}, "kata sandi"),
        ({"umum": ((0x1AE, b"\x01\x00\x05\x00\x00abcd"),)}, "tautan luar"),
        ({"lain": ("_VBA_PROJECT_CUR",)}, "makro"),
        ({"sifat": {"A": (0, 1)}}, "makro"),
        ({"lain": ("MBD0001",)}, "objek tertanam"),
        ({"aliran": "WordDocument"}, "bukan buku kerja Excel"),
        ({"aliran": "Book"}, "sangat lama"),
        ({"per_lembar": ((0x200, struct.pack("<LLHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)),)}, "rusak"),
        ({"per_lembar": ((0x200, struct.pack("<HHHHH", 0, 0xFFFF, 0, 0xFFFF, 0)),)}, "rusak"),
        ({"sifat": {"A": (0, 2)}, "per_lembar": ((0x200, struct.pack("<LLHHH", 0, 99_999, 0, 1, 0)),)}, "rusak"),
    ],
)
def test_xls_berbahaya_ditolak(tmp_path, pilihan, kata):
    jalan = tmp_path / "h.xls"
    tulis_xls(jalan, {"A": [["a"]]}, **pilihan)
    assert kata in tolak(jalan)


@pytest.mark.parametrize(
    ("tambahan", "bagian", "kata"),
    [
        ("<table:dde-links/>", {}, "tautan luar"),
        ('<table:table-source xlink:href="file:///x"/>', {}, "tautan luar"),
        ("<script:event-listener/>", {}, "makro"),
        ("", {"Basic/Standard/Modul1.xml": "<x/>"}, "makro"),
        ("", {"Scripts/python/a.py": "x"}, "makro"),
        ("", {"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "kata sandi"),
    ],
)
def test_ods_berbahaya_ditolak(tmp_path, tambahan, bagian, kata):
    jalan = tmp_path / "h.ods"
    tulis_ods(jalan, {"A": ISI}, tambahan=tambahan, bagian=bagian)
    assert kata in tolak(jalan)


@pytest.mark.parametrize("jenis", ["xlsx", "xls", "ods"])
def test_terpotong_di_mana_pun_ditolak(tmp_path, jenis):
    jalan = tmp_path / f"t.{jenis}"
    buku_nyata(jalan, jenis)
    utuh = jalan.read_bytes()
    for bagian in range(1, 20):
        jalan.write_bytes(utuh[: len(utuh) * bagian // 20])
        assert tolak(jalan).endswith(".")


def test_buku_tanpa_isi_ditolak(tmp_path):
    assert "tidak ada sel yang terisi" in tolak(xlsx(tmp_path / "k.xlsx", []))


def test_kepala_docx_ditolak(tmp_path):
    jalan = tmp_path / "d.xlsx"
    with zipfile.ZipFile(jalan, "w") as berkas:
        berkas.writestr("[Content_Types].xml", "<Types/>")
        berkas.writestr("word/document.xml", "<x/>")
    assert "bukan buku kerja Excel" in tolak(jalan)


@aturan(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["xlsx", "xls", "ods", "csv"]),
    st.sampled_from([b"", b"PK\x03\x04", b"OLE"]),
)
def test_bita_acak_tidak_pernah_menjatuhkan(tmp_path, isi, akhiran, awal):
    jalan = tmp_path / "acak"
    jalan.write_bytes((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" if awal == b"OLE" else awal) + isi)
    try:
        buku = buka(jalan, nama=f"a.{akhiran}")
    except BukuDitolak as tolakan:
        assert tolakan.pesan.endswith(".")
    else:
        assert buku.jenis == "csv"


@pytest.mark.parametrize("jenis", ["xlsx", "xls", "ods"])
def test_bita_yang_dirusak_acak_tidak_pernah_menjatuhkan(tmp_path, jenis):
    jalan = tmp_path / f"r.{jenis}"
    buku_nyata(jalan, jenis)
    utuh = jalan.read_bytes()
    acak = random.Random(7)
    for _ in range(150):
        isi = bytearray(utuh)
        for _ in range(acak.choice((1, 3, 20))):
            isi[acak.randrange(len(isi))] = acak.randrange(256)
        jalan.write_bytes(isi)
        try:
            buka(jalan, nama=jalan.name)
        except BukuDitolak as tolakan:
            assert tolakan.pesan.endswith(".")


# --- memori --------------------------------------------------------------------------------------------------------


def test_memori_terbatas_pada_berkas_berbahaya(tmp_path):
    bom = xlsx(tmp_path / "bom.xlsx")
    with zipfile.ZipFile(bom, "a", zipfile.ZIP_DEFLATED) as berkas, berkas.open("xl/media/x.bin", "w") as tulis:
        for _ in range(380):
            tulis.write(b"\0" * 2**20)
    panjang = tmp_path / "panjang.csv"
    panjang.write_bytes(b"nik;nama\n" + b"x" * (50 * 2**20))
    banyak = xlsx(tmp_path / "teks.xlsx", [["a"]])
    baris = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 200_001))
    sunting(
        banyak,
        {
            SHEET: b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b"<sheetData>" + baris + b"</sheetData></worksheet>",
            "xl/sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
            + b"x" * 32_000
            + b"</t></si></sst>",
        },
    )
    palsu = xlsx(tmp_path / "palsu.xlsx")
    ns = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    teks = b'<sst xmlns="' + ns + b'" count="4000000000" uniqueCount="4000000000"><si><t>a</t></si></sst>'
    sunting(palsu, tambah={"xl/sharedStrings.xml": teks})
    for jalan, terbesar in ((bom, 60), (panjang, 60), (banyak, 120), (palsu, 60)):
        hasil, mb, _ = ukur(jalan)
        assert hasil == 3 if jalan is bom else isinstance(hasil, str), (jalan.name, hasil)
        assert mb < terbesar, (jalan.name, mb)


@pytest.mark.berat
def test_seratus_ribu_baris_terbaca_cepat_dengan_memori_terbatas(tmp_path):
    jalan = tmp_path / "besar.xlsx"
    with xlsxwriter.Workbook(str(jalan), {"constant_memory": True}) as buku:
        lembar = buku.add_worksheet()
        for n, o in enumerate(daftar_orang(1_000) * 100):
            lembar.write_row(
                n, 0, [n, o.nik, o.no_kk, o.nama, o.jk, "Samarinda", "12-05-1958", o.jenis, o.alamat, o.desa, "1", "2"]
            )
    hasil, mb, detik = ukur(jalan)
    print(f"100.000 x 12: {detik:.1f} detik, puncak +{mb:.0f} MB")  # noqa: T201
    assert hasil == 100_000
    assert mb < 600
    assert detik < 20
