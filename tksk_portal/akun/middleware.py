"""Sesi yang dikenal, dan syarat masuk per peran."""

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from tksk_portal.akun.models import SyaratMasuk

Penjawab = Callable[[HttpRequest], HttpResponse]
FAKTOR = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
TERLIHAT = "terlihat"
JEDA_TERLIHAT = 10 * 60

# Yang tetap boleh dibuka sebelum verifikasi dua langkah aktif: memasangnya, berganti tugas, keluar.
TANPA_FAKTOR = {
    "account_logout",
    "account_reauthenticate",
    "ganti_tugas",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_list_webauthn",
    "sehat",
}


class SesiMiddleware:
    """Keep "last seen" of the own session, at most every ten minutes.

    The library's middleware writes the row on every request and holds it locked until the request's transaction
    ends, so that the requests of one browser would wait for each other.
    """

    def __init__(self, get_response: Penjawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the session, then answer."""
        kini = int(time.time())
        if request.user.is_authenticated and kini - request.session.get(TERLIHAT, 0) >= JEDA_TERLIHAT:
            UserSession.objects.create_from_request(request)
            request.session[TERLIHAT] = kini
        return self.get_response(request)


class SyaratMasukMiddleware:
    """Send an account without second factor to its set-up, when the present duty's role demands one."""

    def __init__(self, get_response: Penjawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Return a redirect to the set-up page, or None to go on."""
        if not kurang_faktor(request) or request.resolver_match.view_name in TANPA_FAKTOR:
            return None
        messages.warning(
            request,
            "Tugas Anda wajib memakai verifikasi dua langkah. Aktifkan salah satu cara di bawah ini.",
        )
        if request.htmx:
            return HttpResponseClientRedirect(redirect("mfa_index").url)
        return redirect("mfa_index")


def kurang_faktor(request: HttpRequest) -> bool:
    """Tell whether the present duty demands a second factor that the account does not have."""
    tugas = request.tugas
    return (
        tugas is not None
        and SyaratMasuk.objects.wajib_dua_langkah(tugas.peran, tugas.tempat_id)
        and not is_mfa_enabled(request.user, FAKTOR)
    )
