"""Pekerjaan latar: menjalankan dan mengurungkan sebuah pemekaran."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import connection
from django.urls import reverse

from tksk_portal.akses import lingkup
from tksk_portal.mekar import actions
from tksk_portal.mekar.models import Mekar
from tksk_portal.pekerjaan.antrean import Gagal, Kerja, jenis_pekerjaan
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.tinjauan.actions import Ditolak

JEDA_LAPOR = 0.5  # detik


class Papan:
    """Shows progress while the one long transaction is open: written over a connection of its own, so it is seen.

    Call `tutup` before that transaction ends, which also touches the job's row.
    """

    def __init__(self, kerja: Kerja) -> None:
        self.kerja = kerja
        self.utas = ThreadPoolExecutor(1)
        self.terakhir = ("", 0.0)

    def __call__(self, tahap: str, selesai: int, jumlah: int) -> None:
        """Report a stage."""
        self.kerja.denyut()
        kini = time.monotonic()
        if tahap == self.terakhir[0] and kini - self.terakhir[1] < JEDA_LAPOR:
            return
        self.terakhir = (tahap, kini)
        self.utas.submit(self._tulis, tahap, selesai, jumlah)

    def _tulis(self, tahap: str, selesai: int, jumlah: int) -> None:
        try:
            with lingkup.masuk(self.kerja.by):
                Pekerjaan.objects.filter(pk=self.kerja.id, percobaan=self.kerja.percobaan).update(
                    tahap=tahap[:120], selesai_butir=selesai, jumlah_butir=jumlah
                )
        finally:
            connection.close()

    def tutup(self) -> None:
        """Write what waits, and stop."""
        self.utas.shutdown(wait=True)


@jenis_pekerjaan("mekar.jalankan", judul="Pemekaran wilayah", izin=actions.IZIN, percobaan=2)
def jalankan(kerja: Kerja) -> dict:
    """Run a plan."""
    mekar = _kerjakan(kerja, actions.laksanakan)
    return _hasil(mekar, [[label, _angka(n)] for label, _, n in mekar.hitung])


@jenis_pekerjaan("mekar.urungkan", judul="Mengurungkan pemekaran wilayah", izin=actions.IZIN, percobaan=2)
def urungkan(kerja: Kerja) -> dict:
    """Undo what was run."""
    mekar = _kerjakan(kerja, actions.laksanakan_urung)
    return _hasil(mekar, [["Kode lama berlaku lagi", _angka(len(mekar.kode_lama))]])


def _kerjakan(kerja: Kerja, laksanakan: Callable[..., Mekar]) -> Mekar:
    kunci = UUID(kerja.isi["mekar"])
    papan = Papan(kerja)
    try:
        with kerja.transaksi():
            try:
                return laksanakan(kunci=kunci, by=kerja.by, lapor=papan)
            finally:
                papan.tutup()
    except Ditolak as salah:
        with kerja.transaksi():
            actions.catat_gagal(kunci=kunci, pesan=str(salah))
        raise Gagal(str(salah)) from None


def _hasil(mekar: Mekar, ringkas: list[list[str]]) -> dict:
    return {"ringkas": ringkas, "url": reverse("mekar:rinci", args=[mekar.pk]), "label": "Lihat laporannya"}


def _angka(n: int) -> str:
    return f"{n:,}".replace(",", ".")
