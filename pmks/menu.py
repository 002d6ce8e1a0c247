"""Tempat PMKS di menu."""

from django.http import HttpRequest
from django.urls import reverse

from pmks.lencana import DIPERIKSA, DISAHKAN, KEMBAR, PINDAHAN
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.konteks import ButirMenu


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of PMKS; badges count what waits for this duty."""
    by = request.lingkup
    butir = [
        ButirMenu("PMKS", reverse("pmks:daftar"), "users", "pmks.lihat", 20, ponsel=True, awalan="/pmks/"),
        ButirMenu("Rekap", reverse("pmks:rekap"), "file-spreadsheet", "pmks.angka", 31, awalan="/pmks/rekap/"),
        ButirMenu("Tabel angka", reverse("pmks:tabel"), "chart-bar", "pmks.rekap", 32, awalan="/pmks/tabel/"),
        ButirMenu("Catat orang", reverse("pmks:baru"), "user-plus", "pmks.catat", 25),
        ButirMenu("Program bantuan", reverse("pmks:program"), "list-check", "acuan.atur", 60, awalan="/pmks/program/"),
    ]
    if boleh(by, "acuan.atur"):
        butir.append(
            ButirMenu("Acuan PMKS", reverse("pmks:acuan"), "clipboard-list", "acuan.atur", 60, awalan="/pmks/acuan/")
        )
    if boleh(by, "pmks.pindah"):
        alamat = reverse("pmks:pindah")
        butir.append(ButirMenu("Pindahan", alamat, "transfer", "pmks.pindah", 27, False, PINDAHAN, alamat))
    if boleh(by, "pmks.ganda"):
        jumlah = KEMBAR if boleh(by, "pmks.gabung") else ""
        butir.append(
            ButirMenu("Data kembar", reverse("pmks:kembar"), "users", "pmks.ganda", 27, False, jumlah, "/pmks/kembar/")
        )
    if boleh(by, "pmks.verifikasi"):
        alamat = reverse("pmks:periksa")
        butir.append(ButirMenu("Periksa data", alamat, "checks", "pmks.verifikasi", 15, True, DIPERIKSA, alamat))
    if boleh(by, "pmks.sahkan"):
        alamat = reverse("pmks:pengesahan")
        butir.append(ButirMenu("Pengesahan", alamat, "rubber-stamp", "pmks.sahkan", 15, True, DISAHKAN, alamat))
    return butir
