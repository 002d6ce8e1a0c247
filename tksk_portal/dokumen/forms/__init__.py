"""Formulir ruang dokumen."""

from tksk_portal.dokumen.forms.atur import KopForm, PenandatanganForm, PolaForm
from tksk_portal.dokumen.forms.publik import PeriksaForm
from tksk_portal.dokumen.forms.surat import BatalForm, CariForm, SuratForm, TerbitForm, TteForm

__all__ = [
    "BatalForm",
    "CariForm",
    "KopForm",
    "PenandatanganForm",
    "PeriksaForm",
    "PolaForm",
    "SuratForm",
    "TerbitForm",
    "TteForm",
]
