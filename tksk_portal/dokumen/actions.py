"""Tindakan atas surat: menyimpan draf, menerbitkan, membatalkan, menerima salinan bertanda tangan elektronik."""

import hashlib
import re
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import BerkasDitolak, buang, simpan
from tksk_portal.dokumen import nomor as buku
from tksk_portal.dokumen import susun
from tksk_portal.dokumen.cetak import data_surat
from tksk_portal.dokumen.enums import CaraNomor, StatusSurat
from tksk_portal.dokumen.isi import IsiSurat, bersih
from tksk_portal.dokumen.jenis import semua_jenis
from tksk_portal.dokumen.keperluan import SURAT, SURAT_TTE
from tksk_portal.dokumen.models import Kop, Penandatangan, Surat, TandaSurat
from tksk_portal.dokumen.pola import rapikan
from tksk_portal.dokumen.tanda import sidik_token, token_baru

NOMOR_MANUAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./()_-]{0,99}\Z")
PENANDA_TTE = b"/ByteRange"


class Ditolak(Exception):
    """What is refused, in words for the user; `medan` names the field it belongs to, if any."""

    def __init__(self, pesan: str, medan: str = "") -> None:
        super().__init__(pesan)
        self.pesan, self.medan = pesan, medan


TANPA_KOP = "Kantor Anda belum punya kop surat. Isi dahulu di “Kop dan nomor”, atau minta admin provinsi."


def kop_sendiri(by: Lingkup) -> Kop:
    """Return the letterhead of one's own office.

    Raises:
        Ditolak: it was not set up yet.
    """
    kop = Kop.objects.sendiri(by).select_related("logo", "wilayah").first()
    if kop is None:
        raise Ditolak(TANPA_KOP)
    return kop


def check_jenis(jenis: str, by: Lingkup) -> None:
    """Check that a duty may issue a kind of letter.

    Raises:
        PermissionDenied: unknown kind, or the role lacks the right.
    """
    if jenis not in semua_jenis() or not boleh(by, semua_jenis()[jenis].izin):
        raise PermissionDenied


def can_jenis(jenis: str, by: Lingkup) -> bool:
    """Tell whether a duty may issue a kind of letter."""
    try:
        check_jenis(jenis, by)
    except PermissionDenied:
        return False
    return True


@transaction.atomic
def simpan_draf(
    *,
    jenis: str,
    isi: IsiSurat,
    by: Lingkup,
    kunci: UUID | None = None,
    kode: str = "",
    penandatangan: Penandatangan | None = None,
    acuan: tuple[str, UUID] | None = None,
) -> Surat:
    """Keep a letter as a draft of one's own office. The same key and content again give the first draft.

    Args:
        kunci: key brought by the client.
        kode: classification code that goes into the number.
        acuan: what it is about, as (kind, key) of a record of another room.

    Raises:
        PermissionDenied: the role may not issue this kind.
        Ditolak: no letterhead, a key that cannot be used, or a letter that cannot be printed.
    """
    check_jenis(jenis, by)
    kop = kop_sendiri(by)
    _check_penandatangan(penandatangan, kop)
    surat = Surat(
        id=kunci or uuid7(),
        kop=kop,
        wilayah_id=kop.wilayah_id,
        kantor=kop.kantor,
        jenis=jenis,
        kode=kode.strip(),
        perihal=bersih(isi.perihal),
        isi=isi.ke_json(),
        penandatangan=penandatangan,
        acuan_jenis=acuan[0] if acuan else "",
        acuan_id=acuan[1] if acuan else None,
        dibuat_oleh_id=by.akun_id,
    )
    if lama := Surat.objects.filter(pk=surat.pk).select_related("kop").first():
        if _sama(lama, surat):
            return lama
        raise Ditolak("Kiriman ini sudah tersimpan dengan isi lain. Buka drafnya, lalu ubah di sana.")
    check_tercetak(surat)
    try:
        with transaction.atomic():
            surat.save(force_insert=True)
    except IntegrityError:
        if (kembar := Surat.objects.filter(pk=surat.pk).select_related("kop").first()) and _sama(kembar, surat):
            return kembar  # kiriman yang sama, yang tersimpan lebih dahulu sedetik
        # Kunci surat kantor lain: tidak dikatakan milik siapa.
        raise Ditolak("Kunci surat ini tidak dapat dipakai. Muat ulang halaman ini, lalu coba lagi.") from None
    return surat


