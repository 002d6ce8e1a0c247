"""Formulir sebuah pemekaran: daftarnya, dasarnya, tanggalnya."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout, Submit
from django import forms
from django.conf import settings
from django.utils import timezone

from tksk_portal.mekar.enums import Asal

PANJANG_DASAR = 200


class MekarForm(forms.Form):
    """What a plan needs. `selisih` tells whether the installed list differs from the regions in use."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    asal = forms.ChoiceField(
        label="Daftar kodenya dari",
        choices=Asal,
        help_text="Daftar terpasang: selisihnya dengan wilayah yang dipakai, dan kode lama yang datanya tertinggal.",
        widget=forms.RadioSelect,
    )
    berkas = forms.FileField(
        label="Berkas daftar kode",
        required=False,
        help_text="xlsx, xls, ods, atau csv dengan kolom “Kode lama”, “Kode baru”, dan “Nama”.",
        error_messages={"empty": "Berkas ini kosong."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    dasar = forms.CharField(
        label="Dasar hukum",
        max_length=PANJANG_DASAR,
        help_text="Misalnya: Perda Kutai Kartanegara 6/2020; Kepmendagri 050-145/2022.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    berlaku_sejak = forms.DateField(
        label="Kode baru berlaku sejak",
        input_formats=settings.DATE_INPUT_FORMATS,
        error_messages={"invalid": "Tulis tanggal seperti 24-11-2026."},
        help_text="Kode lama berakhir sehari sebelumnya.",
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"data-tanggal": "biasa", "inputmode": "numeric"}),
    )
    catatan_masa = forms.CharField(
        label="Catatan tentang tanggal itu",
        max_length=200,
        required=False,
        help_text="Tampil di halaman wilayah, misalnya bila tanggal peresmiannya belum dipastikan.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, batal: str, selisih: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not selisih:
            self.fields["asal"].choices = [(Asal.BERKAS.value, Asal.BERKAS.label)]
            self.fields["asal"].widget = forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.attrs = {"enctype": "multipart/form-data", "novalidate": ""}
        self.helper.layout = Layout(
            "id",
            Fieldset("Daftar kode", Field("asal", wrapper_class="pilihan-ubin"), "berkas", css_class="kartu"),
            Fieldset("Dasar dan tanggalnya", "dasar", "berlaku_sejak", "catatan_masa", css_class="kartu"),
            Div(
                HTML(f'<a class="btn btn-outline-primary" href="{batal}" data-batal>Batal</a>'),
                Submit("simpan", "Lihat apa yang berpindah", data_mengirim="Memeriksa…"),
                css_class="aksi-form",
            ),
        )

    def clean_berlaku_sejak(self):
        """Refuse a day that lies ahead."""
        hari = self.cleaned_data["berlaku_sejak"]
        if hari > timezone.localdate():
            raise forms.ValidationError(
                "Tanggal ini belum tiba. Pemekaran dijalankan pada atau sesudah hari berlakunya."
            )
        return hari

    def clean(self) -> dict:
        """Ask for the file when the list comes from one."""
        bersih = super().clean()
        if bersih.get("asal") == Asal.BERKAS and not bersih.get("berkas") and "berkas" not in self.errors:
            self.add_error("berkas", "Pilih berkas daftar kodenya.")
        return bersih
