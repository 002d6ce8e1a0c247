"""Permintaan pemilik data: daftar, mencatat, memutuskan, melaksanakan penghapusan."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid_utils.compat import uuid7

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.arsip.berkas import BerkasDitolak
from tksk_portal.arsip.models import Berkas
from tksk_portal.lindung.actions import permintaan as perbuatan
from tksk_portal.lindung.actions.hapus import check_hapus, hapus_identitas
from tksk_portal.lindung.aturan import jam_tenggat
from tksk_portal.lindung.enums import MEMBATASI, NADA, JenisPermintaan, StatusPermintaan
from tksk_portal.lindung.forms import HapusForm, LampiranForm, PermintaanForm, PutusForm
from tksk_portal.lindung.models import Penghapusan, Permintaan, TahanHukum
from tksk_portal.lindung.subjek import (
    Ditolak,
    SudahDihapus,
    daftar_subjek,
    nomor_pendek,
    senik,
    subjek_terlihat,
    tempat_mencari,
)
from tksk_portal.lindung.views.bahan import coba, formulir, remah, satu, tab, terkirim
from tksk_portal.wilayah.models import Wilayah

SARINGAN = {"berjalan": "Belum diputuskan", "lewat": "Lewat tenggat", "semua": "Semua"}


@require_safe
@perlu("lindung.permintaan")
def daftar(request: HttpRequest) -> HttpResponse:
    """List the requests of the territory: those that run by deadline, all of them newest first."""
    pilih = request.GET.get("tampil", "berjalan")
    pilih = pilih if pilih in SARINGAN else "berjalan"
    semua = _terlihat(request).select_related("wilayah")
    if pilih == "semua":
        lembar = halaman(request, semua, urut=("-diterima_pada", "-id"))
    else:
        rekaman = semua.lewat() if pilih == "lewat" else semua.berjalan()
        lembar = halaman(request, rekaman, urut=("tenggat_pada", "id"))
    for p in lembar.baris:
        p.nada, p.sebutan = NADA[StatusPermintaan(p.status)], daftar_subjek()[p.subjek].sebutan
    konteks = {
        "halaman": lembar,
        "cari": tempat_mencari(request.lingkup),
        "pilih": pilih,
        "saringan": SARINGAN,
        "tab": tab(request),
        "tab_kini": "permintaan",
        "remah": [("Beranda", "/")],
    }
    return render(request, "lindung/daftar.html", konteks)


def _terlihat(request: HttpRequest) -> QuerySet:
    return Permintaan.objects.filter(subjek__in=[s.kode for s in subjek_terlihat(request.lingkup)])


def _permintaan(request: HttpRequest, pk: UUID) -> Permintaan:
    semua = _terlihat(request).select_related("wilayah", "dibuat_oleh", "diputuskan_oleh")
    return get_object_or_404(semua, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.permintaan")
def baru(request: HttpRequest, subjek: str, pk: UUID) -> HttpResponse:
    """Register a request about one record."""
    jenis, objek = satu(request, subjek, pk)
    awal = {"id": uuid7(), "jenis": request.GET.get("jenis")}
    form = PermintaanForm(terkirim(request), batal=jenis.url(pk), initial=awal)
    if request.method == "POST" and form.is_valid():
        isian = perbuatan.IsianPermintaan(**form.isian())
        hasil = coba(
            form,
            lambda: perbuatan.catat_permintaan(
                kunci=form.cleaned_data["id"], subjek=jenis, objek_id=pk, isian=isian, by=request.lingkup
            ),
        )
        if hasil:
            messages.success(request, f"Permintaan {hasil.nomor} dicatat.")
            return redirect("lindung:permintaan", hasil.pk)
    nama = jenis.nama(objek, request.lingkup)
    jam = jam_tenggat(JenisPermintaan.AKSES, objek.wilayah_id)
    kata = (
        f"Permintaan akses dijawab dalam {jam} jam sejak diterima. Dinas sosial kabupaten/kota langsung diberi tahu.",
    )
    jejak = remah((nama, jenis.url(pk)), request=request)
    return formulir(request, form, judul="Permintaan pemilik data", sub=nama, jejak=jejak, catatan=kata)


@require_safe
@perlu("lindung.permintaan")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a request: what was asked, its clock, what can be done."""
    return render(request, "lindung/permintaan.html", _konteks(request, _permintaan(request, pk)))


def _konteks(request: HttpRequest, p: Permintaan, lampiran: LampiranForm | None = None) -> dict:
    by, subjek = request.lingkup, daftar_subjek()[p.subjek]
    objek = subjek.ambil(p.objek_id)
    dihapus = objek is not None and subjek.dihapus(objek)
    putus = boleh(by, "lindung.putuskan") and not p.selesai
    p.nada = NADA[StatusPermintaan(p.status)]
    return {
        "p": p,
        "subjek": subjek,
        "nama": subjek.nama(objek, by) if objek is not None else None,
        "objek_url": subjek.url(p.objek_id) if objek is not None and not dihapus else "",
        "senik": senik(subjek, objek, by) if objek is not None and not p.selesai else [],
        "nomor_rekaman": nomor_pendek(p.objek_id),
        "nisan": Penghapusan.objects.atas(p.subjek, p.objek_id).first() if dihapus or p.selesai else None,
        "tahan": TahanHukum.objects.berlaku().atas(p.subjek, p.objek_id).first(),
        "boleh_putus": putus,
        "penghapusan": p.jenis == JenisPermintaan.PENGHAPUSAN,
        "halangan": _halangan(p, by) if putus and p.jenis == JenisPermintaan.PENGHAPUSAN else "",
        "boleh_laporan": boleh(by, "lindung.laporan") and objek is not None and not dihapus,
        "laporan_url": reverse("lindung:laporan", args=[p.subjek, p.objek_id]),
        "berkas": Berkas.objects.filter(pk=p.berkas).first() if p.berkas and boleh(by, "lindung.laporan") else None,
        "form_lampiran": lampiran or LampiranForm(),
        "jalur": ", ".join(w.sebutan for w in reversed(Wilayah.objects.jalur(p.wilayah_id)) if w.kode != "0"),
        "remah": remah(request=request),
    }


