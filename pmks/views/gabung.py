"""Menggabungkan dua data seorang, berdampingan, dan mengurungkannya."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pmks.actions import gabungkan, urungkan_gabung
from pmks.actions.gabung import LAIN, halangan_gabung, ringkas_gabung
from pmks.forms import GabungForm
from pmks.models import Kasus, Orang, Penggabungan, acuan_jenis
from pmks.tampak import boleh_rinci
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan
from tksk_portal.jejak.tampak import boleh_nomor
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.enums import NADA, Status
from tksk_portal.wilayah.models import Wilayah

DITOLAK, BENTROK = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.gabung")
def gabung(request: HttpRequest, pk: UUID, lain: UUID) -> HttpResponse:
    """Show two records of one person side by side; a POST merges the second into the first."""
    utama = get_object_or_404(Orang.objects.select_related("dibuat_oleh"), pk=pk)
    kedua = get_object_or_404(Orang.objects.select_related("dibuat_oleh").exclude(pk=pk), pk=lain)
    if utama.digabung_ke_id or kedua.digabung_ke_id:
        messages.info(request, "Data ini sudah digabung.")
        return redirect("pmks:rinci", utama.digabung_ke_id or utama.pk)
    if request.method != "POST":
        return _tampil(request, utama, kedua)
    if "buka" in request.POST:
        for o in (utama, kedua):
            catat_pembukaan(objek=o, bagian=Bagian.NIK, by=request.lingkup)
        return redirect("pmks:gabung", utama.pk, kedua.pk)
    form = _formulir(request, utama, kedua, request.POST)
    if not form.is_valid():
        return _tampil(request, utama, kedua, form, status=DITOLAK)
    try:
        gabungkan(
            utama=utama,
            lain=kedua,
            pilih=form.pilihan(),
            by=request.lingkup,
            alasan=form.cleaned_data["alasan"],
            versi_utama=form.cleaned_data["versi_utama"],
            versi_lain=form.cleaned_data["versi_lain"],
        )
    except Bentrok:
        return _tampil(request, utama, kedua, _segarkan(request, utama, kedua), status=BENTROK, basi=True)
    except Ditolak as salah:
        form.add_error(None, str(salah))
        return _tampil(request, utama, kedua, form, status=DITOLAK)
    messages.success(request, "Kedua data menjadi satu. Bila ternyata keliru, tekan Urungkan di bagian Penggabungan.")
    return redirect(reverse("pmks:rinci", args=[utama.pk]) + "#penggabungan")


def _formulir(request: HttpRequest, utama: Orang, kedua: Orang, data=None) -> GabungForm:
    terbuka = all(boleh_nomor(o, request.lingkup) for o in (utama, kedua))
    return GabungForm(data, utama=utama, lain=kedua, nomor_terbuka=terbuka)


def _segarkan(request: HttpRequest, utama: Orang, kedua: Orang) -> GabungForm:
    """Return the form on the present versions, with what was chosen and typed kept."""
    data = request.POST.copy()
    data["versi_utama"], data["versi_lain"] = str(utama.versi), str(kedua.versi)
    return _formulir(request, utama, kedua, data)


def _tampil(
    request: HttpRequest,
    utama: Orang,
    kedua: Orang,
    form: GabungForm | None = None,
    *,
    status: int = 200,
    basi: bool = False,
) -> HttpResponse:
    by = request.lingkup
    form = form or _formulir(request, utama, kedua)
    for o in (utama, kedua):
        if not Pembukaan.objects.masih_terbuka(o, by, Bagian.BANDING):
            catat_pembukaan(objek=o, bagian=Bagian.BANDING, by=by)
    ringkas = ringkas_gabung(utama, kedua)
    konteks = {
        "form": form,
        "utama": utama,
        "kedua": kedua,
        "sisi": [_sisi(o, by) for o in (utama, kedua)],
        "halangan": halangan_gabung(utama=utama, lain=kedua, by=by),
        "ringkas": ringkas,
        "diganti": sum(form[f"pilih_{n}"].value() == LAIN for n in form.berbeda),
        "pindah_tempat": utama.wilayah_id[:8] != kedua.wilayah_id[:8],
        "nomor_terbuka": form.nomor_terbuka,
        "basi": basi,
        "remah": [("PMKS", reverse("pmks:daftar")), ("Data utama", reverse("pmks:rinci", args=[utama.pk]))],
    }
    return render(request, "pmks/gabung.html", konteks, status=status)


def _sisi(orang: Orang, by) -> dict:
    """Return what stands above each column: who, where, which types, recorded by whom."""
    acuan = acuan_jenis()
    kasus = list(Kasus.objects.aktif().filter(orang=orang).order_by("jenis_id"))
    for k in kasus:
        k.nama_jenis, k.nada = acuan[k.jenis_id].nama, NADA[Status(k.status)]
    tempat = Wilayah.objects.select_related("induk").get(pk=orang.wilayah_id)
    return {
        "orang": orang,
        "nama": orang.nama if boleh_rinci(orang, by) else orang.nama_samar,
        "kasus": kasus,
        "tempat": f"{tempat.sebutan}, {tempat.induk.sebutan}",
    }


@require_POST
@perlu("pmks.gabung")
def urungkan(request: HttpRequest, pk: UUID, gabung_pk: UUID) -> HttpResponse:
    """Undo a merge from the surviving record's page."""
    satu = get_object_or_404(Penggabungan, pk=gabung_pk, utama=pk)
    try:
        urungkan_gabung(penggabungan=satu, by=request.lingkup)
    except Ditolak as salah:
        messages.error(request, str(salah))
        return redirect("pmks:rinci", pk)
    messages.success(request, "Penggabungan diurungkan. Kedua data kembali seperti sebelumnya.")
    return redirect("pmks:gabung", satu.utama_id, satu.lain_id)
