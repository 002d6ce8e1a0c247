"""Pemeriksa dinding: membandingkan setiap relasi di basis data dengan yang dinyatakan kode.

`periksa(kursor)` mengembalikan keluhan, jadi uji dapat merusak sesuatu dan melihat bahwa itu dilaporkan.
"""

import re
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from tksk_portal.basisdata.siapkan import APLIKASI, PEMILIK
from tksk_portal.wilayah.acuan import KOLOM_MIRIP_PRIBADI, TABEL_PUSTAKA, TANPA_INDEKS_DINDING
from tksk_portal.wilayah.dinding import Acuan, Anak, Dinding, Riwayat, Tertutup, kebijakan, nama_kebijakan

# Paket yang ditulis sendiri, seperti pada kontrak impor (pyproject.toml).
RUANG = frozenset({"tksk_portal", "pmks", "psks", "penugasan", "pemetaan"})
BAYANGAN = "uji_bayangan"
SKEMA_SISTEM = ("pg_catalog", "information_schema", "pg_toast")
# Nama kolom yang mungkin memuat data orang; tabel tanpa dinding harus memberi alasannya.
MIRIP_PRIBADI = re.compile(
    r"(?:^|_)(nik|kk|no_kk|nama|alamat|telepon|hp|phone|email|surel|username|lahir|tanggal_lahir|tempat_lahir|ktp|"
    r"lintang|bujur|titik|rekening|ibu|ip|foto)(?:_|$)"
)
HAK_PUSTAKA = {"SELECT", "INSERT", "UPDATE", "DELETE"}
HAK_KHUSUS = {"django_migrations": {"SELECT"}}


@dataclass(frozen=True)
class Relasi:
    """One relation of the schema public, as the catalogue has it."""

    oid: int
    nama: str
    jenis: str
    pemilik: str
    dinding: bool
    paksa: bool
    pilihan: tuple[str, ...]
    induk: str | None


def model_sendiri() -> list[type[Model]]:
    """Return all models that our own packages declare."""
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.split(".")[0] in RUANG]


def model_berdinding() -> dict[str, Dinding]:
    """Return table -> declared wall kind for all models that declare one (history models too)."""
    return {
        m._meta.db_table: m.dinding for m in apps.get_models(include_auto_created=True) if getattr(m, "dinding", None)
    }


def tabel_berdinding() -> dict[str, Dinding]:
    """Return table -> wall kind without the reference tables and those that only the owner touches."""
    return {t: d for t, d in model_berdinding().items() if not isinstance(d, (Acuan, Tertutup))}


def relasi(kursor) -> list[Relasi]:
    """Return all tables, partitions, views, materialised views and foreign tables of the schema public."""
    kursor.execute(
        "SELECT c.oid, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relrowsecurity, c.relforcerowsecurity, "
        "coalesce(c.reloptions, '{}'), (SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = c.oid)"
        " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname"
    )
    return [Relasi(*b[:6], tuple(b[6]), b[7]) for b in kursor.fetchall()]


def periksa(kursor) -> list[str]:
    """Return what is wrong with the wall; empty when every relation is as declared. Run it in a transaction."""
    semua = relasi(kursor)
    nyata = {r.nama for r in semua}
    keluhan = _di_luar_public(kursor)
    keluhan += [f"{t}: ada di TABEL_PUSTAKA, tidak ada di basis data" for t in TABEL_PUSTAKA if t not in nyata]
    keluhan += [f"{t}: punya model, tidak ada di basis data" for t in model_berdinding() if t not in nyata]
    keluhan += [f"{t}: TABEL_PUSTAKA tanpa alasan" for t, alasan in TABEL_PUSTAKA.items() if len(alasan) < 10]
    for r in semua:
        keluhan += _periksa_satu(kursor, r)
    return sorted(keluhan)


def _di_luar_public(kursor) -> list[str]:
    kursor.execute(
        "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN %s AND n.nspname NOT LIKE 'pg\\_temp%%' "
        "AND n.nspname NOT LIKE 'pg\\_toast%%' AND n.nspname <> 'public'",
        [SKEMA_SISTEM],
    )
    return [f"{nama}: relasi di luar skema public" for (nama,) in kursor.fetchall()]


