"""Membaca xlsx: seluruh bagiannya diperiksa dan dihitung dahulu, baru isinya dibaca."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, load_workbook

from tksk_portal.excel.bentuk import LEMBAR_PORTAL, Batas, Buku, BukuDitolak, Lembar, Ukuran, angka, pangkas
from tksk_portal.excel.lembarxml import ENTITAS, ukur, urai_xml
from tksk_portal.excel.zipaman import RUSAK, ZipAman

MAKRO = (
    "Berkas ini berisi makro. Di Excel: Simpan Sebagai, pilih jenis “Buku Kerja Excel (*.xlsx)” tanpa makro, lalu "
    "unggah yang baru."
)
TAUTAN = (
    "Berkas ini mengambil data dari berkas atau sumber lain (tautan luar). Di Excel: Data > Edit Tautan > Putuskan "
    "Tautan, atau salin tabelnya dan tempel sebagai nilai ke buku kerja baru, lalu unggah."
)
TANAM = (
    "Berkas ini berisi objek tertanam (berkas lain di dalamnya). Salin tabelnya saja ke buku kerja baru, lalu unggah."
)
KOSONG = "Buku kerja ini kosong: tidak ada sel yang terisi. Isi dahulu tabelnya, lalu unggah lagi."
BINER = "Berkas ini buku kerja biner (.xlsb). Di Excel: Simpan Sebagai .xlsx, lalu unggah yang baru."
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PENGODEAN = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']")
_TEKS_SI = re.compile(rb"<(?:\w+:)?si[\s/>]")
_UNIK = re.compile(rb"\suniqueCount\s*=\s*[\"']([^\"']{0,40})[\"']")
JENIS_LEMBAR = ("worksheet",)
TAUTAN_BAIK = ("/hyperlink",)


@dataclass(frozen=True)
class BagianLembar:
    """A worksheet in the archive: its name, its part (lower case), whether it is hidden."""

    nama: str
    bagian: str
    tersembunyi: bool


def baca_xlsx(jalan: Path, batas: Batas) -> Buku:
    """Read an xlsx file.

    Raises:
        BukuDitolak: hostile, broken, encrypted, too large, or empty.
    """
    with ZipAman(jalan, batas) as zip_aman:
        periksa_bagian(zip_aman)
        daftar = daftar_lembar(zip_aman)
        if len(daftar) > batas.lembar:
            raise BukuDitolak(
                f"Buku kerja ini berisi {angka(len(daftar))} lembar; paling banyak {angka(batas.lembar)}. Pindahkan "
                "tabelnya ke buku kerja baru, lalu unggah."
            )
        _periksa_isi(zip_aman, {lembar.bagian for lembar in daftar})
        ukuran = [ukur(lembar.nama, lambda bagian=lembar.bagian: zip_aman.alir(bagian), batas) for lembar in daftar]
        if sum(u.sel for u in ukuran) > batas.sel:
            raise BukuDitolak(
                f"Buku kerja ini berisi lebih dari {angka(batas.sel)} sel. Bagi menjadi beberapa berkas, lalu unggah "
                "satu per satu."
            )
        _periksa_teks_bersama(zip_aman, ukuran, batas)
    lembar = isi_lembar(jalan, daftar, ukuran, batas)
    if not any(satu.baris for satu in lembar):
        raise BukuDitolak(KOSONG)
    return Buku("xlsx", lembar, peringatan_lembar(lembar, ukuran))


def periksa_bagian(zip_aman: ZipAman) -> None:
    """Refuse what no table needs: macros, links to elsewhere, embedded objects, other formats of the same family."""
    nama = zip_aman.bagian
    if "xl/workbook.bin" in nama:
        raise BukuDitolak(BINER)
    if any(n.rpartition("/")[2].startswith(("vbaproject", "vbadata")) or n.startswith("xl/macrosheets") for n in nama):
        raise BukuDitolak(MAKRO)
    if any(n.startswith(("xl/externallinks/", "xl/querytables/")) or n == "xl/connections.xml" for n in nama):
        raise BukuDitolak(TAUTAN)
    if any(n.startswith(("xl/embeddings/", "xl/activex/")) for n in nama):
        raise BukuDitolak(TANAM)
    if "[content_types].xml" not in nama or "xl/workbook.xml" not in nama:
        raise BukuDitolak(
            "Berkas ini bukan buku kerja Excel, walaupun akhirannya demikian. Pilih berkas .xlsx, .xls, .ods, atau "
            ".csv."
        )
    jenis = zip_aman.baca("[content_types].xml", terbesar=2**20)
    if b"macroEnabled" in jenis or b"vbaProject" in jenis:
        raise BukuDitolak(MAKRO)


def periksa_xml(zip_aman: ZipAman, bagian: str) -> None:
    """Unpack a part once, counting; XML with a document type or in a rare encoding is refused."""
    xml = bagian.endswith((".xml", ".rels", ".vml"))
    ekor = b""
    awal = True
    for potong in zip_aman.alir(bagian):
        if not xml:
            continue
        if awal and potong:
            awal = False
            cocok = _PENGODEAN.match(potong[:200].lstrip(b"\xef\xbb\xbf"))
            if potong[:2] in (b"\xff\xfe", b"\xfe\xff") or (
                cocok and cocok[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")
            ):
                raise BukuDitolak(ENTITAS)
        if _DTD.search(ekor + potong):
            raise BukuDitolak(ENTITAS)
        ekor = potong[-16:]


def _periksa_isi(zip_aman: ZipAman, lembar: set[str]) -> None:
    for bagian in zip_aman.bagian:
        if bagian not in lembar:  # isi lembar diurai dan diperiksa ketika diukur
            periksa_xml(zip_aman, bagian)
        if bagian.endswith(".rels"):
            for hubungan in hubungan_dari(zip_aman, bagian):
                luar = hubungan.get("TargetMode", "").lower() == "external"
                if luar and not hubungan.get("Type", "").endswith(TAUTAN_BAIK):
                    raise BukuDitolak(TAUTAN)
                if hubungan.get("Type", "").endswith(("/oleObject", "/package", "/control")) and not luar:
                    raise BukuDitolak(TANAM)


def hubungan_dari(zip_aman: ZipAman, bagian: str) -> list[dict[str, str]]:
    """Return the relationships of a .rels part, [] when it is not there."""
    if bagian not in zip_aman:
        return []
    hasil: list[dict[str, str]] = []

    def mulai(unsur: str, sifat: dict[str, str]) -> None:
        if unsur.rpartition(":")[2] == "Relationship":
            hasil.append(sifat)

    urai_xml(iter([zip_aman.baca(bagian)]), mulai=mulai, selesai=lambda _u: None, huruf=None)
    return hasil


def sasaran(bagian: str, target: str) -> str:
    """Return the part a relationship of `bagian` points to, in lower case."""
    if target.startswith("/"):
        return target.lstrip("/").casefold()
    jalan = bagian.split("/")[:-1]
    for potong in target.replace("\\", "/").split("/"):
        if potong == "..":
            jalan = jalan[:-1]
        elif potong not in ("", "."):
            jalan.append(potong)
    return "/".join(jalan).casefold()


def daftar_lembar(zip_aman: ZipAman) -> list[BagianLembar]:
    """Return the worksheets in the order of the workbook; charts and dialogs are left out."""
    tujuan = {
        h.get("Id", ""): (sasaran("xl/workbook.xml", h.get("Target", "")), h.get("Type", ""))
        for h in hubungan_dari(zip_aman, "xl/_rels/workbook.xml.rels")
    }
    hasil: list[BagianLembar] = []

    def mulai(unsur: str, sifat: dict[str, str]) -> None:
        if unsur.rpartition(":")[2] != "sheet":
            return
        kunci = next((nilai for nama, nilai in sifat.items() if nama.endswith(":id")), "")
        bagian, jenis = tujuan.get(kunci, ("", ""))
        if jenis.endswith("/xlMacrosheet"):
            raise BukuDitolak(MAKRO)
        if jenis.rpartition("/")[2] in JENIS_LEMBAR and bagian in zip_aman:
            hasil.append(BagianLembar(sifat.get("name", ""), bagian, sifat.get("state", "visible") != "visible"))

    urai_xml(iter([zip_aman.baca("xl/workbook.xml")]), mulai=mulai, selesai=lambda _u: None, huruf=None)
    if not hasil:
        raise BukuDitolak(RUSAK)
    if len({lembar.nama.casefold() for lembar in hasil}) < len(hasil) or len({x.bagian for x in hasil}) < len(hasil):
        raise BukuDitolak(RUSAK)
    return hasil


def _periksa_teks_bersama(zip_aman: ZipAman, ukuran: list[Ukuran], batas: Batas) -> None:
    """Bound what the shared strings become once they are copied into each cell that points to them."""
    bagian = "xl/sharedstrings.xml"
    if bagian not in zip_aman:
        return
    terpanjang = jumlah = 0
    for panjang in _panjang_teks(zip_aman.alir(bagian)):
        terpanjang = max(terpanjang, panjang)
        jumlah += 1
    # Pembaca memesan tempat sebanyak yang diumumkan; angka palsu menjatuhkan seluruh proses.
    ekor = b""
    for potong in zip_aman.alir(bagian):
        for diumumkan in _UNIK.findall(ekor + potong):
            if not diumumkan.isdigit() or int(diumumkan[:12]) > jumlah + 1_000:
                raise BukuDitolak(RUSAK)
        ekor = potong[-64:]
    if terpanjang > 8 * batas.teks:
        raise BukuDitolak(
            f"Ada sel yang isinya lebih dari {angka(batas.teks)} huruf. Pendekkan, simpan, lalu unggah lagi."
        )
    kasar = terpanjang * sum(u.sel for u in ukuran)
    if kasar > 4 * batas.huruf:
        _hitung_teks(zip_aman, batas)


def _panjang_teks(potongan: Iterator[bytes]) -> Iterator[int]:
    """Yield the length in bytes of each shared string (tags included)."""
    sisa = b""
    for potong in potongan:
        bagian = _TEKS_SI.split(sisa + potong)
        sisa = bagian.pop()
        yield from map(len, bagian)
        if len(sisa) > 4 * 2**20:
            raise BukuDitolak(RUSAK)
    yield len(sisa)


def _hitung_teks(zip_aman: ZipAman, batas: Batas) -> None:
    """Add up the lengths of the strings that the cells point to (only when a rough bound is not enough)."""
    panjang = list(_panjang_teks(zip_aman.alir("xl/sharedstrings.xml")))[1:]
    jumlah = 0
    for lembar in daftar_lembar(zip_aman):
        sisa = b""
        for potong in zip_aman.alir(lembar.bagian):
            data = sisa + potong
            letak = data.rfind(b"<")
            sisa, data = data[letak:], data[:letak]
            for nomor in re.findall(rb"v>\s*([0-9]{1,9})", data):
                if int(nomor) < len(panjang):
                    jumlah += panjang[int(nomor)]
            if jumlah > 4 * batas.huruf:
                raise BukuDitolak(
                    "Isi sel pada buku kerja ini terlalu panjang bila dijumlahkan. Bagi menjadi beberapa berkas, lalu "
                    "unggah satu per satu."
                )


def isi_lembar(jalan: Path, daftar: list[BagianLembar], ukuran: list[Ukuran], batas: Batas) -> list[Lembar]:
    """Read the cells of the measured sheets.

    Raises:
        BukuDitolak: the reader cannot make sense of it.
    """
    hasil = []
    try:
        with load_workbook(str(jalan)) as buku:
            for bagian, luas in zip(daftar, ukuran, strict=True):
                baris: list[list[object]] = []
                if luas.sel:
                    lembar = buku.get_sheet_by_name(bagian.nama)
                    if lembar.end and (lembar.end[0] >= batas.baris or lembar.end[1] >= batas.kolom):
                        raise BukuDitolak(RUSAK)
                    baris = _sel(lembar)
                hasil.append(_lembar(bagian, baris, luas))
    except (CalamineError, OSError, ValueError):
        raise BukuDitolak(RUSAK) from None
    except BaseException as galat:
        if type(galat).__name__ != "PanicException":
            raise
        raise BukuDitolak(RUSAK) from None
    return hasil


def _sel(lembar: CalamineSheet) -> list[list[object]]:
    """Return the cells from A1 on: the reader leaves out blank columns at the left (and might leave out rows above)."""
    if lembar.end is None:
        return []
    tinggi, lebar = lembar.end[0] + 1, lembar.end[1] + 1
    baris = [pangkas([None] * (lebar - len(isi)) + isi) for isi in lembar.iter_rows()]
    return [[] for _ in range(tinggi - len(baris))] + baris


def _lembar(bagian: BagianLembar, baris: list[list[object]], luas: Ukuran) -> Lembar:
    for (nomor, kolom), galat in luas.galat.items():
        if kolom > 0 and 0 < nomor <= len(baris):
            isi = baris[nomor - 1]
            isi.extend([None] * (kolom - len(isi)))
            isi[kolom - 1] = galat or "#N/A"
    while baris and not baris[-1]:
        baris.pop()
    return Lembar(bagian.nama, baris, 1, luas.rumus, luas.gabungan, bagian.tersembunyi)


def peringatan_lembar(lembar: list[Lembar], ukuran: list[Ukuran]) -> list[str]:
    """Return what the user should know about hidden sheets and rows."""
    hasil = []
    tersembunyi = [satu.nama for satu in lembar if satu.tersembunyi and satu.baris and satu.nama not in LEMBAR_PORTAL]
    if tersembunyi:
        nama = ", ".join(f"“{n}”" for n in tersembunyi[:5])
        hasil.append(f"Lembar tersembunyi tidak dibaca: {nama}. Tampilkan dahulu bila isinya perlu dibaca.")
    for satu, luas in zip(lembar, ukuran, strict=True):
        if luas.baris_tersembunyi and not satu.tersembunyi:
            hasil.append(f"Lembar “{satu.nama}” punya baris yang tersembunyi atau tersaring; baris itu ikut dibaca.")
    return hasil
