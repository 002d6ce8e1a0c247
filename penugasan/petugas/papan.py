"""Bacaan untuk papan formasi: terisi, dirangkap, lowong, dan SK yang segera berakhir; sebagai daftar dan per daerah."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Left
from django.utils import timezone

from penugasan.petugas.enums import JenisHunian, Keadaan
from penugasan.petugas.models import SK, Formasi
from tksk_portal.dasar.masa import pada_hari
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import tingkat

SEGERA_HARI = 90
SK_SEGERA = "sk"
PANJANG_ANAK = {0: 2, 1: 5, 2: 8}
# Letak ubin (baris, kolom) kira-kira seperti di peta; daerah lain diurutkan menurut kode.
LETAK = {
    "64.11": (1, 1),
    "64.03": (1, 3),
    "64.07": (2, 1),
    "64.02": (2, 2),
    "64.08": (2, 3),
    "64.74": (2, 4),
    "64.09": (3, 2),
    "64.72": (3, 3),
    "64.01": (4, 2),
    "64.71": (4, 3),
}
KURSI_SEBARIS = 10
KURSI_TERBANYAK = 60  # di atasnya tiap kursi terlalu kecil; ubinnya memuat batang


@dataclass(frozen=True)
class Hitungan:
    """How many formations of a place stand how."""

    jumlah: int = 0
    terisi: int = 0
    dirangkap: int = 0
    lowong: int = 0
    sk: int = 0

    @property
    def nada(self) -> str:
        """The colour of its tile; never the only sign."""
        if self.lowong:
            return "kuning"
        return "biru" if self.dirangkap else "hijau"

    @property
    def keadaan(self) -> str:
        """The state of a single formation in a word."""
        return Keadaan.LOWONG.label if self.lowong else (Keadaan.DIRANGKAP if self.dirangkap else Keadaan.TERISI).label

    @property
    def kursi(self) -> list[tuple[int, int, str]]:
        """A square per formation as (column, row, state), for a place where they can be told apart."""
        if self.jumlah > KURSI_TERBANYAK:
            return []
        semua = [Keadaan.TERISI] * self.terisi + [Keadaan.DIRANGKAP] * self.dirangkap + [Keadaan.LOWONG] * self.lowong
        return [(n % KURSI_SEBARIS, n // KURSI_SEBARIS, k.value) for n, k in enumerate(semua)]

    @property
    def baris_kursi(self) -> int:
        """How many rows the squares take."""
        return -(-self.jumlah // KURSI_SEBARIS)

    @property
    def mulai_lowong(self) -> int:
        """Where the vacant part of a bar begins."""
        return self.terisi + self.dirangkap


@dataclass(frozen=True)
class Ubin:
    """One place on the board's map."""

    kode: str
    nama: str
    hitung: Hitungan
    letak: tuple[int, int] | None

    @property
    def pendek(self) -> str:
        """The name as a map writes it."""
        return self.nama.removeprefix("Kabupaten ")


def formasi_kini(tempat: str, hari: date | None = None) -> QuerySet[Formasi]:
    """Return the open formations at or under a place with what they are on a day.

    Each has `keadaan`, `hunian_id`, `penghuni_id`, `hunian_mulai`, `hunian_selesai` and `sk_sampai` (end of the latest
    decree of its officer; None without an officer, without a decree, or when one has no end). On an earlier day those
    of kecamatan whose code did not hold yet are left out.
    """
    formasi = Formasi.objects.terbuka().di_bawah(tempat)
    if hari is not None:
        formasi = formasi.filter(Q(wilayah__berlaku_sejak=None) | Q(wilayah__berlaku_sejak__lte=hari))
    hari = hari or timezone.localdate()
    terakhir = SK.objects.ada().filter(petugas=OuterRef("kini__petugas")).order_by(F("selesai").desc(nulls_first=True))
    petugas = Q(kini__jenis=JenisHunian.PETUGAS)
    return formasi.annotate(
        kini=FilteredRelation("hunian", condition=pada_hari(hari, "hunian__")),
        hunian_id=F("kini__id"),
        penghuni_id=F("kini__petugas_id"),
        hunian_mulai=F("kini__mulai"),
        hunian_selesai=F("kini__selesai"),
        keadaan=Case(
            When(petugas, then=Value(Keadaan.TERISI)),
            When(kini__jenis=JenisHunian.RANGKAP, then=Value(Keadaan.DIRANGKAP)),
            default=Value(Keadaan.LOWONG),
            output_field=CharField(),
        ),
        sk_sampai=Case(When(petugas, then=Subquery(terakhir.values("selesai")[:1])), default=None),
    )


def saring(
    rekaman: QuerySet[Formasi], *, keadaan: str = "", q: str = "", hari: date | None = None
) -> QuerySet[Formasi]:
    """Return the formations that match; `keadaan` may also be `SK_SEGERA`."""
    if keadaan == SK_SEGERA:
        batas = (hari or timezone.localdate()) + timedelta(days=SEGERA_HARI)
        rekaman = rekaman.filter(sk_sampai__lte=batas)
    elif keadaan in Keadaan:
        rekaman = rekaman.filter(keadaan=keadaan)
    if q:
        rapat = untuk_cari(q)
        nama = Q(wilayah__nama_cari__contains=rapat.replace(" ", "")) | Q(kini__petugas__nama_cari__contains=rapat)
        rekaman = rekaman.filter(nama)
    return rekaman


def hitung(tempat: str, hari: date | None = None) -> dict[str, Hitungan]:
    """Return the counts of the places directly under a place, by code, in one query; and of the place itself."""
    panjang = PANJANG_ANAK.get(tingkat(tempat), 8)
    batas = (hari or timezone.localdate()) + timedelta(days=SEGERA_HARI)
    baris = (
        formasi_kini(tempat, hari)
        .order_by()
        .values(kode_anak=Left("wilayah_id", panjang))
        .annotate(
            jumlah=Count("id"),
            terisi=Count("id", filter=Q(keadaan=Keadaan.TERISI)),
            dirangkap=Count("id", filter=Q(keadaan=Keadaan.DIRANGKAP)),
            lowong=Count("id", filter=Q(keadaan=Keadaan.LOWONG)),
            sk=Count("id", filter=Q(sk_sampai__lte=batas)),
        )
    )
    hasil = {b.pop("kode_anak"): Hitungan(**b) for b in baris}
    semua = [sum(getattr(h, n) for h in hasil.values()) for n in ("jumlah", "terisi", "dirangkap", "lowong", "sk")]
    return hasil | {tempat: Hitungan(*semua)}


def ubin(tempat: str, per: dict[str, Hitungan]) -> list[Ubin]:
    """Return the tiles of the map: the places directly under a place that have formations."""
    nama = dict(Wilayah.objects.filter(pk__in=[k for k in per if k != tempat]).values_list("pk", "nama"))
    berletak = tingkat(tempat) == 1 and nama.keys() <= LETAK.keys()
    return [
        Ubin(kode, nama[kode], per[kode], LETAK[kode] if berletak else None)
        for kode in sorted(nama)
        if per[kode].jumlah
    ]


def tanpa_formasi(tempat: str) -> int:
    """Return how many valid kecamatan have no formation yet."""
    ada = Formasi.objects.terbuka().di_bawah(tempat).values("wilayah_id")
    return Wilayah.objects.berlaku().di_bawah(tempat).filter(tingkat=3).exclude(pk__in=ada).count()
