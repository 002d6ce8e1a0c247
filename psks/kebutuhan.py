"""Mencari mitra menurut kebutuhan: siapa di dekat sini yang melayani jenis PMKS ini.

Yang punya titik diurutkan menurut jaraknya. Yang tanpa titik ditempatkan menurut wilayahnya, dalam lingkaran yang
sepadan: sekelurahan di antara yang sangat dekat, sekecamatan di antara yang dekat, dan seterusnya. Tanpa titik asal,
semuanya menurut wilayah: kelurahan, lalu kecamatan, lalu kabupaten/kota, lalu provinsi.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from django.db.models import F, FloatField, Func, QuerySet, Value

from psks.enums import Cakupan
from psks.models import KartuMitra, KartuSasaran
from tksk_portal.wilayah.rentang import jalur, memuat, rentang, tingkat

# Yang terdekat dahulu; selebihnya bila diminta.
SEHALAMAN = 20
PALING_BANYAK = 50
JARI_BUMI = 6371.0
# Jarak terjauh (km) tiap lingkaran, dan apa yang setara bagi yang tanpa titik.
LINGKARAN = (
    (3.0, "Sangat dekat", 4),
    (15.0, "Dekat", 3),
    (60.0, "Sekabupaten/kota", 2),
    (float("inf"), "Seprovinsi", 1),
)
SEWILAYAH = {4: "sekelurahan", 3: "sekecamatan", 2: "sekabupaten/kota", 1: "seprovinsi"}
CAKUPAN = {Cakupan.DESA: 4, Cakupan.KECAMATAN: 3, Cakupan.KABKOTA: 2, Cakupan.PROVINSI: 1}


class Jarak(Func):
    """Planar distance between two points in degrees; the operator that the index answers in order."""

    arg_joiner = " <-> "
    template = "(%(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class Mitra:
    """One answer: a public card, how far it is, and whether it serves that place at all.

    Args:
        km: None without a point on either side.
        lingkaran: index into `LINGKARAN`.
        sewilayah: the smallest place shared with the origin, in words.
        melayani: whether the origin lies in the area that it serves.
    """

    kartu: KartuMitra
    km: float | None
    lingkaran: int
    sewilayah: str
    melayani: bool

    @property
    def di_luar(self) -> bool:
        """Whether the origin lies outside the area that it serves."""
        return not self.melayani

    @property
    def dekat(self) -> str:
        """How near, in words."""
        return LINGKARAN[self.lingkaran][1]


def jarak_km(satu: tuple[float, float], dua: tuple[float, float]) -> float:
    """Return the distance on the sphere between (latitude, longitude) pairs in degrees, in kilometres."""
    (l1, b1), (l2, b2) = ((radians(lt), radians(bj)) for lt, bj in (satu, dua))
    h = sin((l2 - l1) / 2) ** 2 + cos(l1) * cos(l2) * sin((b2 - b1) / 2) ** 2
    return 2 * JARI_BUMI * asin(sqrt(h))


def cari_kebutuhan(
    *, sasaran: int, asal: str, titik: tuple[float, float] | None = None, banyak: int = PALING_BANYAK
) -> list[Mitra]:
    """Return the public cards that serve a type, nearest first.

    Args:
        asal: code of the place one looks from.
        titik: (latitude, longitude) one looks from, when known.
    """
    banyak = min(banyak, PALING_BANYAK)
    melayani = KartuSasaran.objects.filter(sasaran=sasaran)
    kunci: dict[UUID, None] = {}
    if titik is not None:
        lintang, bujur = titik
        jauh = Jarak(
            Func(F("bujur"), F("lintang"), function="point"), Func(Value(bujur), Value(lintang), function="point")
        )
        dekat = melayani.filter(lintang__isnull=False).order_by(jauh)
        kunci |= dict.fromkeys(dekat.values_list("kartu_id", flat=True)[:banyak])
        melayani = melayani.filter(lintang__isnull=True)
    kunci |= dict.fromkeys(_menurut_wilayah(melayani, asal, banyak))
    kartu = KartuMitra.objects.filter(pk__in=kunci).select_related("wilayah__induk__induk")
    hasil = [_nilai(k, asal, titik) for k in kartu]
    hasil.sort(key=_urutan)
    return hasil[:banyak]


def _menurut_wilayah(melayani: QuerySet, asal: str, banyak: int) -> Iterator[UUID]:
    """Yield keys, those of the smallest shared place first, until there are enough."""
    sudah = 0
    dalam: list[str] = []
    for kode in [asal, *reversed([j for j in jalur(asal) if tingkat(j) >= 1])]:
        awal, akhir = rentang(kode)
        satu = melayani.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir)
        if dalam:
            bawah, atas = rentang(dalam[-1])
            satu = satu.exclude(wilayah_id__gte=bawah, wilayah_id__lt=atas)
        dapat = list(satu.order_by("wilayah_id", "kartu_id").values_list("kartu_id", flat=True)[: banyak - sudah])
        yield from dapat
        sudah += len(dapat)
        dalam.append(kode)
        if sudah >= banyak:
            return


def _nilai(kartu: KartuMitra, asal: str, titik: tuple[float, float] | None) -> Mitra:
    km = None
    if titik is not None and kartu.lintang is not None:
        km = jarak_km(titik, (kartu.lintang, kartu.bujur))
    sama = next((n for n in (4, 3, 2) if _bagian(asal, n) and _bagian(asal, n) == _bagian(kartu.wilayah_id, n)), 1)
    if km is None:
        lingkaran = next(i for i, (_, _, n) in enumerate(LINGKARAN) if n == sama)
    else:
        lingkaran = next(i for i, (batas, _, _) in enumerate(LINGKARAN) if km <= batas)
    luas = _bagian(kartu.wilayah_id, CAKUPAN[Cakupan(kartu.cakupan)])
    return Mitra(kartu, km, lingkaran, SEWILAYAH[sama], bool(luas) and memuat(luas, asal))


def _bagian(kode: str, n: int) -> str:
    """Return the ancestor of a code at a level, itself included; empty when the code is higher."""
    return ".".join(kode.split(".")[:n]) if tingkat(kode) >= n else ""


def _urutan(m: Mitra) -> tuple:
    penuh = m.kartu.sisa is not None and m.kartu.sisa <= 0
    return (m.lingkaran, m.km is None, m.km or 0.0, penuh, m.kartu.nama_cari, str(m.kartu.pk))
