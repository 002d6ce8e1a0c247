"""NIK terhadap daftar wilayah dan register: tempat terbitnya, dan orang lain yang NIK-nya hanya beda satu angka.

Pencariannya tepat lewat indeks: 159 nomor yang berjarak satu angka ditanyakan sekaligus, jadi biayanya sama pada
seribu dan sejuta orang.
"""

from datetime import date
from functools import cache
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q
from lokal import wilayah as paket

from pmks.enums import Temuan
from pmks.models import Orang
from pmks.nik import NIK, Daerah, kode_kecamatan, sebelah
from pmks.nik.daerah import PINDAH_PROVINSI
from tksk_portal.dasar.nama import BATAS_MIRIP
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah

SAMA = 0.9999  # pg_trgm menghitung dengan ketelitian tunggal
TAMPIL_SELISIH = 3
ANGGOTA_KK = 10

_TEMUAN = """
SELECT NOT EXISTS (SELECT 1 FROM wilayah_wilayah WHERE kode = %(kec)s)
       AND EXISTS (SELECT 1 FROM wilayah_wilayah WHERE kode = %(prov)s),
    EXISTS (
        SELECT 1 FROM pmks_orang o
        WHERE o.nik = ANY(%(sebelah)s) AND o.derajat >= 0 AND o.id <> %(kunci)s AND o.digabung_ke_id IS NULL
          AND o.wilayah_id >= %(tempat)s COLLATE "C" AND o.wilayah_id < (%(tempat)s || '/') COLLATE "C"
          AND (o.tanggal_lahir = %(lahir)s OR (o.no_kk = %(kk)s AND o.no_kk <> ''))
          AND similarity(o.nama_cari, %(nama)s) >= %(batas)s
    )
"""


def temuan_register(orang: Orang) -> list[Temuan]:
    """Return the findings on a NIK that lists and register give: unknown region, one digit off a namesake's. One query.

    A namesake: in the same kecamatan, with a name alike, and the same birth date or family card.
    """
    isi = {
        "kec": kode_kecamatan(orang.nik),
        "prov": orang.nik[:2],
        "sebelah": list(sebelah(orang.nik)),
        "kunci": str(orang.pk),
        "tempat": orang.wilayah_id[:8],
        "lahir": orang.tanggal_lahir,
        "kk": orang.no_kk,
        "nama": orang.nama_cari,
        "batas": BATAS_MIRIP,
    }
    with connection.cursor() as kursor:
        kursor.execute(_TEMUAN, isi)
        asing, selisih = kursor.fetchone()
    hasil = [Temuan.NIK_DAERAH] if asing and isi["kec"][:5] not in PINDAH_PROVINSI else []
    return [*hasil, Temuan.NIK_SELISIH] if selisih else hasil


def selisih_satu(*, nik: str, nama_cari: str, lahir: date | None, no_kk: str, kecuali: UUID | None) -> list[Orang]:
    """Return up to three visible persons whose NIK is one slip away and who may be the same: for the eyes of a user.

    Wider than the finding: the very same name is enough, whatever birth date was entered.
    """
    if not nama_cari:
        return []
    dekat = Q(tanggal_lahir=lahir) if lahir else Q(pk__in=[])
    if no_kk:
        dekat |= Q(no_kk=no_kk)
    calon = Orang.objects.aktif().filter(nik__in=list(sebelah(nik)), digabung_ke=None).exclude(pk=kecuali)
    calon = calon.annotate(kemiripan=TrigramSimilarity("nama_cari", nama_cari))
    # Nama yang sama pun lewat kemiripan: `nama_cari = …` akan dicari lewat indeks trigramnya, yang jauh lebih lambat.
    calon = calon.filter(Q(kemiripan__gte=SAMA) | Q(kemiripan__gte=BATAS_MIRIP) & dekat)
    return list(calon.order_by("-kemiripan", "pk")[:TAMPIL_SELISIH])


def kode_kk(no_kk: str, *, kecuali: UUID | None = None) -> tuple[str, ...]:
    """Return the codes that a family card and the NIK of its recorded members were issued in."""
    if not no_kk:
        return ()
    anggota = Orang.objects.aktif().filter(no_kk=no_kk).exclude(nik="").exclude(pk=kecuali)
    nik = anggota.order_by("pk").values_list("nik", flat=True)[:ANGGOTA_KK]
    return tuple(dict.fromkeys(kode_kecamatan(n) for n in (no_kk, *nik)))


def daerah_nik(nik: NIK) -> Daerah:
    """Return what is known of the place that a NIK was issued in, ended codes with their successors."""
    kode = nik.kode_kecamatan
    ada = {w.pk: w for w in Wilayah.objects.filter(pk__in=(kode, kode[:5], kode[:2]))}
    if kode[:2] not in ada:
        return _daerah_paket(kode)
    kec, kab = ada.get(kode), ada.get(kode[:5])
    if kec is None:
        return Daerah(kode, kabkota=kab.nama if kab else "")
    berakhir = kec.berlaku_sampai is not None
    penerus = tuple(w.sebutan for w in kec.penerus.order_by("pk")) if berakhir else ()
    return Daerah(kode, f"{kec.sebutan}, {kab.nama}", kab.nama, penerus, berakhir)


@cache
def _daerah_paket(kode: str) -> Daerah:
    """Return the names of a region of a province that is not loaded, from the package's list of today's codes."""
    kec, kab = paket.get_wilayah(kode), paket.get_wilayah(kode[:5])
    nama = kab.name if kab and kab.code == kode[:5] else ""
    if kec is None or kec.code != kode:
        return Daerah(kode, kabkota=nama, dimuat=False)
    return Daerah(kode, f"Kec. {kec.name}, {nama}", nama, dimuat=False)


def kecamatan_dimuat() -> frozenset[str]:
    """Return the codes of the loaded provinces and of their kecamatan, for checking many NIK without a query each."""
    tingkat = (Tingkat.PROVINSI, Tingkat.KECAMATAN)
    return frozenset(Wilayah.objects.filter(tingkat__in=tingkat).values_list("pk", flat=True))


def daerah_asing(nik: str, dimuat: frozenset[str]) -> bool:
    """Tell whether the region of a NIK is in no list; the same rule as `temuan_register`. `dimuat`: see above."""
    kode = kode_kecamatan(nik)
    return kode not in dimuat and kode[:2] in dimuat and kode[:5] not in PINDAH_PROVINSI
