"""Berita acara serah terima, lembar undangan, kartu petugas, dan halaman pemeriksa kartu."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penugasan.petugas import actions, cetak
from penugasan.petugas.forms import UndangForm
from penugasan.petugas.models import Hunian, Kartu, Petugas, SerahTerima
from penugasan.petugas.views.bahan import ambil_petugas, coba, formulir, remah_awal, remah_formasi, terkirim
from tksk_portal.akses.izin import perlu, terbuka
from tksk_portal.dokumen.susun import TidakTercetak
from tksk_portal.jejak.models import Bagian, catat_pembukaan
from tksk_portal.kelola.daftar import BELUM_MENERIMA
from tksk_portal.kelola.lembar import lembar

BELUM_AKUN = Q(akun=None) | Q(**{f"akun__{n}": v for n, v in BELUM_MENERIMA.children}, akun__ditutup_pada=None)


def _pdf(isi: bytes, nama: str) -> HttpResponse:
    kepala = {"Content-Disposition": f'inline; filename="{nama}"', "Cache-Control": "private, no-store"}
    return HttpResponse(isi, content_type="application/pdf", headers=kepala)


def ambil_serah(pk: UUID) -> SerahTerima:
    """Return a hand-over of this scope, or raise 404."""
    return get_object_or_404(SerahTerima.objects.select_related("formasi__wilayah__induk", "dari", "ke"), pk=pk)


@require_safe
@perlu("petugas.lihat")
def serah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a hand-over."""
    satu = ambil_serah(pk)
    konteks = {"serah": satu, "pihak": cetak.pihak(satu), "remah": remah_formasi(satu.formasi)}
    return render(request, "petugas/serah.html", konteks)


@require_safe
@perlu("petugas.lihat")
def serah_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the berita acara as PDF, to be printed and signed."""
    satu = ambil_serah(pk)
    try:
        isi = cetak.berita_acara(satu, penerbit=request.lingkup.keterangan)
    except TidakTercetak as salah:
        messages.error(request, salah.pesan)
        return redirect("petugas:serah", satu.pk)
    return _pdf(isi, f"serah-terima-tksk-{satu.wilayah_id}.pdf")


def calon_undangan() -> QuerySet[Petugas]:
    """Return the officers in duty, now or later, who have no account or did not accept the invitation."""
    hunian = Hunian.objects.sejak(timezone.localdate()).filter(petugas=OuterRef("pk"))
    orang = Petugas.objects.filter(Exists(hunian)).filter(BELUM_AKUN)
    return orang.select_related("wilayah", "akun").order_by("wilayah_id", "nama_cari", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.undang")
def undang(request: HttpRequest) -> HttpResponse:
    """Make accounts and invitations for several officers, and show the sheet once."""
    calon = list(calon_undangan()[: actions.TERBANYAK])
    if not calon:
        return render(request, "petugas/undang_kosong.html", {"remah": remah_awal()})
    form = UndangForm(terkirim(request), calon=calon, batal=reverse("petugas:papan"))
    if request.method == "POST" and form.is_valid():
        hasil = coba(form, lambda: actions.buat_akun(petugas=form.terpilih(), by=request.lingkup))
        if hasil:
            semua = [lembar(request, u.tautan, u.token) for u in hasil]
            konteks = {"lembar_semua": semua, "kata": "Serahkan setiap lembar kepada orangnya.", "remah": remah_awal()}
            return render(request, "kelola/tautan.html", konteks)
    catatan = ["Akunnya dibuat bila belum ada. Tautannya berlaku satu kali selama tujuh hari dan hanya tampil sekali."]
    return formulir(request, form, judul="Buat akun dan undang", remah=remah_awal(), catatan=catatan)


@require_POST
@perlu("petugas.kartu")
def kartu(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Print a new identity card; the earlier one is revoked."""
    petugas = ambil_petugas(pk)
    hunian = petugas.hunian.pada().filter(jenis="petugas").select_related("wilayah__induk").first()
    if hunian is None:
        messages.error(request, "Kartu hanya bagi petugas yang sedang bertugas.")
        return redirect("petugas:rinci", petugas.pk)
    tugas = f"TKSK {hunian.wilayah.sebutan}, {hunian.wilayah.induk.nama}"
    satu, token = actions.cetak_kartu(petugas=petugas, tugas=tugas, sampai=hunian.selesai, by=request.lingkup)
    catat_pembukaan(objek=petugas, bagian=Bagian.CETAK, by=request.lingkup)
    try:
        return _pdf(cetak.kartu(satu, petugas, token), "kartu-tksk.pdf")
    except TidakTercetak as salah:
        messages.error(request, salah.pesan)
        return redirect("petugas:rinci", petugas.pk)


@require_safe
@terbuka("siapa pun yang memegang kartu boleh memeriksanya")
def periksa_kartu(request: HttpRequest, token: str) -> HttpResponse:
    """Tell whether a card is genuine and still holds; an unknown code answers 404 without detail."""
    satu = Kartu.objects.filter(sidik=actions.sidik_kartu(token)).first()
    konteks = {"kartu": satu, "keadaan": satu.keadaan(timezone.localdate()) if satu else ""}
    respons = render(request, "petugas/kartu_publik.html", konteks, status=200 if satu else 404)
    respons.headers["Cache-Control"] = "no-store"
    respons.headers["X-Robots-Tag"] = "noindex"
    return respons
