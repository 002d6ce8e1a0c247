"""Halaman acuan: 26 jenis dengan aturannya bagi semua; peraturan, versi, dan label diatur admin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pmks.actions import acuan as tindakan
from pmks.actions.acuan import Basi
from pmks.enums import Skema
from pmks.forms import LabelForm, PeraturanForm, VersiForm
from pmks.forms.pilihan import SEBUTAN
from pmks.models import AturanJenis, JenisPMKS, LabelTurunan, Peraturan, acuan, acuan_jenis
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.tinjauan.actions import Ditolak

DITOLAK, BENTROK = 422, 409
SUBJEK = {"I": "perorangan", "K": "keluarga", "G": "kelompok", "M": "komunitas"}
ABAIKAN = frozenset({"versi", "jenis"})
ABAIKAN_BARIS = frozenset({"versi"})
TERSUSUN = frozenset({"medan"})  # daftar berstruktur: isinya terbaca di versinya
VERSI_RIWAYAT = 5


def _remah(*lain: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [("Acuan PMKS", reverse("pmks:acuan")), *lain]


def _cocok(jenis: JenisPMKS, kata: list[str]) -> bool:
    """Tell whether all words occur in what a type is called, defined, or known by."""
    isi = [jenis.nama, jenis.pendek, jenis.definisi, SEBUTAN.get(jenis.kode, ""), *(k.teks for k in jenis.kriteria)]
    teks = f"{jenis.kode} {' '.join(isi)}".casefold()
    return all(k in teks for k in kata)


@require_safe
@perlu("acuan.lihat")
def daftar(request: HttpRequest) -> HttpResponse:
    """List the types with the rules of today; a search reads names, definitions, criteria, and everyday words."""
    kata = request.GET.get("q", "")[:100]
    semua = acuan_jenis().values()
    konteks = {
        "daftar": [_butir(j) for j in semua if _cocok(j, kata.casefold().split())],
        "kata": kata,
        "boleh_atur": boleh(request.lingkup, "acuan.atur"),
    }
    return render(request, "pmks/acuan.html", konteks)


def _butir(jenis: JenisPMKS) -> dict:
    return {"j": jenis, "subjek": kata_subjek(jenis.versi), "label": acuan().label_jenis(jenis.kode)}


def kata_subjek(versi: AturanJenis) -> str:
    """Return the kinds of subject in words."""
    return ", ".join(SUBJEK[s] for s in versi.subjek)


@require_safe
@perlu("acuan.lihat")
def rinci(request: HttpRequest, kode: int) -> HttpResponse:
    """Show a type: the rules of today, its derived labels, and every version."""
    jenis = get_object_or_404(JenisPMKS, pk=kode)
    semua = list(AturanJenis.objects.filter(jenis=jenis).select_related("peraturan"))
    berlaku = acuan_jenis()[kode].versi
    for v in semua:
        v.subjek_kata = kata_subjek(v)
        v.kini = v.pk == berlaku.pk
    atur = boleh(request.lingkup, "acuan.atur")
    konteks = {
        "jenis": jenis,
        "daftar_versi": semua[::-1],
        "label": acuan().label_jenis(kode),
        "boleh_atur": atur,
        "riwayat": _riwayat(semua) if atur else [],
        "remah": _remah(),
    }
    return render(request, "pmks/acuan_rinci.html", konteks)


def _riwayat(versi: list[AturanJenis]) -> list:
    semua = [(v, p) for v in versi[-VERSI_RIWAYAT:] for p in riwayat(v, samar=TERSUSUN, abaikan=ABAIKAN)]
    return sorted(semua, key=lambda b: b[1].pada, reverse=True)[:30]


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("acuan.atur")
def versi_baru(request: HttpRequest, kode: int) -> HttpResponse:
    """Make a new version of a type, starting from a copy of the last one."""
    jenis = get_object_or_404(JenisPMKS, pk=kode)
    terakhir = AturanJenis.objects.get(jenis=jenis, berlaku_sampai=None)
    form = VersiForm(request.POST or None, jenis=jenis, dari=terakhir, baru=True)
    return _simpan_versi(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("acuan.atur")
def ubah_versi(request: HttpRequest, kode: int, pk: int) -> HttpResponse:
    """Change a version that has not started."""
    versi = get_object_or_404(AturanJenis.objects.select_related("jenis"), pk=pk, jenis=kode)
    if not versi.mulai_nanti:
        messages.error(request, "Versi ini sudah berlaku, jadi tidak diubah lagi. Buat versi baru.")
        return redirect("pmks:acuan_rinci", kode)
    form = VersiForm(request.POST or None, jenis=versi.jenis, dari=versi, baru=False)
    return _simpan_versi(request, form, versi)


def _simpan_versi(request: HttpRequest, form: VersiForm, versi: AturanJenis | None) -> HttpResponse:
    jenis = form.jenis
    if request.method == "POST" and form.is_valid():
        try:
            if versi:
                tindakan.ubah_versi(versi=versi, isi=form.isi(), by=request.lingkup)
            else:
                versi = tindakan.buat_versi(jenis=jenis, isi=form.isi(), by=request.lingkup)
        except Ditolak as salah:
            form.add_error("berlaku_sejak", str(salah))
        else:
            sejak = f"{form.cleaned_data['berlaku_sejak']:%d-%m-%Y}"
            messages.success(request, f"Versi yang berlaku sejak {sejak} tersimpan.")
            return redirect("pmks:acuan_rinci", jenis.pk)
    judul = f"{'Ubah versi' if versi else 'Versi baru'}: {jenis.nama}"
    remah = _remah((jenis.nama, reverse("pmks:acuan_rinci", args=[jenis.pk])))
    kalimat = "Versi yang sudah berlaku tetap seperti semula: data yang ditemukan sebelum hari itu dinilai menurutnya."
    return _formulir(request, form, judul, remah, kalimat=kalimat)


def _formulir(request: HttpRequest, form, judul: str, remah: list, **lain) -> HttpResponse:
    """Show a form of reference data; `lain`: `kalimat`, `basi`, `riwayat`."""
    basi = lain.get("basi")
    bawaan = {"kalimat": "", "basi": None, "riwayat": []}
    konteks = {"form": form, "judul": judul, "remah": remah, "batal": remah[-1][1], **bawaan, **lain}
    status = BENTROK if basi is not None else DITOLAK if form.is_bound and not form.is_valid() else 200
    return render(request, "pmks/acuan_formulir.html", konteks, status=status)


@require_POST
@perlu("acuan.atur")
def batalkan_versi(request: HttpRequest, kode: int, pk: int) -> HttpResponse:
    """Take back a version that has not started."""
    versi = get_object_or_404(AturanJenis, pk=pk, jenis=kode)
    try:
        tindakan.batalkan_versi(versi=versi, by=request.lingkup)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, "Versi itu dibatalkan; versi sebelumnya tetap berlaku.")
    return redirect("pmks:acuan_rinci", kode)


@require_safe
@perlu("acuan.lihat")
def peraturan(request: HttpRequest) -> HttpResponse:
    """List the regulations."""
    semua = Peraturan.objects.all()
    konteks = {"daftar": semua, "boleh_atur": boleh(request.lingkup, "acuan.atur"), "remah": _remah()}
    return render(request, "pmks/acuan_peraturan.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("acuan.atur")
def ubah_peraturan(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change a regulation."""
    rekaman = get_object_or_404(Peraturan, pk=pk) if pk else Peraturan()
    form = PeraturanForm(request.POST or None, instance=rekaman, initial={"versi": rekaman.versi})
    remah = _remah(("Peraturan", reverse("pmks:acuan_peraturan")))
    judul = "Ubah peraturan" if pk else "Peraturan baru"
    return _simpan(request, form, tindakan.simpan_peraturan, "peraturan", judul, remah)


