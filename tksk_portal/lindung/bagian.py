"""Bagian laporan akses yang sama bagi semua register: asal, tujuan, siapa membuka, siapa menerima, riwayat, permintaan.

Laporannya diberikan kepada orangnya, jadi petugas disebut dengan kantor dan tugasnya, bukan namanya.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Field, Model

from tksk_portal.akses import lingkup
from tksk_portal.dokumen.isi import Blok, KolomTabel, Paragraf, Rincian, Tabel
from tksk_portal.excel.models import Ekspor
from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.jejak.riwayat import Peristiwa
from tksk_portal.lindung.buku_kerja import memuat_tempat
from tksk_portal.lindung.kegiatan import tentang
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.subjek import BagianLaporan
from tksk_portal.tampilan.templatetags.tampilan import tanggal, waktu
from tksk_portal.wilayah.models import Wilayah

TERBANYAK = 500


def label(medan: Field) -> str:
    """Return a field's name as a heading."""
    nama = str(medan.verbose_name)
    return nama[:1].upper() + nama[1:]


def isi_rekaman(objek: Model, tanpa: Collection[str]) -> list[tuple[str, str]]:
    """Return label and value of the columns of a record, but for the technical ones."""
    return [
        (label(m), kata_nilai(m, getattr(objek, m.attname))) for m in objek._meta.concrete_fields if m.name not in tanpa
    ]


def tempat(wilayah: str) -> str:
    """Return a place with what lies above it, in words."""
    return ", ".join(w.sebutan for w in reversed(Wilayah.objects.jalur(wilayah)) if w.kode != "0")


def pencatat(objek: Model) -> str:
    """Return under which duty a record was first written."""
    awal = objek.riwayat.order_by("pgh_id").first()
    return (awal.pgh_context or {}).get("tugas", "") if awal else ""


def tujuan(rekaman: str, wilayah: str) -> BagianLaporan:
    """Return what the data are processed for."""
    isi = [Rincian([("Kegiatan", k.nama), *k.rincian]) for k in tentang(rekaman, wilayah)]
    return BagianLaporan("tujuan", "Untuk apa dan atas dasar apa", isi)


def pembukaan(objek: Model) -> BagianLaporan:
    """Return who opened the record."""
    semua = list(Pembukaan.objects.pada(objek)[: TERBANYAK + 1])
    baris = [(waktu(p.pada), p.sebagai, p.get_bagian_display(), p.tujuan or "–") for p in semua[:TERBANYAK]]
    kolom = (KolomTabel("Waktu"), KolomTabel("Kantor dan tugas", lebar=2), KolomTabel("Apa"), KolomTabel("Keperluan"))
    lebih = [Paragraf(f"Hanya {TERBANYAK} pembukaan terakhir yang ditampilkan.", menjorok=False)]
    isi = [Tabel(kolom, baris), *(lebih if len(semua) > TERBANYAK else [])]
    return BagianLaporan("pembukaan", "Siapa yang membukanya", isi)


def penerima(sumber: Sequence[str], wilayah: str, sejak: datetime) -> BagianLaporan:
    """Return which offices took lists out that may hold the person."""
    syarat = memuat_tempat(sumber, wilayah)
    # Yang diambil provinsi dan Kementerian Sosial tidak tampak dari kabupaten/kota, tetapi termasuk hak orangnya.
    with lingkup.masuk(lingkup.sistem("menyusun laporan akses")):
        semua = Ekspor.objects.filter(syarat, berkas__isnull=False, selesai_pada__gte=sejak)
        semua = list(semua.order_by("-selesai_pada")[:TERBANYAK])
    baris = [
        (
            waktu(e.selesai_pada),
            e.sebagai,
            "dengan nama" if e.identitas else "nama samar",
            e.kata_saring or "semua",
            e.tujuan or "–",
        )
        for e in semua
    ]
    kolom = (
        KolomTabel("Waktu"),
        KolomTabel("Diambil oleh", lebar=2),
        KolomTabel("Isi"),
        KolomTabel("Cakupan"),
        KolomTabel("Keperluan"),
    )
    kata = (
        "Daftar yang dibawa keluar sebagai berkas oleh kantor yang wilayahnya meliputi tempat tinggal orang ini, sejak "
        "datanya dicatat. Isi tiap berkas tidak disimpan sesudah masa simpannya lewat, jadi tidak dapat dipastikan "
        "apakah orang ini termasuk di dalamnya bila ada saringan. Yang dilakukan penerima dengan berkasnya, foto "
        "layar, dan salinan di atas kertas juga tidak dapat diketahui portal."
    )
    isi = [Paragraf(kata, menjorok=False), Tabel(kolom, baris)]
    return BagianLaporan("penerima", "Kepada siapa diberikan", isi)


def riwayat(peristiwa: Iterable[tuple[str, Peristiwa]], rawan: str = "") -> BagianLaporan:
    """Return the changes as (part, event), newest first; officers by their duty."""
    urut = sorted(peristiwa, key=lambda satu: satu[1].pada, reverse=True)
    baris = [
        (
            waktu(p.pada),
            p.tugas or "petugas",
            f"{bagian} {p.label}",
            "\n".join(f"{u.medan}: {u.sebelum + ' → ' if u.sebelum else ''}{u.sesudah}" for u in p.ubahan) or "–",
        )
        for bagian, p in urut[:TERBANYAK]
    ]
    kolom = (KolomTabel("Waktu"), KolomTabel("Kantor dan tugas"), KolomTabel("Apa"), KolomTabel("Perubahan", lebar=3))
    return BagianLaporan("riwayat", "Riwayat perubahan", [Tabel(kolom, baris)], rawan)


def usulan(semua: Iterable, rawan: str = "Kalimat bebas petugas.") -> BagianLaporan:
    """Return the pending and decided changes: when, where they stand, why."""
    baris = [(waktu(r.dibuat_pada), r.get_status_display(), r.alasan) for r in semua]
    kolom = (KolomTabel("Waktu"), KolomTabel("Status"), KolomTabel("Alasan", lebar=3))
    return BagianLaporan("usulan", "Usulan perubahan", [Tabel(kolom, baris)], rawan)


def permintaan(kode: str, objek_id: UUID) -> BagianLaporan:
    """Return the earlier requests about the record."""
    baris = [
        (p.nomor, p.get_jenis_display(), tanggal(p.diterima_pada), p.get_status_display())
        for p in Permintaan.objects.atas(kode, objek_id)
    ]
    kolom = (KolomTabel("Nomor"), KolomTabel("Diminta", lebar=2), KolomTabel("Diterima"), KolomTabel("Status"))
    return BagianLaporan("permintaan", "Permintaan sebelumnya", [Tabel(kolom, baris)])


def daftar(kode: str, judul: str, kolom: Sequence[str], baris: list[tuple], rawan: str = "") -> BagianLaporan:
    """Return a section that is one plain table."""
    isi: list[Blok] = [Tabel(tuple(KolomTabel(k) for k in kolom), baris)]
    return BagianLaporan(kode, judul, isi, rawan)
