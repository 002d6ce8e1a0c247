"""Mengajukan dan memutuskan keluarga, kelompok, dan komunitas dalam jenis, serta usulan perubahannya."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pmks.actions.kesatuan_isian import AnggotaTerdaftar, KKSudahAda, tolak_batas
from pmks.actions.kesatuan_terapkan import terapkan_revisi_kesatuan
from pmks.enums import HubunganKeluarga
from pmks.kabar import kabari_dikembalikan
from pmks.models import KasusKesatuan, Kesatuan, PengecualianKesatuan, Pengesahan, RevisiKesatuan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Bentrok, Ditolak, putuskan, putuskan_massal
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.rentang import rentang


@transaction.atomic
def ajukan_kesatuan(*, kesatuan: Kesatuan, by: Lingkup) -> int:
    """Submit all types that are drafts or were returned; return how many.

    Raises:
        PermissionDenied: the role may not submit.
        Ditolak: a family without head (the head moved away meanwhile).
    """
    if not boleh(by, "pmks.ajukan"):
        raise PermissionDenied
    if kesatuan.keluarga and not kesatuan.anggota.kini().filter(hubungan=HubunganKeluarga.KEPALA).exists():
        raise Ditolak("Keluarga ini tidak punya kepala keluarga lagi. Tentukan dahulu siapa kepalanya.")
    siap = KasusKesatuan.objects.filter(kesatuan=kesatuan, status__in=(Status.DRAF, Status.DIKEMBALIKAN))
    jumlah = 0
    for kasus in siap.order_by("pk"):
        putuskan(rekaman=kasus, aksi=Aksi.AJUKAN, by=by, versi=kasus.versi)
        jumlah += 1
    return jumlah


@transaction.atomic
def putuskan_kasus_kesatuan(
    *,
    kasus: KasusKesatuan,
    aksi: Aksi,
    by: Lingkup,
    versi: int,
    versi_kesatuan: int | None = None,
    komentar: str = "",
) -> KasusKesatuan:
    """Decide on a subject in a type as the user saw it, its members included.

    Raises:
        Ditolak, Bentrok: see `tinjauan.actions.putuskan`; also when it changed since it was shown, and for an approval,
            which belongs to a kabupaten/kota and a period (`sahkan_periode`).
    """
    if aksi == Aksi.SAHKAN:
        raise Ditolak("Data disahkan per kabupaten/kota dan periode, lewat halaman Pengesahan.")
    if versi_kesatuan is not None:
        kini = Kesatuan.objects.select_for_update().values_list("versi", flat=True).get(pk=kasus.kesatuan_id)
        if kini != versi_kesatuan:
            raise Bentrok("Data ini diubah sejak Anda membukanya. Periksa lagi isinya yang terbaru.")
    return _putuskan(kasus, aksi, by, versi, komentar)


def _putuskan(rekaman, aksi: Aksi, by: Lingkup, versi: int, komentar: str):
    rekaman = putuskan(rekaman=rekaman, aksi=aksi, by=by, versi=versi, komentar=komentar)
    if aksi == Aksi.KEMBALIKAN:
        kabari_dikembalikan(rekaman=[rekaman], by=by)
    return rekaman


def putuskan_revisi_kesatuan(
    *, revisi: RevisiKesatuan, aksi: Aksi, by: Lingkup, versi: int, komentar: str = ""
) -> RevisiKesatuan:
    """Decide on a pending change; it takes effect at the level that its subject had reached.

    Raises:
        Ditolak, Bentrok: see `tinjauan.actions.putuskan`; also when it can no longer be applied. Nothing was written.
    """
    try:
        with transaction.atomic():
            revisi = _putuskan(revisi, aksi, by, versi, komentar)
            if _berlaku_sekarang(revisi):
                terapkan_revisi_kesatuan(revisi=revisi, by=by)
            return revisi
    except IntegrityError as salah:
        tolak_batas(salah)
        raise
    except (AnggotaTerdaftar, KKSudahAda):
        raise Ditolak("Seorang anggota yang diusulkan kini tercatat sendiri. Kembalikan usulannya.") from None


def _berlaku_sekarang(revisi: RevisiKesatuan) -> bool:
    if revisi.status == Status.DISAHKAN:
        return True
    disahkan = KasusKesatuan.objects.filter(kesatuan=revisi.kesatuan_id, status=Status.DISAHKAN)
    return revisi.status == Status.DIVERIFIKASI and not disahkan.exists()


def kesatuan_menunggu_pengesahan(kabkota: str) -> QuerySet[KasusKesatuan]:
    """Return the verified subjects in types of a kabupaten/kota that wait for approval."""
    return KasusKesatuan.objects.di_bawah(kabkota).filter(status=Status.DIVERIFIKASI)


def sahkan_kesatuan(
    *, pengesahan: Pengesahan, dilihat: datetime, kecuali: dict[UUID, str], by: Lingkup
) -> tuple[int, int]:
    """Approve the families, groups and communities of an approval; return how many, and how many changes.

    Part of `sahkan_periode`, which has checked right, place and reasons.
    """
    calon = kesatuan_menunggu_pengesahan(pengesahan.wilayah_id).filter(diverifikasi_pada__lte=dilihat)
    PengecualianKesatuan.objects.bulk_create(
        PengecualianKesatuan(pengesahan=pengesahan, kasus=k, wilayah_id=k.wilayah_id, alasan=kecuali[k.pk].strip())
        for k in calon.filter(pk__in=list(kecuali))
    )
    hasil = putuskan_massal(
        rekaman=calon.exclude(pk__in=list(kecuali)),
        aksi=Aksi.SAHKAN,
        by=by,
        tambahan={"pengesahan_id": pengesahan.pk},
    )
    return hasil.jumlah, _sahkan_revisi(pengesahan.wilayah_id, dilihat, by)


def _sahkan_revisi(kabkota: str, dilihat: datetime, by: Lingkup) -> int:
    awal, akhir = rentang(kabkota)
    menunggu = RevisiKesatuan.objects.filter(
        wilayah_id__gte=awal,
        wilayah_id__lt=akhir,
        status=Status.DIVERIFIKASI,
        diterapkan_pada=None,
        diverifikasi_pada__lte=dilihat,
    ).exclude(diverifikasi_oleh=by.akun_id)
    jumlah = 0
    for revisi in menunggu.exclude(diajukan_oleh=by.akun_id).order_by("pk"):
        try:
            putuskan_revisi_kesatuan(revisi=revisi, aksi=Aksi.SAHKAN, by=by, versi=revisi.versi)
        except Ditolak:
            continue
        jumlah += 1
    return jumlah