def _sama(lama: Surat, baru: Surat) -> bool:
    medan = ("jenis", "kode", "perihal", "isi", "penandatangan_id", "acuan_jenis", "acuan_id", "kop_id")
    return all(getattr(lama, m) == getattr(baru, m) for m in medan)


def _check_penandatangan(penandatangan: Penandatangan | None, kop: Kop) -> None:
    if penandatangan is not None and penandatangan.kop_id != kop.pk:
        raise PermissionDenied


def check_tercetak(surat: Surat) -> None:
    """Compose the preview, so that what cannot be printed is told while it can be mended.

    Raises:
        Ditolak: a letter is missing from the typeface.
    """
    try:
        susun.pdf("surat", data_surat(surat, tanggal=timezone.localdate()))
    except susun.TidakTercetak as salah:
        raise Ditolak(salah.pesan) from None


def _ambil(surat: Surat, by: Lingkup) -> Surat:
    """Return the letter locked, after checking that it belongs to one's own office and one may issue it."""
    check_jenis(surat.jenis, by)
    kini = (
        Surat.objects.select_for_update(of=("self",))
        .select_related("kop__logo", "kop__wilayah", "penandatangan", "berkas_tte")
        .get(pk=surat.pk)
    )
    if kini.wilayah_id != by.tempat or kini.kantor != by.peran:
        raise PermissionDenied
    return kini


def _check_draf(surat: Surat, versi: int | None) -> None:
    if surat.status != StatusSurat.DRAF:
        raise Ditolak(f"Surat ini sudah terbit dengan nomor {surat.nomor}.")
    if versi is not None and surat.versi != versi:
        raise Ditolak("Draf ini baru saja diubah di tempat lain. Muat ulang halaman ini, lalu periksa lagi.")


@transaction.atomic
def ubah_draf(
    *, surat: Surat, versi: int, isi: IsiSurat, by: Lingkup, kode: str = "", penandatangan: Penandatangan | None = None
) -> Surat:
    """Change a draft; the body of a letter made from data stays as it was made.

    Raises:
        PermissionDenied: another office's letter.
        Ditolak: issued meanwhile, changed elsewhere, or it cannot be printed.
    """
    surat = _ambil(surat, by)
    _check_draf(surat, versi)
    _check_penandatangan(penandatangan, surat.kop)
    baru = isi.ke_json()
    if not semua_jenis()[surat.jenis].diketik:
        baru |= {k: surat.isi[k] for k in ("blok", "lampiran_isi") if k in surat.isi}
    surat.perihal, surat.isi, surat.kode = bersih(isi.perihal), baru, kode.strip()
    surat.penandatangan = penandatangan
    surat.versi += 1
    check_tercetak(surat)
    surat.save(update_fields=("perihal", "isi", "kode", "penandatangan", "versi"))
    return surat


@transaction.atomic
def buang_draf(*, surat: Surat, by: Lingkup) -> None:
    """Remove a draft.

    Raises:
        Ditolak: it was issued meanwhile.
    """
    surat = _ambil(surat, by)
    _check_draf(surat, None)
    surat.delete()


