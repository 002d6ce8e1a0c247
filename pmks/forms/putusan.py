"""Formulir kecil: alasan, tujuan membuka data, pengecualian, pengesahan."""

from django import forms

from pmks.bentuk import tanpa_nomor
from pmks.enums import PutusanBentrok
from pmks.forms.orang import TEKS_BIASA
from tksk_portal.tinjauan.enums import Aksi
from tksk_portal.tinjauan.forms import WAJIB


class KomentarForm(forms.Form):
    """A comment that may be left out."""

    komentar = forms.CharField(
        label="Bagaimana Anda tahu? (boleh kosong)",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        validators=[TEKS_BIASA],
    )


class PutusanBentrokForm(forms.Form):
    """Two different people share a NIK, or one person was recorded twice: which side changes, and how that is known.

    The page names the two kecamatan in the choices.
    """

    putusan = forms.ChoiceField(
        label="Dua orang berbeda, atau satu orang?",
        choices=PutusanBentrok,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu putusan."},
    )
    komentar = forms.CharField(
        label="Alasan putusan",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        validators=[TEKS_BIASA],
        help_text="Terbaca petugas kedua kecamatan: jangan menulis nama atau NIK orangnya.",
        error_messages={"required": "Tulis alasannya, supaya petugas tahu apa yang harus diperbaiki."},
    )


class KecualikanForm(forms.Form):
    """Leaves one record out of an approval."""

    kasus = forms.UUIDField(widget=forms.HiddenInput)
    alasan = forms.CharField(
        label="Mengapa belum disahkan?",
        max_length=300,
        validators=[TEKS_BIASA],
        error_messages={"required": "Tulis alasannya."},
    )


class SahkanForm(forms.Form):
    """Approves what was seen."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    dilihat = forms.DateTimeField(widget=forms.HiddenInput)
    catatan = forms.CharField(
        label="Catatan (boleh kosong)",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        validators=[TEKS_BIASA],
    )


class BanyakForm(forms.Form):
    """One act for all ticked records; a return needs a comment."""

    aksi = forms.ChoiceField(
        choices=[(Aksi.VERIFIKASI.value, "Verifikasi"), (Aksi.KEMBALIKAN.value, "Kembalikan")],
        error_messages={"required": "Pilih yang akan dilakukan.", "invalid_choice": "Pilih yang akan dilakukan."},
    )
    komentar = forms.CharField(
        label="Catatan untuk semua yang dipilih",
        required=False,
        max_length=500,
        validators=[TEKS_BIASA],
        error_messages={"max_length": "Catatan paling banyak 500 huruf."},
    )

    def clean(self) -> dict:
        """Ask for the comment of a return."""
        bersih = super().clean()
        if bersih.get("aksi") == Aksi.KEMBALIKAN and not bersih.get("komentar", "-").strip():
            self.add_error("komentar", WAJIB["required"])
        return bersih


class SaringanForm(forms.Form):
    """The name of kept filters."""

    nama = forms.CharField(
        label="Nama saringan",
        max_length=40,
        validators=[TEKS_BIASA, tanpa_nomor],
        error_messages={"required": "Beri nama saringannya.", "max_length": "Nama paling banyak 40 huruf."},
    )
