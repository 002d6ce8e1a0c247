"""Bahan uji buku kerja: tata letak sungguhan dari pelajaran.md dengan kerusakan yang dikenal, dalam empat bentuk.

Pakai `buku_nyata(jalan, "xlsx", tata="garut")`; ia menulis berkasnya dan mengembalikan apa yang sebenarnya ada di
dalamnya (`BukuNyata`), untuk dibandingkan dengan hasil pembacaan.
"""

import csv
import random
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tests.excel.biner import tulis_xls

BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
LAKI = ("Budi", "Rahmat", "Yosef", "Slamet", "Agus", "Petrus", "Hasan", "Dedi", "Markus", "Ilham")
PEREMPUAN = ("Siti", "Nurhayati", "Maria", "Dewi", "Aminah", "Lestari", "Rukmini", "Yuliana", "Fatimah", "Ratna")
KELUARGA = ("Aminah", "Putra", "Lawai", "Saputra", "Wulandari", "Hidayat", "Simanjuntak", "Rahayu", "Noor", "Setiawan")
DESA = ("Air Putih", "Air Hitam", "Dadi Mulya", "Gunung Kelua", "Jawa")
KECAMATAN, KABKOTA = "Samarinda Ulu", "Kota Samarinda"
KEC = "647203"
# Kerusakan yang mungkin, dan apakah barisnya masih dapat diterima sesudah dirapikan.
DAPAT_DIBACA = ("biasa", "apostrof", "titik", "spasi", "kata", "terbalik", "seri", "ejaan_jk")
DITOLAK = (
    "nik_bilangan",
    "nik_ilmiah",
    "nik_15",
    "nik_huruf",
    "tanggal_salah",
    "jk_asing",
    "ganda",
    "nama_kosong",
    "rumus",
)


@dataclass
class Orang:
    """One row as it was meant, before the damage."""

    nik: str
    no_kk: str
    nama: str
    lahir: date
    jk: str
    jenis: int
    desa: str
    alamat: str
    rusak: str = "biasa"
    baris: int = 0  # nomor baris Excel


@dataclass
class BukuNyata:
    """What a written workbook holds.

    Attributes:
        jalan: the file.
        orang: every row of data in order, with its Excel row and its damage.
        judul: first and last row of the headings.
        kolom: field -> 1-based column.
        lembar: index of the sheet.
        dilewati: Excel rows that are no data.
    """

    jalan: Path
    orang: list[Orang]
    judul: tuple[int, int]
    kolom: dict[str, int]
    lembar: int = 0
    dilewati: list[int] = field(default_factory=list)

    @property
    def baik(self) -> list[Orang]:
        """The rows that can be taken."""
        return [o for o in self.orang if o.rusak in DAPAT_DIBACA]

    @property
    def ditolak(self) -> list[Orang]:
        """The rows that must be refused."""
        return [o for o in self.orang if o.rusak in DITOLAK]


def daftar_orang(jumlah: int, *, benih: int = 1, kec: str = KEC) -> list[Orang]:
    """Return persons with valid NIK and KK of one kecamatan, all different."""
    acak = random.Random(benih)
    hasil = []
    for n in range(jumlah):
        lahir = date(1930, 1, 1) + timedelta(days=acak.randrange(32_000))
        jk = acak.choice("LP")
        hari = lahir.day + (40 if jk == "P" else 0)
        urut = 9000 + n % 1000
        nik = f"{kec}{hari:02d}{lahir:%m%y}{urut:04d}"
        nama = f"{acak.choice(LAKI if jk == 'L' else PEREMPUAN)} {acak.choice(KELUARGA)}"
        kk = f"{kec}{1 + n % 28:02d}01{10 + n // 1000 % 15:02d}{urut:04d}"
        alamat = f"Jl. {acak.choice(('Anggrek', 'P. Antasari', 'Juanda'))} No. {1 + n % 90}"
        hasil.append(Orang(nik, kk, nama, lahir, jk, acak.choice((8, 9, 16, 20, 24)), acak.choice(DESA), alamat))
    nik = [o.nik for o in hasil]
    if len(set(nik)) < len(nik):  # tanggal lahir dan urutan yang kebetulan sama
        return daftar_orang(jumlah, benih=benih + 1000, kec=kec)
    return hasil


def rusakkan(orang: list[Orang], rusak: tuple[str, ...] = DAPAT_DIBACA + DITOLAK) -> None:
    """Give each of the first persons one kind of damage, in the order of `rusak`; "ganda" repeats the first NIK."""
    for satu, cara in zip(orang, rusak, strict=False):
        satu.rusak = cara
        if cara == "ganda":
            satu.nik = orang[0].nik


