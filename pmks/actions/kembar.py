"""Data yang mungkin satu orang: dicari, disimpan sebagai pasangan, dan diputuskan.

Yang dibandingkan dengan seseorang hanya beberapa puluh data sekecamatan yang ditemukan indeks: lahir pada tanggal yang
sama atau satu salah ketik darinya, tahun sama bila tanggalnya perkiraan (sedesa), dan satu nomor KK.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from pmks.banding import Ciri, Kemiripan, bandingkan_orang, tanggal_dekat, urut_kuat
from pmks.enums import StatusPasangan
from pmks.models import Orang, PasanganMirip
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.wilayah.rentang import rentang

# "Bukan orang yang sama" ditanyakan lagi hanya bila sesudah perubahan identitas kemiripannya naik sebanyak ini.
NAIK_BERARTI = 10
CALON_TERBANYAK = 200
PASANGAN_TERBANYAK = 20
_CALON = """
(SELECT o.id FROM pmks_orang o
 WHERE o.tanggal_lahir = ANY (%(lahir)s::date[]) AND o.wilayah_id >= %(awal)s AND o.wilayah_id < %(akhir)s
   AND o.derajat >= 0 AND o.digabung_ke_id IS NULL
 ORDER BY similarity(o.nama_cari, %(nama)s) DESC LIMIT %(banyak)s)
UNION
(SELECT o.id FROM pmks_orang o
 WHERE o.wilayah_id = %(desa)s AND (o.lahir_perkiraan OR %(perkiraan)s) AND o.derajat >= 0 AND o.digabung_ke_id IS NULL
   AND o.tanggal_lahir >= %(sejak)s::date AND o.tanggal_lahir < %(sampai)s::date
   AND similarity(o.nama_cari, %(nama)s) >= 0.25
 ORDER BY similarity(o.nama_cari, %(nama)s) DESC LIMIT %(banyak)s)
UNION
(SELECT o.id FROM pmks_orang o
 WHERE o.no_kk = %(kk)s AND %(kk)s <> '' AND o.wilayah_id >= %(awal)s AND o.wilayah_id < %(akhir)s
   AND o.derajat >= 0 AND o.digabung_ke_id IS NULL LIMIT %(banyak)s)
