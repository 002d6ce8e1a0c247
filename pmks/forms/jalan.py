"""Formulir perjalanan seseorang: kebutuhan, layanan, keadaan, DTSEN, dan daftar program."""

import re
from datetime import date

from crispy_forms.layout import HTML, Div, Field
from django import forms
from django.utils import timezone

from pmks.bentuk import TEKS_BIASA
from pmks.enums import HasilKebutuhan, JenisKebutuhan, Keadaan, SumberDTSEN, SumberLayanan, TingkatPemberi
from pmks.models import Kasus, Kebutuhan, Layanan, Orang, Program
from pmks.models.jalan import TERBESAR
from tksk_portal.dasar.tanggal import TanggalSalah, baca_tanggal
from tksk_portal.tampilan.formulir import TeksForm, isian_saja

LAIN = "lain"
ORANGNYA = "orang"
DIBACA_DARI = [(n, label) for n, label in SumberDTSEN.choices if n != SumberDTSEN.IMPOR]
# Kata bagi tiap keadaan di formulirnya. Yang memuat kabar duka ditulis hati-hati.
KATA_KEADAAN = {
    Keadaan.AKTIF: "Kembali ditangani",
    Keadaan.TERTANGANI: "Sudah tertangani, tidak perlu dibantu lagi",
    Keadaan.PINDAH: "Pindah keluar wilayah",
    Keadaan.MENINGGAL: "Meninggal dunia",
    Keadaan.TIDAK_DITEMUKAN: "Tidak ditemukan lagi",
}


def _teks(label: str, *, panjang: int = 300, wajib: bool = False, baris: int = 0, **lain) -> forms.CharField:
    if baris:
        lain["widget"] = forms.Textarea({"rows": baris})
    return forms.CharField(label=label, max_length=panjang, required=wajib, validators=[TEKS_BIASA], **lain)


def _hari_ini() -> str:
    return f"{timezone.localdate():%d-%m-%Y}"


class JalanForm(TeksForm):
    """Base form: the record's key, the person it is about, dates that can be."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, orang: Orang, **kwargs) -> None:
        self.orang = orang
        super().__init__(*args, **kwargs)
        self.helper = isian_saja("id", Div(*self.tata_letak(), css_class="kartu form-batas"))

    def tata_letak(self) -> list:
        """Return the parts of the layout."""
        return [n for n in self.fields if n != "id"]

    def tanggal(self, nama: str, sebutan: str, *, paling_awal: date | None = None) -> tuple[date, bool]:
        """Read a day between the person's birth and today; tell whether only month and year were typed."""
        awal = max(self.orang.tanggal_lahir, paling_awal or self.orang.tanggal_lahir)
        teks = self.cleaned_data[nama]
        try:
            hari, kira = baca_tanggal(teks, paling_akhir=timezone.localdate(), paling_awal=awal, sebutan=sebutan)
        except TanggalSalah as salah:
            raise forms.ValidationError(str(salah)) from None
        if kira and re.fullmatch("[0-9]{4}", teks.strip()):
            raise forms.ValidationError(f"{sebutan}: tulis juga bulannya, misalnya mei {hari:%Y}.")
        return hari, kira

    def hari_penuh(self, nama: str, sebutan: str, *, paling_awal: date | None = None) -> date:
        """Read a day of which the day of the month is known."""
        hari, kira = self.tanggal(nama, sebutan, paling_awal=paling_awal)
        if kira:
            raise forms.ValidationError(f"{sebutan}: tulis tanggal lengkap, misalnya {_hari_ini()}.")
        return hari


