"""Serah terima antara kecamatan: kotak masuk dan keluar, menyerahkan, meminta, menjawab."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pmks.actions import (
    SudahDigabung,
    minta_pindah,
    setujui_permintaan,
    tarik_pindah,
    terima_pindah,
    tolak_pindah,
    usulkan_pindah,
)
from pmks.actions.pindah import ber_petugas, can_pihak, check_pihak, orang_diminta
from pmks.actions.satu_orang import tawaran_gabung
from pmks.enums import StatusPindahan
from pmks.forms import AlasanForm, MintaPindahForm, SetujuiForm, TerimaForm, UsulPindahForm
from pmks.forms.pindah import LUAR
from pmks.langkah_bentrok import tujuan_diputuskan
from pmks.models import Orang, Pindahan
from pmks.tampak import hias_nama
from pmks.views.rinci import ambil
from tksk_portal.akses import lingkup
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.dasar.nama import samarkan_nomor
from tksk_portal.jejak.models import Bagian, catat_pembukaan
from tksk_portal.tampilan.formulir import keluhan
from tksk_portal.tinjauan.actions import Bentrok, Ditolak

DITOLAK = 422
TERBANYAK = 50
NADA_PINDAHAN = {
    StatusPindahan.DIMINTA: "biru",
    StatusPindahan.DIUSULKAN: "biru",
    StatusPindahan.DITERIMA: "hijau",
    StatusPindahan.DITOLAK: "merah",
    StatusPindahan.DITARIK: "abu",
}


def hias(pindahan: list[Pindahan]) -> list[Pindahan]:
    """Add to each hand-over how it is called on a page."""
    for p in pindahan:
        p.sebutan = p.nama or (f"NIK {samarkan_nomor(p.nik)}" if p.nik else "Permintaan dengan NIK")
        p.nada = NADA_PINDAHAN[StatusPindahan(p.status)]
        p.kata_penjawab = ""
    return pindahan


def sebut_penjawab(pindahan: list[Pindahan], by: Lingkup) -> None:
    """Say of each open hand-over who must answer it. One query; whether another place has a TKSK stays its own."""
    sini = {p.penjawab.pk for p in pindahan if by.memuat(p.penjawab.pk)}
    berisi = ber_petugas(sini) if sini else set()
    for p in pindahan:
        kecamatan = p.penjawab
        if kecamatan.pk not in sini:
            p.kata_penjawab = f"dijawab {kecamatan.sebutan}, {kecamatan.induk.nama}"
        elif kecamatan.pk in berisi:
            p.kata_penjawab = f"dijawab TKSK {kecamatan.sebutan}" if by.peran != Peran.TKSK else ""
        else:
            p.kata_penjawab = f"dijawab Anda: {kecamatan.sebutan} belum ber-TKSK"


def _terlama(rekaman: QuerySet[Pindahan]) -> tuple[list[Pindahan], int]:
    """Return the oldest that a page holds, and how many there are in all."""
    baris = hias(list(rekaman.order_by("dibuat_pada", "id")[:TERBANYAK]))
    return baris, len(baris) if len(baris) < TERBANYAK else rekaman.count()


@require_safe
@perlu("pmks.pindah")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show what waits for this duty's answer, what it waits for, and what is done."""
    by = request.lingkup
    semua = Pindahan.objects.select_related("dari__induk", "ke__induk")
    lembar = halaman(request, semua.selesai(), urut=("-dibuat_pada", "-id"))
    masuk, jumlah_masuk = _terlama(semua.menunggu(by.tempat))
    keluar, jumlah_keluar = _terlama(semua.dikirim(by.tempat))
    sebut_penjawab([*masuk, *keluar], by)
    konteks = {
        "masuk": masuk,
        "jumlah_masuk": jumlah_masuk,
        "keluar": keluar,
        "jumlah_keluar": jumlah_keluar,
        "sendiri": by.peran == Peran.TKSK,
        "selesai": hias(lembar.baris),
        "halaman": lembar,
        "boleh_minta": by.peran == Peran.TKSK,
        "remah": [("PMKS", reverse("pmks:daftar"))],
    }
    return render(request, "pmks/pindah.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.pindah")
def usulkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose to hand a person over to another kecamatan."""
    orang = ambil(pk)
    kecamatan = orang.wilayah_id[:8]
    form = UsulPindahForm(request.POST or None, sendiri=kecamatan, initial=_awal_usul(request, orang))
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            pindahan = usulkan_pindah(
                orang=orang, ke=form.tujuan, tanggal=isi["tanggal"], alasan=isi["alasan"], by=request.lingkup
            )
        except SudahDigabung as salah:
            messages.info(request, str(salah))
            return redirect("pmks:rinci", orang.pk)
        except Ditolak as salah:
            form.add_error(None, str(salah))
        else:
            messages.success(request, "Diserahkan. Datanya tetap di sini sampai kecamatan tujuan menerimanya.")
            return redirect("pmks:pindahan", pindahan.pk)
    hias_nama([orang], request.lingkup)
    konteks = {
        "form": form,
        "orang": orang,
        "nama_tampil": orang.nama_tampil,
        "bukan_pihak": not can_pihak(kecamatan, request.lingkup),
        "remah": [("PMKS", reverse("pmks:daftar")), ("Data", reverse("pmks:rinci", args=[orang.pk]))],
    }
    return render(request, "pmks/usul_pindah.html", konteks, status=DITOLAK if form.errors else 200)


def _awal_usul(request: HttpRequest, orang: Orang) -> dict[str, str]:
    """Return what the form starts with: the kecamatan a clash points to, with its reason."""
    ke = request.GET.get("ke", "")
    if ke not in tujuan_diputuskan(orang):
        return {}
    alasan = "NIK bentrok diputuskan sebagai orang yang sama; datanya pindah ke kecamatan tempat tinggalnya."
    if ke[:2] != orang.wilayah_id[:2]:
        return {"kecamatan": LUAR, "kode": ke, "alasan": alasan}
    return {"kecamatan": ke, "alasan": alasan}


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.pindah")
def minta(request: HttpRequest) -> HttpResponse:
    """Ask another kecamatan for the person with a NIK."""
    by = request.lingkup
    awal = {"kecamatan": request.GET.get("dari", "")}
    form = MintaPindahForm(request.POST or None, sendiri=by.tempat, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            pindahan = minta_pindah(nik=isi["nik"], dari=form.tujuan, ke=by.tempat, alasan=isi["alasan"], by=by)
        except Ditolak as salah:
            form.add_error(None, str(salah))
        else:
            messages.success(request, "Permintaan dikirim. Bila orang itu tercatat di sana, mereka menyerahkannya.")
            return redirect("pmks:pindahan", pindahan.pk)
    konteks = {"form": form, "bukan_pihak": by.peran != Peran.TKSK}
    konteks["remah"] = [("PMKS", reverse("pmks:daftar")), ("Pindahan", reverse("pmks:pindah"))]
    return render(request, "pmks/minta_pindah.html", konteks, status=DITOLAK if form.errors else 200)


@require_safe
@perlu("pmks.pindah")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one hand-over, with what this side may do about it."""
    return _tampil(request, _ambil(pk))


def _ambil(pk: UUID) -> Pindahan:
    return get_object_or_404(Pindahan.objects.select_related("dari__induk", "ke__induk", "dibuat_oleh"), pk=pk)


def _tampil(request: HttpRequest, pindahan: Pindahan, form: TerimaForm | None = None, *, status: int = 200):
    by = request.lingkup
    hias([pindahan])
    diusulkan = pindahan.status == StatusPindahan.DIUSULKAN
    terbuka = diusulkan or pindahan.status == StatusPindahan.DIMINTA
    pemberi = terbuka and can_pihak(pindahan.dari_id, by)
    penerima = terbuka and can_pihak(pindahan.ke_id, by)
    if diusulkan and penerima and not by.memuat(pindahan.dari_id):
        _catat_dilihat(pindahan, request)
    konteks = {
        "p": pindahan,
        "terbuka": terbuka,
        "boleh_terima": diusulkan and penerima,
        "boleh_setujui": not diusulkan and pemberi,
        "boleh_tolak": penerima if diusulkan else pemberi,
        "boleh_tarik": pemberi if diusulkan else penerima,
        "lain_kabkota": pindahan.dari_id[:5] != pindahan.ke_id[:5],
        "form": form or (TerimaForm(pindahan=pindahan) if diusulkan and penerima else None),
        "form_setujui": SetujuiForm(),
        "orang": _orang(pindahan, request),
        "remah": [("PMKS", reverse("pmks:daftar")), ("Pindahan", reverse("pmks:pindah"))],
    }
    return render(request, "pmks/pindahan.html", konteks, status=status)


