"""Mengajukan dan memutuskan orang dalam jenis serta usulan perubahan."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from pmks.actions.bentrok import check_bentrok, check_usulan_nik
from pmks.actions.temuan import TEMUAN_JENIS, perbarui_temuan, rincian_kurang, temuan_kasus
from pmks.actions.terapkan import terapkan_revisi
from pmks.enums import Temuan
from pmks.kabar import kabari_dikembalikan
from pmks.models import Kasus, Orang, Revisi, acuan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Bentrok, Ditolak, HasilMassal, putuskan, putuskan_massal
from tksk_portal.tinjauan.enums import Aksi, Status


@transaction.atomic
def ajukan_orang(*, orang: Orang, by: Lingkup) -> int:
    """Submit all types of a person that are drafts or were returned; return how many.

    Their findings are brought up to date first: a version of the rules may have started since they were written.

    Raises:
        PermissionDenied: the role may not submit.
        NIKBentrok: the same NIK is held in another kecamatan and that is not decided; nothing was written.
        Ditolak: a required answer of a type is missing; nothing was submitted.
    """
    if not boleh(by, "pmks.ajukan"):
        raise PermissionDenied
    check_bentrok(orang)
    _cabut_temuan_lama(orang)
    siap = list(Kasus.objects.filter(orang=orang, status__in=(Status.DRAF, Status.DIKEMBALIKAN)).order_by("pk"))
    _periksa_rincian(orang, siap)
    jumlah = 0
    for kasus in siap:
        putuskan(rekaman=kasus, aksi=Aksi.AJUKAN, by=by, versi=kasus.versi)
        jumlah += 1
    return jumlah


def _periksa_rincian(orang: Orang, siap: list[Kasus]) -> None:
    potret = acuan()
    nama = potret.pada(orang.tanggal_data)
    belum = [(k, d.label.lower()) for k in siap for d in rincian_kurang(orang, k, potret)]
    if belum:
        daftar = "; ".join(f"{label} ({nama[k.jenis_id].nama})" for k, label in belum)
        raise Ditolak(f"Belum dapat diajukan. Lengkapi dahulu: {daftar}.")
    for kasus in siap:
        umum = [t for t in kasus.temuan if t not in TEMUAN_JENIS]
        temuan = [str(t) for t in umum + temuan_kasus(orang, kasus, potret)]
        if temuan != kasus.temuan:
            Kasus.objects.filter(pk=kasus.pk).update(temuan=temuan)


def _cabut_temuan_lama(orang: Orang) -> None:
    """Take the finding of a clash away that ended on the other side, where this record could not be touched."""
    if Kasus.objects.filter(orang=orang, temuan__contains=[Temuan.NIK_GANDA]).exists():
        perbarui_temuan(Orang.objects.get(pk=orang.pk))


@transaction.atomic
def putuskan_kasus(
    *, kasus: Kasus, aksi: Aksi, by: Lingkup, versi: int, versi_orang: int | None = None, komentar: str = ""
) -> Kasus:
    """Decide on a person in a type as the user saw it, identity included.

    Approval is not decided one by one: it belongs to a kabupaten/kota and a period (`sahkan_periode`).

    Raises:
        Ditolak, Bentrok: see `tinjauan.actions.putuskan`; also when the identity changed since it was shown, and for an
            approval.
    """
    if aksi == Aksi.SAHKAN:
        raise Ditolak("Data disahkan per kabupaten/kota dan periode, lewat halaman Pengesahan.")
    if versi_orang is not None:
        kini = Orang.objects.select_for_update().values_list("versi", flat=True).get(pk=kasus.orang_id)
        if kini != versi_orang:
            raise Bentrok("Identitas orang ini diubah sejak Anda membukanya. Periksa lagi data terbarunya.")
    return _putuskan(kasus, aksi, by, versi, komentar)


def _putuskan(rekaman, aksi: Aksi, by: Lingkup, versi: int, komentar: str):
    rekaman = putuskan(rekaman=rekaman, aksi=aksi, by=by, versi=versi, komentar=komentar)
    if aksi == Aksi.KEMBALIKAN:
        kabari_dikembalikan(rekaman=[rekaman], by=by)
    return rekaman


def putuskan_revisi(*, revisi: Revisi, aksi: Aksi, by: Lingkup, versi: int, komentar: str = "") -> Revisi:
    """Decide on a pending change; it takes effect at the level that its subject had reached.

    A change to something verified is applied when the kabupaten/kota verifies it, a change to something approved
    when the province approves it. Until then the earlier version counts.

    Raises:
        Ditolak, Bentrok: see `tinjauan.actions.putuskan`; also when the proposed NIK is recorded for somebody else,
            here or in another kecamatan: when it is submitted and again when it is accepted. Nothing was written.
    """
    check_usulan_nik(revisi, aksi)
    try:
        with transaction.atomic():
            return _putuskan_revisi(revisi, aksi, by, versi, komentar)
    except IntegrityError as salah:
        batas = getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "")
        if batas != "orang_nik_sekali_per_kecamatan":
            raise
        raise Ditolak(
            "NIK yang diusulkan sudah tercatat untuk orang lain di kecamatan ini. Kembalikan usulannya."
        ) from None


def _putuskan_revisi(revisi: Revisi, aksi: Aksi, by: Lingkup, versi: int, komentar: str) -> Revisi:
    revisi = _putuskan(revisi, aksi, by, versi, komentar)
    if revisi.status == Status.DISAHKAN or (revisi.status == Status.DIVERIFIKASI and not _pernah_disahkan(revisi)):
        terapkan_revisi(revisi=revisi, by=by)
    return revisi


def _pernah_disahkan(revisi: Revisi) -> bool:
    if revisi.kasus_id:
        return Kasus.objects.filter(pk=revisi.kasus_id, status=Status.DISAHKAN).exists()
    return Kasus.objects.filter(orang_id=revisi.orang_id, status=Status.DISAHKAN).exists()


def verifikasi_tanpa_temuan(*, kasus: models.QuerySet, by: Lingkup, sampai) -> HasilMassal:
    """Verify all waiting records without findings that were submitted up to the moment the user saw them."""
    bersih = kasus.filter(temuan=[], status=Status.DIAJUKAN, diajukan_pada__lte=sampai)
    return putuskan_massal(rekaman=bersih, aksi=Aksi.VERIFIKASI, by=by)
