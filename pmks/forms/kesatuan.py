"""Formulir kelompok dan komunitas, serta hitungan jenis 14; dasar bersama dengan formulir keluarga."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Row
from django import forms
from django.utils.functional import cached_property

from pmks.actions import IsianAnggota, IsianJenis, anggota_kini, jenis_bagi
from pmks.actions.kesatuan_isian import KOLOM, dari_json
from pmks.bentuk import HURUF_NAMA, RT, RW, TEKS_BIASA
from pmks.enums import BentukKesatuan, KelompokUmur, Sumber
from pmks.forms.jenis import hari_dinilai, periksa_aturan
from pmks.forms.orang import PALING_SEDIKIT_SATU
from pmks.forms.pilihan import PilihJenis
from pmks.models import JenisPMKS, KasusKesatuan, Kesatuan, RevisiKesatuan, acuan_jenis
from tksk_portal.dasar.titik import kata_titik
from tksk_portal.tampilan.formulir import NamaField, baca_hari, isian_saja
from tksk_portal.tinjauan.forms import RekamanForm

JIWA_TERBANYAK = 100_000
UMUR = tuple(f"umur_{jk}_{kelompok}" for jk in "lp" for kelompok in KelompokUmur.values)


def bilangan(label: str, *, wajib: bool = True, **lain) -> forms.IntegerField:
    """Return a field for a number of people or households."""
    return forms.IntegerField(label=label, required=wajib, min_value=0, max_value=JIWA_TERBANYAK, **lain)


class KesatuanForm(RekamanForm):
    """What all subjects share: place, date, types with criteria. `isian()`, `anggota()`, `kasus()` feed the actions."""

    bentuk: ClassVar[tuple[str, ...]] = ()

    usulan = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    jenis = forms.MultipleChoiceField(
        label="Jenis PMKS", widget=PilihJenis, error_messages={"required": PALING_SEDIKIT_SATU}
    )
    sumber = forms.ChoiceField(label="Sumber data", choices=Sumber, initial=Sumber.LAPANGAN)

    def __init__(self, *args, kesatuan: Kesatuan | None = None, **kwargs) -> None:
        self.kesatuan = kesatuan
        acuan = acuan_jenis()
        kode = {k for b in self.bentuk for k in jenis_bagi(b)}
        self.kasus_ada = (
            {k.jenis_id: k for k in KasusKesatuan.objects.aktif().filter(kesatuan=kesatuan)} if kesatuan else {}
        )
        # Yang kini bukan lagi jenis bagi bentuk ini tidak ditawarkan; yang terlanjur tercatat tetap dapat diperbaiki.
        self.daftar_jenis = [j for j in acuan.values() if j.kode in kode or j.kode in self.kasus_ada]
        self.kembali = RevisiKesatuan.objects.filter(kesatuan=kesatuan).dapat_diperbaiki().first() if kesatuan else None
        if kesatuan:
            kwargs["initial"] = self._awal(kesatuan) | kwargs.get("initial", {})
        super().__init__(*args, baru=kesatuan is None, **kwargs)
        self.fields["jenis"].choices = [(j.kode, f"{j.kode}. {j.nama}") for j in self.daftar_jenis]
        self.berlaku = {j.kode: acuan_jenis(self._hari(j.kode))[j.kode] for j in self.daftar_jenis}
        for jenis in self.berlaku.values():
            self._tambah_medan(jenis)
        if not kesatuan:
            del self.fields["usulan"]

    # Isi awal -------------------------------------------------------------------------------------------------------

    @property
    def isi_usulan(self) -> dict:
        """What the returned proposal asks for; the form opens with it, for that is what is to be mended."""
        return self.kembali.isi if self.kembali else {}

    def _kolom_kini(self, kesatuan: Kesatuan) -> dict:
        usul = self.isi_usulan.get("kolom", {})
        return {k: dari_json(k, usul[k]) if k in usul else getattr(kesatuan, k) for k in KOLOM}

    def anggota_awal(self) -> list[IsianAnggota]:
        """Return the members that the form opens with."""
        if "anggota" in self.isi_usulan:
            return [IsianAnggota.dari_json(a) for a in self.isi_usulan["anggota"]]
        return anggota_kini(self.kesatuan) if self.kesatuan else []

    def _awal(self, kesatuan: Kesatuan) -> dict:
        kolom = self._kolom_kini(kesatuan)
        awal = {k.removesuffix("_id"): v for k, v in kolom.items()}
        awal["tanggal_data"] = f"{kolom['tanggal_data']:%d-%m-%Y}"
        awal["titik"] = kata_titik(kolom["lintang"], kolom["bujur"])
        if kolom["umur_l"]:
            awal |= dict(zip(UMUR, [*kolom["umur_l"], *kolom["umur_p"]], strict=True))
        awal |= {"bentuk": kesatuan.bentuk, "id": kesatuan.pk, "versi": kesatuan.versi, "usulan": self.dasar}
        awal["alasan"] = self.kembali.alasan if self.kembali else ""
        batal = self.isi_usulan.get("batal", [])
        awal["jenis"] = [kode for kode in self.kasus_ada if kode not in batal]
        for kode, kasus in self.kasus_ada.items():
            isi = {n: getattr(kasus, n) for n in ("kriteria", "keterangan", "ditemukan_pada")}
            isi |= self.isi_usulan.get("kasus", {}).get(str(kode), {})
            ditemukan = isi["ditemukan_pada"]
            if isinstance(ditemukan, str):
                ditemukan = date.fromisoformat(ditemukan)
            isi["ditemukan_pada"] = f"{ditemukan:%d-%m-%Y}" if ditemukan else ""
            awal |= {f"{n}_{kode}": v for n, v in isi.items()}
        return awal

    @property
    def dasar(self) -> str:
        """The returned proposal that the form is built on, as its hidden field carries it: `key:version`."""
        return f"{self.kembali.pk}:{self.kembali.versi}" if self.kembali else ""

    @property
    def dasar_draf(self) -> str:
        """What a local draft of this form was made from."""
        return f"{self.kesatuan.versi}-{self.kembali.versi if self.kembali else 0}" if self.kesatuan else "0"

    def usulan_dibawa(self) -> dict[UUID, int]:
        """Return the proposal that the sent form was built on; what cannot be read matches none."""
        try:
            butir = [b.split(":") for b in self.cleaned_data["usulan"].split(",") if b]
            return {UUID(kunci): int(versi) for kunci, versi in butir}
        except ValueError:
            return {UUID(int=0): 0}

    def _hari(self, kode: int) -> date:
        """Return the day whose rules hold for a type; what was judged stays with the day it was judged by."""
        ambil = self.data.get if self.is_bound else self.initial.get
        kasus = self.kasus_ada.get(kode)
        if kasus and kasus.diverifikasi_pada and not ambil(f"ditemukan_pada_{kode}"):
            return self.kesatuan.tanggal_data
        return hari_dinilai(ambil, kode)

    # Medan ----------------------------------------------------------------------------------------------------------

    def _tambah_medan(self, jenis: JenisPMKS) -> None:
        kode = jenis.kode
        self.fields[f"aturan_{kode}"] = forms.CharField(
            required=False, max_length=12, widget=forms.HiddenInput, initial=jenis.versi.pk
        )
        if jenis.kriteria:
            self.fields[f"kriteria_{kode}"] = forms.MultipleChoiceField(
                label="Kriteria yang terpenuhi",
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(k.huruf, str(k)) for k in jenis.kriteria],
            )
        self.fields[f"ditemukan_pada_{kode}"] = forms.CharField(
            label="Ditemukan pada", required=False, max_length=30, help_text="Kosong: sama dengan tanggal data."
        )
        if BentukKesatuan.HITUNGAN not in self.bentuk:
            self.fields[f"keterangan_{kode}"] = forms.CharField(
                label="Keterangan",
                required=False,
                max_length=1000,
                widget=forms.Textarea({"rows": 2}),
                validators=[TEKS_BIASA],
            )

    # Pemeriksaan ----------------------------------------------------------------------------------------------------

    def clean(self) -> dict:
        """Read the days on which each chosen type was found, and check that the criteria are those of that day."""
        bersih = super().clean()
        for kode in {int(k) for k in bersih.get("jenis") or []}:
            periksa_aturan(self, self.berlaku[kode], bersih)
            nama = f"ditemukan_pada_{kode}"
            if not bersih.get(nama):
                bersih[nama] = None
                continue
            try:
                bersih[nama] = baca_hari(bersih[nama], "Tanggal ditemukan")[0]
            except forms.ValidationError as salah:
                self.add_error(nama, salah)
        return bersih

    # Hasil ----------------------------------------------------------------------------------------------------------

    def bentuk_isian(self) -> str:
        """Return the form of the subject that was entered."""
        return self.kesatuan.bentuk if self.kesatuan else self.bentuk[0]

    def isian(self) -> dict:
        """Return the cleaned columns of the subject."""
        b = self.cleaned_data
        lintang, bujur = b.get("titik") or (None, None)
        hasil = dict.fromkeys(KOLOM, "") | {"umur_l": None, "umur_p": None}
        hasil |= {n: b[n] for n in KOLOM if n in b}
        jumlah = {n: b.get(n) or 0 for n in ("jumlah_kk", "jiwa_l", "jiwa_p")}
        return hasil | jumlah | {"wilayah_id": b["wilayah"].pk, "lintang": lintang, "bujur": bujur}

    def anggota(self) -> list[IsianAnggota]:
        """Return the members; only a family has any."""
        return []

    def kasus(self) -> list[IsianJenis]:
        """Return what was typed for each chosen type."""
        b = self.cleaned_data
        return [
            IsianJenis(
                jenis=kode,
                kriteria=sorted(set(b.get(f"kriteria_{kode}") or [])),
                ditemukan_pada=b.get(f"ditemukan_pada_{kode}"),
                keterangan=(b.get(f"keterangan_{kode}") or "").replace("\r\n", "\n"),
            )
            for kode in sorted({int(k) for k in b["jenis"]})
        ]

    # Tata letak -----------------------------------------------------------------------------------------------------

    @cached_property
    def helper(self) -> FormHelper:
        """The layout."""
        tersembunyi = ["id", "versi", *(["usulan"] if self.kesatuan else [])]
        return isian_saja(*tersembunyi, *self.bagian())

    def bagian(self) -> list[Fieldset]:
        """Return the steps of the form."""
        raise NotImplementedError

    def langkah_jenis(self, judul: str, lanjut: str) -> Fieldset:
        """Return the step that asks for types and their criteria."""
        return Fieldset(
            judul,
            Div("jenis", data_wajib_satu=PALING_SEDIKIT_SATU),
            *(
                Div(
                    HTML(f'<h3 class="h5">{j.nama}</h3>'),
                    *self.medan_jenis(j.kode),
                    data_tampil_bila=f"jenis:{j.kode}",
                    css_class="rinci-jenis",
                )
                for j in self.daftar_jenis
            ),
            data_langkah=judul,
            data_lanjut=lanjut,
            css_class="kartu",
        )

    def medan_jenis(self, kode: int) -> list:
        """Return the fields of one type."""
        semua = (f"{n}_{kode}" for n in ("aturan", "kriteria", "ditemukan_pada", "keterangan"))
        return [Field(n, data_tanggal="biasa") if n.startswith("ditemukan") else n for n in semua if n in self.fields]

    def akhir(self) -> list:
        """Return what stands at the end of the last step."""
        return ["sumber", Field("tanggal_data", data_tanggal="biasa"), *(["alasan"] if self.kesatuan else [])]


class BerjiwaForm(KesatuanForm):
    """A subject that states its number of souls, by age group when known."""

    jiwa_l = bilangan("Jiwa laki-laki")
    jiwa_p = bilangan("Jiwa perempuan")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for jk, sebutan in (("l", "Laki-laki"), ("p", "Perempuan")):
            for kelompok in KelompokUmur:
                nama = f"umur_{jk}_{kelompok.value}"
                self.fields[nama] = bilangan(f"{sebutan} {kelompok.label}", wajib=False)

    def clean(self) -> dict:
        """Souls must be there; age groups, when given, must add up."""
        bersih = super().clean()
        jiwa_l, jiwa_p = bersih.get("jiwa_l"), bersih.get("jiwa_p")
        if jiwa_l == 0 and jiwa_p == 0:
            self.add_error("jiwa_l", "Isi jumlah jiwa, laki-laki atau perempuan.")
        umur = [bersih.get(n) for n in UMUR]
        if all(n is None for n in umur) or any(n in self.errors for n in (*UMUR, "jiwa_l", "jiwa_p")):
            return bersih
        umur = [n or 0 for n in umur]
        tengah = len(KelompokUmur)
        bersih["umur_l"], bersih["umur_p"] = umur[:tengah], umur[tengah:]
        for jk, jumlah in (("l", jiwa_l), ("p", jiwa_p)):
            if sum(bersih[f"umur_{jk}"]) != jumlah:
                self.add_error(
                    f"umur_{jk}_0", f"Jumlah kelompok umur {sum(bersih[f'umur_{jk}'])}, padahal jiwanya {jumlah}."
                )
        return bersih

    def medan_jiwa(self) -> list:
        """Return the fields of souls."""
        return [
            Row(Column("jiwa_l", css_class="col-6"), Column("jiwa_p", css_class="col-6")),
            HTML('<details class="lebih"><summary>Per kelompok umur (boleh dilewati)</summary>'),
            *(
                Row(Column(f"umur_l_{k.value}", css_class="col-6"), Column(f"umur_p_{k.value}", css_class="col-6"))
                for k in KelompokUmur
            ),
            HTML("</details>"),
        ]


class KomunitasForm(BerjiwaForm):
    """A remote customary community (KAT), or another group of victims."""

    judul = "komunitas atau kelompok"
    bentuk_pilihan: ClassVar[list[tuple[str, str]]] = [
        (BentukKesatuan.KOMUNITAS.value, "Komunitas (KAT)"),
        (BentukKesatuan.KELOMPOK.value, "Kelompok"),
    ]
    bentuk = (BentukKesatuan.KOMUNITAS, BentukKesatuan.KELOMPOK)

    nama = NamaField(label="Nama komunitas atau kelompok", max_length=100, validators=[HURUF_NAMA])
    jumlah_kk = bilangan("Jumlah KK", wajib=False, help_text="Wajib bagi komunitas.")
    alamat = forms.CharField(label="Lokasi atau alamat", max_length=200, validators=[TEKS_BIASA])
    rt = forms.CharField(label="RT", required=False, validators=[RT])
    rw = forms.CharField(label="RW", required=False, validators=[RW])
    dusun = forms.CharField(label="Dusun/lingkungan", required=False, max_length=60, validators=[TEKS_BIASA])
    titik = forms.CharField(
        label="Titik lokasi", required=False, max_length=40, help_text="Lintang, bujur. Contoh -0.46213, 117.12345"
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bentuk"] = forms.ChoiceField(
            label="Bentuk", choices=self.bentuk_pilihan, widget=forms.RadioSelect, disabled=self.kesatuan is not None
        )

    def clean(self) -> dict:
        """A community has households; the types must be of the chosen form."""
        bersih = super().clean()
        bentuk = bersih.get("bentuk")
        if bentuk == BentukKesatuan.KOMUNITAS and not bersih.get("jumlah_kk") and "jumlah_kk" not in self.errors:
            self.add_error("jumlah_kk", "Isi jumlah KK komunitas ini.")
        if bentuk and bersih.get("jenis"):
            dipilih = [int(k) for k in bersih["jenis"]]
            lain = [self.berlaku[k].nama for k in dipilih if k not in jenis_bagi(bentuk, self._hari(k))]
            if lain:
                sebutan = BentukKesatuan(bentuk).label.lower()
                self.add_error("jenis", f"{', '.join(lain)} bukan jenis bagi {sebutan}.")
        return bersih

    def bentuk_isian(self) -> str:
        """Return the chosen form."""
        return self.cleaned_data["bentuk"]

    def bagian(self) -> list[Fieldset]:
        """Return the steps of the form."""
        satu, dua, tiga = "Komunitas atau kelompok apa?", "Apa masalahnya?", "Di mana?"
        return [
            Fieldset(
                satu,
                Field("bentuk", wrapper_class="pilihan-ubin"),
                Field("nama", data_draf_nama="1", autocomplete="off"),
                "jumlah_kk",
                *self.medan_jiwa(),
                "wilayah",
                data_langkah=satu,
                data_lanjut="jenis masalah",
                css_class="kartu",
            ),
            self.langkah_jenis(dua, "tempat"),
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


class HitunganForm(BerjiwaForm):
    """A mere count of type 14: village, date, numbers, criteria. No name, no address, no free text."""

    judul = "hitungan kelompok minoritas"
    bentuk = (BentukKesatuan.HITUNGAN,)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kode = str(self.daftar_jenis[0].kode)
        self.fields["jenis"].initial = [kode]
        self.fields["jenis"].widget = forms.MultipleHiddenInput()

    def bagian(self) -> list[Fieldset]:
        """Return the only step of the form."""
        jenis = self.daftar_jenis[0]
        catatan = "Hanya jumlah yang dicatat. Jangan menulis nama, alamat, atau ciri seseorang di mana pun."
        return [
            Fieldset(
                jenis.nama,
                HTML(f"<p>{catatan}</p>"),
                "jenis",
                "wilayah",
                *self.medan_jiwa(),
                *self.medan_jenis(jenis.kode),
                *self.akhir(),
                data_langkah=jenis.nama,
                css_class="kartu",
            )
        ]
