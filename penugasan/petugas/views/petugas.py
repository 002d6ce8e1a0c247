"""Satu petugas: data, catatan yang menempel, foto; dan halaman petugas atas dirinya."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid_utils.compat import uuid7

from penugasan.petugas import actions
from penugasan.petugas.enums import NADA_NILAI, HasilPenilaian
from penugasan.petugas.forms import FORMULIR_CATATAN, FotoForm, PetugasForm
from penugasan.petugas.lindung.sasaran import KODE
from penugasan.petugas.models import Petugas
from penugasan.petugas.views.bahan import (
    ABAIKAN,
    BENTROK,
    PERISTIWA_SAMAR,
    ambil_formasi,
    ambil_petugas,
    coba,
    formulir,
    remah_awal,
    remah_formasi,
    remah_petugas,
    terkirim,
)
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.kelola.versi import VersiBasi
from tksk_portal.lindung.hak import konteks_lindung

BASI = "Data ini sudah diubah orang lain sejak formulir dibuka. Buka lagi halamannya, lalu ulangi perubahan Anda."


def isi_petugas(petugas: Petugas) -> dict:
    """Return what the page of an officer shows of the records that hang on it, in a query each."""
    penilaian = list(petugas.penilaian.ada().order_by("-tahun"))
    for p in penilaian:
        p.nada = NADA_NILAI[HasilPenilaian(p.hasil)]
    return {
        "hunian": list(petugas.hunian.sah().select_related("wilayah").order_by("-mulai")),
        "sk": list(petugas.sk.ada().order_by("-tanggal")),
        "pelatihan": list(petugas.pelatihan.ada().order_by("-mulai")),
        "penilaian": penilaian,
        "tali_asih": list(petugas.taliasih.ada().order_by("-bulan", "sumber")[:36]),
        "penghargaan": list(petugas.penghargaan.ada().order_by("-tanggal")),
    }


@require_safe
@perlu("petugas.lihat")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an officer; reading is logged once an hour. NIK and bank accounts stay masked."""
    return _tampil(request, ambil_petugas(pk), utuh=False)


@require_POST
@perlu("petugas.buka")
def tampilkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an officer with NIK, mother's name and bank accounts in full; each showing is logged."""
    return _tampil(request, ambil_petugas(pk), utuh=True)


def _tampil(request: HttpRequest, petugas: Petugas, *, utuh: bool) -> HttpResponse:
    by = request.lingkup
    bagian = Bagian.NIK if utuh else Bagian.RINCI
    if utuh or not Pembukaan.objects.masih_terbuka(petugas, by, bagian):
        catat_pembukaan(objek=petugas, bagian=bagian, by=by)
    konteks = {
        "petugas": petugas,
        "utuh": utuh,
        "boleh_atur": boleh(by, "petugas.atur"),
        "boleh_buka": boleh(by, "petugas.buka"),
        "riwayat": riwayat(petugas, samar=PERISTIWA_SAMAR, abaikan=ABAIKAN),
        "remah": remah_awal(),
        **konteks_lindung(KODE, petugas, request),
    }
    return render(request, "petugas/rinci.html", konteks | isi_petugas(petugas))


@require_safe
@perlu("petugas.sendiri")
def saya(request: HttpRequest) -> HttpResponse:
    """Show the officer the own record; nobody else's."""
    petugas = Petugas.objects.select_related("wilayah__induk", "akun", "domisili__induk")
    petugas = petugas.filter(akun=request.user.pk).first()
    konteks = {"petugas": petugas, "utuh": False, "remah": [("Beranda", "/")]}
    return render(request, "petugas/saya.html", konteks | (isi_petugas(petugas) if petugas else {}))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.atur")
def baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a new officer for a formation; appointing comes next."""
    formasi = ambil_formasi(pk)
    batal = reverse("petugas:formasi", args=[formasi.pk])
    awal = {"id": uuid7()}
    form = PetugasForm(
        terkirim(request),
        kabkota=formasi.wilayah_id[:5],
        batal=batal,
        kirim="Simpan dan lanjut mengangkat",
        initial=awal,
    )
    if request.method == "POST" and form.is_valid():
        isi = {"kunci": form.cleaned_data["id"], "wilayah": formasi.wilayah_id, "isi": form.isi()}
        hasil = coba(form, lambda: actions.catat(**isi, by=request.lingkup))
        if hasil:
            messages.success(request, "Data petugas tersimpan. Tinggal diangkat.")
            return redirect(f"{reverse('petugas:angkat', args=[formasi.pk])}?petugas={hasil.pk}")
    sub = f"Formasi TKSK {formasi.wilayah.sebutan}"
    return formulir(request, form, judul="Petugas baru", sub=sub, remah=remah_formasi(formasi))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.atur")
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct an officer's data; a stale form is refused and says so."""
    petugas = ambil_petugas(pk)
    batal = reverse("petugas:rinci", args=[petugas.pk])
    form = PetugasForm(terkirim(request), instance=petugas, kabkota=petugas.wilayah_id[:5], batal=batal)
    halaman = {"judul": "Ubah data petugas", "remah": remah_petugas(petugas)}
    if request.method != "POST":
        # Formulirnya memuat NIK, nama ibu, dan rekening utuh.
        catat_pembukaan(objek=petugas, bagian=Bagian.NIK, by=request.lingkup)
    elif form.is_valid():
        isi = {"petugas": petugas, "isi": form.isi(), "versi": form.cleaned_data["versi"]}
        try:
            hasil = coba(form, lambda: actions.ubah(**isi, by=request.lingkup))
        except VersiBasi:
            form.add_error(None, BASI)
            return formulir(request, form, **halaman, status=BENTROK)
        if hasil:
            messages.success(request, "Data petugas tersimpan.")
            return redirect(batal)
    return formulir(request, form, **halaman)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.atur")
def foto(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a photo of the officer."""
    petugas = ambil_petugas(pk)
    batal = reverse("petugas:rinci", args=[petugas.pk])
    form = FotoForm(terkirim(request), request.FILES or None, batal=batal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data["foto"][0]
        cara = {"petugas": petugas, "isi": isi, "nama": isi.name, "by": request.lingkup}
        if coba(form, lambda: actions.pasang_foto(**cara) or True):
            messages.success(request, "Foto tersimpan.")
            return redirect(batal)
    catatan = ["Dipakai pada halaman petugas dan kartunya. Lokasi dan data kamera dibuang sebelum disimpan."]
    return formulir(request, form, judul="Foto petugas", remah=remah_petugas(petugas), catatan=catatan)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.atur")
def tambah(request: HttpRequest, pk: UUID, jenis: str) -> HttpResponse:
    """Add a decree, training, evaluation, payment or award."""
    petugas = ambil_petugas(pk)
    kelas = FORMULIR_CATATAN.get(jenis)
    if kelas is None:
        raise Http404
    batal = reverse("petugas:rinci", args=[petugas.pk])
    form = kelas(terkirim(request), request.FILES or None, petugas=petugas, batal=batal, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        isi = {"catatan": form.catatan(), "berkas": form.berkas()}
        if coba(form, lambda: actions.tambah_catatan(**isi, by=request.lingkup)):
            messages.success(request, f"{kelas.judul} tersimpan.")
            return redirect(f"{batal}#{jenis}")
    sub = f"{petugas.nama} · {petugas.wilayah.sebutan}"
    return formulir(
        request,
        form,
        judul=f"Tambah: {kelas.judul}",
        sub=sub,
        remah=remah_petugas(petugas),
    )


@require_POST
@perlu("petugas.atur")
def hapus(request: HttpRequest, pk: UUID, jenis: str, catatan_pk: UUID) -> HttpResponse:
    """Remove what hangs on the officer; that it was there stays in the history."""
    petugas = ambil_petugas(pk)
    kelas = FORMULIR_CATATAN.get(jenis)
    if kelas is None:
        raise Http404
    catatan = get_object_or_404(kelas.Meta.model, pk=catatan_pk, petugas=petugas)
    if actions.hapus_catatan(catatan=catatan, by=request.lingkup):
        messages.success(request, f"{kelas.judul} dihapus.")
    else:
        messages.info(request, f"{kelas.judul} itu sudah dihapus sebelumnya.")
    return redirect("petugas:rinci", petugas.pk)
