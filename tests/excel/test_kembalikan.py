"""Buku kerja yang dikembalikan: hanya sel bercacat yang berubah, tanda lama diganti, dan terbaca sama bila diunggah."""

import random
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from defusedxml import ElementTree
from hypothesis import HealthCheck, given
from hypothesis import settings as aturan
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, PatternFill, Side

from tests.excel.alat import sunting, ukur_proses
from tests.excel.bahan import TATA, buku_nyata, tulis_csv, tulis_ods
from tests.excel.biner import tulis_xls
from tests.excel.tata import SEMUA
from tksk_portal.excel import hasil as modul_hasil
from tksk_portal.excel import kembalikan as modul_kembalikan
from tksk_portal.excel.bentuk import LEMBAR_HASIL
from tksk_portal.excel.buka import buka
from tksk_portal.excel.gayaxml import WARNA
from tksk_portal.excel.kembalikan import Cacat, kembalikan
from tksk_portal.excel.tataletak import baris_data, dilewati, kenali

SHEET = "xl/worksheets/sheet1.xml"
MERAH, KUNING = WARNA["tolak"], WARNA["peringatan"]


def kembali(asal: Path, cacat, *, jenis: str = "xlsx", lembar: int = 0, nama: str = "kembali.xlsx") -> Path:
    keluar = asal.with_name(nama)
    kembalikan(asal, keluar, buku_jenis=jenis, lembar=lembar, cacat=cacat)
    periksa_paket(keluar)
    return keluar


def periksa_paket(jalan: Path) -> None:
    """Every part is well-formed and typed, every relationship leads to a part."""
    with zipfile.ZipFile(jalan) as berkas:
        assert berkas.testzip() is None
        nama = berkas.namelist()
        assert len(nama) == len(set(nama))
        akar = {n: ElementTree.fromstring(berkas.read(n)) for n in nama if n.endswith((".xml", ".rels", ".vml"))}
    jenis = akar["[Content_Types].xml"]
    bawaan = {e.get("Extension").lower() for e in jenis if e.tag.endswith("Default")}
    khusus = {e.get("PartName") for e in jenis if e.tag.endswith("Override")}
    assert khusus <= {f"/{n}" for n in nama}
    for n in nama:
        assert f"/{n}" in khusus or n.rpartition(".")[2].lower() in bawaan or n == "[Content_Types].xml", n
    for n, unsur in akar.items():
        if n.endswith(".rels"):
            milik = n.replace("_rels/", "").removesuffix(".rels")
            assert len({e.get("Id") for e in unsur}) == len(unsur), n
            for e in unsur:
                if e.get("TargetMode") != "External":
                    target = e.get("Target")
                    folder = Path("/" + milik).parent
                    tujuan = target if target.startswith("/") else str((folder / target).resolve())
                    assert tujuan.lstrip("/") in nama, (n, target)


def gambaran(lembar) -> dict:
    """Return everything a person sees of a sheet's cells."""
    return {
        sel.coordinate: (
            sel.value,
            sel.number_format,
            sel.font.b,
            sel.font.name,
            sel.alignment.horizontal,
            sel.border.left.style,
            sel.fill.fgColor.rgb if sel.fill.patternType else None,
            sel.comment.text if sel.comment else None,
        )
        for baris in lembar.iter_rows()
        for sel in baris
        if sel.has_style or sel.value is not None
    }


def warna(lembar) -> dict[str, str]:
    return {
        sel.coordinate: sel.fill.fgColor.rgb
        for baris in lembar.iter_rows()
        for sel in baris
        if sel.fill.patternType and sel.fill.fgColor.rgb in WARNA.values()
    }


def komentar(lembar) -> dict[str, str]:
    return {s.coordinate: s.comment.text for b in lembar.iter_rows() for s in b if s.comment}


