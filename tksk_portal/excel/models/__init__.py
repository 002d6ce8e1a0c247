"""Buku kerja: unggahan dengan barisnya, dan peta kolom yang diingat."""

from tksk_portal.excel.models.keluar import Ekspor, Format, TataLetakKeluar
from tksk_portal.excel.models.unggahan import BarisUnggahan, PetaKolom, Unggahan

__all__ = ["BarisUnggahan", "Ekspor", "Format", "PetaKolom", "TataLetakKeluar", "Unggahan"]
