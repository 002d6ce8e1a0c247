"""Akun petugas dibuat dan diundang sekaligus; kartu tanda pengenal."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from penugasan.petugas.actions.dasar import Ditolak, check_hak
from penugasan.petugas.actions.hunian import samakan_akses
from penugasan.petugas.models import Kartu, Petugas
from tksk_portal.akses.lingkup import SISTEM, Lingkup
from tksk_portal.akun.enums import JenisTautan
from tksk_portal.akun.kunci import kunci_transaksi
from tksk_portal.akun.models import Akun, Tautan
from tksk_portal.kelola import tautan as kirim_tautan

TERBANYAK = 200
UMUR_KARTU_TAHUN = 1


@dataclass(frozen=True)
class Undangan:
    """A fresh invitation of an officer; the token is known to nobody afterwards."""

    petugas: Petugas
    tautan: Tautan
    token: str


@transaction.atomic
def buat_akun(*, petugas: Iterable[Petugas], by: Lingkup) -> list[Undangan]:
    """Make accounts for officers who lack one, give them the access of their occupancies, and invite all.

    Officers who have an account but never accepted get a new invitation; the older one is revoked.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: too many at once, or an account was accepted or closed.
    """
    semua = sorted(petugas, key=lambda p: p.pk)
    if len(semua) > TERBANYAK:
        raise Ditolak(f"Paling banyak {TERBANYAK} undangan sekali cetak.")
    for p in semua:
        check_hak("petugas.undang", p.wilayah_id, by)
    for provinsi in sorted({p.wilayah_id[:2] for p in semua}):
        kunci_transaksi(f"kelola:{provinsi}")
    terkunci = Petugas.objects.select_for_update(of=("self",)).filter(pk__in=[p.pk for p in semua])
    semua = list(terkunci.select_related("akun", "wilayah").order_by("pk"))
    terpakai = _nama_terpakai(semua)
    hasil = [_undang(p, terpakai, by) for p in semua]
    return sorted(hasil, key=lambda u: (u.petugas.wilayah_id, u.petugas.nama_cari))


def _undang(petugas: Petugas, terpakai: set[str], by: Lingkup) -> Undangan:
    if petugas.akun_id is None:
        petugas.akun = _akun_baru(petugas, terpakai)
        petugas.save(update_fields=["akun"])
        samakan_akses(petugas=petugas, by=by)
    akun = petugas.akun
    if not akun.is_active:
        raise Ditolak(f"Akun {akun.username} ditutup. Buka kembali dahulu di halaman Akun.")
    if akun.sudah_menerima:
        raise Ditolak(f"Akun {akun.username} sudah menerima undangannya.")
    tautan, token = kirim_tautan.buat(akun=akun, jenis=JenisTautan.UNDANGAN, oleh_id=by.akun_id)
    return Undangan(petugas, tautan, token)


def _akun_baru(petugas: Petugas, terpakai: set[str]) -> Akun:
    akun = Akun(
        username=_nama_baru(petugas.wilayah_id, terpakai),
        nama=petugas.nama,
        telepon=petugas.telepon,
        email=petugas.email,
        wilayah_id=petugas.wilayah_id[:2],
    )
    akun.set_unusable_password()
    akun.full_clean(validate_unique=False)
    akun.save()
    return akun


def _nama_terpakai(petugas: list[Petugas]) -> set[str]:
    """Return the user names of the kecamatan that exist, in one query."""
    awal = {f"tksk.{p.wilayah_id}" for p in petugas}
    if not awal:
        return set()
    cocok = reduce(or_, (Q(username__startswith=a) for a in sorted(awal)))
    return set(Akun.objects.filter(cocok).values_list("username", flat=True))


def _nama_baru(kecamatan: str, terpakai: set[str]) -> str:
    """Return a free user name: that of the kecamatan, for a successor with a number."""
    pokok = f"tksk.{kecamatan}"
    nama, n = pokok, 1
    while nama in terpakai:
        n += 1
        nama = f"{pokok}-{n}"
    terpakai.add(nama)
    return nama


@transaction.atomic
def cetak_kartu(*, petugas: Petugas, tugas: str, sampai: date | None, by: Lingkup) -> tuple[Kartu, str]:
    """Make a card that can be checked, and return it with its token; earlier cards of the officer are revoked.

    Args:
        tugas: the duty in words. sampai: last day of the occupancy, if it has one.

    Raises:
        PermissionDenied: not this role, or not this place.
    """
    if by.peran != SISTEM:
        check_hak("petugas.kartu", petugas.wilayah_id, by)
    hari = timezone.localdate()
    Kartu.objects.filter(petugas=petugas.pk, dicabut_pada=None).update(dicabut_pada=timezone.now())
    token = secrets.token_urlsafe(18)
    akhir_tahun = date(hari.year + UMUR_KARTU_TAHUN, 12, 31)
    kartu = Kartu.objects.create(
        sidik=sidik_kartu(token),
        petugas=petugas.pk,
        nama=petugas.nama,
        niat=petugas.niat,
        tugas=tugas,
        dicetak_oleh_id=by.akun_id,
        berlaku_sampai=min(sampai, akhir_tahun) if sampai else akhir_tahun,
    )
    return kartu, token


def sidik_kartu(token: str) -> str:
    """Return what is stored of a card's token."""
    return hashlib.sha256(f"kartu:{token}".encode()).hexdigest()
