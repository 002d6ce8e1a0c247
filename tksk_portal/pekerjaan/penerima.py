"""Siapa yang menerima kabar sebuah rekaman: yang memegang tugas di atas desanya."""

from uuid import UUID

from tksk_portal.akun.enums import TINGKAT_PERAN, Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.wilayah.rentang import jalur, tingkat


def penerima_tugas(peran: Peran, pelaku: UUID | None, tempat: str) -> list[UUID]:
    """Return who did the step, while still on that duty there; otherwise all who are."""
    pemegang = list(
        Penempatan.objects.berlaku()
        .akun_terbuka()
        .filter(peran=peran, tempat=tempat)
        .values_list("akun_id", flat=True)
        .distinct()
    )
    return [pelaku] if pelaku in pemegang else pemegang


def tempat_tugas(wilayah: str, peran: Peran) -> str:
    """Return the place of the duty of a role above a village."""
    return next(k for k in jalur(wilayah) if tingkat(k) == TINGKAT_PERAN[peran])
