"""Pengusulan: daftar dengan jamnya, usulan baru, dan langkah-langkahnya."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from uuid_utils.compat import uuid7

from penugasan.petugas import actions, syarat
from penugasan.petugas.actions.usulan import BERIKUT
from penugasan.petugas.enums import NADA_TAHAP, Tahap
from penugasan.petugas.forms import LangkahForm, TetapkanForm, TutupForm, UsulanForm
from penugasan.petugas.models import Usulan
from penugasan.petugas.views.bahan import ambil_formasi, coba, formulir, remah_awal, remah_formasi, terkirim
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan


def ambil_usulan(pk: UUID) -> Usulan:
    """Return a nomination of this scope, or raise 404."""
    return get_object_or_404(Usulan.objects.select_related("formasi__wilayah__induk", "petugas"), pk=pk)


@require_safe
@perlu("petugas.usulan")
def daftar(request: HttpRequest) -> HttpResponse:
    """List the nominations of the scope, the longest waiting first; closed ones on demand."""
    semua = request.GET.get("semua") == "1"
    rekaman = Usulan.objects.select_related("formasi__wilayah", "petugas")
    lembar = halaman(request, rekaman if semua else rekaman.berjalan(), urut=("diusulkan_pada", "id"))
    hari = timezone.localdate()
    for u in lembar.baris:
        u.nada, u.hari_total = NADA_TAHAP[Tahap(u.tahap)], u.lama(hari)
        u.milik_saya = actions.can_maju(u, request.lingkup)
        u.hari_tahap = next((h for _, _, h, _ in reversed(u.jam(hari)) if h is not None), 0)
    konteks = {"halaman": lembar, "semua": semua, "remah": remah_awal()}
    return render(request, "petugas/usulan_daftar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.usul")
def baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nominate a candidate for a formation: the person and the declarations at once."""
    formasi = ambil_formasi(pk)
    batal = reverse("petugas:formasi", args=[formasi.pk])
    form = UsulanForm(
        terkirim(request), kabkota=formasi.wilayah_id[:5], batal=batal, kirim="Usulkan", initial={"id": uuid7()}
    )
    if request.method == "POST" and form.is_valid():
        hasil = coba(
            form,
            lambda: actions.usulkan_calon(
                formasi=formasi,
                kunci=form.cleaned_data["id"],
                orang=form.isi(),
                isi=form.isi_usulan(),
                by=request.lingkup,
            ),
        )
        if hasil:
            messages.success(request, "Usulan tersimpan. Periksa peringatannya, lalu rekomendasikan.")
            return redirect("petugas:usulan_rinci", hasil.pk)
    sub = f"Formasi TKSK {formasi.wilayah.sebutan}"
    catatan = [f"Syarat petugas baru menjadi peringatan, bukan penolakan. Sumber: {syarat.SUMBER}"]
    return formulir(request, form, judul="Usulkan calon", sub=sub, remah=remah_formasi(formasi), catatan=catatan)


@require_safe
@perlu("petugas.usulan")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a nomination with its clock and warnings."""
    by, usulan = request.lingkup, ambil_usulan(pk)
    if not Pembukaan.objects.masih_terbuka(usulan.petugas, by, Bagian.RINCI):
        catat_pembukaan(objek=usulan.petugas, bagian=Bagian.RINCI, by=by)
    hari = timezone.localdate()
    berikut = BERIKUT.get(Tahap(usulan.tahap))
    konteks = {
        "usulan": usulan,
        "nada": NADA_TAHAP[Tahap(usulan.tahap)],
        "jam": usulan.jam(hari),
        "lama": usulan.lama(hari),
        "peringatan": syarat.peringatan(usulan) if usulan.berjalan else [],
        "sumber": syarat.SUMBER,
        "tombol": berikut[2] if berikut and actions.can_maju(usulan, by) else "",
        "boleh_tutup": actions.can_tutup(usulan, by),
        "remah": [*remah_awal(), ("Usulan", reverse("petugas:usulan"))],
    }
    return render(request, "petugas/usulan.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.usulan")
def maju(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the next step: recommendation, province, or the decree."""
    usulan = ambil_usulan(pk)
    alamat = reverse("petugas:usulan_rinci", args=[usulan.pk])
    if not actions.can_maju(usulan, request.lingkup):
        messages.error(request, "Langkah berikutnya bukan pada tugas Anda, atau usulan ini sudah selesai.")
        return redirect(alamat)
    tahap, _, kata = BERIKUT[Tahap(usulan.tahap)]
    kelas = TetapkanForm if tahap == Tahap.DITETAPKAN else LangkahForm
    lain = {} if tahap == Tahap.DITETAPKAN else {"kirim": kata}
    form = kelas(terkirim(request), usulan=usulan, batal=alamat, **lain)
    if request.method == "POST" and form.is_valid() and coba(form, lambda: _maju(request, usulan, form)):
        messages.success(request, f"Tersimpan: {Tahap(tahap).label.lower()}.")
        return redirect(alamat)
    sub = f"{usulan.petugas.nama} · TKSK {usulan.formasi.wilayah.sebutan}"
    remah = [*remah_awal(), ("Usulan", reverse("petugas:usulan")), (usulan.petugas.nama, alamat)]
    return formulir(request, form, judul=kata.rstrip("…"), sub=sub, remah=remah)


def _maju(request: HttpRequest, usulan: Usulan, form: LangkahForm | TetapkanForm) -> Usulan:
    d, by = form.cleaned_data, request.lingkup
    if isinstance(form, TetapkanForm):
        return actions.tetapkan(usulan=usulan, sk=form.sk(), mulai=d["mulai"], versi=d["versi"], by=by)
    return actions.maju(usulan=usulan, pada=d["pada"], versi=d["versi"], by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.usulan")
def tutup(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a nomination without a decree."""
    usulan = ambil_usulan(pk)
    alamat = reverse("petugas:usulan_rinci", args=[usulan.pk])
    if not actions.can_tutup(usulan, request.lingkup):
        messages.error(request, "Usulan ini tidak dapat ditutup dengan tugas Anda.")
        return redirect(alamat)
    form = TutupForm(terkirim(request), usulan=usulan, batal=alamat)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        if coba(form, lambda: actions.tutup(usulan=usulan, alasan=d["alasan"], versi=d["versi"], by=request.lingkup)):
            messages.success(request, "Usulan ditutup.")
            return redirect(alamat)
    sub = f"{usulan.petugas.nama} · TKSK {usulan.formasi.wilayah.sebutan}"
    remah = [*remah_awal(), ("Usulan", reverse("petugas:usulan")), (usulan.petugas.nama, alamat)]
    return formulir(request, form, judul="Tutup usulan", sub=sub, remah=remah)
