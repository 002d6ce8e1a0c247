"""Mencatat dan mengubah mitra. Yang sudah diverifikasi berubah lewat usulan; kartunya tetap sampai diputuskan."""

import hmac
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from psks.actions.isian import DIRI, KOLOM, cari_mirip, check_jenis, luar_aturan, temuan
from psks.enums import Bentuk
from psks.models import Mitra, RevisiMitra
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Ditolak, putuskan
from tksk_portal.tinjauan.enums import DAPAT_DIPERBAIKI, SUDAH_DIPERIKSA, Aksi
from tksk_portal.tinjauan.isi import KunciAsing, ke_json, nama_batas, sidik_kiriman

KUNCI_UTAMA = "psks_mitra_pkey"
NIK_SEKALI = "mitra_nik_sekali_per_kecamatan"
BELUM_DIPUTUSKAN = "Masih ada usulan perubahan yang menunggu putusan dinas sosial. Tunggu, atau tarik dahulu usulannya."


class NIKSudahMitra(Exception):
    """The NIK belongs to a partner of this kecamatan already; `mitra` is that record. One person, one record."""

    def __init__(self, mitra: Mitra) -> None:
        super().__init__("Orang dengan NIK ini sudah tercatat sebagai PSKS di kecamatan ini.")
        self.mitra = mitra


class KunciMitraTerpakai(Exception):
    """The key belongs to a visible record with other content; `mitra` is the record."""

    def __init__(self, mitra: Mitra) -> None:
        super().__init__("Kunci rekaman sudah dipakai untuk isian lain.")
        self.mitra = mitra


class VersiMitraBasi(Exception):
    """The record changed since the form was opened; `mitra` is the present state."""

    def __init__(self, mitra: Mitra) -> None:
        super().__init__("Data ini sudah diubah sejak formulir dibuka.")
        self.mitra = mitra


class MungkinKembar(Exception):
    """Alike partners exist and the user has not said that this is another; `mirip` are those records."""

    def __init__(self, mirip: list[Mitra]) -> None:
        super().__init__("Ada data yang mirip.")
        self.mirip = mirip


@dataclass(frozen=True)
class HasilMitra:
    """The recorded partner; `ulang` tells that the same entry had arrived before."""

    mitra: Mitra
    ulang: bool


def check_isian(*, bentuk: str, isian: dict) -> None:
    """Refuse what no partner of this shape may be.

    Raises:
        Ditolak: types of another shape, or outside the rules without a reason.
    """
    check_jenis(bentuk=bentuk, kode=isian["jenis"])
    if bentuk != Bentuk.INDIVIDU and any(isian[k] for k in DIRI):
        raise Ditolak("Data diri hanya bagi perorangan.")
    luar = luar_aturan(isian)
    if luar and not isian["alasan_khusus"]:
        raise Ditolak(f"{luar[0][1]} Perbaiki, atau tulis alasan mengapa tetap dicatat.")


def catat_mitra(
    *, kunci: UUID, bentuk: str, isian: dict, by: Lingkup, ajukan: bool = False, bukan_kembar: bool = False
) -> HasilMitra:
    """Record a partner; with `ajukan`, submit it at once.

    Args:
        kunci: key of the record, brought by the client (UUIDv7 preferred).
        isian: all of `KOLOM`.
        bukan_kembar: the user has seen the alike ones and says that this is another.

    Raises:
        PermissionDenied: the role may not record, or the village lies outside the scope.
        Ditolak, NIKSudahMitra, KunciMitraTerpakai, KunciAsing, MungkinKembar: nothing was written.
    """
    if not boleh(by, "psks.catat") or not by.memuat(isian["wilayah_id"]):
        raise PermissionDenied
    jejak = sidik_kiriman(by, bentuk, isian)
    if (lama := _kiriman_lama(kunci, jejak, by, ajukan)) is not None:
        return lama
    check_isian(bentuk=bentuk, isian=isian)
    mirip = _mirip(bentuk, isian)
    if mirip and not bukan_kembar:
        raise MungkinKembar(mirip)
    mitra = Mitra(id=kunci, bentuk=bentuk, sidik_kiriman=jejak, dibuat_oleh_id=by.akun_id, **isian)
    mitra.rapikan()
    mitra.temuan = temuan(mitra, mirip=bool(mirip))
    try:
        with transaction.atomic():
            mitra.save(force_insert=True)
    except IntegrityError as salah:
        if nama_batas(salah) == KUNCI_UTAMA:
            if (lama := _kiriman_lama(kunci, jejak, by, ajukan)) is not None:
                return lama
            raise KunciAsing from None
        _tolak_nik(salah, isian)
        raise
    return HasilMitra(ajukan_mitra(mitra=mitra, by=by) if ajukan else mitra, ulang=False)


def _mirip(bentuk: str, isian: dict, kecuali: UUID | None = None) -> list[Mitra]:
    return cari_mirip(
        bentuk=bentuk,
        nama=isian["nama"],
        wilayah=isian["wilayah_id"],
        nomor_registrasi=isian["nomor_registrasi"],
        kecuali=kecuali,
    )


def _kiriman_lama(kunci: UUID, jejak: str, by: Lingkup, ajukan: bool) -> HasilMitra | None:
    ada = Mitra.objects.filter(pk=kunci).first()
    if ada is None:
        return None
    if ada.dibuat_oleh_id == by.akun_id and hmac.compare_digest(ada.sidik_kiriman, jejak):
        if ajukan and ada.status in DAPAT_DIPERBAIKI:
            ada = ajukan_mitra(mitra=ada, by=by)
        return HasilMitra(ada, ulang=True)
    raise KunciMitraTerpakai(ada)


