"""Halaman kotak kabar milik sendiri."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as kini
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import perlu
from tksk_portal.akses.middleware import KUNCI_TUGAS
from tksk_portal.pekerjaan import kabar
from tksk_portal.pekerjaan.forms import PilihanForm
from tksk_portal.pekerjaan.models import Kabar, PilihanKabar
from tksk_portal.wilayah.rentang import memuat

REMAH = [("Kabar", "/kabar/")]


@require_safe
@perlu("kabar.sendiri")
def daftar(request: HttpRequest) -> HttpResponse:
    """List one's own notices, newest first."""
    milik = Kabar.objects.milik(request.lingkup.akun_id).tampil(request.lingkup.akun_id)
    lembar = halaman(request, milik.select_related("wilayah"), urut=("-dibuat_pada", "-id"))
    for k in lembar.baris:
        k.tugas_lain = not request.lingkup.memuat(k.wilayah_id)
    konteks = {"halaman": lembar, "ada_belum": milik.belum_dibaca().exists(), "bagian": "masuk"}
    return render(request, "pekerjaan/kabar.html", konteks)


@require_safe
@perlu("kabar.sendiri")
def buka(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark a notice as read and go to what it is about, under the duty that it concerns."""
    k = get_object_or_404(Kabar.objects.milik(request.lingkup.akun_id), pk=pk)
    if k.dibaca_pada is None:
        Kabar.objects.filter(pk=k.pk).update(dibaca_pada=kini())
    if not request.lingkup.memuat(k.wilayah_id):
        tugas = next((t for t in request.daftar_tugas if memuat(t.tempat_id, k.wilayah_id)), None)
        if tugas is None:
            messages.info(request, "Kabar ini tentang tugas yang tidak lagi Anda pegang.")
            return redirect("kabar:daftar")
        request.session[KUNCI_TUGAS] = str(tugas.pk)
        messages.info(request, f"Tugas berganti ke {tugas.label}, karena kabar ini tentang tugas itu.")
    return redirect(k.url or "kabar:daftar")


@require_POST
@perlu("kabar.sendiri")
def baca_semua(request: HttpRequest) -> HttpResponse:
    """Mark all one's own notices as read."""
    kabar.baca(request.lingkup.akun_id)
    messages.success(request, "Semua kabar ditandai sudah dibaca.")
    return redirect("kabar:daftar")


@require_safe
@perlu("kabar.sendiri")
def terkirim(request: HttpRequest) -> HttpResponse:
    """List the notices that one's own acts have sent, whether they were read, and a WhatsApp text for each."""
    milik = Kabar.objects.filter(dari=request.lingkup.akun_id).exclude(akun=request.lingkup.akun_id)
    lembar = halaman(request, milik.select_related("wilayah", "akun"), urut=("-dibuat_pada", "-id"))
    for k in lembar.baris:
        k.wa = kabar.tautan_wa(f"Portal TKSK: {k.kalimat}.", request.build_absolute_uri("/kabar/"))
    return render(request, "pekerjaan/terkirim.html", {"halaman": lembar, "remah": REMAH, "bagian": "terkirim"})


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("kabar.sendiri")
def pilihan(request: HttpRequest) -> HttpResponse:
    """Choose what to hear of, and how."""
    by = request.lingkup
    ada = {p.jenis: p for p in PilihanKabar.objects.filter(akun=by.akun_id)}
    form = PilihanForm(request.POST or None, ada=ada, surel_dapat=_surel_dapat(request))
    if request.method == "POST" and form.is_valid():
        kabar.pilih(by=by, pilihan=form.hasil())
        messages.success(request, "Pilihan kabar disimpan.")
        return redirect("kabar:pilihan")
    konteks = {"form": form, "remah": REMAH, "bagian": "pilihan", "surel_aktif": settings.SUREL_AKTIF}
    return render(request, "pekerjaan/pilihan.html", konteks, status=422 if form.errors else 200)


def _surel_dapat(request: HttpRequest) -> bool:
    return settings.SUREL_AKTIF and bool(request.user.email)
