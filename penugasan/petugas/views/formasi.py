"""Satu formasi: siapa menghuninya kapan, dan perbuatan atas huniannya."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penugasan.petugas import actions
from penugasan.petugas.actions import Ditolak
from penugasan.petugas.actions.serah import DINAS
from penugasan.petugas.enums import JenisHunian
from penugasan.petugas.forms import AkhiriForm, AngkatForm, CutiForm, RangkapForm, SerahForm
from penugasan.petugas.models import Formasi, Hunian, Petugas, SerahTerima
from penugasan.petugas.views.bahan import (
    ambil_formasi,
    ambil_hunian,
    coba,
    formulir,
    remah_awal,
    remah_formasi,
    terkirim,
)
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.tinjauan.terbuka import hitung_terbuka


@require_safe
@perlu("petugas.lihat")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a formation: who holds it, the history, nominations, open work and whose it is."""
    by, formasi = request.lingkup, ambil_formasi(pk)
    hunian = list(formasi.hunian.order_by("-mulai", "-dibuat_pada"))
    orang = Petugas.objects.in_bulk({h.petugas_id for h in hunian})
    serah = dict(SerahTerima.objects.filter(formasi=formasi).values_list("dari_id", "pk"))
    kini = None
    for h in hunian:
        h.orang, h.serah = orang.get(h.petugas_id), serah.get(h.pk)
        h.boleh_batal = h.dibatalkan_pada is None and (timezone.localdate() - h.mulai).days <= 31
        kini = h if h.masa == "berjalan" else kini
    boleh_serah = boleh(by, "petugas.serah")
    konteks = {
        "formasi": formasi,
        "hunian": hunian,
        "kini": kini,
        "usulan": formasi.usulan.berjalan().select_related("petugas"),
        "terbuka": hitung_terbuka(formasi.wilayah_id, by=by) if boleh_serah else [],
        "milik_dinas": actions.pemegang(formasi)[0] == DINAS,
        "boleh_atur": boleh(by, "petugas.atur") and formasi.ditutup_pada is None,
        "boleh_usul": boleh(by, "petugas.usul") and formasi.ditutup_pada is None,
        "boleh_serah": boleh_serah,
        "remah": remah_awal(),
    }
    return render(request, "petugas/formasi.html", konteks)


def _bebas(formasi: Formasi) -> QuerySet[Petugas]:
    """Return the officers of the kabupaten/kota who hold no formation from today on."""
    menghuni = Hunian.objects.sejak(timezone.localdate()).filter(petugas=OuterRef("pk"), jenis=JenisHunian.PETUGAS)
    orang = Petugas.objects.ada().di_bawah(formasi.wilayah_id[:5]).filter(~Exists(menghuni)).exclude(nik="")
    return orang.select_related("wilayah").order_by("nama_cari", "pk")


