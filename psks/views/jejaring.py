"""Jejaring: daftar, catatan, dan gambarnya."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid_utils.compat import uuid7

from psks.actions import catat_jejaring, tarik_jejaring, ubah_jejaring
from psks.forms import JejaringForm
from psks.gambar import nama_pihak, susun
from psks.models import Jejaring, PihakJejaring
from tksk_portal.akses.alamat import KodeWilayah
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.arsip.berkas import BerkasDitolak
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.isi import KunciAsing
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import memuat, tingkat

DITOLAK, BENTROK = 422, 409
DIGAMBAR = 500
MEDAN = ("jenis", "judul", "lingkup", "mulai", "sampai", "target", "tokoh", "hasil")


def _ambil(pk: UUID) -> Jejaring:
    return get_object_or_404(Jejaring.objects.tersimpan().select_related("wilayah", "dibuat_oleh"), pk=pk)


def _pihak(jejaring: list[Jejaring]) -> None:
    """Set the names of the parties on each."""
    ikut: dict = {j.pk: [] for j in jejaring}
    for kunci, mitra in (
        PihakJejaring.objects.filter(jejaring__in=ikut, lepas_pada=None)
        .order_by("id")
        .values_list("jejaring_id", "mitra_id")
    ):
        ikut[kunci].append(mitra)
    nama = nama_pihak({m for semua in ikut.values() for m in semua})
    for j in jejaring:
        j.daftar_pihak = [(nama[m][0], _url_pihak(m, luar=nama[m][1])) for m in ikut[j.pk] if m in nama]


def _url_pihak(mitra: UUID, *, luar: bool) -> str:
    return reverse("psks:kartu" if luar else "psks:rinci", args=[mitra])


@require_safe
@perlu("psks.jejaring")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show agreements, meetings, contacts and activities, newest first."""
    rekaman = Jejaring.objects.tersimpan().select_related("wilayah")
    lembar = halaman(request, rekaman, urut=("-mulai", "-id"))
    _pihak(lembar.baris)
    konteks = {"halaman": lembar, "jejaring": lembar.baris, "remah": [("PSKS", reverse("psks:daftar"))]}
    return render(request, "psks/jejaring.html", konteks)


@require_safe
@perlu("psks.jejaring")
def gambar(request: HttpRequest) -> HttpResponse:
    """Show the network of a kecamatan as a picture and as a table that says the same."""
    by = request.lingkup
    kode = request.GET.get("wilayah", "")
    if not re.fullmatch(KodeWilayah.regex, kode) or not memuat(by.tempat, kode):
        kode = by.tempat
    tempat = get_object_or_404(Wilayah, pk=kode)
    semua = list(Jejaring.objects.tersimpan().di_bawah(kode).order_by("-mulai", "-id")[:DIGAMBAR])
    anak = Wilayah.objects.berlaku().filter(induk=by.tempat, tingkat=3).order_by("nama")
    konteks = {
        "gambar": susun(semua),
        "tempat": tempat,
        "banyak": len(semua),
        "kecamatan": [(w.sebutan, "?" + urlencode({"wilayah": w.pk}), w.pk == kode) for w in anak]
        if tingkat(by.tempat) == 2
        else [],
        "remah": [("PSKS", reverse("psks:daftar")), ("Jejaring", reverse("psks:jejaring"))],
    }
    return render(request, "psks/gambar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("psks.jejaring")
def baru(request: HttpRequest) -> HttpResponse:
    """Record what partners did together."""
    if request.method != "POST":
        awal = {"id": uuid7(), "pihak": request.GET.getlist("mitra")}
        tetap = _uuid(awal["pihak"])
        return _tampil(request, JejaringForm(initial=awal, lingkup=request.lingkup, tetap=tetap))
    tetap = _uuid(request.POST.getlist("pihak"))
    form = JejaringForm(request.POST, request.FILES, lingkup=request.lingkup, tetap=tetap)
    if not form.is_valid():
        return _tampil(request, form, status=DITOLAK)
    try:
        catat_jejaring(kunci=form.cleaned_data["id"], by=request.lingkup, **_isi(form))
    except KunciAsing:
        form.add_error(None, "Kunci isian ini sudah dipakai. Buka formulir baru, lalu ulangi.")
        return _tampil(request, form, status=BENTROK)
    except BerkasDitolak as salah:
        form.add_error("berkas", salah.pesan)
        return _tampil(request, form, status=DITOLAK)
    except Ditolak as salah:
        form.add_error("pihak", str(salah))
        return _tampil(request, form, status=DITOLAK)
    messages.success(request, "Jejaring tersimpan.")
    return redirect("psks:jejaring")


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("psks.jejaring")
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one, and change it."""
    satu = _ambil(pk)
    kini = list(PihakJejaring.objects.filter(jejaring=satu, lepas_pada=None).values_list("mitra_id", flat=True))
    if request.method != "POST":
        awal = {k: getattr(satu, k) for k in MEDAN} | {"id": satu.pk, "versi": satu.versi, "pihak": map(str, kini)}
        awal |= {k: f"{awal[k]:%d-%m-%Y}" if awal[k] else "" for k in ("mulai", "sampai")}
        awal["pihak"] = list(awal["pihak"])
        return _tampil(request, JejaringForm(initial=awal, lingkup=request.lingkup, tetap=kini), satu=satu)
    data = request.POST.copy()
    data["id"] = str(satu.pk)
    tetap = [*kini, *_uuid(data.getlist("pihak"))]
    form = JejaringForm(data, request.FILES, lingkup=request.lingkup, tetap=tetap)
    if not form.is_valid():
        return _tampil(request, form, satu=satu, status=DITOLAK)
    try:
        ubah_jejaring(jejaring=satu, versi=form.cleaned_data["versi"] or 0, by=request.lingkup, **_isi(form))
    except BerkasDitolak as salah:
        form.add_error("berkas", salah.pesan)
        return _tampil(request, form, satu=satu, status=DITOLAK)
    except Ditolak as salah:
        form.add_error(None, str(salah))
        return _tampil(request, form, satu=satu, status=DITOLAK)
    messages.success(request, "Perubahan tersimpan.")
    return redirect("psks:jejaring")


@require_POST
@perlu("psks.jejaring")
def tarik(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back one that was entered by mistake."""
    if tarik_jejaring(jejaring=_ambil(pk), by=request.lingkup):
        messages.success(request, "Catatan ditarik; riwayatnya tetap tersimpan.")
    return redirect("psks:jejaring")


def _isi(form: JejaringForm) -> dict:
    b = form.cleaned_data
    isi = {"isi": {k: b[k] for k in MEDAN}, "pihak": [UUID(k) for k in b["pihak"]]}
    if b["berkas"]:
        isi |= {"berkas": b["berkas"][0], "nama_berkas": b["berkas"][0].name}
    return isi


def _uuid(daftar_teks: list[str]) -> list[UUID]:
    hasil = []
    for teks in daftar_teks[:50]:
        try:
            hasil.append(UUID(teks))
        except ValueError:
            continue
    return hasil


def _tampil(
    request: HttpRequest, form: JejaringForm, *, satu: Jejaring | None = None, status: int = 200
) -> HttpResponse:
    konteks = {
        "form": form,
        "satu": satu,
        "boleh_ubah": boleh(request.lingkup, "psks.jejaring"),
        "remah": [("PSKS", reverse("psks:daftar")), ("Jejaring", reverse("psks:jejaring"))],
    }
    return render(request, "psks/jejaring_form.html", konteks, status=status)
