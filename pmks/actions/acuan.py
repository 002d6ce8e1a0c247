"""Mengatur acuan: peraturan, versi aturan sebuah jenis, dan label turunannya."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F

from pmks.models import AturanJenis, JenisPMKS, LabelTurunan, Peraturan, lupakan_acuan
from pmks.models.acuan import sehari_sebelum
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Ditolak

ISI_VERSI = (
    *("peraturan", "berlaku_sejak", "definisi", "subjek", "umur_min", "umur_maks", "jk", "peka", "kriteria", "medan"),
    "catatan",
)
# Yang sudah diputuskan seseorang, menurut hari ditemukannya, pada atau sesudah sebuah hari.
_DINILAI = """
SELECT max(hari) FROM (
    SELECT coalesce(k.ditemukan_pada, o.tanggal_data) AS hari, k.jenis_id
    FROM pmks_kasus k JOIN pmks_orang o ON o.id = k.orang_id WHERE k.diverifikasi_pada IS NOT NULL
    UNION ALL
    SELECT coalesce(k.ditemukan_pada, s.tanggal_data), k.jenis_id
    FROM pmks_kasuskesatuan k JOIN pmks_kesatuan s ON s.id = k.kesatuan_id WHERE k.diverifikasi_pada IS NOT NULL
) semua WHERE jenis_id = %s AND hari >= %s
"""
_NAIKKAN_PEKA = (
    """
UPDATE pmks_orang o SET peka = %s
WHERE o.peka < %s AND EXISTS (SELECT 1 FROM pmks_kasus k WHERE k.orang_id = o.id AND k.jenis_id = %s AND k.derajat >= 0)
""",
    """
UPDATE pmks_kesatuan s SET peka = %s
WHERE s.peka < %s
    AND EXISTS (SELECT 1 FROM pmks_kasuskesatuan k WHERE k.kesatuan_id = s.id AND k.jenis_id = %s AND k.derajat >= 0)
