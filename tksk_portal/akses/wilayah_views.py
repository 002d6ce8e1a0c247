"""Halaman wilayah: menelusuri dari tempat tugas ke atas dan ke bawah, dan mencari di semua yang dimuat.

Wilayah adalah fakta umum: setiap peran boleh melihat semuanya, juga di luar tempat tugasnya.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tksk_portal.akses.halaman import Halaman, halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.forms import CAKUPAN_SEMUA, PILIHAN_TINGKAT, CariForm
from tksk_portal.wilayah.kenali import cari_wilayah, saran
from tksk_portal.wilayah.models import Penerus, Wilayah
from tksk_portal.wilayah.rentang import NASIONAL, jalur
from tksk_portal.wilayah.telusur import telusur

UKURAN = 30
UKURAN_ANAK = 60
PALING_COCOK = 5
BANYAK_LAMA = 100


@dataclass(frozen=True)
class Temuan:
    """One search result: the region and where it lies, in words."""

    wilayah: Wilayah
    letak: str


@require_safe
@perlu("wilayah.lihat")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show the place of the duty, or the results of a search (`q`, …); for htmx only that part."""
    form = CariForm(request.GET)
    sah = form.is_valid()
    kata = form.cleaned_data.get("q", "") if sah else ""
    konteks = {"form": form, "kata": kata, "sah": sah, "boleh_mekar": boleh(request.lingkup, "wilayah.mekarkan")}
    if kata:
        konteks |= _hasil(request, **form.cleaned_data)
    elif sah:
        konteks |= _tempat(request, request.tugas.tempat)
    return render(request, "wilayah/_isi.html" if request.htmx else "wilayah/daftar.html", konteks)


@require_safe
@perlu("wilayah.lihat")
def rinci(request: HttpRequest, kode: str) -> HttpResponse:
    """Show one region with its path, counts, validity, successors, other spellings and what lies under it."""
    wilayah = Wilayah.objects.filter(kode=kode).first()
    if wilayah is None:
        atas = Wilayah.objects.filter(kode__in=jalur(kode)).order_by("-tingkat").first()
        return render(request, "wilayah/tidak_ada.html", {"kode": kode, "atas": atas}, status=404)
    return render(request, "wilayah/rinci.html", _tempat(request, wilayah))


def _tempat(request: HttpRequest, wilayah: Wilayah) -> dict:
    anak = Wilayah.objects.filter(induk=wilayah)
    penerus = Penerus.objects.filter(lama=wilayah).select_related("baru__induk").order_by("baru")
    pendahulu = Penerus.objects.filter(baru=wilayah).select_related("lama__induk").order_by("lama")
    atas = [(w.sebutan, _url(w.kode)) for w in Wilayah.objects.jalur(wilayah.kode)][:-1]
    return {
        "wilayah": wilayah,
        "remah": atas,
        "letak": atas[::-1],
        "anak": halaman(request, anak.berlaku(), urut=("kode", "kode"), ukuran=UKURAN_ANAK),
        "anak_lama": list(anak.exclude(berlaku_sampai=None).order_by("kode")[:BANYAK_LAMA]),
        "ejaan": list(wilayah.ejaan.order_by("ejaan").values_list("ejaan", flat=True)),
        "penerus": list(penerus),
        "pendahulu": list(pendahulu),
    }


def _hasil(request: HttpRequest, q: str, tingkat: int | None, cakupan: str) -> dict:
    provinsi = _provinsi(request.lingkup.tempat)
    di = "" if cakupan else provinsi
    tepat, lembar = _cari(request, q, tingkat, di)
    meluas = bool(di) and not tepat and not lembar.baris
    if meluas:
        di = ""
        tepat, lembar = _cari(request, q, tingkat, di)
    awal = lembar.sebelum_url is None
    mirip = [] if tepat or lembar.baris else saran(q, di_bawah=di or None, tingkat=tingkat)
    nama = _nama_letak([*tepat, *lembar.baris, *mirip], provinsi)
    return {
        "tepat": [_temuan(w, nama) for w in tepat] if awal else [],
        "hasil": [_temuan(w, nama) for w in lembar.baris],
        "mirip": [_temuan(w, nama) for w in mirip],
        "lembar": lembar,
        "banyak": len(tepat) + len(lembar.baris) if awal and not lembar.sesudah_url else None,
        "meluas": nama.get(provinsi, "") if meluas else "",
        "cip": [(label, _url_cari(request, tingkat=t), t == str(tingkat or "")) for t, label in PILIHAN_TINGKAT],
        "cakupan": [
            (nama.get(provinsi, provinsi), _url_cari(request, cakupan=""), bool(di)),
            ("Seluruh Indonesia", _url_cari(request, cakupan=CAKUPAN_SEMUA), not di),
        ]
        if provinsi
        else [],
    }


def _cari(request: HttpRequest, q: str, tingkat: int | None, di: str) -> tuple[list[Wilayah], Halaman]:
    """Return the exact hits, nearest to the duty first, and a page of the others."""
    tepat = cari_wilayah(q, di_bawah=di or None, tingkat=tingkat)
    tepat.sort(key=lambda w: (-_sejalur(w.kode, request.lingkup.tempat), w.tingkat, w.kode))
    tepat = tepat[:PALING_COCOK]
    lain = telusur(q, tingkat=tingkat).exclude(kode__in=[w.kode for w in tepat])
    if di:
        lain = lain.di_bawah(di)
    return tepat, halaman(request, lain, urut=("kode", "kode"), ukuran=UKURAN)


def _provinsi(tempat: str) -> str:
    return "" if tempat == NASIONAL else tempat[:2]


def _sejalur(kode: str, tempat: str) -> int:
    """How many levels a region shares with the place of the duty; the nearest comes first."""
    sama = 0
    for a, b in zip(kode.split("."), tempat.split("."), strict=False):
        if a != b:
            break
        sama += 1
    return sama


def _nama_letak(daftar: list[Wilayah], provinsi: str) -> dict[str, str]:
    kode = {provinsi, *(atas for w in daftar for atas in jalur(w.kode))}
    return {w.kode: w.sebutan for w in Wilayah.objects.filter(kode__in=kode, tingkat__gt=Tingkat.NASIONAL)}


def _temuan(w: Wilayah, nama: dict[str, str]) -> Temuan:
    return Temuan(w, ", ".join(nama[k] for k in reversed(jalur(w.kode)) if k in nama))


def _url(kode: str) -> str:
    return reverse("wilayah_rinci", args=[kode])


def _url_cari(request: HttpRequest, **ganti: str) -> str:
    tanya = request.GET.copy()
    for nama in ("sebelum", "sesudah"):
        tanya.pop(nama, None)
    for nama, nilai in ganti.items():
        tanya[nama] = nilai
    return f"{reverse('wilayah')}?{tanya.urlencode()}"
