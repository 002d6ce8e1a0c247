"""Rekap jenis x wilayah x jenis kelamin x umur: hari ini, atau menurut potret akhir triwulan dan tahun."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Sum

from pmks.angka import ORANG, TERVERIFIKASI, angka, jumlah_gerak
from pmks.enums import JenisKelamin, KelompokUmur
from pmks.models import Potret, acuan_jenis
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.wilayah.models import Wilayah

KINI = "kini"
ROMAWI = ("I", "II", "III", "IV")
STATUS = {
    "verifikasi": ("Terverifikasi dan disahkan", TERVERIFIKASI),
    "sah": ("Disahkan", (Status.DISAHKAN,)),
    "semua": ("Semua, juga yang belum terverifikasi", tuple(s for s in Status if DERAJAT[s] >= 0)),
}
KOLOM = tuple((jk.value, umur.value) for umur in KelompokUmur for jk in JenisKelamin)
# Gerak yang disebut di bawah rekap, menurut urutan kejadiannya.
GERAK = {"catat": "dicatat", "ajukan": "diajukan", "verifikasi": "diverifikasi", "sahkan": "disahkan"}
# Keadaan orang (KeadaanOrang), disebut hanya bila terjadi.
GERAK_KEADAAN = {
    "tertangani": "tertangani",
    "pindah": "pindah keluar wilayah",
    "meninggal": "meninggal",
    "hilang": "tidak ditemukan",
    "kembali": "kembali ditangani",
}


@dataclass(frozen=True)
class Periode:
    """A period of the recap.

    Attributes:
        kode: as in the address: "kini", "2026-T3", "2026".
        akhir: the day of its picture; None for today's numbers.
        mulai, sampai: first and last day of the movements that belong to it.
    """

    kode: str
    label: str
    akhir: date | None
    mulai: date
    sampai: date


@dataclass
class Baris:
    """One row: counts by (sex, age group)."""

    label: str
    kunci: str
    sel: Counter = field(default_factory=Counter)
    url: str = ""

    @property
    def isi(self) -> list[int]:
        """The counts in the order of `KOLOM`."""
        return [self.sel[k] for k in KOLOM]

    @property
    def laki(self) -> int:
        """Men and boys."""
        return sum(n for (jk, _), n in self.sel.items() if jk == JenisKelamin.LAKI)

    @property
    def perempuan(self) -> int:
        """Women and girls."""
        return sum(n for (jk, _), n in self.sel.items() if jk == JenisKelamin.PEREMPUAN)

    @property
    def jumlah(self) -> int:
        """All."""
        return self.laki + self.perempuan


def periode_tersedia(kode: str, *, hari: date) -> list[Periode]:
    """Return the periods of a place that have numbers, newest first: today, quarters and years with a picture."""
    potret = sorted(Potret.objects.filter(wilayah=kode).values_list("akhir", flat=True).distinct(), reverse=True)
    hasil = [Periode(KINI, "Hari ini", None, hari.replace(month=1, day=1), hari)]
    tahun_lewat: set[int] = set()
    for akhir in potret:
        if akhir.year not in tahun_lewat:
            tahun_lewat.add(akhir.year)
            hasil.append(_tahun(akhir))
        hasil.append(_triwulan(akhir))
    return hasil


def _triwulan(akhir: date) -> Periode:
    nomor = akhir.month // 3
    mulai = akhir.replace(month=akhir.month - 2, day=1)
    return Periode(f"{akhir.year}-T{nomor}", f"Triwulan {ROMAWI[nomor - 1]} {akhir.year}", akhir, mulai, akhir)


def _tahun(akhir: date) -> Periode:
    """Return the year whose newest picture is that of `akhir`."""
    nomor = akhir.month // 3
    label = f"Tahun {akhir.year}" if nomor == len(ROMAWI) else f"Tahun {akhir.year} sampai triwulan {ROMAWI[nomor - 1]}"
    return Periode(str(akhir.year), label, akhir, akhir.replace(month=1, day=1), akhir)


def diambil_pada(kode: str, akhir: date) -> datetime | None:
    """Return when the picture of a place was taken."""
    return Potret.objects.filter(wilayah=kode, akhir=akhir).aggregate(n=Max("diambil_pada"))["n"]


def rekap_jenis(tempat: Wilayah, periode: Periode, *, status: str) -> list[Baris]:
    """Return a place's rows: all persons first (a person counts once), then each type that occurs."""
    per_jenis: dict[int, Counter] = {}
    for (_, jenis), sel in _sel([tempat.pk], periode, status=status, di_bawah=tempat.pk).items():
        per_jenis[jenis] = sel
    hasil = [Baris("Semua orang (satu orang dihitung sekali)", str(ORANG), per_jenis.pop(ORANG, Counter()))]
    hasil += [
        Baris(f"{kode}. {j.nama}", str(kode), per_jenis[kode]) for kode, j in acuan_jenis().items() if kode in per_jenis
    ]
    return hasil


