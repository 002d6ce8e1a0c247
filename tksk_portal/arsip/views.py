"""Menyajikan berkas pribadi: hak diperiksa lagi setiap kali, dicatat, dengan kepala yang aman."""

import logging
from typing import BinaryIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tksk_portal.akses.izin import perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buka, buka_kecil, daftar_keperluan
from tksk_portal.arsip.jenis import GAMBAR, Jenis
from tksk_portal.arsip.models import Berkas, catat_unduhan

logger = logging.getLogger(__name__)
# Berkas tidak boleh menjalankan, memuat, atau mengirim apa pun, juga bila jenisnya salah dikenali.
KEBIJAKAN = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
DI_HALAMAN = frozenset({*GAMBAR, Jenis.PDF})


@require_safe
@perlu("berkas.buka")
def unduh(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a file. Foreign or not allowed: 404; expired, removed or lost: 410 with a way on."""
    berkas = ambil(pk, request.lingkup)
    if berkas.habis:
        return _habis(request, berkas)
    try:
        isi = buka(berkas)
    except FileNotFoundError:
        return _hilang(request, berkas)
    _catat(request, berkas)
    return _kirim(isi, berkas, tipe=berkas.tipe, ukuran=berkas.ukuran)


@require_safe
@perlu("berkas.buka")
def kecil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a picture's thumbnail, under the same rules."""
    berkas = ambil(pk, request.lingkup)
    if not berkas.gambar:
        raise Http404
    if berkas.habis:
        return _habis(request, berkas)
    try:
        respons = kirim_kecil(berkas)
    except FileNotFoundError:
        return _hilang(request, berkas)
    _catat(request, berkas, kecil=True)
    return respons


def ambil(pk: UUID, by: Lingkup) -> Berkas:
    """Return a file that this scope may read, or raise 404."""
    berkas = get_object_or_404(Berkas, pk=pk)
    guna = daftar_keperluan().get(berkas.keperluan)
    if guna is None or not guna.boleh_baca(by, berkas):
        raise Http404
    return berkas


def _catat(request: HttpRequest, berkas: Berkas, *, kecil: bool = False) -> None:
    if request.method == "HEAD":
        return
    catat_unduhan(berkas, by=request.lingkup, kecil=kecil)
    dibuka = daftar_keperluan()[berkas.keperluan].dibuka
    if dibuka:
        dibuka(request.lingkup, berkas)


def kirim_kecil(berkas: Berkas) -> FileResponse:
    """Return a picture's thumbnail with the safe headers; the caller has checked the right.

    Raises:
        FileNotFoundError: it has none, or it was removed or lost.
    """
    return _kirim(buka_kecil(berkas), berkas, tipe="image/jpeg", ukuran=berkas.ukuran_kecil)


def _kirim(isi: BinaryIO, berkas: Berkas, *, tipe: str, ukuran: int) -> FileResponse:
    respons = FileResponse(isi, content_type=tipe)
    kepala = {
        "Content-Length": str(ukuran),
        "Content-Disposition": content_disposition_header(berkas.jenis_isi not in DI_HALAMAN, berkas.nama),
        "Content-Security-Policy": KEBIJAKAN,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
        # Tanpa ini GZipMiddleware memampatkan lagi yang sudah mampat, dan panjangnya hilang.
        "Content-Encoding": "identity",
    }
    for nama, nilai in kepala.items():
        respons.headers[nama] = nilai
    return respons


def _habis(request: HttpRequest, berkas: Berkas, *, hilang: bool = False) -> HttpResponse:
    guna = daftar_keperluan()[berkas.keperluan]
    lanjut = guna.lanjut(berkas) if guna.lanjut else None
    konteks = {"berkas": berkas, "lanjut": lanjut, "hilang": hilang, "remah": []}
    return render(request, "arsip/habis.html", konteks, status=410)


def _hilang(request: HttpRequest, berkas: Berkas) -> HttpResponse:
    logger.error("isi berkas %s tidak ada di penyimpanan", berkas.pk)
    return _habis(request, berkas, hilang=True)
