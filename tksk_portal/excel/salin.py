"""Menyalin buku xls, ods, atau csv menjadi xlsx polos dengan baris yang sama, baris demi baris langsung ke dalam zip.

Ditulis sendiri, karena xlsxwriter perlu 15 detik untuk 100.000 x 12 sel dan ini dua.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tksk_portal.excel.bentuk import Batas, Buku, Lembar, huruf_kolom
from tksk_portal.excel.buku_csv import baca_csv
from tksk_portal.excel.buku_ods import baca_ods
from tksk_portal.excel.buku_xls import baca_xls
from tksk_portal.excel.komentar import NS, TERLARANG

PEMBACA = {"xls": baca_xls, "ods": baca_ods, "csv": baca_csv}
POLOS, TEKS, TANGGAL, WAKTU, JAM = range(5)
BENTUK = (0, 49, 164, 165, 166)
FORMAT = ("dd\\-mm\\-yyyy", "dd\\-mm\\-yyyy\\ hh:mm", "[h]:mm")
HILANG = ' state="hidden"'
HARI_KE = datetime(1899, 12, 30)
HARI_PERTAMA = date(1900, 3, 1)  # sebelumnya nomor seri Excel bergeser sehari; ditulis sebagai teks
LEBAR_PALING_KECIL, LEBAR_PALING_BESAR, BARIS_DIUKUR = 8, 50, 200
SEKALI_TULIS = 500
OOX = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKET = "http://schemas.openxmlformats.org/package/2006"
SML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
KEPALA = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMA_TERLARANG = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_KODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def salin(asal: Path, keluar: Path, *, jenis: str, batas: Batas) -> Buku:
    """Read a workbook that is no xlsx and write its values as one; the sheets keep their order.

    Raises:
        BukuDitolak: the file is not what was accepted.
    """
    buku = PEMBACA[jenis](asal, batas)
    nama = _nama_lembar([satu.nama for satu in buku.lembar])
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as berkas:
        for bagian, isi in _kerangka(nama, [satu.tersembunyi for satu in buku.lembar]).items():
            berkas.writestr(bagian, isi)
        for nomor, satu in enumerate(buku.lembar, 1):
            with berkas.open(f"xl/worksheets/sheet{nomor}.xml", "w") as tulis:
                for potong in _lembar(satu):
                    tulis.write(potong.encode())
    return buku


def _nama_lembar(nama: list[str]) -> list[str]:
    """Return names that Excel accepts: 31 characters, no [ ] : * ? / \\, all different."""
    hasil: list[str] = []
    for nomor, satu in enumerate(nama, 1):
        bersih = _NAMA_TERLARANG.sub(" ", TERLARANG.sub("", satu)).strip("' ")[:31] or f"Lembar {nomor}"
        if bersih.casefold() in {lain.casefold() for lain in hasil}:
            bersih = f"{bersih[:26]} {nomor}"
        hasil.append(bersih)
    return hasil


def _kerangka(nama: list[str], tersembunyi: list[bool]) -> dict[str, str]:
    """Return the parts of a plain xlsx, without its sheets."""
    nomor = range(1, len(nama) + 1)
    jenis = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SML}.worksheet+xml"/>' for n in nomor
    )
    lembar = "".join(
        f'<sheet name={quoteattr(satu)} sheetId="{n}"{HILANG if hilang else ""} r:id="rId{n}"/>'
        for n, satu, hilang in zip(nomor, nama, tersembunyi, strict=True)
    )
    hubungan = "".join(
        f'<Relationship Id="rId{n}" Type="{OOX}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in nomor
    )
    xf = "".join(
        f'<xf numFmtId="{n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for n in BENTUK
    )
    bentuk = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{f}"/>' for n, f in enumerate(FORMAT))
    return {
        "[Content_Types].xml": f'{KEPALA}<Types xmlns="{PAKET}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{SML}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SML}.styles+xml"/>{jenis}</Types>',
        "_rels/.rels": f'{KEPALA}<Relationships xmlns="{PAKET}/relationships"><Relationship Id="rId1" '
        f'Type="{OOX}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{KEPALA}<workbook xmlns="{NS}" xmlns:r="{OOX}"><sheets>{lembar}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{KEPALA}<Relationships xmlns="{PAKET}/relationships">{hubungan}'
        f'<Relationship Id="rIdGaya" Type="{OOX}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{KEPALA}<styleSheet xmlns="{NS}"><numFmts count="{len(FORMAT)}">{bentuk}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
        '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(BENTUK)}">{xf}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" '
        'builtinId="0"/></cellStyles></styleSheet>',
    }


def _lembar(lembar: Lembar) -> Iterator[str]:
    lebar = "".join(
        f'<col min="{k}" max="{k}" width="{n}" customWidth="1"/>' for k, n in sorted(_lebar(lembar).items())
    )
    yield f'{KEPALA}<worksheet xmlns="{NS}">{f"<cols>{lebar}</cols>" if lebar else ""}<sheetData>'
    huruf = [huruf_kolom(k) for k in range(1, max(map(len, lembar.baris), default=0) + 1)]
    baris = []
    for nomor, isi in enumerate(lembar.baris, lembar.mulai):
        if not isi:
            continue
        sel = "".join([_sel(f"{h}{nomor}", nilai) for h, nilai in zip(huruf, isi, strict=False) if nilai is not None])
        baris.append(f'<row r="{nomor}">{sel}</row>')
        if len(baris) == SEKALI_TULIS:
            yield "".join(baris)
            baris = []
    yield "".join(baris) + "</sheetData>"
    luas = [
        f"{huruf_kolom(k1)}{b1}:{huruf_kolom(k2)}{b2}" for b1, k1, b2, k2 in lembar.gabungan if (b1, k1) != (b2, k2)
    ]
    if luas:
        sebut = "".join(f'<mergeCell ref="{satu}"/>' for satu in luas)
        yield f'<mergeCells count="{len(luas)}">{sebut}</mergeCells>'
    yield "</worksheet>"


def _sel(acuan: str, nilai: object) -> str:
    """Return one cell; text stays text, whatever it looks like."""
    if isinstance(nilai, str):
        return _sel_teks(acuan, nilai)
    if isinstance(nilai, bool):
        return f'<c r="{acuan}" t="b"><v>{int(nilai)}</v></c>'
    if isinstance(nilai, (int, float)):
        if nilai != nilai or nilai in (float("inf"), float("-inf")):
            return _sel_teks(acuan, str(nilai))
        angka = int(nilai) if isinstance(nilai, float) and nilai.is_integer() and abs(nilai) < 1e15 else nilai
        return f'<c r="{acuan}"><v>{angka!r}</v></c>'
    if isinstance(nilai, (time, timedelta)):
        lama = nilai if isinstance(nilai, timedelta) else datetime.combine(date.min, nilai) - datetime.min
        return f'<c r="{acuan}" s="{JAM}"><v>{lama / timedelta(days=1)!r}</v></c>'
    if not isinstance(nilai, date) or (nilai.date() if isinstance(nilai, datetime) else nilai) < HARI_PERTAMA:
        return _sel_teks(acuan, str(nilai))
    if isinstance(nilai, datetime):
        seri = (nilai.replace(tzinfo=None) - HARI_KE) / timedelta(days=1)
        return f'<c r="{acuan}" s="{WAKTU}"><v>{seri!r}</v></c>'
    return f'<c r="{acuan}" s="{TANGGAL}"><v>{(nilai - HARI_KE.date()).days}</v></c>'


def _sel_teks(acuan: str, teks: str) -> str:
    isi = escape(TERLARANG.sub("", _KODE.sub("_x005F_", teks)))
    return f'<c r="{acuan}" s="{TEKS}" t="inlineStr"><is><t xml:space="preserve">{isi}</t></is></c>'


def _lebar(lembar: Lembar) -> dict[int, int]:
    lebar: dict[int, int] = {}
    for isi in lembar.baris[:BARIS_DIUKUR]:
        for kolom, nilai in enumerate(isi, 1):
            panjang = max(map(len, nilai.splitlines()), default=0) if isinstance(nilai, str) else LEBAR_PALING_KECIL
            lebar[kolom] = max(lebar.get(kolom, LEBAR_PALING_KECIL), min(panjang + 2, LEBAR_PALING_BESAR))
    return lebar
