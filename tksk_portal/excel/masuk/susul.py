"""Menyiapkan potongan berikutnya di benang lain selama basis data menulis potongan yang sekarang.

Hanya benang utama yang memegang sambungan basis data. Barisnya dibaca dalam transaksi potongan sebelumnya; dipakai
hanya bila penulisan memang sampai di sana, dan transaksi potongannya sendiri memeriksa lagi siapa yang memegang kerja.
"""

from concurrent.futures import Future, ThreadPoolExecutor

from django.db.models import TextField
from django.db.models.functions import Cast

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.enums import BISA_MASUK
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import BarisMentah, Potongan, Sumber


class Susulan:
    """The chunk after the present one. Use as a context manager."""

    def __init__(self) -> None:
        self.benang = ThreadPoolExecutor(1, thread_name_prefix="excel-susul")
        self.sesudah = -1
        self.baris: list[BarisMentah] = []
        self.olahan: Future | None = None

    def __enter__(self) -> "Susulan":
        return self

    def __exit__(self, *_) -> None:
        self.benang.shutdown(cancel_futures=True)

    def ambil(self, u: Unggahan, sumber: Sumber, *, by: Lingkup, sampai: int, ukuran: int) -> Potongan | None:
        """Return the chunk after row `sampai`, None at the end; inside a transaction. Starts on the one after it."""
        if self.sesudah != sampai or self.olahan is None:
            self._mulai(u, sumber, by, sampai, ukuran)
        if not self.baris:
            return None
        potong = Potongan(self.baris, self.olahan.result())
        self._mulai(u, sumber, by, self.baris[-1].nomor, ukuran)
        return potong

    def _mulai(self, u: Unggahan, sumber: Sumber, by: Lingkup, sesudah: int, ukuran: int) -> None:
        rekaman = BarisUnggahan.objects.filter(unggahan=u, status__in=BISA_MASUK, nomor__gt=sesudah).order_by("nomor")
        kolom = ("nomor", Cast("kunci", TextField()), Cast("isi", TextField()))
        self.sesudah = sesudah
        self.baris = list(map(BarisMentah._make, rekaman.values_list(*kolom)[:ukuran]))
        self.olahan = self.benang.submit(sumber.siapkan(self.baris, by=by)) if self.baris else None
