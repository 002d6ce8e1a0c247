"""Melepas pembatasan pemrosesan data seseorang."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pmks.actions import lepas_pembatasan
from pmks.actions.pembatasan import check_lepas
from pmks.forms import LepasPembatasanForm
from pmks.models import Pembatasan
from pmks.tampak import hias_nama
from pmks.views.rinci import ambil
from tksk_portal.akses.izin import perlu
from tksk_portal.tinjauan.actions import Ditolak

DITOLAK = 422


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.putuskan")
def lepas(request: HttpRequest, pk: UUID, pembatasan_pk: UUID) -> HttpResponse:
    """Lift a restriction, with the reason."""
    orang = ambil(pk)
    pembatasan = get_object_or_404(Pembatasan, pk=pembatasan_pk, orang=orang)
    check_lepas(pembatasan, request.lingkup)
    if pembatasan.dilepas_pada:
        messages.info(request, "Pembatasan ini sudah dilepas.")
        return redirect("pmks:rinci", orang.pk)
    balik = reverse("pmks:rinci", args=[orang.pk])
    form = LepasPembatasanForm(request.POST if request.method == "POST" else None, batal=balik)
    if request.method == "POST" and form.is_valid():
        try:
            lepas_pembatasan(pembatasan=pembatasan, alasan=form.cleaned_data["alasan"], by=request.lingkup)
        except Ditolak as salah:
            form.add_error(None, str(salah))
        else:
            messages.success(request, "Pembatasan dilepas. TKSK kecamatannya diberi tahu.")
            return redirect(balik)
    hias_nama([orang], request.lingkup)
    konteks = {
        "form": form,
        "p": pembatasan,
        "nama_tampil": orang.nama_tampil,
        "remah": [("PMKS", reverse("pmks:daftar")), ("Data", balik)],
    }
    return render(request, "pmks/lepas_pembatasan.html", konteks, status=DITOLAK if form.errors else 200)
