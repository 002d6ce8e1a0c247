"""Menyimpan, membuka, dan membuang berkas pribadi.

Ruang atas mendaftarkan keperluannya (`Keperluan`) di `settings.KEPERLUAN_BERKAS`; ruang ini tidak mengenal mereka.
"""

import hashlib
import io
import logging
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip import foto
from tksk_portal.arsip.jenis import AKHIRAN, GAMBAR, BerkasDitolak, Jenis, cocokkan_akhiran, kenali
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.penyimpanan import AKHIRAN_KECIL, kunci_baru, penyimpanan
from tksk_portal.arsip.sementara import AWALAN

__all__ = [
    "BerkasDitolak",
    "Keperluan",
    "buang",
    "buka",
    "buka_kecil",
    "daftar_keperluan",
    "jalan",
    "keperluan_dari",
    "sidik_isi",
    "simpan",
]
logger = logging.getLogger(__name__)
MB = 1024 * 1024


@dataclass(frozen=True)
class Keperluan:
    """What a room keeps files for.

    Args:
        nama: key, such as `pmks.orang`.
        label: in words, for lists and reports.
        jenis: kinds of content it takes (`tksk_portal.arsip.jenis.Jenis`).
        ukuran_terbesar: in bytes, of what is uploaded.
        boleh_baca: asked at every opening, in the reader's scope, after the wall; False is answered as 404.
        gambar: pictures are made small, cleaned and written anew as JPEG; False keeps their bytes (a logo with
            transparency) after the same checks. Both get a thumbnail.
        ada_induk: given parents' keys, returns those that exist; for the orphan check. None: no parent.
        umur: how long it is kept unless `kedaluwarsa_pada` says otherwise; None: as long as its record.
        lanjut: the way on from the page of an expired file, as (address, label).
        dibuka: told of every opening, after it was logged (for a domain's own log of who looked at whom).
    """

    nama: str
    label: str
    jenis: frozenset[str]
    ukuran_terbesar: int
    boleh_baca: Callable[[Lingkup, Berkas], bool]
    gambar: bool = True
    ada_induk: Callable[[set[UUID]], set[UUID]] | None = None
    umur: timedelta | None = None
    lanjut: Callable[[Berkas], tuple[str, str] | None] | None = None
    dibuka: Callable[[Lingkup, Berkas], None] | None = None


def daftar_keperluan() -> dict[str, Keperluan]:
    """Return all purposes by name: `settings.KEPERLUAN_BERKAS` holds dotted names of one, or of a tuple of them."""
    hasil = {}
    for nama in settings.KEPERLUAN_BERKAS:
        isi = import_string(nama)
        for keperluan in (isi,) if isinstance(isi, Keperluan) else isi:
            hasil[keperluan.nama] = keperluan
    return hasil


def keperluan_dari(nama: str) -> Keperluan:
    """Return a purpose.

    Raises:
        KeyError: nobody registered it (a programming error).
    """
    return daftar_keperluan()[nama]


@dataclass(frozen=True)
class _Isi:
    """What is about to be written."""

    jenis: Jenis
    isi: BinaryIO
    kecil: bytes = b""
    lebar: int | None = None
    tinggi: int | None = None


