"""Halaman satu keluarga, kelompok, komunitas, atau hitungan: isi, jenis, usulan, riwayat, dan siapa yang melihat."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pmks.actions import ajukan_kesatuan, putuskan_kasus_kesatuan, putuskan_revisi_kesatuan
from pmks.forms import TujuanForm
from pmks.kesatuan_dekat import anggota_disarankan
from pmks.models import KasusKesatuan, Kesatuan, RevisiKesatuan
from pmks.tampak_kesatuan import ada_kesatuan, konteks_kesatuan
from pmks.usulan_kesatuan import kata_usulan
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import sekarang
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan
from tksk_portal.jejak.riwayat import riwayat, urutkan
from tksk_portal.jejak.tampak import NOMOR, PERLU_TUJUAN, boleh_nomor, catat_dibaca
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import DAPAT_DIPERBAIKI, Aksi
from tksk_portal.tinjauan.halaman import (
    BUKA_DAHULU,
    bilangan,
    buka_rekaman,
    hias_tinjauan,
    jalankan_aksi,
    usulan_tampil,
)

TEKNIS = frozenset({"versi", "kesatuan", "orang", "dibuat_pada", "dibuat_oleh"})
TEKNIS_TINJAUAN = TEKNIS | {
    *("jenis", "pengesahan", "isi", "dasar_versi", "diajukan_oleh", "diverifikasi_oleh", "disahkan_oleh"),
}


def ambil(pk: UUID) -> Kesatuan:
    """Return a subject in scope (also one whose types were all cancelled), or raise 404."""
    return get_object_or_404(ada_kesatuan(Kesatuan.objects.select_related("dibuat_oleh"), sekarang()), pk=pk)


@require_safe
@perlu("pmks.lihat")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a subject. Reading is logged; above kab/kota it stays masked until a purpose is stated."""
    kesatuan = ambil(pk)
    by = request.lingkup
    konteks = konteks_kesatuan(kesatuan, by, nomor=boleh_nomor(kesatuan, by))
    if konteks["terbuka"] and by.peran not in PERLU_TUJUAN:
        catat_dibaca(request, kesatuan)
    # Selama tertutup di atas kab/kota, halamannya sama apa pun jenisnya; hitungan tidak memuat siapa pun.
    tutup = by.peran in PERLU_TUJUAN and not konteks["terbuka"] and not kesatuan.hitungan
    kasus = [] if tutup else _kasus(kesatuan, request)
    boleh_ubah = boleh(by, "pmks.catat")
    boleh_riwayat = boleh(by, "pmks.riwayat") and not tutup
    konteks |= {
        "tutup": tutup,
        "kasus": kasus,
        "revisi": [] if tutup else _revisi(kesatuan, request, nomor=konteks["nomor_terbuka"]),
        "pembukaan": Pembukaan.objects.pada(kesatuan)[:10] if boleh_riwayat else [],
        "boleh_riwayat": boleh_riwayat,
        "boleh_buka": boleh(by, "pmks.buka"),
        "boleh_ubah": boleh_ubah,
        "disarankan": anggota_disarankan(kesatuan, by) if boleh_ubah and kesatuan.keluarga else [],
        "siap_diajukan": any(Aksi.AJUKAN in k.aksi for k in kasus),
        "form_tujuan": TujuanForm(),
        "remah": [("PMKS", reverse("pmks:daftar")), ("Keluarga dan komunitas", reverse("pmks:daftar_kesatuan"))],
        "draf_terkirim": f"pmks-kesatuan:{kesatuan.pk}" if "tersimpan" in request.GET else None,
    }
    return render(request, "pmks/rinci_kesatuan.html", konteks)


def _kasus(kesatuan: Kesatuan, request: HttpRequest) -> list[KasusKesatuan]:
    semua = KasusKesatuan.objects.filter(kesatuan=kesatuan).select_related("jenis").order_by("jenis", "dibuat_pada")
    hasil = list(semua)
    hias_tinjauan(hasil, KasusKesatuan, request.lingkup)
    for k in hasil:
        # Pengesahan hanya lewat halamannya, per kabupaten/kota dan periode.
        k.aksi = [aksi for aksi in k.aksi if aksi != Aksi.SAHKAN]
        k.kesatuan = kesatuan  # hari penilaiannya, tanpa kueri per jenis
    return hasil