def sel_nik(o: Orang) -> object:
    """Return the NIK as it stands in the damaged cell."""
    n = o.nik
    return {
        "apostrof": f"'{n}",
        "titik": f"{n[:6]}.{n[6:12]}.{n[12:]}",
        "spasi": f" {n[:6]} {n[6:12]} {n[12:]} ",
        "nik_bilangan": int(n),
        "nik_ilmiah": "6,47203E+15",
        "nik_15": n[:15],
        "nik_huruf": n[:15] + "O",
    }.get(o.rusak, n)


def sel_tanggal(o: Orang, *, teks: bool = False) -> object:
    """Return the birth date as it stands in the damaged cell; `teks`: the format knows no date cells (csv)."""
    t = o.lahir
    if o.rusak == "seri":
        return (t - date(1899, 12, 30)).days
    bentuk = {
        "biasa": f"{t:%d-%m-%Y}" if teks else t,
        "kata": f"{t.day} {BULAN[t.month - 1]} {t.year}",
        "terbalik": t.isoformat(),
        "tanggal_salah": "31-02-1990",
    }
    return bentuk.get(o.rusak, f"{t:%d-%m-%Y}")


def sel_jk(o: Orang) -> str:
    """Return the sex as it stands in the damaged cell."""
    if o.rusak == "jk_asing":
        return "X"
    if o.rusak == "ejaan_jk":
        return {"L": "Laki - Laki", "P": "PEREMPUAN"}[o.jk]
    return {"L": ("L", "Lk"), "P": ("P", "Pr")}[o.jk][len(o.nama) % 2]


def sel_nama(o: Orang) -> str | None:
    """Return the name as it stands in the damaged cell; a formula where the damage is one."""
    if o.rusak == "nama_kosong":
        return None
    return f'=UPPER("{o.nama}")' if o.rusak == "rumus" else o.nama


@dataclass(frozen=True)
class Tata:
    """How one office lays out its workbook: rows above, headings (one list per row), cells of a person."""

    atas: tuple[str, ...]
    judul: tuple[tuple[str | None, ...], ...]
    medan: tuple[str | None, ...]  # nama medan per kolom; None = kolom yang tidak dikenal
    gabung: tuple[str, ...] = ()  # gabungan relatif terhadap baris judul pertama: "A0:A1"
    nomor_kolom: bool = False
    bawah: bool = True


