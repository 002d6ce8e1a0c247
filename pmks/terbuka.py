"""Pekerjaan terbuka PMKS di sebuah kecamatan: draf, yang dikembalikan, usulan, pindahan; untuk serah terima TKSK."""

from functools import partial

from pmks.models import Kasus, KasusKesatuan, Pindahan, Revisi
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.terbuka import PekerjaanTerbuka
from tksk_portal.wilayah.rentang import rentang


def _kasus(status: str, kecamatan: str) -> int:
    awal, akhir = rentang(kecamatan)
    tempat = {"wilayah_id__gte": awal, "wilayah_id__lt": akhir}
    orang = Kasus.objects.filter(status=status, orang__digabung_ke=None, **tempat).count()
    return orang + KasusKesatuan.objects.filter(status=status, **tempat).count()


def _usulan(kecamatan: str) -> int:
    awal, akhir = rentang(kecamatan)
    return Revisi.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir).dapat_diperbaiki().count()


def _pindahan(kecamatan: str) -> int:
    return Pindahan.objects.menunggu(kecamatan).count()


PEKERJAAN = (
    PekerjaanTerbuka("pmks.draf", "Data PMKS yang masih draf", partial(_kasus, Status.DRAF), "/pmks/?status=draf"),
    PekerjaanTerbuka(
        "pmks.dikembalikan",
        "Data PMKS yang dikembalikan untuk diperbaiki",
        partial(_kasus, Status.DIKEMBALIKAN),
        "/pmks/?status=dikembalikan",
    ),
    PekerjaanTerbuka("pmks.usulan", "Usulan perubahan yang dikembalikan", _usulan, "/pmks/"),
    PekerjaanTerbuka("pmks.pindahan", "Pindahan antarkecamatan yang menunggu jawaban", _pindahan, "/pmks/pindah/"),
)
