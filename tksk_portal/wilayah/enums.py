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


class Edisi(models.TextChoices):
    """Which list of codes is loaded (wilayah/pemekaran.py)."""

    KINI = "kini", "Kepmendagri 300.2.2-2138/2025"
    E2019 = "2019", "Permendagri 72/2019, sebelum Kota Bangun Darat dan Samboja Barat"
