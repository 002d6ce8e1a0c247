"""Tempat ruang ini di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.konteks import ButirMenu


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the page of splits, under that of the regions."""
    alamat = reverse("mekar:daftar")
    return [ButirMenu("Pemekaran", alamat, "arrows-exchange", "wilayah.mekarkan", urutan=80, awalan=alamat)]
