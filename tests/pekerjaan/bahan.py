"""Pekerjaan terjadwal dan pekerjaan latar rekaan, jam yang dapat diputar, dan pekerja di dalam proses uji."""

import time
from datetime import UTC, datetime, timedelta
from unittest import mock

from django.db import connection

from tksk_portal.akses import lingkup
from tksk_portal.pekerjaan import antrean, pelaksana
from tksk_portal.pekerjaan.antrean import Kerja, jenis_pekerjaan
from tksk_portal.pekerjaan.enums import Status
from tksk_portal.pekerjaan.jadwal import terjadwal
from tksk_portal.pekerjaan.kabar import JenisKabar, kabari
from tksk_portal.pekerjaan.models import Pekerjaan

jalan: list[tuple[str, str]] = []


class Jam:
    """A clock that stands still until it is moved."""

    def __init__(self, kini: datetime = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)) -> None:
        self.kini = kini

    def maju(self, **lama) -> None:
        """Move the clock forward."""
        self.kini += timedelta(**lama)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.kini


@terjadwal(setiap=timedelta(hours=1))
def tiap_jam() -> None:
    """Note that it ran, and in which scope."""
    jalan.append(("tiap_jam", lingkup.sekarang().peran))


@terjadwal(setiap=timedelta(days=1))
def tiap_hari() -> None:
    """Note that it ran."""
    jalan.append(("tiap_hari", lingkup.sekarang().peran))


@terjadwal(setiap=timedelta(days=1), sendiri=True)
def berlingkup_sendiri() -> None:
    """Note that no scope was entered for it."""
    jalan.append(("berlingkup_sendiri", lingkup.sekarang().peran))


@terjadwal(setiap=timedelta(hours=1))
def rusak() -> None:
    """Fail with personal data in the message."""
    jalan.append(("rusak", ""))
    raise ValueError("NIK 6472031201800001 tidak terbaca")


def tanpa_jarak() -> None:
    """Does not say how often."""


UJI = JenisKabar("uji", "Kabar uji")


@jenis_pekerjaan("tulis", judul="Menulis baris", izin="beranda", percobaan=5)
def tulis_baris(kerja: Kerja) -> dict:
    """Write numbered rows, ten in a transaction with their checkpoint; slowly, so that it can be killed."""
    banyak = kerja.isi["banyak"]
    for awal in range(kerja.titik.get("berikut", 0), banyak, 10):
        with kerja.transaksi():
            for n in range(awal, min(banyak, awal + 10)):
                kabari(akun_id=kerja.by.akun_id, wilayah=kerja.by.tempat, jenis="uji", teks=f"baris {n}")
                time.sleep(kerja.isi.get("jeda", 0))
            kerja.maju(min(banyak, awal + 10), banyak, tahap="Menulis", titik={"berikut": awal + 10})
    return {"ringkas": [["Baris", str(banyak)]]}


@jenis_pekerjaan("kueri", judul="Kueri panjang", izin="beranda")
def kueri_panjang(kerja: Kerja) -> None:
    """Sit in one long statement."""
    kerja.maju(0, tahap="Menunggu")
    with kerja.transaksi(), connection.cursor() as kursor:
        kursor.execute("SELECT pg_sleep(%s)", [kerja.isi["banyak"]])


def kerjakan_semua(*, lempar: bool = True) -> list[Pekerjaan]:
    """Run what is queued in this process until nothing waits, retries at once; return the jobs as they ended.

    Args:
        lempar: raise the first unexpected error of a job (a worker would store a neutral message and try again).
    """
    galat: list[Exception] = []
    hasil: dict = {}
    with mock.patch.object(pelaksana, "_catat", lambda _, salah: galat.append(salah)):
        while True:
            with lingkup.masuk(lingkup.sistem("uji")):
                Pekerjaan.objects.filter(status=Status.ANTRE).update(coba_lagi_pada=antrean.kini())
            p = antrean.ambil()
            if p is None:
                break
            hasil[p.pk] = p
            pelaksana.kerjakan(p)
            if galat and lempar:
                raise galat[0]
    with lingkup.masuk(lingkup.sistem("uji")):
        segar = Pekerjaan.objects.in_bulk(hasil)
    return [segar[pk] for pk in hasil]
