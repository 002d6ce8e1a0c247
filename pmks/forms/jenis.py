"""Bagian formulir tentang satu jenis: kriteria dan rincian menurut versi aturan pada hari ditemukannya."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.utils import timezone

from pmks.actions import IsianKasus
from pmks.bentuk import TEKS_BIASA
from pmks.enums import JenisKelamin
from pmks.models import JenisPMKS, acuan
from pmks.rincian import KATALOG, PALING_BANYAK_TANGGUNGAN, Ditanya, MedanRinci, berlaku
from pmks.umur import umur
from tksk_portal.dasar.tanggal import TanggalSalah, baca_tanggal

ATURAN_BERGANTI = (
    "Pada tanggal ini berlaku aturan lain ({}). Kriteria dan rinciannya sudah disesuaikan: periksa lagi, lalu simpan."
)

UBIN_PALING_BANYAK = 4


def baca_hari(teks: str, sebutan: str, hari_ini: date) -> date:
    """Return a day as typed.

    Raises:
        ValidationError: it cannot be read, or lies ahead.
    """
    try:
        return baca_tanggal(teks, paling_akhir=hari_ini, sebutan=sebutan)[0]
    except TanggalSalah as salah:
        raise forms.ValidationError(str(salah)) from None


class TanggalField(forms.CharField):
    """A day up to today, typed as people write it; a year alone is its middle, as for birth dates."""

    def __init__(self, *, sebutan: str, **kwargs) -> None:
        super().__init__(max_length=30, **kwargs)
        self.sebutan = sebutan

    def prepare_value(self, value):
        """Show a stored day as one types it."""
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value

    def clean(self, value):
        """Return the day, or None."""
        teks = super().clean(value)
        return baca_hari(teks, self.sebutan, timezone.localdate()) if teks else None


def medan_rinci(d: Ditanya) -> forms.Field:
    """Return the form field of an answer. Whether it is missing is checked by `BagianJenis.periksa`."""
    m, umum = d.medan, {"label": d.label, "required": False, "help_text": d.medan.bantuan}
    if m.bentuk == "banyak":
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=d.pilihan, **umum)
    if m.bentuk == "pilihan":
        if len(d.pilihan) <= UBIN_PALING_BANYAK:
            return forms.ChoiceField(choices=d.pilihan, widget=forms.RadioSelect, **umum)
        return forms.ChoiceField(choices=[("", "– pilih –"), *d.pilihan], **umum)
    if m.bentuk == "tanggal":
        return TanggalField(sebutan=d.label, **umum)
    if m.bentuk == "bilangan":
        salah = {
            "invalid": "Tulis bilangan bulat.",
            "min_value": "Tulis 0 atau lebih.",
            "max_value": f"{d.label} paling banyak {PALING_BANYAK_TANGGUNGAN}.",
        }
        return forms.IntegerField(min_value=0, max_value=PALING_BANYAK_TANGGUNGAN, error_messages=salah, **umum)
    return forms.CharField(max_length=60, validators=[TEKS_BIASA], **umum)


class BagianJenis:
    """One type in the form: adds its fields, checks them, gives its entry."""

    def __init__(self, jenis: JenisPMKS) -> None:
        self.jenis, self.kode = jenis, jenis.kode

    def nama(self, medan: str) -> str:
        """Return the form's name of a column."""
        return f"{medan}_{self.kode}"

    def pasang(self, form: forms.Form) -> None:
        """Add the fields."""
        jenis, f = self.jenis, form.fields
        f[self.nama("aturan")] = forms.CharField(
            required=False, max_length=12, widget=forms.HiddenInput, initial=jenis.versi.pk
        )
        for d in jenis.ditanya:
            f[self.nama(d.nama)] = medan_rinci(d)
        if jenis.kriteria:
            f[self.nama("kriteria")] = forms.MultipleChoiceField(
                label="Kriteria yang terpenuhi",
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(k.huruf, str(k)) for k in jenis.kriteria],
            )
        f[self.nama("ditemukan_pada")] = TanggalField(
            sebutan="Tanggal ditemukan",
            label="Ditemukan pada",
            required=False,
            help_text="Kosong: sama dengan tanggal data.",
        )
        if jenis.aturan:
            f[self.nama("alasan_khusus")] = forms.CharField(
                label="Alasan bila di luar aturan",
                required=False,
                max_length=300,
                validators=[TEKS_BIASA],
                help_text=f"Aturan: {jenis.aturan}.",
            )
        f[self.nama("keterangan")] = forms.CharField(
            label="Keterangan",
            required=False,
            max_length=1000,
            widget=forms.Textarea({"rows": 2}),
            validators=[TEKS_BIASA],
        )

    def periksa(self, form: forms.Form, bersih: dict) -> None:
        """Check what concerns several fields; each message stands beside its field."""
        periksa_aturan(form, self.jenis, bersih)
        self._periksa_rincian(form, bersih)
        lahir, jk = bersih.get("tanggal_lahir"), bersih.get("jk")
        if self.nama("ditemukan_pada") not in bersih:
            return  # tanggalnya tidak terbaca: hari penilaiannya belum diketahui
        pada = bersih[self.nama("ditemukan_pada")] or bersih.get("tanggal_data")
        if lahir and pada and lahir > pada:
            self._salah(form, "ditemukan_pada", "Tanggal ditemukan tidak boleh sebelum tanggal lahir.")
        elif lahir and jk and pada:
            self._periksa_umur(form, bersih, lahir, jk, pada)

    def _periksa_rincian(self, form: forms.Form, bersih: dict) -> None:
        ditemukan = bersih.get(self.nama("ditemukan_pada")) or bersih.get("tanggal_data")
        lahir = bersih.get("tanggal_lahir")
        for d in self.jenis.ditanya:
            nama = self.nama(d.nama)
            if nama not in bersih:
                continue
            if not berlaku(d.medan, lambda n: bersih.get(self.nama(n))):
                bersih[nama] = d.medan.hampa
            elif d.wajib and bersih[nama] in (None, "", []):
                self._salah(form, d.nama, d.medan.kosong)
            elif d.medan.bentuk == "tanggal" and bersih[nama]:
                if ditemukan and bersih[nama] > ditemukan:
                    self._salah(form, d.nama, f"{d.label}: tidak boleh sesudah tanggal ditemukan.")
                elif lahir and bersih[nama] < lahir:
                    self._salah(form, d.nama, f"{d.label}: tidak boleh sebelum tanggal lahir.")

    def _periksa_umur(self, form: forms.Form, bersih: dict, lahir: date, jk: str, pada: date) -> None:
        jenis = self.jenis
        if jenis.memenuhi(lahir=lahir, jk=jk, pada=pada) or bersih.get(self.nama("alasan_khusus")):
            return
        kelamin = JenisKelamin(jk).label.capitalize()
        self._salah(
            form,
            "alasan_khusus",
            f"{kelamin} {umur(lahir, pada)} tahun tidak sesuai aturan {jenis.nama} ({jenis.aturan}). "
            "Periksa tanggal lahir, atau tulis alasannya di sini.",
        )

    def _salah(self, form: forms.Form, medan: str, pesan: str) -> None:
        form.add_error(self.nama(medan), pesan)

    def isian(self, bersih: dict) -> IsianKasus:
        """Return what was typed."""

        def satu(medan: str, hampa: object = "") -> object:
            isi = bersih.get(self.nama(medan))
            return hampa if isi is None else isi

        return IsianKasus(
            jenis=self.kode,
            kriteria=sorted(set(satu("kriteria", []))),
            keterangan=satu("keterangan").replace("\r\n", "\n"),
            alasan_khusus=satu("alasan_khusus"),
            ditemukan_pada=satu("ditemukan_pada", None),
            **{n: sorted(set(satu(n, []))) if m.bentuk == "banyak" else satu(n, m.hampa) for n, m in KATALOG.items()},
        )

    def tata_letak(self, form: forms.Form) -> Div:
        """Return its part of the layout."""
        urut = [*(d.nama for d in self.jenis.ditanya), "kriteria", "alasan_khusus", "ditemukan_pada", "keterangan"]
        wajib = {d.nama: d.medan for d in self.jenis.ditanya if d.wajib}
        isi = [self._medan(n, wajib.get(n)) for n in urut if self.nama(n) in form.fields]
        return Div(
            HTML(f'<h3 class="h5">{self.jenis.nama}</h3>'),
            self.nama("aturan"),
            *isi,
            data_tampil_bila=f"jenis:{self.kode}",
            css_class="rinci-jenis",
        )

    def _medan(self, nama: str, wajib: MedanRinci | None) -> object:
        medan = KATALOG.get(nama)
        tanggal = nama == "ditemukan_pada" or (medan and medan.bentuk == "tanggal")
        isian = Field(self.nama(nama), data_tanggal="biasa") if tanggal else self.nama(nama)
        atribut = {"data_wajib_satu": wajib.kosong} if wajib else {}
        if medan and medan.bila:
            atribut["data_tampil_bila"] = f"{self.nama(medan.bila[0])}:{medan.bila[1]}"
        return Div(isian, **atribut) if atribut else isian