def simpan(
    isi: BinaryIO | bytes | Path,
    *,
    keperluan: str,
    nama: str,
    wilayah: str,
    by: Lingkup,
    induk: UUID | None = None,
    kedaluwarsa_pada: datetime | None = None,
) -> Berkas:
    """Check a file by its content, store it under a random name, and write its row in the present transaction.

    A rollback leaves content without a row, which the orphan check removes after a day.

    Args:
        isi: what was uploaded or made; a stream need not be seekable.
        nama: for display and download; without personal data. Its ending must fit the content.
        wilayah: the place it belongs to; inside the scope of `by`.
        kedaluwarsa_pada: instead of the purpose's own `umur`.

    Raises:
        BerkasDitolak: its `pesan` goes beside the field.
        PermissionDenied: the place is outside the scope.
    """
    guna = keperluan_dari(keperluan)
    if not by.memuat(wilayah):
        raise PermissionDenied
    with _aliran(isi, guna.ukuran_terbesar) as sumber:
        siap = _siapkan(sumber, guna, nama)
        sidik, ukuran = _sidik(siap.isi)
        kunci = _tulis(siap.isi, kunci_baru())
        kecil = _tulis(io.BytesIO(siap.kecil), f"{kunci}{AKHIRAN_KECIL}") if siap.kecil else ""
    kini = timezone.now()
    return Berkas.objects.create(
        wilayah_id=wilayah,
        keperluan=keperluan,
        induk=induk,
        nama=nama_aman(nama, siap.jenis),
        jenis_isi=siap.jenis,
        ukuran=ukuran,
        sha256=sidik,
        kunci=kunci,
        kecil=kecil,
        ukuran_kecil=len(siap.kecil),
        sha256_kecil=hashlib.sha256(siap.kecil).hexdigest() if siap.kecil else "",
        lebar=siap.lebar,
        tinggi=siap.tinggi,
        pemilik_id=by.akun_id,
        dibuat_pada=kini,
        kedaluwarsa_pada=kedaluwarsa_pada or (kini + guna.umur if guna.umur else None),
    )


def _siapkan(sumber: BinaryIO, guna: Keperluan, nama: str) -> _Isi:
    jenis = kenali(sumber)
    if jenis not in guna.jenis:
        raise BerkasDitolak(f"Jenis berkas ini {jenis.label}; yang diterima di sini: {sebut_jenis(guna)}.")
    cocokkan_akhiran(nama, jenis)
    if jenis not in GAMBAR:
        return _Isi(jenis, sumber)
    if not guna.gambar:
        f = foto.kecilkan(sumber, jenis)
        return _Isi(jenis, io.BytesIO(f.isi), f.kecil, f.lebar, f.tinggi)
    f = foto.olah(sumber, jenis)
    return _Isi(Jenis.JPEG, io.BytesIO(f.isi), f.kecil, f.lebar, f.tinggi)


@contextmanager
def _aliran(isi: BinaryIO | bytes | Path, terbesar: int) -> Iterator[BinaryIO]:
    """Yield a seekable stream of at most `terbesar` bytes."""
    if isinstance(isi, bytes):
        isi = io.BytesIO(isi)
    if isinstance(isi, Path):
        with isi.open("rb") as aliran:
            yield _terbatas(aliran, terbesar)
        return
    if isi.seekable():
        yield _terbatas(isi, terbesar)
        return
    with tempfile.SpooledTemporaryFile(max_size=2 * MB) as sementara:
        while potong := isi.read(256 * 1024):
            sementara.write(potong)
            if sementara.tell() > terbesar:
                raise BerkasDitolak(_pesan_besar(None, terbesar))
        yield sementara


def _terbatas(isi: BinaryIO, terbesar: int) -> BinaryIO:
    besar = isi.seek(0, 2)
    besar = isi.tell() if besar is None else besar
    if besar > terbesar:
        raise BerkasDitolak(_pesan_besar(besar, terbesar))
    isi.seek(0)
    return isi


def _pesan_besar(besar: int | None, terbesar: int) -> str:
    sebut = sebut_ukuran(besar) if besar else ""
    nyata = sebut if sebut and sebut != sebut_ukuran(terbesar) else "terlalu besar"
    return f"Berkas ini {nyata}; paling besar {sebut_ukuran(terbesar)}. Kecilkan atau bagi dahulu, lalu unggah lagi."


def sebut_ukuran(bita: int) -> str:
    """Return a size in words: 512 B, 340 KB, 1,4 MB, 2 GB."""
    for batas, satuan in ((1024 * MB, "GB"), (MB, "MB"), (1024, "KB")):
        if bita >= batas:
            teks = f"{bita / batas:.0f}" if satuan == "KB" else f"{bita / batas:.1f}".removesuffix(".0")
            return f"{teks.replace('.', ',')} {satuan}"
    return f"{bita} B"


def sebut_jenis(guna: Keperluan) -> str:
    """Return the kinds a purpose takes, in words."""
    nama = [j.label for j in Jenis if j in guna.jenis]
    return nama[0] if len(nama) == 1 else f"{', '.join(nama[:-1])} atau {nama[-1]}"


