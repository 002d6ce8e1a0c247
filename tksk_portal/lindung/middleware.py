"""Halaman orang yang identitasnya sudah dihapus: 410, dengan jalan lanjutan."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tksk_portal.lindung.models import Penghapusan
from tksk_portal.lindung.subjek import SudahDihapus, daftar_subjek


class SudahDihapusMiddleware:
    """Answer 410 where a view met an erased record; whoever may not see the record got 404 before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, salah: Exception) -> HttpResponse | None:
        """Turn the exception into the page."""
        if not isinstance(salah, SudahDihapus):
            return None
        nisan = Penghapusan.objects.atas(salah.subjek, salah.objek_id).first()
        konteks = {"nisan": nisan, "subjek": daftar_subjek()[salah.subjek], "remah": []}
        return render(request, "lindung/dihapus.html", konteks, status=410)
