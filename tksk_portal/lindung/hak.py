"""Hak seseorang atas datanya, pada halaman rekamannya: permintaan yang berjalan, tahan hukum, ke mana melanjutkan."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.izin import boleh
from tksk_portal.lindung.models import Permintaan, TahanHukum
from tksk_portal.lindung.subjek import daftar_subjek


def konteks_lindung(kode: str, objek: Any, request: HttpRequest) -> dict:
    """Return what a record's page shows of the person's rights (`lindung/_hak.html`); None for who serves none."""
    by, subjek = request.lingkup, daftar_subjek()[kode]
    if not boleh(by, "lindung.permintaan") or not boleh(by, subjek.izin):
        return {"hak_orang": None}
    lapor = boleh(by, "lindung.laporan") and subjek.terbuka(objek, by)
    alamat = [kode, objek.pk]
    return {
        "hak_orang": {
            "sebutan": subjek.sebutan,
            "permintaan": list(Permintaan.objects.atas(kode, objek.pk)[:5]),
            "tahan": TahanHukum.objects.berlaku().atas(kode, objek.pk).first(),
            "baru_url": reverse("lindung:permintaan_baru", args=alamat),
            "laporan_url": reverse("lindung:laporan", args=alamat) if lapor else "",
            "tahan_url": reverse("lindung:tahan", args=alamat) if boleh(by, "lindung.putuskan") else "",
        }
    }
