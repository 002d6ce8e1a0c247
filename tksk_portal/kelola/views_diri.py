"""Halaman akun sendiri, dan halaman tautan sekali pakai bagi orang yang belum masuk."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tksk_portal.akses.izin import boleh, perlu, terbuka
from tksk_portal.akun.enums import JenisTautan
from tksk_portal.akun.models import Akun, SyaratMasuk, Tautan
from tksk_portal.kelola import actions, tautan
from tksk_portal.kelola.forms import OrangForm, SandiBaruForm, SandiKiniForm
from tksk_portal.kelola.versi import KOLOM_AKUN, VersiBasi, konteks_basi, versi_isi

KUNCI_UNDANGAN = "undangan"
JUDUL = {
    JenisTautan.UNDANGAN: "Selamat datang",
    JenisTautan.SANDI: "Buat sandi baru",
    JenisTautan.FAKTOR: "Pasang ulang verifikasi dua langkah",
}


@require_safe
@perlu("akun.sendiri")
def saya(request: HttpRequest) -> HttpResponse:
    """Show the own account: person, duties, safety, devices."""
    akun, tugas = request.user, request.tugas
    konteks = {
        "akun": akun,
        "tugas_semua": akun.penempatan.select_related("tempat").order_by("-mulai", "pk"),
        "hari_ini": timezone.localdate(),
        "jenis_faktor": set(Authenticator.objects.filter(user=akun).values_list("type", flat=True)),
        "wajib": SyaratMasuk.objects.wajib_dua_langkah(tugas.peran, tugas.tempat_id),
        "jumlah_sesi": akun.usersession_set.count(),
        "boleh_syarat": boleh(request.lingkup, "akun.syarat") and not boleh(request.lingkup, "akun.kelola"),
        "remah": [("Beranda", "/")],
    }
    return render(request, "kelola/saya.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("akun.sendiri")
def saya_ubah(request: HttpRequest) -> HttpResponse:
    """Correct the own name and contact."""
    akun = Akun.objects.get(pk=request.user.pk)
    form = OrangForm(terkirim(request), instance=akun)
    konteks = {"judul": "Ubah data saya", "sub": "", "catatan": (), "remah": [("Beranda", "/"), ("Saya", "/akun/")]}
    konteks |= {"form": form, "basi": None}
    if request.method != "POST":
        return render(request, "kelola/formulir.html", konteks)
    if not form.is_valid():
        return render(request, "kelola/formulir.html", konteks, status=422)
    try:
        actions.ubah_akun(akun=akun, **form.cleaned_data, by=request.lingkup)
    except VersiBasi as salah:
        data = request.POST.copy()
        data["versi"] = versi_isi(salah.objek, KOLOM_AKUN)
        konteks |= {"form": OrangForm(data, instance=akun)}
        konteks["basi"] = konteks_basi(salah.objek, form.cleaned_data, KOLOM_AKUN)
        return render(request, "kelola/formulir.html", konteks, status=409)
    messages.success(request, "Data Anda sudah disimpan.")
    return redirect("akun_saya")


@require_safe
@terbuka("undangan dan pengaturan ulang bagi orang yang belum dapat masuk; tokennya 256 bit")
def undangan(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address and go on to the form.

    The form's own address has no token: nothing leaks through Referer, history, or a screen. (A form page under
    `Referrer-Policy: no-referrer` would send `Origin: null` and fail the csrf check.)
    """
    satu = tautan.cari(tautan.sidik(token))
    if satu is None or not tautan.berlaku(satu):
        return _tidak_berlaku(request, satu)
    request.session[KUNCI_UNDANGAN] = satu.sidik
    return _tanpa_perujuk(redirect("undangan_isi"))


@require_http_methods(["GET", "HEAD", "POST"])
@terbuka("undangan dan pengaturan ulang bagi orang yang belum dapat masuk; sidik token ada di sesi")
@sensitive_post_parameters("sandi", "sandi1", "sandi2")
def undangan_isi(request: HttpRequest) -> HttpResponse:
    """Set a password and sign in, or remove the second factor after the password was given."""
    satu = tautan.cari(request.session.get(KUNCI_UNDANGAN, ""))
    if satu is None or not tautan.berlaku(satu):
        return _tidak_berlaku(request, satu)
    if request.user.is_authenticated:
        return render(request, "kelola/undangan_keluar.html", {"akun": satu.akun}, status=409)
    faktor = satu.jenis == JenisTautan.FAKTOR
    kirim = terkirim(request)
    form = SandiKiniForm(kirim) if faktor else SandiBaruForm(kirim, akun=satu.akun)
    if request.method == "POST" and form.is_valid():
        try:
            akun = _pakai_faktor(request, satu, form) if faktor else _pakai_sandi(satu, form)
        except tautan.TidakBerlaku:
            return _tidak_berlaku(request, satu)
        if akun:
            del request.session[KUNCI_UNDANGAN]
            return perform_login(request, akun)
    konteks = {"form": form, "akun": satu.akun, "judul": JUDUL[JenisTautan(satu.jenis)], "faktor": faktor}
    return render(request, "kelola/undangan_isi.html", konteks, status=422 if form.errors else 200)


def terkirim(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, also when nothing was ticked; None when the page was only asked for."""
    return request.POST if request.method == "POST" else None


def _pakai_sandi(satu: Tautan, form: SandiBaruForm) -> Akun:
    return tautan.pakai_untuk_sandi(sidik_=satu.sidik, sandi=form.cleaned_data["sandi1"])


def _pakai_faktor(request: HttpRequest, satu: Tautan, form: SandiKiniForm) -> Akun | None:
    """The password counts as a sign-in try: the same limit holds as on the sign-in page."""
    adapter = get_adapter(request)
    try:
        cocok = adapter.authenticate(request, username=satu.akun.username, password=form.cleaned_data["sandi"])
    except ValidationError as salah:
        form.add_error("sandi", salah)
        return None
    if cocok is None or cocok.pk != satu.akun_id:
        form.add_error("sandi", adapter.error_messages["incorrect_password"])
        return None
    return tautan.pakai_untuk_faktor(sidik_=satu.sidik)


def _tidak_berlaku(request: HttpRequest, satu: Tautan | None) -> HttpResponse:
    """Unknown, used, revoked and expired look the same; only the status tells (404 unknown, 410 gone)."""
    request.session.pop(KUNCI_UNDANGAN, None)
    return _tanpa_perujuk(render(request, "kelola/tidak_berlaku.html", status=410 if satu else 404))


def _tanpa_perujuk(respons: HttpResponse) -> HttpResponse:
    respons.headers["Referrer-Policy"] = "no-referrer"
    return respons


@terbuka("terlalu banyak permintaan; tanpa data")
def terlalu_sering(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there were too many requests, and to wait."""
    return render(request, "kelola/terlalu_sering.html", status=429, headers={"Retry-After": "60"})