def _tetangga(formasi: Formasi) -> QuerySet[Petugas]:
    """Return the officers of the other kecamatan of the kabupaten/kota, nearest code first."""
    sendiri = Hunian.objects.sejak(timezone.localdate()).filter(petugas=OuterRef("pk"), jenis=JenisHunian.PETUGAS)
    orang = Petugas.objects.di_bawah(formasi.wilayah_id[:5]).filter(Exists(sendiri.exclude(formasi=formasi)))
    return orang.select_related("wilayah").order_by("wilayah_id", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.atur")
def angkat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let an officer hold the formation."""
    formasi = ambil_formasi(pk)
    awal = {"petugas": request.GET.get("petugas", "")}
    form = AngkatForm(terkirim(request), petugas=_bebas(formasi), batal=_alamat(formasi), initial=awal)
    return _huni(request, formasi, form, actions.angkat, "Angkat petugas")


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.atur")
def rangkap(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a neighbour cover the vacant formation."""
    formasi = ambil_formasi(pk)
    form = RangkapForm(terkirim(request), petugas=_tetangga(formasi), batal=_alamat(formasi))
    return _huni(request, formasi, form, actions.rangkap, "Rangkapkan ke petugas tetangga")


def _huni(request: HttpRequest, formasi: Formasi, form: AngkatForm, perbuatan, judul: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        masa = {"mulai": d["mulai"], "selesai": d["selesai"], "dasar": d["dasar"]}
        isi = {"formasi": formasi, "petugas": form.terpilih(), **masa}
        if coba(form, lambda: perbuatan(**isi, by=request.lingkup)):
            messages.success(request, f"Tersimpan. {form.terpilih().nama} bertugas mulai hari yang ditentukan.")
            return redirect(_alamat(formasi))
    sub = f"Formasi TKSK {formasi.wilayah.sebutan}"
    catatan = () if form.daftar else ("Belum ada petugas yang dapat dipilih. Catat petugasnya dahulu.",)
    return formulir(request, form, judul=judul, sub=sub, remah=remah_formasi(formasi), catatan=catatan)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.atur")
def cuti(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a leave; a cover may hold the formation meanwhile."""
    hunian = ambil_hunian(pk)
    formasi = hunian.formasi
    form = CutiForm(terkirim(request), petugas=_tetangga(formasi), batal=_alamat(formasi))
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        isi = {"hunian": hunian, "mulai": d["mulai"], "selesai": d["selesai"], "dasar": d["dasar"]}
        hasil = coba(form, lambda: actions.cuti(**isi, pengganti=form.terpilih(), by=request.lingkup) or True)
        if hasil:
            messages.success(request, "Cuti dicatat. Selama cuti akun petugas tidak melihat data kecamatan ini.")
            return redirect(_alamat(formasi))
    sub = f"{hunian.petugas.nama} · TKSK {formasi.wilayah.sebutan}"
    return formulir(request, form, judul="Catat cuti", sub=sub, remah=remah_formasi(formasi))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.atur")
def akhiri(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End an occupancy on its last day."""
    hunian = ambil_hunian(pk)
    formasi = hunian.formasi
    form = AkhiriForm(
        terkirim(request),
        batal=_alamat(formasi),
        rangkap=hunian.jenis == JenisHunian.RANGKAP,
        initial={"selesai": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        isi = {"hunian": hunian, **form.cleaned_data}
        if coba(form, lambda: actions.akhiri(**isi, by=request.lingkup)):
            messages.success(request, "Masa tugas diakhiri. Buat serah terimanya, lalu rangkapkan atau isi formasinya.")
            return redirect(_alamat(formasi))
    sub = f"{hunian.petugas.nama} · {hunian.get_jenis_display()} TKSK {formasi.wilayah.sebutan}"
    return formulir(request, form, judul="Akhiri masa tugas", sub=sub, remah=remah_formasi(formasi))


@require_POST
@perlu("petugas.atur")
def batalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancel an occupancy that was a slip, or that lies ahead."""
    hunian = ambil_hunian(pk)
    try:
        actions.batalkan(hunian=hunian, by=request.lingkup)
    except Ditolak as tolak:
        messages.error(request, tolak.pesan)
    else:
        messages.success(request, "Dibatalkan; aksesnya dicabut.")
    return redirect(_alamat(hunian.formasi))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("petugas.serah")
def serah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down the hand-over of an occupancy that ends; what is open is counted now."""
    hunian = ambil_hunian(pk)
    formasi = hunian.formasi
    if ada := SerahTerima.objects.filter(dari=hunian).first():
        return redirect("petugas:serah", ada.pk)
    form = SerahForm(terkirim(request), batal=_alamat(formasi))
    if request.method == "POST" and form.is_valid():
        isi = {"dari": hunian, "tanggal": form.cleaned_data["tanggal"], "keterangan": form.keterangan()}
        hasil = coba(form, lambda: actions.serahkan(**isi, by=request.lingkup))
        if hasil:
            messages.success(request, "Berita acara siap dicetak dan ditandatangani.")
            return redirect("petugas:serah", hasil.pk)
    ke = actions.penerus(hunian)
    kepada = ke.petugas.nama if ke else "dinas sosial kabupaten/kota, karena belum ada penerusnya"
    terbuka = hitung_terbuka(formasi.wilayah_id, by=request.lingkup)
    catatan = [
        f"Diserahkan kepada {kepada}.",
        "Pekerjaan terbuka: " + "; ".join(f"{j.jenis.label.lower()} {j.jumlah}" for j in terbuka) + ".",
        "Isian yang belum terkirim hanya ada di ponsel petugas lama: minta ia mengirimnya sebelum hari terakhirnya.",
    ]
    sub = f"{hunian.petugas.nama} · TKSK {formasi.wilayah.sebutan}"
    return formulir(request, form, judul="Serah terima", sub=sub, remah=remah_formasi(formasi), catatan=catatan)


def _alamat(formasi: Formasi) -> str:
    return reverse("petugas:formasi", args=[formasi.pk])
