"""Halaman pemeriksa keaslian surat: terbuka bagi siapa saja yang memegang suratnya, dan hanya menjawab tentang itu."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tksk_portal.akses.izin import terbuka
from tksk_portal.akun import percobaan
from tksk_portal.akun.percobaan import Batas
from tksk_portal.dokumen import tanda
from tksk_portal.dokumen.forms import PeriksaForm
from tksk_portal.dokumen.views.jawab import berkas_terkirim, terkirim

# Satu kantor berbagi satu alamat jaringan: longgar bagi orang, sempit bagi mesin yang menebak.
BUKA, BANDING = Batas(60, 60), Batas(20, 5 * 60)


@require_http_methods(["GET", "HEAD", "POST"])
@terbuka("siapa pun yang menerima surat boleh memeriksa keasliannya; hanya nomor, tanggal, kantor, dan status")
def periksa(request: HttpRequest, token: str) -> HttpResponse:
    """Tell number, date, office and status of the letter with this token, and compare an uploaded PDF with it.

    Everything else is the same neutral page, whatever was asked for.
    """
    jenis, batas = ("banding-surat", BANDING) if request.method == "POST" else ("buka-surat", BUKA)
    detik = percobaan.pakai(jenis, get_adapter().get_client_ip(request), batas)
    if detik:
        jawaban = render(request, "dokumen/publik_sering.html", {"tunggu": percobaan.kata_tunggu(detik)}, status=429)
        jawaban.headers["Retry-After"] = str(detik)
        return jawaban
    surat = tanda.cari(token)
    if surat is None:
        # Bukan Http404: pengecualian akan membatalkan hitungan di atas.
        return render(request, "dokumen/publik_tidak_ada.html", status=404)
    form = PeriksaForm(terkirim(request), berkas_terkirim(request))
    hasil = None
    if request.method == "POST" and form.is_valid():
        hasil = tanda.bandingkan(surat, form.cleaned_data["berkas"].sidik)
    konteks = {"surat": surat, "form": form, "hasil": hasil}
    return render(request, "dokumen/publik.html", konteks, status=422 if form.errors else 200)
