"""Tempat PMKS di menu."""

from django.http import HttpRequest
from django.urls import reverse

from pmks.angka import MENUNGGU, jumlah_sel
from pmks.kembar import jumlah_menunggu
from pmks.models import Pindahan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.konteks import ButirMenu
from tksk_portal.tinjauan.enums import Status


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of PMKS; badges count what waits for this duty."""
    by = request.lingkup
    butir = [
        ButirMenu("PMKS", reverse("pmks:daftar"), "users", "pmks.lihat", 20, ponsel=True, awalan="/pmks/"),
        ButirMenu("Rekap", reverse("pmks:rekap"), "file-spreadsheet", "pmks.angka", 31, awalan="/pmks/rekap/"),
        ButirMenu("Tabel angka", reverse("pmks:tabel"), "chart-bar", "pmks.rekap", 32, awalan="/pmks/tabel/"),
        ButirMenu("Catat orang", reverse("pmks:baru"), "user-plus", "pmks.catat", 25, ponsel=True),
        ButirMenu("Program bantuan", reverse("pmks:program"), "list-check", "acuan.atur", 60, awalan="/pmks/program/"),
    ]
    if boleh(by, "acuan.atur"):
        butir.append(
            ButirMenu("Acuan PMKS", reverse("pmks:acuan"), "clipboard-list", "acuan.atur", 60, awalan="/pmks/acuan/")
        )
    if boleh(by, "pmks.pindah"):
        jumlah = Pindahan.objects.menunggu(by.tempat).count() or None
        alamat = reverse("pmks:pindah")
        butir.append(ButirMenu("Pindahan", alamat, "transfer", "pmks.pindah", 27, False, jumlah, alamat))
    if boleh(by, "pmks.ganda"):
        jumlah = jumlah_menunggu(by) or None if boleh(by, "pmks.gabung") else None
        butir.append(
            ButirMenu("Data kembar", reverse("pmks:kembar"), "users", "pmks.ganda", 27, False, jumlah, "/pmks/kembar/")
        )
    if boleh(by, "pmks.verifikasi"):
        jumlah = jumlah_sel(by.tempat, status=MENUNGGU) or None
        butir.append(
            ButirMenu(
                "Periksa data", reverse("pmks:periksa"), "checks", "pmks.verifikasi", 15, True, jumlah, "/pmks/periksa/"
            )
        )
    if boleh(by, "pmks.sahkan"):
        jumlah = jumlah_sel(by.tempat, status=(Status.DIVERIFIKASI,)) or None
        butir.append(
            ButirMenu(
                "Pengesahan",
                reverse("pmks:pengesahan"),
                "rubber-stamp",
                "pmks.sahkan",
                15,
                True,
                jumlah,
                "/pmks/pengesahan/",
            )
        )
    return butir
