"""Halaman satu mitra: isi, dokumen, tinjauan, jejaring, riwayat; dan tindakan kecil di atasnya."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid_utils.compat import uuid7

from psks.actions import (
    ajukan_mitra,
    akhiri_dokumen,
    ganti_foto,
    perbarui_tempat,
    putuskan_mitra,
    putuskan_revisi_mitra,
    tambah_dokumen,
)
from psks.actions.dokumen import check_dokumen
from psks.berkas import dokumen_dibaca
from psks.enums import JenisDokumen
from psks.forms import DokumenForm, FotoForm, TempatForm
from psks.lindung.hapus import berkontak, sudah_dihapus
from psks.lindung.sasaran import KODE, KONTAK
from psks.models import DokumenMitra, Jejaring, Mitra, RevisiMitra, acuan_psks
from psks.sasaran import nama_sasaran
from psks.tampak import nama_umum, terbuka
from psks.usulan import kata_usulan, rincian_kata
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import BerkasDitolak
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan
from tksk_portal.jejak.riwayat import riwayat, urutkan
from tksk_portal.jejak.tampak import NOMOR, PERLU_TUJUAN, boleh_nomor, catat_dibaca
from tksk_portal.lindung.hak import konteks_lindung
from tksk_portal.lindung.subjek import SudahDihapus
from tksk_portal.tampilan.formulir import keluhan
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.tinjauan.forms import AlasanForm, TujuanForm
from tksk_portal.tinjauan.halaman import (
    BUKA_DAHULU,
    SELESAI,
    buka_rekaman,
    hias_tinjauan,
    jalankan_aksi,
    usulan_tampil,
)

DITOLAK = 422
TEKNIS = frozenset({"versi", "diajukan_oleh", "diverifikasi_oleh", "disahkan_oleh", "foto", "mitra", "isi", "temuan"})


def ambil(pk: UUID, *, dihapus: bool = False) -> Mitra:
    """Return a partner in scope, or raise 404.

    Args:
        dihapus: also one whose identity was erased.

    Raises:
        SudahDihapus: the identity was erased; answered with 410.
    """
    mitra = get_object_or_404(Mitra.objects.select_related("wilayah__induk", "dibuat_oleh", "foto"), pk=pk)
    if sudah_dihapus(mitra) and not dihapus:
        raise SudahDihapus(KODE, pk)
    return mitra


def konteks_mitra(mitra: Mitra, request: HttpRequest) -> dict:
    """Return what every page of a partner shows; what stands open is logged."""
    by = request.lingkup
    buka = terbuka(mitra, by)
    if buka and by.peran not in PERLU_TUJUAN:
        catat_dibaca(request, mitra)
    nama = mitra.nama if buka or nama_umum(mitra) else mitra.nama_samar
    return {
        "mitra": mitra,
        "terbuka": buka,
        "nama_tampil": nama,
        "nomor_terbuka": boleh_nomor(mitra, by),
        "remah": [("PSKS", reverse("psks:daftar")), (nama, reverse("psks:rinci", args=[mitra.pk]))],
    }


@require_safe
@perlu("psks.lihat")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a partner."""
    mitra, by = ambil(pk), request.lingkup
    konteks = konteks_mitra(mitra, request)
    hias_tinjauan([mitra], Mitra, by)
    dokumen = _dokumen(mitra, request)
    urus_dokumen = boleh(by, "psks.dokumen")
    konteks |= {
        "remah": konteks["remah"][:1],
        "aksi": mitra.aksi,
        "sendiri": mitra.sendiri,
        "putusan": mitra.daftar_putusan,
        "catatan_kembali": mitra.catatan_kembali,
        "rincian": rincian_kata(mitra),
        "sasaran": nama_sasaran(mitra.sasaran),
        "revisi": _revisi(mitra, by),
        "dokumen": dokumen,
        "dokumen_kurang": _kurang(mitra, dokumen),
        "jejaring": list(Jejaring.objects.tersimpan().filter(pihak__mitra_id=mitra.pk, pihak__lepas_pada=None)[:20]),
        "boleh_ubah": boleh(by, "psks.catat") and mitra.status != Status.DIBATALKAN,
        "urus_dokumen": urus_dokumen and mitra.status != Status.DIBATALKAN,
        "boleh_foto": mitra.foto is not None and (mitra.lembaga or konteks["terbuka"]),
        "form_tempat": TempatForm(initial={"kapasitas": mitra.kapasitas, "terisi": mitra.terisi}),
        "perlu_tujuan": by.peran in PERLU_TUJUAN,
        "boleh_buka": boleh(by, "psks.buka"),
        "boleh_riwayat": boleh(by, "psks.riwayat") and konteks["terbuka"],
        "pembukaan": Pembukaan.objects.pada(mitra)[:10] if boleh(by, "psks.riwayat") else [],
        "form_tujuan": TujuanForm(),
        "form_alasan": AlasanForm(),
        "draf_terkirim": f"psks-mitra:{mitra.pk}" if "tersimpan" in request.GET else None,
        **_hak(mitra, request),
    }
    return render(request, "psks/rinci.html", konteks)


