"""Mengakhiri sesi sebuah akun di semua perangkat."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings

from tksk_portal.akun.models import Akun


def akhiri_sesi(akun: Akun) -> int:
    """Sign the account out everywhere and return how many sessions ended."""
    penyimpan = import_module(settings.SESSION_ENGINE).SessionStore()
    sesi = list(UserSession.objects.filter(user=akun))
    for satu in sesi:
        penyimpan.delete(satu.session_key)
        satu.delete()
    return len(sesi)
