"""Tindakan atas kop, penandatangan, dan pola nomor sebuah kantor."""

from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.arsip.berkas import BerkasDitolak, buang, simpan
from tksk_portal.dokumen.actions import Ditolak
from tksk_portal.dokumen.enums import PANJANG_KODE, Kantor
from tksk_portal.dokumen.keperluan import LOGO
from tksk_portal.dokumen.models import Kop, Penandatangan, PolaNomor


def kantor_dapat_dibuat(by: Lingkup) -> list[Kantor]:
    """Return which offices a duty may set up: the admin those of its province, an office only itself."""
    if by.peran == Peran.ADMIN:
        return [k for k in Kantor if k != Kantor.KEMENSOS]
    return [Kantor(by.peran)] if by.peran in Kantor else []


def check_atur(kop: Kop, by: Lingkup) -> None:
    """Check that a duty may change an office's letterhead, signers and numbers.

    Raises:
        PermissionDenied: it may not.
    """
    milik = by.peran == Peran.ADMIN or (kop.kantor == by.peran and kop.wilayah_id == by.tempat)
    if not boleh(by, "dokumen.atur") or not by.memuat(kop.wilayah_id) or not milik:
        raise PermissionDenied


@transaction.atomic
def simpan_kop(*, kop: Kop, by: Lingkup) -> Kop:
    """Keep a letterhead, new or changed; its fields were checked by the form.

    Raises:
        PermissionDenied: not this duty's office.
        Ditolak: the office has one already, or the place does not fit it.
    """
    check_atur(kop, by)
    if len(kop.wilayah_id) != PANJANG_KODE[Kantor(kop.kantor)]:
        raise Ditolak("Tempat ini tidak sesuai dengan kantornya.", "tempat")
    try:
        with transaction.atomic():
            kop.save()
    except IntegrityError:
        raise Ditolak("Kantor ini sudah punya kop.", "tempat") from None
    return kop


@transaction.atomic
def pasang_logo(*, kop: Kop, isi: BinaryIO | None, nama: str, by: Lingkup) -> Kop:
    """Put an emblem on a letterhead, in the place of the earlier one; `isi` None takes it off.

    Raises:
        PermissionDenied: not this duty's office.
        Ditolak: not a picture that is taken in.
    """
    check_atur(kop, by)
    lama = kop.logo
    kop.logo = None
    if isi is not None:
        try:
            kop.logo = simpan(isi, keperluan=LOGO, nama=nama, wilayah=kop.wilayah_id, by=by, induk=kop.pk)
        except BerkasDitolak as tolak:
            raise Ditolak(tolak.pesan, "lambang") from None
    kop.save(update_fields=("logo",))
    if lama is not None:
        buang(lama, by=by)
    return kop


@transaction.atomic
def simpan_isi(*, isi: Penandatangan | PolaNomor, by: Lingkup) -> None:
    """Keep a signer or a number pattern of an office; its fields were checked by the form.

    Raises:
        PermissionDenied: not this duty's office.
        Ditolak: a pattern for that year exists.
    """
    check_atur(isi.kop, by)
    isi.wilayah_id = isi.kop.wilayah_id
    try:
        with transaction.atomic():
            isi.save()
    except IntegrityError:
        raise Ditolak("Kantor ini sudah punya pola untuk tahun itu; ubah yang ada.", "tahun") from None
