"""Tindakan pada unggahan: menerima berkas, menunjuk kolom, memasukkan, membuang, mengurungkan."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buang as buang_berkas
from tksk_portal.arsip.berkas import simpan as simpan_berkas
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.enums import BISA_MASUK, TERBUKA, StatusBaris, StatusUnggahan
from tksk_portal.excel.masuk.berkas import NAMA
from tksk_portal.excel.models import BarisUnggahan, PetaKolom, Unggahan
from tksk_portal.excel.sumber import Sumber, daftar_sumber
from tksk_portal.excel.tataletak import normal
from tksk_portal.pekerjaan.antrean import antrekan, batalkan
from tksk_portal.pekerjaan.models import Pekerjaan

S = StatusUnggahan
KENAL_TETAP = frozenset({"tata_letak", "baris_judul", "jenis_buku", "jumlah_lewat", "halangan", "jumlah_halangan"})


class SedangDikerjakan(Exception):
    """The same file is being worked on in this place; `unggahan` is that upload."""

    def __init__(self, unggahan: Unggahan) -> None:
        super().__init__("Berkas yang sama sedang dikerjakan.")
        self.unggahan = unggahan


class Ditolak(Exception):
    """The act does not fit the state of the upload; the message is for the user."""


def sumber_boleh(kode: str, by: Lingkup) -> Sumber:
    """Return a source that this duty may upload to.

    Raises:
        KeyError: no such source. PermissionDenied: not with this duty.
    """
    sumber = daftar_sumber()[kode]
    if not boleh(by, sumber.izin):
        raise PermissionDenied
    return sumber


def sidik_isi(isi: BinaryIO) -> str:
    """Return the SHA-256 of a stream and rewind it."""
    isi.seek(0)
    sidik = hashlib.sha256()
    while potong := isi.read(256 * 1024):
        sidik.update(potong)
    isi.seek(0)
    return sidik.hexdigest()


def sidik_judul(judul: Iterable[str]) -> str:
    """Return the fingerprint of a row of headings: the same columns in the same order, however they are spelled."""
    return hashlib.sha256("\x1f".join(normal(j) for j in judul).encode()).hexdigest()


@transaction.atomic
def unggah(*, kunci: UUID, sumber: Sumber, isi: BinaryIO, nama: str, pilihan: dict, by: Lingkup) -> Unggahan:
    """Keep an uploaded workbook and have it checked in the background. The same key again is the same upload.

    Raises:
        PermissionDenied: the role may not upload this.
        BerkasDitolak: the file is not accepted.
        SedangDikerjakan: the same file is being worked on here; nothing was written.
        Ditolak: the key belongs to something else.
    """
    if not boleh(by, sumber.izin):
        raise PermissionDenied
    sidik = sidik_isi(isi)
    if (lama := _sudah_diterima(kunci, sumber, sidik, by)) is not None:
        return lama
    _periksa_terbuka(kunci, sumber, sidik, by)
    hari = date_format(timezone.localtime(), "Y-m-d-Hi")
    titik, akhiran = nama.rpartition(".")[1:]
    berkas = simpan_berkas(
        isi,
        keperluan=NAMA,
        nama=f"unggahan-{sumber.kode}-{hari}{titik}{akhiran[:5].lower() if titik else ''}",
        wilayah=by.tempat,
        by=by,
        induk=kunci,
    )
    try:
        with transaction.atomic():
            unggahan = Unggahan.objects.create(
                id=kunci,
                wilayah_id=by.tempat,
                derajat=sumber.derajat,
                sumber=sumber.kode,
                nama_berkas=nama[-200:],
                sidik=sidik,
                berkas=berkas.pk,
                pilihan=pilihan,
                dibuat_oleh_id=by.akun_id,
                penempatan_id=by.penempatan_id,
                sebagai=by.keterangan,
                kedaluwarsa_pada=timezone.now() + timedelta(days=settings.UMUR_UNGGAHAN_HARI),
            )
    except IntegrityError:
        # Dua kiriman pada saat yang sama: yang lain lebih dahulu. Kunci asing dijawab sama.
        buang_berkas(berkas, by=by)
        if (lama := _sudah_diterima(kunci, sumber, sidik, by)) is not None:
            return lama
        _periksa_terbuka(kunci, sumber, sidik, by)
        raise Ditolak("Unggahan ini tidak dapat diterima. Muat ulang halamannya, lalu coba lagi.") from None
    _antrekan(unggahan, "excel.periksa", by, f"Memeriksa {sumber.label} dari Excel")
    return unggahan


def _sudah_diterima(kunci: UUID, sumber: Sumber, sidik: str, by: Lingkup) -> Unggahan | None:
    """Return one's own upload of this key, if there is one; the same form with another file is refused."""
    lama = Unggahan.objects.milik(by).filter(pk=kunci, dibuat_oleh_id=by.akun_id).first()
    if lama is not None and (lama.sumber, lama.sidik) != (sumber.kode, sidik):
        raise Ditolak("Formulir ini sudah dipakai untuk berkas lain. Muat ulang halamannya, lalu unggah lagi.")
    return lama


