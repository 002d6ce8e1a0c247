"""Tempat unggahan Excel di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.konteks import ButirMenu


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the place of uploads."""
    alamat = reverse("excel:daftar")
    return [ButirMenu("Unggah Excel", alamat, "file-spreadsheet", "excel.unggah", 65, awalan=alamat)]
