"""Formulir halaman umum pemeriksa keaslian."""

from django import forms

from tksk_portal.dokumen.tanda import TERBESAR


class PeriksaForm(forms.Form):
    """A PDF to compare; only its hash is ever looked at."""

    berkas = forms.FileField(
        label="Berkas PDF surat",
        widget=forms.ClearableFileInput({"accept": ".pdf,application/pdf"}),
        help_text="Paling besar 10 MB. Berkas hanya dibandingkan, tidak disimpan.",
        error_messages={
            "required": "Pilih berkas PDF yang ingin diperiksa.",
            "empty": "Berkas ini kosong.",
            "invalid": "Pilih berkas PDF yang ingin diperiksa.",
        },
    )

    def clean_berkas(self):
        """Refuse what is no PDF or too large."""
        berkas = self.cleaned_data["berkas"]
        if berkas.size > TERBESAR:
            raise forms.ValidationError("Berkas ini lebih dari 10 MB, jadi tidak diperiksa.")
        if not berkas.pdf:
            raise forms.ValidationError("Berkas ini bukan PDF. Pilih PDF surat, bukan foto atau hasil pindainya.")
        return berkas
