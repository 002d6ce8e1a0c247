"""Pekerjaan berkala: mengingatkan tenggat sekali tiap langkah, dan menuntaskan penghapusan."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.lindung.actions.hapus import pastikan_hilang
from tksk_portal.lindung.kabar import kabari_tenggat, penerima, penerima_kantor
from tksk_portal.lindung.models import Insiden, Penghapusan, Permintaan
from tksk_portal.lindung.subjek import daftar_subjek
from tksk_portal.lindung.ulang import terapkan_ulang
from tksk_portal.pekerjaan.jadwal import terjadwal
from tksk_portal.tampilan.templatetags.tampilan import waktu

SEBELUM = timedelta(hours=24)
TERBANYAK = 500
# Ekspor yang sedang dibuat saat orangnya dihapus selesai jauh sebelum ini.
SUSULAN = timedelta(days=1)


@terjadwal(setiap=timedelta(minutes=15))
def ingatkan() -> int:
    """Tell who must answer: a day before the deadline, and once it has passed; each step once. Return how many."""
    kini = timezone.now()
    dekat = kini + SEBELUM
    permintaan = list(Permintaan.objects.berjalan().filter(tenggat_pada__lt=dekat).order_by("tenggat_pada")[:TERBANYAK])
    for p in permintaan:
        url = reverse("lindung:permintaan", args=[p.pk])
        _kabari(penerima(p.wilayah_id), "Permintaan pemilik data", p, url, lewat=p.tenggat_pada < kini)
    insiden = list(
        Insiden.objects.belum_diberitahukan().filter(tenggat_pada__lt=dekat).order_by("tenggat_pada")[:TERBANYAK]
    )
    for i in insiden:
        url = reverse("lindung:insiden", args=[i.pk])
        _kabari(penerima_kantor(i.wilayah_id), "Pemberitahuan insiden", i, url, lewat=i.tenggat_pada < kini)
    return len(permintaan) + len(insiden)


def _kabari(kepada: list, benda: str, rekaman: Permintaan | Insiden, url: str, *, lewat: bool) -> None:
    kata = "melewati tenggat" if lewat else "mendekati tenggat"
    kabari_tenggat(
        kepada,
        teks=f"{benda} {kata} {waktu(rekaman.tenggat_pada)}",
        url=url,
        kunci=f"lindung:{rekaman.pk}:{'lewat' if lewat else 'dekat'}",
    )


@terjadwal(setiap=timedelta(hours=1), sendiri=True)
def ulangi_penghapusan() -> None:
    """Erase again what an older backup brought back, remove what was made meanwhile, look whether files are gone."""
    terapkan_ulang()
    with lingkup.masuk(lingkup.sistem("menuntaskan penghapusan")) as by:
        for nisan in Penghapusan.objects.filter(pada__gte=timezone.now() - SUSULAN).order_by("pada", "pk"):
            if subjek := daftar_subjek().get(nisan.subjek):
                subjek.susulan(nisan, by)
        belum = list(Penghapusan.objects.filter(berkas_diperiksa_pada=None).order_by("pada", "pk")[:TERBANYAK])
    for nisan in belum:
        pastikan_hilang(nisan, by)
