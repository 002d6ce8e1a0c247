"""Kalimat bagi isian yang kosong, satu tempat untuk semua formulir, juga milik pustaka.

Bawaan Django ("Bidang ini tidak boleh kosong.") menyebut aturan, bukan apa yang harus dilakukan. Formulir yang punya
kalimat sendiri tetap memakainya (`error_messages`). Layar memakai kalimat yang sama (static/sumber/js/langkah.js).
"""

from django import forms

WAJIB: dict[type[forms.Field], str] = {
    forms.Field: "Isi dahulu bagian ini.",
    forms.ChoiceField: "Pilih dahulu salah satu.",
    forms.ModelChoiceField: "Pilih dahulu salah satu.",
    forms.MultipleChoiceField: "Pilih paling sedikit satu.",
    forms.ModelMultipleChoiceField: "Pilih paling sedikit satu.",
    forms.FileField: "Pilih dahulu berkasnya.",
    forms.BooleanField: "Centang dahulu kotak ini.",
}


def pasang_kalimat() -> None:
    """Replace Django's sentence for an empty field; called once, before any form is made."""
    for kelas, kalimat in WAJIB.items():
        kelas.default_error_messages = {**vars(kelas).get("default_error_messages", {}), "required": kalimat}
