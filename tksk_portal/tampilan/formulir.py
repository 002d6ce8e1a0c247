"""Dasar formulir yang dipakai semua ruang."""

import unicodedata
from collections.abc import Callable
from datetime import date

from django import forms
from django.utils import timezone

from tksk_portal.dasar.nik import KK, NIK, NIKSalah
from tksk_portal.dasar.tanggal import TanggalSalah, baca_tanggal


class NamaField(forms.CharField):
    """A name; accents typed as separate signs are composed, so that the same name is the same text."""

    def to_python(self, value) -> str:
        """Return the composed text."""
        return unicodedata.normalize("NFC", super().to_python(value))


class TeksForm(forms.Form):
    """Base form: text fields are trimmed and inner spaces folded."""

    def clean(self) -> dict:
        """Fold runs of spaces in one-line text fields."""
        bersih = super().clean()
        for nama, nilai in bersih.items():
            if isinstance(nilai, str) and isinstance(self.fields[nama].widget, forms.TextInput):
                bersih[nama] = " ".join(nilai.split())
        return bersih


def baca_nomor(teks: str, baca: Callable[..., NIK | KK]) -> str:
    """Return the digits of a NIK or KK of sound structure (`baca_nik`, `baca_kk`); empty for an empty text."""
    if not teks.strip():
        return ""
    try:
        return baca(teks.strip(), pada=timezone.localdate()).digits
    except NIKSalah as salah:
        raise forms.ValidationError(salah.pesan) from None


def keluhan(form: forms.Form) -> str:
    """Return what is wrong with a small form that has no page of its own, in one message."""
    return " ".join(e for daftar in form.errors.values() for e in daftar)


def baca_hari(teks: str, sebutan: str) -> tuple[date, bool]:
    """Return a day as typed, and whether it is only an estimate."""
    try:
        return baca_tanggal(teks, paling_akhir=timezone.localdate(), sebutan=sebutan)
    except TanggalSalah as salah:
        raise forms.ValidationError(str(salah)) from None
