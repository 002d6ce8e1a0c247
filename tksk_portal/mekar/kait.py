"""Kait: apa yang harus dikerjakan ruang lain bila kode wilayah diganti, didaftarkan di `settings.SAAT_MEKAR`.

Memindahkan baris tidak memerlukan kait (`mekar/tabel.py`). Kait bagi akibat yang lebih dari itu: formasi bagi kecamatan
yang baru, tautan yang tidak lagi dalam satu kecamatan. Semuanya dipanggil di dalam transaksi pemekaran, dalam lingkup
sistem kantor yang menjalankannya, selagi tidak ada orang lain yang menulis.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from tksk_portal.mekar.models import Mekar


def _tidak_ada(*_: object) -> None:
    return None


@dataclass(frozen=True)
class Kait:
    """What a room does.

    Args:
        sesudah: called as (mekar) when all rows have moved; returns what its own undoing needs to know, or None.
        urungkan: called as (mekar, that note) when all rows have moved back. What it made at a new kecamatan it closes
            or takes away: that code is over again.
        halangan: called as (mekar, that note); returns sentences that say what prevents undoing.
    """

    sesudah: Callable[[Mekar], dict | None] = _tidak_ada
    urungkan: Callable[[Mekar, dict], None] = _tidak_ada
    halangan: Callable[[Mekar, dict], list[str] | None] = _tidak_ada


def daftar_kait() -> dict[str, Kait]:
    """Return all hooks by dotted name, in the order of the settings."""
    return _daftar(tuple(settings.SAAT_MEKAR))


@cache
def _daftar(nama: tuple[str, ...]) -> dict[str, Kait]:
    return {n: import_string(n) for n in nama}
