"""Apa yang dikosongkan bila seseorang dihapus: daftar per tabel, dan fungsi basis data yang menjalankannya.

Riwayat dan catatan yang hanya bertambah tidak dapat diubah siapa pun. Satu fungsi dapat: `lindung_hapus(nisan)`, milik
peran `tksk_penghapus` yang tidak dapat masuk. Fungsi itu membaca sendiri nisannya (siapa mengusulkan, siapa
melaksanakan, rekaman mana), menolak rekaman yang ditahan hukum atau di luar lingkup, dan hanya mengosongkan kolom yang
tertulis di `lindung_sasaranhapus`, tabel yang hanya ditulis migrasi. Peran itu pun hanya berhak atas tabel di daftar.

Tabel yang pemicunya menghitung ringkasan dikosongkan aplikasi sendiri (`aplikasi=True`), dalam transaksi yang sama dan
dengan hak yang sudah dimilikinya, supaya pemicunya berjalan dengan hak yang biasa.
"""

import json
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import connection
from django.db.migrations.operations.base import Operation

from tksk_portal.akses import lingkup
from tksk_portal.basisdata.siapkan import APLIKASI, PENGHAPUS

DIHAPUS = "(dihapus)"
LAHIR = "1900-01-01"
DILAKSANAKAN = "Identitas dihapus."
BUKTI_JAWABAN = "bukti bahwa permintaan dijawab; tanpa identitas"

FUNGSI = """
CREATE OR REPLACE FUNCTION public.lindung_hapus(nisan uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n record; s record; banyak bigint; hasil jsonb := '{}';
BEGIN
    SELECT * INTO n FROM lindung_penghapusan WHERE id = nisan;
    IF NOT FOUND OR n.wilayah_id < tksk_batas('awal') OR n.wilayah_id >= tksk_batas('akhir') THEN
        RAISE EXCEPTION 'nisan tidak ada dalam lingkup ini' USING ERRCODE = '42501';
    END IF;
    IF NOT n.ulang AND EXISTS (SELECT 1 FROM lindung_tahanhukum t
            WHERE t.subjek = n.subjek AND t.objek_id = n.objek_id AND t.dilepas_pada IS NULL) THEN
        RAISE EXCEPTION 'rekaman ini ditahan hukum' USING ERRCODE = 'TK002';
    END IF;
    FOR s IN SELECT * FROM lindung_sasaranhapus WHERE subjek = n.subjek AND NOT aplikasi ORDER BY id LOOP
        EXECUTE format('UPDATE public.%I SET %s WHERE %s', s.tabel, s.isi, s.kunci) USING n.objek_id;
        GET DIAGNOSTICS banyak = ROW_COUNT;
        hasil := hasil || jsonb_build_object(s.tabel, banyak);
    END LOOP;
    RETURN hasil;
END $$
"""
SERAHKAN = (
    f"GRANT CREATE ON SCHEMA public TO {PENGHAPUS}",
    f"ALTER FUNCTION public.lindung_hapus(uuid) OWNER TO {PENGHAPUS}",
    f"REVOKE CREATE ON SCHEMA public FROM {PENGHAPUS}",
)
BACA = ("lindung_penghapusan", "lindung_tahanhukum", "lindung_sasaranhapus")


@dataclass(frozen=True)
class Sasaran:
    """One table that holds something about a subject, and what becomes of each of its personal columns.

    Args:
        tabel: name in the database.
        kunci: SQL condition that finds the subject's rows; `$1` is its key.
        kosong: column -> SQL expression that replaces it; it may name `$1` too. Tables are blanked in the order of the
            list, first those of the runtime role.
        tetap: column -> why it stays.
        aplikasi: the runtime role blanks it itself, because triggers of the table count.
        baca: other tables that `kunci` reads.
        luar: rows may lie outside the scope of who erases; only with `aplikasi`, which then runs as the system.
    """

    tabel: str
    kunci: str
    kosong: dict[str, str]
    tetap: dict[str, str] = field(default_factory=dict)
    aplikasi: bool = False
    baca: tuple[str, ...] = ()
    luar: bool = False

    @property
    def isi(self) -> str:
        """The SET clause."""
        return ", ".join(f'"{kolom}" = {nilai}' for kolom, nilai in self.kosong.items())


def isi_teks(kolom: str) -> str:
    """Return the replacement of a text that says something: a mark where there was one, for columns that need one."""
    return f"CASE WHEN \"{kolom}\" = '' THEN '' ELSE '{DIHAPUS}' END"


def pola(sebutan: str) -> str:
    """Return a regular expression of words as SQL; `sebutan` selects them as `x`. Their punctuation is taken as is."""
    return (
        "(SELECT '\\m(' || string_agg(regexp_replace(n.x, '([^[:alnum:][:space:]])', '\\\\\\1', 'g'), '|') || ')\\M' "  # noqa: S608
        f"FROM ({sebutan}) n)"
    )


