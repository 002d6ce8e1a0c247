"""Halaman daftar dengan kunci (keyset): biaya sama di halaman pertama dan keseribu, pada seribu dan sejuta baris."""

import base64
import binascii
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Q
from django.http import HttpRequest, QueryDict

UKURAN = 25


@contextmanager
def susuri_urutan(perlu: bool) -> Iterator[None]:
    """Let the queries inside walk the index of their order instead of sorting all that match.

    For lists of which the caller knows that many rows match: a page is then full after few steps. The planner
    underestimates such filters and would read and sort the whole scope.
    """
    if not perlu:
        yield
        return
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
        yield
        kursor.execute(
            "SET LOCAL enable_sort TO DEFAULT; SET LOCAL enable_hashjoin TO DEFAULT; "
            "SET LOCAL enable_mergejoin TO DEFAULT"
        )


@dataclass
class Halaman:
    """One page of a list: its rows and the addresses of its neighbours."""

    baris: list
    sebelum_url: str | None
    sesudah_url: str | None


def _bungkus(nilai: list) -> str:
    teks = json.dumps([n.isoformat() if isinstance(n, datetime) else str(n) for n in nilai])
    return base64.urlsafe_b64encode(teks.encode()).decode().rstrip("=")


def _buka(teks: str, banyak: int) -> list | None:
    try:
        nilai = json.loads(base64.urlsafe_b64decode(teks + "=" * (-len(teks) % 4)))
    except (binascii.Error, ValueError):
        return None
    return nilai if isinstance(nilai, list) and len(nilai) == banyak else None


def _lewat(kolom: list[str], nilai: list, turun: bool) -> Q:
    """Return the condition "after this row"; the bound on the first column alone lets an index start there."""
    arah = "lt" if turun else "gt"
    utama, kedua = kolom
    return Q(**{f"{utama}__{arah}e": nilai[0]}) & (
        Q(**{f"{utama}__{arah}": nilai[0]}) | Q(**{f"{kedua}__{arah}": nilai[1]})
    )


def halaman(request: HttpRequest, rekaman: models.QuerySet, *, urut: tuple[str, str], ukuran: int = UKURAN) -> Halaman:
    """Return the page that the address asks for (`sesudah` or `sebelum`); an unreadable key gives the first page.

    Args:
        urut: two column names, both with or both without "-"; the second is unique.
    """
    turun = urut[0].startswith("-")
    kolom = [u.lstrip("-") for u in urut]
    mundur = "sebelum" in request.GET
    nilai = _buka(request.GET.get("sebelum") or request.GET.get("sesudah") or "", len(kolom))
    ambil = None
    if nilai is not None:
        try:
            lanjut = rekaman.filter(_lewat(kolom, nilai, turun != mundur))
            ambil = list(_urutkan(lanjut, kolom, turun != mundur)[: ukuran + 1])
        except (ValueError, TypeError, ValidationError):
            nilai = None
    if ambil is None:
        mundur = False
        ambil = list(_urutkan(rekaman, kolom, turun)[: ukuran + 1])
    lebih = len(ambil) > ukuran
    baris = ambil[:ukuran]
    if mundur:
        baris.reverse()
    ada_sebelum = lebih if mundur else nilai is not None
    ada_sesudah = bool(baris) if mundur else lebih
    return Halaman(
        baris,
        _alamat(request, "sebelum", baris[0], kolom) if ada_sebelum and baris else None,
        _alamat(request, "sesudah", baris[-1], kolom) if ada_sesudah and baris else None,
    )


def _urutkan(rekaman: models.QuerySet, kolom: list[str], turun: bool) -> models.QuerySet:
    return rekaman.order_by(*(f"-{k}" if turun else k for k in kolom))


def _alamat(request: HttpRequest, arah: str, baris, kolom: list[str]) -> str:
    tanya: QueryDict = request.GET.copy()
    tanya.pop("sebelum", None)
    tanya.pop("sesudah", None)
    tanya[arah] = _bungkus([getattr(baris, k) for k in kolom])
    return f"{request.path}?{tanya.urlencode()}"