@require_safe
@perlu("acuan.lihat")
def label(request: HttpRequest) -> HttpResponse:
    """Show the derived labels of every scheme."""
    nama = {j.kode: j.nama for j in JenisPMKS.objects.all()}
    semua = list(LabelTurunan.objects.all())
    for satu in semua:
        satu.daftar_jenis = [(k, nama.get(k, "")) for k in satu.jenis]
    skema = [(s.label, [satu for satu in semua if satu.skema == s]) for s in (Skema.PAS, Skema.PPKS)]
    konteks = {"skema": skema, "boleh_atur": boleh(request.lingkup, "acuan.atur"), "remah": _remah()}
    return render(request, "pmks/acuan_label.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("acuan.atur")
def ubah_label(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a label."""
    rekaman = get_object_or_404(LabelTurunan, pk=pk)
    judul = f"{rekaman.get_skema_display()} {rekaman.kode}"
    form = LabelForm(request.POST or None, instance=rekaman, initial={"versi": rekaman.versi})
    remah = _remah(("Label PPKS dan 12-PAS", reverse("pmks:acuan_label")))
    return _simpan(request, form, tindakan.simpan_label, "label", judul, remah)


def _simpan(request: HttpRequest, form, simpan, nama: str, judul: str, remah: list) -> HttpResponse:
    basi = None
    if request.method == "POST" and form.is_valid():
        rekaman = form.save(commit=False)
        kini = rekaman.versi
        rekaman.versi = form.cleaned_data["versi"] or 0
        try:
            simpan(**{nama: rekaman, "by": request.lingkup})
        except Basi:
            form.data = form.data.copy()
            form.data["versi"] = str(kini)
            basi = _bandingkan(rekaman)
        else:
            messages.success(request, "Tersimpan.")
            return redirect(f"pmks:acuan_{nama}")
    peristiwa = riwayat(form.instance, abaikan=ABAIKAN_BARIS) if form.instance.pk else []
    return _formulir(request, form, judul, remah, basi=basi, riwayat=peristiwa)


def _bandingkan(baru: Peraturan | LabelTurunan) -> list[tuple[str, str, str]]:
    """Return (label, stored, typed) for what differs."""
    lama = type(baru).objects.get(pk=baru.pk)
    beda = [f for f in lama._meta.fields if f.name != "versi" and getattr(lama, f.name) != getattr(baru, f.name)]
    return [
        (str(f.verbose_name), kata_nilai(f, getattr(lama, f.name)), kata_nilai(f, getattr(baru, f.name))) for f in beda
    ]
