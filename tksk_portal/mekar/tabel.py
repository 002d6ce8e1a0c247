"""Semua kolom yang menunjuk wilayah, dan apa yang terjadi padanya bila sebuah kode diganti.

Tidak ada daftar tabel yang harus dipelihara: tabel baru ikut dengan sendirinya. Aturannya menurut dindingnya:

- yang boleh diubah peran jalan (rekaman, tugas, kop, berkas) **berpindah**;
- anak yang hanya bertambah dan terikat induknya lewat kunci (…, wilayah) ON UPDATE CASCADE **ikut induknya**;
- riwayat, catatan yang hanya bertambah, dan potret angka **tetap** menyebut kode pada saat kejadiannya.

Model dapat menyatakan lain: `mekar_tetap = "alasan"` bagi tabel yang barisnya tidak berpindah (ringkasan yang dihitung
pemicu; ditambah `mekar_potret = True` bila berisi angka suatu hari), dan `mekar_isi = ("kolom", …)` bagi kolom JSON
yang kodenya ikut diganti (usulan yang belum diputuskan).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter

from django.apps import apps
from django.db import connection, models

from tksk_portal.mekar.enums import Sifat
from tksk_portal.wilayah.dinding import Acuan, Riwayat, Tertutup
from tksk_portal.wilayah.models import Wilayah

RIWAYAT = "riwayat: menyebut kode pada saat itu, dan terbaca di tempat rekamannya sekarang"
HANYA_BERTAMBAH = "catatan yang hanya bertambah: menyebut kode pada saat kejadiannya"
KUNCI_GABUNGAN = """
SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, b.attname, c.confupdtype
FROM pg_constraint c
CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (anak, induk)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.anak
JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.induk
WHERE c.contype = 'f' AND cardinality(c.conkey) > 1 AND c.connamespace = 'public'::regnamespace
"""
POTONG_GANTI = 100


@dataclass(frozen=True)
class Kolom:
    """One column that names a region.

    Attributes:
        alasan: why rows stay.
        akar: its rows stand for themselves; the others are children that follow a parent wherever it goes.
        potret: figures of a past day, which prevent undoing when they were taken afterwards.
    """

    tabel: str
    kolom: str
    label: str
    sifat: Sifat
    alasan: str = ""
    akar: bool = True
    potret: bool = False

    @property
    def nama(self) -> str:
        """The column as table.column."""
        return f"{self.tabel}.{self.kolom}"


Hitungan = dict[str, dict[str, int]]
Lapor = Callable[[str, int, int], None]


def diam(_tahap: str, _selesai: int, _jumlah: int) -> None:
    """Report progress to nobody."""


def semua_kolom() -> list[Kolom]:
    """Return every column that names a region, parents before the children that follow them."""
    induk = _induk()
    terikat = {nama for nama, atas in induk.items() if "c" in atas.values()}
    hasil = {k.nama: k for k in _dari_model(terikat)}
    urut = TopologicalSorter({nama: (induk.get(nama, {}).keys() & hasil.keys()) - {nama} for nama in hasil})
    return [hasil[nama] for nama in urut.static_order()]


def _induk() -> dict[str, dict[str, str]]:
    """Return table.column -> {parent's table.column: what happens on update} of the composite keys."""
    hasil: dict[str, dict[str, str]] = defaultdict(dict)
    with connection.cursor() as kursor:
        kursor.execute(KUNCI_GABUNGAN)
        for tabel, kolom, atas, kolom_atas, ubah in kursor.fetchall():
            hasil[f"{tabel}.{kolom}"][f"{atas}.{kolom_atas}"] = ubah
    return hasil


def _dari_model(terikat: set[str]) -> Iterable[Kolom]:
    for model in apps.get_models(include_auto_created=True):
        dinding = getattr(model, "dinding", None)
        if dinding is None or isinstance(dinding, Tertutup) or model._meta.app_label == Wilayah._meta.app_label:
            continue
        if isinstance(dinding, Acuan) and not dinding.tulis:
            continue
        for medan in model._meta.concrete_fields:
            if isinstance(medan, models.ForeignKey) and medan.related_model is Wilayah:
                yield _satu(model, medan.column, terikat)


def _satu(model: type[models.Model], kolom: str, terikat: set[str]) -> Kolom:
    tabel, label = model._meta.db_table, str(model._meta.verbose_name)
    label = label[:1].upper() + label[1:]
    if alasan := getattr(model, "mekar_tetap", ""):
        return Kolom(tabel, kolom, label, Sifat.TETAP, alasan, potret=getattr(model, "mekar_potret", False))
    if isinstance(model.dinding, Riwayat) or hasattr(model, "pgh_tracked_model"):
        return Kolom(tabel, kolom, label, Sifat.TETAP, RIWAYAT)
    akar = f"{tabel}.{kolom}" not in terikat
    if "UPDATE" in model.dinding.hak():
        return Kolom(tabel, kolom, label, Sifat.PINDAH, akar=akar)
    if not akar:
        return Kolom(tabel, kolom, label, Sifat.IKUT, akar=False)
    return Kolom(tabel, kolom, label, Sifat.TETAP, HANYA_BERTAMBAH)


@cache
def kolom_isi() -> tuple[tuple[str, str], ...]:
    """Return (table, column) of the JSON columns in which codes are replaced too."""
    return tuple((m._meta.db_table, k) for m in apps.get_models() for k in getattr(m, "mekar_isi", ()))


def hitung(kolom: Iterable[Kolom], kode: list[str]) -> Hitungan:
    """Count the rows at codes: table.column -> {code: rows}. One query, in a scope that sees them all."""
    q = connection.ops.quote_name
    bagian = [
        f"SELECT '{k.nama}', {q(k.kolom)}, count(*) FROM {q(k.tabel)} "  # noqa: S608 - nama tabel dari model
        f"WHERE {q(k.kolom)} = ANY (%(kode)s) GROUP BY 2"
        for k in kolom
    ]
    hasil: Hitungan = defaultdict(dict)
    if not bagian or not kode:
        return hasil
    with connection.cursor() as kursor:
        kursor.execute(" UNION ALL ".join(bagian), {"kode": kode})
        for nama, tempat, banyak in kursor.fetchall():
            hasil[nama][tempat] = banyak
    return hasil


def pindahkan(pasangan: list[tuple[str, str]], *, lapor: Lapor = diam) -> list[tuple[Kolom, int]]:
    """Move every row that may move from old codes to new ones, in the present transaction and scope.

    Args:
        pasangan: (old, new); each code stands once, and none is both.
        lapor: called as (stage, rows done, rows in all).

    Returns:
        The columns with the number of rows that moved, those that followed their parents included.

    Raises:
        RuntimeError: rows were left behind (a table's policy hides them, or a key is missing); nothing may be kept.
    """
    bergerak = [k for k in semua_kolom() if k.sifat != Sifat.TETAP]
    lama = [a for a, _ in pasangan]
    semula = hitung(bergerak, lama)
    jumlah, selesai = sum(sum(n.values()) for n in semula.values()), 0
    for k in bergerak:
        if k.sifat == Sifat.PINDAH:
            lapor(k.label, selesai, jumlah)
            for satu, dua in pasangan:
                if semula[k.nama].get(satu):
                    _ganti(k, satu, dua)
                    lapor(k.label, selesai + semula[k.nama][satu], jumlah)
        selesai += sum(semula[k.nama].values())
    ganti_isi(pasangan)
    _pastikan_bersih(bergerak, lama)
    return [(k, sum(semula[k.nama].values())) for k in bergerak if semula[k.nama]]


def _ganti(k: Kolom, lama: str, baru: str) -> None:
    q = connection.ops.quote_name
    with connection.cursor() as kursor:
        kursor.execute(
            f"UPDATE {q(k.tabel)} SET {q(k.kolom)} = %s WHERE {q(k.kolom)} = %s",  # noqa: S608 - nama dari model
            [baru, lama],
        )


def _pastikan_bersih(kolom: list[Kolom], lama: list[str]) -> None:
    """Rows that stayed behind would be lost on a code that nobody works with any more."""
    sisa = {nama: n for nama, n in hitung(kolom, lama).items() if n}
    if sisa:
        raise RuntimeError(f"baris tertinggal pada kode lama: {sisa}")


def ganti_isi(pasangan: list[tuple[str, str]]) -> None:
    """Replace old codes inside JSON columns: whole strings only, since every code stands in quotes there."""
    q = connection.ops.quote_name
    with connection.cursor() as kursor:
        for tabel, kolom in kolom_isi():
            for awal in range(0, len(pasangan), POTONG_GANTI):
                potong = pasangan[awal : awal + POTONG_GANTI]
                teks, nilai = f"{q(kolom)}::text", []
                for lama, baru in potong:
                    teks = f"replace({teks}, %s, %s)"
                    nilai += [f'"{lama}"', f'"{baru}"']
                pola = '"(' + "|".join(lama.replace(".", r"\.") for lama, _ in potong) + ')"'
                kursor.execute(
                    f"UPDATE {q(tabel)} SET {q(kolom)} = ({teks})::jsonb WHERE {q(kolom)}::text ~ %s",  # noqa: S608
                    [*nilai, pola],
                )
