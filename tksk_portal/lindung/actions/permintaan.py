"""Mencatat, memproses, dan memutuskan permintaan pemilik data; tahan hukum."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buang, simpan
from tksk_portal.arsip.models import Berkas
from tksk_portal.lindung.aturan import jam_tenggat
from tksk_portal.lindung.berkas import NAMA
from tksk_portal.lindung.enums import (
    BERJALAN,
    MEMBATASI,
    CaraPeriksa,
    CaraTerima,
    Hubungan,
    JenisPermintaan,
    StatusPermintaan,
)
from tksk_portal.lindung.kabar import kabari_tenggat, penerima
from tksk_portal.lindung.models import Permintaan, TahanHukum
from tksk_portal.lindung.subjek import Ditolak, Subjek, daftar_subjek
from tksk_portal.tampilan.templatetags.tampilan import waktu

MASIH_BERJALAN = "Permintaan yang sama untuk orang ini masih berjalan. Buka yang itu."


@dataclass(frozen=True)
class IsianPermintaan:
    """What was typed about a request."""

    jenis: str
    hubungan: str
    cara_periksa: str
    cara_terima: str
    diterima_pada: datetime
    nama_pemohon: str = ""
    kontak_pemohon: str = ""
    isi: str = ""


def catat_permintaan(*, kunci: UUID, subjek: Subjek, objek_id: UUID, isian: IsianPermintaan, by: Lingkup) -> Permintaan:
    """Register a request about a record that this duty sees; its clock starts when it was received.

    The same key again returns the first answer.

    Raises:
        PermissionDenied: wrong role, or the record is outside the scope.
        Ditolak: received in the future, or the same request is still running.
    """
    objek = subjek.ambil(objek_id)
    if not boleh(by, "lindung.permintaan") or objek is None or not by.memuat(objek.wilayah_id):
        raise PermissionDenied
    if subjek.dihapus(objek):
        raise Ditolak("Identitas rekaman ini sudah dihapus.")
    if isian.diterima_pada > timezone.now():
        raise Ditolak("Waktu diterima tidak boleh di masa depan.", "diterima_pada")
    if ada := Permintaan.objects.filter(pk=kunci, dibuat_oleh_id=by.akun_id, objek_id=objek_id).first():
        return ada
    tenggat = isian.diterima_pada + timedelta(hours=jam_tenggat(isian.jenis, objek.wilayah_id))
    try:
        with transaction.atomic():
            hasil = Permintaan.objects.create(
                id=kunci,
                wilayah_id=objek.wilayah_id,
                subjek=subjek.kode,
                objek_id=objek_id,
                tenggat_pada=tenggat,
                dibuat_oleh_id=by.akun_id,
                sebagai=by.keterangan,
                **vars(isian),
            )
            _kabari(hasil, "baru", f"Permintaan baru dari pemilik data, tenggat {waktu(tenggat)}")
    except IntegrityError as salah:
        batas = getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "")
        if batas not in {"permintaan_satu_berjalan", "lindung_permintaan_pkey"}:
            raise
        raise Ditolak(MASIH_BERJALAN if batas == "permintaan_satu_berjalan" else "Muat ulang halaman ini.") from None
    return hasil


def _kabari(permintaan: Permintaan, langkah: str, teks: str) -> None:
    """Tell those who decide. They are above the TKSK, out of her sight: her scope knows neither them nor their box."""
    url = reverse("lindung:permintaan", args=[permintaan.pk])
    with lingkup.masuk(lingkup.sistem("kabar permintaan pemilik data")):
        kepada = [a for a in penerima(permintaan.wilayah_id) if a.akun_id != permintaan.dibuat_oleh_id]
        kabari_tenggat(kepada, teks=teks, url=url, kunci=f"lindung:{permintaan.pk}:{langkah}")


def usulkan_retensi(*, kunci: UUID, subjek: Subjek, objek_id: UUID, by: Lingkup) -> Permintaan:
    """Propose the erasure of a record whose retention period has passed; somebody else carries it out.

    Raises:
        PermissionDenied, Ditolak: see `catat_permintaan`.
    """
    if not boleh(by, "lindung.putuskan"):
        raise PermissionDenied
    isian = IsianPermintaan(
        jenis=JenisPermintaan.PENGHAPUSAN,
        hubungan=Hubungan.RETENSI,
        cara_periksa=CaraPeriksa.INTERNAL,
        cara_terima=CaraTerima.INTERNAL,
        diterima_pada=timezone.now(),
    )
    return catat_permintaan(kunci=kunci, subjek=subjek, objek_id=objek_id, isian=isian, by=by)


def _kunci(permintaan: Permintaan, versi: int, by: Lingkup) -> Permintaan:
    """Lock a running request as it was shown.

    Raises:
        PermissionDenied: wrong role or place.
        Ditolak: decided or changed meanwhile.
    """
    if not boleh(by, "lindung.putuskan") or not by.memuat(permintaan.wilayah_id):
        raise PermissionDenied
    kini = Permintaan.objects.select_for_update().get(pk=permintaan.pk)
    if kini.versi != versi or kini.status not in BERJALAN:
        raise Ditolak("Permintaan ini berubah sejak Anda membukanya. Periksa lagi.")
    kini.versi += 1
    return kini


@transaction.atomic
def proses(*, permintaan: Permintaan, versi: int, by: Lingkup) -> Permintaan:
    """Take a request into work.

    Raises:
        PermissionDenied, Ditolak: see `_kunci`.
    """
    kini = _kunci(permintaan, versi, by)
    kini.status = StatusPermintaan.DIPROSES
    kini.save()
    return kini


@transaction.atomic
def putuskan(*, permintaan: Permintaan, versi: int, dipenuhi: bool, alasan: str, by: Lingkup) -> Permintaan:
    """Fulfil or refuse a request, with the reason. An erasure is fulfilled by carrying it out only; a granted
    objection or restriction restricts the record's processing at once.

    Raises:
        PermissionDenied, Ditolak: see `_kunci`; also without a reason, or when the record is not visible or erased.
    """
    kini = _kunci(permintaan, versi, by)
    if not alasan.strip():
        raise Ditolak("Tulis alasan putusannya.", "alasan")
    if dipenuhi and kini.jenis == JenisPermintaan.PENGHAPUSAN:
        raise Ditolak("Penghapusan dipenuhi dengan melaksanakannya.")
    kini.status = StatusPermintaan.DIPENUHI if dipenuhi else StatusPermintaan.DITOLAK
    kini.alasan, kini.diputuskan_pada = alasan.strip(), timezone.now()
    kini.diputuskan_oleh_id, kini.diputuskan_sebagai = by.akun_id, by.keterangan
    kini.save()
    if dipenuhi and kini.jenis in MEMBATASI:
        _batasi(kini, by)
    return kini


def _batasi(permintaan: Permintaan, by: Lingkup) -> None:
    subjek = daftar_subjek()[permintaan.subjek]
    objek = subjek.ambil(permintaan.objek_id)
    if objek is None or subjek.dihapus(objek):
        raise Ditolak("Rekaman ini sudah dihapus atau tidak terlihat dari tugas Anda.")
    subjek.batasi(objek, permintaan, by)


@transaction.atomic
def lampirkan(*, permintaan: Permintaan, isi: BinaryIO | bytes, nama: str, by: Lingkup) -> Permintaan:
    """Attach the letter or report that was given to the asker; an earlier one is replaced.

    Raises:
        PermissionDenied: wrong role or place.
        BerkasDitolak: the file is not taken in.
        Ditolak: the record was erased.
    """
    if not boleh(by, "lindung.laporan") or not by.memuat(permintaan.wilayah_id):
        raise PermissionDenied
    kini = Permintaan.objects.select_for_update().get(pk=permintaan.pk)
    objek = daftar_subjek()[kini.subjek].ambil(kini.objek_id)
    if objek is None or daftar_subjek()[kini.subjek].dihapus(objek):
        raise Ditolak("Rekaman ini sudah dihapus atau tidak terlihat dari tugas Anda.")
    lama = Berkas.objects.filter(pk=kini.berkas).first() if kini.berkas else None
    baru = simpan(isi, keperluan=NAMA, nama=nama, wilayah=kini.wilayah_id, by=by, induk=kini.pk)
    kini.berkas, kini.versi = baru.pk, kini.versi + 1
    kini.save(update_fields=["berkas", "versi"])
    if lama:
        buang(lama, by=by)
    return kini


def pasang_tahan(*, subjek: Subjek, objek_id: UUID, alasan: str, tinjau_pada: date | None, by: Lingkup) -> TahanHukum:
    """Put a legal hold on a record: it is not erased until somebody releases it.

    Raises:
        PermissionDenied: wrong role, or the record is outside the scope.
        Ditolak: it is held already, or was erased.
    """
    objek = subjek.ambil(objek_id)
    if not boleh(by, "lindung.putuskan") or objek is None or not by.memuat(objek.wilayah_id):
        raise PermissionDenied
    if subjek.dihapus(objek):
        raise Ditolak("Identitas rekaman ini sudah dihapus.")
    try:
        with transaction.atomic():
            return TahanHukum.objects.create(
                wilayah_id=objek.wilayah_id,
                subjek=subjek.kode,
                objek_id=objek_id,
                alasan=alasan.strip(),
                tinjau_pada=tinjau_pada,
                dipasang_oleh_id=by.akun_id,
                sebagai=by.keterangan,
            )
    except IntegrityError as salah:
        if getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "") != "tahanhukum_satu_berlaku":
            raise
        raise Ditolak("Rekaman ini sudah ditahan.") from None


@transaction.atomic
def lepas_tahan(*, tahan: TahanHukum, alasan: str, by: Lingkup) -> TahanHukum:
    """Release a legal hold, with the reason.

    Raises:
        PermissionDenied: wrong role or place.
        Ditolak: released already, or no reason.
    """
    if not boleh(by, "lindung.putuskan") or not by.memuat(tahan.wilayah_id):
        raise PermissionDenied
    kini = TahanHukum.objects.select_for_update().get(pk=tahan.pk)
    if kini.dilepas_pada is not None:
        raise Ditolak("Tahan hukum ini sudah dilepas.")
    if not alasan.strip():
        raise Ditolak("Tulis mengapa tahan hukum ini dilepas.", "alasan")
    kini.dilepas_pada, kini.dilepas_oleh_id, kini.alasan_lepas = timezone.now(), by.akun_id, alasan.strip()
    kini.save()
    return kini
