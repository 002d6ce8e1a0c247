"""Bagian bersama formulir petugas."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django.utils.html import escape

from tksk_portal.kelola.forms import TanggalField

__all__ = ["TanggalField", "helper", "pilihan_petugas"]


def helper(*isi, kirim: str, batal: str, **atribut) -> FormHelper:
    """Return a crispy helper: the layout, then cancel and the one main button."""
    hasil = FormHelper()
    hasil.attrs = {"novalidate": ""} | atribut
    hasil.layout = Layout(
        *isi,
        Div(
            HTML(f'<a class="btn btn-outline-primary" href="{escape(batal)}" data-batal>Batal</a>'),
            Submit("simpan", kirim),
            css_class="aksi-form",
        ),
    )
    return hasil


def pilihan_petugas(daftar) -> list[tuple[str, str]]:
    """Return officers as choices: name and kecamatan of duty."""
    return [("", "Pilih petugas…"), *((str(p.pk), f"{p.nama} – {p.wilayah.sebutan}") for p in daftar)]
