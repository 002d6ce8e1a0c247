"""Pengesahan provinsi: satu kab/kota, satu periode, satu tindakan, dengan pengecualian beralasan."""

from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from pmks.actions.kesatuan_tinjau import sahkan_kesatuan
from pmks.actions.tinjau import putuskan_revisi
from pmks.enums import Keadaan
from pmks.models import Kasus, Pengecualian, Pengesahan, Revisi
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Ditolak, putuskan_massal
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.rentang import rentang


def menunggu_pengesahan(kabkota: str):
    """Return the verified persons in types of a kabupaten/kota that wait for approval; who left does not wait."""
    return Kasus.objects.di_bawah(kabkota).filter(status=Status.DIVERIFIKASI, keadaan=Keadaan.AKTIF)


@transaction.atomic
def sahkan_periode(
    *,
    kunci: UUID,
    kabkota: str,
    periode: date,
    dilihat: datetime,
    kecuali: dict[UUID, str],
    by: Lingkup,
    catatan: str = "",
) -> Pengesahan:
    """Approve everything verified up to the moment the user saw it, except what is left out with a reason.

    Families, groups and communities in types belong to the same act; they are counted apart, by their key to it.

    The same key again returns the first answer. A pending change that can no longer be applied stays verified.

    Raises:
        PermissionDenied: wrong role, or a kabupaten/kota outside the scope.
        ValueError: nothing is left to approve, an exception has no reason, or the key belongs to another approval.
    """
    if not boleh(by, "pmks.sahkan") or not by.memuat(kabkota) or len(kabkota) != 5:
        raise PermissionDenied
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"sahkan {kabkota}"])
    lama = Pengesahan.objects.filter(pk=kunci).first()
    if lama and lama.wilayah_id == kabkota:
        return lama
    if not all(alasan.strip() for alasan in kecuali.values()):
        raise ValueError("Tulis alasan untuk tiap data yang dikecualikan.")
    pengesahan = _buat(kunci, kabkota, periode, catatan, by)
    calon = menunggu_pengesahan(kabkota).filter(diverifikasi_pada__lte=dilihat)
    dikecualikan = calon.filter(pk__in=list(kecuali))
    Pengecualian.objects.bulk_create(
        Pengecualian(pengesahan=pengesahan, kasus=k, wilayah_id=k.wilayah_id, alasan=kecuali[k.pk].strip())
        for k in dikecualikan
    )
    hasil = putuskan_massal(
        rekaman=calon.exclude(pk__in=list(kecuali)),
        aksi=Aksi.SAHKAN,
        by=by,
        tambahan={"pengesahan_id": pengesahan.pk},
    )
    kesatuan, revisi_kesatuan = sahkan_kesatuan(pengesahan=pengesahan, dilihat=dilihat, kecuali=kecuali, by=by)
    jumlah_revisi = _sahkan_revisi(kabkota, dilihat, by) + revisi_kesatuan
    if not hasil.jumlah and not kesatuan and not jumlah_revisi:
        raise ValueError("Tidak ada data yang dapat disahkan.")
    pengesahan.jumlah, pengesahan.jumlah_revisi = hasil.jumlah, jumlah_revisi
    pengesahan.save(update_fields=["jumlah", "jumlah_revisi"])
    return pengesahan


def _buat(kunci: UUID, kabkota: str, periode: date, catatan: str, by: Lingkup) -> Pengesahan:
    try:
        with transaction.atomic():
            return Pengesahan.objects.create(
                id=kunci,
                wilayah_id=kabkota,
                periode=periode.replace(day=1),
                catatan=catatan.strip(),
                oleh_id=by.akun_id,
                sebagai=by.keterangan,
            )
    except IntegrityError:
        # Kunci pengesahan lain, mungkin milik provinsi lain: tidak dikatakan milik siapa.
        raise ValueError("Kunci pengesahan ini tidak dapat dipakai. Muat ulang halaman ini, lalu coba lagi.") from None


def _sahkan_revisi(kabkota: str, dilihat: datetime, by: Lingkup) -> int:
    awal, akhir = rentang(kabkota)
    menunggu = Revisi.objects.filter(
        wilayah_id__gte=awal,
        wilayah_id__lt=akhir,
        status=Status.DIVERIFIKASI,
        diterapkan_pada=None,
        diverifikasi_pada__lte=dilihat,
    ).exclude(diverifikasi_oleh=by.akun_id)
    jumlah = 0
    for revisi in menunggu.exclude(diajukan_oleh=by.akun_id).order_by("pk"):
        with suppress(Ditolak):
            putuskan_revisi(revisi=revisi, aksi=Aksi.SAHKAN, by=by, versi=revisi.versi)
            jumlah += 1
    return jumlah
