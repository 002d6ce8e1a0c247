"""Bacaan yang sama bagi semua tabel berwilayah."""

from typing import Self

from django.db import models

from tksk_portal.wilayah.rentang import rentang


class BerwilayahQuerySet(models.QuerySet):
    """Reads on rows with a `wilayah`; the wall already bounds them to the scope."""

    def di_bawah(self, kode: str) -> Self:
        """Return those at or under a place."""
        awal, akhir = rentang(kode)
        return self.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir)


class TersimpanQuerySet(BerwilayahQuerySet):
    """Reads on rows that are taken back by a mark."""

    def tersimpan(self) -> Self:
        """Return those that were not removed."""
        return self.filter(dihapus_pada=None)