def _revisi(kesatuan: Kesatuan, request: HttpRequest, *, nomor: bool) -> list[RevisiKesatuan]:
    by = request.lingkup
    hasil = usulan_tampil(RevisiKesatuan.objects.filter(kesatuan=kesatuan), by)
    for r in hasil:
        r.diperbaiki = r.status in DAPAT_DIPERBAIKI and boleh(by, "pmks.catat")
        # Usulan itu sendiri menaikkan versi satu kali; lebih dari itu berarti datanya berubah sesudahnya.
        r.tertinggal = kesatuan.versi > r.dasar_versi + 1
        r.perubahan = kata_usulan(r, kesatuan, by, nomor_terbuka=nomor)
    return hasil


@require_safe
@perlu("pmks.riwayat")
def lihat_riwayat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every change of a subject, its members and its types: who, under which duty, when, before and after."""
    kesatuan = ambil(pk)
    by = request.lingkup
    konteks = konteks_kesatuan(kesatuan, by, nomor=boleh_nomor(kesatuan, by))
    if not konteks["terbuka"]:
        messages.info(request, BUKA_DAHULU)
        return redirect("pmks:kesatuan", kesatuan.pk)
    catat_pembukaan(objek=kesatuan, bagian=Bagian.RIWAYAT, by=by)
    samar = frozenset() if konteks["nomor_terbuka"] else NOMOR
    peristiwa = [("Data", p) for p in riwayat(kesatuan, samar=samar, abaikan=TEKNIS)]
    for anggota in kesatuan.anggota.order_by("dibuat_pada", "id"):
        peristiwa += [("Anggota", p) for p in riwayat(anggota, samar=samar, abaikan=TEKNIS)]
    for kasus in KasusKesatuan.objects.filter(kesatuan=kesatuan).select_related("jenis"):
        peristiwa += [(kasus.jenis.nama, p) for p in riwayat(kasus, abaikan=TEKNIS_TINJAUAN)]
    for revisi in RevisiKesatuan.objects.filter(kesatuan=kesatuan):
        peristiwa += [("Usulan perubahan", p) for p in riwayat(revisi, abaikan=TEKNIS_TINJAUAN)]
    sini = reverse("pmks:kesatuan", args=[kesatuan.pk])
    konteks |= {
        "peristiwa": urutkan(peristiwa),
        "remah": [("Keluarga dan komunitas", reverse("pmks:daftar_kesatuan")), (konteks["nama_tampil"], sini)],
    }
    return render(request, "bagian/riwayat.html", konteks)


@require_POST
@perlu("pmks.buka")
def buka(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open names and address (province, Kemensos: with a purpose) or the numbers; logged, valid for an hour."""
    kesatuan = ambil(pk)
    buka_rekaman(request, kesatuan)
    return redirect("pmks:kesatuan", kesatuan.pk)


@require_POST
@perlu("pmks.ajukan")
def ajukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Submit all drafts and returned types of a subject."""
    kesatuan = ambil(pk)
    try:
        jumlah = ajukan_kesatuan(kesatuan=kesatuan, by=request.lingkup)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, f"{jumlah} jenis diajukan." if jumlah else "Tidak ada yang perlu diajukan.")
    return redirect("pmks:kesatuan", kesatuan.pk)


@require_POST
@perlu("pmks.lihat")
def aksi_kasus(request: HttpRequest, pk: UUID, kasus_pk: UUID, aksi: str) -> HttpResponse:
    """Carry out one act of review on a type."""
    kesatuan = ambil(pk)
    kasus = get_object_or_404(KasusKesatuan, pk=kasus_pk, kesatuan=kesatuan)
    versi = bilangan(request, "versi_kesatuan")
    jalankan_aksi(request, kasus, aksi, partial(putuskan_kasus_kesatuan, kasus=kasus, versi_kesatuan=versi))
    return redirect("pmks:kesatuan", kesatuan.pk)


@require_POST
@perlu("pmks.lihat")
def aksi_revisi(request: HttpRequest, pk: UUID, revisi_pk: UUID, aksi: str) -> HttpResponse:
    """Carry out one act of review on a pending change."""
    kesatuan = ambil(pk)
    revisi = get_object_or_404(RevisiKesatuan, pk=revisi_pk, kesatuan=kesatuan, diterapkan_pada=None)
    jalankan_aksi(request, revisi, aksi, partial(putuskan_revisi_kesatuan, revisi=revisi))
    return redirect("pmks:kesatuan", kesatuan.pk)
