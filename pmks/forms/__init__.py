"""Formulir PMKS."""

from pmks.forms.berkas import BerkasForm
from pmks.forms.orang import OrangForm
from pmks.forms.putusan import AlasanForm, BanyakForm, KecualikanForm, SahkanForm, SaringanForm, TujuanForm

__all__ = [
    "AlasanForm",
    "BanyakForm",
    "BerkasForm",
    "KecualikanForm",
    "OrangForm",
    "SahkanForm",
    "SaringanForm",
    "TujuanForm",
]
