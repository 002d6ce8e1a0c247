"""Mencatat orang. Kunci rekaman dibawa pengirim; kiriman ulang tidak menggandakan apa pun."""

import hmac
from dataclasses import dataclass, field
from datetime import date
from typing import Self
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from pmks.actions.bentrok import NIKBentrok, catat_bentrok, check_batas_catat
from pmks.actions.kembar import catat_pasangan
from pmks.actions.temuan import temuan_kasus, temuan_orang
from pmks.actions.terapkan import ISI_KASUS
from pmks.actions.tinjau import ajukan_orang
from pmks.models import Kasus, Orang, acuan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.tinjauan.isi import KunciAsing

_kode = DjangoJSONEncoder(sort_keys=True).encode
KUNCI_UTAMA, NIK_SEKALI = "pmks_orang_pkey", "orang_nik_sekali_per_kecamatan"


class KunciTerpakai(Exception):
    """The key belongs to a visible record with other content; `orang` is the record."""

    def __init__(self, orang: Orang) -> None:
        super().__init__("Kunci rekaman sudah dipakai untuk isian lain.")
        self.orang = orang


class NIKSudahAda(Exception):
    """The NIK is recorded in this kecamatan already; `orang` is that record."""

    def __init__(self, orang: Orang) -> None:
        super().__init__("NIK ini sudah tercatat di kecamatan ini.")
        self.orang = orang


@dataclass(frozen=True)
class IsianKasus:
    """What was typed for one type: its columns of `Kasus`. Without `ditemukan_pada` the day of the data counts."""

    jenis: int
    kriteria: list[str] = field(default_factory=list)
    disabilitas: list[str] = field(default_factory=list)
    keterangan: str = ""
    alasan_khusus: str = ""
    kedudukan: str = ""
    bebas_pada: date | None = None
    negeri: str = ""
    negara: str = ""
    kejadian: str = ""
    kejadian_pada: date | None = None
    tanggungan: int | None = None
    ditemukan_pada: date | None = None

    @classmethod
    def dari(cls, kasus: Kasus, **ganti) -> Self:
        """Return what a recorded type holds, as if it were typed again."""
        return cls(**({"jenis": kasus.jenis_id} | {n: getattr(kasus, n) for n in ISI_KASUS} | ganti))

    @property
    def jenis_id(self) -> int:
        """The code of the type, as `Kasus` names it."""
        return self.jenis

    def kolom(self) -> dict:
        """Return the columns of `Kasus`."""
        urut = {"kriteria": sorted(self.kriteria), "disabilitas": sorted(self.disabilitas)}
        return {n: getattr(self, n) for n in ISI_KASUS} | urut


@dataclass(frozen=True)
class HasilCatat:
    """The recorded person.

    Attributes:
        ulang: the same entry had arrived before.
        tertahan: why it stayed a draft although it was to be submitted; empty when it did not.
    """

    orang: Orang
    ulang: bool
    tertahan: str = ""


def sidik(by: Lingkup, orang: dict, kasus: list[IsianKasus]) -> str:
    """Return a keyed fingerprint of an entry: the same account and content give the same value."""
    isi = _kode([str(by.akun_id), orang, [vars(k) for k in sorted(kasus, key=lambda k: k.jenis)]])
    return hmac.digest(settings.SECRET_KEY.encode(), isi.encode(), "sha256").hex()


def catat_orang(*, kunci: UUID, orang: dict, kasus: list[IsianKasus], by: Lingkup, ajukan: bool = False) -> HasilCatat:
    """Record a person with one or more types; with `ajukan`, submit them for verification at once.

    Args:
        kunci: key of the record, brought by the client (UUIDv7 preferred).
        orang: cleaned columns of `Orang` (with `wilayah_id`).

    Raises:
        PermissionDenied: the role may not record, or the village lies outside the scope.
        KunciTerpakai, KunciAsing, NIKSudahAda: nothing was written.
        Ditolak: this account met too many NIK of other kecamatan within the hour.
    """
    if not boleh(by, "pmks.catat") or not by.memuat(orang["wilayah_id"]):
        raise PermissionDenied
    check_batas_catat(orang["nik"], by)
    jejak = sidik(by, orang, kasus)
    # Menulis dahulu: kunci yang sudah ada ditolak basis data, dan baru saat itu dicari kiriman siapa.
    try:
        with transaction.atomic():
            baru = _simpan(kunci, orang, kasus, jejak, by)
            return HasilCatat(baru, ulang=False, tertahan=_ajukan(baru, by) if ajukan else "")
    except IntegrityError as salah:
        batas = getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "")
        if batas not in {KUNCI_UTAMA, NIK_SEKALI}:
            raise
        # Kiriman ulang melanggar keduanya; basis data menyebut salah satu.
        if (lama := _kiriman_lama(kunci, jejak, by, ajukan)) is not None:
            return lama
        if batas == NIK_SEKALI:
            kecamatan = orang["wilayah_id"][:8]
            raise NIKSudahAda(Orang.objects.di_bawah(kecamatan).get(nik=orang["nik"])) from None
        raise KunciAsing from None


def _kiriman_lama(kunci: UUID, jejak: str, by: Lingkup, ajukan: bool) -> HasilCatat | None:
    ada = Orang.objects.filter(pk=kunci).first()
    if ada is None:
        return None
    if ada.dibuat_oleh_id == by.akun_id and hmac.compare_digest(ada.sidik_kiriman, jejak):
        # Draf yang sama, kini diajukan; yang sudah diajukan dibiarkan.
        return HasilCatat(ada, ulang=True, tertahan=_ajukan(ada, by) if ajukan else "")
    raise KunciTerpakai(ada)


def _ajukan(orang: Orang, by: Lingkup) -> str:
    """Submit; a NIK that is held elsewhere too leaves a draft, and the answer says why."""
    try:
        ajukan_orang(orang=orang, by=by)
    except NIKBentrok as salah:
        return str(salah)
    return ""


def _simpan(kunci: UUID, isian: dict, kasus: list[IsianKasus], jejak: str, by: Lingkup) -> Orang:
    orang = Orang(id=kunci, sidik_kiriman=jejak, dibuat_oleh_id=by.akun_id, diubah_oleh_id=by.akun_id, **isian)
    orang.rapikan()
    if kasus:
        # Yang akan dihitung pemicu dari jenisnya ditulis sekarang: baris yang baru ditulis tidak perlu diubah lagi.
        jenis = acuan().pada(orang.tanggal_data)
        orang.derajat, orang.peka = DERAJAT[Status.DRAF], max(jenis[k.jenis].peka for k in kasus)
    orang.save(force_insert=True)
    buat_kasus(orang, kasus, by)
    catat_pasangan(orang)
    catat_bentrok(orang)
    return orang


def buat_kasus(orang: Orang, kasus: list[IsianKasus], by: Lingkup) -> None:
    """Add types to a person as drafts, in the person's place, with their findings."""
    if not kasus:
        return
    umum = temuan_orang(orang)
    potret = acuan()
    Kasus.objects.bulk_create(
        Kasus(
            orang=orang,
            wilayah_id=orang.wilayah_id,
            jk=orang.jk,
            kelompok_umur=orang.kelompok_umur,
            jenis_id=k.jenis,
            **k.kolom(),
            # Jenis yang ditambahkan pada orang yang tidak lagi ditangani ikut keadaan orangnya.
            keadaan=orang.keadaan,
            keadaan_pada=orang.keadaan_pada,
            temuan=[str(t) for t in umum + temuan_kasus(orang, k, potret)],
            dibuat_oleh_id=by.akun_id,
        )
        for k in kasus
    )
