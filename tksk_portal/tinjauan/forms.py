"""Formulir kecil yang dipakai tinjauan setiap ruang."""

from django import forms

from tksk_portal.dasar.bentuk import TEKS_BIASA

WAJIB = {"required": "Tulis alasannya, supaya petugas tahu apa yang harus diperbaiki."}


class AlasanForm(forms.Form):
    """A comment that must be written."""

    komentar = forms.CharField(
        label="Apa yang harus diperbaiki?",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        validators=[TEKS_BIASA],
        error_messages=WAJIB,
    )


class TujuanForm(forms.Form):
    """The purpose for which a masked record is opened."""

    tujuan = forms.CharField(
        label="Untuk keperluan apa data ini dibuka?",
        min_length=10,
        max_length=300,
        validators=[TEKS_BIASA],
        help_text="Dicatat bersama nama Anda dan terlihat oleh petugas di daerah.",
        error_messages={
            "required": "Tulis keperluannya.",
            "min_length": "Tulis keperluannya dengan jelas, paling sedikit 10 huruf.",
        },
    )
