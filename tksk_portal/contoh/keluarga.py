"""Keluarga rekaan: yang dipakai bersama oleh orang-orang yang didata pada kunjungan yang sama."""

from dataclasses import dataclass
from random import Random

from pmks.enums import AlasanTanpaKK, Bantuan
from tksk_portal.contoh import kata
from tksk_portal.contoh.baris import NIHIL, larik
from tksk_portal.contoh.nomor import PembuatKK
from tksk_portal.contoh.sebaran import Desa

DUA, TIGA = 0.16, 0.05
GELANDANGAN = 11
DESIL = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5)
SEBAR_TITIK = 0.018
ALASAN_KK = (
    *[AlasanTanpaKK.BELUM_DITUNJUKKAN.value] * 2,
    AlasanTanpaKK.HILANG.value,
    AlasanTanpaKK.BELUM_PUNYA.value,
)


@dataclass(slots=True)
class Keluarga:
    """A family: place, address, card, aid. Texts are ready for COPY."""

    desa: Desa
    saat: int
    rasa: str
    no_kk: str
    alasan_kk: str
    alamat: str
    rt: str
    rw: str
    dusun: str
    lintang: str
    bujur: str
    desil: str
    bantuan: str


def besar(acak: Random) -> int:
    """Return how many members are recorded."""
    x = acak.random()
    return 3 if x < TIGA else 2 if x < TIGA + DUA else 1


def karang_keluarga(acak: Random, desa: Desa, saat: int, jenis: int, pembuat: PembuatKK) -> Keluarga:
    """Return a family of a village that was visited at a moment because of somebody of a type."""
    r = acak.random
    no_kk, alasan = "", str(AlasanTanpaKK.BERPINDAH)
    if r() >= (0.8 if jenis == GELANDANGAN else 0.06):
        no_kk, alasan = pembuat.ambil(desa.kecamatan), ""
    elif jenis != GELANDANGAN:
        alasan = ALASAN_KK[int(r() * len(ALASAN_KK))]
    lintang = bujur = NIHIL
    if desa.titik and r() < 0.5:
        lintang = f"{desa.titik[0] + acak.gauss(0, SEBAR_TITIK):.6f}"
        bujur = f"{desa.titik[1] + acak.gauss(0, SEBAR_TITIK):.6f}"
    desil = DESIL[int(r() * len(DESIL))] if r() < 0.75 else 0
    rt = f"{1 + int(r() * r() * 38):03d}"
    return Keluarga(
        desa=desa,
        saat=saat,
        rasa=desa.rasa[int(r() * len(desa.rasa))],
        no_kk=no_kk,
        alasan_kk=alasan,
        alamat=karang_alamat(acak, desa),
        rt=rt,
        rw=f"{1 + int(r() * 8):03d}" if desa.kelurahan and r() < 0.35 else "",
        dusun="" if desa.kelurahan else kata.DUSUN[int(r() * len(kata.DUSUN))] if r() < 0.6 else "",
        lintang=lintang,
        bujur=bujur,
        desil=str(desil) if desil else NIHIL,
        bantuan=larik(_bantuan(r, desil, desa.kelurahan)),
    )


def karang_alamat(acak: Random, desa: Desa) -> str:
    """Return a street address in a village."""
    r = acak.random
    nomor = 1 + int(r() * r() * 160)
    if not desa.kelurahan:
        return f"Jl. Poros {desa.nama} No. {nomor}" if r() < 0.5 else f"Kampung {desa.nama}, rumah ke-{nomor}"
    jalan = kata.JALAN[int(r() * len(kata.JALAN))]
    if r() < 0.45:
        return f"Jl. {jalan} Gg. {kata.GANG[int(r() * len(kata.GANG))]} No. {nomor}"
    return f"Jl. {jalan} No. {nomor}"


def _bantuan(r, desil: int, kelurahan: bool) -> list[str]:
    if not desil or desil > 4:
        return []
    peluang = (
        (Bantuan.PKH, 0.3 if desil < 3 else 0.08),
        (Bantuan.SEMBAKO, 0.42 if desil < 4 else 0.1),
        (Bantuan.PBI, 0.45),
        (Bantuan.BLT_DESA, 0.0 if kelurahan else 0.14),
        (Bantuan.ATENSI, 0.02),
        (Bantuan.DAERAH, 0.09),
    )
    return [str(b) for b, p in peluang if r() < p]
