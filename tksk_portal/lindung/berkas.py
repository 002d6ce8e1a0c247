"""Lampiran permintaan: surat atau laporan yang diberikan kepada pemohon."""

from uuid import UUID

from django.urls import reverse

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import Keperluan
from tksk_portal.arsip.jenis import Jenis
from tksk_portal.arsip.models import Berkas
from tksk_portal.lindung.models import Permintaan

NAMA = "lindung.permintaan"
MB = 1024 * 1024


def boleh_baca(by: Lingkup, berkas: Berkas) -> bool:
    """Tell whether an attachment may be opened: it holds everything on a person, so only by those who may report."""
    return boleh(by, "lindung.laporan") and Permintaan.objects.filter(pk=berkas.induk).exists()


def ada_induk(kunci: set[UUID]) -> set[UUID]:
    """Return those of the keys that belong to a request."""
    return set(Permintaan.objects.filter(pk__in=kunci).values_list("pk", flat=True))


def lanjut(berkas: Berkas) -> tuple[str, str]:
    """Return the way on from an attachment that is gone."""
    return reverse("lindung:permintaan", args=[berkas.induk]), "Ke permintaannya"


KEPERLUAN = Keperluan(
    nama=NAMA,
    label="surat dan laporan atas permintaan pemilik data",
    jenis=frozenset({Jenis.PDF, Jenis.JPEG, Jenis.PNG}),
    ukuran_terbesar=10 * MB,
    boleh_baca=boleh_baca,
    ada_induk=ada_induk,
    lanjut=lanjut,
)
