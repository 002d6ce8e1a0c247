"""Tempat kabar dan pekerjaan di menu, dengan angkanya."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.hitungan import hitung
from tksk_portal.akses.konteks import ButirMenu

BELUM_DIBACA = """
SELECT count(*) FROM pekerjaan_kabar k WHERE k.akun_id = %(akun)s AND k.dibaca_pada IS NULL
AND NOT EXISTS (SELECT 1 FROM pekerjaan_pilihankabar p
                WHERE p.akun_id = k.akun_id AND p.jenis = k.jenis AND NOT p.portal)
"""
BERJALAN = "SELECT count(*) FROM pekerjaan_pekerjaan WHERE pemohon_id = %(akun)s AND status IN ('antre', 'berjalan')"


def belum_dibaca(request: HttpRequest) -> int:
    """Return how many notices are unread; the menu of the same page does not ask again."""
    (jumlah,) = hitung(request.lingkup, [BELUM_DIBACA])
    request._kabar_belum_dibaca = (request.lingkup.akun_id, jumlah)
    return jumlah


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of notices (unread) and jobs (not finished)."""
    akun, jumlah = getattr(request, "_kabar_belum_dibaca", (None, 0))
    baru = str(jumlah) if akun == request.lingkup.akun_id else BELUM_DIBACA
    kabar, pekerjaan = reverse("kabar:daftar"), reverse("pekerjaan:daftar")
    return [
        ButirMenu("Kabar", kabar, "bell", "kabar.sendiri", 84, False, baru, kabar, kepala=True),
        ButirMenu("Pekerjaan", pekerjaan, "list-check", "pekerjaan.sendiri", 86, False, BERJALAN, pekerjaan),
    ]
