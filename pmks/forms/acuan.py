"""Formulir acuan bagi admin: peraturan, versi aturan sebuah jenis, label turunan."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Row
from django import forms

from pmks.bentuk import TEKS_BIASA
from pmks.enums import JenisKelamin, Peka, Skema
from pmks.models import AturanJenis, JenisPMKS, LabelTurunan, Peraturan
from pmks.rincian import KATALOG
from tksk_portal.dasar.berversi import UMUR_PALING_TUA
from tksk_portal.dasar.tanggal import TanggalSalah, baca_tanggal
from tksk_portal.tampilan.formulir import TeksForm, isian_saja

SUBJEK = (("I", "Individu"), ("K", "Keluarga"), ("G", "Kelompok"), ("M", "Komunitas"))
DITANYA = (("", "Tidak ditanyakan"), ("boleh", "Ditanyakan, boleh kosong"), ("wajib", "Ditanyakan dan wajib"))
HURUF_TERAKHIR = 26
SEHARI_SEBELUM = "Contoh 01-01-2027. Versi sebelumnya berlaku sampai sehari sebelumnya."
YANG_WAJIB = '<p class="redup">Yang wajib ditolak formulir bila kosong, dan menjadi temuan pada data impor.</p>'
HARI_TERJAUH = date(2100, 1, 1)


class HariField(forms.CharField):
    """A day, also one that lies ahead, typed as people write it."""

    def __init__(self, *, sebutan: str, **kwargs) -> None:
        super().__init__(max_length=30, label=sebutan, **kwargs)
        self.sebutan = sebutan

    def prepare_value(self, value):
        """Show a stored day as one types it."""
        return f"{value:%d-%m-%Y}" if hasattr(value, "strftime") else value

    def clean(self, value):
        """Return the day, or None."""
        teks = super().clean(value)
        if not teks:
            return None
        try:
            return baca_tanggal(teks, paling_akhir=HARI_TERJAUH, sebutan=self.sebutan)[0]
        except TanggalSalah as salah:
            raise forms.ValidationError(str(salah)) from None


class VersiForm(TeksForm):
    """A version of a type. `isi()` gives what the actions take."""

    peraturan = forms.ModelChoiceField(
        label="Menurut peraturan", queryset=Peraturan.objects.none(), empty_label="– pilih –"
    )
    berlaku_sejak = HariField(
        sebutan="Berlaku sejak", help_text="Contoh 01-01-2027. Versi sebelumnya berlaku sampai sehari sebelumnya."
    )
    definisi = forms.CharField(
        label="Definisi", max_length=1000, widget=forms.Textarea({"rows": 3}), validators=[TEKS_BIASA]
    )
    subjek = forms.MultipleChoiceField(
        label="Subjek",
        choices=SUBJEK,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu subjek."},
        help_text="Hanya jenis dengan subjek individu yang ditawarkan di formulir orang.",
    )
    umur_min = forms.IntegerField(label="Umur paling muda", required=False, min_value=0, max_value=UMUR_PALING_TUA)
    umur_maks = forms.IntegerField(
        label="Umur paling tua", required=False, min_value=0, max_value=UMUR_PALING_TUA, help_text="Termasuk tahun ini."
    )
    jk = forms.ChoiceField(label="Jenis kelamin", required=False, choices=[("", "– keduanya –"), *JenisKelamin.choices])
    peka = forms.TypedChoiceField(
        label="Kepekaan",
        coerce=int,
        choices=Peka,
        help_text="Nama orang pada jenis peka disamarkan. Penyamaran tidak pernah dilonggarkan oleh versi baru.",
    )
    kriteria = forms.CharField(
        label="Kriteria",
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": 8}),
        validators=[TEKS_BIASA],
        help_text="Satu kriteria satu baris; hurufnya (a, b, c) mengikuti urutannya.",
    )
    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=500,
        validators=[TEKS_BIASA],
        help_text="Misalnya bagian yang belum dipastikan dengan naskah peraturannya.",
    )

    def __init__(self, *args, jenis: JenisPMKS, dari: AturanJenis, baru: bool, **kwargs) -> None:
        self.jenis = jenis
        kwargs["initial"] = self._awal(dari, baru) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["peraturan"].queryset = Peraturan.objects.all()
        for nama, medan in KATALOG.items():
            self.fields[f"tanya_{nama}"] = forms.ChoiceField(label=medan.label, required=False, choices=DITANYA)
            if medan.sebagian:
                self.fields[f"pilihan_{nama}"] = forms.MultipleChoiceField(
                    label=f"{medan.label} yang dapat dipilih",
                    required=False,
                    choices=medan.pilihan,
                    widget=forms.CheckboxSelectMultiple,
                )

    @staticmethod
    def _awal(dari: AturanJenis, baru: bool) -> dict:
        kolom = ("definisi", "umur_min", "umur_maks", "jk", "peka", "catatan")
        awal = {n: getattr(dari, n) for n in kolom} | {"subjek": list(dari.subjek)}
        awal["kriteria"] = "\n".join(dari.kriteria)
        if not baru:
            awal |= {"peraturan": dari.peraturan_id, "berlaku_sejak": dari.berlaku_sejak}
        for m in dari.medan:
            awal[f"tanya_{m['nama']}"] = "wajib" if m.get("wajib") else "boleh"
            awal[f"pilihan_{m['nama']}"] = m.get("pilihan") or []
        return awal

    def clean_kriteria(self) -> list[str]:
        """Return the criteria, one per line."""
        baris = [" ".join(b.split()) for b in self.cleaned_data["kriteria"].splitlines() if b.strip()]
        if len(baris) > HURUF_TERAKHIR:
            raise forms.ValidationError(f"Paling banyak {HURUF_TERAKHIR} kriteria.")
        if panjang := [n for n, b in enumerate(baris, 1) if len(b) > 300]:
            raise forms.ValidationError(f"Kriteria ke-{panjang[0]} lebih dari 300 huruf.")
        if len({b.casefold() for b in baris}) < len(baris):
            raise forms.ValidationError("Ada kriteria yang tertulis dua kali.")
        return baris

    def clean(self) -> dict:
        """Check what concerns several fields."""
        b = super().clean()
        muda, tua = b.get("umur_min"), b.get("umur_maks")
        if muda is not None and tua is not None and tua < muda:
            self.add_error("umur_maks", "Umur paling tua tidak boleh di bawah umur paling muda.")
        if b.get("tanya_negara") and not b.get("tanya_negeri"):
            self.add_error("tanya_negara", f"Negara hanya ditanyakan bersama “{KATALOG['negeri'].label}”.")
        if b.get("tanya_kejadian") and not b.get("pilihan_kejadian"):
            self.add_error("pilihan_kejadian", "Pilih paling sedikit satu macam kejadian.")
        peraturan, sejak = b.get("peraturan"), b.get("berlaku_sejak")
        if peraturan and sejak and peraturan.berlaku_sejak and sejak < peraturan.berlaku_sejak:
            self.add_error(
                "berlaku_sejak",
                f"Peraturan ini baru berlaku {peraturan.berlaku_sejak:%d-%m-%Y}; pilih hari itu atau sesudahnya.",
            )
        return b

    def isi(self) -> dict:
        """Return the columns of the version."""
        b = self.cleaned_data
        medan = []
        for nama, m in KATALOG.items():
            if not b[f"tanya_{nama}"]:
                continue
            satu = {"nama": nama, "wajib": b[f"tanya_{nama}"] == "wajib"}
            medan.append(satu | ({"pilihan": b[f"pilihan_{nama}"]} if m.sebagian else {}))
        kolom = ("peraturan", "berlaku_sejak", "definisi", "umur_min", "umur_maks", "jk", "peka", "kriteria", "catatan")
        return {n: b[n] for n in kolom} | {"subjek": "".join(k for k, _ in SUBJEK if k in b["subjek"]), "medan": medan}

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        tanya = []
        for nama, m in KATALOG.items():
            tanya.append(f"tanya_{nama}")
            if m.sebagian:
                tanya.append(Field(f"pilihan_{nama}", wrapper_class="pilihan-ubin"))
        return isian_saja(
            Fieldset(
                "Dasar dan masa berlaku",
                "peraturan",
                Field("berlaku_sejak", data_tanggal="biasa"),
                "catatan",
                css_class="kartu",
            ),
            Fieldset(
                "Aturan",
                "definisi",
                Field("subjek", wrapper_class="pilihan-ubin"),
                Row(Column("umur_min", css_class="col-6"), Column("umur_maks", css_class="col-6")),
                Row(Column("jk", css_class="col-12 col-md-6"), Column("peka", css_class="col-12 col-md-6")),
                "kriteria",
                css_class="kartu",
            ),
            Fieldset(
                "Rincian yang ditanyakan",
                HTML(
                    '<p class="redup">Yang wajib ditolak formulir bila kosong, dan menjadi temuan pada data impor.</p>'
                ),
                Div(*tanya),
                css_class="kartu",
            ),
        )


class PeraturanForm(forms.ModelForm):
    """A regulation."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kode = forms.CharField(
        label="Kode", max_length=40, validators=[TEKS_BIASA], help_text="Sebutan pendek, misalnya Permensos 8/2012."
    )
    nama = forms.CharField(label="Nama lengkap", max_length=200, validators=[TEKS_BIASA])
    berlaku_sejak = HariField(sebutan="Berlaku sejak", required=False, help_text="Kosong: belum dipastikan.")
    berlaku_sampai = HariField(sebutan="Berlaku sampai", required=False, help_text="Kosong: masih berlaku.")
    catatan = forms.CharField(
        label="Catatan", required=False, max_length=500, validators=[TEKS_BIASA], widget=forms.Textarea({"rows": 2})
    )

    class Meta:
        model = Peraturan
        fields = ("kode", "nama", "berlaku_sejak", "berlaku_sampai", "catatan", "pasti")
        labels = {"pasti": "Isinya sudah dicocokkan dengan naskah resminya"}
        error_messages = {"kode": {"unique": "Peraturan dengan kode ini sudah ada."}}

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        tanggal = [
            Column(Field(n, data_tanggal="biasa"), css_class="col-12 col-md-6")
            for n in ("berlaku_sejak", "berlaku_sampai")
        ]
        return isian_saja(
            Fieldset("Peraturan", "versi", "kode", "nama", Row(*tanggal), "catatan", "pasti", css_class="kartu")
        )