def rekap_wilayah(tempat: Wilayah, periode: Periode, *, status: str, jenis: int) -> list[Baris]:
    """Return a row for each place under a place, and its own as the total in front."""
    anak = list(Wilayah.objects.filter(induk=tempat.pk).order_by("kode"))
    sel = _sel([w.pk for w in anak], periode, status=status, di_bawah=tempat.pk, jenis=jenis)
    semua = _sel([tempat.pk], periode, status=status, di_bawah=tempat.pk, jenis=jenis)
    hasil = [Baris(tempat.sebutan, tempat.pk, semua.get((tempat.pk, jenis), Counter()))]
    # Kode yang sudah atau belum berlaku pada hari itu hanya disebut bila ada angkanya.
    return hasil + [
        Baris(w.sebutan, w.pk, sel.get((w.pk, jenis), Counter()))
        for w in anak
        if (w.pk, jenis) in sel or _berlaku(w, periode.sampai)
    ]


def _berlaku(w: Wilayah, hari: date) -> bool:
    return (w.berlaku_sejak is None or w.berlaku_sejak <= hari) and (
        w.berlaku_sampai is None or w.berlaku_sampai >= hari
    )


def _sel(
    kode: list[str], periode: Periode, *, status: str, di_bawah: str, jenis: int | None = None
) -> dict[tuple[str, int], Counter]:
    """Return (place, type) -> counts by (sex, age group). Two queries at most, whatever the number of people."""
    pilih = STATUS[status][1]
    hasil: dict[tuple[str, int], Counter] = {}
    if periode.akhir is None:
        for tempat, satu in angka(kode, di_bawah=di_bawah, derajat=0).items():
            for (j, s, jk, umur), n in satu.sel.items():
                if s in pilih and (jenis is None or j == jenis):
                    hasil.setdefault((tempat, j), Counter())[jk, umur] += n
        return {k: +sel for k, sel in hasil.items() if +sel}
    kueri = Potret.objects.filter(wilayah__in=kode, akhir=periode.akhir, status__in=pilih)
    if jenis is not None:
        kueri = kueri.filter(jenis=jenis)
    kolom = ("wilayah_id", "jenis", "jk", "kelompok_umur")
    for tempat, j, jk, umur, n in kueri.values(*kolom).annotate(n=Sum("jumlah")).values_list(*kolom, "n").order_by():
        hasil.setdefault((tempat, j), Counter())[jk, umur] += n
    return hasil


def gerak_periode(kode: str, periode: Periode) -> list[tuple[str, int]]:
    """Return the movements of a period in words; finest level kecamatan."""
    jumlah = jumlah_gerak(kode, sejak=periode.mulai, sampai=periode.sampai)
    keadaan = [(label, jumlah[aksi]) for aksi, label in GERAK_KEADAAN.items() if jumlah[aksi]]
    return [(label, jumlah[aksi]) for aksi, label in GERAK.items()] + keadaan
