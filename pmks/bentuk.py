"""Bentuk isian teks PMKS, di atas yang umum (`tksk_portal.dasar.bentuk`)."""

from django.core.exceptions import ValidationError

from tksk_portal.dasar.bentuk import HURUF_NAMA, RT, RW, TEKS_BIASA, TELEPON
from tksk_portal.jejak.catatan import NOMOR

__all__ = ["HURUF_NAMA", "KODE_KELOMPOK", "RT", "RW", "TEKS_BIASA", "TELEPON", "tanpa_nomor"]

KODE_KELOMPOK = 14  # kelompok minoritas: hanya dicatat sebagai jumlah (domain.md 2)


def tanpa_nomor(teks: str) -> None:
    """Refuse a text that holds a NIK or KK number.

    Raises:
        ValidationError: it does.
    """
    if NOMOR.search(teks):
        raise ValidationError("Jangan menulis NIK atau nomor KK di sini.")
