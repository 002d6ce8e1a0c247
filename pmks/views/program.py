"""Daftar program bantuan, diatur admin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from pmks.actions import simpan_program
from pmks.forms import ProgramForm
from pmks.models import Program
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.riwayat import riwayat

DITOLAK = 422


@require_safe
@perlu("acuan.atur")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show all programmes, those that ended too."""
    semua = list(Program.objects.all())
    konteks = {
        "berjalan": [p for p in semua if not p.berakhir],
        "berakhir": [p for p in semua if p.berakhir],
        "remah": [],
    }
    return render(request, "pmks/program.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("acuan.atur")
def baru(request: HttpRequest) -> HttpResponse:
    """Add a programme."""
    return _isi(request, Program())


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("acuan.atur")
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Change or end a programme; what was recorded of it stays."""
    return _isi(request, get_object_or_404(Program, pk=pk))


def _isi(request: HttpRequest, program: Program) -> HttpResponse:
    form = ProgramForm(request.POST or None, instance=program)
    if request.method == "POST" and form.is_valid():
        simpan_program(program=form.save(commit=False), by=request.lingkup)
        messages.success(request, "Program tersimpan.")
        return redirect("pmks:program")
    konteks = {
        "form": form,
        "program": Program.objects.filter(pk=program.pk).first() if program.pk else None,
        "riwayat": riwayat(program) if program.pk else [],
        "remah": [("Program bantuan", reverse("pmks:program"))],
    }
    return render(request, "pmks/isian_program.html", konteks, status=DITOLAK if request.method == "POST" else 200)
