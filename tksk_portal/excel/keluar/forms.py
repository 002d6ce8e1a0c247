"""Formulir ekspor dan tata letak."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Fieldset, Layout, Row, Submit
from django import forms
from django.core.validators import RegexValidator
from django.utils.formats import number_format
from django.utils.text import slugify
from uuid_utils.compat import uuid7

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.aman import nama_lembar
from tksk_portal.excel.keluar.kerja import terlalu_besar
from tksk_portal.excel.keluar.sumber import Sumber
from tksk_portal.excel.keluar.tataletak import (
    BENTUK_KODE,
    FORMAT_TANGGAL,
    ISIAN,
    NOMOR,
    KolomTata,
    TataLetak,
    tata_letak_berlaku,
)
from tksk_portal.excel.models import Format
from tksk_portal.excel.models.keluar import PEMISAH
from tksk_portal.jejak.catatan import NOMOR as NOMOR_ORANG
from tksk_portal.tampilan.formulir import isian_saja

TEKS_BIASA = RegexValidator(r"^[^\x00-\x08\x0b\x0c\x0e-\x1f<>]*\Z", "Jangan pakai tanda < atau > atau tanda kendali.")
KOLOM_TERBANYAK = 120
BARIS_KOSONG = 5


def tanpa_nomor(teks: str) -> None:
    """Refuse a text that holds a NIK or KK number.

    Raises:
        ValidationError: it does.
    """
    if NOMOR_ORANG.search(teks):
        raise forms.ValidationError("Jangan menulis NIK atau nomor KK di sini.")


class EksporForm(forms.Form):
    """What to take out, in which shape, and for what."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    tata_letak = forms.ChoiceField(
        label="Tata letak",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih tata letaknya.", "invalid_choice": "Tata letak ini tidak dipakai lagi."},
    )
    format = forms.ChoiceField(
        label="Format berkas",
        required=False,
        widget=forms.RadioSelect,
        choices=(
            ("", "Sesuai tata letak"),
            (Format.XLSX.value, "Excel (xlsx), dengan lembar Keterangan"),
            (Format.CSV.value, "CSV, untuk aplikasi lain; NIK dapat rusak bila dibuka langsung di Excel"),
        ),
    )
    identitas = forms.BooleanField(
        label="Dengan identitas: NIK, KK, nama, dan alamat utuh",
        required=False,
        widget=forms.CheckboxInput({"value": "on"}),
        help_text="Tanpa ini NIK dan KK tersamar, begitu juga nama anak dan orang dengan jenis yang peka.",
    )
    tujuan = forms.CharField(
        label="Untuk keperluan apa?",
        required=False,
        min_length=10,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        validators=[TEKS_BIASA, tanpa_nomor],
        help_text="Wajib bila dengan identitas. Dicatat bersama nama Anda; terlihat oleh dinas sosial di atas Anda.",
        error_messages={"min_length": "Tulis keperluannya dengan jelas, paling sedikit 10 huruf."},
    )

    def __init__(self, *args, sumber: Sumber, saring: dict, by: Lingkup, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.sumber = by, sumber
        self.berlaku = tata_letak_berlaku(sumber, by)
        self.kira = {s: sumber.kira(saring, s, by) for s in sumber.satuan}
        self.fields["tata_letak"].choices = [(k, self._label(t)) for k, t in self.berlaku.items()]
        self.fields["id"].initial = uuid7
        self.fields["tata_letak"].initial = next(iter(self.berlaku), None)
        boleh_identitas = sumber.boleh_identitas(by)
        if not boleh_identitas:
            del self.fields["identitas"]
            del self.fields["tujuan"]
        keperluan = Div("tujuan", data_tampil_bila="identitas:on")
        self.helper = FormHelper()
        self.helper.form_class = "mt-3"
        self.helper.layout = Layout(
            "id",
            Div("tata_letak", css_class="kartu"),
            Div("format", css_class="kartu"),
            *([Div("identitas", keperluan, css_class="kartu")] if boleh_identitas else []),
            Div(
                HTML(f'<a class="btn btn-outline-primary" href="{batal}" data-batal>Batal</a>'),
                Submit("simpan", "Buat berkas"),
                css_class="aksi-form",
            ),
        )

    def _label(self, tata: TataLetak) -> str:
        jumlah = self.kira[tata.satuan]
        baris = f"{number_format(jumlah, force_grouping=True)} baris, " if jumlah is not None else ""
        ekor = "; hanya dengan identitas" if tata.perlu_identitas else ""
        return f"{tata.nama} – {baris}{self.sumber.satuan[tata.satuan]}{ekor}"

    def clean(self) -> dict:
        """Ask for the purpose with identities, and refuse what no workbook holds."""
        data = super().clean()
        data.setdefault("identitas", False)
        data.setdefault("tujuan", "")
        tata = self.berlaku.get(data.get("tata_letak", ""))
        if tata is None:
            return data
        data["format"] = data.get("format") or tata.format
        if tata.perlu_identitas and not data["identitas"]:
            self.add_error("identitas", "Tata letak ini memerlukan identitas. Centang, lalu tulis keperluannya.")
        if data["identitas"] and not data["tujuan"] and "tujuan" not in self.errors:
            self.add_error("tujuan", "Tulis untuk keperluan apa identitas ini diambil.")
        if pesan := terlalu_besar(self.kira[tata.satuan], len(tata.kolom), data["format"]):
            self.add_error("format", pesan)
        return data


class TataLetakForm(forms.Form):
    """A layout without its columns; those are a formset."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nama = forms.CharField(label="Nama", max_length=80, validators=[TEKS_BIASA])
    kode = forms.SlugField(
        label="Kode",
        max_length=40,
        required=False,
        help_text="Huruf kecil, angka, dan garis. Kosong: dibuat dari namanya. Tidak dapat diubah kemudian.",
        error_messages={"invalid": "Hanya huruf, angka, dan garis."},
    )
    keterangan = forms.CharField(label="Keterangan", max_length=300, required=False, validators=[TEKS_BIASA])
    satuan = forms.ChoiceField(label="Satu baris berisi")
    format = forms.ChoiceField(label="Format berkas", choices=Format.choices)
    perlu_identitas = forms.BooleanField(
        label="Hanya dengan identitas (tidak ditawarkan kepada yang tidak berhak)", required=False
    )
    format_tanggal = forms.ChoiceField(label="Bentuk tanggal", choices=tuple(FORMAT_TANGGAL.items()))
    format_kode = forms.CharField(
        label="Bentuk kode jenis",
        max_length=20,
        initial="0",
        help_text="Nol diganti nomor jenisnya: 0 menjadi 8, PMKS-00 menjadi PMKS-08.",
        validators=[RegexValidator(BENTUK_KODE, "Akhiri dengan satu sampai tiga nol, misalnya PMKS-00.")],
    )
    nama_lembar = forms.CharField(label="Nama lembar", max_length=31, initial="Data")
    judul = forms.CharField(
        label="Baris judul di atas kolom (Excel)",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        validators=[TEKS_BIASA],
        help_text="Satu baris per baris. Dapat memakai " + ", ".join(f"{{{n}}}" for n in ISIAN) + ".",
    )
    berita_acara = forms.CharField(
        label="Lembar berita acara (Excel)",
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": 8}),
        validators=[TEKS_BIASA],
        help_text="Satu baris per baris: “label | isi”. Awali dengan “# ” untuk huruf tebal. Kosong: tanpa lembar ini.",
    )
    pemisah = forms.ChoiceField(label="Pemisah csv", choices=PEMISAH)
    penanda = forms.BooleanField(label="Tanda UTF-8 (BOM) di awal csv, supaya Excel membacanya benar", required=False)

    def __init__(self, *args, sumber: Sumber, baru: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["satuan"].choices = list(sumber.satuan.items())
        if not baru:
            del self.fields["kode"]
        kode = ("kode",) if baru else ()
        self.helper = isian_saja(
            "versi",
            Fieldset(
                "Tata letak", "nama", *kode, "keterangan", "satuan", "format", "perlu_identitas", css_class="kartu"
            ),
            Fieldset(
                "Bentuk isi",
                Row(Column("format_tanggal", css_class="col-md-6"), Column("format_kode", css_class="col-md-6")),
                css_class="kartu",
            ),
            Fieldset("Excel", "nama_lembar", "judul", "berita_acara", css_class="kartu"),
            Fieldset("CSV", "pemisah", "penanda", css_class="kartu"),
        )

    def clean_nama_lembar(self) -> str:
        """Return a name Excel takes."""
        nama = self.cleaned_data["nama_lembar"]
        if nama_lembar(nama) != nama:
            raise forms.ValidationError("Nama lembar tidak boleh memuat [ ] : * ? / \\ atau diawali tanda rumus.")
        return nama

    def clean_kode(self) -> str:
        """Return the code in small letters, made from the name when empty."""
        return slugify(self.cleaned_data["kode"] or self.cleaned_data.get("nama", ""))[:40] or "tata-letak"

    def tata(self, kolom: list[KolomTata], *, kode: str, aktif: bool) -> TataLetak:
        """Return the layout of a valid form."""
        d = self.cleaned_data
        return TataLetak(
            kode=kode,
            nama=d["nama"],
            satuan=d["satuan"],
            kolom=tuple(kolom),
            keterangan=d["keterangan"],
            format=d["format"],
            judul=tuple(d["judul"].splitlines()),
            nama_lembar=d["nama_lembar"],
            berita_acara=tuple(d["berita_acara"].splitlines()),
            format_tanggal=d["format_tanggal"],
            format_kode=d["format_kode"],
            pemisah=d["pemisah"],
            penanda=d["penanda"],
            perlu_identitas=d["perlu_identitas"],
            aktif=aktif,
        )


def awal_tata(tata: TataLetak) -> dict[str, object]:
    """Return a layout as initial values of the form."""
    biasa = ("nama", "keterangan", "satuan", "format", "perlu_identitas", "format_tanggal", "format_kode", "versi")
    awal = {n: getattr(tata, n) for n in (*biasa, "nama_lembar", "pemisah", "penanda")}
    return awal | {"judul": "\n".join(tata.judul), "berita_acara": "\n".join(tata.berita_acara)}


class KolomForm(forms.Form):
    """One column: place, heading, field or fixed text. A row without heading is left out."""

    urutan = forms.IntegerField(label="Urutan", required=False, min_value=1, max_value=999)
    judul = forms.CharField(label="Judul kolom", required=False, max_length=120)
    medan = forms.ChoiceField(label="Isi", required=False)
    teks = forms.CharField(label="Teks tetap", required=False, max_length=200)

    def __init__(self, *args, sumber: Sumber, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        medan = [(m.nama, m.label) for m in sumber.medan.values()]
        self.fields["medan"].choices = [("", "teks tetap"), (NOMOR, "nomor urut"), *medan]
        self.fields["medan"].error_messages["invalid_choice"] = "Isi ini tidak dikenal lagi. Pilih yang lain."
        for nama, f in self.fields.items():
            f.widget.attrs |= {"class": "form-select" if nama == "medan" else "form-control"}

    def clean(self) -> dict:
        """Ask for a heading when something else is filled."""
        data = super().clean()
        if not data.get("judul") and (data.get("medan") or data.get("teks")):
            self.add_error("judul", "Tulis judul kolomnya, atau kosongkan seluruh barisnya.")
        return data


class DasarKolom(forms.BaseFormSet):
    """The columns of a layout."""

    def clean(self) -> None:
        """Ask for at least one column."""
        if not any(self.errors) and not self.kolom():
            raise forms.ValidationError("Isi paling sedikit satu kolom.")

    def kolom(self) -> list[KolomTata]:
        """Return the columns in their order."""
        isi = [
            (f.cleaned_data.get("urutan") or 1000, i, f.cleaned_data)
            for i, f in enumerate(self.forms)
            if f.cleaned_data.get("judul")
        ]
        isi.sort(key=lambda t: t[:2])
        return [
            KolomTata(re.sub(r"\s+", " ", d["judul"]), d["medan"], "" if d["medan"] else d["teks"]) for *_, d in isi
        ]


KolomFormSet = forms.formset_factory(
    KolomForm, formset=DasarKolom, extra=BARIS_KOSONG, max_num=KOLOM_TERBANYAK, validate_max=True
)


def awal_kolom(tata: TataLetak) -> list[dict[str, object]]:
    """Return the columns of a layout as initial values of the formset."""
    return [
        {"urutan": i, "judul": k.judul, "medan": k.medan, "teks": k.teks} for i, k in enumerate(tata.kolom, start=1)
    ]
