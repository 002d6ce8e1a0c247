"""Formulir dokumen, foto, tempat kosong, jejaring, kebutuhan, dan acuan."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field
from django import forms
from django.utils import timezone

from psks.berkas import KEPERLUAN
from psks.enums import Bentuk, Golongan, JenisDokumen, JenisJejaring
from psks.medan import KATALOG, PALING_BANYAK
from psks.models import JenisPSKS, KartuMitra, Mitra
from psks.sasaran import daftar_sasaran
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.isian import BerkasField
from tksk_portal.dasar.bentuk import TEKS_BIASA
from tksk_portal.dasar.berversi import UMUR_PALING_TUA
from tksk_portal.dasar.enums import JenisKelamin
from tksk_portal.dasar.tanggal import TanggalSalah, baca_tanggal
from tksk_portal.dasar.titik import baca_titik
from tksk_portal.tampilan.formulir import TeksForm, baca_hari, isian_saja
from tksk_portal.wilayah.models import Wilayah

DOKUMEN, FOTO, NASKAH = KEPERLUAN
MITRA_DITAWARKAN = 300


def baca_hari_depan(teks: str, sebutan: str) -> date | None:
    """Return a day that may lie ahead; None for an empty text."""
    if not teks.strip():
        return None
    hari = timezone.localdate()
    try:
        return baca_tanggal(teks, paling_akhir=hari.replace(year=hari.year + 50, day=1), sebutan=sebutan)[0]
    except TanggalSalah as salah:
        raise forms.ValidationError(str(salah)) from None


def _teks(label: str, panjang: int, **lain) -> forms.CharField:
    return forms.CharField(label=label, max_length=panjang, validators=[TEKS_BIASA], **lain)


class DokumenForm(TeksForm):
    """A paper with its dates and, if at hand, its file."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    jenis = forms.ChoiceField(label="Dokumen apa?", choices=[("", "– pilih –"), *JenisDokumen.choices])
    nomor = _teks("Nomor", 80, required=False)
    tanggal = forms.CharField(label="Tanggal terbit", required=False, max_length=30)
    berlaku_sampai = forms.CharField(
        label="Berlaku sampai", required=False, max_length=30, help_text="Kosong: tidak punya masa berlaku."
    )
    penerbit = _teks("Penerbit atau penandatangan", 100, required=False)
    selaku = _teks("Selaku", 100, required=False, help_text="Jabatan penandatangan, misalnya Lurah.")
    nilai = _teks("Nilai atau peringkat", 40, required=False, help_text="Untuk akreditasi.")
    berkas = BerkasField(guna=DOKUMEN, label="Foto atau pindaiannya", required=False)

    def clean_tanggal(self) -> date | None:
        """Read the day of issue."""
        teks = self.cleaned_data["tanggal"]
        return baca_hari(teks, "Tanggal terbit")[0] if teks.strip() else None

    def clean_berlaku_sampai(self) -> date | None:
        """Read the last day."""
        return baca_hari_depan(self.cleaned_data["berlaku_sampai"], "Berlaku sampai")

    def clean(self) -> dict:
        """A paper says something, and ends after it began."""
        b = super().clean()
        if b.get("tanggal") and b.get("berlaku_sampai") and b["berlaku_sampai"] < b["tanggal"]:
            self.add_error("berlaku_sampai", "Masa berlaku tidak boleh berakhir sebelum tanggal terbit.")
        if not (b.get("nomor") or b.get("tanggal") or b.get("berkas")) and "tanggal" not in self.errors:
            self.add_error("nomor", "Isi nomor, tanggal, atau berkasnya.")
        return b

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        tanggal = (Field(n, data_tanggal="biasa") for n in ("tanggal", "berlaku_sampai"))
        return isian_saja("id", "jenis", "nomor", *tanggal, "penerbit", "selaku", "nilai", "berkas")


class FotoForm(forms.Form):
    """The partner's photo."""

    berkas = BerkasField(
        guna=FOTO,
        label="Foto papan nama atau tempatnya",
        help_text="Foto lembaga tampil di kartu publiknya, bagi seluruh provinsi. Jangan memuat wajah yang dilayani.",
    )


class TempatForm(forms.Form):
    """Capacity, and how much of it is taken."""

    kapasitas = forms.IntegerField(label="Daya tampung", required=False, min_value=0, max_value=PALING_BANYAK)
    terisi = forms.IntegerField(label="Sudah terisi", required=False, min_value=0, max_value=PALING_BANYAK)


