"""Angka PMKS per wilayah, dari sel ringkasan ditambah selisih yang belum dipadatkan."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Q, Sum
from django.db.models.functions import Left, TruncMonth

from pmks.models import Gerak, Sel, Selisih, SelisihGerak
from pmks.models.ringkasan import KELUAR
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.wilayah.rentang import NASIONAL, rentang

ORANG = 0
PANJANG = {0: 1, 1: 2, 2: 5, 3: 8, 4: 13}
MENUNGGU = (Status.DIAJUKAN, Status.DITINJAU_ULANG)
TERVERIFIKASI = (Status.DIVERIFIKASI, Status.DISAHKAN)


@dataclass
class Angka:
    """Counts of one place. Keys: (jenis, status, jk, kelompok_umur); jenis 0 counts persons.

    `keluar` holds those no longer looked after, by (jenis, jk, kelompok_umur); no other count includes them.
    """

    sel: Counter = field(default_factory=Counter)
    keluar: Counter = field(default_factory=Counter)
    derajat: int = -1

    def tambah(self, jenis: int, status: str, jk: str, umur: int, jumlah: int) -> None:
        """Add a cell."""
        if status == KELUAR:
            self.keluar[jenis, jk, umur] += jumlah
        else:
            self.sel[jenis, status, jk, umur] += jumlah

    def jumlah(self, *, jenis: int | None = ORANG, status=None, jk: str | None = None, umur: int | None = None) -> int:
        """Return the sum over the cells that match; `jenis=None` sums all types (a person may count twice)."""
        return sum(
            n
            for (j, s, k, u), n in self.sel.items()
            if (j == jenis if jenis is not None else j > 0)
            and (status is None or s in status)
            and (jk is None or k == jk)
            and (umur is None or u == umur)
            and DERAJAT[s] >= self.derajat
        )

    def menurut(self, *, per: Callable[[int, str, str, int], Hashable]) -> Counter:
        """Return the sums grouped by what `per(jenis, status, jk, umur)` answers; None leaves a cell out."""
        hasil: Counter = Counter()
        for kunci, n in self.sel.items():
            if DERAJAT[kunci[1]] >= self.derajat and (kelompok := per(*kunci)) is not None:
                hasil[kelompok] += n
        return hasil

    @property
    def orang(self) -> int:
        """Persons with at least one type that was not cancelled."""
        return self.jumlah()

    @property
    def orang_keluar(self) -> int:
        """Persons who were helped out, moved, died or were lost; in no other count."""
        return sum(n for (jenis, _, _), n in self.keluar.items() if jenis == ORANG)

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
        return self.jumlah(jenis=None, status=MENUNGGU)


@dataclass
class AngkaPokok:
    """The main counts of a place, for tables of many places."""

    orang: int = 0
    terverifikasi: int = 0
    disahkan: int = 0
    menunggu: int = 0
    siap_disahkan: int = 0
    kasus_disahkan: int = 0


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
        hasil[baris[0]].tambah(*baris[1:])
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
            hasil[baris[0]].tambah(*baris[1:])
    return hasil


def angka_satu(kode: str, *, derajat: int = -1) -> Angka:
    """Return the counts of one place."""
    return angka([kode], di_bawah=kode, derajat=derajat)[kode]


POKOK = {
    "orang": Sum("jumlah", filter=Q(jenis=ORANG) & ~Q(status=KELUAR)),
    "terverifikasi": Sum("jumlah", filter=Q(jenis=ORANG, status__in=TERVERIFIKASI)),
    "disahkan": Sum("jumlah", filter=Q(jenis=ORANG, status=Status.DISAHKAN)),
    "menunggu": Sum("jumlah", filter=Q(jenis__gt=ORANG, status__in=MENUNGGU)),
    "siap_disahkan": Sum("jumlah", filter=Q(jenis__gt=ORANG, status=Status.DIVERIFIKASI)),
    "kasus_disahkan": Sum("jumlah", filter=Q(jenis__gt=ORANG, status=Status.DISAHKAN)),
}


def angka_pokok(kode: list[str], *, di_bawah: str) -> dict[str, AngkaPokok]:
    """Return the main counts of places of one level at or under `di_bawah`, summed by the database. Two queries."""
    hasil = {k: AngkaPokok() for k in kode}
    if not kode:
        return hasil
    awal, akhir = rentang(di_bawah)
    selisih = Selisih.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir)
    for kueri in (
        Sel.objects.filter(wilayah_id__in=kode).annotate(w=F("wilayah_id")),
        selisih.annotate(w=Left("wilayah_id", len(kode[0]))),
    ):
        for baris in kueri.values("w").annotate(**POKOK).order_by():
            if baris["w"] not in hasil:
                continue
            for nama in POKOK:
                setattr(hasil[baris["w"]], nama, getattr(hasil[baris["w"]], nama) + (baris[nama] or 0))
    return hasil


def jumlah_sel(
    kode: str, *, jenis: int | None = None, status=None, jk: str | None = None, umur: int | None = None
) -> int:
    """Return a sum over a place's cells, added up by the database; `jenis=None` sums all types. Two small queries.

    Who is no longer looked after is left out, unless `status` names `KELUAR`.
    """
    syarat = Q(jenis=jenis) if jenis is not None else Q(jenis__gt=ORANG)
    syarat &= Q(status__in=status) if status is not None else ~Q(status=KELUAR)
    if jk is not None:
        syarat &= Q(jk=jk)
    if umur is not None:
        syarat &= Q(kelompok_umur=umur)
    awal, akhir = rentang(kode)
    padat = Sel.objects.filter(syarat, wilayah_id=kode).aggregate(n=Sum("jumlah"))["n"] or 0
    selisih = Selisih.objects.filter(syarat, wilayah_id__gte=awal, wilayah_id__lt=akhir)
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


def jumlah_gerak(kode: str, *, sejak: date, sampai: date) -> Counter:
    """Return act -> count of a period at or under a place, summed by the database."""
    awal, akhir = rentang(kode)
    hasil: Counter = Counter()
    for kueri in (
        Gerak.objects.filter(wilayah_id=kode),
        SelisihGerak.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir),
    ):
        kueri = kueri.filter(tanggal__gte=sejak, tanggal__lte=sampai)
        hasil.update(dict(kueri.values_list("aksi").annotate(n=Sum("jumlah")).order_by()))
    return hasil


def gerak_bulanan(kode: str, *, kini: date, bulan: int = 12) -> list[tuple[date, Counter]]:
    """Return the last months, oldest first, each with act -> count; summed by the database."""
    awal = [kini.replace(day=1)]
    while len(awal) < bulan:
        awal.append((awal[-1] - timedelta(days=1)).replace(day=1))
    awal.reverse()
    per_bulan: dict[date, Counter] = {b: Counter() for b in awal}
    bawah, atas = rentang(kode)
    for kueri in (
        Gerak.objects.filter(wilayah_id=kode),
        SelisihGerak.objects.filter(wilayah_id__gte=bawah, wilayah_id__lt=atas),
    ):
        kelompok = kueri.filter(tanggal__gte=awal[0], tanggal__lte=kini).annotate(b=TruncMonth("tanggal"))
        for baris in kelompok.values("b", "aksi").annotate(n=Sum("jumlah")).order_by():
            per_bulan[baris["b"]][baris["aksi"]] += baris["n"]
    return list(per_bulan.items())
