"""Kop, penandatangan, dan pola nomor tiap kantor."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akun.enums import Peran
from tksk_portal.dokumen import atur
from tksk_portal.dokumen import nomor as penomoran
from tksk_portal.dokumen.actions import Ditolak
from tksk_portal.dokumen.contoh import contoh_gambar
from tksk_portal.dokumen.forms import KopForm, PenandatanganForm, PolaForm
from tksk_portal.dokumen.models import Kop, Penandatangan, PolaNomor
from tksk_portal.dokumen.susun import TidakTercetak
from tksk_portal.dokumen.views.jawab import berkas_terkirim, png, terkirim
from tksk_portal.jejak.riwayat import riwayat

ABAIKAN = frozenset({"kop", "wilayah"})


def _remah(request: HttpRequest, kop: Kop | None = None) -> list:
    remah = [("Surat", reverse("dokumen:daftar"))] if boleh(request.lingkup, "dokumen.lihat") else []
    remah.append(("Kop dan nomor", reverse("dokumen:kantor")))
    if kop is not None:
        remah.append((kop.nama, reverse("dokumen:kantor_rinci", args=[kop.pk])))
    return remah


def _kop(request: HttpRequest, pk: UUID) -> Kop:
    return get_object_or_404(Kop.objects.dapat_diatur(request.lingkup).select_related("wilayah", "logo"), pk=pk)


@require_safe
@perlu("dokumen.atur")
def daftar(request: HttpRequest) -> HttpResponse:
    """List the offices a duty looks after; an office goes straight to its own."""
    semua = Kop.objects.dapat_diatur(request.lingkup).select_related("wilayah")
    admin = request.lingkup.peran == Peran.ADMIN
    sendiri = None if admin else semua.first()
    if sendiri is not None:
        return redirect("dokumen:kantor_rinci", sendiri.pk)
    konteks = {
        "halaman": halaman(request, semua, urut=("wilayah_id", "id"), ukuran=50),
        "admin": admin,
        "remah": _remah(request)[:-1],
    }
    return render(request, "dokumen/kantor_daftar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.atur")
def baru(request: HttpRequest) -> HttpResponse:
    """Set up the letterhead of an office."""
    by = request.lingkup
    kop = Kop()
    if by.peran != Peran.ADMIN:
        if ada := Kop.objects.sendiri(by).first():
            return redirect("dokumen:kantor_rinci", ada.pk)
        kop = _kop_awal(request)
    form = KopForm(terkirim(request), berkas_terkirim(request), instance=kop, by=by, batal=reverse("dokumen:kantor"))
    if request.method == "POST" and form.is_valid():
        if by.peran == Peran.ADMIN:
            kop.wilayah_id, kop.kantor = form.cleaned_data["tempat"], form.cleaned_data["kantor"]
        if _simpan_kop(request, form):
            messages.success(request, "Kop disimpan. Lengkapi penandatangan dan pola nomornya.")
            return redirect("dokumen:kantor_rinci", kop.pk)
    return _formulir(request, form, "Kop kantor", _remah(request))


def _kop_awal(request: HttpRequest) -> Kop:
    """Return an unsaved letterhead of one's own office with what is known of it."""
    tempat = request.tugas.tempat
    nama = tempat.nama
    dinas = request.lingkup.peran in (Peran.KABKOTA, Peran.PROVINSI)
    return Kop(
        wilayah=tempat,
        kantor=request.lingkup.peran,
        nama=f"Dinas Sosial {nama}" if dinas else "Kementerian Sosial Republik Indonesia",
        singkatan="DINSOS" if dinas else "KEMENSOS",
        baris=[f"PEMERINTAH {nama.upper()}", "DINAS SOSIAL"] if dinas else ["KEMENTERIAN SOSIAL", "REPUBLIK INDONESIA"],
    )


