"""Dinding data: kebijakan baris (row-level security) PostgreSQL per tabel.

Tiap model menyatakan jenis tabelnya lewat atribut kelas `dinding`, dan migrasinya memasang kebijakan yang sama
dengan operasi `PasangDinding`. Uji `tests/test_dinding.py` mencocokkan keduanya dengan katalog basis data.

Batas diberikan oleh `tksk_batas('awal'|'akhir')`, fungsi STABLE yang menolak bila lingkup belum ditetapkan.
Fungsi dipanggil langsung, bukan lewat sub-select, agar perencana tahu nilainya (jebakan.md).
"""

from dataclasses import dataclass

from django.db import models
from django.db.migrations.operations.base import Operation

from tksk_portal.basisdata.siapkan import APLIKASI

FUNGSI = """
CREATE FUNCTION tksk_batas(nama text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE nilai text := current_setting('tksk.' || nama, true);
BEGIN
    IF nilai IS NULL OR nilai = '' THEN
        RAISE EXCEPTION 'lingkup belum ditetapkan' USING ERRCODE = 'TK001',
            HINT = 'Masuki lingkup dahulu: with lingkup.masuk(...)';
    END IF;
    RETURN nilai;
END $$;
CREATE FUNCTION tksk_derajat() RETURNS smallint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN tksk_batas('derajat')::smallint; END $$;
CREATE FUNCTION tksk_akun() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN nullif(current_setting('tksk.akun', true), '')::uuid; END $$;
CREATE FUNCTION tksk_jalur() RETURNS text[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN string_to_array(tksk_batas('jalur'), ','); END $$;
"""
FUNGSI_BALIK = """
DROP FUNCTION tksk_jalur(); DROP FUNCTION tksk_akun(); DROP FUNCTION tksk_derajat(); DROP FUNCTION tksk_batas(text);
"""


def _rentang(kolom: str) -> str:
    return f"{kolom} >= tksk_batas('awal') AND {kolom} < tksk_batas('akhir')"


@dataclass(frozen=True)
class Milik:
    """Own table: read and written by range; `derajat` names the column that also bounds what a role may read."""

    kolom: str = "wilayah_id"
    derajat: str = ""
    hapus: bool = False

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        baca = _rentang(self.kolom)
        if self.derajat:
            baca += f" AND {self.derajat} >= tksk_derajat()"
        tulis = _rentang(self.kolom)
        aturan = [("SELECT", baca, ""), ("INSERT", "", tulis), ("UPDATE", baca, tulis)]
        return [*aturan, ("DELETE", baca, "")] if self.hapus else aturan

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT, UPDATE, DELETE" if self.hapus else "SELECT, INSERT, UPDATE"


@dataclass(frozen=True)
class Warisan:
    """Handed-down table: written by range; read by range or from an ancestor of the scope."""

    kolom: str = "wilayah_id"

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        tulis = _rentang(self.kolom)
        baca = f"({tulis}) OR {self.kolom} = ANY (tksk_jalur())"
        return [("SELECT", baca, ""), ("INSERT", "", tulis), ("UPDATE", tulis, tulis)]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT, UPDATE"


@dataclass(frozen=True)
class Riwayat:
    """History: shown where its object is visible today; the runtime role only reads.

    Rows come from the triggers alone, which run with the owner's rights (`jejak/kunci.py`); the policy for INSERT
    bounds them by the scope all the same.
    """

    induk: str
    kolom: str = "wilayah_id"

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        baca = f"EXISTS (SELECT 1 FROM {self.induk} i WHERE i.id = pgh_obj_id)"  # noqa: S608 - nama tabel dari kode
        return [("SELECT", baca, ""), ("INSERT", "", _rentang(self.kolom))]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT"


@dataclass(frozen=True)
class Tambah:
    """Append-only own table (openings): read and inserted by range, never changed."""

    kolom: str = "wilayah_id"

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        return [("SELECT", _rentang(self.kolom), ""), ("INSERT", "", _rentang(self.kolom))]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT"


@dataclass(frozen=True)
class Anak:
    """Append-only child (decisions, exceptions): read where its parent is visible, inserted by range."""

    induk: str
    kunci: str = "rekaman_id"
    kolom: str = "wilayah_id"

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        baca = f"EXISTS (SELECT 1 FROM {self.induk} i WHERE i.id = {self.kunci})"  # noqa: S608 - nama tabel dari kode
        return [("SELECT", baca, ""), ("INSERT", "", _rentang(self.kolom))]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT"


