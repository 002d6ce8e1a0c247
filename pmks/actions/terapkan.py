"""Menerapkan usulan perubahan pada rekamannya."""

from django.db import models
from django.db.models import F
from django.utils import timezone

from pmks.models import DataDTSEN, Kasus, Orang, Revisi
from pmks.rincian import NAMA_RINCI
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.tinjauan.isi import dari_json_model

IDENTITAS = (
    *("wilayah_id", "nik", "alasan_tanpa_nik", "no_kk", "alasan_tanpa_kk", "nama", "tempat_lahir", "tanggal_lahir"),
    *("lahir_perkiraan", "jk", "alamat", "rt", "rw", "dusun", "alamat_ktp", "telepon", "lintang", "bujur", "desil"),
    *("bantuan", "sumber", "tanggal_data"),
)
IDENTITAS_KOLOM = [k.removesuffix("_id") for k in IDENTITAS]
ISI_KASUS = ("kriteria", *NAMA_RINCI, "keterangan", "alasan_khusus", "ditemukan_pada")


def dari_json(kolom: str, nilai, model: type[models.Model] = Orang):
    """Return the column's value from `Revisi.isi`."""
    return dari_json_model(model, kolom, nilai)


def terapkan_revisi(*, revisi: Revisi, by: Lingkup) -> None:
    """Write a decided change to the person or the type; the history names the one who decided."""
    with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
        if revisi.kasus_id:
            _terapkan_kasus(revisi, by)
        else:
            _terapkan_orang(revisi, by)
        Revisi.objects.filter(pk=revisi.pk).update(diterapkan_pada=timezone.now())
    revisi.refresh_from_db()


def _terapkan_orang(revisi: Revisi, by: Lingkup) -> None:
    orang = Orang.objects.select_for_update().get(pk=revisi.orang_id)
    ber_dtsen = "desil" in revisi.isi and DataDTSEN.objects.tersimpan().filter(orang=orang).exists()
    for kolom, nilai in revisi.isi.items():
        # Sejak ada data DTSEN, desilnya mengikuti yang terbaru di sana (`catat_dtsen`), bukan usulan yang lebih lama.
        if kolom != "desil" or not ber_dtsen:
            setattr(orang, kolom, dari_json(kolom, nilai))
    if "tanggal_data" in revisi.isi:
        _patok_hari(orang)
    orang.versi += 1
    orang.diubah_pada, orang.diubah_oleh_id = timezone.now(), by.akun_id
    orang.rapikan()
    orang.save(update_fields=[*IDENTITAS_KOLOM, "nama_cari", "kelompok_umur", "versi", "diubah_pada", "diubah_oleh"])


def _patok_hari(orang: Orang) -> None:
    """Keep judged types on the day that they were judged by, when the day of the person's data moves on."""
    lama = Orang.objects.values_list("tanggal_data", flat=True).get(pk=orang.pk)
    dinilai = Kasus.objects.filter(orang=orang, ditemukan_pada=None, diverifikasi_pada__isnull=False)
    dinilai.update(ditemukan_pada=lama)


def _terapkan_kasus(revisi: Revisi, by: Lingkup) -> None:
    kasus = Kasus.objects.select_for_update().get(pk=revisi.kasus_id)
    if revisi.isi.get("batal"):
        Kasus.objects.filter(pk=kasus.pk).update(
            status=Status.DIBATALKAN, versi=F("versi") + 1, bergerak_pada=timezone.now()
        )
        kasus.putusan.create(
            wilayah_id=kasus.wilayah_id,
            aksi=Aksi.BATALKAN,
            dari=kasus.status,
            ke=Status.DIBATALKAN,
            komentar=revisi.alasan,
            oleh_id=by.akun_id,
            sebagai=by.keterangan,
        )
        return
    ubah = {k: dari_json(k, revisi.isi[k], Kasus) for k in ISI_KASUS if k in revisi.isi}
    Kasus.objects.filter(pk=kasus.pk).update(**ubah, versi=F("versi") + 1, bergerak_pada=timezone.now())
