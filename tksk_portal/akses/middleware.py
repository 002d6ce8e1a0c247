"""Satu lingkup per permintaan."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from tksk_portal.akses import lingkup
from tksk_portal.akses.pintu import lewat_pintu

logger = logging.getLogger(__name__)
Penjawab = Callable[[HttpRequest], HttpResponse]
KUNCI_TUGAS = "tugas"
GALAT = 500
TANPA_TULIS = ("GET", "HEAD", "OPTIONS", "TRACE")
DINDING_MENOLAK = "42501"  # InsufficientPrivilege


class LingkupMiddleware:
    """Parse the body, open one transaction, set the scope of the account's present duty, answer after commit.

    Views run in a savepoint of their own (ATOMIC_REQUESTS): an exception undoes their work, and the error page is
    still rendered in scope.
    """

    def __init__(self, get_response: Penjawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request in its scope; a database that does not answer is told as 503, nothing is saved."""
        request.POST  # noqa: B018 - badan dibaca sebelum transaksi dibuka
        try:
            return self._jawab(request)
        except (DatabaseError, InterfaceError) as salah:
            if not isinstance(salah, (OperationalError, InterfaceError)) and not _putus():
                raise
            logger.exception("basis data tidak menjawab")
            return _tidak_menjawab(request)

    def process_exception(self, request: HttpRequest, salah: Exception) -> HttpResponse | None:
        """Answer 503 when the connection was lost inside a view; what it had written is gone with its transaction."""
        if isinstance(salah, (OperationalError, InterfaceError)) and not connection.is_usable():
            logger.error("sambungan basis data terputus di tengah permintaan", exc_info=salah)
            return _tidak_menjawab(request)
        if getattr(salah.__cause__, "pgcode", None) == DINDING_MENOLAK:
            # Kode yang lupa memeriksa bertemu dinding: penolakan, bukan kerusakan; tidak ada yang tertulis.
            logger.error("dinding data menolak", exc_info=salah)
            return HttpResponse(render_to_string("403.html"), status=403)
        return None

    def _jawab(self, request: HttpRequest) -> HttpResponse:
        akun = request.user if request.user.is_authenticated else None
        awal = lingkup.Lingkup(akun_id=akun.pk) if akun else lingkup.ORANG_LUAR
        with lingkup.masuk(awal):
            self._pilih(request, akun)
            lingkup.alihkan(request.lingkup)
            if request.tugas and request.method not in TANPA_TULIS and not lewat_pintu():
                return _pintu_tertutup()
            respons = self.get_response(request)
            if respons.status_code == GALAT and _putus():
                # Sebagian putusnya sambungan bukan OperationalError, dan galat dalam process_view middleware lain
                # dijawab 500 oleh Django tanpa lewat process_exception.
                respons = _tidak_menjawab(request)
            if respons.streaming and not isinstance(respons, FileResponse):
                raise RuntimeError("Jawaban beraliran membaca di luar lingkup; bangun isinya di dalam view.")
        return respons

    def _pilih(self, request: HttpRequest, akun) -> None:
        request.tugas, request.daftar_tugas = None, []
        request.alasan_tanpa_tugas = ""
        if akun is None:
            request.lingkup = lingkup.ORANG_LUAR
            return
        request.tugas, request.daftar_tugas = lingkup.pilih_penempatan(akun, request.session.get(KUNCI_TUGAS))
        if request.tugas:
            request.lingkup = lingkup.dari_penempatan(request.tugas)
            return
        request.lingkup = lingkup.Lingkup(akun_id=akun.pk, keterangan="tanpa tugas")
        pernah = akun.penempatan.filter(dibatalkan_pada=None).order_by("-selesai", "-mulai")
        terakhir = pernah.select_related("tempat").first()
        request.alasan_tanpa_tugas = _alasan(terakhir)


def _putus() -> bool:
    """Tell whether the connection is gone, whatever the exception was called; a refused statement is not enough.

    psycopg2 sees it only when it asks once more.
    """
    return not connection.is_usable() and (connection.connection is None or bool(connection.connection.closed))


def _tidak_menjawab(request: HttpRequest) -> HttpResponse:
    if request.path == "/sehat/":
        return JsonResponse({"status": "basis data tidak menjawab"}, status=503)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})


def _pintu_tertutup() -> HttpResponse:
    return HttpResponse(render_to_string("akses/pintu_tertutup.html"), status=503, headers={"Retry-After": "60"})


def _alasan(terakhir) -> str:
    if terakhir is None:
        return "Akun ini belum diberi tugas."
    if terakhir.mulai > timezone.localdate():
        return f"Tugas {terakhir.label} baru mulai {date_format(terakhir.mulai, 'j F Y')}."
    return f"Tugas {terakhir.label} berakhir {date_format(terakhir.selesai, 'j F Y')}."


class KepalaPribadiMiddleware:
    """Pages about people are never kept by shared caches or shown again by the back button after logout."""

    def __init__(self, get_response: Penjawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers unless the answer already says how it may be cached."""
        respons = self.get_response(request)
        respons.headers.setdefault("Cache-Control", "no-store, private")
        respons.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        respons.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return respons
