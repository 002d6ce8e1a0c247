"""Mencatat dan mengubah orang."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods
from uuid_utils.compat import uuid7

from pmks.actions import (
    KunciAsing,
    KunciTerpakai,
    NIKBentrok,
    NIKSudahAda,
    VersiBasi,
    ajukan_orang,
    catat_orang,
    ubah_orang,
)
from pmks.forms import OrangForm
from pmks.models import Orang
from pmks.usulan import beda_jenis, kata_perubahan
from pmks.views.nik import isikan, konteks_formulir
from pmks.views.rinci import ambil
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.tampak import catat_dibaca_utuh
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.halaman import catatan_kembali
from tksk_portal.tinjauan.kirim import BELUM, BENTROK, DITOLAK, bandingkan, ganti_kunci, kabari_tersimpan, ke_tersimpan


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.catat")
def baru(request: HttpRequest) -> HttpResponse:
    """Record a person. The key in the form makes a repeated sending harmless."""
    if request.method != "POST":
        awal = {"id": uuid7()}
        return _tampil(request, OrangForm(initial=awal, lingkup=request.lingkup))
    if diisi := isikan(request.POST):
        return _diisikan(request, OrangForm(diisi, lingkup=request.lingkup))
    form = OrangForm(request.POST, lingkup=request.lingkup)
    if not form.is_valid():
        if "id" in form.errors:
            return _tampil(request, ganti_kunci(request, OrangForm), status=DITOLAK, kunci_asing=True)
        return _tampil(request, form, status=DITOLAK)
    ajukan = "ajukan" in request.POST
    try:
        hasil = catat_orang(kunci=form.kunci, orang=form.isian(), kasus=form.kasus(), by=request.lingkup, ajukan=ajukan)
    except NIKSudahAda as salah:
        form.add_error("nik", _sudah_ada(salah.orang))
        return _tampil(request, form, status=DITOLAK)
    except KunciTerpakai as salah:
        catat_dibaca_utuh(request, salah.orang)
        return _tampil(request, form, status=BENTROK, tersimpan=_bandingkan(salah.orang, form), lama=salah.orang)
    except KunciAsing:
        form = ganti_kunci(request, OrangForm)
        return _tampil(request, form, status=BENTROK, kunci_asing=True)
    except Ditolak as salah:
        form.add_error(None, str(salah))
        return _tampil(request, form, status=DITOLAK)
    if hasil.tertahan:
        messages.warning(request, f"Tersimpan sebagai draf, belum diajukan. {hasil.tertahan}")
    else:
        kabari_tersimpan(request, ulang=hasil.ulang)
    return ke_tersimpan("pmks:rinci", hasil.orang)


def _sudah_ada(orang: Orang) -> str:
    return format_html(
        'NIK ini sudah tercatat di kecamatan ini. <a href="{}">Buka data itu</a>, jangan dicatat dua kali.',
        reverse("pmks:rinci", args=[orang.pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.catat")
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a person from the version that the form was opened with."""
    orang = ambil(pk)
    if orang.digabung_ke_id:
        return redirect("pmks:rinci", orang.pk)
    # Juga saat dikirim: yang kedua dari dua penyunting melihat isi tersimpan di sebelah isiannya.
    catat_dibaca_utuh(request, orang)
    if request.method != "POST":
        return _tampil(request, OrangForm(orang=orang, lingkup=request.lingkup), orang=orang)
    diisi = isikan(request.POST)
    data = diisi or request.POST.copy()
    data["id"] = str(orang.pk)
    if diisi:
        return _diisikan(request, OrangForm(data, orang=orang, lingkup=request.lingkup), orang=orang)
    form = OrangForm(data, orang=orang, lingkup=request.lingkup)
    if not form.is_valid():
        return _tampil(request, form, orang=orang, status=DITOLAK)
    try:
        with transaction.atomic():
            hasil = ubah_orang(
                orang=orang,
                versi=form.cleaned_data["versi"] or 0,
                isian=form.isian(),
                kasus=form.kasus(),
                by=request.lingkup,
                alasan=form.cleaned_data["alasan"],
                usulan=form.usulan_dibawa(),
            )
            diajukan = _ajukan(request, orang) if "ajukan" in request.POST else 0
    except NIKSudahAda as salah:
        form.add_error("nik", _sudah_ada(salah.orang))
        return _tampil(request, form, orang=orang, status=DITOLAK)
    except VersiBasi as salah:
        data["versi"], data["usulan"] = str(salah.orang.versi), form.dasar
        form = OrangForm(data, orang=orang, lingkup=request.lingkup)
        form.is_valid()
        beda = _bandingkan(salah.orang, form)
        return _tampil(request, form, orang=salah.orang, status=BENTROK, basi=beda)
    except Ditolak as salah:
        form.add_error("alasan", str(salah))
        return _tampil(request, form, orang=orang, status=DITOLAK)
    if hasil.tertahan:
        messages.warning(request, f"Usulan tersimpan sebagai draf, belum diajukan. {hasil.tertahan}")
    else:
        messages.success(request, _kata_ubah(hasil, diajukan))
    return ke_tersimpan("pmks:rinci", orang)


