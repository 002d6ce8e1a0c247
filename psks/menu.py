"""Tempat PSKS di menu."""

from django.http import HttpRequest
from django.urls import reverse

from psks.views.daftar import antrean
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.konteks import ButirMenu
from tksk_portal.akun.enums import Peran


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of PSKS; the badge counts what waits for this duty."""
    by = request.lingkup
    direktori = reverse("psks:direktori")
    butir = [
        ButirMenu("PSKS", reverse("psks:daftar"), "building-community", "psks.lihat", 22, ponsel=True, awalan="/psks/"),
        ButirMenu("Direktori PSKS", direktori, "phone", "psks.kartu", 23, awalan="/psks/direktori/"),
        ButirMenu(
            "Jejaring", reverse("psks:jejaring"), "heart-handshake", "psks.jejaring", 24, awalan="/psks/jejaring/"
        ),
        ButirMenu(
            "Dokumen mitra", reverse("psks:dokumen_habis"), "file-text", "psks.dokumen", 26, awalan="/psks/dokumen/"
        ),
        ButirMenu("Acuan PSKS", reverse("psks:acuan"), "clipboard-list", "acuan.atur", 61, awalan="/psks/acuan/"),
    ]
    if by.peran in (Peran.KABKOTA, Peran.PROVINSI):
        izin = "psks.sahkan" if boleh(by, "psks.sahkan") else "psks.verifikasi"
        jumlah = antrean(by).count() or None
        butir.append(
            ButirMenu("Periksa PSKS", reverse("psks:periksa"), "checks", izin, 16, False, jumlah, "/psks/periksa/")
        )
    return butir
