"""Formulir hunian: mengangkat, merangkap, cuti, mengakhiri, serah terima; saringan papan; undangan."""

from crispy_forms.layout import Column, Field, Fieldset, Row
from django import forms
from django.utils import timezone

from penugasan.petugas.enums import ALASAN_BERHENTI, AlasanSelesai, Keadaan
from penugasan.petugas.forms.dasar import pilihan_petugas
from penugasan.petugas.papan import SK_SEGERA
from pmks.bentuk import TEKS_BIASA, tanpa_nomor
from tksk_portal.tampilan.formulir import TanggalField, susunan

DUA = {"css_class": "col-md-6"}


class AngkatForm(forms.Form):
    """Who becomes officer of a formation, from when, by which decree."""

    petugas = forms.ChoiceField(label="Petugas", help_text="Yang belum menghuni formasi mana pun.")
    mulai = TanggalField(label="Mulai bertugas", initial=timezone.localdate)
    selesai = TanggalField(label="Hari terakhir", required=False, help_text="Kosong bila belum ditentukan.")
    dasar = forms.CharField(label="Nomor SK atau surat", max_length=200, validators=[TEKS_BIASA])
    kirim = "Angkat"

    def __init__(self, *args, petugas, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.daftar = {str(p.pk): p for p in petugas}
        if "petugas" in self.fields:
            self.fields["petugas"].choices = pilihan_petugas(self.daftar.values())
            self.fields["petugas"].error_messages["invalid_choice"] = "Petugas ini tidak dapat dipilih lagi."
        self.helper = susunan(self.bagian(), kirim=self.kirim, batal=batal)

    def bagian(self) -> Fieldset:
        """Return the layout."""
        return Fieldset(
            "", "petugas", Row(Column("mulai", **DUA), Column("selesai", **DUA)), "dasar", css_class="kartu"
        )

    def terpilih(self):
        """Return the chosen officer, or None."""
        return self.daftar.get(self.cleaned_data.get("petugas", ""))


class RangkapForm(AngkatForm):
    """Who covers a vacant formation, from when until when."""

    selesai = TanggalField(label="Hari terakhir", help_text="Perangkapan selalu berbatas; dapat diakhiri lebih cepat.")
    kirim = "Simpan perangkapan"

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["petugas"].label = "Perangkap"
        self.fields["petugas"].help_text = "Petugas kecamatan lain di kabupaten/kota yang sama."


class CutiForm(RangkapForm):
    """A leave, and who covers meanwhile."""

    kirim = "Simpan cuti"

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["petugas"].required = False
        self.fields["petugas"].label = "Perangkap selama cuti (boleh kosong)"
        self.fields["mulai"].label = "Hari pertama cuti"
        self.fields["selesai"].label = "Hari terakhir cuti"
        self.fields["selesai"].help_text = "Sesudahnya petugas bertugas lagi dengan sendirinya."
        self.fields["dasar"].label = "Nomor surat cuti"


class AkhiriForm(forms.Form):
    """The last day of an occupancy, and why."""

    selesai = TanggalField(
        label="Hari terakhir bertugas", help_text="Sejak hari berikutnya akunnya tidak melihat apa pun."
    )
    alasan = forms.ChoiceField(label="Mengapa berakhir", widget=forms.RadioSelect)

    def __init__(self, *args, batal: str, rangkap: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        alasan = (AlasanSelesai.KEMBALI, AlasanSelesai.BERHENTI) if rangkap else ALASAN_BERHENTI
        self.fields["alasan"].choices = [(a.value, a.label) for a in alasan]
        isi = Fieldset("", "selesai", Field("alasan", wrapper_class="pilihan-ubin"), css_class="kartu")
        self.helper = susunan(isi, kirim="Akhiri", batal=batal)


class SerahForm(forms.Form):
    """What is handed over besides the open work, and who witnesses it."""

    tanggal = TanggalField(label="Hari serah terima", initial=timezone.localdate)
    barang = forms.CharField(
        label="Barang dan dokumen", required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 3})
    )
    mitra = forms.CharField(
        label="Mitra yang perlu dihubungi",
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lembaga dan kontak dinasnya. Jangan menulis nama warga yang dilayani.",
    )
    catatan = forms.CharField(
        label="Catatan bagi penerus", required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 4})
    )
    saksi = forms.CharField(
        label="Mengetahui", required=False, max_length=160, help_text="Nama dan jabatan, misalnya camat."
    )

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for nama in ("barang", "mitra", "catatan", "saksi"):
            self.fields[nama].validators += [TEKS_BIASA, tanpa_nomor]
        isi = Fieldset("", *self.fields, css_class="kartu")
        self.helper = susunan(isi, kirim="Buat berita acara", batal=batal)

    def keterangan(self) -> dict[str, str]:
        """Return what was typed."""
        return {n: self.cleaned_data[n] for n in ("barang", "mitra", "catatan", "saksi")}


class SaringForm(forms.Form):
    """Filters of the board; what cannot be read is left out."""

    q = forms.CharField(required=False, max_length=60)
    keadaan = forms.ChoiceField(required=False, choices=[("", ""), *Keadaan.choices, (SK_SEGERA, "")])
    tempat = forms.RegexField(r"^\d{2}(\.\d{2}(\.\d{2})?)?\Z", required=False)

    def saringan(self) -> dict[str, str]:
        """Return the valid filters; a number as long as a NIK is no name."""
        self.is_valid()
        hasil = {n: self.cleaned_data.get(n, "") for n in self.fields}
        if sum(h.isdigit() for h in hasil["q"]) >= 16:
            hasil["q"] = ""
        return hasil


class UndangForm(forms.Form):
    """Which officers get an account and an invitation."""

    petugas = forms.MultipleChoiceField(
        label="Petugas yang belum punya akun atau belum menerima undangannya",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu petugas."},
    )

    def __init__(self, *args, calon, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.daftar = {str(p.pk): p for p in calon}
        self.fields["petugas"].choices = [(k, f"{p.nama} – {p.wilayah.sebutan}") for k, p in self.daftar.items()]
        isi = Fieldset("", "petugas", css_class="kartu", data_cari_pilihan="Cari nama")
        self.helper = susunan(isi, kirim="Buat akun dan lembar undangan", batal=batal)

    def terpilih(self) -> list:
        """Return the chosen officers."""
        return [self.daftar[k] for k in self.cleaned_data["petugas"]]
