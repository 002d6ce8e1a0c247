"""Pernyataan SQL per himpunan untuk menulis orang dan jenisnya.

COPY langsung ditolak pada tabel berdinding (jebakan.md): isi disalin ke tabel sementara, lalu dipindahkan. Pemicu
riwayat dan ringkasan tetap berjalan.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, models
from psycopg2 import sql

from pmks.actions.terapkan import IDENTITAS, ISI_KASUS
from pmks.models import Kasus, Orang

# Sekali baca: tiap potongan COPY menunggu giliran benang lain yang sedang menyiapkan baris berikutnya.
BESAR_COPY = 1 << 26


def _medan(model: type[models.Model]) -> list[models.Field]:
    """Return the columns of a table that are written, those that the database generates left out."""
    return [f for f in model._meta.concrete_fields if not isinstance(f, models.GeneratedField)]


def bawaan(model: type[models.Model]) -> dict[str, object]:
    """Return all written columns with their defaults; None where there is none."""
    return {f.attname: f.get_default() for f in _medan(model)}


_LOLOS = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def _sel(nilai: object) -> str:
    if nilai is None:
        return "\\N"
    jenis = type(nilai)
    if jenis is str:
        return nilai.translate(_LOLOS) if not nilai.isalnum() else nilai
    if jenis is bool:
        return "t" if nilai else "f"
    if jenis is list or jenis is tuple:
        if not nilai:
            return "{}"
        isi = ",".join('"' + str(n).replace("\\", "\\\\").replace('"', '\\"') + '"' for n in nilai)
        return ("{" + isi + "}").translate(_LOLOS)
    return str(nilai)


def kolom_copy(nilai: Sequence[object]) -> list[str]:
    """Return the values of one column in COPY's text format."""
    try:
        gabung = "\n".join(nilai)
    except TypeError:
        return [_sel(n) for n in nilai]
    if "\\" in gabung or "\t" in gabung or "\r" in gabung or gabung.count("\n") != len(nilai) - 1:
        return [_sel(n) for n in nilai]
    return list(nilai)


def ke_sementara(kursor, nama: str, kolom: Sequence[tuple[str, str]], isi: Iterable[Sequence[object]]) -> None:
    """Create a temporary table of this transaction and fill it by COPY.

    Args:
        kolom: (name, type) of its columns.
    """
    salin_garis(kursor, nama, kolom, ["\t".join(map(_sel, baris)) for baris in isi])


def salin_garis(kursor, nama: str, kolom: Sequence[tuple[str, str]], garis: Sequence[str]) -> None:
    """Do the same with lines that are in COPY's text format already."""
    tabel = sql.Identifier(nama)
    jenis = sql.SQL(", ").join(sql.SQL("{} {}").format(sql.Identifier(k), sql.SQL(t)) for k, t in kolom)
    kursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(tabel))
    kursor.execute(sql.SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP").format(tabel, jenis))
    aliran = io.StringIO("".join([g + "\n" for g in garis]))
    kursor.copy_expert(sql.SQL("COPY {} FROM STDIN").format(tabel), aliran, BESAR_COPY)


@dataclass(slots=True)
class Muatan:
    """Rows of a table made ready without touching the database.

    Attributes:
        medan: the columns that differ between rows. tetap: those that are the same in all, by attribute.
        garis: one line per row, in COPY's text format.
    """

    model: type[models.Model]
    medan: list[models.Field]
    tetap: dict[str, object]
    garis: list[str]


def muat(model: type[models.Model], kolom: dict[str, list], *, berbeda: str = "id") -> Muatan:
    """Make rows ready. Columns with one value are set apart: they are neither copied nor parsed per row.

    Args:
        kolom: attribute -> its values, one per row. berbeda: the column that stays per row in any case; it comes last.
    """
    tetap = {n: isi[0] for n, isi in kolom.items() if n != berbeda and all(v == isi[0] for v in isi)}
    medan = {f.attname: f for f in _medan(model)}
    sisa = [n for n in kolom if n not in tetap and n != berbeda] + [berbeda]
    garis = list(map("\t".join, zip(*(kolom_copy(kolom[n]) for n in sisa), strict=True)))
    return Muatan(model, [medan[n] for n in sisa], tetap, garis)


def masukkan(muatan: Muatan, tetap: dict[str, object], tambahan: str = "") -> list[tuple]:
    """Insert rows that were made ready.

    Args:
        tetap: attribute -> value of all columns that the rows do not have themselves.

    Raises:
        KeyError: a column has no value.
    """
    if not muatan.garis:
        return []
    isi_tetap = tetap | muatan.tetap
    sama = [f for f in _medan(muatan.model) if f not in muatan.medan]
    sementara = f"impor_{muatan.model._meta.model_name}"
    with connection.cursor() as kursor:
        kolom = [(f.column, f.db_type(connection)) for f in muatan.medan]
        salin_garis(kursor, sementara, kolom, muatan.garis)
        kursor.execute(
            sql.SQL("INSERT INTO {tabel} ({kolom}) SELECT {isi} FROM {sementara} {tambahan}").format(
                tabel=sql.Identifier(muatan.model._meta.db_table),
                kolom=sql.SQL(", ").join(sql.Identifier(f.column) for f in (*muatan.medan, *sama)),
                isi=sql.SQL(", ").join(
                    [
                        *(sql.Identifier(f.column) for f in muatan.medan),
                        *(sql.SQL("%s::" + f.db_type(connection)) for f in sama),
                    ]
                ),
                sementara=sql.Identifier(sementara),
                tambahan=sql.SQL(tambahan),
            ),
            [isi_tetap[f.attname] for f in sama],
        )
        hasil = kursor.fetchall() if "RETURNING" in tambahan else []
        kursor.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(sementara)))
    return hasil


