"""Formulir penggabungan: nilai siapa yang tetap, kolom demi kolom."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property

from pmks.actions.gabung import LAIN, PILIHAN, UTAMA, beda, usul_pilihan
from pmks.forms.orang import TEKS_BIASA
from pmks.models import Orang
from tksk_portal.dasar.nama import samarkan_nomor
from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.tampilan.formulir import TeksForm

LABEL = {
    **{"nik": "NIK", "no_kk": "Nomor KK", "nama": "Nama", "tempat_lahir": "Tempat lahir", "jk": "Jenis kelamin"},
    **{"tanggal_lahir": "Tanggal lahir", "alamat": "Alamat", "alamat_ktp": "Alamat KTP", "telepon": "Telepon"},
    **{"desil": "Desil DTSEN", "bantuan": "Bantuan", "sumber": "Sumber data", "keadaan": "Keadaan"},
}
NOMOR = ("nik", "no_kk")


@dataclass(frozen=True)
class Baris:
    """One differing column: its label and the two values to choose from."""

    label: str
    kunci: str
    utama: object
    lain: object


class GabungForm(TeksForm):
    """Which value stays, for each column in which two records of one person differ."""

    versi_utama = forms.IntegerField(widget=forms.HiddenInput)
    versi_lain = forms.IntegerField(widget=forms.HiddenInput)
    alasan = forms.CharField(
        label="Mengapa keduanya orang yang sama?",
        max_length=300,
        validators=[TEKS_BIASA],
        widget=forms.Textarea({"rows": 2}),
        help_text="Misalnya: KTP asli sudah dilihat, NIK di data kedua keliru satu angka.",
        error_messages={"required": "Tulis mengapa kedua data ini orang yang sama."},
    )

    def __init__(self, *args, utama: Orang, lain: Orang, nomor_terbuka: bool, **kwargs) -> None:
        self.utama, self.lain, self.nomor_terbuka = utama, lain, nomor_terbuka
        kwargs["initial"] = {"versi_utama": utama.versi, "versi_lain": lain.versi} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        usul = usul_pilihan(utama, lain)
        self.berbeda = beda(utama, lain)
        for nama in self.berbeda:
            self.fields[f"pilih_{nama}"] = forms.ChoiceField(
                label=LABEL[nama],
                choices=[(UTAMA, self.kata(nama, utama)), (LAIN, self.kata(nama, lain))],
                initial=usul[nama],
                widget=forms.RadioSelect({"aria-describedby": f"kolom-{nama}"}),
                error_messages={"required": "Pilih salah satu."},
            )

    def kata(self, nama: str, orang: Orang) -> str:
        """Return what a record says in one choice, in words; numbers masked unless opened."""
        if nama in NOMOR and getattr(orang, nama):
            return getattr(orang, nama) if self.nomor_terbuka else samarkan_nomor(getattr(orang, nama))
        if nama in NOMOR:
            alasan = getattr(orang, PILIHAN[nama][1])
            return "tidak ada: " + kata_nilai(Orang._meta.get_field(PILIHAN[nama][1]), alasan).lower()
        bagian = [k.removesuffix("_id") for k in PILIHAN[nama] if k not in ("lintang", "bujur", "lahir_perkiraan")]
        if nama == "alamat":
            bagian = ["alamat", "rt", "rw", "dusun", "wilayah"]
        kata = [self._satu(orang, k) for k in bagian]
        if nama == "tanggal_lahir" and orang.lahir_perkiraan:
            kata.append("perkiraan")
        if nama == "alamat" and orang.lintang is not None:
            kata.append("ada titik peta")
        return ", ".join(k for k in kata if k != "–") or "–"

    def _satu(self, orang: Orang, kolom: str) -> str:
        medan = Orang._meta.get_field(kolom)
        kata = kata_nilai(medan, getattr(orang, medan.attname))
        return f"{medan.verbose_name} {kata}" if kolom in ("rt", "rw") and kata != "–" else kata

    @cached_property
    def baris(self) -> list[Baris]:
        """The rows of the comparison, each with its two radio buttons."""
        hasil = []
        for nama in self.berbeda:
            utama, lain = self[f"pilih_{nama}"].subwidgets
            hasil.append(Baris(LABEL[nama], nama, utama, lain))
        return hasil

    @cached_property
    def sama(self) -> list[str]:
        """The labels of the columns in which both say the same."""
        label = [LABEL[n] for n in PILIHAN if n not in self.berbeda]
        return [n if n.isupper() else n[0].lower() + n[1:] for n in label]

    def pilihan(self) -> dict[str, str]:
        """Return choice -> side, as `gabungkan` takes it."""
        return {n: self.cleaned_data[f"pilih_{n}"] for n in self.berbeda}