@transaction.atomic
def terbitkan_surat(
    *,
    surat: Surat,
    by: Lingkup,
    versi: int | None = None,
    penandatangan: Penandatangan | None = None,
    nomor: str = "",
    tanggal: date | None = None,
) -> Surat:
    """Issue a draft: number, date, token, PDF and its hash, in one act.

    The register of the office and year stays locked until the transaction ends, so that a letter that fails takes no
    number along.

    Args:
        versi: the version that was previewed.
        penandatangan: instead of the draft's own.
        nomor: from the office's own register; empty: the portal's next number.
        tanggal: date of the letter, only with `nomor`; today otherwise.

    Raises:
        PermissionDenied: another office's letter.
        Ditolak: refused, with the field.
    """
    surat = _ambil(surat, by)
    _check_draf(surat, versi)
    surat.penandatangan = penandatangan or surat.penandatangan
    _check_penandatangan(surat.penandatangan, surat.kop)
    hari = (tanggal or timezone.localdate()) if nomor else timezone.localdate()
    _check_hari(surat, hari)
    _beri_nomor(surat, hari, rapikan(nomor))
    surat.tanggal, surat.tahun, surat.token = hari, hari.year, token_baru()
    surat.status, surat.terbit_pada, surat.terbit_oleh_id = StatusSurat.TERBIT, timezone.now(), by.akun_id
    surat.versi += 1
    try:
        pdf = susun.pdf("surat", data_surat(surat, tanggal=hari, nomor=surat.nomor, token=surat.token))
    except susun.TidakTercetak as salah:
        raise Ditolak(salah.pesan) from None
    surat.berkas = simpan(
        pdf, keperluan=SURAT, nama=nama_berkas(surat), wilayah=surat.wilayah_id, by=by, induk=surat.pk
    )
    surat.sidik_pdf = hashlib.sha256(pdf).hexdigest()
    try:
        with transaction.atomic():
            surat.save(force_update=True)
    except IntegrityError:
        raise Ditolak("Nomor ini sudah dipakai kantor Anda pada tahun itu.", "nomor") from None
    TandaSurat.objects.create(
        id=surat.pk,
        wilayah_id=surat.wilayah_id,
        sidik_token=sidik_token(surat.token),
        nomor=surat.nomor,
        tanggal=hari,
        unit=surat.kop.nama,
        status=surat.status,
        sidik_pdf=surat.sidik_pdf,
    )
    return surat


def _check_hari(surat: Surat, hari: date) -> None:
    if surat.penandatangan is None:
        raise Ditolak("Pilih siapa yang menandatangani.", "penandatangan")
    if not Penandatangan.objects.berlaku(hari).filter(pk=surat.penandatangan_id).exists():
        raise Ditolak("Penandatangan ini tidak berwenang pada tanggal surat itu.", "penandatangan")
    if hari > timezone.localdate():
        raise Ditolak("Tanggal surat tidak boleh sesudah hari ini.", "tanggal")
    if hari.year < timezone.localdate().year - 1:
        raise Ditolak("Tanggal surat paling lama tahun lalu.", "tanggal")


def _beri_nomor(surat: Surat, hari: date, nomor: str) -> None:
    if nomor:
        if not NOMOR_MANUAL.match(nomor):
            raise Ditolak("Nomor hanya huruf, angka, spasi, titik, garis miring, kurung, dan strip.", "nomor")
        buku.kunci_buku(surat.kop, hari.year)
        if buku.sudah_dipakai(surat.kop, hari.year, nomor):
            raise Ditolak(f"Nomor {nomor} sudah dipakai kantor Anda pada tahun {hari.year}.", "nomor")
        surat.cara_nomor, surat.nomor, surat.urut = CaraNomor.MANUAL, nomor, None
        return
    try:
        pola = buku.pola_untuk(surat.kop, hari.year)
        kode = surat.kode or pola.kode
        if "{kode}" in pola.pola and not kode:
            raise Ditolak("Pola nomor kantor Anda memuat kode klasifikasi; isi kodenya pada surat ini.", "cara")
        surat.urut, surat.nomor = buku.beri(surat.kop, tanggal=hari, kode=kode)
    except buku.TanpaPola:
        pesan = (
            "Kantor Anda belum punya pola nomor untuk tahun ini. Isi dahulu di “Kop dan nomor”, atau ketik nomornya."
        )
        raise Ditolak(pesan, "cara") from None
    surat.cara_nomor = CaraNomor.OTOMATIS


def nama_berkas(surat: Surat, tambahan: str = "") -> str:
    """Return a file name from the number, without personal data: "Surat 400.9.5-012-DINSOS-XI-2026.pdf"."""
    return f"Surat {re.sub(r'[^A-Za-z0-9.]+', '-', surat.nomor).strip('-.')}{tambahan}.pdf"


