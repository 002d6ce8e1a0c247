"""Perbuatan atas petugas: mencatat, memperbaiki, foto, dan catatan yang menempel padanya."""

from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from penugasan.petugas.actions.dasar import Ditolak, check_hak, check_isi, simpan
from penugasan.petugas.models import Catatan, Penilaian, Petugas
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buang
from tksk_portal.arsip.berkas import simpan as simpan_berkas
from tksk_portal.arsip.models import Berkas
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.dasar.nik import NIKSalah, baca_nik
from tksk_portal.kelola.versi import VersiBasi

NAMA_BERKAS = "petugas"
IZIN = "petugas.atur"
ISI = (
    *("nama", "nama_ibu", "nik", "niat", "tempat_lahir", "tanggal_lahir", "jk", "agama", "pendidikan", "alamat"),
    *("domisili_id", "rt", "rw", "telepon", "email", "tahun_angkat", "pekerjaan", "bank1", "rekening1"),
    *("bank2", "rekening2"),
)


@transaction.atomic
def catat(*, kunci: UUID, wilayah: str, isi: dict, izin: str = IZIN, by: Lingkup) -> Petugas:
    """Record an officer or a candidate. The same key with the same content gives the first answer again.

    Args:
        wilayah: kecamatan of duty. isi: `ISI` name -> value; what is missing stays empty.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: NIK or NIAT taken, NIK impossible, or the key belongs to another content.
        ValidationError: a field is malformed.
    """
    check_hak(izin, wilayah, by)
    lama = Petugas.objects.filter(pk=kunci).first()
    if lama is not None:
        if lama.ditarik_pada is None and all(getattr(lama, k) == v for k, v in isi.items()):
            return lama
        raise Ditolak("Formulir ini sudah tersimpan dengan isi lain. Muat ulang halamannya.")
    petugas = Petugas(id=kunci, wilayah_id=wilayah, dibuat_oleh_id=by.akun_id, **isi)
    _rapikan(petugas)
    return simpan(petugas, force_insert=True)


@transaction.atomic
def ubah(*, petugas: Petugas, isi: dict, versi: int | None, by: Lingkup) -> Petugas:
    """Correct an officer's record. The account's name and contact follow.

    Raises:
        PermissionDenied: not this role, or not this place.
        VersiBasi: somebody changed it since the form was opened.
        Ditolak, ValidationError: see `catat`.
    """
    check_hak(IZIN, petugas.wilayah_id, by)
    petugas = Petugas.objects.select_for_update(of=("self",)).select_related("akun").get(pk=petugas.pk)
    if versi is not None and petugas.versi != versi:
        raise VersiBasi(petugas)
    for nama, nilai in isi.items():
        setattr(petugas, nama, nilai)
    petugas.versi += 1
    _rapikan(petugas)
    simpan(petugas)
    akun = petugas.akun
    if akun is not None and akun.nama != petugas.nama:
        akun.nama = petugas.nama
        akun.save(update_fields=["nama"])
    return petugas


@transaction.atomic
def tarik(*, petugas: Petugas, by: Lingkup) -> None:
    """Take back a record that came by mistake; its number is free again, its history stays.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: an account, or a duty that was not cancelled, stands on it.
    """
    check_hak(IZIN, petugas.wilayah_id, by)
    petugas = Petugas.objects.select_for_update().get(pk=petugas.pk)
    if petugas.akun_id or petugas.hunian.filter(dibatalkan_pada=None).exists():
        raise Ditolak("Petugas ini sudah punya akun atau masa tugas.")
    petugas.ditarik_pada = timezone.now()
    petugas.save(update_fields=["ditarik_pada"])


@transaction.atomic
def pasang_foto(*, petugas: Petugas, isi: BinaryIO, nama: str, by: Lingkup) -> None:
    """Keep a photo in place of the earlier one.

    Raises:
        PermissionDenied: not this role, or not this place.
        BerkasDitolak: not a picture that is accepted.
    """
    check_hak(IZIN, petugas.wilayah_id, by)
    petugas = Petugas.objects.select_for_update().get(pk=petugas.pk)
    lama = petugas.foto
    petugas.foto = _berkas(petugas, isi, f"foto.{nama.rpartition('.')[2][:5]}", petugas.pk, by).pk
    petugas.save(update_fields=["foto"])
    if lama:
        buang(Berkas.objects.get(pk=lama), by=by)


@transaction.atomic
def tambah_catatan(*, catatan: Catatan, berkas: tuple[BinaryIO, str] | None = None, by: Lingkup) -> Catatan:
    """Add a decree, training, evaluation, payment or award to an officer. A repeated key is the first one again.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: there is one like it. BerkasDitolak: the file is not accepted. ValidationError: malformed.
    """
    petugas = catatan.petugas
    check_hak(IZIN, petugas.wilayah_id, by)
    lama = type(catatan).objects.filter(pk=catatan.pk).first()
    if lama is not None:
        if lama.petugas_id != petugas.pk:
            raise PermissionDenied
        return lama
    catatan.wilayah_id, catatan.dibuat_oleh_id = petugas.wilayah_id, by.akun_id
    if isinstance(catatan, Penilaian):
        catatan.dasar = dasar_penilaian(petugas, catatan.tahun)
    check_isi(catatan)
    if berkas is not None:
        isi, nama = berkas
        nama = f"{catatan._meta.model_name}.{nama.rpartition('.')[2][:5]}"
        catatan.berkas = _berkas(petugas, isi, nama, catatan.pk, by).pk
    return simpan(catatan, force_insert=True)


@transaction.atomic
def hapus_catatan(*, catatan: Catatan, by: Lingkup) -> bool:
    """Remove what hangs on an officer; a mark stays. False: it was gone already.

    Raises:
        PermissionDenied: not this role, or not this place.
    """
    check_hak(IZIN, catatan.wilayah_id, by)
    catatan = type(catatan).objects.select_for_update().get(pk=catatan.pk)
    if catatan.dihapus_pada:
        return False
    catatan.dihapus_pada = timezone.now()
    catatan.save(update_fields=["dihapus_pada"])
    if berkas := getattr(catatan, "berkas", None):
        buang(Berkas.objects.get(pk=berkas), by=by)
    return True


def dasar_penilaian(petugas: Petugas, tahun: int) -> list[list[str]]:
    """Return what an evaluation of a year rests on as [label, text], from what other rooms registered.

    `settings.DASAR_PENILAIAN` holds dotted names of functions (petugas, tahun) -> [(label, text)]: timely reports,
    mapping, assignments. Empty until those rooms exist.
    """
    hasil = []
    for nama in settings.DASAR_PENILAIAN:
        hasil += [[label, teks] for label, teks in import_string(nama)(petugas, tahun)]
    return hasil


def _rapikan(petugas: Petugas) -> None:
    petugas.nama = " ".join(petugas.nama.split())
    petugas.nama_cari = untuk_cari(petugas.nama)[:100]
    try:
        petugas.nik = baca_nik(petugas.nik, pada=timezone.localdate()).digits
    except NIKSalah as salah:
        raise Ditolak(salah.pesan, "nik") from None
    check_isi(petugas)


def _berkas(petugas: Petugas, isi: BinaryIO | bytes, nama: str, induk: UUID, by: Lingkup) -> Berkas:
    wadah = BytesIO(isi) if isinstance(isi, bytes) else isi
    return simpan_berkas(wadah, keperluan=NAMA_BERKAS, nama=nama, wilayah=petugas.wilayah_id, by=by, induk=induk)
