"""Halaman pemekaran: daftar, rencana baru, apa yang akan berpindah, dan laporannya."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid_utils.compat import uuid7

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import perlu
from tksk_portal.excel.bentuk import BukuDitolak
from tksk_portal.mekar import actions, laporan
from tksk_portal.mekar.daftar_kode import Baris, dari_berkas
from tksk_portal.mekar.enums import NADA_MEKAR, Asal, StatusMekar
from tksk_portal.mekar.forms import MekarForm
from tksk_portal.mekar.models import Mekar
from tksk_portal.mekar.rencana import DaftarSalah
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.pekerjaan.tampak import tampak
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.wilayah import pemekaran

DITOLAK, BENTROK = 422, 409
GALAT_TAMPIL = 200
S = StatusMekar


def ambil(request: HttpRequest, pk: UUID) -> Mekar:
    """Return a split of this office, or answer 404."""
    return get_object_or_404(Mekar.objects.select_related("dibuat_oleh"), pk=pk, wilayah=request.lingkup.tempat)


@require_safe
@perlu("wilayah.mekarkan")
def daftar(request: HttpRequest) -> HttpResponse:
    """List the splits of this office, newest first."""
    milik = Mekar.objects.filter(wilayah=request.lingkup.tempat).select_related("dibuat_oleh")
    milik = milik.defer("hitung", "sebelum", "pangkal", "kait")
    lembar = halaman(request, milik, urut=("-dibuat_pada", "-id"))
    for m in lembar.baris:
        m.nada = NADA_MEKAR[S(m.status)]
    return render(request, "mekar/daftar.html", {"halaman": lembar, "remah": [("Wilayah", reverse("wilayah"))]})


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("wilayah.mekarkan")
def baru(request: HttpRequest) -> HttpResponse:
    """Take a list of codes in and show what it would move."""
    selisih, buntu = actions.selisih(request.lingkup)
    if request.method != "POST":
        return _tampil_baru(request, _form(request, selisih), selisih, buntu)
    form = _form(request, selisih, request.POST, request.FILES)
    if not form.is_valid():
        return _tampil_baru(request, form, selisih, buntu, status=DITOLAK)
    isi = form.cleaned_data
    dari_daftar = isi["asal"] == Asal.PAKET
    try:
        mekar = actions.rencanakan(
            kunci=isi["id"],
            baris=selisih if dari_daftar else _baca(isi["berkas"]),
            asal=Asal(isi["asal"]),
            nama_berkas="" if dari_daftar else Path(isi["berkas"].name or "").name,
            dasar=isi["dasar"],
            berlaku_sejak=isi["berlaku_sejak"],
            catatan_masa=isi["catatan_masa"],
            by=request.lingkup,
        )
    except BukuDitolak as salah:
        form.add_error("berkas", salah.pesan)
    except Ditolak as salah:
        form.add_error(None, str(salah))
    except DaftarSalah as salah:
        form.add_error(
            None if dari_daftar else "berkas",
            "Daftarnya belum benar. Perbaiki baris yang disebut di atas, lalu kirim lagi.",
        )
        return _tampil_baru(request, form, selisih, buntu, status=DITOLAK, salah=salah)
    else:
        return redirect("mekar:rinci", pk=mekar.pk)
    return _tampil_baru(request, form, selisih, buntu, status=DITOLAK)


def _baca(kiriman) -> list[Baris]:
    with tempfile.NamedTemporaryFile(prefix="tksk-excel-") as salinan:
        for potong in kiriman.chunks():
            salinan.write(potong)
        salinan.flush()
        return dari_berkas(Path(salinan.name), nama=kiriman.name or "")


def _form(request: HttpRequest, selisih: list[Baris], *kiriman) -> MekarForm:
    awal = {"id": uuid7(), "asal": Asal.PAKET if selisih else Asal.BERKAS, "berlaku_sejak": timezone.localdate()}
    fakta = {(p.lama, p.baru) for p in pemekaran.PINDAH}
    if any((b.lama, b.baru) in fakta for b in selisih):
        awal |= {
            "dasar": pemekaran.DASAR,
            "berlaku_sejak": pemekaran.KODE_BARU_SEJAK,
            "catatan_masa": pemekaran.CATATAN,
        }
    return MekarForm(*kiriman, initial=awal, selisih=bool(selisih), batal=reverse("mekar:daftar"))


def _tampil_baru(
    request: HttpRequest, form: MekarForm, selisih: list[Baris], buntu: list, *, status: int = 200, salah=None
) -> HttpResponse:
    rincian = salah.rincian if salah else []
    konteks = {
        "form": form,
        "selisih": selisih,
        "buntu": buntu,
        "rincian": rincian[:GALAT_TAMPIL],
        "banyak_salah": len(rincian),
        "remah": [("Wilayah", reverse("wilayah")), ("Pemekaran", reverse("mekar:daftar"))],
    }
    return render(request, "mekar/baru.html", konteks, status=status)


@require_safe
@perlu("wilayah.mekarkan")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a plan with what it will move, its progress, or its report."""
    mekar = ambil(request, pk)
    p = Pekerjaan.objects.filter(pk=mekar.pekerjaan).first() if mekar.pekerjaan else None
    sedang = mekar.status == S.DIANTREKAN and p is not None and not p.berakhir
    konteks = {
        "m": mekar,
        "nada": NADA_MEKAR[S(mekar.status)],
        "p": p,
        "t": tampak(p) if p else None,
        "sedang": sedang,
        "terhenti": mekar.status == S.DIANTREKAN and not sedang,
        "remah": [("Wilayah", reverse("wilayah")), ("Pemekaran", reverse("mekar:daftar"))],
    }
    if request.htmx and request.htmx.target == "mekar-keadaan":
        respons = render(request, "mekar/_keadaan.html", konteks)
        if not sedang:
            respons.headers["HX-Refresh"] = "true"
        return respons
    return render(request, "mekar/rinci.html", konteks | laporan.susun(mekar, request.lingkup))


def _tindak(request: HttpRequest, pk: UUID, lakukan: Callable[[Mekar], object]) -> HttpResponse:
    mekar = ambil(request, pk)
    try:
        lakukan(mekar)
    except Ditolak as salah:
        messages.error(request, str(salah))
    return redirect("mekar:rinci", pk=pk)


@require_POST
@perlu("wilayah.mekarkan")
def jalankan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have a plan run in the background."""
    return _tindak(request, pk, lambda m: actions.minta(mekar=m, urungkan=False, by=request.lingkup))


@require_POST
@perlu("wilayah.mekarkan")
def urungkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have what was run undone in the background."""
    return _tindak(request, pk, lambda m: actions.minta(mekar=m, urungkan=True, by=request.lingkup))


@require_POST
@perlu("wilayah.mekarkan")
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a plan away."""
    return _tindak(request, pk, lambda m: actions.buang(mekar=m, by=request.lingkup))
