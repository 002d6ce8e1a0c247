"""Putusan tinjauan: satu jalan untuk semua jenis rekaman, dari web, massal, impor, atau perintah."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.enums import MENILAI, WAJIB_KOMENTAR, Aksi, Status
from tksk_portal.tinjauan.models import Ditinjau, Langkah

BAGIAN = 2000


class Ditolak(Exception):
    """The act is not allowed; the message is for the user."""


class Bentrok(Ditolak):
    """The record changed since the user saw it; somebody else was first."""


@dataclass(frozen=True)
class HasilMassal:
    """Outcome of an act on many records."""

    jumlah: int
    dilewati: int


def langkah(jenis: str, peran: str) -> dict[tuple[str, str], str]:
    """Return the steps a role has for a kind of record: (act, from) -> to."""
    return {(b.aksi, b.dari): b.ke for b in Langkah.objects.filter(jenis=jenis, peran=peran)}


def jenis_rekaman(model: type[models.Model]) -> str:
    """Return the name under which steps are kept for a model."""
    return model._meta.label_lower


def check_putuskan(*, rekaman: Ditinjau, aksi: Aksi, by: Lingkup, komentar: str = "") -> str:
    """Return the state that the act leads to.

    Raises:
        Ditolak: no such step for this role and state, own work, or a comment is missing.
    """
    ke = langkah(jenis_rekaman(type(rekaman)), by.peran).get((aksi, rekaman.status))
    if ke is None:
        raise Ditolak(
            f"Data ini berstatus “{rekaman.get_status_display()}”; "
            f"tugas Anda tidak dapat {Aksi(aksi).label} data pada keadaan itu."
        )
    if aksi in MENILAI and by.akun_id in _pelaku(rekaman, aksi):
        raise Ditolak(
            "Anda sendiri yang mengajukan, mencatat, atau memverifikasi data ini; orang lain harus memeriksanya."
        )
    if aksi in WAJIB_KOMENTAR and not komentar.strip():
        raise Ditolak("Tulis alasannya, supaya petugas tahu apa yang harus diperbaiki.")
    return ke


def can_putuskan(*, rekaman: Ditinjau, aksi: Aksi, by: Lingkup) -> bool:
    """Tell whether `check_putuskan` would pass (the comment aside)."""
    try:
        check_putuskan(rekaman=rekaman, aksi=aksi, by=by, komentar="-")
    except Ditolak:
        return False
    return True


def _pelaku(rekaman: Ditinjau, aksi: Aksi) -> set:
    # Yang mencatat ikut dihitung: pemeriksa dapat memasukkan data lewat Excel, lalu petugas mengajukannya.
    pelaku = {rekaman.diajukan_oleh_id, getattr(rekaman, "dibuat_oleh_id", None)}
    return pelaku | {rekaman.diverifikasi_oleh_id} if aksi == Aksi.SAHKAN else pelaku


def _ubahan(aksi: Aksi, by: Lingkup, kini) -> dict:
    kolom = {Aksi.AJUKAN: "diajukan", Aksi.VERIFIKASI: "diverifikasi", Aksi.SAHKAN: "disahkan"}.get(aksi)
    pelaku = {f"{kolom}_pada": kini, f"{kolom}_oleh_id": by.akun_id} if kolom else {}
    return {"bergerak_pada": kini, **pelaku}


@transaction.atomic
def putuskan(*, rekaman: Ditinjau, aksi: Aksi, by: Lingkup, versi: int, komentar: str = "") -> Ditinjau:
    """Carry out one act of review on the version that the user saw, and write its decision.

    Raises:
        Ditolak: see `check_putuskan`.
        Bentrok: the record is no longer at that version and state; nothing was written.
    """
    ke = check_putuskan(rekaman=rekaman, aksi=aksi, by=by, komentar=komentar)
    kini = timezone.now()
    ubah = {"status": ke, "versi": F("versi") + 1, **_ubahan(aksi, by, kini)}
    if ke == Status.DIKEMBALIKAN:
        ubah |= {"diverifikasi_pada": None, "diverifikasi_oleh_id": None}
    jumlah = type(rekaman).objects.filter(pk=rekaman.pk, versi=versi, status=rekaman.status).update(**ubah)
    if jumlah != 1:
        raise Bentrok(
            "Data ini sudah diubah atau diputuskan orang lain sejak Anda membukanya. Lihat keadaan terbarunya."
        )
    rekaman.putusan.create(
        wilayah_id=rekaman.wilayah_id,
        aksi=aksi,
        dari=rekaman.status,
        ke=ke,
        komentar=komentar.strip(),
        oleh_id=by.akun_id,
        sebagai=by.keterangan,
        pada=kini,
    )
    rekaman.refresh_from_db()
    return rekaman


@transaction.atomic
def putuskan_massal(
    *, rekaman: models.QuerySet, aksi: Aksi, by: Lingkup, komentar: str = "", tambahan: dict | None = None
) -> HasilMassal:
    """Carry out one act on many records at once; those in another state or of one's own work are passed over.

    Args:
        rekaman: records in scope, filtered as the user saw them.
        tambahan: further columns to set on each record.

    Raises:
        Ditolak: the role has no such step, or a comment is missing.
    """
    model = rekaman.model
    boleh = {dari: ke for (a, dari), ke in langkah(jenis_rekaman(model), by.peran).items() if a == aksi}
    if not boleh:
        raise Ditolak(f"Tugas Anda tidak dapat {Aksi(aksi).label} data.")
    if aksi in WAJIB_KOMENTAR and not komentar.strip():
        raise Ditolak("Tulis alasannya, supaya petugas tahu apa yang harus diperbaiki.")
    calon = rekaman.filter(status__in=boleh)
    if aksi in MENILAI:
        milik = Q(diajukan_oleh=by.akun_id)
        if any(f.name == "dibuat_oleh" for f in model._meta.concrete_fields):
            milik |= Q(dibuat_oleh=by.akun_id)
        calon = calon.exclude(milik | Q(diverifikasi_oleh=by.akun_id) if aksi == Aksi.SAHKAN else milik)
    terkunci = list(calon.order_by("pk").select_for_update(of=("self",)).values_list("pk", "wilayah_id", "status"))
    semua = rekaman.filter(status__in=boleh).count() if aksi in MENILAI else len(terkunci)
    for awal in range(0, len(terkunci), BAGIAN):
        _tulis_bagian(model, terkunci[awal : awal + BAGIAN], boleh, aksi, by, komentar, tambahan or {})
    return HasilMassal(len(terkunci), max(0, semua - len(terkunci)))


def batalkan_draf(*, model: type[Ditinjau], kena: Iterable[tuple[object, str]], by: Lingkup, komentar: str) -> None:
    """Cancel drafts that one undertaking wrote and takes back, inside the caller's transaction.

    Args:
        kena: (key, place) of drafts; the caller holds their locks and has checked the right.
    """
    bagian = [(pk, wilayah, Status.DRAF) for pk, wilayah in kena]
    _tulis_bagian(model, bagian, {Status.DRAF: Status.DIBATALKAN}, Aksi.BATALKAN, by, komentar, {})


def _tulis_bagian(model, bagian: Iterable, boleh: dict, aksi: Aksi, by: Lingkup, komentar: str, tambahan: dict) -> None:
    kini = timezone.now()
    per_keadaan = defaultdict(list)
    for pk, _, dari in bagian:
        per_keadaan[boleh[dari]].append(pk)
    for ke, kunci in per_keadaan.items():
        model.objects.filter(pk__in=kunci).update(
            status=ke, versi=F("versi") + 1, **_ubahan(aksi, by, kini), **tambahan
        )
    putusan = model._meta.get_field("putusan").related_model
    putusan.objects.bulk_create(
        putusan(
            rekaman_id=pk,
            wilayah_id=wilayah,
            aksi=aksi,
            dari=dari,
            ke=boleh[dari],
            komentar=komentar.strip(),
            oleh_id=by.akun_id,
            sebagai=by.keterangan,
            pada=kini,
        )
        for pk, wilayah, dari in bagian
    )
