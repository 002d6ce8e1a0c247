"""Kabar dari tinjauan PMKS: yang dikembalikan diberitahukan kepada yang harus memperbaikinya."""

from urllib.parse import urlencode

from django.urls import reverse

from pmks.models import Kasus
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import TINGKAT_PERAN, Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.pekerjaan.kabar import Alamat, JenisKabar, kabari_banyak
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.models import Ditinjau
from tksk_portal.wilayah.rentang import jalur, tingkat

DIKEMBALIKAN = JenisKabar("pmks.dikembalikan", "Data PMKS yang dikembalikan kepada saya")


def kabari_dikembalikan(*, rekaman: Ditinjau, by: Lingkup) -> None:
    """Tell who must mend a returned record: the person who did the step before, or those who now hold that duty.

    Unread notices from one office are one line with a count.

    Args:
        rekaman: a person in a type or a pending change, after its return.
    """
    if rekaman.status == Status.DIKEMBALIKAN:
        peran, pelaku, url = Peran.TKSK, rekaman.diajukan_oleh_id, _url_perbaiki(rekaman)
    else:
        peran, pelaku, url = Peran.KABKOTA, rekaman.diverifikasi_oleh_id, reverse("pmks:periksa")
    benda = "data PMKS" if isinstance(rekaman, Kasus) else "usulan perubahan"
    tempat = _tempat(rekaman.wilayah_id, peran)
    pemegang = list(
        Penempatan.objects.berlaku()
        .akun_terbuka()
        .filter(peran=peran, tempat=tempat)
        .values_list("akun_id", flat=True)
        .distinct()
    )
    penerima = [pelaku] if pelaku in pemegang else pemegang
    kabari_banyak(
        [Alamat(akun, tempat) for akun in penerima],
        jenis=DIKEMBALIKAN.kode,
        teks=f"{{n}} {benda} dikembalikan {by.keterangan}",
        url=url,
        kelompok=f"{rekaman._meta.label_lower}:{by.tempat}",
    )


def _url_perbaiki(rekaman: Ditinjau) -> str:
    """Return the list of returned records; a change is mended from its person's page."""
    if isinstance(rekaman, Kasus):
        return reverse("pmks:daftar") + "?" + urlencode({"status": rekaman.status})
    return reverse("pmks:rinci", args=[rekaman.orang_id])


def _tempat(wilayah: str, peran: Peran) -> str:
    """Return the place of the duty of a role above a village."""
    return next(k for k in jalur(wilayah) if tingkat(k) == TINGKAT_PERAN[peran])