GARUT = Tata(
    ("PEMERINTAH KABUPATEN GARUT", "FORMULIR PENDATAAN PPKS", "TAHUN 2026", ""),
    (
        ("NO", "NAMA PPKS", "NO. KK", "NIK", "JK", "TEMPAT,\nTANGGAL LAHIR", None, "JENIS\nPPKS", "ALAMAT", None, None),
        (None, None, None, None, None, "Tempat Lahir", "Tanggal Lahir", None, "Alamat sesuai KTP", "Desa", "Kecamatan"),
    ),
    ("no", "nama", "no_kk", "nik", "jk", "tempat_lahir", "tanggal_lahir", "jenis", "alamat_ktp", "desa", "kecamatan"),
    ("A0:A1", "B0:B1", "C0:C1", "D0:D1", "E0:E1", "F0:G0", "H0:H1", "I0:K0"),
    nomor_kolom=True,
)
BULELENG_PMKS = Tata(
    (),
    (("nik", "nama", "tgl_lahir", "jenis_kelamin", "kode_kategori", "catatan", "jenis_disabilitas"),),
    ("nik", "nama", "tanggal_lahir", "jk", "jenis", "keterangan", "disabilitas"),
    bawah=False,
)
BULELENG_DISTRIK = Tata(
    (),
    (("kode_desa", *BULELENG_PMKS.judul[0]),),
    ("desa", *BULELENG_PMKS.medan),
    bawah=False,
)
BULELENG_PSKS = Tata(
    (),
    (("kode_kategori", "nik", "nama", "tgl_lahir", "jenis_kelamin", "tipe_lembaga", "nomor_registrasi", "catatan"),),
    ("kategori_psks", "nik", "nama", "tanggal_lahir", "jk", "tipe_lembaga", "nomor_registrasi", "keterangan"),
    bawah=False,
)
JATIM_TKSK = Tata(
    ("DATA TKSK PROVINSI JAWA TIMUR", ""),
    (
        (
            *("Nama Lengkap", "Nama Ibu Kandung", "No. KTP / NIK", "NIAT", "Tempat Lahir", "Tanggal Lahir"),
            *("Jenis Kelamin", "Agama", "Alamat", "Kabupaten / Kota", "Kecamatan", "Desa / Kelurahan", "RT", "RW"),
            *("No. Handphone", "Alamat Email", "Kab/Kota Lokasi Tugas", "Kecamatan Lokasi Tugas"),
            *("Tahun Pengangkatan", "Pekerjaan Utama", "Nama Bank", "No. Rekening", "Nama Bank", "No. Rekening"),
            *("Status Kinerja", "Penilaian Tahunan"),
        ),
    ),
    (
        *("nama", None, "nik", None, "tempat_lahir", "tanggal_lahir", "jk", None, "alamat", "kabkota", "kecamatan"),
        *("desa", "rt", "rw", "telepon", *[None] * 11),
    ),
)
KARANG_TARUNA = Tata(
    ("DATA KARANG TARUNA", "DINAS SOSIAL PROVINSI JAWA TIMUR", ""),
    (
        (
            *("No", "Nama Karang Taruna", "Alamat Lengkap Sekretariat", "Kabupaten", "Kecamatan", "Desa"),
            *("Nomor Telepon Sekretariat", "Alamat Email", "Nomor SK", "Tanggal Bulan Tahun SK", "Penandatangan SK"),
            *("Selaku", "Nama Ketua", "Nomor Telepon Ketua", "Jumlah Pengurus", None, "Jumlah Anggota", None),
            *("Klasifikasi", "Status Kinerja"),
        ),
        (*[None] * 14, "L", "P", "L", "P", None, None),
    ),
    ("no", "nama", "alamat", "kabkota", "kecamatan", "desa", *[None] * 14),
    ("O0:P0", "Q0:R0"),
)
OPENSID = Tata(
    (),
    (
        (
            *("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir"),
            *("agama_id", "pendidikan_kk_id", "pekerjaan_id", "status_kawin", "kk_level", "lat", "lng"),
        ),
    ),
    (
        *("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempat_lahir", "tanggal_lahir"),
        *([None] * 5),
        *("lintang", "bujur"),
    ),
    bawah=False,
)
BDT = Tata(
    ("BASIS DATA TERPADU 2015", ""),
    (
        ("WILAYAH", None, None, None, "RUMAH TANGGA", None, "ANGGOTA", None, None, None),
        (
            *("Kode Provinsi (2)", "Kode Kabupaten (4)", "Kode Kecamatan (7)", "Kode Desa (10)", "Nama KRT", "Alamat"),
            *("Nama", "NIK", "Jenis Kelamin (1)", "Tanggal Lahir"),
        ),
    ),
    (*[None] * 5, "alamat", "nama", "nik", "sex", "tanggal_lahir"),
    ("A0:D0", "E0:F0", "G0:J0"),
)
TATA = {
    "garut": GARUT,
    "buleleng_pmks": BULELENG_PMKS,
    "buleleng_distrik": BULELENG_DISTRIK,
    "buleleng_psks": BULELENG_PSKS,
    "jatim_tksk": JATIM_TKSK,
    "karang_taruna": KARANG_TARUNA,
    "opensid": OPENSID,
    "bdt": BDT,
}
KODE_DESA = dict(
    zip(DESA, ("64.72.03.1002", "64.72.03.1001", "64.72.03.1003", "64.72.03.1006", "64.72.03.1004"), strict=True)
)


def _sel(o: Orang, medan: str | None, nomor: int, *, kode: bool, teks: bool) -> object:
    """Return the cell of a person under one heading; None for a column nobody knows."""
    jenis = (
        f"PMKS-{o.jenis:02d}" if kode else {8: "Gelandangan", 9: "Penyandang disabilitas"}.get(o.jenis, str(o.jenis))
    )
    isi = {
        "no": nomor,
        "nik": sel_nik(o),
        "no_kk": o.no_kk,
        "nama": sel_nama(o),
        "jk": sel_jk(o),
        "sex": {"L": 1, "P": 2}[o.jk] if o.rusak != "jk_asing" else 7,
        "tempat_lahir": "Samarinda",
        "tanggal_lahir": sel_tanggal(o, teks=teks),
        "jenis": jenis,
        "kategori_psks": "PSKS-J-01",
        "alamat": o.alamat,
        "alamat_ktp": o.alamat,
        "desa": KODE_DESA[o.desa] if kode else o.desa.upper(),
        "kecamatan": KECAMATAN,
        "kabkota": KABKOTA,
        "rt": f"{nomor % 9 + 1:03d}",
        "rw": f"{nomor % 4 + 1:03d}",
        "lintang": -0.48,
        "bujur": 117.14,
    }
    return isi.get(medan) if medan else None


