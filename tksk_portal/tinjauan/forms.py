"""Formulir yang dipakai tinjauan setiap ruang: dasar formulir rekaman, dan dua yang kecil."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django import forms
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.bentuk import TEKS_BIASA
from tksk_portal.dasar.titik import baca_titik
from tksk_portal.tampilan.formulir import TeksForm, baca_hari
from tksk_portal.wilayah.models import Wilayah

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


class RekamanForm(TeksForm):
    """What all records under review share: key, version, village, day of the data, and the reason of a change."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    wilayah = forms.ModelChoiceField(
        label="Desa/kelurahan",
        queryset=Wilayah.objects.none(),
        empty_label="– pilih –",
        error_messages={"invalid_choice": "Pilih desa/kelurahan di kecamatan tugas Anda."},
    )
    tanggal_data = forms.CharField(label="Tanggal data", max_length=30)
    alasan = forms.CharField(
        label="Alasan perubahan",
        required=False,
        max_length=300,
        validators=[TEKS_BIASA],
        help_text="Wajib bila data sudah diverifikasi; dinas sosial akan memeriksanya.",
    )

    def __init__(self, *args, lingkup: Lingkup, baru: bool, **kwargs) -> None:
        self.lingkup = lingkup
        super().__init__(*args, **kwargs)
        desa = Wilayah.objects.berlaku().di_bawah(lingkup.tempat).filter(tingkat=4).order_by("nama")
        self.fields["wilayah"].queryset = desa
        if baru:
            del self.fields["alasan"]
            self.fields["tanggal_data"].initial = timezone.localdate().strftime("%d-%m-%Y")

    def clean_tanggal_data(self) -> date:
        """Read the date of the data."""
        return baca_hari(self.cleaned_data["tanggal_data"], "Tanggal data")[0]

    def clean_titik(self) -> tuple[Decimal, Decimal] | None:
        """Read "lintang, bujur", where the form asks for it, and check that it lies in Indonesia."""
        return baca_titik(self.cleaned_data["titik"])

    @property
    def kunci(self) -> UUID:
        """The record's key."""
        return self.cleaned_data["id"]
