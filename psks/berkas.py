"""Foto dan dokumen mitra: untuk apa disimpan, siapa yang boleh membukanya, dan foto di kartu publik."""

from uuid import UUID

from django.urls import reverse

from psks.actions.dokumen import KEPERLUAN_DOKUMEN, KEPERLUAN_FOTO
from psks.actions.jejaring import KEPERLUAN_JEJARING
from psks.models import DokumenMitra, Jejaring, KartuMitra, Mitra
from psks.tampak import terbuka
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.arsip.berkas import Keperluan
from tksk_portal.arsip.jenis import Jenis
from tksk_portal.arsip.models import Berkas

UKURAN_TERBESAR = 8 * 1024 * 1024


def dokumen_dibaca(by: Lingkup, berkas: Berkas) -> bool:
    """Tell whether a paper may be opened: by those who see the partner open, never by the camat."""
    satu = DokumenMitra.objects.select_related("mitra").filter(berkas=berkas).first()
    return satu is not None and boleh(by, "psks.lihat") and by.peran != Peran.CAMAT and terbuka(satu.mitra, by)


def foto_dibaca(by: Lingkup, berkas: Berkas) -> bool:
    """Tell whether the photo may be opened; a person's only by those who see the person open."""
    mitra = Mitra.objects.filter(foto=berkas).first()
    return mitra is not None and boleh(by, "psks.lihat") and (mitra.lembaga or terbuka(mitra, by))


def foto_kartu(kartu: KartuMitra) -> Berkas | None:
    """Return the photo that a public card names, or None.

    The only file of a partner that is read outside one's own scope. The caller found the card through its wall (the
    province of the duty); the system's scope, no wider than the card's place, then finds exactly the file named on it.
    """
    with lingkup.masuk(lingkup.sistem("foto kartu publik", kartu.wilayah_id)):
        return Berkas.objects.milik(KEPERLUAN_FOTO, kartu.pk).filter(pk=kartu.foto).first()


def naskah_dibaca(by: Lingkup, berkas: Berkas) -> bool:
    """Tell whether the text of an agreement may be opened: by the offices that keep it."""
    return boleh(by, "psks.jejaring") and Jejaring.objects.tersimpan().filter(berkas=berkas).exists()


def naskah_ada(kunci: set[UUID]) -> set[UUID]:
    """Return those of the keys that are stored agreements, meetings or activities."""
    return set(Jejaring.objects.filter(pk__in=kunci).values_list("pk", flat=True))


def dokumen_ada(kunci: set[UUID]) -> set[UUID]:
    """Return those of the keys that belong to a paper."""
    return set(DokumenMitra.objects.filter(pk__in=kunci).values_list("pk", flat=True))


def foto_ada(kunci: set[UUID]) -> set[UUID]:
    """Return those of the keys that are partners."""
    return set(Mitra.objects.filter(pk__in=kunci).values_list("pk", flat=True))


def lanjut(berkas: Berkas) -> tuple[str, str] | None:
    """Return the way on from a file that is gone: its partner."""
    satu = DokumenMitra.objects.filter(berkas=berkas).values_list("mitra_id", flat=True).first()
    return (reverse("psks:rinci", args=[satu]), "Ke data mitranya") if satu else None


KEPERLUAN = (
    Keperluan(
        nama=KEPERLUAN_DOKUMEN,
        label="dokumen PSKS",
        jenis=frozenset({Jenis.JPEG, Jenis.PNG, Jenis.WEBP, Jenis.PDF}),
        ukuran_terbesar=UKURAN_TERBESAR,
        boleh_baca=dokumen_dibaca,
        ada_induk=dokumen_ada,
        lanjut=lanjut,
    ),
    Keperluan(
        nama=KEPERLUAN_FOTO,
        label="foto PSKS",
        jenis=frozenset({Jenis.JPEG, Jenis.PNG, Jenis.WEBP}),
        ukuran_terbesar=UKURAN_TERBESAR,
        boleh_baca=foto_dibaca,
        ada_induk=foto_ada,
    ),
    Keperluan(
        nama=KEPERLUAN_JEJARING,
        label="naskah jejaring PSKS",
        jenis=frozenset({Jenis.JPEG, Jenis.PNG, Jenis.WEBP, Jenis.PDF}),
        ukuran_terbesar=UKURAN_TERBESAR,
        boleh_baca=naskah_dibaca,
        ada_induk=naskah_ada,
    ),
)
