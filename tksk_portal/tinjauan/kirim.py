"""Mengirim formulir sebuah rekaman: kunci kiriman, apa yang berbeda dari yang tersimpan, dan kabar sesudahnya."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from uuid_utils.compat import uuid7

from tksk_portal.jejak.kata import kata_nilai

DITOLAK, BENTROK = 422, 409
ULANG = "Isian ini sudah tersimpan sebelumnya; tidak ada yang digandakan."
# Yang tidak terjadi pada formulir yang baru dibuka (templates/bagian/form_rekaman.html).
BELUM = {"kunci_asing": False, "lama": None, "tersimpan": None, "basi": None}
F = TypeVar("F", bound=forms.Form)


def ganti_kunci(request: HttpRequest, kelas: type[F]) -> F:
    """Return the form as it was sent, checked, under a new key: the one it came with cannot be used."""
    data = request.POST.copy()
    data["id"] = str(uuid7())
    form = kelas(data, lingkup=request.lingkup)
    form.is_valid()
    return form


def kabari_tersimpan(request: HttpRequest, *, ulang: bool) -> None:
    """Tell what became of a new record; "ajukan" in the form asked to submit it."""
    if ulang:
        messages.info(request, ULANG)
    elif "ajukan" in request.POST:
        messages.success(request, "Tersimpan dan diajukan ke dinas sosial.")
    else:
        messages.success(request, "Tersimpan sebagai draf.")


def ke_tersimpan(alamat: str, rekaman: models.Model) -> HttpResponseRedirect:
    """Redirect to the record; the page that follows tells the phone that its draft has arrived."""
    return redirect(reverse(alamat, args=[rekaman.pk]) + "?tersimpan=1")


def bandingkan(
    rekaman: models.Model, isian: dict, kata: Callable[[str, object], str] | None = None
) -> list[tuple[str, str, str]]:
    """Return (label, stored, typed) for what differs between the stored record and what was typed.

    Args:
        kata: (column, value) -> words, where a column's own words are not enough.
    """
    beda = []
    for kolom, baru in isian.items():
        lama = getattr(rekaman, kolom)
        if lama != baru:
            medan = rekaman._meta.get_field(kolom.removesuffix("_id"))
            ujar = [kata(kolom, n) if kata else kata_nilai(medan, n) for n in (lama, baru)]
            beda.append((str(medan.verbose_name), *ujar))
    return beda
