"""Laporan akses sebagai PDF."""

from collections.abc import Collection

from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dokumen.cetak import laporan_pdf
from tksk_portal.dokumen.isi import Blok, Paragraf, Rincian, Tabel
from tksk_portal.lindung.subjek import BagianLaporan
from tksk_portal.tampilan.templatetags.tampilan import waktu

JUDUL = "Laporan Akses Data Pribadi"


def laporan_akses(
    bagian: list[BagianLaporan], *, tahan: Collection[str], alasan: str, keperluan: str, by: Lingkup
) -> bytes:
    """Return the report as PDF, without number: each section, or that it is withheld and why.

    Raises:
        TidakTercetak: a letter is missing from the typeface.
    """
    blok: list[Blok] = []
    for nomor, satu in enumerate(bagian, start=1):
        blok.append(Paragraf(f"{nomor}. {satu.judul}", menjorok=False))
        if satu.kode in tahan:
            blok.append(Paragraf(f"Ditahan: {alasan}", menjorok=False))
            continue
        blok += [_dirapikan(b) for b in satu.blok]
    kini = timezone.now()
    return laporan_pdf(
        judul=JUDUL,
        blok=blok,
        tanggal=timezone.localdate(),
        penerbit=by.keterangan,
        rincian=[("Disusun oleh", by.keterangan), ("Disusun pada", waktu(kini)), ("Untuk", keperluan)],
    )


def _dirapikan(blok: Blok) -> Blok:
    if isinstance(blok, Tabel) and not blok.baris:
        return Paragraf("Tidak ada.", menjorok=False)
    return Rincian([(k, v or "–") for k, v in blok.baris]) if isinstance(blok, Rincian) else blok