TANDA_TANGAN = (
    [],
    [None, "Mengetahui,", None, None, None, None, None, None, "Garut, 12 Januari 2026"],
    [None, "Camat", None, None, None, None, None, None, "Petugas Pendata"],
    [],
    [None, "Drs. H. Asep Sunandar", None, None, None, None, None, None, "Neng Lilis"],
    [None, "NIP. 19680512 199803 1 004"],
)


def _susun_baris(
    susun: Tata, orang: list[Orang], sel: list[list[object]], *, ulang_judul: bool, ekor: bool
) -> tuple[list[list[object]], list[int]]:
    """Return all rows of the sheet, and the numbers of those that are no data; each person learns its row."""
    baris: list[list[object]] = [[teks or None] for teks in susun.atas]
    baris += [list(satu) for satu in susun.judul]
    dilewati = []
    if susun.nomor_kolom:
        baris.append([f"({n})" for n in range(1, len(susun.medan) + 1)])
        dilewati.append(len(baris))
    for nomor, (satu, isi) in enumerate(zip(orang, sel, strict=True), 1):
        if ulang_judul and nomor == len(orang) // 2 + 1:
            baris += [list(j) for j in susun.judul]
            dilewati += range(len(baris) - len(susun.judul) + 1, len(baris) + 1)
        if nomor == 4:
            baris.append([])  # baris kosong di tengah
        baris.append(isi)
        satu.baris = len(baris)
    if susun.bawah and ekor:
        awal = len(baris)
        baris += [["JUMLAH", None, None, None, len(orang)], *TANDA_TANGAN]
        dilewati += [n for n in range(awal + 1, len(baris) + 1) if any(s is not None for s in baris[n - 1])]
    return baris, dilewati


def buku_nyata(
    jalan: Path,
    jenis: str = "xlsx",
    *,
    tata: str = "garut",
    orang: list[Orang] | None = None,
    jumlah: int = 24,
    rusak: tuple[str, ...] = DAPAT_DIBACA + DITOLAK,
    benih: int = 1,
    jumlah_di_bawah: bool = True,
    ulang_judul: bool = False,
    lembar_lain: bool = True,
    pemisah: str = ";",
    pengodean: str = "utf-8",
) -> BukuNyata:
    """Write a workbook as an office would send it, and tell what is in it.

    Args:
        jalan: where; the ending is yours to choose.
        jenis: "xlsx", "xls", "ods" or "csv".
        tata: key of `TATA`.
        orang: the persons; otherwise `jumlah` made-up ones, the first of them damaged by `rusak` in turn.
        jumlah_di_bawah: a totals row and a signature block below (layouts that have such).
        ulang_judul: the headings are repeated in the middle, as at a page break.
        lembar_lain: a second sheet that is no table (not for csv).
        pemisah, pengodean: of csv.

    Note:
        A formula (damage "rumus") exists only in xlsx and ods; elsewhere its text stands in the cell.
    """
    susun = TATA[tata]
    if orang is None:
        orang = daftar_orang(jumlah, benih=benih)
        rusakkan(orang, rusak)
    kode, teks = tata.startswith("buleleng"), jenis == "csv"
    sel = [[_sel(o, medan, n, kode=kode, teks=teks) for medan in susun.medan] for n, o in enumerate(orang, 1)]
    baris, dilewati = _susun_baris(susun, orang, sel, ulang_judul=ulang_judul, ekor=jumlah_di_bawah)
    awal, akhir = len(susun.atas) + 1, len(susun.atas) + len(susun.judul)
    lembar = {"Data PPKS": baris}
    if lembar_lain and jenis != "csv":
        lembar["Keterangan"] = [["Keterangan jenis"], ["1", "Anak balita telantar"], ["2", "Anak terlantar"]]
    TULIS[jenis](jalan, lembar, susun=susun, awal=awal, pemisah=pemisah, pengodean=pengodean)
    kolom = {medan: n for n, medan in enumerate(susun.medan, 1) if medan}
    return BukuNyata(jalan, orang, (awal, akhir), kolom, 0, dilewati)