def _periksa_terbuka(kunci: UUID, sumber: Sumber, sidik: str, by: Lingkup) -> None:
    # Kiriman kembar dengan kunci yang sama dapat tersimpan di antara dua bacaan; ia bukan unggahan lain.
    lain = Unggahan.objects.milik(by).filter(sumber=sumber.kode, sidik=sidik, status__in=TERBUKA)
    lain = lain.exclude(pk=kunci).first()
    if lain is not None:
        raise SedangDikerjakan(lain)


def _antrekan(unggahan: Unggahan, jenis: str, by: Lingkup, judul: str) -> Pekerjaan:
    pekerjaan = antrekan(jenis, by=by, isi={"unggahan": unggahan.pk}, judul=judul)
    unggahan.pekerjaan = pekerjaan.pk
    unggahan.save(update_fields=["pekerjaan"])
    return pekerjaan


def _kunci(unggahan: Unggahan, by: Lingkup, *boleh_status: str) -> tuple[Unggahan, Sumber]:
    """Lock an upload and check that it stands where the act needs it."""
    sumber = sumber_boleh(unggahan.sumber, by)
    segar = Unggahan.objects.milik(by).select_for_update().filter(pk=unggahan.pk).first()
    if segar is None:
        raise PermissionDenied
    if segar.status not in boleh_status:
        raise Ditolak(f"Unggahan ini {segar.get_status_display().lower()}; tindakan itu tidak berlaku lagi.")
    return segar, sumber


def pekerjaan_hidup(unggahan: Unggahan) -> bool:
    """Tell whether a job is still working on it."""
    p = Pekerjaan.objects.filter(pk=unggahan.pekerjaan).first() if unggahan.pekerjaan else None
    return p is not None and not p.berakhir


@transaction.atomic
def petakan(*, unggahan: Unggahan, peta: dict[str, int], pilihan: dict, by: Lingkup) -> Unggahan:
    """Say which column is which field, remember it for this office, and check the file anew.

    Args:
        peta: field -> 1-based column.

    Raises:
        Ditolak: the upload does not wait for this, or a needed field has no column.
    """
    segar, sumber = _kunci(unggahan, by, S.PETAKAN, S.PRATINJAU)
    if pekerjaan_hidup(segar):
        raise Ditolak("Unggahan ini sedang diolah; tunggu sampai selesai.")
    kurang = sumber.wajib(pilihan) - peta.keys()
    if kurang:
        label = dict(sumber.medan())
        raise Ditolak(f"Tunjuk juga kolom untuk: {', '.join(sorted(label[k] for k in kurang))}.")
    judul = segar.contoh.get("judul", [])
    PetaKolom.objects.update_or_create(
        wilayah_id=segar.wilayah_id,
        sumber=segar.sumber,
        sidik_judul=sidik_judul(judul),
        defaults={"peta": peta, "diubah_pada": timezone.now(), "diubah_oleh_id": by.akun_id},
    )
    segar.kenal = segar.kenal | {"peta": peta, "tangan": True}
    segar.pilihan = pilihan
    segar.status = S.DIBACA
    segar.save(update_fields=["kenal", "pilihan", "status"])
    _antrekan(segar, "excel.periksa", by, f"Memeriksa {sumber.label} dari Excel")
    return segar


