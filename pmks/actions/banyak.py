"""Memutuskan banyak data sekaligus dengan satu catatan, tiap-tiapnya menurut versi yang dilihat pemeriksa."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from pmks.kabar import kabari_dikembalikan
from pmks.models import Kasus, Orang
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Ditolak, putuskan_massal
from tksk_portal.tinjauan.enums import Aksi

PALING_BANYAK = 100
BOLEH = (Aksi.VERIFIKASI, Aksi.KEMBALIKAN)


@dataclass(frozen=True)
class HasilBanyak:
    """What became of the chosen records: decided, changed since they were shown, of one's own work."""

    jumlah: int
    berubah: int
    sendiri: int


@transaction.atomic
def putuskan_banyak(
    *, dilihat: dict[UUID, tuple[int, int]], aksi: Aksi, by: Lingkup, komentar: str = ""
) -> HasilBanyak:
    """Verify or return many persons in types at once, with one comment for all.

    What changed since it was shown, and what oneself recorded or submitted, is passed over and counted.

    Args:
        dilihat: key of the person in a type -> (its version, the person's version), as shown.

    Raises:
        Ditolak: nothing or too much was chosen, the role has no such step, or a return has no comment.
    """
    if aksi not in BOLEH:
        raise Ditolak("Yang dapat dilakukan sekaligus: verifikasi dan kembalikan.")
    if not dilihat:
        raise Ditolak("Centang dahulu data yang akan diputuskan.")
    if len(dilihat) > PALING_BANYAK:
        raise Ditolak(f"Paling banyak {PALING_BANYAK} data sekali kirim.")
    kasus = list(Kasus.objects.filter(pk__in=dilihat).only("pk", "versi", "orang_id"))
    # Orangnya dikunci lebih dahulu, seperti pada putusan satu per satu: identitasnya tidak berubah di tengah jalan.
    orang = dict(
        Orang.objects.filter(pk__in={k.orang_id for k in kasus})
        .order_by("pk")
        .select_for_update()
        .values_list("pk", "versi")
    )
    cocok = {k.pk for k in kasus if (k.versi, orang.get(k.orang_id)) == dilihat[k.pk]}
    # Versi dicocokkan lagi di bawah kunci: pemeriksa lain dapat memutuskan di antaranya.
    terkunci = Kasus.objects.filter(pk__in=cocok).order_by("pk").select_for_update().values_list("pk", "versi")
    cocok = {pk for pk, versi in terkunci if versi == dilihat[pk][0]}
    hasil = putuskan_massal(rekaman=Kasus.objects.filter(pk__in=cocok), aksi=aksi, by=by, komentar=komentar)
    if aksi == Aksi.KEMBALIKAN and hasil.jumlah:
        kini = Kasus.objects.filter(pk__in=cocok)
        kabari_dikembalikan(rekaman=[k for k in kini if k.versi != dilihat[k.pk][0]], by=by)
    return HasilBanyak(hasil.jumlah, len(dilihat) - hasil.jumlah - hasil.dilewati, hasil.dilewati)