def tulis_xlsx(
    jalan: Path, lembar: dict[str, list[list[object]]], *, susun: Tata | None = None, awal: int = 1, **_
) -> None:
    """Write sheets as Excel would have them: merged headings, styles, widths, a list, a person's comment."""
    buku = openpyxl.Workbook()
    buku.remove(buku.active)
    for nama, baris in lembar.items():
        ke = buku.create_sheet(nama)
        for nomor, isi in enumerate(baris, 1):
            for kolom, nilai in enumerate(isi, 1):
                if nilai is not None:
                    ke.cell(nomor, kolom, nilai)
    utama = buku.worksheets[0]
    if susun:
        lebar = len(susun.medan)
        for nomor in range(1, len(susun.atas) + 1):
            utama.merge_cells(start_row=nomor, start_column=1, end_row=nomor, end_column=lebar)
            utama.cell(nomor, 1).font = Font(bold=True, size=14)
            utama.cell(nomor, 1).alignment = Alignment(horizontal="center")
        for satu in susun.gabung:
            kiri, kanan = satu.split(":")
            utama.merge_cells(f"{kiri[0]}{awal + int(kiri[1:])}:{kanan[0]}{awal + int(kanan[1:])}")
        for kolom in range(1, lebar + 1):
            utama.cell(awal, kolom).fill = PatternFill("solid", fgColor="FFDDEBF7")
            utama.cell(awal, kolom).alignment = Alignment(wrap_text=True, horizontal="center")
            utama.column_dimensions[utama.cell(awal, kolom).coordinate.rstrip("0123456789")].width = 9 + kolom
        pilih = DataValidation("list", formula1='"L,P"', allow_blank=True)
        utama.add_data_validation(pilih)
        pilih.add(f"E{awal + 2}:E500")
        utama.cell(awal, 1).comment = Comment("Nomor urut saja", "Kasi Kesos")
    buku.save(jalan)


def tulis_csv(
    jalan: Path, lembar: dict[str, list[list[object]]], *, pemisah: str = ";", pengodean: str = "utf-8", **_
) -> None:
    """Write the first sheet as csv."""
    with jalan.open("w", encoding=pengodean, newline="") as berkas:
        tulis = csv.writer(berkas, delimiter=pemisah)
        tulis.writerows([["" if s is None else s for s in isi] for isi in next(iter(lembar.values()))])


def tulis_ods(
    jalan: Path, lembar: dict[str, list[list[object]]], *, tambahan: str = "", bagian: dict | None = None, **_
) -> None:
    """Write sheets as LibreOffice does; `tambahan`: raw XML before the tables, `bagian`: more parts of the zip."""
    tabel = "".join(
        f'<table:table table:name="{escape(nama)}">{"".join(map(_baris_ods, baris))}</table:table>'
        for nama, baris in lembar.items()
    )
    isi = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f"{tambahan}<office:body><office:spreadsheet>{tabel}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifes = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    with zipfile.ZipFile(jalan, "w", zipfile.ZIP_DEFLATED) as berkas:
        berkas.writestr(
            zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        for nama, teks in {"content.xml": isi, "META-INF/manifest.xml": manifes, **(bagian or {})}.items():
            berkas.writestr(nama, teks)


def _baris_ods(isi: list[object]) -> str:
    sel = []
    for nilai in isi:
        if nilai is None:
            sel.append("<table:table-cell/>")
        elif isinstance(nilai, str) and nilai.startswith("="):
            sel.append(
                f'<table:table-cell table:formula="of:{escape(nilai, {chr(34): "&quot;"})}" office:value-type="string" '
                'office:string-value="HASIL"><text:p>HASIL</text:p></table:table-cell>'
            )
        elif isinstance(nilai, bool):
            sel.append(f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(nilai).lower()}"/>')
        elif isinstance(nilai, (int, float)):
            sel.append(f'<table:table-cell office:value-type="float" office:value="{nilai}"/>')
        elif isinstance(nilai, date):
            sel.append(f'<table:table-cell office:value-type="date" office:date-value="{nilai.isoformat()}"/>')
        else:
            p = "".join(f"<text:p>{escape(satu)}</text:p>" for satu in str(nilai).split("\n"))
            sel.append(f'<table:table-cell office:value-type="string">{p}</table:table-cell>')
    return f"<table:table-row>{''.join(sel)}</table:table-row>"


def _tulis_xls(jalan: Path, lembar: dict[str, list[list[object]]], **_) -> None:
    tulis_xls(jalan, lembar)


TULIS = {"xlsx": tulis_xlsx, "xls": _tulis_xls, "ods": tulis_ods, "csv": tulis_csv}
