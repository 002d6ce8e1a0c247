"""Lingkup: siapa yang bekerja, dengan tugas apa, dan rentang kode apa yang boleh disentuhnya.

Memasuki lingkup memasang peran basis data dan batas untuk transaksi berjalan (`SET LOCAL`). Kebijakan baris di
PostgreSQL membaca batas itu. Di luar lingkup, tabel berdinding menolak dibaca dan ditulis.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.basisdata.siapkan import APLIKASI
from tksk_portal.wilayah.rentang import KOSONG, NASIONAL, jalur, memuat, rentang

# Derajat rekaman terendah yang boleh dibaca tiap peran (desain.md, Roles): -1 semua, 1 sejak diajukan,
# 2 terverifikasi, 3 disahkan, 9 tidak ada.
DERAJAT_TERENDAH = {
    Peran.TKSK: -1,
    Peran.CAMAT: 1,
    Peran.KABKOTA: -1,
    Peran.PROVINSI: 2,
    Peran.ADMIN: 9,
    Peran.KEMENSOS: 3,
}
SISTEM = "sistem"


@dataclass(frozen=True)
class Lingkup:
    """The scope of one request, job or command."""

    akun_id: UUID | None = None
    penempatan_id: UUID | None = None
    peran: str = ""
    tempat: str = ""
    keterangan: str = field(default="", compare=False)

    @property
    def batas(self) -> tuple[str, str]:
        """The half-open range of codes; an empty range without a duty."""
        return rentang(self.tempat) if self.tempat else KOSONG

    @property
    def derajat(self) -> int:
        """The lowest degree of review a record must have to be readable."""
        if self.peran == SISTEM:
            return -1
        return DERAJAT_TERENDAH[Peran(self.peran)] if self.peran else 9

    def memuat(self, kode: str) -> bool:
        """Tell whether a code lies in this scope."""
        return bool(self.tempat) and memuat(self.tempat, kode)


ORANG_LUAR = Lingkup()
_sekarang: ContextVar[Lingkup | None] = ContextVar("lingkup", default=None)


def sekarang() -> Lingkup:
    """Return the current scope; a stranger's when none was entered."""
    return _sekarang.get() or ORANG_LUAR


def dari_penempatan(penempatan: Penempatan) -> Lingkup:
    """Return the scope of a duty."""
    return Lingkup(penempatan.akun_id, penempatan.pk, penempatan.peran, penempatan.tempat_id, penempatan.label)


def sistem(keterangan: str, tempat: str = NASIONAL) -> Lingkup:
    """Return the scope of a command or scheduled job; `keterangan` appears in the history."""
    return Lingkup(peran=SISTEM, tempat=tempat, keterangan=keterangan)


def tanpa_batas_derajat(lingkup: Lingkup) -> Lingkup:
    """Return the same person and place, reading every state of review.

    For actions that must touch what their role does not read (a cancelled type, the types a person's sensitivity
    is computed from). The caller has checked the right; the history still names the person.
    """
    return Lingkup(lingkup.akun_id, lingkup.penempatan_id, SISTEM, lingkup.tempat, lingkup.keterangan)


def untuk_pekerjaan(penempatan_id: UUID) -> Lingkup:
    """Return the scope of a background job after checking again that account and duty still hold.

    Raises:
        Penempatan.DoesNotExist: the duty has ended or the account was closed; the job must not run.
    """
    with masuk(sistem("memeriksa tugas pekerjaan")):
        tugas = Penempatan.objects.berlaku().select_related("tempat").get(pk=penempatan_id, akun__ditutup_pada=None)
        return dari_penempatan(tugas)


@contextmanager
def masuk(lingkup: Lingkup) -> Iterator[Lingkup]:
    """Open a transaction (or savepoint) in which `lingkup` holds; the earlier scope returns afterwards.

    An exception rolls back everything done inside, and with it the settings.
    """
    sebelum = _sekarang.get()
    token = _sekarang.set(lingkup)
    try:
        with transaction.atomic():
            _pasang(lingkup)
            yield lingkup
            if sebelum is not None and not transaction.get_rollback():
                _pasang(sebelum)
            elif connection.savepoint_ids and not transaction.get_rollback():
                _lepas()
    finally:
        _sekarang.reset(token)


def alihkan(lingkup: Lingkup) -> None:
    """Replace the scope of the transaction that `masuk` opened, without a savepoint of its own.

    For the middleware: it enters as the bare account, reads its duties, and goes on under the chosen one.
    """
    _sekarang.set(lingkup)
    _pasang(lingkup)


def _pasang(lingkup: Lingkup) -> None:
    awal, akhir = lingkup.batas
    konteks = {
        "akun": str(lingkup.akun_id) if lingkup.akun_id else None,
        "penempatan": str(lingkup.penempatan_id) if lingkup.penempatan_id else None,
        "tugas": lingkup.keterangan or "tanpa tugas",
    }
    with connection.cursor() as kursor:
        kursor.execute(
            f"SET LOCAL ROLE {APLIKASI}; "
            "SELECT set_config('tksk.awal', %s, true), set_config('tksk.akhir', %s, true), "
            "set_config('tksk.derajat', %s, true), set_config('tksk.akun', %s, true), "
            "set_config('tksk.jalur', %s, true), set_config('tksk.peran', %s, true), "
            "set_config('tksk.zona', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [
                awal,
                akhir,
                str(lingkup.derajat),
                konteks["akun"] or "",
                ",".join(jalur(lingkup.tempat)) if lingkup.tempat and lingkup.tempat != NASIONAL else "-",
                lingkup.peran or "-",
                settings.TIME_ZONE,
                json.dumps(konteks),
            ],
        )


def _lepas() -> None:
    with connection.cursor() as kursor:
        kursor.execute(
            "RESET ROLE; SELECT set_config('tksk.awal', '', true), set_config('tksk.akhir', '', true), "
            "set_config('tksk.derajat', '', true), set_config('tksk.akun', '', true), "
            "set_config('tksk.jalur', '', true), set_config('tksk.peran', '', true), "
            "set_config('pghistory.context_metadata', '', true)"
        )


def pilih_penempatan(akun: Akun, dipilih: str | None) -> tuple[Penempatan | None, list[Penempatan]]:
    """Return the duty to work under and all duties of an account that hold today.

    Must run inside a scope that names the account (a stranger's range is enough): see the policy `Tugas`.
    """
    daftar = list(Penempatan.objects.berlaku().filter(akun=akun).select_related("tempat").order_by("mulai", "pk"))
    terpilih = next((t for t in daftar if str(t.pk) == dipilih), daftar[0] if daftar else None)
    return terpilih, daftar
