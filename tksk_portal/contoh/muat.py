"""Memuat data contoh: wilayah, akun, orang. Satu benih menentukan semuanya; "hari ini" adalah hari ini."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.utils import timezone

from pmks.models import Orang, Pengesahan, Program, Sel
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.contoh.jalan import jadwal_pengesahan
from tksk_portal.contoh.kasus import PembuatKasus
from tksk_portal.contoh.orang import Pembangkit
from tksk_portal.contoh.pelaku import PROVINSI, Pelaku, baca_pelaku, buat_akun, daftar_jabatan
from tksk_portal.contoh.perjalanan import PembuatPerjalanan
from tksk_portal.contoh.sebaran import Sebaran
from tksk_portal.contoh.tulis import LINGKUP, SEDANG_DIMUAT, rawat, tulis_paket, tutup
from tksk_portal.contoh.waktu import Waktu
from tksk_portal.wilayah.enums import JenisWilayah, Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.muat import muat as muat_wilayah

PAKET = 20_000
SKALA_PALING_BESAR = 1_000_000
Lapor = Callable[[str], object]


class BelumSelesai(Exception):
    """An earlier load stopped halfway; the message says how many people it left."""


@dataclass(frozen=True)
class HasilAkun:
    """Accounts of the contract: how many in all, how many are new."""

    jumlah: int
    baru: int


def pastikan_wilayah(edisi: str | None) -> None:
    """Load the regions of the province when there are none, or when an edition is asked for."""
    ada = Wilayah.objects.di_bawah(PROVINSI).filter(tingkat=Tingkat.DESA).exists()
    if edisi or not ada:
        muat_wilayah([PROVINSI], **({"edisi": edisi} if edisi else {}))


def muat_akun(*, sandi: str, benih: int, kini: datetime | None = None) -> HasilAkun:
    """Create what is missing of the accounts of the contract; safe to repeat."""
    berlaku = Wilayah.objects.di_bawah(PROVINSI).berlaku()
    kabkota = list(berlaku.filter(tingkat=Tingkat.KABKOTA).values_list("kode", flat=True))
    kecamatan = list(berlaku.filter(tingkat=Tingkat.KECAMATAN).values_list("kode", flat=True))
    jabatan = daftar_jabatan(kabkota, kecamatan, Waktu(kini or timezone.now()), benih)
    with lingkup.masuk(LINGKUP):
        return HasilAkun(len(jabatan), buat_akun(jabatan, sandi=sandi, benih=benih))


def orang_yang_ada() -> int:
    """Return how many people there are.

    Raises:
        BelumSelesai: an earlier load stopped halfway (its approvals still say so, or the summary is empty).
    """
    with lingkup.masuk(LINGKUP):
        if not Orang.objects.exists():
            return 0
        jumlah = Orang.objects.count()
        menggantung = Pengesahan.objects.filter(catatan=SEDANG_DIMUAT).exists()
        if menggantung or not Sel.objects.filter(wilayah_id="0").exists():
            raise BelumSelesai(f"Pemuatan data contoh sebelumnya berhenti di tengah ({jumlah} orang).")
        return jumlah


def muat_orang(*, skala: int, benih: int, lapor: Lapor, kini: datetime | None = None) -> int:
    """Make and write the people, chunk by chunk; the next chunk is made while one is written. Return how many.

    Accounts and regions must exist. Each chunk is a transaction of its own.
    """
    mulai = monotonic()
    pembangkit, provinsi = siapkan(skala, benih, Waktu(kini or timezone.now()))
    jumlah, sudah = Counter(), set()
    with ThreadPoolExecutor(1) as pekerja:
        pakets = pembangkit.paket(PAKET)
        berikut = pekerja.submit(next, pakets, None)
        selesai = 0
        while (paket := berikut.result()) is not None:
            berikut = pekerja.submit(next, pakets, None)
            tulis_paket(paket, provinsi, sudah)
            jumlah.update(paket.sah)
            selesai += paket.orang
            lapor(f"  {_ribu(selesai)} dari {_ribu(skala)} orang, {_ribu(selesai / (monotonic() - mulai))} per detik")
    lapor("  menjumlahkan ringkasan …")
    tutup(jumlah)
    rawat()
    lapor(f"  selesai dalam {monotonic() - mulai:.0f} detik")
    return selesai


def siapkan(skala: int, benih: int, waktu: Waktu) -> tuple[Pembangkit, Pelaku]:
    """Return the generator, which touches no database, and who approves."""
    desa = Wilayah.objects.di_bawah(PROVINSI).berlaku().filter(tingkat=Tingkat.DESA).order_by("kode")
    sebaran = Sebaran([(d.kode, d.nama, d.jenis == JenisWilayah.KELURAHAN) for d in desa], benih)
    kabkota = sorted({d.kabkota for d in sebaran.desa})
    with lingkup.masuk(LINGKUP):
        pelaku = baca_pelaku()
    perjalanan = PembuatPerjalanan(waktu, dict(Program.objects.values_list("kode", "pk")))
    kasus = PembuatKasus(waktu, pelaku, jadwal_pengesahan(waktu, kabkota, benih), perjalanan)
    pembangkit = Pembangkit(benih=benih, skala=skala, waktu=waktu, sebaran=sebaran, pelaku=pelaku, kasus=kasus)
    return pembangkit, pelaku[Peran.PROVINSI, PROVINSI]


def _ribu(n: float) -> str:
    return f"{n:,.0f}".replace(",", ".")
