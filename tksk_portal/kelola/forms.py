"""Formulir akun, tugas, sandi, dan undangan."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Fieldset, Layout, Row, Submit
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.forms import BANTUAN_SANDI, BEDA
from tksk_portal.akun.models import Akun
from tksk_portal.kelola.actions import PERAN_PROVINSI, IsiAkun, Masa, peran_syarat
from tksk_portal.kelola.daftar import pilihan_tempat
from tksk_portal.kelola.versi import KOLOM_AKUN, VersiField, versi_isi

TELEPON = RegexValidator(r"^\+?[0-9][0-9 ()./-]{6,18}\Z", "Tulis nomor telepon dengan angka, misalnya 0812 3456 7890.")
PERAN_PILIHAN = [(p.value, p.label) for p in PERAN_PROVINSI]
PERAN_DIBERI = [(nilai, label) for nilai, label in PERAN_PILIHAN if nilai != Peran.TKSK]


def _helper(*isi, kirim: str, batal: str, **atribut) -> FormHelper:
    """Return a crispy helper: the layout, then cancel and the one main button."""
    helper = FormHelper()
    helper.attrs = {"novalidate": ""} | atribut
    helper.layout = Layout(
        *isi,
        Div(
            HTML(f'<a class="btn btn-outline-primary" href="{batal}" data-batal>Batal</a>'),
            Submit("simpan", kirim),
            css_class="aksi-form",
        ),
    )
    return helper


class NamaPenggunaField(forms.CharField):
    """User name: written in any capitals, kept in lower case."""

    def to_python(self, value) -> str:
        """Return the name without spaces around it, in lower case."""
        return super().to_python(value).strip().lower()


class TanggalField(forms.DateField):
    """A date as typed in Indonesia; the locale's own list would read 12/25/2026 the American way."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("input_formats", settings.DATE_INPUT_FORMATS)
        kwargs.setdefault("error_messages", {"invalid": "Tulis tanggal seperti 24-11-2026."})
        widget = forms.DateInput(format="%d-%m-%Y", attrs={"data-tanggal": "biasa", "inputmode": "numeric"})
        super().__init__(widget=widget, **kwargs)


