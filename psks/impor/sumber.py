"""Sumber PSKS bagi unggahan buku kerja; terdaftar di `settings.SUMBER_EXCEL`."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field
from django import forms
from django.urls import reverse

from psks.impor import tulis as penulisan
from psks.impor.periksa import PemeriksaPSKS
from psks.impor.tata_letak import CIRI, KARANG_TARUNA, TATA_LETAK, TEMPLAT, TEMPLAT_KABKOTA
from psks.models import Mitra, acuan_psks
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import BarisMentah, HasilTulis, Pemeriksa, PilihanTempat, Potongan, Sumber, Tampilan
from tksk_portal.excel.tataletak import TataLetak
from tksk_portal.excel.tempat import pilihan_tempat
from tksk_portal.tampilan.formulir import isian_saja
from tksk_portal.wilayah.models import Wilayah


class PilihanPSKS(PilihanTempat):
    """What holds for rows that say nothing themselves."""

    jenis = forms.ChoiceField(label="Bila jenis PSKS kosong", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [("", "tolak barisnya"), *((k, j.nama) for k, j in acuan_psks().items())]

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        return isian_saja("desa", "jenis", Field("tanggal_data", data_tanggal="biasa"))


class SumberPSKS(Sumber):
    """Partners: persons, families, institutions."""

    kode = "psks"
    label = "data PSKS"
    izin = "psks.impor"
    ikon = "building-community"
    tata_letak = TATA_LETAK
    ciri = CIRI
    form_pilihan = PilihanPSKS
    catatan = (
        "Satu baris satu PSKS. Yang masuk menjadi draf; TKSK yang mengajukannya ke dinas sosial.",
        "Perorangan dikenali dari NIK; lembaga dari nama dan desa/kelurahannya, atau nomor registrasinya.",
        "Sel kosong tidak menghapus isian lama. Yang sudah diverifikasi diubah di portal, dengan alasannya.",
        "Kode PSKS-J dan PSKS-L dibaca menurut urutan jenis resmi; padanannya belum dipastikan, periksa hasilnya.",
    )

    def medan(self) -> list[tuple[str, str]]:
        """Return the fields that a column can be mapped to."""
        return [(n, label) for n, label in super().medan() if n != KARANG_TARUNA] + [
            (KARANG_TARUNA, "Nama Karang Taruna")
        ]

    def wajib(self, pilihan: dict) -> frozenset[str]:
        """Return the fields that the columns must give: a name stands in one of two, which the rows are judged by."""
        return frozenset()

    def pemeriksa(self, *, by: Lingkup, pilihan: dict, dipakai: set[str]) -> Pemeriksa:
        """Return the judge of one file."""
        return PemeriksaPSKS(by=by, pilihan=pilihan, dipakai=dipakai)

    def siapkan(self, baris: Sequence[BarisMentah], *, by: Lingkup) -> Callable[[], object]:
        """Return what makes a chunk ready."""
        return partial(penulisan.siapkan, baris)

    def tulis(self, potong: Potongan, *, unggahan: Unggahan, by: Lingkup) -> HasilTulis:
        """Write a chunk."""
        return penulisan.tulis(potong, unggahan=unggahan, by=by)

    def halangan(self, baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> dict[int, str]:
        """Return what stands in the way of undoing."""
        return penulisan.halangan(baris)

    def urungkan(self, baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> None:
        """Undo a chunk."""
        penulisan.urungkan(baris, unggahan=unggahan, by=by)

    def tampil(self, baris: Iterable[BarisUnggahan], by: Lingkup) -> list[Tampilan]:
        """Return the rows as lists show partners; those who may upload see names."""
        baris = list(baris)
        isi = [b.isi.get("tampil") or ["", "", ""] for b in baris]
        desa = dict(Wilayah.objects.filter(pk__in={w for _, _, w in isi if w}).values_list("pk", "nama"))
        ada = set(Mitra.objects.filter(pk__in={b.kunci for b in baris if b.kunci}).values_list("pk", flat=True))
        acuan = acuan_psks()
        hasil = []
        for b, (nama, jenis, wilayah) in zip(baris, isi, strict=True):
            rinci = [("Jenis", acuan[jenis].pendek if jenis in acuan else ""), ("Desa", desa.get(wilayah, ""))]
            url = reverse("psks:rinci", args=[b.kunci]) if b.kunci in ada else ""
            hasil.append(Tampilan(nama or "(tanpa nama)", [r for r in rinci if r[1]], url))
        return hasil

    def templat(self, by: Lingkup) -> tuple[TataLetak, dict[str, list[str]], list[dict]]:
        """Return the template of a place: its villages and the types."""
        tempat = pilihan_tempat(by)
        daftar = tempat | {"jk": ["L", "P"], "jenis": [j.nama for j in acuan_psks().values()]}
        contoh = [
            {
                "jenis": "Karang Taruna",
                "nama": "Contoh Karang Taruna",
                "alamat": "Jl. Contoh 1",
                "kontak_nama": "Contoh Ketua",
                "desa": next(iter(tempat["desa"]), ""),
            }
        ]
        return (TEMPLAT_KABKOTA if "kecamatan" in tempat else TEMPLAT), daftar, contoh

    def url_daftar(self, by: Lingkup) -> str:
        """Return the list of partners."""
        return reverse("psks:daftar")


SUMBER = SumberPSKS()
