"""Jenis surat: bentuk dan hak yang diperlukan. Ruang atas menambah jenisnya sendiri lewat `settings.JENIS_SURAT`."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup


@dataclass(frozen=True)
class JenisSurat:
    """A kind of letter.

    Args:
        kode: key, stored on the letter.
        label: in lists and choices.
        judul_tengah: title in the middle of the page; empty for an ordinary letter with addressee.
        sebutan: what it is called in a sentence ("surat", "berita acara").
        diketik: whether it can be written by hand in the form; others come from a room's own action.
        izin: the right that issuing it needs.
    """

    kode: str
    label: str
    judul_tengah: str = ""
    sebutan: str = "surat"
    diketik: bool = True
    izin: str = "dokumen.terbitkan"


BAWAAN = (
    JenisSurat("surat", "Surat biasa"),
    JenisSurat("undangan", "Surat undangan"),
    JenisSurat("pengantar", "Surat pengantar", "Surat Pengantar", "surat pengantar"),
    JenisSurat("tugas", "Surat tugas", "Surat Tugas", "surat tugas"),
    JenisSurat("keterangan", "Surat keterangan", "Surat Keterangan", "surat keterangan"),
)


@cache
def semua_jenis() -> dict[str, JenisSurat]:
    """Return all kinds by key, from `settings.JENIS_SURAT` (dotted names of a JenisSurat or a tuple of them)."""
    hasil = {}
    for nama in settings.JENIS_SURAT:
        isi = import_string(nama)
        for jenis in (isi,) if isinstance(isi, JenisSurat) else isi:
            hasil[jenis.kode] = jenis
    return hasil


def label_jenis(kode: str) -> str:
    """Return a kind in words; the key itself when no room knows it any more."""
    jenis = semua_jenis().get(kode)
    return jenis.label if jenis else kode


def jenis_diketik(by: Lingkup) -> list[JenisSurat]:
    """Return the kinds that a duty may write by hand."""
    return [j for j in semua_jenis().values() if j.diketik and boleh(by, j.izin)]