@pytest.mark.parametrize("tata", list(TATA))
def test_hanya_sel_bercacat_yang_berubah(tmp_path, tata):
    nyata = buku_nyata(tmp_path / "asal.xlsx", tata=tata)
    tolak, ingat = nyata.orang[3].baris, nyata.orang[5].baris
    cacat = [
        Cacat(tolak, 2, "NIK salah.", "Cocokkan dengan KTP."),
        Cacat(tolak, 2, "NIK ganda."),
        Cacat(ingat, 3, "Nama mirip data lain.", nada="peringatan"),
    ]
    sebelum = openpyxl.load_workbook(nyata.jalan)
    sesudah = openpyxl.load_workbook(kembali(nyata.jalan, cacat))
    assert sesudah.sheetnames == [*sebelum.sheetnames, LEMBAR_HASIL]
    lama, baru = sebelum.worksheets[0], sesudah.worksheets[0]
    assert warna(baru) == {f"B{tolak}": MERAH, f"C{ingat}": KUNING}
    assert baru[f"B{tolak}"].comment.text == "NIK salah. Cocokkan dengan KTP.\nNIK ganda."
    assert baru[f"B{tolak}"].comment.author == "Portal TKSK"
    assert baru[f"C{ingat}"].comment.text == "Peringatan: Nama mirip data lain."
    beda = {k for k in gambaran(baru) | gambaran(lama) if gambaran(baru).get(k) != gambaran(lama).get(k)}
    assert beda == {f"B{tolak}", f"C{ingat}"}
    assert baru[f"B{tolak}"].value == lama[f"B{tolak}"].value
    assert baru.merged_cells.ranges == lama.merged_cells.ranges
    assert {k: v.width for k, v in baru.column_dimensions.items()} == {
        k: v.width for k, v in lama.column_dimensions.items()
    }
    assert [str(v.sqref) for v in baru.data_validations.dataValidation] == [
        str(v.sqref) for v in lama.data_validations.dataValidation
    ]
    assert gambaran(sesudah.worksheets[1]) == gambaran(sebelum.worksheets[1])


def test_bagian_lain_dan_baris_lain_sama_byte_demi_byte(tmp_path):
    nyata = buku_nyata(tmp_path / "asal.xlsx")
    baris = nyata.orang[2].baris
    keluar = kembali(nyata.jalan, [Cacat(baris, 4, "salah.")])
    with zipfile.ZipFile(nyata.jalan) as a, zipfile.ZipFile(keluar) as b:
        berubah = {n for n in a.namelist() if a.read(n) != b.read(n)}
        assert a.read(SHEET).count(b"<row ") == b.read(SHEET).count(b"<row ")
        potong_a, potong_b = (x.read(SHEET).split(b"</row>") for x in (a, b))
        beda = [n for n, (x, y) in enumerate(zip(potong_a, potong_b, strict=True)) if x != y]
    assert len(beda) == 1
    assert berubah <= {
        SHEET,
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/drawings/legacyDrawing1.vml",
        "[Content_Types].xml",
    }


def test_diunggah_lagi_dikenali_dan_terbaca_sama(tmp_path):
    nyata = buku_nyata(tmp_path / "asal.xlsx")
    asal = buka(nyata.jalan, nama="asal.xlsx")
    kenal = kenali(asal, SEMUA)
    cacat = [Cacat(o.baris, kenal.peta["nik"], "salah.") for o in nyata.ditolak] + [Cacat(900, None, "baris.")]
    lagi = buka(kembali(nyata.jalan, cacat), nama="kembali.xlsx")
    kenal_lagi = kenali(lagi, SEMUA)
    assert (kenal_lagi.peta, kenal_lagi.baris_judul, kenal_lagi.yakin) == (kenal.peta, kenal.baris_judul, True)
    assert list(baris_data(lagi, kenal_lagi)) == list(baris_data(asal, kenal))
    assert dilewati(lagi, kenal_lagi) == dilewati(asal, kenal)
    assert lagi.lembar[0].rumus == asal.lembar[0].rumus
    assert lagi.peringatan == asal.peringatan


def test_tanda_lama_diganti_tidak_ditumpuk(tmp_path):
    nyata = buku_nyata(tmp_path / "asal.xlsx")
    a, b = nyata.orang[1].baris, nyata.orang[2].baris
    bersih = gambaran(openpyxl.load_workbook(nyata.jalan).worksheets[0])
    satu = kembali(nyata.jalan, [Cacat(a, 4, "pertama."), Cacat(b, 2, "tetap.", nada="peringatan")], nama="satu.xlsx")
    dua = kembali(satu, [Cacat(b, 2, "kedua."), Cacat(b, 3, "baru.")], nama="dua.xlsx")
    lembar = openpyxl.load_workbook(dua).worksheets[0]
    assert warna(lembar) == {f"B{b}": MERAH, f"C{b}": MERAH}
    assert lembar[f"D{a}"].comment is None
    assert lembar[f"B{b}"].comment.text == "kedua."
    assert openpyxl.load_workbook(dua).sheetnames.count(LEMBAR_HASIL) == 1
    isi = [s.value for r in openpyxl.load_workbook(dua)[LEMBAR_HASIL].iter_rows() for s in r]
    assert "kedua." in isi
    assert "pertama." not in isi
    tiga = kembali(dua, [], nama="tiga.xlsx")
    assert gambaran(openpyxl.load_workbook(tiga).worksheets[0]) == bersih
    with zipfile.ZipFile(tiga) as berkas:
        assert berkas.read(_vml(berkas)).count(b'ObjectType="Note"') == 1


