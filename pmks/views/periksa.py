"""Meja periksa kabupaten/kota: antrean di kiri, rekaman di kanan."""

import re
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from pmks.actions import cari_kembar, verifikasi_tanpa_temuan
from pmks.actions.kembar import bukan_kembaran, ciri
from pmks.enums import Temuan
from pmks.models import Kasus, Revisi, acuan_jenis
from pmks.models.potret import Halaman
from pmks.saringan import kunci_uuid
from pmks.tampak import TERTUTUP, hias_nama
from pmks.usulan import kata_perubahan
from pmks.views.banyak import CATATAN
from pmks.views.nik import DITERANGKAN, konteks_nik
from pmks.views.rinci import konteks_orang
from pmks.views.simpanan import konteks_simpanan
from pmks.views.tampilkan import konteks_tertutup, tujuan_daftar
from tksk_portal.akses.alamat import KodeWilayah
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.tampak import catat_dibaca
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import NADA, Status
from tksk_portal.wilayah.models import Wilayah

TERTUA = ("diajukan_pada", "id")
SARING = ("kecamatan", "jenis", "temuan")
BATAS_HITUNG = 10_000


def antrean(request: HttpRequest) -> QuerySet:
    """Return what waits for this desk, filtered as the address says."""
    rekaman = Kasus.objects.menunggu_verifikasi()
    kecamatan = request.GET.get("kecamatan", "")
    if re.fullmatch(KodeWilayah.regex, kecamatan):
        rekaman = rekaman.di_bawah(kecamatan)
    jenis = request.GET.get("jenis", "")
    if re.fullmatch("[0-9]{1,2}", jenis):
        rekaman = rekaman.filter(jenis=int(jenis))
    temuan = request.GET.get("temuan")
    if temuan == "tanpa":
        rekaman = rekaman.filter(temuan=[])
    elif temuan in Temuan.values:
        rekaman = rekaman.filter(temuan__contains=[temuan])
    return rekaman


@require_safe
@perlu("pmks.verifikasi")
def meja(request: HttpRequest) -> HttpResponse:
    """Show the queue, oldest first, with the chosen record beside it."""
    rekaman = antrean(request)
    lembar = halaman(request, rekaman.select_related("orang", "jenis"), urut=TERTUA)
    desa = {
        w.pk: w for w in Wilayah.objects.filter(pk__in={k.wilayah_id for k in lembar.baris}).select_related("induk")
    }
    tujuan = tujuan_daftar(request, "periksa")
    terpilih = _terpilih(request, lembar.baris)
    panel_kini = konteks_panel(request, terpilih) if terpilih else {}
    hias_nama([k.orang for k in lembar.baris], request.lingkup, tujuan=tujuan)
    for k in lembar.baris:
        k.nama_tampil = k.orang.nama if k.orang.terbuka else TERTUTUP
        k.desa = desa[k.wilayah_id]
    konteks = {
        "halaman": lembar,
        "kasus": lembar.baris,
        "terpilih": terpilih,
        "menunggu": _hitung(rekaman),
        "bersih": _hitung(rekaman.filter(temuan=[], status=Status.DIAJUKAN)),
        "terlama": lembar.baris[0].diajukan_pada if lembar.baris and "sesudah" not in request.GET else None,
        "usulan": _hitung(usulan_menunggu()),
        "saring": _saring(request),
        "dilihat": timezone.now().isoformat(),
        "pilih_sendiri": "pilih" in request.GET,
        "tanya": urlencode({k: v for k, v in request.GET.items() if k in SARING and v}),
        "tersaring": any(request.GET.get(n) for n in SARING),
        "saring_tetap": [(k, v) for k, v in request.GET.items() if k in SARING and v],
        "catatan_banyak": request.session.pop(CATATAN, ""),
    }
    konteks |= konteks_simpanan(request, Halaman.PERIKSA)
    tertutup = sum(not k.orang.terbuka for k in lembar.baris)
    konteks |= konteks_tertutup(request, nama="periksa", tertutup=tertutup, dibuka=tujuan is not None)
    return render(request, "pmks/periksa.html", konteks | panel_kini)


def _hitung(rekaman: QuerySet) -> int:
    """Count up to a limit, so that the desk costs the same however long the queue is."""
    return rekaman.order_by()[:BATAS_HITUNG].count()


def usulan_menunggu() -> QuerySet:
    """Return the pending changes that wait for the kabupaten/kota."""
    return Revisi.objects.filter(status__in=(Status.DIAJUKAN, Status.DITINJAU_ULANG), diterapkan_pada=None)


def _terpilih(request: HttpRequest, baris: list[Kasus]) -> Kasus | None:
    kunci = kunci_uuid(request.GET.get("pilih", ""))
    if kunci:
        return antrean(request).select_related("orang", "jenis").filter(pk=kunci).first()
    return baris[0] if baris else None


