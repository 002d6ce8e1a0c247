"""Buku surat sebuah kantor, dan jalan sebuah surat: tulis, pratinjau, terbit, salinan TTE, batal."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid_utils.compat import uuid7

from tksk_portal.akses import cari as kata_cari
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.dokumen import actions, buku, cetak
from tksk_portal.dokumen import nomor as penomoran
from tksk_portal.dokumen.actions import Ditolak
from tksk_portal.dokumen.enums import CaraNomor, StatusSurat
from tksk_portal.dokumen.forms import BatalForm, CariForm, SuratForm, TerbitForm, TteForm
from tksk_portal.dokumen.jenis import label_jenis
from tksk_portal.dokumen.models import Kop, Surat
from tksk_portal.dokumen.tanda import alamat_periksa
from tksk_portal.dokumen.views.jawab import berkas_terkirim, pdf, png, terkirim
from tksk_portal.jejak.riwayat import riwayat

DRAF_TAMPIL = 20
LEMBAR_TAMPIL = 3
# Riwayat menyebut siapa dan kapan pada tiap peristiwa; yang teknis dan kunci rekaman lain tidak diulang.
ABAIKAN = frozenset(
    {
        *("versi", "isi", "token", "kop", "kantor", "wilayah", "berkas", "berkas_tte", "acuan_id", "acuan_jenis"),
        *("penandatangan", "sidik_pdf", "sidik_tte", "dibuat_pada", "dibuat_oleh", "terbit_pada", "terbit_oleh"),
        *("batal_pada", "batal_oleh", "jenis", "urut", "tahun"),
    }
)


def tahun_diminta(request: HttpRequest) -> int:
    """Return the year that the address asks for; this year when it is none."""
    teks = request.GET.get("tahun", "")
    return int(teks) if teks.isascii() and teks.isdigit() and 2000 <= int(teks) <= 2100 else timezone.localdate().year


def _kop(request: HttpRequest) -> Kop | None:
    return Kop.objects.sendiri(request.lingkup).select_related("logo", "wilayah").first()


def _surat(request: HttpRequest, pk: UUID) -> Surat:
    semua = Surat.objects.select_related(
        "kop__logo", "kop__wilayah", "penandatangan", "berkas", "berkas_tte", "terbit_oleh", "batal_oleh", "dibuat_oleh"
    )
    return get_object_or_404(semua, pk=pk)


def _remah() -> list:
    return [("Surat", reverse("dokumen:daftar"))]


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.lihat")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show the register of one's own office and a year; a search text stays in the session, not in the address."""
    tahun = tahun_diminta(request)
    if request.method == "POST":
        form = CariForm(request.POST)
        kata = form.cleaned_data["q"] if form.is_valid() else ""
        tambahan = f"&cari={kata_cari.simpan(request, kata)}" if kata else ""
        return redirect(f"{reverse('dokumen:daftar')}?tahun={tahun}{tambahan}")
    kop, q = _kop(request), kata_cari.baca(request)
    konteks = {"kop": kop, "tahun": tahun, "q": q, "cari": request.GET.get("cari", "") if q else ""}
    if kop is not None:
        konteks |= {
            "halaman": halaman(request, buku.bernomor(kop, tahun, q), urut=("-terbit_pada", "-id")),
            "tahun_ada": buku.tahun_ada(kop),
            "terlewat": [] if q else penomoran.terlewat(kop, tahun),
            "draf": list(Surat.objects.draf().filter(kop=kop).order_by("-dibuat_pada", "-id")[:DRAF_TAMPIL]),
            "boleh_terbit": boleh(request.lingkup, "dokumen.terbitkan"),
        }
        for s in [*konteks["halaman"].baris, *konteks["draf"]]:
            s.label_jenis = label_jenis(s.jenis)
    konteks["boleh_atur"] = boleh(request.lingkup, "dokumen.atur")
    return render(request, "dokumen/daftar.html", konteks)


