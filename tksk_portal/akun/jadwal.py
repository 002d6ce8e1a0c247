"""Pekerjaan terjadwal ruang akun."""

from datetime import timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session


def bersihkan() -> None:
    """Delete expired sessions and what was noted about them. Links stay: their hashes say who was invited when."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


bersihkan.setiap = timedelta(days=1)