def _halangan(p: Permintaan, by) -> str:
    """Return why this person cannot carry out the erasure; empty when she can."""
    try:
        check_hapus(p, by)
    except Ditolak as tolak:
        return tolak.pesan
    except PermissionDenied:
        return "Tugas Anda tidak dapat melaksanakan penghapusan ini."
    return ""


@require_POST
@perlu("lindung.putuskan")
def ambil_kerja(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a request into work."""
    p = _permintaan(request, pk)
    try:
        perbuatan.proses(permintaan=p, versi=_versi(request), by=request.lingkup)
    except Ditolak as tolak:
        messages.error(request, tolak.pesan)
    else:
        messages.success(request, f"Permintaan {p.nomor} sedang diproses.")
    return redirect("lindung:permintaan", pk)


def _versi(request: HttpRequest) -> int:
    teks = request.POST.get("versi", "")
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else 0


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.putuskan")
def putus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Fulfil or refuse a request."""
    p = _permintaan(request, pk)
    balik = reverse("lindung:permintaan", args=[pk])
    if p.selesai:
        messages.info(request, "Permintaan ini sudah diputuskan.")
        return redirect(balik)
    penghapusan = p.jenis == JenisPermintaan.PENGHAPUSAN
    form = PutusForm(terkirim(request), batal=balik, penghapusan=penghapusan, initial={"versi": p.versi})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        isi = {"versi": data["versi"], "dipenuhi": data["putusan"] == "dipenuhi", "alasan": data["alasan"]}
        if coba(form, lambda: perbuatan.putuskan(permintaan=p, **isi, by=request.lingkup)):
            messages.success(request, f"Putusan atas {p.nomor} disimpan. Sampaikan kepada pemohonnya.")
            return redirect(balik)
    kata = ("Penghapusan dipenuhi dengan melaksanakannya, di halaman permintaannya.",) if penghapusan else ()
    if p.jenis in MEMBATASI:
        kata = (f"Bila dipenuhi: {daftar_subjek()[p.subjek].akibat_batas}",)
    jejak = remah((p.nomor, balik), request=request)
    return formulir(request, form, judul=f"Putuskan {p.nomor}", sub=p.get_jenis_display(), jejak=jejak, catatan=kata)


@require_POST
@perlu("lindung.laporan")
def lampiran(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Attach the letter or report that was given to the asker."""
    p = _permintaan(request, pk)
    form = LampiranForm(request.POST, request.FILES)
    if form.is_valid():
        berkas = form.cleaned_data["berkas"][0]
        akhiran = berkas.name.rpartition(".")[2][:5]
        try:
            perbuatan.lampirkan(permintaan=p, isi=berkas, nama=f"jawaban-{p.nomor}.{akhiran}", by=request.lingkup)
        except (BerkasDitolak, Ditolak) as tolak:
            form.add_error("berkas", tolak.pesan)
        else:
            messages.success(request, "Lampiran disimpan.")
            return redirect("lindung:permintaan", pk)
    return render(request, "lindung/permintaan.html", _konteks(request, p, form), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.putuskan")
def hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what an erasure does and what stays, and carry it out once the record's number was typed."""
    p = _permintaan(request, pk)
    balik = reverse("lindung:permintaan", args=[pk])
    subjek = daftar_subjek()[p.subjek]
    objek = subjek.ambil(p.objek_id)
    if objek is not None and subjek.dihapus(objek):
        raise SudahDihapus(p.subjek, p.objek_id)
    if halangan := _halangan(p, request.lingkup):
        messages.error(request, halangan)
        return redirect(balik)
    nomor = nomor_pendek(p.objek_id)
    form = HapusForm(terkirim(request), batal=balik, nomor=nomor, initial={"versi": p.versi})
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        nisan = coba(form, lambda: hapus_identitas(permintaan=p, **isi, by=request.lingkup))
        if nisan:
            messages.success(request, "Identitas sudah dihapus. Sampaikan kepada pemohonnya.")
            return redirect("lindung:nisan", nisan.pk)
    nama = subjek.nama(objek, request.lingkup) if objek is not None else "Rekaman"
    konteks = {
        "form": form,
        "p": p,
        "nama": nama,
        "nomor": nomor,
        "kata_hapus": subjek.kata_hapus,
        "senik": senik(subjek, objek, request.lingkup) if objek is not None else [],
        "remah": remah((p.nomor, balik), request=request),
    }
    return render(request, "lindung/hapus.html", konteks, status=422 if form.errors else 200)