def _periksa_satu(kursor, r: Relasi) -> list[str]:
    if r.jenis == "m":
        return [f"{r.nama}: pandangan terwujud tidak punya dinding; pakai tabel ringkasan dengan wilayah"]
    if r.jenis == "f":
        return [f"{r.nama}: tabel asing tidak punya dinding"]
    keluhan = [] if r.pemilik == PEMILIK else [f"{r.nama}: pemiliknya {r.pemilik}, bukan {PEMILIK}"]
    if r.jenis == "v":
        # Tanpa security_invoker, pandangan memakai hak pemiliknya: riwayat dapat diubah lewat pandangan.
        if "security_invoker=true" not in r.pilihan and "security_invoker=on" not in r.pilihan:
            keluhan.append(f"{r.nama}: pandangan tanpa security_invoker")
        return keluhan
    # Partisi dan anak warisan dapat dibaca langsung: dindingnya harus sama dengan induknya.
    dinding = model_berdinding().get(r.nama) or model_berdinding().get(r.induk or "")
    if dinding is None:
        if r.nama not in TABEL_PUSTAKA:
            return [*keluhan, f"{r.nama}: tabel tanpa `dinding` dan tidak ada di TABEL_PUSTAKA"]
        hak = HAK_KHUSUS.get(r.nama, HAK_PUSTAKA)
        return keluhan + _periksa_hak(kursor, r, hak) + _periksa_terbuka(kursor, r) + _kolom_pribadi(kursor, r)
    if r.nama in TABEL_PUSTAKA:
        keluhan.append(f"{r.nama}: punya `dinding` dan juga ada di TABEL_PUSTAKA")
    keluhan += _periksa_hak(kursor, r, {h.strip() for h in dinding.hak().split(",") if h})
    if isinstance(dinding, Tertutup):
        return keluhan + _periksa_tertutup(kursor, r, dinding)
    if isinstance(dinding, Acuan):
        tanpa_alasan = [] if len(dinding.alasan) >= 10 else [f"{r.nama}: acuan tanpa alasan"]
        return keluhan + tanpa_alasan + _periksa_terbuka(kursor, r) + _kolom_pribadi(kursor, r)
    return keluhan + _periksa_kebijakan(kursor, r, dinding) + _periksa_kolom(kursor, r, dinding)


def _periksa_terbuka(kursor, r: Relasi) -> list[str]:
    kursor.execute("SELECT polname FROM pg_policy WHERE polrelid = %s", [r.oid])
    sisa = [nama for (nama,) in kursor.fetchall()]
    return [f"{r.nama}: dinyatakan tanpa dinding, tetapi ada kebijakan {sisa}"] if sisa or r.dinding else []


def _periksa_tertutup(kursor, r: Relasi, dinding: Tertutup) -> list[str]:
    """Only the owner sees rows: enabled, no policy, and not forced (the owner's functions must read it)."""
    keluhan = [] if len(dinding.alasan) >= 10 else [f"{r.nama}: tertutup tanpa alasan"]
    if not r.dinding:
        keluhan.append(f"{r.nama}: row-level security mati")
    if r.paksa:
        keluhan.append(f"{r.nama}: dinding dipaksakan, fungsi pemilik tidak dapat membacanya")
    kursor.execute("SELECT polname FROM pg_policy WHERE polrelid = %s", [r.oid])
    return keluhan + [f"{r.nama}: tertutup, tetapi ada kebijakan {nama}" for (nama,) in kursor.fetchall()]


def _periksa_hak(kursor, r: Relasi, seharusnya: set[str]) -> list[str]:
    kursor.execute(
        "SELECT a.privilege_type, a.is_grantable, a.grantee = 0 FROM pg_class c, aclexplode(c.relacl) a "
        "WHERE c.oid = %s AND (a.grantee = 0 OR a.grantee = %s::regrole)",
        [r.oid, APLIKASI],
    )
    baris = kursor.fetchall()
    keluhan = [f"{r.nama}: PUBLIC mendapat {hak}" for hak, _, umum in baris if umum]
    keluhan += [
        f"{r.nama}: {APLIKASI} boleh meneruskan {hak}" for hak, teruskan, umum in baris if teruskan and not umum
    ]
    nyata = {hak for hak, _, umum in baris if not umum}
    if nyata != seharusnya:
        keluhan.append(f"{r.nama}: hak {APLIKASI} {sorted(nyata)}, seharusnya {sorted(seharusnya)}")
    kursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s AND attacl IS NOT NULL", [r.oid])
    return keluhan + [f"{r.nama}.{kolom}: hak per kolom" for (kolom,) in kursor.fetchall()]


def _kolom(kursor, oid: int) -> list[str]:
    kursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped", [oid])
    return [nama for (nama,) in kursor.fetchall()]


def _kolom_pribadi(kursor, r: Relasi) -> list[str]:
    mirip = [f"{r.nama}.{k}" for k in _kolom(kursor, r.oid) if MIRIP_PRIBADI.search(k)]
    return [f"{k}: kolom seperti data orang di tabel tanpa dinding" for k in mirip if k not in KOLOM_MIRIP_PRIBADI]


