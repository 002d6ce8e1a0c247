"""Versi dasar sebuah isian: dari apa formulirnya dibuka. Yang kedua dari dua admin diberi tahu, bukan menimpa."""

import hashlib

from django import forms
from django.db import models

from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.jejak.riwayat import riwayat

KOLOM_TUGAS = ("mulai", "selesai", "dasar")
KOLOM_AKUN = ("nama", "telepon", "email")


class VersiBasi(Exception):
    """The record changed since the form was opened; `objek` is its present state. Nothing was written."""

    def __init__(self, objek: models.Model) -> None:
        super().__init__("Data ini sudah diubah sejak formulir dibuka.")
        self.objek = objek


class VersiField(forms.CharField):
    """Hidden field that carries the version which the form was opened with."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, max_length=64)


def versi_isi(objek: models.Model, kolom: tuple[str, ...]) -> str:
    """Return the version of some columns: the same content is the same version."""
    isi = "\x1f".join(str(getattr(objek, k)) for k in kolom)
    return hashlib.sha256(isi.encode()).hexdigest()[:24]


def check_versi(objek: models.Model, kolom: tuple[str, ...], versi: str | None) -> None:
    """Check that a record, read under its lock, is still as the form showed it. None: no form (command, import).

    Raises:
        VersiBasi: it is not.
    """
    if versi is not None and versi != versi_isi(objek, kolom):
        raise VersiBasi(objek)


def konteks_basi(objek: models.Model, isian: dict, kolom: tuple[str, ...]) -> dict:
    """Return who changed the record last, and (label, stored, typed) of what differs."""
    beda = []
    for k in kolom:
        medan = objek._meta.get_field(k)
        if getattr(objek, k) != isian[k]:
            nama = str(medan.verbose_name)
            beda.append((nama, kata_nilai(medan, getattr(objek, k)), kata_nilai(medan, isian[k])))
    return {"terakhir": next(iter(riwayat(objek)), None), "banding": beda}