def _hak(mitra: Mitra, request: HttpRequest) -> dict:
    if mitra.lembaga:
        return konteks_lindung(KONTAK, mitra, request) if berkontak(mitra) else {"hak_orang": None}
    return konteks_lindung(KODE, mitra, request)


def _revisi(mitra: Mitra, by: Lingkup) -> list[RevisiMitra]:
    hasil = usulan_tampil(RevisiMitra.objects.filter(mitra=mitra), by)
    for r in hasil:
        r.aksi = [a for a in r.aksi if a != Aksi.AJUKAN]
        r.perubahan = kata_usulan(r, mitra, by)
    return hasil


def _dokumen(mitra: Mitra, request: HttpRequest) -> list[DokumenMitra]:
    semua = DokumenMitra.objects.filter(mitra=mitra).select_related("berkas").order_by("diganti_pada", "-dibuat_pada")
    hasil = list(semua)
    for d in hasil:
        d.mitra = mitra
        d.boleh = d.berkas is not None and dokumen_dibaca(request.lingkup, d.berkas)
    return hasil


def _kurang(mitra: Mitra, dokumen: list[DokumenMitra]) -> list[str]:
    """Return the papers that its types expect and that are not there, in words."""
    acuan = acuan_psks(mitra.tanggal_data)
    diharapkan = dict.fromkeys(d for k in mitra.jenis for d in acuan[k].versi.dokumen)
    ada = {d.jenis for d in dokumen if d.diganti_pada is None}
    return [str(JenisDokumen(d).label) for d in diharapkan if d not in ada]


@require_safe
@perlu("psks.riwayat")
def lihat_riwayat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every change of a partner, its papers and its proposals: who, under which duty, when, before and after."""
    mitra, by = ambil(pk, dihapus=True), request.lingkup
    konteks = konteks_mitra(mitra, request)
    if not konteks["terbuka"]:
        messages.info(request, BUKA_DAHULU)
        return redirect("psks:rinci", mitra.pk)
    catat_pembukaan(objek=mitra, bagian=Bagian.RIWAYAT, by=by)
    samar = frozenset() if konteks["nomor_terbuka"] else NOMOR
    peristiwa = [("Data", p) for p in riwayat(mitra, samar=samar, abaikan=TEKNIS)]
    for satu in DokumenMitra.objects.filter(mitra=mitra):
        peristiwa += [(satu.get_jenis_display(), p) for p in riwayat(satu, abaikan=TEKNIS)]
    for satu in RevisiMitra.objects.filter(mitra=mitra):
        peristiwa += [("Usulan perubahan", p) for p in riwayat(satu, abaikan=TEKNIS)]
    return render(request, "bagian/riwayat.html", konteks | {"peristiwa": urutkan(peristiwa)})


@require_POST
@perlu("psks.buka")
def buka(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the person (province, Kemensos: with a purpose) and the numbers; logged, valid for an hour."""
    mitra = ambil(pk)
    buka_rekaman(request, mitra)
    return redirect("psks:rinci", mitra.pk)


