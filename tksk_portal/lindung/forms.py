"""Formulir ruang pelindungan data."""

import re
from functools import partial

from crispy_forms.layout import Column, Div, Fieldset, Row
from django import forms
from django.conf import settings
from django.utils import timezone

from tksk_portal.arsip.isian import BerkasField
from tksk_portal.lindung.aturan import Tenggat
from tksk_portal.lindung.berkas import KEPERLUAN
from tksk_portal.lindung.enums import CaraPeriksa, CaraTerima, Hubungan, JenisPermintaan, Mulai
from tksk_portal.lindung.kegiatan import ISI, LABEL
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.models.aturan import HARI_TERLAMA
from tksk_portal.lindung.models.insiden import NOMOR_ORANG
from tksk_portal.lindung.subjek import BagianLaporan
from tksk_portal.tampilan import formulir

WAKTU = "%d-%m-%Y %H.%M"
ADA_NOMOR = "Jangan menulis NIK, KK, atau nomor orang di sini; cukup jenis data dan jumlah orangnya."


susunan = partial(formulir.susunan, autocomplete="off")


def _teks(label: str, *, panjang: int, baris: int = 3, wajib: bool = True, bantuan: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=panjang,
        required=wajib,
        help_text=bantuan,
        widget=forms.Textarea({"rows": baris}) if baris > 1 else forms.TextInput,
    )


class WaktuField(forms.DateTimeField):
    """Day and time as offices write them: 24-11-2026 09.15. The device's own picker would follow its language."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault(
            "input_formats", [WAKTU, "%d-%m-%Y %H:%M", "%d/%m/%Y %H.%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"]
        )
        kwargs.setdefault("error_messages", {"invalid": "Tulis tanggal dan jam seperti 24-11-2026 09.15."})
        super().__init__(widget=forms.DateTimeInput({"placeholder": "24-11-2026 09.15"}, format=WAKTU), **kwargs)


class TanggalField(forms.DateField):
    """A day as offices write it."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("error_messages", {"invalid": "Tulis tanggal seperti 24-11-2026."})
        kwargs.setdefault("input_formats", settings.DATE_INPUT_FORMATS)
        widget = forms.DateInput(format="%d-%m-%Y", attrs={"data-tanggal": "biasa", "inputmode": "numeric"})
        super().__init__(widget=widget, **kwargs)


def _tanpa(pilihan, *kecuali) -> list[tuple[str, str]]:
    return [("", "Pilih…"), *((nilai, label) for nilai, label in pilihan.choices if nilai not in kecuali)]


