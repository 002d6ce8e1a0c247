"""Formulir petugas."""

from penugasan.petugas.forms.catatan import FORMULIR_CATATAN, FotoForm
from penugasan.petugas.forms.hunian import (
    AkhiriForm,
    AngkatForm,
    CutiForm,
    RangkapForm,
    SaringForm,
    SerahForm,
    UndangForm,
)
from penugasan.petugas.forms.petugas import PetugasForm
from penugasan.petugas.forms.usulan import LangkahForm, TetapkanForm, TutupForm, UsulanForm

__all__ = [
    "FORMULIR_CATATAN",
    "AkhiriForm",
    "AngkatForm",
    "CutiForm",
    "FotoForm",
    "LangkahForm",
    "PetugasForm",
    "RangkapForm",
    "SaringForm",
    "SerahForm",
    "TetapkanForm",
    "TutupForm",
    "UndangForm",
    "UsulanForm",
]
