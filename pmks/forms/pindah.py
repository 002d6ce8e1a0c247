"""Formulir serah terima: menyerahkan, meminta, menyetujui, menerima."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Field, Row
from django import forms
from django.utils import timezone

from pmks.bentuk import RT, RW
from pmks.forms.orang import TEKS_BIASA
from pmks.models import Pindahan
from tksk_portal.dasar.tanggal import TanggalSalah, baca_tanggal
from tksk_portal.tampilan.formulir import TeksForm, isian_saja
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah

LUAR = "luar"


def _pembantu(*isi) -> FormHelper:
    return isian_saja(Div(*isi, css_class="kartu form-batas"))


def _pilihan_kecamatan(provinsi: str, kecuali: str) -> list:
    """Return the valid kecamatan of a province, grouped by kabupaten/kota, and a way to name one elsewhere."""
    semua = Wilayah.objects.berlaku().di_bawah(provinsi).filter(tingkat=Tingkat.KECAMATAN).select_related("induk")
    kelompok: dict[str, list] = {}
    for w in semua.order_by("induk_id", "nama"):
        if w.pk != kecuali:
            kelompok.setdefault(w.induk.nama, []).append((w.pk, w.nama))
    return [("", "– pilih –"), *kelompok.items(), (LUAR, "Provinsi lain (tulis kodenya)")]


class KecamatanForm(TeksForm):
    """Base: another kecamatan, of the own province by name or of another one by code."""

    kecamatan = forms.ChoiceField(label="Kecamatan", error_messages={"required": "Pilih kecamatannya."})
    kode = forms.CharField(
        label="Kode kecamatan di provinsi lain",
        required=False,
        max_length=8,
        help_text="Hanya bila provinsi lain. Contoh 63.71.01",
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        validators=[TEKS_BIASA],
        error_messages={"required": "Tulis alasannya."},
    )

    def __init__(self, *args, sendiri: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kecamatan"].choices = _pilihan_kecamatan(sendiri[:2], sendiri)

    def clean(self) -> dict:
        """Ask for the code of a kecamatan elsewhere."""
        bersih = super().clean()
        if bersih.get("kecamatan") != LUAR:
            return bersih
        kode = bersih.get("kode") or ""
        if not Wilayah.objects.berlaku().filter(pk=kode, tingkat=Tingkat.KECAMATAN).exists():
            self.add_error("kode", "Tulis kode kecamatan yang berlaku, misalnya 63.71.01.")
        return bersih

    @property
    def tujuan(self) -> str:
        """The code of the chosen kecamatan."""
        bersih = self.cleaned_data
        return bersih["kode"] if bersih["kecamatan"] == LUAR else bersih["kecamatan"]


class TanggalMixin:
    """Reads the day of the move; not after today."""

    def clean_tanggal(self) -> date:
        """Return the date that was typed."""
        try:
            return baca_tanggal(
                self.cleaned_data["tanggal"], paling_akhir=timezone.localdate(), sebutan="Tanggal pindah"
            )[0]
        except TanggalSalah as salah:
            raise forms.ValidationError(str(salah)) from None


def _isian_tanggal() -> forms.CharField:
    return forms.CharField(
        label="Pindah sejak",
        max_length=30,
        initial=lambda: timezone.localdate().strftime("%d-%m-%Y"),
        help_text="Contoh 20-11-2026.",
        error_messages={"required": "Isi tanggalnya."},
    )


class UsulPindahForm(TanggalMixin, KecamatanForm):
    """Proposes to hand a person over."""

    tanggal = _isian_tanggal()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kecamatan"].label = "Pindah ke kecamatan"
        self.fields["alasan"].label = "Mengapa pindah?"
        self.helper = _pembantu("kecamatan", "kode", Field("tanggal", data_tanggal="biasa"), "alasan")


class MintaPindahForm(KecamatanForm):
    """Asks another kecamatan for the person with a NIK."""

    nik = forms.CharField(
        label="NIK",
        max_length=40,
        help_text="16 angka pada KTP atau KK.",
        error_messages={"required": "Tulis NIK-nya."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kecamatan"].label = "Tercatat di kecamatan"
        self.fields["alasan"].label = "Mengapa Anda memintanya?"
        nik = Field("nik", data_nik="1", data_draf_jangan="1", inputmode="numeric", autocomplete="off")
        self.helper = _pembantu(nik, "kecamatan", "kode", "alasan")


class SetujuiForm(TanggalMixin, TeksForm):
    """Grants a request."""

    tanggal = _isian_tanggal()


class TerimaForm(TeksForm):
    """Accepts a person into a village of the own kecamatan, with the new address."""

    desa = forms.ModelChoiceField(
        label="Desa/kelurahan",
        queryset=Wilayah.objects.none(),
        empty_label="– pilih –",
        error_messages={
            "required": "Pilih desa/kelurahannya.",
            "invalid_choice": "Pilih desa/kelurahan di kecamatan Anda.",
        },
    )
    alamat = forms.CharField(
        label="Alamat tinggal yang baru",
        max_length=200,
        validators=[TEKS_BIASA],
        error_messages={"required": "Tulis alamat barunya."},
    )
    rt = forms.CharField(label="RT", required=False, validators=[RT])
    rw = forms.CharField(label="RW", required=False, validators=[RW])
    dusun = forms.CharField(label="Dusun/lingkungan", required=False, max_length=60, validators=[TEKS_BIASA])

    def __init__(self, *args, pindahan: Pindahan, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        desa = Wilayah.objects.berlaku().filter(induk=pindahan.ke_id).order_by("nama")
        self.fields["desa"].queryset = desa
        self.fields["desa"].label_from_instance = lambda w: w.sebutan
        nomor = Row(Column("rt", css_class="col-6"), Column("rw", css_class="col-6"))
        self.helper = isian_saja("desa", "alamat", nomor, "dusun")

    def alamat_baru(self) -> dict[str, str]:
        """Return the address as `terima_pindah` takes it."""
        return {k: self.cleaned_data[k] for k in ("alamat", "rt", "rw", "dusun")}
