"""Formulir kop, penandatangan, dan pola nomor."""

from crispy_forms.layout import HTML, Column, Div, Fieldset, Row, Submit
from django import forms

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.dokumen.atur import kantor_dapat_dibuat
from tksk_portal.dokumen.forms.bahan import BarisField
from tksk_portal.dokumen.models import NIP, Kop, Penandatangan, PolaNomor
from tksk_portal.dokumen.pola import ISIAN
from tksk_portal.kelola.daftar import pilihan_tempat
from tksk_portal.tampilan.formulir import TanggalField, susunan


class KopForm(forms.ModelForm):
    """A letterhead. Place and office are chosen once, when it is made."""

    tempat = forms.ChoiceField(label="Tempat kantor")
    kantor = forms.ChoiceField(label="Kantor")
    baris = BarisField(
        label="Baris kop",
        terbanyak=4,
        panjang=90,
        help_text="Dari atas ke bawah; baris terakhir dicetak paling besar. Misalnya: PEMERINTAH KOTA SAMARINDA, lalu "
        "DINAS SOSIAL.",
    )
    lambang = forms.FileField(
        label="Lambang daerah",
        required=False,
        widget=forms.FileInput({"accept": ".png,.jpg,.jpeg"}),
        help_text="PNG atau JPEG, paling besar 2 MB. Kosong: lambang yang ada tetap dipakai.",
        error_messages={"empty": "Berkas ini kosong."},
    )
    lepas_lambang = forms.BooleanField(label="Lepas lambang yang ada", required=False)

    class Meta:
        model = Kop
        fields = ("nama", "singkatan", "baris", "alamat", "kontak", "kota", "garis")

    def __init__(self, *args, by: Lingkup, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        baru = self.instance._state.adding
        kepala = ("nama", "singkatan")
        if baru and by.peran == Peran.ADMIN:
            self.fields["tempat"].choices = [("", "Pilih tempat…"), *pilihan_tempat(by.tempat)]
            self.fields["kantor"].choices = [(k.value, k.label) for k in kantor_dapat_dibuat(by)]
            kepala = ("tempat", "kantor", *kepala)
        else:
            del self.fields["tempat"], self.fields["kantor"]
        if self.instance.logo_id is None:
            del self.fields["lepas_lambang"]
        lambang = [n for n in ("lambang", "lepas_lambang") if n in self.fields]
        self.helper = susunan(
            Fieldset("Kantor", *kepala, css_class="kartu"),
            Fieldset("Kop", "baris", "alamat", "kontak", *lambang, "garis", "kota", css_class="kartu"),
            kirim="Simpan",
            batal=batal,
        )


class PenandatanganForm(forms.ModelForm):
    """An official who signs."""

    mulai = TanggalField(label="Mulai berwenang")
    sampai = TanggalField(label="Sampai", required=False, help_text="Hari terakhir; kosong bila belum ditentukan.")

    class Meta:
        model = Penandatangan
        fields = ("nama", "jabatan", "awalan", "atas_nama", "pangkat", "nip", "mulai", "sampai")

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = susunan(
            Fieldset(
                "Pejabat",
                "nama",
                "jabatan",
                Row(Column("pangkat", css_class="col-md-6"), Column("nip", css_class="col-md-6")),
                css_class="kartu",
            ),
            Fieldset(
                "Wewenang",
                "awalan",
                "atas_nama",
                Row(Column("mulai", css_class="col-md-6"), Column("sampai", css_class="col-md-6")),
                css_class="kartu",
            ),
            kirim="Simpan",
            batal=batal,
        )

    def clean_nip(self) -> str:
        """Write the number in its groups: 19700512 199503 2 001.

        Raises:
            ValidationError: not 18 digits.
        """
        tertulis = self.cleaned_data["nip"]
        angka = "".join(tertulis.split())
        if not angka:
            return ""
        if not (angka.isascii() and angka.isdigit() and len(angka) == 18):
            raise forms.ValidationError(NIP.message)
        return f"{angka[:8]} {angka[8:14]} {angka[14]} {angka[15:]}"


class PolaForm(forms.ModelForm):
    """How letters are numbered from a year on."""

    class Meta:
        model = PolaNomor
        fields = ("tahun", "pola", "kode", "mulai")

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            del self.fields["tahun"]
        butir = "".join(f"<dt><code>{{{nama}}}</code></dt><dd>{arti}</dd>" for nama, arti in ISIAN.items())
        kolom = [n for n in ("tahun", "pola") if n in self.fields]
        self.helper = susunan(
            Div(
                *kolom,
                Row(Column("kode", css_class="col-md-6"), Column("mulai", css_class="col-md-6")),
                HTML("{% if contoh %}<p>Contoh: <b>{{ contoh }}</b></p>{% endif %}"),
                css_class="kartu",
            ),
            HTML(f'<details class="kartu"><summary>Isian pola</summary><dl class="rinci">{butir}</dl></details>'),
            kirim="Simpan",
            batal=batal,
            tambahan=(Submit("contoh", "Lihat contoh", css_class="btn btn-outline-primary"),),
        )