def _vml(berkas: zipfile.ZipFile) -> str:
    return next(n for n in berkas.namelist() if n.endswith(".vml"))


def test_tanda_lama_diganti_juga_sesudah_disimpan_ulang_program_lain(tmp_path):
    asal = tmp_path / "asal.xlsx"
    buku = openpyxl.Workbook()
    lembar = buku.active
    for n in range(1, 6):
        lembar.append([f"a{n}", f"b{n}", f"c{n}"])
    hijau = PatternFill("solid", fgColor="FF00B050")
    lembar["B2"].fill = hijau
    lembar["B2"].font = Font(bold=True)
    lembar["C3"].border = Border(left=Side("thick"))
    buku.save(asal)
    satu = kembali(asal, [Cacat(2, 2, "x."), Cacat(3, 3, "y.", nada="peringatan")])
    ulang = openpyxl.load_workbook(satu)
    assert warna(ulang.active) == {"B2": MERAH, "C3": KUNING}
    assert ulang.active["B2"].font.b
    assert ulang.active["C3"].border.left.style == "thick"
    ulang.active["A5"] = "diperbaiki"
    ulang.save(tmp_path / "ulang.xlsx")
    dua = openpyxl.load_workbook(kembali(tmp_path / "ulang.xlsx", [Cacat(5, 1, "z.")], nama="dua.xlsx"))
    assert warna(dua.active) == {"A5": MERAH}
    assert dua.active["B2"].fill.fgColor.rgb == "FF00B050"
    assert dua.active["C3"].fill.patternType is None
    assert dua.active["C3"].border.left.style == "thick"
    assert komentar(dua.active) == {"A5": "z."}
    assert dua.sheetnames.count(LEMBAR_HASIL) == 1


def test_komentar_orang_tetap_ada(tmp_path):
    asal = tmp_path / "asal.xlsx"
    buku = openpyxl.Workbook()
    buku.active.append(["a", "b"])
    buku.active["A1"].comment = Comment("dari saya", "Kasi")
    buku.active["B1"].comment = Comment("juga", "Kasi")
    buku.save(asal)
    satu = kembali(asal, [Cacat(1, 1, "salah."), Cacat(2, 1, "kosong.")])
    isi = komentar(openpyxl.load_workbook(satu).active)
    assert isi["A1"].startswith("dari saya")
    assert "salah." in isi["A1"]
    assert isi["B1"] == "juga"
    assert isi["A2"] == "kosong."
    dua = kembali(satu, [Cacat(1, 1, "lain.")], nama="dua.xlsx")
    isi = komentar(openpyxl.load_workbook(dua).active)
    assert isi["A1"].count("Portal TKSK") == 1
    assert "salah." not in isi["A1"]
    assert komentar(openpyxl.load_workbook(kembali(dua, [], nama="tiga.xlsx")).active) == {
        "A1": "dari saya",
        "B1": "juga",
    }


def test_sel_dan_baris_yang_tidak_ada_disisipkan_urut(tmp_path):
    asal = tmp_path / "asal.xlsx"
    with xlsxwriter.Workbook(str(asal)) as buku:
        lembar = buku.add_worksheet()
        lembar.set_column(6, 6, 20, buku.add_format({"bold": True}))
        lembar.write_row(0, 1, ["b", "c"])
        lembar.write(4, 3, "d")
    cacat = [Cacat(n, k, f"{n},{k}.") for n in (1, 3, 5, 9) for k in (1, 2, 4, 7)] + [Cacat(7, None, "baris.")]
    random.Random(3).shuffle(cacat)
    baru = openpyxl.load_workbook(kembali(asal, cacat)).active
    assert set(warna(baru)) == {f"{h}{n}" for n in (1, 3, 5, 9) for h in "ABDG"} | {"A7"}
    assert (baru["B1"].value, baru["D5"].value, baru["G9"].font.b) == ("b", "d", True)
    with zipfile.ZipFile(tmp_path / "kembali.xlsx") as berkas:
        akar = ElementTree.fromstring(berkas.read(SHEET))
    baris = [int(r.get("r")) for r in akar.iter() if r.tag.endswith("}row")]
    assert baris == sorted(baris)
    for r in akar.iter():
        if r.tag.endswith("}row"):
            kolom = [openpyxl.utils.cell.coordinate_from_string(c.get("r"))[0] for c in r]
            assert kolom == sorted(kolom)
            awal, akhir = map(int, r.get("spans", "1:200").split(":"))
            assert all(awal <= ord(huruf) - 64 <= akhir for huruf in kolom)


