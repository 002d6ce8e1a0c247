"""Formulir melepas pembatasan pemrosesan."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms

from pmks.forms.orang import TEKS_BIASA
from tksk_portal.tampilan.formulir import TeksForm


class LepasPembatasanForm(TeksForm):
    """Why a restriction is lifted."""

    alasan = forms.CharField(
        label="Mengapa dilepas?",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        validators=[TEKS_BIASA],
        help_text="Misalnya: orangnya mencabut keberatannya, dengan surat bertanggal sekian.",
        error_messages={"required": "Tulis mengapa pembatasan ini dilepas."},
    )

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Div("alasan", css_class="kartu"),
            Div(
                HTML(f'<a class="btn btn-outline-primary" href="{batal}" data-batal>Batal</a>'),
                Submit("simpan", "Lepas pembatasan"),
                css_class="aksi-form",
            ),
        )
