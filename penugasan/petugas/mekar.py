"""Yang dikerjakan roster bila kode wilayah diganti, selain memindahkan barisnya (`tksk_portal/mekar/kait.py`).

Formasi, hunian, petugas, dan catatannya berpindah bersama kodenya. Kecamatan yang baru mendapat formasi yang lowong,
bila roster dipakai di provinsinya.
"""

from django.utils import timezone

from penugasan.petugas.models import Formasi, Hunian, Usulan
from tksk_portal.mekar.kait import Kait
from tksk_portal.mekar.models import Mekar
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah


def _sesudah(mekar: Mekar) -> dict | None:
    """Open the formations of the new kecamatan; return their keys."""
    kecamatan = {kode[:8] for kode in mekar.kode_baru if len(kode) >= 8}
    provinsi = {kode[:2] for kode in kecamatan}
    dipakai = {p for p in provinsi if Formasi.objects.terbuka().di_bawah(p).exists()}
    ada = Formasi.objects.terbuka().filter(wilayah__in=kecamatan).values("wilayah_id")
    baru = Wilayah.objects.filter(pk__in=kecamatan, tingkat=Tingkat.KECAMATAN).exclude(pk__in=ada).order_by("pk")
    formasi = [Formasi(wilayah_id=w.pk) for w in baru if w.pk[:2] in dipakai]
    Formasi.objects.bulk_create(formasi)
    return {"formasi": [str(f.pk) for f in formasi]} if formasi else None


def _halangan(mekar: Mekar, catatan: dict) -> list[str]:
    """Say which of the formations that were opened are in use."""
    kunci = catatan.get("formasi", [])
    dihuni = Hunian.objects.sah().filter(formasi__in=kunci).values_list("wilayah__nama", flat=True)
    diusulkan = Usulan.objects.filter(formasi__in=kunci).values_list("wilayah__nama", flat=True)
    return [f"Formasi TKSK Kec. {nama} sudah dihuni atau ada usulannya." for nama in sorted({*dihuni, *diusulkan})]


def _urungkan(mekar: Mekar, catatan: dict) -> None:
    """Close the formations that were opened: their codes are over again."""
    Formasi.objects.filter(pk__in=catatan.get("formasi", [])).update(ditutup_pada=timezone.now())


KAIT = Kait(sesudah=_sesudah, urungkan=_urungkan, halangan=_halangan)