class OrangForm(forms.ModelForm):
    """Name and contact of the person behind an account."""

    versi = VersiField()

    class Meta:
        model = Akun
        fields = ("nama", "telepon", "email")

    def __init__(self, *args, batal: str = "/akun/", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["versi"] = versi_isi(self.instance, KOLOM_AKUN)
        self.fields["nama"].widget.attrs["autocomplete"] = "name"
        self.fields["telepon"].validators.append(TELEPON)
        self.fields["telepon"].help_text = "Nomor yang dapat dihubungi kantor, bila ada."
        self.fields["telepon"].widget.attrs |= {"inputmode": "tel", "autocomplete": "tel"}
        isi = Div("versi", "nama", "telepon", "email", css_class="kartu")
        self.helper = _helper(isi, kirim="Simpan", batal=batal)


class TugasForm(forms.Form):
    """A duty: role, place, dates, decree. The places are those of the giver's office."""

    peran = forms.ChoiceField(
        label="Peran", choices=PERAN_DIBERI, help_text="Tugas TKSK mengikuti roster di halaman Petugas."
    )
    tempat = forms.ChoiceField(
        label="Tempat tugas",
        help_text="Camat: kecamatan. Dinas kab/kota: kabupaten/kota. Admin dan dinas provinsi: provinsi.",
    )
    mulai = TanggalField(label="Mulai", initial=timezone.localdate)
    selesai = TanggalField(
        label="Selesai", required=False, help_text="Hari terakhir bertugas; kosong bila belum ditentukan."
    )
    dasar = forms.CharField(label="Nomor SK atau surat", max_length=200, required=False)

    def __init__(self, *args, by: Lingkup, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tempat"].choices = [("", "Pilih tempat…"), *pilihan_tempat(by.tempat)]
        self.fields["tempat"].error_messages["invalid_choice"] = "Tempat ini tidak ada di wilayah kantor Anda."
        self.helper = _helper(self.bagian(), kirim="Simpan tugas", batal=batal)

    def bagian(self) -> Fieldset:
        """Return the layout of the duty's fields."""
        return Fieldset(
            "Tugas",
            "peran",
            "tempat",
            Row(Column("mulai", css_class="col-md-6"), Column("selesai", css_class="col-md-6")),
            "dasar",
            css_class="kartu",
        )

    def masa(self) -> Masa:
        """Return the dates and the decree of a valid form."""
        data = self.cleaned_data
        return Masa(data["mulai"], data["selesai"], data["dasar"])

    def clean(self) -> dict:
        """Say at once when the end lies before the start."""
        data = super().clean()
        if data.get("mulai") and data.get("selesai") and data["selesai"] < data["mulai"]:
            self.add_error("selesai", "Tanggal selesai tidak boleh sebelum tanggal mulai.")
        return data


class MasaForm(TugasForm):
    """Dates and decree of a duty that exists; role and place stay."""

    versi = VersiField()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["peran"], self.fields["tempat"]

    def bagian(self) -> Fieldset:
        """Return the layout of the dates."""
        return Fieldset(
            "Masa tugas",
            "versi",
            Row(Column("mulai", css_class="col-md-6"), Column("selesai", css_class="col-md-6")),
            "dasar",
            css_class="kartu",
        )


class AkunBaruForm(TugasForm):
    """A new account with its first duty."""

    nama = forms.CharField(label="Nama lengkap", max_length=150)
    username = NamaPenggunaField(
        label="Nama pengguna",
        max_length=64,
        validators=Akun._meta.get_field("username").validators,
        help_text="Huruf kecil, angka, titik, atau garis; misalnya camat.64.72.03. Tidak dapat diganti.",
    )
    telepon = forms.CharField(label="Nomor telepon", max_length=20, required=False, validators=[TELEPON])
    email = forms.EmailField(label="Surel", required=False, help_text="Boleh kosong.")
    field_order = ("nama", "username", "telepon", "email")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        orang = Fieldset("Orangnya", "nama", "username", "telepon", "email", css_class="kartu")
        self.helper.layout.insert(0, orang)
        self.helper.layout[-1][-1].value = "Buat akun dan undangan"

    def isi(self) -> IsiAkun:
        """Return what was typed about the person."""
        return IsiAkun(**{nama: self.cleaned_data[nama] for nama in ("username", "nama", "telepon", "email")})


class SaringForm(forms.Form):
    """Filters of the account list."""

    KEADAAN = (
        ("", "Terbuka"),
        ("undangan", "Undangan belum dibuka"),
        ("belum", "Belum punya undangan"),
        ("tanpa_dua_langkah", "Tanpa verifikasi dua langkah"),
        ("tanpa_tugas", "Tanpa tugas hari ini"),
        ("berakhir", "Tugas berakhir dalam 90 hari"),
        ("ditutup", "Ditutup"),
    )
    q = forms.CharField(label="Cari nama", max_length=60, required=False)
    peran = forms.ChoiceField(label="Peran", required=False, choices=[("", "Semua"), *PERAN_PILIHAN])
    tempat = forms.ChoiceField(label="Tempat", required=False)
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=KEADAAN)

    def __init__(self, *args, by: Lingkup, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tempat"].choices = [("", "Semua"), *pilihan_tempat(by.tempat)]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.attrs = {"role": "search"}
        self.helper.layout = Layout(
            Row(
                Column("q", css_class="col-6 col-lg-3"),
                Column("keadaan", css_class="col-6 col-lg-3"),
                Column("peran", css_class="col-6 col-lg-3"),
                Column("tempat", css_class="col-6 col-lg-3"),
            ),
            Div(
                HTML('<button type="submit" class="btn btn-outline-primary">Tampilkan</button>'), css_class="meja-aksi"
            ),
        )

    def saringan(self) -> dict[str, str]:
        """Return the filters; what cannot be read is left out. A number as long as a NIK is no account's name."""
        self.is_valid()
        hasil = {nama: self.cleaned_data.get(nama, "") for nama in self.fields}
        if len(re.sub(r"\D", "", hasil["q"])) >= 16:
            hasil["q"] = ""
        return hasil


class SyaratForm(forms.Form):
    """Which roles must use a second factor."""

    wajib = forms.MultipleChoiceField(
        label="Wajib verifikasi dua langkah",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Akun dengan peran yang dicentang harus mengaktifkannya sebelum dapat bekerja.",
    )

    def __init__(self, *args, by: Lingkup, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wajib"].choices = [(p.value, p.label) for p in peran_syarat(by)]
        self.helper = _helper(Div("wajib", css_class="kartu"), kirim="Simpan", batal=batal)


class UndangBanyakForm(forms.Form):
    """Which accounts get a new invitation on the sheet."""

    akun = forms.MultipleChoiceField(
        label="Akun yang belum menerima undangan",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu akun."},
    )

    def __init__(self, *args, pilihan: list[Akun], batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["akun"].choices = [
            (
                str(a.pk),
                f"{a.nama} ({a.username}) – {', '.join(t.label for t in a.tugas_kini) or 'tanpa tugas hari ini'}",
            )
            for a in pilihan
        ]
        daftar = Div("akun", data_cari_pilihan="Cari nama", css_class="kartu")
        self.helper = _helper(daftar, kirim="Buat lembar undangan", batal=batal)


class SandiBaruForm(forms.Form):
    """A new password, twice."""

    sandi1 = forms.CharField(
        label="Sandi baru",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=BANTUAN_SANDI,
    )
    sandi2 = forms.CharField(
        label="Ulangi sandi baru",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, akun: Akun, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.akun = akun

    def clean_sandi1(self) -> str:
        """Check the password against the rules and the person's name."""
        sandi = self.cleaned_data["sandi1"]
        validate_password(sandi, self.akun)
        return sandi

    def clean(self) -> dict:
        """Check that both are the same."""
        data = super().clean()
        if "sandi1" in data and "sandi2" in data and data["sandi1"] != data["sandi2"]:
            self.add_error("sandi2", BEDA)
        return data


class SandiKiniForm(forms.Form):
    """The present password, before the second factor is removed."""

    sandi = forms.CharField(
        label="Sandi Anda",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class TampilTautanForm(forms.Form):
    """A fresh link and a ready text, to copy."""

    tautan = forms.CharField(
        label="Tautan", required=False, widget=forms.TextInput(attrs={"readonly": True, "data-salin": ""})
    )
    pesan = forms.CharField(
        label="Pesan siap kirim",
        required=False,
        widget=forms.Textarea(attrs={"readonly": True, "rows": 9, "data-salin": ""}),
    )
