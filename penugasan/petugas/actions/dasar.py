"""Dasar perbuatan: hak, tempat, kunci baris, dan kendala basis data dalam kata."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from penugasan.petugas.models import TAHUN_PERTAMA
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import SISTEM, Lingkup
from tksk_portal.kelola.actions import Ditolak

TAHUN_KE_DEPAN = 10
# Kendala basis data dan isian tempat pesannya ditulis.
KENDALA = {
    "petugas_nik_sekali": (
        "NIK ini sudah tercatat sebagai petugas. Bila tidak ada di daftar Anda, tanyakan kepada Kementerian Sosial.",
        "nik",
    ),
    "petugas_niat_sekali": ("NIAT ini sudah dipakai petugas lain.", "niat"),
    "hunian_formasi_tunggal": ("Formasi ini sudah dihuni pada masa itu.", "mulai"),
    "hunian_petugas_tunggal": ("Petugas ini sudah menghuni formasi lain pada masa itu.", "petugas"),
    "hunian_masa_urut": ("Hari terakhir tidak boleh sebelum hari mulai.", "selesai"),
    "hunian_rangkap_berbatas": ("Perangkapan harus punya hari terakhir.", "selesai"),
    "penempatan_tidak_tumpang_tindih": ("Akunnya sudah punya tugas di kecamatan ini pada masa itu.", "mulai"),
    "sk_sekali": ("SK dengan nomor ini sudah dicatat.", "nomor"),
    "penilaian_sekali": ("Penilaian tahun ini sudah dicatat.", "tahun"),
    "taliasih_sekali": ("Tali asih bulan dan sumber ini sudah dicatat.", "bulan"),
    "usulan_sekali_berjalan": ("Calon ini sudah diusulkan untuk formasi ini.", "nik"),
    "serahterima_sekali": ("Hunian ini sudah diserahterimakan.", ""),
    "formasi_sekali": ("Kecamatan ini sudah punya formasi.", ""),
}


def check_hak(izin: str, wilayah: str, by: Lingkup) -> None:
    """Check right and place; the system may do all.

    Raises:
        PermissionDenied: not this role, or not this place.
    """
    if by.peran != SISTEM and not boleh(by, izin):
        raise PermissionDenied
    if not by.memuat(wilayah):
        raise PermissionDenied


def simpan(objek: models.Model, **pilihan) -> models.Model:
    """Save; what the database refuses is said in words beside the field.

    Raises:
        Ditolak: a constraint says no.
    """
    try:
        with transaction.atomic():
            objek.save(**pilihan)
    except IntegrityError as salah:
        pesan = KENDALA.get(salah.__cause__.diag.constraint_name)
        if pesan is None:
            raise
        raise Ditolak(*pesan) from None
    return objek


def check_isi(objek: models.Model) -> None:
    """Check fields and check constraints, with their own words; what is taken already is left to `simpan`.

    Raises:
        ValidationError: see there.
    """
    kecuali = {"dibuat_oleh", "petugas", "formasi", "penempatan", "wilayah"}
    objek.full_clean(validate_unique=False, validate_constraints=False, exclude=kecuali)
    for kendala in objek._meta.constraints:
        if isinstance(kendala, models.CheckConstraint):
            kendala.validate(type(objek), objek)


def check_masa(mulai: date, selesai: date | None) -> None:
    """Check that dates are of this world and in order.

    Raises:
        Ditolak: year out of bounds, or the end before the start.
    """
    terakhir = timezone.localdate().year + TAHUN_KE_DEPAN
    for medan, hari in (("mulai", mulai), ("selesai", selesai)):
        if hari and not TAHUN_PERTAMA <= hari.year <= terakhir:
            raise Ditolak(f"Periksa tahunnya: {hari.year:04d}. Yang diterima {TAHUN_PERTAMA} sampai {terakhir}.", medan)
    if selesai and selesai < mulai:
        raise Ditolak("Hari terakhir tidak boleh sebelum hari mulai.", "selesai")


__all__ = ["Ditolak", "ValidationError", "check_hak", "check_isi", "check_masa", "simpan"]