class LabelForm(forms.ModelForm):
    """A label of a derived scheme: its name, its types, and whether the mapping is confirmed."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nama = forms.CharField(label="Nama", max_length=80, validators=[TEKS_BIASA])
    jenis = forms.TypedMultipleChoiceField(
        label="Jenis PMKS", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    sumber = forms.CharField(label="Sumber", required=False, max_length=200, validators=[TEKS_BIASA])

    class Meta:
        model = LabelTurunan
        fields = ("nama", "jenis", "pasti", "sumber")
        labels = {"pasti": "Padanannya sudah dipastikan dengan naskah resminya"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [(j.kode, f"{j.kode}. {j.nama}") for j in JenisPMKS.objects.all()]

    def clean_jenis(self) -> list[int]:
        """Refuse a type that another label of the scheme holds."""
        jenis = sorted(set(self.cleaned_data["jenis"]))
        lain = LabelTurunan.objects.filter(skema=self.instance.skema, jenis__overlap=jenis).exclude(pk=self.instance.pk)
        if jenis and (satu := lain.first()):
            sama = ", ".join(str(k) for k in jenis if k in satu.jenis)
            skema = Skema(satu.skema).label
            raise forms.ValidationError(f"Jenis {sama} sudah berada pada {skema} {satu.kode}. {satu.nama}.")
        return jenis

    def clean(self) -> dict:
        """Ask for the source of a confirmed mapping."""
        b = super().clean()
        if b.get("pasti") and not b.get("sumber"):
            self.add_error("sumber", "Sebut naskah yang memastikannya.")
        return b

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        return isian_saja(
            Fieldset(
                "Label",
                "versi",
                "nama",
                Field("jenis", wrapper_class="pilihan-ubin"),
                "pasti",
                "sumber",
                css_class="kartu",
            )
        )
