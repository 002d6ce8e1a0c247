"""Formulir PMKS."""

from pmks.forms.acuan import LabelForm, PeraturanForm, VersiForm
from pmks.forms.anggota import TambahAnggotaForm
from pmks.forms.berkas import BerkasForm
from pmks.forms.gabung import GabungForm
from pmks.forms.jalan import DTSENForm, KeadaanForm, KebutuhanForm, LayananForm, ProgramForm, SelesaiForm
from pmks.forms.keluarga import KeluargaForm
from pmks.forms.kesatuan import HitunganForm, KesatuanForm, KomunitasForm
from pmks.forms.orang import OrangForm
from pmks.forms.pembatasan import LepasPembatasanForm
from pmks.forms.pindah import MintaPindahForm, SetujuiForm, TerimaForm, UsulPindahForm
from pmks.forms.putusan import BanyakForm, KecualikanForm, KomentarForm, PutusanBentrokForm, SahkanForm, SaringanForm
from tksk_portal.tinjauan.forms import AlasanForm, TujuanForm

__all__ = [
    "AlasanForm",
    "BanyakForm",
    "BerkasForm",
    "DTSENForm",
    "GabungForm",
    "HitunganForm",
    "KeadaanForm",
    "KebutuhanForm",
    "KecualikanForm",
    "KeluargaForm",
    "KesatuanForm",
    "KomentarForm",
    "KomunitasForm",
    "LabelForm",
    "LayananForm",
    "LepasPembatasanForm",
    "MintaPindahForm",
    "OrangForm",
    "PeraturanForm",
    "ProgramForm",
    "PutusanBentrokForm",
    "SahkanForm",
    "SaringanForm",
    "SelesaiForm",
    "SetujuiForm",
    "TambahAnggotaForm",
    "TerimaForm",
    "TujuanForm",
    "UsulPindahForm",
    "VersiForm",
]
