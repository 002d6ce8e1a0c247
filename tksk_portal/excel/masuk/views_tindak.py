"""Tindakan pada satu unggahan."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tksk_portal.akses.izin import perlu
from tksk_portal.excel.bentuk import huruf_kolom
from tksk_portal.excel.enums import StatusUnggahan
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.masuk.forms import KolomForm, LembarForm
from tksk_portal.excel.masuk.views import DITOLAK, KENAL_KOSONG, ambil_unggahan, tolak
from tksk_portal.excel.models import Unggahan
from tksk_portal.excel.sumber import Sumber


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("excel.unggah")
def petakan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Point out which column is which, with a few rows to see."""
    u, sumber = ambil_unggahan(request, pk)
    if u.status not in (StatusUnggahan.PETAKAN, StatusUnggahan.PRATINJAU) or not u.contoh:
        return tolak(request, alur.Ditolak("Kolom unggahan ini tidak perlu ditunjuk lagi."), pk)
    if request.method != "POST":
        return _tampil(request, u, sumber, KolomForm(unggahan=u, sumber=sumber), _form_pilihan(u, sumber, request))
    if "pilih_lembar" in request.POST:
        return _ganti_lembar(request, u)
    form = KolomForm(request.POST, unggahan=u, sumber=sumber)
    pilihan = sumber.form_pilihan(request.POST, lingkup=request.lingkup)
    if not (form.is_valid() & pilihan.is_valid()):
        return _tampil(request, u, sumber, form, pilihan, status=DITOLAK)
    try:
        alur.petakan(unggahan=u, peta=form.peta(), pilihan=pilihan.pilihan(), by=request.lingkup)
    except alur.Ditolak as salah:
        form.add_error(None, str(salah))
        return _tampil(request, u, sumber, form, pilihan, status=DITOLAK)
    return redirect("excel:rinci", pk=pk)


def _form_pilihan(u: Unggahan, sumber: Sumber, request: HttpRequest):
    awal = sumber.awal_pilihan(u.pilihan)
    return sumber.form_pilihan(initial=awal, lingkup=request.lingkup)


def _ganti_lembar(request: HttpRequest, u: Unggahan) -> HttpResponse:
    form = LembarForm(request.POST, unggahan=u)
    if form.is_valid():
        try:
            alur.pilih_lembar(unggahan=u, lembar=form.cleaned_data["lembar"], by=request.lingkup)
        except alur.Ditolak as salah:
            return tolak(request, salah, u.pk)
    return redirect("excel:rinci", pk=u.pk)


def _tampil(request: HttpRequest, u: Unggahan, sumber: Sumber, form: KolomForm, pilihan, *, status: int = 200):
    baris = u.contoh.get("baris", [])
    kolom = [
        {"huruf": huruf_kolom(n), "isian": form[f"kolom_{n}"], "contoh": [b[n - 1] for b in baris if b[n - 1]][:3]}
        for n in form.kolom
    ]
    konteks = {
        "u": u,
        "k": KENAL_KOSONG | u.kenal,
        "sumber": sumber,
        "form": form,
        "pilihan": pilihan,
        "kolom": kolom,
        "lembar": LembarForm(unggahan=u) if len(u.kenal.get("daftar_lembar", [])) > 1 else None,
        "ragu": u.kenal.get("ragu", []),
        "remah": [("Unggah Excel", reverse("excel:daftar")), ("Unggahan", reverse("excel:rinci", args=[u.pk]))],
    }
    return render(request, "excel/petakan.html", konteks, status=status)


def _tindak(request: HttpRequest, pk: UUID, lakukan: Callable, pesan: str = "") -> HttpResponse:
    u, _ = ambil_unggahan(request, pk)
    try:
        lakukan(unggahan=u, by=request.lingkup)
    except alur.Ditolak as salah:
        return tolak(request, salah, pk)
    if pesan:
        messages.success(request, pesan)
    return redirect("excel:rinci", pk=pk)


@require_POST
@perlu("excel.unggah")
def masukkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take in the good rows."""

    def lakukan(**kw) -> None:
        alur.masukkan(mungkin="mungkin" in request.POST, **kw)

    return _tindak(request, pk, lakukan)


@require_POST
@perlu("excel.unggah")
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw everything away; nothing was written."""
    return _tindak(request, pk, alur.buang, "Unggahan dibuang. Tidak ada yang masuk ke data.")


@require_POST
@perlu("excel.unggah")
def periksa(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Check again."""
    return _tindak(request, pk, alur.periksa_ulang)


@require_POST
@perlu("excel.unggah")
def urungkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back what was written."""
    return _tindak(request, pk, alur.urungkan)


@require_POST
@perlu("excel.unggah")
def kembalian(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have the workbook with remarks made (again)."""
    return _tindak(request, pk, alur.minta_kembalian, "Berkas kembalian sedang disiapkan.")


@require_POST
@perlu("excel.unggah")
def tampilkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open what the rows change of recorded data, for an hour; return to the same page of rows."""
    u, sumber = ambil_unggahan(request, pk)
    sumber.buka(request, u)
    return redirect(f"{reverse('excel:rinci', args=[pk])}?{request.GET.urlencode()}")
