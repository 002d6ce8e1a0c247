"""Perjalanan seseorang di halamannya: kebutuhan yang terbuka, lalu layanan dan keadaan menurut tanggal."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum
from django.db.models.functions import ExtractYear
from django.http import HttpRequest

from pmks.enums import Keadaan
from pmks.models import DataDTSEN, KeadaanOrang, Kebutuhan, Layanan, Orang, Program
from pmks.tampak import boleh_rinci
from tksk_portal.akses.izin import boleh
from tksk_portal.jejak.riwayat import Peristiwa, riwayat_banyak

PALING_BANYAK = 60
NADA_KEADAAN = {
    Keadaan.AKTIF: "hijau",
    Keadaan.TERTANGANI: "hijau",
    Keadaan.PINDAH: "biru",
    Keadaan.MENINGGAL: "abu",
    Keadaan.TIDAK_DITEMUKAN: "kuning",
}
KATA_PERISTIWA = {
    Keadaan.AKTIF: "Kembali ditangani",
    Keadaan.TERTANGANI: "Tertangani",
    Keadaan.PINDAH: "Pindah keluar wilayah",
    Keadaan.MENINGGAL: "Meninggal dunia",
    Keadaan.TIDAK_DITEMUKAN: "Tidak ditemukan",
}
TEKNIS = frozenset({"orang", "wilayah", "versi", "dihapus_oleh", "sebagai", "terverifikasi"})


@dataclass(frozen=True)
class Butir:
    """One event of the timeline: when, what kind, its row."""

    tanggal: date
    saat: datetime
    macam: str
    isi: object


def konteks_jalan(orang: Orang, request: HttpRequest) -> dict:
    """Return what the person's page shows of the course.

    Who may not read the record in full now gets kinds and counts: no amounts, notes, reasons or dates.
    """
    by = request.lingkup
    terbuka = boleh_rinci(orang, by)
    kebutuhan = list(Kebutuhan.objects.filter(orang=orang).order_by("-mendesak", "ditemukan_pada", "id"))
    layanan = list(
        Layanan.objects.tersimpan().filter(orang=orang).select_related("program").order_by("-tanggal", "-id")[:200]
    )
    keadaan = list(
        KeadaanOrang.objects.filter(orang=orang)
        .select_related("kasus__jenis", "dibuat_oleh")
        .order_by("-dibuat_pada", "-id")[:PALING_BANYAK]
    )
    for k in keadaan:
        k.kata = KATA_PERISTIWA[Keadaan(k.keadaan)]
    dtsen = DataDTSEN.objects.tersimpan().filter(orang=orang).first()
    linimasa = _linimasa(kebutuhan, layanan, keadaan) if terbuka else []
    return {
        "kebutuhan_terbuka": [k for k in kebutuhan if not k.hasil],
        "kebutuhan_selesai": sum(1 for k in kebutuhan if k.hasil),
        "linimasa": linimasa[:PALING_BANYAK],
        "linimasa_lebih": max(0, len(linimasa) - PALING_BANYAK),
        "per_tahun": _per_tahun(orang) if layanan and terbuka else [],
        "jumlah_layanan": len(layanan),
        "nama_layanan": sorted({s.program.nama if s.program_id else "program lain" for s in layanan}),
        "ada_keadaan": bool(keadaan),
        "dtsen": dtsen,
        "program_dtsen": _nama_program(dtsen.program) if dtsen and dtsen.program and terbuka else [],
        "keadaan_nada": NADA_KEADAAN[Keadaan(orang.keadaan)],
        "tidak_ditangani": orang.keadaan != Keadaan.AKTIF,
        "boleh_jalan": boleh(by, "pmks.jalan"),
    }


def _linimasa(kebutuhan: list[Kebutuhan], layanan: list[Layanan], keadaan: list[KeadaanOrang]) -> list[Butir]:
    """Return what happened, newest first."""
    semua = [Butir(s.tanggal, s.dibuat_pada, "layanan", s) for s in layanan]
    semua += [Butir(k.tanggal, k.dibuat_pada, "keadaan", k) for k in keadaan]
    semua += [Butir(k.selesai_pada, k.dibuat_pada, "selesai", k) for k in kebutuhan if k.hasil]
    return sorted(semua, key=lambda b: (b.tanggal, b.saat), reverse=True)


def _per_tahun(orang: Orang) -> list[dict]:
    """Return per year, newest first: how many, and how much money."""
    return list(
        Layanan.objects.tersimpan()
        .filter(orang=orang)
        .annotate(tahun=ExtractYear("tanggal"))
        .values("tahun")
        .annotate(banyak=Count("pk"), rupiah=Sum("rupiah"))
        .order_by("-tahun")
    )


def _nama_program(kode: list[str]) -> list[str]:
    nama = dict(Program.objects.filter(kode__in=kode).values_list("kode", "nama"))
    return [nama.get(k, k) for k in kode]


def peristiwa_jalan(orang: Orang) -> list[tuple[str, Peristiwa]]:
    """Return every change of a person's course, for the page of the history."""
    hasil = []
    for model, nama in (
        (Kebutuhan, "Kebutuhan"),
        (Layanan, "Layanan"),
        (KeadaanOrang, "Keadaan"),
        (DataDTSEN, "Data DTSEN"),
    ):
        hasil += [(nama, p) for p in riwayat_banyak(model, {"orang": orang}, abaikan=TEKNIS)]
    return hasil
