"""Tahan hukum, yang lewat masa simpannya, dan yang sudah dihapus."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid_utils.compat import uuid7

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.lindung.actions.permintaan import lepas_tahan, pasang_tahan, usulkan_retensi
from tksk_portal.lindung.aturan import retensi
from tksk_portal.lindung.enums import JenisPermintaan
from tksk_portal.lindung.forms import LepasForm, TahanForm
from tksk_portal.lindung.models import Penghapusan, Permintaan, TahanHukum
from tksk_portal.lindung.subjek import Ditolak, Subjek, daftar_subjek, nomor_pendek, subjek_terlihat
from tksk_portal.lindung.views.bahan import coba, formulir, remah, satu, tab, terkirim

SEHALAMAN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.putuskan")
def pasang(request: HttpRequest, subjek: str, pk: UUID) -> HttpResponse:
    """Put a legal hold on a record."""
    jenis, objek = satu(request, subjek, pk)
    form = TahanForm(terkirim(request), batal=jenis.url(pk))
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        if coba(form, lambda: pasang_tahan(subjek=jenis, objek_id=pk, **isi, by=request.lingkup)):
            messages.success(request, "Rekaman ini ditahan: identitasnya tidak dapat dihapus sampai dilepas.")
            return redirect(jenis.url(pk))
    nama = jenis.nama(objek, request.lingkup)
    jejak = remah((nama, jenis.url(pk)), request=request)
    return formulir(request, form, judul="Tahan hukum", sub=nama, jejak=jejak)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("lindung.putuskan")
def lepas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Release a legal hold."""
    tahan = get_object_or_404(TahanHukum, pk=pk)
    jenis = daftar_subjek()[tahan.subjek]
    balik = jenis.url(tahan.objek_id)
    form = LepasForm(terkirim(request), batal=balik)
    if request.method == "POST" and form.is_valid():
        alasan = form.cleaned_data["alasan"]
        if coba(form, lambda: lepas_tahan(tahan=tahan, alasan=alasan, by=request.lingkup)):
            messages.success(request, "Tahan hukum dilepas.")
            return redirect(balik)
    kata = (f"Ditahan {tahan.sebagai}: {tahan.alasan}",)
    return formulir(request, form, judul="Lepas tahan hukum", jejak=remah(request=request), catatan=kata)


@require_safe
@perlu("lindung.putuskan")
def tempo(request: HttpRequest) -> HttpResponse:
    """List what has been kept longer than the rule says. Nothing is erased from here by itself."""
    kelompok = [_tempo(request, s) for s in subjek_terlihat(request.lingkup)]
    konteks = {
        "kelompok": kelompok,
        "tab": tab(request),
        "tab_kini": "tempo",
        "boleh_atur": boleh(request.lingkup, "lindung.atur"),
        "remah": remah(request=request),
    }
    return render(request, "lindung/tempo.html", konteks)


def _tempo(request: HttpRequest, subjek: Subjek) -> dict:
    aturan = retensi(subjek.kode, request.lingkup.tempat)
    hasil = {"subjek": subjek, "aturan": aturan, "baris": [], "lebih": False}
    if aturan is None or aturan.hari is None:
        return hasil
    batas = timezone.now() - timedelta(days=aturan.hari)
    semua = list(subjek.tempo(aturan.mulai, batas)[: SEHALAMAN + 1])
    kunci = [o.pk for o in semua[:SEHALAMAN]]
    tahan = set(
        TahanHukum.objects.berlaku().filter(subjek=subjek.kode, objek_id__in=kunci).values_list("objek_id", flat=True)
    )
    usul = Permintaan.objects.berjalan().filter(
        subjek=subjek.kode, objek_id__in=kunci, jenis=JenisPermintaan.PENGHAPUSAN
    )
    usul = dict(usul.values_list("objek_id", "pk"))
    hasil["lebih"] = len(semua) > SEHALAMAN
    hasil["baris"] = [
        {
            "pk": o.pk,
            "nama": subjek.nama(o, request.lingkup),
            "url": subjek.url(o.pk),
            "nomor": nomor_pendek(o.pk),
            "diubah": o.diubah_pada,
            "ditahan": o.pk in tahan,
            "permintaan": usul.get(o.pk),
            "kunci": uuid7(),
        }
        for o in semua[:SEHALAMAN]
    ]
    return hasil


@require_POST
@perlu("lindung.putuskan")
def usulkan(request: HttpRequest, subjek: str, pk: UUID) -> HttpResponse:
    """Propose an erasure because the retention period has passed."""
    jenis, _ = satu(request, subjek, pk)
    try:
        kunci = UUID(request.POST.get("kunci", ""))
    except ValueError:
        kunci = uuid7()
    try:
        p = usulkan_retensi(kunci=kunci, subjek=jenis, objek_id=pk, by=request.lingkup)
    except Ditolak as tolak:
        messages.error(request, tolak.pesan)
        return redirect("lindung:tempo")
    messages.success(request, f"Penghapusan diusulkan sebagai {p.nomor}. Orang lain yang melaksanakannya.")
    return redirect("lindung:permintaan", p.pk)


@require_safe
@perlu("lindung.permintaan")
def nisan_daftar(request: HttpRequest) -> HttpResponse:
    """List what was erased, newest first; no person is named."""
    semua = Penghapusan.objects.select_related("wilayah")
    konteks = {
        "halaman": halaman(request, semua, urut=("-pada", "-id")),
        "tab": tab(request),
        "tab_kini": "nisan",
        "remah": remah(request=request),
    }
    return render(request, "lindung/nisan_daftar.html", konteks)


@require_safe
@perlu("lindung.permintaan")
def nisan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a tombstone: who, when, why, what was blanked, what stays."""
    semua = Penghapusan.objects.select_related("wilayah", "diusulkan_oleh", "dilaksanakan_oleh")
    n = get_object_or_404(semua, pk=pk)
    jejak = remah(("Terhapus", reverse("lindung:nisan_daftar")), request=request)
    konteks = {"n": n, "kata_hapus": daftar_subjek()[n.subjek].kata_hapus, "remah": jejak}
    return render(request, "lindung/nisan.html", konteks)
