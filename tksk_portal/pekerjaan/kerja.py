"""Yang dipegang fungsi sebuah pekerjaan: transaksi pendek berlingkup, kemajuan, titik lanjut, denyut.

Nomor percobaan adalah tanda pagar: tiap kali dimulai, nomornya naik. Setiap transaksi memegang baris pekerjaannya
dengan nomor itu sampai selesai (`FOR KEY SHARE`), jadi pekerja yang tersangka mati tidak dapat menulis lagi sesudah
pekerjaannya diambil, dan tidak dapat diambil di tengah transaksi. Permintaan batal tidak tertahan kunci ini.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection
from django.utils.timezone import now as kini

from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akses.pintu import KUNCI_TULIS
from tksk_portal.jejak.catatan import samarkan
from tksk_portal.pekerjaan.enums import Status
from tksk_portal.pekerjaan.models import Pekerjaan

JEDA_TULIS = 0.5  # detik antara dua kemajuan tanpa titik yang ditulis
JEDA_DENYUT = 2.0  # detik antara dua denyut yang ditulis fungsi sendiri
DIAM_DALAM_TRANSAKSI = "5min"  # transaksi yang ditinggalkan (proses dibekukan) diputus server


class Gagal(Exception):
    """Ends a job as failed at once, without another try; the message is for its requester (nothing personal)."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


class Dibatalkan(BaseException):
    """The requester cancelled the job. Not an error: `except Exception` lets it pass."""


class Direbut(BaseException):
    """Another worker has taken the job over; this one may not write any more."""


class Berhenti(BaseException):
    """The worker is asked to stop; the job returns to the queue."""


class Kerja:
    """What the function of a job gets.

    Attributes:
        id, isi: the job's key and what was asked for.
        by: scope of the requester; duty and right were checked when this start began.
        titik: the last committed checkpoint; empty at the first start.
    """

    def __init__(self, pekerjaan: Pekerjaan, by: Lingkup, berhenti: threading.Event) -> None:
        self.id: UUID = pekerjaan.pk
        self.isi: dict = pekerjaan.isi
        self.by = by
        self.titik: dict = pekerjaan.titik
        self.percobaan = pekerjaan.percobaan
        self.tanda_hidup = time.monotonic()
        self._berhenti = berhenti
        self._batal = threading.Event()
        self._dalam = False
        self._jumlah = pekerjaan.jumlah_butir
        self._titik_baru: dict | None = None
        self._tulis_terakhir = self._denyut_terakhir = time.monotonic()

    @contextmanager
    def transaksi(self) -> Iterator[None]:
        """Open a short transaction in the requester's scope that holds the job.

        Raises:
            Dibatalkan, Direbut, Berhenti: at the entrance; nothing of this transaction is written.
            RuntimeError: called inside itself.
        """
        if self._dalam:
            raise RuntimeError("kerja.transaksi() tidak boleh bersarang.")
        self._periksa_isyarat()
        self._titik_baru = None
        try:
            with lingkup.masuk(self.by):
                self._pegang()
                self._dalam = True
                yield
                if time.monotonic() - self._denyut_terakhir > JEDA_DENYUT:
                    self._tulis(denyut_pada=kini())
        finally:
            self._dalam = False
        if self._titik_baru is not None:
            self.titik = self._titik_baru
        self.tanda_hidup = time.monotonic()

    def maju(
        self, selesai: int, jumlah: int | None = None, *, tahap: str | None = None, titik: dict | None = None
    ) -> None:
        """Note progress. Inside `transaksi` it commits together with the work, so that work and checkpoint agree.

        Outside it opens a short transaction of its own; there, calls without checkpoint or stage that follow one
        another quickly are left out.

        Args:
            selesai: items done, of `jumlah` (None: as before).
            tahap: what is being done now, in words, nothing personal.
            titik: checkpoint from which a restart goes on.

        Raises:
            Dibatalkan, Direbut, Berhenti: as `transaksi` (cancelling and stopping only outside it).
        """
        ubah = self._kemajuan(selesai, jumlah, tahap, titik)
        if self._dalam:
            self._tulis(**ubah)
            self._titik_baru = titik if titik is not None else self._titik_baru
            return
        self._periksa_isyarat()
        if titik is None and tahap is None and time.monotonic() - self._tulis_terakhir < JEDA_TULIS:
            return
        with self.transaksi():
            self._tulis(**ubah)
            self._titik_baru = titik
        self._tulis_terakhir = time.monotonic()

    def denyut(self) -> None:
        """Show that the job is alive, from within a long computation outside the database; cheap.

        Raises:
            Dibatalkan, Direbut, Berhenti: as `transaksi`.
        """
        self.tanda_hidup = time.monotonic()
        if self._dalam:
            return
        self._periksa_isyarat()
        if time.monotonic() - self._denyut_terakhir >= JEDA_DENYUT:
            with self.transaksi():
                self._tulis(denyut_pada=kini())

    def minta_batal(self) -> None:
        """Tell the job from another thread that its requester cancelled it."""
        self._batal.set()

    def _periksa_isyarat(self) -> None:
        if self._batal.is_set():
            raise Dibatalkan
        if self._berhenti.is_set():
            raise Berhenti

    def _pegang(self) -> None:
        with connection.cursor() as kursor:
            kursor.execute(
                # Pintu tulis lebih dahulu: selagi kode wilayah diganti, pekerjaan menunggu di antara dua transaksinya.
                "SELECT set_config('idle_in_transaction_session_timeout', %s, true); "
                "SELECT pg_advisory_xact_lock_shared(%s); "
                "SELECT batal_diminta_pada IS NOT NULL FROM pekerjaan_pekerjaan "
                "WHERE id = %s AND percobaan = %s AND status = %s FOR KEY SHARE",
                [DIAM_DALAM_TRANSAKSI, KUNCI_TULIS, self.id, self.percobaan, Status.BERJALAN],
            )
            baris = kursor.fetchone()
        if baris is None:
            raise Direbut
        if baris[0]:
            raise Dibatalkan

    def _tulis(self, **ubah) -> None:
        milik = Pekerjaan.objects.filter(pk=self.id, percobaan=self.percobaan, status=Status.BERJALAN)
        if not milik.update(**ubah):
            raise Direbut
        self._denyut_terakhir = self.tanda_hidup = time.monotonic()

    def _kemajuan(self, selesai: int, jumlah: int | None, tahap: str | None, titik: dict | None) -> dict:
        ubah: dict = {"denyut_pada": kini()}
        if jumlah is not None:
            ubah["jumlah_butir"] = self._jumlah = jumlah
        ubah["selesai_butir"] = selesai if self._jumlah is None else min(selesai, self._jumlah)
        if tahap is not None:
            ubah["tahap"] = samarkan(tahap)[:120]
        if titik is not None:
            ubah["titik"] = titik
            if titik != self.titik:
                # Yang dihitung adalah gagal berturut-turut di tempat yang sama: kemajuan menghapusnya.
                ubah["gagal_beruntun"] = 0
        return ubah
