"""Tempat ruang ini di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.konteks import ButirMenu


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of accounts: the admin's list, and "Saya" for everybody."""
    kelola = reverse("kelola_daftar")
    return [
        ButirMenu("Akun", kelola, "users-group", "akun.kelola", 80, ponsel=True, awalan=kelola),
        ButirMenu("Saya", reverse("akun_saya"), "user-circle", "akun.sendiri", 90, ponsel=True),
    ]
