"""Halaman admin: daftar akun, rincian, tugas, tautan, syarat masuk."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akun.enums import JenisTautan, Peran
from tksk_portal.akun.models import Akun, Penempatan, SyaratMasuk, Tautan
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.kelola import actions
from tksk_portal.kelola.actions import Ditolak
from tksk_portal.kelola.daftar import (
    BELUM_MENERIMA,
    SEHALAMAN,
    akun_dikelola,
    catatan_syarat,
    dengan_tugas,
    saring,
)
from tksk_portal.kelola.forms import (
    AkunBaruForm,
    MasaForm,
    OrangForm,
    SaringForm,
    SyaratForm,
    TugasForm,
    UndangBanyakForm,
)
from tksk_portal.kelola.lembar import lembar
from tksk_portal.kelola.versi import KOLOM_AKUN, KOLOM_TUGAS, VersiBasi, konteks_basi, versi_isi
from tksk_portal.kelola.views_diri import terkirim

ABAIKAN = frozenset({"dibuat_pada", "dibuat_oleh", "akun"})


@require_safe
@perlu("akun.kelola")
def daftar(request: HttpRequest) -> HttpResponse:
    """List the accounts of the office, filtered, a page at a time."""
    form = SaringForm(request.GET, by=request.lingkup)
    saringan = form.saringan()
    semua = saring(akun_dikelola(request.lingkup), **saringan)
    konteks = {
        "form": form,
        "jumlah": semua.count(),
        "halaman": halaman(request, dengan_tugas(semua), urut=("username", "id"), ukuran=SEHALAMAN),
        "tersaring": any(saringan.values()),
        "remah": [("Beranda", "/")],
    }
    return render(request, "kelola/daftar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("akun.kelola")
def baru(request: HttpRequest) -> HttpResponse:
    """Create an account with its first duty, and show the invitation once."""
    awal = {"tempat": request.GET.get("tempat", ""), "peran": request.GET.get("peran", Peran.CAMAT)}
    form = AkunBaruForm(terkirim(request), by=request.lingkup, batal=reverse("kelola_daftar"), initial=awal)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        isi = {"isi": form.isi(), "peran": data["peran"], "tempat": data["tempat"], "masa": form.masa()}
        hasil = _coba(form, lambda: actions.buat_akun(**isi, by=request.lingkup))
        if hasil:
            _, tautan, token = hasil
            return _tunjukkan(request, [(tautan, token)], "Akun sudah dibuat. Serahkan undangannya.")
    remah = [("Beranda", "/"), ("Akun", reverse("kelola_daftar"))]
    return _formulir(request, form, judul="Akun baru", remah=remah)


@require_safe
@perlu("akun.kelola")
def rincian(request: HttpRequest, akun_id: UUID) -> HttpResponse:
    """Show an account: person, duties, links, sessions, history."""
    akun = _akun(request, akun_id)
    tugas = list(akun.penempatan.select_related("tempat").order_by("-mulai", "pk"))
    konteks = {
        "akun": akun,
        "diri": akun.pk == request.user.pk,
        "tugas_semua": [{"tugas": t, "riwayat": riwayat(t, abaikan=ABAIKAN)} for t in tugas],
        "tautan": akun.tautan.select_related("dibuat_oleh")[:20],
        "jumlah_sesi": akun.usersession_set.count(),
        "boleh_tautan": [
            {"jenis": jenis, "label": label}
            for jenis, label in TOMBOL_TAUTAN.items()
            if actions.can_tautan(akun=akun, jenis=jenis, by=request.lingkup)
        ],
        "riwayat": riwayat(akun, abaikan=ABAIKAN),
        "remah": [("Beranda", "/"), ("Akun", reverse("kelola_daftar"))],
    }
    return render(request, "kelola/rincian.html", konteks)


TOMBOL_TAUTAN = {
    JenisTautan.UNDANGAN: "Buat undangan baru",
    JenisTautan.SANDI: "Buat tautan sandi baru",
    JenisTautan.FAKTOR: "Buat tautan ulang verifikasi",
}


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("akun.kelola")
def ubah(request: HttpRequest, akun_id: UUID) -> HttpResponse:
    """Correct name and contact of an account."""
    akun = _akun(request, akun_id)
    rinci = reverse("kelola_rinci", args=[akun.pk])
    form = OrangForm(terkirim(request), instance=akun, batal=rinci)
    halaman_ = {"judul": "Ubah data akun", "remah": _remah_akun(akun_id, request)}
    if request.method == "POST" and form.is_valid():
        try:
            actions.ubah_akun(akun=akun, **form.cleaned_data, by=request.lingkup)
        except VersiBasi as salah:
            ulang = OrangForm(_versi_baru(request, salah.objek, KOLOM_AKUN), instance=akun, batal=rinci)
            return basi(request, ulang, salah.objek, KOLOM_AKUN, **halaman_)
        messages.success(request, "Data akun sudah disimpan.")
        return redirect(rinci)
    return _formulir(request, form, **halaman_)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("akun.kelola")
def tugas_baru(request: HttpRequest, akun_id: UUID) -> HttpResponse:
    """Give an account another duty."""
    akun = _akun(request, akun_id)
    form = TugasForm(terkirim(request), by=request.lingkup, batal=reverse("kelola_rinci", args=[akun.pk]))
    return _beri(request, akun, form, "Tambah tugas")


def _beri(request: HttpRequest, akun: Akun, form: TugasForm, judul: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        isi = {"akun": akun, "peran": data["peran"], "tempat": data["tempat"], "masa": form.masa()}
        tugas = _coba(form, lambda: actions.beri_tugas(**isi, by=request.lingkup))
        if tugas:
            messages.success(request, f"Tugas {tugas.label} sudah diberikan.")
            return redirect("kelola_rinci", akun_id=akun.pk)
    return _formulir(request, form, judul=judul, remah=_remah_akun(akun.pk, request))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("akun.kelola")
def tugas_ubah(request: HttpRequest, tugas_id: UUID) -> HttpResponse:
    """Correct the dates of a duty, or end it."""
    dikelola = Akun.objects.dikelola(request.lingkup.tempat)
    tugas = get_object_or_404(
        Penempatan.objects.select_related("akun", "tempat").filter(akun__in=dikelola), pk=tugas_id
    )
    if tugas.peran == Peran.TKSK:
        messages.info(request, actions.TKSK_DARI_ROSTER)
        return redirect("kelola_rinci", akun_id=tugas.akun_id)
    awal = {k: getattr(tugas, k) for k in KOLOM_TUGAS} | {"versi": versi_isi(tugas, KOLOM_TUGAS)}
    cara = {"by": request.lingkup, "batal": reverse("kelola_rinci", args=[tugas.akun_id])}
    form = MasaForm(terkirim(request), **cara, initial=awal)
    halaman_ = {
        "judul": "Akhiri atau perbaiki tugas",
        "sub": tugas.label,
        "remah": _remah_akun(tugas.akun_id, request),
    }
    if request.method == "POST" and form.is_valid():
        isi = {"tugas": tugas, "masa": form.masa(), "versi": form.cleaned_data["versi"]}
        try:
            hasil = _coba(form, lambda: actions.ubah_tugas(**isi, by=request.lingkup))
        except VersiBasi as salah:
            ulang = MasaForm(_versi_baru(request, salah.objek, KOLOM_TUGAS), **cara)
            return basi(request, ulang, salah.objek, KOLOM_TUGAS, **halaman_)
        if hasil:
            messages.success(request, f"Masa tugas {tugas.label} sudah disimpan.")
            return redirect("kelola_rinci", akun_id=tugas.akun_id)
    return _formulir(request, form, **halaman_)


def _versi_baru(request: HttpRequest, objek: Akun | Penempatan, kolom: tuple[str, ...]) -> QueryDict:
    """Return what was typed, on the present version: sent once more, it wins on purpose."""
    data = request.POST.copy()
    data["versi"] = versi_isi(objek, kolom)
    return data


def basi(request: HttpRequest, form: Form, objek: Akun | Penempatan, kolom: tuple[str, ...], **lain) -> HttpResponse:
    """Say that somebody else was first, and show both; what was typed stays in the form."""
    form.is_valid()
    return _formulir(request, form, **lain, basi=konteks_basi(objek, form.cleaned_data, kolom))


@require_POST
@perlu("akun.kelola")
def tautan_buat(request: HttpRequest, akun_id: UUID, jenis: str) -> HttpResponse:
    """Make a one-time link and show it once."""
    akun = _akun(request, akun_id)
    if jenis not in JenisTautan:
        raise Http404
    try:
        hasil = actions.buat_tautan(akun=akun, jenis=jenis, by=request.lingkup)
    except Ditolak as tolak:
        return _tolak(request, tolak, akun)
    return _tunjukkan(request, [hasil], "Serahkan tautan ini kepada orangnya.")


@require_POST
@perlu("akun.kelola")
def tautan_batal(request: HttpRequest, tautan_id: UUID) -> HttpResponse:
    """Revoke an open link."""
    dikelola = Akun.objects.dikelola(request.lingkup.tempat)
    tautan = get_object_or_404(Tautan.objects.select_related("akun").filter(akun__in=dikelola), pk=tautan_id)
    return _lakukan(
        request,
        tautan.akun,
        lambda: actions.batalkan_tautan(tautan=tautan, by=request.lingkup),
        "Tautan sudah dibatalkan.",
    )


@require_POST
@perlu("akun.kelola")
def tutup(request: HttpRequest, akun_id: UUID) -> HttpResponse:
    """Close an account."""
    akun = _akun(request, akun_id)
    kata = "Akun sudah ditutup dan dikeluarkan dari semua perangkat."
    return _lakukan(request, akun, lambda: actions.tutup_akun(akun=akun, by=request.lingkup), kata)


@require_POST
@perlu("akun.kelola")
def buka(request: HttpRequest, akun_id: UUID) -> HttpResponse:
    """Reopen an account."""
    akun = _akun(request, akun_id)
    return _lakukan(
        request, akun, lambda: actions.buka_akun(akun=akun, by=request.lingkup), "Akun sudah dibuka kembali."
    )


@require_POST
@perlu("akun.kelola")
def keluarkan(request: HttpRequest, akun_id: UUID) -> HttpResponse:
    """Sign an account out everywhere."""
    akun = _akun(request, akun_id)
    kata = "Akun sudah dikeluarkan dari semua perangkat."
    return _lakukan(request, akun, lambda: actions.keluarkan(akun=akun, by=request.lingkup), kata)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("akun.kelola")
def undangan_banyak(request: HttpRequest) -> HttpResponse:
    """Make invitations for several accounts and show them as one printable sheet."""
    calon = dengan_tugas(akun_dikelola(request.lingkup).filter(BELUM_MENERIMA, ditutup_pada=None).order_by("username"))
    calon = list(calon[: actions.TERBANYAK_UNDANGAN])
    form = UndangBanyakForm(terkirim(request), pilihan=calon, batal=reverse("kelola_daftar"))
    if request.method == "POST" and form.is_valid():
        dipilih = [a for a in calon if str(a.pk) in form.cleaned_data["akun"]]
        hasil = _coba(form, lambda: actions.undang_banyak(akun=dipilih, by=request.lingkup))
        if hasil:
            return _tunjukkan(request, hasil, "Serahkan setiap lembar kepada orangnya.")
    konteks = {"form": form, "calon": calon, "remah": [("Beranda", "/"), ("Akun", reverse("kelola_daftar"))]}
    return render(request, "kelola/undangan.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("akun.syarat")
def syarat(request: HttpRequest) -> HttpResponse:
    """Set which roles must use a second factor: the admin for the province, Kemensos for its own accounts."""
    by = request.lingkup
    asal = ("Akun", reverse("kelola_daftar")) if boleh(by, "akun.kelola") else ("Saya", reverse("akun_saya"))
    wajib = SyaratMasuk.objects.filter(wilayah=by.tempat, wajib_dua_langkah=True).values_list("peran", flat=True)
    form = SyaratForm(terkirim(request), by=by, initial={"wajib": list(wajib)}, batal=asal[1])
    if request.method == "POST" and form.is_valid():
        isi = {"wajib": set(form.cleaned_data["wajib"]), "by": by}
        if _coba(form, lambda: actions.atur_syarat(**isi) or True):
            messages.success(request, "Syarat masuk sudah disimpan.")
            return redirect("kelola_syarat")
    return _formulir(
        request, form, judul="Syarat masuk", remah=[("Beranda", "/"), asal], catatan=catatan_syarat(by, wajib)
    )


def _akun(request: HttpRequest, akun_id: UUID) -> Akun:
    return get_object_or_404(akun_dikelola(request.lingkup).select_related("wilayah", "ditutup_oleh"), pk=akun_id)


def _remah_akun(akun_id: UUID, request: HttpRequest) -> list:
    nama = Akun.objects.values_list("nama", flat=True).get(pk=akun_id)
    return [("Beranda", "/"), ("Akun", reverse("kelola_daftar")), (nama, reverse("kelola_rinci", args=[akun_id]))]


def _coba(form: Form, perbuatan):
    """Carry out an act; what is refused stands beside its field. Returns the act's result, or None."""
    try:
        return perbuatan()
    except Ditolak as tolak:
        form.add_error(tolak.medan if tolak.medan in form.fields else None, tolak.pesan)
    except ValidationError as salah:
        form.add_error(None, salah)
    return None


