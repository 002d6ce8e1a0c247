"""Formulir data petugas, dengan isian formulir yang dipakai dinas (Pendataan TKSK)."""

import unicodedata

from crispy_forms.layout import Column, Div, Field, Fieldset, Row
from django import forms
from uuid_utils.compat import uuid7

from penugasan.petugas.models import Petugas
from penugasan.petugas.models.petugas import REKENING
from tksk_portal.dasar.bentuk import HURUF_NAMA, RT, RW, TEKS_BIASA, TELEPON
from tksk_portal.tampilan.formulir import TanggalField, susunan
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah

ISIAN = (
    *("nama", "nama_ibu", "nik", "niat", "tempat_lahir", "tanggal_lahir", "jk", "agama", "pendidikan", "alamat"),
    *("rt", "rw", "telepon", "email", "tahun_angkat", "pekerjaan", "bank1", "rekening1", "bank2", "rekening2"),
)
TEKS = ("niat", "tempat_lahir", "alamat", "pekerjaan", "bank1", "bank2")


def pilihan_desa(kabkota: str) -> list:
    """Return the villages of a kabupaten/kota grouped by kecamatan, for a choice field."""
    desa = Wilayah.objects.berlaku().di_bawah(kabkota).filter(tingkat=Tingkat.DESA).select_related("induk")
    grup: dict[str, list[tuple[str, str]]] = {}
    for d in desa.order_by("kode"):
        grup.setdefault(d.induk.sebutan, []).append((d.pk, d.sebutan))
    return [("", "Pilih desa/kelurahan…"), *grup.items()]


class PetugasForm(forms.ModelForm):
    """The data of one officer or candidate; `isi()` gives what the actions take."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tanggal_lahir = TanggalField(label="Tanggal lahir")
    domisili = forms.ChoiceField(label="Desa/kelurahan tempat tinggal", required=False)

    class Meta:
        model = Petugas
        fields = ISIAN
        widgets = {"jk": forms.RadioSelect}

    def __init__(self, *args, kabkota: str, batal: str, kirim: str = "Simpan", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domisili"].choices = pilihan_desa(kabkota)
        self.fields["domisili"].error_messages["invalid_choice"] = "Pilih desa/kelurahan di kabupaten/kota ini."
        self.fields["jk"].choices = [c for c in self.fields["jk"].choices if c[0]]
        for nama in ("agama", "pendidikan"):
            self.fields[nama].choices = [("", "Belum diketahui"), *self.fields[nama].choices[1:]]
        self.fields["nik"].max_length = None
        self.fields["nik"].widget.attrs |= {"inputmode": "numeric", "maxlength": 24, "autocomplete": "off"}
        self.fields["nik"].validators = []
        if self.instance.dibuat_oleh_id or not self.instance._state.adding:
            self.initial |= {"id": self.instance.pk, "versi": self.instance.versi}
            self.initial["domisili"] = self.instance.domisili_id or ""
        self._bentuk()
        atribut = {"data-draf-jangan": "1", "autocomplete": "off"}
        self.helper = susunan("id", "versi", *self._bagian(), kirim=kirim, batal=batal, **atribut)

    def _bentuk(self) -> None:
        f = self.fields
        for nama in ("nama", "nama_ibu"):
            f[nama].validators.append(HURUF_NAMA)
        for nama in TEKS:
            f[nama].validators.append(TEKS_BIASA)
        f["rt"].validators.append(RT)
        f["rw"].validators.append(RW)
        f["telepon"].validators.append(TELEPON)
        f["telepon"].widget.attrs["inputmode"] = "tel"
        f["niat"].help_text = "Nomor Induk Anggota TKSK, biasanya seperti 64.72.03-0001; boleh kosong."
        f["nik"].help_text = "16 angka dari KTP."
        for nama in ("rekening1", "rekening2"):
            f[nama].validators.append(REKENING)
            f[nama].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
            f[nama].help_text = "Tampil tersamar; hanya admin yang dapat membukanya."

    def _bagian(self) -> list:
        dua = {"css_class": "col-md-6"}
        return [
            Fieldset(
                "Orangnya",
                Row(Column("nama", **dua), Column("nama_ibu", **dua)),
                Row(Column("nik", **dua), Column("niat", **dua)),
                Row(Column("tempat_lahir", **dua), Column("tanggal_lahir", **dua)),
                Field("jk", wrapper_class="pilihan-ubin"),
                Row(Column("agama", **dua), Column("pendidikan", **dua)),
                css_class="kartu",
            ),
            Fieldset(
                "Alamat dan kontak",
                "alamat",
                "domisili",
                Row(Column("rt", css_class="col-6"), Column("rw", css_class="col-6")),
                Row(Column("telepon", **dua), Column("email", **dua)),
                css_class="kartu",
            ),
            Fieldset(
                "Tugas dan rekening",
                Row(Column("tahun_angkat", **dua), Column("pekerjaan", **dua)),
                Div(
                    Row(Column("bank1", **dua), Column("rekening1", **dua)),
                    Row(Column("bank2", **dua), Column("rekening2", **dua)),
                ),
                css_class="kartu",
            ),
        ]

    def clean_nik(self) -> str:
        """Leave out spaces and signs; its structure is judged by the action."""
        return "".join(h for h in self.cleaned_data["nik"] if h not in " .-'\u00a0")[: 16 + 8]

    def clean(self) -> dict:
        """Compose accents and fold spaces in texts."""
        data = super().clean()
        for nama, nilai in data.items():
            if isinstance(nilai, str):
                data[nama] = " ".join(unicodedata.normalize("NFC", nilai).split())
        return data

    def _post_clean(self) -> None:
        """Leave the instance alone: the action fills and checks the record under its lock."""

    def isi(self) -> dict:
        """Return the typed values by column."""
        data = {n: self.cleaned_data[n] for n in ISIAN}
        return data | {"domisili_id": self.cleaned_data["domisili"] or None}
