"""Mencatat dan mengubah keluarga, kelompok, komunitas, dan hitungan."""

import hmac
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from pmks.actions.catat import KunciAsing
from pmks.actions.kesatuan_isian import (
    ISI_KASUS,
    KOLOM,
    IsianAnggota,
    IsianJenis,
    anggota_kini,
    check_isian,
    kunci_orang,
    nama_batas,
    tolak_batas,
)
from pmks.actions.kesatuan_terapkan import (
    buat_kasus_kesatuan,
    perbarui_temuan_kesatuan,
    tulis_anggota,
    tulis_kolom,
)
from pmks.actions.kesatuan_tinjau import ajukan_kesatuan
from pmks.actions.terapkan import ke_json
from pmks.actions.ubah import SUDAH_DIPERIKSA, TIDAK_DIUSULKAN_LAGI
from pmks.models import KasusKesatuan, Kesatuan, RevisiKesatuan, acuan_jenis
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Ditolak, putuskan
from tksk_portal.tinjauan.enums import DERAJAT, Aksi, Status

KUNCI_UTAMA = "pmks_kesatuan_pkey"
_kode = DjangoJSONEncoder(sort_keys=True).encode


class KunciKesatuanTerpakai(Exception):
    """The key belongs to a visible record with other content; `kesatuan` is the record."""

    def __init__(self, kesatuan: Kesatuan) -> None:
        super().__init__("Kunci rekaman sudah dipakai untuk isian lain.")
        self.kesatuan = kesatuan


class VersiKesatuanBasi(Exception):
    """The record changed since the form was opened; `kesatuan` is the present state."""

    def __init__(self, kesatuan: Kesatuan) -> None:
        super().__init__("Data ini sudah diubah sejak formulir dibuka.")
        self.kesatuan = kesatuan


@dataclass(frozen=True)
class HasilKesatuan:
    """The recorded subject; `ulang` tells that the same entry had arrived before."""

    kesatuan: Kesatuan
    ulang: bool


@dataclass
class HasilUbahKesatuan:
    """What an edit led to."""

    langsung: bool = False
    revisi: RevisiKesatuan | None = None
    ditambah: int = 0
    dibatalkan: int = 0
    dilepas: int = 0


def _sidik(by: Lingkup, bentuk: str, isian: dict, anggota: list[IsianAnggota], kasus: list[IsianJenis]) -> str:
    isi = [str(by.akun_id), bentuk, isian, [a.ke_json() for a in anggota], [vars(k) for k in kasus]]
    return hmac.digest(settings.SECRET_KEY.encode(), _kode(isi).encode(), "sha256").hex()


def catat_kesatuan(
    *,
    kunci: UUID,
    bentuk: str,
    isian: dict,
    anggota: list[IsianAnggota],
    kasus: list[IsianJenis],
    by: Lingkup,
    ajukan: bool = False,
) -> HasilKesatuan:
    """Record a family with members, a group, a community, or a mere count; with `ajukan`, submit it at once.

    Args:
        kunci: key of the record, brought by the client (UUIDv7 preferred).
        isian: cleaned columns (`KOLOM`), with `wilayah_id`.

    Raises:
        PermissionDenied: the role may not record, or the village lies outside the scope.
        Ditolak, AnggotaTerdaftar, KKSudahAda, KunciKesatuanTerpakai, KunciAsing: nothing was written.
    """
    if not boleh(by, "pmks.catat") or not by.memuat(isian["wilayah_id"]):
        raise PermissionDenied
    kasus = sorted(kasus, key=lambda k: k.jenis)
    jejak = _sidik(by, bentuk, isian, anggota, kasus)
    # Yang diketik ulang dengan kunci yang sama dijawab lebih dahulu: anggotanya kini sudah anggota.
    if (lama := _kiriman_lama(kunci, jejak, by, ajukan)) is not None:
        return lama
    check_isian(
        bentuk=bentuk,
        wilayah=isian["wilayah_id"],
        anggota=anggota,
        kasus=kasus,
        hari=lambda k: k.ditemukan_pada or isian["tanggal_data"],
    )
    if not kasus:
        raise Ditolak("Pilih paling sedikit satu jenis.")
    try:
        with transaction.atomic():
            kunci_orang(anggota)
            return HasilKesatuan(_simpan(kunci, bentuk, isian, anggota, kasus, jejak, by, ajukan), ulang=False)
    except IntegrityError as salah:
        if nama_batas(salah) == KUNCI_UTAMA:
            if (lama := _kiriman_lama(kunci, jejak, by, ajukan)) is not None:
                return lama
            raise KunciAsing from None
        tolak_batas(salah, wilayah=isian["wilayah_id"], no_kk=isian["no_kk"])
        raise


