"""Foto dan dokumen seseorang: daftar, menambah, menghapus."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid_utils.compat import uuid7

from pmks.actions import hapus_berkas, tambah_berkas
from pmks.actions.berkas import TERBANYAK
from pmks.berkas import berkas_tampil
from pmks.forms import BerkasForm
from pmks.models import BerkasOrang, Orang
from pmks.tampak import boleh_rinci
from pmks.views.rinci import ambil
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.arsip.berkas import BerkasDitolak
from tksk_portal.jejak.tampak import PERLU_TUJUAN, catat_dibaca

DITOLAK = 422


def _konteks(request: HttpRequest, orang: Orang) -> dict:
    """Return what the pages show of the person; reading the name is logged like the record."""
    by = request.lingkup
    terbuka = boleh_rinci(orang, by)
    if terbuka and by.peran not in PERLU_TUJUAN:
        catat_dibaca(request, orang)
    nama = orang.nama if terbuka else orang.nama_samar
    return {
        "orang": orang,
        "terbuka": terbuka,
        "nama_tampil": nama,
        "boleh_ubah": boleh(by, "pmks.catat"),
        "terbanyak": TERBANYAK,
        "remah": [("PMKS", reverse("pmks:daftar")), (nama, reverse("pmks:rinci", args=[orang.pk]))],
    }


@require_safe
@perlu("pmks.lihat")
def daftar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the photos and documents of a person. Reading is logged like the record itself."""
    orang = ambil(pk)
    if orang.digabung_ke_id:
        return redirect("pmks:berkas", orang.digabung_ke_id)
    konteks = _konteks(request, orang)
    konteks["daftar"] = berkas_tampil(orang, request.lingkup)
    konteks["penuh"] = len(konteks["daftar"]) >= TERBANYAK
    return render(request, "pmks/berkas.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.catat")
def tambah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add photos or documents. Each is judged alone: what is good is kept, what is not comes back with its reason."""
    orang = ambil(pk)
    if orang.digabung_ke_id:
        return redirect("pmks:tambah_berkas", orang.digabung_ke_id)
    if request.method != "POST":
        return _tampil(request, orang, BerkasForm(initial={"id": uuid7(), "jenis": request.GET.get("jenis")}))
    form = BerkasForm(request.POST, request.FILES)
    if not form.is_valid():
        return _tampil(request, orang, form, status=DITOLAK)
    tersimpan = _simpan(request, orang, form)
    if form.errors:
        return _tampil(request, orang, _kunci_baru(form), status=DITOLAK, tersimpan=tersimpan)
    messages.success(request, f"{len(tersimpan)} berkas tersimpan dan sudah tampil di bawah.")
    return redirect("pmks:berkas", orang.pk)


def _simpan(request: HttpRequest, orang: Orang, form: BerkasForm) -> list[str]:
    """Store the files one by one; return the names of what is stored, put the refusals beside the field."""
    tersimpan = []
    isi = form.cleaned_data
    for berkas in isi["berkas"]:
        try:
            tambah_berkas(
                orang=orang,
                isi=berkas,
                nama=berkas.name,
                jenis=isi["jenis"],
                keterangan=isi["keterangan"],
                kunci=isi["id"],
                by=request.lingkup,
            )
        except BerkasDitolak as salah:
            form.add_error("berkas", f"{berkas.name[:60]}: {salah.pesan}")
        else:
            tersimpan.append(berkas.name[:60])
    return tersimpan


def _kunci_baru(form: BerkasForm) -> BerkasForm:
    """Return the refused form with a fresh key: what is sent next is another sending."""
    data = form.data.copy()
    data["id"] = str(uuid7())
    form.data = data
    return form


def _tampil(
    request: HttpRequest, orang: Orang, form: BerkasForm, *, status: int = 200, tersimpan: list[str] | None = None
) -> HttpResponse:
    konteks = _konteks(request, orang)
    konteks["remah"] += [("Foto dan dokumen", reverse("pmks:berkas", args=[orang.pk]))]
    konteks |= {"form": form, "tersimpan": tersimpan or []}
    return render(request, "pmks/tambah_berkas.html", konteks, status=status)


@require_POST
@perlu("pmks.catat")
def hapus(request: HttpRequest, pk: UUID, berkas_pk: UUID) -> HttpResponse:
    """Remove one photo or document; its content goes when this is committed."""
    orang = ambil(pk)
    satu = get_object_or_404(BerkasOrang.objects.select_related("orang"), pk=berkas_pk, orang=orang)
    if hapus_berkas(satu=satu, by=request.lingkup):
        messages.success(request, f"{satu.get_jenis_display()} dihapus.")
    else:
        messages.info(request, "Berkas itu sudah dihapus sebelumnya.")
    return redirect("pmks:berkas", orang.pk)
