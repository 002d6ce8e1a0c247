"""Tata letak keluar: kolom mana, berjudul apa, dalam bentuk apa. Bawaan dari kode, buatan admin dari basis data."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.kerangka import POLA_TANGGAL, KolomKeluar, LembarBebas
from tksk_portal.excel.models import TataLetakKeluar
from tksk_portal.wilayah.rentang import jalur

if TYPE_CHECKING:
    from tksk_portal.excel.keluar.sumber import Medan, Sumber

NOMOR = "#"
TANGGAL_KATA = "kata"
FORMAT_TANGGAL = {
    "dd-mm-yyyy": "12-05-1958 (tanggal sungguhan)",
    "dd/mm/yyyy": "12/05/1958 (tanggal sungguhan)",
    "yyyy-mm-dd": "1958-05-12 (tanggal sungguhan)",
    TANGGAL_KATA: "12 Mei 1958 (teks)",
}
# Bentuk kode jenis: nol terakhir diganti nomornya; banyaknya nol adalah lebarnya.
BENTUK_KODE = re.compile(r"^([^0]*)(0{1,3})$")
ISIAN = ("tempat", "tanggal", "bulan", "tahun", "jumlah", "saringan", "petugas")


@dataclass(frozen=True)
class KolomTata:
    """One column of a layout: a heading over a field, or over a fixed text."""

    judul: str
    medan: str = ""
    teks: str = ""


@dataclass(frozen=True)
class TataLetak:
    """A layout.

    Args:
        kode: by which requests and overriding layouts name it.
        satuan: what one row stands for, a key of `Sumber.satuan`.
        judul: title rows above the headings (xlsx); may hold `{tempat}` and the like.
        berita_acara: lines of an extra sheet (xlsx): "label | isi", "# " before a bold line.
        format_kode: how numbers of types are written: "0" -> 8, "PMKS-00" -> PMKS-08.
        wilayah: the office that owns it; empty for shipped ones.
    """

    kode: str
    nama: str
    satuan: str
    kolom: tuple[KolomTata, ...]
    keterangan: str = ""
    format: str = "xlsx"
    judul: tuple[str, ...] = ()
    nama_lembar: str = "Data"
    berita_acara: tuple[str, ...] = ()
    format_tanggal: str = "dd-mm-yyyy"
    format_kode: str = "0"
    pemisah: str = ";"
    penanda: bool = True
    perlu_identitas: bool = False
    aktif: bool = True
    wilayah: str = ""
    versi: int = 0
    id: object = field(default=None, compare=False)

    @property
    def bawaan(self) -> bool:
        """Whether it comes with the portal, unchanged."""
        return not self.wilayah


def dari_model(m: TataLetakKeluar) -> TataLetak:
    """Return a stored layout as the writers use it."""
    return TataLetak(
        kode=m.kode,
        nama=m.nama,
        satuan=m.satuan,
        kolom=tuple(KolomTata(k["judul"], k.get("medan", ""), k.get("teks", "")) for k in m.kolom),
        keterangan=m.keterangan,
        format=m.format,
        judul=tuple(m.judul.splitlines()),
        nama_lembar=m.nama_lembar,
        berita_acara=tuple(m.berita_acara.splitlines()),
        format_tanggal=m.format_tanggal,
        format_kode=m.format_kode,
        pemisah=m.pemisah,
        penanda=m.penanda,
        perlu_identitas=m.perlu_identitas,
        aktif=m.aktif,
        wilayah=m.wilayah_id,
        versi=m.versi,
        id=m.pk,
    )


def semua_tata_letak(sumber: "Sumber", by: Lingkup) -> dict[str, TataLetak]:
    """Return the layouts of a source in an office, also those put out of use, shipped ones first.

    Of several with one code the nearest office's holds. One query.
    """
    hasil = {t.kode: t for t in sumber.bawaan}
    kantor = [*jalur(by.tempat), by.tempat]
    for m in TataLetakKeluar.objects.filter(sumber=sumber.kode, wilayah_id__in=kantor).order_by("wilayah_id", "nama"):
        hasil[m.kode] = dari_model(m)
    return hasil


def tata_letak_berlaku(sumber: "Sumber", by: Lingkup) -> dict[str, TataLetak]:
    """Return the layouts that this reader may choose: in use, whole, and not asking for identities he may not take."""
    identitas = sumber.boleh_identitas(by)
    return {
        kode: t
        for kode, t in semua_tata_letak(sumber, by).items()
        if t.aktif and (identitas or not t.perlu_identitas) and not medan_hilang(t, sumber)
    }


def medan_hilang(tata: TataLetak, sumber: "Sumber") -> list[str]:
    """Return the headings whose field the source does not know."""
    return [k.judul for k in tata.kolom if k.medan and k.medan != NOMOR and k.medan not in sumber.medan]


def kolom_keluar(tata: TataLetak, sumber: "Sumber") -> list[KolomKeluar]:
    """Return the columns for the writers."""
    return [_kolom(k, tata, sumber.medan.get(k.medan)) for k in tata.kolom]


def _kolom(k: KolomTata, tata: TataLetak, medan: "Medan | None") -> KolomKeluar:
    if medan is None:
        return KolomKeluar(k.judul, "angka" if k.medan == NOMOR else "teks", 6 if k.medan == NOMOR else None)
    jenis = {"kode": "angka" if tata.format_kode == "0" else "teks"}.get(medan.jenis, medan.jenis)
    if jenis in ("tanggal", "waktu") and tata.format_tanggal == TANGGAL_KATA:
        return KolomKeluar(k.judul, "teks", max(medan.lebar or 0, 18), bungkus=medan.bungkus)
    pola = tata.format_tanggal if tata.format_tanggal in POLA_TANGGAL else "dd-mm-yyyy"
    return KolomKeluar(k.judul, jenis, medan.lebar, pola, medan.bungkus)


def penyusun_baris(tata: TataLetak, sumber: "Sumber") -> Callable[[int, Mapping], list[object]]:
    """Return a function (row number from 1, row of the source) -> cells."""
    ambil = [_pengambil(k, tata, sumber.medan.get(k.medan)) for k in tata.kolom]
    return lambda nomor, baris: [f(nomor, baris) for f in ambil]


def _pengambil(k: KolomTata, tata: TataLetak, medan: "Medan | None") -> Callable[[int, Mapping], object]:
    if k.medan == NOMOR:
        return lambda nomor, _: nomor
    if medan is None:
        return lambda _, __: k.teks
    ambil = medan.ambil
    if medan.jenis == "kode" and tata.format_kode != "0":
        return lambda _, b: bentuk_kode(tata.format_kode, ambil(b))
    if medan.jenis in ("tanggal", "waktu") and tata.format_tanggal == TANGGAL_KATA:
        return lambda _, b: _kata_tanggal(ambil(b))
    return lambda _, b: ambil(b)


def bentuk_kode(bentuk: str, kode: object) -> str:
    """Return a type's number as an office writes it: "PMKS-00", 8 -> "PMKS-08"."""
    if kode is None or kode == "":
        return ""
    cocok = BENTUK_KODE.match(bentuk)
    return f"{cocok[1]}{int(kode):0{len(cocok[2])}d}" if cocok else str(kode)


