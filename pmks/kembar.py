"""Membaca antrean data kembar: bentrok NIK dan pasangan mirip dalam lingkup, dan yang tampil di halaman seseorang."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest

from pmks.actions.bentrok import KABKOTA, kata_bentrok, pemutus
from pmks.lencana import KEMBAR
from pmks.models import Bentrok, Orang, PasanganMirip
from tksk_portal.akses import lingkup
from tksk_portal.akses.hitungan import hitung
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup, tanpa_batas_derajat
from tksk_portal.akun.enums import Peran
from tksk_portal.wilayah.rentang import rentang


@contextmanager
def ruang_bentrok(by: Lingkup) -> Iterator[None]:
    """Let the province read the clashes that it decides: it does not see drafts otherwise."""
    if by.peran == Peran.PROVINSI:
        with lingkup.masuk(tanpa_batas_derajat(by)):
            yield
    else:
        yield


def bentrok_terbuka(by: Lingkup) -> QuerySet:
    """Return the open clashes of this duty: one row per clash, the later side where both are in scope.

    The province gets those across kabupaten/kota only. To be read in `ruang_bentrok`.
    """
    awal, akhir = rentang(by.tempat)
    luar = Q(kecamatan_lain__lt=awal) | Q(kecamatan_lain__gte=akhir)
    semua = Bentrok.objects.terbuka().di_bawah(by.tempat).filter(Q(belakangan=True) | luar)
    if by.peran == Peran.PROVINSI:
        semua = semua.annotate(sini=Left("wilayah", KABKOTA), sana=Left("kecamatan_lain", KABKOTA))
        semua = semua.exclude(sini=Left("kecamatan_lain", KABKOTA))
    return semua


def pasangan_menunggu(by: Lingkup) -> QuerySet:
    """Return the pairs that wait for this duty's decision."""
    if not boleh(by, "pmks.gabung"):
        return PasanganMirip.objects.none()
    return PasanganMirip.objects.menunggu().di_bawah(by.tempat)


def jumlah_menunggu(by: Lingkup) -> int:
    """Return how many clashes and pairs wait for a duty that decides them, as the menu says it. One query."""
    return hitung(by, [KEMBAR])[0]


def konteks_kembar(orang: Orang, request: HttpRequest) -> dict:
    """Return what the record's page says of clashes and likely duplicates; nothing for roles that decide neither."""
    by = request.lingkup
    if not boleh(by, "pmks.gabung"):
        return {"bentrok": [], "kata_bentrok": "", "pasangan": []}
    bentrok = list(Bentrok.objects.terbuka().filter(orang=orang))
    halangan = [b for b in bentrok if b.menghalangi]
    for b in bentrok:
        b.diputuskan_sini = by.tempat == pemutus(b)
    return {
        "bentrok": bentrok,
        "kata_bentrok": kata_bentrok(halangan or bentrok) if bentrok else "",
        "pasangan": list(PasanganMirip.objects.milik(orang).menunggu().di_bawah(by.tempat).order_by("-skor")[:5]),
    }
