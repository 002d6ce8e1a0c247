"""Bacaan buku surat: saringan, tahun yang ada, nomor yang terlewat, dan cetakannya."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dokumen.cetak import laporan_pdf
from tksk_portal.dokumen.enums import StatusSurat
from tksk_portal.dokumen.isi import KolomTabel, Tabel
from tksk_portal.dokumen.jenis import label_jenis
from tksk_portal.dokumen.models import Kop, Surat
from tksk_portal.dokumen.nomor import terlewat
from tksk_portal.tampilan.templatetags.tampilan import angka, tanggal_pendek

TERBANYAK_CETAK = 1000
KOLOM = (
    KolomTabel("Nomor", lebar=2.6),
    KolomTabel("Tanggal"),
    KolomTabel("Jenis", lebar=1.6),
    KolomTabel("Hal", lebar=4),
    KolomTabel("Kepada", lebar=2.6),
    KolomTabel("Keterangan", lebar=2),
)


def bernomor(kop: Kop, tahun: int, q: str = "") -> QuerySet[Surat]:
    """Return the register of an office and a year, searched by number or subject."""
    semua = Surat.objects.bernomor().filter(kop=kop, tahun=tahun)
    return semua.filter(Q(nomor__icontains=q) | Q(perihal__icontains=q)) if q else semua


def tahun_ada(kop: Kop) -> list[int]:
    """Return the years with letters, and this year, latest first."""
    ada = set(Surat.objects.bernomor().filter(kop=kop).order_by().values_list("tahun", flat=True).distinct())
    return sorted(ada | {timezone.localdate().year}, reverse=True)


def keterangan(surat: Surat) -> str:
    """Return what the register remarks on a letter."""
    return f"DIBATALKAN: {surat.alasan_batal}" if surat.status == StatusSurat.DIBATALKAN else ""


def cetak_buku(kop: Kop, tahun: int, *, q: str, by: Lingkup) -> bytes:
    """Return the register of a year as PDF, oldest first. At most `TERBANYAK_CETAK` letters; the caller has counted."""
    surat = list(bernomor(kop, tahun, q).order_by("terbit_pada", "id"))
    batal = sum(s.status == StatusSurat.DIBATALKAN for s in surat)
    baris = [
        (
            s.nomor,
            tanggal_pendek(s.tanggal),
            label_jenis(s.jenis),
            s.perihal,
            "\n".join(s.isi.get("tujuan", [])) or "–",
            keterangan(s),
        )
        for s in surat
    ]
    kosong = terlewat(kop, tahun)
    rincian = [
        ("Kantor", kop.nama),
        ("Tahun", str(tahun)),
        ("Jumlah surat", f"{angka(len(surat))}, di antaranya {angka(batal)} dibatalkan"),
        ("Nomor terlewat", ", ".join(map(str, kosong)) or "tidak ada"),
        ("Dicetak oleh", by.keterangan),
    ]
    if q:
        rincian.insert(2, ("Dicari", q))
    return laporan_pdf(
        judul=f"Buku surat keluar tahun {tahun}",
        blok=[Tabel(KOLOM, baris)],
        tanggal=timezone.localdate(),
        penerbit=kop.nama,
        rincian=rincian,
        kop=kop,
        mendatar=True,
    )
