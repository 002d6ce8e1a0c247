"""Pengusulan: kab/kota mengusulkan dan merekomendasikan, provinsi meneruskan, admin mencatat SK-nya."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from penugasan.petugas.actions.dasar import Ditolak, check_hak, simpan
from penugasan.petugas.actions.hunian import angkat
from penugasan.petugas.actions.petugas import catat
from penugasan.petugas.enums import TAHAP_BERJALAN, Tahap
from penugasan.petugas.models import SK, Formasi, Petugas, Usulan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tampilan.templatetags.tampilan import tanggal

# Tahap kini -> (tahap berikutnya, hak yang diperlukan, kata tombolnya).
BERIKUT = {
    Tahap.DIUSULKAN: (Tahap.DIREKOMENDASIKAN, "petugas.rekomendasi", "Rekomendasikan"),
    Tahap.DIREKOMENDASIKAN: (Tahap.DITERUSKAN, "petugas.teruskan", "Teruskan ke Kementerian Sosial"),
    Tahap.DITERUSKAN: (Tahap.DITETAPKAN, "petugas.atur", "Catat SK…"),
}
PERNYATAAN = ("bukan_pns", "sehat", "berkelakuan_baik", "aktif", "komputer")


@transaction.atomic
def usulkan(*, formasi: Formasi, petugas: Petugas, isi: dict, by: Lingkup) -> Usulan:
    """Nominate a candidate for a formation.

    Args:
        isi: declarations, `catatan` and `diusulkan_pada`.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: nominated already, or the day lies ahead.
    """
    check_hak("petugas.usul", formasi.wilayah_id, by)
    if isi["diusulkan_pada"] > timezone.localdate():
        raise Ditolak("Hari pengusulan belum tiba.", "diusulkan_pada")
    return simpan(Usulan(formasi=formasi, wilayah_id=formasi.wilayah_id, petugas=petugas, **isi))


@transaction.atomic
def usulkan_calon(*, formasi: Formasi, kunci: UUID, orang: dict, isi: dict, by: Lingkup) -> Usulan:
    """Record a new candidate and nominate; sent twice it is one nomination.

    Raises:
        PermissionDenied, Ditolak, ValidationError: see `catat` and `usulkan`.
    """
    petugas = catat(kunci=kunci, wilayah=formasi.wilayah_id, isi=orang, izin="petugas.usul", by=by)
    sudah = formasi.usulan.berjalan().filter(petugas=petugas).first()
    return sudah or usulkan(formasi=formasi, petugas=petugas, isi=isi, by=by)


@transaction.atomic
def maju(*, usulan: Usulan, pada: date, versi: int | None = None, by: Lingkup) -> Usulan:
    """Take a nomination one step on: recommendation, then province. The decree has its own act (`tetapkan`).

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: moved on meanwhile, or the day lies before the step before or ahead.
    """
    usulan = _ambil(usulan, versi)
    berikut, izin, _ = BERIKUT[Tahap(usulan.tahap)]
    if berikut == Tahap.DITETAPKAN:
        raise Ditolak("SK-nya dicatat lewat halaman tersendiri.")
    check_hak(izin, usulan.wilayah_id, by)
    return _langkah(usulan, berikut, pada)


@transaction.atomic
def tetapkan(*, usulan: Usulan, sk: SK, mulai: date, versi: int | None = None, by: Lingkup) -> Usulan:
    """Record the decree: the candidate becomes officer from `mulai` on; other nominations of the formation close.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: not forwarded yet, the formation is held, or the decree was recorded before.
    """
    usulan = _ambil(usulan, versi)
    if usulan.tahap != Tahap.DITERUSKAN:
        raise Ditolak("Usulan ini belum diteruskan provinsi.")
    check_hak("petugas.atur", usulan.wilayah_id, by)
    petugas = usulan.petugas
    angkat(formasi=usulan.formasi, petugas=petugas, mulai=mulai, dasar=sk.nomor, by=by)
    petugas.refresh_from_db(fields=["wilayah"])
    sk.petugas, sk.wilayah_id, sk.dibuat_oleh_id = petugas, petugas.wilayah_id, by.akun_id
    simpan(sk)
    usulan = _langkah(usulan, Tahap.DITETAPKAN, sk.tanggal)
    for lain in usulan.formasi.usulan.berjalan():
        _tutup(lain, "Formasi sudah terisi calon lain.", timezone.localdate())
    return usulan


@transaction.atomic
def tutup(*, usulan: Usulan, alasan: str, versi: int | None = None, by: Lingkup) -> Usulan:
    """Close a nomination without a decree: refused or withdrawn. Whoever may take the next step may close it.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: it is closed.
    """
    usulan = _ambil(usulan, versi)
    check_hak(_izin_tutup(usulan, by), usulan.wilayah_id, by)
    return _tutup(usulan, alasan, timezone.localdate())


def can_tutup(usulan: Usulan, by: Lingkup) -> bool:
    """Tell whether a duty may close a nomination now."""
    return usulan.berjalan and boleh(by, _izin_tutup(usulan, by)) and by.memuat(usulan.wilayah_id)


def can_maju(usulan: Usulan, by: Lingkup) -> bool:
    """Tell whether a duty may take the next step now."""
    return usulan.berjalan and boleh(by, BERIKUT[Tahap(usulan.tahap)][1]) and by.memuat(usulan.wilayah_id)


def _izin_tutup(usulan: Usulan, by: Lingkup) -> str:
    if usulan.tahap == Tahap.DIUSULKAN and boleh(by, "petugas.usul"):
        return "petugas.usul"
    return BERIKUT[Tahap(usulan.tahap)][1]


def _ambil(usulan: Usulan, versi: int | None) -> Usulan:
    terkunci = Usulan.objects.select_for_update(of=("self",)).select_related("formasi", "petugas")
    usulan = terkunci.get(pk=usulan.pk)
    if usulan.tahap not in TAHAP_BERJALAN or (versi is not None and versi != usulan.versi):
        raise Ditolak(f"Usulan ini sudah berubah: {usulan.get_tahap_display().lower()}. Periksa lagi halamannya.")
    return usulan


def _langkah(usulan: Usulan, tahap: Tahap, pada: date) -> Usulan:
    sebelum = usulan.diteruskan_pada or usulan.direkomendasikan_pada or usulan.diusulkan_pada
    if pada < sebelum:
        raise Ditolak(f"Harinya tidak boleh sebelum tahap sebelumnya ({tanggal(sebelum)}).", "pada")
    if pada > timezone.localdate():
        raise Ditolak("Harinya belum tiba.", "pada")
    usulan.tahap = tahap
    setattr(usulan, f"{tahap}_pada", pada)
    usulan.versi += 1
    return simpan(usulan)


def _tutup(usulan: Usulan, alasan: str, hari: date) -> Usulan:
    usulan.tahap, usulan.alasan_tutup, usulan.ditutup_pada = Tahap.DITUTUP, alasan, hari
    usulan.versi += 1
    return simpan(usulan)
