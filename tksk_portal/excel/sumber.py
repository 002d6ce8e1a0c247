"""Sumber: apa yang sebuah ruang daftarkan supaya datanya dapat masuk dari buku kerja.

Ruang atas menyebut sumbernya di `settings.SUMBER_EXCEL` (nama bertitik dari sebuah `Sumber`). Alur unggahan di ruang
ini tidak mengenal isinya: ia membaca berkas, menyerahkan baris per potongan, menyimpan jawabannya, dan memanggil
kembali untuk menulis atau mengurungkan.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.tataletak import TataLetak, normal
from tksk_portal.tampilan.formulir import baca_hari
from tksk_portal.wilayah.models import Wilayah

# Mengapa baris tidak dapat diurungkan lagi, apa pun sumbernya.
BUKAN_DI_SINI = "tidak lagi di wilayah Anda"
SUDAH_DIUBAH = "sudah diubah sesudah dimasukkan"
# Tanda arah tulisan: membalik kalimat di sekitar isi sel yang dikutip.
ARAH = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(slots=True)
class Pesan:
    """One remark on a row. `medan` names the field (empty: the whole row); `nada` is "tolak" or "peringatan"."""

    medan: str
    pesan: str
    saran: str = ""
    nada: str = "tolak"

    def json(self) -> dict:
        """Return it as it is kept on the row; quoted cells cannot turn the sentence around."""
        return {
            "medan": self.medan,
            "pesan": self.pesan.translate(ARAH),
            "saran": self.saran.translate(ARAH),
            "nada": self.nada,
        }


@dataclass(slots=True)
class HasilBaris:
    """What the dry run found about one row: `isi` and `sebelum` are the source's own, as JSON values."""

    nomor: int
    status: str
    isi: dict = field(default_factory=dict)
    pesan: list[Pesan] = field(default_factory=list)
    kunci: UUID | None = None
    sebelum: dict | None = None

    @property
    def peringatan(self) -> bool:
        """Whether it carries a warning."""
        return any(p.nada == "peringatan" for p in self.pesan)


class BarisMentah(NamedTuple):
    """A staged row that is to be written: `isi` as JSON text."""

    nomor: int
    kunci: str
    isi: str


@dataclass(slots=True)
class Potongan:
    """A chunk of rows to be written, and what the source worked out of them beforehand."""

    baris: list[BarisMentah]
    olahan: object

    def __len__(self) -> int:
        return len(self.baris)


@dataclass
class HasilTulis:
    """What a chunk of writing came to: rows passed over with the reason, by row number."""

    lewat: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tampilan:
    """How a staged row is shown to a reader: a title (masked where it must be) and a few (label, text)."""

    judul: str
    rinci: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""


class Beda(NamedTuple):
    """A column that a row changes: its label, what is recorded, what the file says."""

    label: str
    lama: str
    baru: str


@dataclass(frozen=True)
class BedaBaris:
    """What a row changes of a recorded one. `tutup`: the reader has not opened it; the values are left out."""

    butir: list[Beda]
    tutup: bool = False


class PilihanForm(forms.Form):
    """Choices that hold for all rows of a file; a source adds its own fields, and names those that are dates."""

    tanggal: tuple[str, ...] = ()

    def __init__(self, *args, lingkup: Lingkup, **kwargs) -> None:
        self.lingkup = lingkup
        super().__init__(*args, **kwargs)

    def pilihan(self) -> dict:
        """Return the choices as they are kept on the upload (JSON values)."""
        return dict(self.cleaned_data)


