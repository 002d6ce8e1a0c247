"""Formulir unggahan: berkasnya, dan arti kolomnya."""

from django import forms

from tksk_portal.arsip.berkas import terima
from tksk_portal.excel.bentuk import huruf_kolom
from tksk_portal.excel.masuk.berkas import KEPERLUAN, MB
from tksk_portal.excel.models import Unggahan
from tksk_portal.excel.sumber import Sumber

TIDAK_DIPAKAI = ""


class BerkasForm(forms.Form):
    """The workbook itself. The key makes a repeated sending harmless."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    berkas = forms.FileField(
        label="Buku kerja",
        help_text=f"xlsx, xls, ods, atau csv; paling besar {KEPERLUAN.ukuran_terbesar // MB} MB.",
        error_messages={"required": "Pilih berkasnya.", "empty": "Berkas ini kosong."},
        widget=forms.FileInput(attrs={"accept": terima(KEPERLUAN)}),
    )


class KolomForm(forms.Form):
    """Which column is which field: one choice per column of the sheet."""

    def __init__(self, *args, unggahan: Unggahan, sumber: Sumber, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.label = dict(sumber.medan())
        pilihan = [(TIDAK_DIPAKAI, "– tidak dipakai –"), *self.label.items()]
        kini = {kolom: medan for medan, kolom in unggahan.kenal.get("peta", {}).items()}
        self.kolom: list[int] = []
        for nomor, judul in enumerate(unggahan.contoh.get("judul", []), 1):
            self.kolom.append(nomor)
            self.fields[f"kolom_{nomor}"] = forms.ChoiceField(
                label=judul or f"Kolom {huruf_kolom(nomor)}",
                required=False,
                choices=pilihan,
                initial=kini.get(nomor, TIDAK_DIPAKAI),
            )

    def clean(self) -> dict:
        """Refuse two columns for one field; the message stands beside the second."""
        bersih = super().clean()
        dipakai: dict[str, int] = {}
        for nomor in self.kolom:
            medan = bersih.get(f"kolom_{nomor}")
            if not medan:
                continue
            if medan in dipakai:
                self.add_error(
                    f"kolom_{nomor}", f"{self.label[medan]} sudah ditunjuk pada kolom {huruf_kolom(dipakai[medan])}."
                )
            dipakai[medan] = nomor
        return bersih

    def peta(self) -> dict[str, int]:
        """Return field -> 1-based column."""
        return {m: n for n in self.kolom if (m := self.cleaned_data.get(f"kolom_{n}"))}


class LembarForm(forms.Form):
    """Which sheet holds the table."""

    lembar = forms.TypedChoiceField(label="Lembar", coerce=int)

    def __init__(self, *args, unggahan: Unggahan, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lembar"].choices = list(enumerate(unggahan.kenal.get("daftar_lembar", [])))
        self.fields["lembar"].initial = unggahan.kenal.get("lembar", 0)
