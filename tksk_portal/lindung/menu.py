"""Tempat pelindungan data di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.konteks import ButirMenu
from tksk_portal.lindung.models import Insiden, Permintaan

TERBANYAK = 99


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return one place: requests for those who answer them (running ones counted), breaches for the admin."""
    by, awalan = request.lingkup, "/lindung/"
    if boleh(by, "lindung.permintaan"):
        jumlah = Permintaan.objects.berjalan().order_by()[:TERBANYAK].count() or None
        alamat = reverse("lindung:daftar")
        return [ButirMenu("Pelindungan data", alamat, "shield-lock", "lindung.permintaan", 70, False, jumlah, awalan)]
    if not boleh(by, "lindung.insiden"):
        return []
    jumlah = Insiden.objects.terbuka().order_by()[:TERBANYAK].count() or None
    return [
        ButirMenu(
            "Pelindungan data",
            reverse("lindung:insiden_daftar"),
            "shield-lock",
            "lindung.insiden",
            70,
            False,
            jumlah,
            awalan,
        )
    ]