""",
)


class Basi(Exception):
    """The record changed since the form was opened; nothing was written."""


def _periksa(by: Lingkup) -> None:
    if not boleh(by, "acuan.atur"):
        raise PermissionDenied


def buat_versi(*, jenis: JenisPMKS, isi: dict, by: Lingkup) -> AturanJenis:
    """Start a version of a type on a day; the one before ends the day before and stays as it was.

    Args:
        isi: columns of `AturanJenis` by the names in `ISI_VERSI`.

    Raises:
        PermissionDenied: the role may not.
        Ditolak: the day lies before the last version, or cases found on or after it were judged already.
    """
    _periksa(by)
    with transaction.atomic():
        JenisPMKS.objects.select_for_update().get(pk=jenis.pk)
        terakhir = AturanJenis.objects.filter(jenis=jenis, berlaku_sampai=None).get()
        sejak: date = isi["berlaku_sejak"]
        if terakhir.berlaku_sejak and sejak <= terakhir.berlaku_sejak:
            raise Ditolak(f"Versi terakhir berlaku sejak {terakhir.berlaku_sejak:%d-%m-%Y}; pilih hari sesudahnya.")
        _tolak_bila_dinilai(jenis, sejak)
        terakhir.berlaku_sampai = sehari_sebelum(sejak)
        terakhir.save(update_fields=["berlaku_sampai"])
        baru = AturanJenis.objects.create(jenis=jenis, **{n: isi[n] for n in ISI_VERSI})
        _jaga_peka(jenis)
    lupakan_acuan()
    return baru


def _tolak_bila_dinilai(jenis: JenisPMKS, sejak: date) -> None:
    """Refuse a day that cases were judged by. Counted over all places: only the day is told, no record."""
    with lingkup.masuk(lingkup.sistem("acuan")), connection.cursor() as kursor:
        kursor.execute(_DINILAI, [jenis.pk, sejak])
        (terakhir,) = kursor.fetchone()
    if terakhir:
        raise Ditolak(
            f"Ada data jenis ini yang ditemukan sampai {terakhir:%d-%m-%Y} dan sudah diverifikasi menurut aturan "
            "sebelumnya. Pilih hari sesudahnya."
        )


def ubah_versi(*, versi: AturanJenis, isi: dict, by: Lingkup) -> AturanJenis:
    """Change a version that has not started.

    Raises:
        PermissionDenied: the role may not.
        Ditolak: it has started, or the new day does not lie after the version before.
    """
    _periksa(by)
    with transaction.atomic():
        JenisPMKS.objects.select_for_update().get(pk=versi.jenis_id)
        kini, sebelumnya = _nanti(versi)
        sejak: date = isi["berlaku_sejak"]
        if sebelumnya.berlaku_sejak and sejak <= sebelumnya.berlaku_sejak:
            raise Ditolak(f"Versi sebelumnya berlaku sejak {sebelumnya.berlaku_sejak:%d-%m-%Y}; pilih hari sesudahnya.")
        if kini.berlaku_sampai and sejak > kini.berlaku_sampai:
            raise Ditolak(f"Versi sesudahnya sudah mulai {kini.berlaku_sampai:%d-%m-%Y}; pilih hari sebelumnya.")
        _tolak_bila_dinilai(kini.jenis, sejak)
        # Yang lama menyusut atau melebar hanya sesudah yang baru menyingkir: tidak pernah dua versi pada satu hari.
        maju = sejak > kini.berlaku_sejak
        for n in ISI_VERSI:
            setattr(kini, n, isi[n])
        urut = (_simpan, _akhiri) if maju else (_akhiri, _simpan)
        for langkah in urut:
            langkah(kini, sebelumnya)
        _jaga_peka(kini.jenis)
    lupakan_acuan()
    return kini


def _simpan(kini: AturanJenis, sebelumnya: AturanJenis) -> None:
    kini.save()


def _akhiri(kini: AturanJenis, sebelumnya: AturanJenis) -> None:
    sebelumnya.berlaku_sampai = sehari_sebelum(kini.berlaku_sejak)
    sebelumnya.save(update_fields=["berlaku_sampai"])


def _nanti(versi: AturanJenis) -> tuple[AturanJenis, AturanJenis]:
    kini = AturanJenis.objects.select_related("jenis").select_for_update(of=("self",)).filter(pk=versi.pk).first()
    if kini is None or not kini.mulai_nanti:
        raise Ditolak("Versi ini sudah berlaku, jadi tidak diubah lagi. Buat versi baru.")
    akhir = sehari_sebelum(kini.berlaku_sejak)
    return kini, AturanJenis.objects.select_for_update().get(jenis=kini.jenis_id, berlaku_sampai=akhir)


def batalkan_versi(*, versi: AturanJenis, by: Lingkup) -> None:
    """Take back a version that has not started; the one before goes on. The history keeps it.

    Raises:
        PermissionDenied: the role may not.
        Ditolak: it has started, or another one follows it.
    """
    _periksa(by)
    with transaction.atomic():
        JenisPMKS.objects.select_for_update().get(pk=versi.jenis_id)
        kini, sebelumnya = _nanti(versi)
        if kini.berlaku_sampai is not None:
            raise Ditolak("Ada versi sesudahnya. Batalkan yang terakhir dahulu.")
        kini.delete()
        sebelumnya.berlaku_sampai = None
        sebelumnya.save(update_fields=["berlaku_sampai"])
        _jaga_peka(sebelumnya.jenis)
    lupakan_acuan()


def _jaga_peka(jenis: JenisPMKS) -> None:
    """Mask by the most sensitive that any version says, also one that starts later; never loosened by a version."""
    peka = max(AturanJenis.objects.filter(jenis=jenis).values_list("peka", flat=True))
    if peka <= JenisPMKS.objects.values_list("peka", flat=True).get(pk=jenis.pk):
        return
    JenisPMKS.objects.filter(pk=jenis.pk).update(peka=peka)
    with lingkup.masuk(lingkup.sistem("acuan")), connection.cursor() as kursor:
        for perintah in _NAIKKAN_PEKA:
            kursor.execute(perintah, [peka, peka, jenis.pk])


def simpan_peraturan(*, peraturan: Peraturan, by: Lingkup) -> Peraturan:
    """Write a regulation, new or changed.

    Raises:
        PermissionDenied: the role may not. Basi: it changed since the form was opened.
    """
    _periksa(by)
    return _tulis(peraturan)


def simpan_label(*, label: LabelTurunan, by: Lingkup) -> LabelTurunan:
    """Write a changed label.

    Raises:
        PermissionDenied: the role may not. Basi: it changed since the form was opened.
    """
    _periksa(by)
    return _tulis(label)


def _tulis(rekaman):
    """Save one row from the version that the form was opened with."""
    with transaction.atomic():
        if rekaman.pk is not None:
            maju = type(rekaman).objects.filter(pk=rekaman.pk, versi=rekaman.versi).update(versi=F("versi") + 1)
            if not maju:
                raise Basi
            rekaman.versi += 1
        rekaman.save()
    lupakan_acuan()
    return rekaman
