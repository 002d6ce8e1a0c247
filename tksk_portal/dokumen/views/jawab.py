"""Jawaban bersama: PDF dan gambar yang aman dibuka di peramban."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from tksk_portal.arsip.views import KEBIJAKAN


def terkirim(request: HttpRequest):
    """Return the POST data, or None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def berkas_terkirim(request: HttpRequest):
    """Return the uploaded files, or None for a page that is only looked at."""
    return request.FILES if request.method == "POST" else None


# Sama seperti berkas pribadi di arsip: tidak menjalankan, memuat, atau mengirim apa pun.
KEPALA = {
    "Content-Security-Policy": KEBIJAKAN,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


def pdf(isi: bytes, nama: str) -> HttpResponse:
    """Answer a PDF to be looked at in the browser; never kept by caches, never sniffed as something else."""
    kepala = KEPALA | {"Content-Disposition": content_disposition_header(False, nama)}
    return HttpResponse(isi, content_type="application/pdf", headers=kepala)


def png(isi: bytes) -> HttpResponse:
    """Answer a picture of a page."""
    return HttpResponse(isi, content_type="image/png", headers=KEPALA)
