"""Formulir surat: menulis, menerbitkan, membatalkan, salinan bertanda tangan, pencarian buku surat."""

from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Row
from django import forms
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dokumen.enums import CaraNomor, Sifat
from tksk_portal.dokumen.forms.bahan import BarisField
from tksk_portal.dokumen.isi import IsiSurat, dari_ketikan, ke_ketikan
from tksk_portal.dokumen.jenis import jenis_diketik, semua_jenis
from tksk_portal.dokumen.models import KODE_SURAT, Kop, Penandatangan, Surat
from tksk_portal.tampilan.formulir import TanggalField, susunan

BANTUAN_ISI = (
    "Baris kosong memisahkan paragraf. Baris yang diawali “- ” menjadi daftar a, b, c. "
    "Baris seperti “Hari : Senin” menjadi rincian."
)


class PilihPenandatangan(forms.ModelChoiceField):
    """The officials who may sign today."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            queryset=Penandatangan.objects.none(),
            label="Penandatangan",
            empty_label="Pilih penandatangan…",
            error_messages={"invalid_choice": "Penandatangan ini tidak berwenang hari ini."},
            **kwargs,
        )

    def untuk(self, kop: Kop) -> None:
        """Offer the present signers of an office."""
        self.queryset = kop.penandatangan.berlaku(timezone.localdate()).order_by("nama", "id")
        if self.initial is None and self.queryset.count() == 1:
            self.initial = self.queryset.first()


class SuratForm(forms.Form):
    """A letter's content. For letters made from data only what stands around the body can be changed."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    jenis = forms.ChoiceField(label="Jenis surat")
    kode = forms.CharField(
        label="Kode klasifikasi",
        max_length=20,
        required=False,
        validators=[KODE_SURAT],
        help_text="Masuk ke nomor bila polanya memuat {kode}. Kosong: kode bawaan kantor.",
    )
    sifat = forms.ChoiceField(label="Sifat", required=False, choices=[("", "Tidak dicantumkan"), *Sifat.choices])
    lampiran = forms.CharField(
        label="Lampiran", max_length=60, required=False, help_text="Misalnya: Satu berkas. Kosong bila tidak ada."
    )
    perihal = forms.CharField(label="Hal", max_length=250)
    tujuan = BarisField(
        label="Kepada",
        terbanyak=8,
        panjang=120,
        required=False,
        help_text="Misalnya: Yth. Camat Samarinda Ulu, lalu “di Samarinda”. Kosong untuk surat tugas dan keterangan.",
    )
    isi = forms.CharField(
        label="Isi surat", max_length=20_000, widget=forms.Textarea({"rows": 14}), help_text=BANTUAN_ISI
    )
    tembusan = BarisField(
        label="Tembusan", terbanyak=15, panjang=120, required=False, help_text="Satu baris untuk tiap penerima."
    )
    penandatangan = PilihPenandatangan(required=False, help_text="Dapat dipilih nanti, saat menerbitkan.")

    def __init__(self, *args, by: Lingkup, kop: Kop, batal: str, surat: Surat | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.surat = surat
        self.fields["penandatangan"].untuk(kop)
        self.fields["jenis"].choices = [(j.kode, j.label) for j in jenis_diketik(by)]
        if surat is not None:
            del self.fields["jenis"]
        self.diketik = surat is None or (semua_jenis()[surat.jenis].diketik and ke_ketikan(surat.isi) is not None)
        if not self.diketik:
            del self.fields["isi"]
        self.helper = susunan(
            *self._bagian(),
            kirim="Simpan dan pratinjau",
            batal=batal,
            **{
                "data-draf": "surat",
                "data-draf-kunci": str(surat.pk) if surat else "baru",
                "data-versi": str(surat.versi if surat else 0),
                "data-draf-judul": "Surat",
                "autocomplete": "off",
            },
        )

    def _bagian(self) -> list:
        kiri = [n for n in ("jenis", "kode") if n in self.fields]
        atas = Row(*(Column(n, css_class="col-md-6") for n in kiri))
        isi = (
            Field("isi")
            if self.diketik
            else HTML('<p class="redup">Isi surat ini disusun portal dari data, jadi tidak diketik di sini.</p>')
        )
        return [
            "id",
            "versi",
            Fieldset(
                "Kepala surat",
                atas,
                Field("perihal", data_draf_nama="1"),
                Row(Column("sifat", css_class="col-md-6"), Column("lampiran", css_class="col-md-6")),
                "tujuan",
                css_class="kartu",
            ),
            Fieldset("Isi", isi, css_class="kartu"),
            Fieldset("Penutup", "penandatangan", "tembusan", css_class="kartu"),
        ]

    def isi_surat(self) -> IsiSurat:
        """Return the content of a valid form."""
        data = self.cleaned_data
        return IsiSurat(
            perihal=data["perihal"],
            blok=dari_ketikan(data["isi"]) if self.diketik else [],
            tujuan=data["tujuan"],
            sifat=data["sifat"],
            lampiran=data["lampiran"],
            tembusan=data["tembusan"],
        )

    @staticmethod
    def awal(surat: Surat) -> dict:
        """Return the form's first values from a draft."""
        return {
            "id": surat.pk,
            "versi": surat.versi,
            "kode": surat.kode,
            "perihal": surat.perihal,
            "penandatangan": surat.penandatangan_id,
            "isi": ke_ketikan(surat.isi) or "",
            **{k: surat.isi.get(k, "") for k in ("sifat", "lampiran", "tujuan", "tembusan")},
        }


class TerbitForm(forms.Form):
    """How a draft becomes a letter: who signs, which number, which date."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    penandatangan = PilihPenandatangan()
    cara = forms.ChoiceField(label="Nomor surat", choices=CaraNomor.choices, widget=forms.RadioSelect)
    nomor = forms.CharField(
        label="Nomor dari buku agenda", max_length=100, required=False, help_text="Diisi hanya bila diambil dari sana."
    )
    tanggal = TanggalField(
        label="Tanggal surat", required=False, help_text="Hanya untuk nomor dari buku agenda. Kosong: hari ini."
    )

    def __init__(self, *args, kop: Kop, berikutnya: str, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["penandatangan"].untuk(kop)
        label = dict(CaraNomor.choices)
        otomatis = f"{label['otomatis']}: {berikutnya}" if berikutnya else label["otomatis"]
        self.fields["cara"].choices = [("otomatis", otomatis), ("manual", label["manual"])]
        self.fields["cara"].initial = "otomatis" if berikutnya else "manual"
        nomor = Row(Column("nomor", css_class="col-md-7"), Column("tanggal", css_class="col-md-5"))
        self.helper = susunan(
            "versi", Div("penandatangan", "cara", nomor, css_class="kartu"), kirim="Terbitkan", batal=batal
        )

    def clean(self) -> dict:
        """Ask for the typed number when it was chosen; a number that was typed without choosing is not lost."""
        data = super().clean()
        if data.get("cara") == CaraNomor.MANUAL and not data.get("nomor"):
            self.add_error("nomor", "Ketik nomor dari buku agenda.")
        if data.get("cara") == CaraNomor.OTOMATIS:
            if data.get("nomor"):
                self.add_error("cara", "Nomor sudah diketik. Pilih “Nomor dari buku agenda kantor”, atau kosongkan.")
            if data.get("tanggal"):
                self.add_error("tanggal", "Nomor dari portal selalu bertanggal hari ini. Kosongkan tanggalnya.")
        return data


class BatalForm(forms.Form):
    """Why a letter is voided."""

    alasan = forms.CharField(
        label="Alasan pembatalan",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="Tercatat di buku surat. Nomornya tidak dipakai lagi.",
        error_messages={"required": "Tulis alasan pembatalan."},
    )


class TteForm(forms.Form):
    """The copy signed electronically outside the portal."""

    berkas = forms.FileField(
        label="PDF bertanda tangan elektronik",
        widget=forms.ClearableFileInput({"accept": ".pdf,application/pdf"}),
        help_text="Paling besar 10 MB.",
        error_messages={"required": "Pilih berkas PDF-nya.", "empty": "Berkas ini kosong."},
    )


class CariForm(forms.Form):
    """What is looked for in the register."""

    q = forms.CharField(label="Cari nomor atau hal", max_length=60, required=False)
    tahun = forms.IntegerField(required=False, min_value=2000, max_value=2100)
