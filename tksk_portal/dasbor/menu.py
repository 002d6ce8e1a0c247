"""Tempat beranda dan angka di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.konteks import ButirMenu


def beranda(request: HttpRequest) -> list[ButirMenu]:
    """Return home and numbers."""
    tempat = request.lingkup.tempat
    return [
        ButirMenu("Beranda", reverse("beranda"), "home", "beranda", 10, ponsel=True),
        ButirMenu("Angka", reverse("angka", args=[tempat]), "chart-bar", "pmks.angka", 30, True, None, "/angka/"),
    ]
