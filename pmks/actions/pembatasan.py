"""Membatasi pemrosesan data seseorang sesudah keberatan atau permintaannya dipenuhi, dan melepasnya."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pmks.enums import DasarPembatasan
from pmks.kabar import kabari_pembatasan
from pmks.models import Orang, Pembatasan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.tinjauan.actions import Ditolak

TIDAK_DITAMBAH = (
    "Pemrosesan data orang ini dibatasi atas permintaannya, jadi jenis dan kebutuhan tidak ditambah. Dinas sosial "
    "kabupaten/kota dapat melepas pembatasannya dengan alasan."
)


class Dibatasi(Ditolak):
    """The person's processing is restricted; nothing may be added."""


def check_tidak_dibatasi(orang: Orang) -> None:
    """Raise Dibatasi when a type or need may not be added. Locks the person: a restriction waits, or is seen.

    Needs a transaction.
    """
    list(Orang.objects.select_for_update(no_key=True).filter(pk=orang.pk).values_list("pk"))
    if Pembatasan.objects.berlaku().filter(orang=orang).exists():
        raise Dibatasi(TIDAK_DITAMBAH)


@transaction.atomic
def batasi(*, orang: Orang, dasar: DasarPembatasan, permintaan: UUID, alasan: str, by: Lingkup) -> Pembatasan:
    """Restrict the processing of a person's data, as a granted request asks; on a merged record, of the one that
    took it in.

    Raises:
        PermissionDenied: wrong role or place.
    """
    if not boleh(by, "lindung.putuskan") or not by.memuat(orang.wilayah_id):
        raise PermissionDenied
    while orang.digabung_ke_id:
        orang = Orang.objects.get(pk=orang.digabung_ke_id)
    orang = Orang.objects.select_for_update().get(pk=orang.pk)
    # Formulir dan unggahan yang dibuka sebelum ini menjadi basi, jadi tidak menambah jenis diam-diam.
    Orang.objects.filter(pk=orang.pk).update(versi=F("versi") + 1)
    hasil = Pembatasan.objects.create(
        orang=orang,
        wilayah_id=orang.wilayah_id,
        dasar=dasar,
        permintaan=permintaan,
        alasan=alasan.strip(),
        dipasang_oleh_id=by.akun_id,
        dipasang_sebagai=by.keterangan,
    )
    kabari_pembatasan(hasil, "Pemrosesan data seseorang dibatasi atas permintaannya")
    return hasil


def check_lepas(pembatasan: Pembatasan, by: Lingkup) -> None:
    """Raise PermissionDenied unless this duty lifts it: the kabupaten/kota of the person."""
    if by.peran != Peran.KABKOTA or not boleh(by, "lindung.putuskan") or not by.memuat(pembatasan.wilayah_id):
        raise PermissionDenied


def can_lepas(pembatasan: Pembatasan, by: Lingkup) -> bool:
    """Tell whether `check_lepas` would pass."""
    try:
        check_lepas(pembatasan, by)
    except PermissionDenied:
        return False
    return True


@transaction.atomic
def lepas_pembatasan(*, pembatasan: Pembatasan, alasan: str, by: Lingkup) -> Pembatasan:
    """Lift a restriction, with the reason; it stays on record.

    Raises:
        PermissionDenied: not the kabupaten/kota of the person.
        Ditolak: no reason, or somebody lifted it meanwhile.
    """
    check_lepas(pembatasan, by)
    if not alasan.strip():
        raise Ditolak("Tulis mengapa pembatasan ini dilepas.")
    kini = Pembatasan.objects.select_for_update().get(pk=pembatasan.pk)
    if kini.dilepas_pada is not None:
        raise Ditolak("Pembatasan ini sudah dilepas.")
    kini.dilepas_pada, kini.dilepas_oleh_id = timezone.now(), by.akun_id
    kini.dilepas_sebagai, kini.alasan_lepas = by.keterangan, alasan.strip()
    kini.save(update_fields=["dilepas_pada", "dilepas_oleh", "dilepas_sebagai", "alasan_lepas"])
    kabari_pembatasan(kini, "Pembatasan pemrosesan data seseorang dilepas")
    return kini
