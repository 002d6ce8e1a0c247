"""Daftar PSKS, meja periksa, dokumen yang segera habis, dan yang mungkin kembar."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from psks.enums import Bentuk
from psks.kembar import kelompok_kembar
from psks.models import DokumenMitra, Mitra, RevisiMitra, acuan_psks
from psks.saringan import baca_saring, cari_nama, mitra_tersaring
from psks.tampak import hias_mitra
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import putuskan_massal
from tksk_portal.tinjauan.enums import NADA, Aksi, Status
from tksk_portal.tinjauan.saring import cip, dengan_saring, pilihan_status, pilihan_wilayah

TERBARU = ("-bergerak_pada", "-id")
TERTUA = ("diajukan_pada", "id")
PALING_COCOK = 25


def hias(daftar: Iterable[Mitra], by: Lingkup) -> list[Mitra]:
    """Set on each row what lists show."""
    hasil = hias_mitra(daftar, by)
    habis = DokumenMitra.objects.berlaku().filter(berlaku_sampai__lt=timezone.localdate())
    jumlah = dict(habis.filter(mitra__in=[m.pk for m in hasil]).values_list("mitra").annotate(n=Count("pk")).order_by())
    for m in hasil:
        m.nada = NADA[Status(m.status)]
        m.dokumen_habis = jumlah.get(m.pk, 0)
    return hasil


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("psks.lihat")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show the partners in scope, last movement first; a search by name comes as POST, so no address names anybody."""
    by = request.lingkup
    isi = baca_saring(request.GET)
    rekaman = mitra_tersaring(isi).select_related("wilayah__induk")
    kata = request.POST.get("q", "").strip()[:100] if request.method == "POST" else ""
    lembar = None
    if kata:
        baris = list(cari_nama(rekaman, kata, by).order_by("nama_cari", "pk")[:PALING_COCOK])
    else:
        lembar = halaman(request, rekaman, urut=TERBARU)
        baris = lembar.baris
    konteks = {
        "halaman": lembar or {"sebelum_url": None, "sesudah_url": None},
        "daftar": hias(baris, by),
        "kata": kata,
        "pilihan": _pilihan(isi, by),
        "tersaring": any(isi.values()),
        "boleh_catat": boleh(by, "psks.catat"),
        "boleh_impor": boleh(by, "psks.impor"),
        "boleh_ganda": boleh(by, "psks.ganda"),
        "unduh_url": dengan_saring("ekspor:baru", isi, "psks") if boleh(by, "ekspor.buat") else "",
    }
    return render(request, "psks/daftar.html", konteks)


def _pilihan(isi: dict[str, str], by: Lingkup) -> list[dict]:
    semua = {
        "jenis": ("Jenis", [(k, j.pendek) for k, j in acuan_psks().items()]),
        "bentuk": ("Bentuk", list(Bentuk.choices)),
        "status": ("Status", pilihan_status(by)),
        "wilayah": ("Wilayah", pilihan_wilayah(by)),
        "dokumen": ("Dokumen", [("habis", "Sudah habis")]),
    }
    return cip(isi, semua)


def antrean(by: Lingkup) -> QuerySet[Mitra]:
    """Return what waits for this duty: submitted ones for the kabupaten/kota, verified ones for the province."""
    if boleh(by, "psks.sahkan"):
        return Mitra.objects.filter(status=Status.DIVERIFIKASI)
    return Mitra.objects.menunggu_verifikasi()


@require_safe
@perlu("psks.lihat")
def periksa(request: HttpRequest) -> HttpResponse:
    """Show what waits for this duty, oldest first."""
    by = request.lingkup
    lembar = halaman(request, antrean(by).select_related("wilayah__induk"), urut=TERTUA)
    usulan = RevisiMitra.objects.filter(status=Status.DIAJUKAN, diterapkan_pada=None)
    konteks = {
        "halaman": lembar,
        "daftar": hias(lembar.baris, by),
        "usulan": list(usulan.select_related("mitra", "dibuat_oleh").order_by("diajukan_pada", "id")[:50])
        if boleh(by, "psks.verifikasi")
        else [],
        "boleh_sahkan": boleh(by, "psks.sahkan"),
        "remah": [("PSKS", reverse("psks:daftar"))],
    }
    hias_mitra([r.mitra for r in konteks["usulan"]], by)
    return render(request, "psks/periksa.html", konteks)


@require_POST
@perlu("psks.sahkan")
def sahkan_banyak(request: HttpRequest) -> HttpResponse:
    """Approve the ticked partners; those with findings are opened one by one."""
    kunci = [k for k in map(_uuid, request.POST.getlist("mitra")) if k]
    siap = Mitra.objects.filter(pk__in=kunci, temuan=[])
    hasil = putuskan_massal(rekaman=siap, aksi=Aksi.SAHKAN, by=request.lingkup)
    if hasil.jumlah:
        messages.success(request, f"{hasil.jumlah} PSKS disahkan.")
    else:
        messages.info(request, "Tidak ada yang disahkan. Centang dahulu yang akan disahkan.")
    return redirect("psks:periksa")


def _uuid(teks: str) -> UUID | None:
    try:
        return UUID(teks)
    except ValueError:
        return None


@require_safe
@perlu("psks.lihat")
def dokumen_habis(request: HttpRequest) -> HttpResponse:
    """Show papers that end within 90 days or have ended, first what ended longest ago."""
    by = request.lingkup
    tempo = DokumenMitra.objects.segera_habis(timezone.localdate()).filter(mitra__derajat__gte=0)
    lembar = halaman(request, tempo.select_related("mitra__wilayah__induk"), urut=("berlaku_sampai", "id"))
    hias_mitra([d.mitra for d in lembar.baris], by)
    konteks = {"halaman": lembar, "dokumen": lembar.baris, "remah": [("PSKS", reverse("psks:daftar"))]}
    return render(request, "psks/dokumen.html", konteks)


@require_safe
@perlu("psks.ganda")
def kembar(request: HttpRequest) -> HttpResponse:
    """Show partners that are perhaps recorded twice: same name in the kelurahan, or same registration number."""
    konteks = {"kelompok": kelompok_kembar(), "remah": [("PSKS", reverse("psks:daftar"))]}
    hias([m for _, daftar_mitra in konteks["kelompok"] for m in daftar_mitra], request.lingkup)
    return render(request, "psks/kembar.html", konteks)
