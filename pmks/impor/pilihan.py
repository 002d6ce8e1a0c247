"""Pilihan yang berlaku bagi semua baris sebuah berkas PMKS."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Row
from django import forms

from pmks.bentuk import TEKS_BIASA, tanpa_nomor
from pmks.enums import AlasanTanpaKK, AlasanTanpaNIK, Sumber
from pmks.models import acuan_jenis
from tksk_portal.excel.sumber import PilihanTempat
from tksk_portal.tampilan.formulir import isian_saja


class PilihanPMKS(PilihanTempat):
    """What holds for rows that say nothing themselves."""

    alasan_tanpa_nik = forms.ChoiceField(
        label="Bila NIK kosong",
        required=False,
        choices=[("", "tolak barisnya"), *((n, f"masukkan: {label}") for n, label in AlasanTanpaNIK.choices)],
    )
    alasan_tanpa_kk = forms.ChoiceField(
        label="Bila nomor KK kosong",
        required=False,
        initial=AlasanTanpaKK.BELUM_DITUNJUKKAN,
        choices=[("", "tolak barisnya"), *((n, f"masukkan: {label}") for n, label in AlasanTanpaKK.choices)],
    )
    jenis = forms.TypedChoiceField(
        label="Bila jenis PMKS kosong", required=False, coerce=int, empty_value=None, choices=[("", "tolak barisnya")]
    )
    alasan_usulan = forms.CharField(
        label="Alasan bila mengubah data yang sudah diverifikasi",
        required=False,
        max_length=300,
        validators=[TEKS_BIASA, tanpa_nomor],
        help_text="Perubahannya menjadi usulan; dinas sosial membaca alasan ini. Kosong: disebut unggahannya.",
    )
    sumber = forms.ChoiceField(label="Sumber data", choices=Sumber, initial=Sumber.DESA)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [
            ("", "tolak barisnya"),
            *((j.kode, f"{j.kode}. {j.nama}") for j in acuan_jenis().values() if j.perorangan),
        ]

    def pilihan(self) -> dict:
        """Return the choices as JSON values."""
        return super().pilihan() | {"alasan_usulan": self.cleaned_data["alasan_usulan"].strip()}

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        return isian_saja(
            Row(
                Column("sumber", css_class="col-12 col-md-6"),
                Column(Field("tanggal_data", data_tanggal="biasa"), css_class="col-12 col-md-6"),
            ),
            Row(
                Column("alasan_tanpa_nik", css_class="col-12 col-md-6"),
                Column("alasan_tanpa_kk", css_class="col-12 col-md-6"),
            ),
            Row(Column("desa", css_class="col-12 col-md-6"), Column("jenis", css_class="col-12 col-md-6")),
            "alasan_usulan",
        )