def _ajukan(request: HttpRequest, orang: Orang) -> int:
    """Submit; what was typed stays saved when the NIK is held in another kecamatan too."""
    try:
        return ajukan_orang(orang=orang, by=request.lingkup)
    except NIKBentrok as salah:
        messages.warning(request, f"Belum diajukan. {salah}")
        return 0


def _diisikan(request: HttpRequest, form: OrangForm, **lain) -> HttpResponse:
    """Show the form again with what was taken over from the NIK; nothing is written."""
    messages.info(request, "Diisikan dari NIK; belum disimpan. Periksa, lalu simpan.")
    return _tampil(request, form, status=200 if form.is_valid() else DITOLAK, **lain)


def _kata_ubah(hasil, diajukan: int) -> str:
    if hasil.dilepas and not hasil.revisi:
        return "Usulan perubahan dilepas; data yang sudah diverifikasi tetap berlaku." + (
            " Perubahan lain tersimpan." if hasil.langsung or hasil.ditambah or hasil.dibatalkan else ""
        )
    if hasil.revisi:
        return "Usulan perubahan dikirim. Data yang sudah diverifikasi tetap berlaku sampai usulan diputuskan."
    if diajukan:
        return "Perubahan tersimpan dan diajukan ke dinas sosial."
    return "Perubahan tersimpan."


def _tampil(
    request: HttpRequest, form: OrangForm, *, status: int = 200, orang: Orang | None = None, **lain
) -> HttpResponse:
    konteks = {
        "form": form,
        "rekaman": orang,
        "judul": "Ubah data" if orang else "Catat orang",
        "catatan": _catatan_pemeriksa(form),
        **BELUM,
        "periksa": konteks_formulir(form, request.lingkup),
        "remah": [("PMKS", reverse("pmks:daftar"))],
    }
    return render(request, "pmks/form.html", konteks | lain, status=status)


def _catatan_pemeriksa(form: OrangForm) -> list[dict]:
    """Return what the verifier wrote on each proposal and type that the officer is to mend."""
    kasus = [k for k in form.kasus_ada.values() if k.status == Status.DIKEMBALIKAN]
    kata = catatan_kembali(form.kembali) | catatan_kembali(kasus)
    acuan = {j.kode: j.nama for j in form.daftar_jenis}
    jenis = {k.pk: acuan.get(k.jenis_id, "") for k in form.kasus_ada.values()}
    hasil = [{"usulan": False, "perihal": jenis[k.pk], "putusan": kata.get(k.pk), "ubahan": []} for k in kasus]
    for r in form.kembali:
        hasil.append(
            {
                "usulan": True,
                "perihal": jenis.get(r.kasus_id, "identitas"),
                "putusan": kata.get(r.pk),
                # Nomornya terbuka: formulir ini sendiri memuatnya.
                "ubahan": kata_perubahan(r, form.orang, nomor_terbuka=True),
            }
        )
    return hasil


def _bandingkan(orang: Orang, form: OrangForm) -> list[tuple[str, str, str]]:
    """Return (label, stored, typed) for what differs between the stored record and what was typed."""
    if not form.is_valid():
        return []
    return bandingkan(orang, form.isian()) + beda_jenis(orang, form.kasus())
