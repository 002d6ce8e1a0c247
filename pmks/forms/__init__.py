"""Formulir PMKS."""

from pmks.forms.orang import OrangForm
from pmks.forms.putusan import AlasanForm, KecualikanForm, SahkanForm, TujuanForm

__all__ = ["AlasanForm", "KecualikanForm", "OrangForm", "SahkanForm", "TujuanForm"]