def test_cacat_baris_ditandai_pada_sel_terisi_pertama(tmp_path):
    asal = tmp_path / "asal.xlsx"
    buku = openpyxl.Workbook()
    buku.active["C2"] = "isi"
    buku.save(asal)
    baru = openpyxl.load_workbook(kembali(asal, [Cacat(2, None, "seluruh baris.")]))
    assert warna(baru.active) == {"C2": MERAH}
    hasil = [[s.value for s in r][:4] for r in baru[LEMBAR_HASIL].iter_rows()]
    assert [2, "C2", "Ditolak", "seluruh baris."] in hasil


BENTUK_LAIN = {
    "awalan": lambda x: (
        x.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")
    ),
    "tanpa_acuan": lambda x: re.sub(rb' r="[A-Z]*\d+"', b"", x),
    "komentar_xml": lambda x: x.replace(b"<sheetData>", b"<!-- catatan --><sheetData><!-- lagi -->"),
    "kutip_tunggal": lambda x: re.sub(rb"(<[^?][^<>]*>)", lambda m: m[1].replace(b'"', b"'"), x),
    "baris_baru": lambda x: x.replace(b"<row", b"\n  <row").replace(b"<c ", b"\n    <c "),
}


@pytest.mark.parametrize("nama", BENTUK_LAIN)
def test_xml_yang_ditulis_program_lain(tmp_path, nama):
    asal = tmp_path / "asal.xlsx"
    buku = openpyxl.Workbook()
    for n in range(1, 5):
        buku.active.append([f"a{n}", n, f"c{n}"])
    buku.active.append(["=1+1"])
    buku.save(asal)
    sunting(asal, {SHEET: BENTUK_LAIN[nama]})
    isi = buka(asal, nama="asal.xlsx").lembar[0]
    assert isi.baris[:4] == [[f"a{n}", float(n), f"c{n}"] for n in range(1, 5)]
    assert isi.rumus == {(5, 1)}
    keluar = kembali(asal, [Cacat(2, 2, "x."), Cacat(3, 5, "y.")])
    assert set(warna(openpyxl.load_workbook(keluar).active)) == {"B2", "E3"}
    assert buka(keluar, nama="k.xlsx").lembar[0].baris[:4] == isi.baris[:4]


def test_urutan_unsur_sesudah_tabel_menurut_skema(tmp_path):
    asal = tmp_path / "asal.xlsx"
    with xlsxwriter.Workbook(str(asal)) as buku:
        lembar = buku.add_worksheet()
        lembar.write_row(0, 0, ["a", "b"])
        lembar.add_table(2, 0, 5, 1, {"data": [[1, 2]]})
        lembar.conditional_format(0, 0, 5, 1, {"type": "data_bar", "data_bar_2010": True})
        lembar.set_header("&L&[Gambar]")
    keluar = kembali(asal, [Cacat(1, 1, "x.")])
    with zipfile.ZipFile(keluar) as berkas:
        unsur = [e.tag.rpartition("}")[2] for e in ElementTree.fromstring(berkas.read(SHEET))]
    assert unsur.index("legacyDrawing") < unsur.index("tableParts") < unsur.index("extLst")
    assert unsur.index("conditionalFormatting") < unsur.index("legacyDrawing")