@dataclass(frozen=True)
class AnakBerubah(Anak):
    """Child that may be changed: read and changed where its parent is visible, placed by range."""

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        (_, baca, _), (_, _, tulis) = super().aturan()
        return [("SELECT", baca, ""), ("INSERT", "", tulis), ("UPDATE", baca, tulis)]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT, UPDATE"


@dataclass(frozen=True)
class Tugas:
    """Duties: own account or range, because they are read at login, before there is a scope."""

    kolom: str = "tempat_id"

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        tulis = _rentang(self.kolom)
        return [
            ("SELECT", f"akun_id = tksk_akun() OR ({tulis})", ""),
            ("INSERT", "", tulis),
            ("UPDATE", tulis, tulis),
        ]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT, UPDATE"


@dataclass(frozen=True)
class Acuan:
    """Reference table without wall: `alasan` says why; `tulis` whether the runtime role may write it."""

    alasan: str
    tulis: bool = False

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return no policies."""
        return []

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT, INSERT, UPDATE, DELETE" if self.tulis else "SELECT"


@dataclass(frozen=True)
class HanyaBaca:
    """Own table that only the owner's functions write: read by range, never written by the runtime role."""

    kolom: str = "wilayah_id"

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        return [("SELECT", _rentang(self.kolom), ""), ("INSERT", "", _rentang(self.kolom))]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT"


@dataclass(frozen=True)
class Tertutup:
    """Table that the runtime role cannot touch at all; the owner's functions use it. `alasan` says why.

    Row-level security is enabled without a policy and not forced: nobody but the owner sees a row, even after a right
    was granted by mistake.
    """

    alasan: str

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return no policies."""
        return []

    def hak(self) -> str:
        """Return no privileges."""
        return ""


Dinding = Milik | Warisan | Riwayat | Tambah | Anak | Tugas | Acuan | HanyaBaca | Tertutup


PERINTAH = ("SELECT", "INSERT", "UPDATE", "DELETE")
NYARING = "tksk_batas('awal') IS NULL"


def nama_kebijakan(tabel: str, perintah: str) -> str:
    """Return the policy's name for a table and a command."""
    return f"{tabel}_{perintah.lower()}"


def kebijakan(dinding: Dinding) -> list[tuple[str, str, str]]:
    """Return all policies of a wall kind as (command, USING, WITH CHECK), one per command.

    A command that the kind does not allow gets a policy that matches no row, and raises without a scope: the owner's
    connection would otherwise delete or update 0 rows in silence.
    """
    aturan = dinding.aturan()
    if not aturan:
        return []
    ada = {perintah for perintah, _, _ in aturan}
    return [*aturan, *((p, NYARING, "") for p in PERINTAH if p not in ada)]


class PasangDinding(Operation):
    """Migration operation: enable and force row-level security with the policies and rights of a wall kind."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, tabel: str, dinding: Dinding) -> None:
        self.tabel = tabel
        self.dinding = dinding

    def state_forwards(self, app_label, state) -> None:
        """Policies are no part of the model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Install rights and policies."""
        t = schema_editor.quote_name(self.tabel)
        schema_editor.execute(f"REVOKE ALL ON {t} FROM {APLIKASI}")
        if self.dinding.hak():
            schema_editor.execute(f"GRANT {self.dinding.hak()} ON {t} TO {APLIKASI}")
        aturan = kebijakan(self.dinding)
        if aturan or isinstance(self.dinding, Tertutup):
            schema_editor.execute(f"ALTER TABLE {t} ENABLE ROW LEVEL SECURITY")
        if not aturan:
            return
        schema_editor.execute(f"ALTER TABLE {t} FORCE ROW LEVEL SECURITY")
        for perintah, using, check in aturan:
            nama = schema_editor.quote_name(nama_kebijakan(self.tabel, perintah))
            isi = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
            schema_editor.execute(f"CREATE POLICY {nama} ON {t} FOR {perintah}{isi}")

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Remove the policies; the table is left open as a fresh table would be."""
        t = schema_editor.quote_name(self.tabel)
        for perintah, _, _ in kebijakan(self.dinding):
            schema_editor.execute(
                f"DROP POLICY {schema_editor.quote_name(nama_kebijakan(self.tabel, perintah))} ON {t}"
            )
        schema_editor.execute(f"ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {t} DISABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {t} TO {APLIKASI}")

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Pasang dinding {type(self.dinding).__name__} pada {self.tabel}"


class KolomWilayah(models.ForeignKey):
    """The column that places a row: foreign key to the region's code, `COLLATE "C"`, indexed."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("to", "wilayah.Wilayah")
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        super().__init__(**kwargs)
