"""PMKS: orang, orang dalam jenis (kasus), usulan perubahan, pengesahan, dan ringkasan angkanya."""

from pmks.models.acuan import JenisPMKS, KriteriaPMKS, acuan_jenis
from pmks.models.berkas import BerkasOrang
from pmks.models.gabung import Penggabungan
from pmks.models.kasus import Kasus, PutusanKasus
from pmks.models.orang import Orang
from pmks.models.pengesahan import Pengecualian, Pengesahan
from pmks.models.pindah import Pindahan
from pmks.models.potret import Potret, Saringan
from pmks.models.revisi import PutusanRevisi, Revisi
from pmks.models.ringkasan import Gerak, Sel, Selisih, SelisihGerak

__all__ = [
    "BerkasOrang",
    "Gerak",
    "JenisPMKS",
    "Kasus",
    "KriteriaPMKS",
    "Orang",
    "Pengecualian",
    "Pengesahan",
    "Penggabungan",
    "Pindahan",
    "Potret",
    "PutusanKasus",
    "PutusanRevisi",
    "Revisi",
    "Saringan",
    "Sel",
    "Selisih",
    "SelisihGerak",
    "acuan_jenis",
]
