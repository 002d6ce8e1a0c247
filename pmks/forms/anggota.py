"""Formulir kecil: menautkan seorang yang terdaftar sebagai anggota keluarga."""

from django import forms

from pmks.bentuk import TEKS_BIASA
from pmks.enums import HubunganKeluarga


class TambahAnggotaForm(forms.Form):
    """A registered person to be linked, from the version of the family that was shown."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    orang = forms.UUIDField(widget=forms.HiddenInput)
    hubungan = forms.ChoiceField(
        label="Hubungan dengan kepala keluarga",
        choices=[("", "– pilih –"), *((h.value, h.label) for h in HubunganKeluarga if h != HubunganKeluarga.KEPALA)],
        error_messages={"required": "Pilih hubungannya dengan kepala keluarga."},
    )
    alasan = forms.CharField(
        label="Alasan perubahan",
        required=False,
        max_length=300,
        validators=[TEKS_BIASA],
        help_text="Wajib bila keluarga ini sudah diverifikasi; dinas sosial akan memeriksanya.",
    )
