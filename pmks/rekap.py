"""Rekap jenis x wilayah x jenis kelamin x umur, dan jiwa: hari ini, atau menurut potret akhir triwulan dan tahun."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Q, Sum

from pmks.angka import ORANG, TERVERIFIKASI, angka, jumlah_gerak
from pmks.bentuk import KODE_KELOMPOK
from pmks.enums import JenisKelamin, KelompokUmur
from pmks.jiwa import ISI, Jiwa, JiwaTempat, cacah_jiwa, satukan
from pmks.models import Potret, PotretJiwa, acuan_jenis
from pmks.models.ringkasan import KELUAR
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.wilayah.models import Wilayah

KINI = "kini"
ROMAWI = ("I", "II", "III", "IV")
STATUS = {
    "verifikasi": ("Terverifikasi dan disahkan", TERVERIFIKASI),
    "sah": ("Disahkan", (Status.DISAHKAN,)),
    "semua": ("Semua, juga yang belum terverifikasi", tuple(s for s in Status if DERAJAT[s] >= 0)),
}
POTRET = (Potret, PotretJiwa)
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
    """One row: persons by (sex, age group), and what else there is.

    Attributes:
        jiwa: families, groups, communities and souls; None where the picture was taken before these were.
        bulat: the row's `jiwa` is rounded to base 5 (type 14, for who may not open identities).
        keluar: persons no longer looked after, in no other number, whatever their status of review.
    """

    label: str
    kunci: str
    sel: Counter = field(default_factory=Counter)
    url: str = ""
    jiwa: Jiwa | None = None
    bulat: bool = False
    keluar: int = 0

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
    orang, jiwa = (m.objects.filter(wilayah=kode).values_list("akhir", flat=True) for m in POTRET)
    potret = sorted(orang.union(jiwa), reverse=True)
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
    saat = [m.objects.filter(wilayah=kode, akhir=akhir).aggregate(n=Max("diambil_pada"))["n"] for m in POTRET]
    return max((s for s in saat if s), default=None)


def rekap_jenis(tempat: Wilayah, periode: Periode, *, status: str, bulat14: bool) -> list[Baris]:
    """Return a place's rows: all persons first (a person counts once), then each type that occurs.

    Args:
        bulat14: round type 14 to base 5, as everywhere (`pmks.jiwa`).
    """
    isi = _cacah([tempat.pk], periode, status=status, di_bawah=tempat.pk, bulat14=bulat14)[tempat.pk]
    hasil = [isi.baris(ORANG, "Semua orang (satu orang dihitung sekali)", str(ORANG))]
    hasil += [isi.baris(kode, f"{kode}. {j.nama}", str(kode)) for kode, j in acuan_jenis().items() if kode in isi.jenis]
    return hasil


def rekap_wilayah(tempat: Wilayah, periode: Periode, *, status: str, jenis: int, bulat14: bool) -> list[Baris]:
    """Return a row for each place under a place, and its own as the total in front.

    Args:
        bulat14: see `rekap_jenis`; total and parts are each rounded from their true numbers.
    """
    pilih = {"status": status, "di_bawah": tempat.pk, "bulat14": bulat14, "jenis": jenis}
    anak = list(Wilayah.objects.filter(induk=tempat.pk).order_by("kode"))
    isi = _cacah([w.pk for w in anak], periode, **pilih)
    semua = _cacah([tempat.pk], periode, **pilih)[tempat.pk]
    hasil = [semua.baris(jenis, tempat.sebutan, tempat.pk)]
    # Kode yang sudah atau belum berlaku pada hari itu hanya disebut bila ada angkanya.
    return hasil + [
        isi[w.pk].baris(jenis, w.sebutan, w.pk) for w in anak if jenis in isi[w.pk].jenis or _berlaku(w, periode.sampai)
    ]


def _berlaku(w: Wilayah, hari: date) -> bool:
    return (w.berlaku_sejak is None or w.berlaku_sejak <= hari) and (
        w.berlaku_sampai is None or w.berlaku_sampai >= hari
    )


@dataclass
class _Cacah:
    """The numbers of one place, per type."""

    bulat14: bool
    sel: dict[int, Counter] = field(default_factory=lambda: defaultdict(Counter))
    keluar: Counter = field(default_factory=Counter)
    jiwa: JiwaTempat | None = None

    @property
    def jenis(self) -> set[int]:
        """The types that occur."""
        return (
            {j for j, sel in self.sel.items() if +sel}
            | set(+self.keluar)
            | {j for j, n in (self.jiwa or {}).items() if n != Jiwa()}
        )

    def baris(self, jenis: int, label: str, kunci: str) -> Baris:
        """Return the row of a type."""
        return Baris(
            label,
            kunci,
            +self.sel[jenis],
            jiwa=None if self.jiwa is None else self.jiwa[jenis],
            bulat=self.bulat14 and jenis == KODE_KELOMPOK,
            keluar=self.keluar[jenis],
        )

    def tambah_jiwa(self, cacah: dict[int, dict[str, int]]) -> None:
        """Add families, groups, communities and souls; the persons must be complete."""
        orang: Counter = Counter()
        for jenis, sel in self.sel.items():
            for (jk, _), n in sel.items():
                orang[jenis, jk] += n
        self.jiwa = satukan(orang, cacah, bulat14=self.bulat14)


def _cacah(
    kode: list[str], periode: Periode, *, status: str, di_bawah: str, bulat14: bool, jenis: int | None = None
) -> dict[str, _Cacah]:
    """Return the numbers of places. Five queries at most, whatever the number of people."""
    hasil = {k: _Cacah(bulat14) for k in kode}
    pilih = STATUS[status][1]
    if periode.akhir is None:
        _orang_kini(hasil, di_bawah, pilih, jenis)
        jiwa = cacah_jiwa(kode, di_bawah=di_bawah, status=pilih)
    else:
        _orang_potret(hasil, periode.akhir, pilih, jenis)
        jiwa = _jiwa_potret(kode, periode.akhir, pilih)
        # Yang di bawahnya tanpa baris bisa saja memang kosong: tempat yang direkaplah yang mengatakannya.
        if not PotretJiwa.objects.filter(wilayah=di_bawah, akhir=periode.akhir).exists():
            return hasil
    for k, isi in hasil.items():
        isi.tambah_jiwa({j: n for j, n in jiwa[k].items() if jenis is None or j == jenis})
    return hasil


def _orang_kini(hasil: dict[str, _Cacah], di_bawah: str, pilih: tuple[Status, ...], jenis: int | None) -> None:
    for tempat, satu in angka(list(hasil), di_bawah=di_bawah, derajat=0).items():
        for (j, s, jk, umur), n in satu.sel.items():
            if s in pilih and (jenis is None or j == jenis):
                hasil[tempat].sel[j][jk, umur] += n
        for (j, _, _), n in satu.keluar.items():
            if jenis is None or j == jenis:
                hasil[tempat].keluar[j] += n


def _orang_potret(hasil: dict[str, _Cacah], akhir: date, pilih: tuple[Status, ...], jenis: int | None) -> None:
    kueri = Potret.objects.filter(wilayah__in=list(hasil), akhir=akhir, status__in=(*pilih, KELUAR))
    if jenis is not None:
        kueri = kueri.filter(jenis=jenis)
    kolom = ("wilayah_id", "jenis", "jk", "kelompok_umur")
    per = kueri.annotate(keluar=Q(status=KELUAR)).values(*kolom, "keluar").annotate(n=Sum("jumlah")).order_by()
    for tempat, j, jk, umur, keluar, n in per.values_list(*kolom, "keluar", "n"):
        if keluar:
            hasil[tempat].keluar[j] += n
        else:
            hasil[tempat].sel[j][jk, umur] += n


def _jiwa_potret(kode: list[str], akhir: date, pilih: tuple[Status, ...]) -> dict[str, dict[int, dict[str, int]]]:
    hasil: dict[str, dict[int, dict[str, int]]] = {k: {} for k in kode}
    kueri = PotretJiwa.objects.filter(wilayah__in=kode, akhir=akhir, status__in=pilih).order_by()
    for satu in kueri.values("wilayah_id", "jenis").annotate(**{n: Sum(n) for n in ISI}):
        hasil[satu["wilayah_id"]][satu["jenis"]] = satu
    return hasil


def gerak_periode(kode: str, periode: Periode) -> list[tuple[str, int]]:
    """Return the movements of a period in words; finest level kecamatan."""
    jumlah = jumlah_gerak(kode, sejak=periode.mulai, sampai=periode.sampai)
    keadaan = [(label, jumlah[aksi]) for aksi, label in GERAK_KEADAAN.items() if jumlah[aksi]]
    return [(label, jumlah[aksi]) for aksi, label in GERAK.items()] + keadaan
