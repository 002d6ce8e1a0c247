"""Jiwa per jenis: orang, keluarga, kelompok, komunitas; tiap jiwa dihitung satu kali."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q, Sum
from django.db.models.functions import Left

from pmks.angka import Angka, angka
from pmks.bentuk import KODE_KELOMPOK
from pmks.bulat import bulatkan5
from pmks.enums import BentukKesatuan
from pmks.models import SelisihJiwa, SelJiwa
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.wilayah.rentang import NASIONAL, rentang

ISI = ("jumlah", "kk", "jiwa_l", "jiwa_p", "rangkap_l", "rangkap_p")


@dataclass(frozen=True)
class Jiwa:
    """Totals of one type in one place: registered persons, other subjects, their households, and souls in all."""

    orang: int = 0
    kesatuan: int = 0
    kk: int = 0
    jiwa_l: int = 0
    jiwa_p: int = 0

    @property
    def jiwa(self) -> int:
        """Souls in all: a person is one, a family its members, a community its people; nobody twice."""
        return self.jiwa_l + self.jiwa_p

    def dibulatkan(self) -> "Jiwa":
        """Return the same totals rounded to base 5, for readers without a right to identities."""
        return Jiwa(**{nama: bulatkan5(nilai) for nama, nilai in vars(self).items()})


class JiwaTempat(dict[int, Jiwa]):
    """Type -> totals of one place; a type without any has zeros. Type 0 counts each soul once over all types.

    Type 0 leaves out type 14, whose counts bear no names: nobody can tell whether they are registered elsewhere too,
    and an exact total beside rounded parts would give the part away.
    """

    def __missing__(self, jenis: int) -> Jiwa:
        return Jiwa()


def angka_jiwa(kode: list[str], *, di_bawah: str, derajat: int = -1, bulat14: bool = True) -> dict[str, JiwaTempat]:
    """Return the totals per type of places that all have the same level and lie at or under `di_bawah`.

    Four queries, whatever the number of people. Persons as in `angka()`.

    Args:
        derajat: leave out what has not come that far in the review.
        bulat14: round type 14 to base 5; False only for a reader who may open identities.
    """
    sel = cacah_jiwa(kode, di_bawah=di_bawah, status=_sejak(derajat))
    orang = angka(kode, di_bawah=di_bawah, derajat=derajat)
    return {k: satukan(_per_kelamin(orang[k]), sel[k], bulat14=bulat14) for k in kode}


def jiwa_tempat(kode: str, orang: Angka, *, derajat: int = -1, bulat14: bool = True) -> JiwaTempat:
    """Return the totals per type of one place whose persons were counted already. Two queries; see `angka_jiwa`."""
    sel = cacah_jiwa([kode], di_bawah=kode, status=_sejak(derajat))
    return satukan(_per_kelamin(orang), sel[kode], bulat14=bulat14)


def _sejak(derajat: int) -> list[Status]:
    return [s for s, d in DERAJAT.items() if d >= max(derajat, 0)]


def _per_kelamin(orang: Angka) -> Counter:
    return orang.menurut(per=lambda jenis, status, jk, umur: (jenis, jk))


def satukan(orang: Counter, cacah: dict[int, dict[str, int]], *, bulat14: bool) -> JiwaTempat:
    """Return the totals per type of one place from its persons and its other subjects.

    Args:
        orang: persons by (type, sex), of the same statuses as `cacah`.
        cacah: sums per type, as of `cacah_jiwa`.
        bulat14: see `angka_jiwa`.
    """
    tempat = JiwaTempat()
    for jenis in sorted({j for j, _ in orang} | set(cacah)):
        s = cacah.get(jenis) or _kosong()
        satu = Jiwa(
            orang=orang[jenis, "L"] + orang[jenis, "P"],
            kesatuan=s["jumlah"],
            kk=s["kk"],
            jiwa_l=orang[jenis, "L"] + s["jiwa_l"] - s["rangkap_l"],
            jiwa_p=orang[jenis, "P"] + s["jiwa_p"] - s["rangkap_p"],
        )
        tempat[jenis] = satu.dibulatkan() if jenis == KODE_KELOMPOK and bulat14 else satu
    return tempat


def _cacah(kode: list[str], di_bawah: str, kunci: str, status: Collection[Status]) -> list[dict]:
    """Return the sums of the cells and of what is not folded yet, per place and `jenis` or `bentuk`."""
    awal, akhir = rentang(di_bawah)
    jumlah = {n: Sum(n) for n in ISI}
    baris = []
    for kueri in (
        SelJiwa.objects.filter(wilayah_id__in=kode).annotate(w=F("wilayah_id")),
        SelisihJiwa.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir).annotate(
            w=Left("wilayah_id", len(kode[0]))
        ),
    ):
        syarat = Q(status__in=status) if kunci == "jenis" else Q(status__in=status) & _satu_kali()
        baris += list(kueri.filter(syarat).values("w", kunci).annotate(**jumlah).order_by())
    return baris


def jumlah_kesatuan(kode: str, *, jenis: int, bentuk: str, status: list[Status]) -> int:
    """Return how many families, groups and communities a place holds in a type, from the summary. Two queries.

    Args:
        bentuk: only of this form; empty: of all.
    """
    awal, akhir = rentang(kode)
    syarat = Q(jenis=jenis, status__in=status) & (Q(bentuk=bentuk) if bentuk else Q())
    return sum(
        kueri.filter(syarat).aggregate(n=Sum("jumlah"))["n"] or 0
        for kueri in (
            SelJiwa.objects.filter(wilayah_id=kode),
            SelisihJiwa.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir),
        )
    )


def _satu_kali() -> Q:
    return Q(jenis=0) | Q(jenis=KODE_KELOMPOK)


def _kosong() -> dict[str, int]:
    return dict.fromkeys(ISI, 0)


def cacah_jiwa(kode: list[str], *, di_bawah: str, status: Collection[Status]) -> dict[str, dict[int, dict[str, int]]]:
    """Return place -> type -> sums of `ISI` over some statuses; places of one level at or under `di_bawah`.

    Two queries. The statuses are all from a degree on, or the verified and approved (see `SelJiwa`).
    """
    hasil: dict = {k: defaultdict(_kosong) for k in kode}
    for baris in _cacah(kode, di_bawah, "jenis", status) if kode else []:
        # Nasional tidak tertulis dalam kode desa.
        tempat = NASIONAL if kode == [NASIONAL] else baris["w"]
        if tempat in hasil:
            for n in ISI:
                hasil[tempat][baris["jenis"]][n] += baris[n]
    return hasil


def angka_bentuk(kode: str, *, derajat: int = -1, bulat14: bool = True) -> dict[BentukKesatuan, Jiwa]:
    """Return per form how many subjects, households and souls a place holds, each subject once. Two queries.

    Souls here are all members, also those who are registered as persons.
    """
    jumlah = {b: _kosong() for b in BentukKesatuan}
    for baris in _cacah([kode], kode, "bentuk", _sejak(derajat)):
        for n in ISI:
            jumlah[BentukKesatuan(baris["bentuk"])][n] += baris[n]
    hasil = {
        b: Jiwa(kesatuan=s["jumlah"], kk=s["kk"], jiwa_l=s["jiwa_l"], jiwa_p=s["jiwa_p"]) for b, s in jumlah.items()
    }
    if bulat14:
        hasil[BentukKesatuan.HITUNGAN] = hasil[BentukKesatuan.HITUNGAN].dibulatkan()
    return hasil
