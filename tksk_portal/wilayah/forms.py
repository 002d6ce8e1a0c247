"""Formulir pencarian wilayah."""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.kenali import PANJANG_TEKS

PILIHAN_TINGKAT = (
    ("", "Semua"),
    (str(Tingkat.PROVINSI), "Provinsi"),
    (str(Tingkat.KABKOTA), "Kabupaten/kota"),
    (str(Tingkat.KECAMATAN), "Kecamatan"),
    (str(Tingkat.DESA), "Desa/kelurahan"),
)
CAKUPAN_SEMUA = "semua"


class CariForm(forms.Form):
    """Search by name or code, perhaps at one level; names of regions are public, so GET is fine.

    `cakupan` widens the search from the province of the duty to everything that is loaded.
    """

    q = forms.CharField(
        label="Cari wilayah dengan nama atau kode",
        required=False,
        min_length=2,
        max_length=PANJANG_TEKS,
        error_messages={
            "min_length": "Tulis sedikitnya dua huruf atau angka.",
            "max_length": "Terlalu panjang. Tulis nama atau kode wilayahnya saja.",
        },
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": "nama atau kode",
                "autocomplete": "off",
                "aria-describedby": "galat-q",
            }
        ),
    )
    tingkat = forms.ChoiceField(choices=PILIHAN_TINGKAT, required=False, widget=forms.HiddenInput)
    cakupan = forms.ChoiceField(
        choices=(("", "Provinsi tugas"), (CAKUPAN_SEMUA, "Seluruh Indonesia")),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for pemeriksa in self.fields["q"].validators:
            if isinstance(pemeriksa, ProhibitNullCharactersValidator):
                pemeriksa.message = "Ada huruf yang tidak dapat dibaca. Tulis ulang namanya."

    def clean_tingkat(self) -> int | None:
        """Return the level as a number, None for all."""
        nilai = self.cleaned_data["tingkat"]
        return int(nilai) if nilai else None
