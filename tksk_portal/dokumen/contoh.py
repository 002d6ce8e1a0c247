"""Contoh surat dengan kop sebuah kantor, untuk dilihat admin sebelum dipakai."""

from django.utils import timezone

from tksk_portal.dokumen.cetak import pratinjau_gambar, pratinjau_pdf
from tksk_portal.dokumen.isi import IsiSurat, Paragraf
from tksk_portal.dokumen.models import Kop, Surat

ISI = IsiSurat(
    perihal="Contoh surat",
    sifat="Biasa",
    tujuan=["Yth. Penerima surat", "di tempat"],
    blok=[
        Paragraf("Beginilah kop kantor tercetak. Periksa nama, alamat, dan lambangnya sebelum menerbitkan surat."),
        Paragraf("Atas perhatiannya kami ucapkan terima kasih."),
    ],
)


def contoh_gambar(kop: Kop) -> bytes:
    """Return the first page of a sample letter as picture, after composing it as PDF too.

    Raises:
        TidakTercetak: the letterhead holds a letter that the typeface does not have.
    """
    surat = Surat(kop=kop, wilayah_id=kop.wilayah_id, kantor=kop.kantor, jenis="surat", perihal=ISI.perihal)
    surat.isi = ISI.ke_json()
    surat.penandatangan = kop.penandatangan.berlaku(timezone.localdate()).first()
    pratinjau_pdf(surat, tanggal=timezone.localdate())
    return pratinjau_gambar(surat, tanggal=timezone.localdate())[0]
