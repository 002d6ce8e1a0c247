"""Halaman daftar dengan kunci (keyset): biaya sama di halaman pertama dan keseribu, pada seribu dan sejuta baris."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import ExpressionWrapper, F, Q
from django.http import HttpRequest, QueryDict

UKURAN = 25


# Cara yang dihindari perencana. Menyusuri: banyak yang cocok, halaman penuh sesudah beberapa langkah menurut indeks
# urutannya. Mengumpulkan: sedikit yang cocok, satu indeks membaca tepat yang cocok, lalu diurutkan.
MENYUSURI = ("sort", "hashjoin", "mergejoin")
MENGUMPULKAN = ("bitmapscan",)


@contextmanager
def hindari(*cara: str) -> Iterator[None]:
    """Keep the planner from some ways of answering the queries inside.

    For lists of which the caller knows how many rows match. The planner cannot: filters depend on each other, and it
    would read and sort a whole scope, or combine two indexes that say the same.
    """
    if not cara:
        yield
        return
    with connection.cursor() as kursor:
        kursor.execute("; ".join(f"SET LOCAL enable_{c} = off" for c in cara))
        yield
        kursor.execute("; ".join(f"SET LOCAL enable_{c} TO DEFAULT" for c in cara))


@dataclass
class Halaman:
    """One page of a list: its rows and the addresses of its neighbours."""

    baris: list
    sebelum_url: str | None
    sesudah_url: str | None


SIDIK = 12


def bungkus(nilai: list, jalur: str) -> str:
    """Return the key of a page for the address: unreadable, not to be made up, and only for this path.

    The key of a row holds its id and a time to the microsecond. Readable, it would tie a row without identity on one
    page (a type at the desk) to a row without type on another (a name in the list).
    """
    teks = json.dumps([n.isoformat() if isinstance(n, datetime) else str(n) for n in nilai]).encode()
    sidik = _sidik(teks, jalur)
    return base64.urlsafe_b64encode(sidik + _aduk(teks, sidik)).decode().rstrip("=")


def buka(teks: str, jalur: str, banyak: int) -> list | None:
    """Return the values of a page's key, or None when it was not made by `bungkus` for this path."""
    try:
        isi = base64.urlsafe_b64decode(teks + "=" * (-len(teks) % 4))
    except (binascii.Error, ValueError):
        return None
    polos = _aduk(isi[SIDIK:], isi[:SIDIK])
    if not hmac.compare_digest(_sidik(polos, jalur), isi[:SIDIK]):
        return None
    nilai = json.loads(polos)
    return nilai if isinstance(nilai, list) and len(nilai) == banyak else None


def _rahasia(guna: bytes) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"tksk.halaman." + guna, "sha256")


def _sidik(teks: bytes, jalur: str) -> bytes:
    return hmac.digest(_rahasia(b"sidik"), jalur.encode() + b"\0" + teks, "sha256")[:SIDIK]


def _aduk(teks: bytes, sidik: bytes) -> bytes:
    """Mix with a stream that only this secret and this digest give; twice gives the text back."""
    arus = hashlib.shake_256(_rahasia(b"arus") + sidik).digest(len(teks))
    return bytes(a ^ b for a, b in zip(teks, arus, strict=True))


def _lewat(kolom: list[str], nilai: list, turun: bool) -> Q:
    """Return the condition "after this row"; the bound on the first column alone lets an index start there."""
    arah = "lt" if turun else "gt"
    utama, kedua = kolom
    return Q(**{f"{utama}__{arah}e": nilai[0]}) & (
        Q(**{f"{utama}__{arah}": nilai[0]}) | Q(**{f"{kedua}__{arah}": nilai[1]})
    )


def halaman(
    request: HttpRequest,
    rekaman: models.QuerySet,
    *,
    urut: tuple[str, str],
    ukuran: int = UKURAN,
    isi: models.QuerySet | None = None,
    kumpulkan: bool = False,
) -> Halaman:
    """Return the page that the address asks for (`sesudah` or `sebelum`); an unreadable key gives the first page.

    Args:
        urut: two column names, both with or both without "-"; the second is unique.
        isi: where to load the rows of the page from. `rekaman` is then asked for keys only, which an index that holds
            all its columns answers alone.
        kumpulkan: few rows match (the caller knows): read all of them and sort, instead of walking the index of the
            order until the page is full. The first column must be a date and time.
    """

    def ambil_halaman(asal: models.QuerySet, turun: bool) -> list:
        asal = _urutkan(asal, kolom, turun, kumpulkan)
        if isi is None:
            return list(asal[: ukuran + 1])
        kunci = list(asal.values_list("pk", flat=True)[: ukuran + 1])
        baris = isi.in_bulk(kunci)
        return [baris[k] for k in kunci if k in baris]

    turun = urut[0].startswith("-")
    kolom = [u.lstrip("-") for u in urut]
    mundur = "sebelum" in request.GET
    nilai = buka(request.GET.get("sebelum") or request.GET.get("sesudah") or "", request.path, len(kolom))
    ambil = None
    if nilai is not None:
        try:
            lanjut = rekaman.filter(_lewat(kolom, nilai, turun != mundur))
            ambil = ambil_halaman(lanjut, turun != mundur)
        except (ValueError, TypeError, ValidationError):
            nilai = None
    if ambil is None:
        mundur = False
        ambil = ambil_halaman(rekaman, turun)
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


def _urutkan(rekaman: models.QuerySet, kolom: list[str], turun: bool, kumpulkan: bool) -> models.QuerySet:
    urut: list = [F(k) for k in kolom]
    if kumpulkan:
        # Urutan yang sama, tetapi tidak ada indeks yang menurutinya: perencana mencari indeks yang paling menyaring.
        urut[0] = ExpressionWrapper(urut[0] + timedelta(0), output_field=models.DateTimeField())
    return rekaman.order_by(*(k.desc() if turun else k.asc() for k in urut))


def _alamat(request: HttpRequest, arah: str, baris, kolom: list[str]) -> str:
    tanya: QueryDict = request.GET.copy()
    tanya.pop("sebelum", None)
    tanya.pop("sesudah", None)
    tanya[arah] = bungkus([getattr(baris, k) for k in kolom], request.path)
    return f"{request.path}?{tanya.urlencode()}"
