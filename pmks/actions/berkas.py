"""Menambah dan menghapus foto dan dokumen seseorang."""

import re
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from pmks.actions.tergabung import check_belum_digabung
from pmks.enums import JenisBerkas
from pmks.models import BerkasOrang, Orang
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import BerkasDitolak, buang, sidik_isi, simpan

TERBANYAK = 10
KEPERLUAN = "pmks.orang"
# Nama yang disimpan tidak memuat data orang: nama asli seperti "KTP Siti Aminah.jpg" tidak ikut.
NAMA_SIMPAN = {
    JenisBerkas.DIRI: "foto-orang",
    JenisBerkas.RUMAH: "foto-tempat-tinggal",
    JenisBerkas.KTP: "ktp-kk",
    JenisBerkas.SURAT: "surat-keterangan",
    JenisBerkas.LAIN: "lampiran",
}


@dataclass(frozen=True)
class HasilBerkas:
    """What is stored; `ulang` when the same sending had stored it before."""

    satu: BerkasOrang
    ulang: bool


@transaction.atomic
def tambah_berkas(
    *, orang: Orang, isi: BinaryIO, nama: str, jenis: str, keterangan: str, kunci: UUID, by: Lingkup
) -> HasilBerkas:
    """Add one photo or document to a person.

    Args:
        nama: as the phone calls it; only its ending is looked at.
        kunci: of the form. The same key and content again stores nothing twice.

    Raises:
        BerkasDitolak: the file is not taken in, or the person has `TERBANYAK` already.
        PermissionDenied: not this role, or not this place.
        SudahDigabung: the record was merged into another.
    """
    check_ubah(orang, by)
    # Dikunci: dua kiriman bersamaan tidak melampaui batas, dan yang diulang melihat yang pertama.
    orang = Orang.objects.select_for_update().get(pk=orang.pk)
    check_belum_digabung(orang)
    pk = uuid5(orang.pk, f"{kunci}:{sidik_isi(isi)}")
    lama = BerkasOrang.objects.filter(pk=pk).first()
    if lama:
        return HasilBerkas(lama, ulang=True)
    if BerkasOrang.objects.tersimpan().filter(orang=orang).count() >= TERBANYAK:
        raise BerkasDitolak(f"Sudah ada {TERBANYAK} berkas pada orang ini. Hapus yang tidak diperlukan lebih dahulu.")
    akhiran = re.search(r"\.[A-Za-z0-9]{1,5}$", nama.strip())
    berkas = simpan(
        isi,
        keperluan=KEPERLUAN,
        nama=NAMA_SIMPAN[JenisBerkas(jenis)] + (akhiran.group() if akhiran else ""),
        wilayah=orang.wilayah_id,
        by=by,
        induk=pk,
    )
    satu = BerkasOrang.objects.create(
        id=pk,
        orang=orang,
        wilayah_id=orang.wilayah_id,
        berkas=berkas,
        jenis=jenis,
        keterangan=keterangan,
        dibuat_oleh_id=by.akun_id,
    )
    return HasilBerkas(satu, ulang=False)


@transaction.atomic
def hapus_berkas(*, satu: BerkasOrang, by: Lingkup) -> bool:
    """Remove a photo or document; its content goes once this is committed. Return False when it was gone already.

    Raises:
        PermissionDenied: not this role, or not this place.
    """
    check_ubah(satu.orang, by)
    satu = BerkasOrang.objects.select_for_update(of=("self",)).select_related("berkas").get(pk=satu.pk)
    if satu.dihapus_pada is not None:
        return False
    satu.dihapus_pada, satu.dihapus_oleh_id = timezone.now(), by.akun_id
    satu.save(update_fields=["dihapus_pada", "dihapus_oleh"])
    buang(satu.berkas, by=by)
    return True


def check_ubah(orang: Orang, by: Lingkup) -> None:
    """Raise PermissionDenied unless this duty keeps the person's photos and documents."""
    if not boleh(by, "pmks.catat") or not by.memuat(orang.wilayah_id):
        raise PermissionDenied