@pytest.mark.parametrize("jenis", ["xls", "ods", "csv"])
def test_bentuk_lain_menjadi_xlsx_dengan_baris_dan_tanda_yang_sama(tmp_path, jenis):
    nyata = buku_nyata(tmp_path / f"asal.{jenis}", jenis)
    asal = buka(nyata.jalan, nama=nyata.jalan.name)
    kenal = kenali(asal, SEMUA)
    a, b = nyata.orang[2].baris, nyata.orang[7].baris
    cacat = [Cacat(a, 4, "NIK salah."), Cacat(b, 2, "Ragu.", nada="peringatan"), Cacat(200, None, "Kosong.")]
    keluar = kembali(nyata.jalan, cacat, jenis=jenis)
    baru = openpyxl.load_workbook(keluar)
    assert warna(baru.worksheets[0]) == {f"D{a}": MERAH, f"B{b}": KUNING, "A200": MERAH}
    assert set(komentar(baru.worksheets[0])) == {f"D{a}", f"B{b}", "A200"}
    lagi = buka(keluar, nama="k.xlsx")
    kenal_lagi = kenali(lagi, SEMUA)
    assert kenal_lagi.peta == kenal.peta
    assert kenal_lagi.yakin
    assert list(baris_data(lagi, kenal_lagi)) == list(baris_data(asal, kenal))
    dua = kembali(keluar, [], nama="dua.xlsx")
    assert warna(openpyxl.load_workbook(dua).worksheets[0]) == {}


def test_rumus_dan_angka_dari_csv_tetap_teks(tmp_path):
    asal = tmp_path / "asal.csv"
    asal.write_text("nik;nama\n6472031205580001;=1+1\n0012;https://contoh.invalid\n1;{=x}\n")
    baris = openpyxl.load_workbook(kembali(asal, [Cacat(2, 1, "x.")], jenis="csv")).worksheets[0]
    assert [[s.value for s in r] for r in baris.iter_rows()] == [
        ["nik", "nama"],
        ["6472031205580001", "=1+1"],
        ["0012", "https://contoh.invalid"],
        ["1", "{=x}"],
    ]
    assert baris["B2"].data_type == "s"
    assert baris["A2"].number_format == "@"


@aturan(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.sampled_from(["", "=1+1", "_x0041_", " depan", "a\nb", "0012", "1E5", "<&>", "'", "#N/A", "a\tb"]),
                st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
            ),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_isi_csv_sama_sesudah_menjadi_xlsx(tmp_path, isi):
    asal = tmp_path / "a.csv"
    tulis_csv(asal, {"A": [["judul", "lain"], *isi]})
    lama = buka(asal, nama="a.csv").lembar[0].baris
    assert buka(kembali(asal, [Cacat(1, 1, "x.")], jenis="csv"), nama="k.xlsx").lembar[0].baris == lama


def test_lembar_dengan_nama_aneh_dan_lembar_kedua(tmp_path):
    for jenis, tulis in (("ods", tulis_ods), ("xls", lambda j, isi: tulis_xls(j, isi)), ("csv", tulis_csv)):
        asal = tmp_path / f"a.{jenis}"
        tulis(asal, {"Data 'x' & <y>": [["a"]], "Kedua": [["b", date(2020, 1, 2)]]})
        nomor = 0 if jenis == "csv" else 1
        baru = openpyxl.load_workbook(kembali(asal, [Cacat(1, 1, "x.")], jenis=jenis, lembar=nomor))
        assert warna(baru.worksheets[nomor]) == {"A1": MERAH}


@pytest.mark.parametrize("jenis", ["xlsx", "csv"])
def test_pesan_berisi_tanda_apa_pun_tetap_xml_yang_baik(tmp_path, jenis):
    nyata = buku_nyata(tmp_path / f"a.{jenis}", jenis)
    pesan = "a<b>&\"'\x00\x1f\ud800😀]]> =1+1" + "x" * 40_000
    keluar = kembali(nyata.jalan, [Cacat(8, 1, pesan, pesan)], jenis=jenis)
    isi = openpyxl.load_workbook(keluar).worksheets[0]["A8"].comment.text
    assert isi.startswith("a<b>&\"' 😀]]> =1+1x")


def test_buku_tanpa_gaya_mendapat_gaya(tmp_path):
    asal = tmp_path / "asal.xlsx"
    buku = openpyxl.Workbook()
    buku.active.append(["a", "b"])
    buku.save(asal)
    with zipfile.ZipFile(asal) as berkas:
        bagian = {n: berkas.read(n) for n in berkas.namelist() if n != "xl/styles.xml"}
    bagian["[Content_Types].xml"] = re.sub(rb"<Override [^>]*styles[^>]*/>", b"", bagian["[Content_Types].xml"])
    rels = "xl/_rels/workbook.xml.rels"
    bagian[rels] = re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", bagian[rels])
    bagian[SHEET] = re.sub(rb' s="\d+"', b"", bagian[SHEET])
    with zipfile.ZipFile(asal, "w") as berkas:
        for nama, isi in bagian.items():
            berkas.writestr(nama, isi)
    satu = kembali(asal, [Cacat(1, 2, "x.")])
    assert warna(openpyxl.load_workbook(satu).active) == {"B1": MERAH}
    assert warna(openpyxl.load_workbook(kembali(satu, [], nama="dua.xlsx")).active) == {}