def _simpan_kop(request: HttpRequest, form: KopForm) -> bool:
    kop, data = form.instance, form.cleaned_data
    kop.baris = data["baris"]

    @transaction.atomic
    def perbuatan() -> bool:
        atur.simpan_kop(kop=kop, by=request.lingkup)
        if data.get("lambang"):
            atur.pasang_logo(kop=kop, isi=data["lambang"], nama=data["lambang"].name, by=request.lingkup)
        elif data.get("lepas_lambang"):
            atur.pasang_logo(kop=kop, isi=None, nama="", by=request.lingkup)
        contoh_gambar(kop)
        return True

    return bool(_coba(form, perbuatan))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.atur")
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a letterhead; letters that were issued keep theirs."""
    kop = _kop(request, pk)
    form = KopForm(
        terkirim(request),
        berkas_terkirim(request),
        instance=kop,
        by=request.lingkup,
        batal=reverse("dokumen:kantor_rinci", args=[pk]),
    )
    if request.method == "POST" and form.is_valid() and _simpan_kop(request, form):
        messages.success(request, "Kop disimpan. Surat yang sudah terbit tidak berubah.")
        return redirect("dokumen:kantor_rinci", pk)
    return _formulir(request, form, "Ubah kop", _remah(request, kop))


@require_safe
@perlu("dokumen.atur")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an office: its letterhead as it prints, its signers, its number patterns."""
    kop = _kop(request, pk)
    kini = timezone.localdate()
    try:
        berikutnya = penomoran.intip(kop, tanggal=kini)
    except penomoran.TanpaPola:
        berikutnya = ""
    konteks = {
        "kop": kop,
        "penandatangan": list(kop.penandatangan.order_by("-mulai", "nama", "id")),
        "pola": list(kop.pola.order_by("-tahun")),
        "tahun": kini.year,
        "berikutnya": berikutnya,
        "riwayat": riwayat(kop, abaikan=ABAIKAN),
        "remah": _remah(request),
    }
    return render(request, "dokumen/kantor_rinci.html", konteks)


@require_safe
@perlu("dokumen.atur")
def contoh(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a sample letter with this letterhead as picture."""
    return png(contoh_gambar(_kop(request, pk)))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.atur")
def penandatangan_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a signer."""
    kop = _kop(request, pk)
    isi = Penandatangan(kop=kop, wilayah_id=kop.wilayah_id)
    return _isi(request, kop, PenandatanganForm, isi, "Penandatangan baru")


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.atur")
def penandatangan_ubah(request: HttpRequest, pk: UUID, isi_pk: UUID) -> HttpResponse:
    """Correct a signer, or end the authority."""
    kop = _kop(request, pk)
    isi = get_object_or_404(kop.penandatangan.all(), pk=isi_pk)
    isi.kop = kop
    return _isi(request, kop, PenandatanganForm, isi, "Ubah penandatangan")


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.atur")
def pola_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set the number pattern from a year on."""
    kop = _kop(request, pk)
    isi = PolaNomor(kop=kop, wilayah_id=kop.wilayah_id, tahun=timezone.localdate().year)
    return _isi(request, kop, PolaForm, isi, "Pola nomor baru")


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.atur")
def pola_ubah(request: HttpRequest, pk: UUID, isi_pk: UUID) -> HttpResponse:
    """Change a number pattern; numbers that were given stay."""
    kop = _kop(request, pk)
    isi = get_object_or_404(kop.pola.all(), pk=isi_pk)
    isi.kop = kop
    return _isi(request, kop, PolaForm, isi, f"Pola nomor sejak {isi.tahun}")


def _isi(request: HttpRequest, kop: Kop, kelas, isi: Penandatangan | PolaNomor, judul: str) -> HttpResponse:
    rinci_url = reverse("dokumen:kantor_rinci", args=[kop.pk])
    form = kelas(terkirim(request), instance=isi, batal=rinci_url)
    contoh_nomor = ""
    if request.method == "POST" and form.is_valid():
        if "contoh" in request.POST and isinstance(isi, PolaNomor):
            contoh_nomor = isi.contoh(nomor=isi.mulai, tanggal=timezone.localdate(), kode=isi.kode or "400")
        elif _coba(form, lambda: atur.simpan_isi(isi=isi, by=request.lingkup) or True):
            messages.success(request, "Disimpan.")
            return redirect(rinci_url)
    return _formulir(request, form, judul, _remah(request, kop), contoh=contoh_nomor)


def _coba(form: Form, perbuatan):
    """Carry out an act; what is refused stands beside its field. Returns the act's result, or None."""
    try:
        return perbuatan()
    except Ditolak as tolak:
        form.add_error(tolak.medan if tolak.medan in form.fields else None, tolak.pesan)
    except TidakTercetak as salah:
        form.add_error(None, salah.pesan)
    return None


def _formulir(request: HttpRequest, form: Form, judul: str, remah: list, contoh: str = "") -> HttpResponse:
    konteks = {"form": form, "judul": judul, "sub": "", "contoh": contoh, "remah": remah}
    return render(request, "dokumen/formulir.html", konteks, status=422 if form.errors else 200)
