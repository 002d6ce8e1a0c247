"""Jalan tinjauan rekaan: dari draf sampai disahkan, dengan putusan yang urut waktunya.

Langkahnya sama dengan tabel Langkah (pmks/migrations/0003): TKSK mengajukan, kab/kota memeriksa, provinsi
mengesahkan per kab/kota dan bulan.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from tksk_portal.contoh import kata
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.contoh.waktu import Waktu
from tksk_portal.tinjauan.enums import Aksi, Status

LUPA_DRAF, BATAL_DRAF = 0.02, 0.008
KEMBALI_PERTAMA, KEMBALI_LAGI = 0.12, 0.05
BATAL_KEMBALI, TINGGAL_KEMBALI = 0.05, 0.07
KECUALI, TINJAU_ULANG = 0.015, 0.045
TINGGAL_TINJAU = 0.12


class Putus(NamedTuple):
    """One act: by whom (key of `Pelaku`), what, from, to, when, with which comment."""

    oleh: str
    aksi: str
    dari: str
    ke: str
    saat: int
    komentar: str = ""


class Sah(NamedTuple):
    """One approval of a kabupaten/kota for a month."""

    id: UUID
    kabkota: str
    periode: str
    saat: int


@dataclass
class Jalan:
    """Where a record has got to, and how."""

    status: str = Status.DRAF
    diajukan: int | None = None
    diverifikasi: int | None = None
    disahkan: int | None = None
    sah: Sah | None = None
    putusan: list[Putus] = field(default_factory=list)
    kecuali: list[tuple[Sah, str]] = field(default_factory=list)
    # Terakhir kali TKSK memperbaiki isinya.
    diperbaiki: int | None = None

    def langkah(self, oleh: str, aksi: str, ke: str, saat: int, komentar: str = "") -> None:
        """Carry out one act as `tinjauan.actions.putuskan` would."""
        self.putusan.append(Putus(oleh, aksi, self.status, ke, saat, komentar))
        self.status = ke
        if aksi == Aksi.AJUKAN:
            self.diajukan = saat
        elif aksi == Aksi.VERIFIKASI:
            self.diverifikasi = saat
        elif aksi == Aksi.SAHKAN:
            self.disahkan = saat
        if ke == Status.DIKEMBALIKAN:
            self.diverifikasi = None


def jadwal_pengesahan(waktu: Waktu, kabkota: list[str], benih: int) -> dict[str, list[Sah]]:
    """Return the approvals of the past year per kabupaten/kota, oldest first; the latest month is half done."""
    acak = Random(f"sah|{benih}")  # noqa: S311 - data contoh
    hasil: dict[str, list[Sah]] = {k: [] for k in kabkota}
    bulan = waktu.hari[0].replace(day=1)
    while bulan <= waktu.hari_ini:
        berikut = (bulan + timedelta(days=32)).replace(day=1)
        terakhir = (berikut + timedelta(days=32)).replace(day=1) > waktu.hari_ini
        for i, k in enumerate(kabkota):
            saat = waktu.kerja(waktu.buka(berikut), 2 + acak.random() * 8, acak)
            if saat < waktu.kini and not (terakhir and i % 3 == 1):
                hasil[k].append(Sah(kunci_bernama("sah", benih, k, bulan), k, bulan.isoformat(), saat))
        bulan = berikut
    return hasil


def _pilih(daftar: tuple[str, ...], acak: Random) -> str:
    return daftar[int(acak.random() * len(daftar))]


def tempuh(acak: Random, waktu: Waktu, dibuat: int, sah: list[Sah]) -> Jalan:
    """Return a plausible course of review of a record made at a moment, up to now."""
    jalan = Jalan()
    r = acak.random
    x = r()
    saat = dibuat + 60 + int(r() * 500) if r() < 0.6 else waktu.kerja(dibuat, 1 + r() * 6, acak)
    if x < LUPA_DRAF or saat > waktu.kini:
        return jalan
    if x < LUPA_DRAF + BATAL_DRAF:
        jalan.langkah("tksk", Aksi.BATALKAN, Status.DIBATALKAN, saat, _pilih(kata.KOMENTAR_BATAL, acak))
        return jalan
    jalan.langkah("tksk", Aksi.AJUKAN, Status.DIAJUKAN, saat)
    if _kabkota(jalan, acak, waktu):
        _provinsi(jalan, acak, waktu, sah)
    return jalan


def _kabkota(jalan: Jalan, acak: Random, waktu: Waktu) -> bool:
    """Let the kabupaten/kota return and verify; tell whether it got verified."""
    r = acak.random
    kembali = KEMBALI_PERTAMA
    while True:
        saat = waktu.kerja(jalan.diajukan, 1 + acak.expovariate(1 / 7), acak)
        if saat > waktu.kini:
            return False
        if r() >= kembali:
            jalan.langkah("kabkota", Aksi.VERIFIKASI, Status.DIVERIFIKASI, saat)
            return True
        jalan.langkah("kabkota", Aksi.KEMBALIKAN, Status.DIKEMBALIKAN, saat, _pilih(kata.KOMENTAR_KABKOTA, acak))
        kembali = KEMBALI_LAGI
        saat = waktu.kerja(saat, 1 + r() * 16, acak)
        if saat > waktu.kini or r() < TINGGAL_KEMBALI:
            return False
        if r() < BATAL_KEMBALI:
            jalan.langkah("tksk", Aksi.BATALKAN, Status.DIBATALKAN, saat, _pilih(kata.KOMENTAR_BATAL, acak))
            return False
        jalan.diperbaiki = saat - 120
        jalan.langkah("tksk", Aksi.AJUKAN, Status.DIAJUKAN, saat)


def _provinsi(jalan: Jalan, acak: Random, waktu: Waktu, sah: list[Sah]) -> None:
    """Let the province approve with the next approval, leave out, or send back."""
    r = acak.random
    for pengesahan in sah:
        if pengesahan.saat <= jalan.diverifikasi:
            continue
        x = r()
        if x < KECUALI:
            jalan.kecuali.append((pengesahan, _pilih(kata.ALASAN_KECUALI, acak)))
        elif x < TINJAU_ULANG:
            saat = max(jalan.diverifikasi + 60, pengesahan.saat - 1800 - int(r() * 7200))
            komentar = _pilih(kata.KOMENTAR_PROVINSI, acak)
            jalan.langkah("provinsi", Aksi.KEMBALIKAN, Status.DITINJAU_ULANG, saat, komentar)
            if not _tinjau_ulang(jalan, acak, waktu, saat):
                return
        else:
            jalan.sah = pengesahan
            jalan.langkah("provinsi", Aksi.SAHKAN, Status.DISAHKAN, pengesahan.saat)
            return


def _tinjau_ulang(jalan: Jalan, acak: Random, waktu: Waktu, saat: int) -> bool:
    """Let the kabupaten/kota look again; tell whether it verified once more."""
    saat = waktu.kerja(saat, 1 + acak.random() * 24, acak)
    if saat > waktu.kini or acak.random() < TINGGAL_TINJAU:
        return False
    if acak.random() < 0.3:
        komentar = _pilih(kata.KOMENTAR_KABKOTA, acak)
        jalan.langkah("kabkota", Aksi.KEMBALIKAN, Status.DIKEMBALIKAN, saat, komentar)
        return False
    jalan.langkah("kabkota", Aksi.VERIFIKASI, Status.DIVERIFIKASI, saat)
    return True
