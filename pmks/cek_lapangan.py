"""Daftar cek lapangan: siapa yang dicetak untuk didatangi, dan apa yang tidak ikut ke kertas."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from pmks.enums import KelompokUmur, Peka
from pmks.models import Kasus, Orang, acuan_jenis
from pmks.models.pembatasan import tanpa_dibatasi, yang_dibatasi
from pmks.saringan import SaringOrang
from tksk_portal.wilayah.models import Wilayah

PALING_BANYAK = 300
ANAK = (KelompokUmur.BALITA, KelompokUmur.ANAK)


@dataclass(frozen=True)
class DaftarCek:
    """What a printed list holds.

    Attributes:
        orang: in the order of a walk: village, RW, RT, name.
        tersembunyi: persons left out because a type of theirs is sensitive, or they are children.
        melebihi: more match than are printed at once.
        dibatasi: persons left out because their processing is restricted; never printed.
    """

    orang: list[Orang]
    tersembunyi: int
    melebihi: bool
    dibatasi: int


def susun(saring: SaringOrang, *, dengan_peka: bool) -> DaftarCek:
    """Return the persons of a filter for a visit. Sensitive types and children only on purpose; types of theirs never.
    Nobody whose processing is restricted.

    Needs valid filters.
    """
    rekaman: QuerySet = tanpa_dibatasi(saring.qs)
    tertutup = Q(peka__gt=Peka.BIASA) | Q(kelompok_umur__in=ANAK)
    pilih = rekaman if dengan_peka else rekaman.exclude(tertutup)
    urut = ("wilayah_id", F("rw").asc(nulls_last=True), F("rt").asc(nulls_last=True), "nama_cari", "pk")
    orang = list(pilih.order_by(*urut)[: PALING_BANYAK + 1])
    melebihi, orang = len(orang) > PALING_BANYAK, orang[:PALING_BANYAK]
    tersembunyi = 0 if dengan_peka else rekaman.filter(tertutup).order_by()[: PALING_BANYAK + 1].count()
    _hias(orang)
    dibatasi = yang_dibatasi(saring.qs).order_by().count()
    return DaftarCek(orang, tersembunyi, melebihi, dibatasi)


def _hias(orang: list[Orang]) -> None:
    desa = {w.pk: w for w in Wilayah.objects.filter(pk__in={o.wilayah_id for o in orang})}
    acuan, jenis = acuan_jenis(), {}
    for k in Kasus.objects.aktif().filter(orang__in=[o.pk for o in orang]).order_by("jenis_id"):
        if acuan[k.jenis_id].peka == Peka.BIASA:
            jenis.setdefault(k.orang_id, []).append(acuan[k.jenis_id].pendek)
    for o in orang:
        o.desa, o.jenis_cetak = desa[o.wilayah_id], ", ".join(jenis.get(o.pk, []))
