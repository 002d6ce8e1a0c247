"""Yang harus dikerjakan PMKS bila kode wilayah diganti, selain memindahkan barisnya (`tksk_portal/mekar/kait.py`).

Pemicu yang menjaga "satu keluarga dalam satu kecamatan" dan "tempat sebuah pindahan tidak berubah" diam selama
pemekaran (migrasi 0025): keluarga yang pindah utuh tetap utuh. Yang sesudahnya terpisah diselesaikan di sini.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils import timezone

from pmks.enums import SebabKeluar, StatusPindahan
from pmks.models import AnggotaKesatuan, Pindahan
from tksk_portal.excel.enums import TERBUKA, StatusBaris
from tksk_portal.excel.masuk.simpan import hitung
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.mekar.kait import Kait
from tksk_portal.mekar.models import Mekar
from tksk_portal.wilayah.rentang import memuat

PINDAH_KECAMATAN = "Desa ini sekarang di kecamatan lain karena pemekaran. Unggah di kecamatan itu."


def _terpisah():
    """Return the memberships that still run although family and person lie in different kecamatan."""
    berjalan = AnggotaKesatuan.objects.filter(keluar_pada=None, orang__isnull=False)
    return berjalan.annotate(di=Left("wilayah_id", 8)).exclude(di=Left("orang__wilayah_id", 8))


def _sesudah(mekar: Mekar) -> dict:
    """End memberships across the new border, let open hand-overs follow their person, refuse rows out of reach."""
    kode = {k for satu in mekar.pasangan for k in satu}
    kunci = [str(pk) for pk in _terpisah().filter(_menyentuh(kode)).values_list("pk", flat=True)]
    AnggotaKesatuan.objects.filter(pk__in=kunci).update(
        keluar_pada=timezone.localdate(), keluar_sebab=SebabKeluar.PINDAH
    )
    _ikutkan_pindahan(mekar.kode_baru)
    _tolak_baris(mekar)
    return {"anggota": kunci, "hari": timezone.localdate().isoformat()}


def _menyentuh(kode: set[str]):
    return Q(wilayah_id__in=kode) | Q(orang__wilayah_id__in=kode)


def _ikutkan_pindahan(kode: Iterable[str]) -> None:
    """An open proposal is the business of the kecamatan in which its person is now."""
    terbuka = Pindahan.objects.filter(status=StatusPindahan.DIUSULKAN, orang__wilayah__in=list(kode))
    terbuka = terbuka.annotate(di=Left("orang__wilayah_id", 8)).exclude(di=F("dari_id"))
    for pindahan in terbuka.order_by("pk"):
        Pindahan.objects.filter(pk=pindahan.pk).update(dari_id=pindahan.di)


def _tolak_baris(mekar: Mekar) -> None:
    """Rows of open uploads whose village left the office that uploaded them would break its batch."""
    terbuka = {u.pk: u for u in Unggahan.objects.filter(status__in=TERBUKA)}
    asing: dict[UUID, list[int]] = {}
    baris = BarisUnggahan.objects.filter(unggahan__in=list(terbuka), isi__orang__wilayah_id__in=mekar.kode_baru)
    for pk, induk, kode in baris.values_list("pk", "unggahan_id", "isi__orang__wilayah_id"):
        if not memuat(terbuka[induk].wilayah_id, kode):
            asing.setdefault(induk, []).append(pk)
    pesan = [{"medan": "desa", "pesan": PINDAH_KECAMATAN, "saran": "", "nada": "tolak"}]
    for induk, kunci in asing.items():
        BarisUnggahan.objects.filter(pk__in=kunci).update(status=StatusBaris.SALAH, pesan=pesan)
        Unggahan.objects.filter(pk=induk).update(hitung=hitung(terbuka[induk]))


def _urungkan(mekar: Mekar, catatan: dict) -> None:
    """Put back the memberships that the split had ended, unless somebody changed them since."""
    AnggotaKesatuan.objects.filter(
        pk__in=catatan.get("anggota", []), keluar_sebab=SebabKeluar.PINDAH, keluar_pada=catatan.get("hari")
    ).update(keluar_pada=None, keluar_sebab="")
    _ikutkan_pindahan(mekar.kode_lama)


KAIT = Kait(sesudah=_sesudah, urungkan=_urungkan)
