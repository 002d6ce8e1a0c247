"""Angka PMKS per wilayah, dari sel ringkasan ditambah selisih yang belum dipadatkan."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import Left

from pmks.models import Gerak, Sel, Selisih, SelisihGerak
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.wilayah.rentang import NASIONAL, rentang

ORANG = 0
PANJANG = {0: 1, 1: 2, 2: 5, 3: 8, 4: 13}
MENUNGGU = (Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DITINJAU_ULANG)
TERVERIFIKASI = (Status.DIVERIFIKASI, Status.DISAHKAN)


@dataclass
class Angka:
    """Counts of one place. Keys: (jenis, status, jk, kelompok_umur); jenis 0 counts persons."""

    sel: Counter = field(default_factory=Counter)
    derajat: int = -1

    def jumlah(self, *, jenis: int | None = ORANG, status=None, jk: str | None = None, umur: int | None = None) -> int:
        """Return the sum over the cells that match; `jenis=None` sums all types (a person may count twice)."""
        return sum(
            n
            for (j, s, k, u), n in self.sel.items()
            if (j == jenis if jenis is not None else j > 0)
            and (status is None or s in status)
            and (jk is None or k == jk)
            and (umur is None or u == umur)
            and DERAJAT[Status(s)] >= self.derajat
        )

    @property
    def orang(self) -> int:
        """Persons with at least one type that was not cancelled."""
        return self.jumlah()

    @property
    def terverifikasi(self) -> int:
        """Persons verified by the kabupaten/kota or approved by the province."""
        return self.jumlah(status=TERVERIFIKASI)

    @property
    def disahkan(self) -> int:
        """Persons approved by the province."""
        return self.jumlah(status=(Status.DISAHKAN,))

    @property
    def menunggu(self) -> int:
        """Persons in types waiting for verification."""
        return self.jumlah(jenis=None, status=(Status.DIAJUKAN, Status.DITINJAU_ULANG))

    def per_jenis(self) -> Counter:
        """Return jenis -> count."""
        hasil: Counter = Counter()
        for (j, s, _, _), n in self.sel.items():
            if j > 0 and DERAJAT[Status(s)] >= self.derajat:
                hasil[j] += n
        return +hasil


def angka(kode: list[str], *, di_bawah: str, derajat: int = -1) -> dict[str, Angka]:
    """Return the counts of places that all have the same level and lie at or under `di_bawah`.

    Two queries, whatever the number of people. `derajat` leaves out what has not come that far.
    """
    hasil: dict[str, Angka] = defaultdict(lambda: Angka(derajat=derajat))
    if not kode:
        return hasil
    for k in kode:
        hasil[k]
    kolom = ("jenis", "status", "jk", "kelompok_umur")
    for baris in Sel.objects.filter(wilayah_id__in=kode).exclude(jumlah=0).values_list("wilayah_id", *kolom, "jumlah"):
        hasil[baris[0]].sel[baris[1:5]] += baris[5]
    awal, akhir = rentang(di_bawah)
    selisih = Selisih.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir)
    if kode == [NASIONAL]:
        kelompok = selisih.values(*kolom).annotate(n=Sum("jumlah")).values_list(*kolom, "n")
        baris_selisih = [(NASIONAL, *b) for b in kelompok]
    else:
        kelompok = selisih.annotate(w=Left("wilayah_id", len(kode[0]))).values("w", *kolom).annotate(n=Sum("jumlah"))
        baris_selisih = kelompok.values_list("w", *kolom, "n")
    for baris in baris_selisih:
        if baris[0] in hasil:
            hasil[baris[0]].sel[tuple(baris[1:5])] += baris[5]
    return hasil


def angka_satu(kode: str, *, derajat: int = -1) -> Angka:
    """Return the counts of one place."""
    return angka([kode], di_bawah=kode, derajat=derajat)[kode]


def jumlah_status(kode: str, status: tuple[str, ...]) -> int:
    """Return how many persons in types of a place have one of the states; cheap enough for every page's menu."""
    awal, akhir = rentang(kode)
    syarat = {"jenis__gt": ORANG, "status__in": status}
    padat = Sel.objects.filter(wilayah_id=kode, **syarat).aggregate(n=Sum("jumlah"))["n"] or 0
    selisih = Selisih.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir, **syarat)
    return padat + (selisih.aggregate(n=Sum("jumlah"))["n"] or 0)


def gerak(kode: str, *, sejak: date, sampai: date) -> dict[tuple[date, str], int]:
    """Return (day, act) -> count at or under a place, kecamatan being the finest level."""
    hasil: Counter = Counter()
    saring = {"tanggal__gte": sejak, "tanggal__lte": sampai}
    for tanggal, aksi, n in Gerak.objects.filter(wilayah_id=kode, **saring).values_list("tanggal", "aksi", "jumlah"):
        hasil[tanggal, aksi] += n
    awal, akhir = rentang(kode)
    selisih = SelisihGerak.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir, **saring)
    for tanggal, aksi, n in (
        selisih.values("tanggal", "aksi").annotate(n=Sum("jumlah")).values_list("tanggal", "aksi", "n")
    ):
        hasil[tanggal, aksi] += n
    return dict(hasil)


def gerak_bulanan(kode: str, *, kini: date, bulan: int = 12) -> list[tuple[date, Counter]]:
    """Return the last months, oldest first, each with act -> count."""
    awal = [kini.replace(day=1)]
    while len(awal) < bulan:
        awal.append((awal[-1] - timedelta(days=1)).replace(day=1))
    awal.reverse()
    per_bulan: dict[date, Counter] = {b: Counter() for b in awal}
    for (tanggal, aksi), n in gerak(kode, sejak=awal[0], sampai=kini).items():
        per_bulan[tanggal.replace(day=1)][aksi] += n
    return list(per_bulan.items())
