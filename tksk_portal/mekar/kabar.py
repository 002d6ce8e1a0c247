"""Kabar kepada kantor yang wilayahnya berubah."""

from collections import defaultdict

from django.urls import reverse

from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.mekar.models import Mekar
from tksk_portal.pekerjaan.kabar import Alamat, JenisKabar, kabari_banyak
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import jalur, tingkat

MEKAR = JenisKabar("wilayah.mekar", "Perubahan kode dan batas wilayah kerja saya")
PERAN = (Peran.TKSK, Peran.CAMAT, Peran.KABKOTA)


def kabari_mekar(mekar: Mekar) -> int:
    """Tell the kecamatan that gave villages away, and the kabupaten/kota above; return how many boxes."""
    pindah: dict[tuple[str, str], int] = defaultdict(int)
    for lama, baru in mekar.pasangan:
        if tingkat(lama) == Tingkat.DESA:
            pindah[jalur(lama)[-1], jalur(baru)[-1]] += 1
    nama = Wilayah.objects.in_bulk({k for satu in pindah for k in satu})
    banyak = 0
    for (asal, tujuan), n in sorted(pindah.items()):
        kepada = _penerima({asal, tujuan, jalur(asal)[-1], jalur(tujuan)[-1]})
        kata = "kembali ke" if mekar.diurungkan_pada else "sekarang termasuk"
        satu, dua = (tujuan, asal) if mekar.diurungkan_pada else (asal, tujuan)
        kabari_banyak(
            kepada,
            jenis=MEKAR.kode,
            teks=f"{n} desa/kelurahan {nama[satu].sebutan} {kata} {nama[dua].sebutan} ({dua}); datanya ikut pindah",
            url=reverse("wilayah_rinci", args=[dua]),
            kunci=f"mekar:{mekar.pk}:{satu}:{dua}",
        )
        banyak += len(kepada)
    return banyak


def _penerima(tempat: set[str]) -> list[Alamat]:
    tugas = Penempatan.objects.berlaku().akun_terbuka().filter(tempat__in=tempat, peran__in=PERAN)
    return [Alamat(akun, di) for akun, di in tugas.values_list("akun_id", "tempat_id").distinct().order_by("akun_id")]
