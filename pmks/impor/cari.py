"""Mencari data yang sudah ada untuk satu potongan baris: per himpunan, tidak pernah per baris."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection

from pmks.actions.terapkan import IDENTITAS, ISI_KASUS
from pmks.impor.mirip import IndeksNama, per_hari_dan_kecamatan
from pmks.models import Kasus, Orang
from pmks.nik import sebelah
from tksk_portal.dasar.nama import BATAS_MIRIP

# Lebih dari sekian baris yang lahir sehari di satu kecamatan dibandingkan di luar basis data.
KELOMPOK_BESAR = 20
KOLOM_ORANG = ("id", "versi", "derajat", "nama_cari", *IDENTITAS)
KOLOM_KASUS = ("id", "orang_id", "jenis_id", "status", "versi", *ISI_KASUS)

# Batas per kecamatan sebagai rentang, supaya indeks (tanggal_lahir, wilayah) langsung sampai pada orangnya.
_MIRIP = """
SELECT s.n FROM unnest(%s::int[], %s::uuid[], %s::text[], %s::date[], %s::text[]) AS s(n, kunci, nama, lahir, kec)
WHERE EXISTS (
    SELECT 1 FROM pmks_orang o
    WHERE o.tanggal_lahir = s.lahir AND o.wilayah_id >= s.kec COLLATE "C" AND o.wilayah_id < (s.kec || '/') COLLATE "C"
      AND o.derajat >= 0 AND o.id <> s.kunci AND similarity(o.nama_cari, s.nama) >= %s
)
"""
# Nama orang di kelompok yang besar, sekali per nama; kunci terkecil dan terbesar menunjukkan apakah pemiliknya satu.
_KELOMPOK = """
SELECT s.lahir::text, s.kec, o.nama_cari, min(o.id::text), max(o.id::text)
FROM unnest(%s::date[], %s::text[]) AS s(lahir, kec)
JOIN pmks_orang o ON o.tanggal_lahir = s.lahir AND o.wilayah_id >= s.kec COLLATE "C"
    AND o.wilayah_id < (s.kec || '/') COLLATE "C" AND o.derajat >= 0
GROUP BY 1, 2, 3
"""
# Anggota KK yang namanya mirip; sesudah itu NIK-nya dibandingkan (`yang_selisih`).
_SEKARTU = """
SELECT s.n FROM unnest(%s::int[], %s::uuid[], %s::text[], %s::text[], %s::text[]) AS s(n, kunci, nama, kec, kk)
WHERE EXISTS (
    SELECT 1 FROM pmks_orang o
    WHERE o.no_kk = s.kk AND o.wilayah_id >= s.kec COLLATE "C" AND o.wilayah_id < (s.kec || '/') COLLATE "C"
      AND o.nik <> '' AND o.derajat >= 0 AND o.id <> s.kunci AND similarity(o.nama_cari, s.nama) >= %s
)
"""
_SELISIH = """
SELECT DISTINCT s.n
FROM unnest(%s::int[], %s::uuid[], %s::text[], %s::date[], %s::text[], %s::text[], %s::text[])
    AS s(n, kunci, nama, lahir, kec, kk, sebelah)
CROSS JOIN LATERAL unnest(string_to_array(s.sebelah, ' ')) AS d(nik)
JOIN pmks_orang o ON o.nik = d.nik AND o.derajat >= 0 AND o.id <> s.kunci AND o.digabung_ke_id IS NULL
    AND o.wilayah_id >= s.kec COLLATE "C" AND o.wilayah_id < (s.kec || '/') COLLATE "C"
    AND (o.tanggal_lahir = s.lahir OR (o.no_kk = s.kk AND o.no_kk <> ''))
    AND similarity(o.nama_cari, s.nama) >= %s