class KebutuhanForm(JalanForm):
    """What somebody needs; the kinds are buttons that send at once (two taps)."""

    mendesak = forms.BooleanField(label="Mendesak, perlu segera", required=False)
    catatan = _teks("Catatan (boleh kosong)", baris=2)
    ditemukan_pada = forms.CharField(label="Diketahui pada", max_length=30, initial=_hari_ini)
    jenis = forms.ChoiceField(
        label="Kebutuhan", choices=JenisKebutuhan, error_messages={"required": "Ketuk kebutuhannya di bawah."}
    )

    def tata_letak(self) -> list:
        """Return the parts of the layout; the kinds are drawn by the page."""
        return [
            "mendesak",
            HTML('<details class="lebih"><summary>Catatan dan tanggal (boleh dilewati)</summary>'),
            "catatan",
            Field("ditemukan_pada", data_tanggal="biasa", autocomplete="off"),
            HTML("</details>"),
        ]

    def clean_ditemukan_pada(self) -> date:
        """Read the day."""
        return self.hari_penuh("ditemukan_pada", "Tanggal diketahui")

    def isi(self) -> dict:
        """Return what `catat_kebutuhan` takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "id"}


class SelesaiForm(JalanForm):
    """How a need ended."""

    hasil = forms.ChoiceField(
        label="Kebutuhan ini",
        choices=[(h.value, h.label) for h in (HasilKebutuhan.TERPENUHI, HasilKebutuhan.TIDAK_PERLU)],
        widget=forms.RadioSelect,
        initial=HasilKebutuhan.TERPENUHI,
        error_messages={"required": "Pilih bagaimana kebutuhan ini selesai."},
    )
    cara = _teks(
        "Bagaimana?",
        wajib=True,
        help_text="Misalnya: kursi roda dari dinas sosial sudah diterima.",
        error_messages={"required": "Tulis bagaimana kebutuhan ini selesai."},
    )
    pada = forms.CharField(label="Sejak tanggal", max_length=30, initial=_hari_ini)

    def __init__(self, *args, kebutuhan: Kebutuhan, **kwargs) -> None:
        self.kebutuhan = kebutuhan
        super().__init__(*args, **kwargs)

    def tata_letak(self) -> list:
        """Return the parts of the layout."""
        tanggal = Field("pada", data_tanggal="biasa", autocomplete="off")
        return [Field("hasil", wrapper_class="pilihan-ubin"), "cara", tanggal]

    def clean_pada(self) -> date:
        """Read the day; not before the need was known."""
        return self.hari_penuh("pada", "Tanggal selesai", paling_awal=self.kebutuhan.ditemukan_pada)


class LayananForm(JalanForm):
    """Aid or a service that was received."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    program = forms.ChoiceField(label="Program", error_messages={"required": "Pilih programnya."})
    program_lain = _teks("Nama program atau bantuan lain", panjang=100)
    tanggal_diterima = forms.CharField(
        label="Diterima pada",
        max_length=30,
        initial=_hari_ini,
        help_text="Bila hanya bulannya yang diketahui, tulis misalnya mei 2026.",
    )
    uang = forms.CharField(
        label="Jumlah uang (rupiah)",
        required=False,
        max_length=30,
        help_text="Misalnya 600.000. Kosong bila barang.",
    )
    barang = _teks("Barang atau layanan", panjang=200, help_text="Misalnya: beras 10 kg, kursi roda, pendampingan.")
    pemberi = _teks("Diberikan oleh", panjang=100, help_text="Kantor, lembaga, atau orang yang menyerahkan.")
    kebutuhan = forms.ChoiceField(label="Memenuhi kebutuhan", required=False, widget=forms.RadioSelect)
    sumber = forms.ChoiceField(label="Diketahui dari", choices=SumberLayanan, initial=SumberLayanan.PENERIMA)
    catatan = _teks("Catatan", baris=2)
    alasan = _teks("Mengapa catatan ini diubah?", help_text="Catatan sebelumnya tetap ada di riwayat.")

    def __init__(
        self, *args, kebutuhan: list[Kebutuhan], program: list[Program], layanan: Layanan | None = None, **kwargs
    ) -> None:
        self.layanan = layanan
        self.daftar_kebutuhan = kebutuhan
        if layanan:
            kwargs["initial"] = self._awal(layanan) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        kelompok = [(p.pk, p.nama) for p in program if not p.berakhir]
        berakhir = [(p.pk, f"{p.nama} (berakhir)") for p in program if p.berakhir]
        self.fields["program"].choices = [("", "– pilih –"), *kelompok, *berakhir, (LAIN, "Program atau bantuan lain")]
        self.fields["kebutuhan"].choices = [
            ("", "Tidak menutup kebutuhan yang tercatat"),
            *((str(k.pk), k.get_jenis_display() + (f": {k.catatan}" if k.catatan else "")) for k in kebutuhan),
        ]
        if not kebutuhan:
            self.fields["kebutuhan"].widget = forms.HiddenInput()
        if not layanan:
            del self.fields["alasan"]
            self.fields["versi"].widget.attrs["data-draf-jangan"] = ""

    @staticmethod
    def _awal(layanan: Layanan) -> dict:
        bulan = f"{layanan.tanggal:%m-%Y}" if layanan.hanya_bulan else f"{layanan.tanggal:%d-%m-%Y}"
        awal = {n: getattr(layanan, n) for n in ("program_lain", "barang", "pemberi", "sumber", "catatan", "versi")}
        uang = f"{layanan.rupiah:,}".replace(",", ".") if layanan.rupiah else ""
        return awal | {
            "id": layanan.pk,
            "program": layanan.program_id or LAIN,
            "tanggal_diterima": bulan,
            "uang": uang,
            "kebutuhan": str(layanan.kebutuhan_id or ""),
        }

    def tata_letak(self) -> list:
        """Return the parts of the layout: what, when, how much; the rest folded away."""
        lebih = HTML('<details class="lebih"><summary>Keterangan lain (boleh dilewati)</summary>')
        return [
            "versi",
            Field("program", data_draf_nama="1"),
            "program_lain",
            Field("tanggal_diterima", data_tanggal="biasa", autocomplete="off"),
            Field("uang", inputmode="numeric", autocomplete="off"),
            "barang",
            Field("kebutuhan", wrapper_class="pilihan-ubin"),
            lebih,
            *("pemberi", "sumber", "catatan"),
            HTML("</details>"),
            *(["alasan"] if self.layanan else []),
        ]

    def clean_tanggal_diterima(self) -> date:
        """Read the day, or the month alone."""
        hari, self.hanya_bulan = self.tanggal("tanggal_diterima", "Tanggal diterima")
        return max(hari.replace(day=1), self.orang.tanggal_lahir) if self.hanya_bulan else hari

    def clean_uang(self) -> int | None:
        """Read an amount in rupiah as people write it."""
        teks = re.sub(r"^rp\.?\s*|[.\s]|,(00|-)$|,-$", "", self.cleaned_data["uang"].strip().lower())
        if not teks:
            return None
        if not re.fullmatch("[0-9]{1,12}", teks) or not 0 < int(teks) <= TERBESAR:
            raise forms.ValidationError("Tulis jumlahnya dengan angka, misalnya 600.000.")
        return int(teks)

    def clean(self) -> dict:
        """Check what depends on several fields."""
        bersih = super().clean()
        if bersih.get("program") == LAIN and not bersih.get("program_lain"):
            self.add_error("program_lain", "Tulis nama program atau bantuannya.")
        if not self.errors and bersih["uang"] is None and not bersih["barang"]:
            self.add_error("uang", "Isi jumlah uangnya, atau barang atau layanan yang diterima.")
        return bersih

    def isi(self) -> dict:
        """Return what the actions take."""
        b = self.cleaned_data
        lain = b["program"] == LAIN
        return {
            "program_id": None if lain else int(b["program"]),
            "program_lain": b["program_lain"] if lain else "",
            "tanggal": b["tanggal_diterima"],
            "hanya_bulan": self.hanya_bulan,
            "rupiah": b["uang"],
            "barang": b["barang"],
            "pemberi": b["pemberi"],
            "sumber": b["sumber"],
            "catatan": b["catatan"],
            "kebutuhan_id": next((k.pk for k in self.daftar_kebutuhan if str(k.pk) == b["kebutuhan"]), None),
        }