def _tolak_nik(salah: IntegrityError, isian: dict, kecuali: UUID | None = None) -> None:
    if nama_batas(salah) == NIK_SEKALI:
        kecamatan = isian["wilayah_id"][:8]
        ada = Mitra.objects.aktif().di_bawah(kecamatan).filter(nik=isian["nik"]).exclude(pk=kecuali).first()
        if ada is not None:
            raise NIKSudahMitra(ada) from None


@dataclass
class HasilUbahMitra:
    """What an edit led to."""

    langsung: bool = False
    revisi: RevisiMitra | None = None


def ubah_mitra(*, mitra: Mitra, versi: int, isian: dict, by: Lingkup, alasan: str = "") -> HasilUbahMitra:
    """Change a partner from the version that the form was opened with.

    Before verification the change is written at once. Afterwards it becomes one pending change; what was verified,
    and its public card, count until the kabupaten/kota decides.

    Raises:
        PermissionDenied: wrong role, or a village outside the scope.
        VersiMitraBasi: somebody changed the record meanwhile; nothing was written.
        Ditolak, NIKSudahMitra: see `catat_mitra`; also a missing reason.
    """
    if not boleh(by, "psks.catat") or not by.memuat(isian["wilayah_id"]):
        raise PermissionDenied
    try:
        with transaction.atomic():
            kini = Mitra.objects.select_for_update().get(pk=mitra.pk)
            if kini.versi != versi:
                raise VersiMitraBasi(kini)
            check_isian(bentuk=kini.bentuk, isian=isian)
            beda = {k: isian[k] for k in KOLOM if k in isian and getattr(kini, k) != isian[k]}
            if not beda:
                return HasilUbahMitra()
            if kini.status in SUDAH_DIPERIKSA:
                return HasilUbahMitra(revisi=_usulkan(kini, beda, alasan.strip(), by))
            tulis_kolom(kini, beda)
            return HasilUbahMitra(langsung=True)
    except IntegrityError as salah:
        _tolak_nik(salah, isian, mitra.pk)
        raise


def tulis_kolom(mitra: Mitra, beda: dict) -> None:
    """Write changed columns of a locked partner, one version on, and what follows from them."""
    for kolom, nilai in beda.items():
        setattr(mitra, kolom, nilai)
    mitra.rapikan()
    isian = {k: getattr(mitra, k) for k in ("nama", "wilayah_id", "nomor_registrasi")}
    mitra.temuan = temuan(mitra, mirip=bool(_mirip(mitra.bentuk, isian, mitra.pk)))
    Mitra.objects.filter(pk=mitra.pk).update(
        **{k: getattr(mitra, k) for k in beda},
        nama_cari=mitra.nama_cari,
        temuan=mitra.temuan,
        versi=F("versi") + 1,
        bergerak_pada=timezone.now(),
    )
    mitra.refresh_from_db()


def _usulkan(kini: Mitra, beda: dict, alasan: str, by: Lingkup) -> RevisiMitra:
    if not alasan:
        raise Ditolak("Data ini sudah diverifikasi. Tulis alasan perubahannya; dinas sosial akan memeriksanya.")
    isi = {k: ke_json(v) for k, v in beda.items()}
    revisi = RevisiMitra.objects.dapat_diperbaiki().filter(mitra=kini).first()
    if revisi is None:
        try:
            with transaction.atomic():
                revisi = RevisiMitra.objects.create(
                    mitra=kini, wilayah_id=kini.wilayah_id, isi=isi, alasan=alasan, dibuat_oleh_id=by.akun_id
                )
        except IntegrityError as salah:
            if nama_batas(salah) == "revisimitra_satu_berjalan":
                raise Ditolak(BELUM_DIPUTUSKAN) from None
            raise
    else:
        revisi.isi, revisi.alasan = isi, alasan
        revisi.save(update_fields=["isi", "alasan"])
    return putuskan(rekaman=revisi, aksi=Aksi.AJUKAN, by=by, versi=revisi.versi)


def ajukan_mitra(*, mitra: Mitra, by: Lingkup) -> Mitra:
    """Submit a draft or returned partner to the kabupaten/kota.

    Raises:
        Ditolak: it is neither.
    """
    return putuskan(rekaman=mitra, aksi=Aksi.AJUKAN, by=by, versi=mitra.versi)


@transaction.atomic
def perbarui_tempat(*, mitra: Mitra, kapasitas: int | None, terisi: int | None, by: Lingkup) -> Mitra:
    """Write the present capacity and how much of it is taken; at once, for it changes from day to day.

    Raises:
        PermissionDenied: wrong role or place.
        Ditolak: more taken than there is.
    """
    if not boleh(by, "psks.dokumen") or not by.memuat(mitra.wilayah_id):
        raise PermissionDenied
    if terisi is not None and (kapasitas is None or terisi > kapasitas):
        raise Ditolak("Yang terisi tidak boleh melebihi daya tampung.")
    kini = Mitra.objects.select_for_update().get(pk=mitra.pk)
    if (kini.kapasitas, kini.terisi) != (kapasitas, terisi):
        tulis_kolom(kini, {"kapasitas": kapasitas, "terisi": terisi})
    return kini
