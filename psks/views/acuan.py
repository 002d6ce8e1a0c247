"""Acuan jenis PSKS: dibaca semua, ditambah dan diperbarui admin."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from psks.actions import buat_versi_psks, tambah_jenis
from psks.enums import Golongan
from psks.forms import JenisForm, VersiForm
from psks.models import AturanPSKS, JenisPSKS, acuan_psks
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.tinjauan.actions import Ditolak

DITOLAK = 422


def _remah(*lagi: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Acuan PSKS", reverse("psks:acuan")), *lagi]


def _jenis(kode: str) -> JenisPSKS:
    if kode not in acuan_psks():
        raise Http404
    return acuan_psks()[kode]


@require_safe
@perlu("acuan.lihat")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show all types by where they come from."""
    semua = acuan_psks().values()
    konteks = {
        "kelompok": [(str(g.label), [j for j in semua if j.golongan == g]) for g in Golongan],
        "boleh_atur": boleh(request.lingkup, "acuan.atur"),
    }
    return render(request, "psks/acuan.html", konteks)


@require_safe
@perlu("acuan.lihat")
def rinci(request: HttpRequest, kode: str) -> HttpResponse:
    """Show one type with all its versions."""
    jenis = _jenis(kode)
    konteks = {
        "jenis": jenis,
        "versi": list(AturanPSKS.objects.filter(jenis=jenis.pk)),
        "boleh_atur": boleh(request.lingkup, "acuan.atur"),
        "remah": _remah(),
    }
    return render(request, "psks/acuan_rinci.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("acuan.atur")
def baru(request: HttpRequest) -> HttpResponse:
    """Add a local kind, or another human resource of the field."""
    form, status = JenisForm(initial={"dasar": "Kebiasaan daerah"}), 200
    if request.method == "POST":
        form, status = JenisForm(request.POST), DITOLAK
        if form.is_valid():
            jenis = tambah_jenis(isi=form.jenis(), versi=form.versi(), by=request.lingkup)
            messages.success(request, f"Jenis {jenis.nama} ditambahkan dan dapat dipakai sekarang.")
            return redirect("psks:acuan_rinci", jenis.pk)
    konteks = {"form": form, "judul": "Tambah jenis daerah", "remah": _remah()}
    return render(request, "psks/acuan_form.html", konteks, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("acuan.atur")
def versi(request: HttpRequest, kode: str) -> HttpResponse:
    """Add a version that starts on a later day."""
    jenis = _jenis(kode)
    form, status = VersiForm(initial=_awal(jenis)), 200
    if request.method == "POST":
        form, status = VersiForm(request.POST), DITOLAK
        if form.is_valid():
            try:
                buat_versi_psks(jenis=jenis, mulai=form.cleaned_data["mulai"], versi=form.versi(), by=request.lingkup)
            except Ditolak as salah:
                form.add_error("mulai", str(salah))
            else:
                messages.success(request, "Versi baru tersimpan; yang sekarang berlaku sampai sehari sebelumnya.")
                return redirect("psks:acuan_rinci", kode)
    konteks = {"form": form, "judul": f"Versi baru {jenis.nama}"}
    konteks["remah"] = _remah((jenis.nama, reverse("psks:acuan_rinci", args=[kode])))
    return render(request, "psks/acuan_form.html", konteks, status=status)


def _awal(jenis: JenisPSKS) -> dict:
    v = jenis.versi
    awal = {k: getattr(v, k) for k in ("dasar", "pasti", "definisi", "umur_min", "umur_maks", "jk", "dokumen")}
    awal |= {"kriteria": "\n".join(v.kriteria), "medan": [m["nama"] for m in v.medan]}
    return awal | {"wajib": [m["nama"] for m in v.medan if m.get("wajib")]}
