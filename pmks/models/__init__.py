"""PMKS: orang, orang dalam jenis (kasus), usulan perubahan, pengesahan, dan ringkasan angkanya."""

from pmks.models.acuan import (
    AturanJenis,
    JenisPMKS,
    LabelTurunan,
    Peraturan,
    PotretAcuan,
    StempelAcuan,
    acuan,
    acuan_jenis,
    lupakan_acuan,
)
from pmks.models.berkas import BerkasOrang
from pmks.models.gabung import Penggabungan
from pmks.models.jalan import DataDTSEN, KeadaanOrang, Kebutuhan, Layanan
from pmks.models.jiwa import JiwaKesatuan, PotretJiwa, SelisihJiwa, SelJiwa
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
from pmks.models.pembatasan import Pembatasan
from pmks.models.pengesahan import Pengecualian, Pengesahan
from pmks.models.pindah import Pindahan
from pmks.models.potret import Potret, Saringan
from pmks.models.program import Program
from pmks.models.revisi import PutusanRevisi, Revisi
from pmks.models.ringkasan import Gerak, Sel, Selisih, SelisihGerak

__all__ = [
    "AnggotaKesatuan",
    "AturanJenis",
    "Bentrok",
    "BerkasOrang",
    "DataDTSEN",
    "Gerak",
    "IndeksNIK",
    "JenisPMKS",
    "JiwaKesatuan",
    "Kasus",
    "KasusKesatuan",
    "KeadaanOrang",
    "Kebutuhan",
    "Kesatuan",
    "KunciNIK",
    "LabelTurunan",
    "Layanan",
    "Orang",
    "PasanganMirip",
    "Pembatasan",
    "PencarianNIK",
    "Pengecualian",
    "PengecualianKesatuan",
    "Pengesahan",
    "Penggabungan",
    "Peraturan",
    "Pindahan",
    "Potret",
    "PotretAcuan",
    "PotretJiwa",
    "Program",
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
    "StempelAcuan",
    "acuan",
    "acuan_jenis",
    "lupakan_acuan",
]
