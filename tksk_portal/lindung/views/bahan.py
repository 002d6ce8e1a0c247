"""Bahan bersama halaman ruang ini."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tksk_portal.akses.izin import boleh
from tksk_portal.lindung.subjek import Ditolak, Subjek, SudahDihapus, daftar_subjek

DITOLAK = 422


def terkirim(request: HttpRequest):
    """Return the POST data, or None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def satu(request: HttpRequest, kode: str, pk: UUID) -> tuple[Subjek, Any]:
    """Return the kind and the record that an address names, as this duty sees it; 404 otherwise.

    Raises:
        SudahDihapus: its identity was erased (410).
    """
    subjek = daftar_subjek().get(kode)
    objek = subjek.ambil(pk) if subjek and boleh(request.lingkup, subjek.izin) else None
    if objek is None:
        raise Http404
    if subjek.dihapus(objek):
        raise SudahDihapus(kode, pk)
    return subjek, objek


def remah(*lain: tuple[str, str], request: HttpRequest) -> list[tuple[str, str]]:
    """Return the breadcrumb: the room, then what is given."""
    utama = "lindung:daftar" if boleh(request.lingkup, "lindung.permintaan") else "lindung:insiden_daftar"
    return [("Pelindungan data", reverse(utama)), *lain]


def formulir(
    request: HttpRequest,
    form: Form,
    *,
    judul: str,
    jejak: list,
    sub: str = "",
    catatan: tuple[str, ...] = (),
    nada: str = "biru",
) -> HttpResponse:
    """Show a form; what was refused comes back with 422."""
    konteks = {"form": form, "judul": judul, "sub": sub, "remah": jejak, "catatan": catatan, "nada": nada}
    return render(request, "lindung/formulir.html", konteks, status=DITOLAK if form.errors else 200)


def coba(form: Form, perbuatan):
    """Carry out an act; what is refused stands beside its field. Returns the act's result, or None."""
    try:
        return perbuatan()
    except Ditolak as tolak:
        form.add_error(tolak.medan if tolak.medan in form.fields else None, tolak.pesan)
    return None


def tab(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Return the parts of this room that the duty may open: (key, label, address)."""
    semua = (
        ("permintaan", "Permintaan", "lindung:daftar", "lindung.permintaan"),
        ("tempo", "Masa simpan", "lindung:tempo", "lindung.putuskan"),
        ("nisan", "Terhapus", "lindung:nisan_daftar", "lindung.permintaan"),
        ("insiden", "Insiden", "lindung:insiden_daftar", "lindung.insiden"),
        ("kegiatan", "Kegiatan pemrosesan", "lindung:kegiatan", "lindung.insiden"),
        ("aturan", "Aturan", "lindung:aturan", "lindung.atur"),
    )
    return [(k, label, reverse(alamat)) for k, label, alamat, izin in semua if boleh(request.lingkup, izin)]