def _kata_tanggal(nilai: date | datetime | None) -> str:
    if nilai is None:
        return ""
    lokal = timezone.localtime(nilai) if isinstance(nilai, datetime) else nilai
    return date_format(lokal, "j F Y H.i" if isinstance(nilai, datetime) else "j F Y")


def isi_teks(teks: str, isian: Mapping[str, object]) -> str:
    """Fill `{tempat}` and the like; other braces stay as they are (no format codes, so no way into objects)."""
    return re.sub(r"\{(\w+)\}", lambda m: str(isian.get(m[1], m[0])), teks)


def lembar_berita_acara(tata: TataLetak, isian: Mapping[str, object]) -> list[LembarBebas]:
    """Return the extra sheet of a layout, if it has one."""
    if not tata.berita_acara:
        return []
    baris: list[Sequence[str]] = []
    tebal = set()
    for i, teks in enumerate(tata.berita_acara):
        isi = isi_teks(teks, isian)
        if isi.startswith("# "):
            tebal.add(i)
            isi = isi[2:]
        baris.append([b.strip() for b in isi.split("|")])
    return [LembarBebas("Berita acara", baris, frozenset(tebal))]


def salinan(tata: TataLetak, **ubah) -> TataLetak:
    """Return a copy with other values."""
    return replace(tata, **ubah)


def kolom_json(kolom: Iterable[KolomTata]) -> list[dict[str, str]]:
    """Return columns as they are stored."""
    return [{"judul": k.judul, "medan": k.medan, "teks": k.teks} for k in kolom]
