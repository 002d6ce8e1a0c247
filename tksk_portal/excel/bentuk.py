"""Bentuk buku kerja setelah dibaca, batasnya, dan penolakannya."""

from dataclasses import dataclass, field

LEMBAR_HASIL = "Hasil pemeriksaan"
LEMBAR_PILIHAN = "Daftar pilihan"
LEMBAR_PETUNJUK = "Petunjuk"
# Lembar yang ditulis portal sendiri; tidak pernah dibaca sebagai tabel isian.
LEMBAR_PORTAL = frozenset({LEMBAR_HASIL, LEMBAR_PILIHAN, LEMBAR_PETUNJUK})
GALAT_EXCEL = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)


class BukuDitolak(Exception):
    """The file is no workbook that may be read; `pesan` says in Indonesian why, and what to do."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


@dataclass(frozen=True)
class Batas:
    """How much one workbook may hold.

    Attributes:
        berkas: bytes of the file as uploaded.
        urai: bytes of everything in it, unpacked; counted while unpacking, not as declared.
        baris: the last row in use, of each sheet. A kabupaten's register has 246,000 rows (pelajaran.md).
        kolom: the last column in use.
        sel: filled cells of the whole workbook.
        petak: rows x columns of the used area of one sheet, blank cells included.
        huruf: characters of all cells together.
        lembar: sheets.
        teks: characters of one cell; Excel itself allows 32,767.
    """

    berkas: int = 64 * 2**20
    urai: int = 384 * 2**20
    baris: int = 300_000
    kolom: int = 200
    sel: int = 4_000_000
    petak: int = 8_000_000
    huruf: int = 200_000_000
    lembar: int = 60
    teks: int = 32_767


BATAS = Batas()


@dataclass
class Lembar:
    """One sheet.

    Attributes:
        nama: its name.
        baris: cells as read: str, float, int, bool, date, datetime, time, timedelta, None. Trailing blanks of a row
            are cut. An Excel error stands as its text ("#N/A").
        mulai: the Excel number (1-based) of `baris[0]`.
        rumus: (row, column), 1-based, of cells that hold a formula.
        gabungan: merged areas as (first row, first column, last row, last column), 1-based.
        tersembunyi: the sheet is hidden.
    """

    nama: str
    baris: list[list[object]]
    mulai: int = 1
    rumus: set[tuple[int, int]] = field(default_factory=set)
    gabungan: list[tuple[int, int, int, int]] = field(default_factory=list)
    tersembunyi: bool = False


@dataclass
class Buku:
    """One workbook; `peringatan` are sentences for the user."""

    jenis: str
    lembar: list[Lembar]
    peringatan: list[str] = field(default_factory=list)


@dataclass
class Ukuran:
    """What a sheet holds, counted before it is read: last row and column in use, filled cells, characters."""

    baris: int = 0
    kolom: int = 0
    sel: int = 0
    huruf: int = 0
    rumus: set[tuple[int, int]] = field(default_factory=set)
    galat: dict[tuple[int, int], str] = field(default_factory=dict)
    gabungan: list[tuple[int, int, int, int]] = field(default_factory=list)
    baris_tersembunyi: bool = False


def angka(nilai: int) -> str:
    """Return 300000 as "300.000"."""
    return f"{nilai:,}".replace(",", ".")


def mega(nilai: int) -> str:
    """Return bytes as "64 MB"."""
    return f"{max(1, nilai // 2**20)} MB"


def periksa_ukuran(nama: str, ukuran: Ukuran, batas: Batas) -> None:
    """Refuse a sheet that is too large to read.

    Raises:
        BukuDitolak: more rows, columns, cells or characters than allowed.
    """
    if ukuran.kolom > batas.kolom:
        raise BukuDitolak(
            f"Lembar “{nama}” terisi sampai kolom ke-{angka(ukuran.kolom)}; paling banyak {angka(batas.kolom)} kolom. "
            "Hapus kolom yang tidak dipakai di sebelah kanan tabel, simpan, lalu unggah lagi."
        )
    if ukuran.baris > batas.baris:
        raise BukuDitolak(
            f"Lembar “{nama}” terisi sampai baris {angka(ukuran.baris)}; paling banyak {angka(batas.baris)} baris. "
            "Bagi menjadi beberapa berkas, atau hapus isi yang tercecer jauh di bawah tabel."
        )
    if ukuran.sel > batas.sel or ukuran.baris * ukuran.kolom > batas.petak:
        raise BukuDitolak(
            f"Lembar “{nama}” terlalu besar untuk dibaca sekali jalan ({angka(ukuran.baris)} baris dan "
            f"{angka(ukuran.kolom)} kolom). Bagi menjadi beberapa berkas, lalu unggah satu per satu."
        )
    if ukuran.huruf > batas.huruf:
        raise BukuDitolak(
            f"Isi sel pada lembar “{nama}” terlalu panjang bila dijumlahkan. Bagi menjadi beberapa berkas, lalu "
            "unggah satu per satu."
        )


def kolom_dari_huruf(huruf: str | bytes) -> int:
    """Return the 1-based column of "A", "AB", ...; 0 for none."""
    nomor = 0
    for h in huruf if isinstance(huruf, bytes) else huruf.encode():
        nomor = nomor * 26 + h - 64
    return nomor


def huruf_kolom(nomor: int) -> str:
    """Return "A" for 1, "AB" for 28."""
    huruf = ""
    while nomor > 0:
        nomor, sisa = divmod(nomor - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf


def pangkas(baris: list[object]) -> list[object]:
    """Return a row with "" as None, and trailing blanks cut."""
    bersih = [None if nilai == "" else nilai for nilai in baris]
    while bersih and bersih[-1] is None:
        bersih.pop()
    return bersih
