"""Tempat halaman ruang ini di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.konteks import ButirMenu


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the region pages' place in the menu."""
    alamat = reverse("wilayah")
    return [ButirMenu("Wilayah", alamat, "map-2", "wilayah.lihat", urutan=80, awalan=alamat)]
