"""Tempat kabar dan pekerjaan di menu, dengan angkanya: satu kueri untuk keduanya."""

from django.db import connection
from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.konteks import ButirMenu

HITUNG = """
SELECT (SELECT count(*) FROM pekerjaan_kabar k WHERE k.akun_id = %(akun)s AND k.dibaca_pada IS NULL
        AND NOT EXISTS (SELECT 1 FROM pekerjaan_pilihankabar p
                        WHERE p.akun_id = k.akun_id AND p.jenis = k.jenis AND NOT p.portal)),
       (SELECT count(*) FROM pekerjaan_pekerjaan
        WHERE pemohon_id = %(akun)s AND status IN ('antre', 'berjalan'))
"""


def _hitung(request: HttpRequest) -> tuple[int, int]:
    """Return (unread notices, unfinished jobs); asked once per request and duty."""
    kunci = (request.lingkup.akun_id, request.lingkup.penempatan_id)
    ingat = getattr(request, "_kabar_dan_pekerjaan", None)
    if ingat is None or ingat[0] != kunci:
        with connection.cursor() as kursor:
            kursor.execute(HITUNG, {"akun": request.lingkup.akun_id})
            ingat = request._kabar_dan_pekerjaan = (kunci, kursor.fetchone())
    return ingat[1]


def belum_dibaca(request: HttpRequest) -> int:
    """Return how many notices are unread; the menu of the same page does not ask again."""
    return _hitung(request)[0]


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of notices (unread) and jobs (not finished)."""
    kabar_baru, berjalan = _hitung(request)
    kabar, pekerjaan = reverse("kabar:daftar"), reverse("pekerjaan:daftar")
    return [
        ButirMenu("Kabar", kabar, "bell", "kabar.sendiri", 84, False, kabar_baru or None, kabar, kepala=True),
        ButirMenu("Pekerjaan", pekerjaan, "list-check", "pekerjaan.sendiri", 86, False, berjalan or None, pekerjaan),
    ]
