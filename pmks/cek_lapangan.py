"""Daftar cek lapangan: siapa yang dicetak untuk didatangi, dan apa yang tidak ikut ke kertas."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, QuerySet

from pmks.enums import Peka
from pmks.models import Kasus, Orang, acuan_jenis
from pmks.models.pembatasan import tanpa_dibatasi, yang_dibatasi
from pmks.saringan import SaringOrang
from tksk_portal.wilayah.models import Wilayah

PALING_BANYAK = 300
URUT = ("wilayah_id", F("rw").asc(nulls_last=True), F("rt").asc(nulls_last=True), "nama_cari", "pk")


@dataclass(frozen=True)
class DaftarCek:
    """What a printed list holds.

    Attributes:
        orang: in the order of a walk: village, RW, RT, name.
        tersembunyi: left out because a type of theirs is sensitive, or they are children. Who looks for a known person
            on the paper learns it from the absence, so they are logged like the printed ones.
        dibatasi: how many were left out because their processing is restricted; None under a type.
    """

    orang: list[Orang]
    tersembunyi: list[Orang]
    dibatasi: int | None


def susun(saring: SaringOrang, *, dengan_peka: bool) -> DaftarCek:
    """Return the persons of a filter for a visit. Sensitive types and children only on purpose; types of theirs never.
    Nobody whose processing is restricted.

    Needs valid filters. The first `PALING_BANYAK` that match are taken whoever they are, then parted.
    """
    cocok = list(tanpa_dibatasi(saring.qs).order_by(*URUT)[:PALING_BANYAK])
    orang = [o for o in cocok if dengan_peka or not o.tersamar]
    cetak = {o.pk for o in orang}
    _hias(orang)
    return DaftarCek(orang, [o for o in cocok if o.pk not in cetak], banyak_dibatasi(saring))


def banyak_cocok(saring: SaringOrang) -> int | None:
    """Return how many can be printed, at most one more than are; None under a type, which a count would tell of."""
    return _banyak(saring, tanpa_dibatasi)


def banyak_dibatasi(saring: SaringOrang) -> int | None:
    """Return how many are left out for a restriction, at most one more than are printed; None under a type."""
    return _banyak(saring, yang_dibatasi)


def _banyak(saring: SaringOrang, pilih: Callable[[QuerySet], QuerySet]) -> int | None:
    if saring.jenis_dipilih is not None:
        return None
    return pilih(saring.qs).order_by()[: PALING_BANYAK + 1].count()


def _hias(orang: list[Orang]) -> None:
    desa = {w.pk: w for w in Wilayah.objects.filter(pk__in={o.wilayah_id for o in orang})}
    acuan, jenis = acuan_jenis(), {}
    for k in Kasus.objects.aktif().filter(orang__in=[o.pk for o in orang]).order_by("jenis_id"):
        if acuan[k.jenis_id].peka == Peka.BIASA:
            jenis.setdefault(k.orang_id, []).append(acuan[k.jenis_id].pendek)
    for o in orang:
        o.desa, o.jenis_cetak = desa[o.wilayah_id], ", ".join(jenis.get(o.pk, []))