def _saring(request: HttpRequest) -> list[dict]:
    def alamat(nama: str, nilai: str) -> str:
        tanya = {k: v for k, v in request.GET.items() if k in SARING and v and k != nama}
        return "?" + urlencode({**tanya, nama: nilai} if nilai else tanya)

    kecamatan = Wilayah.objects.berlaku().filter(induk=request.lingkup.tempat).order_by("nama")
    pilihan = {
        "kecamatan": ("Kecamatan", [(w.pk, w.nama) for w in kecamatan]),
        "jenis": ("Jenis", [(str(j.pk), j.nama) for j in acuan_jenis().values()]),
        "temuan": ("Temuan", [("tanpa", "Tanpa temuan"), *Temuan.choices]),
    }
    hasil = []
    for nama, (label, butir) in pilihan.items():
        kini = request.GET.get(nama, "")
        isi = [{"label": "Semua", "url": alamat(nama, ""), "aktif": not kini}]
        isi += [{"label": t, "url": alamat(nama, n), "aktif": n == kini} for n, t in butir]
        hasil.append({"label": label, "kini": dict(butir).get(kini, "semua"), "aktif": bool(kini), "butir": isi})
    return hasil


def konteks_panel(request: HttpRequest, kasus: Kasus) -> dict:
    """Return what the right pane shows, and log that it was read."""
    orang = kasus.orang
    konteks = konteks_orang(request, orang) | konteks_nik(orang, request)
    catat_dibaca(request, orang)
    bukan = bukan_kembaran(orang.pk)
    kembaran = cari_kembar(ciri(orang), kecamatan=orang.wilayah_id[:8], kecuali=orang.pk)
    serupa = [k for k in kembaran if k.orang.pk not in bukan][:3]
    hias_nama([orang, *(k.orang for k in serupa)], request.lingkup)
    kasus.nada = NADA[Status(kasus.status)]
    return konteks | {
        "k": kasus,
        "serupa": serupa,
        "temuan_lain": [Temuan(t).label for t in kasus.temuan if not _sudah_diterangkan(t, konteks)],
        "sendiri": request.lingkup.akun_id in (kasus.diajukan_oleh_id, kasus.dibuat_oleh_id),
        "putusan": kasus.putusan.select_related("oleh").order_by("-pada")[:5],
    }


def _sudah_diterangkan(temuan: str, konteks: dict) -> bool:
    """Tell whether the words below the identity say a finding better than its label."""
    if not konteks["terbuka"] or konteks["terang_nik"] is None or temuan not in DITERANGKAN:
        return False
    return temuan != Temuan.NIK_SELISIH or bool(konteks["selisih_nik"])


@require_safe
@perlu("pmks.verifikasi")
def panel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one record in the right pane (htmx), or as a page of its own."""
    kasus = get_object_or_404(Kasus.objects.select_related("orang", "jenis"), pk=pk)
    if not request.htmx:
        return redirect(reverse("pmks:periksa") + f"?pilih={kasus.pk}")
    return render(request, "pmks/_panel.html", konteks_panel(request, kasus))


@require_POST
@perlu("pmks.verifikasi")
def verifikasi_bersih(request: HttpRequest) -> HttpResponse:
    """Verify everything in the queue without findings, as it stood when the page was shown."""
    dilihat = None
    try:
        dilihat = parse_datetime(request.POST.get("dilihat", ""))
    except ValueError:
        dilihat = None
    if dilihat is None or timezone.is_naive(dilihat):
        messages.error(request, "Muat ulang halaman ini, lalu coba lagi.")
        return redirect("pmks:periksa")
    try:
        hasil = verifikasi_tanpa_temuan(kasus=antrean(request), by=request.lingkup, sampai=dilihat)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        sendiri = f" {hasil.dilewati} dilewati karena Anda sendiri yang mengajukan atau mencatat."
        lewat = sendiri if hasil.dilewati else ""
        messages.success(request, f"{hasil.jumlah} data tanpa temuan terverifikasi.{lewat}")
    return redirect("pmks:periksa")


@require_safe
@perlu("pmks.verifikasi")
def usulan(request: HttpRequest) -> HttpResponse:
    """List the pending changes with what they change; decided on the person's page."""
    lembar = halaman(
        request, usulan_menunggu().select_related("orang", "kasus__jenis", "dibuat_oleh"), urut=("diajukan_pada", "id")
    )
    tujuan = tujuan_daftar(request, "usulan")
    hias_nama([r.orang for r in lembar.baris], request.lingkup, tujuan=tujuan)
    for r in lembar.baris:
        r.perubahan = kata_perubahan(r, r.orang, nomor_terbuka=False) if r.orang.terbuka else []
        r.nada = NADA[Status(r.status)]
    return render(
        request,
        "pmks/usulan.html",
        {"halaman": lembar, "usulan": lembar.baris, "remah": [("Periksa data", reverse("pmks:periksa"))]}
        | konteks_tertutup(
            request,
            nama="usulan",
            tertutup=sum(not r.orang.terbuka for r in lembar.baris),
            dibuka=tujuan is not None,
        ),
    )