@transaction.atomic
def pilih_lembar(*, unggahan: Unggahan, lembar: int, by: Lingkup) -> Unggahan:
    """Look for the table on another sheet.

    Raises:
        Ditolak: the upload does not wait for this.
    """
    segar, sumber = _kunci(unggahan, by, S.PETAKAN, S.PRATINJAU)
    if pekerjaan_hidup(segar):
        raise Ditolak("Unggahan ini sedang diolah; tunggu sampai selesai.")
    segar.kenal, segar.status = {"pilih_lembar": lembar}, S.DIBACA
    segar.save(update_fields=["kenal", "status"])
    _antrekan(segar, "excel.periksa", by, f"Memeriksa {sumber.label} dari Excel")
    return segar


@transaction.atomic
def periksa_ulang(*, unggahan: Unggahan, by: Lingkup) -> Unggahan:
    """Check again an upload whose check was cancelled or failed.

    Raises:
        Ditolak: it is being checked, or is past that.
    """
    segar, sumber = _kunci(unggahan, by, S.DIBACA, S.PRATINJAU)
    if pekerjaan_hidup(segar):
        raise Ditolak("Unggahan ini sedang diolah; tunggu sampai selesai.")
    segar.status = S.DIBACA
    segar.save(update_fields=["status"])
    _antrekan(segar, "excel.periksa", by, f"Memeriksa {sumber.label} dari Excel")
    return segar


@transaction.atomic
def masukkan(*, unggahan: Unggahan, mungkin: bool, by: Lingkup) -> Unggahan:
    """Take in the good rows of the preview, in the background. Also goes on after a stop.

    Args:
        mungkin: also those that may be recorded already, as new records.

    Raises:
        Ditolak: nothing can be taken in, or it does not stand at the preview any more.
    """
    segar, sumber = _kunci(unggahan, by, S.PRATINJAU, S.MENULIS)
    if segar.dibersihkan_pada is not None:
        raise Ditolak("Isi unggahan ini sudah dihapus karena masanya lewat. Unggah lagi berkasnya.")
    if segar.status == S.MENULIS and pekerjaan_hidup(segar):
        raise Ditolak("Unggahan ini sedang dimasukkan.")
    if segar.status == S.PRATINJAU:
        if mungkin:
            segar.baris.filter(status=StatusBaris.MUNGKIN).update(status=StatusBaris.BARU)
        if not segar.baris.filter(status__in=BISA_MASUK).exists():
            raise Ditolak("Tidak ada baris yang dapat dimasukkan.")
        segar.status = S.MENULIS
        segar.save(update_fields=["status"])
    _antrekan(segar, "excel.tulis", by, f"Memasukkan {sumber.label} dari Excel")
    return segar


@transaction.atomic
def buang(*, unggahan: Unggahan, by: Lingkup) -> Unggahan:
    """Throw an upload away that wrote nothing: its rows and its file go, the numbers stay.

    Raises:
        Ditolak: something was written already.
    """
    segar, _ = _kunci(unggahan, by, S.DIBACA, S.PETAKAN, S.PRATINJAU)
    p = Pekerjaan.objects.filter(pk=segar.pekerjaan).first() if segar.pekerjaan else None
    if p is not None and not p.berakhir:
        if p.pemohon_id != by.akun_id:
            raise Ditolak("Unggahan ini sedang diolah atas permintaan rekan Anda; tunggu sampai selesai.")
        batalkan(pekerjaan=p, by=by)
    segar.status = S.DIBUANG
    segar.save(update_fields=["status"])
    bersihkan(segar, by=by)
    return segar