class JejaringForm(TeksForm):
    """An agreement, meeting, contact or activity, and the partners who took part."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    jenis = forms.ChoiceField(label="Macam", choices=JenisJejaring, widget=forms.RadioSelect)
    judul = _teks("Tentang apa?", 120)
    pihak = forms.MultipleChoiceField(
        label="Mitra yang ikut",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu mitra."},
    )
    mulai = forms.CharField(label="Tanggal mulai atau tanggalnya", max_length=30)
    sampai = forms.CharField(label="Berlaku sampai", required=False, max_length=30, help_text="Untuk kerja sama.")
    lingkup = _teks("Ruang lingkup", 1000, required=False, widget=forms.Textarea({"rows": 2}))
    target = _teks("Target", 300, required=False)
    tokoh = _teks(
        "Tokoh masyarakat yang ikut", 300, required=False, help_text="Sebut jabatannya, misalnya Ketua RT 21."
    )
    hasil = _teks("Apa hasilnya?", 1000, required=False, widget=forms.Textarea({"rows": 2}))

    berkas = BerkasField(guna=NASKAH, label="Naskah atau foto kegiatannya", required=False)

    def __init__(self, *args, lingkup: Lingkup, tetap: list[UUID] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pihak"].choices = pilihan_mitra(lingkup, tetap or [])

    def clean_mulai(self) -> date:
        """Read the first day; an agreement may begin later."""
        teks = self.cleaned_data["mulai"]
        hari = baca_hari_depan(teks, "Tanggal mulai")
        if hari is None:
            raise forms.ValidationError("Tulis tanggalnya.")
        return hari

    def clean_sampai(self) -> date | None:
        """Read the last day."""
        return baca_hari_depan(self.cleaned_data["sampai"], "Berlaku sampai")

    def clean(self) -> dict:
        """Only agreements last."""
        b = super().clean()
        if b.get("sampai") and b.get("jenis") and b["jenis"] != JenisJejaring.PERJANJIAN:
            self.add_error("sampai", "Masa berlaku hanya bagi kerja sama.")
        elif b.get("sampai") and b.get("mulai") and b["sampai"] < b["mulai"]:
            self.add_error("sampai", "Masa berlaku tidak boleh berakhir sebelum mulai.")
        return b

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        return isian_saja(
            *("id", "versi"),
            Field("jenis", wrapper_class="pilihan-ubin"),
            "judul",
            Div("pihak", data_cari_pilihan="Cari mitra"),
            *(Field(n, data_tanggal="biasa") for n in ("mulai", "sampai")),
            *("lingkup", "target", "tokoh", "hasil", "berkas"),
        )


def pilihan_mitra(by: Lingkup, tetap: list[UUID]) -> list[tuple[str, str]]:
    """Return the partners that a form offers: those of the own place, and public cards already chosen."""
    sini = Mitra.objects.aktif().di_bawah(by.tempat).order_by("nama_cari", "pk")
    hasil = {str(pk): nama for pk, nama in sini.values_list("pk", "nama")[:MITRA_DITAWARKAN]}
    lain = KartuMitra.objects.filter(pk__in=[t for t in tetap if str(t) not in hasil]).select_related("wilayah__induk")
    hasil |= {str(k.pk): f"{k.nama} ({k.wilayah.induk.nama})" for k in lain}
    return list(hasil.items())


class KebutuhanForm(forms.Form):
    """What is needed, and from where one looks."""

    sasaran = forms.TypedChoiceField(label="Siapa yang perlu dilayani?", coerce=int)
    desa = forms.ModelChoiceField(
        label="Dari desa/kelurahan",
        required=False,
        queryset=Wilayah.objects.none(),
        empty_label="– seluruh tempat tugas –",
    )
    titik = forms.CharField(
        label="Dari titik",
        required=False,
        max_length=40,
        help_text="Boleh kosong. Tidak disimpan dan tidak masuk alamat halaman.",
    )
    lanjut = forms.BooleanField(required=False)

    def __init__(self, *args, lingkup: Lingkup, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sasaran"].choices = [
            ("", "– pilih jenis PMKS –"),
            *((k, f"{k}. {n}") for k, n in daftar_sasaran().items()),
        ]
        desa = Wilayah.objects.berlaku().di_bawah(lingkup.tempat).filter(tingkat=4)
        self.fields["desa"].queryset = desa.order_by("nama") if lingkup.tempat.count(".") >= 2 else desa.none()

    def clean_titik(self) -> tuple[Decimal, Decimal] | None:
        """Read "lintang, bujur"."""
        return baca_titik(self.cleaned_data["titik"])

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        return isian_saja("sasaran", "desa", Field("titik", data_titik="1", autocomplete="off"))


class AturanForm(TeksForm):
    """What a source says about a type."""

    dasar = _teks("Dasar", 120, help_text="Peraturan atau sumbernya, misalnya Permensos 8/2012.")
    pasti = forms.BooleanField(label="Isinya sudah dipastikan dengan naskahnya", required=False)
    definisi = _teks("Definisi", 1000, widget=forms.Textarea({"rows": 3}))
    umur_min = forms.IntegerField(label="Umur paling muda", required=False, min_value=0, max_value=UMUR_PALING_TUA)
    umur_maks = forms.IntegerField(label="Umur paling tua", required=False, min_value=0, max_value=UMUR_PALING_TUA)
    jk = forms.ChoiceField(
        label="Hanya jenis kelamin", required=False, choices=[("", "keduanya"), *JenisKelamin.choices]
    )
    kriteria = forms.CharField(
        label="Kriteria, satu tiap baris",
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 4}),
        validators=[TEKS_BIASA],
    )
    medan = forms.MultipleChoiceField(
        label="Isian yang ditanyakan",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(m.nama, m.label) for m in KATALOG.values()],
    )
    wajib = forms.MultipleChoiceField(
        label="Yang wajib diisi",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(m.nama, m.label) for m in KATALOG.values()],
    )
    dokumen = forms.MultipleChoiceField(
        label="Dokumen yang diharapkan", required=False, widget=forms.CheckboxSelectMultiple, choices=JenisDokumen
    )

    def clean(self) -> dict:
        """Ages in order; what is required is asked."""
        b = super().clean()
        muda, tua = b.get("umur_min"), b.get("umur_maks")
        if muda is not None and tua is not None and tua < muda:
            self.add_error("umur_maks", "Umur paling tua tidak boleh di bawah umur paling muda.")
        if set(b.get("wajib") or []) - set(b.get("medan") or []):
            self.add_error("wajib", "Yang wajib harus termasuk isian yang ditanyakan.")
        return b

    def versi(self) -> dict:
        """Return the values of a version."""
        b = self.cleaned_data
        kriteria = [baris.strip()[:300] for baris in b["kriteria"].splitlines() if baris.strip()]
        medan = [{"nama": n, "wajib": n in b["wajib"]} for n in KATALOG if n in b["medan"]]
        tetap = ("dasar", "pasti", "definisi", "umur_min", "umur_maks", "jk", "dokumen")
        return {k: b[k] for k in tetap} | {"kriteria": kriteria, "medan": medan}

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        return isian_saja(*self.fields)


class JenisForm(AturanForm):
    """A local kind, or another human resource of the field, with its rules."""

    field_order = ("kode", "nama", "pendek", "golongan", "bentuk")

    kode = forms.CharField(
        label="Kode",
        max_length=20,
        validators=JenisPSKS._meta.get_field("kode").validators,
        help_text="Huruf kecil dan garis bawah, misalnya bank_sampah.",
    )
    nama = _teks("Nama", 80)
    pendek = _teks("Sebutan pendek", 30)
    golongan = forms.ChoiceField(label="Golongan", choices=[c for c in Golongan.choices if c[0] != Golongan.RESMI])
    bentuk = forms.ChoiceField(label="Bentuk", choices=Bentuk)

    def clean_kode(self) -> str:
        """Refuse a code in use."""
        kode = self.cleaned_data["kode"]
        if JenisPSKS.objects.filter(pk=kode).exists():
            raise forms.ValidationError("Kode ini sudah dipakai jenis lain.")
        return kode

    def clean_nama(self) -> str:
        """Refuse a name in use."""
        nama = " ".join(self.cleaned_data["nama"].split())
        if JenisPSKS.objects.filter(nama__iexact=nama).exists():
            raise forms.ValidationError("Nama ini sudah dipakai jenis lain.")
        return nama

    def jenis(self) -> dict:
        """Return the values of the type."""
        return {k: self.cleaned_data[k] for k in ("kode", "nama", "pendek", "golongan", "bentuk")}


class VersiForm(AturanForm):
    """A version that starts later."""

    field_order = ("mulai",)

    mulai = forms.CharField(label="Mulai berlaku", max_length=30, help_text="Paling cepat besok.")

    def clean_mulai(self) -> date:
        """Read the first day."""
        hari = baca_hari_depan(self.cleaned_data["mulai"], "Mulai berlaku")
        if hari is None or hari <= timezone.localdate():
            raise forms.ValidationError("Mulai berlaku paling cepat besok.")
        return hari
