"""Kiriman yang terlalu besar ditolak dari kepalanya, sebelum isinya dibaca."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from tksk_portal.arsip.berkas import sebut_ukuran

Penjawab = Callable[[HttpRequest], HttpResponse]


class BatasKirimanMiddleware:
    """Answer 413 to a request whose declared length is above `settings.KIRIMAN_TERBESAR`, without reading it.

    A body without a declared length is not read by Django at all.
    """

    def __init__(self, get_response: Penjawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        teks = request.META.get("CONTENT_LENGTH") or "0"
        besar = int(teks) if teks.isascii() and teks.isdigit() else 0
        if besar <= settings.KIRIMAN_TERBESAR:
            return self.get_response(request)
        isi = {"besar": sebut_ukuran(besar), "batas": sebut_ukuran(settings.KIRIMAN_TERBESAR)}
        # Isinya tidak dibaca, jadi sambungan ini tidak dapat dipakai lagi.
        return HttpResponse(
            render_to_string("arsip/terlalu_besar.html", isi), status=413, headers={"Connection": "close"}
        )
