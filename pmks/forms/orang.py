"""Formulir satu orang dengan jenis-jenisnya: tiga langkah pendek di ponsel."""

import copy
from datetime import date
from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Row
from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from pmks.actions import IsianKasus
from pmks.actions.terapkan import IDENTITAS, ISI_KASUS, dari_json
from pmks.bentuk import HURUF_NAMA, RT, RW, TEKS_BIASA, TELEPON
from pmks.enums import AlasanTanpaKK, AlasanTanpaNIK, Bantuan, JenisKelamin, Sumber, Temuan
from pmks.forms.jenis import BagianJenis, RinciJenis, hari_dinilai
from pmks.forms.pilihan import PilihJenis
from pmks.models import DataDTSEN, JenisPMKS, Kasus, Orang, Revisi, acuan_jenis
from pmks.nik import baca_kk, baca_nik, bandingkan, tanda
from tksk_portal.dasar.titik import kata_titik
from tksk_portal.tampilan.formulir import NamaField, baca_hari, baca_nomor, isian_saja
from tksk_portal.tinjauan.forms import RekamanForm

# Kalimat yang dipakai server dan, sebelum melangkah, layar (static/sumber/js/langkah.js).
PALING_SEDIKIT_SATU = "Pilih paling sedikit satu jenis."
TAUTAN_ACUAN = (
    '<p class="redup">Ragu jenisnya? <a href="{% url \'pmks:acuan\' %}" target="_blank" rel="noopener">'
    "Lihat definisi dan kriteria (tab baru)</a>.</p>"
)
NOMOR_ATAU_ALASAN = "Isi {}, atau pilih alasan mengapa tidak ada."
BEDA_DENGAN_NIK = "Berbeda dengan NIK. Perbaiki salah satunya, atau centang bahwa sudah dicocokkan dengan KTP/KK."


def _usulan_kembali(orang: Orang) -> list[Revisi]:
    return list(Revisi.objects.filter(orang=orang).dapat_diperbaiki().select_related("kasus__jenis").order_by("pk"))


