"""Templat buku kerja: kolom teks supaya nomor selamat, daftar pilihan, baris contoh, dan petunjuk."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tksk_portal.excel.bentuk import LEMBAR_PETUNJUK, LEMBAR_PILIHAN, huruf_kolom
from tksk_portal.excel.tataletak import Kolom, TataLetak

LEMBAR_ISIAN = "Isian"
BARIS_SIAP = 5_000  # baris yang sudah berformat teks dan berdaftar pilihan
BARIS_JUDUL = 3
TANDA_CONTOH = "Contoh"
LEBAR = {"nomor16": 20, "tanggal": 16, "bilangan": 12, "pilihan": 26, "teks": 28}
PETUNJUK = {
    "nomor16": "16 angka, tanpa spasi. Kolom ini sudah berbentuk teks; jangan diubah menjadi angka.",
    "tanggal": "Tulis tanggal-bulan-tahun, misalnya 12-05-1958. Bila hanya tahunnya diketahui, tulis 1958.",
    "bilangan": "Tulis angka saja.",
    "pilihan": "Pilih dari daftar.",
    "teks": "",
}
PETUNJUK_UMUM = (
    "Isi mulai baris di bawah baris contoh. Baris contoh tidak ikut dibaca; boleh dibiarkan atau dihapus.",
    "Jangan mengubah judul kolom. Urutan kolom boleh diubah; kolom yang tidak dipakai boleh dikosongkan.",
    "Kolom bertanda * harus diisi.",
    "Menyalin dari berkas lain: pakai Tempel Khusus > Nilai, supaya bentuk teks dan daftar pilihan tidak hilang.",
    "NIK dan nomor KK yang disalin sebagai angka kehilangan angka terakhirnya di Excel; baris seperti itu ditolak.",
    "Simpan sebagai .xlsx, lalu unggah. Baris yang ditolak dikembalikan dalam berkas yang sama, bertanda merah.",
)


def templat(
    keluar: Path,
    *,
    tata_letak: TataLetak,
    judul: str,
    daftar: Mapping[str, Sequence[str]],
    contoh: Iterable[Mapping[str, str]],
) -> None:
    """Write a workbook to fill in; what `kenali` recognises as `tata_letak`, and whose example rows are skipped.

    Args:
        keluar: where the xlsx is written.
        tata_letak: its columns, in order; the label is the heading.
        judul: the title above the headings (place, period).
        daftar: field -> the choices of its drop-down list.
        contoh: example rows, field -> text.

    Raises:
        ValueError: a list or an example names a field that the layout does not have.
    """
    contoh = list(contoh)
    nama = {kolom.nama for kolom in tata_letak.kolom}
    if asing := ({*daftar, *(n for satu in contoh for n in satu)} - nama):
        raise ValueError(f"kolom tidak ada dalam tata letak {tata_letak.kode}: {', '.join(sorted(asing))}")
    with xlsxwriter.Workbook(str(keluar), {"strings_to_formulas": False, "strings_to_urls": False}) as buku:
        isian = buku.add_worksheet(LEMBAR_ISIAN)
        petunjuk = buku.add_worksheet(LEMBAR_PETUNJUK)
        pilihan = _tulis_pilihan(buku, tata_letak, daftar)
        _tulis_isian(buku, isian, tata_letak, judul, contoh)
        for nomor, kolom in enumerate(tata_letak.kolom, 1):
            _pasang_periksa(isian, nomor, kolom, pilihan.get(kolom.nama, ""), BARIS_JUDUL + len(contoh))
        _tulis_petunjuk(buku, petunjuk, tata_letak, judul)
        isian.activate()


def _tulis_pilihan(buku: Workbook, tata_letak: TataLetak, daftar: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Write the lists on a hidden sheet; return field -> the range of its list."""
    isi = [(kolom, list(daftar[kolom.nama])) for kolom in tata_letak.kolom if daftar.get(kolom.nama)]
    if not isi:
        return {}
    lembar = buku.add_worksheet(LEMBAR_PILIHAN)
    lembar.hide()
    teks = buku.add_format({"num_format": "@"})
    acuan = {}
    for nomor, (kolom, pilihan) in enumerate(isi):
        lembar.write_string(0, nomor, kolom.label, teks)
        for baris, satu in enumerate(pilihan, 1):
            lembar.write_string(baris, nomor, satu, teks)
        huruf = huruf_kolom(nomor + 1)
        acuan[kolom.nama] = f"='{LEMBAR_PILIHAN}'!${huruf}$2:${huruf}${len(pilihan) + 1}"
    return acuan


