"""PMKS: orang, orang dalam jenis (kasus), usulan perubahan, pengesahan, dan ringkasan angkanya."""

from pmks.models.acuan import JenisPMKS, KriteriaPMKS, acuan_jenis
from pmks.models.berkas import BerkasOrang
from pmks.models.gabung import Penggabungan
from pmks.models.jiwa import JiwaKesatuan, SelisihJiwa, SelJiwa
from pmks.models.kasus import Kasus, PutusanKasus
from pmks.models.kasus_kesatuan import (
    KasusKesatuan,
    PengecualianKesatuan,
    PutusanKesatuan,
    PutusanRevisiKesatuan,
    RevisiKesatuan,
)
from pmks.models.kembar import Bentrok, IndeksNIK, KunciNIK, PasanganMirip, PencarianNIK, SapuanKembar
from pmks.models.kesatuan import AnggotaKesatuan, Kesatuan
from pmks.models.orang import Orang
from pmks.models.pengesahan import Pengecualian, Pengesahan
from pmks.models.pindah import Pindahan
from pmks.models.potret import Potret, Saringan
from pmks.models.revisi import PutusanRevisi, Revisi
from pmks.models.ringkasan import Gerak, Sel, Selisih, SelisihGerak

__all__ = [
    "AnggotaKesatuan",
    "Bentrok",
    "BerkasOrang",
    "Gerak",
    "IndeksNIK",
    "JenisPMKS",
    "JiwaKesatuan",
    "Kasus",
    "KasusKesatuan",
    "Kesatuan",
    "KriteriaPMKS",
    "KunciNIK",
    "Orang",
    "PasanganMirip",
    "PencarianNIK",
    "Pengecualian",
    "PengecualianKesatuan",
    "Pengesahan",
    "Penggabungan",
    "Pindahan",
    "Potret",
    "PutusanKasus",
    "PutusanKesatuan",
    "PutusanRevisi",
    "PutusanRevisiKesatuan",
    "Revisi",
    "RevisiKesatuan",
    "SapuanKembar",
    "Saringan",
    "Sel",
    "SelJiwa",
    "Selisih",
    "SelisihGerak",
    "SelisihJiwa",
    "acuan_jenis",
]
