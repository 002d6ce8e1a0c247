"""Membuka yang tertutup di daftar: satu ketukan bagi halaman daftar, atau satu baris. Keduanya dicatat."""

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from pmks.forms import TujuanForm
from pmks.models import Kasus, KasusKesatuan, Kesatuan, Orang
from pmks.saringan import SaringOrang
from pmks.saringan_kesatuan import SARING_KESATUAN
from pmks.tampak import buka_daftar, daftar_dibuka
from pmks.views.rinci import ambil
from tksk_portal.akses.alamat import KodeWilayah
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.jejak.models import Bagian, catat_pembukaan
from tksk_portal.jejak.tampak import PERLU_TUJUAN, catat_dibaca
from tksk_portal.tinjauan.halaman import baca_tujuan

# Daftar yang dapat dibuka: alamatnya, dan bagian alamat yang menentukan isinya.
SARING_DAFTAR = (*SaringOrang.base_filters, "cari")
DAFTAR = {
    "daftar": ("pmks:daftar", SARING_DAFTAR),
    "periksa": ("pmks:periksa", ()),
    "usulan": ("pmks:usulan", ()),
    "keluarga": ("pmks:daftar_kesatuan", SARING_KESATUAN),
    "periksa_keluarga": ("pmks:periksa_kesatuan", ()),
}
HALAMAN = ("sesudah", "sebelum")
IKUT = ("kecamatan", "jenis", "temuan")


def kunci_daftar(request: HttpRequest, nama: str) -> str:
    """Return what names a list in the session: the list and its filters, whatever the page."""
    tanya = sorted((k, request.GET[k]) for k in DAFTAR[nama][1] if request.GET.get(k))
    return f"{nama}?{urlencode(tanya)}"


def tujuan_daftar(request: HttpRequest, nama: str) -> str | None:
    """Return the purpose with which the reader opened this list; None when it is closed."""
    return daftar_dibuka(request, kunci_daftar(request, nama))


def konteks_tertutup(request: HttpRequest, *, nama: str, tertutup: int, dibuka: bool) -> dict:
    """Return what the bar over a list with closed rows needs (`pmks/_tertutup.html`).

    Args:
        tertutup: closed rows on this page.
        dibuka: the list stands open.
    """
    by = request.lingkup
    perlu_tujuan = by.peran in PERLU_TUJUAN
    return {
        "tertutup": tertutup,
        "daftar_dibuka": dibuka,
        "tampilkan_url": f"{reverse('pmks:tampilkan', args=[nama])}?{request.GET.urlencode()}",
        "boleh_tampilkan": boleh(by, "pmks.buka"),
        "perlu_tujuan": perlu_tujuan,
        "form_tujuan": TujuanForm() if perlu_tujuan else None,
    }


@require_POST
@perlu("pmks.buka")
def tampilkan(request: HttpRequest, ruang: str) -> HttpResponse:
    """Open a list for an hour: its pages then show names and types, and log everybody they show."""
    if ruang not in DAFTAR:
        raise Http404
    alamat, saring = DAFTAR[ruang]
    tujuan = baca_tujuan(request)
    if tujuan is not None:
        buka_daftar(request, kunci_daftar(request, ruang), tujuan)
    tanya = {k: v for k, v in request.GET.items() if k in (*saring, *IKUT, *HALAMAN) and v}
    return redirect(reverse(alamat) + (f"?{urlencode(tanya)}" if tanya else ""))


@require_POST
@perlu("pmks.buka")
def buka_kasus(request: HttpRequest, kasus_pk: UUID) -> HttpResponse:
    """Open the person behind a row that shows a type without identity; logged before the address is told."""
    kasus = get_object_or_404(Kasus, pk=kasus_pk)
    return _buka(request, ambil(kasus.orang_id), "pmks:rinci")


@require_POST
@perlu("pmks.buka")
def buka_kasus_kesatuan(request: HttpRequest, kasus_pk: UUID) -> HttpResponse:
    """Open the family, group or community behind such a row."""
    kasus = get_object_or_404(KasusKesatuan.objects.select_related("kesatuan"), pk=kasus_pk)
    return _buka(request, kasus.kesatuan, "pmks:kesatuan")


def _buka(request: HttpRequest, rekaman: Orang | Kesatuan, alamat: str) -> HttpResponse:
    tujuan = baca_tujuan(request)
    if tujuan is None:
        return redirect(_kembali(request))
    if tujuan:
        catat_pembukaan(objek=rekaman, bagian=Bagian.RINCI, by=request.lingkup, tujuan=tujuan)
    else:
        catat_dibaca(request, rekaman)
    return redirect(alamat, rekaman.pk)


def _kembali(request: HttpRequest) -> str:
    """Return the page that the row stands on."""
    kode = request.POST.get("kembali", "")
    if boleh(request.lingkup, "pmks.sahkan") and re.fullmatch(KodeWilayah.regex, kode):
        return reverse("pmks:siapkan_pengesahan", args=[kode])
    return reverse("beranda")
