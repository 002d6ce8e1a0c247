"""Formulir PMKS."""

from pmks.forms.acuan import LabelForm, PeraturanForm, VersiForm
from pmks.forms.anggota import TambahAnggotaForm
from pmks.forms.berkas import BerkasForm
from pmks.forms.gabung import GabungForm
from pmks.forms.keluarga import KeluargaForm
from pmks.forms.kesatuan import HitunganForm, KesatuanForm, KomunitasForm
from pmks.forms.orang import OrangForm
from pmks.forms.pindah import MintaPindahForm, SetujuiForm, TerimaForm, UsulPindahForm
from pmks.forms.putusan import (
    AlasanForm,
    BanyakForm,
    KecualikanForm,
    KomentarForm,
    PutusanBentrokForm,
    SahkanForm,
    SaringanForm,
    TujuanForm,
)

__all__ = [
    "AlasanForm",
    "BanyakForm",
    "BerkasForm",
    "GabungForm",
    "HitunganForm",
    "KecualikanForm",
    "KeluargaForm",
    "KesatuanForm",
    "KomentarForm",
    "KomunitasForm",
    "LabelForm",
    "MintaPindahForm",
    "OrangForm",
    "PeraturanForm",
    "PutusanBentrokForm",
    "SahkanForm",
    "SaringanForm",
    "SetujuiForm",
    "TambahAnggotaForm",
    "TerimaForm",
    "TujuanForm",
    "UsulPindahForm",
    "VersiForm",
]
