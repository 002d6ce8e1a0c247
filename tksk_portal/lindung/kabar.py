"""Kabar tentang tenggat: menyebut kantor dan waktu, tidak pernah orangnya."""

from uuid import UUID

from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.pekerjaan.kabar import Alamat, JenisKabar, kabari_banyak

TENGGAT = JenisKabar("lindung.tenggat", "Tenggat permintaan pemilik data dan insiden")


def penerima(wilayah: str) -> list[Alamat]:
    """Return who answers for a place: its kabupaten/kota, or the province when that has nobody."""
    for peran, tempat in ((Peran.KABKOTA, wilayah[:5]), (Peran.PROVINSI, wilayah[:2])):
        pemegang = _pemegang(peran, tempat)
        if pemegang:
            return [Alamat(akun, tempat) for akun in pemegang]
    return []


def _pemegang(peran: str, tempat: str) -> list[UUID]:
    tugas = Penempatan.objects.berlaku().akun_terbuka().filter(peran=peran, tempat=tempat)
    return list(tugas.values_list("akun_id", flat=True).distinct())


def penerima_kantor(wilayah: str) -> list[Alamat]:
    """Return who answers for an office's breach: the office itself; the admin counts as the province's."""
    peran = (Peran.KABKOTA,) if len(wilayah) > 2 else (Peran.PROVINSI, Peran.ADMIN)
    return [Alamat(akun, wilayah) for p in peran for akun in _pemegang(p, wilayah)]


def kabari_tenggat(kepada: list[Alamat], *, teks: str, url: str, kunci: str) -> None:
    """Send one notice, each step once (`kunci`)."""
    kabari_banyak(kepada, jenis=TENGGAT.kode, teks=teks, url=url, kunci=kunci)
