"""Menjalankan satu pekerjaan: memeriksa tugas dan hak, memanggil fungsinya, dan menutup percobaan itu."""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, connection

from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Penempatan
from tksk_portal.pekerjaan.antrean import akhiri, lepas, ulangi
from tksk_portal.pekerjaan.enums import Status
from tksk_portal.pekerjaan.galat import catat_galat
from tksk_portal.pekerjaan.jenis import JenisPekerjaan, cari_jenis
from tksk_portal.pekerjaan.kerja import Berhenti, Dibatalkan, Direbut, Gagal, Kerja
from tksk_portal.pekerjaan.models import Pekerjaan

logger = logging.getLogger(__name__)

TUGAS_BERAKHIR = "Tugas yang dipakai meminta pekerjaan ini sudah berakhir. Minta lagi dengan tugas yang masih berlaku."
TANPA_HAK = "Tugas Anda tidak lagi berhak atas pekerjaan ini."
JENIS_HILANG = "Portal tidak lagi mengenal pekerjaan ini. Minta lagi lewat halamannya."


class SambunganPutus(Exception):
    """The database went away in the middle; the job must be let go when it answers again."""


def kerjakan(
    p: Pekerjaan, berhenti: threading.Event | None = None, *, pegang: Callable[[Kerja], None] = lambda _: None
) -> None:
    """Run one job that `ambil` returned, to its end or to its return to the queue.

    Args:
        berhenti: set when the worker is to stop.
        pegang: told of the running `Kerja`, so that somebody may beat for it.

    Raises:
        SambunganPutus: see there.
    """
    berhenti = berhenti or threading.Event()
    try:
        _jalankan(p, berhenti, pegang)
    except (Dibatalkan, Direbut, Berhenti) as isyarat:
        _turuti(p, isyarat)
    except Gagal as gagal:
        akhiri(p, Status.GAGAL, pesan=gagal.pesan)
    except Exception as salah:
        if isinstance(salah, DatabaseError) and not connection.is_usable():
            raise SambunganPutus from salah
        if berhenti.is_set():
            lepas(p)
            return
        _catat(p, salah)
        ulangi(p)


def _jalankan(p: Pekerjaan, berhenti: threading.Event, pegang: Callable[[Kerja], None]) -> None:
    jenis, by = _periksa(p)
    kerja = Kerja(p, by, berhenti)
    pegang(kerja)
    akhiri(p, Status.SELESAI, hasil=jenis.fungsi(kerja))


def _periksa(p: Pekerjaan) -> tuple[JenisPekerjaan, Lingkup]:
    try:
        jenis = cari_jenis(p.jenis)
    except KeyError:
        raise Gagal(JENIS_HILANG) from None
    try:
        by = lingkup.untuk_pekerjaan(p.penempatan_id)
    except Penempatan.DoesNotExist:
        raise Gagal(TUGAS_BERAKHIR) from None
    if by.tempat != p.wilayah_id or not boleh(by, jenis.izin):
        raise Gagal(TANPA_HAK)
    return jenis, by


def _turuti(p: Pekerjaan, isyarat: BaseException) -> None:
    if isinstance(isyarat, Dibatalkan):
        akhiri(p, Status.DIBATALKAN)
    elif isinstance(isyarat, Berhenti):
        lepas(p)
    else:
        logger.warning("pekerjaan %s (%s) percobaan %s direbut pekerja lain", p.pk, p.jenis, p.percobaan)


def _catat(p: Pekerjaan, salah: Exception) -> None:
    catat_galat(logger, f"pekerjaan {p.pk} ({p.jenis})", salah)