def terima(guna: Keperluan) -> str:
    """Return the value for the `accept` attribute of a file input."""
    return ",".join(f".{a}" for j in Jenis if j in guna.jenis for a in AKHIRAN[j] if a not in ("jfif", "jpe", "txt"))


def nama_aman(nama: str, jenis: Jenis) -> str:
    """Return a name that is safe in headers and on any disk, with the ending of its kind."""
    bersih = re.sub(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+", " ", nama)
    # Foto yang ditulis ulang berganti jenis: akhiran gambar mana pun dilepas.
    akhiran = [a for j in (GAMBAR if jenis in GAMBAR else {jenis}) for a in AKHIRAN[j]]
    pangkal = bersih.rpartition(".")[0] if bersih.lower().endswith(tuple(f".{a}" for a in akhiran)) else bersih
    pangkal = " ".join(pangkal.split()).strip(". ")[:100].rstrip(". ")
    return f"{pangkal or 'berkas'}.{AKHIRAN[jenis][0]}"


def _sidik(isi: BinaryIO) -> tuple[str, int]:
    isi.seek(0)
    sidik, besar = hashlib.sha256(), 0
    while potong := isi.read(256 * 1024):
        sidik.update(potong)
        besar += len(potong)
    isi.seek(0)
    return sidik.hexdigest(), besar


def _tulis(isi: BinaryIO, kunci: str) -> str:
    isi.seek(0)
    return penyimpanan().save(kunci, File(isi))


def buka(berkas: Berkas) -> BinaryIO:
    """Open a file's content for reading.

    Raises:
        FileNotFoundError: it was removed or lost.
    """
    return _buka(berkas, berkas.kunci)


def buka_kecil(berkas: Berkas) -> BinaryIO:
    """Open a picture's thumbnail for reading.

    Raises:
        FileNotFoundError: it has none, or it was removed or lost.
    """
    return _buka(berkas, berkas.kecil)


def _buka(berkas: Berkas, kunci: str) -> BinaryIO:
    if not kunci or berkas.dibuang_pada is not None:
        raise FileNotFoundError(f"berkas {berkas.pk} tidak tersimpan")
    return penyimpanan().open(kunci, "rb")


@contextmanager
def jalan(berkas: Berkas) -> Iterator[Path]:
    """Yield a local path of the content: the file itself on disk, a temporary copy when the store is elsewhere.

    Raises:
        FileNotFoundError: it was removed or lost.
    """
    try:
        tempat = Path(penyimpanan().path(berkas.kunci))
    except NotImplementedError:
        with tempfile.NamedTemporaryFile(prefix=AWALAN, suffix=f".{AKHIRAN[Jenis(berkas.jenis_isi)][0]}") as salinan:
            with buka(berkas) as asal:
                shutil.copyfileobj(asal, salinan, 256 * 1024)
            salinan.flush()
            yield Path(salinan.name)
        return
    if berkas.dibuang_pada is not None or not tempat.exists():
        raise FileNotFoundError(f"berkas {berkas.pk} tidak tersimpan")
    yield tempat


def buang(berkas: Berkas, *, by: Lingkup) -> None:
    """Remove a file: the row is marked now, its content goes once the transaction is committed.

    Doing it twice changes nothing. The caller has checked the right.
    """
    tertulis = (
        Berkas.objects.tersimpan().filter(pk=berkas.pk).update(dibuang_pada=timezone.now(), dibuang_oleh_id=by.akun_id)
    )
    berkas.refresh_from_db(fields=("dibuang_pada", "dibuang_oleh"))
    if tertulis:
        transaction.on_commit(lambda: hapus_isi(berkas), robust=True)


def hapus_isi(berkas: Berkas) -> None:
    """Delete content and thumbnail; what fails is found again by the orphan check."""
    for kunci in filter(None, (berkas.kunci, berkas.kecil)):
        try:
            penyimpanan().delete(kunci)
        except Exception:
            logger.exception("isi berkas %s belum terhapus", berkas.pk)


def sidik_isi(isi: BinaryIO) -> str:
    """Return the SHA-256 of an upload; the position is 0 afterwards."""
    isi.seek(0)
    sidik = hashlib.sha256()
    while potong := isi.read(256 * 1024):
        sidik.update(potong)
    isi.seek(0)
    return sidik.hexdigest()
