"""Foto, SK, dan sertifikat petugas: untuk apa disimpan dan siapa yang boleh membukanya."""

from uuid import UUID

from django.urls import reverse

from penugasan.petugas.actions.petugas import NAMA_BERKAS
from penugasan.petugas.models import SK, Pelatihan, Petugas
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import Keperluan
from tksk_portal.arsip.jenis import Jenis
from tksk_portal.arsip.models import Berkas

UKURAN_TERBESAR = 8 * 1024 * 1024


def pemilik(berkas: Berkas) -> Petugas | None:
    """Return the officer that a file belongs to, when the reader sees the officer and the file is still in use."""
    if satu := Petugas.objects.filter(foto=berkas.pk).first():
        return satu
    for model in (SK, Pelatihan):
        if catatan := model.objects.ada().filter(berkas=berkas.pk).first():
            return Petugas.objects.filter(pk=catatan.petugas_id).first()
    return None


def boleh_baca(by: Lingkup, berkas: Berkas) -> bool:
    """Tell whether a file may be opened: by the offices that see the officer, and by the officer."""
    petugas = pemilik(berkas)
    if petugas is None:
        return False
    return boleh(by, "petugas.lihat") or (boleh(by, "petugas.sendiri") and petugas.akun_id == by.akun_id)


def ada_induk(kunci: set[UUID]) -> set[UUID]:
    """Return those of the keys that belong to an officer or a record with a file."""
    hasil = set(Petugas.objects.filter(pk__in=kunci).values_list("pk", flat=True))
    for model in (SK, Pelatihan):
        hasil |= set(model.objects.ada().filter(pk__in=kunci).values_list("pk", flat=True))
    return hasil


def lanjut(berkas: Berkas) -> tuple[str, str] | None:
    """Return the way on from a file that is gone."""
    petugas = pemilik(berkas)
    return (reverse("petugas:rinci", args=[petugas.pk]), "Ke halaman petugas") if petugas else None


KEPERLUAN = Keperluan(
    nama=NAMA_BERKAS,
    label="foto, SK, dan sertifikat petugas",
    jenis=frozenset({Jenis.JPEG, Jenis.PNG, Jenis.WEBP, Jenis.PDF}),
    ukuran_terbesar=UKURAN_TERBESAR,
    boleh_baca=boleh_baca,
    ada_induk=ada_induk,
    lanjut=lanjut,
)
