"""Halaman tentang tugas sendiri, kesehatan layanan, dan formulir yang kedaluwarsa."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tksk_portal.akses.izin import perlu, terbuka
from tksk_portal.akses.middleware import KUNCI_TUGAS


@require_POST
@perlu("akun.sendiri")
def ganti_tugas(request: HttpRequest) -> HttpResponse:
    """Switch to another of one's own duties; an unknown one is ignored."""
    dipilih = request.POST.get("tugas", "")
    if any(str(t.pk) == dipilih for t in request.daftar_tugas):
        request.session[KUNCI_TUGAS] = dipilih
    return redirect("beranda")


@require_safe
@terbuka("pemeriksaan layanan oleh penyeimbang beban; tidak memuat data")
def sehat(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503."""
    try:
        with connection.cursor() as kursor:
            kursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "basis data tidak menjawab"}, status=503)
    return JsonResponse({"status": "sehat"})


@terbuka("halaman galat: token formulir kedaluwarsa")
def csrf_gagal(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that the form expired; what was typed is still in the phone's draft."""
    return render(request, "403_csrf.html", {"kembali": request.path}, status=403)
