"""Formulir pengusulan."""

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.utils import timezone

from penugasan.petugas.enums import TingkatSK
from penugasan.petugas.forms.petugas import PetugasForm
from penugasan.petugas.models import SK, Usulan
from tksk_portal.dasar.bentuk import TEKS_BIASA
from tksk_portal.tampilan.formulir import TanggalField, susunan

PERNYATAAN = ("bukan_pns", "sehat", "berkelakuan_baik", "aktif", "komputer")


class UsulanForm(PetugasForm):
    """A candidate with the declarations that new officers make."""

    diusulkan_pada = TanggalField(label="Hari pengusulan", initial=timezone.localdate)
    bukan_pns = forms.BooleanField(required=False, label="Bukan PNS, TNI, Polri, atau anggota legislatif")
    sehat = forms.BooleanField(required=False, label="Ada surat sehat dari dokter")
    berkelakuan_baik = forms.BooleanField(required=False, label="Ada surat kelakuan baik")
    aktif = forms.BooleanField(required=False, label="PSM atau anggota Karang Taruna yang aktif")
    komputer = forms.BooleanField(required=False, label="Dapat memakai komputer dan gawai")
    catatan = forms.CharField(label="Catatan", max_length=300, required=False, validators=[TEKS_BIASA])

    def _bagian(self) -> list:
        pernyataan = Fieldset("Pernyataan dan berkas", "diusulkan_pada", *PERNYATAAN, "catatan", css_class="kartu")
        return [*super()._bagian(), pernyataan]

    def isi_usulan(self) -> dict:
        """Return what belongs to the nomination."""
        return {n: self.cleaned_data[n] for n in ("diusulkan_pada", "catatan", *PERNYATAAN)}


class LangkahForm(forms.Form):
    """The day of the next step."""

    pada = TanggalField(label="Harinya", initial=timezone.localdate)
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, usulan: Usulan, batal: str, kirim: str = "Simpan", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("versi", usulan.versi)
        self.helper = susunan(Fieldset("", *self.fields, css_class="kartu"), kirim=kirim, batal=batal)


class TutupForm(forms.Form):
    """Why a nomination ends without a decree."""

    alasan = forms.CharField(label="Alasan", max_length=300, validators=[TEKS_BIASA])
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, usulan: Usulan, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("versi", usulan.versi)
        self.helper = susunan(Fieldset("", "alasan", "versi", css_class="kartu"), kirim="Tutup usulan", batal=batal)


class TetapkanForm(forms.Form):
    """The decree of a candidate, and the first day of duty."""

    tingkat = forms.ChoiceField(label="Diterbitkan oleh", choices=TingkatSK)
    nomor = forms.CharField(label="Nomor SK", max_length=80, validators=[TEKS_BIASA])
    pada = TanggalField(label="Tanggal SK")
    mulai = TanggalField(label="Mulai bertugas")
    selesai = TanggalField(label="SK berlaku sampai", required=False, help_text="Kosong bila tanpa batas waktu.")
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, usulan: Usulan, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("versi", usulan.versi)
        dua = {"css_class": "col-md-6"}
        isi = Fieldset(
            "",
            Row(Column("tingkat", **dua), Column("nomor", **dua)),
            "pada",
            Row(Column("mulai", **dua), Column("selesai", **dua)),
            "versi",
            css_class="kartu",
        )
        self.helper = susunan(isi, kirim="Catat SK dan angkat", batal=batal)

    def clean(self) -> dict:
        """Say at once when the decree ends before the duty begins."""
        data = super().clean()
        if data.get("selesai") and data.get("mulai") and data["selesai"] < data["mulai"]:
            self.add_error("selesai", "SK berakhir sebelum hari mulai bertugas.")
        return data

    def sk(self) -> SK:
        """Return the decree, not saved."""
        d = self.cleaned_data
        return SK(tingkat=d["tingkat"], nomor=d["nomor"], tanggal=d["pada"], mulai=d["mulai"], selesai=d["selesai"])
