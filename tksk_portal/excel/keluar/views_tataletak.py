"""Halaman admin: tata letak buku kerja yang keluar."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tksk_portal.akses.izin import perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.keluar.actions import Ditolak, simpan_tata_letak
from tksk_portal.excel.keluar.forms import KolomFormSet, TataLetakForm, awal_kolom, awal_tata
from tksk_portal.excel.keluar.sumber import Sumber, daftar_sumber
from tksk_portal.excel.keluar.tataletak import (
    TataLetak,
    isi_teks,
    kolom_keluar,
    lembar_berita_acara,
    medan_hilang,
    penyusun_baris,
    salinan,
    semua_tata_letak,
)
from tksk_portal.excel.keluar.views import ambil_sumber
from tksk_portal.excel.models import TataLetakKeluar
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.tampilan.templatetags.tampilan import tanggal_pendek

CONTOH_ISIAN = {
    "tempat": "Kecamatan Contoh",
    "tanggal": "24 November 2026",
    "bulan": "November",
    "tahun": "2026",
    "jumlah": "2",
    "saringan": "Semua yang tidak dibatalkan",
    "petugas": "Petugas Contoh",
}
ABAIKAN = frozenset({"dibuat_oleh", "dibuat_pada", "versi"})


def _ambil(sumber: Sumber, kode: str, by: Lingkup) -> TataLetak:
    tata = semua_tata_letak(sumber, by).get(kode)
    if tata is None:
        raise Http404
    return tata


def _remah(*lain: tuple[str, str | None]) -> list:
    return [("Tata letak ekspor", reverse("ekspor:tata_letak")), *lain]


@require_safe
@perlu("ekspor.tata_letak")
def daftar(request: HttpRequest) -> HttpResponse:
    """List the layouts of every source: shipped, own, and those put out of use."""
    by = request.lingkup
    kelompok = []
    for sumber in daftar_sumber().values():
        isi = list(semua_tata_letak(sumber, by).values())
        kelompok.append((sumber, [(t, sumber.satuan.get(t.satuan, t.satuan), medan_hilang(t, sumber)) for t in isi]))
    return render(request, "excel/keluar/tata_letak.html", {"kelompok": kelompok})


@require_safe
@perlu("ekspor.tata_letak")
def rinci(request: HttpRequest, sumber: str, kode: str) -> HttpResponse:
    """Show a layout with a preview on made-up rows, and its history."""
    asal = ambil_sumber(sumber)
    by = request.lingkup
    tata = _ambil(asal, kode, by)
    milik = TataLetakKeluar.objects.filter(pk=tata.id).first() if tata.id else None
    konteks = {
        "sumber": asal,
        "tata": tata,
        "milik_sendiri": tata.wilayah == by.tempat,
        "satuan": asal.satuan.get(tata.satuan, tata.satuan),
        "hilang": medan_hilang(tata, asal),
        "judul_kolom": [k.judul for k in tata.kolom],
        "contoh": _contoh(tata, asal),
        "baris_judul": [isi_teks(t, CONTOH_ISIAN) for t in tata.judul],
        "berita_acara": [
            ([*baris, ""][: max(2, len(baris))], i in lembar.tebal)
            for lembar in lembar_berita_acara(tata, CONTOH_ISIAN)
            for i, baris in enumerate(lembar.baris)
        ],
        "riwayat": riwayat(milik, samar=frozenset({"kolom"}), abaikan=ABAIKAN) if milik else [],
        "remah": _remah(),
    }
    return render(request, "excel/keluar/tata_letak_rinci.html", konteks)


def _contoh(tata: TataLetak, sumber: Sumber) -> list[list[str]]:
    """Return the preview's cells as they would look in Excel."""
    if medan_hilang(tata, sumber):
        return []
    susun, kolom = penyusun_baris(tata, sumber), kolom_keluar(tata, sumber)
    hasil = []
    for nomor, baris in enumerate(sumber.contoh(), start=1):
        sel = []
        for nilai, k in zip(susun(nomor, baris), kolom, strict=True):
            if hasattr(nilai, "strftime"):
                nilai = nilai.strftime(k.pola_tanggal) if k.jenis == "tanggal" else tanggal_pendek(nilai)
            sel.append("" if nilai is None else str(nilai))
        hasil.append(sel)
    return hasil


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("ekspor.tata_letak")
def baru(request: HttpRequest, sumber: str) -> HttpResponse:
    """Make a layout, empty or from another one (`?dari=kode`)."""
    asal = ambil_sumber(sumber)
    contoh = semua_tata_letak(asal, request.lingkup).get(request.GET.get("dari", ""))
    if contoh is not None:
        contoh = salinan(contoh, nama=f"{contoh.nama} (salinan)"[:80], versi=0)
    return _formulir(request, asal, contoh, None)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("ekspor.tata_letak")
