"""Formulir yang menempel pada petugas: SK, pelatihan, penilaian, tali asih, penghargaan; dan foto."""

from datetime import date

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.utils import timezone
from uuid_utils.compat import uuid7

from penugasan.petugas.berkas import KEPERLUAN
from penugasan.petugas.models import SK, Pelatihan, Penghargaan, Penilaian, Petugas, TaliAsih
from tksk_portal.arsip.isian import BerkasField
from tksk_portal.dasar.bentuk import TEKS_BIASA
from tksk_portal.tampilan.formulir import TanggalField, susunan

DUA = {"css_class": "col-md-6"}


class CatatanForm(forms.ModelForm):
    """Base: a key of its own, texts without tags, the record is checked and saved by the action."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    judul = ""
    kode = ""

    def __init__(self, *args, petugas: Petugas, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.petugas = petugas
        for medan in self.fields.values():
            if isinstance(medan, forms.CharField) and not isinstance(medan, forms.EmailField):
                medan.validators.append(TEKS_BIASA)
        atribut = {"enctype": "multipart/form-data"} if "berkas" in self.fields else {}
        self.helper = susunan("id", self.bagian(), kirim="Simpan", batal=batal, **atribut)

    def bagian(self) -> Fieldset:
        """Return the layout."""
        return Fieldset("", *(n for n in self.fields if n != "id"), css_class="kartu")

    def _post_clean(self) -> None:
        """Leave checking to the action, which knows the officer."""

    def catatan(self):
        """Return the record to be saved."""
        isi = {n: self.cleaned_data[n] for n in self.Meta.fields}
        return self.Meta.model(id=self.cleaned_data["id"], petugas=self.petugas, **isi)

    def berkas(self) -> tuple | None:
        """Return the uploaded file with its name, if there is one."""
        daftar = self.cleaned_data.get("berkas")
        return (daftar[0], daftar[0].name) if daftar else None


class SKForm(CatatanForm):
    """A decree."""

    kode, judul = "sk", "SK"
    tanggal = TanggalField(label="Tanggal SK")
    mulai = TanggalField(label="Berlaku sejak")
    selesai = TanggalField(label="Berlaku sampai", required=False, help_text="Kosong bila tanpa batas waktu.")
    berkas = BerkasField(label="Berkas SK", guna=KEPERLUAN, required=False)

    class Meta:
        model = SK
        fields = ("tingkat", "nomor", "tanggal", "mulai", "selesai", "perihal")

    def bagian(self) -> Fieldset:
        """Return the layout."""
        return Fieldset(
            "",
            Row(Column("tingkat", **DUA), Column("nomor", **DUA)),
            "tanggal",
            Row(Column("mulai", **DUA), Column("selesai", **DUA)),
            "perihal",
            "berkas",
            css_class="kartu",
        )


class PelatihanForm(CatatanForm):
    """A training."""

    kode, judul = "pelatihan", "Pelatihan"
    mulai = TanggalField(label="Mulai")
    selesai = TanggalField(label="Selesai", required=False)
    berkas = BerkasField(label="Sertifikat", guna=KEPERLUAN, required=False)

    class Meta:
        model = Pelatihan
        fields = ("nama", "penyelenggara", "mulai", "selesai", "sertifikat")


class PenilaianForm(CatatanForm):
    """The evaluation of a year."""

    kode, judul = "penilaian", "Penilaian tahunan"
    tahun = forms.IntegerField(label="Tahun", min_value=2009, max_value=2100)

    class Meta:
        model = Penilaian
        fields = ("tahun", "hasil", "uraian")
        widgets = {"uraian": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tahun"].initial = timezone.localdate().year - 1
        self.fields["uraian"].help_text = "Wajib bila penilaiannya buruk."

    def clean_tahun(self) -> int:
        """A year that has not begun cannot be judged."""
        tahun = self.cleaned_data["tahun"]
        if tahun > timezone.localdate().year:
            raise forms.ValidationError("Tahun ini belum tiba.")
        return tahun


class TaliAsihForm(CatatanForm):
    """Tali asih of a month from a source."""

    kode, judul = "tali-asih", "Tali asih"
    bulan = forms.CharField(label="Bulan", max_length=7, help_text="Bulan dan tahun, misalnya 11-2026.")
    dibayar = TanggalField(label="Dibayar pada", required=False)

    class Meta:
        model = TaliAsih
        fields = ("bulan", "sumber", "jumlah", "dibayar")

    def clean_bulan(self) -> date:
        """Read "11-2026" or "2026-11" as the first day of the month."""
        angka = self.cleaned_data["bulan"].replace("/", "-").split("-")
        try:
            bulan, tahun = (int(a) for a in sorted(angka, key=len))
            return date(tahun, bulan, 1)
        except ValueError:
            raise forms.ValidationError("Tulis bulan dan tahun, misalnya 11-2026.") from None


class PenghargaanForm(CatatanForm):
    """An award."""

    kode, judul = "penghargaan", "Penghargaan"
    tanggal = TanggalField(label="Tanggal")

    class Meta:
        model = Penghargaan
        fields = ("nama", "pemberi", "tanggal")


class FotoForm(forms.Form):
    """A photo for the card and the page."""

    foto = BerkasField(label="Foto", guna=KEPERLUAN)

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        isi = Fieldset("", "foto", css_class="kartu")
        self.helper = susunan(isi, kirim="Simpan foto", batal=batal, enctype="multipart/form-data")


FORMULIR_CATATAN = {f.kode: f for f in (SKForm, PelatihanForm, PenilaianForm, TaliAsihForm, PenghargaanForm)}
