"""Admin menambah jenis daerah dan versi aturan."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from psks.enums import Golongan
from psks.models import AturanPSKS, JenisPSKS, lupakan_psks
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Ditolak

ISI_VERSI = ("dasar", "pasti", "definisi", "umur_min", "umur_maks", "jk", "kriteria", "medan", "dokumen")


@transaction.atomic
def tambah_jenis(*, isi: dict, versi: dict, by: Lingkup) -> JenisPSKS:
    """Add a local kind, or another human resource of the field, with its rules from the beginning.

    Raises:
        PermissionDenied: not the admin.
        Ditolak: one of the 12 official types is asked for.
    """
    if not boleh(by, "acuan.atur"):
        raise PermissionDenied
    if isi["golongan"] == Golongan.RESMI:
        raise Ditolak("Dua belas jenis resmi sudah ada dan tidak ditambah.")
    jenis = JenisPSKS.objects.create(**isi)
    AturanPSKS.objects.create(jenis=jenis, **{k: versi[k] for k in ISI_VERSI})
    lupakan_psks()
    return jenis


@transaction.atomic
def buat_versi_psks(*, jenis: JenisPSKS, mulai: date, versi: dict, by: Lingkup) -> AturanPSKS:
    """Add a version that starts on a later day; the present one ends the day before.

    Raises:
        PermissionDenied: not the admin.
        Ditolak: it would start today or earlier, or another future version waits.
    """
    if not boleh(by, "acuan.atur"):
        raise PermissionDenied
    if mulai <= timezone.localdate():
        raise Ditolak("Versi baru mulai berlaku paling cepat besok: yang sudah dinilai tidak dinilai ulang.")
    terakhir = AturanPSKS.objects.select_for_update().get(jenis=jenis, berlaku_sampai=None)
    if terakhir.mulai_nanti:
        raise Ditolak("Masih ada versi yang belum mulai berlaku. Tunggu sampai ia berlaku.")
    AturanPSKS.objects.filter(pk=terakhir.pk).update(berlaku_sampai=mulai - timedelta(days=1))
    baru = AturanPSKS.objects.create(jenis=jenis, berlaku_sejak=mulai, **{k: versi[k] for k in ISI_VERSI})
    lupakan_psks()
    return baru
