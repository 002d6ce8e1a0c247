from django.db import models


class Tingkat(models.IntegerChoices):
    """Level of a region."""

    NASIONAL = 0, "Nasional"
    PROVINSI = 1, "Provinsi"
    KABKOTA = 2, "Kabupaten/Kota"
    KECAMATAN = 3, "Kecamatan"
    DESA = 4, "Desa/Kelurahan"


class JenisWilayah(models.TextChoices):
    """Kind of region as Kemendagri names it."""

    NEGARA = "negara", "Negara"
    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten"
    KOTA = "kota", "Kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    KELURAHAN = "kelurahan", "Kelurahan"
    DESA = "desa", "Desa"
    DESA_ADAT = "desa adat", "Desa adat"
