"""Tempat PSKS di menu."""

from django.http import HttpRequest
from django.urls import reverse

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.konteks import ButirMenu

# Yang menunggu: bagi kabupaten/kota yang diajukan, bagi provinsi yang terverifikasi (psks.views.daftar.antrean).
DIPERIKSA = "SELECT count(*) FROM psks_mitra WHERE status IN ('diajukan', 'ditinjau_ulang')"
DISAHKAN = (
    "SELECT count(*) FROM psks_mitra WHERE status = 'diverifikasi' AND wilayah_id >= %(awal)s "
    "AND wilayah_id < %(akhir)s"
)


def menu(request: HttpRequest) -> list[ButirMenu]:
    """Return the places of PSKS; the badge counts what waits for this duty."""
    by = request.lingkup
    daftar, direktori, jejaring = (reverse(f"psks:{n}") for n in ("daftar", "direktori", "jejaring"))
    dokumen, acuan, periksa = (reverse(f"psks:{n}") for n in ("dokumen_habis", "acuan", "periksa"))
    # Kantor yang memeriksa punya mejanya sendiri di bar ponsel, yang memuat lima tempat.
    ponsel = not (boleh(by, "pmks.verifikasi") or boleh(by, "pmks.sahkan"))
    butir = [
        ButirMenu("PSKS", daftar, "building-community", "psks.lihat", 22, ponsel=ponsel, awalan=daftar),
        ButirMenu("Direktori PSKS", direktori, "phone", "psks.kartu", 23, awalan=direktori),
        ButirMenu("Jejaring", jejaring, "heart-handshake", "psks.jejaring", 24, awalan=jejaring),
        ButirMenu("Dokumen mitra", dokumen, "file-text", "psks.dokumen", 26, awalan=dokumen),
        ButirMenu("Acuan PSKS", acuan, "clipboard-list", "acuan.atur", 61, awalan=acuan),
    ]
    if boleh(by, "psks.verifikasi"):
        butir.append(ButirMenu("Periksa PSKS", periksa, "checks", "psks.verifikasi", 16, False, DIPERIKSA, periksa))
    if boleh(by, "psks.sahkan"):
        butir.append(ButirMenu("Periksa PSKS", periksa, "checks", "psks.sahkan", 16, False, DISAHKAN, periksa))
    return butir
