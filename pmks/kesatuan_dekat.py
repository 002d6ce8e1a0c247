"""Keluarga di sekitar seseorang, dan orang di sekitar sebuah keluarga."""

from django.db.models import Q
from django.http import HttpRequest

from pmks.models import AnggotaKesatuan, Kesatuan, Orang
from pmks.tampak import hias_nama
from pmks.tampak_kesatuan import ada_kesatuan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup

TERBANYAK = 10


def anggota_disarankan(kesatuan: Kesatuan, by: Lingkup) -> list[Orang]:
    """Return registered persons of the kecamatan with this family's KK, or with a typed member's NIK; not members."""
    nik = [n for n in kesatuan.anggota.kini().values_list("nik", flat=True) if n]
    sama = Q(no_kk=kesatuan.no_kk) if kesatuan.no_kk else Q(pk__in=[])
    calon = bukan_anggota(by, kesatuan).filter(sama | Q(nik__in=nik))
    return hias_calon(list(calon.order_by("tanggal_lahir", "pk")[:TERBANYAK]), by)


def bukan_anggota(by: Lingkup, kesatuan: Kesatuan):
    """Return the persons of the family's kecamatan who are not members of any family."""
    orang = Orang.objects.di_bawah(kesatuan.wilayah_id[:8]).aktif().filter(digabung_ke=None)
    return orang.exclude(pk__in=AnggotaKesatuan.objects.kini().filter(orang__isnull=False).values("orang"))


def hias_calon(calon: list[Orang], by: Lingkup) -> list[Orang]:
    """Add the name as this reader may see it in a list."""
    hias_nama(calon, by)
    return calon


def konteks_keluarga_orang(orang: Orang, request: HttpRequest) -> dict:
    """Return what the page of a person shows of the family; one query, two for a member."""
    milik = AnggotaKesatuan.objects.kini().filter(orang=orang).select_related("kesatuan").first()
    # Camat tidak bertemu keluarga berjenis peka; baginya tautannya pun tidak ada.
    ada = milik and ada_kesatuan(Kesatuan.objects.filter(pk=milik.kesatuan_id), request.lingkup).exists()
    return {
        "keanggotaan": milik if ada else None,
        "boleh_catat_keluarga": milik is None and boleh(request.lingkup, "pmks.catat"),
    }
