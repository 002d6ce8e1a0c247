"""Cetakan buku surat."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from tksk_portal.akses.cari import baca
from tksk_portal.akses.izin import perlu
from tksk_portal.dokumen.actions import TANPA_KOP
from tksk_portal.dokumen.buku import TERBANYAK_CETAK, bernomor, cetak_buku
from tksk_portal.dokumen.models import Kop
from tksk_portal.dokumen.views.jawab import pdf
from tksk_portal.dokumen.views.surat import tahun_diminta


@require_safe
@perlu("dokumen.lihat")
def cetak(request: HttpRequest) -> HttpResponse:
    """Show the register of a year, or what was searched in it, as PDF."""
    kop = Kop.objects.sendiri(request.lingkup).select_related("logo").first()
    if kop is None:
        messages.error(request, TANPA_KOP)
        return redirect("dokumen:daftar")
    tahun, q = tahun_diminta(request), baca(request)
    if bernomor(kop, tahun, q).count() > TERBANYAK_CETAK:
        messages.error(request, f"Lebih dari {TERBANYAK_CETAK} surat. Cari sebagian dahulu, lalu cetak hasilnya.")
        return redirect(f"{reverse('dokumen:daftar')}?tahun={tahun}")
    return pdf(cetak_buku(kop, tahun, q=q, by=request.lingkup), f"Buku surat {tahun}.pdf")
