"""Formulir PMKS."""

from pmks.forms.berkas import BerkasForm
from pmks.forms.gabung import GabungForm
from pmks.forms.orang import OrangForm
from pmks.forms.pindah import MintaPindahForm, SetujuiForm, TerimaForm, UsulPindahForm
from pmks.forms.putusan import AlasanForm, BanyakForm, KecualikanForm, SahkanForm, SaringanForm, TujuanForm

__all__ = [
    "AlasanForm",
    "BanyakForm",
    "BerkasForm",
    "GabungForm",
    "KecualikanForm",
    "MintaPindahForm",
    "OrangForm",
    "SahkanForm",
    "SaringanForm",
    "SetujuiForm",
    "TerimaForm",
    "TujuanForm",
    "UsulPindahForm",
]