def tanpa_sebutan(kolom: str, pola: str) -> str:
    """Return a text column without the words of a pattern; the rest of it stays."""
    return f"coalesce(regexp_replace({kolom}, {pola}, '{DIHAPUS}', 'gi'), {kolom})"


def berdua(asal: Sasaran, kunci: str = "", tanpa: tuple[str, ...] = (), **lain) -> tuple[Sasaran, Sasaran]:
    """Return a tracked table and its history. The history is blanked by the function, whatever the table is."""
    kosong = {k: v for k, v in asal.kosong.items() if k not in tanpa}
    tetap = {k: v for k, v in asal.tetap.items() if k not in tanpa}
    tabel = f"{asal.tabel}riwayat"
    riwayat = replace(asal, tabel=tabel, kosong=kosong, tetap=tetap, aplikasi=False, luar=False, **lain)
    return asal, replace(riwayat, kunci=kunci or asal.kunci)


def sasaran_pembukaan(jenis: str, rekaman: str, baca: tuple[str, ...] = ()) -> Sasaran:
    """Return the log of who looked: the purposes go. `rekaman`: SQL condition on `objek_id`."""
    return Sasaran(
        "jejak_pembukaan",
        f"jenis = '{jenis}' AND {rekaman}",
        {"tujuan": isi_teks("tujuan")},
        {"bagian": "siapa membuka apa tetap dapat ditelusuri; tanpa identitas"},
        baca=baca,
    )


def sasaran_permintaan(kode: str, rekaman: str, baca: tuple[str, ...] = ()) -> tuple[Sasaran, ...]:
    """Return the requests and legal holds about a kind of record. `rekaman`: SQL condition on `objek_id`."""
    kunci = f"subjek = '{kode}' AND {rekaman}"
    pemohon = dict.fromkeys(("nama_pemohon", "kontak_pemohon", "isi"), "''")
    alasan = f"CASE WHEN alasan IN ('', '{DILAKSANAKAN}') THEN alasan ELSE '{DIHAPUS}' END"
    tetap = dict.fromkeys(("jenis", "hubungan", "cara_periksa", "cara_terima", "status"), BUKTI_JAWABAN)
    tahan = {"alasan": f"'{DIHAPUS}'", "alasan_lepas": isi_teks("alasan_lepas")}
    return (
        *berdua(Sasaran("lindung_permintaan", kunci, pemohon | {"alasan": alasan}, tetap, baca=baca)),
        *berdua(Sasaran("lindung_tahanhukum", kunci, tahan, baca=baca)),
    )


def sql_pindah(tabel: str, *kode: str, fungsi: str) -> tuple[str, str]:
    """Return (forward, backward): requests and legal holds stand where the record is, and move with it.

    This room knows no kind of record, hence a trigger and no foreign key. Tombstones stay: what was erased does not
    move.
    """
    subjek = ", ".join(f"'{k}'" for k in kode)
    ikut = "\n".join(
        f"    UPDATE {t} SET wilayah_id = NEW.wilayah_id\n"  # noqa: S608
        f"        WHERE subjek IN ({subjek}) AND objek_id = NEW.id AND wilayah_id <> NEW.wilayah_id;"
        for t in ("lindung_permintaan", "lindung_tahanhukum")
    )
    maju = f"""
CREATE FUNCTION {fungsi}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
{ikut}
    RETURN NULL;
END $$;
CREATE TRIGGER lindung_pindah AFTER UPDATE OF wilayah_id ON {tabel}
    FOR EACH ROW WHEN (OLD.wilayah_id IS DISTINCT FROM NEW.wilayah_id) EXECUTE FUNCTION {fungsi}();
"""
    return maju, f"DROP TRIGGER lindung_pindah ON {tabel};\nDROP FUNCTION {fungsi}();\n"


def sql_tetap(tabel: str, nama: str, syarat: str, kolom: tuple[str, ...]) -> tuple[str, str]:
    """Return (forward, backward): what was erased is not filled again, say by a workbook that still holds its key.

    Args:
        nama: of the constraint that the error names.
        syarat: SQL condition on OLD that tells an erased record; `kolom` may not change any more.
    """
    lama, baru = (", ".join(f"{awal}.{k}" for k in kolom) for awal in ("OLD", "NEW"))
    fungsi = f"{tabel.partition('_')[0]}_{nama}"
    maju = f"""
CREATE FUNCTION {fungsi}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'identitas yang sudah dihapus tidak diisi lagi'
        USING ERRCODE = '23514', CONSTRAINT = '{nama}', TABLE = '{tabel}';
END $$;
CREATE TRIGGER {nama} BEFORE UPDATE ON {tabel} FOR EACH ROW
    WHEN ({syarat} AND ({baru}) IS DISTINCT FROM ({lama}))
    EXECUTE FUNCTION {fungsi}();
"""
    return maju, f"DROP TRIGGER {nama} ON {tabel};\nDROP FUNCTION {fungsi}();\n"


