"""Bahan uji surat: kantor yang siap menerbitkan, isi surat, dan PDF bertanda tangan tiruan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buka
from tksk_portal.dokumen import actions
from tksk_portal.dokumen.isi import IsiSurat, Paragraf
from tksk_portal.dokumen.models import Kop, Penandatangan, PolaNomor, Surat

POLA = "{kode}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}"
ISI = IsiSurat(
    perihal="Undangan rapat koordinasi",
    sifat="Biasa",
    tujuan=["Yth. Camat Samarinda Ulu", "di Samarinda"],
    blok=[Paragraf("Rapat koordinasi data PMKS diadakan di kantor dinas sosial.")],
    tembusan=["Arsip"],
)


def siapkan_kantor(
    wilayah: str = "64.72",
    kantor: str = "kabkota",
    *,
    nama: str = "Dinas Sosial Kota Samarinda",
    pola: str | None = POLA,
) -> Kop:
    """Set up an office that can issue letters; in the scope of the system."""
    with lingkup.masuk(lingkup.sistem("uji")):
        kop = Kop.objects.create(
            wilayah_id=wilayah,
            kantor=kantor,
            nama=nama,
            singkatan="DINSOS",
            baris=["PEMERINTAH KOTA SAMARINDA", "DINAS SOSIAL"],
            alamat="Jalan Dahlia Nomor 2, Samarinda",
            kota="Samarinda",
        )
        Penandatangan.objects.create(
            kop=kop,
            wilayah_id=wilayah,
            jabatan="Kepala Dinas Sosial",
            nama="Dra. Sri Wahyuni, M.Si.",
            nip="19700512 199503 2 001",
            mulai=date(2026, 1, 1),
        )
        if pola:
            PolaNomor.objects.create(kop=kop, wilayah_id=wilayah, tahun=2026, pola=pola, kode="400")
    return kop


def terbitkan(by: Lingkup, **ganti) -> Surat:
    """Issue an ordinary letter; needs the scope `by` to be entered."""
    return actions.terbitkan(**({"jenis": "surat", "isi": ISI, "by": by} | ganti))


def draf(by: Lingkup, **ganti) -> Surat:
    """Keep a draft; needs the scope `by` to be entered."""
    return actions.simpan_draf(**({"jenis": "surat", "isi": ISI, "by": by} | ganti))


def isi_pdf(surat: Surat) -> bytes:
    """Return the bytes of the issued PDF."""
    with buka(surat.berkas) as isi:
        return isi.read()


def bertanda_tangan(pdf: bytes) -> bytes:
    """Return a copy as signing software leaves it: the original bytes, then an increment with a signature."""
    return pdf + b"\n9999 0 obj\n<< /Type /Sig /ByteRange [0 10 20 30] /Contents <00> >>\nendobj\n%%EOF\n"


@dataclass(frozen=True)
class SuratUji:
    """A letter of the test world, with the office it belongs to."""

    id: UUID
    wilayah: str
    kantor: str
    status: str
    token: str
    kop_id: UUID
    penandatangan_id: UUID
    pola_id: UUID


# kunci: (siapa, keadaan)
SURAT = {
    "draf": ("dinsos", "draf"),
    "terbit": ("dinsos", "terbit"),
    "batal": ("dinsos", "dibatalkan"),
    "provinsi_draf": ("provinsi", "draf"),
    "lain_terbit": ("dinsos_lain", "terbit"),
    "dibuang": ("dinsos", "draf"),
}
KANTOR = {
    "dinsos": ("64.72", "kabkota", "Dinas Sosial Kota Samarinda"),
    "dinsos_lain": ("64.71", "kabkota", "Dinas Sosial Kota Balikpapan"),
    "provinsi": ("64", "provinsi", "Dinas Sosial Provinsi Kalimantan Timur"),
}


def bangun_surat(dunia) -> dict[str, SuratUji]:
    """Set up offices with letters in all states, committed step by step; return the letters by name."""
    kop = {s: siapkan_kantor(wilayah, kantor, nama=nama) for s, (wilayah, kantor, nama) in KANTOR.items()}
    hasil = {}
    for kunci, (siapa, status) in SURAT.items():
        with lingkup.masuk(dunia[siapa].lingkup) as by:
            surat = draf(by) if status == "draf" else terbitkan(by)
            if status == "dibatalkan":
                surat = actions.batalkan(surat=surat, alasan="Salah tujuan", by=by)
            hasil[kunci] = SuratUji(
                id=surat.pk,
                wilayah=surat.wilayah_id,
                kantor=surat.kantor,
                status=surat.status,
                token=surat.token,
                kop_id=surat.kop_id,
                penandatangan_id=kop[siapa].penandatangan.values_list("pk", flat=True).get(),
                pola_id=kop[siapa].pola.values_list("pk", flat=True).get(),
            )
    return hasil
