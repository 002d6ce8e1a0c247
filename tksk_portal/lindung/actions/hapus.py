"""Menghapus identitas seseorang: dua orang, satu transaksi, tidak dapat diurungkan."""

import logging
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buang
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.penyimpanan import penyimpanan
from tksk_portal.lindung.berkas import NAMA
from tksk_portal.lindung.daftar_hapus import entri, tambah
from tksk_portal.lindung.enums import BERJALAN, Hubungan, JenisPermintaan, StatusPermintaan
from tksk_portal.lindung.models import Penghapusan, Permintaan, TahanHukum
from tksk_portal.lindung.sasaran import DILAKSANAKAN, kosongkan_aplikasi, kosongkan_riwayat
from tksk_portal.lindung.subjek import Ditolak, Subjek, daftar_subjek, nomor_pendek

logger = logging.getLogger(__name__)
DASAR = {True: "Masa simpan lewat", False: "Permintaan pemilik data"}


def check_hapus(permintaan: Permintaan, by: Lingkup) -> None:
    """Raise when this duty may not carry out an erasure now.

    Raises:
        PermissionDenied: wrong role or place.
        Ditolak: decided already, not an erasure, the proposer herself, a legal hold, or what the kind itself hinders.
    """
    if not boleh(by, "lindung.putuskan") or not by.memuat(permintaan.wilayah_id):
        raise PermissionDenied
    if permintaan.jenis != JenisPermintaan.PENGHAPUSAN or permintaan.status not in BERJALAN:
        raise Ditolak("Permintaan ini bukan penghapusan yang masih berjalan.")
    tahan = TahanHukum.objects.berlaku().atas(permintaan.subjek, permintaan.objek_id).first()
    if tahan:
        raise Ditolak(f"Rekaman ini ditahan hukum: {tahan.alasan}")
    subjek = daftar_subjek()[permintaan.subjek]
    objek = subjek.ambil(permintaan.objek_id)
    if objek is None:
        raise Ditolak("Rekaman ini tidak terlihat dari tugas Anda, jadi tidak dapat Anda hapus.")
    if halangan := "Identitas rekaman ini sudah dihapus." if subjek.dihapus(objek) else subjek.halangan(objek):
        raise Ditolak(halangan)
    if permintaan.dibuat_oleh_id == by.akun_id:
        raise Ditolak("Penghapusan yang Anda usulkan sendiri harus dilaksanakan orang lain.")


@transaction.atomic
def hapus_identitas(*, permintaan: Permintaan, versi: int, ketik: str, by: Lingkup) -> Penghapusan:
    """Erase a person's identity everywhere, as somebody else proposed. It cannot be undone.

    Args:
        versi: of the request as it was shown.
        ketik: the record's short number, typed by hand.

    Raises:
        PermissionDenied: wrong role or place.
        Ditolak: see `check_hapus`; also a wrong number, a changed request, or work that still uses the record.
    """
    permintaan = Permintaan.objects.select_for_update().get(pk=permintaan.pk)
    check_hapus(permintaan, by)
    if permintaan.versi != versi:
        raise Ditolak("Permintaan ini berubah sejak Anda membukanya. Periksa lagi.")
    if ketik.strip().upper() != nomor_pendek(permintaan.objek_id):
        raise Ditolak("Nomor yang diketik tidak sama dengan nomor rekaman di atas.", "ketik")
    subjek = daftar_subjek()[permintaan.subjek]
    # Semua keadaan tinjauan ikut dikosongkan, juga yang tidak dibaca peran ini.
    with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
        objek = subjek.ambil(permintaan.objek_id)
        nisan = Penghapusan.objects.create(
            wilayah_id=objek.wilayah_id,
            subjek=permintaan.subjek,
            objek_id=permintaan.objek_id,
            ke=urutan(permintaan.subjek, permintaan.objek_id),
            nomor=nomor_pendek(permintaan.objek_id),
            permintaan=permintaan,
            alasan=DASAR[permintaan.hubungan == Hubungan.RETENSI],
            diusulkan_oleh_id=permintaan.dibuat_oleh_id,
            dilaksanakan_oleh_id=by.akun_id,
            sebagai=by.keterangan,
        )
        permintaan.status, permintaan.alasan = StatusPermintaan.DIPENUHI, DILAKSANAKAN
        permintaan.diputuskan_pada, permintaan.diputuskan_oleh_id = timezone.now(), by.akun_id
        permintaan.diputuskan_sebagai, permintaan.versi = by.keterangan, permintaan.versi + 1
        permintaan.save()
        jalankan(subjek=subjek, objek=objek, nisan=nisan, by=by)
    return nisan


def urutan(subjek: str, objek_id: UUID) -> int:
    """Return the number of the next tombstone of a record; earlier ones stay where the record was then."""
    with lingkup.masuk(lingkup.sistem("nomor nisan")):
        return Penghapusan.objects.atas(subjek, objek_id).count() + 1


def jalankan(*, subjek: Subjek, objek: Any, nisan: Penghapusan, by: Lingkup) -> None:
    """Blank and destroy, in the present scope and transaction; the tombstone stands already.

    Files go once this is committed; whether they are gone is looked at then, and again by the schedule.
    """
    berkas = [*subjek.hapus(objek, by), *_lampiran(nisan, by)]
    hitung = kosongkan_aplikasi(subjek.sasaran, nisan.objek_id) | kosongkan_riwayat(nisan.pk)
    nisan.hitung = {tabel: n for tabel, n in hitung.items() if n}
    nisan.berkas = sorted(k for b in berkas for k in (b.kunci, b.kecil) if k)
    nisan.save(update_fields=["hitung", "berkas"])
    if not nisan.ulang:
        transaction.on_commit(lambda: tambah(entri(nisan)), robust=True)
    transaction.on_commit(lambda: pastikan_hilang(nisan, by), robust=True)


def _lampiran(nisan: Penghapusan, by: Lingkup) -> list[Berkas]:
    """Remove the reports and letters attached to requests about the record."""
    induk = Permintaan.objects.atas(nisan.subjek, nisan.objek_id).values("pk")
    semua = list(Berkas.objects.tersimpan().filter(keperluan=NAMA, induk__in=induk))
    for berkas in semua:
        buang(berkas, by=by)
    return semua


def pastikan_hilang(nisan: Penghapusan, by: Lingkup) -> bool:
    """Look whether every destroyed file is gone from the store, delete what is left, and note it when all are."""
    simpanan = penyimpanan()
    for kunci in nisan.berkas:
        if simpanan.exists(kunci):
            simpanan.delete(kunci)
    sisa = [k for k in nisan.berkas if simpanan.exists(k)]
    if sisa:
        logger.error("%d berkas penghapusan %s belum hilang dari penyimpanan", len(sisa), nisan.pk)
        return False
    with lingkup.masuk(by):
        Penghapusan.objects.filter(pk=nisan.pk).update(berkas_diperiksa_pada=timezone.now())
    return True