def _kiriman_lama(kunci: UUID, jejak: str, by: Lingkup, ajukan: bool) -> HasilKesatuan | None:
    ada = Kesatuan.objects.filter(pk=kunci).first()
    if ada is None:
        return None
    if ada.dibuat_oleh_id == by.akun_id and hmac.compare_digest(ada.sidik_kiriman, jejak):
        if ajukan:
            ajukan_kesatuan(kesatuan=ada, by=by)
        return HasilKesatuan(ada, ulang=True)
    raise KunciKesatuanTerpakai(ada)


def _simpan(kunci, bentuk, isian, anggota, kasus, jejak, by: Lingkup, ajukan: bool) -> Kesatuan:
    acuan = acuan_jenis()
    kesatuan = Kesatuan(
        id=kunci,
        bentuk=bentuk,
        sidik_kiriman=jejak,
        dibuat_oleh_id=by.akun_id,
        diubah_oleh_id=by.akun_id,
        derajat=DERAJAT[Status.DRAF],
        peka=max(acuan[k.jenis].peka for k in kasus),
        **isian,
    )
    kesatuan.save(force_insert=True)
    tulis_anggota(kesatuan, anggota, by)
    buat_kasus_kesatuan(kesatuan, kasus, by)
    if ajukan:
        ajukan_kesatuan(kesatuan=kesatuan, by=by)
    return kesatuan


def ubah_kesatuan(
    *,
    kesatuan: Kesatuan,
    versi: int,
    isian: dict,
    anggota: list[IsianAnggota],
    kasus: list[IsianJenis],
    by: Lingkup,
    alasan: str = "",
    usulan: dict[UUID, int] | None = None,
) -> HasilUbahKesatuan:
    """Change a subject, its members and types, from the version that the form was opened with.

    Before verification the change is written at once. What was verified keeps counting as it is: its change becomes
    one pending change (`RevisiKesatuan`). A change that was returned is mended and submitted again.

    Args:
        usulan: key -> version of the returned change that the form was made from, or empty; None: not from a form.

    Raises:
        PermissionDenied: wrong role, or a village outside the scope.
        VersiKesatuanBasi: somebody changed the record meanwhile; nothing was written.
        Ditolak, AnggotaTerdaftar, KKSudahAda: see `catat_kesatuan`; also when a reason is missing.
    """
    if not boleh(by, "pmks.catat") or not by.memuat(isian["wilayah_id"]):
        raise PermissionDenied
    try:
        with transaction.atomic():
            kunci_orang(anggota)
            kini = Kesatuan.objects.select_for_update().get(pk=kesatuan.pk)
            return _Ubahan(kini, by, alasan).jalankan(versi, isian, anggota, kasus, usulan)
    except IntegrityError as salah:
        tolak_batas(salah, wilayah=isian["wilayah_id"], no_kk=isian["no_kk"], kecuali=kesatuan.pk)
        raise


