"""Catatan insiden dan naskah pemberitahuannya."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid_utils.compat import uuid7

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.lindung.actions import insiden as perbuatan
from tksk_portal.lindung.forms import InsidenForm
from tksk_portal.lindung.models import Insiden
from tksk_portal.lindung.subjek import Ditolak
from tksk_portal.lindung.views.bahan import coba, formulir, remah, tab, terkirim

ABAIKAN = frozenset({"versi", "wilayah", "tenggat_pada"})


def _insiden(pk: UUID) -> Insiden:
    return get_object_or_404(Insiden.objects.select_related("wilayah", "dibuat_oleh", "ditutup_oleh"), pk=pk)


def _remah(request: HttpRequest, *lain: tuple[str, str]) -> list:
    return remah(("Insiden", reverse("lindung:insiden_daftar")), *lain, request=request)


@require_safe
@perlu("lindung.insiden")
def daftar(request: HttpRequest) -> HttpResponse:
    """List the breaches of the territory, newest first."""
    konteks = {
        "halaman": halaman(request, Insiden.objects.select_related("wilayah"), urut=("-diketahui_pada", "-id")),
        "tab": tab(request),
        "tab_kini": "insiden",
        "remah": [("Beranda", "/")],
    }
    return render(request, "lindung/insiden_daftar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.insiden")
def baru(request: HttpRequest) -> HttpResponse:
    """Log a breach of one's own office."""
    balik = reverse("lindung:insiden_daftar")
    form = InsidenForm(terkirim(request), batal=balik, initial={"id": uuid7(), "diketahui_pada": timezone.now()})
    if request.method == "POST" and form.is_valid():
        kunci = form.cleaned_data["id"] or uuid7()
        hasil = coba(form, lambda: perbuatan.catat_insiden(kunci=kunci, isian=form.isian(), by=request.lingkup))
        if hasil:
            messages.success(request, f"Insiden {hasil.nomor} dicatat. Tenggat pemberitahuannya berjalan.")
            return redirect("lindung:insiden", hasil.pk)
    kata = ("Jangan menulis nama, NIK, atau nomor orang. Jenis data dan jumlahnya sudah cukup.",)
    return formulir(request, form, judul="Catat insiden", jejak=_remah(request), catatan=kata, nada="kuning")


@require_safe
@perlu("lindung.insiden")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a breach, its clock, and what is still to be done."""
    i = _insiden(pk)
    konteks = {"i": i, "riwayat": riwayat(i, abaikan=ABAIKAN), "remah": _remah(request)}
    return render(request, "lindung/insiden.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.insiden")
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add what became known, and who was told."""
    i = _insiden(pk)
    balik = reverse("lindung:insiden", args=[pk])
    if i.ditutup_pada:
        messages.info(request, "Insiden ini sudah ditutup.")
        return redirect(balik)
    awal = {k: getattr(i, k) for k in InsidenForm.base_fields if k != "id"}
    form = InsidenForm(terkirim(request), batal=balik, initial=awal)
    if request.method == "POST" and form.is_valid():
        versi = form.cleaned_data["versi"] or 0
        isi = {"insiden": i, "versi": versi, "isian": form.isian()}
        if coba(form, lambda: perbuatan.ubah_insiden(**isi, by=request.lingkup)):
            messages.success(request, "Insiden disimpan.")
            return redirect(balik)
    return formulir(request, form, judul=f"Lengkapi {i.nomor}", jejak=_remah(request, (i.nomor, balik)))


@require_POST
@perlu("lindung.insiden")
def tutup(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a breach."""
    i = _insiden(pk)
    try:
        perbuatan.tutup_insiden(insiden=i, by=request.lingkup)
    except Ditolak as tolak:
        messages.error(request, tolak.pesan)
    else:
        messages.success(request, f"Insiden {i.nomor} ditutup.")
    return redirect("lindung:insiden", pk)


@require_safe
@perlu("lindung.insiden")
def surat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the text of the written notice (Ps. 46): which data, when and how, handling and recovery."""
    i = _insiden(pk)
    jejak = _remah(request, (i.nomor, reverse("lindung:insiden", args=[pk])))
    konteks = {"i": i, "kantor": request.lingkup.keterangan, "remah": jejak}
    return render(request, "lindung/insiden_surat.html", konteks)