"""
_SAMA = """
SELECT s.n, o.id FROM unnest(%s::int[], %s::text[], %s::date[], %s::text[]) AS s(n, nama, lahir, desa)
JOIN pmks_orang o ON o.tanggal_lahir = s.lahir AND o.wilayah_id = s.desa COLLATE "C" AND o.nama_cari = s.nama
WHERE o.derajat >= 0
"""


def orang_ber_nik(nik: Iterable[str]) -> dict[str, list[dict]]:
    """Return the persons in scope with these NIK, by NIK."""
    hasil: dict[str, list[dict]] = defaultdict(list)
    daftar = list(set(nik))
    if daftar:
        for o in Orang.objects.filter(nik__in=daftar).values(*KOLOM_ORANG):
            hasil[o["nik"]].append(o)
    return hasil


def orang_menurut_kunci(kunci: Iterable[UUID]) -> dict[UUID, dict]:
    """Return persons by key; a merged record is none any more."""
    daftar = list(set(kunci))
    ada = Orang.objects.filter(pk__in=daftar, digabung_ke=None).values(*KOLOM_ORANG) if daftar else ()
    return {o["id"]: o for o in ada}


def kasus_aktif(orang: Iterable[UUID]) -> dict[UUID, dict[int, dict]]:
    """Return the types of persons that were not cancelled: person -> code of type -> columns."""
    hasil: dict[UUID, dict[int, dict]] = defaultdict(dict)
    daftar = list(set(orang))
    if daftar:
        for k in Kasus.objects.aktif().filter(orang_id__in=daftar).values(*KOLOM_KASUS):
            hasil[k["orang_id"]][k["jenis_id"]] = k
    return hasil


def sama_nama(baris: list[tuple[int, str, date, str]]) -> dict[int, list[UUID]]:
    """Return persons with the very same name, birth date and village, by row.

    Args:
        baris: (row number, name for search, birth date, village).
    """
    hasil: dict[int, list[UUID]] = defaultdict(list)
    if baris:
        with connection.cursor() as kursor:
            kursor.execute(_SAMA, [list(k) for k in zip(*baris, strict=True)])
            for n, pk in kursor.fetchall():
                hasil[n].append(pk)
    return hasil


def yang_mirip(baris: list[tuple[int, UUID | str, str, date | str, str]]) -> set[int]:
    """Return the rows whose name is like that of somebody else born the same day in the same kecamatan.

    The same rule as `pmks.actions.temuan.mirip`, for many at once.

    Args:
        baris: (row number, own key, name for search, birth date, kecamatan).
    """
    sedikit, banyak = [], {}
    for kelompok, isi in per_hari_dan_kecamatan(baris).items():
        if len(isi) > KELOMPOK_BESAR:
            banyak[str(kelompok[0]), kelompok[1]] = isi
        else:
            sedikit += isi
    hasil = _mirip_besar(banyak) if banyak else set()
    if sedikit:
        with connection.cursor() as kursor:
            kursor.execute(_MIRIP, [*(list(k) for k in zip(*sedikit, strict=True)), BATAS_MIRIP])
            hasil |= {n for (n,) in kursor.fetchall()}
    return hasil


def yang_selisih(baris: list[tuple], nomor: list[tuple[str, str]], mirip: set[int]) -> set[int]:
    """Return the rows whose NIK is one slip away from that of somebody recorded with a like name.

    The same rule as `pmks.actions.nik.temuan_register`. Few rows come so far: those that are like somebody born the
    same day (`mirip`, from `yang_mirip` and `mirip_sesama`) or on the same family card.

    Args:
        baris: as for `yang_mirip`. nomor: (NIK, number of the family card) of each.
    """
    ber_nik = [(b, n) for b, n in zip(baris, nomor, strict=True) if n[0]]
    sekartu = [(b[0], b[1], b[2], b[4], kk) for b, (_, kk) in ber_nik if kk and b[0] not in mirip]
    calon = set(mirip)
    with connection.cursor() as kursor:
        if sekartu:
            kursor.execute(_SEKARTU, [*(list(k) for k in zip(*sekartu, strict=True)), BATAS_MIRIP])
            calon |= {n for (n,) in kursor.fetchall()}
        tanya = [(*b, kk, " ".join(sebelah(nik))) for b, (nik, kk) in ber_nik if b[0] in calon]
        if not tanya:
            return set()
        kursor.execute(_SELISIH, [*(list(k) for k in zip(*tanya, strict=True)), BATAS_MIRIP])
        return {n for (n,) in kursor.fetchall()}


def _mirip_besar(banyak: dict[tuple[str, str], list[tuple]]) -> set[int]:
    """Answer `yang_mirip` for large groups: their names are read once and compared here."""
    tercatat: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    with connection.cursor() as kursor:
        kursor.execute(_KELOMPOK, [list(k) for k in zip(*banyak, strict=True)])
        for lahir, kec, nama, awal, akhir in kursor.fetchall():
            tercatat[lahir, kec][nama] = (awal, akhir)
    hasil = set()
    for kelompok, baris in banyak.items():
        nama_ada = tercatat.get(kelompok)
        if not nama_ada:
            continue
        indeks = IndeksNama([*nama_ada, *(nama for _, _, nama, *_ in baris)])
        for nama in nama_ada:
            indeks.tambah(nama)
        for nomor, kunci, nama, *_ in baris:
            sendiri = nama_ada.get(nama) == (str(kunci), str(kunci))
            if indeks.mirip(nama, kecuali=nama if sendiri else None):
                hasil.add(nomor)
    return hasil
