"""Mencatat dan mengubah mitra."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe
from uuid_utils.compat import uuid7

from psks.actions import (
    KunciMitraTerpakai,
    MungkinKembar,
    NIKSudahMitra,
    VersiMitraBasi,
    ajukan_mitra,
    catat_mitra,
    ubah_mitra,
)
from psks.enums import Bentuk
from psks.forms import FORMULIR, JUDUL, MitraForm, pilihan_jenis
from psks.models import Mitra
from psks.usulan import kata_kolom
from psks.views.mitra import ambil
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.tampak import catat_dibaca, catat_dibaca_utuh
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import DAPAT_DIPERBAIKI, SUDAH_DIPERIKSA
from tksk_portal.tinjauan.isi import KunciAsing
from tksk_portal.tinjauan.kirim import BELUM, BENTROK, DITOLAK, bandingkan, ganti_kunci, kabari_tersimpan, ke_tersimpan


@require_safe
@perlu("psks.catat")
def baru(request: HttpRequest) -> HttpResponse:
    """Ask which type is to be recorded; each leads to the form of its shape."""
    konteks = {"kelompok": pilihan_jenis(), "remah": [("PSKS", reverse("psks:daftar"))]}
    return render(request, "psks/baru.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("psks.catat")
def catat(request: HttpRequest, bentuk: str) -> HttpResponse:
    """Record a partner of a shape; the address may name the type."""
    kelas = FORMULIR[bentuk]
    if request.method != "POST":
        awal = {"id": uuid7(), "jenis": request.GET.getlist("jenis")}
        return _tampil(request, kelas(initial=awal, lingkup=request.lingkup))
    form = kelas(request.POST, lingkup=request.lingkup)
    if not form.is_valid():
        if "id" in form.errors:
            return _tampil(request, ganti_kunci(request, kelas), status=DITOLAK, kunci_asing=True)
        return _tampil(request, form, status=DITOLAK)
    return _simpan(request, form)


def _simpan(request: HttpRequest, form: MitraForm) -> HttpResponse:
    try:
        hasil = catat_mitra(
            kunci=form.kunci,
            bentuk=form.bentuk,
            isian=form.isian(),
            by=request.lingkup,
            ajukan="ajukan" in request.POST,
            bukan_kembar="bukan_kembar" in request.POST,
        )
    except KunciMitraTerpakai as salah:
        catat_dibaca_utuh(request, salah.mitra)
        return _tampil(request, form, status=BENTROK, tersimpan=_bandingkan(salah.mitra, form), lama=salah.mitra)
    except KunciAsing:
        return _tampil(request, ganti_kunci(request, type(form)), status=BENTROK, kunci_asing=True)
    except MungkinKembar as salah:
        for m in salah.mirip:
            catat_dibaca(request, m)
        return _tampil(request, form, status=DITOLAK, mirip=salah.mirip)
    except (NIKSudahMitra, Ditolak) as salah:
        _tolak(form, salah)
        return _tampil(request, form, status=DITOLAK)
    kabari_tersimpan(request, ulang=hasil.ulang)
    return ke_tersimpan("psks:rinci", hasil.mitra)


def _tolak(form: MitraForm, salah: Exception) -> None:
    """Put a refusal beside the field that it is about."""
    if isinstance(salah, NIKSudahMitra):
        pesan = format_html(
            'Orang ini sudah tercatat sebagai PSKS di kecamatan ini. <a href="{}">Buka datanya</a>, lalu tambahkan '
            "jenisnya di sana; satu orang cukup satu data.",
            reverse("psks:rinci", args=[salah.mitra.pk]),
        )
        form.add_error("nik", pesan)
    else:
        form.add_error("alasan" if "alasan" in form.fields and "alasan perubahan" in str(salah) else None, str(salah))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("psks.catat")
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a partner from the version that the form was opened with."""
    mitra = ambil(pk)
    kelas = FORMULIR[mitra.bentuk]
    # Formulirnya memuat NIK, KK, dan telepon pribadi utuh: semuanya terbuka, dan itu dicatat.
    catat_dibaca_utuh(request, mitra)
    if request.method != "POST":
        return _tampil(request, kelas(mitra=mitra, lingkup=request.lingkup))
    data = request.POST.copy()
    data["id"] = str(mitra.pk)
    form = kelas(data, mitra=mitra, lingkup=request.lingkup)
    if not form.is_valid():
        return _tampil(request, form, status=DITOLAK)
    isi = form.cleaned_data
    try:
        with transaction.atomic():
            hasil = ubah_mitra(
                mitra=mitra, versi=isi["versi"] or 0, isian=form.isian(), by=request.lingkup, alasan=isi["alasan"]
            )
            mitra.refresh_from_db()
            if "ajukan" in request.POST and mitra.status in DAPAT_DIPERBAIKI:
                ajukan_mitra(mitra=mitra, by=request.lingkup)
    except VersiMitraBasi as salah:
        data["versi"] = str(salah.mitra.versi)
        form = kelas(data, mitra=salah.mitra, lingkup=request.lingkup)
        return _tampil(request, form, status=BENTROK, basi=_bandingkan(salah.mitra, form))
    except (NIKSudahMitra, Ditolak) as salah:
        _tolak(form, salah)
        return _tampil(request, form, status=DITOLAK)
    messages.success(request, "Usulan perubahan dikirim ke dinas sosial." if hasil.revisi else "Perubahan tersimpan.")
    return ke_tersimpan("psks:rinci", mitra)


def _bandingkan(mitra: Mitra, form: MitraForm) -> list[tuple[str, str, str]]:
    return bandingkan(mitra, form.isian(), kata_kolom) if form.is_valid() else []


def _tampil(request: HttpRequest, form: MitraForm, *, status: int = 200, **lain) -> HttpResponse:
    mitra = form.mitra
    remah = [("PSKS", reverse("psks:daftar"))]
    if mitra:
        remah.append((mitra.nama, reverse("psks:rinci", args=[mitra.pk])))
    konteks = {
        "form": form,
        "rekaman": mitra,
        "judul": f"{'Ubah' if mitra else 'Catat'} {JUDUL[Bentuk(form.bentuk)]}",
        "usulan": mitra is not None and mitra.status in SUDAH_DIPERIKSA,
        "remah": remah,
        "mirip": [],
        **BELUM,
    }
    return render(request, "psks/form.html", konteks | lain, status=status)