@transaction.atomic
def terbitkan(
    *,
    jenis: str,
    isi: IsiSurat,
    by: Lingkup,
    kunci: UUID | None = None,
    kode: str = "",
    penandatangan: Penandatangan | None = None,
    acuan: tuple[str, UUID] | None = None,
    nomor: str = "",
    tanggal: date | None = None,
) -> Surat:
    """Write and issue a letter in one act, for other rooms. The same key again gives the letter already issued.

    Without `penandatangan` the office's present signer signs, when there is exactly one.

    Raises:
        PermissionDenied: the role may not issue this kind.
        Ditolak: see `simpan_draf` and `terbitkan_surat`.
    """
    check_jenis(jenis, by)
    if kunci and (lama := Surat.objects.bernomor().filter(pk=kunci, jenis=jenis).first()):
        return lama
    penandatangan = penandatangan or penandatangan_tunggal(kop_sendiri(by))
    surat = simpan_draf(jenis=jenis, isi=isi, by=by, kunci=kunci, kode=kode, penandatangan=penandatangan, acuan=acuan)
    if surat.status != StatusSurat.DRAF:
        return surat
    return terbitkan_surat(surat=surat, by=by, nomor=nomor, tanggal=tanggal)


def penandatangan_tunggal(kop: Kop) -> Penandatangan | None:
    """Return the office's present signer when there is exactly one."""
    semua = list(kop.penandatangan.berlaku(timezone.localdate())[:2])
    return semua[0] if len(semua) == 1 else None


@transaction.atomic
def batalkan(*, surat: Surat, alasan: str, by: Lingkup) -> Surat:
    """Void an issued letter: its number stays taken, its page says so. Twice is the same as once.

    Raises:
        Ditolak: a draft, or no reason.
    """
    surat = _ambil(surat, by)
    if surat.status == StatusSurat.DIBATALKAN:
        return surat
    if surat.status == StatusSurat.DRAF:
        raise Ditolak("Draf belum bernomor; buang saja drafnya.")
    if not bersih(alasan):
        raise Ditolak("Tulis alasan pembatalan.", "alasan")
    surat.status, surat.batal_pada, surat.batal_oleh_id = StatusSurat.DIBATALKAN, timezone.now(), by.akun_id
    surat.alasan_batal = bersih(alasan)
    surat.save(update_fields=("status", "batal_pada", "batal_oleh", "alasan_batal"))
    TandaSurat.objects.filter(pk=surat.pk).update(status=StatusSurat.DIBATALKAN)
    return surat


@transaction.atomic
def unggah_tte(*, surat: Surat, isi: BinaryIO, nama: str, by: Lingkup) -> Surat:
    """Keep the copy that was signed electronically outside the portal, and its hash; a second one replaces the first.

    Raises:
        Ditolak: not issued or voided, not a PDF, no signature in it, or the issued file itself.
    """
    surat = _ambil(surat, by)
    if surat.status != StatusSurat.TERBIT:
        raise Ditolak("Hanya surat yang berlaku yang menerima salinan bertanda tangan elektronik.")
    lama = surat.berkas_tte
    try:
        with transaction.atomic():
            berkas = simpan(isi, keperluan=SURAT_TTE, nama=nama, wilayah=surat.wilayah_id, by=by, induk=surat.pk)
            _check_tte(surat, berkas, isi)
    except BerkasDitolak as tolak:
        raise Ditolak(tolak.pesan, "berkas") from None
    surat.berkas_tte, surat.sidik_tte = berkas, berkas.sha256
    surat.save(update_fields=("berkas_tte", "sidik_tte"))
    TandaSurat.objects.filter(pk=surat.pk).update(sidik_tte=berkas.sha256)
    if lama is not None:
        buang(lama, by=by)
    return surat


def _check_tte(surat: Surat, berkas, isi: BinaryIO) -> None:
    if berkas.sha256 == surat.sidik_pdf:
        pesan = "Ini berkas yang diterbitkan portal, belum ditandatangani. Unggah hasil dari aplikasi tanda tangan."
        raise Ditolak(pesan, "berkas")
    isi.seek(0)
    # Kamus tanda tangan tidak pernah dimampatkan: /ByteRange-nya diisi sesudah berkas jadi (ISO 32000-1, 12.8.1).
    if PENANDA_TTE not in isi.read():
        raise Ditolak(
            "PDF ini tidak memuat tanda tangan elektronik. Unggah hasil dari aplikasi tanda tangan.", "berkas"
        )