def ubah(request: HttpRequest, sumber: str, kode: str) -> HttpResponse:
    """Edit a layout; a shipped one gets a version of this office that takes its place."""
    asal = ambil_sumber(sumber)
    tata = _ambil(asal, kode, request.lingkup)
    return _formulir(request, asal, salinan(tata, versi=_versi(tata, request.lingkup)), kode)


def _versi(tata: TataLetak, by: Lingkup) -> int:
    return tata.versi if tata.wilayah == by.tempat else 0


def _formulir(request: HttpRequest, sumber: Sumber, awal: TataLetak | None, kode: str | None) -> HttpResponse:
    kirim = request.POST if request.method == "POST" else None
    form = TataLetakForm(
        kirim, sumber=sumber, baru=kode is None, initial=awal_tata(awal) if awal else {"penanda": True, "versi": 0}
    )
    kolom = KolomFormSet(
        kirim, prefix="kolom", form_kwargs={"sumber": sumber}, initial=awal_kolom(awal) if awal else None
    )
    if kirim is not None and form.is_valid() & kolom.is_valid():
        tata = form.tata(
            kolom.kolom(), kode=kode or form.cleaned_data["kode"], aktif=awal.aktif if awal and kode else True
        )
        if kode is None and tata.kode in {t.kode for t in sumber.bawaan}:
            form.add_error("kode", "Kode ini milik tata letak bawaan. Pilih kode lain, atau ubah yang bawaan itu.")
        elif _simpan(request, form, sumber, tata):
            messages.success(request, "Tata letak sudah disimpan.")
            return redirect("ekspor:tata_letak_rinci", sumber.kode, tata.kode)
    konteks = {
        "form": form,
        "kolom": kolom,
        "judul": "Ubah tata letak" if kode else "Tata letak baru",
        "bawaan": bool(kode) and awal.bawaan,
        "batal": reverse("ekspor:tata_letak_rinci", args=[sumber.kode, kode]) if kode else reverse("ekspor:tata_letak"),
        "remah": _remah(*([(awal.nama, reverse("ekspor:tata_letak_rinci", args=[sumber.kode, kode]))] if kode else [])),
    }
    salah = form.errors or any(kolom.errors) or kolom.non_form_errors() if kirim is not None else False
    return render(request, "excel/keluar/tata_letak_form.html", konteks, status=422 if salah else 200)


def _simpan(request: HttpRequest, form: TataLetakForm, sumber: Sumber, tata: TataLetak) -> bool:
    try:
        simpan_tata_letak(sumber=sumber, tata=tata, by=request.lingkup, versi=form.cleaned_data["versi"] or None)
    except Ditolak as salah:
        form.add_error(None, salah.pesan)
        return False
    return True


@require_POST
@perlu("ekspor.tata_letak")
def aktif(request: HttpRequest, sumber: str, kode: str) -> HttpResponse:
    """Put a layout out of use in this office, or back into use."""
    asal = ambil_sumber(sumber)
    by = request.lingkup
    tata = _ambil(asal, kode, by)
    pakai = request.POST.get("aktif") == "1"
    try:
        simpan_tata_letak(sumber=asal, tata=salinan(tata, aktif=pakai), by=by, versi=_versi(tata, by) or None)
    except Ditolak as salah:
        messages.error(request, salah.pesan)
    else:
        messages.success(request, "Tata letak dipakai lagi." if pakai else "Tata letak tidak ditawarkan lagi.")
    return redirect("ekspor:tata_letak_rinci", asal.kode, kode)
