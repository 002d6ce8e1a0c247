"""Formulir PMKS."""

from pmks.forms.berkas import BerkasForm
from pmks.forms.orang import OrangForm
from pmks.forms.putusan import AlasanForm, KecualikanForm, SahkanForm, TujuanForm

__all__ = ["AlasanForm", "BerkasForm", "KecualikanForm", "OrangForm", "SahkanForm", "TujuanForm"]