class _Ubahan:
    """One edit: what is written at once, and what becomes a proposal."""

    def __init__(self, kini: Kesatuan, by: Lingkup, alasan: str) -> None:
        self.kini, self.by, self.alasan = kini, by, alasan.strip()
        self.hasil = HasilUbahKesatuan()
        self.usul: dict = {}
        self.ada = {k.jenis_id: k for k in KasusKesatuan.objects.aktif().filter(kesatuan=kini)}
        self.diperiksa = any(k.status in SUDAH_DIPERIKSA for k in self.ada.values())

    def jalankan(self, versi, isian, anggota, kasus, usulan) -> HasilUbahKesatuan:
        """Carry it out on the locked record."""
        semua = RevisiKesatuan.objects.filter(kesatuan=self.kini).dapat_diperbaiki()
        kembali = {r.pk: r for r in semua} if usulan is not None else {}
        if self.kini.versi != versi or (usulan is not None and usulan != {pk: r.versi for pk, r in kembali.items()}):
            raise VersiKesatuanBasi(self.kini)
        check_isian(
            bentuk=self.kini.bentuk,
            wilayah=isian["wilayah_id"],
            anggota=anggota,
            kasus=kasus,
            hari=lambda k: self._hari(k, isian["tanggal_data"]),
        )
        self._kolom({k: v for k, v in isian.items() if k in KOLOM and getattr(self.kini, k) != v})
        self._anggota(anggota)
        self._kasus(kasus)
        if self.usul:
            self._usulkan()
        else:
            self._lepas(kembali.values())
        hasil = self.hasil
        if hasil.langsung or hasil.revisi or hasil.ditambah or hasil.dibatalkan:
            Kesatuan.objects.filter(pk=self.kini.pk).update(
                versi=F("versi") + 1, diubah_pada=timezone.now(), diubah_oleh_id=self.by.akun_id
            )
            self.kini.refresh_from_db()
            perbarui_temuan_kesatuan(self.kini)
        return hasil

    def _hari(self, isian: IsianJenis, tanggal_data: date) -> date:
        """Return the day whose rules hold for a type; what was judged stays with the day it was judged by."""
        ada = self.ada.get(isian.jenis)
        return isian.ditemukan_pada or (self.kini.tanggal_data if ada and ada.diverifikasi_pada else tanggal_data)

    def _kolom(self, beda: dict) -> None:
        if not beda:
            return
        if self.diperiksa:
            self.usul["kolom"] = {k: ke_json(v) for k, v in beda.items()}
            return
        tulis_kolom(self.kini, beda)
        self.hasil.langsung = True

    def _anggota(self, anggota: list[IsianAnggota]) -> None:
        def urut(daftar: list[IsianAnggota]) -> list[dict]:
            return sorted((a.ke_json() for a in daftar), key=lambda a: (a["id"] or "", a["orang_id"] or "", a["nama"]))

        if urut(anggota) == urut(anggota_kini(self.kini)):
            return
        if self.diperiksa:
            self.usul["anggota"] = [a.ke_json() for a in anggota]
            return
        tulis_anggota(self.kini, anggota, self.by)
        self.hasil.langsung = True

    def _kasus(self, isian: list[IsianJenis]) -> None:
        baru = [i for i in isian if i.jenis not in self.ada]
        buat_kasus_kesatuan(self.kini, baru, self.by)
        self.hasil.ditambah = len(baru)
        for i in isian:
            if i.jenis in self.ada:
                self._satu_kasus(self.ada[i.jenis], i)
        dipilih = {i.jenis for i in isian}
        for kode, kasus in self.ada.items():
            if kode not in dipilih:
                self._buang_kasus(kasus)

    def _satu_kasus(self, kasus: KasusKesatuan, isian: IsianJenis) -> None:
        baru = {
            "kriteria": sorted(isian.kriteria),
            "ditemukan_pada": isian.ditemukan_pada,
            "keterangan": isian.keterangan,
        }
        beda = {k: v for k, v in baru.items() if k in ISI_KASUS and getattr(kasus, k) != v}
        if not beda:
            return
        if kasus.status in SUDAH_DIPERIKSA:
            self.usul.setdefault("kasus", {})[str(kasus.jenis_id)] = {k: ke_json(v) for k, v in beda.items()}
            return
        KasusKesatuan.objects.filter(pk=kasus.pk).update(**beda, versi=F("versi") + 1, bergerak_pada=timezone.now())
        self.hasil.langsung = True

    def _buang_kasus(self, kasus: KasusKesatuan) -> None:
        if kasus.status in SUDAH_DIPERIKSA:
            self.usul.setdefault("batal", []).append(kasus.jenis_id)
            return
        if kasus.status == Status.DIAJUKAN:
            kasus = putuskan(rekaman=kasus, aksi=Aksi.TARIK, by=self.by, versi=kasus.versi)
        komentar = self.alasan or "Jenis dihapus saat mengubah data"
        putuskan(rekaman=kasus, aksi=Aksi.BATALKAN, by=self.by, versi=kasus.versi, komentar=komentar)
        self.hasil.dibatalkan += 1

    def _lepas(self, kembali) -> None:
        for revisi in kembali:
            komentar = self.alasan or TIDAK_DIUSULKAN_LAGI
            putuskan(rekaman=revisi, aksi=Aksi.BATALKAN, by=self.by, versi=revisi.versi, komentar=komentar)
            self.hasil.dilepas += 1

    def _usulkan(self) -> None:
        """Create the pending change, or take up again the one that was returned or withdrawn."""
        if not self.alasan:
            raise Ditolak("Data ini sudah diverifikasi. Tulis alasan perubahannya; dinas sosial akan memeriksanya.")
        isi = {"isi": self.usul, "alasan": self.alasan, "dasar_versi": self.kini.versi}
        lama = RevisiKesatuan.objects.filter(kesatuan=self.kini).dapat_diperbaiki().first()
        if lama:
            for nama, nilai in isi.items():
                setattr(lama, nama, nilai)
            lama.save(update_fields=list(isi))
        else:
            lama = RevisiKesatuan.objects.create(
                kesatuan=self.kini, wilayah_id=self.kini.wilayah_id, dibuat_oleh_id=self.by.akun_id, **isi
            )
        self.hasil.revisi = putuskan(rekaman=lama, aksi=Aksi.AJUKAN, by=self.by, versi=lama.versi)
