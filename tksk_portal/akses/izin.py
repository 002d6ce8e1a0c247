"""Siapa boleh apa: satu daftar hak per peran. Menu, tombol, dan view bertanya pada daftar yang sama."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran

P = Peran
_PEMBACA_PMKS = {P.TKSK, P.CAMAT, P.KABKOTA, P.PROVINSI, P.KEMENSOS}
SEMUA = frozenset(P)

IZIN: dict[str, frozenset[Peran]] = {
    "beranda": SEMUA,
    "wilayah.lihat": SEMUA,
    "wilayah.mekarkan": frozenset({P.ADMIN}),
    "akun.sendiri": SEMUA,
    "berkas.buka": SEMUA,
    "pekerjaan.sendiri": SEMUA,
    "kabar.sendiri": SEMUA,
    "akun.kelola": frozenset({P.ADMIN}),
    "akun.syarat": frozenset({P.ADMIN, P.KEMENSOS}),
    "dokumen.lihat": frozenset({P.CAMAT, P.KABKOTA, P.PROVINSI, P.KEMENSOS}),
    "dokumen.terbitkan": frozenset({P.CAMAT, P.KABKOTA, P.PROVINSI, P.KEMENSOS}),
    "dokumen.atur": frozenset({P.ADMIN, P.KABKOTA, P.PROVINSI, P.KEMENSOS}),
    "pmks.lihat": frozenset(_PEMBACA_PMKS),
    "pmks.angka": frozenset(_PEMBACA_PMKS),
    "pmks.catat": frozenset({P.TKSK}),
    "pmks.ajukan": frozenset({P.TKSK}),
    "pmks.impor": frozenset({P.TKSK, P.KABKOTA}),
    "excel.unggah": frozenset({P.TKSK, P.KABKOTA, P.ADMIN}),
    "pmks.verifikasi": frozenset({P.KABKOTA}),
    "pmks.sahkan": frozenset({P.PROVINSI}),
    "pmks.putuskan": frozenset({P.KABKOTA, P.PROVINSI}),
    "pmks.pengesahan": frozenset({P.KABKOTA, P.PROVINSI, P.KEMENSOS}),
    "pmks.riwayat": frozenset({P.TKSK, P.KABKOTA, P.PROVINSI}),
    "ekspor.buat": frozenset(_PEMBACA_PMKS),
    "ekspor.catatan": frozenset({P.KABKOTA, P.PROVINSI, P.KEMENSOS}),
    "ekspor.tata_letak": frozenset({P.ADMIN}),
    "pmks.buka": frozenset({P.TKSK, P.KABKOTA, P.PROVINSI, P.KEMENSOS}),
    "acuan.lihat": SEMUA,
    "acuan.atur": frozenset({P.ADMIN}),
    "pmks.ganda": frozenset({P.TKSK, P.KABKOTA, P.PROVINSI}),
    "pmks.gabung": frozenset({P.TKSK, P.KABKOTA}),
    "pmks.pindah": frozenset({P.TKSK, P.KABKOTA}),
    "pmks.jalan": frozenset({P.TKSK, P.KABKOTA}),
    "pmks.cetak": frozenset({P.TKSK, P.KABKOTA}),
    "pmks.rekap": SEMUA,
    "psks.lihat": frozenset(_PEMBACA_PMKS),
    "psks.kartu": SEMUA,
    "psks.catat": frozenset({P.TKSK}),
    "psks.impor": frozenset({P.TKSK, P.KABKOTA}),
    "psks.verifikasi": frozenset({P.KABKOTA}),
    "psks.sahkan": frozenset({P.PROVINSI}),
    "psks.buka": frozenset({P.TKSK, P.KABKOTA, P.PROVINSI, P.KEMENSOS}),
    "psks.riwayat": frozenset({P.TKSK, P.KABKOTA, P.PROVINSI}),
    "psks.ganda": frozenset({P.TKSK, P.KABKOTA}),
    "psks.dokumen": frozenset({P.TKSK, P.KABKOTA}),
    "psks.jejaring": frozenset({P.TKSK, P.KABKOTA}),
    "lindung.permintaan": frozenset({P.TKSK, P.KABKOTA, P.PROVINSI}),
    "lindung.putuskan": frozenset({P.KABKOTA, P.PROVINSI}),
    "lindung.laporan": frozenset({P.KABKOTA, P.PROVINSI}),
    "lindung.insiden": frozenset({P.KABKOTA, P.PROVINSI, P.ADMIN}),
    "lindung.atur": frozenset({P.ADMIN}),
    "petugas.lihat": frozenset({P.KABKOTA, P.PROVINSI, P.ADMIN, P.KEMENSOS}),
    "petugas.sendiri": frozenset({P.TKSK}),
    "petugas.atur": frozenset({P.ADMIN}),
    "petugas.buka": frozenset({P.ADMIN}),
    "petugas.undang": frozenset({P.ADMIN}),
    "petugas.kartu": frozenset({P.ADMIN}),
    "petugas.impor": frozenset({P.ADMIN}),
    "petugas.ekspor": frozenset({P.ADMIN}),
    "petugas.usul": frozenset({P.KABKOTA}),
    "petugas.rekomendasi": frozenset({P.KABKOTA}),
    "petugas.teruskan": frozenset({P.PROVINSI}),
    "petugas.usulan": frozenset({P.KABKOTA, P.PROVINSI, P.ADMIN, P.KEMENSOS}),
    "petugas.serah": frozenset({P.KABKOTA, P.ADMIN}),
}


def boleh(lingkup: Lingkup, izin: str) -> bool:
    """Tell whether a scope's role holds a right. Closed by default: no duty, unknown role -> False.

    Raises:
        KeyError: the right is not on the list (a programming error).
    """
    return lingkup.peran in IZIN[izin]


def perlu(izin: str) -> Callable:
    """Decorate a view: sign-in first, then a duty, then the right. Wrong role is 403 (PermissionDenied).

    The name is kept on the view as `izin`, so that tests can walk all views.
    """
    if izin not in IZIN:
        raise KeyError(izin)

    def bungkus(view: Callable) -> Callable:
        @wraps(view)
        def jaga(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.tugas is None:
                return render(request, "akses/tanpa_tugas.html", {"alasan": request.alasan_tanpa_tugas}, status=403)
            if not boleh(request.lingkup, izin):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        jaga.izin = izin
        return jaga

    return bungkus


def terbuka(alasan: str) -> Callable:
    """Mark a view as open to strangers, with the reason why."""

    def bungkus(view: Callable) -> Callable:
        view.izin = None
        view.terbuka_karena = alasan
        return view

    return bungkus