"""


def tandai_digabung(satu: UUID, dua: UUID, *, by: Lingkup) -> None:
    """Mark the pair of two persons as merged; nothing when they never stood in the queue."""
    PasanganMirip.objects.filter(kiri=min(satu, dua), kanan=max(satu, dua)).update(
        status=StatusPasangan.GABUNG,
        diputus_pada=timezone.now(),
        diputus_oleh_id=by.akun_id,
        diputus_sebagai=by.keterangan,
    )


def tanyakan_lagi(satu: UUID, dua: UUID) -> None:
    """Put the pair of two persons back into the queue, after their merge was undone."""
    PasanganMirip.objects.filter(kiri=min(satu, dua), kanan=max(satu, dua), status=StatusPasangan.GABUNG).update(
        status=StatusPasangan.MENUNGGU, diputus_pada=None, diputus_oleh=None, diputus_sebagai=""
    )


@dataclass(frozen=True)
class Kembaran:
    """A record that may be the same person, with how alike it is."""

    orang: Orang
    kemiripan: Kemiripan


def ciri(orang: Orang) -> Ciri:
    """Return what of a person is compared."""
    return Ciri(
        nama=orang.nama,
        lahir=orang.tanggal_lahir,
        perkiraan=orang.lahir_perkiraan,
        jk=orang.jk,
        wilayah=orang.wilayah_id,
        nik=orang.nik,
        no_kk=orang.no_kk,
    )


def cari_kembar(satu: Ciri, *, kecamatan: str, kecuali: UUID | str | None = None) -> list[Kembaran]:
    """Return who in a kecamatan may be the same person, most certain first; only what the scope shows. Two queries."""
    awal, akhir = rentang(kecamatan)
    tahun = satu.lahir.year
    isi = {
        **{"lahir": sorted(tanggal_dekat(satu.lahir)), "awal": awal, "akhir": akhir, "nama": untuk_cari(satu.nama)},
        **{"desa": satu.wilayah or "-", "perkiraan": satu.perkiraan, "kk": satu.no_kk, "banyak": CALON_TERBANYAK},
        **{"sejak": f"{tahun - 1}-01-01", "sampai": f"{tahun + 2}-01-01"},
    }
    with connection.cursor() as kursor:
        kursor.execute(_CALON, isi)
        kunci = [pk for (pk,) in kursor.fetchall() if str(pk) != str(kecuali)]
    calon = Orang.objects.filter(pk__in=kunci) if kunci else []
    nilai = [(bandingkan_orang(satu, ciri(o)), o) for o in calon]
    return [Kembaran(orang, mirip) for mirip, orang in urut_kuat(nilai)][:PASANGAN_TERBANYAK]


def catat_pasangan(orang: Orang) -> int:
    """Search for likely duplicates of a person and keep them as pairs; return how many wait for a decision.

    A pair that is no longer alike lapses. One that was judged "not the same" stays so, unless its score rose by
    `NAIK_BERARTI` (a name, birth date or number was changed so that they are now much more alike).
    """
    if orang.derajat < 0 or orang.digabung_ke_id:
        return 0
    ketemu = {k.orang.pk: k for k in cari_kembar(ciri(orang), kecamatan=orang.wilayah_id[:8], kecuali=orang.pk)}
    ada = {p.kanan_id if p.kiri_id == orang.pk else p.kiri_id: p for p in PasanganMirip.objects.milik(orang)}
    ubah = []
    for pk, pasangan in ada.items():
        if _perbarui(pasangan, ketemu.get(pk)):
            ubah.append(pasangan)
    PasanganMirip.objects.bulk_update(ubah, _BERUBAH)
    PasanganMirip.objects.bulk_create(
        [_baru(orang, k) for pk, k in ketemu.items() if pk not in ada], ignore_conflicts=True
    )
    return len(set(ketemu) - {pk for pk, p in ada.items() if p.status != StatusPasangan.MENUNGGU})


_BERUBAH = ("skor", "alasan", "status", "komentar", "diputus_pada", "diputus_oleh", "diputus_sebagai")


def _baru(orang: Orang, k: Kembaran) -> PasanganMirip:
    kiri, kanan = sorted((orang, k.orang), key=lambda o: o.pk)
    sedesa = kiri.wilayah_id == kanan.wilayah_id
    return PasanganMirip(
        wilayah_id=orang.wilayah_id if sedesa else orang.wilayah_id[:8],
        kiri=kiri,
        kanan=kanan,
        skor=k.kemiripan.skor,
        alasan=list(k.kemiripan.alasan),
    )


def _perbarui(p: PasanganMirip, k: Kembaran | None) -> bool:
    """Bring a known pair up to date; tell whether anything changed."""
    if k is None:
        if p.status != StatusPasangan.MENUNGGU:
            return False
        p.status = StatusPasangan.GUGUR
        return True
    naik = k.kemiripan.skor >= p.skor + NAIK_BERARTI
    if p.status == StatusPasangan.GABUNG or (p.status == StatusPasangan.BUKAN and not naik):
        return False
    if p.status == StatusPasangan.MENUNGGU and p.skor == k.kemiripan.skor:
        return False
    p.skor, p.alasan, p.status = k.kemiripan.skor, list(k.kemiripan.alasan), StatusPasangan.MENUNGGU
    p.komentar, p.diputus_pada, p.diputus_oleh, p.diputus_sebagai = "", None, None, ""
    return True


def check_pasangan(pasangan: PasanganMirip, by: Lingkup) -> None:
    """Raise PermissionDenied unless this duty decides on pairs of that place: a TKSK in the own kecamatan, the
    kabupaten/kota in all of its own."""
    if not boleh(by, "pmks.gabung") or not by.memuat(pasangan.wilayah_id):
        raise PermissionDenied


@transaction.atomic
def bukan_orang_sama(*, pasangan: PasanganMirip, by: Lingkup, komentar: str = "") -> PasanganMirip:
    """Remember that two records are two people.

    Raises:
        PermissionDenied: not this role or place.
        Ditolak: somebody decided meanwhile.
    """
    check_pasangan(pasangan, by)
    kini = PasanganMirip.objects.select_for_update().get(pk=pasangan.pk)
    if kini.status != StatusPasangan.MENUNGGU:
        raise Ditolak(f"Pasangan ini sudah diputuskan: {kini.get_status_display().lower()}.")
    kini.status, kini.komentar = StatusPasangan.BUKAN, komentar.strip()
    kini.diputus_pada, kini.diputus_oleh_id, kini.diputus_sebagai = timezone.now(), by.akun_id, by.keterangan
    kini.save(update_fields=["status", "komentar", "diputus_pada", "diputus_oleh", "diputus_sebagai"])
    return kini


def bukan_kembaran(orang_id: UUID) -> set[UUID]:
    """Return the records that were judged to be somebody else than this one."""
    putusan = PasanganMirip.objects.milik(Orang(pk=orang_id)).filter(status=StatusPasangan.BUKAN)
    return {pk for pasang in putusan.values_list("kiri_id", "kanan_id") for pk in pasang} - {orang_id}


def catat_semua(orang: Iterable[Orang]) -> int:
    """Do `catat_pasangan` for several persons; return how many pairs wait."""
    return sum(catat_pasangan(o) for o in orang)