def _orang(pindahan: Pindahan, request: HttpRequest) -> Orang | None:
    """Return the person where this reader sees the record itself."""
    if pindahan.status == StatusPindahan.DIMINTA:
        orang = orang_diminta(pindahan)
    else:
        orang = Orang.objects.filter(pk=pindahan.orang_id).first()
    if orang is not None:
        hias_nama([orang], request.lingkup)
    return orang


def _catat_dilihat(pindahan: Pindahan, request: HttpRequest) -> None:
    """Log at the giver's side that the receiving office read who it is; the receiver's own scope ends before that."""
    by = request.lingkup
    objek = Orang(pk=pindahan.orang_id, wilayah_id=pindahan.dari_id)
    with lingkup.masuk(lingkup.sistem("mencatat pembukaan pindahan", tempat=pindahan.dari_id)):
        catat_pembukaan(objek=objek, bagian=Bagian.RINCI, by=by, tujuan="serah terima antarkecamatan")


@require_POST
@perlu("pmks.pindah")
def terima(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept a person into a village of this kecamatan."""
    pindahan = _ambil(pk)
    try:
        check_pihak(pindahan.ke_id, request.lingkup)
    except Ditolak as salah:
        messages.error(request, str(salah))
        return redirect("pmks:pindahan", pk)
    form = TerimaForm(request.POST, pindahan=pindahan)
    if not form.is_valid():
        return _tampil(request, pindahan, form, status=DITOLAK)
    try:
        orang = terima_pindah(
            pindahan=pindahan, desa=form.cleaned_data["desa"].pk, alamat=form.alamat_baru(), by=request.lingkup
        )
    except Bentrok as salah:
        messages.error(request, str(salah))
        return redirect("pmks:pindahan", pk)
    except Ditolak as salah:
        form.add_error(None, str(salah))
        return _tampil(request, _ambil(pk), form, status=DITOLAK)
    if dua := tawaran_gabung(orang):
        messages.success(request, "Diterima. Orang yang sama sudah tercatat di sini: periksa, lalu gabungkan keduanya.")
        return redirect("pmks:gabung", dua[0].pk, dua[1].pk)
    messages.success(request, "Diterima. Data dan riwayatnya sekarang ada di kecamatan Anda.")
    return redirect("pmks:rinci", orang.pk)


@require_POST
@perlu("pmks.pindah")
def jawab(request: HttpRequest, pk: UUID, aksi: str) -> HttpResponse:
    """Refuse, withdraw, or grant a request."""
    pindahan = _ambil(pk)
    if aksi not in _JAWABAN:
        raise Http404
    try:
        pesan = _JAWABAN[aksi](pindahan, request)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, pesan)
    return redirect("pmks:pindahan", pk)


def _isian(form) -> dict:
    if not form.is_valid():
        raise Ditolak(keluhan(form))
    return form.cleaned_data


def _tolak(pindahan: Pindahan, request: HttpRequest) -> str:
    tolak_pindah(pindahan=pindahan, alasan=_isian(AlasanForm(request.POST))["komentar"], by=request.lingkup)
    return "Ditolak dengan alasan Anda."


def _tarik(pindahan: Pindahan, request: HttpRequest) -> str:
    tarik_pindah(pindahan=pindahan, by=request.lingkup)
    return "Ditarik kembali."


def _setujui(pindahan: Pindahan, request: HttpRequest) -> str:
    isi = _isian(SetujuiForm(request.POST))
    setujui_permintaan(pindahan=pindahan, tanggal=isi["tanggal"], by=request.lingkup)
    return "Disetujui. Kecamatan yang meminta tinggal menerimanya."


_JAWABAN = {"tolak": _tolak, "tarik": _tarik, "setujui": _setujui}