def _lakukan(request: HttpRequest, akun: Akun, perbuatan, kata: str) -> HttpResponse:
    try:
        perbuatan()
    except Ditolak as tolak:
        return _tolak(request, tolak, akun)
    messages.success(request, kata)
    return redirect("kelola_rinci", akun_id=akun.pk)


def _tolak(request: HttpRequest, tolak: Ditolak, akun: Akun) -> HttpResponse:
    messages.error(request, tolak.pesan)
    return redirect("kelola_rinci", akun_id=akun.pk)


def _formulir(
    request: HttpRequest,
    form: Form,
    *,
    judul: str,
    remah: list,
    sub: str = "",
    catatan: Sequence[str] = (),
    basi: dict | None = None,
) -> HttpResponse:
    konteks = {"form": form, "judul": judul, "sub": sub, "remah": remah, "catatan": catatan, "basi": basi}
    return render(request, "kelola/formulir.html", konteks, status=409 if basi else 422 if form.errors else 200)


def _tunjukkan(request: HttpRequest, hasil: list, kata: str) -> HttpResponse:
    """Show fresh links, once: the tokens are in this answer and nowhere else."""
    lembar_semua = [lembar(request, tautan, token) for tautan, token in hasil]
    remah = [("Beranda", "/"), ("Akun", reverse("kelola_daftar"))]
    return render(request, "kelola/tautan.html", {"lembar_semua": lembar_semua, "kata": kata, "remah": remah})