def test_cacat_yang_sangat_banyak_diwarnai_semua_tetapi_komentar_dibatasi(tmp_path, monkeypatch):
    for ruang in (modul_kembalikan, modul_hasil):
        monkeypatch.setattr(ruang, "TERBANYAK", 100)
    asal = tmp_path / "asal.xlsx"
    with xlsxwriter.Workbook(str(asal)) as buku:
        lembar = buku.add_worksheet()
        for n in range(150):
            lembar.write_number(n, 0, n)
    keluar = kembali(asal, [Cacat(n, 1, "x.") for n in range(1, 151)])
    baru = openpyxl.load_workbook(keluar)
    assert len(warna(baru.worksheets[0])) == 150
    assert len(komentar(baru.worksheets[0])) == 100
    assert baru[LEMBAR_HASIL].max_row > 150
    assert "100 sel pertama" in baru[LEMBAR_HASIL]["A6"].value


@aturan(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 12), st.integers(1, 6)), st.sampled_from(["x", 1.5, True, "=A1", None]), max_size=20
    ),
    st.lists(
        st.builds(
            Cacat,
            st.integers(1, 14),
            st.one_of(st.none(), st.integers(1, 8)),
            st.just("salah."),
            nada=st.sampled_from(list(WARNA)),
        ),
        max_size=12,
    ),
)
def test_pulang_pergi_tidak_mengubah_isi(tmp_path, isi, cacat):
    asal = tmp_path / "asal.xlsx"
    buku = openpyxl.Workbook()
    buku.active["A1"] = "judul"
    for (baris, kolom), nilai in isi.items():
        buku.active.cell(baris, kolom).value = nilai
    buku.save(asal)
    lama = openpyxl.load_workbook(asal).active
    satu = kembali(asal, cacat)
    baru = openpyxl.load_workbook(satu).active
    semua = {(b, k) for b in range(1, 16) for k in range(1, 10)}
    assert {s: baru.cell(*s).value for s in semua} == {s: lama.cell(*s).value for s in semua}
    pasti = {(c.baris, c.kolom) for c in cacat if c.kolom}
    assert pasti <= {(s.row, s.column) for r in baru.iter_rows() for s in r if s.coordinate in warna(baru)}
    assert warna(openpyxl.load_workbook(kembali(satu, [], nama="dua.xlsx")).active) == {}


PENGUKUR = """
import random
import re
from tksk_portal.excel.kembalikan import Cacat, kembalikan
acak = random.Random(1)
cacat = [Cacat(acak.randint(1, 100_000), acak.randint(1, 12), "Tidak cocok.", "Perbaiki.") for _ in range(1_000)]
awal, mulai = puncak(), time.perf_counter()
kembalikan(Path(sys.argv[1]), Path(sys.argv[2]), buku_jenis=sys.argv[3], lembar=0, cacat=cacat)
print(json.dumps([0, (puncak() - awal) / 1024, time.perf_counter() - mulai]))
"""


@pytest.mark.berat
@pytest.mark.parametrize("jenis", ["xlsx", "csv"])
def test_seratus_ribu_baris_dikembalikan_cepat_dengan_memori_terbatas(tmp_path, jenis):
    asal = tmp_path / f"besar.{jenis}"
    isi = [[f"isi {n} {k}" for k in range(12)] for n in range(1_000)]
    if jenis == "csv":
        tulis_csv(asal, {"A": isi * 100})
    else:
        with xlsxwriter.Workbook(str(asal), {"constant_memory": True}) as buku:
            lembar = buku.add_worksheet()
            for n, satu in enumerate(isi * 100):
                lembar.write_row(n, 0, satu)
    _, mb, detik = ukur_proses(PENGUKUR, asal, tmp_path / "keluar.xlsx", jenis)
    print(f"{jenis} 100.000 x 12, 1.000 cacat: {detik:.1f} detik, puncak +{mb:.0f} MB")  # noqa: T201
    assert mb < (60 if jenis == "xlsx" else 600)
    assert detik < 60
