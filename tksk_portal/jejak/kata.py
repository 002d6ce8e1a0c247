"""Nilai sebuah kolom dalam kata, untuk riwayat, usulan, dan perbandingan dua versi."""

from datetime import date

from django.db import models

from tksk_portal.tampilan.templatetags.tampilan import tanggal, waktu
from tksk_portal.wilayah.dinding import KolomWilayah
from tksk_portal.wilayah.models import Wilayah


def kata_nilai(medan: models.Field, nilai) -> str:
    """Return a column's value as an office would write it; "–" when empty."""
    if nilai in (None, "", []):
        return "–"
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(medan, KolomWilayah):
        wilayah = Wilayah.objects.filter(pk=nilai).first()
        return wilayah.sebutan if wilayah else str(nilai)
    if isinstance(nilai, list):
        pilihan = dict(getattr(medan, "base_field", medan).flatchoices)
        return ", ".join(str(pilihan.get(n, n)) for n in nilai)
    if medan.choices:
        return str(dict(medan.flatchoices).get(nilai, nilai))
    if isinstance(medan, models.DateTimeField):
        return waktu(nilai)
    return tanggal(nilai) if isinstance(nilai, date) else str(nilai)