@transaction.atomic
def urungkan(*, unggahan: Unggahan, by: Lingkup) -> Unggahan:
    """Take back what an upload wrote, in the background, while nothing was built on it.

    Raises:
        Ditolak: it was not written, its rows were erased since, or the same file is being worked on anew.
    """
    segar, sumber = _kunci(unggahan, by, S.DITULIS, S.MENULIS, S.MENGURUNGKAN)
    if pekerjaan_hidup(segar):
        raise Ditolak("Unggahan ini sedang diolah; tunggu sampai selesai.")
    if segar.dibersihkan_pada is not None:
        raise Ditolak("Isi unggahan ini sudah dihapus karena masanya lewat; tidak dapat diurungkan lagi.")
    segar.status = S.MENGURUNGKAN
    try:
        with transaction.atomic():
            segar.save(update_fields=["status"])
    except IntegrityError:
        # unggahan_sekali_terbuka: berkas yang sama diunggah lagi dan belum diputuskan.
        raise Ditolak("Berkas yang sama sedang menunggu keputusan di sini. Buang atau masukkan dahulu.") from None
    _antrekan(segar, "excel.urungkan", by, f"Mengurungkan {sumber.label} dari Excel")
    return segar


@transaction.atomic
def minta_kembalian(*, unggahan: Unggahan, by: Lingkup) -> Pekerjaan:
    """Have the workbook made that carries the remarks in its cells; the one being made is enough.

    Raises:
        Ditolak: it was not checked, or its file is gone.
    """
    segar, sumber = _kunci(unggahan, by, S.PRATINJAU, S.DITULIS, S.DIURUNGKAN)
    if segar.dibersihkan_pada is not None:
        raise Ditolak("Berkas unggahan ini sudah dihapus karena masanya lewat.")
    sedang = Pekerjaan.objects.belum_selesai().filter(jenis="excel.kembalikan", isi__unggahan=str(segar.pk)).first()
    return sedang or antrekan(
        "excel.kembalikan", by=by, isi={"unggahan": segar.pk}, judul=f"Menyiapkan kembalian {sumber.label} dari Excel"
    )


def bersihkan(unggahan: Unggahan, *, by: Lingkup) -> None:
    """Erase the personal content of an upload: rows, sample, choices, headings, files. The numbers stay."""
    BarisUnggahan.objects.filter(unggahan=unggahan).delete()
    for berkas in Berkas.objects.tersimpan().filter(keperluan=NAMA, induk=unggahan.pk):
        buang_berkas(berkas, by=by)
    unggahan.contoh, unggahan.nama_berkas, unggahan.pesan, unggahan.pilihan = {}, "", "", {}
    # Berkas tanpa judul kolom: "judul" yang terbaca adalah orang pertama.
    unggahan.kenal = {k: v for k, v in unggahan.kenal.items() if k in KENAL_TETAP}
    unggahan.dibersihkan_pada = timezone.now()
    terhenti = unggahan.status in (S.MENULIS, S.MENGURUNGKAN)
    if terhenti and unggahan.hitung.get("selesai"):
        # Terhenti di tengah dan tidak dilanjutkan sampai masanya lewat: yang sudah masuk tetap masuk.
        unggahan.status = S.DITULIS
        unggahan.ditulis_pada = unggahan.ditulis_pada or unggahan.dibersihkan_pada
        unggahan.ditulis_oleh_id = unggahan.ditulis_oleh_id or unggahan.dibuat_oleh_id
    elif terhenti or unggahan.status in (S.DIBACA, S.PETAKAN, S.PRATINJAU):
        unggahan.status = S.DIBUANG
    unggahan.save(
        update_fields=[
            *("contoh", "nama_berkas", "pesan", "pilihan", "kenal", "status"),
            *("ditulis_pada", "ditulis_oleh", "dibersihkan_pada"),
        ]
    )
