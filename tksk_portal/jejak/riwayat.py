"""Riwayat perubahan sebuah rekaman, dibaca dari tabel riwayat yang diisi pemicu basis data."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from tksk_portal.akun.models import Akun
from tksk_portal.jejak.kata import kata_nilai

LABEL = {"insert": "dicatat", "update": "diubah", "delete": "dihapus"}
BATAS = 200


@dataclass(frozen=True)
class Ubahan:
    """One changed field, in words."""

    medan: str
    sebelum: str
    sesudah: str


@dataclass(frozen=True)
class Peristiwa:
    """One change of a record: when, by whom, under which duty, what."""

    pada: datetime
    oleh: str
    tugas: str
    label: str
    ubahan: list[Ubahan]


def riwayat(
    objek: models.Model, *, samar: frozenset[str] = frozenset(), abaikan: frozenset[str] = frozenset()
) -> list[Peristiwa]:
    """Return the changes of a record, newest first, at most `BATAS`.

    Args:
        samar: field names whose values are shown as dots.
        abaikan: technical field names that are left out.
    """
    baris = list(objek.riwayat.order_by("-pgh_id")[: BATAS + 1])
    medan = _medan(objek, objek.riwayat.model, abaikan)
    return _susun(baris, _nama_akun(baris), medan, samar)


def urutkan(peristiwa: list[tuple[str, Peristiwa]]) -> list[tuple[str, Peristiwa]]:
    """Return the changes of a record and of what hangs on it, newest first, without those of technical columns only."""
    ada = [p for p in peristiwa if p[1].ubahan or p[1].label == LABEL["insert"]]
    return sorted(ada, key=lambda p: p[1].pada, reverse=True)


def riwayat_banyak(
    model: type[models.Model], saring: dict, *, abaikan: frozenset[str] = frozenset()
) -> list[Peristiwa]:
    """Return the changes of all rows that hang on one record (`saring` names it), in two queries.

    The newest `BATAS` changes at most; a row whose earlier changes lie beyond them is told as if it began there.
    """
    peristiwa = model.riwayat.rel.related_model
    baris = list(peristiwa.objects.filter(**saring).order_by("-pgh_id")[:BATAS])
    nama, medan = _nama_akun(baris), _medan(model, peristiwa, abaikan)
    per_rekaman: dict = {}
    for b in baris:
        per_rekaman.setdefault(b.pgh_obj_id, []).append(b)
    return [p for milik in per_rekaman.values() for p in _susun(milik, nama, medan, frozenset())]


def _medan(model, peristiwa: type[models.Model], abaikan: frozenset[str]) -> list[models.Field]:
    ada = {f.name for f in peristiwa._meta.concrete_fields}
    return [f for f in model._meta.concrete_fields if f.name in ada - abaikan and not f.primary_key]


def _susun(baris: list, nama: dict[str, str], medan: list[models.Field], samar: frozenset[str]) -> list[Peristiwa]:
    """Return the changes of one record from its rows, newest first."""
    hasil = []
    for i, kini in enumerate(baris[:BATAS]):
        lalu = baris[i + 1] if i + 1 < len(baris) else None
        konteks = kini.pgh_context or {}
        hasil.append(
            Peristiwa(
                pada=kini.pgh_created_at,
                oleh=nama.get(konteks.get("akun"), "sistem"),
                tugas=konteks.get("tugas") or "",
                label=LABEL.get(kini.pgh_label, kini.pgh_label),
                ubahan=_bedakan(lalu, kini, medan, samar),
            )
        )
    return hasil


def _nama_akun(baris: list) -> dict[str, str]:
    kunci = {b.pgh_context["akun"] for b in baris if b.pgh_context and b.pgh_context.get("akun")}
    return {str(pk): nama for pk, nama in Akun.objects.filter(pk__in=kunci).values_list("pk", "nama")} if kunci else {}


def _bedakan(lalu, kini, medan: list[models.Field], samar: frozenset[str]) -> list[Ubahan]:
    hasil = []
    for f in medan:
        baru = getattr(kini, f.attname)
        lama = getattr(lalu, f.attname) if lalu is not None else None
        kosong = lalu is None and baru in (None, "", [])
        if kosong or (lalu is not None and lama == baru):
            continue
        tampak = (lambda v: "••••" if v else "–") if f.name in samar else (lambda v, f=f: kata_nilai(f, v))
        nama = str(f.verbose_name)
        hasil.append(Ubahan(nama[:1].upper() + nama[1:], tampak(lama) if lalu is not None else "", tampak(baru)))
    return hasil
