"""Mengubah data orang: langsung sebelum diverifikasi, lewat usulan perubahan sesudahnya."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from pmks.actions.bentrok import USULAN_TERTAHAN, bentrok_usulan, catat_bentrok, check_batas_catat
from pmks.actions.catat import IsianKasus, NIKSudahAda, buat_kasus
from pmks.actions.kembar import catat_pasangan
from pmks.actions.pembatasan import check_tidak_dibatasi
from pmks.actions.temuan import perbarui_temuan
from pmks.actions.terapkan import IDENTITAS, IDENTITAS_KOLOM
from pmks.actions.tergabung import check_belum_digabung
from pmks.models import Kasus, Orang, Revisi
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Ditolak, putuskan
from tksk_portal.tinjauan.enums import SUDAH_DIPERIKSA, Aksi, Status
from tksk_portal.tinjauan.isi import ke_json

TIDAK_DIUSULKAN_LAGI = "Tidak diusulkan lagi saat data diubah"


class VersiBasi(Exception):
    """The record changed since the form was opened; `orang` is the present state."""

    def __init__(self, orang: Orang) -> None:
        super().__init__("Data ini sudah diubah sejak formulir dibuka.")
        self.orang = orang


@dataclass
class HasilUbah:
    """What an edit led to: written at once, pending changes, types added and cancelled, pending changes given up.

    `tertahan`: why the change of identity stayed a draft although it was to be submitted; empty when it did not.
    """

    langsung: bool = False
    revisi: list[Revisi] = field(default_factory=list)
    ditambah: int = 0
    dibatalkan: int = 0
    dilepas: int = 0
    tertahan: str = ""


def ubah_orang(
    *,
    orang: Orang,
    versi: int,
    isian: dict,
    kasus: list[IsianKasus],
    by: Lingkup,
    alasan: str = "",
    usulan: dict[UUID, int] | None = None,
) -> HasilUbah:
    """Change a person and its types, from the version that the form was opened with.

    Before verification the change is written at once. What was verified keeps counting as it is: its change becomes a
    pending revision (desain.md, "What is reviewed"). A revision that was returned is mended and submitted again.

    Args:
        usulan: key -> version of the returned revisions that the form was opened with and showed. One of them that
            the typed values no longer ask for is given up. None: the entry was not made from them (import, command).

    Raises:
        PermissionDenied: wrong role, or a village outside the scope.
        VersiBasi: somebody changed the record, or decided on a revision, meanwhile; nothing was written.
        NIKSudahAda: the new NIK belongs to another record of the kecamatan, also when it is only proposed.
        Ditolak: a reason is missing, a pending revision waits for its decision, or the record was merged
            (`SudahDigabung`), or a type is added to a person whose processing is restricted (`Dibatasi`).
    """
    if not boleh(by, "pmks.catat") or not by.memuat(isian["wilayah_id"]):
        raise PermissionDenied
    if isian["nik"] != orang.nik:
        check_batas_catat(isian["nik"], by)
    try:
        with transaction.atomic():
            return _ubah(orang, versi, isian, kasus, by, alasan, usulan)
    except IntegrityError as salah:
        batas = getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "")
        if batas == "orang_nik_sekali_per_kecamatan":
            lain = Orang.objects.di_bawah(isian["wilayah_id"][:8]).get(nik=isian["nik"])
            raise NIKSudahAda(lain) from None
        if batas == "revisi_satu_berjalan":
            raise Ditolak("Masih ada usulan perubahan yang belum diputuskan untuk data ini.") from None
        raise


def _ubah(
    orang: Orang,
    versi: int,
    isian: dict,
    kasus: list[IsianKasus],
    by: Lingkup,
    alasan: str,
    usulan: dict[UUID, int] | None,
) -> HasilUbah:
    kini = Orang.objects.select_for_update().get(pk=orang.pk)
    check_belum_digabung(kini)
    kembali = {r.pk: r for r in Revisi.objects.filter(orang=kini).dapat_diperbaiki()} if usulan is not None else {}
    if kini.versi != versi or (usulan is not None and usulan != {pk: r.versi for pk, r in kembali.items()}):
        raise VersiBasi(kini)
    hasil = HasilUbah()
    beda = {k: v for k, v in isian.items() if k in IDENTITAS and getattr(kini, k) != v}
    diperiksa = Kasus.objects.filter(orang=kini, status__in=SUDAH_DIPERIKSA).exists()
    if beda and diperiksa:
        _usulkan_identitas(kini, beda, alasan, by, hasil)
    elif beda:
        for kolom, nilai in beda.items():
            setattr(kini, kolom, nilai)
        kini.rapikan()
        kini.save(update_fields=[*IDENTITAS_KOLOM, "nama_cari", "kelompok_umur"])
        hasil.langsung = True
    _ubah_kasus(kini, kasus, by, alasan, hasil)
    _lepas_usulan(kembali, by, alasan, hasil)
    if not (hasil.langsung or hasil.revisi or hasil.ditambah or hasil.dibatalkan):
        return hasil
    Orang.objects.filter(pk=kini.pk).update(versi=F("versi") + 1, diubah_pada=timezone.now(), diubah_oleh_id=by.akun_id)
    kini.refresh_from_db()
    perbarui_temuan(kini)
    if hasil.langsung or hasil.ditambah or hasil.dibatalkan:
        catat_pasangan(kini)
        if "nik" in beda:
            catat_bentrok(kini)
    return hasil


def _ubah_kasus(orang: Orang, isian: list[IsianKasus], by: Lingkup, alasan: str, hasil: HasilUbah) -> None:
    ada = {k.jenis_id: k for k in Kasus.objects.aktif().filter(orang=orang)}
    baru = [i for i in isian if i.jenis not in ada]
    if baru:
        check_tidak_dibatasi(orang)
    buat_kasus(orang, baru, by)
    hasil.ditambah = len(baru)
    for i in isian:
        if i.jenis in ada:
            _ubah_satu(orang, ada[i.jenis], i, by, alasan, hasil)
    dipilih = {i.jenis for i in isian}
    for kasus in ada.values():
        if kasus.jenis_id in dipilih:
            continue
        if kasus.status in SUDAH_DIPERIKSA:
            hasil.revisi.append(_usulkan(orang, kasus, {"batal": True}, alasan, by))
            continue
        if kasus.status == Status.DIAJUKAN:
            kasus = putuskan(rekaman=kasus, aksi=Aksi.TARIK, by=by, versi=kasus.versi)
        putuskan(
            rekaman=kasus,
            aksi=Aksi.BATALKAN,
            by=by,
            versi=kasus.versi,
            komentar=alasan or "Jenis dihapus saat mengubah data",
        )
        hasil.dibatalkan += 1


def _ubah_satu(orang: Orang, kasus: Kasus, isian: IsianKasus, by: Lingkup, alasan: str, hasil: HasilUbah) -> None:
    beda = {k: v for k, v in isian.kolom().items() if getattr(kasus, k) != v}
    if not beda:
        return
    if kasus.status in SUDAH_DIPERIKSA:
        hasil.revisi.append(_usulkan(orang, kasus, {k: ke_json(v) for k, v in beda.items()}, alasan, by))
        return
    Kasus.objects.filter(pk=kasus.pk).update(**beda, versi=F("versi") + 1, bergerak_pada=timezone.now())
    hasil.langsung = True


def _lepas_usulan(kembali: dict[UUID, Revisi], by: Lingkup, alasan: str, hasil: HasilUbah) -> None:
    """Give up the returned changes that what was typed does not propose again."""
    diajukan = {r.pk for r in hasil.revisi}
    for kunci, revisi in kembali.items():
        if kunci not in diajukan:
            komentar = alasan.strip() or TIDAK_DIUSULKAN_LAGI
            putuskan(rekaman=revisi, aksi=Aksi.BATALKAN, by=by, versi=revisi.versi, komentar=komentar)
            hasil.dilepas += 1


def _usulkan_identitas(orang: Orang, beda: dict, alasan: str, by: Lingkup, hasil: HasilUbah) -> None:
    """Propose a change of identity; with a NIK that is held in another kecamatan it stays a draft, as a record does."""
    if nik := beda.get("nik"):
        lain = Orang.objects.di_bawah(orang.wilayah_id[:8]).filter(nik=nik).exclude(pk=orang.pk).first()
        if lain is not None:
            raise NIKSudahAda(lain)
    usulan = _tulis_usulan(orang, None, {k: ke_json(v) for k, v in beda.items()}, alasan, by)
    if sebab := bentrok_usulan(usulan):
        hasil.tertahan = f"{sebab} {USULAN_TERTAHAN}"
    else:
        usulan = putuskan(rekaman=usulan, aksi=Aksi.AJUKAN, by=by, versi=usulan.versi)
    hasil.revisi.append(usulan)


def _usulkan(orang: Orang, kasus: Kasus, isi: dict, alasan: str, by: Lingkup) -> Revisi:
    usulan = _tulis_usulan(orang, kasus, isi, alasan, by)
    return putuskan(rekaman=usulan, aksi=Aksi.AJUKAN, by=by, versi=usulan.versi)


def _tulis_usulan(orang: Orang, kasus: Kasus | None, isi: dict, alasan: str, by: Lingkup) -> Revisi:
    """Write a pending change as a draft, or into the one that was returned or withdrawn."""
    if not alasan.strip():
        raise Ditolak("Data ini sudah diverifikasi. Tulis alasan perubahannya; dinas sosial akan memeriksanya.")
    lama = Revisi.objects.filter(orang=orang, kasus=kasus).dapat_diperbaiki().first()
    if lama:
        lama.isi, lama.alasan, lama.dasar_versi = isi, alasan.strip(), orang.versi
        lama.save(update_fields=["isi", "alasan", "dasar_versi"])
        return lama
    return Revisi.objects.create(
        id=uuid4(),
        orang=orang,
        kasus=kasus,
        wilayah_id=orang.wilayah_id,
        isi=isi,
        alasan=alasan.strip(),
        dasar_versi=orang.versi,
        dibuat_oleh_id=by.akun_id,
    )