def kosongkan_aplikasi(sasaran: Sequence[Sasaran], objek_id: UUID) -> dict[str, int]:
    """Blank the tables that the runtime role may change, in the present scope; return how many rows of each."""
    hasil = {}
    for s in sasaran:
        if s.aplikasi:
            luar = lingkup.masuk(lingkup.sistem("mengosongkan identitas")) if s.luar else nullcontext()
            with luar, connection.cursor() as kursor:
                # Teksnya dari daftar di kode; hanya kuncinya yang menjadi nilai.
                perintah = f'UPDATE public."{s.tabel}" SET {s.isi} WHERE {s.kunci}'  # noqa: S608
                kursor.execute(perintah.replace("%", "%%").replace("$1", "%s"), [objek_id] * perintah.count("$1"))
                hasil[s.tabel] = kursor.rowcount
    return hasil


def kosongkan_riwayat(nisan: UUID) -> dict[str, int]:
    """Let the database function blank what nobody else can change; return how many rows of each table."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT lindung_hapus(%s)", [nisan])
        (hasil,) = kursor.fetchone()
    return json.loads(hasil)


class PasangFungsiHapus(Operation):
    """Migration operation: the erasing function, owned by the role that nobody can sign in as."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state) -> None:
        """Functions are no part of the model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Create it and hand it over.

        Raises:
            RuntimeError: the server was prepared before this role existed.
        """
        _check_peran(schema_editor)
        schema_editor.execute(FUNGSI, params=None)
        for perintah in SERAHKAN:
            schema_editor.execute(perintah)
        # Hak atas fungsi diberikan pemiliknya yang baru.
        schema_editor.execute(f"SET LOCAL ROLE {PENGHAPUS}")
        schema_editor.execute("REVOKE ALL ON FUNCTION public.lindung_hapus(uuid) FROM PUBLIC")
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION public.lindung_hapus(uuid) TO {APLIKASI}")
        schema_editor.execute("RESET ROLE")
        for tabel in BACA:
            schema_editor.execute(f"GRANT SELECT ON {tabel} TO {PENGHAPUS}")

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Drop it and take the rights back."""
        schema_editor.execute(f"SET LOCAL ROLE {PENGHAPUS}")
        schema_editor.execute("DROP FUNCTION public.lindung_hapus(uuid)")
        schema_editor.execute("RESET ROLE")
        for tabel in BACA:
            schema_editor.execute(f"REVOKE ALL ON {tabel} FROM {PENGHAPUS}")

    def describe(self) -> str:
        """Say what the operation does."""
        return "Fungsi yang mengosongkan identitas dalam riwayat"


def _check_peran(schema_editor) -> None:
    with schema_editor.connection.cursor() as kursor:
        kursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [PENGHAPUS])
        if not kursor.fetchone():
            raise RuntimeError(
                f"Peran {PENGHAPUS} belum ada. Jalankan lagi manage.py siapkan_basisdata --url-admin …, lalu migrate."
            )


class PasangSasaran(Operation):
    """Migration operation: the list of one subject, and the rights that the erasing function needs for it.

    Run again in a later migration when the list has grown; it replaces the whole list of the subject. A table that is
    not there yet is left out (its own migration runs this again).
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, subjek: str, sasaran: Sequence[Sasaran]) -> None:
        self.subjek, self.sasaran = subjek, tuple(sasaran)

    def state_forwards(self, app_label, state) -> None:
        """Rows are no part of the model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Write the list and grant."""
        with schema_editor.connection.cursor() as kursor:
            kursor.execute("DELETE FROM lindung_sasaranhapus WHERE subjek = %s", [self.subjek])
            for s in self.sasaran:
                kursor.execute("SELECT to_regclass(%s)", [f"public.{s.tabel}"])
                if kursor.fetchone() == (None,):
                    continue
                kursor.execute(
                    "INSERT INTO lindung_sasaranhapus (subjek, tabel, kunci, isi, aplikasi) "
                    "VALUES (%s, %s, %s, %s, %s)",
                    [self.subjek, s.tabel, s.kunci, s.isi, s.aplikasi],
                )
                if not s.aplikasi:
                    kursor.execute(f'GRANT SELECT, UPDATE ON "{s.tabel}" TO {PENGHAPUS}')
                    for tabel in s.baca:
                        kursor.execute(f'GRANT SELECT ON "{tabel}" TO {PENGHAPUS}')

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Remove the list; the rights stay with a role that has no function left to use them."""
        schema_editor.execute("DELETE FROM lindung_sasaranhapus WHERE subjek = %s", [self.subjek])

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Sasaran penghapusan {self.subjek}"
