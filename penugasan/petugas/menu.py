"""Tempat petugas di menu."""

from django.http import HttpRequest
from django.urls import reverse

from penugasan.petugas.actions import can_maju
from penugasan.petugas.papan import usulan_menunggu
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.konteks import ButirMenu


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of the roster; the badge counts the nominations that wait for this duty."""
    by = request.lingkup
    papan = reverse("petugas:papan")
    butir = [ButirMenu("Petugas", papan, "id", "petugas.lihat", 40, ponsel=True, awalan=papan)]
    if boleh(by, "petugas.usulan"):
        jumlah = sum(can_maju(u, by) for u in usulan_menunggu(by.tempat)[:100]) or None
        alamat = reverse("petugas:usulan")
        butir.append(ButirMenu("Usulan petugas", alamat, "user-check", "petugas.usulan", 41, False, jumlah, alamat))
    butir.append(ButirMenu("Data saya sebagai TKSK", reverse("petugas:saya"), "id", "petugas.sendiri", 85))
    return butir
