"""Tempat ruang ini di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.konteks import ButirMenu


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of exports: one's own files, and the layouts for the admin."""
    susunan = reverse("ekspor:tata_letak")
    return [
        ButirMenu("Unduhan", reverse("ekspor:daftar"), "download", "ekspor.buat", 70, awalan=reverse("ekspor:daftar")),
        ButirMenu("Tata letak ekspor", susunan, "file-spreadsheet", "ekspor.tata_letak", 75, awalan=susunan),
    ]
