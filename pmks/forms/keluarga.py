"""Formulir keluarga: kartu keluarga, kepala dan anggota, jenis, alamat."""

from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Row
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pmks.actions import IsianAnggota
from pmks.bentuk import HURUF_NAMA, RT, RW, TEKS_BIASA
from pmks.enums import AlasanTanpaKK, BentukKesatuan, HubunganKeluarga, JenisKelamin
from pmks.forms.kesatuan import KesatuanForm
from pmks.forms.orang import NOMOR_ATAU_ALASAN
from pmks.models import Orang
from pmks.nik import baca_kk, baca_nik
from pmks.saringan import kunci_uuid
from pmks.tampak import hias_nama
from tksk_portal.tampilan.formulir import NamaField, baca_hari, baca_nomor

BARIS_BARU, BARIS_TAMBAHAN, BARIS_TERBANYAK = 8, 3, 40
MEDAN = ("id", "orang", "hubungan", "nama", "jk", "lahir", "nik", "keluar")


class KeluargaForm(KesatuanForm):
    """A family. Rows `a0_…`, `a1_…`: members; a row that bears a person's key takes the identity from there."""

    judul = "keluarga"
    bentuk: ClassVar = (BentukKesatuan.KELUARGA,)

    no_kk = forms.CharField(label="Nomor KK", required=False, max_length=40, help_text="16 angka pada kartu keluarga.")
    alasan_tanpa_kk = forms.ChoiceField(
        label="Alasan tanpa KK", required=False, choices=[("", "– pilih bila tidak ada KK –"), *AlasanTanpaKK.choices]
    )
    alamat = forms.CharField(label="Alamat tinggal", max_length=200, validators=[TEKS_BIASA])
    rt = forms.CharField(label="RT", required=False, validators=[RT])
    rw = forms.CharField(label="RW", required=False, validators=[RW])
    dusun = forms.CharField(label="Dusun/lingkungan", required=False, max_length=60, validators=[TEKS_BIASA])
    titik = forms.CharField(
        label="Titik lokasi", required=False, max_length=40, help_text="Lintang, bujur. Contoh -0.46213, 117.12345"
    )

    def __init__(self, *args, kepala: Orang | None = None, **kwargs) -> None:
        self.kepala = kepala
        super().__init__(*args, **kwargs)
        awal = self.anggota_awal()
        if kepala:
            awal = [IsianAnggota(HubunganKeluarga.KEPALA, orang_id=kepala.pk)]
        self.banyak_baris = self._hitung_baris(len(awal))
        self.tertaut = self._orang_tertaut(awal)
        hias_nama(self.tertaut.values(), self.lingkup)
        for n in range(self.banyak_baris):
            self._tambah_baris(n, awal[n] if n < len(awal) else None)

    def _hitung_baris(self, awal: int) -> int:
        """Return how many rows: those sent, or those that are and some empty ones."""
        if self.is_bound:
            terisi = [n for n in range(BARIS_TERBANYAK) if any(self.data.get(f"a{n}_{m}") for m in MEDAN)]
            return max(terisi, default=0) + 1
        return min(BARIS_TERBANYAK, awal + BARIS_TAMBAHAN if self.kesatuan else BARIS_BARU)

    def _orang_tertaut(self, awal: list[IsianAnggota]) -> dict[UUID, Orang]:
        kunci = {a.orang_id for a in awal if a.orang_id}
        if self.is_bound:
            kunci = {kunci_uuid(self.data.get(f"a{n}_orang", "")) for n in range(self.banyak_baris)} - {None}
        sekitar = Orang.objects.di_bawah(self.lingkup.tempat)
        return {o.pk: o for o in sekitar.filter(pk__in=kunci)} if kunci else {}

    def _tambah_baris(self, n: int, isi: IsianAnggota | None) -> None:
        pertama = n == 0 and self.kesatuan is None
        hubungan = [("", "– pilih –"), *HubunganKeluarga.choices]
        medan = {
            "id": forms.UUIDField(required=False, widget=forms.HiddenInput),
            "orang": forms.UUIDField(required=False, widget=forms.HiddenInput),
            "hubungan": forms.ChoiceField(label="Hubungan dengan kepala keluarga", required=False, choices=hubungan),
            "nama": NamaField(label="Nama", required=False, max_length=100, validators=[HURUF_NAMA]),
            "jk": forms.ChoiceField(
                label="Jenis kelamin", required=False, choices=[("", "– pilih –"), *JenisKelamin.choices]
            ),
            "lahir": forms.CharField(label="Tanggal lahir", required=False, max_length=30, help_text="Boleh tahunnya."),
            "nik": forms.CharField(label="NIK (bila ada)", required=False, max_length=40),
            "keluar": forms.BooleanField(label="Keluarkan dari keluarga ini", required=False),
        }
        if pertama:
            medan["hubungan"].initial = HubunganKeluarga.KEPALA
        if isi:
            lahir = f"{isi.tanggal_lahir:{'%Y' if isi.lahir_perkiraan else '%d-%m-%Y'}}" if isi.tanggal_lahir else ""
            awal = {"id": isi.id, "orang": isi.orang_id, "hubungan": isi.hubungan, "nama": isi.nama, "jk": isi.jk}
            for nama, nilai in (awal | {"lahir": lahir, "nik": isi.nik}).items():
                medan[nama].initial = nilai
        for nama, satu in medan.items():
            self.fields[f"a{n}_{nama}"] = satu

    # Pemeriksaan ----------------------------------------------------------------------------------------------------

    def clean_no_kk(self) -> str:
        """Check the structure of the number of the family card."""
        return baca_nomor(self.cleaned_data["no_kk"], baca_kk)

    def clean(self) -> dict:
        """Number or reason; each row complete; exactly one head."""
        bersih = super().clean()
        if bersih.get("no_kk"):
            bersih["alasan_tanpa_kk"] = ""
        elif "no_kk" not in self.errors and not bersih.get("alasan_tanpa_kk"):
            self.add_error("no_kk", NOMOR_ATAU_ALASAN.format("nomor KK"))
        self.baris = [a for n in range(self.banyak_baris) if (a := self._baca_baris(n)) is not None]
        kepala = [a for a in self.baris if a.hubungan == HubunganKeluarga.KEPALA]
        if len(kepala) != 1 and not any(e.startswith("a") and e[1:2].isdigit() for e in self.errors):
            pesan = "Tentukan satu kepala keluarga." if kepala else "Tulis siapa kepala keluarganya."
            self.add_error("a0_hubungan" if kepala or self.kesatuan else "a0_nama", pesan)
        return bersih

    def _baca_baris(self, n: int) -> IsianAnggota | None:
        b = {m: self.cleaned_data.get(f"a{n}_{m}") for m in MEDAN}
        orang = b["orang"]
        ada = orang or any(b[m] for m in ("nama", "jk", "lahir", "nik"))
        if b["keluar"] or not ada:
            return None
        if not b["hubungan"]:
            self.add_error(f"a{n}_hubungan", "Pilih hubungannya.")
        if orang:
            if orang not in self.tertaut:
                self.add_error(f"a{n}_hubungan", "Orang yang dipilih tidak ada di kecamatan ini.")
            return IsianAnggota(b["hubungan"] or "", id=b["id"], orang_id=orang)
        return self._baca_diketik(n, b)

    def _baca_diketik(self, n: int, b: dict) -> IsianAnggota:
        for medan, pesan in (("nama", "Tulis namanya."), ("jk", "Pilih jenis kelaminnya.")):
            if not b[medan] and f"a{n}_{medan}" not in self.errors:
                self.add_error(f"a{n}_{medan}", pesan)
        isi = IsianAnggota(b["hubungan"] or "", id=b["id"], nama=" ".join((b["nama"] or "").split()), jk=b["jk"] or "")
        try:
            isi = replace(isi, nik=baca_nomor(b["nik"] or "", baca_nik))
        except forms.ValidationError as salah:
            self.add_error(f"a{n}_nik", salah)
        if b["lahir"]:
            try:
                lahir, perkiraan = baca_hari(b["lahir"], "Tanggal lahir")
                isi = replace(isi, tanggal_lahir=lahir, lahir_perkiraan=perkiraan)
            except forms.ValidationError as salah:
                self.add_error(f"a{n}_lahir", salah)
        return isi

    def tolak_nik(self, orang: Orang, pesan: str | SafeString) -> None:
        """Put a message beside the typed NIK that belongs to a registered person."""
        for n in range(self.banyak_baris):
            if f"a{n}_nik" in self.cleaned_data and orang.nik == _angka(self.cleaned_data[f"a{n}_nik"]):
                self.add_error(f"a{n}_nik", pesan)
                return
        self.add_error(None, pesan)

    # Hasil ----------------------------------------------------------------------------------------------------------

    def isian(self) -> dict:
        """Return the cleaned columns of the family."""
        return super().isian() | {"jumlah_kk": 1}

    def anggota(self) -> list[IsianAnggota]:
        """Return the members."""
        return self.baris

    # Tata letak -----------------------------------------------------------------------------------------------------

    def _tata_baris(self, n: int) -> Div:
        orang = self.tertaut.get(self._kunci_orang(n))
        kunci = [f"a{n}_id", f"a{n}_orang"]
        keluar = [f"a{n}_keluar"] if self[f"a{n}_id"].value() or (orang and n) else []
        if orang:
            nama = format_html("<p><b>{}</b>, dari data orang</p>", orang.nama_tampil)
            return Div(*kunci, HTML(_polos(nama)), f"a{n}_hubungan", *keluar, css_class="rinci-jenis")
        nama = Field(f"a{n}_nama", autocomplete="off", autocapitalize="words", **({} if n else {"data_draf_nama": "1"}))
        return Div(
            *kunci,
            nama,
            Row(Column(f"a{n}_hubungan", css_class="col-12 col-sm-6"), Column(f"a{n}_jk", css_class="col-12 col-sm-6")),
            Row(
                Column(Field(f"a{n}_lahir", data_tanggal="1", autocomplete="off"), css_class="col-12 col-sm-6"),
                Column(Field(f"a{n}_nik", inputmode="numeric", autocomplete="off"), css_class="col-12 col-sm-6"),
            ),
            *keluar,
            css_class="rinci-jenis",
        )

    def _kunci_orang(self, n: int) -> UUID | None:
        return kunci_uuid(str(self[f"a{n}_orang"].value() or ""))

    def bagian(self) -> list[Fieldset]:
        """Return the steps of the form."""
        satu, dua, tiga = "Siapa keluarganya?", "Apa masalahnya?", "Tinggal di mana?"
        baris = [self._tata_baris(n) for n in range(self.banyak_baris)]
        tampak = len(self.anggota_awal()) if self.kesatuan else 1
        if self.is_bound:
            tampak = self.banyak_baris
        return [
            Fieldset(
                satu,
                Div(
                    Field("no_kk", inputmode="numeric", autocomplete="off"),
                    "alasan_tanpa_kk",
                    data_wajib_satu=NOMOR_ATAU_ALASAN.format("nomor KK"),
                ),
                HTML('<h3 class="h5">Kepala keluarga dan anggota</h3>'),
                *baris[:tampak],
                HTML('<details class="lebih"><summary>Tambah anggota (boleh menyusul)</summary>'),
                *baris[tampak:],
                HTML("</details>"),
                "wilayah",
                data_langkah=satu,
                data_lanjut="jenis masalah",
                css_class="kartu",
            ),
            self.langkah_jenis(dua, "alamat"),
            Fieldset(
                tiga,
                Field("alamat", autocomplete="off"),
                Row(
                    Column("rt", css_class="col-4"),
                    Column("rw", css_class="col-4"),
                    Column("dusun", css_class="col-12 col-sm-4"),
                ),
                Field("titik", data_titik="1", autocomplete="off"),
                *self.akhir(),
                data_langkah=tiga,
                css_class="kartu",
            ),
        ]


def _angka(teks: str | None) -> str:
    return "".join(h for h in teks or "" if h.isdigit())


def _polos(html: str) -> str:
    """Return text that the layout's template engine leaves as it is."""
    return html.replace("{", "&#123;").replace("}", "&#125;")
