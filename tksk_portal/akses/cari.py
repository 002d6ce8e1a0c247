"""Kata cari disimpan di sesi: alamat halaman hanya memuat tanda acak, bukan nama atau NIK orang."""

import secrets

from django.http import HttpRequest

KUNCI = "kata_cari"
SIMPAN = 12


def simpan(request: HttpRequest, kata: str) -> str:
    """Keep a search text in the session and return its token for the address."""
    daftar: dict = request.session.get(KUNCI, {})
    tanda = secrets.token_urlsafe(6)
    daftar[tanda] = kata[:100]
    request.session[KUNCI] = dict(list(daftar.items())[-SIMPAN:])
    return tanda


def baca(request: HttpRequest) -> str:
    """Return the search text that the address's token `cari` stands for; empty when unknown."""
    tanda = request.GET.get("cari", "")
    return request.session.get(KUNCI, {}).get(tanda, "") if tanda else ""
