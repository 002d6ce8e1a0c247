"""Tempat pelindungan data di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.konteks import ButirMenu
from tksk_portal.lindung.subjek import subjek_terlihat

# Kode jenis dari kode sendiri, bukan isian. Paling banyak 99: angka di menu tidak menghitung seluruh daftar.
BERJALAN = """
SELECT count(*) FROM (SELECT 1 FROM lindung_permintaan
    WHERE status IN ('diterima', 'diproses') AND subjek IN ({}) LIMIT 99) p
"""
TERBUKA = "SELECT count(*) FROM (SELECT 1 FROM lindung_insiden WHERE ditutup_pada IS NULL LIMIT 99) i"


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return one place: requests for those who answer them (running ones counted), breaches for the admin."""
    by, awalan = request.lingkup, "/lindung/"
    if boleh(by, "lindung.permintaan"):
        alamat = reverse("lindung:daftar")
        hitung = BERJALAN.format(", ".join(f"'{s.kode}'" for s in subjek_terlihat(by)))
        return [ButirMenu("Pelindungan data", alamat, "shield-lock", "lindung.permintaan", 70, False, hitung, awalan)]
    if not boleh(by, "lindung.insiden"):
        return []
    return [
        ButirMenu(
            "Pelindungan data",
            reverse("lindung:insiden_daftar"),
            "shield-lock",
            "lindung.insiden",
            70,
            False,
            TERBUKA,
            awalan,
        )
    ]
