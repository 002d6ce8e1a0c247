"""Direktori kartu publik seprovinsi, kartunya, dan pencarian menurut kebutuhan."""

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from psks.berkas import foto_kartu
from psks.forms import KebutuhanForm
from psks.kebutuhan import PALING_BANYAK, SEHALAMAN, cari_kebutuhan
from psks.models import KartuMitra, Mitra, acuan_psks
from psks.sasaran import nama_sasaran
from tksk_portal.akses.alamat import KodeWilayah
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.views import kirim_kecil
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import jalur, tingkat

PALING_COCOK = 50


def tautan_telepon(telepon: str) -> dict[str, str]:
    """Return the addresses that call a number or write to it on WhatsApp; empty without one."""
    angka = "".join(h for h in telepon if h.isdigit())
    if not angka:
        return {}
    luar = angka if angka.startswith("62") else f"62{angka.lstrip('0')}"
    return {"tel": f"tel:+{luar}", "wa": f"https://wa.me/{luar}" if luar.startswith("628") else ""}


def hias_kartu(kartu: KartuMitra) -> KartuMitra:
    """Set on a card what the pages show."""
    kartu.tautan = tautan_telepon(kartu.telepon)
    kartu.label_sasaran = nama_sasaran(kartu.sasaran)
    return kartu


def _tempat(request: HttpRequest, by: Lingkup) -> Wilayah:
    """Return the place whose cards are shown: the one asked for in the own province, else the own."""
    kode = request.GET.get("wilayah", "")
    kode = kode if re.fullmatch(KodeWilayah.regex, kode) else ""
    atas = by.tempat if tingkat(by.tempat) < 2 else by.tempat.split(".")[0]
    ada = Wilayah.objects.di_bawah(atas).filter(pk=kode).select_related("induk").first() if kode else None
    return ada or Wilayah.objects.select_related("induk").get(pk=by.tempat)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("psks.kartu")
def direktori(request: HttpRequest) -> HttpResponse:
    """Show the public cards of a place, by name; any place of the province may be asked for."""
    by = request.lingkup
    tempat = _tempat(request, by)
    jenis = request.GET.get("jenis", "")
    jenis = jenis if jenis in acuan_psks() else ""
    rekaman = KartuMitra.objects.di_bawah(tempat.pk).select_related("wilayah__induk__induk")
    if jenis:
        rekaman = rekaman.filter(jenis__contains=[jenis])
    kata = request.POST.get("q", "").strip()[:100] if request.method == "POST" else ""
    lembar, baris = {"sebelum_url": None, "sesudah_url": None}, []
    if kata:
        for bagian in untuk_cari(kata).split()[:6] or ["~"]:
            rekaman = rekaman.filter(nama_cari__contains=bagian)
        baris = list(rekaman.order_by("nama_cari", "id")[:PALING_COCOK])
    else:
        lembar = halaman(request, rekaman, urut=("nama_cari", "id"), ukuran=24)
        baris = lembar.baris
    konteks = {
        "halaman": lembar,
        "kartu": [hias_kartu(k) for k in baris],
        "kata": kata,
        "tempat": tempat,
        "atas": _atas(tempat, by, jenis),
        "bawah": [(w.sebutan, _alamat(w.pk, jenis)) for w in _anak(tempat)],
        "jenis": acuan_psks()[jenis].nama if jenis else "",
        "semua_jenis": [(j.pendek, _alamat(tempat.pk, k), k == jenis) for k, j in acuan_psks().items()],
        "hapus_jenis": _alamat(tempat.pk, ""),
    }
    return render(request, "psks/direktori.html", konteks)


def _anak(tempat: Wilayah) -> list[Wilayah]:
    if tingkat(tempat.pk) >= 4:
        return []
    return list(Wilayah.objects.berlaku().filter(induk=tempat).order_by("nama"))


def _alamat(kode: str, jenis: str) -> str:
    return "?" + urlencode({"wilayah": kode} | ({"jenis": jenis} if jenis else {}))


def _atas(tempat: Wilayah, by: Lingkup, jenis: str) -> list[tuple[str, str]]:
    """Return the places above, from the province (for the nation: from above) down."""
    kode = [k for k in jalur(tempat.pk) if tingkat(k) >= 1 or by.tempat == k]
    nama = {w.pk: w.sebutan for w in Wilayah.objects.filter(pk__in=kode)}
    return [(nama[k], _alamat(k, jenis)) for k in kode if k in nama]


@require_safe
@perlu("psks.kartu")
def kartu(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a public card; who has the partner in scope finds the way to its record."""
    satu = get_object_or_404(KartuMitra.objects.select_related("wilayah__induk__induk"), pk=pk)
    konteks = {
        "kartu": hias_kartu(satu),
        "jenis_nama": [acuan_psks()[k].nama for k in satu.jenis if k in acuan_psks()],
        "rekaman_url": reverse("psks:rinci", args=[pk])
        if boleh(request.lingkup, "psks.lihat") and Mitra.objects.filter(pk=pk).exists()
        else "",
        "remah": [("PSKS", reverse("psks:direktori"))],
    }
    return render(request, "psks/kartu.html", konteks)


@require_safe
@perlu("psks.kartu")
def kartu_foto(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the thumbnail on a public card. It is as public as the card, so its openings are not logged either."""
    berkas = foto_kartu(get_object_or_404(KartuMitra, pk=pk))
    if berkas is None:
        raise Http404
    try:
        return kirim_kecil(berkas)
    except FileNotFoundError:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("psks.kartu")
def kebutuhan(request: HttpRequest) -> HttpResponse:
    """Find who serves a type of PMKS, nearest first. The point comes as POST and is kept nowhere."""
    by = request.lingkup
    hasil, form, status = None, KebutuhanForm(lingkup=by, initial={"sasaran": request.GET.get("sasaran", "")}), 200
    if request.method == "POST":
        form = KebutuhanForm(request.POST, lingkup=by)
        if form.is_valid():
            isi = form.cleaned_data
            titik = tuple(map(float, isi["titik"])) if isi["titik"] else None
            asal = isi["desa"].pk if isi["desa"] else by.tempat
            banyak = PALING_BANYAK if isi["lanjut"] else SEHALAMAN
            hasil = cari_kebutuhan(sasaran=isi["sasaran"], asal=asal, titik=titik, banyak=banyak)
            for m in hasil:
                hias_kartu(m.kartu)
        else:
            status = 422
    # Yang pertama pas sehalaman: barangkali masih ada yang lebih jauh.
    lanjut = bool(hasil) and len(hasil) == SEHALAMAN and not form.cleaned_data["lanjut"]
    konteks = {"form": form, "hasil": hasil, "lanjut": lanjut, "remah": [("PSKS", reverse("psks:direktori"))]}
    return render(request, "psks/kebutuhan.html", konteks, status=status)
