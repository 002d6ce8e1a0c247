"""Untuk apa ruang ini menyimpan berkas: lambang kop, surat yang terbit, salinan bertanda tangan elektronik."""

from uuid import UUID

from django.urls import reverse

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import Keperluan
from tksk_portal.arsip.models import Berkas
from tksk_portal.dokumen.models import Kop, Surat

LOGO, SURAT, SURAT_TTE = "dokumen.logo", "dokumen.surat", "dokumen.surat_tte"
MB = 1024 * 1024


def _ada_kop(kunci: set[UUID]) -> set[UUID]:
    return set(Kop.objects.filter(pk__in=kunci).values_list("pk", flat=True))


def _ada_surat(kunci: set[UUID]) -> set[UUID]:
    return set(Surat.objects.filter(pk__in=kunci).values_list("pk", flat=True))


def _boleh_logo(by: Lingkup, berkas: Berkas) -> bool:
    return boleh(by, "dokumen.atur") and Kop.objects.dapat_diatur(by).filter(pk=berkas.induk, logo=berkas).exists()


def _boleh_surat(by: Lingkup, berkas: Berkas) -> bool:
    """Whoever may read the letter may read its file; the wall bounds letters to their office."""
    return Surat.objects.filter(pk=berkas.induk).exists()


def _lanjut(berkas: Berkas) -> tuple[str, str]:
    return reverse("dokumen:daftar"), "Buku surat"


KEPERLUAN = (
    Keperluan(
        LOGO,
        "lambang kop surat",
        frozenset({"png", "jpeg"}),
        2 * MB,
        _boleh_logo,
        gambar=False,
        ada_induk=_ada_kop,
    ),
    Keperluan(
        SURAT,
        "surat yang diterbitkan",
        frozenset({"pdf"}),
        20 * MB,
        _boleh_surat,
        ada_induk=_ada_surat,
        lanjut=_lanjut,
    ),
    Keperluan(
        SURAT_TTE,
        "salinan surat bertanda tangan elektronik",
        frozenset({"pdf"}),
        10 * MB,
        _boleh_surat,
        ada_induk=_ada_surat,
        lanjut=_lanjut,
    ),
)
