"""PSKS: acuan jenis, mitra dan tinjauannya, kartu publik, dokumen, dan jejaring."""

from psks.models.acuan import AturanPSKS, JenisPSKS, StempelPSKS, acuan_psks, jenis_bentuk, lupakan_psks
from psks.models.dokumen import DokumenMitra
from psks.models.jejaring import Jejaring, PihakJejaring
from psks.models.kartu import KartuMitra, KartuSasaran
from psks.models.mitra import Mitra, PutusanMitra, PutusanRevisiMitra, RevisiMitra

__all__ = [
    "AturanPSKS",
    "DokumenMitra",
    "Jejaring",
    "JenisPSKS",
    "KartuMitra",
    "KartuSasaran",
    "Mitra",
    "PihakJejaring",
    "PutusanMitra",
    "PutusanRevisiMitra",
    "RevisiMitra",
    "StempelPSKS",
    "acuan_psks",
    "jenis_bentuk",
    "lupakan_psks",
]
