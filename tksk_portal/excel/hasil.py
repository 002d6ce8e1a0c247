"""Lembar “Hasil pemeriksaan” pada buku kerja yang dikembalikan: apa yang salah, di mana, dan cara melanjutkan."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from tksk_portal.excel.bentuk import LEMBAR_HASIL, angka, huruf_kolom
from tksk_portal.excel.cacat import Cacat, bersih
from tksk_portal.excel.gayaxml import WARNA, Gaya
from tksk_portal.excel.komentar import NS, TERBANYAK, aman

JUDUL = ("Baris", "Sel", "Tanda", "Yang ditemukan", "Yang perlu dilakukan")
LEBAR = (9, 10, 13, 70, 60)
NAMA_NADA = {"tolak": "Ditolak", "peringatan": "Peringatan"}
TAUTAN_TERBANYAK = 5_000
BARIS_TERBANYAK = 1_000_000


def pembuka(cacat: Sequence[Cacat], nama_lembar: str) -> list[str]:
    """Return the sentences above the list."""
    tolak = [satu for satu in cacat if satu.nada == "tolak"]
    baris = len({satu.baris for satu in tolak})
    peringatan = len(cacat) - len(tolak)
    kalimat = [
        "Hasil pemeriksaan Portal TKSK",
        f"Lembar “{nama_lembar}”: {angka(baris)} baris ditolak ({angka(len(tolak))} temuan), {angka(peringatan)} "
        "peringatan.",
        "Sel merah ditolak, sel kuning diperingatkan; alasannya ada pada komentar sel dan pada daftar di bawah.",
        "Cara melanjutkan: perbaiki sel merah pada lembar isian, simpan, lalu unggah lagi berkas ini seutuhnya. Baris "
        "yang sudah diterima tidak dicatat dua kali.",
        "Lembar ini dan tanda-tandanya diganti setiap kali diperiksa; tidak perlu dihapus.",
    ]
    if len({(satu.baris, satu.kolom) for satu in cacat}) > TERBANYAK:
        kalimat.append(
            f"Komentar dipasang pada {angka(TERBANYAK)} sel pertama saja; warna dan daftar di bawah tetap lengkap."
        )
    return kalimat


def isi_baris(satu: Cacat, kolom: int) -> tuple[int, str, str, str, str]:
    """Return one line of the list."""
    return satu.baris, f"{huruf_kolom(kolom)}{satu.baris}", NAMA_NADA[satu.nada], bersih(satu.pesan), bersih(satu.saran)


def lembar_hasil(
    cacat: Sequence[Cacat], letak: dict[int, int], nama_lembar: str, gaya: Gaya, tambahan: Sequence[str] = ()
) -> str:
    """Return the XML of the sheet of results.

    Args:
        cacat: the findings in the order of the list.
        letak: Excel row -> column that stands for the whole row.
        nama_lembar: the sheet that was checked.
        gaya: the styles of the workbook; a few are added.
        tambahan: more sentences above the list.
    """
    p = gaya.awalan
    bungkus = gaya.tambah('applyAlignment="1"', f'<{p}alignment vertical="top" wrapText="1"/>')
    polos = gaya.tambah('applyAlignment="1"', f'<{p}alignment vertical="top"/>')
    warna = {nada: gaya.tandai(polos, nada) for nada in WARNA}
    baris = [_baris(n, [(1, teks, polos)]) for n, teks in enumerate([*pembuka(cacat, nama_lembar), *tambahan], 1)]
    awal = len(baris) + 2
    baris.append(_baris(awal, [(k, teks, polos) for k, teks in enumerate(JUDUL, 1)]))
    tautan = []
    tujuan = "'" + nama_lembar.replace("'", "''") + "'!"
    for n, satu in enumerate(cacat[:BARIS_TERBANYAK], awal + 1):
        nomor, sel, tanda, pesan, saran = isi_baris(satu, satu.kolom or letak.get(satu.baris, 1))
        isi = [(2, sel, polos), (3, tanda, warna[satu.nada]), (4, pesan, bungkus), (5, saran, bungkus)]
        baris.append(_baris(n, isi, f'<c r="A{n}" s="{polos}"><v>{nomor}</v></c>'))
        if n - awal <= TAUTAN_TERBANYAK:
            tautan.append(f'<hyperlink ref="B{n}" location={quoteattr(tujuan + sel)} display="{sel}"/>')
    lebar = "".join(f'<col min="{k}" max="{k}" width="{lebar}" customWidth="1"/>' for k, lebar in enumerate(LEBAR, 1))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{NS}"><sheetViews>'
        f'<sheetView workbookViewId="0"><pane ySplit="{awal}" topLeftCell="A{awal + 1}" activePane="bottomLeft" '
        f'state="frozen"/></sheetView></sheetViews><cols>{lebar}</cols><sheetData>{"".join(baris)}</sheetData>'
        + (f"<hyperlinks>{''.join(tautan)}</hyperlinks>" if tautan else "")
        + "</worksheet>"
    )


def _baris(nomor: int, isi: list[tuple[int, str, int]], awal: str = "") -> str:
    sel = "".join(
        f'<c r="{huruf_kolom(k)}{nomor}" s="{gaya}" t="inlineStr"><is><t xml:space="preserve">{aman(teks)}</t></is></c>'
        for k, teks, gaya in isi
        if teks
    )
    return f'<row r="{nomor}">{awal}{sel}</row>'


__all__ = ["LEMBAR_HASIL", "isi_baris", "lembar_hasil", "pembuka"]
