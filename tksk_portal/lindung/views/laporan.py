"""Laporan akses: untuk orangnya, dicetak atau sebagai PDF, dengan bagian yang ditahan disebut."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tksk_portal.akses.izin import perlu
from tksk_portal.dokumen.views.jawab import pdf
from tksk_portal.jejak.models import Bagian, catat_pembukaan
from tksk_portal.lindung.actions.permintaan import lampirkan
from tksk_portal.lindung.cetak import laporan_akses
from tksk_portal.lindung.forms import LaporanForm
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.subjek import BagianLaporan
from tksk_portal.lindung.views.bahan import coba, formulir, remah, satu, terkirim


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.laporan")
def laporan(request: HttpRequest, subjek: str, pk: UUID) -> HttpResponse:
    """Ask what is withheld, then show the report. Making it is logged with its purpose."""
    jenis, objek = satu(request, subjek, pk)
    by = request.lingkup
    if not jenis.terbuka(objek, by):
        messages.info(request, "Buka identitas orang ini dahulu, dengan keperluannya; lalu susun laporannya.")
        return redirect(jenis.url(pk))
    permintaan = Permintaan.objects.berjalan().atas(subjek, pk)
    pertama = permintaan.first()
    awal = {"permintaan": pertama, "keperluan": f"Permintaan {pertama.nomor}" if pertama else ""}
    bagian = jenis.laporan(objek, by)
    form = LaporanForm(
        terkirim(request), batal=jenis.url(pk), bagian=bagian, permintaan=permintaan, initial=awal | {"bentuk": "layar"}
    )
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        catat_pembukaan(objek=objek, bagian=Bagian.LAPORAN, by=by, tujuan=_tujuan(isi))
        jawaban = _jawab(request, form, bagian, pk)
        if jawaban is not None:
            return jawaban
    nama = jenis.nama(objek, by)
    jejak = remah((nama, jenis.url(pk)), request=request)
    kata = ("Periksa lagi identitas pemohon sebelum menyerahkan laporan. Laporan ini memuat semua yang disimpan.",)
    return formulir(request, form, judul="Laporan akses", sub=nama, jejak=jejak, catatan=kata)


def _tujuan(isi: dict) -> str:
    ditahan = f"; ditahan: {', '.join(isi['tahan'])}" if isi["tahan"] else ""
    return f"{isi['keperluan']}{ditahan}"[:300]


def _jawab(request: HttpRequest, form: LaporanForm, bagian: list[BagianLaporan], pk: UUID) -> HttpResponse | None:
    isi, by = form.cleaned_data, request.lingkup
    konteks = {
        "bagian": [(b, b.kode in isi["tahan"]) for b in bagian],
        "alasan_tahan": isi["alasan_tahan"],
        "kantor": by.keterangan,
        "saat": timezone.now(),
        "keperluan": isi["keperluan"],
        "remah": remah(request=request),
    }
    if isi["bentuk"] == "layar":
        return render(request, "lindung/laporan.html", konteks)
    lembar = laporan_akses(bagian, tahan=isi["tahan"], alasan=isi["alasan_tahan"], keperluan=isi["keperluan"], by=by)
    if isi["bentuk"] == "pdf":
        return pdf(lembar, "Laporan akses data pribadi.pdf")
    p = isi["permintaan"]
    nama = f"laporan-{p.nomor}.pdf"
    if coba(form, lambda: lampirkan(permintaan=p, isi=lembar, nama=nama, by=by)) is None:
        return None
    messages.success(request, f"Laporan dilampirkan pada {p.nomor}.")
    return redirect(reverse("lindung:permintaan", args=[p.pk]))