BACA_KEBIJAKAN = (
    "SELECT polname, polcmd, polpermissive, polroles::text, pg_get_expr(polqual, polrelid), "
    "pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polrelid = %s ORDER BY polname"
)


def _periksa_kebijakan(kursor, r: Relasi, dinding: Dinding) -> list[str]:
    keluhan = []
    if not r.dinding:
        keluhan.append(f"{r.nama}: row-level security mati")
    if not r.paksa:
        keluhan.append(f"{r.nama}: dinding tidak dipaksakan (FORCE)")
    kursor.execute(BACA_KEBIJAKAN, [r.oid])
    nyata = kursor.fetchall()
    seharusnya = _seperti_ditulis(kursor, r, dinding)
    keluhan += [f"{r.nama}: kebijakan lain: {b}" for b in nyata if b not in seharusnya]
    return keluhan + [f"{r.nama}: kebijakan kurang: {b}" for b in seharusnya if b not in nyata]


def _seperti_ditulis(kursor, r: Relasi, dinding: Dinding) -> list[tuple]:
    """Return the expected policies as PostgreSQL prints them, from an empty copy of the table in another schema."""
    kursor.execute(f'CREATE SCHEMA "{BAYANGAN}"; CREATE TABLE "{BAYANGAN}"."{r.nama}" (LIKE public."{r.nama}")')
    nama_tabel = r.nama if r.nama in model_berdinding() else r.induk
    for perintah, using, check in kebijakan(dinding):
        isi = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
        nama = nama_kebijakan(nama_tabel, perintah)
        kursor.execute(f'CREATE POLICY "{nama}" ON "{BAYANGAN}"."{r.nama}" FOR {perintah}{isi}')
    kursor.execute(BACA_KEBIJAKAN.replace("%s", f'\'"{BAYANGAN}"."{r.nama}"\'::regclass'))
    hasil = kursor.fetchall()
    kursor.execute(f'DROP SCHEMA "{BAYANGAN}" CASCADE')
    return hasil


def _periksa_kolom(kursor, r: Relasi, dinding: Dinding) -> list[str]:
    keluhan = []
    kursor.execute(
        "SELECT a.attnotnull, co.collname, EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = a.attrelid "
        "AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum] AND k.confrelid = 'wilayah_wilayah'::regclass) "
        "FROM pg_attribute a LEFT JOIN pg_collation co ON co.oid = a.attcollation "
        "WHERE a.attrelid = %s AND a.attname = %s AND NOT a.attisdropped",
        [r.oid, dinding.kolom],
    )
    kolom = kursor.fetchone()
    if kolom is None:
        return [f"{r.nama}: tanpa kolom dinding {dinding.kolom}"]
    wajib, kolasi, kunci_asing = kolom
    if not wajib:
        keluhan.append(f"{r.nama}.{dinding.kolom}: boleh kosong")
    if kolasi != "C":
        keluhan.append(f"{r.nama}.{dinding.kolom}: kolasi {kolasi}, seharusnya C")
    # Riwayat hidup lebih lama daripada yang dicatatnya: tanpa kunci asing (jebakan.md).
    if not kunci_asing and not isinstance(dinding, Riwayat) and not r.nama.endswith("riwayat"):
        keluhan.append(f"{r.nama}.{dinding.kolom}: bukan kunci asing ke wilayah")
    return keluhan + _periksa_indeks(kursor, r, dinding)


def _kolom_baca(dinding: Dinding) -> str:
    """Return the column by which the policy for reading finds its rows."""
    if isinstance(dinding, Riwayat):
        return "pgh_obj_id"
    return dinding.kunci if isinstance(dinding, Anak) else dinding.kolom


def _periksa_indeks(kursor, r: Relasi, dinding: Dinding) -> list[str]:
    kolom = _kolom_baca(dinding)
    kursor.execute(
        "SELECT EXISTS (SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
        "AND a.attnum = i.indkey[0] WHERE i.indrelid = %s AND a.attname = %s AND i.indpred IS NULL AND i.indisvalid)",
        [r.oid, kolom],
    )
    ada = kursor.fetchone()[0]
    if not ada and r.nama not in TANPA_INDEKS_DINDING:
        return [f"{r.nama}: tanpa indeks yang dimulai dengan {kolom}"]
    return (
        [f"{r.nama}: punya indeks, hapus dari TANPA_INDEKS_DINDING"] if ada and r.nama in TANPA_INDEKS_DINDING else []
    )
