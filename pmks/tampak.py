"""Apa yang tampak dari seseorang, menurut peran dan pembukaan (docs/keputusan/apa-yang-boleh-diketahui.md).

Di daftar hanya ada dua macam baris, siapa pun orangnya: terbuka (nama, jenis, dan status) dan tertutup (nama samar
tanpa apa pun tentang jenisnya). Jenisnya tidak ikut menentukan yang mana; pembacanya yang menentukan.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from pmks.enums import Peka
from pmks.models import Kesatuan, Orang
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.jejak.models import LAMA_BUKA, Bagian, Pembukaan, catat_pembukaan_banyak
from tksk_portal.jejak.tampak import PERLU_TUJUAN

# Yang pernah dibuka lewat salah satunya, jenisnya sudah diketahui pembacanya.
MEMBUKA_JENIS = (Bagian.RINCI, Bagian.DAFTAR)
DIBUKA = "daftar_dibuka"
DIBUKA_TERBANYAK = 20
TERTUTUP = "Identitas tertutup"


# Siapa yang ada -----------------------------------------------------------------------------------------------------


def peka_terlihat(by: Lingkup) -> int | None:
    """Return the most sensitive kind of person that lists and searches show this role; None: no limit.

    The camat meets nobody of a sensitive type, province and Kemensos nobody of a very sensitive one (those only by a
    type, with a purpose). Such a person is as absent as one who was never recorded.
    """
    if by.peran == Peran.CAMAT:
        return Peka.BIASA
    return Peka.ANAK_STIGMA if by.peran in PERLU_TUJUAN else None


def terlihat(rekaman: QuerySet, by: Lingkup, *, lewat: str = "") -> QuerySet:
    """Keep the persons that lists and searches show this role; `lewat` is the path to the person."""
    paling = peka_terlihat(by)
    return rekaman if paling is None else rekaman.filter(**{f"{lewat}peka__lte": paling})


def ada_bagi(orang: Orang, by: Lingkup) -> bool:
    """Tell whether a person's own page is there for this role: the camat meets nobody of a sensitive type."""
    return by.peran != Peran.CAMAT or orang.peka == Peka.BIASA


# Daftar -------------------------------------------------------------------------------------------------------------


def terbuka_bagi(rekaman: Iterable[Orang | Kesatuan], by: Lingkup) -> set[UUID]:
    """Return which of these (all of one kind) stand open in a list: recorded by the reader, or opened within the hour.

    One query. The camat cannot open; those it meets are of ordinary types and stand open.
    """
    rekaman = list(rekaman)
    if by.peran == Peran.CAMAT:
        return {o.pk for o in rekaman if o.peka == Peka.BIASA}
    sendiri = {o.pk for o in rekaman if by.akun_id and o.dibuat_oleh_id == by.akun_id and by.peran not in PERLU_TUJUAN}
    if len(sendiri) == len(rekaman):
        return sendiri
    return sendiri | set(
        Pembukaan.objects.filter(
            jenis=rekaman[0]._meta.label_lower,
            objek_id__in=[o.pk for o in rekaman],
            penempatan_id=by.penempatan_id,
            bagian__in=MEMBUKA_JENIS,
            pada__gte=timezone.now() - LAMA_BUKA,
        ).values_list("objek_id", flat=True)
    )


def buka_baris(rekaman: Iterable[Orang | Kesatuan], by: Lingkup, *, tujuan: str | None) -> set[UUID]:
    """Return which of these stand open in a list; of an opened list all, and who was closed is logged.

    Args:
        tujuan: the reader opened this list (with this purpose, empty where none is asked). None: it was not opened.
    """
    rekaman = list(rekaman)
    buka = terbuka_bagi(rekaman, by)
    if tujuan is None or by.peran == Peran.CAMAT:
        return buka
    baru = {o.pk: o for o in rekaman if o.pk not in buka}
    catat_pembukaan_banyak(objek=list(baru.values()), bagian=Bagian.DAFTAR, by=by, tujuan=tujuan)
    return buka | baru.keys()


def hias_nama(orang: Iterable[Orang], by: Lingkup, *, tujuan: str | None = None) -> None:
    """Set `terbuka` and `nama_tampil` on each person of a list; `tujuan` as for `buka_baris`."""
    orang = list(orang)
    buka = buka_baris(orang, by, tujuan=tujuan)
    for o in orang:
        o.terbuka = o.pk in buka
        # Camat: nama anak tetap samar; umurnya memang tampak.
        o.nama_tampil = o.nama if o.terbuka and not (by.peran == Peran.CAMAT and o.tersamar) else o.nama_samar


def buka_daftar(request: HttpRequest, kunci: str, tujuan: str = "") -> None:
    """Remember in the session that this duty opened a list, for as long as an opening lasts."""
    semua: dict = request.session.get(DIBUKA, {})
    semua.pop(_kunci(request, kunci), None)
    semua[_kunci(request, kunci)] = [(timezone.now() + LAMA_BUKA).timestamp(), tujuan]
    request.session[DIBUKA] = dict(list(semua.items())[-DIBUKA_TERBANYAK:])


def daftar_dibuka(request: HttpRequest, kunci: str) -> str | None:
    """Return the purpose with which this duty opened a list within the hour; None when it did not."""
    sampai, tujuan = request.session.get(DIBUKA, {}).get(_kunci(request, kunci), (0, ""))
    return tujuan if sampai > timezone.now().timestamp() else None


def _kunci(request: HttpRequest, kunci: str) -> str:
    return f"{request.lingkup.penempatan_id} {kunci}"


# Satu orang ---------------------------------------------------------------------------------------------------------


def boleh_rinci(orang: Orang | Kesatuan, by: Lingkup) -> bool:
    """Tell whether the name, address and types may be shown on the record's page now."""
    if by.peran in PERLU_TUJUAN:
        return Pembukaan.objects.masih_terbuka(orang, by, Bagian.RINCI)
    return by.peran != Peran.CAMAT or not orang.tersamar
