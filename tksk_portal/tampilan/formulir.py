"""Dasar formulir yang dipakai semua ruang."""

import unicodedata
from collections.abc import Callable
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape

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


class TanggalField(forms.DateField):
    """A date as typed in Indonesia; the locale's own list would read 12/25/2026 the American way."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("input_formats", settings.DATE_INPUT_FORMATS)
        kwargs.setdefault("error_messages", {"invalid": "Tulis tanggal seperti 24-11-2026."})
        widget = forms.DateInput(format="%d-%m-%Y", attrs={"data-tanggal": "biasa", "inputmode": "numeric"})
        super().__init__(widget=widget, **kwargs)


def isian_saja(*isi) -> FormHelper:
    """Return a crispy helper for the fields alone: the page itself holds the form's tag, its key and its buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*isi)
    return helper


def susunan(*isi, kirim: str, batal: str, tambahan: tuple = (), bahaya: bool = False, **atribut: str) -> FormHelper:
    """Return a crispy helper: the layout, then cancel, other buttons, and the one main button.

    The portal checks, in its own words; the browser's are in its language.

    Args:
        kirim: the main button's words; `bahaya`: it destroys or refuses. atribut: of the form's tag.
    """
    helper = FormHelper()
    helper.attrs = {"novalidate": ""} | atribut
    tombol = Submit("simpan", kirim)
    if bahaya:
        tombol.field_classes = "btn btn-danger"
    kembali = HTML(f'<a class="btn btn-outline-primary" href="{escape(batal)}" data-batal>Batal</a>')
    helper.layout = Layout(*isi, Div(kembali, *tambahan, tombol, css_class="aksi-form"))
    return helper


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
