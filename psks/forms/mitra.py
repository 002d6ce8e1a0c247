"""Formulir mitra: satu bagi tiap bentuk, dengan isian yang sungguh dimiliki tiap jenisnya."""

from collections.abc import Iterator
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Row
from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html

from psks.actions.isian import KOLOM, kosong, luar_aturan
from psks.enums import Bentuk, Cakupan
from psks.medan import PALING_BANYAK, TAHUN_PALING_LAMA, Medan
from psks.models import JenisPSKS, Mitra, acuan_psks, jenis_bentuk
from psks.sasaran import daftar_sasaran
from tksk_portal.dasar.bentuk import HURUF_NAMA, RT, RW, TEKS_BIASA, TELEPON
from tksk_portal.dasar.enums import JenisKelamin
from tksk_portal.dasar.nik import baca_kk, baca_nik
from tksk_portal.dasar.titik import kata_titik
from tksk_portal.tampilan.formulir import NamaField, baca_hari, baca_nomor, isian_saja
from tksk_portal.tinjauan.forms import RekamanForm

SATU = "Pilih paling sedikit satu jenis."
JUDUL = {Bentuk.INDIVIDU: "perorangan", Bentuk.KELUARGA: "keluarga", Bentuk.LEMBAGA: "lembaga"}


def isian_medan(medan: Medan) -> forms.Field:
    """Return the form field of a field of the catalogue. What is required is judged with the chosen types."""
    umum = {"label": medan.label, "required": False, "help_text": medan.bantuan}
    if medan.jenis == "bilangan":
        return forms.IntegerField(min_value=0, max_value=PALING_BANYAK, **umum)
    if medan.jenis == "tahun":
        return forms.IntegerField(min_value=TAHUN_PALING_LAMA, max_value=timezone.localdate().year, **umum)
    if medan.jenis == "pilihan":
        return forms.ChoiceField(choices=[("", "– pilih –"), *medan.pilihan], **umum)
    if medan.jenis == "panjang":
        luas = forms.Textarea({"rows": 2})
        return forms.CharField(max_length=600, widget=luas, validators=[TEKS_BIASA], **umum)
    return forms.CharField(max_length=120, validators=[TEKS_BIASA], **umum)