@require_POST
@perlu("psks.catat")
def ajukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Submit a draft or returned partner."""
    mitra = ambil(pk)
    try:
        ajukan_mitra(mitra=mitra, by=request.lingkup)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, SELESAI[Aksi.AJUKAN])
    return redirect("psks:rinci", mitra.pk)


@require_POST
@perlu("psks.lihat")
def aksi(request: HttpRequest, pk: UUID, aksi: str) -> HttpResponse:
    """Carry out one act of review on a partner."""
    mitra = ambil(pk)
    jalankan_aksi(request, mitra, aksi, partial(putuskan_mitra, mitra=mitra))
    return redirect("psks:rinci", mitra.pk)


@require_POST
@perlu("psks.lihat")
def aksi_revisi(request: HttpRequest, pk: UUID, revisi_pk: UUID, aksi: str) -> HttpResponse:
    """Carry out one act of review on a pending change."""
    mitra = ambil(pk)
    revisi = get_object_or_404(RevisiMitra, pk=revisi_pk, mitra=mitra, diterapkan_pada=None)
    jalankan_aksi(request, revisi, aksi, partial(putuskan_revisi_mitra, revisi=revisi))
    return redirect("psks:rinci", mitra.pk)


@require_POST
@perlu("psks.dokumen")
def tempat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the present capacity and free places."""
    mitra = ambil(pk)
    form = TempatForm(request.POST)
    if not form.is_valid():
        messages.error(request, keluhan(form))
        return redirect("psks:rinci", mitra.pk)
    try:
        perbarui_tempat(mitra=mitra, by=request.lingkup, **form.cleaned_data)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, "Tempat kosong diperbarui, juga pada kartu publiknya.")
    return redirect("psks:rinci", mitra.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("psks.dokumen")
def dokumen_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a paper; it replaces the present one of its kind."""
    mitra = ambil(pk)
    check_dokumen(mitra, request.lingkup)
    if request.method != "POST":
        form = DokumenForm(initial={"id": uuid7(), "jenis": request.GET.get("jenis", "")})
        return _form_dokumen(request, mitra, form)
    form = DokumenForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_dokumen(request, mitra, form, status=DITOLAK)
    isi = form.cleaned_data
    berkas = isi["berkas"][0] if isi["berkas"] else None
    try:
        tambah_dokumen(
            mitra=mitra,
            kunci=isi["id"],
            isi=isi,
            by=request.lingkup,
            berkas=berkas,
            nama_berkas=berkas.name if berkas else "",
        )
    except BerkasDitolak as salah:
        form.add_error("berkas", salah.pesan)
        return _form_dokumen(request, mitra, form, status=DITOLAK)
    messages.success(request, "Dokumen tersimpan. Anda diingatkan 90, 30, dan 7 hari sebelum habis.")
    return redirect(reverse("psks:rinci", args=[mitra.pk]) + "#dokumen")


def _form_dokumen(request: HttpRequest, mitra: Mitra, form: DokumenForm, *, status: int = 200) -> HttpResponse:
    konteks = konteks_mitra(mitra, request) | {"form": form}
    return render(request, "psks/dokumen_form.html", konteks, status=status)


@require_POST
@perlu("psks.dokumen")
def dokumen_akhiri(request: HttpRequest, pk: UUID, dokumen_pk: UUID) -> HttpResponse:
    """Take a paper out of use."""
    mitra = ambil(pk)
    satu = get_object_or_404(DokumenMitra.objects.select_related("mitra"), pk=dokumen_pk, mitra=mitra)
    if akhiri_dokumen(dokumen=satu, by=request.lingkup):
        messages.success(request, "Dokumen tidak dipakai lagi; tetap tersimpan sebagai riwayat.")
    return redirect("psks:rinci", mitra.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("psks.dokumen")
def foto(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Store the partner's photo."""
    mitra = ambil(pk)
    check_dokumen(mitra, request.lingkup)
    form, status = FotoForm(), 200
    if request.method == "POST":
        form = FotoForm(request.POST, request.FILES)
        status = DITOLAK
        if form.is_valid():
            berkas = form.cleaned_data["berkas"][0]
            try:
                ganti_foto(mitra=mitra, berkas=berkas, nama_berkas=berkas.name, by=request.lingkup)
            except BerkasDitolak as salah:
                form.add_error("berkas", salah.pesan)
            else:
                messages.success(request, "Foto tersimpan.")
                return redirect("psks:rinci", mitra.pk)
    return render(request, "psks/foto_form.html", konteks_mitra(mitra, request) | {"form": form}, status=status)
