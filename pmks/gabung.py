"""Apa yang tampak dari penggabungan dan serah terima pada halaman seseorang."""

from django.http import HttpRequest

from pmks.actions.pindah import can_pihak
from pmks.models import Orang, Penggabungan, Pindahan
from pmks.models.pindah import TERBUKA
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.jejak.riwayat import Peristiwa, Ubahan, riwayat


def konteks_gabung(orang: Orang, request: HttpRequest) -> dict:
    """Return what the record's page says about merges into it and a hand-over of it."""
    by = request.lingkup
    boleh_pindah = boleh(by, "pmks.pindah")
    pindahan = None
    if boleh_pindah:
        pindahan = Pindahan.objects.filter(orang=orang, status__in=TERBUKA).select_related("ke").first()
    return {
        "penggabungan": list(Penggabungan.objects.filter(utama=orang).defer("isi").order_by("-pada")),
        "boleh_gabung": boleh(by, "pmks.gabung"),
        "pindahan": pindahan,
        "boleh_pindah": boleh_pindah and can_pihak(orang.wilayah_id[:8], by),
    }


def riwayat_gabung(
    orang: Orang, by: Lingkup, *, samar: frozenset[str], abaikan: frozenset[str]
) -> list[tuple[str, Peristiwa]]:
    """Return the acts of merging and undoing, and the history of every record that was merged into this one.

    The reader may see the surviving record; the merged ones are read whatever state their reader is bound to, because
    without types they have none.
    """
    hasil = []
    gabung = list(Penggabungan.objects.filter(utama=orang).select_related("oleh", "diurungkan_oleh").defer("isi"))
    if not gabung:
        return hasil
    for g in gabung:
        alasan = [Ubahan("Alasan", "", g.alasan)]
        hasil.append(("Data lain", Peristiwa(g.pada, g.oleh.nama, g.sebagai, "digabung ke data ini", alasan)))
        if g.diurungkan_pada:
            urung = Peristiwa(g.diurungkan_pada, g.diurungkan_oleh.nama, g.diurungkan_sebagai, "diurungkan", alasan)
            hasil.append(("Penggabungan", urung))
    with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
        for n, lain in enumerate(Orang.objects.filter(digabung_ke=orang).order_by("dibuat_pada", "pk"), start=1):
            nama = f"Data yang digabung ({n}):"
            hasil += [(nama, p) for p in riwayat(lain, samar=samar, abaikan=abaikan)]
    return hasil
