"""Meminta ekspor, dan menyusun tata letak."""

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.keluar.sumber import Sumber
from tksk_portal.excel.keluar.tataletak import TataLetak, kolom_json
from tksk_portal.excel.models import Ekspor, TataLetakKeluar
from tksk_portal.jejak.models import Bagian, catat_pembukaan
from tksk_portal.pekerjaan.antrean import KunciTerpakai, antrekan
from tksk_portal.pekerjaan.models import Pekerjaan

BERJALAN_TERBANYAK = 3
TERPAKAI = "Formulir ini sudah dipakai. Muat ulang halamannya, lalu coba lagi."


class Ditolak(Exception):
    """The request is refused; `pesan` is for the user."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


def minta_ekspor(
    *,
    kunci: UUID,
    sumber: Sumber,
    tata: TataLetak,
    saring: Mapping[str, object],
    format_berkas: str,
    identitas: bool,
    tujuan: str,
    by: Lingkup,
) -> Ekspor:
    """Write down who takes what and why, and queue the job. The same key again gives the first request.

    The job's own row holds only the export's key; filters stand in the export's row, behind the wall.

    Raises:
        PermissionDenied: the role may not take this list, or not with identities.
        Ditolak: the key is taken, or too many exports of this account are still being made.
    """
    if not sumber.boleh_ekspor(by) or (identitas and not sumber.boleh_identitas(by)):
        raise PermissionDenied
    diminta = {
        "sumber": sumber.kode,
        "tata_letak": tata.kode,
        "format": format_berkas,
        "saring": dict(saring),
        "identitas": identitas,
        "tujuan": tujuan,
    }
    if ada := Ekspor.objects.milik(by).filter(pk=kunci).first():
        if any(getattr(ada, k) != v for k, v in diminta.items()):
            raise Ditolak(TERPAKAI)
        return ada
    berjalan = Pekerjaan.objects.belum_selesai().filter(pemohon_id=by.akun_id, jenis="excel.ekspor").count()
    if berjalan >= BERJALAN_TERBANYAK:
        raise Ditolak(f"Masih ada {berjalan} ekspor Anda yang sedang dibuat. Tunggu sampai salah satunya selesai.")
    try:
        with transaction.atomic():
            ekspor = Ekspor.objects.create(
                pk=kunci,
                wilayah_id=by.tempat,
                pemohon_id=by.akun_id,
                penempatan_id=by.penempatan_id,
                sebagai=by.keterangan,
                nama_tata_letak=tata.nama,
                kata_saring=sumber.kata_saring(saring, by)[:400],
                **diminta,
            )
            pekerjaan = antrekan(
                "excel.ekspor",
                by=by,
                isi={"ekspor": str(kunci)},
                judul=f"Ekspor {sumber.nama}: {tata.nama}",
                kunci=kunci,
            )
    except (IntegrityError, KunciTerpakai):
        # Dua kiriman formulir yang sama pada saat yang sama: yang lain lebih dahulu.
        if ada := Ekspor.objects.milik(by).filter(pk=kunci).first():
            return ada
        raise Ditolak(TERPAKAI) from None
    ekspor.pekerjaan = pekerjaan.pk
    ekspor.save(update_fields=("pekerjaan",))
    if identitas:
        catat_pembukaan(objek=ekspor, bagian=Bagian.NIK, by=by, tujuan=tujuan)
    return ekspor


def _periksa_admin(by: Lingkup) -> None:
    if not boleh(by, "ekspor.tata_letak"):
        raise PermissionDenied


def simpan_tata_letak(*, sumber: Sumber, tata: TataLetak, by: Lingkup, versi: int | None = None) -> TataLetakKeluar:
    """Write a layout of the admin's office; one with the code of a shipped layout takes its place there.

    Args:
        versi: the version that was edited; None for a new one.

    Raises:
        PermissionDenied: no admin.
        Ditolak: the code is taken, or somebody else changed it meanwhile.
    """
    _periksa_admin(by)
    isi = {
        "nama": tata.nama,
        "keterangan": tata.keterangan,
        "format": tata.format,
        "satuan": tata.satuan,
        "kolom": kolom_json(tata.kolom),
        "judul": "\n".join(tata.judul),
        "nama_lembar": tata.nama_lembar,
        "berita_acara": "\n".join(tata.berita_acara),
        "format_tanggal": tata.format_tanggal,
        "format_kode": tata.format_kode,
        "pemisah": tata.pemisah,
        "penanda": tata.penanda,
        "perlu_identitas": tata.perlu_identitas,
        "aktif": tata.aktif,
        "diubah_pada": timezone.now(),
    }
    if versi:
        milik = TataLetakKeluar.objects.filter(wilayah_id=by.tempat, sumber=sumber.kode, kode=tata.kode, versi=versi)
        if not milik.update(**isi, versi=versi + 1):
            raise Ditolak("Tata letak ini sudah diubah orang lain sejak Anda membukanya. Muat ulang, lalu ubah lagi.")
        return TataLetakKeluar.objects.get(wilayah_id=by.tempat, sumber=sumber.kode, kode=tata.kode)
    try:
        with transaction.atomic():
            return TataLetakKeluar.objects.create(
                wilayah_id=by.tempat, sumber=sumber.kode, kode=tata.kode, dibuat_oleh_id=by.akun_id, **isi
            )
    except IntegrityError:
        raise Ditolak("Kode ini sudah dipakai tata letak lain di kantor Anda. Pilih kode lain.") from None
