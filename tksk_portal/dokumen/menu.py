"""Tempat ruang ini di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.konteks import ButirMenu


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of letters: the register for offices, letterheads and numbers for the admin."""
    if boleh(request.lingkup, "dokumen.lihat"):
        alamat = reverse("dokumen:daftar")
        return [ButirMenu("Surat", alamat, "mail", "dokumen.lihat", 60, awalan=alamat)]
    alamat = reverse("dokumen:kantor")
    return [ButirMenu("Kop dan nomor", alamat, "mail", "dokumen.atur", 60, awalan=reverse("dokumen:daftar"))]