class PermintaanForm(forms.Form):
    """What somebody asks about a record, and how the asker was checked."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    jenis = forms.ChoiceField(label="Apa yang diminta?", choices=JenisPermintaan.choices, widget=forms.RadioSelect)
    isi = _teks("Isi permintaan", panjang=1000, wajib=False, bantuan="Data mana, dan apa yang dikehendaki.")
    hubungan = forms.ChoiceField(label="Siapa yang meminta?", choices=_tanpa(Hubungan, Hubungan.RETENSI))
    nama_pemohon = _teks("Nama pemohon", panjang=100, baris=1, bantuan="Boleh sama dengan orangnya.")
    kontak_pemohon = _teks(
        "Kontak pemohon", panjang=100, baris=1, wajib=False, bantuan="Nomor atau alamat untuk menyampaikan jawaban."
    )
    cara_periksa = forms.ChoiceField(
        label="Bagaimana identitasnya diperiksa?",
        choices=_tanpa(CaraPeriksa, CaraPeriksa.INTERNAL),
        help_text="Jangan menyerahkan data kepada orang yang belum diperiksa.",
    )
    cara_terima = forms.ChoiceField(label="Bagaimana diterima?", choices=_tanpa(CaraTerima, CaraTerima.INTERNAL))
    diterima_pada = WaktuField(
        label="Kapan diterima?", initial=timezone.now, help_text="Tenggat dihitung sejak saat ini, bukan sejak dicatat."
    )

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = susunan(
            "id",
            Fieldset("Permintaan", Div("jenis", css_class="pilihan-ubin"), "isi", css_class="kartu"),
            Fieldset(
                "Pemohon",
                "hubungan",
                Row(Column("nama_pemohon", css_class="col-md-6"), Column("kontak_pemohon", css_class="col-md-6")),
                "cara_periksa",
                css_class="kartu",
            ),
            Fieldset("Penerimaan", "cara_terima", "diterima_pada", css_class="kartu"),
            kirim="Catat permintaan",
            batal=batal,
        )

    def isian(self) -> dict:
        """Return what was typed, without the key."""
        return {k: v for k, v in self.cleaned_data.items() if k != "id"}


class PutusForm(forms.Form):
    """The decision on a request, with its reason."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    putusan = forms.ChoiceField(
        label="Putusan", choices=[("dipenuhi", "Dipenuhi"), ("ditolak", "Ditolak")], widget=forms.RadioSelect
    )
    alasan = _teks(
        "Alasan atau apa yang dilakukan",
        panjang=1000,
        bantuan="Dibaca pemohon. Penolakan wajib bila menjawabnya membahayakan keamanan atau kesehatan, atau "
        "mengungkap data orang lain (Ps. 33).",
    )

    def __init__(self, *args, batal: str, penghapusan: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if penghapusan:
            self.fields["putusan"].choices = [("ditolak", "Ditolak")]
            self.fields["putusan"].initial = "ditolak"
        isi = Div("versi", Div("putusan", css_class="pilihan-ubin"), "alasan", css_class="kartu")
        self.helper = susunan(isi, kirim="Simpan putusan", batal=batal)


class HapusForm(forms.Form):
    """The second person's confirmation: the record's short number, typed by hand."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    ketik = forms.CharField(label="Ketik nomor rekaman", max_length=12)

    def __init__(self, *args, batal: str, nomor: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ketik"].help_text = f"Ketik {nomor} untuk memastikan."
        self.fields["ketik"].widget.attrs |= {"autocapitalize": "characters", "data-draf-jangan": "1"}
        self.helper = susunan(
            Div("versi", "ketik", css_class="kartu"), kirim="Hapus identitas selamanya", batal=batal, bahaya=True
        )


class LaporanForm(forms.Form):
    """What the access report is for, and what of it is withheld and why."""

    keperluan = _teks(
        "Untuk permintaan apa laporan ini dibuat?",
        panjang=200,
        baris=1,
        bantuan="Dicatat bersama siapa yang membuatnya.",
    )
    permintaan = forms.ModelChoiceField(
        label="Permintaan yang dijawab", queryset=Permintaan.objects.none(), required=False, empty_label="Tidak ada"
    )
    tahan = forms.MultipleChoiceField(
        label="Bagian yang ditahan",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Centang yang akan mengungkap data orang lain atau membahayakan seseorang (Ps. 33). "
        "Bagian yang ditahan disebut dalam laporan, tanpa isinya.",
    )
    alasan_tahan = _teks("Mengapa ditahan", panjang=300, baris=2, wajib=False)
    bentuk = forms.ChoiceField(
        label="Bentuk",
        choices=[("layar", "Halaman untuk dicetak"), ("pdf", "PDF"), ("lampir", "PDF, dilampirkan pada permintaan")],
        widget=forms.RadioSelect,
        initial="layar",
    )

    def __init__(self, *args, batal: str, bagian: list[BagianLaporan], permintaan, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tahan"].choices = [(b.kode, f"{b.judul} – {b.rawan}" if b.rawan else b.judul) for b in bagian]
        self.fields["permintaan"].queryset = permintaan
        self.fields["permintaan"].label_from_instance = lambda p: f"{p.nomor}, {p.get_jenis_display().lower()}"
        self.helper = susunan(
            Fieldset("Untuk apa", "keperluan", "permintaan", css_class="kartu"),
            Fieldset("Apa yang ditahan", "tahan", "alasan_tahan", css_class="kartu"),
            Fieldset("Bentuk", Div("bentuk", css_class="pilihan-ubin"), css_class="kartu"),
            kirim="Susun laporan",
            batal=batal,
        )

    def clean(self) -> dict:
        """Ask for a reason where something is withheld, and for a request where the report is attached to one."""
        data = super().clean()
        if data.get("tahan") and not data.get("alasan_tahan"):
            self.add_error("alasan_tahan", "Tulis mengapa bagian itu ditahan; alasannya tercetak dalam laporan.")
        if data.get("bentuk") == "lampir" and not data.get("permintaan"):
            self.add_error("permintaan", "Pilih permintaan yang dilampiri laporan ini.")
        return data


class TahanForm(forms.Form):
    """A legal hold."""

    alasan = _teks("Mengapa ditahan", panjang=300, bantuan="Misalnya: perkara yang sedang berjalan, audit. Tanpa nama.")
    tinjau_pada = TanggalField(
        label="Ditinjau lagi pada", required=False, help_text="Pengingat; tahan hukum hanya berakhir bila dilepas."
    )

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = susunan(Div("alasan", "tinjau_pada", css_class="kartu"), kirim="Tahan rekaman", batal=batal)


class LepasForm(forms.Form):
    """Why a legal hold ends."""

    alasan = _teks("Mengapa dilepas", panjang=300)

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = susunan(Div("alasan", css_class="kartu"), kirim="Lepas tahan hukum", batal=batal)


class LampiranForm(forms.Form):
    """The letter that was given to the asker."""

    berkas = BerkasField(guna=KEPERLUAN, label="Surat atau laporan")


class RetensiForm(forms.Form):
    """How long a kind of record is kept."""

    hari = forms.IntegerField(
        label="Disimpan (hari)",
        min_value=1,
        max_value=HARI_TERLAMA,
        required=False,
        help_text="Kosong: belum diatur, tidak ada yang jatuh tempo. 10 tahun = 3.653 hari.",
    )
    mulai = forms.ChoiceField(label="Dihitung", choices=Mulai.choices)
    dasar = _teks(
        "Dasar", panjang=200, baris=1, wajib=False, bantuan="Misalnya nomor dan butir jadwal retensi arsip (JRA)."
    )

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = susunan(Div("hari", "mulai", "dasar", css_class="kartu"), kirim="Simpan masa simpan", batal=batal)


class TenggatForm(forms.Form):
    """Hours per kind of request."""

    def __init__(self, *args, batal: str, tenggat: list[Tenggat], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for t in tenggat:
            self.fields[t.jenis.value] = forms.IntegerField(
                label=f"{t.jenis.label} (jam)",
                min_value=1,
                max_value=72 if t.pasti else 2160,
                initial=t.jam,
                help_text="Paling lama 72 jam (Ps. 32: 3x24 jam)."
                if t.pasti
                else "Belum dipastikan dasar hukumnya; atur menurut kebijakan kantor.",
            )
        self.helper = susunan(Div(*self.fields, css_class="kartu"), kirim="Simpan tenggat", batal=batal)


class KegiatanForm(forms.Form):
    """A processing activity in the office's words."""

    versi = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    kode = forms.SlugField(
        label="Kode", max_length=40, help_text="Huruf kecil dan tanda hubung, misalnya bantuan-daerah."
    )

    def __init__(self, *args, batal: str, baru: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for medan in ISI:
            satu_baris = medan == "nama"
            self.fields[medan] = _teks(
                LABEL[medan], panjang=120 if satu_baris else 500 if medan in ("subjek", "simpan") else 1000,
                baris=1 if satu_baris else 3,
            )  # fmt: skip
        self.fields["aktif"] = forms.BooleanField(label="Masih dilakukan", required=False)
        if not baru:
            del self.fields["kode"]
        awal = ["kode"] if baru else []
        self.helper = susunan(
            Div("versi", *awal, *ISI, "aktif", css_class="kartu"), kirim="Simpan kegiatan", batal=batal
        )


class InsidenForm(forms.Form):
    """A failure to protect data; no person's number may stand in it."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    judul = _teks("Apa yang terjadi, singkat", panjang=120, baris=1)
    diketahui_pada = WaktuField(
        label="Kapan diketahui?", help_text="Tenggat pemberitahuan 3x24 jam dihitung dari sini."
    )
    terjadi_pada = WaktuField(label="Kapan terjadi?", required=False, help_text="Kosong bila belum diketahui.")
    uraian = _teks("Bagaimana terjadinya?", panjang=2000, baris=4)
    kategori = _teks("Data apa yang terungkap?", panjang=1000, bantuan="Jenis datanya saja, misalnya nama dan alamat.")
    jumlah = forms.IntegerField(
        label="Berapa orang terdampak?",
        min_value=0,
        max_value=2_000_000_000,
        required=False,
        help_text="Kosong bila belum diketahui.",
    )
    penanganan = _teks("Upaya penanganan", panjang=2000, bantuan="Apa yang dilakukan untuk menghentikannya.")
    pemulihan = _teks("Upaya pemulihan", panjang=2000, wajib=False)
    subjek_pada = WaktuField(label="Orang yang terdampak diberi tahu pada", required=False)
    cara_subjek = _teks("Dengan cara", panjang=200, baris=1, wajib=False)
    lembaga_pada = WaktuField(label="Lembaga diberi tahu pada", required=False)
    cara_lembaga = _teks("Dengan cara", panjang=200, baris=1, wajib=False)
    umum_pada = WaktuField(label="Diumumkan kepada masyarakat pada", required=False)
    alasan_umum = _teks("Mengapa diumumkan atau tidak", panjang=300, baris=2, wajib=False)

    def __init__(self, *args, batal: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = susunan(
            "id",
            "versi",
            Fieldset("Kejadian", "judul", _dua("diketahui_pada", "terjadi_pada"), "uraian", css_class="kartu"),
            Fieldset("Akibat", "kategori", "jumlah", css_class="kartu"),
            Fieldset("Penanganan", "penanganan", "pemulihan", css_class="kartu"),
            Fieldset(
                "Pemberitahuan",
                _dua("subjek_pada", "cara_subjek"),
                _dua("lembaga_pada", "cara_lembaga"),
                _dua("umum_pada", "alasan_umum"),
                css_class="kartu",
            ),
            kirim="Simpan insiden",
            batal=batal,
        )

    def clean(self) -> dict:
        """Refuse numbers of persons, and a time without its manner or the other way round."""
        data = super().clean()
        for medan, isi in list(data.items()):
            if isinstance(isi, str) and re.search(NOMOR_ORANG, isi):
                self.add_error(medan, ADA_NOMOR)
        for kapan, cara in (("subjek_pada", "cara_subjek"), ("lembaga_pada", "cara_lembaga")):
            if kapan in data and cara in data and bool(data[kapan]) != bool(data[cara]):
                self.add_error(cara if data[kapan] else kapan, "Isi waktu dan caranya, atau kosongkan keduanya.")
        return data

    def isian(self) -> dict:
        """Return what was typed, without key and version."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("id", "versi")}


def _dua(kiri: str, kanan: str) -> Row:
    return Row(Column(kiri, css_class="col-md-6"), Column(kanan, css_class="col-md-6"))
