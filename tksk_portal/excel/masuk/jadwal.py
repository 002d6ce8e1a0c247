"""Menghapus isi unggahan yang masanya lewat; jumlahnya tetap."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.excel.masuk.alur import bersihkan as bersihkan_satu
from tksk_portal.excel.models import Unggahan
from tksk_portal.pekerjaan.jadwal import terjadwal
from tksk_portal.pekerjaan.models import Pekerjaan

SEKALI = 50


@terjadwal(setiap=timedelta(hours=1), sendiri=True)
def bersihkan() -> int:
    """Erase rows and files of expired uploads, each in a transaction of its own; return how many uploads."""
    sistem = lingkup.sistem("membersihkan unggahan")
    jumlah = 0
    while jumlah < SEKALI:
        with lingkup.masuk(sistem):
            # Yang sedang dikerjakan menunggu: menghapus barisnya di tengah penulisan memotong datanya.
            hidup = Pekerjaan.objects.belum_selesai().filter(pk=OuterRef("pekerjaan"))
            lewat = Unggahan.objects.filter(~Exists(hidup), kedaluwarsa_pada__lte=timezone.now(), dibersihkan_pada=None)
            u = lewat.order_by("kedaluwarsa_pada", "pk").select_for_update(skip_locked=True).first()
            if u is None:
                break
            bersihkan_satu(u, by=sistem)
            jumlah += 1
    return jumlah
