"""Formulir pilihan kabar."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout, Submit
from django import forms

from tksk_portal.pekerjaan.enums import Irama
from tksk_portal.pekerjaan.kabar import daftar_jenis
from tksk_portal.pekerjaan.models import PilihanKabar


class PilihanForm(forms.Form):
    """For each kind of notice: in the portal or not, and how often by mail.

    Args:
        ada: what the account has chosen so far, by kind.
        surel_dapat: whether a mail could reach the account at all; without it the question is not asked.
    """

    def __init__(self, *args, ada: dict[str, PilihanKabar], surel_dapat: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ada, self.surel_dapat = ada, surel_dapat
        bagian = []
        for jenis in daftar_jenis().values():
            kini = ada.get(jenis.kode)
            portal, surel = self._nama(jenis.kode)
            self.fields[portal] = forms.BooleanField(
                label="Tampilkan di portal", required=False, initial=kini.portal if kini else True
            )
            isi = [Field(portal)]
            if surel_dapat:
                self.fields[surel] = forms.ChoiceField(
                    label="Kirim juga lewat surel", choices=Irama.choices, initial=kini.surel if kini else jenis.surel
                )
                isi.append(Field(surel))
            bagian.append(Fieldset(jenis.label, *isi, css_class="kartu"))
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *bagian,
            Div(
                HTML('<a class="btn btn-outline-primary" href="/kabar/" data-batal>Batal</a>'),
                Submit("simpan", "Simpan"),
                css_class="aksi-form",
            ),
        )

    @staticmethod
    def _nama(kode: str) -> tuple[str, str]:
        dasar = kode.replace(".", "_")
        return f"portal_{dasar}", f"surel_{dasar}"

    def hasil(self) -> dict[str, tuple[bool, str]]:
        """Return kind -> (in the portal, rhythm of mail); what was not asked stays as it was."""
        pilihan = {}
        for jenis in daftar_jenis().values():
            kini = self.ada.get(jenis.kode)
            portal, surel = self._nama(jenis.kode)
            irama = self.cleaned_data[surel] if self.surel_dapat else (kini.surel if kini else jenis.surel)
            pilihan[jenis.kode] = (self.cleaned_data[portal], irama)
        return pilihan
