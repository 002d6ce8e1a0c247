"""Pekerjaan terjadwal: apa yang jatuh tempo dijalankan sekali, dalam lingkup sistem, dan dicatat.

`settings.PEKERJAAN_TERJADWAL` menyebut fungsi-fungsinya. Setiap fungsi punya atribut `setiap` (timedelta), dari
penghias `terjadwal` atau, di ruang yang lebih rendah dari ruang ini, ditulis langsung. Sesudah server mati tiga
hari, yang terlewat dijalankan satu kali, bukan tiga.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.utils.module_loading import import_string
from django.utils.timezone import now as kini

from tksk_portal.akses import lingkup
from tksk_portal.pekerjaan.galat import catat_galat
from tksk_portal.pekerjaan.models import Putaran

logger = logging.getLogger(__name__)
ULANG_SESUDAH_GAGAL = timedelta(minutes=1)
KUNCI = "tksk_jadwal:"


def terjadwal(*, setiap: timedelta, sendiri: bool = False) -> Callable:
    """Mark a function without arguments as scheduled.

    Args:
        setiap: how long after its last start it is due again.
        sendiri: it opens its own scopes (work in several short transactions); otherwise it runs in one
            transaction with the scope of the system.
    """

    def tandai(fungsi: Callable[[], object]) -> Callable[[], object]:
        fungsi.setiap = setiap
        fungsi.lingkup_sendiri = sendiri
        return fungsi

    return tandai


@dataclass(frozen=True)
class Terjadwal:
    """A scheduled function with what is known of its last run."""

    nama: str
    fungsi: Callable[[], object]
    terakhir: Putaran | None

    @property
    def jatuh_tempo(self) -> datetime | None:
        """When it is due next; None means it never ran and is due now. A failed one is tried again sooner."""
        if self.terakhir is None:
            return None
        jeda = self.fungsi.setiap
        if self.terakhir.gagal_beruntun:
            jeda = min(jeda, ULANG_SESUDAH_GAGAL * 2 ** min(self.terakhir.gagal_beruntun - 1, 10))
        return self.terakhir.mulai_pada + jeda

    def sudah_tempo(self, pada: datetime) -> bool:
        """Tell whether it is due."""
        return self.jatuh_tempo is None or self.jatuh_tempo <= pada


@dataclass(frozen=True)
class Hasil:
    """What one round did: names that ran, that failed, that another worker holds."""

    selesai: tuple[str, ...] = ()
    gagal: tuple[str, ...] = ()
    dipegang: tuple[str, ...] = ()


def daftar() -> list[Terjadwal]:
    """Return all scheduled functions in the order of the settings.

    Raises:
        ImproperlyConfigured: a name cannot be imported, or the function does not say how often.
    """
    putaran = {p.nama: p for p in Putaran.objects.filter(nama__in=settings.PEKERJAAN_TERJADWAL)}
    return [Terjadwal(nama, _fungsi(nama), putaran.get(nama)) for nama in settings.PEKERJAAN_TERJADWAL]


def _fungsi(nama: str) -> Callable[[], object]:
    try:
        fungsi = import_string(nama)
    except ImportError as salah:
        raise ImproperlyConfigured(f"PEKERJAAN_TERJADWAL menyebut {nama}, yang tidak ada ({salah}).") from None
    if not isinstance(getattr(fungsi, "setiap", None), timedelta):
        raise ImproperlyConfigured(f"{nama} belum menyatakan `setiap` (timedelta).")
    return fungsi


def jalankan_yang_tempo(berhenti: Callable[[], bool] = lambda: False) -> Hasil:
    """Run what is due, each once, one after the other; an error in one does not stop the others.

    Args:
        berhenti: asked before each; True ends the round early.
    """
    selesai, gagal, dipegang = [], [], []
    for tugas in daftar():
        if berhenti():
            break
        if not tugas.sudah_tempo(kini()):
            continue
        with _kunci(tugas.nama) as dapat:
            if not dapat:
                dipegang.append(tugas.nama)
                continue
            # Pekerja lain mungkin baru saja menyelesaikannya: lihat lagi setelah memegang kunci.
            terakhir = Putaran.objects.filter(nama=tugas.nama).first()
            segar = Terjadwal(tugas.nama, tugas.fungsi, terakhir)
            if segar.sudah_tempo(kini()):
                (selesai if _jalankan(segar) else gagal).append(tugas.nama)
    return Hasil(tuple(selesai), tuple(gagal), tuple(dipegang))


@contextmanager
def _kunci(nama: str) -> Iterator[bool]:
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [KUNCI + nama])
        dapat = kursor.fetchone()[0]
    try:
        yield dapat
    finally:
        if dapat and connection.connection is not None:
            with connection.cursor() as kursor:
                kursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [KUNCI + nama])


def _jalankan(tugas: Terjadwal) -> bool:
    mulai = kini()
    galat = ""
    try:
        if getattr(tugas.fungsi, "lingkup_sendiri", False):
            tugas.fungsi()
        else:
            with lingkup.masuk(lingkup.sistem(f"jadwal {tugas.nama.rsplit('.', 1)[-1]}")):
                tugas.fungsi()
    except Exception as salah:
        catat_galat(logger, f"pekerjaan terjadwal {tugas.nama}", salah)
        if isinstance(salah, DatabaseError) and not connection.is_usable():
            raise
        galat = type(salah).__name__
    gagal = (tugas.terakhir.gagal_beruntun if tugas.terakhir else 0) + 1 if galat else 0
    Putaran.objects.update_or_create(
        nama=tugas.nama,
        defaults={"mulai_pada": mulai, "selesai_pada": kini(), "galat": galat, "gagal_beruntun": gagal},
    )
    return not galat