def _tulis_isian(
    buku: Workbook, lembar: Worksheet, tata_letak: TataLetak, judul: str, contoh: list[Mapping[str, str]]
) -> None:
    teks = buku.add_format({"num_format": "@"})
    kepala = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "num_format": "@"}
    wajib = buku.add_format(kepala | {"bg_color": "#D5E3F0"})
    biasa = buku.add_format(kepala | {"bg_color": "#EEF1F4"})
    miring = buku.add_format({"italic": True, "font_color": "#5F6B76", "num_format": "@"})
    lembar.write_string(0, 0, judul, buku.add_format({"bold": True, "font_size": 14}))
    lembar.set_column(0, 0, 9, teks)
    lembar.write_string(BARIS_JUDUL - 1, 0, "No", biasa)
    for nomor, kolom in enumerate(tata_letak.kolom, 1):
        lembar.set_column(nomor, nomor, LEBAR.get(kolom.jenis, 28), teks)
        lembar.write_string(
            BARIS_JUDUL - 1, nomor, kolom.label + (" *" if kolom.wajib else ""), wajib if kolom.wajib else biasa
        )
    lembar.set_row(BARIS_JUDUL - 1, 32)
    for baris, satu in enumerate(contoh, BARIS_JUDUL):
        lembar.write_string(baris, 0, TANDA_CONTOH, miring)
        for nomor, kolom in enumerate(tata_letak.kolom, 1):
            if satu.get(kolom.nama):
                lembar.write_string(baris, nomor, str(satu[kolom.nama]), miring)
    lembar.freeze_panes(BARIS_JUDUL, 0)


def _pasang_periksa(lembar: Worksheet, nomor: int, kolom: Kolom, acuan: str, awal: int) -> None:
    """Attach the list, the check of the length, and the hint that shows when the cell is entered."""
    petunjuk = kolom.petunjuk or PETUNJUK.get(kolom.jenis, "")
    sifat: dict[str, object] = {"ignore_blank": True, "error_type": "warning"}
    if petunjuk:
        sifat |= {"input_title": kolom.label[:32], "input_message": petunjuk[:255]}
    if acuan:
        sifat |= {"validate": "list", "source": acuan, "error_type": "stop"}
        sifat |= {"error_title": "Tidak ada dalam daftar", "error_message": "Pilih salah satu dari daftar."}
    elif kolom.jenis == "nomor16":
        sifat |= {"validate": "length", "criteria": "==", "value": 16}
        sifat |= {"error_title": "Harus 16 angka", "error_message": "Cocokkan dengan KTP/KK."}
    else:
        sifat |= {"validate": "any"}
        if not petunjuk:
            return
    lembar.data_validation(awal, nomor, awal + BARIS_SIAP, nomor, sifat)


def _tulis_petunjuk(buku: Workbook, lembar: Worksheet, tata_letak: TataLetak, judul: str) -> None:
    tebal = buku.add_format({"bold": True})
    bungkus = buku.add_format({"text_wrap": True, "valign": "top"})
    lembar.set_column(0, 0, 32, bungkus)
    lembar.set_column(1, 1, 90, bungkus)
    lembar.write_string(0, 0, "Petunjuk pengisian", buku.add_format({"bold": True, "font_size": 14}))
    lembar.write_string(1, 0, judul)
    for baris, kalimat in enumerate(PETUNJUK_UMUM, 3):
        lembar.write_number(baris, 0, baris - 2, buku.add_format({"align": "right", "valign": "top"}))
        lembar.write_string(baris, 1, kalimat, bungkus)
    awal = 4 + len(PETUNJUK_UMUM)
    lembar.write_string(awal, 0, "Kolom", tebal)
    lembar.write_string(awal, 1, "Cara mengisi", tebal)
    for baris, kolom in enumerate(tata_letak.kolom, awal + 1):
        harus = " (harus diisi)" if kolom.wajib else ""
        lembar.write_string(baris, 0, kolom.label + harus)
        lembar.write_string(baris, 1, kolom.petunjuk or PETUNJUK.get(kolom.jenis, "") or "Tulis apa adanya.")