class RinciJenis:
    """The fields of one type in the layout. As long as nothing is in them they are the same for all: made once."""

    jadi: ClassVar[dict[tuple[int, int], str]] = {}

    def __init__(self, bagian: BagianJenis) -> None:
        self.bagian = bagian

    def render(self, form, context, template_pack="bootstrap5", **kwargs) -> str:
        """Return the block's HTML: with the form's own content, or the empty one that is kept."""
        bagian = self.bagian
        if str(bagian.kode) in form.jenis_terisi:
            return bagian.tata_letak(form).render(form, context, template_pack=template_pack, **kwargs)
        # Yang menentukan isinya: keadaan acuan, dan versi aturannya.
        kunci = acuan().nomor, bagian.jenis.versi.pk
        if kunci not in self.jadi:
            kosong, helper = forms.Form(), FormHelper()
            bagian.pasang(kosong)
            helper.layout = Layout(bagian.tata_letak(kosong))
            self.jadi[kunci] = helper.render_layout(kosong, context, template_pack=template_pack)
        return self.jadi[kunci]


def periksa_aturan(form: forms.Form, jenis: JenisPMKS, bersih: dict) -> None:
    """Letters ticked under one version never count as those of another: the form asks again, and says why.

    Args:
        jenis: with the version of the day that was entered; the form's hidden field names the one that was seen.
    """
    terlihat = bersih.get(f"aturan_{jenis.kode}")
    if terlihat and terlihat != str(jenis.versi.pk):
        form.add_error(f"ditemukan_pada_{jenis.kode}", ATURAN_BERGANTI.format(jenis.versi.peraturan.kode))
        form.data = form.data.copy()
        form.data[f"aturan_{jenis.kode}"] = str(jenis.versi.pk)
        form.data.pop(f"kriteria_{jenis.kode}", None)


def hari_dinilai(ambil: Callable[[str], str], kode: int) -> date:
    """Return the day whose rules hold for a type of a sent form; what cannot be read counts as today."""
    hari_ini = timezone.localdate()
    for nama in (f"ditemukan_pada_{kode}", "tanggal_data"):
        teks = (ambil(nama) or "").strip()
        if teks:
            try:
                return baca_hari(teks, "Tanggal", hari_ini)
            except forms.ValidationError:
                return hari_ini
    return hari_ini
