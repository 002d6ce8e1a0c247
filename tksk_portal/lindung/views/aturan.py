"""Daftar kegiatan pemrosesan, naskah DPIA, masa simpan, dan tenggat."""

import csv
import io

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.excel.aman import berpetik
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.lindung.actions import aturan as perbuatan
from tksk_portal.lindung.aturan import retensi as aturan_retensi
from tksk_portal.lindung.aturan import semua_tenggat
from tksk_portal.lindung.enums import Mulai
from tksk_portal.lindung.forms import KegiatanForm, RetensiForm, TenggatForm
from tksk_portal.lindung.kegiatan import ISI, LABEL, Kegiatan, berlaku
from tksk_portal.lindung.models import KegiatanPemrosesan, Retensi
from tksk_portal.lindung.subjek import daftar_subjek
from tksk_portal.lindung.views.bahan import coba, formulir, remah, tab, terkirim

ABAIKAN = frozenset({"versi", "wilayah", "kode"})


@require_safe
@perlu("lindung.insiden")
def kegiatan(request: HttpRequest) -> HttpResponse:
    """Show the register of processing activities, for the screen and for paper."""
    konteks = {
        "semua": berlaku(request.lingkup.tempat),
        "boleh_atur": boleh(request.lingkup, "lindung.atur"),
        "kantor": request.lingkup.keterangan,
        "tab": tab(request),
        "tab_kini": "kegiatan",
        "remah": remah(request=request),
    }
    return render(request, "lindung/kegiatan.html", konteks)


@require_safe
@perlu("lindung.insiden")
def kegiatan_csv(request: HttpRequest) -> HttpResponse:
    """Hand out the register as a table."""
    wadah = io.StringIO()
    penulis = csv.writer(wadah, delimiter=";")
    penulis.writerow(["Kode", *(LABEL[k] for k in ISI), "Masih dilakukan", "Ditulis oleh"])
    for k in berlaku(request.lingkup.tempat):
        isi = [k.kode, *(getattr(k, m) for m in ISI), "ya" if k.aktif else "tidak", k.milik or "bawaan portal"]
        penulis.writerow([berpetik(s) for s in isi])
    kepala = {"Content-Disposition": 'attachment; filename="kegiatan-pemrosesan.csv"'}
    return HttpResponse("\ufeff" + wadah.getvalue(), content_type="text/csv; charset=utf-8", headers=kepala)


@require_safe
@perlu("lindung.insiden")
def dpia(request: HttpRequest) -> HttpResponse:
    """Hand out the text of the impact assessment, to be adapted by the office."""
    naskah = (settings.BASE_DIR / "docs" / "dpia.md").read_text()
    kepala = {"Content-Disposition": 'attachment; filename="dpia.md"'}
    return HttpResponse(naskah, content_type="text/markdown; charset=utf-8", headers=kepala)


def _satu(request: HttpRequest, kode: str) -> Kegiatan:
    cocok = [k for k in berlaku(request.lingkup.tempat) if k.kode == kode]
    if not cocok:
        raise Http404
    return cocok[0]


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.atur")
def kegiatan_ubah(request: HttpRequest, kode: str) -> HttpResponse:
    """Put an activity into the office's own words."""
    satu = _satu(request, kode)
    sendiri = KegiatanPemrosesan.objects.filter(wilayah=request.lingkup.tempat, kode=kode).first()
    awal = {k: getattr(satu, k) for k in (*ISI, "aktif")} | {"versi": sendiri.versi if sendiri else 0}
    balik = reverse("lindung:kegiatan")
    form = KegiatanForm(terkirim(request), batal=balik, initial=awal)
    if request.method == "POST" and form.is_valid() and _simpan(request, form, kode):
        return redirect(balik)
    kata = tuple(
        f"{p.label} {p.tugas or p.oleh}: {', '.join(u.medan for u in p.ubahan)}"
        for p in (riwayat(sendiri, abaikan=ABAIKAN)[:3] if sendiri else [])
    )
    jejak = remah(("Kegiatan pemrosesan", balik), request=request)
    return formulir(request, form, judul=satu.nama, jejak=jejak, catatan=kata)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.atur")
def kegiatan_baru(request: HttpRequest) -> HttpResponse:
    """Add an activity of the office's own."""
    balik = reverse("lindung:kegiatan")
    form = KegiatanForm(terkirim(request), batal=balik, baru=True, initial={"versi": 0, "aktif": True})
    if request.method == "POST" and form.is_valid():
        kode = form.cleaned_data["kode"]
        if any(k.kode == kode for k in berlaku(request.lingkup.tempat)):
            form.add_error("kode", "Kode ini sudah dipakai.")
        elif _simpan(request, form, kode):
            return redirect(balik)
    jejak = remah(("Kegiatan pemrosesan", balik), request=request)
    return formulir(request, form, judul="Kegiatan baru", jejak=jejak)


def _simpan(request: HttpRequest, form: KegiatanForm, kode: str) -> bool:
    isi = form.cleaned_data
    hasil = coba(form, lambda: perbuatan.simpan_kegiatan(kode=kode, versi=isi["versi"], isi=isi, by=request.lingkup))
    if hasil:
        messages.success(request, "Kegiatan disimpan.")
    return bool(hasil)


@require_safe
@perlu("lindung.atur")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show the office's rules: deadlines and retention."""
    tempat = request.lingkup.tempat
    konteks = {
        "tenggat": semua_tenggat(tempat),
        "simpan": [(s, aturan_retensi(s.kode, tempat)) for s in daftar_subjek().values()],
        "tab": tab(request),
        "tab_kini": "aturan",
        "remah": remah(request=request),
    }
    return render(request, "lindung/aturan.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.atur")
def tenggat(request: HttpRequest) -> HttpResponse:
    """Set the hours per kind of request."""
    balik = reverse("lindung:aturan")
    form = TenggatForm(terkirim(request), batal=balik, tenggat=semua_tenggat(request.lingkup.tempat))
    if request.method == "POST" and form.is_valid():
        perbuatan.atur_tenggat(jam=form.cleaned_data, by=request.lingkup)
        messages.success(request, "Tenggat disimpan; berlaku bagi permintaan yang dicatat sesudah ini.")
        return redirect(balik)
    jejak = remah(("Aturan", balik), request=request)
    return formulir(request, form, judul="Tenggat permintaan", jejak=jejak)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.atur")
def retensi(request: HttpRequest, subjek: str) -> HttpResponse:
    """Set how long a kind of record is kept."""
    jenis = daftar_subjek().get(subjek)
    if jenis is None:
        raise Http404
    balik = reverse("lindung:aturan")
    sendiri = Retensi.objects.filter(wilayah=request.lingkup.tempat, subjek=subjek).first()
    awal = {k: getattr(sendiri, k) for k in ("hari", "mulai", "dasar")} if sendiri else {"mulai": Mulai.KELUAR}
    form = RetensiForm(terkirim(request), batal=balik, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        if coba(form, lambda: perbuatan.atur_retensi(subjek=subjek, **isi, by=request.lingkup)):
            messages.success(request, "Masa simpan disimpan. Tidak ada yang dihapus dengan sendirinya.")
            return redirect(balik)
    kata = ("Masa simpan data PMKS menurut jadwal retensi arsip belum dipastikan; isi sesudah kantor menetapkannya.",)
    jejak = remah(("Aturan", balik), request=request)
    return formulir(request, form, judul=f"Masa simpan {jenis.sebutan}", jejak=jejak, catatan=kata)