class MitraForm(RekamanForm):
    """What all partners share; a shape adds its own. `isian()` feeds the actions."""

    bentuk: str = ""

    jenis = forms.MultipleChoiceField(
        label="Jenis PSKS", widget=forms.CheckboxSelectMultiple, error_messages={"required": SATU}
    )
    nama = NamaField(label="Nama", max_length=120, validators=[HURUF_NAMA])
    nomor_registrasi = forms.CharField(label="Nomor registrasi", required=False, max_length=60, validators=[TEKS_BIASA])
    alamat = forms.CharField(label="Alamat", max_length=200, validators=[TEKS_BIASA])
    rt = forms.CharField(label="RT", required=False, validators=[RT])
    rw = forms.CharField(label="RW", required=False, validators=[RW])
    telepon = forms.CharField(
        label="Telepon untuk umum",
        required=False,
        validators=[TELEPON],
        help_text="Tampil di kartu publik, untuk ditelepon atau dikirimi WhatsApp.",
    )
    surel = forms.EmailField(label="Surel untuk umum", required=False, max_length=120)
    kartu_publik = forms.BooleanField(label="Tampilkan kartu publiknya di provinsi ini", required=False, initial=True)
    layanan = forms.CharField(
        label="Layanan yang diberikan",
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 2}),
        validators=[TEKS_BIASA],
    )
    sasaran = forms.TypedMultipleChoiceField(
        label="Jenis PMKS yang dilayani", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    cakupan = forms.ChoiceField(label="Wilayah layanan", choices=Cakupan, initial=Cakupan.KECAMATAN)
    jam = forms.CharField(label="Jam layanan", required=False, max_length=80, validators=[TEKS_BIASA])
    alasan_khusus = forms.CharField(
        label="Alasan bila di luar aturan jenisnya",
        required=False,
        max_length=300,
        validators=[TEKS_BIASA],
        help_text="Misalnya umur: tulis mengapa tetap dicatat. Dinas sosial membacanya.",
    )
    keterangan = forms.CharField(
        label="Catatan", required=False, max_length=1000, widget=forms.Textarea({"rows": 2}), validators=[TEKS_BIASA]
    )

    def __init__(self, *args, mitra: Mitra | None = None, **kwargs) -> None:
        self.mitra = mitra
        punya = set(mitra.jenis) if mitra else set()
        acuan = acuan_psks()
        self.daftar_jenis = [j for j in acuan.values() if j.bentuk == self.bentuk and (j.aktif or j.kode in punya)]
        if mitra:
            kwargs["initial"] = self._awal(mitra) | kwargs.get("initial", {})
        super().__init__(*args, baru=mitra is None, **kwargs)
        self.fields["jenis"].choices = [(j.kode, j.nama) for j in self.daftar_jenis]
        self.fields["sasaran"].choices = [(k, f"{k}. {n}") for k, n in daftar_sasaran().items()]
        for jenis in self.daftar_jenis:
            for d in jenis.ditanya:
                self.fields[f"{d.nama}_{jenis.kode}"] = isian_medan(d.medan)

    def _awal(self, mitra: Mitra) -> dict:
        awal = {k.removesuffix("_id"): getattr(mitra, k) for k in KOLOM if k != "rincian"}
        for nama in ("tanggal_data", "tanggal_lahir"):
            awal[nama] = f"{awal[nama]:%d-%m-%Y}" if awal[nama] else ""
        awal["titik"] = kata_titik(mitra.lintang, mitra.bujur)
        for jenis in self.daftar_jenis:
            awal |= {f"{d.nama}_{jenis.kode}": mitra.rincian.get(d.nama) for d in jenis.ditanya}
        return awal | {"id": mitra.pk, "versi": mitra.versi}

    # Pemeriksaan ----------------------------------------------------------------------------------------------------

    def clean(self) -> dict:
        """Ask what the chosen types require; what lies outside their rules needs a reason."""
        bersih = super().clean()
        for jenis in self._dipilih(bersih):
            for d in jenis.ditanya:
                nama = f"{d.nama}_{jenis.kode}"
                if d.wajib and nama not in self.errors and bersih.get(nama) in (None, ""):
                    self.add_error(nama, f"{jenis.pendek}: isi {d.label[:1].lower()}{d.label[1:]}.")
        self._periksa_aturan(bersih)
        terisi, kapasitas = bersih.get("terisi"), bersih.get("kapasitas")
        if terisi is not None and "kapasitas" not in self.errors and (kapasitas is None or terisi > kapasitas):
            self.add_error("terisi", "Yang terisi tidak boleh melebihi daya tampung.")
        return bersih

    def _periksa_aturan(self, bersih: dict) -> None:
        butuh = {"jenis": bersih.get("jenis"), "tanggal_data": bersih.get("tanggal_data")}
        if not all(butuh.values()):
            return
        luar = luar_aturan(butuh | {k: bersih.get(k) for k in ("tanggal_lahir", "jk")})
        if luar and not bersih.get("alasan_khusus") and "alasan_khusus" not in self.errors:
            kalimat = " ".join(t for _, t in luar)
            self.add_error("alasan_khusus", f"{kalimat} Perbaiki, atau tulis alasan mengapa tetap dicatat.")

    def _dipilih(self, bersih: dict) -> list[JenisPSKS]:
        return [j for j in self.daftar_jenis if j.kode in (bersih.get("jenis") or [])]

    # Hasil ----------------------------------------------------------------------------------------------------------

    def isian(self) -> dict:
        """Return all columns, cleaned."""
        b = self.cleaned_data
        hasil = kosong() | {n: b[n] for n in KOLOM if n in b}
        hasil["wilayah_id"] = b["wilayah"].pk
        hasil["jenis"] = [j.kode for j in self._dipilih(b)]
        hasil["sasaran"] = sorted(b["sasaran"])
        hasil["lintang"], hasil["bujur"] = b.get("titik") or (None, None)
        rincian: dict = {}
        for jenis in self._dipilih(b):
            for d in jenis.ditanya:
                nilai = b.get(f"{d.nama}_{jenis.kode}")
                if nilai not in (None, ""):
                    rincian.setdefault(d.nama, nilai.replace("\r\n", "\n") if isinstance(nilai, str) else nilai)
        hasil["rincian"] = rincian
        return hasil | {k: hasil[k].replace("\r\n", "\n") for k in ("layanan", "keterangan")}

    # Tata letak -----------------------------------------------------------------------------------------------------

    @cached_property
    def helper(self) -> FormHelper:
        """The layout."""
        return isian_saja("id", "versi", self._langkah_siapa(), self._langkah_tempat(), self._langkah_layanan())

    def medan_diri(self) -> list:
        """Return the fields of the partner itself."""
        return [Field("nama", data_draf_nama="1", autocomplete="off")]

    def _langkah_siapa(self) -> Fieldset:
        judul = f"{JUDUL[Bentuk(self.bentuk)].capitalize()} apa?"
        return Fieldset(
            judul,
            Div("jenis", data_wajib_satu=SATU, data_cari_pilihan="Cari jenis"),
            *self.medan_diri(),
            *self._medan_jenis(),
            "alasan_khusus",
            data_langkah=judul,
            data_lanjut="alamat dan kontak",
            css_class="kartu",
        )

    def _medan_jenis(self) -> Iterator[Div]:
        for j in self.daftar_jenis:
            judul = format_html('<h3 class="h5">{}</h3>', j.nama)
            aturan = format_html('<p class="redup">{}</p>', f"Aturan: {j.versi.aturan}") if j.versi.aturan else ""
            isi = [f"{d.nama}_{j.kode}" for d in j.ditanya]
            yield Div(HTML(judul + aturan), *isi, data_tampil_bila=f"jenis:{j.kode}", css_class="rinci-jenis")

    def medan_kontak(self) -> list:
        """Return the fields of place and contact beyond the shared ones."""
        return []

    def _langkah_tempat(self) -> Fieldset:
        judul = "Di mana dan siapa yang dihubungi?"
        return Fieldset(
            judul,
            "wilayah",
            Field("alamat", autocomplete="off"),
            Row(Column("rt", css_class="col-6"), Column("rw", css_class="col-6")),
            "telepon",
            "surel",
            *self.medan_kontak(),
            "kartu_publik",
            data_langkah=judul,
            data_lanjut="layanan",
            css_class="kartu",
        )

    def medan_layanan(self) -> list:
        """Return the fields of service beyond the shared ones."""
        return []

    def _langkah_layanan(self) -> Fieldset:
        judul = "Apa layanannya?"
        return Fieldset(
            judul,
            "layanan",
            Div("sasaran", data_cari_pilihan="Cari jenis PMKS"),
            "cakupan",
            "jam",
            *self.medan_layanan(),
            "nomor_registrasi",
            "keterangan",
            Field("tanggal_data", data_tanggal="biasa"),
            *(["alasan"] if self.mitra else []),
            data_langkah=judul,
            css_class="kartu",
        )


class IndividuForm(MitraForm):
    """One person."""

    bentuk = Bentuk.INDIVIDU

    nik = forms.CharField(label="NIK", required=False, max_length=40, help_text="16 angka pada KTP atau KK.")
    jk = forms.ChoiceField(label="Jenis kelamin", choices=JenisKelamin, widget=forms.RadioSelect)
    tempat_lahir = forms.CharField(label="Tempat lahir", required=False, max_length=60, validators=[TEKS_BIASA])
    tanggal_lahir = forms.CharField(
        label="Tanggal lahir",
        max_length=30,
        help_text="Contoh 12-05-1988. Bila hanya tahunnya yang diketahui, tulis 1988.",
    )
    kartu_publik = forms.BooleanField(
        label="Orang ini setuju nama dan teleponnya tampil di kartu publik",
        required=False,
        help_text="Rumahnya tidak pernah tampil; hanya kelurahannya.",
    )

    def clean_nik(self) -> str:
        """Read the NIK."""
        return baca_nomor(self.cleaned_data["nik"], baca_nik)

    def clean_tanggal_lahir(self) -> date:
        """Read the birth date; a year alone is its middle."""
        return baca_hari(self.cleaned_data["tanggal_lahir"], "Tanggal lahir")[0]

    def medan_diri(self) -> list:
        """Return the fields of the person."""
        return [
            Field("nik", inputmode="numeric", autocomplete="off"),
            Field("nama", data_draf_nama="1", autocomplete="off"),
            Field("jk", wrapper_class="pilihan-ubin"),
            "tempat_lahir",
            Field("tanggal_lahir", data_tanggal="1"),
        ]


class KontakForm(MitraForm):
    """Base of what has a leader, a place of its own, and places for clients."""

    kontak_nama = NamaField(label="Nama pimpinan atau ketua", max_length=100, validators=[HURUF_NAMA])
    kontak_jabatan = forms.CharField(label="Jabatannya", required=False, max_length=60, validators=[TEKS_BIASA])
    kontak_telepon = forms.CharField(
        label="Telepon pribadinya",
        required=False,
        validators=[TELEPON],
        help_text="Tidak tampil di kartu publik.",
    )

    def medan_kontak(self) -> list:
        """Return the fields of the contact person."""
        return [
            "kontak_nama",
            Row(
                Column("kontak_jabatan", css_class="col-12 col-sm-6"),
                Column("kontak_telepon", css_class="col-12 col-sm-6"),
            ),
        ]


class LembagaForm(KontakForm):
    """An institution."""

    bentuk = Bentuk.LEMBAGA

    titik = forms.CharField(
        label="Titik lokasi", required=False, max_length=40, help_text="Lintang, bujur. Contoh -0.46213, 117.12345"
    )
    kapasitas = forms.IntegerField(label="Daya tampung", required=False, min_value=0, max_value=PALING_BANYAK)
    terisi = forms.IntegerField(label="Sudah terisi", required=False, min_value=0, max_value=PALING_BANYAK)

    def medan_kontak(self) -> list:
        """Return the point and the contact person."""
        return [Field("titik", data_titik="1", autocomplete="off"), *super().medan_kontak()]

    def medan_layanan(self) -> list:
        """Return the places."""
        return [Row(Column("kapasitas", css_class="col-6"), Column("terisi", css_class="col-6"))]


class KeluargaForm(KontakForm):
    """A family, known by its head."""

    bentuk = Bentuk.KELUARGA

    nama = NamaField(label="Nama keluarga", max_length=120, validators=[HURUF_NAMA])
    kontak_nama = NamaField(label="Nama kepala keluarga", max_length=100, validators=[HURUF_NAMA])
    no_kk = forms.CharField(label="Nomor KK", required=False, max_length=40)
    kartu_publik = forms.BooleanField(
        label="Keluarga ini setuju namanya tampil di kartu publik",
        required=False,
        help_text="Rumahnya tidak pernah tampil; hanya kelurahannya.",
    )

    def clean_no_kk(self) -> str:
        """Read the number of the family card."""
        return baca_nomor(self.cleaned_data["no_kk"], baca_kk)

    def medan_diri(self) -> list:
        """Return the fields of the family."""
        return [*super().medan_diri(), Field("no_kk", inputmode="numeric", autocomplete="off")]


FORMULIR: dict[str, type[MitraForm]] = {
    Bentuk.INDIVIDU: IndividuForm,
    Bentuk.KELUARGA: KeluargaForm,
    Bentuk.LEMBAGA: LembagaForm,
}


def pilihan_jenis() -> list[tuple[str, list[JenisPSKS]]]:
    """Return (shape in words, its types) for the page that begins an entry."""
    return [(str(b.label), jenis_bentuk(b)) for b in Bentuk]
