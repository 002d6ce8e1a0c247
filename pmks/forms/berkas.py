"""Formulir foto dan dokumen."""

from crispy_forms.layout import Div, Field
from django import forms

from pmks.actions.berkas import TERBANYAK
from pmks.berkas import KEPERLUAN
from pmks.enums import JenisBerkas
from pmks.forms.orang import TEKS_BIASA
from tksk_portal.arsip.isian import BerkasField
from tksk_portal.tampilan.formulir import TeksForm, isian_saja


class BerkasForm(TeksForm):
    """Several photos or documents of one kind, with one caption."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    berkas = BerkasField(label="Foto atau dokumen", guna=KEPERLUAN, terbanyak=TERBANYAK)
    jenis = forms.ChoiceField(
        label="Isi berkas",
        choices=JenisBerkas,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih isi berkasnya."},
    )
    keterangan = forms.CharField(
        label="Keterangan (boleh kosong)",
        required=False,
        max_length=120,
        validators=[TEKS_BIASA],
        help_text="Misalnya: rumah dilihat dari jalan.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = isian_saja(
            Div(
                "id", Field("jenis", wrapper_class="pilihan-ubin"), "berkas", "keterangan", css_class="kartu form-batas"
            )
        )