class OrangForm(RekamanForm):
    """A person and its types. `isian()` and `kasus()` give what the actions take."""

    usulan = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    nik = forms.CharField(label="NIK", required=False, max_length=40, help_text="16 angka pada KTP atau KK.")
    # Kotaknya ditampilkan hanya bila NIK bertentangan (templates/pmks/_nik_catatan.html).
    nik_yakin = forms.CharField(required=False)
    alasan_tanpa_nik = forms.ChoiceField(
        label="Alasan tanpa NIK",
        required=False,
        choices=[("", "– pilih bila tidak ada NIK –"), *AlasanTanpaNIK.choices],
    )
    nama = NamaField(label="Nama lengkap", max_length=100, validators=[HURUF_NAMA])
    jk = forms.ChoiceField(label="Jenis kelamin", choices=JenisKelamin, widget=forms.RadioSelect)
    tanggal_lahir = forms.CharField(
        label="Tanggal lahir",
        max_length=30,
        help_text="Contoh 12-05-1958. Bila hanya tahunnya yang diketahui, tulis 1958.",
    )
    jenis = forms.MultipleChoiceField(
        label="Jenis PMKS",
        widget=PilihJenis,
        error_messages={"required": PALING_SEDIKIT_SATU},
    )
    alamat = forms.CharField(label="Alamat tinggal", max_length=200, validators=[TEKS_BIASA])
    rt = forms.CharField(label="RT", required=False, validators=[RT])
    rw = forms.CharField(label="RW", required=False, validators=[RW])
    dusun = forms.CharField(label="Dusun/lingkungan", required=False, max_length=60, validators=[TEKS_BIASA])
    no_kk = forms.CharField(label="Nomor KK", required=False, max_length=40)
    alasan_tanpa_kk = forms.ChoiceField(
        label="Alasan tanpa KK", required=False, choices=[("", "– pilih bila tidak ada KK –"), *AlasanTanpaKK.choices]
    )
    tempat_lahir = forms.CharField(label="Tempat lahir", required=False, max_length=60, validators=[TEKS_BIASA])
    alamat_ktp = forms.CharField(
        label="Alamat sesuai KTP, bila berbeda", required=False, max_length=200, validators=[TEKS_BIASA]
    )
    telepon = forms.CharField(label="Nomor telepon", required=False, validators=[TELEPON])
    bantuan = forms.MultipleChoiceField(
        label="Bantuan yang diterima", required=False, choices=Bantuan, widget=forms.CheckboxSelectMultiple
    )
    desil = forms.TypedChoiceField(
        label="Desil DTSEN",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "– tidak diketahui –"), *((n, str(n)) for n in range(1, 11))],
    )
    sumber = forms.ChoiceField(label="Sumber data", choices=Sumber, initial=Sumber.LAPANGAN)
    titik = forms.CharField(
        label="Titik lokasi", required=False, max_length=40, help_text="Lintang, bujur. Contoh -0.46213, 117.12345"
    )

    def __init__(self, *args, orang: Orang | None = None, **kwargs) -> None:
        self.orang = orang
        self.kasus_ada = {k.jenis_id: k for k in Kasus.objects.aktif().filter(orang=orang)} if orang else {}
        # Yang subjeknya bukan orang tidak ditawarkan; yang terlanjur tercatat pada orang ini tetap dapat diperbaiki.
        self.daftar_jenis = [j for kode, j in acuan_jenis().items() if j.perorangan or kode in self.kasus_ada]
        # Usulan yang dikembalikan dibuka dengan isinya, bukan dengan data yang berlaku: itulah yang diperbaiki.
        self.kembali = _usulan_kembali(orang) if orang else []
        if orang:
            kwargs["initial"] = self._awal(orang) | kwargs.get("initial", {})
        super().__init__(*args, baru=orang is None, **kwargs)
        self._pilih_desa_tunggal()
        self.fields["jenis"].choices = [(j.kode, f"{j.kode}. {j.nama}") for j in self.daftar_jenis]
        # Isian per jenis dibuat untuk jenis yang dipilih; sisanya menyusul hanya bila formulir ditampilkan.
        self.bagian = {j.kode: BagianJenis(self._jenis_berlaku(j)) for j in self.daftar_jenis}
        dipilih = set(self.data.getlist("jenis")) if self.is_bound else set()
        for kode, bagian in self.bagian.items():
            if str(kode) in dipilih:
                bagian.pasang(self)
        if orang and DataDTSEN.objects.tersimpan().filter(orang=orang).exists():
            self.fields["desil"].disabled = True
            self.fields["desil"].help_text = "Mengikuti data DTSEN terbaru di halaman orangnya."
            self.initial["desil"] = orang.desil
        if not orang:
            del self.fields["usulan"]

    def _jenis_berlaku(self, jenis: JenisPMKS) -> JenisPMKS:
        """Return a type with the rules of the day it is, or would be, judged by."""
        if self.is_bound:
            pada = hari_dinilai(self.data.get, jenis.kode)
        elif self.orang:
            kasus = self.kasus_ada.get(jenis.kode)
            pada = (kasus and kasus.ditemukan_pada) or self.orang.tanggal_data
        else:
            return jenis
        return acuan_jenis(pada)[jenis.kode]

    @cached_property
    def helper(self) -> FormHelper:
        """The layout, made when the form is shown; also with fields typed in for a type that was not chosen."""
        for kode, bagian in self.bagian.items():
            if str(kode) in self.jenis_terisi and f"keterangan_{kode}" not in self.fields:
                bagian.pasang(self)
        return self._tata_letak()

    @cached_property
    def jenis_terisi(self) -> set[str]:
        """Codes of the types that are chosen, or whose fields hold something; as sent, so some may be no type's."""
        isi = dict(self.data.lists()) if self.is_bound else self.initial
        terisi = {str(kode) for kode in isi.get("jenis") or ()}
        for nama, nilai in isi.items():
            medan, _, kode = nama.rpartition("_")
            # Versi aturannya selalu ada; ia bukan jawaban.
            if medan != "aturan" and nilai not in (None, "", [], [""]):
                terisi.add(kode)
        return terisi

    @property
    def dasar(self) -> str:
        """The returned proposals that the form is built on, as its hidden field carries them: `key:version,…`."""
        return ",".join(f"{r.pk}:{r.versi}" for r in self.kembali)

    @property
    def dasar_draf(self) -> str:
        """What a local draft of this form was made from; changes when the record or a proposal moves."""
        return "-".join(str(n) for n in (self.orang.versi, *(r.versi for r in self.kembali))) if self.orang else "0"

    def usulan_dibawa(self) -> dict[UUID, int]:
        """Return the proposals that the sent form was built on; what cannot be read matches none."""
        try:
            butir = [b.split(":") for b in self.cleaned_data["usulan"].split(",") if b]
            return {UUID(kunci): int(versi) for kunci, versi in butir}
        except ValueError:
            return {UUID(int=0): 0}

    def _diusulkan(self, orang: Orang) -> tuple[Orang, dict[int, Kasus]]:
        """Return person and types as the returned proposals would have them; nothing is written."""
        orang, kasus = copy.copy(orang), {kode: copy.copy(k) for kode, k in self.kasus_ada.items()}
        for revisi in self.kembali:
            kode = next((kode for kode, k in kasus.items() if k.pk == revisi.kasus_id), None)
            if revisi.kasus_id is None:
                for kolom, nilai in revisi.isi.items():
                    setattr(orang, kolom, dari_json(kolom, nilai))
            elif revisi.isi.get("batal"):
                kasus.pop(kode, None)
            elif kode is not None:
                for kolom in revisi.isi.keys() & set(ISI_KASUS):
                    setattr(kasus[kode], kolom, dari_json(kolom, revisi.isi[kolom], Kasus))
        return orang, kasus

    def _awal(self, orang: Orang) -> dict:
        orang, kasus_usul = self._diusulkan(orang)
        awal = {n: getattr(orang, n) for n in self.base_fields if hasattr(orang, n)}
        awal["tanggal_lahir"] = (
            f"{orang.tanggal_lahir:%Y}" if orang.lahir_perkiraan else f"{orang.tanggal_lahir:%d-%m-%Y}"
        )
        awal["tanggal_data"] = f"{orang.tanggal_data:%d-%m-%Y}"
        awal["titik"] = kata_titik(orang.lintang, orang.bujur)
        awal["jenis"] = list(kasus_usul)
        awal["usulan"] = self.dasar
        awal["alasan"] = next((r.alasan for r in self.kembali), "")
        for kode, kasus in (self.kasus_ada | kasus_usul).items():
            for nama in ISI_KASUS:
                awal[f"{nama}_{kode}"] = getattr(kasus, nama)
        return awal

    def _pilih_desa_tunggal(self) -> None:
        if self.is_bound:
            return
        pilihan = list(self.fields["wilayah"].queryset.values_list("pk", flat=True)[:2])
        if len(pilihan) == 1:
            self.fields["wilayah"].initial = pilihan[0]

    def clean_nik(self) -> str:
        """Check the structure of the NIK."""
        return baca_nomor(self.cleaned_data["nik"], baca_nik)

    def clean_no_kk(self) -> str:
        """Check the structure of the number of the family card."""
        return baca_nomor(self.cleaned_data["no_kk"], baca_kk)

    def clean_tanggal_lahir(self) -> date:
        """Read the birth date as typed; remember whether only the year was known."""
        tanggal, self.lahir_perkiraan = baca_hari(self.cleaned_data["tanggal_lahir"], "Tanggal lahir")
        return tanggal

    def clean(self) -> dict:
        """Check what concerns several fields; each message stands beside its field."""
        bersih = super().clean()
        self._nomor_atau_alasan("nik", "NIK")
        self._nomor_atau_alasan("no_kk", "nomor KK")
        self._cocokkan_nik(bersih)
        lahir, data = bersih.get("tanggal_lahir"), bersih.get("tanggal_data")
        if lahir and data and lahir > data:
            self.add_error("tanggal_data", "Tanggal data tidak boleh sebelum tanggal lahir.")
        for kode in sorted({int(k) for k in bersih.get("jenis") or []}):
            self.bagian[kode].periksa(self, bersih)
        return bersih

    def _nomor_atau_alasan(self, nama: str, sebutan: str) -> None:
        alasan = f"alasan_tanpa_{'nik' if nama == 'nik' else 'kk'}"
        nomor = self.cleaned_data.get(nama)
        if nomor is None:
            return
        if not nomor and not self.cleaned_data.get(alasan):
            self.add_error(nama, NOMOR_ATAU_ALASAN.format(sebutan))
        if nomor:
            self.cleaned_data[alasan] = ""

    def _cocokkan_nik(self, bersih: dict) -> None:
        """Ask to mend or to confirm what contradicts the NIK; a stored combination was confirmed before."""
        digits, lahir, jk = (bersih.get(n) for n in ("nik", "tanggal_lahir", "jk"))
        if not (digits and lahir and jk) or bersih.get("nik_yakin") == tanda(digits, lahir, jk):
            return
        if self.orang and (self.orang.nik, self.orang.tanggal_lahir, self.orang.jk) == (digits, lahir, jk):
            return
        for temuan in bandingkan(baca_nik(digits, pada=timezone.localdate()), lahir=lahir, jk=jk):
            if temuan == Temuan.NIK_KELAMIN:
                self.add_error("jk", BEDA_DENGAN_NIK)
            elif not self.lahir_perkiraan:
                self.add_error("tanggal_lahir", BEDA_DENGAN_NIK)

    def isian(self) -> dict:
        """Return the cleaned columns of the person."""
        b = self.cleaned_data
        sendiri = {"wilayah_id", "lahir_perkiraan", "lintang", "bujur", "bantuan"}
        lintang, bujur = b["titik"] or (None, None)
        return {n: b[n] for n in IDENTITAS if n not in sendiri} | {
            "wilayah_id": b["wilayah"].pk,
            "lahir_perkiraan": self.lahir_perkiraan,
            "lintang": lintang,
            "bujur": bujur,
            "bantuan": sorted(set(b["bantuan"])),
        }

    def kasus(self) -> list[IsianKasus]:
        """Return what was typed for each chosen type."""
        b = self.cleaned_data
        return [self.bagian[kode].isian(b) for kode in sorted({int(k) for k in b["jenis"]})]

    def _tata_letak(self) -> FormHelper:
        satu = "Siapa orangnya?"
        dua = "Apa masalahnya?"
        tiga = "Tinggal di mana?"
        return isian_saja(
            "id",
            "versi",
            *(["usulan"] if self.orang else []),
            Fieldset(
                satu,
                Div(
                    Field(
                        "nik",
                        data_nik="1",
                        data_nik_url="/pmks/nik/",
                        data_nik_kelamin="jk",
                        data_nik_ikut="nama jk tanggal_lahir wilayah",
                        inputmode="numeric",
                        autocomplete="off",
                    ),
                    HTML('{% include "pmks/_nik_tempat.html" with medan="nik" %}'),
                    Div("alasan_tanpa_nik", data_nik_alasan="1"),
                    data_wajib_satu=NOMOR_ATAU_ALASAN.format("NIK"),
                ),
                Field("nama", data_draf_nama="1", autocomplete="off", autocapitalize="words"),
                Field("jk", wrapper_class="pilihan-ubin"),
                HTML('{% include "pmks/_nik_tempat.html" with medan="jk" %}'),
                Field("tanggal_lahir", data_tanggal="1", inputmode="text", autocomplete="off"),
                HTML('{% include "pmks/_nik_tempat.html" with medan="tanggal_lahir" %}'),
                "wilayah",
                data_langkah=satu,
                data_lanjut="jenis masalah",
                css_class="kartu",
            ),
            Fieldset(
                dua,
                HTML(TAUTAN_ACUAN),
                Div("jenis", data_cari_pilihan="Cari jenis", data_wajib_satu=PALING_SEDIKIT_SATU),
                *map(RinciJenis, self.bagian.values()),
                data_langkah=dua,
                data_lanjut="alamat",
                css_class="kartu",
            ),
            Fieldset(
                tiga,
                Field("alamat", autocomplete="off"),
                Row(
                    Column("rt", css_class="col-4"),
                    Column("rw", css_class="col-4"),
                    Column("dusun", css_class="col-12 col-sm-4"),
                ),
                Div(
                    Field("no_kk", inputmode="numeric", autocomplete="off"),
                    "alasan_tanpa_kk",
                    data_wajib_satu=NOMOR_ATAU_ALASAN.format("nomor KK"),
                ),
                HTML('<details class="lebih"><summary>Keterangan lain (boleh dilewati)</summary>'),
                "tempat_lahir",
                "alamat_ktp",
                Field("telepon", inputmode="tel"),
                Field("bantuan", wrapper_class="pilihan-ubin"),
                "desil",
                "sumber",
                Field("tanggal_data", data_tanggal="biasa"),
                Field("titik", data_titik="1", autocomplete="off"),
                HTML("</details>"),
                *(["alasan"] if self.orang else []),
                data_langkah=tiga,
                css_class="kartu",
            ),
        )
