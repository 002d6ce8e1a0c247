"""Tempat petugas di menu."""

from django.http import HttpRequest
from django.urls import reverse

from penugasan.petugas.actions.usulan import BERIKUT
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.konteks import ButirMenu

# Usulan yang langkah berikutnya menunggu tugas ini, sebagai ungkapan SQL (`tksk_portal.akses.hitungan`).
MENUNGGU = """
SELECT count(*) FROM petugas_usulan
WHERE tahap IN (TAHAP) AND wilayah_id >= %(awal)s AND wilayah_id < %(akhir)s
"""


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of the roster; the badge counts the nominations that wait for this duty."""
    by = request.lingkup
    papan, usulan = reverse("petugas:papan"), reverse("petugas:usulan")
    tahap = [f"'{t}'" for t, (_, izin, _) in BERIKUT.items() if boleh(by, izin)]
    jumlah = MENUNGGU.replace("TAHAP", ", ".join(tahap)) if tahap else ""
    return [
        ButirMenu("Petugas", papan, "id", "petugas.lihat", 40, boleh(by, "petugas.atur"), awalan=papan),
        ButirMenu("Usulan petugas", usulan, "user-check", "petugas.usulan", 41, False, jumlah, usulan),
        ButirMenu("Data saya sebagai TKSK", reverse("petugas:saya"), "id", "petugas.sendiri", 85),
    ]