def _tanpa_kop(request: HttpRequest) -> HttpResponse:
    messages.error(request, actions.TANPA_KOP)
    return redirect("dokumen:daftar")


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.terbitkan")
def baru(request: HttpRequest) -> HttpResponse:
    """Write a letter and keep it as a draft."""
    kop = _kop(request)
    if kop is None:
        return _tanpa_kop(request)
    form = SuratForm(
        terkirim(request), by=request.lingkup, kop=kop, batal=reverse("dokumen:daftar"), initial={"id": uuid7()}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        isi = {"jenis": data["jenis"], "kode": data["kode"], "penandatangan": data["penandatangan"]}
        surat = _coba(
            form,
            lambda: actions.simpan_draf(isi=form.isi_surat(), kunci=data["id"], by=request.lingkup, **isi),
        )
        if surat:
            return redirect("dokumen:rinci", surat.pk)
    return _formulir(request, form, "Surat baru", _remah())


@require_safe
@perlu("dokumen.lihat")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a letter: what it says, how it looks, what can be done with it."""
    return _rinci(request, _surat(request, pk))


def _rinci(
    request: HttpRequest,
    surat: Surat,
    *,
    batal: BatalForm | None = None,
    tte_form: TteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    surat.label_jenis = label_jenis(surat.jenis)
    draf = surat.status == StatusSurat.DRAF
    konteks = {
        "surat": surat,
        "draf": draf,
        "lembar": range(1, LEMBAR_TAMPIL + 1) if draf else [],
        "boleh_ubah": actions.can_jenis(surat.jenis, request.lingkup),
        "alamat": alamat_periksa(surat.token) if surat.token else "",
        "form_batal": batal or BatalForm(auto_id="batal_%s"),
        "batal_ditolak": batal is not None,
        "form_tte": tte_form or TteForm(auto_id="tte_%s"),
        "riwayat": riwayat(surat, abaikan=ABAIKAN),
        "draf_terkirim": f"surat:{surat.pk}",
        "remah": _remah(),
    }
    if draf:
        konteks["lembar"] = range(1, min(_banyak_lembar(surat), LEMBAR_TAMPIL) + 1)
    return render(request, "dokumen/rinci.html", konteks, status=status)


def _banyak_lembar(surat: Surat) -> int:
    return len(cetak.pratinjau_gambar(surat, tanggal=timezone.localdate(), ppi=20))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.terbitkan")
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a draft."""
    surat = _surat(request, pk)
    if surat.status != StatusSurat.DRAF:
        messages.error(request, f"Surat ini sudah terbit dengan nomor {surat.nomor}, jadi tidak dapat diubah.")
        return redirect("dokumen:rinci", pk)
    form = SuratForm(
        terkirim(request),
        by=request.lingkup,
        kop=surat.kop,
        surat=surat,
        batal=reverse("dokumen:rinci", args=[pk]),
        initial=SuratForm.awal(surat),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        hasil = _coba(
            form,
            lambda: actions.ubah_draf(
                surat=surat,
                versi=data["versi"] or 0,
                isi=form.isi_surat(),
                kode=data["kode"],
                penandatangan=data["penandatangan"],
                by=request.lingkup,
            ),
        )
        if hasil:
            messages.success(request, "Draf disimpan.")
            return redirect("dokumen:rinci", pk)
    return _formulir(request, form, "Ubah draf", [*_remah(), (surat.perihal, reverse("dokumen:rinci", args=[pk]))])


def _draf(request: HttpRequest, pk: UUID) -> Surat:
    surat = _surat(request, pk)
    if surat.status != StatusSurat.DRAF:
        raise Http404
    return surat


@require_safe
@perlu("dokumen.lihat")
def pratinjau(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the preview as PDF: marked PRATINJAU, without number."""
    return pdf(cetak.pratinjau_pdf(_draf(request, pk), tanggal=timezone.localdate()), "Pratinjau surat.pdf")


@require_safe
@perlu("dokumen.lihat")
def gambar(request: HttpRequest, pk: UUID, lembar: int) -> HttpResponse:
    """Show one page of the preview as picture."""
    halaman_semua = cetak.pratinjau_gambar(_draf(request, pk), tanggal=timezone.localdate())
    if not 1 <= lembar <= min(len(halaman_semua), LEMBAR_TAMPIL):
        raise Http404
    return png(halaman_semua[lembar - 1])


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("dokumen.terbitkan")
def terbitkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for signer and number, then issue."""
    surat = _surat(request, pk)
    if surat.status != StatusSurat.DRAF:
        messages.info(request, f"Surat ini sudah terbit dengan nomor {surat.nomor}.")
        return redirect("dokumen:rinci", pk)
    rinci_url = reverse("dokumen:rinci", args=[pk])
    berikutnya = _berikutnya(surat)
    awal = {"versi": surat.versi, "penandatangan": surat.penandatangan_id}
    form = TerbitForm(
        terkirim(request),
        kop=surat.kop,
        berikutnya=berikutnya,
        batal=rinci_url,
        initial={k: v for k, v in awal.items() if v},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and (hasil := _coba(form, lambda: _terbitkan(request, surat, form)))
    ):
        messages.success(request, f"Surat terbit dengan nomor {hasil.nomor}.")
        return redirect(rinci_url)
    konteks = {"form": form, "surat": surat, "berikutnya": berikutnya, "remah": [*_remah(), (surat.perihal, rinci_url)]}
    return render(request, "dokumen/terbitkan.html", konteks, status=422 if form.errors else 200)


def _terbitkan(request: HttpRequest, surat: Surat, form: TerbitForm) -> Surat:
    data = form.cleaned_data
    manual = data["cara"] == CaraNomor.MANUAL
    tanggal: date | None = data["tanggal"] if manual else None
    return actions.terbitkan_surat(
        surat=surat,
        versi=data["versi"],
        penandatangan=data["penandatangan"],
        nomor=data["nomor"] if manual else "",
        tanggal=tanggal,
        by=request.lingkup,
    )


def _berikutnya(surat: Surat) -> str:
    try:
        return penomoran.intip(surat.kop, tanggal=timezone.localdate(), kode=surat.kode)
    except penomoran.TanpaPola:
        return ""


@require_POST
@perlu("dokumen.terbitkan")
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a draft."""
    surat = _surat(request, pk)
    try:
        actions.buang_draf(surat=surat, by=request.lingkup)
    except Ditolak as tolak:
        messages.error(request, tolak.pesan)
        return redirect("dokumen:rinci", pk)
    messages.success(request, "Draf dibuang.")
    return redirect("dokumen:daftar")


@require_POST
@perlu("dokumen.terbitkan")
def batalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Void a letter, with the reason."""
    surat = _surat(request, pk)
    form = BatalForm(request.POST, auto_id="batal_%s")
    if form.is_valid():
        alasan = form.cleaned_data["alasan"]
        if _coba(form, lambda: actions.batalkan(surat=surat, alasan=alasan, by=request.lingkup)):
            messages.success(request, f"Surat nomor {surat.nomor} dibatalkan. Nomornya tidak dipakai lagi.")
            return redirect("dokumen:rinci", pk)
    return _rinci(request, surat, batal=form, status=422)


@require_POST
@perlu("dokumen.terbitkan")
def tte(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take in the copy signed electronically outside the portal."""
    surat = _surat(request, pk)
    form = TteForm(request.POST, berkas_terkirim(request), auto_id="tte_%s")
    if form.is_valid():
        berkas = form.cleaned_data["berkas"]
        nama = actions.nama_berkas(surat, " bertanda tangan")
        if _coba(form, lambda: actions.unggah_tte(surat=surat, isi=berkas, nama=nama, by=request.lingkup)):
            messages.success(request, "Salinan bertanda tangan elektronik disimpan.")
            return redirect("dokumen:rinci", pk)
    return _rinci(request, surat, tte_form=form, status=422)


def _coba(form: Form, perbuatan):
    """Carry out an act; what is refused stands beside its field. Returns the act's result, or None."""
    try:
        return perbuatan()
    except Ditolak as tolak:
        form.add_error(tolak.medan if tolak.medan in form.fields else None, tolak.pesan)
    return None


def _formulir(request: HttpRequest, form: Form, judul: str, remah: list) -> HttpResponse:
    konteks = {"form": form, "judul": judul, "sub": "", "remah": remah}
    return render(request, "dokumen/formulir.html", konteks, status=422 if form.errors else 200)