class KeadaanForm(JalanForm):
    """What became of a person, or of a person in one type."""

    dari = forms.CharField(widget=forms.HiddenInput(), max_length=10, required=False)
    untuk = forms.ChoiceField(label="Berlaku bagi", initial=ORANGNYA)
    keadaan = forms.ChoiceField(
        label="Keadaannya sekarang",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keadaannya."},
    )
    tanggal_keadaan = forms.CharField(label="Sejak tanggal", max_length=30, initial=_hari_ini)
    alasan = _teks(
        "Keterangan",
        wajib=True,
        baris=2,
        help_text="Dari siapa atau dari mana diketahui, misalnya: keterangan ketua RT 05.",
        error_messages={"required": "Tulis keterangannya: dari siapa atau dari mana diketahui."},
    )

    def __init__(self, *args, kasus: list[Kasus], **kwargs) -> None:
        self.kasus = {str(k.pk): k for k in kasus}
        super().__init__(*args, **kwargs)
        self.fields["dari"].widget.attrs["data-draf-jangan"] = ""
        orangnya = "Orangnya, dengan semua jenisnya" if len(kasus) > 1 else "Orangnya"
        self.fields["untuk"].choices = [
            (ORANGNYA, orangnya),
            *((kunci, f"Hanya jenis {k.jenis.nama}") for kunci, k in self.kasus.items() if len(kasus) > 1),
        ]
        if len(kasus) <= 1:
            self.fields["untuk"].widget = forms.HiddenInput()
        self.fields["keadaan"].choices = [
            (k.value, KATA_KEADAAN[k]) for k in Keadaan if k != self.orang.keadaan or len(kasus) > 1
        ]

    def tata_letak(self) -> list:
        """Return the parts of the layout."""
        tanggal = Field("tanggal_keadaan", data_tanggal="biasa", autocomplete="off")
        return ["dari", "untuk", Field("keadaan", wrapper_class="pilihan-ubin"), tanggal, "alasan"]

    def clean_tanggal_keadaan(self) -> date:
        """Read the day; not before the person's data."""
        return self.hari_penuh("tanggal_keadaan", "Tanggal keadaan", paling_awal=self.orang.tanggal_data)

    @property
    def satu_kasus(self) -> Kasus | None:
        """The chosen type; None for the whole person."""
        return self.kasus.get(self.cleaned_data["untuk"])


