"""Dokumen mitra: menambah yang baru, yang menggantikan yang lama; foto mitra."""

import re
from typing import BinaryIO
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from psks.enums import JenisDokumen
from psks.models import DokumenMitra, Mitra
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buang, simpan
from tksk_portal.arsip.models import Berkas

KEPERLUAN_DOKUMEN, KEPERLUAN_FOTO = "psks.dokumen", "psks.foto"
ISI = ("jenis", "nomor", "tanggal", "penerbit", "selaku", "nilai", "berlaku_sampai")


def check_dokumen(mitra: Mitra, by: Lingkup) -> None:
    """Raise PermissionDenied unless this duty keeps the partner's papers."""
    if not boleh(by, "psks.dokumen") or not by.memuat(mitra.wilayah_id):
        raise PermissionDenied


def simpan_berkas(
    isi: BinaryIO, nama: str, *, pangkal: str, guna: str, wilayah: str, induk: UUID, by: Lingkup
) -> Berkas:
    """Store an upload under a name without personal data; of its own name only the ending is looked at.

    Raises:
        BerkasDitolak: the file is not taken in.
    """
    akhiran = re.search(r"\.[A-Za-z0-9]{1,5}$", nama.strip())
    nama = pangkal + (akhiran.group() if akhiran else "")
    return simpan(isi, keperluan=guna, nama=nama, wilayah=wilayah, by=by, induk=induk)


@transaction.atomic
def tambah_dokumen(
    *, mitra: Mitra, kunci: UUID, isi: dict, by: Lingkup, berkas: BinaryIO | None = None, nama_berkas: str = ""
) -> DokumenMitra:
    """Add a paper. A present one of the same kind is replaced and stays as history; the same key adds nothing twice.

    Args:
        isi: values of `ISI`.
        nama_berkas: as the phone calls it; only its ending is looked at.

    Raises:
        BerkasDitolak: the file is not taken in.
        PermissionDenied: not this role, or not this place.
    """
    check_dokumen(mitra, by)
    mitra = Mitra.objects.select_for_update().get(pk=mitra.pk)
    pk = uuid5(mitra.pk, str(kunci))
    lama = DokumenMitra.objects.filter(pk=pk).first()
    if lama:
        return lama
    if isi["jenis"] != JenisDokumen.LAIN:
        DokumenMitra.objects.berlaku().filter(mitra=mitra, jenis=isi["jenis"]).update(diganti_pada=timezone.now())
    simpanan = None
    if berkas is not None:
        guna, pangkal = KEPERLUAN_DOKUMEN, f"dokumen-{isi['jenis']}"
        simpanan = simpan_berkas(
            berkas, nama_berkas, pangkal=pangkal, guna=guna, wilayah=mitra.wilayah_id, induk=pk, by=by
        )
    return DokumenMitra.objects.create(
        id=pk,
        mitra=mitra,
        wilayah_id=mitra.wilayah_id,
        berkas=simpanan,
        dibuat_oleh_id=by.akun_id,
        **{k: isi.get(k) or (None if k in ("tanggal", "berlaku_sampai") else "") for k in ISI},
    )


@transaction.atomic
def akhiri_dokumen(*, dokumen: DokumenMitra, by: Lingkup) -> bool:
    """Take a paper out of use without a newer one; False when it was out already."""
    check_dokumen(dokumen.mitra, by)
    jumlah = DokumenMitra.objects.berlaku().filter(pk=dokumen.pk).update(diganti_pada=timezone.now())
    return bool(jumlah)


@transaction.atomic
def ganti_foto(*, mitra: Mitra, berkas: BinaryIO, nama_berkas: str, by: Lingkup) -> Mitra:
    """Store the partner's photo; an earlier one goes.

    Raises:
        BerkasDitolak: the file is not taken in.
        PermissionDenied: not this role, or not this place.
    """
    check_dokumen(mitra, by)
    mitra = Mitra.objects.select_for_update().get(pk=mitra.pk)
    lama = mitra.foto
    mitra.foto = simpan_berkas(
        berkas, nama_berkas, pangkal="foto-mitra", guna=KEPERLUAN_FOTO, wilayah=mitra.wilayah_id, induk=mitra.pk, by=by
    )
    Mitra.objects.filter(pk=mitra.pk).update(foto=mitra.foto)
    if lama is not None:
        buang(lama, by=by)
    return mitra
