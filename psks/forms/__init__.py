"""Formulir PSKS."""

from psks.forms.lain import (
    DokumenForm,
    FotoForm,
    JejaringForm,
    JenisForm,
    KebutuhanForm,
    TempatForm,
    VersiForm,
)
from psks.forms.mitra import FORMULIR, JUDUL, MitraForm, pilihan_jenis

__all__ = [
    "FORMULIR",
    "JUDUL",
    "DokumenForm",
    "FotoForm",
    "JejaringForm",
    "JenisForm",
    "KebutuhanForm",
    "MitraForm",
    "TempatForm",
    "VersiForm",
    "pilihan_jenis",
]