def orang_baru(muatan: Muatan, tetap: dict[str, object]) -> set[str]:
    """Insert persons; return the keys that were written. One whose NIK was taken meanwhile is left out."""
    return {pk for (pk,) in masukkan(muatan, tetap, "ON CONFLICT DO NOTHING RETURNING id::text")}


def ubah_orang(orang: Sequence[Orang], *, kini: datetime, oleh: UUID) -> None:
    """Write the identity columns of persons, one version on."""
    if not orang:
        return
    medan = [Orang._meta.get_field(k.removesuffix("_id")) for k in IDENTITAS]
    medan += [Orang._meta.get_field(k) for k in ("nama_cari", "kelompok_umur")]
    with connection.cursor() as kursor:
        ke_sementara(
            kursor,
            "impor_ubah",
            [("id", "uuid"), *((f.column, f.db_type(connection)) for f in medan)],
            ((o.pk, *(getattr(o, f.attname) for f in medan)) for o in orang),
        )
        pasang = sql.SQL(", ").join(sql.SQL("{0} = s.{0}").format(sql.Identifier(f.column)) for f in medan)
        kursor.execute(
            sql.SQL(
                "UPDATE pmks_orang o SET {}, versi = o.versi + 1, diubah_pada = %s, diubah_oleh_id = %s "
                "FROM impor_ubah s WHERE o.id = s.id"
            ).format(pasang),
            [kini, oleh],
        )
        kursor.execute("DROP TABLE impor_ubah")


def ubah_kasus(kasus: Sequence[tuple[UUID, dict]], *, kini: datetime) -> None:
    """Write changed columns of types, one version on; a column that is not named stays."""
    if not kasus:
        return
    medan = [(k, Kasus._meta.get_field(k).db_type(connection)) for k in ISI_KASUS]
    with connection.cursor() as kursor:
        isi = ((pk, [k for k in ISI_KASUS if k in beda], *(beda.get(k) for k in ISI_KASUS)) for pk, beda in kasus)
        ke_sementara(kursor, "impor_ubah_kasus", [("id", "uuid"), ("diubah", "text[]"), *medan], isi)
        satu = sql.SQL("{0} = CASE WHEN {1} = ANY (s.diubah) THEN s.{0} ELSE k.{0} END")
        pasang = sql.SQL(", ").join(satu.format(sql.Identifier(k), sql.Literal(k)) for k in ISI_KASUS)
        kursor.execute(
            sql.SQL(
                "UPDATE pmks_kasus k SET {}, versi = k.versi + 1, bergerak_pada = %s "
                "FROM impor_ubah_kasus s WHERE k.id = s.id"
            ).format(pasang),
            [kini],
        )
        kursor.execute("DROP TABLE impor_ubah_kasus")


def ubah_temuan(kasus: Sequence[tuple[UUID, list[str]]]) -> None:
    """Write the findings of types."""
    if not kasus:
        return
    with connection.cursor() as kursor:
        ke_sementara(kursor, "impor_temuan", [("id", "uuid"), ("temuan", "varchar[]")], kasus)
        kursor.execute("UPDATE pmks_kasus k SET temuan = s.temuan FROM impor_temuan s WHERE k.id = s.id")
        kursor.execute("DROP TABLE impor_temuan")
