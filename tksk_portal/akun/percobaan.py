"""Batas percobaan masuk, dihitung bersama oleh semua proses dalam tembolok basis data.

Percobaan untuk satu nama pengguna berjalan satu per satu (kunci transaksi): yang berikutnya baru memeriksa hitungan
setelah yang sebelumnya tersimpan, jadi percobaan serentak tidak lolos. Hitungan per alamat jaringan dikunci hanya saat
dicatat; selama sandi diperiksa, orang lain di jaringan yang sama tidak menunggu.
"""

import hashlib
import math
import time
from dataclasses import dataclass

from django.core.cache import cache

from tksk_portal.akun.kunci import kunci_transaksi


@dataclass(frozen=True)
class Batas:
    """At most `banyak` failures in a sliding window of `detik`."""

    banyak: int
    detik: int


PER_AKUN = Batas(5, 5 * 60)
PER_ALAMAT = Batas(30, 60)


def _kunci(jenis: str, nilai: str) -> str:
    return f"masuk:{jenis}:{hashlib.sha256(nilai.encode()).hexdigest()}"


def _gagal(kunci: str, batas: Batas) -> list[float]:
    sejak = time.time() - batas.detik
    return [saat for saat in cache.get(kunci, []) if saat > sejak]


def tunggu(jenis: str, nilai: str, batas: Batas) -> int:
    """Return the seconds until another try is allowed; 0 when it is allowed now."""
    gagal = _gagal(_kunci(jenis, nilai), batas)
    if len(gagal) < batas.banyak:
        return 0
    return max(1, math.ceil(sorted(gagal)[-batas.banyak] + batas.detik - time.time()))


def giliran(nama: str) -> int:
    """Wait for this login name's turn and return the seconds until a try is allowed (0 = now)."""
    kunci_transaksi(_kunci("akun", nama))
    return tunggu("akun", nama, PER_AKUN)


def catat_gagal(*, nama: str, alamat: str) -> None:
    """Count a failure for a login name (its turn is held) and for the network address."""
    _catat(_kunci("akun", nama), PER_AKUN)
    kunci_alamat = _kunci("alamat", alamat)
    kunci_transaksi(kunci_alamat)
    _catat(kunci_alamat, PER_ALAMAT)


def pakai(jenis: str, nilai: str, batas: Batas) -> int:
    """Count one use of something open to everybody; return the seconds to wait when there were too many (0 = go on).

    Must be followed by an answer, not an exception, or the count is undone with the rest.
    """
    kunci = _kunci(jenis, nilai)
    kunci_transaksi(kunci)
    detik = tunggu(jenis, nilai, batas)
    if not detik:
        _catat(kunci, batas)
    return detik


def _catat(kunci: str, batas: Batas) -> None:
    cache.set(kunci, [*_gagal(kunci, batas), time.time()], batas.detik)


def kata_tunggu(detik: int) -> str:
    """Return the time to wait in words: "40 detik", "5 menit"."""
    return f"{detik} detik" if detik < 60 else f"{math.ceil(detik / 60)} menit"
