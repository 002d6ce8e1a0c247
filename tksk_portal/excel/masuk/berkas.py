"""Berkas unggahan di arsip: asal dan kembaliannya, hanya bagi kantor yang mengunggah."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import Keperluan
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.models import Unggahan
from tksk_portal.excel.sumber import daftar_sumber

NAMA = "excel.unggahan"
MB = 1024 * 1024
UMUR = timedelta(days=settings.UMUR_UNGGAHAN_HARI)


def _boleh_baca(by: Lingkup, berkas: Berkas) -> bool:
    unggahan = Unggahan.objects.milik(by).filter(pk=berkas.induk).first()
    sumber = daftar_sumber().get(unggahan.sumber) if unggahan else None
    return sumber is not None and boleh(by, sumber.izin)


def _ada_induk(kunci: set[UUID]) -> set[UUID]:
    return set(Unggahan.objects.filter(pk__in=kunci).values_list("pk", flat=True))


def _lanjut(berkas: Berkas) -> tuple[str, str] | None:
    return (reverse("excel:daftar"), "Ke daftar unggahan Excel")


KEPERLUAN = Keperluan(
    nama=NAMA,
    label="Unggahan Excel",
    jenis=frozenset({"xlsx", "xls", "ods", "csv"}),
    ukuran_terbesar=30 * MB,
    boleh_baca=_boleh_baca,
    ada_induk=_ada_induk,
    umur=UMUR,
    lanjut=_lanjut,
)
