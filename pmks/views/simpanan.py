"""Saringan yang disimpan: cip di atas daftar dan meja periksa."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from pmks.actions.saringan import SaringanDitolak, saringan_milik, simpan_saringan
from pmks.forms import SaringanForm
from pmks.models import Saringan
from pmks.models.potret import Halaman
from pmks.saringan import SaringOrang
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.tampilan.formulir import keluhan

ALAMAT = {Halaman.DAFTAR: "pmks:daftar", Halaman.PERIKSA: "pmks:periksa"}
MEDAN = {Halaman.DAFTAR: tuple(SaringOrang.base_filters), Halaman.PERIKSA: ("kecamatan", "jenis", "temuan")}
TERPANJANG = 40


def konteks_simpanan(request: HttpRequest, halaman: Halaman) -> dict:
    """Return the kept filters with their addresses, and the present ones that could be kept."""
    kini = _isi(request.GET, halaman)
    simpanan = saringan_milik(halaman, request.lingkup)
    for s in simpanan:
        s.url = reverse(ALAMAT[halaman]) + "?" + urlencode(s.isi)
        s.aktif = s.isi == kini
    return {"simpanan": simpanan, "simpan_isi": kini, "simpan_halaman": halaman.value}


def _isi(kiriman, halaman: Halaman) -> dict[str, str]:
    # Yang tidak tercetak (NUL di antaranya) tidak mungkin dari formulirnya, dan JSON di basis data menolaknya.
    return {n: v for n in MEDAN[halaman] if (v := kiriman.get(n, "")) and len(v) <= TERPANJANG and v.isprintable()}


@require_POST
@perlu("pmks.lihat")
def simpan(request: HttpRequest) -> HttpResponse:
    """Keep the filters that the page was shown with."""
    form = SaringanForm(request.POST)
    halaman = Halaman.PERIKSA if request.POST.get("halaman") == Halaman.PERIKSA else Halaman.DAFTAR
    if halaman == Halaman.PERIKSA and not boleh(request.lingkup, "pmks.verifikasi"):
        halaman = Halaman.DAFTAR
    isi = _isi(request.POST, halaman)
    kembali = reverse(ALAMAT[halaman]) + ("?" + urlencode(isi) if isi else "")
    if not form.is_valid():
        messages.error(request, keluhan(form))
        return redirect(kembali)
    try:
        simpan_saringan(halaman=halaman, nama=form.cleaned_data["nama"], isi=isi, by=request.lingkup)
    except SaringanDitolak as salah:
        messages.error(request, salah.pesan)
    else:
        messages.success(request, "Saringan disimpan. Cipnya ada di atas daftar.")
    return redirect(kembali)


@require_POST
@perlu("pmks.lihat")
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Forget kept filters; only one's own."""
    by = request.lingkup
    satu = get_object_or_404(Saringan, pk=pk, akun=by.akun_id, wilayah=by.tempat)
    halaman = Halaman(satu.halaman)
    satu.delete()
    messages.success(request, "Saringan dibuang.")
    return redirect(ALAMAT[halaman])