class PilihanTempat(PilihanForm):
    """Choices of a register: the village of rows without one, and the day that the data are of."""

    tanggal = ("tanggal_data",)

    desa = forms.ModelChoiceField(
        label="Bila desa/kelurahan kosong",
        required=False,
        queryset=Wilayah.objects.none(),
        empty_label="tolak barisnya",
        error_messages={"invalid_choice": "Pilih desa/kelurahan di tempat tugas Anda."},
    )
    tanggal_data = forms.CharField(label="Tanggal data", max_length=30, help_text="Contoh 01-11-2026.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        desa = Wilayah.objects.berlaku().di_bawah(self.lingkup.tempat).filter(tingkat=4)
        self.fields["desa"].queryset = desa.order_by("nama")
        self.fields["tanggal_data"].initial = timezone.localdate().strftime("%d-%m-%Y")

    def clean_tanggal_data(self) -> str:
        """Read the date as typed."""
        return baca_hari(self.cleaned_data["tanggal_data"], "Tanggal data")[0].isoformat()

    def pilihan(self) -> dict:
        """Return the choices as JSON values."""
        desa = self.cleaned_data["desa"]
        return super().pilihan() | {"desa": desa.pk if desa else ""}


class Pemeriksa:
    """Judges the rows of one file, chunk by chunk in order, in the uploader's scope. Writes nothing."""

    def siapkan(self, baris: Sequence[tuple[int, dict[str, object]]]) -> Callable[[], object]:
        """Return what reads a chunk. It is called in another thread: it must not touch the database.

        Args:
            baris: (Excel row number, field -> raw cell).
        """
        raise NotImplementedError

    def periksa(self, terbaca: object) -> list[HasilBaris]:
        """Return one result per row of a chunk that was read."""
        raise NotImplementedError


class Sumber:
    """What a domain registers. All work runs inside the scope of the uploader's duty.

    Attributes:
        kode: short name in addresses. label: what the rows are, in words. izin: the right to upload.
        tata_letak: the layouts it knows. ikon: for the page. catatan: help on the upload page, in sentences.
        ciri: (headings found in no other workbook, what the office calls it).
        derajat: the degree of review of its uploads; 9 where the admin uploads, whose role reads nothing below.
        judul_pilihan: title and sentence above the choices. sesudah: what holds for rows that were written.
    """

    kode: str
    label: str
    izin: str
    ikon: str = "file-spreadsheet"
    derajat: int = 0
    catatan: tuple[str, ...] = ()
    tata_letak: tuple[TataLetak, ...] = ()
    ciri: tuple[tuple[tuple[str, ...], str], ...] = ()
    form_pilihan: type[PilihanForm] = PilihanForm
    judul_pilihan: tuple[str, str] = ("Bila sel kosong", "Berlaku bagi semua baris yang tidak menyebutnya sendiri.")
    sesudah: str = "Yang masuk berstatus draf sampai TKSK mengajukannya."

    def awal_pilihan(self, pilihan: dict) -> dict:
        """Return kept choices as initial values of `form_pilihan`; dates as they are typed."""
        tanggal = {n: pilihan[n] for n in self.form_pilihan.tanggal if pilihan.get(n)}
        return pilihan | {n: f"{date.fromisoformat(isi):%d-%m-%Y}" for n, isi in tanggal.items()}

    def medan(self) -> list[tuple[str, str]]:
        """Return all fields that a column can be mapped to, as (name, label), most wanted first."""
        hasil: dict[str, str] = {}
        for tata in self.tata_letak:
            for kolom in tata.kolom:
                hasil.setdefault(kolom.nama, kolom.label)
        return list(hasil.items())

    def wajib(self, pilihan: dict) -> frozenset[str]:
        """Return the fields without which a file cannot be read, given the choices made."""
        return frozenset(k.nama for k in self.tata_letak[0].kolom if k.wajib)

    def sebut_tata_letak(self, judul: Iterable[str]) -> str:
        """Return what an office calls a workbook with these headings; empty when it has no name."""
        ada = {normal(j) for j in judul}
        return next((nama for ciri, nama in self.ciri if ada.issuperset(ciri)), "")

    def pemeriksa(self, *, by: Lingkup, pilihan: dict, dipakai: set[str]) -> Pemeriksa:
        """Return the judge of one file. `dipakai`: the fields that its columns were mapped to."""
        raise NotImplementedError

    def siapkan(self, baris: Sequence[BarisMentah], *, by: Lingkup) -> Callable[[], object]:
        """Return what works out a chunk (`Potongan.olahan`). It is called in another thread, while the chunk before is
        being written: it must not touch the database.
        """
        raise NotImplementedError

    def tulis(self, potong: Potongan, *, unggahan: Unggahan, by: Lingkup) -> HasilTulis:
        """Write a chunk of rows (new and changed), set-based, inside the caller's transaction."""
        raise NotImplementedError

    def halangan(self, baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> dict[int, str]:
        """Return why rows that were written cannot be undone any more, by row number."""
        raise NotImplementedError

    def urungkan(self, baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> None:
        """Take back what was written for these rows, inside the caller's transaction."""
        raise NotImplementedError

    def tampil(self, baris: Iterable[BarisUnggahan], by: Lingkup) -> list[Tampilan]:
        """Return how staged rows are shown to this reader."""
        raise NotImplementedError

    def beda(self, baris: Iterable[BarisUnggahan], by: Lingkup, *, dibuka: bool) -> dict[int, BedaBaris]:
        """Return what rows change of recorded data, by row number, as this reader may see it.

        What is shown is logged by the source. A fixed number of queries, whatever the number of rows.

        Args:
            dibuka: the reader opened this upload (`buka`), so that nothing of the page stays closed.
        """
        return {}

    def buka(self, request: HttpRequest, unggahan: Unggahan) -> None:
        """Remember that this duty opened an upload, so that what its rows change is shown; see `dibuka`."""

    def dibuka(self, request: HttpRequest, unggahan: Unggahan) -> bool:
        """Tell whether this duty opened an upload within the hour."""
        return False

    def templat(self, by: Lingkup) -> tuple[TataLetak, dict[str, list[str]], list[dict]]:
        """Return layout, lists to choose from and sample rows of the template for a place."""
        raise NotImplementedError

    def url_daftar(self, by: Lingkup) -> str:
        """Return the address of the list where the rows end up."""
        raise NotImplementedError


@cache
def daftar_sumber() -> dict[str, Sumber]:
    """Return all sources by code."""
    return {s.kode: s for s in (import_string(nama) for nama in settings.SUMBER_EXCEL)}
