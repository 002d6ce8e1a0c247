"""Halaman pekerjaan latar milik sendiri."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import perlu
from tksk_portal.pekerjaan import kabar
from tksk_portal.pekerjaan.antrean import batalkan
from tksk_portal.pekerjaan.enums import BELUM_SELESAI, Status
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.pekerjaan.tampak import tampak

SARINGAN = {
    "berjalan": ("Belum selesai", BELUM_SELESAI),
    "selesai": ("Selesai", (Status.SELESAI,)),
    "gagal": ("Gagal atau dibatalkan", (Status.GAGAL, Status.DIBATALKAN)),
}


@require_safe
@perlu("pekerjaan.sendiri")
def daftar(request: HttpRequest) -> HttpResponse:
    """List one's own jobs, newest first."""
    pilih = request.GET.get("status", "")
    milik = Pekerjaan.objects.milik(request.lingkup.akun_id)
    if pilih in SARINGAN:
        milik = milik.filter(status__in=SARINGAN[pilih][1])
    lembar = halaman(request, milik, urut=("-dibuat_pada", "-id"))
    konteks = {
        "halaman": lembar,
        "baris": [tampak(p) for p in lembar.baris],
        "saringan": [("", "Semua", not pilih), *((k, label, k == pilih) for k, (label, _) in SARINGAN.items())],
        "tersaring": pilih in SARINGAN,
    }
    return render(request, "pekerjaan/daftar.html", konteks)


@require_safe
@perlu("pekerjaan.sendiri")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one job; htmx asks for its moving part alone."""
    p = _milik(request, pk)
    if p.berakhir:
        kabar.baca(request.lingkup.akun_id, kunci=f"pekerjaan:{p.pk}")
    konteks = {"p": p, "t": tampak(p), "remah": [("Pekerjaan", "/pekerjaan/")]}
    if request.htmx and request.htmx.target == "pekerjaan-keadaan":
        return render(request, "pekerjaan/_keadaan.html", konteks)
    return render(request, "pekerjaan/rinci.html", konteks)


@require_POST
@perlu("pekerjaan.sendiri")
def batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancel one's own job."""
    p = _milik(request, pk)
    if batalkan(pekerjaan=p, by=request.lingkup):
        messages.success(request, "Pekerjaan dibatalkan.")
    else:
        messages.info(request, "Pekerjaan ini sudah berakhir; tidak ada yang dibatalkan.")
    return redirect("pekerjaan:rinci", pk=pk)


def _milik(request: HttpRequest, pk: UUID) -> Pekerjaan:
    return get_object_or_404(Pekerjaan.objects.milik(request.lingkup.akun_id), pk=pk)
