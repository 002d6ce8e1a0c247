"""Kiriman meja periksa dan pengesahan: yang dicentang diputuskan sekaligus."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from pmks.actions.banyak import HasilBanyak, putuskan_banyak
from pmks.forms import BanyakForm
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.tampilan.formulir import keluhan
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi

BUTIR = re.compile(r"(?P<kunci>[0-9a-f-]{36}):(?P<versi>[0-9]{1,9}):(?P<versi_orang>[0-9]{1,9})")
# Catatan yang sudah ditulis tetap ada bila kirimannya ditolak; isinya tidak lewat alamat.
CATATAN = "pmks_catatan_banyak"
SARING = ("kecamatan", "jenis", "temuan")
SELESAI = {Aksi.VERIFIKASI: "terverifikasi", Aksi.KEMBALIKAN: "dikembalikan dengan catatan Anda"}


@require_POST
@perlu("pmks.putuskan")
def putuskan(request: HttpRequest) -> HttpResponse:
    """Verify or return what was ticked, with one comment."""
    form = BanyakForm(request.POST)
    request.session[CATATAN] = request.POST.get("komentar", "")[:500]
    if not form.is_valid():
        messages.error(request, keluhan(form))
        return redirect(_kembali(request))
    isi = form.cleaned_data
    try:
        hasil = putuskan_banyak(
            dilihat=dipilih(request.POST.getlist("pilih")),
            aksi=Aksi(isi["aksi"]),
            by=request.lingkup,
            komentar=isi["komentar"],
        )
    except Ditolak as salah:
        messages.error(request, str(salah))
        return redirect(_kembali(request))
    del request.session[CATATAN]
    (messages.success if hasil.jumlah else messages.warning)(request, _kata(hasil, Aksi(isi["aksi"])))
    return redirect(_kembali(request))


def dipilih(nilai: list[str]) -> dict[UUID, tuple[int, int]]:
    """Return what the ticked boxes say: key -> (version, person's version); what cannot be read is left out."""
    hasil = {}
    for teks in nilai:
        if cocok := BUTIR.fullmatch(teks):
            try:
                hasil[UUID(cocok["kunci"])] = (int(cocok["versi"]), int(cocok["versi_orang"]))
            except ValueError:
                continue
    return hasil


def _kata(hasil: HasilBanyak, aksi: Aksi) -> str:
    kata = [f"{hasil.jumlah} data {SELESAI[aksi]}."] if hasil.jumlah else ["Tidak ada yang diputuskan."]
    if hasil.berubah:
        kata.append(f"{hasil.berubah} dilewati karena berubah atau sudah diputuskan sejak Anda membukanya.")
    if hasil.sendiri:
        kata.append(f"{hasil.sendiri} dilewati karena Anda sendiri yang mengajukan atau mencatat.")
    return " ".join(kata)


def _kembali(request: HttpRequest) -> str:
    if boleh(request.lingkup, "pmks.verifikasi"):
        tanya = {k: v for k in SARING if (v := request.POST.get(k, "")) and len(v) < 20}
        return reverse("pmks:periksa") + ("?" + urlencode(tanya) if tanya else "")
    kode = request.POST.get("kabkota", "")
    if boleh(request.lingkup, "pmks.sahkan") and re.fullmatch(r"[0-9]{2}\.[0-9]{2}", kode):
        return reverse("pmks:siapkan_pengesahan", args=[kode])
    return reverse("pmks:pengesahan")
