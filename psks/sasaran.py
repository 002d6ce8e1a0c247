"""Jenis PMKS yang dapat dilayani mitra, disumbangkan ruang lain lewat pengaturan."""

from django.conf import settings
from django.utils.module_loading import import_string


def daftar_sasaran() -> dict[int, str]:
    """Return code -> name of the types of PMKS."""
    return import_string(settings.SASARAN_PSKS)()


def nama_sasaran(kode: list[int]) -> list[str]:
    """Return the names of some types, in the order given; unknown ones are left out."""
    semua = daftar_sasaran()
    return [semua[k] for k in kode if k in semua]