class DTSENForm(JalanForm):
    """What DTSEN says of a person."""

    tanggal_data = forms.CharField(label="Keadaan pada", max_length=30, initial=_hari_ini)
    desil = forms.TypedChoiceField(
        label="Desil",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "– tidak tercantum –"), *((n, str(n)) for n in range(1, 11))],
        help_text="1 paling rendah, 10 paling tinggi. Ditetapkan BPS/Kemensos; portal ini hanya mencatatnya.",
    )
    program = forms.MultipleChoiceField(
        label="Program yang tercatat", required=False, widget=forms.CheckboxSelectMultiple
    )
    sumber = forms.ChoiceField(label="Dibaca dari", choices=DIBACA_DARI, initial=SumberDTSEN.SIKS)
    catatan = _teks("Catatan", baris=2)

    def __init__(self, *args, program: list[Program], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].choices = [(p.kode, p.nama) for p in program]

    def tata_letak(self) -> list:
        """Return the parts of the layout."""
        tanggal = Field("tanggal_data", data_tanggal="biasa", autocomplete="off")
        return ["desil", tanggal, Field("program", wrapper_class="pilihan-ubin"), "sumber", "catatan"]

    def clean_tanggal_data(self) -> date:
        """Read the day."""
        return self.hari_penuh("tanggal_data", "Tanggal data DTSEN")

    def clean(self) -> dict:
        """Something must be noted."""
        bersih = super().clean()
        if not self.errors and bersih["desil"] is None and not bersih["program"] and not bersih["catatan"]:
            self.add_error("desil", "Isi desilnya, programnya, atau catatan.")
        return bersih

    def isi(self) -> dict:
        """Return what `catat_dtsen` takes."""
        b = self.cleaned_data
        return {
            "tanggal": b["tanggal_data"],
            "desil": b["desil"],
            "program": sorted(b["program"]),
            "sumber": b["sumber"],
            "catatan": b["catatan"],
        }


class ProgramForm(forms.ModelForm):
    """A programme of the list."""

    berlaku_dari = forms.CharField(label="Berlaku sejak", required=False, max_length=30)
    berlaku_sampai = forms.CharField(
        label="Berlaku sampai", required=False, max_length=30, help_text="Kosong: masih berjalan."
    )

    class Meta:
        model = Program
        fields = ("nama", "kode", "pemberi", "berlaku_dari", "berlaku_sampai", "keterangan")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pemberi"].choices = [("", "– pilih –"), *TingkatPemberi.choices]
        for nama in ("nama", "keterangan"):
            self.fields[nama].validators.append(TEKS_BIASA)
        for nama in ("berlaku_dari", "berlaku_sampai"):
            if nilai := getattr(self.instance, nama):
                self.initial[nama] = f"{nilai:%d-%m-%Y}"
        if self.instance.pk:
            # Data DTSEN menyebut kodenya.
            self.fields["kode"].disabled = True
        dari, sampai = (Field(n, data_tanggal="biasa") for n in ("berlaku_dari", "berlaku_sampai"))
        self.helper = isian_saja(
            Div("nama", "kode", "pemberi", dari, sampai, "keterangan", css_class="kartu form-batas")
        )

    def clean_berlaku_dari(self) -> date | None:
        """Read the day."""
        return self._tanggal("berlaku_dari", "Tanggal mulai")

    def clean_berlaku_sampai(self) -> date | None:
        """Read the day."""
        return self._tanggal("berlaku_sampai", "Tanggal berakhir")

    def _tanggal(self, nama: str, sebutan: str) -> date | None:
        teks = self.cleaned_data[nama].strip()
        if not teks:
            return None
        try:
            hari, kira = baca_tanggal(
                teks, paling_akhir=date(2100, 1, 1), paling_awal=date(1945, 8, 17), sebutan=sebutan
            )
        except TanggalSalah as salah:
            raise forms.ValidationError(str(salah)) from None
        if kira:
            raise forms.ValidationError(f"{sebutan}: tulis tanggal lengkap, misalnya 01-01-2026.")
        return hari

    def clean(self) -> dict:
        """The end does not come before the start."""
        bersih = super().clean()
        dari, sampai = bersih.get("berlaku_dari"), bersih.get("berlaku_sampai")
        if dari and sampai and sampai < dari:
            self.add_error("berlaku_sampai", "Tanggal berakhir harus sesudah tanggal mulai.")
        return bersih
